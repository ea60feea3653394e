"""``backpt due``: exit code 1 when something is due, and a notice once or twice a day."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli.due import DUE, due_at
from backpt.cli.due_kept import kept_answer
from backpt.clock import Clock
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.local_days import day_begins_wall, local_day
from backpt.journal.lock import take_lock
from backpt.journal.week_rows import Rows
from backpt.progress.entry import Entry
from backpt.progress.plan import DAYS, Plan
from backpt.session.events import Ending
from tests.cli.test_home import kept, plan_of
from tests.cli.test_plan import iso
from tests.journal import values

if TYPE_CHECKING:
    from tests.cli.conftest import Program

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S


@pytest.fixture
def desktop(program: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop that shows notices: each is a line of the file."""
    folder = program.home / "bin"
    folder.mkdir()
    shown = program.home / "shown"
    shown.touch()
    for name in ("notify-send", "osascript"):
        script = folder / name
        script.write_text(f'#!/bin/sh\nfor last; do :; done\necho "$last" >> "{shown}"\n')
        script.chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))
    return shown


def shown_at(program: Program, desktop: Path, hour: float, day: int = 0) -> list[str]:
    """Return what a timer shows at an hour of the day of the tests, by its clock."""
    before = desktop.read_text().splitlines()
    begins = day_begins_wall(values.NOON) - 3 * HOUR_S
    due_at(program.paths, begins + day * DAY_S + hour * HOUR_S, notify=True)
    return desktop.read_text().splitlines()[len(before) :]


def daily(at_min: int | None = 18 * 60, routine: str = "home-basics", name: str = "") -> Plan:
    day = local_day(values.NOON)
    return Plan(
        f"p-{routine}", values.NOON - DAY_S, 0, routine, name or "Home basics", DAYS, day - 7,
        day + 55, at_min, "coffee",
    )  # fmt: skip


