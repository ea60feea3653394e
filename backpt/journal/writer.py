"""The few statements on one session, for who writes it and for the import alike.

Knows tables and rows; when they are committed, and what happens if not, is the caller's.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backpt.journal.codec import STILL_ON, stored
from backpt.session.records import Closing, EventRow, Header, StoredEvent

if TYPE_CHECKING:
    from sqlite3 import Connection


_ADD = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_WORD = (
    f"{_ADD} ON CONFLICT (session, seq) DO UPDATE"
    " SET at_s = max(at_s, excluded.at_s), wall_ms = max(wall_ms, excluded.wall_ms)"
)


def add_header(db: Connection, header: Header) -> int:
    """Add a session that begins and return its number."""
    nth = db.execute(
        "SELECT coalesce(max(nth), 0) + 1 FROM session WHERE day = ?", (header.day,)
    ).fetchone()[0]
    done = db.execute(
        "INSERT INTO session (day, nth, kind, routine, name, prescription, compiler,"
        " started_ms, rehearsal, pain_before, leg, something_new, asked, offset_s,"
        " rule, reason, settled, has_talked)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            header.day,
            nth,
            header.kind,
            header.routine_id,
            header.name,
            _prescription(db, header.prescription),
            header.compiler,
            header.started_ms,
            header.rehearsal,
            header.pain_before,
            header.leg,
            header.something_new,
            header.asked,
            header.offset_s,
            header.rule,
            header.reason,
            header.settled,
            header.has_talked,
        ),
    )
    assert done.lastrowid is not None
    return done.lastrowid


def _prescription(db: Connection, text: str) -> int:
    from zlib import crc32

    crc = crc32(text.encode())
    known = db.execute("SELECT id FROM prescription WHERE crc = ? AND text = ?", (crc, text))
    if (row := known.fetchone()) is not None:
        return int(row[0])
    added = db.execute("INSERT INTO prescription (crc, text) VALUES (?, ?)", (crc, text))
    assert added.lastrowid is not None
    return added.lastrowid


def add_event(db: Connection, number: int, row: EventRow) -> None:
    """Add an event to session ``number``; word of a pack takes the place of the word before."""
    db.execute(_ADD_WORD if row.kind == STILL_ON else _ADD, (number, *row))


def add_closing(db: Connection, number: int, closing: Closing) -> int:
    """Close session ``number``; return 0 for one that is closed already: it stays as it is."""
    changed = db.execute(
        "UPDATE session SET ended_ms = ?, ending = ?, pain_after = ?, pain_high = ?,"
        " note = ?, active_s = ?, contact_s = ? WHERE id = ? AND ended_ms IS NULL",
        (*closing[:-1], number),
    ).rowcount
    if changed:
        db.executemany(
            "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((number, *item) for item in closing.items),
        )
    return changed


def close_anew(db: Connection, number: int, closing: Closing) -> None:
    """Put ``closing`` in the place of the one that session ``number`` has."""
    db.execute("DELETE FROM item WHERE session = ?", (number,))
    db.execute("UPDATE session SET ended_ms = NULL WHERE id = ?", (number,))
    add_closing(db, number, closing)


def number_of(db: Connection, header: Header) -> int:
    """Return the number of the session that ``header`` describes; a new one if need be."""
    known = db.execute(
        "SELECT id FROM session"
        " WHERE started_ms = ? AND kind = ? AND routine = ? AND rehearsal = ?",
        (header.started_ms, header.kind, header.routine_id, header.rehearsal),
    ).fetchone()
    return add_header(db, header) if known is None else int(known[0])


def event_rows(db: Connection, number: int) -> list[Any]:
    """Return the rows of the events of session ``number``, in their order."""
    return db.execute(
        "SELECT seq, attempt, at_s, wall_ms, kind, mode, payload FROM event"
        " WHERE session = ? ORDER BY seq",
        (number,),
    ).fetchall()


def events_in(db: Connection, number: int) -> tuple[StoredEvent, ...]:
    """Return the events of session ``number`` in the order of their moments; what is damaged
    is left out."""
    return whole_events(event_rows(db, number))


def whole_events(rows: list[Any]) -> tuple[StoredEvent, ...]:
    """Return the events of ``rows`` in the order of their moments; what is damaged is left
    out."""
    events = []
    for row in rows:
        with suppress(ValueError):
            events.append(stored(EventRow(*row)))
    return tuple(sorted(events, key=_by_moment))


def _by_moment(kept: StoredEvent) -> tuple[float, int]:
    """What was kept in a file and added later has later numbers than it has moments."""
    return kept.at_s, kept.seq


def reopen(db: Connection, number: int, header: Header) -> int:
    """Take back the closing of session ``number``, which goes on; its events stay, and what
    was said before it is that of ``header``."""
    db.execute("DELETE FROM item WHERE session = ?", (number,))
    return db.execute(
        "UPDATE session SET ended_ms = NULL, ending = NULL, pain_before = ?, leg = ?,"
        " something_new = ?, rule = ?, reason = ?, settled = ?, has_talked = ? WHERE id = ?",
        (
            header.pain_before,
            header.leg,
            header.something_new,
            header.rule,
            header.reason,
            header.settled,
            header.has_talked,
            number,
        ),
    ).rowcount


def add_pain_after(db: Connection, number: int, pain: int) -> int:
    """Keep the pain, 0-10, that was said after session ``number``."""
    done = db.execute("UPDATE session SET pain_after = ? WHERE id = ?", (pain, number))
    return done.rowcount
