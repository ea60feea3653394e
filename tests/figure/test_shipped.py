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


def test_a_chin_is_drawn_back_by_the_head_alone_and_it_does_not_nod() -> None:
    start, tuck = (points("chin-tuck", pose) for pose in (0, 1))
    assert tuck["head"][0] < start["head"][0] - 4
    for still_there in ("chest", "shoulder_r", "pelvis", "hand_r"):
        assert tuck[still_there] == pytest.approx(start[still_there], abs=0.01)
    nose = [p["nose"][1] - p["head"][1] for p in (start, tuck)]
    assert nose[1] == pytest.approx(nose[0], abs=1.0)


def test_hands_stay_on_the_floor_where_they_are_as_the_hips_go_back() -> None:
    start, rest = (points("childs-pose", pose) for pose in (0, 1))
    assert rest["pelvis"][0] < start["pelvis"][0] - 10
    for hand in ("hand_l", "hand_r"):
        assert rest[hand] == pytest.approx(start[hand], abs=1.5)


def test_a_sideways_step_moves_one_foot_and_then_the_other_the_same_way() -> None:
    start, step, feet_in = (points("band-lateral-walk", pose) for pose in (0, 1, 2))
    right = start["ankle_r"][0] - start["ankle_l"][0]  # which way the right foot is
    assert step["ankle_l"] == pytest.approx(start["ankle_l"], abs=0.2)
    assert (step["ankle_r"][0] - start["ankle_r"][0]) / right > 1
    assert feet_in["ankle_r"] == pytest.approx(step["ankle_r"], abs=0.3)
    assert (feet_in["ankle_l"][0] - step["ankle_l"][0]) / right > 1


def test_only_the_pelvis_moves_on_the_ball_and_the_ball_rolls_with_it() -> None:
    middle, round_, arch = (points("ball-pelvic-tilt", pose) for pose in (0, 1, 2))
    for pose in (round_, arch):
        assert pose["head"] == pytest.approx(middle["head"], abs=1.5)
    assert arch["pelvis"][0] < middle["pelvis"][0] - 1
    assert round_["pelvis"][0] > middle["pelvis"][0] + 2


def test_somebody_rolls_forward_and_the_back_goes_round_over_a_ball() -> None:
    p = points("ball-prone-drape", 1)
    assert p["pelvis"][0] > p["knee_r"][0] + 5
    assert p["knee_r"][1] < RADII["knee"] + 0.5
    assert p["waist"][1] > p["pelvis"][1]  # over its top
    assert p["neck"][1] < p["pelvis"][1] - 4  # and down on the other side


def test_forearms_and_toes_carry_a_plank_and_the_upper_foot_a_side_plank() -> None:
    up = points("plank", 1)
    for name in ("elbow_r", "wrist_r", "toe_r"):
        assert up[name][1] - RADII[name.partition("_")[0]] < 1.2
    for pose in (0, 1):
        p = points("side-plank", pose)
        assert p["heel_l"][1] < RADII["heel"] + 1
        assert p["ankle_l"][2] > p["ankle_r"][2] + 10


def test_a_heel_that_stays_down_is_on_the_floor() -> None:
    for pose in (0, 1):
        for heel in ("heel_l", "heel_r"):
            assert points("calf-stretch", pose)[heel][1] < RADII["heel"] + 0.5


def test_hands_lie_under_the_small_of_the_back() -> None:
    for pose in (0, 1):
        p = points("curl-up", pose)
        for hand in ("palm_l", "palm_r"):
            assert p[hand][1] < p["waist0"][1] - 4
            assert abs(p[hand][0] - p["waist0"][0]) < 4
            assert abs(p[hand][2]) < 5
