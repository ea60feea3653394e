"""What rough words mean: said by people, told back as the program understood it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language import words
from backpt.library import read_library
from backpt.library.criteria import Criterion
from backpt.library.names import plain
from backpt.library.search import offered, read_query
from backpt.prescription.model import Exercise, Library, Position, Routine, prescribe
from tests.examples import cases

LIBRARY: Library = read_library(str(Path(__file__).parents[2] / "exercises.yaml"))[0]


def told(said: str) -> tuple[list[str], tuple[str, ...]]:
    """Return what was understood, and the words that were left to look for."""
    asked = read_query([said], LIBRARY)
    return [criterion.said for criterion in asked.criteria], asked.words


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("lying", ["lying down"]),
        ("Lying down", ["lying down"]),
        ("on my back", ["on your back"]),
        ("lying on your back", ["on your back"]),
        ("face down", ["on your front"]),
        ("on my tummy", ["on your front"]),
        ("on my side", ["on your side"]),
        ("all fours", ["on hands and knees"]),
        ("on your hands and knees", ["on hands and knees"]),
        ("sitting on a chair", ["on a chair"]),
        ("standing up", ["standing or at the wall"]),
        ("against a wall", ["at the wall"]),
        ("on one knee", ["kneeling on one knee"]),
        ("kneeling", ["kneeling"]),
        ("on the floor", ["on the floor"]),
        ("standing or sitting", ["standing or at the wall or on a chair"]),
        ("phase 1", ["phase 1"]),
        ("phase2", ["phase 2"]),
        ("phase three", ["phase 3"]),
        ("phase 2 or 1", ["phase 1 or 2"]),
        ("with a ball", ["with a stability ball"]),
        ("an elastic band and a chair", ["with a band or a chair"]),
        ("resistance bands", ["with a band"]),
        ("no equipment", ["with nothing"]),
        ("without anything", ["with nothing"]),
        ("without a chair", ["without a chair"]),
        (
            "What can I do with a band, lying down, in phase 2?",
            ["with a band", "lying down", "phase 2"],
        ),
    ],
)
def test_people_are_understood(said: str, understood: list[str]) -> None:
    assert told(said) == (understood, ())


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("sit to stand", ("sit", "to", "stand")),
        ("exercises for my knee", ("knee",)),
        ("phase", ("phase",)),
        ("no", ("no",)),
        ("", ()),
        ("knee, KNEE", ("knee",)),
    ],
)
def test_what_is_not_known_is_looked_for_in_the_text(said: str, left: tuple[str, ...]) -> None:
    assert told(said)[1] == tuple(word for word in left if word != "to")


@pytest.mark.parametrize("position", Position)
def test_both_names_of_a_position_mean_it(position: Position) -> None:
    for name in (plain(position), words.POSITION_NAMES[position]):
        (criterion,) = read_query([name], LIBRARY).criteria
        in_it = [one for one in LIBRARY.exercises.values() if one.position is position]
        assert all(criterion.exercise(one) for one in in_it)


def test_everything_that_is_offered_is_understood() -> None:
    for phrase in offered(LIBRARY):
        understood, left = told(phrase)
        assert (len(understood), left) == (1, ()), phrase


def fits(said: str, entry: Exercise | Routine) -> bool:
    def passes(one: Criterion) -> bool:
        return one.exercise(entry) if isinstance(entry, Exercise) else one.routine(entry)

    return all(passes(one) for one in read_query([said], LIBRARY).criteria)


def test_with_a_thing_means_that_it_is_used_and_nothing_else_is_needed() -> None:
    row = LIBRARY.exercises["band-row"]._replace(needs=("band",))
    assert fits("with a band", row)
    assert fits("with a band and a ball", row)
    assert not fits("with a ball", row)
    assert not fits("with a band", LIBRARY.exercises["bridge"])
    both = row._replace(needs=("band", "chair"))
    assert not fits("with a band", both)
    assert fits("with a band and a chair", both)


def test_all_of_a_routine_must_be_possible() -> None:
    routine = prescribe(LIBRARY, "classic-six")
    assert not fits("with a band", routine)
    assert fits("with a band, a ball and a chair", routine)
    assert not fits("lying down", routine)
    assert not fits("without a chair", routine)


@cases(200)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(("no", "without", "a", "phase", "2", "or", "on", "my", "band")),
        ),
        max_size=8,
    )
)
def test_no_words_are_refused(said: list[str]) -> None:
    asked = read_query(said, LIBRARY)
    assert all(word and word == plain(word) for word in asked.words)
