"""What is drawn beside a body to say what to do: numbers, letters, what tightens or turns."""

from __future__ import annotations

import re
from math import dist

import pytest

from backpt.figure.arrows import arrow_layers, letter_layers, tight_layers
from backpt.figure.camera import camera
from backpt.figure.cells import picture
from backpt.figure.lettering import STROKES
from backpt.figure.motion import Moment
from backpt.figure.parts import RADII, Figure
from backpt.figure.postures import VIEWS
from backpt.figure.scene import frame, numbered, panel, shots, with_number
from backpt.figure.shapes import Blob, Letter, Line, extent
from backpt.figure.solve import key
from backpt.figure.svg import drawing
from tests.figure.drawn import good, shipped

THREE = """
second: front
active: [leg-r]
poses:
  start: {base: standing, says: Stand.}
  up: {hip-r: 40, knee-r: 60, says: Lift the right leg.}
  back: {aside: yes, hip-r: -20, says: Or take it back.}
"""
LETTERED = """
view: front
letters: [hands]
active: [leg-r]
poses:
  start: {base: standing, shoulders: {abd: 30}, says: Stand.}
  up: {hip-r: {abd: 30}, says: Lift the right leg.}
"""
BRACE = """
view: top
active: [torso]
tighten: [waist > left, waist > right, hip-l > hip-r]
poses:
  start: {base: supine, says: On your back.}
  brace: {says: Tighten around your waist.}
"""
TILT = """
active: [torso]
arrow: crest
plant: [feet]
poses:
  start: {base: hook-lying, low-back: -20, says: On your back.}
  tilt: {lean: -8, low-back: 6, says: Roll your pelvis back.}
"""


def test_panels_have_the_numbers_of_their_order_and_the_word_or_for_another_choice() -> None:
    figure = good(THREE)
    assert [panel(figure, shot).number for shot in shots(figure)] == ["1", "2", "or", "or"]
    assert [panel(good(BRACE), shot).number for shot in shots(good(BRACE))] == ["1", "2"]


def test_a_second_camera_has_the_number_of_the_pose_that_it_repeats() -> None:
    figure = shipped()["posture-hold-standing"]
    assert [panel(figure, shot).number for shot in shots(figure)] == ["1", "2", "2"]


def test_what_is_aside_before_the_movement_is_a_part_of_the_order() -> None:
    """A bag is picked up first: that is no other choice."""
    figure = shipped()["suitcase-carry"]
    assert figure.poses[0].aside
    assert [panel(figure, shot).number for shot in shots(figure)] == ["1", "2", "3"]


def test_a_single_picture_has_no_number() -> None:
    assert numbered(shipped()["prone-lying"], 0) == ""


@pytest.mark.parametrize("id_", sorted(shipped()))
def test_nothing_of_a_picture_lies_under_its_number(id_: str) -> None:
    figure = shipped()[id_]
    for shot in shots(figure):
        drawn = panel(figure, shot)
        if not drawn.number:
            continue
        left, _, _, top = drawn.box
        for shape in (one for layer in drawn.layers for one in layer.shapes):
            if layer_is_body(shape):
                x0, _, x1, y1 = extent((shape,))
                assert x0 > left + 7.5 or x1 < left or y1 < top - 7.5, (shot, shape)


def layer_is_body(shape: Blob | Line | Letter) -> bool:
    return shape.role not in ("ground", "ghost")


def test_a_frame_grows_for_its_number_only_where_something_is_in_the_way() -> None:
    figures = shipped().values()
    grown = [
        with_number(figure, figure.view) != frame(figure, figure.view) for figure in figures
    ]
    assert True in grown
    assert False in grown


def test_every_number_and_letter_that_is_needed_can_be_drawn() -> None:
    for character in "123456orLR":
        assert STROKES[character]


def signs(figure: Figure, view: str = "") -> dict[str, tuple[float, float]]:
    eye = camera(VIEWS[view] if view else figure.view)
    (layer,) = letter_layers(figure, key(figure, 0).body, eye)
    return {one.text: one.at for one in layer.shapes if isinstance(one, Letter)}


def test_who_faces_the_reader_has_the_right_hand_on_the_left() -> None:
    figure = good(LETTERED)
    assert signs(figure)["R"][0] < signs(figure)["L"][0]
    assert signs(figure, "back")["R"][0] > signs(figure, "back")["L"][0]


def test_letters_are_left_out_where_one_side_hides_the_other() -> None:
    figure = good(LETTERED)
    assert letter_layers(figure, key(figure, 0).body, camera(VIEWS["side"])) == []


def test_a_mirrored_drawing_has_the_other_letters_and_none_is_turned_over() -> None:
    """The stem of an L stands at its left, on both sides of the page."""
    figure = good(LETTERED)
    for mirrored, in_order in ((False, ("R", "L")), (True, ("R", "L"))):
        drawn = picture(figure, Moment(), columns=60, rows=20, mirrored=mirrored)
        text = "".join(said for row in drawn for said, _ in row)
        assert tuple(re.findall("[LR]", text)) == in_order
    plain, turned = (drawing(figure, mirrored=one) for one in (False, True))
    assert "matrix(-1" in turned
    assert plain.count("<path") == turned.count("<path")


def test_what_tightens_is_marked_inside_the_body_and_points_to_its_middle() -> None:
    figure = good(BRACE)
    body, eye = key(figure, 1).body, camera(figure.view)
    pairs = tight_layers(figure, figure.poses[1], body, eye)
    assert len(pairs) == 3
    for layer, part in zip(pairs, ("waist", "waist", "hip_l"), strict=True):
        middle = eye.seen(body.points[part])[:2]
        for line in layer.shapes:
            assert isinstance(line, Line)
            start, tip, end = line.points
            assert dist(tip, middle) < RADII[part.partition("_")[0]] + 1.0
            if part == "waist":
                assert dist(tip, middle) < min(dist(start, middle), dist(end, middle))


def test_an_arrow_at_the_pelvis_turns_the_way_that_the_pelvis_does() -> None:
    figure = good(TILT)
    eye = camera(figure.view)
    (layer,) = arrow_layers(figure, 0, 1, eye)
    (line,) = layer.shapes
    assert isinstance(line, Line)
    start, end = (key(figure, pose).body.points for pose in (0, 1))
    goes = end["crest"][0] - end["pelvis"][0] - (start["crest"][0] - start["pelvis"][0])
    assert goes < 0  # towards the head, which is at the left
    assert line.points[-1][0] < line.points[0][0]
    middle = eye.seen(end["pelvis"])[:2]
    assert {round(dist(point, middle), 3) for point in line.points} == {11.5}


def test_legs_that_stand_beside_each_other_do_not_lie_across_each_other() -> None:
    figure = good("view: front\nposes: {start: {base: standing, says: Stand.}}")
    (shot,) = shots(figure)
    thighs = {
        layer.name: extent(layer.shapes[:1])
        for layer in panel(figure, shot).layers
        if layer.name.startswith("leg")
    }
    assert thighs["leg_r"][2] <= thighs["leg_l"][0]  # the person's right is at our left
