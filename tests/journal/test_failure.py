"""A journal that fails is said once, and the session goes on into a file."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backpt.journal import schema
from backpt.journal.recorder import Journal, open_journal, open_spill
from backpt.journal.spill_import import import_spill
from backpt.journal.store import JournalError, connect
from backpt.journal.waiting import waiting_spills
from backpt.language import speech
from backpt.session import events as ev
from backpt.session.compile import flatten
from backpt.session.records import StillOn
from tests.journal.values import (
    events_of,
    prescription_of,
    read_last,
    read_sessions,
    read_unfinished,
)

from .values import NOON, begin, done, killed_after, packs, raise_, record, routine, summary

pytestmark = pytest.mark.usefixtures("temporary")

STEPS = flatten(routine(), speech)
SAID = done(STEPS)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def unheard(said: str) -> None:
    """Be told where a session is kept, in a test of something else."""
    del said


def full_journal(path: Path, tell: Callable[[str], None], pages: int) -> Journal:
    """Return a journal on a disk on which only ``pages`` more pages are free."""
    db, logged = connect(str(path))
    now = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {now + pages}")
    return Journal(str(path), tell, db, logged)


def in_the_file(path: Path, columns: str) -> list[tuple[object, ...]]:
    """Return columns of the sessions in the journal's own file."""
    db = sqlite3.connect(path)
    rows = db.execute(f"SELECT {columns} FROM session ORDER BY id").fetchall()
    db.close()
    return rows


def kept_step(event: ev.Event | StillOn) -> tuple[type, int]:
    assert not isinstance(event, ev.SessionEnded)
    return type(event), event.step_index


def kept_events(path: Path) -> list[ev.Event | StillOn]:
    return [one.event for one in events_of(str(path), 1)]


# Another program holds the file


def test_events_wait_in_order_while_another_program_holds_the_journal(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine())
    record(journal, SAID[:2], STEPS)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    record(journal, SAID[2:6], STEPS)
    assert len(kept_events(path)) == 2
    other.execute("COMMIT")
    record(journal, SAID[6:7], STEPS)
    assert [kept_step(event) for event in kept_events(path)] == [
        kept_step(event) for event in SAID[:7]
    ]
    other.close()
    journal.close()


