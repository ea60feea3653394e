"""Things in the picture stand where they are said to, and what is on the body can be seen."""

from __future__ import annotations

import pytest

from backpt.figure.camera import camera
from backpt.figure.parts import RADII, Figure
from backpt.figure.read_props import EXAMPLES, THINGS
from backpt.figure.scene import Shot, panel, still
from backpt.figure.shapes import Layer, Line, Shape, extent
from backpt.figure.solve import key
from backpt.figure.svg import drawing
from tests.figure.drawn import good, read, shipped

SIDE = (0.0, 0.0)


def standing(props: str) -> str:
    return f"props: {props}\nposes: {{start: {{base: standing, says: Stand.}}}}"


def shapes(figure: Figure, role: str, pose: int = 0) -> list[Shape]:
    layers = still(figure, key(figure, pose).body, SIDE)
    return [shape for layer in layers for shape in layer.shapes if shape.role == role]


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_by_its_name_alone_is_drawn_or_said_to_have_no_place(name: str) -> None:
    figure, faults = read(standing(f"[{name}]"))
    assert figure is not None
    drawing(figure)
    assert bool(figure.props) == (name not in EXAMPLES)
    assert [fault.what for fault in faults] == (
        [] if figure.props else [f"figure props: the {name} has no place"]
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_said_to_write_is_right(name: str) -> None:
    assert good(standing(f"[{EXAMPLES[name]}]")).props


@pytest.mark.parametrize("name", ["chair", "stool"])
@pytest.mark.parametrize("side", ["left", "right", "behind"])
def test_a_seat_has_no_place_at_a_side(name: str, side: str) -> None:
    figure, faults = read(standing(f"[{{{name}: {side}}}]"))
    assert figure is not None
    assert not figure.props
    assert faults


@pytest.mark.parametrize("name", ["counter", "chair", "stool"])
def test_furniture_in_front_begins_where_it_is_said_to(name: str) -> None:
    def begin(x: int) -> float:
        figure = good(standing(f"[{{{name}: {{front: {x}}}}}]"))
        return extent(tuple(shapes(figure, "prop")))[0]

    assert begin(30) == pytest.approx(29, abs=3.0)  # the back of a chair leans
    assert begin(40) == pytest.approx(begin(30) + 10)


@pytest.mark.parametrize("name", ["chair", "stool"])
def test_a_seat_stands_as_far_from_the_hips_as_it_is_said_to(name: str) -> None:
    def ends(x: int) -> tuple[float, float]:
        seat = f"{{{name}: {{under: hips, offset: [{x}, 0]}}}}"
        figure = good(
            f"props: [floor, {seat}]\nposes: {{start: {{base: sitting, says: Sit.}}}}"
        )
        (floor,) = shapes(figure, "ground")
        left, _, right, _ = extent(tuple(shapes(figure, "prop")))
        assert extent((floor,))[0] < left + 3.0, "a leg stands beside the floor"
        return left, right

    assert ends(-7)[0] == pytest.approx(ends(0)[0] - 7)
    assert ends(-7)[1] == pytest.approx(ends(0)[1] - 7)


def test_a_counter_is_as_high_as_it_is_said_to_be() -> None:
    figure = good(standing("[{counter: {front: 30, height: 46}}]"))
    *_, top = extent(tuple(shapes(figure, "prop")))
    assert top == pytest.approx(46, abs=1.0)


@pytest.mark.parametrize("thing", ["counter", "stool", "wall"])
def test_the_floor_runs_on_to_what_stands_on_it(thing: str) -> None:
    figure = good(standing(f"[floor, {{{thing}: {{front: 60}}}}]"))
    _, _, end, _ = extent(tuple(shapes(figure, "ground" if thing == "wall" else "prop")))
    floor = extent(
        tuple(
            shape
            for shape in shapes(figure, "ground")
            if extent((shape,))[3] < 0  # and not the wall
        )
    )
    assert floor[2] == pytest.approx(end, abs=1.5)


TILT = """
belt: yes
poses:
  start: {base: supine, says: Lie.}
  tilt: {lean: -12, says: Tilt.}
"""


def belt_of(layers: tuple[Layer, ...]) -> tuple[int, Line]:
    return next(
        (n, shape)
        for n, layer in enumerate(layers)
        for shape in layer.shapes
        if isinstance(shape, Line) and shape.role == "mark"
    )


def test_a_waistband_lies_over_the_near_thigh_and_under_the_near_arm() -> None:
    painted = panel(good(TILT), Shot(0, None, SIDE)).layers
    names = [layer.name for layer in painted]
    belt, _ = belt_of(painted)
    assert names.index("leg_r") < belt < names.index("arm_r")


def test_a_waistband_turns_with_the_pelvis() -> None:
    figure = good(TILT)

    def slope(pose: int) -> float:
        _, line = belt_of(panel(figure, Shot(pose, None, SIDE)).layers)
        (x0, _), (x1, _) = sorted((line.points[0], line.points[-1]), key=lambda p: p[1])
        return x1 - x0

    assert slope(1) < slope(0) - 1.5  # on the back, its front goes towards the head


CARRY = """
view: front
poses:
  {aside}start: {{base: standing, says: Stand.}}
  step: {{hip-r: 30, says: Step.}}
"""
BENT = "pick: {aside: yes, base: standing, lean: 60, hips: 100, says: Bend.}\n  "


def test_a_pose_aside_does_not_decide_which_limbs_are_far() -> None:
    upright, bent = (good(CARRY.format(aside=first)) for first in ("", BENT))
    front = camera(upright.view)

    def far(figure: Figure) -> set[str]:
        layers = still(figure, key(figure, len(figure.poses) - 1).body, figure.view)
        return {layer.name for layer in layers for shape in layer.shapes if shape.role == "far"}

    body = key(bent, 0).body
    assert front.depth(body.points["shoulder_l"]) != front.depth(body.points["neck"])
    assert far(bent) == far(upright) == set()


def test_a_doorway_stands_before_the_forearms_that_lie_on_it() -> None:
    figure = shipped()["doorway-chest-stretch"]
    for pose in range(len(figure.poses)):
        post = extent((shapes(figure, "prop", pose)[0],))
        body = key(figure, pose).body
        for joint in ("elbow_r", "wrist_r", "hand_r"):
            near = body.points[joint][0] + RADII[joint.partition("_")[0]]
            assert near == pytest.approx(post[0], abs=2.0), (pose, joint)
