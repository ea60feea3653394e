"""Numbers that were once looked at as pictures and found right (per cent of body height)."""

from __future__ import annotations

import pytest

from backpt.figure.solve import key
from tests.figure.drawn import examples, good

GOLDEN = [
    ("knee-tilts", 1, "knee_r", (14.2, 18.7, 16.7)),
    ("knee-tilts", 1, "ankle_r", (30.9, 6.2, 4.8)),
    ("knee-tilts", 1, "chest", (-21.8, 6.2, 0.0)),
    ("bridge", 1, "pelvis", (-2.7, 18.0, 0.0)),
    ("bridge", 1, "knee_r", (19.4, 27.3, 4.8)),
    ("bridge", 1, "ankle_r", (30.9, 6.2, 4.8)),
    ("band-row", 0, "hand_r", (35.2, 40.4, 9.0)),
    ("band-row", 1, "hand_r", (13.0, 35.9, 9.0)),
]


@pytest.mark.parametrize(("id_", "pose", "point", "where"), GOLDEN)
def test_a_joint_is_where_it_was_when_the_picture_was_looked_at(
    id_: str, pose: int, point: str, where: tuple[float, float, float]
) -> None:
    found = key(examples()[id_], pose).body.points[point]
    assert found == pytest.approx(where, abs=0.06)


CAT_COW = """
plant: [hands, feet]
active: [torso]
poses:
  neutral:
    base: all-fours
    lean: 13
    hips: 90
    knees: 90
    ankles: -50
    shoulders: 90
    says: "Level."
  cat: {lean: auto, low-back: 40, upper-back: 40, neck: 30, says: "Round."}
  cow: {lean: auto, low-back: -30, upper-back: -12, neck: -35, says: "Sink."}
"""


def test_lean_auto_finds_the_angle_that_took_a_search_by_hand() -> None:
    leans = [pose.stance.lean for pose in good(CAT_COW).poses]
    assert leans == pytest.approx([90.0, 41.8, 120.1], abs=0.1)


def test_lean_auto_keeps_the_shoulders_at_their_height() -> None:
    figure = good(CAT_COW)
    heights = [key(figure, pose).body.part("shoulders")[1] for pose in range(3)]
    assert heights == pytest.approx([heights[0]] * 3, abs=0.05)
