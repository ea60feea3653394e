"""A pose with all its contacts -> where every joint is in the room.

The first pose defines the world: it is set down on the floor, and what is planted or anchored
in it stays where it is there. Any pose, also one between two others, is then solved in four
moves: bend all joints (``skeleton``), push the whole body so that the anchor is back in its
place, bend planted limbs to where they stood, bend reaching limbs to where they go
(``limbs``). Between two poses the *angles* are mixed and the contacts solved anew; mixing the
coordinates would shorten the bones on the way.
"""

from functools import lru_cache
from math import acos, atan2, cos, degrees, hypot, radians, sin

from backpt.figure.contacts import of_length, reached, walls_of
from backpt.figure.limbs import carried_by, end_of, placed
from backpt.figure.parts import (
    PARTS,
    ROUND,
    Figure,
    Pose,
    Reach,
    Stance,
    Target,
    Turn,
)
from backpt.figure.skeleton import Skeleton, skeleton
from backpt.figure.vectors import (
    Vec,
    add,
    sub,
    toward,
)
from backpt.values import NamedTuple


class World(NamedTuple):
    """What the first pose fixes for all others."""

    start: Skeleton
    anchor: Vec
    planted: dict[str, Vec]
    """Limb -> where its wrist or ankle stays."""
    offsets: dict[str, dict[str, Vec]]
    """Limb -> how what hangs on that end lies there."""
    walls: dict[str, float]
    """``front`` and ``behind`` -> x; ``left`` and ``right`` -> z."""


class Solved(NamedTuple):
    body: Skeleton
    short: tuple[tuple[str, float], ...]
    """Limbs that do not come where they should, and by how much."""


@lru_cache(maxsize=256)
def key(figure: Figure, index: int) -> Solved:
    """Return the pose ``index`` of a figure, solved."""
    return solved(figure, figure.poses[index])


@lru_cache(maxsize=512)
def between(figure: Figure, start: int, end: int, part: float) -> Solved:
    """Return the body ``part`` (0-1) of the way from one pose to another."""
    return solved(figure, mixed(figure.poses[start], figure.poses[end], part))


@lru_cache(maxsize=128)
def world(figure: Figure) -> World:
    """Set the first pose down on the floor and keep what must not move from it."""
    first = figure.poses[0]
    body = skeleton(first)
    body = body.shifted((0.0, -_lowest(body, frozenset(_touching(first))), 0.0))
    walls = walls_of(figure.props, body)
    for limb, reaches in _by_limb(first):
        body = reached(body, limb, reaches, walls)[0]
    limbs = [limb for limb, _ in first.planted]
    offsets = {
        limb: {
            name: sub(body.points[name], body.points[end_of(limb)]) for name in carried_by(limb)
        }
        for limb in limbs
    }
    planted = {limb: body.points[end_of(limb)] for limb in limbs}
    return World(body, body.place(figure.anchor), planted, offsets, walls)


def solved(figure: Figure, pose: Pose) -> Solved:
    """Return the joints of any pose of ``figure``, contacts kept."""
    there = world(figure)
    body = skeleton(pose)
    first = figure.poses[0].stance
    push = sub(there.anchor, body.place(figure.anchor))
    push = add(push, (pose.stance.fwd - first.fwd, pose.stance.up - first.up, 0.0))
    body = body.shifted(push)
    if figure.ground:
        body = body.shifted((0.0, -_lowest(body, frozenset(_touching(pose))), 0.0))
    short = []
    for limb, weight in pose.planted:
        if weight:
            goal = toward(body.points[end_of(limb)], there.planted[limb], weight)
            lying = _mixed_offsets(body, limb, there.offsets[limb], weight)
            body, missed = placed(body, limb, goal, lying)
            short.append((limb, missed))
    for limb, reaches in _by_limb(pose):
        body, missed = reached(body, limb, reaches, there.walls)
        short.append((limb, missed))
    return Solved(body, tuple(short))


