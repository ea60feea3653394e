"""Diaries and files that an older backpt wrote: brought over whole, and the same on every copy.

``diaries/`` holds what the program wrote at commit 31543e7: sittings that were finished,
stopped, refused, rehearsed and killed, a pack left on, and what ``log --json`` said of them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backpt.cli.log import session_object
from backpt.journal import schema
from backpt.journal.past import read_past
from backpt.journal.recorder import open_journal
from backpt.journal.spill_import import import_spill
from backpt.safety.days import Earlier, Leg
from backpt.session.events import Ending
from tests.journal.values import (
    read_days_before,
    read_sessions,
    read_unfinished,
)

from .values import NOON, ORIGIN, begin, raise_, routine, summary

DIARIES = Path(__file__).parent / "diaries"
NOW = 1_795_400_000.0
BEFORE, AFTER = "before", "after"


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return written(tmp_path / "journal.db")


def written(path: Path) -> Path:
    """Write the diary of the older program to ``path``."""
    db = sqlite3.connect(path)
    db.executescript((DIARIES / "five_migrations.sql").read_text(encoding="utf-8"))
    db.close()
    return path


def rows(path: Path, query: str) -> list[Any]:
    db = sqlite3.connect(path)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def said(path: Path) -> list[dict[str, Any]]:
    listed = [session_object(row) for row in read_sessions(str(path), None, NOW)]
    again: list[dict[str, Any]] = json.loads(json.dumps(listed))
    return again


@pytest.mark.usefixtures("in_berlin")
def test_the_log_of_an_old_diary_says_what_it_said_then(diary: Path) -> None:
    then = json.loads((DIARIES / "five_migrations.json").read_text(encoding="utf-8"))
    assert _as_far_as(then, said(diary)) == then


def _as_far_as(then: Any, now: Any) -> Any:
    """Return of ``now`` what ``then`` has: keys are only ever added."""
    if isinstance(then, list) and isinstance(now, list):
        return [_as_far_as(old, new) for old, new in zip(then, now, strict=True)]
    if isinstance(then, dict) and isinstance(now, dict):
        return {key: _as_far_as(old, now[key]) for key, old in then.items()}
    return now


@pytest.mark.usefixtures("in_berlin")
def test_the_days_of_an_old_diary_count_as_they_did(diary: Path) -> None:
    before = read_days_before(str(diary), NOW)
    assert before.entries == ((2, 2), (16, 2), (18, 9), (19, 4), (21, 3))
    assert before.days_off == 19
    new: dict[str, Any] = {"something_new": False}
    assert before.sessions == (
        Earlier(739941, 2, None, 2, Leg.FURTHER, "rest-positions", **new),
        Earlier(739927, 2, 4, 4, Leg.NONE, "short", **new),
        Earlier(739925, 9, None, 9, Leg.SAME, "short", is_refused=True, **new),
        Earlier(739924, 4, 5, 5, Leg.CLOSER, "short", is_held=True, **new),
        Earlier(739922, 3, 2, 3, Leg.NONE, "short", is_held=True, **new),
    )
    past = read_past(str(diary), NOW)
    assert [(one.day, one.worst) for one in past.practice().held] == [(739924, 5), (739922, 3)]
    (open_one,) = past.left_open
    assert (open_one.header.pain_before, open_one.header.leg) == (2, "further")


def test_every_old_session_has_its_pain_in_entries(diary: Path) -> None:
    columns = "started_ms, ended_ms, pain_before, pain_after, leg"
    then = rows(diary, f"SELECT {columns} FROM session ORDER BY id")
    read_sessions(str(diary))
    found = rows(diary, "SELECT source, wall_ms, now, leg FROM entry ORDER BY id")
    expected = [
        *((BEFORE, at, now, leg) for at, _, now, _, leg in then if now is not None),
        *((AFTER, ended, now, None) for _, ended, _, now, _ in then if now is not None),
    ]
    assert found == expected
    assert rows(diary, f"SELECT {columns} FROM session ORDER BY id") == then  # as it was
    owners = rows(
        diary, "SELECT count(*) FROM entry JOIN session ON entry.session = session.uid"
    )
    assert owners == [(len(found),)]


def test_two_copies_of_one_file_come_to_the_same_uids_and_to_devices_of_their_own(
    tmp_path: Path,
) -> None:
    here, there = written(tmp_path / "here.db"), written(tmp_path / "there.db")
    for one in (here, there):
        read_sessions(str(one))
    for table in ("session", "entry"):
        uids = f"SELECT uid FROM {table} ORDER BY id"
        assert rows(here, uids) == rows(there, uids)
        assert all(len(uid) >= 32 for (uid,) in rows(here, uids))
    assert rows(here, "SELECT id FROM device") != rows(there, "SELECT id FROM device")
    ((device,),) = rows(here, "SELECT id FROM device")
    assert rows(here, "SELECT DISTINCT device FROM session") == [(device,)]
    assert len(bytes.fromhex(device)) == 16


def test_old_sessions_that_are_alike_get_uids_of_their_own(diary: Path) -> None:
    db = sqlite3.connect(diary)
    with db:
        columns = "kind, routine, name, prescription, compiler, started_ms, rehearsal"
        db.execute(
            f"INSERT INTO session (day, nth, {columns}) SELECT day, 9, {columns} FROM session"
            " WHERE id = 1"
        )
        db.execute("UPDATE session SET started_ms = 'never' WHERE id > 5")
    db.close()
    read_sessions(str(diary))
    ((count, distinct),) = rows(diary, "SELECT count(*), count(DISTINCT uid) FROM session")
    assert count == distinct == 8


KILLED = """\
import os, signal, sqlite3, sys
from backpt.journal import schema
from tests.journal.values import read_sessions
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
at, seen = sys.argv[2], 0
def traced(statement):
    global seen
    seen += 1
    if at in (str(seen), statement):
        os.kill(os.getpid(), signal.SIGKILL)
