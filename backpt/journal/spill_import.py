"""Files of a session or an entry that waited, added to the journal or read with it.

What is in the journal already stays as it is: a file may be added twice, and a session that
went on meanwhile keeps both halves. Until a file is added, whoever reads the journal reads it
with its files (``with_spills``).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from backpt.files import read_regular
from backpt.journal.codec import STILL_ON, routine_from, stored
from backpt.journal.json_lines import from_json
from backpt.journal.plausible import checked
from backpt.journal.spill import FORMAT
from backpt.journal.statements import (
    add_closing,
    add_event,
    add_pain_after,
    close_anew,
    events_in,
    number_of,
)
from backpt.journal.store import FAULTS, JournalError, connect, explain
from backpt.journal.waiting import is_of_entries, waiting_spills
from backpt.journal.week_rows import Rows, add_rows, rows_from
from backpt.language import speech, trouble
from backpt.session.events import Ending
from backpt.session.records import ICEPACK, SESSION, Closing, EventRow, Header
from backpt.session.steps import Compiled
from backpt.session.summary import ItemSummary
from backpt.values import NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

_ADDED = ".added"
MOST_BYTES = 64 * 2**20
"""Of a file to import; a day of events is a few megabytes."""


class Imported(NamedTuple):
    """What ``import_spill`` added."""

    number: int
    """The session's number in the journal; 0 for what was said between sessions."""
    events: int
    """Events or entries that were not there before; 0 the second time."""


def import_spill(path: str, journal_path: str) -> Imported:
    """Add what is in the file ``path`` to the journal; what is there stays as it is.

    The file is left in its place. Raises ``JournalError`` for a file that is none of ours, or
    a journal that cannot be written.
    """
    kept, lines = _read(path)
    db, _ = connect(journal_path)
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN IMMEDIATE")
        added = _add(db, kept, lines, path)
        db.execute("COMMIT")
    except FAULTS as error:
        raise JournalError(explain(error, journal_path)) from error
    finally:
        db.close()
    return added


def set_aside(path: str) -> str | None:
    """Rename a file that was added, so that it waits no more; nothing is deleted.

    Returns its new name, or ``None`` where it keeps the old one.
    """
    try:
        os.rename(path, f"{path}{_ADDED}")
    except OSError:
        return None
    return f"{path}{_ADDED}"


def take_in(journal_path: str) -> tuple[str, ...]:
    """Add every waiting file to the journal, and set it aside; return those that were added.

    What cannot be added now stays where it is. Only for who holds the session lock: the file
    of a session that runs is still being written.
    """
    return _taken_in(journal_path, waiting_spills(journal_path))


def take_in_entries(journal_path: str) -> None:
    """Add the waiting files of what was said between sessions, which are whole as soon as
    they are there, and set them aside."""
    waiting = waiting_spills(journal_path)
    _taken_in(journal_path, [one for one in waiting if is_of_entries(one)])


def _taken_in(journal_path: str, waiting: list[str]) -> tuple[str, ...]:
    taken = []
    for path in waiting:
        try:
            import_spill(path, journal_path)
        except JournalError:
            continue
        set_aside(path)
        taken.append(path)
    return tuple(taken)


def with_spills(db: Connection | None, paths: list[str]) -> Connection:
    """Return a copy of the journal ``db`` in memory with the files ``paths`` added, those that
    can be; ``db``, which may be none, is closed.

    Raises ``sqlite.Error`` where the journal cannot be copied.
    """
    from backpt.journal import schema, sqlite
    from backpt.journal.store import decode_text

    both = sqlite.connect(":memory:", isolation_level=None)
    both.text_factory = decode_text
    if db is None:
        schema.migrate(both)
    else:
        try:
            db.backup(both)
        finally:
            db.close()
    for path in paths:
        both.execute("SAVEPOINT file")
        try:
            _add(both, *_read(path), path)
        except (JournalError, *FAULTS):
            both.execute("ROLLBACK TO file")
        both.execute("RELEASE file")
    return both


