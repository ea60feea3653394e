"""The days of a course: what counts for which day, and that order and zone decide nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backpt.progress.advice import advise
from backpt.progress.course import Course, daily_values, fold, held_sessions, last_said
from backpt.progress.entry import Entry, Kind, Session, Source, Strike
from backpt.safety.calendar import day_of
from backpt.safety.days import Leg
from tests.progress.diary import FIRST, Diary, wall

pains = st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=60)


def values(diary: Diary, day: int) -> dict[int, float]:
    return {at - FIRST: value for at, value in daily_values(diary.course(day)).items()}


def test_the_daily_value_is_the_median_and_leaves_out_what_follows_a_session() -> None:
    diary = Diary()
    for hour, now in ((8.0, 2), (12.0, 7), (15.0, 3)):
        diary.pain(0, now, hour)
    diary.held(0, 3, 9)
    diary.pain(0, 10, 18.1, source=Source.DURING)
    assert values(diary, 0) == {0: 3.0}
    day = diary.course(0).days[0]
    assert (day.high, day.highest) == (7, 10)


def test_a_day_of_nothing_but_after_a_session_has_no_value() -> None:
    diary = Diary()
    diary.held(0, None, 4)
    assert values(diary, 0) == {}
    assert last_said(diary.course(0)) == FIRST


def test_a_day_begins_at_three_in_the_morning() -> None:
    diary = Diary()
    diary.pain(1, 4, 2.9)
    diary.pain(1, 6, 3.0)
    assert values(diary, 1) == {0: 4.0, 1: 6.0}


def test_what_lies_ahead_counts_when_its_day_has_come() -> None:
    """The clock was set back: what was said before that is of the future now."""
    diary = Diary().pains([3, 3, 9])
    assert values(diary, 1) == {0: 3.0, 1: 3.0}
    assert values(diary, 2) == {0: 3.0, 1: 3.0, 2: 9.0}


def test_a_travellers_day_that_is_one_ahead_is_todays() -> None:
    """Said in Auckland in the morning, read in Lisbon an hour later: the evening before."""
    said = Entry("a", wall(1, 8.0, 13 * 3600), 13 * 3600, now=5)
    course = fold(said.wall + 3600, 0, [said])
    assert daily_values(course) == {course.today: 5.0}


@settings(max_examples=40)
@given(pains, st.randoms())
def test_the_order_of_entry_changes_nothing(said: list[int | None], chance: Random) -> None:
    diary = Diary().pains(said)
    diary.held(0, 4, 6, leg=Leg.FURTHER)
    diary.held(2, 4, 6, leg=Leg.FURTHER)
    told = diary.advice(len(said))
    mixed = Diary()
    mixed.entries, mixed.sessions = [*diary.entries, *diary.entries], [*diary.sessions]
    chance.shuffle(mixed.entries)
    chance.shuffle(mixed.sessions)
    assert mixed.advice(len(said)) == told


@settings(max_examples=40)
@given(pains)
def test_three_entries_a_day_say_what_one_does(said: list[int | None]) -> None:
    once, thrice = Diary(), Diary()
    for day, now in enumerate(said):
        if now is None:
            continue
        once.pain(day, now, 12.0, leg=Leg.FURTHER)
        for hour in (9.0, 12.0, 20.0):
            thrice.pain(day, now, hour, leg=Leg.FURTHER)
    assert thrice.advice(len(said)).findings == once.advice(len(said)).findings


@settings(max_examples=40)
@given(pains, st.lists(st.integers(-12, 13), min_size=60, max_size=60))
def test_travel_between_zones_says_what_staying_at_home_does(
    said: list[int | None], hours: list[int]
) -> None:
    home, away = Diary(), Diary()
    for day, now in enumerate(said):
        if now is not None:
            home.pain(day, now, 12.0)
            away.offset_s = 3600 * hours[day]
            away.pain(day, now, 12.0)
    away.offset_s = 0
    assert away.advice(len(said)).findings == home.advice(len(said)).findings


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_nights_on_which_the_clocks_change_are_one_day_each(zone: str) -> None:
    """An entry each hour of a year's days around both changes: each on its own day."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    while at < datetime(2026, 11, 10, tzinfo=UTC):
        local = at.astimezone(ZoneInfo(zone))
        offset = local.utcoffset()
        assert offset is not None
        counts = local.date() if local.hour >= 3 else local.date() - timedelta(days=1)
        day = day_of(at.timestamp(), int(offset.total_seconds()))
        assert day == counts.toordinal(), local
        at += timedelta(hours=1)


@settings(max_examples=40)
@given(pains, st.integers(0, 59), st.integers(0, 10))
def test_a_struck_or_corrected_entry_corrects_everything(
    said: list[int | None], at: int, wrong: int
) -> None:
    right = Diary().pains(said)
    told = right.advice(len(said)).findings
    struck = Diary().pains(said)
    slip = struck.pain(at % len(said), wrong, 15.0, leg=Leg.FURTHER, worst=10)
    struck.strikes.append(Strike("s", slip.uid))
    assert struck.advice(len(said)).findings == told
    corrected = Diary().pains(said)
    slip = corrected.pain(at % len(said), wrong, 15.0, worst=10)
    again = said[at % len(said)]
    assume(again is not None)
    corrected.pain(at % len(said), again, 15.0, replaces=slip.uid)
    assert corrected.advice(len(said)).findings == told


@settings(max_examples=40)
@given(pains, st.integers(0, 60))
def test_a_past_day_reads_as_it_did_then(said: list[int | None], day: int) -> None:
    day = min(day, len(said) - 1)
    diary = Diary().pains(said)
    for at in range(0, len(said), 3):
        diary.held(at, 3, 5)
    later: Course = diary.course(len(said) - 1)
    assert advise(later.until(FIRST + day)).findings == diary.advice(day).findings


def test_a_diary_of_ten_years_is_read_no_further_than_a_year() -> None:
    """Older rows change nothing but the start, and of that their days tell."""
    long = Diary().pains([3] * 3650)
    lately = Diary()
    lately.entries = long.entries[-400:]
    whole = long.advice(3649).findings
    cut = advise(lately.course(3649, older=range(3650 - 400))).findings
    assert cut == whole


@pytest.mark.parametrize(
    ("held", "is_held"),
    [
        (Session("a", wall(0, 9.0), 0), True),
        (Session("a", wall(0, 9.0), 0, is_told=True), True),
        (Session("a", wall(0, 9.0), 0, is_held=False), False),
        (Session("a", wall(0, 9.0), 0, is_refused=True), False),
        (Session("a", wall(0, 9.0), 0, Kind.PACK), False),
    ],
)
def test_a_session_is_held_where_something_was_done_that_was_allowed(
    held: Session, is_held: bool
) -> None:
    course = fold(wall(1, 9.0), 0, sessions=[held])
    assert course.sessions
    assert bool(held_sessions(course)) is is_held