db.set_trace_callback(traced)
schema.migrate(db)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
@pytest.mark.usefixtures("in_berlin")
def test_a_migration_that_is_killed_at_any_statement_loses_nothing(tmp_path: Path) -> None:
    whole = said(written(tmp_path / "whole.db"))
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for statement in ("2", "8", "14", "20", "26", "COMMIT"):
        path = written(tmp_path / f"{statement}.db")
        killed = [sys.executable, "-c", KILLED, str(path), statement]
        assert subprocess.run(killed, env=env, check=False).returncode == -signal.SIGKILL
        left = sqlite3.connect(path)
        assert schema.version(left) == 5
        left.close()
        assert said(path) == whole


def test_a_program_that_was_open_meanwhile_keeps_what_it_adds(diary: Path) -> None:
    """It holds the file open in a session, and knows the columns of its time only."""
    old = sqlite3.connect(diary, isolation_level=None)
    assert schema.version(old) == 5
    read_sessions(str(diary))
    columns = "kind, routine, name, prescription, compiler, rehearsal"
    old.execute(
        f"INSERT INTO session (day, nth, started_ms, pain_before, leg, {columns})"
        f" SELECT 739942, 1, 1795300000000, 6, 'same', {columns} FROM session WHERE id = 1"
    )
    old.execute(
        "UPDATE session SET ended_ms = 1795300600000, ending = 'done', pain_after = 7"
        " WHERE day = 739942"
    )
    old.close()
    latest = read_sessions(str(diary), 1, NOW)[0]
    assert (latest.pain_before, latest.leg, latest.pain_after) == (6, "same", 7)
    assert len(latest.uid) == 32


def test_a_file_of_a_session_that_an_older_backpt_kept_is_added_whole_and_once(
    tmp_path: Path,
) -> None:
    journal = tmp_path / "data" / "journal.db"
    journal.parent.mkdir()
    for copy in ("one", "two"):
        spill = tmp_path / f"{copy}.jsonl"
        shutil.copy(DIARIES / "spill_format_2.jsonl", spill)
        import_spill(str(spill), str(journal))
    (row,) = read_sessions(str(journal), None, NOW)
    assert (row.pain_before, row.leg, row.pain_after, row.pain_high) == (3, "same", 5, 4)
    assert [one.done for one in row.items] == [3, 2]
    said_then = rows(journal, "SELECT source, now, leg, settled FROM entry ORDER BY id")
    assert said_then == [(BEFORE, 3, "same", "no"), (AFTER, 5, None, None)]
    other = tmp_path / "other" / "journal.db"
    other.parent.mkdir()
    import_spill(str(DIARIES / "spill_format_2.jsonl"), str(other))
    assert rows(other, "SELECT uid FROM entry") == rows(journal, "SELECT uid FROM entry")


def test_pain_said_when_a_session_broke_off_was_said_during_it_once_it_goes_on(
    tmp_path: Path,
) -> None:
    """Nothing is written over: a row says which one it replaces."""
    path = tmp_path / "data" / "journal.db"
    journal = open_journal(str(path), raise_)
    begin(journal, routine())
    journal.finish(Ending.STOPPED, summary(), ended_wall=NOON + 60)
    journal.set_pain_after(7)
    old = read_unfinished(str(path), NOON + 120, stopped_since_wall=NOON)
    assert old is not None
    header = old.header._replace(pain_before=4)
    journal.resume(old._replace(header=header), origin=ORIGIN)
    journal.finish(Ending.DONE, summary(), ended_wall=NOON + 300)
    journal.set_pain_after(2)
    journal.close()
    (row,) = read_sessions(str(path))
    assert (row.pain_before, row.pain_after) == (4, 2)
    uid = row.uid
    assert rows(path, "SELECT uid, source, now, replaces FROM entry ORDER BY id") == [
        (f"{uid}-before", "before", 3, ""),
        (f"{uid}-after", "after", 7, ""),
        (f"{uid}-after-2", "during", 7, f"{uid}-after"),
        (f"{uid}-before-2", "before", 4, f"{uid}-before"),
        (f"{uid}-after-3", "after", 2, ""),
    ]
