"""What the journal says before an evening: the days before it, its packs, what was broken off.

Takes no lock of ours and opens the file once, for reading only.
"""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING

from backpt.journal.broken_off import latest_in, open_sessions, readable
from backpt.journal.days_before import before_of, days_in, leg_was_said
from backpt.journal.felt import STRUCK, is_struck
from backpt.journal.habit import habit_in
from backpt.journal.local_days import day_begins_wall, local_day, milliseconds
from backpt.journal.query import NOT_AHEAD, REFUSED, ahead, ask_journal, one
from backpt.journal.statements import event_rows, whole_events
from backpt.journal.store import FAULTS, JournalError
from backpt.journal.waiting import waiting_spills
from backpt.prescription.model import Mode
from backpt.safety.calendar import READ_DAYS, week_of
from backpt.session.records import (
    RESUME_WITHIN_S,
    SESSION,
    Before,
    Habit,
    Pack,
    Unfinished,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from backpt.intake.known import Past
    from backpt.progress.change import Change

_LAST_START = (
    "SELECT max(day) FROM session WHERE kind = ? AND NOT rehearsal AND NOT is_told"  # noqa: S608  # our words
    f" AND typeof(day) = 'integer' AND NOT {STRUCK} AND NOT ({REFUSED}) AND {NOT_AHEAD}"
)
_CARD_WAS_ANSWERED = (
    "SELECT 1 FROM entry WHERE day >= ? AND source = 'weekly' AND (wall_ms <= ? OR day <= ?)"  # noqa: S608  # our words
    f" AND NOT {is_struck('entry.uid')} LIMIT 1"
)
_ACTIVITY_WAS_SAID = "SELECT 1 FROM entry WHERE day >= ? AND activities <> '' LIMIT 1"


def read_past(path: str, now_wall: float, *, rehearsal: bool = False) -> Past:
    """Return all that an evening at ``now_wall`` needs to know, from one opening of the
    journal. ``rehearsal``: what was broken off is that of rehearsals.

    Never raises: what cannot be read is left out, and ``fault`` says why nothing goes on.
    """
    from backpt.intake.known import Past

    spills = waiting_spills(path)
    try:
        found = ask_journal(
            path,
            lambda db: _past(db, path, now_wall, rehearsal=rehearsal),
            even_without=True,
            spills=spills,
        )
    except JournalError as error:
        found = Past(fault=str(error))
    found = found or Past(before=Before(local_day(now_wall)))
    return found._replace(has_waiting=bool(spills))


def _past(db: sqlite3.Connection, path: str, now_wall: float, *, rehearsal: bool) -> Past:
    from backpt.intake.known import Past
    from backpt.journal.practice import read_practice
    from backpt.safety.levels import Practice
    from backpt.safety.tables import PACK_BETWEEN_S

    since_wall = now_wall - RESUME_WITHIN_S
    latest, fault = latest_in(
        db, path, now_wall, rehearsal=rehearsal, stopped_since_wall=since_wall
    )
    before = before_latest = Before(0)
    practice: Callable[[], Practice] = Practice
    packs = list[Pack]()
    left_open: tuple[Unfinished, ...] = ()
    habit = Habit()
    week_asks: tuple[str, ...] | None = None
    changes: tuple[Change, ...] = ()
    today = local_day(now_wall)
    with suppress(JournalError, *FAULTS):
        days, said = days_in(db, now_wall), leg_was_said(db, today)
        before = before_of(days, said, today, None)
        before_latest = before_of(days, said, today, latest.number) if latest else before
    with suppress(JournalError, *FAULTS):
        practice = read_practice(db, now_wall)
    with suppress(JournalError, *FAULTS):
        packs = _packs(db, day_begins_wall(now_wall) - PACK_BETWEEN_S)
    with suppress(JournalError, *FAULTS):
        left_open = readable(path, open_sessions(db, rehearsal, -1), now_wall)
    with suppress(JournalError, *FAULTS):
        habit = habit_in(db, now_wall)
    with suppress(JournalError, *FAULTS):
        changes = agreed_in(db, now_wall)
    with suppress(JournalError, *FAULTS):
        week_asks = None if rehearsal else _week_asks(db, now_wall)
    return Past(
        before,
        before_latest,
        practice,
        tuple(packs),
        latest,
        left_open,
        habit,
        week_asks,
        changes,
        fault,
    )


def agreed_in(db: sqlite3.Connection, now_wall: float) -> tuple[Change, ...]:
    """Return the changes of doses that count at ``now_wall``, in their order; most diaries have
    none, and load nothing for them."""
    if one(db, "SELECT 1 FROM change LIMIT 1") is None:
        return ()
    from backpt.journal.planned import read_plan_rows
    from backpt.progress.change import agreed

    today = local_day(now_wall)
    rows = read_plan_rows(db).changes
    return agreed(row for row in rows if row.wall <= now_wall or row.day <= today)


def _week_asks(db: sqlite3.Connection, now_wall: float) -> tuple[str, ...] | None:
    """Return the activities on the card of the week; ``None``: it is not due.

    What needs no reading of the weeks is asked first: most starts are not the first of their
    week, and who said no activity is asked about none.
    """
    today, until = local_day(now_wall), ahead(now_wall)
    monday = week_of(today)
    last = one(db, _LAST_START, SESSION, *until)
    if last is None or last >= monday or one(db, _CARD_WAS_ANSWERED, monday, *until):
        return None
    if one(db, _ACTIVITY_WAS_SAID, today - READ_DAYS) is None:
        return ()
    from backpt.journal.course_reader import course_in
    from backpt.progress.due_questions import week_card

    card = week_card(course_in(db, now_wall))
    return None if card is None else card.activities


def _packs(db: sqlite3.Connection, since_wall: float) -> list[Pack]:
    query = (
        "SELECT session, mode, min(wall_ms), max(wall_ms) FROM event"
        " INDEXED BY event_pack JOIN session ON session.id = event.session AND NOT rehearsal"
        " WHERE mode <> '' AND wall_ms >= ?"
        " GROUP BY session, mode ORDER BY 3"
    )
    found = []
    for number, kept, on, off in db.execute(query, (milliseconds(since_wall),)).fetchall():
        with suppress(TypeError, ValueError):  # damaged
            off_wall = off / 1000 + _unknown_s(db, number, kept)
            found.append(Pack(number, Mode(kept), on / 1000, off_wall))
    return found


def _unknown_s(db: sqlite3.Connection, number: int, mode: str) -> float:
    """Return how long a pack may have been on after the last word of it, where the program
    ended without a word that it came off: to the limit of contact."""
    from backpt.session.resume import left_s

    rows = [row for row in event_rows(db, number) if row[5]]
    events = whole_events(rows)
    if not events or rows[-1][5] != mode:
        return 0.0
    return left_s(events, math.inf) - events[-1].at_s
