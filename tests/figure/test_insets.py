"""One place of the body, enlarged within a panel: where it is, what it shows, what draws it."""

from __future__ import annotations

import re

import pytest

from backpt.figure.cells import picture
from backpt.figure.insets import ROOM, covers, outlines
from backpt.figure.motion import Moment
from backpt.figure.parts import Figure
from backpt.figure.scene import at_moment, frame, panel, picture_at, shots
from backpt.figure.shapes import Blob, Box, Letter, Line, Picture
from backpt.figure.slips import lint
from backpt.figure.svg import drawing, moving, panels
from backpt.figure.themes import THEMES
from tests.figure.drawn import good, read, shipped

NOD = """
props: [floor]
active: [head]
{inset}
poses:
  start: {{base: standing, says: Stand and look ahead.}}
  nod: {{neck: 9, says: "{says}"}}
"""
LINE = """
props: [floor]
view: side
inset: {of: [heels, toes], view: top, side: below, margin: 5}
active: [leg-r]
poses:
  start: {base: standing, says: Stand.}
  step: {hip-r: 30, says: Right foot forward.}
"""
WITH = {id_: figure for id_, figure in shipped().items() if figure.inset}
insets = pytest.mark.parametrize("figure", [pytest.param(f, id=i) for i, f in WITH.items()])


def nod(inset: str = "inset: {of: head}", says: str = "Nod your head.") -> Figure:
    return good(NOD.format(inset=inset, says=says))


def pictures(figure: Figure) -> list[Picture]:
    """Return the panels that have the inset."""
    return [panel(figure, shot) for shot in shots(figure) if shot.view == figure.view]


def inside(small: Box, large: Box) -> bool:
    return (
        large[0] <= small[0]
        and large[1] <= small[1]
        and small[2] <= large[2]
        and small[3] <= large[3]
    )


def test_the_shipped_library_has_insets() -> None:
    assert len(WITH) >= 5


@insets
def test_an_inset_and_its_ring_are_inside_the_panel(figure: Figure) -> None:
    for one in pictures(figure):
        assert one.closeup is not None
        assert inside(one.closeup.box, one.box)
        assert inside(one.closeup.ring, one.box)


@insets
def test_an_inset_covers_no_body_no_thing_and_no_sign(figure: Figure) -> None:
    for one in pictures(figure):
        assert one.closeup is not None
        left, bottom, right, top = one.closeup.box
        bare = (left + ROOM, bottom + ROOM, right - ROOM, top - ROOM)
        for layer in one.layers:
            for shape in layer.shapes:
                assert not covers(bare, outlines(shape)), layer.name


@insets
def test_an_inset_stands_in_the_same_place_in_all_panels(figure: Figure) -> None:
    assert (
        len({(one.closeup.box, one.closeup.window) for one in pictures(figure) if one.closeup})
        == 1
    )


@insets
def test_an_inset_is_larger_than_what_it_shows_and_as_high_for_its_width(
    figure: Figure,
) -> None:
    for one in pictures(figure):
        assert one.closeup is not None
        (a, b, c, d), (e, f, g, h) = one.closeup.window, one.closeup.box
        assert (g - e) / (c - a) == pytest.approx((h - f) / (d - b))
        assert (g - e) / (c - a) >= 1.25


def test_an_inset_shows_the_place_that_it_is_of() -> None:
    (start, up) = pictures(nod())
    assert start.closeup is not None
    assert up.closeup is not None
    heads = [
        [layer for layer in one.layers if layer.name == "head"]
        for one in (start.closeup, up.closeup)
    ]
    assert all(heads)
    assert heads[0] != heads[1]
    legs = {layer.name for layer in start.closeup.layers} & {"leg_l", "leg_r"}
    assert not legs  # what is far from the head is not drawn


def test_an_inset_from_above_shows_feet_without_the_body_over_them() -> None:
    for one in pictures(good(LINE)):
        assert one.closeup is not None
        assert {layer.name for layer in one.closeup.layers} <= {
            "prop",
            "leg_l",
            "leg_r",
            "arrow",
        }
        feet = [s for one_ in one.closeup.layers for s in one_.shapes if isinstance(s, Blob)]
        assert (
            max(r for foot in feet if foot.role != "ground" for _, _, r in foot.circles) < 2.5
        )


def test_who_is_turned_over_is_seen_from_the_same_side_of_the_body() -> None:
    """The buttocks, from below who lies on the back and from above who lies on the front."""
    figure = shipped()["glute-squeeze"]
    folds = []
    for one in pictures(figure):
        assert one.closeup is not None
        folds.append(
            sum(
                isinstance(shape, Line) and shape.role == "mark"
                for layer in one.closeup.layers
                for shape in layer.shapes
            )
        )
    assert folds == [3, 3, 3]


def test_no_end_of_a_fold_between_buttocks_sticks_out_beside_the_inset() -> None:
    figure = shipped()["glute-squeeze"]
    for shot in shots(figure):
        lines = [one for layer in panel(figure, shot).layers for one in layer.shapes]
        assert not [one for one in lines if isinstance(one, Line) and one.role == "mark"]


