"""How often: in words, and read back from the words that people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language.en.how_often import from_words, makes_sense, words
from backpt.prescription.model import Frequency

frequencies = st.builds(
    Frequency,
    days_low=st.integers(1, 7),
    days_high=st.integers(1, 7),
    times_low=st.integers(1, 12),
    times_high=st.integers(1, 12),
    apart=st.integers(0, 6),
    when=st.sampled_from(["", "every 2-3 hours", "every hour", "in the morning", "before bed"]),
).filter(makes_sense)


@given(frequencies)
def test_the_words_say_all_of_it(frequency: Frequency) -> None:
    assert from_words(words(frequency)) == frequency


@pytest.mark.parametrize(
    ("frequency", "said"),
    [
        (Frequency(7, 7), "daily"),
        (Frequency(7, 7, 2, 2), "twice a day"),
        (Frequency(7, 7, 1, 2), "once or twice a day"),
        (Frequency(7, 7, 2, 3), "2-3 times a day"),
        (Frequency(3, 7), "3-7 days a week"),
        (Frequency(3, 5, 1, 2), "3-5 days a week, once or twice a day"),
        (Frequency(3, 3, apart=1), "3 days a week, with a day between"),
        (Frequency(2, 2, apart=2), "2 days a week, with 2 days between"),
        (Frequency(3, 4, apart=1), "every other day"),
        (Frequency(2, 3, apart=2), "every 3 days"),
        (Frequency(1, 7), "on any day"),
        (Frequency(1, 1), "once a week"),
        (Frequency(1, 2), "once or twice a week"),
    ],
)
def test_how_often_is_said_as_people_say_it(frequency: Frequency, said: str) -> None:
    assert words(frequency) == said


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("3x/week", Frequency(3, 3)),
        ("3 x per week", Frequency(3, 3)),
        ("3 times a week", Frequency(3, 3)),
        ("three days a week", Frequency(3, 3)),
        ("twice a week", Frequency(2, 2)),
        ("2-3 times a week", Frequency(2, 3)),
        ("2 to 3 times per week", Frequency(2, 3)),
        ("two or three times a week", Frequency(2, 3)),
        ("once weekly", Frequency(1, 1)),
        ("every other day", Frequency(3, 4, apart=1)),
        ("every second day", Frequency(3, 4, apart=1)),
        ("every 2 days", Frequency(3, 4, apart=1)),
        ("Every three days", Frequency(2, 3, apart=2)),
        ("twice a day", Frequency(7, 7, 2, 2)),
        ("2x/day", Frequency(7, 7, 2, 2)),
        ("2x daily", Frequency(7, 7, 2, 2)),
        ("1-3 times a day", Frequency(7, 7, 1, 3)),
        ("Daily.", Frequency(7, 7)),
        ("every day", Frequency(7, 7)),
        ("daily, twice a day", Frequency(7, 7, 2, 2)),
        ("3 days a week, twice a day", Frequency(3, 3, 2, 2)),
        ("daily, morning and evening", Frequency(7, 7, 2, 2)),
        ("3 days a week, with a day between", Frequency(3, 3, apart=1)),
        ("several times a day", Frequency(7, 7, 2, 3)),
        ("most days", Frequency(5, 7)),
        ("every 2 hours", Frequency(7, 7, when="every 2 hours")),
        ("3 days a week, at night", Frequency(3, 3, when="at night")),
    ],
)
def test_what_people_write_is_read(text: str, frequency: Frequency) -> None:
    assert from_words(text) == frequency


@pytest.mark.parametrize(
    "text",
    [
        "",
        "as needed",
        "every 2 minutes or so",
        "daily; after two weeks every other day",
        "daily, if it helps",
        "9 days a week",
        "5-3 days a week",
        "0 times a day",
        "40 times a day",
        "every 9 days",
        "Bridge 3x/week; clams daily",
        "2",
    ],
)
def test_what_says_more_or_something_else_stays_words(text: str) -> None:
    assert from_words(text) is None
