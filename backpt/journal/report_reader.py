"""All that the report looks at, from one opening of the journal."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from backpt.journal.codec import routine_from
from backpt.journal.course_reader import course_in
from backpt.journal.doings import DOINGS_DAYS, read_doings
from backpt.journal.listing import sessions_from
from backpt.journal.local_days import local_day, local_time
from backpt.journal.occasion_reader import read_occasions
from backpt.journal.query import ask_journal
from backpt.journal.report_rows import ReportRows

if TYPE_CHECKING:
    import sqlite3

    from backpt.prescription.model import Routine
    from backpt.session.records import SessionRow

_PRESCRIBED = (
    "SELECT uid, text FROM session JOIN prescription ON prescription.id = prescription"
    " WHERE day >= ? AND NOT rehearsal"
)


def read_report(
    path: str, now_wall: float, first: int, signs: tuple[str, ...] = ()
) -> ReportRows | None:
    """Return what the diary holds of the days from ``first`` on, with the weeks at
    ``now_wall``; ``None`` where there is no diary. What is damaged is left out, and counted.

    Raises ``JournalError`` for one that cannot be read: a part of it is no report.
    """
    return ask_journal(path, lambda db: _rows(db, now_wall, first, signs))


def _rows(
    db: sqlite3.Connection, now_wall: float, first: int, signs: tuple[str, ...]
) -> ReportRows:
    course, today = course_in(db, now_wall, signs), local_day(now_wall)
    if course.plans:
        days = max(DOINGS_DAYS, today - first)
        course = course._replace(doings=read_doings(db, now_wall, days))
    listed = sessions_from(db, first, now_wall)
    sessions = [row for row in reversed(listed.rows) if row.day <= today]
    return ReportRows(
        course,
        tuple(sessions),
        {row.uid: _time(row) for row in sessions},
        _prescribed(db, first),
        read_occasions(db, now_wall, len(sessions)),
        listed.left_out,
    )


def _time(row: SessionRow) -> str:
    return local_time(row.started_wall, row.offset_s)[11:]


def _prescribed(db: sqlite3.Connection, first: int) -> dict[str, Routine]:
    """Return what each session was; sessions of one routine share its text."""
    read: dict[str, Routine] = {}
    found: dict[str, Routine] = {}
    for uid, text in db.execute(_PRESCRIBED, (first,)):
        with suppress(TypeError, ValueError, LookupError, AttributeError):
            if text not in read:
                read[text] = routine_from(text)
            found[uid] = read[text]
    return found
