"""What of the plan is due: nothing on a day that is done, away, a visit, refused or off."""

from __future__ import annotations

from backpt.progress.change import Change, ChangeField
from backpt.progress.course import Course
from backpt.progress.due_plan import NotDue, due_today
from backpt.progress.maintenance import MAINTENANCE
from backpt.progress.plan import DAYS, Away, Plan, Visit
from backpt.progress.today_plan import TodayIs
from backpt.safety.readiness import Cause
from backpt.safety.state import DayState

from .diary import FIRST, Diary, wall

TODAY = 20
"""A Monday."""
CLEAR = DayState()
PLANNED = Plan("p", wall(0, 9), 0, "home-basics", "Home basics", DAYS, FIRST, FIRST + 55)
MET = Change("c", wall(1, 9), 0, "", ChangeField.PHASE, 3, MAINTENANCE)


def weeks(diary: Diary | None = None, *, day: int = TODAY, **rows: object) -> Course:
    course = (diary or Diary()).course(day)
    return course._replace(**{"plans": (PLANNED,), **rows})  # type: ignore[arg-type]


def names(course: Course, state: DayState = CLEAR) -> list[str]:
    return [one.routine for one in due_today(course, state).plans]


def test_what_is_planned_today_and_not_done_is_due() -> None:
    assert names(weeks()) == ["home-basics"]


def test_without_a_plan_nothing_is_due_nor_on_a_day_without_one() -> None:
    assert names(weeks(plans=())) == []
    tuesday = PLANNED._replace(days=(1,))
    assert due_today(weeks(plans=(tuesday,)), CLEAR).today.kind is TodayIs.REST
    assert names(weeks(plans=(tuesday,))) == []
    assert names(weeks(plans=(PLANNED._replace(last=FIRST + TODAY - 1),))) == []


def test_what_is_done_is_not_due_and_the_rest_is() -> None:
    diary = Diary()
    diary.held(TODAY, 3, 3)
    assert names(weeks(diary)) == []
    other = PLANNED._replace(uid="q", routine="wind-down")
    assert names(weeks(diary, plans=(PLANNED, other))) == ["wind-down"]


def test_away_and_on_the_day_of_a_visit_nothing_is_due() -> None:
    away = Away("w", wall(1, 9), 0, FIRST + TODAY, FIRST + TODAY + 3)
    assert names(weeks(aways=(away,))) == []
    assert names(weeks(visits=(Visit("v", wall(1, 9), 0, FIRST + TODAY),))) == []


def test_a_day_that_leaves_no_exercise_has_nothing_due() -> None:
    for state in (
        DayState(is_blocked=True),
        DayState(worst_after=8),
        DayState(refused=8),
        DayState(rest=Cause.FURTHER_NOW),
    ):
        found = due_today(weeks(), state)
        assert (found.plans, found.why) == ((), NotDue.STATE)


def test_pain_said_last_today_decides() -> None:
    diary = Diary()
    diary.pain(TODAY, 8, hour=9)
    assert names(weeks(diary)) == []
    diary.pain(TODAY, 4, hour=11)
    assert names(weeks(diary)) == ["home-basics"]


def test_in_maintenance_the_day_after_a_session_is_off_and_so_is_a_week_with_three() -> None:
    diary = Diary()
    assert names(weeks(diary, changes=(MET,))) == ["home-basics"]
    diary.held(TODAY - 1, 1, 1)
    assert names(weeks(diary)) == ["home-basics"], "not in maintenance"
    found = due_today(weeks(diary, changes=(MET,)), CLEAR)
    assert (found.plans, found.why) == ((), NotDue.MAINTAINED)
    assert names(weeks(diary, day=TODAY + 1, changes=(MET,))) == ["home-basics"]


def test_in_maintenance_the_week_begins_anew_on_monday() -> None:
    diary = Diary()
    for day in (TODAY, TODAY + 2, TODAY + 4):
        diary.held(day, 1, 1)
    for day in range(1, 7):
        due = names(weeks(diary, day=TODAY + day, changes=(MET,)))
        assert due == [], day
    assert names(weeks(diary, day=TODAY + 7, changes=(MET,))) == ["home-basics"]
