"""What the journal says to who types ``backpt`` alone, from one opening.

Takes no lock of ours and opens the file for reading only.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from backpt.journal.course_reader import course_in
from backpt.journal.days_before import before_of, days_in, leg_was_said
from backpt.journal.felt import STRUCK, is_struck
from backpt.journal.habit import habit_in
from backpt.journal.listing import last_in
from backpt.journal.local_days import local_day, milliseconds, utc_offset_s
from backpt.journal.query import LEFT_OPEN, ask_journal, one
from backpt.journal.sqlite import Connection
from backpt.journal.store import FAULTS, JournalError, explain
from backpt.journal.waiting import waiting_spills
from backpt.progress.course import Course, fold
from backpt.progress.left_open import is_offer_left_open, is_phase_left_open
from backpt.safety.calendar import LAST_DAY
from backpt.session.records import RESUME_WITHIN_S, Before, Habit, SessionRow, Unfinished
from backpt.values import NamedTuple

_T = TypeVar("_T")
_ForOffer = tuple[tuple[Any, ...], Callable[[], Any]]
"""Every ``Occasion``, and what works out the ``Practice``, whose modules are loaded late."""
_BrokenOff = tuple[Unfinished | None, tuple[Unfinished, ...], str]
"""``latest``, ``left_open`` and ``latest_fault`` of a ``Glance``."""
_NOTHING_LEFT: _BrokenOff = (None, (), "")
_OF_A_DAY_AHEAD = "typeof(day) = 'integer' AND day > ? AND day <= ?"
_DAY_AHEAD = (
    f"SELECT max(day) FROM (SELECT day FROM session WHERE {_OF_A_DAY_AHEAD}"  # noqa: S608  # our words
    f" AND started_ms > ? AND NOT {STRUCK} UNION ALL SELECT day FROM entry"
    f" WHERE {_OF_A_DAY_AHEAD} AND wall_ms > ? AND NOT {is_struck('entry.uid')})"
)


class Glance(NamedTuple):
    """All that the first page tells of the journal. What cannot be read is left out."""

    before: Before
    """What the sessions before say about one today."""
    course: Course | None = None
    """The weeks, without the signs among the answers; ``None``: they cannot be read."""
    last: SessionRow | None = None
    """The latest session that was closed; rehearsals, refused ones, those taken back and
    those that lie ahead left out."""
    day_ahead: int | None = None
    """The last day of what is still to come, as an ordinal, because the clock was wrong then
    or is now: it counts for nothing."""
    latest: Unfinished | None = None
    """The latest session that may go on: never closed, or stopped a while ago."""
    left_open: tuple[Unfinished, ...] = ()
    """Every session that was begun and never closed, latest first."""
    habit: Habit = Habit()
    for_offer: _ForOffer | None = None
    """What an offer, or a phase, looks at besides the weeks; read only where one was left
    open."""
    waiting: tuple[str, ...] = ()
    """Files that wait to be added to the journal, oldest first; they are read with it."""
    fault: str = ""
    """Why something of this cannot be read, in one sentence without a full stop."""
    latest_fault: str = ""
    """Why ``latest`` alone cannot be read."""


def read_glance(path: str, now_wall: float) -> Glance:
    """Return what the journal at ``path`` says at ``now_wall``, seconds since 1970.

    Never raises. Of a journal that cannot be read it is what waits beside it.
    """
    spills = waiting_spills(path)
    waiting = tuple(spills)
    nothing = Glance(Before(local_day(now_wall)), fold(now_wall, utc_offset_s(now_wall)))

    def look(db: Connection) -> Glance:
        return _glance(db, path, now_wall)

    try:
        found = ask_journal(path, look, spills=spills) or nothing
        return found._replace(waiting=waiting)
    except JournalError as error:
        found, fault = nothing._replace(course=None), str(error)
    with suppress(JournalError):
        found = ask_journal(path, look, even_without=True, spills=spills) or found
    return found._replace(waiting=waiting, fault=fault)


def _glance(db: Connection, path: str, now_wall: float) -> Glance:
    faults: list[str] = []

    def asked(question: Callable[[], _T], otherwise: _T) -> _T:
        """Return the answer; damage to one table leaves the answers of the others."""
        try:
            return question()
        except JournalError as error:
            faults.append(str(error))
        except FAULTS as error:
            faults.append(explain(error, path))
        return otherwise

    today = local_day(now_wall)
    course = asked(lambda: course_in(db, now_wall), None)
    before = asked(lambda: _before(db, now_wall, course), Before(today))
    last = asked(lambda: last_in(db, now_wall), None)
    ahead = (today, LAST_DAY, milliseconds(now_wall))
    day_ahead: int | None = asked(lambda: one(db, _DAY_AHEAD, *ahead * 2), None)
    left = asked(lambda: _broken_off(db, path, now_wall), _NOTHING_LEFT)
    habit = asked(lambda: habit_in(db, now_wall, course), Habit())
    for_offer = asked(lambda: _for_offer(db, now_wall, course), None)
    latest, left_open, latest_fault = left
    return Glance(
        before,
        course,
        last,
        day_ahead,
        latest,
        left_open,
        habit=habit,
        for_offer=for_offer,
        fault=faults[0] if faults else "",
        latest_fault=latest_fault,
    )


def _before(db: Connection, now_wall: float, course: Course | None) -> Before:
    today = local_day(now_wall)
    days = days_in(db, now_wall, course)
    return before_of(days, leg_was_said(db, today), today, None)


def _for_offer(db: Connection, now_wall: float, course: Course | None) -> _ForOffer | None:
    """Return what an offer looks at; most days none was left open, and nothing is loaded."""
    if course is None or not (is_offer_left_open(course) or is_phase_left_open(course)):
        return None
    from backpt.journal.occasion_reader import read_occasions
    from backpt.journal.practice import read_practice

    return read_occasions(db, now_wall), read_practice(db, now_wall)


def _broken_off(db: Connection, path: str, now_wall: float) -> _BrokenOff:
    """Return what was left; most days that is nothing, and nothing is loaded for it."""
    since_wall = now_wall - RESUME_WITHIN_S
    may_go_on = f"SELECT 1 FROM session WHERE {LEFT_OPEN} LIMIT 1"  # noqa: S608  # our words
    if one(db, may_go_on, False, milliseconds(since_wall)) is None:
        return _NOTHING_LEFT
    from backpt.journal.broken_off import latest_in, open_sessions, readable

    latest, fault = latest_in(db, path, now_wall, stopped_since_wall=since_wall)
    left_open = readable(path, open_sessions(db, False, -1), now_wall)
    return latest, left_open, fault
