"""What may stand under ``figure:``, and what is said where it may not."""

from __future__ import annotations

import pytest

from backpt.figure.parts import Fault, Target
from backpt.figure.read import figure_of, read_figure
from backpt.figure.solve import key
from backpt.library.figure_data import figure_json
from backpt.library.tree import Map, parse
from tests.figure.drawn import examples, good, read

SMALL = """
poses:
  start: {base: standing, says: Stand.}
  up: {hip-r: 40, says: Lift the right leg.}
"""


def only_fault(text: str) -> Fault:
    _, faults = read(text)
    assert len(faults) == 1, faults
    return faults[0]


def test_names_may_be_written_with_hyphens_or_underscores() -> None:
    assert good(SMALL) == good(SMALL.replace("hip-r", "hip_r"))


def test_a_pose_keeps_what_it_does_not_say() -> None:
    figure = good(
        """
poses:
  start: {base: sitting, elbows: 20, says: Sit.}
  turn: {upper-back: {rot: 30}, says: Turn.}
"""
    )
    start, turn = figure.poses
    assert turn.turn_of("elbow_l") == start.turn_of("elbow_l")
    assert turn.turn_of("upper_back").rot == 30
    assert turn.base == "sitting"


def test_a_side_is_said_after_both_whatever_the_order_in_the_file() -> None:
    figure = good("poses: {start: {base: standing, knee-r: 30, knees: 5, says: Stand.}}")
    assert figure.poses[0].turn_of("knee_r").flex == 30
    assert figure.poses[0].turn_of("knee_l").flex == 5


def test_lean_counts_from_the_posture() -> None:
    bridge = examples()["bridge"]
    assert [pose.stance.lean for pose in bridge.poses] == [-90, -116]


def test_a_limb_reaches_for_its_own_side() -> None:
    figure = good("poses: {start: {base: sitting, reach: {hands: knees}, says: Sit.}}")
    assert [reach.target for reach in figure.poses[0].reach] == [
        Target(("knee_l",)),
        Target(("knee_r",)),
    ]


def test_a_figure_is_the_same_from_the_tree_and_from_what_an_exercise_keeps() -> None:
    node = parse(SMALL.encode())
    assert isinstance(node, Map)
    assert read_figure(figure_json(node))[0] == good(SMALL)
    assert figure_of(figure_json(node)) == good(SMALL)


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '"x"', "{}", '{"poses": {"a": 3}}'])
def test_no_figure_is_drawn_from_what_is_none(text: str) -> None:
    assert figure_of(text) is None


def test_every_fault_of_a_figure_is_said_at_once_with_its_line() -> None:
    _, faults = read(
        """
view: sidewise
plants: [feet]
props: [flor, {wall: above}]
poses:
  start:
    base: standing
    kne-r: 3
    says: Stand.
  up: {hip-r: much, says: Lift.}
"""
    )
    assert [(fault.line, fault.what.partition(": ")[2]) for fault in faults] == [
        (1, "'sidewise' is not known"),
        (2, "'plants' is not known"),
        (3, "'flor' is not known"),
        (3, "'above' is not known"),
        (7, "'kne-r' is not known"),
        (9, "a number belongs here"),
    ]
    assert [fault.do for fault in faults][:3] == [
        "did you mean 'side'?",
        "did you mean 'plant'?",
        "did you mean 'floor'?",
    ]


FAULTS = [
    ("view: side", "there are no poses"),
    ("poses: {start: {says: Stand.}}", "the first pose has no base"),
    ("poses: {start: {base: standing}}", "the pose says nothing"),
    ("poses: {start: {base: lying, says: Lie.}}", "'lying' is not known"),
    ("poses: {start: {base: standing, lean: auto, says: A.}}", "cannot lean by itself"),
    ("poses: {start: {base: standing, passing: yes}}", "cannot be passed through"),
    ("poses: {start: {base: standing, free: feet, says: A.}}", "is not planted"),
    ("poses: {start: {base: standing, knee-r: 1001, says: A.}}", "1001 is too large"),
    ("poses: {start: {base: standing, knee-r: -1e9, says: A.}}", "-1e9 is too small"),
    ("poses: {start: {base: standing, knee-r: inf, says: A.}}", "inf is too large"),
    ("poses: {start: {base: standing, knee-r: nan, says: A.}}", "a number belongs here"),
    ("poses: {start: {base: standing, knee-r: {abd: 3}, says: A.}, x: []}", "has no fields"),
    ("press: [knee-l]\n" + SMALL, "has no '>'"),
    ("tighten: [hip-l]\n" + SMALL, "has no '>'"),
    ("letters: [hands, head]\n" + SMALL, "head is neither left nor right"),
    ("arrow: knees\n" + SMALL, "'knees' is two points"),
    ("held: middle\n" + SMALL, "'middle' is not known"),
    ("repeats: perhaps\n" + SMALL, "this is yes or no"),
    ("view: [1, 2, 3]\n" + SMALL, "a camera has two angles"),
    ("props: [{band: [hand-r]}]\n" + SMALL, "a line has two ends"),
    ("props: [{band: {around: knee-r}}]\n" + SMALL, "round one side only"),
    ("props: {floor: yes}\n" + SMALL, "this is a list"),
    ("props: [[floor]]\n" + SMALL, "this is no thing"),
    ("poses: {start: {base: standing, reach: {hands: [1]}, says: A.}}", "two or three numbers"),
]


@pytest.mark.parametrize(("text", "what"), FAULTS, ids=[what for _, what in FAULTS])
def test_a_mistake_is_said_with_what_to_do(text: str, what: str) -> None:
    _, faults = read(text)
    assert any(what in fault.what for fault in faults), faults
    assert all(fault.do for fault in faults)


def test_a_mistake_in_both_sides_at_once_is_said_once() -> None:
    fault = only_fault("poses: {start: {base: standing, hips: 10000, says: A.}}")
    assert fault.what == "figure poses start hips: 10000 is too large"
    assert fault.do == "write one between -1000 and 1000"
    assert "belongs here" in only_fault("poses: {a: {base: standing, hips: x, says: A.}}").what


def test_too_many_words_are_too_many() -> None:
    words = " ".join(["word"] * 25)
    assert "25 words" in only_fault(f"poses: {{a: {{base: standing, says: {words}}}}}").what


def test_hands_that_reach_the_floor_lie_on_it() -> None:
    figure = examples()["prone-press-up"]
    body = key(figure, 0).body
    assert body.points["wrist_r"][1] == pytest.approx(1.9, abs=0.01)
    assert body.points["hand_r"][1] == pytest.approx(1.9, abs=0.01)


def test_hands_on_hips_are_beside_the_body_with_the_elbows_out() -> None:
    text = "poses: {start: {base: standing, reach: {hands: hips}, says: Hands on hips.}}"
    body = key(good(text), 0).body
    for side, sign in (("r", 1), ("l", -1)):
        assert sign * body.points[f"palm_{side}"][2] > 8
        assert sign * body.points[f"elbow_{side}"][2] > 9
