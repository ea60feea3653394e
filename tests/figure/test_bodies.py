"""What is true of every body in every picture, and half-way between two pictures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from backpt.figure.limbs import end_of
from backpt.figure.motion import TICKS, Moment, moments
from backpt.figure.parts import LENGTHS, ROUND, Figure
from backpt.figure.skeleton import Skeleton
from backpt.figure.slips import lint
from backpt.figure.solve import Solved, between, key, world
from backpt.figure.vectors import distance, dot, sub
from tests.figure.drawn import everything

BONES = [
    (f"{a}_{side}", f"{b}_{side}", LENGTHS[bone])
    for a, b, bone in (
        ("hip", "knee", "thigh"),
        ("knee", "ankle", "shank"),
        ("shoulder", "elbow", "upper_arm"),
        ("elbow", "wrist", "forearm"),
        ("wrist", "hand", "hand"),
    )
    for side in "lr"
]
figures = pytest.mark.parametrize("figure", [pytest.param(f, id=n) for n, f in everything()])


def ways(figure: Figure) -> list[tuple[int, int]]:
    """Return every way between two poses that the figure takes in a rep."""
    return sorted({(at.start, at.end) for at in moments(figure) if at.tick})


def every_moment(figure: Figure) -> Iterator[tuple[str, Solved]]:
    for index, pose in enumerate(figure.poses):
        yield pose.name, key(figure, index)
    for a, b in ways(figure):
        for tick in range(1, TICKS):
            part = round(Moment(a, b, tick).part, 4)
            yield f"{a}-{b} at {tick}", between(figure, a, b, part)


@figures
def test_bones_keep_their_length_through_every_in_between(figure: Figure) -> None:
    for name, solved in every_moment(figure):
        for a, b, long in BONES:
            points = solved.body.points
            assert distance(points[a], points[b]) == pytest.approx(long, abs=0.02), (name, a)


@figures
def test_planted_hands_and_feet_do_not_move_by_half_a_per_cent_of_height(
    figure: Figure,
) -> None:
    stays = world(figure).planted
    firmly = [
        limb
        for limb in stays
        if all(dict(pose.planted)[limb] == 1.0 for pose in figure.poses)
        and not any(reach.limb == limb for pose in figure.poses[1:] for reach in pose.reach)
    ]
    for name, solved in every_moment(figure):
        for limb in firmly:
            moved = distance(solved.body.points[end_of(limb)], stays[limb])
            assert moved < 0.5, (name, limb)


@figures
def test_nothing_is_below_the_floor(figure: Figure) -> None:
    if any(prop.kind in ("floor", "mat", "bed") for prop in figure.props):
        for name, solved in every_moment(figure):
            low, part = min((solved.body.points[p][1] - r, p) for p, r in ROUND)
            assert low > -2.5, (name, part)


@figures
def test_left_and_right_are_never_swapped(figure: Figure) -> None:
    for name, solved in every_moment(figure):
        body = solved.body
        assert is_right_of(body, "hip", "pelvis") > 4.5, name
        assert is_right_of(body, "shoulder", "chest") > 8.5, name


def is_right_of(body: Skeleton, joint: str, frame: str) -> float:
    rows = body.frames[frame]
    right = (rows[0][2], rows[1][2], rows[2][2])
    points = body.points
    return dot(sub(points[f"{joint}_r"], points[f"{joint}_l"]), right) / 2


@figures
def test_the_linter_finds_nothing(figure: Figure) -> None:
    assert lint(figure) == ()


@figures
def test_a_body_moves_without_jumps(figure: Figure) -> None:
    """A knee that flips over goes through a third of the body between two pictures."""
    for a, b in ways(figure):
        parts = [round(Moment(a, b, tick).part, 4) for tick in range(TICKS + 1)]
        bodies = [between(figure, a, b, part).body for part in parts]
        ends = max(distance(bodies[0].points[p], bodies[-1].points[p]) for p, _ in ROUND)
        for before, now in pairwise(bodies):
            for part, _ in ROUND:
                step = distance(before.points[part], now.points[part])
                assert step < max(7.0, ends / 4), (a, b, part)
