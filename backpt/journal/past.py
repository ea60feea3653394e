"""What the journal says before an evening: the days before it, its packs, what was broken off.

Takes no lock of ours and opens the file once, for reading only.
"""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backpt.journal.broken_off import as_unfinished, done_in, open_sessions, readable
from backpt.journal.felt import AFTER, BEFORE, LEG_BEFORE, SETTLED, STRUCK, is_struck, said_at
from backpt.journal.habit import habit_in
from backpt.journal.local_days import day_begins_wall, local_day, milliseconds
from backpt.journal.plausible import checked
from backpt.journal.query import LEG, LEG_WAS_SAID, NOT_AHEAD, ahead, ask_journal, one
from backpt.journal.statements import event_rows, whole_events
from backpt.journal.store import FAULTS, JournalError, explain
from backpt.prescription.model import Mode
from backpt.safety.calendar import READ_DAYS, week_of
from backpt.safety.days import Earlier, Leg, Settled, entries
from backpt.session.records import (
    ICEPACK,
    RESUME_WITHIN_S,
    SESSION,
    Before,
    Habit,
    Pack,
    Unfinished,
)

if TYPE_CHECKING:
    import sqlite3

    from backpt.intake.known import Past
    from backpt.progress.course import Course

_IS_FURTHER = f"kind = '{SESSION}' AND {LEG_BEFORE} = '{Leg.FURTHER}'"
_IS_LIFTED = (
    f"later.kind = '{SESSION}' AND NOT later.rehearsal AND NOT {is_struck('later.uid')}"
    f" AND {said_at('later', 'leg', 'before')} IN ('{Leg.CLOSER}', '{Leg.NONE}')"
)
"""What lifts pain further down the leg (R9)."""
_REFUSED = (
    "ended_ms IS NOT NULL AND ending = 'pain'"
    " AND NOT EXISTS (SELECT 1 FROM item WHERE item.session = session.id)"
)
"""A session that pain refused: nothing was planned of it."""
_LAST_START = (
    "SELECT max(day) FROM session WHERE kind = ? AND NOT rehearsal AND NOT is_told"  # noqa: S608  # our words
    f" AND typeof(day) = 'integer' AND NOT {STRUCK} AND NOT ({_REFUSED}) AND {NOT_AHEAD}"
)
_SAID_BETWEEN = (
    "SELECT 1 FROM entry WHERE day >= ? AND (session = '' OR EXISTS (SELECT 1 FROM session"  # noqa: S608  # our words
    f" WHERE session.uid = entry.session AND kind = '{ICEPACK}'))"
    " UNION ALL SELECT 1 FROM call LIMIT 1"
)
_SESSIONS_READ = 200
"""Enough for every rule on the days before (``safety/days.py``): six a day for a month."""
_Moment = tuple[float, int, Earlier]
"""What was said, with its moment, and its place among what has the same."""
_Days = tuple[list[tuple[Any, ...]], int | None, list[_Moment]]


def read_past(path: str, now_wall: float, *, rehearsal: bool = False) -> Past:
    """Return all that an evening at ``now_wall`` needs to know, from one opening of the
    journal. ``rehearsal``: what was broken off is that of rehearsals.

    Never raises: what cannot be read is left out, and ``fault`` says why nothing goes on.
    """
    from backpt.intake.known import Past

    try:
        found = ask_journal(
            path, lambda db: _past(db, path, now_wall, rehearsal=rehearsal), even_without=True
        )
    except JournalError as error:
        return Past(fault=str(error))
    return found or Past(before=Before(local_day(now_wall)))


def read_before_and_weeks(path: str, now_wall: float) -> tuple[Before, Course]:
    """Return what the sessions before ``now_wall`` say about one today (clinical G4, D5, F9),
    and the weeks as ``read_course`` does, from rows that are read once.

    Days are the user's own, each begun at 03:00. A session counts as done where some of it
    was; one that lies ahead, because the clock was set back, counts for nothing.
    """
    from backpt.journal.course_reader import course_in, read_course

    today = local_day(now_wall)

    def both(db: sqlite3.Connection) -> tuple[Before, Course]:
        course = course_in(db, now_wall)
        days = _days(db, now_wall, course)
        return _before(days, _leg_was_said(db, today), today, None), course

    found = ask_journal(path, both, even_without=True)
    return found or (Before(today), read_course(path, now_wall))


