"""A plan in lines: what stands before a line, which weeks change it, and what is no plan."""

from __future__ import annotations

import pytest

from backpt.authoring.plan_lines import (
    DayLines,
    Version,
    WeekLine,
    has_days,
    is_condition,
    left_over,
    read_plan_lines,
    stopped_for_leg,
    versions,
)
from backpt.errors import UsageError

WHOLE = (
    "Mon Wed Fri: bridge 2x8; daily: knee tilts 5; weeks 3-4: bridge 2x10; review 12 Jan; "
    "if leg pain moves down: stop bridge"
)


def first_word(line: str) -> str:
    return line.split(maxsplit=1)[0].lower()


def test_a_plan_in_one_line_is_read_whole() -> None:
    plan = read_plan_lines([WHOLE])
    assert plan is not None
    assert plan.by_day == (
        DayLines("Mon Wed Fri", ("bridge 2x8",)),
        DayLines("daily", ("knee tilts x5",)),
    )
    assert plan.by_week == (WeekLine(3, 4, "bridge 2x10"),)
    assert plan.visits == ("12 Jan",)
    assert plan.conditions == ("if leg pain moves down: stop bridge",)


def test_a_week_changes_only_the_routine_that_has_its_exercise() -> None:
    plan = read_plan_lines([WHOLE])
    assert plan is not None
    condition = plan.conditions[0]
    assert versions(plan, first_word) == (
        Version("Mon Wed Fri", 1, 2, ("bridge 2x8", condition)),
        Version("Mon Wed Fri", 3, 4, ("bridge 2x10", condition)),
        Version("daily", 1, 4, ("knee tilts x5", condition)),
    )


def test_what_a_week_changes_stays_until_another_does() -> None:
    plan = read_plan_lines(
        [
            "Mon Thu: bridge 2x8",
            "clamshell 2x10",
            "week 2: bridge 2x9",
            "weeks 4-6: bridge 2x10",
        ]
    )
    assert plan is not None
    assert versions(plan, first_word) == (
        Version("Mon Thu", 1, 1, ("bridge 2x8", "clamshell 2x10")),
        Version("Mon Thu", 2, 3, ("bridge 2x9", "clamshell 2x10")),
        Version("Mon Thu", 4, 6, ("bridge 2x10", "clamshell 2x10")),
    )


def test_without_weeks_there_is_one_routine_for_each_kind_of_days() -> None:
    plan = read_plan_lines(["cat-cow 8", "Tue, Sat: bridge 3x10 hold 5s; sit to stand 2x8"])
    assert plan is not None
    assert versions(plan, first_word) == (
        Version("daily", 1, None, ("cat-cow x8",)),
        Version("Tue, Sat", 1, None, ("bridge 3x10 hold 5s", "sit to stand 2x8")),
    )


def test_a_week_that_changes_what_no_day_has_is_left_over() -> None:
    plan = read_plan_lines(["daily: bridge 2x8", "week 2: clamshell 2x10"])
    assert plan is not None
    assert left_over(plan, first_word) == ("clamshell 2x10",)


@pytest.mark.parametrize("weeks", ["9-3", "0", "3-400", "53-60", "3, 4", "3-x", "99999"])
def test_weeks_that_are_none_are_said_and_no_dose_is_lost(weeks: str) -> None:
    clause = f"weeks {weeks}: bridge 2x10"
    with pytest.raises(UsageError, match="the weeks are 1 to 52") as refused:
        read_plan_lines(["Mon: bridge 2x8", clause])
    assert str(refused.value).startswith(clause)


@pytest.mark.parametrize(
    "lines",
    [
        ["bridge 3x10 hold 5s, twice a day"],
        ["bridge 3x10, daily"],
        ["Sunday stretch: 3 x 30s"],
        ["if leg pain moves down: stop bridge"],
        ["week end: rest"],
        [],
    ],
)
def test_a_sheet_without_days_is_no_plan(lines: list[str]) -> None:
    assert read_plan_lines(lines) is None


@pytest.mark.parametrize("days", ["Mon-Fri", "mo, we & fr", "Tuesdays and Fridays", "weekdays"])
def test_days_are_read_before_a_line_as_they_are_anywhere(days: str) -> None:
    found = read_plan_lines([f"{days}: bridge 2x8"])
    assert found is not None
    assert found.by_day == (DayLines(days, ("bridge 2x8",)),)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("if leg pain moves down: stop bridge", ("bridge",)),
        ("If pain goes further down the leg: stop bridge, plank and curl-up.",
         ("bridge", "plank", "curl-up")),
        ("if leg symptoms reach the foot: leave out bridge", ("bridge",)),
        ("if the leg gets better: bridge 3x10", ()),
        ("if it hurts: stop bridge", ()),
        ("if leg pain moves down: call me", ()),
    ],
)  # fmt: skip
def test_a_condition_on_the_leg_names_what_it_stops(line: str, names: tuple[str, ...]) -> None:
    assert stopped_for_leg(line) == names


def test_days_and_conditions_are_told_from_exercises() -> None:
    assert has_days("Mon & Wed: bridge 2x8")
    assert has_days("Monday, Wednesday and Friday: bridge 2x8")
    assert not has_days("bridge 2x8, Mondays")
    assert is_condition("If it hurts: stop")
    assert not is_condition("bridge 2x8")
