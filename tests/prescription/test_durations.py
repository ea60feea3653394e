"""Durations in and out, and numbers as they are spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language.en.durations import ago, count, not_one, spoken
from backpt.prescription.durations import NotADuration, clock, parse_duration, written


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45s", 45.0),
        ("45 s", 45.0),
        ("0s", 0.0),
        ("2.5s", 2.5),
        ("15 min", 900.0),
        ("15m", 900.0),
        ("1m30s", 90.0),
        (" 1 min 30 sec ", 90.0),
        ("1 Hour", 3600.0),
        ("1h2m3s", 3723.0),
        ("0.5 min", 30.0),
    ],
)
def test_a_duration_carries_its_unit(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("15", "'15' has no unit; write 15s for seconds or 15 min for minutes"),
        ("1:30", "'1:30' is not a duration; write 1m30s"),
        ("", "'' is not a duration; write one like 45s, 1m30s or 15 min"),
        ("soon", "'soon' is not a duration; write one like 45s, 1m30s or 15 min"),
    ],
)
def test_what_is_no_duration_is_answered_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(NotADuration) as raised:
        parse_duration(text)
    assert not_one(raised.value.text) == said


@pytest.mark.parametrize(
    "text", ["-5s", "5s5s", "30s1m", "1m2m", "5 s 3", "nan s", "1e3s", "5d", "9999999s", "+5s"]
)
def test_signs_repeated_units_and_absurd_numbers_are_no_durations(text: str) -> None:
    with pytest.raises(NotADuration) as raised:
        parse_duration(text)
    assert "is not a duration" in not_one(raised.value.text)


@given(st.integers(0, 6 * 3600 * 2).map(lambda halves: halves / 2))
def test_what_is_written_is_read_back_the_same(seconds: float) -> None:
    assert parse_duration(written(seconds)) == seconds


@given(st.text(max_size=30))
def test_any_text_is_a_duration_or_one_sentence(text: str) -> None:
    told: float | str
    try:
        told = parse_duration(text)
    except NotADuration as error:
        told = not_one(error.text)
    assert "write" in told if isinstance(told, str) else told >= 0


@pytest.mark.parametrize(
    ("seconds", "shown", "short", "said"),
    [
        (1.0, "0:01", "1s", "one second"),
        (5.0, "0:05", "5s", "five seconds"),
        (45.0, "0:45", "45s", "forty-five seconds"),
        (60.0, "1:00", "1 min", "one minute"),
        (90.0, "1:30", "1m30s", "one minute thirty"),
        (462.0, "7:42", "7m42s", "seven minutes forty-two"),
        (900.0, "15:00", "15 min", "fifteen minutes"),
        (3723.0, "1:02:03", "62m3s", "sixty-two minutes and three seconds"),
    ],
)
def test_a_duration_is_shown_written_and_spoken(
    seconds: float, shown: str, short: str, said: str
) -> None:
    assert (clock(seconds), written(seconds), spoken(seconds)) == (shown, short, said)


def test_a_clock_never_shows_less_than_nothing() -> None:
    assert clock(-3.0) == "0:00"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "zero"),
        (1, "one"),
        (12, "twelve"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (40, "forty"),
        (99, "ninety-nine"),
        (100, "100"),
    ],
)
def test_numbers_are_spoken_in_words_up_to_ninety_nine(number: int, said: str) -> None:
    assert count(number) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute ago"),
        (59.9, "less than a minute ago"),
        (60, "1 minute ago"),
        (44 * 60 + 16, "44 minutes ago"),
        (3600, "1 hour ago"),
        (2 * 3600 + 61, "2 hours 1 minute ago"),
        (-5, "less than a minute ago"),
    ],
)
def test_how_long_ago_something_was_is_whole_minutes(seconds: float, said: str) -> None:
    assert ago(seconds) == said


def test_seconds_after_many_minutes_are_spoken_with_their_name() -> None:
    assert spoken(90) == "one minute thirty"
    assert spoken(44 * 60 + 16) == "forty-four minutes and sixteen seconds"
