"""The few statements on one session, for who writes it and for the import alike.

Knows tables and rows; when they are committed, and what happens if not, is the caller's.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any

from backpt.journal.codec import STILL_ON, UNSURE, stored
from backpt.journal.json_lines import from_json, to_json
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
    uid = uid_of(header)
    done = db.execute(
        "INSERT INTO session (day, nth, kind, routine, name, prescription, compiler,"
        " started_ms, rehearsal, something_new, asked, offset_s, rule, reason, has_talked,"
        " uid, device, is_told)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM device), ?)",
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
            header.something_new,
            header.asked,
            header.offset_s,
            header.rule,
            header.reason,
            header.has_talked,
            uid,
            header.is_told,
        ),
    )
    assert done.lastrowid is not None
    _say_before(db, uid, header)
    return done.lastrowid


def uid_of(header: Header) -> str:
    """Return what tells the session from any other."""
    if header.uid:
        return header.uid
    from backpt.journal.migrated import uid_of_old

    return uid_of_old(header.kind, header.routine_id, header.started_ms, header.rehearsal)


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
    """Add an event to session ``number``; word of a pack takes the place of the word before,
    and what is said of an exercise is an entry, too."""
    if row.kind == UNSURE:
        _say_unsure(db, number, row)  # first: it stands even where nothing else comes
    db.execute(_ADD_WORD if row.kind == STILL_ON else _ADD, (number, *row))


def add_closing(db: Connection, number: int, closing: Closing) -> int:
    """Close session ``number``; return 0 for one that is closed already: it stays as it is."""
    changed = db.execute(
        "UPDATE session SET ended_ms = ?, ending = ?, pain_high = ?, note = ?, active_s = ?,"
        " contact_s = ? WHERE id = ? AND ended_ms IS NULL",
        (
            closing.ended_ms,
            closing.ending,
            closing.pain_high,
            closing.note,
            closing.active_s,
            closing.contact_s,
            number,
        ),
    ).rowcount
    if not changed:
        return 0
    db.executemany(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((number, *item) for item in closing.items),
    )
    _say_before_pack(db, number)
    if closing.pain_after is not None:
        add_pain_after(db, number, closing.pain_after)
    return changed


def _say_before_pack(db: Connection, number: int) -> None:
    """Keep the pain that was said with the pack, which stands in an event until then."""
    for wall_ms, payload in db.execute(
        "SELECT wall_ms, payload FROM event WHERE session = ? AND kind = 'ended'"
        " AND payload LIKE '%\"answer\":%' ORDER BY seq",
        (number,),
    ).fetchall():
        with suppress(ValueError, TypeError, LookupError):
            answer = from_json(payload)["answer"]
            if answer.isdigit():
                uid, _, _ = _of_session(db, number)
                _say(db, uid, "before", wall_ms, (int(answer), None, None))
                return


def close_anew(db: Connection, number: int, closing: Closing) -> None:
    """Put ``closing`` in the place of the one that session ``number`` has."""
    db.execute("DELETE FROM item WHERE session = ?", (number,))
    db.execute("UPDATE session SET ended_ms = NULL WHERE id = ?", (number,))
    add_closing(db, number, closing)


def number_of(db: Connection, header: Header) -> int:
    """Return the number of the session that ``header`` describes; a new one if need be."""
    known = db.execute(
        "SELECT id FROM session WHERE uid = ? OR (started_ms = ? AND kind = ? AND routine = ?"
        " AND rehearsal = ?) ORDER BY uid <> ?",
        (
            header.uid,
            header.started_ms,
            header.kind,
            header.routine_id,
            header.rehearsal,
            header.uid,
        ),
    ).fetchone()
    return add_header(db, header) if known is None else int(known[0])


def event_rows(db: Connection, number: int, diary: str = "main") -> list[Any]:
    """Return the rows of the events of session ``number``, in their order; ``diary`` is the
    name of one that is attached."""
    return db.execute(
        f"SELECT seq, attempt, at_s, wall_ms, kind, mode, payload FROM {diary}.event"  # noqa: S608  # our words
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


def reopen(db: Connection, number: int, header: Header) -> None:
    """Take back the closing of session ``number``, which goes on; its events stay, and what
    was said before it is that of ``header``. Pain said when it broke off was said during it."""
    uid, _, _ = _of_session(db, number)
    db.execute("DELETE FROM item WHERE session = ?", (number,))
    for kept, now, _, _ in _standing(db, uid, "after"):
        _correct(db, kept, "during", (now, None, None))
    _say_before(db, uid, header)
    db.execute(
        "UPDATE session SET ended_ms = NULL, ending = NULL, something_new = ?, rule = ?,"
        " reason = ?, has_talked = ? WHERE id = ?",
        (header.something_new, header.rule, header.reason, header.has_talked, number),
    )


# --- what was said at a session: rows are added, never changed --------------------------

_ADD_ENTRY = (
    "INSERT OR IGNORE INTO entry (uid, device, wall_ms, offset_s, day, nth, source, session,"
    " replaces, now, leg, settled)"
    " SELECT ?, (SELECT id FROM device), ?, offset_s, day, 0, ?, uid, '', ?, ?, ?"
    " FROM session WHERE uid = ?"
)
_REPLACE_ENTRY = (
    "INSERT OR IGNORE INTO entry (uid, device, wall_ms, offset_s, day, nth, source, session,"
    " replaces, now, leg, settled)"
    " SELECT ?, (SELECT id FROM device), wall_ms, offset_s, day, 0, ?, session, uid, ?, ?, ?"
    " FROM entry WHERE uid = ?"
)
_Felt = tuple[int | None, str | None, str | None]
"""Pain now, leg pain, and whether an earlier day had settled."""


def _say_unsure(db: Connection, number: int, row: EventRow) -> None:
    """Keep that it is not clear how an exercise is done, as ``show --unsure`` does; once."""
    with suppress(ValueError, TypeError, LookupError):
        exercise = str(from_json(row.payload)["exercise"])
        db.execute(
            "INSERT OR IGNORE INTO entry (uid, device, wall_ms, offset_s, day, nth, source,"
            " session, unsure)"
            " SELECT uid || '-unsure-' || ?, (SELECT id FROM device), ?, offset_s, day, 0,"
            " 'during', uid, ? FROM session WHERE id = ?",
            (exercise, row.wall_ms, to_json([exercise]), number),
        )


def add_pain_after(db: Connection, number: int, pain: int) -> int:
    """Keep the pain, 0-10, that was said after session ``number``."""
    uid, started_ms, ended_ms = _of_session(db, number)
    wall_ms = started_ms if ended_ms is None else ended_ms
    return _say(db, uid, "after", wall_ms, (pain, None, None))


def _of_session(db: Connection, number: int) -> tuple[str, int, int | None]:
    """Return uid, start and end of session ``number``, in milliseconds."""
    row = db.execute(
        "SELECT uid, started_ms, ended_ms FROM session WHERE id = ?", (number,)
    ).fetchone()
    return row[0], row[1], row[2]


def _say_before(db: Connection, uid: str, header: Header) -> None:
    said = (header.pain_before, header.leg, header.settled)
    if said != (None, None, None) or _standing(db, uid, "before"):
        _say(db, uid, "before", header.started_ms, said)


def _say(db: Connection, uid: str, source: str, wall_ms: int, felt: _Felt) -> int:
    """Keep what was felt before or after the session ``uid``; return 0 where that stands."""
    there = _standing(db, uid, source)
    if any(felt == row[1:] for row in there):
        return 0
    if there:
        return _correct(db, there[-1][0], source, felt)
    named = (_free_uid(db, f"{uid}-{source}"), wall_ms, source)
    return db.execute(_ADD_ENTRY, (*named, *felt, uid)).rowcount


def _free_uid(db: Connection, wanted: str) -> str:
    """Return ``wanted``, or with a number behind it where an entry is called so."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    query = "SELECT 1 FROM entry WHERE uid = ?"
    return next(one for one in names if db.execute(query, (one,)).fetchone() is None)


def _standing(db: Connection, uid: str, source: str) -> list[Any]:
    """Return uid and what was felt of what was said so and is not replaced."""
    return db.execute(
        "SELECT uid, now, leg, settled FROM entry WHERE session = ? AND source = ?"
        " AND uid NOT IN (SELECT replaces FROM entry WHERE replaces <> '')",
        (uid, source),
    ).fetchall()


def _correct(db: Connection, kept: str, source: str, felt: _Felt) -> int:
    """Add a row in the place of the entry ``kept``, about the same moment."""
    return db.execute(_REPLACE_ENTRY, (_free_uid(db, kept), source, *felt, kept)).rowcount