def _by_limb(pose: Pose) -> list[tuple[str, tuple[Reach, ...]]]:
    limbs = dict.fromkeys(reach.limb for reach in pose.reach)
    return [(limb, tuple(one for one in pose.reach if one.limb == limb)) for limb in limbs]


def _mixed_offsets(
    body: Skeleton, limb: str, planted: dict[str, Vec], weight: float
) -> dict[str, Vec]:
    """Return how a hand or foot lies that is let go by and by; its bones keep their length."""
    end = body.points[end_of(limb)]
    return {
        name: of_length(toward(sub(body.points[name], end), offset, weight), offset)
        for name, offset in planted.items()
    }


def _touching(pose: Pose) -> list[str]:
    """Return the points of limbs that go somewhere else, and so do not carry the body."""
    away = [reach.limb for reach in pose.reach if reach.limb.startswith("hand")]
    return [f"{name}_{limb[-1]}" for limb in away for name in ("elbow", "wrist", "hand")]


def _lowest(body: Skeleton, without: frozenset[str]) -> float:
    return min(body.points[name][1] - r for name, r in ROUND if name not in without)


def mixed(a: Pose, b: Pose, part: float) -> Pose:
    """Return the pose ``part`` (0-1) of the way from ``a`` to ``b``: every angle between."""
    turns = tuple(
        one
        if one == other
        else Turn(*(x + (y - x) * part for x, y in zip(one, other, strict=True)))
        for one, other in zip(a.turns, b.turns, strict=True)
    )
    stance = Stance(*(x + (y - x) * part for x, y in zip(a.stance, b.stance, strict=True)))
    loose = dict(b.planted)
    planted = tuple((limb, w + (loose[limb] - w) * part) for limb, w in a.planted)
    belly = a.belly + (b.belly - a.belly) * part
    blades = a.blades + (b.blades - a.blades) * part
    glide = a.glide + (b.glide - a.glide) * part
    reach = _mixed_reach(a, b, part)
    return Pose("", "", stance, turns, reach, planted, belly=belly, blades=blades, glide=glide)


def _mixed_reach(a: Pose, b: Pose, part: float) -> tuple[Reach, ...]:
    """Return both poses' reaches: one that both have stays, another fades out or in."""
    weights: dict[tuple[str, Target], float] = {}
    for pose, share in ((a, 1.0 - part), (b, part)):
        for limb, target, weight in pose.reach:
            weights[limb, target] = weights.get((limb, target), 0.0) + weight * share
    return tuple(
        Reach(limb, target, weight) for (limb, target), weight in weights.items() if weight > 0
    )


def level_lean(pose: Pose, first: Pose, anchor: tuple[str, ...]) -> float:
    """Return the lean that keeps the shoulders as high over the anchor as in ``first``.

    Leaning by an angle turns the arrow from anchor to shoulders in the upright plane. With
    the arrow (x, y) before leaning, its height afterwards is y cos(lean) - x sin(lean), which
    is a cosine again: length * cos(lean + atan2(x, y)). So the lean follows from an arc
    cosine; of its two solutions the one nearer to the first pose is meant.
    """
    shoulders = PARTS["shoulders"]

    def arrow(of: Pose) -> tuple[float, float]:
        upright = of._replace(stance=Stance(roll=of.stance.roll))
        body = skeleton(upright)
        x, y, _ = sub(body.place(shoulders), body.place(anchor))
        return x, y

    x, y = arrow(first)
    lean = radians(first.stance.lean)
    wanted = y * cos(lean) - x * sin(lean)
    x, y = arrow(pose)
    swing = acos(max(-1.0, min(1.0, wanted / (hypot(x, y) or 1.0))))
    answers = (degrees(way * swing - atan2(x, y)) for way in (1, -1))
    return min(answers, key=lambda answer: abs(answer - first.stance.lean))
