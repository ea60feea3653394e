"""One damaged value costs one entry: the rest is shown, and a session can always begin."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from backpt.journal.broken_off import read_all_unfinished
from backpt.journal.codec import routine_from, routine_text, stored
from backpt.journal.course_reader import read_course
from backpt.journal.habit import read_habit
from backpt.journal.past import read_past
from backpt.journal.plausible import can_be_moment, checked
from backpt.journal.recorder import open_journal, open_or_spill
from backpt.journal.spill_import import import_spill
from backpt.journal.store import JournalError
from backpt.journal.waiting import waiting_spills
from backpt.language import speech
from backpt.progress.entry import Entry, Source
from backpt.session.compile import flatten
from backpt.session.events import Ending, PainReported
from backpt.session.records import EventRow
from tests.journal.values import (
    read_days_before,
    read_last,
    read_listing,
    read_unfinished,
)

from .test_failure import unheard
from .values import (
    NOON,
    ORIGIN,
    begin,
    done,
    killed_after,
    packs,
    raise_,
    record,
    routine,
    summary,
)

pytestmark = pytest.mark.usefixtures("temporary")

ROUTINE = routine()
STEPS = flatten(ROUTINE, speech)

STRANGE = (
    *("''", "'no'", "x'ff00ff'", "CAST(x'ff41' AS TEXT)", "NULL", "-1", "-99999999999999999"),
    *("9223372036854775807", "1e308", "-1e308", "9e999", "0.5", "'2026-11-18'"),
)
SESSION_COLUMNS = (
    *("day", "nth", "kind", "routine", "name", "compiler", "started_ms", "ended_ms", "ending"),
    *("pain_before", "pain_after", "pain_high", "note", "rehearsal", "active_s", "contact_s"),
    *("offset_s", "leg", "something_new", "asked", "rule", "reason", "settled", "has_talked"),
    "prescription",
)
ITEM_COLUMNS = (
    *("item", "id", "name", "planned", "done", "partial", "skipped", "active_s", "contact_s"),
    "why",
)
EVENT_COLUMNS = ("seq", "attempt", "at_s", "wall_ms", "kind", "mode", "payload")


def filled(path: Path) -> None:
    """Keep two sessions that were finished, a pack that was left on, and one that was left."""
    for wall in (NOON, NOON + 3600):
        journal = open_journal(str(path), raise_)
        begin(journal, ROUTINE, started_wall=wall)
        record(journal, done(STEPS), STEPS)
        journal.finish(Ending.DONE, summary(), ended_wall=wall + 600)
        journal.close()
    killed_after(path, packs(), done(flatten(packs(), speech), last=3)).close()
    killed_after(path, ROUTINE, done(STEPS, last=3)).close()


def change(path: Path, table: str, column: str, value: str, where: str) -> bool:
    """Put a value where it does not belong; return whether the table took it."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")  # no disk need hold it
    try:
        with db:
            db.execute(f"UPDATE {table} SET {column} = {value} WHERE {where}")
    except sqlite3.IntegrityError:
        return False
    finally:
        db.close()
    return True


def ask_everything(path: Path) -> None:
    """Ask all that is asked of a journal: each answers, or says that it cannot be read."""
    now = NOON + 7200
    for ask in (
        lambda: read_last(str(path), now),
        lambda: read_habit(str(path), now).last_routine,
        lambda: read_habit(str(path), NOON).finished,
        lambda: read_days_before(str(path), now),
        lambda: read_past(str(path), now),
        lambda: read_unfinished(str(path), now, stopped_since_wall=NOON),
        lambda: read_all_unfinished(str(path), now),
    ):
        with suppress(JournalError):
            ask()


def begins(path: Path) -> None:
    journal = open_or_spill(str(path), unheard)
    begin(journal, ROUTINE, started_wall=NOON + 9999)
    record(journal, done(STEPS), STEPS)
    journal.finish(Ending.DONE, summary(), ended_wall=NOON + 10_999)
    journal.close()


@pytest.mark.parametrize(
    "value",
    [STRANGE[0], *(pytest.param(one, marks=pytest.mark.slow) for one in STRANGE[1:])],
)
@pytest.mark.parametrize(
    ("table", "columns", "where"),
    [
        ("session", SESSION_COLUMNS, "id = {}"),
        ("item", ITEM_COLUMNS, "session = {} AND item = 0"),
        ("event", EVENT_COLUMNS, "session = {} AND seq = 1"),
    ],
)
def test_one_strange_value_hides_nothing_else(
    path: Path, table: str, columns: tuple[str, ...], where: str, value: str
) -> None:
    filled(path)
    whole = path.read_bytes()
    for column in columns:
        for number in (2, 3, 4):
            path.write_bytes(whole)
            if not change(path, table, column, value, where.format(number)):
                continue
            listed = read_listing(str(path), None, NOON + 7200)
            ask_everything(path)
            untouched = {1, 2, 3, 4} - {number}
            assert untouched <= {row.number for row in listed.rows}
            assert len(listed.rows) + listed.left_out >= 4
    begins(path)


