from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.figure.words import alt_text, captions, side_swapped
from tests.figure.drawn import examples


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("Lift the right leg.", "Lift the left leg."),
        ("Right hand to left knee.", "Left hand to right knee."),
        ("LEFT, then Right.", "RIGHT, then Left."),
        ("Stand upright. Bright rights.", "Stand upright. Bright rights."),
    ],
)
def test_words_change_sides_and_nothing_else(said: str, other: str) -> None:
    assert side_swapped(said) == other


@given(
    st.text() | st.lists(st.sampled_from(["left", "Right", "up", "LEFT", " "])).map(" ".join)
)
def test_words_swapped_twice_are_the_same(text: str) -> None:
    assert side_swapped(side_swapped(text)) == text


def test_the_words_tell_the_whole_figure() -> None:
    assert alt_text(examples()["bridge"]) == (
        "Start: On your back, knees bent, arms by your sides. "
        "Then: Lift the hips until shoulders, hips and knees make one line."
    )


def test_the_words_of_the_other_side_say_the_other_side() -> None:
    _, open_ = captions(examples()["clamshell"], mirrored=True)
    assert open_ == "Lift the left knee. Feet stay together, hips still."


def test_a_pose_that_is_passed_through_has_no_words() -> None:
    assert captions(examples()["march-in-place"]) == (
        "Stand tall.",
        "Lift the right knee and the left arm.",
        "Lift the left knee and the right arm.",
    )


def test_one_pose_is_one_sentence() -> None:
    figure = examples()["ninety-ninety-rest"]
    assert alt_text(figure) == "On your back, calves on the seat of a chair."
