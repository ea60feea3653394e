"""What people call things."""

from __future__ import annotations

import pytest

from backpt.library.names import NameMatch, find, find_exercise, find_routine
from backpt.prescription.model import Library


@pytest.mark.parametrize(
    "name", ["cat-cow", "Cat-Cow", "cat cow", " cat_cow ", "cat stretch", "CAT-STRETCH"]
)
def test_ids_aliases_and_names_are_the_same_to_capitals_spaces_and_hyphens(
    builtin: Library, name: str
) -> None:
    assert find_exercise(builtin, name) == NameMatch("cat-cow")


@pytest.mark.parametrize("name", ["cat-cwo", "cat", "stretch", "katcow"])
def test_near_misses_are_offered(builtin: Library, name: str) -> None:
    assert find_exercise(builtin, name) == NameMatch(None, ("cat-cow",))


@pytest.mark.parametrize("name", ["", "  ", "zzzz", "x" * 10_000])
def test_nothing_is_offered_for_what_nothing_is_like(builtin: Library, name: str) -> None:
    assert find(builtin, name) == NameMatch(None)


def test_a_name_of_several_offers_them_all(builtin: Library) -> None:
    other = builtin.exercises["walk"]._replace(id="stroll", aliases=("cat stretch",))
    shared = builtin._replace(exercises=builtin.exercises | {"stroll": other})
    assert find_exercise(shared, "Cat stretch") == NameMatch(None, ("cat-cow", "stroll"))


def test_an_id_wins_over_the_alias_and_the_name_of_another(builtin: Library) -> None:
    other = builtin.exercises["walk"]._replace(
        id="stroll", name="Cat-cow", aliases=("cat-cow",)
    )
    shared = builtin._replace(exercises={"stroll": other} | builtin.exercises)
    assert find_exercise(shared, "Cat cow") == NameMatch("cat-cow")


def test_routines_and_exercises_are_found_by_one_name(builtin: Library) -> None:
    assert find(builtin, "Short") == NameMatch("short", routine=True)
    assert find(builtin, "walk") == NameMatch("walk")
    assert find_routine(builtin, "shrt") == NameMatch(None, ("short",), routine=True)
    assert find(builtin, "shrt") == NameMatch(None, ("short",))
