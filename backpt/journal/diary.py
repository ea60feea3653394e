"""The diary as ``log`` shows it: sessions, what was said between them, who was called, and what
was advised."""

import math
from typing import TypeAlias

from backpt.journal.listing import LISTED, list_sessions
from backpt.journal.query import ask_journal
from backpt.journal.sqlite import Connection
from backpt.journal.week_rows import (
    KeptCall,
    KeptEntry,
    list_calls,
    list_entries,
    list_tellings,
    strikes_of,
)
from backpt.progress.entry import Strike, Telling
from backpt.session.records import SessionRow
from backpt.values import NamedTuple

StrikableRow: TypeAlias = SessionRow | KeptEntry | KeptCall
DiaryRow: TypeAlias = StrikableRow | Telling


class Diary(NamedTuple):
    """What is listed, latest first."""

    rows: tuple[DiaryRow, ...] = ()
    left_out: int = 0
    """Entries, sessions or parts of one, that are damaged."""


def read_diary(path: str, limit: int | None = LISTED, now_wall: float = math.inf) -> Diary:
    """Return the latest ``limit`` rows of the diary; ``None``: all.

    Rehearsals, what was taken back and sessions that were never closed are among them, and say
    so; of the latter it is what was done until ``now_wall``.
    """

    def listed(db: Connection) -> Diary:
        sessions, left_out = list_sessions(db, limit, now_wall)
        entries, more = list_entries(db, limit)
        every: list[DiaryRow] = [*sessions, *entries]
        every += [*list_calls(db, limit), *list_tellings(db, limit)]
        rows = sorted(every, key=wall_of, reverse=True)
        return Diary(tuple(rows[:limit]), left_out + more)

    return ask_journal(path, listed) or Diary()


def wall_of(row: DiaryRow) -> float:
    """Return the moment by which a row stands in the diary, in seconds since 1970."""
    match row:
        case SessionRow():
            return row.started_wall
        case KeptEntry():
            return row.entry.wall
        case KeptCall():
            return row.call.wall
        case Telling():
            return row.wall


def row_uid(row: StrikableRow) -> str:
    """Return what tells a row from any other."""
    match row:
        case SessionRow():
            return row.uid
        case KeptEntry():
            return row.entry.uid
        case KeptCall():
            return row.call.uid


def read_strikes_of(path: str, uid: str) -> tuple[Strike, ...]:
    """Return the strikes of a row that count; none: it stands."""
    return ask_journal(path, lambda db: strikes_of(db, uid)) or ()
