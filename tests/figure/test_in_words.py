from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.figure.in_words import alt_text, captions
from backpt.figure.parts import Figure
from backpt.language.en.figures import side_swapped
from tests.figure.drawn import everything, examples, good


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("Lift the right leg.", "Lift the left leg."),
        ("Right hand to left knee.", "Left hand to right knee."),
        ("LEFT, then Right.", "RIGHT, then Left."),
        ("Stand upright. Bright rights.", "Stand upright. Bright rights."),
        ("Hip at a right angle, right knee bent.", "Hip at a right angle, left knee bent."),
        ("Right angles. Right-angled knees.", "Right angles. Right-angled knees."),
        ("Stop right away.", "Stop right away."),
    ],
)
def test_words_change_sides_and_nothing_else(said: str, other: str) -> None:
    assert side_swapped(said) == other


@given(
    st.text()
    | st.lists(st.sampled_from(["left", "Right", "up", "LEFT", " ", "angle"])).map(" ".join)
)
def test_words_swapped_twice_are_the_same(text: str) -> None:
    assert side_swapped(side_swapped(text)) == text


@pytest.mark.parametrize(("name", "figure"), everything())
def test_no_angle_of_the_library_is_a_left_one(name: str, figure: Figure) -> None:
    for one in captions(figure):
        other = side_swapped(one).lower()
        assert "left angle" not in other
        assert other.count("right angle") == one.lower().count("right angle")


def test_the_words_tell_the_whole_figure() -> None:
    assert alt_text(examples()["bridge"]) == (
        "Start: On your back, knees bent, arms by your sides. "
        "Then: Lift the hips until shoulders, hips and knees make one line."
    )


@pytest.mark.parametrize(("name", "figure"), everything())
def test_what_follows_is_announced_once(name: str, figure: Figure) -> None:
    first, *others = captions(figure)
    assert "then: then" not in alt_text(figure).lower()
    assert all(text.rstrip(".") in alt_text(figure) for text in (first, *others))


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


def test_then_is_said_once() -> None:
    text = """
active: [legs]
poses:
  start: {base: standing, says: Stand tall.}
  up: {hip-r: 60, knee-r: 60, says: Lift the right knee.}
  down: {hip-r: 0, knee-r: 0, says: Then the other leg.}
"""
    assert alt_text(good(text)) == (
        "Start: Stand tall. Then: Lift the right knee. Then the other leg."
    )
    for _, figure in everything():
        assert "Then: Then" not in alt_text(figure)
