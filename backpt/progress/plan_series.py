"""The plan as a calendar has it: a series of days for each routine, and each visit.

Pure: what stands of the plan comes in, and days go out. A series keeps its name in the calendar
when the plan is made anew, so that a calendar that reads the file again moves what it has.
"""

from collections.abc import Iterable

from backpt.progress.plan import Counting, Plan, Planned, Visit, replaced_by
from backpt.values import NamedTuple

MOST_DAYS = 2 * 366
"""Before today and after it. A plan is made for a year, and a year ahead, at most; a row that
says more may be damaged."""


class PlanSeries(NamedTuple):
    """What a calendar has of one plan."""

    uid: str
    """The same for all that took the place of one another, as far as it is the last of them."""
    plan: Plan
    days: tuple[int, ...]
    """Ordinals, rising; days away and of visits left out. Never empty."""


def series_of(plan: Planned, rows: Iterable[Plan], today: int) -> tuple[PlanSeries, ...]:
    """Return the series of what counts on ``today`` or later, whole, from its first day on.

    ``rows`` are all that were ever made: they tell what took the place of what. A series that
    ended before it was meant to is among them, shorter than a calendar may have it.
    """
    by_uid = {one.uid: one for one in rows}
    roots = {
        one.plan.uid: (one.plan.uid, *replaced_by(one.plan, by_uid))[-1] for one in plan.spans
    }
    last_of = {
        roots[one.plan.uid]: one.plan.uid
        for one in sorted(plan.spans, key=lambda one: (one.first, one.plan.wall, one.plan.uid))
    }
    found = []
    for one in plan.spans:
        root = roots[one.plan.uid]
        is_last = last_of[root] == one.plan.uid
        if (one.plan.last if is_last else one.last) < today:
            continue
        if days := _days(plan, one, today):
            uid = root if is_last else f"{one.plan.uid}-until"
            found.append(PlanSeries(uid, one.plan, days))
    return tuple(found)


def visits_from(plan: Planned, today: int) -> tuple[Visit, ...]:
    """Return the visits from ``today`` on, one a day."""
    by_day = {one.on: one for one in reversed(plan.visits)}  # the one that was said first
    return tuple(by_day[day] for day in sorted(by_day) if day >= today)


def _days(plan: Planned, span: Counting, today: int) -> tuple[int, ...]:
    uid = span.plan.uid
    days = range(max(span.first, today - MOST_DAYS), min(span.last, today + MOST_DAYS) + 1)
    return tuple(day for day in days if any(one.uid == uid for one in plan.on(day)))
