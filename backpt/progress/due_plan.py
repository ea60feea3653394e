"""What of the plan is due today, or why nothing is. Pure.

What is done, a day away, a visit and a day on which the answers leave no exercise ask for
nothing; nor does, in maintenance, the day after a session, or a week that has enough of them.
"""

from backpt.progress.course import Course, last_of_today
from backpt.progress.maintenance import is_maintained
from backpt.progress.plan import Plan
from backpt.progress.today_plan import TodayIs, TodayPlan, today_plan
from backpt.progress.week import held_days
from backpt.safety.calendar import week_of
from backpt.safety.state import DayState, leaves_exercises
from backpt.safety.tables import MAINTAINED_MOST_DAYS
from backpt.values import NamedTuple, StrEnum


class NotDue(StrEnum):
    """Why what the plan has left for today is not due."""

    STATE = "state"
    """What stands today leaves no exercise."""
    MAINTAINED = "maintained"
    """In maintenance enough was done."""


class DueToday(NamedTuple):
    """What is due today."""

    plans: tuple[Plan, ...]
    """In the order of the day; empty: nothing is."""
    today: TodayPlan
    why: NotDue | None = None
    """Why what is left is not due; ``None``: it is, or nothing is left."""


def due_today(course: Course, state: DayState) -> DueToday:
    """Return what is due on the day of ``course``."""
    today = today_plan(course)
    if today.kind is not TodayIs.LEFT:
        return DueToday((), today)
    if not leaves_exercises(state, last_of_today(course)):
        return DueToday((), today, NotDue.STATE)
    if is_maintained(course) and _is_day_off(course):
        return DueToday((), today, NotDue.MAINTAINED)
    return DueToday(today.left, today)


def _is_day_off(course: Course) -> bool:
    """Tell whether in maintenance today may be left out."""
    held = held_days(course)
    monday = week_of(course.today)
    of_week = [day for day in held if monday <= day <= course.today]
    return course.today - 1 in held or len(of_week) >= MAINTAINED_MOST_DAYS