def _read(path: str) -> tuple[Header | Rows, list[dict[str, Any]]]:
    try:
        data = read_regular(path, MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise JournalError(trouble.spill_not_ours(path))
        lines = data.decode("ascii").splitlines()
        first = from_json(lines[0])
        if first["spill"] > FORMAT:
            raise JournalError(trouble.spill_of_newer(path))
        if "rows" in first:
            return rows_from(first["rows"]), []
        # The last line may be torn: it was being written when the disk was full.
        whole = lines[1:-1] + [line for line in lines[1:][-1:] if _is_whole(line)]
        return _header(first["session"]), [from_json(line) for line in whole]
    except OSError as error:
        raise JournalError(explain(error, path)) from error
    except (ValueError, LookupError, TypeError) as error:
        raise JournalError(trouble.spill_not_ours(path)) from error


def _header(raw: dict[str, Any]) -> Header:
    """Return the header that ``raw`` describes. Raises ``ValueError`` and ``TypeError``."""
    header = checked(Header(**raw))
    routine_from(header.prescription)
    if header.kind not in (SESSION, ICEPACK):
        raise ValueError("there is no such kind of session")
    return header


def _is_whole(line: str) -> bool:
    try:
        from_json(line)
    except ValueError:
        return False
    return True


def _add(
    db: Connection, kept: Header | Rows, lines: list[dict[str, Any]], path: str
) -> Imported:
    """Add a session in the transaction that is open; the later of two ends is its end."""
    if isinstance(kept, Rows):
        return Imported(0, add_rows(db, kept))
    number = number_of(db, kept)
    was_closed = _ended_ms(db, number) is not None
    added = sum(_add_line(db, number, line, path) for line in lines)
    if was_closed and added and (closing := summed_up(db, number)) is not None:
        close_anew(db, number, closing)
    return Imported(number, added)


def _ended_ms(db: Connection, number: int) -> int | None:
    row = db.execute("SELECT ended_ms FROM session WHERE id = ?", (number,)).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def _add_line(db: Connection, number: int, line: dict[str, Any], path: str) -> int:
    """Add what one line says; return how many events that were."""
    try:
        match line:
            case {"event": raw}:
                row = EventRow(*raw)
                stored(row)
                return _add_missing(db, number, row)
            case {"closing": raw}:
                items = tuple(ItemSummary(*item) for item in raw["items"])
                closing = checked(Closing(**{**raw, "items": items}))
                _close(db, number, closing._replace(ending=Ending(closing.ending)))
            case {"pain_after": int(pain)} if 0 <= pain <= 10:
                add_pain_after(db, number, pain)
            case _:
                raise JournalError(trouble.spill_not_ours(path))
    except (TypeError, KeyError, ValueError) as error:
        raise JournalError(trouble.spill_not_ours(path)) from error
    return 0


def _close(db: Connection, number: int, closing: Closing) -> None:
    """Close the session, unless it went on after that."""
    (latest_ms,) = db.execute(
        "SELECT max(wall_ms) FROM event WHERE session = ?", (number,)
    ).fetchone()
    ended_ms = _ended_ms(db, number)
    if latest_ms is not None and closing.ended_ms < latest_ms - _SAME_MOMENT_MS:
        return
    if ended_ms is None:
        add_closing(db, number, closing)
    elif closing.ended_ms > ended_ms:
        close_anew(db, number, closing)


_SAME_MOMENT_MS = 2_000
"""An end is kept a moment after its last event, or before it where clocks were rounded."""


def _add_missing(db: Connection, number: int, row: EventRow) -> int:
    """Add an event that is not there, behind the others where its place is taken.

    Its place is taken where the session was resumed before its first half was added.
    """
    what = (row.at_s, row.kind, row.payload)
    taken = db.execute(
        "SELECT at_s, kind, payload FROM event WHERE session = ? AND seq = ?",
        (number, row.seq),
    ).fetchone()
    if taken is None:
        add_event(db, number, row)
        return 1
    if taken == what:
        return 0
    if row.kind == taken[1] == STILL_ON and row.payload == taken[2]:
        add_event(db, number, row)
        return int(row.at_s > taken[0])
    (there, behind) = db.execute(
        "SELECT count(*) FILTER (WHERE at_s = ? AND kind = ? AND payload = ?), max(seq) + 1"
        " FROM event WHERE session = ? AND seq >= ?",
        (*what, number, row.seq),
    ).fetchone()
    if there:
        return 0
    add_event(db, number, row._replace(seq=behind))
    return 1


def summed_up(db: Connection, number: int) -> Closing | None:
    """Return what was done in a closed session, counted from all its events; ``None`` where
    they cannot be read."""
    from backpt.journal.local_days import milliseconds
    from backpt.session.resume import as_left, steps_then

    prescription, started_ms, ended_ms, ending, note = db.execute(
        "SELECT text, started_ms, ended_ms, ending, note FROM session"
        " JOIN prescription ON prescription.id = prescription WHERE session.id = ?",
        (number,),
    ).fetchone()
    events = events_in(db, number)
    try:
        routine = routine_from(prescription)
        steps = steps_then(routine, speech, events)
    except ValueError:
        return None
    left = as_left(Compiled(routine, steps), speech, events, (ended_ms - started_ms) / 1000)
    done = left.summary
    ended_ms = max(ended_ms, started_ms + milliseconds(left.at_s))
    pain = (None, done.pain_high)  # what was said after it stands in an entry
    return Closing(ended_ms, ending, *pain, note, done.active_s, done.contact_s, done.items)
