"""What a line leaves open: what the library says then, and how the person is told."""

from __future__ import annotations

import pytest

from backpt.authoring.doses import Dosed, dosed, side_words
from backpt.authoring.sheet import read_sheet
from backpt.language.en.doses import dose_said_back
from backpt.prescription.model import Dose, Exercise, Pace, Position, Sides
from tests.builders import exercise

PACE = Pace(2.0, 3.0, 2.0, 1.0)
BRIDGE = exercise("Bridge")._replace(dose=Dose((8, 8), PACE, rest_s=30.0))
CLAM = exercise("Clam")._replace(dose=Dose((10,), PACE, sides=Sides.EACH))
TILT = exercise("Tilt")._replace(dose=Dose((5,), PACE, sides=Sides.ALTERNATE))
WALK = exercise("Walk")._replace(dose=Dose((1,), time_s=300.0))


def of(line: str, usual: Exercise | None = None) -> Dosed:
    sheet = read_sheet(line)
    assert sheet.unread == ()
    return dosed(sheet, usual)


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("bridge", {}),
        ("bridge 3x10", {"sets": "3", "reps": "10"}),
        ("bridge x10", {"sets": "1", "reps": "10"}),
        ("bridge 3-2-1", {"reps": ["3", "2", "1"]}),
        ("bridge 3 sets", {"sets": "3"}),
        ("bridge hold 5s", {"hold": "5s"}),
        ("bridge 30s", {"sets": "1", "time": "30s"}),
        ("bridge x3 10s", {"sets": "1", "reps": "3", "hold": "10s"}),
        ("bridge 3 x 10s", {"sets": "1", "reps": "3", "hold": "10s"}),
        (
            "bridge 3 x 30s rest 1 min",
            {"sets": "3", "reps": "1", "hold": "30s", "rest": "1 min"},
        ),
        ("bridge 3x10 each side", {"sets": "3", "reps": "10", "sides": "each"}),
        ("bridge 3x10 own pace", {"sets": "3", "reps": "10", "pace": "self"}),
    ],
)
def test_a_line_changes_of_a_counted_exercise_what_it_says(
    line: str, fields: dict[str, object]
) -> None:
    assert of(line, BRIDGE).fields == fields


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("walk 10 min", {"time": "10 min"}),
        ("walk 2 x 5 min", {"sets": "2", "time": "5 min"}),
        ("walk x3", {"sets": "3"}),
        ("walk hold 30s x3", {"sets": "3", "time": "30s"}),
    ],
)
def test_reps_of_a_timed_exercise_are_sets_of_it(line: str, fields: dict[str, object]) -> None:
    assert of(line, WALK).fields == fields


@pytest.mark.parametrize("line", ["walk 3x10", "walk 3-2-1", "walk 20 times"])
def test_reps_that_a_timed_exercise_cannot_have_are_asked_for_anew(line: str) -> None:
    assert of(line, WALK).unread == (
        "Walk is timed; say how often and how long, like '3 x 30s'",
    )


def test_each_alone_is_each_rep_where_both_sides_move_together() -> None:
    """Doing a bridge left and right would be twice the dose of the sheet."""
    done = of("bridge 3x10 hold 5s each", BRIDGE)
    assert "sides" not in done.fields
    assert done.notes == ("'each' is read as each rep; write 'each side' if you change sides",)


def test_each_alone_is_each_side_where_sides_change_anyway_or_nothing_is_known() -> None:
    assert of("clam x10 each", CLAM) == Dosed({"reps": "10"})
    assert of("clam x10 hold 5s each").fields["sides"] == "each"


def test_turns_are_kept_where_the_library_takes_turns() -> None:
    done = of("tilt x6 each side", TILT)
    assert done == Dosed({"reps": "6"}, ("Left and right alternate, as in the library",))


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("towel 2x8", {"sets": "2", "reps": "8", "out": "2s", "back": "2s", "relax": "1s"}),
        (
            "towel hold 5s",
            {"reps": "1", "out": "2s", "hold": "5s", "back": "2s", "relax": "1s"},
        ),
        ("towel 2x8 own pace", {"sets": "2", "reps": "8", "pace": "self"}),
        ("towel 1 min", {"time": "1 min"}),
        ("towel 3 x 30s", {"sets": "3", "time": "30s"}),
        ("towel 3 x 5s", {"reps": "3", "out": "2s", "hold": "5s", "back": "2s", "relax": "1s"}),
        (
            "towel 20 x 20s",
            {"reps": "20", "out": "2s", "hold": "20s", "back": "2s", "relax": "1s"},
        ),
    ],
)
def test_an_unknown_exercise_gets_a_whole_dose(line: str, fields: dict[str, object]) -> None:
    assert of(line).fields == fields


@pytest.mark.parametrize("line", ["towel", "towel rest 30s", "towel each side"])
def test_an_unknown_exercise_without_an_amount_is_asked_for_it(line: str) -> None:
    assert of(line).unread == ("how much? write 3x10 for sets and reps, or 30s for a time",)


def test_sides_of_one_who_lies_on_a_side_are_said_by_that_side() -> None:
    words = {"left": "Lying on your left side", "right": "Lying on your right side"}
    assert side_words(Position.SIDE_LYING, {"sides": "each"}) == words
    assert side_words(Position.SIDE_LYING, {}) == {}
    assert side_words(Position.SUPINE, {"sides": "each"}) == {}


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Dose((10, 10, 10), PACE), "Bridge: 3 sets of 10, hold 3 seconds, twice a day."),
        (Dose((10,)), "Bridge: 10 times, twice a day."),
        (Dose((1,), Pace(0, 1, 0, 0)), "Bridge: once, hold 1 second, twice a day."),
        (Dose((3, 2, 1)), "Bridge: 3, then 2, then 1, twice a day."),
        (Dose((1, 1), Pace(0, 30, 0, 0), rest_s=60),
         "Bridge: 2 times, hold 30 seconds, rest 1 minute between sets, twice a day."),
        (Dose((1, 1), time_s=90.0), "Bridge: 2 times 1 minute 30 seconds, twice a day."),
        (Dose((5,), sides=Sides.EACH), "Bridge: 5 times, each side, twice a day."),
        (Dose((5,), sides=Sides.ALTERNATE),
         "Bridge: 5 times, each side, alternating, twice a day."),
        (Dose((5,), self_paced=True), "Bridge: 5 times, at your own pace, twice a day."),
    ],
)  # fmt: skip
def test_a_dose_is_said_back_in_words(dose: Dose, said: str) -> None:
    assert dose_said_back(BRIDGE, dose, "twice a day") == said
