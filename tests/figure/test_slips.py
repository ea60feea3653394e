"""The linter finds what a body cannot do, and what the words do not say."""

from __future__ import annotations

import pytest

from backpt.figure.slips import agrees, lint
from tests.figure.drawn import examples, good


def found(text: str) -> list[str]:
    return [f"{one.pose}: {one.what}" for one in lint(good(text))]


def standing(says: str = "Stand.", **more: str) -> str:
    extra = "".join(f", {name}: {value}" for name, value in more.items())
    return f"{{base: standing, says: {says}{extra}}}"


BAD = [
    ("a knee that bends too far", "knee-r: 170", "knee_r flex 170 is more than a joint does"),
    ("a knee that turns", "knee-r: {rot: 9}", "knee_r rot 9 is more than a joint does"),
    ("a foot in the floor", "hips: 0, up: -6", "heel_l is 6.0 below the floor"),
    ("a place out of reach", "reach: {hand-r: [80, 60]}", "hand_r is 50.1 short of its place"),
    ("a hand in the trunk", "shoulder-r: {flex: 10, rot: -90}, elbow-r: 120", "the trunk"),
    ("crossed legs", "hip-r: {abd: -22}", "goes through the other leg"),
    (
        "the wrong side in words",
        "hip-l: 40, knee-l: 60, says: Lift the right leg.",
        "says right",
    ),
    (
        "the wrong direction",
        "turn: 0, low-back: {side: -20}, says: Bend to the right.",
        "to the right",
    ),
    ("no change", "hips: 0", "looks like the one before"),
]


@pytest.mark.parametrize(("pose", "what"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_it_finds(pose: str, what: str) -> None:
    says = "" if "says" in pose else ", says: Move."
    text = f"""
props: [floor]
active: [torso]
poses:
  start: {standing()}
  bad: {{{pose}{says}}}
"""
    assert any(what in one for one in found(text)), found(text)


def test_it_finds_a_body_in_the_wall() -> None:
    text = f"""
props: [floor, {{wall: behind}}]
active: [torso]
poses: {{start: {standing()}, bad: {{fwd: -5, says: Back.}}}}
"""
    assert any("inside the wall" in one for one in found(text))


def test_it_finds_what_is_only_wrong_on_the_way() -> None:
    text = f"""
props: [floor]
active: [legs]
anchor: pelvis
poses:
  start: {standing(hips="30")}
  end: {{hips: -30, says: Swing both legs back.}}
"""
    assert any("on the way there" in one for one in found(text))


def test_it_asks_what_is_active_where_something_moves() -> None:
    text = f"poses: {{start: {standing()}, up: {{hip-r: 40, says: Lift.}}}}"
    assert [one.what for one in lint(good(text))] == ["nothing is active"]


@pytest.mark.parametrize("text", ["Lift the right leg.", "Move the right leg, the left stays."])
def test_right_words_are_left_alone(text: str) -> None:
    figure = good(
        f"""
active: [leg-r]
poses: {{start: {standing()}, up: {{hip-r: 40, says: "{text}"}}}}
"""
    )
    assert lint(figure) == ()


def test_a_picture_and_its_exercise_must_agree_on_position_and_equipment() -> None:
    row = examples()["band-row"]
    assert list(agrees(row, "seated", ("band",))) == []
    said = [what for what, _ in agrees(row, "supine", ("band", "stick"))]
    assert said == [
        "the picture begins sitting and the exercise is supine",
        "the exercise needs stick and it is not drawn",
    ]
