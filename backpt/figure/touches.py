"""What hands and feet touch, and what they leave: what words claim, and what is seen of it.

A hand that is said to be on a counter and is drawn over it makes a stranger ask which is
meant; so does a foot that is said to be lifted and has its toes on the floor.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import hypot

from backpt.figure.camera import Circle, Flat, camera
from backpt.figure.facts import Shown, moves_more
from backpt.figure.furniture import top_of
from backpt.figure.insets import outlines
from backpt.figure.parts import RADII, Figure, View
from backpt.figure.scene import shots, still
from backpt.figure.skeleton import Skeleton
from backpt.figure.solve import key, world
from backpt.figure.vectors import distance
from backpt.language import figure_faults as faults

Said = tuple[str, str]
"""What is wrong, and what to do."""

APART = 1.0
"""A hand and what it lies on, with less between them in the picture, touch (per cent of body
height: the width of an outline) [D]."""
CLEAR = 2.5
"""A foot that is lifted has all of it at least so far over where it was [D]."""
NOTHING = 1e9
TOUCHING = 1.5
"""A heel and toes with no more between them are one against the other [D]."""
_HAND = (("wrist", RADII["wrist"]), ("palm", 2.2), ("hand", RADII["hand"]))
_SOLE = (("heel", RADII["heel"]), ("ball", 1.9), ("toe", RADII["toe"]))

_HANDS = r"(?:hands?|fingertips|fingers)"
ON_A_THING = re.compile(
    rf"\b{_HANDS}\b[^.;]{{0,24}}\b(?:counter|chair|worktop|ball|its back|ready|above it)\b"
    r"|\bhold\b[^.;]{0,24}\b(?:counter|chair|worktop)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:hands|fingertips|and one)\b", re.IGNORECASE)
ON_THE_BODY = re.compile(
    rf"\b{_HANDS} on (?:your|the) (?:front of (?:your|the) )?(?:chest|belly|hip bones|hips)\b",
    re.IGNORECASE,
)
_LIFT = re.compile(r"\blift (?:your|the) (?P<side>left|right) (?:foot|leg)\b", re.IGNORECASE)
_HEEL_TO_TOE = re.compile(
    r"\bheel (?:is )?(?:directly )?(?:against|in front of) the (?:other|left|right) toes",
    re.IGNORECASE,
)


def touch_faults(figure: Figure, index: int) -> Iterator[Said]:
    """Return what the words of a pose say that hands and feet touch or leave, and do not."""
    says = figure.poses[index].says
    views = tuple(dict.fromkeys(shot.view for shot in shots(figure) if shot.pose == index))
    for pattern, is_thing in ((ON_A_THING, True), (ON_THE_BODY, False)):
        found = pattern.search(says)
        if found and views:
            gap = max(
                _gap(figure, index, view, thing=is_thing, both=_both(says)) for view in views
            )
            if APART < gap < NOTHING:
                yield faults.hand_is_off(found[0], gap), faults.PUT_HAND
    yield from _dragged(figure, index, says)
    yield from _not_together(figure, index, says)


def _both(says: str) -> bool:
    return bool(_SEVERAL.search(says))


def _gap(figure: Figure, index: int, view: View, *, thing: bool, both: bool) -> float:
    """Return how far a hand is from a thing, or from the body, in a picture: the nearer hand,
    or the farther one where both shall be there. ``NOTHING`` where there is no such thing."""
    body, eye = key(figure, index).body, camera(view)
    pose = figure.poses[index]
    put = {reach.limb[-1] for reach in pose.reach if reach.limb.startswith("hand")}
    put |= {limb[-1] for limb, _ in pose.planted if limb.startswith("hand")}
    spots = [spots for layer in _under(figure, index, view, thing=thing) for spots in layer]
    if not spots:
        return NOTHING
    gaps = [
        max(
            _over(figure, body, side) if thing else 0.0,
            min(
                _between((*eye.seen(body.points[f"{name}_{side}"])[:2], r), outline)
                for name, r in _HAND
                for outline in spots
            ),
        )
        for side in sorted(put or "lr")  # a hand that hangs may be before the thing
    ]
    return max(gaps) if both else min(gaps)


def _over(figure: Figure, body: Skeleton, side: str) -> float:
    """Return how far a hand is over or under the worktop or the chair's back: a camera from
    above does not tell a hand on it from one in the air, or from one that hangs before it."""
    tops = [top_of(prop, world(figure).start) for prop in figure.props]
    spots = [(body.points[f"{name}_{side}"][1], r) for name, r in _HAND]
    low, high = min(y - r for y, r in spots), max(y for y, _ in spots)
    return min(
        (max(low - top, top - high, 0.0) for top in tops if top is not None), default=0.0
    )


def _under(
    figure: Figure, index: int, view: View, *, thing: bool
) -> Iterator[list[tuple[Flat, ...]]]:
    """Yield the outlines of what hands may lie on: things, or trunk and legs."""
    for layer in still(figure, key(figure, index).body, view):
        if layer.name == "prop" if thing else layer.name.startswith(("torso", "leg")):
            yield [
                one
                for shape in layer.shapes
                if shape.role != "ground"
                for one in outlines(shape)
            ]


def _between(circle: Circle, outline: tuple[Flat, ...]) -> float:
    """Return how far a circle is outside a convex outline, at most 0 where it touches it."""
    x, y, r = circle
    inside, nearest = True, NOTHING
    for (ax, ay), (bx, by) in pairwise((*outline, outline[0])):
        wx, wy = bx - ax, by - ay
        long = wx * wx + wy * wy
        share = min(1.0, max(0.0, ((x - ax) * wx + (y - ay) * wy) / long)) if long else 0.0
        nearest = min(nearest, hypot(x - ax - wx * share, y - ay - wy * share))
        inside = inside and wx * (y - ay) - wy * (x - ax) >= 0
    return 0.0 if inside else max(0.0, nearest - r)


def _dragged(figure: Figure, index: int, says: str) -> Iterator[Said]:
    """A foot that goes up goes up as a whole."""
    before = Shown(figure, index).before
    if before is None:
        return
    now = key(figure, index).body
    for found in _LIFT.finditer(says):
        side = found["side"][0].lower()
        if moves_more(Shown(figure, index), "leg", "l" if side == "r" else "r", side):
            continue  # another fault, which is said of the side
        was, is_ = (
            min(one.points[f"{name}_{side}"][1] - r for name, r in _SOLE)
            for one in (before, now)
        )
        if is_ - was < CLEAR:
            yield faults.foot_is_down(found[0], is_ - was), faults.LIFT_FOOT


def _not_together(figure: Figure, index: int, says: str) -> Iterator[Said]:
    """A heel that is before the toes touches them."""
    points = key(figure, index).body.points
    if found := _HEEL_TO_TOE.search(says):
        least = min(distance(points[f"heel_{a}"], points[f"toe_{b}"]) for a, b in ("lr", "rl"))
        gap = least - RADII["heel"] - RADII["toe"]
        if gap > TOUCHING:
            yield faults.feet_do_not_touch(found[0], gap), faults.PUT_HEEL
