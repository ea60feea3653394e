"""A camera looks from where a stranger can tell which way it goes, how many limbs, and what
touches what: each kind was once a picture that a reader could not tell."""

from __future__ import annotations

import pytest

from backpt.figure.slips import lint
from backpt.language import figure_faults as faults
from tests.figure.drawn import good

ASIDE = """
{view}
anchor: foot-l
active: [leg-r]
poses:
  start: {{base: standing, says: Stand.}}
  out: {{hip-r: {way}, says: Lift the right leg.}}
"""
TO_THE_SIDE, BACK = "{abd: 28}", "{flex: -28}"
KNEES = """
{view}
props: [floor]
anchor: chest
active: [legs]
poses:
  start: {{base: hook-lying, says: Lie on your back.}}
  up: {{hips: {up}, knees: 110, says: Bring up both knees.}}
"""
BAND = """
{view}
props: [floor, {{band: [palm-r, {fixed}]}}]
active: [arms]
poses:
  start: {{base: standing, shoulders: 60, says: Hold the band.}}
"""
AT_THE_SIDE, IN_FRONT = "[0, 70, 56]", "[90, 70, 0]"
HOLDS = """
{view}
props: [floor]
active: [leg-r]
poses:
  start: {{base: hook-lying, says: Lie on your back.}}
  hold:
    hip-r: 110
    knee-r: 100
    shoulders: {{flex: 40, abd: 24}}
    elbows: 60
    reach: {{hand-l: {{knee-r: [8, -8, -5]}}{both}}}
    says: Hold the thigh.
"""
BOTH = ", hand-r: {knee-r: [8, -8, 5]}"
FOUR = """
{view}
props: [mat]
active: [leg-r]
poses:
  start:
    base: hook-lying
    hip-r: {{flex: 70, abd: 40, rot: 50}}
    knee-r: 95
    reach: {{foot-r: {{knee-l: [-5, 5, -5]}}}}
    says: On your back.
"""


def found(text: str, **put: str) -> set[str]:
    return {one.what for one in lint(good(text.format(**put)))}


@pytest.mark.parametrize("view", ["view: [122, 8]", "view: [-35, 10]"])
def test_a_leg_that_goes_to_the_side_is_not_seen_aslant(view: str) -> None:
    said = faults.sideways_seen_aslant("leg_r")
    assert said in found(ASIDE, view=view, way=TO_THE_SIDE)
    assert said not in found(ASIDE, view=view, way=BACK)


@pytest.mark.parametrize(
    "view", ["view: back", "view: [100, 10]", "view: [122, 8]\nsecond: top"]
)
def test_from_the_front_the_back_or_above_it_is_seen_to_go_to_the_side(view: str) -> None:
    assert faults.sideways_seen_aslant("leg_r") not in found(ASIDE, view=view, way=TO_THE_SIDE)


def test_two_legs_in_the_air_do_not_look_like_one() -> None:
    assert faults.TWO_LEGS_LOOK_LIKE_ONE in found(KNEES, view="view: side", up="110")
    assert faults.TWO_LEGS_LOOK_LIKE_ONE not in found(KNEES, view="view: [-25, 20]", up="110")


def test_two_legs_that_stand_beside_each_other_may() -> None:
    standing = "{props: [floor], ground: yes, active: [legs], poses: {"
    standing += "start: {base: standing, says: Stand.}, "
    standing += "down: {hips: 30, knees: 40, ankles: 20, says: Bend your knees.}}}"
    assert faults.TWO_LEGS_LOOK_LIKE_ONE not in {one.what for one in lint(good(standing))}


@pytest.mark.parametrize(
    ("view", "fixed", "wrong"),
    [
        ("view: [-32, 8]", AT_THE_SIDE, True),
        ("view: side", AT_THE_SIDE, True),
        ("view: [-32, 8]\nsecond: top", AT_THE_SIDE, False),
        ("view: front", AT_THE_SIDE, False),
        ("view: front", IN_FRONT, True),
        ("view: side", IN_FRONT, False),
    ],
)
def test_a_band_is_seen_to_come_from_where_it_is_fixed(
    view: str, fixed: str, *, wrong: bool
) -> None:
    assert (faults.BAND_SEEN_ASLANT in found(BAND, view=view, fixed=fixed)) is wrong


def test_a_hand_that_holds_the_body_is_seen_or_the_other_one_is() -> None:
    hidden = faults.hands_are_hidden(["hand_l"])
    assert hidden in found(HOLDS, view="view: side", both="")
    assert hidden not in found(HOLDS, view="view: far-side", both="")
    assert not any("hidden" in one for one in found(HOLDS, view="view: side", both=BOTH))


def test_an_ankle_across_the_other_thigh_is_seen_to_lie_across_it() -> None:
    said = faults.foot_not_across("foot_r")
    assert said in found(FOUR, view="view: [-35, 25]")
    assert said not in found(FOUR, view="view: [165, 24]")
