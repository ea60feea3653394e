"""A user's file over the built-in one: what it replaces, and what it can never take away."""

from __future__ import annotations

from collections.abc import Callable

from backpt.library.overlay import lay_over
from backpt.library.problem import Problem
from backpt.prescription.model import Level, Library, Precaution

Read = Callable[[str | bytes], tuple[Library, tuple[Problem, ...]]]


def _own(read_own: Read, text: str) -> Library:
    library, problems = read_own("version: 1\n" + text)
    assert [problem for problem in problems if problem.level == "error"] == []
    return library


def test_an_entry_of_the_same_id_takes_the_place_of_the_other(
    read_own: Read, builtin: Library
) -> None:
    own = _own(read_own, "exercises:\n  cat-cow: {name: Cat, dose: {reps: 3, hold: 5s}}\n")
    whole = lay_over(builtin, own)
    assert list(whole.exercises) == ["cat-cow", "walk"]
    assert whole.exercises["cat-cow"].name == "Cat"
    assert whole.exercises["cat-cow"].steps == ()
    assert whole.exercises["walk"] == builtin.exercises["walk"]


def test_new_entries_follow_in_the_order_of_the_file(read_own: Read, builtin: Library) -> None:
    own = _own(
        read_own,
        "exercises:\n"
        "  zebra: {name: Z, dose: {reps: 3, hold: 5s}}\n"
        "  ant: {name: A, dose: {reps: 3, hold: 5s}}\n"
        "routines:\n  mine: {name: Mine, exercises: [ant]}\n",
    )
    whole = lay_over(builtin, own)
    assert list(whole.exercises) == ["cat-cow", "walk", "zebra", "ant"]
    assert list(whole.routines) == ["short", "mine"]


def test_avoid_and_stop_if_that_are_left_out_are_kept(read_own: Read, builtin: Library) -> None:
    own = _own(read_own, "exercises:\n  cat-cow: {name: Cat, dose: {reps: 3, hold: 5s}}\n")
    exercise = lay_over(builtin, own).exercises["cat-cow"]
    assert exercise.avoid == ("OSTEO_FLEX", "WRIST")
    assert exercise.stop_if == ("your wrists hurt",)


def test_an_avoid_of_its_own_adds_codes_and_takes_none_away(
    read_own: Read, builtin: Library
) -> None:
    for avoid in ("[]", "[WRIST]"):
        own = _own(
            read_own,
            "exercises:\n"
            f"  cat-cow: {{name: Cat, dose: {{reps: 3, hold: 5s}}, avoid: {avoid}}}\n",
        )
        exercise = lay_over(builtin, own).exercises["cat-cow"]
        assert exercise.avoid == ("OSTEO_FLEX", "WRIST")
    own = _own(
        read_own,
        "exercises:\n  cat-cow: {name: Cat, dose: {reps: 3, hold: 5s}, avoid: [KNEE]}\n"
        "precautions:\n  KNEE: {level: warn, why: It hurts., do: Bend less.}\n",
    )
    assert lay_over(builtin, own).exercises["cat-cow"].avoid == ("OSTEO_FLEX", "WRIST", "KNEE")


def test_a_stop_if_of_its_own_replaces_the_other(read_own: Read, builtin: Library) -> None:
    own = _own(
        read_own,
        "exercises:\n"
        "  cat-cow: {name: Cat, dose: {reps: 3, hold: 5s}, stop-if: [my wrists ache]}\n",
    )
    assert lay_over(builtin, own).exercises["cat-cow"].stop_if == ("my wrists ache",)


def test_a_precaution_is_added_or_raised(read_own: Read, builtin: Library) -> None:
    own = _own(
        read_own,
        "precautions:\n"
        "  WRIST: {level: block, why: Broken.}\n"
        "  KNEE: {level: warn, why: It hurts., do: Bend less.}\n",
    )
    precautions = lay_over(builtin, own).precautions
    assert precautions["WRIST"] == Precaution("WRIST", Level.BLOCK, "Broken.")
    assert precautions["KNEE"].level is Level.WARN


def test_a_precaution_that_blocks_goes_on_blocking(builtin: Library) -> None:
    lowered = Precaution("OSTEO_FLEX", Level.WARN, "Never mind.")
    own = Library({}, {}, {}, {"OSTEO_FLEX": lowered})
    assert lay_over(builtin, own).precautions["OSTEO_FLEX"].level is Level.BLOCK


def test_a_built_in_routine_uses_the_users_exercise(read_own: Read, builtin: Library) -> None:
    own = _own(read_own, "exercises:\n  walk: {name: Stroll, dose: {time: 1 min}}\n")
    whole = lay_over(builtin, own)
    assert whole.routines["short"] == builtin.routines["short"]
    assert whole.exercises["walk"].name == "Stroll"


def test_libraries_are_laid_over_in_order(read_own: Read, builtin: Library) -> None:
    first = _own(read_own, "exercises:\n  walk: {name: One, dose: {time: 1 min}}\n")
    second = _own(read_own, "exercises:\n  walk: {name: Two, dose: {time: 1 min}}\n")
    assert lay_over(builtin, first, second).exercises["walk"].name == "Two"
    assert lay_over(builtin) == builtin
