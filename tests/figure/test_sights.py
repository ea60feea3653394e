"""What no panel shows is found: each kind once misled somebody who only had the picture."""

from __future__ import annotations

import pytest

from backpt.figure.parts import Figure
from backpt.figure.raster import Canvas, outline
from backpt.figure.scene import frame, still
from backpt.figure.shapes import Blob
from backpt.figure.sights import DOTS, most_of, seen_part, widths_unlike
from backpt.figure.slips import lint
from backpt.figure.solve import key
from tests.figure.drawn import good, shipped

ASIDE = """
{view}
active: [leg-l]
poses:
  start: {{base: standing, says: Stand.}}
  out: {{hip-l: {{abd: 30}}, says: Lift the left leg out.}}
"""
BEND = """
{view}
props: [floor]
ground: yes
active: [legs]
poses:
  start: {{base: standing, says: Stand.}}
  down: {{hips: 30, knees: 60, ankles: 30, says: Bend your knees.}}
"""
ROUND = """
{view}
active: [torso]
poses:
  start: {{base: supine, says: Lie down.}}
  over: {{roll: 90, {aside}says: Turn over.}}
"""


def found(text: str, **put: str) -> list[str]:
    return [one.what for one in lint(good(text.format(**put)))]


def test_a_limb_that_moves_behind_the_other_is_hidden() -> None:
    aslant = "leg_l goes to the side and is seen aslant, as if it went forward or back"
    hidden, *others = found(ASIDE, view="view: side")
    assert "leg_l moves and only" in hidden
    assert others == found(ASIDE, view="view: far-side") == [aslant]


def test_a_second_camera_may_show_it() -> None:
    assert found(ASIDE, view="second: front") == []


def test_limbs_that_move_alike_may_hide_each_other() -> None:
    assert found(BEND, view="view: side") == []


def test_a_bent_knee_that_looks_straight_is_found() -> None:
    said = found(BEND, view="view: front")
    assert said
    assert all("is bent 60 degrees and looks like" in one for one in said)


def test_a_body_that_is_turned_between_panels_is_another_choice_or_a_fault() -> None:
    assert "the body is turned 90 degrees from the panel before" in found(
        ROUND, view="view: top", aside=""
    )
    assert not any(
        "is turned" in one for one in found(ROUND, view="view: top", aside="aside: yes, ")
    )


def test_a_second_camera_must_not_turn_the_body_to_the_other_side_of_the_page() -> None:
    turned = "the second camera shows the body facing the other side"
    assert turned in found(BEND, view="second: far-side")
    assert turned not in found(BEND, view="second: quarter")


def test_legs_that_stand_apart_do_not_lie_across_each_other_in_any_picture() -> None:
    for id_ in ("posture-hold-standing", "wall-angels"):
        figure = shipped()[id_]
        view = figure.view if figure.second is None or id_ == "wall-angels" else figure.second
        for leg, other in (("leg_l", "leg_r"), ("leg_r", "leg_l")):
            assert seen_part(figure, 1, view, leg, over=(other,)) > 0.985


def painted_whole(figure: Figure, index: int, limb: str) -> float:
    """Return how much of a limb is seen where all that there is was painted, dot by dot."""
    layers = still(figure, key(figure, index).body, figure.view)
    alone, together = (
        Canvas(DOTS, DOTS, frame(figure, figure.view), mirrored=False) for _ in range(2)
    )
    for layer in sorted(layers, key=lambda one: one.depth):
        for shape in layer.shapes:
            if isinstance(shape, Blob) and shape.role not in ("mark", "ground"):
                area = outline(together.circles(shape.circles))
                together.fill(area, 1 if layer.name == limb else 2)
                if layer.name == limb:
                    alone.fill(area, 1)
    seen, all_of_it = (sum(row.count(1) for row in one.rows) for one in (together, alone))
    return seen / all_of_it if all_of_it else 0.0


@pytest.mark.parametrize("limb", ["arm_l", "arm_r", "leg_l", "leg_r"])
def test_what_lies_behind_a_limb_or_beside_it_covers_none_of_it(limb: str) -> None:
    parts = []
    for figure in shipped().values():
        last = len(figure.poses) - 1
        part = seen_part(figure, last, figure.view, limb)
        assert part == painted_whole(figure, last, limb)
        parts.append(part)
    assert min(parts) < 0.7 < max(parts)


def test_who_looks_for_enough_looks_no_further() -> None:
    parts = iter((0.2, 0.1, 0.5, 0.9))
    assert most_of(parts, 0.4) == 0.5
    assert next(parts) == 0.9
    assert most_of(iter((0.2, 0.3, 0.1)), 0.4) == 0.3
    assert most_of(iter(()), 0.4) == 0.0


KNEES = """
view: front
poses:
  start: {{base: standing, hips: {hips}, knees: 60, says: Stand.}}
"""


def test_knees_that_lie_across_each_other_over_feet_apart_are_found() -> None:
    crossed = "the legs look crossed and are not"
    assert crossed in found(KNEES, hips="{flex: 30, abd: -6, rot: -30}")
    assert crossed not in found(KNEES, hips="{flex: 30, abd: 4}")


@pytest.mark.parametrize(
    ("abd", "text", "wrong"),
    [
        ("4", "Stand with your feet hip width apart.", False),
        ("0", "Stand with your feet shoulder width apart.", True),
        ("5", "Stand with your feet shoulder-width apart.", False),
        ("-4", "Feet hip width apart.", True),
        ("-4", "Feet together.", False),
    ],
)
def test_feet_stand_as_wide_as_the_words_say(abd: str, text: str, *, wrong: bool) -> None:
    figure = good(f"poses: {{start: {{base: standing, hips: {{abd: {abd}}}, says: Stand.}}}}")
    assert bool(list(widths_unlike(figure, (text,)))) is wrong