def _past(db: sqlite3.Connection, path: str, now_wall: float, *, rehearsal: bool) -> Past:
    from backpt.intake.known import Past
    from backpt.journal.practice import read_practice
    from backpt.safety.levels import Practice
    from backpt.safety.tables import PACK_BETWEEN_S

    latest, fault = _latest(db, path, now_wall, rehearsal=rehearsal)
    before = before_latest = Before(0)
    practised, packs = Practice(), list[Pack]()
    left_open: tuple[Unfinished, ...] = ()
    habit = Habit()
    week_asks: tuple[str, ...] | None = None
    today = local_day(now_wall)
    with suppress(JournalError, *FAULTS):
        days, said = _days(db, now_wall), _leg_was_said(db, today)
        before = _before(days, said, today, None)
        before_latest = _before(days, said, today, latest.number) if latest else before
    with suppress(JournalError, *FAULTS):
        practised = read_practice(db, now_wall)
    with suppress(JournalError, *FAULTS):
        packs = _packs(db, day_begins_wall(now_wall) - PACK_BETWEEN_S)
    with suppress(JournalError, *FAULTS):
        left_open = readable(path, open_sessions(db, rehearsal, -1), now_wall)
    with suppress(JournalError, *FAULTS):
        habit = habit_in(db, now_wall)
    with suppress(JournalError, *FAULTS):
        week_asks = None if rehearsal else _week_asks(db, now_wall)
    return Past(
        before,
        before_latest,
        practised,
        tuple(packs),
        latest,
        left_open,
        habit,
        week_asks,
        fault,
    )


def _week_asks(db: sqlite3.Connection, now_wall: float) -> tuple[str, ...] | None:
    """Return the activities on the card of the week; ``None``: it is not due. The weeks are
    read only where something was begun before, and nothing yet this week."""
    last = one(db, _LAST_START, SESSION, *ahead(now_wall))
    if last is None or last >= week_of(local_day(now_wall)):
        return None
    from backpt.journal.course_reader import course_in
    from backpt.progress.due_questions import week_card

    card = week_card(course_in(db, now_wall))
    return None if card is None else card.activities


def _latest(
    db: sqlite3.Connection, path: str, now_wall: float, *, rehearsal: bool
) -> tuple[Unfinished | None, str]:
    """Return the latest session that may go on, and why it cannot be read, if so."""
    since_ms = milliseconds(now_wall - RESUME_WITHIN_S)
    try:
        found = open_sessions(db, rehearsal, 1, since_ms)
        return (as_unfinished(path, found[0], now_wall) if found else None), ""
    except JournalError as error:
        return None, str(error)
    except FAULTS as error:
        return None, explain(error, path)


def _before(days: _Days, further_today: bool, today: int, besides: int | None) -> Before:
    """Return what ``days`` say. ``besides`` is the number of one that goes on: it is none of
    those before it, and its days off were counted when it began."""
    rows, last_day, between = days
    # A traveller's day may be one ahead of today's: it is today's.
    found = []
    for number, day, *row, started_ms in rows:
        with suppress(TypeError, ValueError):  # damaged
            one_of = checked(_earlier((min(today, day), *row)))
            found.append((number, (started_ms / 1000, 1, one_of)))
    moments = [moment for number, moment in found if number != besides]
    if between:
        moments = sorted([*moments, *between], key=lambda moment: moment[:2], reverse=True)
    sessions = tuple(moment[2] for moment in moments)
    going_on = [moment[2] for number, moment in found if number == besides]
    return Before(
        today,
        entries=entries(sessions, today),
        further_today=further_today,
        days_off=None if last_day is None or besides else max(0, today - last_day),
        sessions=sessions,
        going_on=going_on[0] if going_on else None,
    )


