"""The plan and changes in the diary: added, read back, kept aside; old diaries are whole."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from backpt.cli.log import session_object
from backpt.journal import schema
from backpt.journal.course_reader import read_course
from backpt.journal.keeping import keep_rows
from backpt.journal.spill import Spill
from backpt.journal.spill_import import import_spill
from backpt.journal.store import JournalError
from backpt.journal.week_rows import Rows, rows_from, rows_object
from backpt.progress.change import Change, ChangeField
from backpt.progress.course import Course
from backpt.progress.entry import Entry
from backpt.progress.plan import Away, AwayWhy, Plan, Visit

from .test_before import DAY_S, NOW, NOW_DAY
from .test_old_diaries import DIARIES, KILLED
from .values import read_sessions

pytestmark = pytest.mark.usefixtures("temporary")

SIX_NOW = 1_795_400_000.0
"""When the diary of six migrations was read by the program that wrote it."""
PLAN = Plan(
    "p1", NOW, 3600, "core-starter", "Core starter", (0, 2, 4), NOW_DAY, NOW_DAY + 55, 18 * 60
)
AWAY = Away("a1", NOW, 3600, NOW_DAY + 7, NOW_DAY + 9, AwayWhy.TRAVEL)
VISIT = Visit("v1", NOW, 3600, NOW_DAY + 14)
HIGHER = Change("c1", NOW, 3600, "bridge", ChangeField.REPS, 8.0, 9.0, "core-starter", "F7, F2")
HARDER = Change("c2", NOW + 1, 3600, "bridge", ChangeField.EXERCISE, "bridge", "bridge-single")
ROWS = Rows(plans=(PLAN,), aways=(AWAY,), visits=(VISIT,), changes=(HIGHER, HARDER))


def of_the_plan(course: Course) -> Rows:
    return Rows(
        plans=course.plans, aways=course.aways, visits=course.visits, changes=course.changes
    )


def test_what_was_said_of_the_plan_is_read_back_as_it_was_said(path: Path) -> None:
    assert keep_rows(str(path), ROWS, 1) == ("", "")
    assert of_the_plan(read_course(str(path), NOW + 5)) == ROWS


def test_a_row_that_is_added_twice_is_there_once(path: Path) -> None:
    for _ in range(2):
        assert keep_rows(str(path), ROWS, 1) == ("", "")
    assert of_the_plan(read_course(str(path), NOW + 5)) == ROWS


def test_each_row_says_which_computer_made_it(path: Path) -> None:
    keep_rows(str(path), ROWS, 1)
    with sqlite3.connect(path) as db:
        ((device,),) = db.execute("SELECT id FROM device").fetchall()
        for table in ("plan", "away", "visit", "change"):
            found = db.execute(f"SELECT DISTINCT device FROM {table}").fetchall()
            assert found == [(device,)], table


def test_a_plan_made_by_a_clock_that_was_ahead_counts_when_its_day_has_come(
    path: Path,
) -> None:
    keep_rows(str(path), ROWS, 1)
    assert of_the_plan(read_course(str(path), NOW - 3 * DAY_S)) == Rows()
    assert of_the_plan(read_course(str(path), NOW + 3 * DAY_S)) == ROWS


def test_the_weeks_of_a_past_day_know_nothing_that_was_planned_after_it(path: Path) -> None:
    keep_rows(str(path), ROWS, 1)
    course = read_course(str(path), NOW + 5 * DAY_S)
    assert of_the_plan(course.until(NOW_DAY - 1)) == Rows()
    assert of_the_plan(course.until(NOW_DAY)) == ROWS


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("days", "'[9]'"),
        ("days", "'mo'"),
        ("first", "'soon'"),
        ("last", "9999999999"),
        ("at_min", "1500"),
        ("wall_ms", "x'ff'"),
    ],
)
def test_a_plan_that_is_damaged_costs_that_plan_and_no_more(
    path: Path, column: str, value: str
) -> None:
    other = PLAN._replace(uid="p2", routine="morning-mobility")
    keep_rows(str(path), ROWS._replace(plans=(PLAN, other)), 1)
    with sqlite3.connect(path) as db:
        db.execute(f"UPDATE plan SET {column} = {value} WHERE uid = 'p1'")
    assert of_the_plan(read_course(str(path), NOW + 5)) == ROWS._replace(plans=(other,))


def test_a_change_that_is_damaged_costs_that_change_and_no_more(path: Path) -> None:
    keep_rows(str(path), ROWS, 1)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE change SET field = 'colour' WHERE uid = 'c1'")
        db.execute("UPDATE away SET why = 'bored'")
    kept = of_the_plan(read_course(str(path), NOW + 5))
    assert kept == ROWS._replace(changes=(HARDER,), aways=())


# Where the journal cannot be written


@pytest.mark.slow
def test_a_plan_that_the_journal_cannot_take_waits_in_a_file_and_counts_from_there(
    path: Path,
) -> None:
    keep_rows(str(path), Rows((Entry("e1", NOW, 0, now=3),)), 1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    why, waiting = keep_rows(str(path), ROWS, 7)
    assert "in use by another program" in why
    assert Path(waiting).exists()
    holder.execute("ROLLBACK")
    holder.close()
    assert of_the_plan(read_course(str(path), NOW + 5)) == ROWS
    keep_rows(str(path), Rows((Entry("e2", NOW, 0, now=3),)), 1)
    assert not Path(waiting).exists(), "the next that is said takes it in"
    assert of_the_plan(read_course(str(path), NOW + 5)) == ROWS


def test_a_full_disk_is_said_and_the_plan_is_kept_nowhere_half(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_rows(str(path), Rows((Entry("e1", NOW, 0, now=3),)), 1)
    with sqlite3.connect(path) as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON change BEGIN SELECT RAISE(FAIL, 'no'); END"
        )
    why, waiting = keep_rows(str(path), ROWS, 7)
    assert why
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM plan").fetchone() == (0,)
        db.execute("DROP TRIGGER full")
    assert import_spill(waiting, str(path)).events == 5
    assert of_the_plan(read_course(str(path), NOW + 5)) == ROWS


def test_rows_are_the_same_after_they_were_text() -> None:
    assert rows_from(json.loads(json.dumps(rows_object(ROWS)))) == ROWS


def test_a_file_with_rows_that_this_program_does_not_know_is_not_half_added(
    path: Path, tmp_path: Path
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)  # else it goes to the temporary files
    spill = Spill(str(path), ROWS, 3)
    spill.close()
    assert spill.path is not None
    text = Path(spill.path).read_text(encoding="ascii").replace('"visits"', '"dreams"')
    other = tmp_path / "other.jsonl"
    other.write_text(text, encoding="ascii")
    with pytest.raises(JournalError, match="nothing was added"):
        import_spill(str(other), str(path))


# Diaries of the program before it


def six(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path)
    db.executescript((DIARIES / "six_migrations.sql").read_text(encoding="utf-8"))
    db.close()
    return path


@pytest.fixture
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def said_in(path: Path) -> dict[str, Any]:
    """Return what the program that wrote the diary kept beside it."""
    course = read_course(str(path), SIX_NOW)

    def texts(rows: tuple[tuple[int, Any], ...]) -> list[list[str]]:
        return [[str(part) for part in (day, *row)] for day, row in rows]

    log = [session_object(row) for row in read_sessions(str(path), None, SIX_NOW)]
    items: list[Any] = [item for one in log for item in cast(Any, one["items"])]
    assert [item.pop("unsure") for item in items] == [False] * len(items)  # known since then
    found: dict[str, Any] = json.loads(
        json.dumps(
            {
                "log": log,
                "course": {
                    "entries": texts(course.entries),
                    "sessions": texts(course.sessions),
                    "calls": texts(course.calls),
                    "tellings": texts(course.tellings),
                    "since": course.since,
                    "older": course.older_days,
                },
            }
        )
    )
    return found


@pytest.mark.usefixtures("_in_berlin")
def test_a_diary_of_six_migrations_says_all_that_it_said_and_takes_a_plan(path: Path) -> None:
    then = json.loads((DIARIES / "six_migrations.json").read_text(encoding="utf-8"))
    assert said_in(six(path)) == then
    with sqlite3.connect(path) as db:
        assert schema.version(db) == 7
    assert keep_rows(str(path), ROWS, 1) == ("", "")
    assert said_in(path) == then
    assert of_the_plan(read_course(str(path), NOW + 5)) == ROWS


@pytest.mark.usefixtures("_in_berlin")
def test_no_row_of_an_old_diary_is_touched(path: Path, tmp_path: Path) -> None:
    before, after = (six(tmp_path / name / "journal.db") for name in ("one", "two"))
    read_sessions(str(after))

    def rows(file: Path) -> dict[str, list[Any]]:
        db = sqlite3.connect(file)
        names = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        found = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        db.close()
        return found

    new: dict[str, list[Any]] = {"plan": [], "away": [], "visit": [], "change": []}
    assert rows(after) == rows(before) | new


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
@pytest.mark.usefixtures("_in_berlin")
def test_a_kill_while_an_old_diary_gets_its_plan_loses_nothing(tmp_path: Path) -> None:
    then = json.loads((DIARIES / "six_migrations.json").read_text(encoding="utf-8"))
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for statement in ("3", "6", "COMMIT"):
        path = six(tmp_path / statement / "journal.db")
        killed = [sys.executable, "-c", KILLED, str(path), statement]
        assert subprocess.run(killed, env=env, check=False).returncode == -signal.SIGKILL
        left = sqlite3.connect(path)
        assert schema.version(left) == 6
        left.close()
        assert said_in(path) == then


WRITES_A_PLAN = """\
import os, signal, sys
from backpt.journal import keeping, sqlite
from tests.journal.test_plan_rows import ROWS

connect, seen = sqlite.connect, 0
def traced(statement):
    global seen
    seen += 1
    if sys.argv[2] in (str(seen), statement):
        os.kill(os.getpid(), signal.SIGKILL)
def connected(*given, **named):
    db = connect(*given, **named)
    db.set_trace_callback(traced)
    return db
sqlite.connect = connected
keeping.keep_rows(sys.argv[1], ROWS, 1)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_a_kill_while_a_plan_is_written_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    path = tmp_path / "data" / "journal.db"
    keep_rows(str(path), Rows((Entry("e1", NOW, 0, now=3),)), 1)
    for statement in ("BEGIN IMMEDIATE", "14", "16", "COMMIT"):
        killed = [sys.executable, "-c", WRITES_A_PLAN, str(path), statement]
        assert subprocess.run(killed, env=env, check=False).returncode == -signal.SIGKILL
        course = read_course(str(path), NOW + 5)
        assert of_the_plan(course) in (Rows(), ROWS)
        assert [one.uid for _, one in course.entries] == ["e1"]
