"""How deep, how straight and how high the words say it is, and how the body is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backpt.figure.depths import depths_unlike
from backpt.figure.facts import Shown
from backpt.figure.slips import lint
from backpt.library import read_library
from tests.builders import shipped as library
from tests.figure.drawn import SHIPPED, good, shipped

DEEP = [
    ("wall-slides", "down: {up: -3.1,", "down: {up: -13,", "shallow bend"),
    ("wall-sit", "down: {up: -7.1,", "down: {up: -15,", "comfortable bend"),
    ("ball-wall-squat", "up: -5.6\n", "up: -13\n", "not too deep"),
    ("mini-squat", "up: -4\n", "up: -6\n", "0-45 degrees"),
    ("leg-lifts", "lift: {hip-r: 18,", "lift: {hip-r: 28,", "Lift the straight leg"),
]
"""Poses of the library, and as they were drawn or might be: deeper than their words."""


@pytest.mark.parametrize(
    ("id_", "drawn", "deeper", "claim"), DEEP, ids=[one[0] for one in DEEP]
)
def test_a_pose_that_goes_deeper_than_its_words_is_warned_of_by_check(
    tmp_path: Path, id_: str, drawn: str, deeper: str, claim: str
) -> None:
    text = Path(SHIPPED).read_text(encoding="utf-8")
    entry = re.search(rf"\n  {id_}:\n.*?\n    sources:", text, re.DOTALL)
    assert entry
    assert drawn in entry[0]
    path = tmp_path / "exercises.yaml"
    path.write_text(text.replace(entry[0], entry[0].replace(drawn, deeper)), encoding="utf-8")
    _, problems = read_library(str(path), lint=True)
    assert any(f"it says '{claim}" in one.message for one in problems), problems


KNEES = {"wall-slides": 40, "wall-sit": 60, "ball-wall-squat": 55, "mini-squat": 45}
"""Degrees: clinical B ("at first up to 40 degrees of knee bend, then 60"; "0-45")."""


@pytest.mark.parametrize("id_", KNEES)
def test_the_knees_bend_as_far_as_the_dose_allows_and_no_farther(id_: str) -> None:
    figure = shipped()[id_]
    deepest = max(Shown(figure, index).bend("leg", "r") for index in range(len(figure.poses)))
    assert KNEES[id_] - 5 <= deepest <= KNEES[id_] + 2


@pytest.mark.parametrize("id_", shipped())
def test_every_picture_is_as_deep_as_the_words_of_its_exercise(id_: str) -> None:
    one = library().exercises[id_]
    told = (one.place, one.cue, *one.steps, *one.form, one.note)
    assert list(depths_unlike(shipped()[id_], told)) == []


TURNS = [
    ("hips: 20, knees: 40, ankles: 20", "Slide down to a shallow bend.", 50),
    ("hips: 20, knees: 40, ankles: 20", "Knees bent a little.", 50),
    ("hips: 20, knees: 40, ankles: 20", "Bend your knees a little.", 50),
    ("hips: 20, knees: 40, ankles: 20", "Knees slightly bent.", 50),
    ("hips: 30, knees: 60, ankles: 20", "Slide down to a comfortable bend.", 75),
    ("hips: 30, knees: 60, ankles: 20", "Bend your knees, not too deep.", 75),
    ("hips: 30, knees: 60, ankles: 20", "Stop well before a right angle.", 75),
    ("hips: 30, knees: 60, ankles: 20", "Go down, at most a right angle.", 95),
    ("hips: 20, knees: 40, ankles: 20", "Bend less than 45 degrees.", 50),
    ("hips: 20, knees: 40, ankles: 20", "At first up to 40 degrees of knee bend.", 45),
    ("hips: 10, knees: 20, ankles: 10", "Knees soft.", 40),
    ("hips: 0, knees: 10, ankles: 10", "Knees straight.", 30),
    ("hips: 0, knees: 10, ankles: 10", "Both legs straight.", 30),
]


@pytest.mark.parametrize(("pose", "says", "wrong"), TURNS, ids=[turn[1] for turn in TURNS])
def test_a_turn_of_phrase_is_held_against_the_angle(pose: str, says: str, wrong: int) -> None:
    text = """
active: [legs]
arrow: pelvis
poses: {{start: {{base: standing, says: Stand.}}, there: {{{pose}, says: "{says}"}}}}
"""

    def found(pose: str) -> list[str]:
        figure = good(text.format(pose=pose, says=says))
        return [one.what for one in lint(figure) if "it says" in one.what]

    assert found(pose) == []
    (what,) = found(re.sub(r"knees: \d+", f"knees: {wrong}", pose))
    assert what.endswith(f"the knee is at {wrong} degrees")


def test_hips_and_knees_that_are_said_to_be_at_right_angles_are() -> None:
    text = """
poses:
  start: {{base: supine, hips: {hips}, knees: {knees}, says: Hips and knees at right angles.}}
"""
    assert lint(good(text.format(hips=90, knees=90))) == ()
    assert "the hip is at 60" in lint(good(text.format(hips=60, knees=90)))[0].what
    assert "the knee is at 60" in lint(good(text.format(hips=90, knees=60)))[0].what
    assert "the knee is at 120" in lint(good(text.format(hips=90, knees=120)))[0].what
