"""``backpt plan``: what is planned is kept, said back and shown; bad input costs nothing."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from backpt.authoring.day_names import read_days
from backpt.cli.coming_days import read_plan_day
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.journal.course_reader import read_course
from backpt.journal.keeping import keep_rows
from backpt.journal.local_days import local_day, utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.prescription.model import Frequency, Routine, Work, prescribe
from backpt.progress.plan import DAYS, Plan, Planned, planned
from backpt.progress.plan_doubts import Doubt, Meant, find_doubts, meant, two_that_matter
from tests.builders import shipped

if TYPE_CHECKING:
    from tests.cli.conftest import Program

MWF = (0, 2, 4)


def today() -> int:
    return local_day(Clock().wall())


def iso(ahead: int) -> str:
    return date.fromordinal(today() + ahead).isoformat()


def kept(program: Program) -> Planned:
    course = read_course(program.paths.journal, Clock().wall())
    return planned(course.plans, course.aways, course.visits)


def rows(program: Program) -> int:
    """Return how many rows of the plan were ever kept."""
    with sqlite3.connect(program.paths.journal) as db:
        tables = ("plan", "away", "visit")
        return sum(db.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables)


def test_a_plan_is_kept_and_said_back_whole(program: Program) -> None:
    said = program(
        *("plan", "home-basics", "--days", "mon,wed,fri", "--at", "18:00", "--after", "coffee"),
        *("--weeks", "4", "--from", iso(3)),
    )
    assert said.code == 0
    assert said.lines[0].startswith(
        "In your plan: Home basics, Mon, Wed and Fri, at 18:00, after coffee, from "
    )
    (one,) = kept(program).spans
    assert one.plan.days == MWF
    assert (one.plan.at_min, one.plan.after) == (1080, "coffee")
    assert (one.first, one.last) == (today() + 3, today() + 3 + 27)


def test_several_routines_are_planned_in_one_line_as_a_therapist_writes_them(
    program: Program,
) -> None:
    said = program("plan", "Mon Wed Fri core starter, daily knee tilts")
    assert said.code == 0, said
    found = {one.plan.routine: one.plan.days for one in kept(program).spans}
    assert found == {"core-starter": MWF, "knee-tilts": DAYS}


def test_a_routine_named_twice_in_one_line_is_planned_on_all_its_days(program: Program) -> None:
    said = program("plan", "Mon knee tilts, Tue core starter, Thu knee tilts")
    assert "Knee tilts, Mon and Thu, from" in said.out
    found = [(one.plan.routine, one.plan.days) for one in kept(program).spans]
    assert sorted(found) == [("core-starter", (1,)), ("knee-tilts", (0, 3))]


@pytest.mark.parametrize(
    "text",
    [
        "mon,wed,fri core starter, daily knee tilts",
        "Mon Wed and Fri: core starter; daily: knee tilts",
        "core starter mon wed fri, knee tilts daily",
        "Every day knee tilts, mon wed fri core starter",
        "core-starter on Mondays, Wednesdays and Fridays; knee-tilts daily",
    ],
)
def test_days_stand_before_the_routines_or_behind_them(program: Program, text: str) -> None:
    said = program("plan", text)
    assert said.code == 0, said.err
    found = {one.plan.routine: one.plan.days for one in kept(program).spans}
    assert found == {"core-starter": MWF, "knee-tilts": DAYS}


def test_what_it_follows_may_be_said_with_an_emoji_of_several(program: Program) -> None:
    said = program(
        "plan", "home-basics", "--days", "daily", "--after", "the 👨‍👩‍👧‍👦 breakfast"
    )
    assert said.code == 0
    (one,) = kept(program).spans
    assert one.plan.after == "the 👨‍👩‍👧‍👦 breakfast"
    assert program("plan", "home-basics", "--days", "daily", "--after", "a\x07b").code == 2


def test_alone_it_shows_the_weeks(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily", "--weeks", "2", "--after", "coffee")
    program("plan", "--visit", iso(8))
    said = program("plan")
    assert said.code == 0
    assert said.lines[0].startswith("Home basics: every day, after coffee, until ")
    assert said.lines[0].endswith(": week 1 of 2.")
    assert said.lines[1].startswith("Visits to your therapist: ")
    assert "        Mo Tu We Th Fr Sa Su" in said.lines
    assert sum(line[8:].count("░") for line in said.lines[4:-1]) == 13
    assert sum(line[8:].count("v") for line in said.lines[4:-1]) == 1


def test_without_a_plan_it_says_how_one_is_made(program: Program) -> None:
    assert program("plan").out == (
        "You have no plan. To make one: backpt plan home-basics --days daily\n"
    )


def test_a_new_plan_of_a_routine_takes_the_place_of_the_old_one(program: Program) -> None:
    program("plan", "home-basics", "--days", "mon")
    said = program("plan", "home-basics", "--days", "fri", "--from", iso(14))
    assert "It takes the place of Mon." in said.out
    plan = kept(program)
    assert [one.days for one in plan.counting(today() + 13)] == [(0,)]
    assert [one.days for one in plan.counting(today() + 14)] == [(4,)]


def test_a_plan_made_after_the_clock_was_set_back_counts_all_the_same(
    program: Program,
) -> None:
    wall = Clock().wall()
    early = Plan(
        "p", wall + 3600, utc_offset_s(wall), "home-basics", "Home basics", (0,), today(),
        today() + 55,
    )  # fmt: skip
    keep_rows(program.paths.journal, Rows(plans=(early,)), 1)
    if local_day(wall + 3600) == today():
        program("plan", "home-basics", "--days", "daily")
        assert [one.days for one in kept(program).counting(today())] == [DAYS]


def test_two_routines_on_the_same_days_are_both_planned_and_said(program: Program) -> None:
    program("plan", "home-basics", "--days", "mon,wed,fri")
    said = program("plan", "wind-down", "--days", "daily")
    assert "Also in your plan: Home basics (Mon, Wed and Fri)." in said.out
    assert len(kept(program).spans) == 2


def test_what_the_precautions_change_in_a_plan_is_said_when_it_is_made(
    program: Program,
) -> None:
    program("safety", "--answers", "none;none;bones,wrist")
    said = program("plan", "daily curl up, Mon Wed Fri core starter, Tue bird dog")
    assert said.code == 0
    flat = " ".join(said.out.split())
    assert flat.count("Left out for you: Curl-up. Osteoporosis") == 1
    assert "Curl-up is not for you now. Osteoporosis" in flat
    assert "Careful with Bird dog. A wrist problem." in flat
    assert "Left out" not in program("plan", "daily knee tilts").out


def test_more_days_are_not_praised_while_nothing_of_a_routine_is_allowed(
    program: Program,
) -> None:
    program("safety", "--answers", "2;none;none")
    said = program("plan", "core-starter", "--days", "mon")
    assert said.code == 0
    assert "Nothing of Core starter is left for you now. A warning sign" in said.out
    assert "more helps" not in said.out


def test_a_date_that_may_be_taken_for_another_years_has_its_year(program: Program) -> None:
    far = date.fromordinal(today() - 29)  # of this year it is too long ago: the next is meant
    far = far.replace(day=min(far.day, 28))  # there each year
    day = f"{far.day} {far.strftime('%b')}"
    said = program("plan", "knee-tilts", "--days", "daily", "--from", day)
    (one,) = kept(program).spans
    year = date.fromordinal(one.plan.first).year
    assert f"{day} {year} to " in said.out
    assert f"{day} {year} until " in program("plan").out
    assert f"{day} {year}" in program("plan", "--visit", day).out
    assert f"{day} {year}" in program("plan", "--away", day, day).out


def test_a_plan_ends_from_today_on_and_what_was_planned_stays(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily", "--from", iso(-7))
    program("plan", "wind-down", "--days", "daily")
    assert program("plan", "home-basics", "--end").out.startswith("Home basics is no longer")
    plan = kept(program)
    assert [one.routine for one in plan.on(today())] == ["wind-down"]
    assert [one.routine for one in plan.on(today() - 1)] == ["home-basics"]
    assert program("plan", "--end").code == 0
    assert kept(program).on(today()) == ()
    said = program("plan", "--end")
    assert (said.code, said.err) == (2, "There is no plan to end.\n")


def test_days_away_are_kept_and_can_be_taken_back(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily")
    said = program("plan", "--away", iso(2), iso(9), "--why", "travel")
    assert said.code == 0
    assert said.out.startswith("Away from ")
    assert "(travelling). Nothing is planned on these days" in said.out
    assert [bool(kept(program).on(today() + day)) for day in (1, 2, 9, 10)] == [
        True, False, False, True,
    ]  # fmt: skip
    assert program("plan", "--back", iso(5)).code == 0
    assert [bool(kept(program).on(today() + day)) for day in (1, 2, 4, 5, 9)] == [
        True, False, False, True, True,
    ]  # fmt: skip
    program("plan", "--back", iso(2))
    assert kept(program).aways == ()


def test_the_same_days_away_are_kept_once(program: Program) -> None:
    for _ in range(2):
        assert program("plan", "--away", iso(2), iso(4), "--why", "travel").code == 0
    assert rows(program) == 1
    assert program("plan").out.count("Away from") == 1


def test_a_visit_is_kept_once_and_can_be_taken_back(program: Program) -> None:
    for _ in range(2):
        assert program("plan", "--visit", iso(3)).code == 0
    assert [one.on for one in kept(program).visits] == [today() + 3]
    assert program("plan", "--back", iso(3)).code == 0
    assert kept(program).visits == ()
    said = program("plan", "--back", iso(3))
    assert said.code == 2
    assert "nothing to take back" in said.err


def test_a_plan_of_a_routine_that_is_gone_is_shown_says_so_and_can_be_ended(
    program: Program,
) -> None:
    wall = Clock().wall()
    gone = Plan("p", wall, utc_offset_s(wall), "my-own", "My own", (0,), today(), today() + 55)
    keep_rows(program.paths.journal, Rows(plans=(gone,)), 1)
    assert "It is no longer among your exercises" in program("plan").out
    assert program("week").code == program().code == 0
    assert program("plan", "my-own", "--end").code == 0
    assert kept(program).on(today() + 7) == ()


def test_programs_read_the_plan_as_json(program: Program) -> None:
    program("plan", "home-basics", "--days", "mon,sun", "--at", "7:05", "--weeks", "1")
    program("plan", "--away", iso(2), iso(3), "--why", "ill")
    program("plan", "--visit", iso(5))
    assert program("plan", "--json").objects == [
        {
            "plans": [
                {
                    "routine": "home-basics",
                    "name": "Home basics",
                    "days": [1, 7],
                    "from": iso(0),
                    "until": iso(6),
                    "at": "07:05",
                    "after": "",
                }
            ],
            "away": [{"from": iso(2), "until": iso(3), "why": "ill"}],
            "visits": [iso(5)],
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("home-basics", "--days", "mo,xy"), "--days 'mo,xy' cannot be read"),
        (("home-basics", "--days", ""), "--days '' cannot be read"),
        (("home-basics",), "On which days? Write: backpt plan home-basics --days"),
        (("--days", "mon"), "Which routine?"),
        (("mon wed",), "Which routine?"),
        (("no-such", "--days", "mon"), "no-such"),
        (("mon no-such, tue bridge",), "no-such"),
        (("home-basics", "--days", "mon", "--weeks", "520"), "from 1 to 52"),
        (("home-basics", "--days", "mon", "--weeks", "0"), "from 1 to 52"),
        (("home-basics", "--days", "mon", "--at", "25:00"), "is no time of day"),
        (("home-basics", "--days", "mon", "--at", "teatime"), "is no time of day"),
        (("home-basics", "--days", "mon", "--after", "x" * 61), "60 letters"),
        (("home-basics", "--days", "mon", "--after", "a\x1b[2J"), "60 letters"),
        (("home-basics", "--days", "mon", "--from", "31 November"), "is no day"),
        (("home-basics", "--days", "mon", "--from", "2026-11-31"), "is no day"),
        (("home-basics", "--days", "mon", "--from", "2999-01-01"), "too far away"),
        (("home-basics", "--days", "mon", "--from", "2020-01-01"), "too long ago"),
        (("--away", "2026-11-31", "tomorrow"), "is no day"),
        (("--away", "tomorrow", "today"), "--away ends before it begins"),
        (("--away", "today", "tomorrow", "--why", "bored"), "--why is one of"),
        (("--why", "ill"), "--why is for days away"),
        (("--visit", "someday"), "is no day"),
        (("--visit", "today", "--end"), "One of these at a time: --visit, --end."),
        (("--json", "--phase"), "One of these at a time: --json, --phase."),
        (
            ("home-basics", "--days", "mon", "--undo", "1"),
            "One of these at a time: a routine with --days, --undo.",
        ),
        (("home-basics", "--end"), "is not in your plan"),
        (("--at", "18:00"), "Which routine?"),
    ],
)
def test_bad_input_is_one_sentence_and_keeps_nothing(
    program: Program, arguments: tuple[str, ...], told: str
) -> None:
    program("pain", "2")
    said = program("plan", *arguments)
    assert said.code == 2
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert rows(program) == 0


@pytest.mark.slow
def test_a_locked_journal_keeps_the_plan_in_a_file_and_says_so(program: Program) -> None:
    program("pain", "2")
    holder = sqlite3.connect(program.paths.journal, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    said = program("plan", "home-basics", "--days", "daily")
    holder.execute("ROLLBACK")
    holder.close()
    assert said.code == 0
    assert "in use by another program" in said.err
    assert "Home basics: every day" in program("plan").out
    program("pain", "3")
    assert rows(program) == 1


# Days as they are typed


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon,wed,fri", MWF),
        ("Mo We Fr", MWF),
        ("fridays and mondays, wednesday", MWF),
        ("daily", DAYS),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("sa/su", (5, 6)),
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("fri\u2013mon & wed", (0, 2, 4, 5, 6)),
        ("mon-xy", None),
        ("-", None),
        ("mo,xy", None),
        ("m", None),
        ("", None),
    ],
)
def test_days_of_the_week_are_read_as_people_write_them(
    text: str, days: tuple[int, ...] | None
) -> None:
    assert read_days(text) == days


TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TUESDAY),
        ("tuesday", TUESDAY),
        ("Monday", date(2026, 12, 7)),
        ("yesterday", date(2026, 11, 30)),
        ("12 Jan", date(2027, 1, 12)),
        ("january 12", date(2027, 1, 12)),
        ("20 nov", date(2026, 11, 20)),
        ("2027-11-30", date(2027, 11, 30)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_plan_day(text, TUESDAY.toordinal(), "--from") == day.toordinal()


@pytest.mark.parametrize("text", ["31 Nov", "29 Feb", "0 Jan", "²² Jan", "Jan", "7", "", "1e3"])
def test_what_is_no_day_says_so(text: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        read_plan_day(text, TUESDAY.toordinal(), "--visit")


def test_a_leap_day_is_a_day_in_its_year() -> None:
    leap = date(2028, 2, 1)
    found = read_plan_day("29 feb", leap.toordinal(), "--visit")
    assert found == (leap + timedelta(days=28)).toordinal()


# Reasonable plans


def test_strength_without_a_day_between_is_said_and_the_plan_is_kept(program: Program) -> None:
    said = program("plan", "core-starter", "--days", "mon,tue,thu")
    assert "with no day off: Mon and Tue. Better is every other day" in said.out
    assert len(kept(program).spans) == 1
    program("plan", "core-starter", "--end")
    assert "no day off" not in program("plan", "core-starter", "--days", "mon,wed,fri").out


def test_what_was_doubted_of_another_plan_is_not_said_again(program: Program) -> None:
    assert "no day off" in program("plan", "core-starter", "--days", "mon,tue").out
    said = program("plan", "home-basics", "--days", "daily")
    assert "no day off" not in said.out
    assert "Core starter is meant" not in said.out


def test_two_plans_that_make_stronger_are_looked_at_together(program: Program) -> None:
    program("plan", "core-starter", "--days", "mon,wed")
    said = program("plan", "strength-builder", "--days", "tue,sat")
    assert "Strength builder + Core starter" in said.out
    assert "Mon, Tue and Wed" in said.out


def test_sunday_is_beside_monday() -> None:
    assert find_doubts([Meant("Core", (0, 6), apart=1)]) == (
        Doubt("close", "Core", days=(0, 6)),
    )
    assert find_doubts([Meant("Core", (0, 2, 4), apart=1), Meant("Tilts", DAYS)]) == ()


def test_more_and_fewer_days_than_are_meant_are_said() -> None:
    found = find_doubts([Meant("A", DAYS, 3, 5), Meant("B", (1,), 3, 5), Meant("C", MWF, 3, 5)])
    assert [(one.kind, one.name, one.many) for one in found] == [
        ("many", "A", 7),
        ("few", "B", 1),
    ]


def test_the_two_that_matter_make_stronger_where_any_does() -> None:
    library = shipped()
    for name in library.routines:
        two = two_that_matter(prescribe(library, name))
        assert 1 <= len(two) <= 2
    two = two_that_matter(prescribe(library, "core-starter"))
    assert {one.category for one in two} <= {"core", "strength"}


@pytest.mark.parametrize(
    ("name", "low", "high", "apart"),
    [("core-starter", 3, 3, 1), ("home-basics", 7, 7, 0), ("desk-posture", 5, 7, 0)],
)
def test_a_routine_is_meant_as_often_as_it_says(
    name: str, low: int, high: int, apart: int
) -> None:
    routine = prescribe(shipped(), name)
    assert meant("R", MWF, routine) == Meant("R", MWF, low, high, apart)


def test_a_routine_that_does_not_say_is_meant_as_its_rarest_exercise_is() -> None:
    library = shipped()
    rare = Frequency(2, 3, apart=1)
    often = Frequency(5, 7)
    works = tuple(
        Work(one._replace(frequency=each), one.dose)
        for one, each in zip(library.exercises.values(), (often, rare, None), strict=False)
    )
    assert meant("R", MWF, Routine("r", "R", works)) == Meant("R", MWF, 2, 3, 1)
    assert meant("R", MWF, Routine("r", "R", works[2:])) == Meant("R", MWF)


def test_a_daily_routine_on_three_days_is_said_kindly(program: Program) -> None:
    said = program("plan", "home-basics", "--days", "mon,wed,fri")
    assert (
        "Home basics is meant for every day, and you plan 3. Each day more helps, where you"
        " have the time for it."
    ) in said.out


def test_what_to_do_about_a_sign_comes_before_the_plan_and_the_week(program: Program) -> None:
    program("plan", "core-starter", "--days", "daily")
    for command in ("plan", "week"):
        assert "Stop" not in program(command).out
    program("safety", "--answers", "2;none;none")
    for command in ("plan", "week"):
        said = program(command)
        assert said.code == 0
        assert said.out.startswith("Stop. These signs")
    program("safety", "--seen", "today")
    for command in ("plan", "week"):
        assert "Stop" not in program(command).out


def test_the_picture_ends_with_the_last_week_that_has_something(program: Program) -> None:
    """A plan of Tuesdays that begins on one ends on a Monday, which has nothing."""
    program("plan", "home-basics", "--days", "tue", "--from", "tuesday", "--weeks", "2")
    lines = program("plan").lines
    rows = lines[lines.index("") + 2 : -1]
    assert all(row.rstrip()[-1:] in ("░", "━") for row in rows)
