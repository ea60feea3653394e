"""Sessions that were begun and never closed, and how far each of them went.

Takes no lock of ours and opens the file for reading only. Raises ``JournalError`` for a file
that cannot be read.
"""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backpt.journal.codec import routine_from, stored
from backpt.journal.felt import BEFORE, LEG_BEFORE, SETTLED
from backpt.journal.local_days import milliseconds
from backpt.journal.plausible import checked
from backpt.journal.query import LEFT_OPEN, NEVER_MS, ask_journal, one
from backpt.journal.statements import event_rows, events_in, whole_events
from backpt.journal.store import FAULTS, JournalError, explain
from backpt.language import speech, trouble
from backpt.session.records import (
    RESUME_WITHIN_S,
    EventRow,
    Header,
    StoredEvent,
    Unfinished,
)
from backpt.session.steps import Compiled

if TYPE_CHECKING:
    import sqlite3

    from backpt.prescription.model import Routine
    from backpt.session.summary import Summary

_PRESCRIPTION = (
    "SELECT text FROM session JOIN prescription ON prescription.id = prescription"
    " WHERE session.id = ?"
)


def read_all_unfinished(
    path: str, now_wall: float, *, rehearsal: bool = False
) -> tuple[Unfinished, ...]:
    """Return every session that was begun and never closed, latest first.

    To close them one by one, which ends even where the journal cannot be written. Those that
    another version or a fault of the disk made unreadable are left out, and as they are.
    """
    rows = ask_journal(path, lambda db: open_sessions(db, rehearsal, -1), even_without=True)
    return readable(path, rows or [], now_wall)


def readable(
    path: str, rows: list[tuple[tuple[Any, ...], list[Any]]], now_wall: float
) -> tuple[Unfinished, ...]:
    found = []
    for row in rows:
        with suppress(JournalError):
            found.append(as_unfinished(path, row, now_wall))
    return tuple(found)


def open_sessions(
    db: sqlite3.Connection, rehearsal: bool, limit: int, stopped_since_ms: int = NEVER_MS
) -> list[tuple[tuple[Any, ...], list[Any]]]:
    """Return the sessions without an end, latest first, each with its events; with them the
    very latest, if the user stopped it since then."""
    rows = db.execute(
        f"SELECT session.id, kind, routine, name, text, compiler, started_ms, day, {BEFORE},"  # noqa: S608  # our words
        f" rehearsal, {LEG_BEFORE}, something_new, asked, offset_s, rule, reason, {SETTLED},"
        " has_talked, uid, is_told"
        " FROM session JOIN prescription ON prescription.id = prescription"
        f" WHERE {LEFT_OPEN}"
        " ORDER BY started_ms DESC, session.id DESC LIMIT ?",
        (rehearsal, stopped_since_ms, limit),
    )
    return [(row, event_rows(db, row[0])) for row in rows.fetchall()]


def latest_in(
    db: sqlite3.Connection,
    path: str,
    now_wall: float,
    *,
    rehearsal: bool = False,
    stopped_since_wall: float = math.inf,
) -> tuple[Unfinished | None, str]:
    """Return the latest session that was begun and never closed, or ``None``; and why it
    cannot be read, if so.

    With ``stopped_since_wall`` also the very latest, if the user stopped it since then. A
    session that is running now is one too: who holds the session lock knows that none is.
    """
    since_ms = NEVER_MS if stopped_since_wall == math.inf else milliseconds(stopped_since_wall)
    try:
        found = open_sessions(db, rehearsal, 1, since_ms)
        return (as_unfinished(path, found[0], now_wall) if found else None), ""
    except JournalError as error:
        return None, str(error)
    except FAULTS as error:
        return None, explain(error, path)


def as_unfinished(
    path: str, found: tuple[tuple[Any, ...], list[Any]], now_wall: float
) -> Unfinished:
    (number, *fields), rows = found
    header = Header._make(fields)
    new = header.something_new
    header = header._replace(
        rehearsal=bool(header.rehearsal),
        has_talked=bool(header.has_talked),
        is_told=bool(header.is_told),
        something_new=None if new is None else bool(new),
    )
    try:
        checked(header)
    except ValueError as error:
        raise JournalError(trouble.session_unreadable(number, path, error)) from error
    # An event that is damaged is left out; where all are, nothing is known of the session.
    events = whole_events(rows) or _events(path, number, rows)
    began_s = now_wall - header.started_ms / 1000
    latest_s = events[-1].at_s if events else 0.0
    # A wall clock that was set back must not put the resumed half before the first one.
    into_s = max(began_s, latest_s)
    from backpt.session.resume import pack_on_s

    # One that lies far ahead is as far from now as one of long ago; only a pack is never late.
    ahead = -began_s > RESUME_WITHIN_S and pack_on_s(events) is None
    age_s = -began_s if ahead else into_s - latest_s
    routine = _routine(path, number, header.prescription)
    return Unfinished(number, header, routine, events, into_s, age_s)


def done_in(db: sqlite3.Connection, number: int, into_s: float) -> Summary | None:
    """Return what was done until ``into_s`` in a session that was never closed; ``None``
    where its prescription cannot be read."""
    from backpt.session.resume import as_left, steps_then

    text = one(db, _PRESCRIPTION, number)
    events = events_in(db, number)
    try:
        routine = routine_from(text)
        return as_left(
            Compiled(routine, steps_then(routine, speech, events)), speech, events, into_s
        ).summary
    except ValueError:
        return None


def _events(path: str, number: int, rows: list[Any]) -> tuple[StoredEvent, ...]:
    try:
        return tuple(stored(EventRow(*row)) for row in rows)
    except ValueError as error:
        raise JournalError(trouble.session_unreadable(number, path, error)) from error


def _routine(path: str, number: int, text: str) -> Routine:
    try:
        return routine_from(text)
    except ValueError as error:
        raise JournalError(trouble.prescription_unreadable(number, path, error)) from error
