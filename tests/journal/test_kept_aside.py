"""A session that went into files: read with the journal, gone on with, and added once."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.journal.recorder import Journal, open_journal, open_or_spill, open_spill
from backpt.journal.spill_import import import_spill, set_aside, take_in
from backpt.journal.store import JournalError, connect
from backpt.journal.waiting import waiting_spills
from backpt.language import speech
from backpt.prescription.model import Mode
from backpt.session import events as ev
from backpt.session.compile import flatten
from backpt.session.records import ICEPACK
from backpt.session.resume import pack_on_s, resume_point
from backpt.session.steps import EXERCISE, Compiled, StepKind
from backpt.session.summary import Summary, summarise
from tests.examples import cases
from tests.journal.values import (
    events_of,
    packs_since,
    read_days_before,
    read_sessions,
    read_unfinished,
)

from .test_failure import unheard
from .values import NOON, ORIGIN, begin, done, killed_after, packs, raise_, record, routine

pytestmark = pytest.mark.usefixtures("temporary")

ROUTINE = routine("Leg lifts", "Knee tilts")
STEPS = flatten(ROUTINE, speech)
SAID = done(STEPS)
REPS = sum(1 for step in STEPS if step.kind in EXERCISE)


def done_reps(path: Path) -> list[int]:
    """Return the reps done in each session that is listed, latest first."""
    listed = read_sessions(str(path), now_wall=NOON + 1e5)
    return [sum(item.done for item in row.items) for row in listed]


def spilled_from(path: Path, first: int, events: list[ev.Event] = SAID) -> Journal:
    """Record ``events``; from the ``first`` on the disk is full."""
    journal = open_journal(str(path), unheard)
    begin(journal, ROUTINE)
    record(journal, events[:first], STEPS)
    fill_the_disk(journal)
    record(journal, events[first:], STEPS)
    return journal


def fill_the_disk(journal: Journal) -> None:
    assert journal._db is not None
    journal._db.set_authorizer(
        lambda *_: sqlite3.SQLITE_DENY
    )  # every statement fails from here


def stop(journal: Journal, events: list[ev.Event]) -> None:
    """Stop the session as the user does, ten seconds after its last event."""
    at = events[-1].at + 10.0
    over = ev.SessionEnded(at, ev.Ending.STOPPED)
    record(journal, [over], STEPS)
    whole = summarise(Compiled(ROUTINE, STEPS), speech, [*events, over])
    journal.finish(ev.Ending.STOPPED, whole, ended_wall=NOON + at - ORIGIN)
    journal.close()


def go_on_to_the_end(path: Path) -> None:
    """Resume what is unfinished, an hour later, and do the rest of it."""
    found = read_unfinished(str(path), NOON + 3600, stopped_since_wall=NOON)
    assert found is not None
    origin = ORIGIN + 3600 - found.into_s
    point = resume_point(found.events, STEPS, into_s=found.into_s, origin=origin)
    rest = [event._replace(at=event.at + 3600) for event in done(STEPS, first=point.first)]
    journal = open_or_spill(str(path), unheard)
    journal.resume(found, origin=origin)
    record(journal, rest, STEPS)
    over = ev.SessionEnded(rest[-1].at, ev.Ending.DONE)
    record(journal, [over], STEPS)
    whole = summarise(Compiled(ROUTINE, STEPS), speech, [*point.events, *rest, over])
    journal.finish(ev.Ending.DONE, whole, ended_wall=NOON + over.at - ORIGIN)
    journal.close()


# Read with the journal


def test_what_is_kept_in_a_file_is_read_before_it_is_added(path: Path) -> None:
    stop(spilled_from(path, 4), SAID)
    assert done_reps(path) == [REPS]
    (row,) = read_sessions(str(path))
    assert row.ending is ev.Ending.STOPPED
    assert read_days_before(str(path), NOON + 60).entries == ((0, 3),)


def test_what_is_kept_in_a_file_goes_on_where_it_was(path: Path) -> None:
    cut = len(SAID) - 6
    stop(spilled_from(path, 4, SAID[:cut]), SAID[:cut])
    found = read_unfinished(str(path), NOON + 600, stopped_since_wall=NOON)
    assert found is not None
    assert len(found.events) == cut + 1
    assert resume_point(found.events, STEPS, into_s=600.0).first == cut // 2


def test_no_file_of_another_journal_is_read(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "journal.db"
    other.parent.write_text("no folder: its session goes among the temporary files")
    journal = open_spill(str(other), unheard)
    begin(journal, ROUTINE)
    record(journal, SAID, STEPS)
    journal.close()
    assert waiting_spills(str(path)) == []
    assert read_sessions(str(path)) == ()
    assert len(waiting_spills(str(other))) == 1
    with pytest.raises(JournalError, match="check the folder"):
        read_sessions(str(other))
    found = read_unfinished(str(other), NOON + 60)
    assert found is not None
    assert len(found.events) == len(SAID)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_only_an_ordinary_file_of_the_user_waits_to_be_added(
    path: Path, tmp_path: Path
) -> None:
    stop(spilled_from(path, 4), SAID)
    (own,) = waiting_spills(str(path))
    for folder in (path.parent, tmp_path / "temporary"):
        os.mkfifo(folder / "backpt-session-1.jsonl")
        (folder / "backpt-session-2.jsonl").symlink_to(own)
        (folder / "backpt-session-3.jsonl").mkdir()
    (tmp_path / "temporary" / "backpt-session-4.jsonl").write_text("none of ours\n")
    assert waiting_spills(str(path)) == [own]


def test_a_file_among_the_temporary_ones_from_before_it_named_its_journal_is_left(
    path: Path, tmp_path: Path
) -> None:
    stop(spilled_from(path, 4), SAID)
    (own,) = waiting_spills(str(path))
    first, *rest = Path(own).read_text().splitlines()
    head = json.loads(first)
    del head["of"], head["session"]["offset_s"]
    old = json.dumps({**head, "spill": 1})
    Path(own).write_text("\n".join((old, *rest, "")))
    assert waiting_spills(str(path)) == [own]  # beside the journal it is ours, and readable
    assert done_reps(path) == [REPS]
    moved = tmp_path / "temporary" / Path(own).name
    Path(own).rename(moved)
    assert waiting_spills(str(path)) == []


# Added later


def test_a_session_that_went_on_after_a_full_disk_is_whole_when_the_file_is_added(
    path: Path,
) -> None:
    cut = len(SAID) - 6
    stop(spilled_from(path, 4, SAID[:cut]), SAID[:cut])
    go_on_to_the_end(path)
    assert done_reps(path) == [REPS]
    (spill,) = waiting_spills(str(path))
    import_spill(spill, str(path))
    set_aside(spill)
    assert waiting_spills(str(path)) == []
    assert done_reps(path) == [REPS]
    (row,) = read_sessions(str(path))
    assert row.ending is ev.Ending.DONE


@cases(30)
@given(st.data())
def test_wherever_the_disk_fills_and_whenever_it_is_added_each_rep_counts_once(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("once") / "data" / "journal.db"
    cut = data.draw(st.integers(2, len(SAID) // 2 - 1), label="cut") * 2
    full = data.draw(st.integers(0, cut), label="full")
    added_first = data.draw(st.booleans(), label="added first")
    killed = data.draw(st.booleans(), label="killed")
    journal = spilled_from(path, full, SAID[:cut])
    if not killed:
        stop(journal, SAID[:cut])
    if added_first:
        take_in(str(path))
    go_on_to_the_end(path)
    assert done_reps(path) == [REPS]
    take_in(str(path))
    assert waiting_spills(str(path)) == []
    assert done_reps(path) == [REPS]
    if killed:
        journal._spill = None
        journal.close()


def test_what_went_on_before_the_file_was_added_is_behind_it_and_nothing_of_it_is_lost(
    path: Path,
) -> None:
    full, cut = 4, len(SAID) // 2
    journal = spilled_from(path, full, SAID[:cut])
    (spill,) = waiting_spills(str(path))
    kept_aside = Path(spill).read_bytes()
    Path(spill).unlink()  # it cannot be reached when the session goes on
    found = read_unfinished(str(path), NOON + 600)
    assert found is not None
    assert len(found.events) == full
    again = open_journal(str(path), raise_)
    again.resume(found, origin=ORIGIN)
    later = [event._replace(at=event.at + 3600) for event in SAID[full:]]
    record(again, later, STEPS)
    again.close()
    Path(spill).write_bytes(kept_aside)
    for added in (cut - full, 0):  # the second time nothing is new
        assert import_spill(spill, str(path)).events == added
        events = events_of(str(path), 1)
        first = [(kept.at_s, kept.event._replace(at=0.0)) for kept in events]
        wanted = [*SAID[:full], *later, *SAID[full:cut]]
        assert first == [(one.at - ORIGIN, one._replace(at=0.0)) for one in wanted]
    journal._spill = None
    journal.close()


def test_of_two_ends_of_a_session_the_later_is_its_end(path: Path) -> None:
    cut = len(SAID) - 6
    stop(spilled_from(path, 4, SAID[:cut]), SAID[:cut])
    (first,) = waiting_spills(str(path))
    copies = [Path(first).read_text().splitlines() for _ in range(2)]
    ends = []
    for minutes, lines in enumerate(copies):
        closing = json.loads(lines[-1])
        closing["closing"]["ended_ms"] += 60_000 * minutes
        closing["closing"]["note"] = f"end {minutes}"
        ends.append(path.parent / f"end-{minutes}.jsonl")
        ends[-1].write_text("\n".join([*lines[:-1], json.dumps(closing), ""]))
    Path(first).unlink()
    for one in (*ends, ends[0]):  # the earlier end comes once more, and changes nothing
        import_spill(str(one), str(path))
    (row,) = read_sessions(str(path))
    assert row.note == "end 1"
    assert row.ended_wall is not None
    at = SAID[cut - 1].at + 10.0
    assert row.ended_wall == pytest.approx(NOON + at - ORIGIN + 60.0)


def test_what_cannot_be_added_now_waits_on(path: Path) -> None:
    stop(spilled_from(path, 4), SAID)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = waiting_spills(str(path))
    assert take_in(str(path)) == ()
    assert waiting_spills(str(path)) == waiting
    other.execute("COMMIT")
    other.close()
    assert list(take_in(str(path))) == waiting
    assert (waiting_spills(str(path)), done_reps(path)) == ([], [REPS])


def test_an_older_end_closes_no_session_that_went_on(path: Path) -> None:
    cut = len(SAID) - 6
    stop(spilled_from(path, 4, SAID[:cut]), SAID[:cut])
    found = read_unfinished(str(path), NOON + 3600, stopped_since_wall=NOON)
    assert found is not None
    again = open_journal(str(path), raise_)
    again.resume(found, origin=ORIGIN)
    record(again, [ev.StepBegan(ORIGIN + 3600, cut // 2, 1)], STEPS)  # and it is killed
    take_in(str(path))
    (row,) = read_sessions(str(path), now_wall=NOON + 4000)
    assert (row.ending, row.ended_wall) == (None, None)
    assert sum(item.done for item in row.items) == sum(
        1 for step in STEPS[: cut // 2] if step.kind in EXERCISE
    )
    again.close()


# Killed while the journal was held by another program


def test_what_waits_for_another_program_survives_a_kill(path: Path) -> None:
    journal = open_journal(str(path), unheard)
    begin(journal, ROUTINE)
    record(journal, SAID[:4], STEPS)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    record(journal, SAID[4:], STEPS)
    assert done_reps(path) == [REPS]  # and nothing more is said: here it is killed
    other.execute("COMMIT")
    other.close()
    take_in(str(path))
    assert len(events_of(str(path), 1)) == len(SAID)


def test_what_waited_is_in_the_journal_alone_when_that_is_free(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, ROUTINE)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    record(journal, SAID[:4], STEPS)
    assert len(waiting_spills(str(path))) == 1
    other.execute("COMMIT")
    other.close()
    record(journal, SAID[4:5], STEPS)
    assert waiting_spills(str(path)) == []
    assert len(events_of(str(path), 1)) == 5
    journal.close()


# The journal is moved or removed while a session runs


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
@pytest.mark.parametrize("when", ["before", "at the end"])
def test_a_journal_that_is_gone_is_said_and_all_of_the_session_is_in_a_file(
    path: Path, when: str
) -> None:
    told: list[str] = []
    journal = open_journal(str(path), told.append)
    begin(journal, ROUTINE)
    gone_at = len(SAID) - 2 if when == "before" else len(SAID)
    record(journal, SAID[:gone_at], STEPS)
    path.unlink()
    record(journal, SAID[gone_at:], STEPS)
    assert journal.keeps is (when == "at the end")
    stop(journal, SAID)
    assert not journal.keeps
    assert len(told) == 1
    assert f"The journal failed: {path} was moved or removed while the session ran." in told[0]
    assert not path.exists()
    assert done_reps(path) == [REPS]
    take_in(str(path))
    assert (waiting_spills(str(path)), done_reps(path)) == ([], [REPS])


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_another_file_in_the_place_of_the_journal_is_not_written(path: Path) -> None:
    journal = open_journal(str(path), unheard)
    begin(journal, ROUTINE)
    path.rename(path.with_suffix(".moved"))
    connect(str(path))[0].close()
    stop(journal, [SAID[0]])
    assert not journal.keeps
    assert len(waiting_spills(str(path))) == 1


# A pack that is on


@pytest.mark.parametrize("how", ["full", "held", "gone", "damaged"])
def test_the_pack_of_a_killed_program_is_known_however_the_journal_failed(
    path: Path, how: str
) -> None:
    prescribed = packs()
    steps = flatten(prescribed, speech)
    apply = next(n for n, step in enumerate(steps) if step.kind is StepKind.APPLY)
    journal = open_journal(str(path), unheard)
    begin(journal, prescribed, kind=ICEPACK)
    record(journal, done(steps, last=apply - 1), steps)
    other = sqlite3.connect(path, isolation_level=None)
    match how:
        case "full":
            fill_the_disk(journal)
        case "held":
            other.execute("BEGIN IMMEDIATE")
        case "gone":
            path.unlink()
        case _:
            fill_the_disk(journal)
    on = ORIGIN + 10.0 * apply
    record(journal, [*done(steps, apply - 1, apply), ev.StepBegan(on, apply, 1)], steps)
    journal.attend(on + 300)
    if how == "damaged":
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    found = read_unfinished(str(path), NOON + 400)
    assert found is not None
    assert pack_on_s(found.events) == on - ORIGIN
    assert found.events[-1].at_s == on - ORIGIN + 300
    (pack,) = packs_since(str(path), Mode.COLD, NOON)
    assert pack.off_wall == pytest.approx(pack.on_wall + 1200)
    other.close()


# What is not whole


def test_a_file_that_is_damaged_hides_nothing_of_the_journal(path: Path) -> None:
    killed_after(path, ROUTINE, SAID).close()
    for number, content in enumerate(("", "{", '{"spill": 2}', "[" * 5000, "\x00")):
        (path.parent / f"backpt-session-{number}.jsonl").write_text(content)
    assert done_reps(path) == [REPS]


def test_a_damaged_file_among_the_temporary_ones_hides_nothing(
    path: Path, temporary: Path
) -> None:
    killed_after(path, ROUTINE, SAID).close()
    (temporary / "backpt-session-1.jsonl").write_text("[" * 5000)
    assert done_reps(path) == [REPS]


def test_a_journal_that_cannot_be_read_still_says_so(path: Path) -> None:
    stop(spilled_from(path, 4), SAID)
    path.write_bytes(b"no journal at all")
    with pytest.raises(JournalError, match="is no journal of backpt"):
        read_sessions(str(path))
    assert read_unfinished(str(path), NOON + 60, stopped_since_wall=NOON) is not None


def test_a_session_only_in_memory_says_that_it_is_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.write_text("no folder")
    monkeypatch.setenv("TMPDIR", "/proc/self")
    journal = open_spill(str(path), unheard)
    begin(journal, ROUTINE)
    assert journal.forgets
    assert not journal.keeps
    journal.finish(ev.Ending.DONE, Summary((), "done", 0.0, None), ended_wall=NOON + 1)


def test_a_file_that_comes_back_after_its_session_went_on_without_it_counts(path: Path) -> None:
    cut = len(SAID) - 6
    stop(spilled_from(path, 4, SAID[:cut]), SAID[:cut])
    (spill,) = waiting_spills(str(path))
    elsewhere = Path(spill).rename(path.parent / "elsewhere")
    found = read_unfinished(str(path), NOON + 3600)
    assert found is not None
    again = open_journal(str(path), raise_)
    again.resume(found, origin=ORIGIN)
    over = ev.SessionEnded(ORIGIN + 3600, ev.Ending.STOPPED)
    record(again, [over], STEPS)
    point = resume_point(found.events, STEPS, into_s=3600.0, origin=ORIGIN)
    little = summarise(Compiled(ROUTINE, STEPS), speech, [*point.events, over])
    again.finish(ev.Ending.STOPPED, little, ended_wall=NOON + 3600)
    again.close()
    before = done_reps(path)
    import_spill(str(elsewhere), str(path))
    assert done_reps(path) == [sum(1 for step in STEPS[: cut // 2] if step.kind in EXERCISE)]
    assert done_reps(path) > before
