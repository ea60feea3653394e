"""Whether to remind of what is due: once, once more, never a third time. Pure.

Facts come in: what is due with its time of day, which notices were shown, and now. A timer may
fire late, because the machine slept, twice where the clocks are set back, or beside another
one: what decides is which notices there were, not which timer asks.
"""

from collections.abc import Iterable

from backpt.progress.plan import Plan
from backpt.safety.calendar import DAY_BEGINS_S
from backpt.values import NamedTuple

USUAL_AT_MIN = 18 * 60
"""When somebody is reminded of what is planned at no certain time [D]: there is some of the day
left, and who has done it by then hears nothing."""
AGAIN_MIN = 90
"""After so many minutes of silence it is said once more [D]."""
MOST_NOTICES = 2
"""Of one routine, a day [D]."""
EARLY_S = 300.0
"""A timer that was late the first time may seem early the second."""
DAY_MIN = 24 * 60
DAY_BEGINS_MIN = DAY_BEGINS_S // 60


class Notice(NamedTuple):
    """That somebody was reminded of one routine."""

    routine: str
    day: int
    """Ordinal of the day of the diary."""
    wall: float
    """When, in seconds since 1970."""


def minute_of_day(hour_min: int) -> int:
    """Return a time by the clock on the wall, in minutes after midnight, as minutes after the
    midnight in which the date of the diary's day begins: before 03:00 it is still the day
    before."""
    return hour_min + DAY_MIN if hour_min < DAY_BEGINS_MIN else hour_min


def begins_min(plan: Plan) -> int:
    """Return from when on somebody is reminded of ``plan``, as ``minute_of_day`` counts."""
    return minute_of_day(USUAL_AT_MIN if plan.at_min is None else plan.at_min)


def plans_to_call(
    due: Iterable[Plan],
    notices: Iterable[Notice],
    *,
    day: int,
    minute: int,
    now_wall: float,
) -> tuple[Plan, ...]:
    """Return what a notice that is shown now is about; empty: none is to be shown.

    ``minute`` is now, as ``minute_of_day`` counts, on the day ``day`` of the diary. All whose
    time has come is in one notice, so that it counts as reminded of, too.
    """
    come = tuple(one for one in due if begins_min(one) <= minute)
    shown = [one for one in notices if one.day == day]
    return come if any(_may_call(one, shown, now_wall) for one in come) else ()


def _may_call(plan: Plan, shown: list[Notice], now_wall: float) -> bool:
    walls = [one.wall for one in shown if one.routine == plan.routine]
    if not walls:
        return True
    silent_s = now_wall - max(walls)  # less than nothing after the clock was set back
    return len(walls) < MOST_NOTICES and silent_s >= AGAIN_MIN * 60 - EARLY_S


def with_notices(
    kept: Iterable[Notice], called: Iterable[Plan], *, day: int, now_wall: float
) -> tuple[Notice, ...]:
    """Return the notices to keep once ``called`` were called to mind: those of today."""
    new = (Notice(one.routine, day, now_wall) for one in called)
    return (*(one for one in kept if one.day == day), *new)


# --- timers ----------------------------------------------------------------------------


def timer_times(plans: Iterable[Plan]) -> tuple[int, ...]:
    """Return when a timer has to ask each day, in minutes after midnight, rising: at the time
    of each plan, and twice more, for the second notice also of a first one that came late.
    What is past 03:00 by then is of the next day, and left out."""
    found = {
        begins + AGAIN_MIN * late
        for begins in map(begins_min, plans)
        for late in range(MOST_NOTICES + 1)
    }
    return tuple(sorted(at % DAY_MIN for at in found if at < DAY_MIN + DAY_BEGINS_MIN))
