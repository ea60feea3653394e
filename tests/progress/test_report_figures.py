"""The figures of the weeks that the page alone would not show to be missing."""

from __future__ import annotations

from backpt.progress.plan import DAYS, Plan
from backpt.progress.report import compose_report
from backpt.progress.report_exercises import ReportFacts
from backpt.safety.answers import Answers
from tests.builders import shipped
from tests.progress.diary import FIRST, Diary, wall


def test_a_routine_is_named_that_was_done_and_one_that_is_only_planned() -> None:
    diary = Diary()
    diary.held(0, 3, 2, routine="core-starter")
    plan = Plan("p", wall(0, 9.0), 0, "home-basics", "Home basics", DAYS, FIRST, FIRST + 30)
    course = diary.course(1)._replace(plans=(plan,))
    found = compose_report(ReportFacts(course, FIRST, wall(1, 20.0), shipped(), Answers()))
    assert [(one.id, one.held, one.days) for one in found.routines] == [
        ("core-starter", 1, ()),
        ("home-basics", 0, DAYS),
    ]
