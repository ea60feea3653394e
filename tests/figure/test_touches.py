"""What words say that hands and feet touch, or leave, is what the picture shows."""

from __future__ import annotations

import pytest

from backpt.figure.slips import lint
from tests.figure.drawn import good, shipped

COUNTER = """
view: {view}
props: [floor, {{counter: {{front: 16, height: 53}}}}]
poses:
  start:
    base: standing
    turn: -90
    shoulder-l: {{flex: 8, abd: 38}}
    reach: {{hand-l: [21, {height}, 6]}}
    says: "{says}"
"""
LYING = """
props: [mat]
view: {view}
poses:
  start:
    base: hook-lying
    shoulders: {{flex: 20, abd: 30}}
    elbows: 90
    reach: {{hand-l: {{chest: [{off}, 2, 1]}}, hand-r: belly}}
    says: One hand on your chest and one on your belly.
"""
LIFT = """
props: [floor]
active: [leg-r]
poses:
  start: {{base: standing, says: Stand.}}
  up: {{{how}, says: Lift the right foot a little.}}
"""
TANDEM = """
ground: yes
active: [leg-r]
poses:
  start: {{base: standing, says: Stand.}}
  line:
    hip-r: {{flex: {a}, abd: -5.5}}
    hip-l: {{flex: {b}, abd: -5.5}}
    says: Its heel against the left toes.
"""
SQUEEZE = """
view: top
{more}
active: [hips]
tighten: [hip-l > hip-r, hip-r > hip-l]
poses:
  start: {{base: supine, says: On your back.}}
  squeeze: {{says: Squeeze both buttocks.}}
"""


def said(text: str, **put: object) -> list[str]:
    return [one.what for one in lint(good(text.format(**put)))]


@pytest.mark.parametrize("view", ["[70, 12]", "[70, 8]", "[36, 8]"])
@pytest.mark.parametrize(
    "says",
    [
        "One hand just above the counter.",
        "Stand by a counter, one hand ready.",
        "Hold a counter lightly.",
    ],
)
def test_a_hand_that_holds_a_counter_touches_it_in_the_picture(view: str, says: str) -> None:
    assert not said(COUNTER, view=view, height=55.2, says=says)
    hovers = said(COUNTER, view=view, height=62, says=says)
    assert len(hovers) == 1
    assert "and the hand is" in hovers[0]


def test_a_hand_over_a_counter_of_which_nothing_is_said_is_no_fault() -> None:
    assert not said(COUNTER, view="[70, 12]", height=62, says="Stand.")


def test_hands_that_lie_on_the_body_lie_on_it_in_the_picture_both_of_them() -> None:
    assert not said(LYING, view="side", off=0)
    (floats,) = said(LYING, view="[-12, 14]", off=7)
    assert floats.startswith("it says 'hand on your chest' and the hand is")


def test_the_chest_hand_of_belly_breathing_lies_on_the_chest_and_the_belly_hand_rises() -> None:
    figure = shipped()["belly-breathing"]
    assert not [one for one in lint(figure) if "hand" in one.what]


def test_a_foot_that_is_lifted_goes_up_with_its_toes() -> None:
    assert not said(LIFT, how="hip-r: 50, knee-r: 70, ankle-r: 20")
    drags = said(LIFT, how="hip-r: 28, knee-r: 60, ankle-r: -30")
    assert any("a part of the foot goes up by" in one for one in drags)


def test_a_heel_before_the_toes_touches_them() -> None:
    assert not [one for one in said(TANDEM, a=10, b=-10) if "apart" in one]
    (found,) = [one for one in said(TANDEM, a=25, b=-25) if "apart" in one]
    assert found.startswith("it says 'heel against the left toes' and they are")


def test_buttocks_that_tighten_are_seen_by_a_camera() -> None:
    unseen = "the buttocks tighten and no camera sees them"
    assert unseen in said(SQUEEZE, more="")
    assert unseen not in said(SQUEEZE, more="inset: {of: [hips], view: below}")
    assert unseen not in said(SQUEEZE, more="second: below")


@pytest.mark.parametrize("id_", sorted(shipped()))
def test_no_hand_or_foot_of_the_library_is_off_what_it_is_said_to_touch(id_: str) -> None:
    offs = ("and the hand is", "a part of the foot", "and they are", "buttocks tighten")
    assert not [
        one.what for one in lint(shipped()[id_]) if any(off in one.what for off in offs)
    ]