def test_a_strange_value_is_left_out_and_counted(path: Path) -> None:
    filled(path)
    assert read_listing(str(path)).left_out == 0
    change(path, "entry", "now", "77", "session = (SELECT uid FROM session WHERE id = 2)")
    change(path, "item", "done", "'many'", "session = 1 AND item = 1")
    listed = read_listing(str(path))
    assert listed.left_out == 2
    assert [(row.number, len(row.items)) for row in listed.rows if row.number < 3] == [(1, 1)]
    last = read_last(str(path), NOON + 7200)
    assert last is not None
    assert last.number == 1  # the latest that is whole


@pytest.mark.slow
def test_flipped_bytes_are_answered_or_told(path: Path) -> None:
    filled(path)
    whole = path.read_bytes()
    rng = random.Random(11)
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(rng.choice((1, 1, 1, 8))):
            page = rng.choice((0, 0, rng.randrange(len(whole) // 4096)))
            broken[page * 4096 + rng.randrange(4096)] ^= 1 << rng.randrange(8)
        path.write_bytes(broken)
        for more in ("-wal", "-shm"):
            Path(f"{path}{more}").unlink(missing_ok=True)
        with suppress(JournalError):
            read_listing(str(path), None, NOON + 7200)
        ask_everything(path)
        begins(path)
        for spill in waiting_spills(str(path)):
            Path(spill).unlink()


def test_a_message_of_sqlite_that_is_no_text_is_a_sentence(path: Path) -> None:
    filled(path)
    # The schema, in the first page, is text that SQLite repeats in its message.
    whole = path.read_bytes()
    at = whole.index(b"CREATE TABLE session")
    path.write_bytes(whole[:at] + b"\xff\xfe\xff" + whole[at + 3 :])
    with pytest.raises(JournalError, match="is damaged"):
        read_listing(str(path))
    begins(path)
    assert len(waiting_spills(str(path))) == 1


# What is imported


def spilled(path: Path) -> tuple[Path, list[dict[str, object]]]:
    path.parent.mkdir()
    journal = open_or_spill(str(path.parent), unheard)  # a folder is no journal
    begin(journal, ROUTINE)
    record(journal, done(STEPS, last=2), STEPS)
    journal.finish(Ending.DONE, summary(), ended_wall=NOON + 600)
    journal.set_pain_after(3)
    journal.close()
    (name,) = path.parent.parent.glob("backpt-session-*")
    return name, [json.loads(line) for line in name.read_text().splitlines()]


WRONG: tuple[tuple[int, tuple[str | int, ...], object], ...] = (
    (0, ("session", "started_ms"), "noon"),
    (0, ("session", "started_ms"), 10**18),
    (0, ("session", "day"), 0),
    (0, ("session", "kind"), "walk"),
    (0, ("session", "pain_before"), 11),
    (0, ("session", "name"), 7),
    (0, ("session", "name"), "\ud800"),
    (0, ("session", "prescription"), "{}"),
    (0, ("session", "offset_s"), 10**9),
    (0, ("session", "rehearsal"), "yes"),
    (1, ("event", 2), "soon"),
    (1, ("event", 2), 1e300),
    (1, ("event", 4), "unknown"),
    (1, ("event", 6), "{}"),
    (-2, ("closing", "ending"), "well"),
    (-2, ("closing", "active_s"), "long"),
    (-2, ("closing", "pain_high"), -1),
    (-2, ("closing", "items", 0, 4), "many"),
    (-1, ("pain_after",), 11),
    (-1, ("pain_after",), "3"),
)


@pytest.mark.parametrize(("line", "place", "value"), WRONG)
def test_a_file_with_a_value_that_cannot_be_is_refused_whole(
    path: Path, line: int, place: tuple[str | int, ...], value: object
) -> None:
    file, lines = spilled(path)
    at: object = lines[line]
    for step in place[:-1]:
        at = at[step]  # type: ignore[index]
    assert at[place[-1]] != value  # type: ignore[index]
    at[place[-1]] = value  # type: ignore[index]
    file.write_text("".join(f"{json.dumps(one)}\n" for one in lines))
    with pytest.raises(JournalError, match="nothing was added"):
        import_spill(str(file), str(path))
    assert read_listing(str(path)).rows == ()


def test_the_same_file_unchanged_is_taken(path: Path) -> None:
    file, lines = spilled(path)
    file.write_text("".join(f"{json.dumps(one)}\n" for one in lines))
    import_spill(str(file), str(path))
    assert read_listing(str(path)).left_out == 0
    assert read_listing(str(path)).rows[0].pain_after == 3


# Values of the codec


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"reps":[2]', '"reps":[1000000000]'),
        ('"reps":[2]', '"reps":["2"]'),
        ('"hold_s":3.0', '"hold_s":1e400'),
        ('"hold_s":3.0', '"hold_s":NaN'),
        ('"name":"Leg lifts"', '"name":null'),
        ('"self_paced":false', '"self_paced":0'),
    ],
)
def test_a_prescription_that_cannot_be_is_refused(old: str, new: str) -> None:
    line = routine_text(ROUTINE)
    assert old in line
    with pytest.raises(ValueError, match="damaged"):
        routine_from(line.replace(old, new))


def test_a_pack_beyond_its_limits_is_no_prescription() -> None:
    line = routine_text(packs())
    with pytest.raises(ValueError, match="damaged"):
        routine_from(line.replace('"apply_s":900.0', '"apply_s":9000.0'))


@pytest.mark.parametrize(
    "payload", ["[]", "{}", '{"place":[0,0,0,null],"kind":"work","pain":11}', "[" * 9999, "1"]
)
def test_an_event_that_cannot_be_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match="damaged"):
        stored(EventRow(0, 1, 1.0, 1000, "pain", "", payload))


