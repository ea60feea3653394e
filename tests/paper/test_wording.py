"""Doses, times and frequencies as a therapist would write them."""

from __future__ import annotations

from datetime import date

import pytest

from backpt.language.en.doses import dose_words, growth_explained, growth_words
from backpt.language.en.durations import in_full
from backpt.language.en.sheet import (
    boxes_a_day,
    date_words,
    pace_words,
    pack_times,
    sentence,
    short_date,
)
from backpt.paper.look import Paper, usual_paper
from backpt.prescription.model import (
    Dose,
    Frequency,
    Grow,
    Growth,
    Mode,
    Pace,
    Sides,
    ThermalPlan,
)
from tests.builders import exercise

PACE = Pace(2.0, 5.0, 3.0, 1.0)
STILL = Pace(0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Dose((10, 10), PACE, sides=Sides.EACH), "2 sets of 10, hold 5 seconds, each leg"),
        (Dose((8,), PACE), "8 times, hold 5 seconds"),
        (Dose((1,), PACE), "once, hold 5 seconds"),
        (
            Dose((5,), PACE, sides=Sides.ALTERNATE),
            "5 times, hold 5 seconds, each leg, alternating",
        ),
        (Dose((3, 2, 1), STILL), "3 sets: 3, then 2, then 1"),
        (Dose((1,), PACE, time_s=300.0), "5 minutes"),
        (Dose((1, 1), PACE, time_s=90.0), "2 times 1 minute 30 seconds"),
        (Dose((10,), STILL, self_paced=True), "10 times, at your own pace"),
    ],
)
def test_a_dose_is_written_out(dose: Dose, said: str) -> None:
    assert dose_words(exercise(side_words=("Left leg", "Right leg")), dose) == said


GROW = (
    Growth("hold", 5.0, 10.0, 1.0),
    Growth("reps", 8, 12, 1),
    Growth("sets", 1, 3, 1),
)


@pytest.mark.parametrize(
    ("dose", "grow", "said"),
    [
        (
            Dose((8, 8), PACE),
            GROW,
            "hold up to 10 seconds, then up to 12 times, then up to 3 sets",
        ),
        (Dose((12,), PACE._replace(hold_s=10.0)), GROW, "up to 3 sets"),
        (Dose((12, 12, 12), PACE._replace(hold_s=10.0)), GROW, ""),
        (Dose((3, 2, 1), PACE), (Growth("reps", 3, 5, 1),), "up to 5, 4, 3"),
        (Dose((1,), time_s=600.0), (Growth("time", 300.0, 1800.0, 60.0),), "up to 30 minutes"),
        (Dose((8,), PACE), None, ""),
    ],
)
def test_how_a_dose_grows_is_said_from_where_it_is(
    dose: Dose, grow: Grow | None, said: str
) -> None:
    assert growth_words(dose, grow) == said


def test_how_a_dose_grows_is_explained_with_its_steps() -> None:
    assert growth_explained(Dose((8, 8), PACE), GROW) == (
        "by 1 second of hold up to 10 seconds, then by 1 rep up to 12, then by 1 set up to 3"
    )
    assert growth_explained(Dose((1,), time_s=60.0), GROW[:2]) == ""
    longer = (Growth("time", 60.0, 1800.0, 60.0),)
    assert growth_explained(Dose((1,), time_s=60.0), longer) == "by 1 minute up to 30 minutes"


def test_a_pace_names_the_ways_as_the_exercise_does() -> None:
    plain = exercise()
    assert pace_words(plain, Dose((5,), PACE)) == "Out in 2 seconds, back in 3 seconds"
    named = plain._replace(out_word="Up", back_word="Slowly down")
    assert pace_words(named, Dose((5,), PACE)) == "Up in 2 seconds, slowly down in 3 seconds"
    assert pace_words(plain, Dose((5,), STILL)) == ""
    assert pace_words(plain, Dose((1,), PACE, time_s=60.0)) == ""


@pytest.mark.parametrize(
    ("frequency", "boxes"),
    [
        (None, 1),
        (Frequency(7, 7), 1),
        (Frequency(3, 7), 1),
        (Frequency(7, 7, 1, 2), 2),
        (Frequency(3, 3, 2, 3), 3),
        (Frequency(7, 7, 10, 10), 4),
    ],
)
def test_a_day_has_as_many_boxes_as_times(frequency: Frequency | None, boxes: int) -> None:
    assert boxes_a_day(frequency) == boxes


@pytest.mark.parametrize(
    ("note", "boxes"),
    [
        ("", 1),
        ("As needed.", 1),
        ("2-3 times a day while the flare-up lasts.", 3),
        ("Cold pack 3 times a day", 3),
        ("Morning and evening, if it helps.", 2),
        ("Every 1-2 hours.", 3),
        ("10 times a day, not more.", 4),
        ("0 times a day", 1),
    ],
)
def test_times_that_only_words_give_have_their_boxes_too(note: str, boxes: int) -> None:
    assert boxes_a_day(None, note) == boxes
    assert boxes_a_day(Frequency(7, 7), note) == 1


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1.0, "1 second"),
        (45.0, "45 seconds"),
        (60.0, "1 minute"),
        (150.0, "2 minutes 30 seconds"),
        (2.5, "2.5 seconds"),  # and not 2: it is a dose
    ],
)
def test_a_time_is_written_out(seconds: float, said: str) -> None:
    assert in_full(seconds) == said


def test_a_pack_says_how_long_on_and_off_and_how_often() -> None:
    assert pack_times(ThermalPlan(Mode.HEAT, 900.0, 900.0, 2)) == (
        "15 minutes on, then 15 minutes off, 2 times"
    )
    assert pack_times(ThermalPlan(Mode.COLD, 600.0, 0.0, 1)) == "10 minutes on"
    assert pack_times(ThermalPlan(Mode.ALTERNATE, 900.0, 900.0, 3)).endswith("3 times")


def test_a_date_reads_the_same_in_every_country() -> None:
    assert date_words(date(2026, 3, 4)) == "4 March 2026"
    assert short_date(date(2026, 3, 4)) == "Wed 4 Mar"


def test_a_sentence_has_a_capital_and_an_end() -> None:
    assert sentence("knees caving in ") == "Knees caving in."
    assert sentence("Why?") == "Why?"


@pytest.mark.parametrize(
    ("locale", "paper"),
    [
        ("en_US.UTF-8", Paper.LETTER),
        ("es_MX", Paper.LETTER),
        ("en-CA", Paper.LETTER),
        ("English_United States.1252", Paper.LETTER),
        ("en_GB.UTF-8", Paper.A4),
        ("de_DE@euro", Paper.A4),
        ("C.UTF-8", Paper.A4),
        ("", Paper.A4),
    ],
)
def test_the_paper_is_that_of_the_country(locale: str, paper: Paper) -> None:
    assert usual_paper(locale) is paper