def test_it_says_what_is_due_and_when_and_exits_with_one(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily", "--at", "18:00", "--after", "coffee")
    said = program("due")
    assert (said.code, said.err) == (DUE, "")
    assert said.out == "Due today: Home basics, at 18:00, after coffee.\n"


@pytest.mark.parametrize(
    ("commands", "says"),
    [
        ([], "Nothing is due today."),
        ([["did", "home-basics"]], "Today: Home basics, done."),
        ([["plan", "--away", iso(0), iso(2)]], "Today: away, until"),
        ([["plan", "--visit", iso(0)]], "Today: a visit to your therapist."),
        ([["pain", "9"]], "Nothing is due today: it is no day for exercises."),
        ([["safety", "--answers", "2;none;none"]], "Nothing is due today: it is no day"),
        ([["plan", "home-basics", "--end"]], "Nothing is due today."),
    ],
)
def test_when_nothing_is_due_it_says_why_and_exits_with_zero(
    program: Program, commands: list[list[str]], says: str
) -> None:
    if commands:
        program("plan", "home-basics", "--days", "daily")
    for command in commands:
        assert program(*command).code in (0, 4)
    said = program("due")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(says)
    silent = program("due", "--notify")
    assert (silent.code, silent.out, silent.err) == (0, "", "")


def test_a_session_that_pain_refused_leaves_nothing_due(program: Program) -> None:
    plan_of(program, daily())
    assert due_at(program.paths, values.NOON + 1, notify=False) == DUE
    kept(program, 0, pain=8, active_s=0.0, ending=Ending.PAIN)
    assert due_at(program.paths, values.NOON + 2, notify=False) == 0


def test_in_maintenance_the_day_after_a_session_is_off(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily")
    program("did", "home-basics", "--on", "yesterday")
    assert program("due").code == DUE
    program("plan", "--to-phase", "maintenance")
    said = program("due")
    assert said.code == 0
    assert "two or three days a week are enough" in said.out


def test_a_diary_that_cannot_be_read_is_neither(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily")
    Path(program.paths.journal).write_bytes(b"no diary" * 100)
    for words in (["due"], ["due", "--notify"]):
        said = program(*words)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("The plan cannot be read. The journal: ")


def test_a_notice_is_shown_once_at_its_time_once_more_and_never_a_third_time(
    program: Program, desktop: Path
) -> None:
    plan_of(program, daily())
    shown = [shown_at(program, desktop, hour) for hour in (9, 17.9, 18, 18.01, 19.5, 21, 23)]
    assert [len(one) for one in shown] == [0, 0, 1, 0, 1, 0, 0]
    assert shown[2] == shown[4] == ["Time for your exercises (about 8 min)"]
    assert shown_at(program, desktop, 18, day=1) == shown[2]


def test_a_machine_that_slept_shows_one_notice_when_it_wakes(
    program: Program, desktop: Path
) -> None:
    plan_of(program, daily())
    assert [len(shown_at(program, desktop, hour)) for hour in (22, 22, 22.01)] == [1, 0, 0]


def test_two_timers_at_one_moment_show_one_notice(program: Program, desktop: Path) -> None:
    plan_of(program, daily())
    assert not shown_at(program, desktop, 9)
    timers = [
        threading.Thread(target=shown_at, args=(program, desktop, 18.0)) for _ in range(4)
    ]
    for one in timers:
        one.start()
    for one in timers:
        one.join()
    assert len(desktop.read_text().splitlines()) == 1


def test_what_is_done_between_is_not_called_to_mind_again(
    program: Program, desktop: Path
) -> None:
    plan_of(program, daily())
    assert shown_at(program, desktop, 18)
    entry = Entry(new_uid(), day_begins_wall(values.NOON) + 16 * HOUR_S, 0, now=9)
    keep_rows(program.paths.journal, Rows((entry,)), 1)
    assert shown_at(program, desktop, 19.5) == []


def test_while_a_session_runs_nobody_is_told_to_begin(program: Program, desktop: Path) -> None:
    plan_of(program, daily())
    lock = take_lock(program.paths.journal, now_wall=values.NOON)
    try:
        assert shown_at(program, desktop, 18) == []
    finally:
        lock.release()
    assert shown_at(program, desktop, 18)


def test_what_was_shown_is_not_in_the_diary(program: Program, desktop: Path) -> None:
    plan_of(program, daily())

    def rows() -> dict[str, int]:
        with sqlite3.connect(program.paths.journal) as db:
            tables = [
                name
                for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            return {
                one: db.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables
            }

    before = rows()
    assert shown_at(program, desktop, 18)
    assert rows() == before
    assert Path(program.paths.notices).read_text().endswith(" home-basics\n")


def test_without_a_desktop_a_line_says_it(
    program: Program, desktop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(program.home / "bin")
    plan_of(program, daily())
    assert shown_at(program, desktop, 18) == []
    assert capsys.readouterr().out == "Time for your exercises (about 8 min).\n"


def test_where_nothing_can_be_kept_somebody_is_reminded_all_the_same(
    program: Program, desktop: Path
) -> None:
    plan_of(program, daily())
    Path(program.paths.notices).mkdir()
    assert shown_at(program, desktop, 18)


def test_a_routine_that_is_gone_is_called_to_mind_without_its_length(
    program: Program, desktop: Path
) -> None:
    plan_of(program, daily(routine="mine", name="Mine"))
    assert shown_at(program, desktop, 18) == ["Time for your exercises"]


def test_due_needs_no_diary(program: Program) -> None:
    said = program("due")
    assert (said.code, said.out) == (0, "Nothing is due today.\n")
    assert list(program.home.iterdir()) == []


def test_it_is_due_by_the_real_clock_as_well(program: Program) -> None:
    assert local_day(Clock().wall()) > 0
    program("plan", "home-basics", "--days", "daily", "--at", "3:00")
    assert program("due").code == DUE


# --- asked again -----------------------------------------------------------------------

OPENS = """
import os, sys
opened = []
sys.addaudithook(lambda event, _: opened.append(1) if event == "sqlite3.connect" else None)
from backpt.cli import run
code = run(sys.argv[1:])
print(len(opened), code, "typing" in sys.modules, file=sys.stderr)
"""


def settle(program: Program) -> None:
    """Have the diary and the answers be as old as the evening before would leave them."""
    for path in (program.paths.journal, f"{program.paths.journal}-wal", program.paths.answers):
        if os.path.exists(path):
            was = os.stat(path)
            os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns - 10 * 10**9))


@pytest.mark.slow
def test_asked_again_it_answers_without_the_diary_until_something_is_said(
    program: Program,
) -> None:
    program("plan", "home-basics", "--days", "daily", "--at", "18:00")
    settle(program)
    said = [program.start(OPENS, "due") for _ in range(2)]
    assert said[0].stderr.split()[:2] == ["1", "1"]
    assert said[1].stderr.split() == ["0", "1", "False"], "and little is loaded"
    assert said[0].stdout == said[1].stdout == "Due today: Home basics, at 18:00.\n"
    program("did", "home-basics")
    settle(program)
    after = program.start(OPENS, "due")
    assert after.stderr.split()[:2] == ["1", "0"]
    assert after.stdout.startswith("Today: Home basics, done.")


def again(program: Program) -> int | None:
    return kept_answer(program.paths)


def test_what_was_answered_counts_no_longer_once_anything_is_another(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked_anew() -> bool:
        settle(program)
        program("due")
        assert again(program) in (0, DUE)
        return True

    program("plan", "home-basics", "--days", "daily")
    assert again(program) is None, "it was never asked"
    assert asked_anew()
    program("pain", "9")
    assert again(program) is None, "an entry"
    assert asked_anew()
    program("safety", "--answers", "2;none;none")
    assert again(program) is None, "an answer"
    assert asked_anew()
    spill = Path(program.paths.data) / "backpt-entry-1.jsonl"
    spill.write_text("{}\n")
    assert again(program) is None, "an entry that waits"
    spill.unlink()
    assert again(program) is not None
    monkeypatch.setenv("BACKPT_LANGUAGE", "xx")
    assert again(program) is None, "another language"
    monkeypatch.delenv("BACKPT_LANGUAGE")
    place = Path(program.paths.cache) / "due.txt"
    code, _, _, rest = place.read_text().split(" ", 3)
    for begins, ends in ((0.0, 1.0), (9e9, 9.1e9)):
        place.write_text(f"{code} {begins} {ends} {rest}")
        assert again(program) is None, "another day, or the clock was set back"
    for damage in (b"", b"\xff", b"1", b"1 0 9e9", b"7 0 9e9 x\n"):
        place.write_bytes(damage)
        assert again(program) is None
    capsys.readouterr()


def test_a_file_that_has_just_changed_is_read_again(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily")
    program("due")
    assert again(program) is None
