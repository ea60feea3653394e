"""The days before today as the journal has them: sessions, and what was said between them.

Asks a journal that is open. What a session and an entry tell of a day is decided in
``safety/days.py``.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backpt.journal.felt import AFTER, BEFORE, LEG_BEFORE, SETTLED, STRUCK, is_struck, said_at
from backpt.journal.local_days import local_day
from backpt.journal.plausible import checked
from backpt.journal.query import LEG, LEG_WAS_SAID, NOT_AHEAD, REFUSED, ahead, one
from backpt.safety.calendar import READ_DAYS
from backpt.safety.days import Earlier, Leg, Settled, entries
from backpt.session.records import ICEPACK, SESSION, Before

if TYPE_CHECKING:
    import sqlite3

    from backpt.progress.course import Course

_IS_FURTHER = f"kind = '{SESSION}' AND {LEG_BEFORE} = '{Leg.FURTHER}'"
_IS_LIFTED = (
    f"later.kind = '{SESSION}' AND NOT later.rehearsal AND NOT {is_struck('later.uid')}"
    f" AND {said_at('later', 'leg', 'before')} IN ('{Leg.CLOSER}', '{Leg.NONE}')"
)
"""What lifts pain further down the leg (R9)."""
_SAID_BETWEEN = (
    "SELECT 1 FROM entry WHERE day >= ? AND (session = '' OR EXISTS (SELECT 1 FROM session"  # noqa: S608  # our words
    f" WHERE uid <> '' AND uid = entry.session AND kind = '{ICEPACK}'))"
    " UNION ALL SELECT 1 FROM call LIMIT 1"
)
_SESSIONS_READ = 200
"""Enough for every rule on the days before (``safety/days.py``): six a day for a month."""
_Moment = tuple[float, int, Earlier]
"""What was said, with its moment, and its place among what has the same."""
Days = tuple[list[tuple[Any, ...]], int | None, list[_Moment]]


def before_of(days: Days, further_today: bool, today: int, besides: int | None) -> Before:
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


def days_in(db: sqlite3.Connection, now_wall: float, course: Course | None = None) -> Days:
    """Return the latest sessions, the last day on which something was done, and what was said
    between sessions; ``course``: the weeks, where they are read already."""
    real = f"FROM session WHERE kind = ? AND NOT rehearsal AND NOT {STRUCK} AND {NOT_AHEAD}"
    values = (SESSION, *ahead(now_wall))
    rows = db.execute(
        f"SELECT id, day, {BEFORE}, {AFTER}, pain_high, {LEG}, routine, active_s > 0,"
        f" {REFUSED}, something_new, {SETTLED}, has_talked, ended_ms, started_ms {real}"
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
    """Return a row of ``days_in`` without its end. One that was never closed, because
    the program was killed, says what its events say: the pain in it counts, too."""
    *said, ended_ms, started_ms = row
    if ended_ms is None and isinstance(started_ms, int):
        from backpt.journal.broken_off import done_in  # loads all of a session

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


def leg_was_said(db: sqlite3.Connection, day: int) -> bool:
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
