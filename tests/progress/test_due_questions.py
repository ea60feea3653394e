"""Which questions are due, and what twelve weeks of them cost."""

from __future__ import annotations

import pytest

from backpt.progress.due_questions import (
    AFTER_SESSION,
    AROUND_PACK,
    MOST_AFTER,
    MOST_BEFORE,
    MOST_PACK,
    MOST_WEEK,
    DueQuestion,
    activities,
    activity_changes,
    before_session,
    week_card,
)
from backpt.progress.entry import Activity, Kind, Source
from backpt.safety.calendar import week_of
from tests.progress.diary import FIRST, Diary

SHOES, FILM, STAIRS, BAG = "tie my shoes", "sit through a film", "stairs", "carry a bag"


def said(diary: Diary, day: int, **can: int) -> None:
    names = {"shoes": SHOES, "film": FILM, "stairs": STAIRS, "bag": BAG}
    diary.pain(
        day, activities=tuple(Activity(names[name], value) for name, value in can.items())
    )


def test_the_card_of_the_week_comes_at_its_first_start_but_not_at_the_very_first() -> None:
    """Day 0 is a Tuesday; the first Monday is day 6."""
    diary = Diary()
    due = []
    for day in range(21):
        if day % 7 in (0, 2, 5):
            course = diary.course(day, hour=17.0)
            if week_card(course) is not None:
                due.append(day)
            diary.held(day, 3, 3)
    assert due == [7, 14]
    assert week_of(FIRST + 7) == FIRST + 6


def test_an_answered_card_does_not_come_again_that_week() -> None:
    diary = Diary()
    diary.held(0, 3, 3)
    diary.pain(6, source=Source.WEEKLY, worst=5)
    assert week_card(diary.course(7)) is None


def test_the_card_asks_for_three_activities_in_the_users_own_words_and_the_worst_pain() -> None:
    diary = Diary()
    diary.held(0, 3, 3)
    card = week_card(diary.course(7))
    assert card is not None
    assert card.asks == (DueQuestion.WORST_OF_WEEK,)
    said(diary, 1, shoes=3, film=5, stairs=4)
    said(diary, 2, bag=2, film=6)
    card = week_card(diary.course(7))
    assert card is not None
    assert card.activities == (FILM, STAIRS, BAG)
    assert len(card.asks) == MOST_WEEK


def test_activities_are_compared_with_when_they_were_first_said() -> None:
    diary = Diary()
    said(diary, 0, shoes=3, film=5)
    said(diary, 7, shoes=6)
    said(diary, 14, shoes=7, film=5)
    changes = activity_changes(diary.course(14))
    assert [(one.name, one.first, one.last) for one in changes] == [(SHOES, 3, 7), (FILM, 5, 5)]
    assert activities(Diary().course(0)) == ()


@pytest.mark.parametrize(("rise", "open_ones"), [(0, 0), (2, 12)])
def test_twelve_weeks_cost_no_more_keys_than_the_budget(rise: int, open_ones: int) -> None:
    """Four sessions and two packs a week, three activities. Where each session ends higher,
    packs and entries of the next day tell of three; the fourth, on the evening before another
    one, is asked about once a week."""
    diary = Diary()
    said(diary, 0, shoes=3, film=5, stairs=4)
    keys = sessions = packs = cards = asked = 0
    for day in range(84):
        if day % 7 in (0, 2, 4, 5):
            course = diary.course(day, hour=17.0)
            card, before = week_card(course), before_session(course)
            asked += DueQuestion.SETTLED in before
            keys += len(card.asks if card else ()) + len(before) + len(AFTER_SESSION)
            cards, sessions = cards + (card is not None), sessions + 1
            diary.held(day, 3, 3 + rise)
        if day % 7 in (1, 3):
            keys, packs = keys + len(AROUND_PACK), packs + 1
            diary.pack(day, 3, 2)
        if day % 7 == 6:
            diary.pain(day, 3, 12.0)
    assert (cards, sessions, packs) == (11, 48, 24)
    assert asked == open_ones
    most = sessions * (MOST_BEFORE + MOST_AFTER) + packs * MOST_PACK + cards * MOST_WEEK
    assert keys - asked == most


def test_no_question_about_the_last_session_where_an_entry_told() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    assert DueQuestion.SETTLED in before_session(diary.course(2, hour=17.0))
    diary.pain(1, 3, 12.0)
    assert DueQuestion.SETTLED not in before_session(diary.course(2, hour=17.0))


def test_a_pack_is_no_start_of_a_week() -> None:
    diary = Diary()
    diary.held(0, 3, 3)
    diary.held(6, 4, 3, kind=Kind.PACK)
    assert week_card(diary.course(7)) is not None
