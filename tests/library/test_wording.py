"""What the shipped library says, and how: short, plain, to the user, and all of it there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from backpt.prescription.model import Exercise, Position, Sides
from tests.builders import shipped

LIBRARY = shipped()
EXERCISES, ROUTINES = LIBRARY.exercises, LIBRARY.routines

MOST_CUE_WORDS = 15
"""That of knee-tilts, which the evening fixes."""
MOST_SENTENCE_WORDS = 22

JARGON = re.compile(
    r"\b(supine|prone|lateral\w*|medial\w*|anterior|posterior|flex\w*|exten[ds]\w*|quadruped"
    r"|decubitus|abduct\w*|adduct\w*|rotat\w*|lumbar|thoracic|cervical|sacr\w*|gluteus"
    r"|glutes?|quads?|quadriceps|gastrocnemius|piriformis|scapul\w*|isometric\w*|eccentric"
    r"|concentric|distal|proximal|unilateral|bilateral|contralateral|ipsilateral|hook-lying"
    r"|neutral|peripherali\w*|centrali\w*|dorsi\w*|plantar\w*|patient|client)\b",
    re.IGNORECASE,
)
"""What a clinician says and a person on the floor does not."""


def _heard(exercise: Exercise) -> Iterator[str]:
    """Every text that is said or shown while the exercise is explained or done."""
    yield from (exercise.name, exercise.cue, exercise.place, exercise.fix)
    yield from (exercise.out_word, exercise.back_word, *(exercise.side_words or ()))
    yield from exercise.steps
    yield from exercise.form
    yield from exercise.mistakes
    yield from exercise.stop_if
    yield exercise.note


def _texts() -> Iterator[tuple[str, str]]:
    for exercise in EXERCISES.values():
        yield from ((exercise.id, text) for text in _heard(exercise) if text)
    for routine in ROUTINES.values():
        yield from ((routine.id, text) for text in (routine.name, routine.goal))
        yield routine.id, routine.note
    for precaution in LIBRARY.precautions.values():
        yield precaution.id, precaution.why


def test_no_text_that_a_user_hears_has_a_clinician_s_word_in_it() -> None:
    assert not [(id_, text) for id_, text in _texts() if JARGON.search(text)]


def test_no_sentence_is_longer_than_one_breath() -> None:
    sentences = [
        (id_, sentence) for id_, text in _texts() for sentence in re.split(r"(?<=[.?!]) ", text)
    ]
    assert not [one for one in sentences if len(one[1].split()) > MOST_SENTENCE_WORDS]


@pytest.mark.parametrize("id_", EXERCISES)
def test_a_name_has_at_most_four_words_and_is_read_as_it_is_written(id_: str) -> None:
    name = EXERCISES[id_].name
    assert len(name.split()) <= 4
    assert re.fullmatch(r"[A-Z][A-Za-z' -]+", name)


def test_no_two_exercises_have_the_same_name() -> None:
    assert len({exercise.name for exercise in EXERCISES.values()}) == len(EXERCISES)


@pytest.mark.parametrize("id_", EXERCISES)
def test_a_cue_is_short_and_ends_as_a_sentence(id_: str) -> None:
    cue = EXERCISES[id_].cue
    assert 5 <= len(cue.split()) <= MOST_CUE_WORDS
    assert cue.endswith(".")


@pytest.mark.parametrize("id_", EXERCISES)
def test_what_is_said_in_a_rep_is_at_most_two_words(id_: str) -> None:
    exercise = EXERCISES[id_]
    assert len(exercise.out_word.split()) <= 2
    assert len(exercise.back_word.split()) <= 2


@pytest.mark.parametrize("id_", EXERCISES)
def test_everything_is_there_that_one_wants_to_know(id_: str) -> None:
    exercise = EXERCISES[id_]
    assert 3 <= len(exercise.steps) <= 5
    assert all(step[0].isupper() and step.endswith(".") for step in exercise.steps)
    for part in (exercise.form, exercise.mistakes, exercise.stop_if, exercise.sources):
        assert part
    assert not [
        text
        for text in (*exercise.form, *exercise.mistakes, *exercise.stop_if)
        if text.endswith(".")
    ]
    assert exercise.frequency
    assert exercise.area


@pytest.mark.parametrize("id_", EXERCISES)
def test_one_who_lies_on_the_side_is_told_which(id_: str) -> None:
    exercise = EXERCISES[id_]
    if exercise.position is Position.SIDE_LYING:
        left, right = exercise.side_words or ("", "")
        assert left.startswith("Lie on your ")
        assert right.startswith("Lie on your ")
        assert left.split()[3] != right.split()[3]


@pytest.mark.parametrize("id_", EXERCISES)
def test_one_side_at_a_time_is_named_in_the_cue_or_in_the_side_words(id_: str) -> None:
    exercise = EXERCISES[id_]
    if exercise.dose.sides is Sides.EACH:
        assert "{" in exercise.cue or exercise.side_words
