"""Whatever angles are written, a body stays a body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.figure.limbs import two_bones
from backpt.figure.motion import Moment
from backpt.figure.parts import JOINTS, LENGTHS, Figure, Pose, Reach, Stance, Target, Turn
from backpt.figure.postures import RANGES
from backpt.figure.read_pose import posture
from backpt.figure.skeleton import skeleton
from backpt.figure.solve import mixed, solved
from backpt.figure.vectors import Vec, distance, middle, segment_distance, toward
from tests.examples import cases
from tests.figure.test_bodies import BONES, is_right_of

ANGLES = st.floats(-180, 180)


@st.composite
def poses(draw: st.DrawFn) -> Pose:
    """A pose within the ranges of the joints, anyhow in the room."""
    turns = []
    for joint in JOINTS:
        ranges = RANGES.get(joint) or RANGES[joint[:-2]]
        turns.append(Turn(**{name: draw(st.floats(*both)) for name, both in ranges.items()}))
    stance = Stance(draw(ANGLES), draw(ANGLES), draw(ANGLES), draw(st.floats(-30, 30)))
    return Pose("any", "Any.", stance, tuple(turns), base="standing")


POINTS = st.tuples(*(st.floats(-80, 80),) * 3)


@given(poses(), poses(), st.floats(0, 1))
@cases(60)
def test_between_any_two_poses_bones_keep_their_length_and_sides(
    a: Pose, b: Pose, part: float
) -> None:
    body = skeleton(mixed(a, b, part))
    for start, end, long in BONES:
        apart = distance(body.points[start], body.points[end])
        assert apart == pytest.approx(long, abs=1e-6)
    assert is_right_of(body, "hip", "pelvis") == pytest.approx(4.8)
    assert is_right_of(body, "shoulder", "chest") == pytest.approx(9.0)


@given(poses(), poses(), POINTS, st.floats(0, 1))
@cases(60)
def test_reaching_and_planting_never_stretch_a_bone(
    a: Pose, b: Pose, place: Vec, part: float
) -> None:
    a = a._replace(planted=(("foot_l", 1.0), ("foot_r", 1.0)))
    b = b._replace(
        planted=(("foot_l", 1.0), ("foot_r", 0.0)),
        reach=(Reach("hand_r", Target(at=place)), Reach("hand_l", Target(("belly",)))),
    )
    body = solved(Figure((a, b)), mixed(a, b, part)).body
    for start, end, long in BONES:
        if "wrist" not in start:  # a hand that turns right round has no direction half-way
            apart = distance(body.points[start], body.points[end])
            assert apart == pytest.approx(long, abs=0.02)


@given(POINTS, POINTS, POINTS)
@cases(200)
def test_two_bones_meet_their_goal_or_say_by_how_much_they_do_not(
    root: Vec, goal: Vec, pole: Vec
) -> None:
    upper, lower = LENGTHS["thigh"], LENGTHS["shank"]
    bend, end, short = two_bones(root, goal, upper, lower, pole)
    assert distance(root, bend) == pytest.approx(upper, abs=1e-6)
    assert distance(bend, end) == pytest.approx(lower, abs=1e-6)
    if distance(root, goal) > 0.1:
        assert distance(end, goal) == pytest.approx(abs(short), abs=1e-6)


@given(poses())
@cases(30)
def test_a_body_turned_in_the_room_is_the_same_body(pose: Pose) -> None:
    one = skeleton(pose)
    other = skeleton(pose._replace(stance=pose.stance._replace(turn=0.0)))
    for a, b in (("hand_l", "toe_r"), ("head", "ankle_l"), ("elbow_r", "knee_l")):
        apart = distance(other.points[a], other.points[b])
        assert distance(one.points[a], one.points[b]) == pytest.approx(apart, abs=1e-6)


@given(POINTS, POINTS, POINTS, POINTS)
@cases(60)
def test_segments_are_no_farther_apart_than_any_two_of_their_points(
    a: Vec, b: Vec, c: Vec, d: Vec
) -> None:
    nearest = segment_distance(a, b, c, d)
    sampled = min(
        distance(toward(a, b, i / 12), toward(c, d, j / 12))
        for i in range(13)
        for j in range(13)
    )
    assert nearest <= sampled + 1e-6
    steps = distance(a, b) + distance(c, d)
    assert nearest >= sampled - steps / 12 - 1e-6


def test_a_moment_starts_and_stops_softly() -> None:
    parts = [Moment(0, 1, tick).part for tick in range(13)]
    assert parts[0] == 0.0
    assert parts[12] == 1.0
    assert parts == sorted(parts)
    assert parts[1] < 1 / 12 / 2


def test_the_sitting_posture_sits() -> None:
    body = skeleton(posture("sitting"))
    thigh, shank = body.points["knee_r"], body.points["ankle_r"]
    assert thigh[1] == pytest.approx(0.0, abs=1e-6)
    assert shank[0] == pytest.approx(thigh[0], abs=1e-6)
    assert middle((thigh, body.points["knee_l"]))[2] == pytest.approx(0.0)
