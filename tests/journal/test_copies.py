"""Which daily copies stay, over weeks and years of using the program, or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backpt.journal.copies import DAILY, WEEKLY, to_drop

MONDAY = 739_950
"""The ordinal of one."""


def used(days: list[int]) -> list[int]:
    """Return the days of which a copy is left after the program was used on ``days``."""
    there: set[int] = set()
    for today in days:
        there |= {today}
        there -= to_drop(there, today)
    return sorted(there)


def test_after_two_months_there_are_seven_days_and_four_sundays_before_them() -> None:
    today = MONDAY + 60
    left = used(list(range(MONDAY, today + 1)))
    assert left[-DAILY:] == list(range(today - 6, today + 1))
    older = left[:-DAILY]
    assert len(older) == WEEKLY
    assert [(day - MONDAY) % 7 for day in older] == [6, 6, 6, 4], "Sundays, and one on its way"
    assert older[0] >= today - 7 * (WEEKLY + 2)


def test_who_uses_it_once_a_month_has_eleven_months() -> None:
    days = list(range(MONDAY, MONDAY + 700, 30))
    assert used(days) == days[-DAILY - WEEKLY :]


def test_a_copy_of_a_day_to_come_neither_goes_nor_takes_the_place_of_another() -> None:
    days = set(range(MONDAY, MONDAY + 7))
    assert to_drop(days | {MONDAY + 4000}, MONDAY + 6) == frozenset()


@given(st.lists(st.integers(0, 9), max_size=120))
def test_never_the_latest_seven_go_and_never_more_than_eleven_stay(gaps: list[int]) -> None:
    day, days = MONDAY, []
    for gap in gaps:
        day += gap
        days.append(day)
    left = used(days)
    assert left[-DAILY:] == sorted(set(days))[-DAILY:]
    assert len(left) <= DAILY + WEEKLY
    assert to_drop(left, day) == frozenset(), "dropping again drops nothing"
