"""Inverse kinematics of one limb: the hand is to be *there*, so where is the elbow?

Two bones of known length and the distance between shoulder and wrist are a triangle with
three known sides, so the elbow's distance along the straight line and away from it follow
from Pythagoras. What is left free is the direction in which the elbow stands off: it may swing
round the line like a skipping rope. The pose's own angles choose it, or, where the arm is
nearly straight and they say nothing, what is natural (knees forwards, elbows back).
"""

from math import sqrt

from backpt.figure.parts import LENGTHS
from backpt.figure.skeleton import Skeleton
from backpt.figure.vectors import (
    Matrix,
    Vec,
    across,
    add,
    cross,
    length,
    sub,
    times,
    toward,
    turned,
    unit,
)
from backpt.values import NamedTuple

LYING = 2.3
"""The height of an elbow that lies on the floor."""
SURELY_BENT = 6.0
"""A middle joint this far off the straight line says for itself where it points."""


class _Chain(NamedTuple):
    """Names and lengths of a limb's two bones, and what its end carries along."""

    root: str
    bend: str
    end: str
    upper: float
    lower: float
    carried: tuple[str, ...]


_LEG = _Chain(
    "hip", "knee", "ankle", LENGTHS["thigh"], LENGTHS["shank"], ("heel", "ball", "toe")
)
_ARM = _Chain(
    "shoulder",
    "elbow",
    "wrist",
    LENGTHS["upper_arm"],
    LENGTHS["forearm"],
    ("palm", "hand", "thumb"),
)


def end_of(limb: str) -> str:
    """Return the joint that is put in place: the ankle of a foot, the wrist of a hand."""
    return ("ankle_" if limb.startswith("foot") else "wrist_") + limb[-1]


def carried_by(limb: str) -> tuple[str, ...]:
    """Return the points that hang on that joint."""
    chain = _LEG if limb.startswith("foot") else _ARM
    return tuple(f"{name}_{limb[-1]}" for name in chain.carried)


def two_bones(
    root: Vec, goal: Vec, upper: float, lower: float, pole: Vec
) -> tuple[Vec, Vec, float]:
    """Return the middle joint, the end, and how far the end stays short of ``goal``.

    ``pole`` is the direction in which the middle joint stands off. Out of reach the limb is
    straight (or folded, where the goal is too near) and the third value is not 0.
    """
    way = sub(goal, root)
    distance = length(way)
    along = unit(way) if distance > 1e-6 else (0.0, -1.0, 0.0)
    reached = min(max(distance, abs(upper - lower) + 0.01), upper + lower - 0.001)
    foot_of_height = (upper * upper - lower * lower + reached * reached) / (2 * reached)
    height = sqrt(max(upper * upper - foot_of_height * foot_of_height, 0.0))
    off = across(pole, along)
    if length(off) < 1e-6:  # it points along the limb: any direction across will do
        off = across((1.0, 0.0, 0.0) if abs(along[0]) < 0.9 else (0.0, 1.0, 0.0), along)
    foot = add(root, times(along, foot_of_height))
    off = _over_floor(unit(off), along, (LYING - foot[1]) / (height or 1.0))
    bend = add(foot, times(off, height))
    return bend, add(root, times(along, reached)), distance - reached


def placed(
    body: Skeleton, limb: str, goal: Vec, offsets: dict[str, Vec]
) -> tuple[Skeleton, float]:
    """Return ``body`` with a limb bent so that its wrist or ankle is at ``goal``.

    ``offsets`` says where what hangs on the end lies from it, as a hand lies flat on the
    floor however the arm stands. The second value is how far it fell short.
    """
    chain, side = (_LEG if limb.startswith("foot") else _ARM), limb[-1]
    points = dict(body.points)
    root, end = points[f"{chain.root}_{side}"], points[f"{chain.end}_{side}"]
    usual = _usual_bend(body.frames, limb)
    pole = _bend_direction(root, points[f"{chain.bend}_{side}"], end, usual)
    bend, end, short = two_bones(root, goal, chain.upper, chain.lower, pole)
    points[f"{chain.bend}_{side}"], points[f"{chain.end}_{side}"] = bend, end
    for name, offset in offsets.items():
        points[name] = add(end, offset)
    if chain is _LEG:
        points[f"calf_{side}"] = toward(bend, end, 0.5)
    return Skeleton(points, body.frames), short


def _over_floor(off: Vec, along: Vec, least: float) -> Vec:
    """Return the direction across a limb that is nearest to ``off`` and rises by ``least``
    (of 1) at the least, so that an elbow is not pushed through the floor.

    ``up`` is the steepest direction across the limb. Every other one is ``up`` turned round
    the limb, and rises by the cosine of that turn as much.
    """
    up = across((0.0, 1.0, 0.0), along)
    steepest = length(up)
    if off[1] >= least or steepest < 1e-6:
        return off
    up = unit(up)
    cosine = min(1.0, least / steepest)
    aside = across(off, up)
    if length(aside) < 1e-6:  # it points straight down: either side is as near
        aside = cross(along, up)
    return add(times(up, cosine), times(unit(aside), sqrt(1.0 - cosine * cosine)))


def _usual_bend(frames: dict[str, Matrix], limb: str) -> Vec:
    """Return where the middle joint points by nature: knees forwards, elbows back and out."""
    if limb.startswith("foot"):
        return turned(frames["pelvis"], (1.0, 0.15, 0.0))
    return turned(frames["chest"], (-1.0, -0.45, 0.35 if limb[-1] == "r" else -0.35))


def _bend_direction(root: Vec, bend: Vec, end: Vec, usual: Vec) -> Vec:
    """Return the direction in which the middle joint stands off the line, mixed with the
    usual one the straighter the limb is, so that a knee never flips over."""
    off = across(sub(bend, root), unit(sub(end, root)))
    share = min(1.0, length(off) / SURELY_BENT)
    return add(times(unit(off), share), times(unit(usual), 1.0 - share))
