"""Evenings of six people over weeks: on the right day what a therapist would have wanted.

They begin on Tuesday 1 December 2026 and come on weekdays. Where a rule was written anew since
they were first played (a trend needs four weeks and two days running now), its day is later.
"""

from __future__ import annotations

from datetime import date

import pytest

from backpt.safety.days import FLARE_UP_ROUTINE, Leg
from backpt.safety.rows import AdviceLevel
from tests.progress.diary import FIRST, Diary


def day(of_month: int, month: int = 12) -> int:
    """Return the day of a test that a date is."""
    return date(2026 if month == 12 else 2027, month, of_month).toordinal() - FIRST


def weekdays(many: int) -> list[int]:
    days = [at for at in range(2 * many) if (FIRST + at - 1) % 7 < 5]
    return days[:many]


def first_day(diary: Diary, rule: str, until: int) -> int | None:
    return next((at for at in range(until + 1) if diary.holds(rule, at)), None)


@pytest.fixture(scope="module")
def down() -> Diary:
    """A: 5 to 0 in five weeks."""
    pains = [5, 5, 4, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, *[0] * 20]
    diary = Diary()
    for at, pain in zip(weekdays(40), pains, strict=False):
        diary.held(at, pain, pain)
    return diary


def test_a_down_is_told_that_it_works_and_then_to_go_on_less_often(down: Diary) -> None:
    assert first_day(down, "T9", day(31)) == day(16)
    assert down.headline(day(16)) == "T9"
    assert first_day(down, "T10", day(25, 1)) == day(7, 1)
    assert down.headline(day(7, 1)) == "T10"
    contact = [
        at
        for at in range(day(25, 1) + 1)
        if (one := down.advice(at).headline) and one.level >= AdviceLevel.CONTACT
    ]
    assert contact == [], "nobody who gets better is sent anywhere"


@pytest.fixture(scope="module")
def up() -> Diary:
    """B: 2 to 9 in twenty evenings, each ending one higher, the last ones refused."""
    pains = [2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7, 7, 8, 8, 9]
    diary = Diary()
    for at, pain in zip(weekdays(20), pains, strict=True):
        routine = FLARE_UP_ROUTINE if pain in (6, 7) else "home-basics"
        if pain >= 8:
            diary.held(at, pain, is_held=False)
        else:
            diary.held(at, pain, pain + 1, routine=routine)
    diary.pain(day(29), 9)
    return diary


def test_b_up_is_sent_to_somebody_from_the_trend_on(up: Diary) -> None:
    assert first_day(up, "T2", day(29)) == day(16)
    for at in range(day(16), day(29)):
        headline = up.advice(at).headline
        assert headline is not None
        assert headline.level >= AdviceLevel.CONTACT, at
    assert first_day(up, "R14", day(29)) == day(14), "5 before, 6 after"
    assert first_day(up, "T5a", day(29)) == day(22)
    assert first_day(up, "R2", day(29)) == day(21)
    assert first_day(up, "U10", day(29)) == day(29)
    assert up.headline(day(29)) == "U10"


def test_c_steady_is_spoken_of_after_one_week_two_and_six() -> None:
    diary = Diary()
    for at in weekdays(32):
        diary.held(at, 4, 4)
    assert [first_day(diary, rule, day(13, 1)) for rule in ("T3a", "T3b", "T3c")] == [
        day(8),
        day(15),
        day(12, 1),
    ]
    days = (day(7), day(8), day(15), day(12, 1))
    assert [diary.headline(at) for at in days] == [None, "T3a", "T3b", "T3c"]


def test_d_further_down_the_leg_twice_stays_said_and_the_same_does_not_lift_it() -> None:
    diary = Diary()
    for at, leg in ((day(2), Leg.FURTHER), (day(3), Leg.FURTHER), (day(4), Leg.SAME)):
        diary.held(at, 3, 3, leg=leg, routine="rest-positions")
    heads = [diary.headline(at) for at in (day(2), day(3), day(4))]
    assert heads == [None, "R9", "R9"]
    diary.held(day(7), 3, 3, leg=Leg.NONE)
    assert diary.holds("R9", day(7)) is True, "said three days ago, and still worth a call"
    diary.pain(day(11), 3)
    assert diary.holds("R9", day(11)) is False


@pytest.mark.parametrize("off", [10, 30, 50])
def test_e_days_off_are_asked_about_and_nothing_follows_from_old_pain(off: int) -> None:
    diary = Diary().pains([6, 6, 6])
    assert diary.headline(2 + off) == "T11"
    assert diary.headline(2 + 6) != "T11"


def test_f_bad_days_are_said_on_refused_days_too_and_nine_twice_is_urgent() -> None:
    diary = Diary()
    for at, pain in enumerate([3, 6, 7, 6, 8, 9, 10, 5]):
        diary.held(
            at, pain, is_held=pain < 8, routine=FLARE_UP_ROUTINE if pain in (6, 7) else ""
        )
    assert first_day(diary, "T5a", day(8)) == day(5)
    assert first_day(diary, "U10", day(8)) == day(7)
    heads = [diary.headline(at) for at in (day(5), day(6), day(7), day(8))]
    assert heads == ["T5a", "T5a", "U10", "T5a"]