def test_events_that_still_wait_are_written_when_the_session_is_finished(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    record(journal, SAID, STEPS)
    other.execute("COMMIT")
    other.close()
    journal.finish(ev.Ending.DONE, summary(), ended_wall=NOON + 60)
    assert len(kept_events(path)) == len(SAID)
    journal.close()


def test_events_that_still_wait_are_written_when_the_journal_is_closed(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    record(journal, SAID[:3], STEPS)
    other.execute("COMMIT")
    other.close()
    journal.close()
    assert len(kept_events(path)) == 3


def test_events_that_still_wait_stay_with_their_session_when_another_begins(
    path: Path,
) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    record(journal, SAID[:3], STEPS)
    other.execute("COMMIT")
    other.close()
    assert begin(journal, packs()) == 2
    assert len(kept_events(path)) == 3
    journal.close()


def test_a_file_that_cannot_have_a_log_is_written_safely_without_one(path: Path) -> None:
    open_journal(str(path), raise_).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM session").fetchone()  # a reader refuses the change
    db, logged = connect(str(path))
    other.execute("COMMIT")
    assert not logged
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    journal = Journal(str(path), raise_, db, logged)
    begin(journal, routine())
    record(journal, SAID, STEPS)
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert len(kept_events(path)) == len(SAID)
    other.close()
    journal.close()


# The journal fails in the middle


def test_a_full_disk_is_said_once_and_nothing_is_lost(path: Path) -> None:
    told: list[str] = []
    journal = full_journal(path, told.append, pages=3)
    begin(journal, routine())
    many = SAID * 40
    record(journal, many, STEPS)
    journal.finish(ev.Ending.DONE, summary(), ended_wall=NOON + 600, note="well")
    journal.set_pain_after(1)
    journal.close()
    (spill,) = waiting_spills(str(path))
    assert told == [
        f"The journal failed: the disk that holds {path} is full; make room on it. This"
        f' session is kept in {spill}; "backpt log --import" with it adds it.'
    ]
    before = len(kept_events(path))
    assert 0 < before < len(many)
    assert in_the_file(path, "ending") == [(None,)]
    listed = read_sessions(str(path))  # with the file, though it is not added yet
    import_spill(spill, str(path))
    assert read_sessions(str(path)) == listed
    (row,) = read_sessions(str(path))
    assert (row.ending, row.pain_after, row.note) == (ev.Ending.DONE, 1, "well")
    assert row.items == summary().items
    seqs = [one.seq for one in events_of(str(path), 1)]
    assert seqs == list(range(len(many)))


def test_adding_the_same_file_twice_adds_nothing(path: Path) -> None:
    journal = full_journal(path, unheard, pages=3)
    begin(journal, routine())
    record(journal, SAID * 40, STEPS)
    journal.finish(ev.Ending.DONE, summary(), ended_wall=NOON + 600)
    journal.close()
    (spill,) = waiting_spills(str(path))
    first = import_spill(spill, str(path))
    once = (read_sessions(str(path)), events_of(str(path), 1))
    second = import_spill(spill, str(path))
    assert first.events > 0
    assert second == first._replace(events=0)
    assert (read_sessions(str(path)), events_of(str(path), 1)) == once


def test_a_disk_that_is_full_at_the_closing_commit_loses_no_summary(path: Path) -> None:
    told: list[str] = []
    journal = full_journal(path, told.append, pages=40)
    begin(journal, routine())
    record(journal, SAID, STEPS)
    item = summary().items[0]
    many = tuple(item._replace(item=n, name="long " * 100) for n in range(1000))
    journal.finish(ev.Ending.DONE, summary()._replace(items=many), ended_wall=NOON + 600)
    journal.close()
    assert len(told) == 1
    assert in_the_file(path, "ending") == [(None,)]  # the whole transaction, or nothing
    import_spill(waiting_spills(str(path))[0], str(path))
    assert read_sessions(str(path))[0].items == many


def test_the_next_session_tries_the_journal_again(path: Path) -> None:
    told: list[str] = []
    db, logged = connect(str(path))
    journal = Journal(str(path), told.append, db, logged)
    db.execute("PRAGMA max_page_count = 1")  # SQLite takes the pages there are as the least
    assert journal.keeps
    assert begin(journal, routine("x" * 50_000)) == 0
    assert not journal.keeps
    assert len(told) == 1
    record(journal, SAID[:2], STEPS)
    db.execute("PRAGMA max_page_count = 1000000")
    assert begin(journal, packs(), started_wall=NOON + 60) == 1
    assert journal.keeps
    journal.close()
    assert in_the_file(path, "name") == [("Cold pack",)]
    import_spill(waiting_spills(str(path))[0], str(path))
    assert [row.name for row in read_sessions(str(path))] == ["Cold pack", "Evening"]


def test_a_journal_that_breaks_in_the_middle_is_left_as_it_is(path: Path) -> None:
    told: list[str] = []
    killed_after(path, routine(), SAID).close()
    journal = open_journal(str(path), told.append)
    page = 4096
    broken = path.read_bytes()[:page] + b"\xff" * (path.stat().st_size - page)
    path.write_bytes(broken)
    begin(journal, packs(), started_wall=NOON + 60)
    record(journal, SAID[:2], STEPS)
    journal.close()
    assert len(told) == 1
    assert f"{path} is damaged" in told[0]
    assert "This session is kept in" in told[0]
    assert path.read_bytes() == broken
    (spill,) = waiting_spills(str(path))
    path.unlink()
    assert import_spill(spill, str(path)).events == 2
    assert [row.name for row in read_sessions(str(path))] == ["Cold pack"]


# The journal cannot be opened


def test_a_session_without_any_journal_is_kept_and_added_whole(path: Path) -> None:
    told: list[str] = []
    path.parent.mkdir()
    journal = open_spill(str(path), told.append)
    assert begin(journal, routine()) == 0
    record(journal, SAID, STEPS)
    journal.finish(ev.Ending.STOPPED, summary("stopped"), ended_wall=NOON + 600)
    journal.close()
    assert not path.exists()
    (spill,) = waiting_spills(str(path))
    assert told == [f'This session is kept in {spill}; "backpt log --import" with it adds it.']
    assert import_spill(spill, str(path)) == (1, len(SAID))
    (row,) = read_sessions(str(path))
    assert (row.ending, row.started_wall, row.pain_before) == (ev.Ending.STOPPED, NOON, 3)
    assert prescription_of(str(path), 1) == routine()


def test_where_the_folder_takes_no_file_the_one_for_temporary_files_does(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    path = tmp_path / "data" / "journal.db"
    with pytest.raises(JournalError, match="cannot be read or written"):
        open_journal(str(path), raise_)
    told: list[str] = []
    journal = open_spill(str(path), told.append)
    begin(journal, routine())
    journal.close()
    (name,) = names(tmp_path / "temporary")
    assert str(tmp_path / "temporary" / name) in told[0]


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that takes no file")
def test_where_no_folder_takes_a_file_it_is_said_that_the_session_will_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    monkeypatch.setenv("TMPDIR", "/proc/self")
    told: list[str] = []
    journal = open_spill(str(tmp_path / "data" / "journal.db"), told.append)
    begin(journal, routine())
    record(journal, SAID, STEPS)
    journal.finish(ev.Ending.DONE, summary(), ended_wall=NOON + 600)
    journal.close()
    assert told == ["This session cannot be kept in any file: it is lost when backpt ends."]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a device")
def test_a_file_that_fails_too_moves_on_with_all_that_was_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    folder = tmp_path / "data"
    folder.mkdir()
    journal = open_spill(str(folder / "journal.db"), told.append)
    begin(journal, routine())
    record(journal, SAID[:2], STEPS)
    (spill,) = waiting_spills(str(folder / "journal.db"))
    full = os.open("/dev/full", os.O_WRONLY)
    for number in range(3, 64):  # the spill's own file becomes the device that is always full
        if _is(number, spill):
            os.dup2(full, number)
    os.close(full)
    record(journal, SAID[2:4], STEPS)
    journal.close()
    (name,) = names(tmp_path / "temporary")
    moved = str(tmp_path / "temporary" / name)
    assert len(told) == 2
    assert moved in told[1]
    assert import_spill(moved, str(folder / "journal.db")) == (1, 4)


def _is(number: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(number), os.stat(path))
    except OSError:
        return False


def test_a_last_line_that_was_torn_off_is_left_out(path: Path) -> None:
    path.parent.mkdir()
    journal = open_spill(str(path), unheard)
    begin(journal, routine())
    record(journal, SAID[:3], STEPS)
    journal.close()
    (spill,) = waiting_spills(str(path))
    Path(spill).write_bytes(Path(spill).read_bytes()[:-20])
    assert import_spill(spill, str(path)).events == 2


@pytest.mark.parametrize(
    "content",
    ["", "\n", "{}\n", "[1]\n", "not json\n", '{"spill": 1, "session": {}}\n', "\u00e4\n"],
)
def test_a_file_that_is_none_of_ours_adds_nothing(path: Path, content: str) -> None:
    path.parent.mkdir()
    strange = path.parent / "strange.jsonl"
    strange.write_text(content, encoding="utf-8")
    with pytest.raises(JournalError, match="is no session kept by backpt"):
        import_spill(str(strange), str(path))
    assert not path.exists()


def test_a_file_with_one_wrong_line_adds_nothing(path: Path) -> None:
    path.parent.mkdir()
    journal = open_spill(str(path), unheard)
    begin(journal, routine())
    record(journal, SAID[:3], STEPS)
    journal.close()
    (spill,) = waiting_spills(str(path))
    with open(spill, "a", encoding="ascii") as file:
        file.write(json.dumps({"event": ["wrong"]}) + "\n")
    with pytest.raises(JournalError, match="nothing was added"):
        import_spill(spill, str(path))
    assert read_sessions(str(path)) == ()


def test_a_first_half_that_is_added_after_the_second_takes_no_event_away(path: Path) -> None:
    journal = full_journal(path, unheard, pages=3)
    begin(journal, routine())
    record(journal, SAID * 40, STEPS)
    journal.close()
    found = read_unfinished(str(path), NOON + 9999)
    assert found is not None
    again = open_journal(str(path), raise_)
    again.resume(found, origin=-9999.0)
    record(again, [ev.PainReported(0.0, 0, 5)], STEPS)
    again.close()
    before = kept_events(path)
    added = import_spill(waiting_spills(str(path))[0], str(path)).events
    after = kept_events(path)
    assert ev.PainReported(9999.0, 0, 5) in before
    assert ev.PainReported(9999.0, 0, 5) in after
    assert len(after) == len(before) + added


# What is refused stays untouched


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("logged", [True, False])
def test_a_journal_of_a_newer_program_is_refused_and_not_touched(
    path: Path, logged: bool
) -> None:
    left_open = killed_after(path, routine(), SAID)
    newer = sqlite3.connect(path, isolation_level=None)
    newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    newer.execute("CREATE TABLE something_new (a)")
    if not logged:
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = files(path.parent)
    with pytest.raises(JournalError, match="written by a newer backpt; update backpt"):
        open_journal(str(path), raise_)
    with pytest.raises(JournalError, match="written by a newer backpt; update backpt"):
        read_sessions(str(path))
    del before["journal.db-shm"]  # who is reading is written there
    after = files(path.parent)
    del after["journal.db-shm"]
    assert after == before
    newer.close()
    left_open.close()


@pytest.mark.parametrize(
    "content", [b"Dear diary", b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_journal_is_refused_and_not_touched(
    path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    for use in (lambda: open_journal(str(path), raise_), lambda: read_last(str(path), NOON)):
        with pytest.raises(JournalError, match="is left as it is: move it aside"):
            use()
    assert files(path.parent) == {"journal.db": content}


def test_the_database_of_another_program_is_refused_and_not_touched(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE session (theirs)")
    other.close()
    content = path.read_bytes()
    for use in (lambda: open_journal(str(path), raise_), lambda: read_last(str(path), NOON)):
        with pytest.raises(JournalError, match="of another program; it is left as it is"):
            use()
    assert path.read_bytes() == content


def test_a_journal_whose_tables_are_damaged_is_a_sentence_not_a_traceback(path: Path) -> None:
    killed_after(path, routine(), SAID).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    for use in (lambda: open_journal(str(path), raise_), lambda: read_last(str(path), NOON)):
        with pytest.raises(JournalError, match=r"is damaged.*left as it is"):
            use()


def test_an_empty_file_is_a_new_journal(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert read_sessions(str(path)) == ()
    journal = open_journal(str(path), raise_)
    assert begin(journal, routine()) == 1
    journal.close()


# Migrations


def _one(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE one (a)")
    db.execute("INSERT INTO one VALUES (1)")


def _two(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE one ADD COLUMN b NOT NULL DEFAULT 2")


def _fails(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE one ADD COLUMN c")
    db.execute("this is no statement")


def test_a_file_gets_the_migrations_it_has_not_seen_and_keeps_what_is_in_it() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    for migrations_then in ((_one,), (_one, _two), (_one, _two)):
        schema.migrate(db, migrations_then)
    assert db.execute("SELECT * FROM one").fetchall() == [(1, 2)]
    assert schema.version(db) == 2
    db.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(db, (_one,))
    with pytest.raises(sqlite3.Error):
        schema.migrate(db, (_one, _two, _fails))
    assert db.execute("SELECT * FROM one").fetchall() == [(1,)]
    assert schema.version(db) == 1
    db.close()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_history(path: Path) -> None:
    path.parent.symlink_to(path.parent)  # a link to itself leads nowhere, whoever asks
    with pytest.raises(JournalError, match=r"cannot be read or written .*check the folder"):
        read_sessions(str(path))


def test_in_a_folder_that_cannot_be_written_the_history_can_still_be_read(path: Path) -> None:
    killed_after(path, routine(), SAID).close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        if os.access(path.parent, os.W_OK):
            pytest.skip("permissions do not bind this user")
        assert len(read_sessions(str(path))) == 1
        with pytest.raises(JournalError, match="check the folder and its permissions"):
            open_journal(str(path), raise_)
    finally:
        path.parent.chmod(0o700)
