"""One week as it is looked back on: what was done of what was planned, and what is to come.

No streak and nothing that decays: a day that was not done is an empty place and no more.
"""

from backpt.progress.adherence import (
    Adherence,
    adherence_of,
    is_done_on,
    may_tell,
    routine_days,
)
from backpt.progress.course import Course, held_sessions, median
from backpt.progress.entry import Kind, Source
from backpt.progress.plan import WEEK, Plan, Planned
from backpt.safety.calendar import week_of
from backpt.safety.tables import ADHERENCE_DAYS
from backpt.values import NamedTuple, StrEnum

LAST_WEEKS = 4
PICTURE_WEEKS = 12
PAIN_VALUES = 2
"""So many sessions with their pain before them make a value, then and now [D]."""


class DayMark(StrEnum):
    """What a day is in the picture of the weeks."""

    DONE = "done"
    PLANNED = "planned"
    AWAY = "away"
    VISIT = "visit"
    NOTHING = ""


class RoutineWeek(NamedTuple):
    """One routine in one week."""

    plan: Plan
    done: int
    """Days on which it was done."""
    planned: int
    """Days of the whole week; those away, refused and of visits left out."""
    next_day: int | None
    """The next day on which it is planned and not done; ``None``: none that is known."""


class WeekCount(NamedTuple):
    """A past week in two numbers."""

    monday: int
    done: int
    """Sessions of the plan; without one, days on which something was done."""
    planned: int
    """0 where nothing was planned."""
    is_away: bool
    """All that would have been planned fell on days away, or on visits."""


class WeekView(NamedTuple):
    """What ``backpt week`` says, as values."""

    today: int
    monday: int
    routines: tuple[RoutineWeek, ...]
    days: tuple[DayMark, ...]
    """From Monday to Sunday."""
    held: tuple[int, ...]
    """Days of this week on which something was done."""
    last: tuple[WeekCount, ...]
    """LAST_WEEKS before this one, the oldest first; none from before ``since``."""
    weeks: tuple[WeekCount, ...]
    """PICTURE_WEEKS, this one last."""
    since: tuple[WeekCount, ...]
    """Those of them from the week on in which the diary or its first plan began."""
    adherence: Adherence | None
    """``None``: no plan, or one that is too young to tell."""
    rest: int | None
    """The most days in a row without a session in four weeks, days away left out."""
    pain: tuple[float, float] | None
    """Before sessions, in the first week of PICTURE_WEEKS and in the last seven days."""


def week_view(course: Course, plan: Planned) -> WeekView:
    """Return the week of the day of ``course``."""
    today, monday = course.today, week_of(course.today)
    counts = tuple(
        count_week(course, plan, monday - WEEK * back)
        for back in range(PICTURE_WEEKS - 1, -1, -1)
    )
    held = held_days(course)
    begun = week_of(min((today, *held, *(one.first for one in plan.spans))))
    since = tuple(one for one in counts if one.monday >= begun)
    return WeekView(
        today,
        monday,
        routine_weeks(course, plan),
        marks_of(course, plan, monday),
        tuple(day for day in range(monday, today + 1) if day in held),
        since[-1 - LAST_WEEKS : -1],
        counts,
        since,
        adherence_of(course, plan) if may_tell(course, plan) else None,
        _longest_rest(course, plan),
        _pain_then_and_now(course),
    )


def routine_weeks(course: Course, plan: Planned) -> tuple[RoutineWeek, ...]:
    """Return this week of each routine that is planned in it."""
    monday = week_of(course.today)
    return tuple(_routine_week(course, plan, one, monday) for one in _of_the_week(plan, monday))


def held_days(course: Course) -> frozenset[int]:
    """Return the days on which something of a session was done."""
    return frozenset(day for day, _ in held_sessions(course))


def marks_of(course: Course, plan: Planned, monday: int) -> tuple[DayMark, ...]:
    """Return what each day of a week is, Monday first."""
    held = held_days(course)
    return tuple(_mark(course, plan, held, day) for day in range(monday, monday + WEEK))


