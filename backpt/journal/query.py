"""A question to the journal's file, and to those of sessions that are kept beside it;
and the conditions that several questions share.

Takes no lock of ours and opens the file for reading only. A journal that is not there yet
answers nothing. Raises ``JournalError`` for a file that cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from backpt.journal.felt import LEG_BEFORE, STRUCK
from backpt.journal.local_days import local_day, milliseconds
from backpt.journal.store import FAULTS, JournalError, explain, reader
from backpt.journal.waiting import waiting_spills

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

_T = TypeVar("_T")
LEG_WAS_SAID = (
    "EXISTS (SELECT 1 FROM event INDEXED BY event_hurt WHERE event.session = session.id"
    " AND event.kind IN ('pain', 'leg') AND event.kind = 'leg')"
)
"""Whether a session tells of pain further down the leg. An index of some rows serves only a
query that repeats its words."""
LEG = f"CASE WHEN {LEG_WAS_SAID} THEN 'further' ELSE {LEG_BEFORE} END"
"""Leg pain of a session, that which was said during it included."""
NOT_AHEAD = "(started_ms <= ? OR day <= ?)"
"""Not of the future, which a clock that was set back leaves behind: such a session is listed,
and nothing follows from it. One of later today is today's."""

CLOSED = (
    f"WHERE ended_ms IS NOT NULL AND NOT rehearsal AND NOT {STRUCK}"  # noqa: S608  # our words
    " AND (ending NOT IN ('pain', 'emergency')"
    " OR EXISTS (SELECT 1 FROM item WHERE item.session = session.id))"
)
"""Sessions that were held: of one that today's answers refused nothing was planned."""
REFUSED = (
    "ended_ms IS NOT NULL AND ending = 'pain'"
    " AND NOT EXISTS (SELECT 1 FROM item WHERE item.session = session.id)"
)
"""A session that pain refused: nothing was planned of it."""

LEFT_OPEN = (
    "rehearsal = ? AND NOT is_told AND (ended_ms IS NULL"
    " OR (ended_ms >= ? AND ending IN ('stopped', 'unanswered') AND session.id ="
    " (SELECT id FROM session WHERE NOT rehearsal ORDER BY id DESC LIMIT 1)))"
)
"""Sessions that may go on: without an end, and the very latest where the user stopped it since
a moment, in milliseconds; ``NEVER_MS`` for those without an end alone."""
NEVER_MS = 2**62


def ask_journal(
    path: str,
    question: Callable[[sqlite3.Connection], _T],
    *,
    even_without: bool = False,
    spills: list[str] | None = None,
) -> _T | None:
    """Return what ``question`` finds, or ``None`` where there is no journal yet.

    Sessions that are kept in files because the journal could not be written are asked too;
    with ``even_without`` they alone, where the journal cannot be read. ``spills`` are those
    files, where they were looked for already.
    """
    spills = waiting_spills(path) if spills is None else spills
    try:
        db = reader(path)
    except JournalError:
        if not (even_without and spills):
            raise
        db = None
    try:
        if spills:
            from backpt.journal.spill_import import with_spills

            db = with_spills(db, spills)
        return None if db is None else question(db)
    except FAULTS as error:
        raise JournalError(explain(error, path)) from error
    finally:
        if db is not None:
            db.close()


def one(db: sqlite3.Connection, query: str, *values: object) -> Any:
    """Return the first column of the first row, or ``None`` where there is no row."""
    row = db.execute(query, values).fetchone()
    return None if row is None else row[0]


def ahead(now_wall: float) -> tuple[int, int]:
    """Return the values for ``NOT_AHEAD``."""
    return milliseconds(now_wall), local_day(now_wall)
