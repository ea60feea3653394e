"""Whether a session settled, from what was said anyway (R12-R15)."""

from __future__ import annotations

import pytest

from backpt.progress.settling import look_back
from backpt.safety.days import Settled
from tests.progress.diary import FIRST, Diary


def verdict(diary: Diary, day: int) -> Settled:
    return look_back(diary.course(day)).settled[0].verdict


@pytest.mark.parametrize(
    ("later", "said"),
    [(2, Settled.YES), (3, Settled.YES), (4, Settled.UNKNOWN), (5, Settled.NO)],
)
def test_at_or_below_before_is_settled_and_two_more_is_not(later: int, said: Settled) -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    diary.pain(1, later, 12.0)
    assert verdict(diary, 1) is said


@pytest.mark.parametrize(
    ("hour", "is_told"), [(30.0, False), (30.3, True), (66.2, True), (66.3, False)]
)
def test_an_entry_tells_from_12_to_48_hours_after_the_end(hour: float, is_told: bool) -> None:
    """It ended at a quarter past six in the evening."""
    diary = Diary()
    diary.held(0, 3, 5)
    diary.pain(0, 3, hour)
    assert (verdict(diary, 3) is Settled.YES) is is_told


def test_without_an_entry_or_without_pain_before_it_is_unknown() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    assert verdict(diary, 2) is Settled.UNKNOWN
    unsaid = Diary()
    unsaid.held(0, None, 5)
    unsaid.pain(1, 0)
    assert verdict(unsaid, 2) is Settled.UNKNOWN


def test_the_last_word_tells_and_one_after_the_next_session_tells_nothing() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    diary.pain(1, 5, 8.0)
    diary.pain(1, 3, 14.0)
    assert verdict(diary, 1) is Settled.YES
    diary.held(1, 3, 6, hour=16.0)
    diary.pain(1, 6, 20.0)
    assert verdict(diary, 1) is Settled.YES


def test_the_pain_before_the_next_session_tells_too() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    diary.held(1, 3, 3)
    assert verdict(diary, 1) is Settled.YES


def test_the_question_is_due_only_where_no_entry_tells() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    assert look_back(diary.course(0)).question_due(FIRST) is None, "not on the same day"
    due = look_back(diary.course(1)).question_due(FIRST + 1)
    assert due is not None
    assert (due.before, due.after, due.day) == (3, 5, FIRST)
    told = Diary()
    told.held(0, 3, 5)
    told.pain(1, 5, 9.0)
    assert look_back(told.course(1)).question_due(FIRST + 1) is None
    between = Diary()
    between.held(0, 3, 5)
    between.pain(1, 4, 9.0)
    assert look_back(between.course(1)).question_due(FIRST + 1) is not None


def test_an_answer_is_before_what_entries_say() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    diary.held(1, 3, 3, settled=Settled.NO)
    first = look_back(diary.course(1)).settled[0]
    assert (first.verdict, first.was_asked) == (Settled.NO, True)


def test_a_pack_and_a_refused_session_do_not_settle_anything() -> None:
    diary = Diary()
    diary.pack(0, 5, 5)
    diary.held(0, 8, is_held=False)
    diary.pain(1, 3)
    assert look_back(diary.course(1)).settled == ()


def test_what_was_said_between_sessions_is_a_day_before_for_the_next_one() -> None:
    """So that bad days and what is usual know of it."""
    diary = Diary()
    diary.pain(0, 7, worst=8)
    (row,) = look_back(diary.course(1)).sessions
    assert (row.day, row.before, row.worst, row.is_held) == (FIRST, 7, 8, False)


def test_pain_at_a_pack_was_said_between_sessions() -> None:
    diary = Diary()
    diary.pack(0, 7, 6)
    assert [one.before for one in look_back(diary.course(0)).sessions] == [7]