@pytest.mark.parametrize("uid", ["a", "", 1, None, b"a"])
@pytest.mark.parametrize("wall", [0.0, 1.5e9, -1.0, 1e12, float("nan"), "1", None])
@pytest.mark.parametrize("offset_s", [0, 3600, 8 * 86_400, 8 * 86_400 + 1, True, 1.0])
def test_a_moment_that_can_be_is_one_that_can_stand_in_an_entry(
    uid: Any, wall: Any, offset_s: Any
) -> None:
    try:
        checked(Entry(uid, wall, offset_s))
    except ValueError:
        assert not can_be_moment(uid, wall, offset_s)
    else:
        assert can_be_moment(uid, wall, offset_s)


# What is said at a session


def hurt(path: Path) -> None:
    """Keep a session in which it hurt twice."""
    journal = open_journal(str(path), raise_)
    begin(journal, ROUTINE)
    record(journal, [*done(STEPS), *(PainReported(ORIGIN + at, 1, 4) for at in (1, 2))], STEPS)
    journal.finish(Ending.DONE, summary(), ended_wall=NOON + 600)
    journal.close()


@pytest.mark.parametrize("value", ["'{'", "''", "x'00ff'", "'[]'", "7"])
def test_a_damaged_word_of_pain_costs_that_word_and_no_more_of_the_weeks(
    path: Path, value: str
) -> None:
    hurt(path)
    first = "(SELECT min(seq) FROM event WHERE kind = 'pain')"
    assert change(path, "event", "payload", value, f"seq = {first}")
    entries = [one for _, one in read_course(str(path), NOON + 7200).entries]
    assert [one.now for one in entries if one.source is Source.DURING] == [4]


@pytest.mark.parametrize("value", ["[1]", "{}", "7", '"bridge"', "[" * 5000])
def test_damaged_marks_at_a_session_cost_the_marks_and_not_the_session(
    path: Path, value: str
) -> None:
    filled(path)
    assert change(path, "entry", "unsure", f"'{value}'", "session <> ''")
    listed = read_listing(str(path), None, NOON + 7200)
    assert {row.number for row in listed.rows} == {1, 2, 3, 4}
    assert not any(row.unsure for row in listed.rows)


def test_brackets_without_end_are_a_damaged_entry_and_no_traceback(path: Path) -> None:
    filled(path)
    assert change(path, "entry", "activities", f"'{'[' * 5000}'", "session <> ''")
    assert read_past(str(path), NOON + 7200).fault == ""
    assert read_course(str(path), NOON + 7200).sessions


def test_a_session_whose_last_event_is_damaged_goes_on_in_the_journal(path: Path) -> None:
    killed_after(path, ROUTINE, done(STEPS, last=3)).close()
    assert change(path, "event", "payload", "'{'", "seq = 5")
    (left,) = read_all_unfinished(str(path), NOON + 60)
    journal = open_journal(str(path), raise_)
    journal.resume(left, origin=ORIGIN)
    record(journal, done(STEPS, 3), STEPS)
    journal.finish(Ending.DONE, summary(), ended_wall=NOON + 600)
    assert journal.keeps
    journal.close()
