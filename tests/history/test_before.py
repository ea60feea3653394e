"""What the days before say about a session today, and journals of an older backpt."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from backpt.core.events import Ending
from backpt.core.model import Routine
from backpt.core.summary import Summary
from backpt.history import migrations
from backpt.history.journal import open_journal
from backpt.history.reading import days_before, last_routine_id, sessions, unfinished
from backpt.history.rows import ICEPACK, SESSION, Before

DAY_S = 24 * 3600.0
NOW = 1_800_000_000.0
NOTHING = Summary._make(Summary._field_defaults.get(name, ()) for name in Summary._fields)


def keep(
    path: Path,
    days_ago: float,
    *,
    pain: int | None = None,
    leg: str | None = None,
    kind: str = SESSION,
    rehearsal: bool = False,
    active_s: float = 60.0,
    asked: str = "",
    routine: str = "home-basics",
    now: float = NOW,
) -> None:
    """Add a session that was begun and closed so many days before ``now``."""
    journal = open_journal(str(path), print)
    journal.begin(
        kind=kind,
        routine=Routine(routine, "R", ()),
        compiler=1,
        started_wall=now - days_ago * DAY_S,
        pain_before=pain,
        rehearsal=rehearsal,
        origin=0.0,
        leg=leg,
        asked=asked,
    )
    summary = NOTHING._replace(active_s=active_s, pain_high=None, items=())
    journal.finish(Ending.DONE, summary, ended_wall=now - days_ago * DAY_S + 60)
    journal.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_no_journal_is_nothing_before(path: Path) -> None:
    assert days_before(str(path), NOW) == Before()


def test_the_first_pain_of_each_day_counts_latest_day_first(path: Path) -> None:
    keep(path, 3, pain=5)
    keep(path, 1, pain=4)
    keep(path, 0.9999, pain=9)
    keep(path, 2, pain=None)
    assert days_before(str(path), NOW).entries == ((1, 4), (3, 5))


def test_no_more_days_are_read_than_a_baseline_needs(path: Path) -> None:
    for ago in range(10, 0, -1):
        keep(path, ago, pain=ago)
    assert days_before(str(path), NOW).entries == tuple((ago, ago) for ago in range(1, 8))


def test_rehearsals_and_packs_are_no_entries(path: Path) -> None:
    keep(path, 1, pain=4, leg="further", rehearsal=True)
    keep(path, 1, pain=4, leg="further", kind=ICEPACK)
    assert days_before(str(path), NOW) == Before()


@pytest.mark.parametrize(
    ("legs", "running"),
    [
        ((), 0),
        (("further",), 1),
        (("further", "same"), 0),
        (("same", "further", "further"), 2),
        (("further", None), 1),
    ],
)
def test_sessions_running_with_pain_further_down_are_counted(
    path: Path, legs: tuple[str | None, ...], running: int
) -> None:
    for number, leg in enumerate(legs):
        keep(path, 10 - number, leg=leg)
    assert days_before(str(path), NOW).further == running


def test_days_off_are_counted_from_the_last_day_on_which_something_was_done(path: Path) -> None:
    keep(path, 12, active_s=300.0)
    keep(path, 2, active_s=0.0)
    assert days_before(str(path), NOW).days_off == 12
    keep(path, 1, active_s=1.0)
    assert days_before(str(path), NOW).days_off == 1


def test_the_last_routine_is_the_one_that_was_asked_for(path: Path) -> None:
    keep(path, 1, routine="flare-up-day", asked="core-starter")
    assert last_routine_id(str(path)) == "core-starter"
    keep(path, 0, routine="flare-up-day")
    assert last_routine_id(str(path)) == "flare-up-day"


def test_a_journal_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    with sqlite3.connect(path) as db:
        migrations.migrate(db, migrations.MIGRATIONS[:1])
        db.execute("INSERT INTO prescription VALUES (1, 0, '{}')")
        db.execute(
            "INSERT INTO session (day, nth, kind, routine, name, prescription, compiler,"
            " started_ms, rehearsal, pain_before, ended_ms, ending, active_s)"
            " VALUES (739200, 1, 'session', 'mine', 'Mine', 1, 1, 1000, 0, 4, 2000, 'done', 9)"
        )
    db.close()
    assert last_routine_id(str(path)) == "mine"
    (kept,) = sessions(str(path))
    assert kept.pain_before == 4
    assert unfinished(str(path), NOW) is None
    assert days_before(str(path), NOW).entries[0][1] == 4
