"""What somebody who does not know an exercise must see in its picture, held against joints.

Each of these was once drawn so that a stranger would have done it wrongly.
"""

from __future__ import annotations

import pytest

from backpt.figure.cells import picture
from backpt.figure.motion import progress
from backpt.figure.parts import RADII, ROUND, Figure
from backpt.figure.scene import still, tinted
from backpt.figure.shapes import Blob, extent
from backpt.figure.solve import key
from backpt.figure.vectors import Vec
from backpt.prescription.model import Part
from tests.figure.drawn import everything, good, shipped

SIDE, TOP = (0.0, 0.0), (0.0, 89.9)
figures = pytest.mark.parametrize("figure", [pytest.param(f, id=n) for n, f in everything()])


def points(id_: str, pose: int) -> dict[str, Vec]:
    return key(shipped()[id_], pose).body.points


def ground(figure: Figure) -> tuple[float, float, float, float] | None:
    """Return the floor as it is seen from above: its least and greatest x and -z."""
    body = key(figure, 0).body
    shapes = [
        shape
        for layer in still(figure, body, TOP)
        for shape in layer.shapes
        if shape.role == "ground" and isinstance(shape, Blob)
    ]
    has_floor = any(prop.kind in ("floor", "mat") for prop in figure.props)
    return extent(tuple(shapes)) if has_floor else None


@figures
def test_no_hand_or_foot_leaves_the_floor_or_mat(figure: Figure) -> None:
    floor = ground(figure)
    if floor is None:
        return
    low, far, high, near = floor
    for pose in range(len(figure.poses)):
        for name, _ in ROUND:
            x, _, z = key(figure, pose).body.points[name]
            assert low < x < high, (figure.poses[pose].name, name)
            assert far - 0.5 < -z < near + 0.5, (figure.poses[pose].name, name)


def test_the_upper_back_is_on_the_edge_of_the_chair() -> None:
    figure = shipped()["thoracic-extension-chair"]
    (layer,) = (
        one
        for one in still(figure, key(figure, 0).body, SIDE)
        if one.name == "prop" and len(one.shapes) > 4
    )
    posts = [
        shape for shape in layer.shapes if isinstance(shape, Blob) and extent((shape,))[1] > 20
    ]
    left, _, right, top = extent(tuple(posts))
    for pose in (0, 1):
        p = points("thoracic-extension-chair", pose)
        back = p["chest"][0] - RADII["chest"]
        assert left < back < right + 0.5  # it touches
        assert p["chest"][1] < top < p["shoulder_r"][1]  # at the height of the blades


def test_hands_press_up_from_beside_the_shoulders_and_the_arms_get_longer() -> None:
    start, up = (points("prone-press-up", pose) for pose in (0, 1))
    assert abs(start["hand_r"][0] - start["shoulder_r"][0]) < 2.0
    assert start["elbow_r"][0] < start["wrist_r"][0] - 6
    assert up["shoulder_r"][0] - up["elbow_r"][0] < 7  # over the elbow, and not far in front
    assert up["shoulder_r"][1] > start["shoulder_r"][1] + 15


@pytest.mark.parametrize("pose", [0, 1])
def test_hands_lie_flat_on_the_counter(pose: int) -> None:
    p = points("counter-stretch", pose)
    for side in "lr":
        assert p[f"hand_{side}"][1] == pytest.approx(p[f"wrist_{side}"][1], abs=0.3)
        assert p[f"hand_{side}"][0] > p[f"wrist_{side}"][0] + 6


@pytest.mark.parametrize("id_", ["bird-dog", "dead-bug"])
def test_the_right_arm_goes_with_the_left_leg(id_: str) -> None:
    start, reach = (points(id_, pose) for pose in (0, 1))

    def moved(name: str) -> float:
        return max(abs(a - b) for a, b in zip(start[name], reach[name], strict=True))

    assert min(moved("hand_r"), moved("ankle_l")) > 15
    assert max(moved("hand_l"), moved("ankle_r")) < 0.5


REACH = """
view: [0, 18]
anchor: knee-l
plant: [hand-l]
active: [arm-r, leg-r]
held: arm
poses:
  start: {base: all-fours, says: On hands and knees.}
  arm: {shoulder-r: 168, wrist-r: 0, arrow: hand-r, says: Reach the right arm forward.}
  home: {passing: yes, aside: yes, shoulder-r: 80, wrist-r: -80}
  slide: {passing: yes, aside: yes, hip-r: 40, knee-r: 78, ankle-r: 0}
  leg: {aside: yes, hip-r: 6, knee-r: 0, ankle-r: 20, says: Or slide the right leg back.}
"""


def test_a_reach_to_choose_tints_the_limb_that_reaches_and_no_other() -> None:
    figure = good(REACH)
    by_name = {pose.name: tinted(figure, n) for n, pose in enumerate(figure.poses)}
    assert by_name["start"] == by_name["arm"] == {"arm_r"}
    assert by_name["leg"] == {"leg_r"}
    at = progress(figure, Part.HOLD, 0.5)
    assert figure.poses[at.start].name == "arm"
    drawn = picture(figure, at, columns=40, rows=14)
    solid = [
        n
        for n, row in enumerate(drawn)
        for text, role in row
        if role == "active" and text.strip()
    ]
    assert solid
    assert max(solid) < 14 / 2  # no thigh and no shin that stand still


def test_a_figure_without_a_choice_tints_all_that_is_active() -> None:
    for _, figure in everything():
        if not any(pose.aside for pose in figure.poses):
            assert tinted(figure, 0) == set(figure.active)
