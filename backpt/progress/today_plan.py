"""What the plan says for today: what is left of it, or why nothing is."""

from backpt.progress.course import Course
from backpt.progress.plan import Plan, Planned, planned
from backpt.progress.week import next_day, undone_on
from backpt.values import NamedTuple, StrEnum


class TodayIs(StrEnum):
    """What kind of day the plan makes of today."""

    LEFT = "left"
    """Something is planned and not done."""
    DONE = "done"
    """All that was planned is done."""
    REST = "rest"
    """Nothing is planned."""
    AWAY = "away"
    VISIT = "visit"
    UNPLANNED = ""
    """No plan counts, or will."""


class TodayPlan(NamedTuple):
    """The plan on one day."""

    kind: TodayIs = TodayIs.UNPLANNED
    left: tuple[Plan, ...] = ()
    """What is planned and not done, in the order of the day."""
    done: tuple[Plan, ...] = ()
    next_plan: Plan | None = None
    """What is planned next, after today; ``None``: nothing that is known."""
    next_on: int = 0
    """Its day, as an ordinal."""
    away_last: int = 0
    """The last day away, where today is one."""


def today_plan(course: Course) -> TodayPlan:
    """Return what the plan says for the day of ``course``."""
    plan, today = planned(course.plans, course.aways, course.visits), course.today
    coming = {one.plan.routine: one.plan for one in plan.spans if one.last >= today}
    if not coming:
        return TodayPlan()
    left = undone_on(course, plan, today)
    done = tuple(one for one in plan.on(today) if one not in left)
    days = [(on, one) for one in coming.values() if (on := _after(course, plan, one.routine))]
    after = min(days, key=lambda each: each[0], default=None)
    found = TodayPlan(
        TodayIs.LEFT if left else TodayIs.DONE if done else TodayIs.REST,
        left,
        done,
        *((None, 0) if after is None else (after[1], after[0])),
    )
    if plan.is_visit(today):
        return found._replace(kind=TodayIs.VISIT)
    if plan.is_away(today):
        ends = [one.last for one in plan.aways if one.first <= today <= one.last]
        return found._replace(kind=TodayIs.AWAY, away_last=max(ends))
    return found


def _after(course: Course, plan: Planned, routine: str) -> int | None:
    """Return the next day after today on which ``routine`` is planned."""
    tomorrow = course._replace(today=course.today + 1)
    return next_day(tomorrow, plan, routine, within=60)


def usual_minutes(course: Course, routine: str) -> int | None:
    """Return how long ``routine`` took when it was led last; ``None``: it never was."""
    for _, one in reversed(course.sessions):
        whole = one.is_held and not one.is_told and one.ended_wall is not None
        if one.routine == routine and whole and one.ended_wall is not None:
            return max(1, round((one.ended_wall - one.wall) / 60))
    return None
