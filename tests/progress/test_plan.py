"""The plan of the weeks: what counts on which day, whatever order its rows come in."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from backpt.progress.change import Change, ChangeField, agreed
from backpt.progress.plan import Away, AwayWhy, Plan, Planned, Visit, planned, weekday_of

from .diary import FIRST, wall

MON, WED, FRI = 0, 2, 4
MONDAY = FIRST + 6
"""2026-12-07."""


def plan(uid: str, made: int, days: tuple[int, ...], first: int, **others: object) -> Plan:
    """Return a plan of eight weeks made on day ``made`` of the test."""
    fields = {"routine": "core", "name": "Core", "last": first + 55, **others}
    return Plan(uid=uid, wall=wall(made, 12), offset_s=0, days=days, first=first, **fields)  # type: ignore[arg-type]


def names(found: Planned, first: int, many: int = 7) -> list[str]:
    """Return the uids of what is planned on each of so many days."""
    return [" ".join(one.uid for one in found.on(day)) for day in range(first, first + many)]


def test_a_week_begins_on_monday() -> None:
    assert [weekday_of(date(2026, 12, day).toordinal()) for day in (7, 13)] == [0, 6]


def test_a_routine_is_planned_on_its_days_from_the_first_to_the_last() -> None:
    found = planned([plan("a", 0, (MON, WED, FRI), MONDAY, last=MONDAY + 8)], (), ())
    assert names(found, MONDAY) == ["a", "", "a", "", "a", "", ""]
    assert names(found, MONDAY + 7) == ["a", "", "", "", "", "", ""]
    assert names(found, MONDAY - 7) == [""] * 7


def test_two_routines_share_a_day_the_earlier_first() -> None:
    rows = [
        plan("evening", 0, (MON,), MONDAY, routine="two", at_min=18 * 60),
        plan("some-time", 0, (MON,), MONDAY, routine="three"),
        plan("morning", 1, (MON,), MONDAY, routine="one", at_min=7 * 60),
    ]
    assert names(planned(rows, (), ()), MONDAY)[0] == "morning evening some-time"


def test_a_later_plan_of_the_routine_counts_from_its_first_day_on() -> None:
    rows = [plan("a", 0, (MON,), MONDAY), plan("b", 1, (FRI,), MONDAY + 7, last=MONDAY + 13)]
    found = planned(rows, (), ())
    assert names(found, MONDAY) == ["a", "", "", "", "", "", ""]
    assert names(found, MONDAY + 7) == ["", "", "", "", "b", "", ""]
    assert names(found, MONDAY + 14) == [""] * 7, "the first one does not come back"


def test_a_plan_may_take_the_place_of_that_of_another_routine() -> None:
    rows = [
        plan("a", 0, (MON,), MONDAY),
        plan("b", 1, (MON,), MONDAY + 7, routine="harder", replaces="a"),
    ]
    found = planned(rows, (), ())
    assert [names(found, MONDAY + 7 * week)[0] for week in range(3)] == ["a", "b", "b"]


def test_an_end_is_a_plan_of_no_days_and_what_was_planned_before_stays() -> None:
    rows = [plan("a", 0, (MON, FRI), MONDAY), plan("end", 9, (), MONDAY + 3, replaces="a")]
    found = planned(rows, (), ())
    assert names(found, MONDAY) == ["a", "", "", "", "", "", ""]
    assert found.counting(MONDAY + 3) == ()


def test_what_takes_the_place_of_a_plan_does_so_though_the_clock_was_set_back() -> None:
    rows = [plan("a", 9, (MON,), MONDAY), plan("b", 3, (FRI,), MONDAY, replaces="a")]
    assert names(planned(rows, (), ()), MONDAY) == ["", "", "", "", "b", "", ""]


def test_days_away_and_visits_have_nothing_planned() -> None:
    daily = [plan("a", 0, tuple(range(7)), MONDAY)]
    aways = [Away("x", wall(0, 9), 0, MONDAY + 1, MONDAY + 2, AwayWhy.ILL)]
    visits = [Visit("v", wall(0, 9), 0, MONDAY + 4)]
    found = planned(daily, aways, visits)
    assert names(found, MONDAY) == ["a", "", "", "a", "", "a", "a"]
    assert found.is_away(MONDAY + 2)
    assert found.is_visit(MONDAY + 4)


def test_days_away_and_a_visit_can_be_taken_back() -> None:
    aways = [
        Away("x", wall(0, 9), 0, MONDAY, MONDAY + 6),
        Away("y", wall(1, 9), 0, MONDAY, MONDAY + 1, replaces="x"),
    ]
    visits = [
        Visit("v", wall(0, 9), 0, MONDAY + 4),
        Visit("w", wall(1, 9), 0, MONDAY + 4, is_off=True, replaces="v"),
    ]
    found = planned([plan("a", 0, tuple(range(7)), MONDAY)], aways, visits)
    assert names(found, MONDAY) == ["", "", "a", "a", "a", "a", "a"]


DAY = st.integers(0, 40)
PLANS = st.lists(
    st.builds(
        lambda made, days, first, length, routine, replaces: (
            made,
            tuple(sorted(days)),
            MONDAY + first,
            length,
            routine,
            replaces,
        ),
        DAY,
        st.sets(st.integers(0, 6)),
        DAY,
        st.integers(0, 60),
        st.sampled_from(("core", "knees")),
        st.none() | st.integers(0, 3),
    ),
    max_size=4,
)


def drawn(raw: list[tuple[int, tuple[int, ...], int, int, str, int | None]]) -> list[Plan]:
    return [
        plan(
            f"p{at}",
            made,
            days,
            first,
            last=first + length,
            routine=routine,
            replaces="" if replaces is None or replaces >= at else f"p{replaces}",
        )
        for at, (made, days, first, length, routine, replaces) in enumerate(raw)
    ]


@given(PLANS)
def test_the_order_of_the_rows_decides_nothing_nor_does_a_row_that_comes_twice(
    raw: list[tuple[int, tuple[int, ...], int, int, str, int | None]],
) -> None:
    rows = drawn(raw)
    found = {planned([*order, *order[:1]], (), ()) for order in permutations(rows)}
    assert len(found) == 1


@given(PLANS)
def test_no_routine_is_planned_twice_on_a_day_and_none_outside_its_days(
    raw: list[tuple[int, tuple[int, ...], int, int, str, int | None]],
) -> None:
    found = planned(drawn(raw), (), ())
    for day in range(MONDAY, MONDAY + 110):
        of_the_day = found.on(day)
        assert len({one.routine for one in of_the_day}) == len(of_the_day)
        for one in of_the_day:
            assert weekday_of(day) in one.days
            assert one.first <= day <= one.last


# Changes


def change(uid: str, hour: float, **others: object) -> Change:
    row = Change(uid, wall(0, hour), 0, "bridge", ChangeField.REPS, 8.0, 9.0)
    return row._replace(**others)  # type: ignore[arg-type]


def test_a_change_counts_until_it_is_taken_back_and_again_when_that_is() -> None:
    rows = [change("a", 1), change("b", 2, was=9.0, to=10.0)]
    assert [one.uid for one in agreed(rows)] == ["a", "b"]
    rows.append(change("c", 3, undoes="b"))
    assert [one.uid for one in agreed(rows)] == ["a"]
    rows.append(change("d", 4, undoes="c"))
    assert [one.uid for one in agreed(rows)] == ["a", "b"]
    assert {agreed(order) for order in permutations(rows)} == {agreed(rows)}


def test_not_now_changes_nothing() -> None:
    assert agreed([change("a", 1, is_agreed=False)]) == ()
