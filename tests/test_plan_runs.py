"""The plan in the whole program: what a session without a name leads through, and says."""

from __future__ import annotations

from pathlib import Path

from backpt.clock import Clock
from backpt.journal.keeping import keep_rows
from backpt.journal.local_days import local_day, utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.progress.plan import DAYS, Away, Plan
from tests.homes import environment
from tests.played import Played
from tests.test_going_on import said
from tests.test_safety_runs import on_terminal, sessions


def planned(home: Path, routine: str, *, away: bool = False) -> None:
    """Plan a routine for each day; ``away``: and be away today."""
    environment(home)
    now = Clock().wall()
    made = (now - 60, utc_offset_s(now))
    day = local_day(now)
    plan = Plan("p", *made, routine, routine, DAYS, day - 1, day + 9)
    aways = (Away("a", *made, day, day),) if away else ()
    path = str(home / ".local/share/backpt/journal.db")
    assert keep_rows(path, Rows(plans=(plan,), aways=aways), 1) == ("", "")


def led(home: Path) -> Played:
    """Begin a session without a name, answer today's questions, and stop it."""
    terminal = on_terminal(home, "session")
    terminal.until("Pain now")
    terminal.press("2nn")
    terminal.until("Get into place")
    terminal.press("q")
    terminal.until("Before you leave")
    terminal.press("2")
    assert terminal.end() == 0
    return terminal


def test_a_session_without_a_name_leads_through_what_is_planned_today(tmp_path: Path) -> None:
    planned(tmp_path, "bridge")
    terminal = led(tmp_path)
    assert sessions(tmp_path, "routine") == [("bridge",)]
    assert "this is the routine you did last" not in said(terminal)


def test_on_a_day_away_that_is_said_and_the_usual_routine_is_led(tmp_path: Path) -> None:
    planned(tmp_path, "bridge", away=True)
    terminal = led(tmp_path)
    assert sessions(tmp_path, "routine") == [("home-basics",)]
    assert "Your plan says that you are away today" in said(terminal)


def test_a_plan_costs_no_key(tmp_path: Path) -> None:
    """The same keys lead through a session with a plan and without one."""
    with_plan, without = tmp_path / "one", tmp_path / "two"
    for home in (with_plan, without):
        home.mkdir()
    planned(with_plan, "home-basics")
    for home in (with_plan, without):
        led(home)
    assert sessions(with_plan, "routine") == sessions(without, "routine")
