"""What is drawn beside a body to say what to do: numbers, letters, what tightens or turns."""

from __future__ import annotations

import re
from itertools import product
from math import dist

import pytest

from backpt.figure.arrows import arrow_layers, letter_layers, tight_layers
from backpt.figure.camera import camera
from backpt.figure.cells import picture
from backpt.figure.lettering import STROKES
from backpt.figure.motion import Moment, stays
from backpt.figure.parts import RADII, Figure
from backpt.figure.postures import VIEWS
from backpt.figure.scene import frame, frame_with_signs, numbered, panel, shots
from backpt.figure.shapes import Blob, Letter, Line, extent
from backpt.figure.solve import key
from backpt.figure.svg import drawing
from backpt.figure.themes import THEMES
from backpt.prescription.model import Dose, Pace
from tests.figure.drawn import good, shipped

WATCH = "v-2.1a2.1 2.1 0 0 1 2.1 2.1z"
"""The quarter that has passed."""
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


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("id_", sorted(shipped()))
def test_nothing_of_a_picture_lies_under_its_number_and_stopwatch(
    id_: str, mirrored: bool
) -> None:
    figure = shipped()[id_]
    for held, shot in product((False, True), shots(figure)):
        drawn = panel(figure, shot, stays=held, mirrored=mirrored)
        left, _, right, top = drawn.box
        signs = [(4.0, 4.0)] if drawn.number else []
        signs += [drawn.watch] if drawn.watch else []
        for shape in (one for layer in drawn.layers for one in layer.shapes):
            if layer_is_body(shape):
                x0, _, x1, y1 = extent((shape,))
                begin, end = (right - x1, right - x0) if mirrored else (x0 - left, x1 - left)
                for x, y in signs:
                    clear = begin > x + 3.5 or end < x - 4 or top - y1 > y + 3.5
                    assert clear, (shot, shape)


def test_a_stopwatch_stands_on_the_pose_to_stay_in_and_on_no_other() -> None:
    figure = shipped()["single-knee-to-chest"]
    assert figure.held_index == 2  # one is only passed
    drawn = [panel(figure, shot, stays=True) for shot in shots(figure)]
    assert [one.watch is not None for one in drawn] == [False, True]
    assert len({one.box for one in drawn}) == 1
    assert all(panel(figure, shot).watch is None for shot in shots(figure))
    alone = shipped()["prone-lying"]
    assert [panel(alone, shot, stays=True).watch for shot in shots(alone)] == [(4.0, 4.0)]


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (Dose((10,), Pace(2, 4.9, 2, 1)), False),
        (Dose((10,), Pace(2, 5, 2, 1)), True),
        (Dose((1,), time_s=30), True),
        (Dose((15,), self_paced=True), False),
    ],
)
def test_who_holds_for_5_s_or_for_a_time_stays(dose: Dose, expected: bool) -> None:
    assert stays(shipped()["bridge"], dose) is expected


def test_who_walks_for_a_time_stays_nowhere() -> None:
    assert not stays(shipped()["march-in-place"], Dose((1,), time_s=120))


def test_the_stopwatch_is_drawn_in_every_theme_and_never_turned_over() -> None:
    figure = shipped()["plank"]
    for theme in THEMES:
        moved, held = (drawing(figure, theme=theme, stays=one) for one in (False, True))
        assert (moved.count(WATCH), held.count(WATCH)) == (0, 1)
        turned = drawing(figure, theme=theme, stays=True, mirrored=True)
        _, _, after = turned.rpartition("matrix(-1")
        assert 0 < after.index("</g><g") < after.index(WATCH)


def layer_is_body(shape: Blob | Line | Letter) -> bool:
    return shape.role not in ("ground", "ghost")


def test_a_frame_grows_for_its_number_only_where_something_is_in_the_way() -> None:
    figures = shipped().values()
    grown = [
        frame_with_signs(figure, figure.view, stays=False, mirrored=False)[0]
        != frame(figure, figure.view)
        for figure in figures
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


@pytest.mark.parametrize("name", ["posture-hold", "posture-hold-standing"])
def test_who_grows_tall_has_one_arrow_and_it_goes_up_over_the_crown(name: str) -> None:
    figure = shipped()[name]
    for view in filter(None, (figure.view, figure.second)):
        eye = camera(view)
        (layer,) = arrow_layers(figure, 0, 1, eye)
        (arrow,) = layer.shapes
        assert isinstance(arrow, Line)
        (x, y), *_, (end_x, end_y) = arrow.points
        head_x, head_y, _ = eye.seen(key(figure, 1).body.points["head"])
        assert y > head_y + RADII["head"]
        assert end_y > y
        assert x == pytest.approx(end_x)
        assert x == pytest.approx(head_x, abs=2.0)


@pytest.mark.parametrize("pose", [1, 2])
def test_a_short_arrow_of_the_waist_lies_on_it_and_not_at_the_shoulder(pose: int) -> None:
    figure = shipped()["cat-cow"]
    (layer,) = arrow_layers(figure, pose - 1, pose, camera(figure.view))
    left, _, right, _ = extent(layer.shapes)
    body = key(figure, pose).body
    waist, shoulder = (body.points[name][0] for name in ("waist", "shoulder_r"))
    assert (left + right) / 2 == pytest.approx(waist, abs=2.5)
    assert right < shoulder - RADII["shoulder"]


def test_chevrons_of_a_girdle_touch_neither_of_its_hoops() -> None:
    figure = shipped()["abdominal-brace"]
    body = key(figure, 1).body
    (layer,) = tight_layers(figure, figure.poses[1], body, camera(VIEWS["top"]))
    boxes = [extent((line,)) for line in layer.shapes]
    hoops, chevrons = sorted(boxes[:2]), boxes[2:]
    assert len(chevrons) == 2
    for left, _, right, _ in chevrons:
        assert left - hoops[0][2] > 1.0
        assert hoops[1][0] - right > 1.0