def test_a_sign_that_an_inset_would_cut_off_is_not_in_it() -> None:
    figure = shipped()["belly-breathing"]
    for one in pictures(figure):
        assert one.closeup is not None
        left, bottom, right, top = one.closeup.window
        for layer in one.closeup.layers:
            for shape in layer.shapes:
                if isinstance(shape, Line) and shape.role == "arrow":
                    assert all(left < x < right and bottom < y < top for x, y in shape.points)


def test_the_leader_goes_from_the_ring_to_the_frame_and_not_over_the_body() -> None:
    one = pictures(shipped()["pelvic-tilt"])[1]
    assert one.closeup is not None
    assert one.closeup.leader is not None
    (ax, ay), (bx, by) = one.closeup.leader
    ring, box = one.closeup.ring, one.closeup.box
    assert (ax in (ring[0], ring[2])) or (ay in (ring[1], ring[3]))
    assert (bx in (box[0], box[2])) or (by in (box[1], box[3]))
    body = [
        outline
        for layer in one.layers
        if not layer.name.startswith(("prop", "ghost"))
        for shape in layer.shapes
        for outline in outlines(shape)
    ]
    for share in (0.2, 0.5, 0.8):
        x, y = ax + (bx - ax) * share, ay + (by - ay) * share
        assert not covers((x + ROOM, y + ROOM, x - ROOM, y - ROOM), body)


def enlarged(svg: str) -> list[str]:
    """Return what a document shows larger: documents within it that are scaled."""
    found = re.findall(
        r'<svg x="\S+" y="\S+" width="(\S+)" height="\S+" viewBox="\S+ \S+ (\S+) \S+">', svg
    )
    return [wide for wide, shown in found if float(wide) > 1.2 * float(shown)]


@insets
@pytest.mark.parametrize("theme", THEMES)
def test_every_drawing_of_a_figure_draws_its_inset(figure: Figure, theme: str) -> None:
    many = len(pictures(figure))
    assert len(enlarged(drawing(figure, theme=theme))) == many
    assert len(enlarged(drawing(figure, theme=theme, mirrored=True))) == many
    assert sum(len(enlarged(one.svg)) for one in panels(figure, theme=theme)) == many


@insets
def test_the_moving_picture_of_a_page_has_it_in_one_place_all_the_time(figure: Figure) -> None:
    moments = (Moment(), Moment(0, 1, 4), Moment(1, 1))
    boxes = set()
    for at in moments:
        one = picture_at(figure, at)
        assert one.closeup is not None
        boxes.add((one.box, one.closeup.box))
        assert enlarged(moving(figure, at, mirrored=False, title="x", ids="x"))
    assert len(boxes) == 1


@insets
def test_a_terminal_draws_the_body_alone_and_as_large_as_without_an_inset(
    figure: Figure,
) -> None:
    bare = figure._replace(inset=None)
    assert frame(figure, figure.view) == frame(bare, bare.view)
    for at in (Moment(), Moment(1, 1)):
        assert at_moment(figure, at) == at_moment(bare, at)
        assert picture(figure, at, columns=40, rows=14) == picture(
            bare, at, columns=40, rows=14
        )


@pytest.mark.parametrize(
    ("inset", "said"),
    [
        ("{of: []}", "an inset is of a place"),
        ("{view: top}", "an inset is of a place"),
        ("{of: haed}", "'haed' is not known"),
        ("{of: head, zoom: 1}", "an inset 1 times as large shows nothing more"),
        ("{of: head, zoom: 9}", "an inset 9 times as large shows nothing more"),
        ("{of: head, side: beside}", "'beside' is not known"),
        ("{of: head, view: tpo}", "'tpo' is not known"),
        ("{of: head, size: 4}", "'size' is not known"),
        ("head", "this has no fields"),
    ],
)
def test_an_inset_that_cannot_be_drawn_is_refused_at_its_line(inset: str, said: str) -> None:
    _, faults = read(NOD.format(inset=f"inset: {inset}", says="Nod your head."))
    assert any(said in fault.what and fault.line == 3 for fault in faults), faults


def test_words_must_name_the_place_as_a_terminal_has_no_inset() -> None:
    wrong = "no pose names what the inset shows"
    assert wrong not in [one.what for one in lint(nod())]
    bare = nod(says="Nod gently.")
    assert wrong in [one.what for one in lint(bare)]


def test_an_inset_as_large_as_the_picture_beside_it_is_none() -> None:
    large = nod("inset: {of: [head, feet], zoom: 3}")
    assert any("of the area of the picture beside it" in one.what for one in lint(large))
    assert not any("of the area" in one.what for one in lint(nod()))


def test_a_movement_that_is_hardly_seen_needs_an_inset_or_a_sign() -> None:
    small = good(NOD.format(inset="", says="Nod your head.").replace("neck: 9", "neck: 3"))
    assert any("of the picture's size" in one.what for one in lint(small))
    for way in (
        small._replace(inset=nod().inset),
        small._replace(focus=("head", "neck")),
        small._replace(tighten=shipped()["glute-squeeze"].tighten),
    ):
        assert not any("of the picture's size" in one.what for one in lint(way))


def test_a_letter_is_not_covered_either() -> None:
    letter = Letter("L", (5.0, 5.0), 6.0)
    assert covers((4.0, 4.0, 6.0, 6.0), outlines(letter))
    assert not covers((20.0, 4.0, 26.0, 6.0), outlines(letter))
