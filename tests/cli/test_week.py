"""``backpt week``: what was done of the plan, in words and as a picture, without any blame."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backpt
from backpt.clock import Clock
from backpt.journal.course_reader import read_course
from backpt.journal.keeping import keep_rows
from backpt.journal.local_days import local_day
from backpt.journal.week_rows import Rows
from backpt.language.en import plan
from backpt.progress.plan import Plan, planned, weekday_of
from backpt.progress.week import DayMark, WeekCount, WeekView, week_view
from tests.journal.test_before import keep
from tests.progress.diary import FIRST
from tests.progress.test_adherence import MONDAY, MWF, Weeks, some

if TYPE_CHECKING:
    from tests.cli.conftest import Program

BLAME = re.compile(
    r"\b(missed|failed to do|you failed|should have|ought to|streak|overdue|fell behind|"
    r"falling behind|forgot|lazy|skipped again|not enough effort|disappoint\w*)\b",
    re.IGNORECASE,
)
LANGUAGE = Path(backpt.__file__).parent / "language" / "en"


def view(weeks: Weeks, day: int, hour: float = 23.0) -> WeekView:
    plan = planned(weeks.plans, weeks.aways, weeks.visits)
    return week_view(weeks.known(day, hour), plan)


def lines(weeks: Weeks, day: int, hour: float = 23.0) -> list[str]:
    from backpt.cli.week import _lines

    return list(_lines(view(weeks, day, hour), has_plan=bool(weeks.plans)))


def test_the_week_of_the_plan_is_said_as_it_was_designed() -> None:
    weeks = Weeks((0, 2, 4, 5)).all(some(6, (0, 2, 4, 5))[:-1])
    weeks.away(MONDAY + 21, MONDAY + 27)
    for day in (MONDAY, MONDAY + 2):
        weeks.held(day, 5, 4, routine="core")
    for day in (MONDAY + 37, MONDAY + 39):
        weeks.held(day, 3, 2, routine="core")
    said = lines(weeks, MONDAY + 40, 9.0)
    assert said == [
        "core: 3 of 4 this week, the next today.",
        "Mo ━  Tu    We ━  Th    Fr ━  Sa ░  Su",
        "Done Mon, Wed and Fri; planned Sat.",
        "The last 4 weeks: 4 of 4, 4 of 4, away, 4 of 4.",
        "6 weeks: ━━━━  ━━━━  ━━━━  ·  ━━━━  ━━━",
        "You did 100 % of what was planned, dose included. Longest rest: 1 day."
        " Pain before: 5 -> 3.",
    ]


def test_no_week_before_the_plan_and_the_first_session_is_said() -> None:
    """They would read as weeks in which nothing was done."""
    weeks = Weeks()
    assert [one for one in lines(weeks, MONDAY + 6) if "weeks" in one] == []
    assert "Last week: 0 of 3." in lines(weeks, MONDAY + 7)
    weeks.all(some(2, MWF))
    said = lines(weeks, MONDAY + 14)
    assert "The last 2 weeks: 3 of 3, 3 of 3." in said
    assert "3 weeks: ━━━  ━━━  -" in said
    weeks.did(MONDAY - 7)
    assert "The last 3 weeks: 1, 3 of 3, 3 of 3." in lines(weeks, MONDAY + 14)


def test_no_rest_is_said_on_the_day_of_the_first_session() -> None:
    weeks = Weeks().all([MONDAY])
    assert view(weeks, MONDAY).rest is None
    assert view(weeks, MONDAY + 1).rest == 0


def test_no_percentage_is_said_before_two_weeks() -> None:
    weeks = Weeks().all(some(2, (0,)))
    for day in range(MONDAY, MONDAY + 20):
        said = " ".join(lines(weeks, day))
        assert ("%" in said) is (day - MONDAY >= 14), day


def test_a_session_more_than_planned_is_one_more_and_no_more_than_all() -> None:
    weeks = Weeks().all([*some(3, MWF), MONDAY + 19])
    said = lines(weeks, MONDAY + 19)
    assert said[0] == "core: 3 of 3 this week, and 1 more, the next on Monday."
    assert "100 %" in said[-1]


def test_a_day_that_was_not_done_is_an_empty_place() -> None:
    weeks = Weeks().all([MONDAY + 2])
    said = view(weeks, MONDAY + 3)
    assert said.days == ("", "", DayMark.DONE, "", DayMark.PLANNED, "", "")


def test_days_away_end_no_rest_and_make_none() -> None:
    weeks = Weeks().all([MONDAY, MONDAY + 12]).away(MONDAY + 2, MONDAY + 8)
    assert view(weeks, MONDAY + 12).rest == 1 + 3


def test_the_weeks_before_a_plan_count_the_days_on_which_something_was_done() -> None:
    weeks = Weeks(first=MONDAY + 14).all([MONDAY, MONDAY + 1, MONDAY + 14])
    found = view(weeks, MONDAY + 14).last
    assert found[-2:] == (
        WeekCount(FIRST + MONDAY, 2, 0, is_away=False),
        WeekCount(FIRST + MONDAY + 7, 0, 0, is_away=False),
    )


def test_pain_before_is_said_where_two_weeks_have_it() -> None:
    weeks = Weeks()
    for day, pain in ((0, 6), (2, 5), (4, 5), (30, 2), (32, 3)):
        weeks.held(MONDAY + day, pain, None, routine="core")
    assert view(weeks, MONDAY + 34).pain == (5.0, 2.5)
    assert view(weeks, MONDAY + 6).pain is None


def test_without_a_plan_it_says_what_was_done_and_how_a_plan_is_made(program: Program) -> None:
    assert program("week").out == "Nothing in your diary yet. To begin: backpt session\n"
    program("did", "home-basics")
    said = program("week")
    assert said.code == 0
    assert said.lines[0].startswith("This week: a session on ")
    assert "%" not in said.out
    assert said.lines[-1] == plan.NO_PLAN


def test_programs_read_the_week_as_json(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily", "--weeks", "2")
    program("did", "home-basics")
    (found,) = program("week", "--json").objects
    (one,) = found["routines"]
    assert (one["routine"], one["done"]) == ("home-basics", 1)
    assert one["planned"] == 7 - weekday_of(local_day(Clock().wall()))
    assert len(found["days"]) == 7
    assert len(found["weeks"]) == 12
    assert found["share"] is None


def test_what_was_done_is_read_from_the_diary_dose_included(program: Program) -> None:
    """Of home basics only some exercises, each time: the plan is four weeks old."""
    now = Clock().wall()
    day = local_day(now)
    plan = Plan("p", now, 0, "home-basics", "Home basics", tuple(range(7)), day - 30, day + 30)
    keep_rows(program.paths.journal, Rows(plans=(plan,)), 1)
    for back in range(28, 0, -1):
        when = date.fromordinal(day - back).isoformat()
        assert program("did", "home-basics", "--on", when, "--without", "leg-lifts").code == 0
    course = read_course(program.paths.journal, now)
    items = {one.exercise for doing in course.doings for one in doing.items}
    assert course.adherence == pytest.approx(1 - 1 / len(items))
    assert f"You did {round(100 * (1 - 1 / len(items)))} %" in program("week").out


def test_half_of_a_long_hold_is_half_of_it(program: Program) -> None:
    keep(Path(program.paths.journal), 1.0)
    with sqlite3.connect(program.paths.journal) as db:
        text = '{"items":[{"dose":{"time_s":60.0}}]}'
        db.execute("UPDATE prescription SET text = ?", (text,))
        db.execute(
            "INSERT INTO item SELECT id, 0, 'plank', 'Plank', 2, 1, 1, 0, 90.0, 0.0, ''"
            " FROM session"
        )
    from backpt.journal.doings import read_doings

    with sqlite3.connect(program.paths.journal) as db:
        (doing,) = read_doings(db, 1_800_000_000.0)
    assert [one.done for one in doing.items] == [1.5]


def test_the_picture_is_readable_in_ascii_and_without_colour(program: Program) -> None:
    from backpt.terminal.text import clean

    weeks = Weeks().all([MONDAY]).away(MONDAY + 5, MONDAY + 6)
    for line in lines(weeks, MONDAY + 1):
        assert clean(line, unicode=False).isascii()
        assert "?" not in clean(line, unicode=False)
        assert len(line) <= 80


def sentences(tree: ast.Module) -> Iterator[str]:
    """Yield the texts of a module; what stands alone is a docstring, and said to nobody."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in alone:
            yield str(node.value)


def test_nobody_is_blamed_in_any_sentence_of_the_language() -> None:
    trees = {path.name: ast.parse(path.read_bytes()) for path in LANGUAGE.rglob("*.py")}
    blamed = {
        (name, found[0])
        for name, tree in trees.items()
        for text in sentences(tree)
        for found in BLAME.finditer(text)
    }
    assert blamed == set()
    assert BLAME.search("You missed two days.")
