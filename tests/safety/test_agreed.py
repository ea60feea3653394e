"""What was agreed to, laid over a routine and over the library."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.prescription.growing import amount, next_step
from backpt.prescription.model import Growth, Library, Rest, Routine, Work, prescribe, single
from backpt.progress.change import Change, ChangeField
from backpt.safety.agreed import laid_over, present_library
from tests.builders import exercise, routine, shipped, work

LIBRARY = shipped()
ROUTINES = sorted(LIBRARY.routines)


def change(
    exercise: str,
    field: ChangeField,
    was: float | str,
    to: float | str,
    routine: str = "",
) -> Change:
    return Change(f"{exercise}-{to}", 1.0, 0, exercise, field, was, to, routine)


@pytest.mark.parametrize("id_", ROUTINES)
def test_without_a_change_a_routine_is_what_the_file_says(id_: str) -> None:
    written = prescribe(LIBRARY, id_)
    assert laid_over(written, LIBRARY, ()).routine is written
    assert present_library(LIBRARY, ()) == LIBRARY


def test_a_change_is_one_number_of_one_exercise_in_its_routine() -> None:
    two = routine(work(exercise("Bridge"), reps=(8, 8)), Rest(5.0), work(exercise("Plank")))
    nine = change("bridge", ChangeField.REPS, 8, 9, "evening")
    laid = laid_over(two, LIBRARY, (nine,))
    assert laid.counting == ((0, nine),)
    first = laid.routine.items[0]
    assert isinstance(first, Work)
    assert first.dose == two.items[0].dose._replace(reps=(9, 9))  # type: ignore[union-attr]
    assert laid.routine.items[1:] == two.items[1:]
    other = nine._replace(routine="morning")
    assert laid_over(two, LIBRARY, (other,)).routine is two


def test_a_change_of_a_dose_that_is_another_by_now_changes_nothing() -> None:
    one = routine(work(reps=(7,)))
    assert laid_over(one, LIBRARY, (change("bridge", ChangeField.REPS, 8, 9),)).routine is one


def test_changes_build_on_each_other_in_their_order() -> None:
    one = routine(work(reps=(8,)))
    steps = (
        change("bridge", ChangeField.REPS, 8, 9),
        change("bridge", ChangeField.REPS, 9, 10),
        change("bridge", ChangeField.SETS, 1, 2),
    )
    item = laid_over(one, LIBRARY, steps).routine.items[0]
    assert isinstance(item, Work)
    assert item.dose.reps == (10, 10)
    without = laid_over(one, LIBRARY, steps[1:]).routine.items[0]
    assert isinstance(without, Work)
    assert without.dose.reps == (8, 8)


@pytest.mark.parametrize("to", [0, -1, "nine", 8.5, 101, 1e9])
def test_a_number_that_no_dose_can_have_changes_nothing(to: float | str) -> None:
    one = routine(work(reps=(8,)))
    assert laid_over(one, LIBRARY, (change("bridge", ChangeField.REPS, 8, to),)).routine is one


def test_another_exercise_comes_with_its_own_dose_and_one_that_is_gone_changes_nothing() -> (
    None
):
    plank = exercise("Plank")
    library = Library({plank.id: plank}, {}, {}, {})
    one = routine(work(reps=(8,)))
    swap = change("bridge", ChangeField.EXERCISE, "bridge", "plank")
    assert laid_over(one, library, (swap,)).routine.items == (Work(plank, plank.dose),)
    assert laid_over(one, Library({}, {}, {}, {}), (swap,)).routine is one


@given(st.data())
def test_the_library_prescribes_what_was_laid_over(data: st.DataObject) -> None:
    """Easier routines that today takes in its place have their present doses, too."""
    id_ = data.draw(st.sampled_from(ROUTINES))
    written = prescribe(LIBRARY, id_)
    changes = data.draw(st.lists(some_change(written), max_size=4))
    laid = laid_over(written, LIBRARY, changes)
    assert prescribe(present_library(LIBRARY, changes), id_) == laid.routine


def some_change(written: Routine) -> st.SearchStrategy[Change]:
    works = [item for item in written.items if isinstance(item, Work)]
    others = st.sampled_from(sorted(LIBRARY.exercises))

    def made(item: Work, field: ChangeField, more: int, other: str) -> Change:
        id_ = item.exercise.id
        if field is ChangeField.EXERCISE:
            return change(id_, field, id_, other, written.id)
        was = amount(item.dose, field) or 1.0
        return change(id_, field, was, was + more, written.id)

    fields = st.sampled_from([one for one in ChangeField if one is not ChangeField.PHASE])
    return st.builds(made, st.sampled_from(works), fields, st.integers(1, 5), others)


def test_a_smallest_step_of_a_pyramid_moves_all_its_sets() -> None:
    one = work(reps=(5, 3, 1))
    grow = (Growth("reps", 5, 8, 1),)
    step = next_step(one.dose, grow)
    assert step is not None
    laid = laid_over(
        routine(one), LIBRARY, (change("bridge", ChangeField.REPS, step.before, step.after),)
    )
    item = laid.routine.items[0]
    assert isinstance(item, Work)
    assert item.dose == step.dose


def test_one_exercise_asked_for_by_itself_has_its_own_changes() -> None:
    bridge = exercise("Bridge")._replace(dose=work(reps=(8,)).dose)
    nine = change("bridge", ChangeField.REPS, 8, 9, "bridge")
    item = laid_over(single(bridge), LIBRARY, (nine,)).routine.items[0]
    assert isinstance(item, Work)
    assert item.dose.reps == (9,)
