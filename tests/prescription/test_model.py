"""Prescribing: what a routine changes of an exercise's dose."""

from __future__ import annotations

import pytest

from backpt.prescription.model import (
    Dose,
    Frequency,
    Growth,
    Library,
    Pace,
    Rest,
    Routine,
    RoutineEntry,
    RoutineItem,
    Side,
    Sides,
    Work,
    changed,
    note_on,
    prescribe,
    single,
)
from tests.builders import cold, exercise

PACE = Pace(2.0, 3.0, 2.0, 1.0)
COUNTED = Dose((8, 8), PACE, sides=Sides.EACH, rest_s=30.0)
DAILY = Frequency(7, 7)
TIMED = Dose((1, 1), time_s=60.0, rest_s=30.0)


def change(dose: Dose, **changes: object) -> Dose:
    return changed(dose, tuple(changes.items()))


def test_a_side_has_another() -> None:
    assert [side.other for side in (Side.LEFT, Side.RIGHT)] == [Side.RIGHT, Side.LEFT]


def test_a_rep_takes_as_long_as_its_parts() -> None:
    assert PACE.rep_s == 8.0


def test_no_change_leaves_the_dose_as_it_is() -> None:
    assert change(COUNTED) == COUNTED


def test_new_reps_keep_the_number_of_sets() -> None:
    assert change(COUNTED, reps=(6,)) == COUNTED._replace(reps=(6, 6))


def test_new_sets_keep_the_reps_of_the_first() -> None:
    assert change(COUNTED, sets=3) == COUNTED._replace(reps=(8, 8, 8))
    assert change(COUNTED._replace(reps=(3, 2, 1)), sets=2).reps == (3, 3)


def test_reps_and_sets_change_together() -> None:
    assert change(COUNTED, sets=1, reps=(6,)).reps == (6,)


def test_a_pyramid_brings_its_own_sets() -> None:
    assert change(COUNTED, reps=(3, 2, 1)).reps == (3, 2, 1)


def test_parts_of_the_pace_change_one_by_one() -> None:
    dose = change(COUNTED, hold_s=5.0, relax_s=2.0)
    assert dose == COUNTED._replace(pace=Pace(2.0, 5.0, 2.0, 2.0))


def test_time_takes_the_place_of_reps_and_keeps_the_sets() -> None:
    dose = change(COUNTED, time_s=45.0)
    assert (dose.time_s, dose.sets, dose.rest_s) == (45.0, 2, 30.0)


def test_reps_take_the_place_of_time() -> None:
    dose = change(TIMED, reps=(5,))
    assert (dose.time_s, dose.reps) == (None, (5, 5))


def test_more_sets_of_a_timed_position_stay_timed() -> None:
    dose = change(TIMED, sets=3)
    assert (dose.time_s, dose.sets) == (60.0, 3)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rest_s": 45.0}, COUNTED._replace(rest_s=45.0)),
        ({"sides": Sides.ALTERNATE}, COUNTED._replace(sides=Sides.ALTERNATE)),
        ({"self_paced": True}, COUNTED._replace(self_paced=True)),
    ],
)
def test_everything_else_of_a_dose_can_be_overridden(
    changes: dict[str, object], expected: Dose
) -> None:
    assert change(COUNTED, **changes) == expected


def test_a_prescribed_routine_needs_nothing_looked_up() -> None:
    bridge = exercise("Bridge")._replace(dose=COUNTED)
    items = (
        RoutineItem("bridge", (("sets", 1),)),
        RoutineItem(other=Rest(60.0)),
        RoutineItem("bridge"),
        RoutineItem(other=cold()),
    )
    entry = RoutineEntry("evening", "Evening", items, "Sleep well.", 2, DAILY)
    library = Library({"bridge": bridge}, {"evening": entry}, {}, {})
    made = prescribe(library, "evening")
    once = COUNTED._replace(reps=(8,))
    assert made.items == (Work(bridge, once), Rest(60.0), Work(bridge, COUNTED), cold())
    assert made == Routine("evening", "Evening", made.items, "Sleep well.", 2, DAILY)


def test_an_unknown_routine_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        prescribe(Library({}, {}, {}, {}), "evening")


def test_a_routine_says_how_its_doses_grow_and_otherwise_the_exercise_does() -> None:
    theirs, ours = (Growth("reps", 8, 12, 1),), (Growth("reps", 3, 5, 1),)
    bridge = exercise("Bridge")._replace(dose=COUNTED, grow=theirs)
    items = (RoutineItem("bridge"), RoutineItem("bridge", grow=ours))
    entry = RoutineEntry("evening", "Evening", items, asks_to_grow=True, note="Gently.")
    made = prescribe(Library({"bridge": bridge}, {"evening": entry}, {}, {}), "evening")
    assert [item.grow for item in made.items if isinstance(item, Work)] == [theirs, ours]
    assert made.asks_to_grow
    assert made.note == "Gently."


def test_a_single_exercise_grows_and_comes_as_often_as_the_library_says() -> None:
    grow = (Growth("reps", 8, 12, 1),)
    alone = single(exercise("Bridge")._replace(dose=COUNTED, grow=grow, frequency=DAILY))
    assert alone.items[0] == Work(alone.items[0].exercise, COUNTED, grow=grow)  # type: ignore[union-attr]
    assert alone.frequency == DAILY
    assert alone.asks_to_grow
    assert not single(exercise("Bridge")).asks_to_grow


def test_a_single_exercise_is_a_routine_of_its_default_dose() -> None:
    bridge = exercise("Bridge")._replace(dose=COUNTED)
    assert single(bridge).items == (Work(bridge, COUNTED),)
    assert single(bridge)[:2] == ("bridge", "Bridge")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Bridge: red band.", "red band"),
        ("Twice a day. Bridge: red band, 2.5 kg. Clamshell: slow.", "red band, 2.5 kg"),
        ("Single-leg Bridge: red band.", ""),
        ("Use the bridge.", ""),
        ("", ""),
    ],
)
def test_a_routines_note_is_taken_to_the_exercise_that_it_names(note: str, said: str) -> None:
    assert note_on("Bridge", note) == said