def _days(db: sqlite3.Connection, now_wall: float, course: Course | None = None) -> _Days:
    """Return the latest sessions, the last day on which something was done, and what was said
    between sessions; ``course``: the weeks, where they are read already."""
    real = f"FROM session WHERE kind = ? AND NOT rehearsal AND NOT {STRUCK} AND {NOT_AHEAD}"
    values = (SESSION, *ahead(now_wall))
    rows = db.execute(
        f"SELECT id, day, {BEFORE}, {AFTER}, pain_high, {LEG}, routine, active_s > 0,"
        f" {_REFUSED}, something_new, {SETTLED}, has_talked, ended_ms, started_ms {real}"
        " ORDER BY started_ms DESC, id DESC LIMIT ?",
        (*values, _SESSIONS_READ),
    ).fetchall()
    rows = [_with_left(db, row, now_wall) for row in rows]
    left = (row[1] for row in rows if row[7] and isinstance(row[1], int))
    latest = "typeof(day) = 'integer' AND day <= ?"  # of a traveller it may be tomorrow
    query = f"SELECT max(day) {real} AND active_s > 0 AND {latest}"
    last_day = one(db, query, *values, local_day(now_wall) + 1)
    days = [
        day for day in (last_day, *left) if day is not None and day <= local_day(now_wall) + 1
    ]
    return rows, max(days, default=None), _said_between(db, now_wall, course)


def _with_left(
    db: sqlite3.Connection, row: tuple[Any, ...], now_wall: float
) -> tuple[Any, ...]:
    """Return a row of ``_days`` without its end. One that was never closed, because
    the program was killed, says what its events say: the pain in it counts, too."""
    *said, ended_ms, started_ms = row
    if ended_ms is None and isinstance(started_ms, int):
        done = done_in(db, said[0], now_wall - started_ms / 1000)
        if done is not None:
            said[4], said[7] = done.pain_high, done.active_s > 0
    return (*said, started_ms)


def _said_between(
    db: sqlite3.Connection, now_wall: float, course: Course | None
) -> list[_Moment]:
    """Return what was said between sessions, and what it tells of those before."""
    if one(db, _SAID_BETWEEN, local_day(now_wall) - READ_DAYS) is None:
        return []  # every rule then follows from the sessions alone
    from backpt.journal.course_reader import course_in
    from backpt.progress.settling import between_sessions, by_session, calls_between, settlings

    course = course_in(db, now_wall) if course is None else course
    said = between_sessions(course, settlings(course, by_session(course)))
    return [*said, *calls_between(course)]


def _earlier(row: tuple[Any, ...]) -> Earlier:
    day, before, after, high, leg, routine_id, is_held, is_refused, new, settled, talked = row
    said = [pain for pain in (before, after, high) if pain is not None]
    return Earlier(
        day=day,
        before=before,
        after=after,
        worst=max(said, default=None),
        leg=None if leg is None else Leg(leg),
        routine=routine_id,
        is_held=bool(is_held),
        is_refused=bool(is_refused),
        something_new=None if new is None else bool(new),
        settled=None if settled is None else Settled(settled),
        has_talked=bool(talked),
    )


def _leg_was_said(db: sqlite3.Connection, day: int) -> bool:
    """Tell whether pain went further down the leg in a session of ``day``, or of one ahead.

    Of one ahead, which a clock that was set back leaves behind, the answer before it counts
    too, and a session that was begun after it lifts it by closer or none.
    """
    return bool(
        one(
            db,
            "SELECT 1 FROM session WHERE day >= ? AND NOT rehearsal"  # noqa: S608  # our words
            f" AND NOT {STRUCK} AND ({LEG_WAS_SAID}"
            f" OR (day > ? AND {_IS_FURTHER})) AND (day = ? OR NOT EXISTS (SELECT 1 FROM"
            " session AS later WHERE later.id > session.id AND later.day < session.day"
            f" AND {_IS_LIFTED})) LIMIT 1",
            day,
            day,
            day,
        )
    )


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