def _mark(course: Course, plan: Planned, held: frozenset[int], day: int) -> DayMark:
    if day in held and (day < course.today or not undone_on(course, plan, day)):
        return DayMark.DONE
    if plan.is_visit(day):
        return DayMark.VISIT
    if plan.is_away(day):
        return DayMark.AWAY
    if day >= course.today and plan.on(day):
        return DayMark.PLANNED
    return DayMark.DONE if day in held else DayMark.NOTHING


def undone_on(course: Course, plan: Planned, day: int) -> tuple[Plan, ...]:
    """Return what is planned on ``day`` and not done, in the order of the day."""
    return tuple(one for one in plan.on(day) if not is_done_on(course, one.routine, day))


def count_week(course: Course, plan: Planned, monday: int) -> WeekCount:
    """Return what was done in the week of ``monday``."""
    days = range(monday, min(monday + WEEK, course.today + 1))
    routines = {one.plan.routine for one in plan.spans}
    parts = [routine_days(course, plan, one, days[0], days[-1]) for one in sorted(routines)]
    planned = sum(one.is_planned for part in parts for one in part)
    done = sum(one.is_held for part in parts for one in part)
    meant = any(plan.counting(day) for day in days)
    off = any(plan.is_away(day) or plan.is_visit(day) for day in days)
    held = held_days(course)
    if not meant:
        done = sum(day in held for day in days)
    return WeekCount(monday, done, planned, meant and off and not planned and not done)


def _of_the_week(plan: Planned, monday: int) -> tuple[Plan, ...]:
    """Return the plans that count in a week, the latest of each routine."""
    found = {
        one.plan.routine: one.plan
        for one in plan.spans
        if one.first < monday + WEEK and one.last >= monday
    }
    return tuple(found.values())


def _routine_week(course: Course, plan: Planned, one: Plan, monday: int) -> RoutineWeek:
    days = routine_days(course, plan, one.routine, monday, monday + WEEK - 1)
    return RoutineWeek(
        one,
        sum(day.is_held for day in days),
        sum(day.is_planned for day in days),
        next_day(course, plan, one.routine),
    )


def next_day(course: Course, plan: Planned, routine: str, within: int = 2 * WEEK) -> int | None:
    """Return the next day, today's included, on which ``routine`` is planned and not done."""
    for day in range(course.today, course.today + within):
        if routine in {one.routine for one in undone_on(course, plan, day)}:
            return day
    return None


def _longest_rest(course: Course, plan: Planned) -> int | None:
    """Return the most days without a session between two sessions, and until today."""
    held = held_days(course)
    first = course.today - ADHERENCE_DAYS + 1
    if not any(first <= day < course.today for day in held):
        return None
    longest = now = 0
    for day in range(min(day for day in held if day >= first), course.today):
        if day in held:
            now = 0
        elif not plan.is_away(day):
            now += 1
            longest = max(longest, now)
    return longest


def _pain_then_and_now(course: Course) -> tuple[float, float] | None:
    """Return the median pain before sessions, in the first seven days of twelve weeks with any
    and in the last seven days; ``None`` where either has too few, or they are the same days."""
    since = course.today - PICTURE_WEEKS * WEEK
    sessions = {one.uid for _, one in course.sessions if one.kind is Kind.SESSION}
    said = [
        (day, one.now)
        for day, one in course.entries
        if one.source is Source.BEFORE
        and one.now is not None
        and one.session in sessions
        and day > since
    ]
    if not said:
        return None
    first, last = said[0][0], course.today - WEEK + 1
    then = [now for day, now in said if day < first + WEEK]
    lately = [now for day, now in said if day >= last]
    if first + WEEK > last or min(len(then), len(lately)) < PAIN_VALUES:
        return None
    before, now = median(then), median(lately)
    return None if before is None or now is None else (before, now)
