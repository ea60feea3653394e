"""What a picture shows of left and right: which limb moves, is bent, is in front, is lain on.

Knows joints and no words. Every question is asked so that it is only answered with yes where
the picture clearly shows it.
"""

from math import acos, degrees

from backpt.figure.parts import Figure
from backpt.figure.skeleton import Skeleton
from backpt.figure.solve import key, world
from backpt.figure.vectors import Vec, distance, dot, segment_distance, sub, unit
from backpt.values import NamedTuple

ANGLE, PLACE = 10.0, 1.0
"""Joints of both sides that differ by less (degrees; per cent of height) look the same."""
FAR, TIMES = 3.0, 3.0
"""A limb that moves by this much, and this many times as far as the other, is the one."""
FLAT = 0.6
"""The sine of how far the front, back or side of a trunk that lies on it is turned down."""


class Shown(NamedTuple):
    """One pose of a figure, and the one that it comes from."""

    figure: Figure
    pose: int
    """Its index."""

    @property
    def now(self) -> Skeleton:
        return key(self.figure, self.pose).body

    @property
    def before(self) -> Skeleton | None:
        return key(self.figure, self.pose - 1).body if self.pose else None

    def moved(self, limb: str, side: str) -> float:
        """Return how far a limb came from the pose before."""
        before, now = self.before, self.now
        if before is None:
            return 0.0
        tips = ("knee", "ankle") if limb == "leg" else ("elbow", "hand")
        names = [f"{tip}_{side}" for tip in tips]
        return max(distance(before.points[name], now.points[name]) for name in names)

    def bend(self, limb: str, side: str) -> float:
        """Return the angle of a knee or elbow in degrees, 0 where it is straight."""
        names = ("hip", "knee", "ankle") if limb == "leg" else ("shoulder", "elbow", "wrist")
        a, b, c = (self.now.points[f"{name}_{side}"] for name in names)
        return _between(sub(b, a), sub(c, b))

    def angle(self, joint: str, side: str) -> float:
        """Return how far a knee, elbow or hip is bent in degrees, 0 where it is straight."""
        if joint != "hip":
            return self.bend("leg" if joint == "knee" else "arm", side)
        p = self.now.points
        hip, knee = p[f"hip_{side}"], p[f"knee_{side}"]
        return _between(sub(p["pelvis"], p["waist"]), sub(knee, hip))

    def height(self, joint: str, side: str) -> float:
        return self.now.points[f"{joint}_{side}"][1]

    def ahead(self, joint: str, side: str) -> float:
        """Return how far forward a joint is: where the chest points, or the head if it lies."""
        frame = self.now.frames["pelvis"]
        upright = abs(frame[1][1]) > FLAT
        x, _, z = _axis(self.now, 0 if upright else 1)
        return dot(unit((x, 0.0, z)), self.now.points[f"{joint}_{side}"])

    def down(self, axis: int) -> float:
        """Return the sine by which the front (0), the head (1) or the right (2) points down."""
        return -self.now.frames["chest"][1][axis]


def _between(one: Vec, other: Vec) -> float:
    """Return the angle between two directions in degrees."""
    return degrees(acos(max(-1.0, min(1.0, dot(unit(one), unit(other))))))


def _axis(body: Skeleton, number: int) -> Vec:
    """Return where the front (0), the top (1) or the right (2) of the pelvis points."""
    first, second, third = body.frames["pelvis"]
    return (first[number], second[number], third[number])


class Claim(NamedTuple):
    """A side that is named, with the part of the body if there is one."""

    side: str
    """``l`` or ``r``, and so is ``other``."""
    other: str
    limb: str
    """``leg`` or ``arm``; "" where no part is named."""
    part: str


def is_the_other(shown: Shown, claim: Claim, *, does: bool) -> bool:
    """Return whether the limb of the other side is what moves.

    ``does`` where a verb of movement stands by the claim: it may be about another limb than
    the active one, as the foot that is lowered from a step.
    """
    active = shown.figure.active
    own, other = (f"{claim.limb}_{side}" for side in (claim.side, claim.other))
    tells = (own in active) != (other in active)
    if does and tells and moves_more(shown, claim.limb, claim.side, claim.other):
        return False
    if does or not tells:
        more = moves_more(shown, claim.limb, claim.other, claim.side)
        return more or (tells and other in active)
    return other in active


def moves_more(shown: Shown, limb: str, side: str, other: str) -> bool:
    """Return whether a limb of one side clearly moves and that of the other does not."""
    return shown.moved(limb, side) > max(FAR, TIMES * shown.moved(limb, other))


def is_lain_on_the_other(shown: Shown, claim: Claim) -> bool:
    """Return whether the body does not lie on the side that is named."""
    down = shown.down(2)
    return down < FLAT if claim.side == "r" else down > -FLAT


def is_straighter(shown: Shown, claim: Claim) -> bool:
    """Return whether a knee or elbow is bent less than the other one."""
    own, other = (shown.bend(claim.limb, side) for side in (claim.side, claim.other))
    return own < other - ANGLE


def is_bent_more(shown: Shown, claim: Claim) -> bool:
    """Return whether a knee or elbow is bent more than the other one."""
    return is_straighter(shown, _turned_round(claim))


def is_behind(shown: Shown, claim: Claim) -> bool:
    """Return whether a foot or hand is farther back than the other one."""
    joint = "ankle" if claim.limb == "leg" else "wrist"
    return shown.ahead(joint, claim.side) < shown.ahead(joint, claim.other) - PLACE


def is_ahead(shown: Shown, claim: Claim) -> bool:
    """Return whether a foot or hand is farther forward than the other one."""
    return is_behind(shown, _turned_round(claim))


def is_higher(shown: Shown, claim: Claim) -> bool:
    """Return whether a knee, elbow, ankle or shoulder is over the other one."""
    joint = {"knee": "knee", "elbow": "elbow"}.get(claim.part)
    joint = joint or ("ankle" if claim.limb == "leg" else "shoulder")
    return shown.height(joint, claim.side) > shown.height(joint, claim.other) + PLACE


def is_lower(shown: Shown, claim: Claim) -> bool:
    """Return whether a knee, elbow, ankle or shoulder is under the other one."""
    return is_higher(shown, _turned_round(claim))


def does_not_rest(shown: Shown, claim: Claim) -> bool:
    """Return whether a limb that carries the body, or stays, is up or on its way."""
    own, other = (shown.height("ankle", side) for side in (claim.side, claim.other))
    return own > other + PLACE or moves_more(shown, claim.limb, claim.side, claim.other)


def lies_across_the_other(shown: Shown, claim: Claim) -> bool:
    """Return whether the ankle of the other side lies across a thigh instead."""
    p = shown.now.points

    def gap(ankle: str, thigh: str) -> float:
        over = p[f"hip_{thigh}"], p[f"knee_{thigh}"]
        return segment_distance(p[f"ankle_{ankle}"], p[f"heel_{ankle}"], *over)

    return gap(claim.side, claim.other) > gap(claim.other, claim.side) + PLACE


def goes_the_other_way(shown: Shown, claim: Claim) -> bool:
    """Return whether the movement goes to the side that is not named."""
    shift = _shift_to_right(shown)
    return abs(shift) > PLACE and (shift > 0) != (claim.side == "r")


_TIPS = {
    "leg_l": "knee_l",
    "leg_r": "knee_r",
    "arm_l": "hand_l",
    "arm_r": "hand_r",
    "torso": "chest",
    "hips": "pelvis",
    "head": "nose",
}


def _shift_to_right(shown: Shown) -> float:
    """Return how far what is active went to the person's own right."""
    if shown.before is None:
        return 0.0
    right = _axis(world(shown.figure).start, 2)
    tips = [_TIPS[one] for one in shown.figure.active]
    ways = (sub(shown.now.points[tip], shown.before.points[tip]) for tip in tips)
    return sum(dot(way, right) for way in ways)


def is_fixed_at_the_other(shown: Shown, claim: Claim) -> bool:
    """Return whether the band goes to the other side of the body."""
    right, middle = _axis(shown.now, 2), shown.now.points["chest"]
    for prop in shown.figure.props:
        for place in prop.places if prop.how == "line" else ():
            if not place.parts:
                return (dot(sub(place.at, middle), right) > 0) != (claim.side == "r")
    return False


def holds_it_in_the_other(shown: Shown, claim: Claim) -> bool:
    """Return whether what is carried hangs in the other hand."""
    places = [place for prop in shown.figure.props if prop.how == "at" for place in prop.places]
    held = {part for place in places for part in place.parts}
    return f"hand_{claim.other}" in held and f"hand_{claim.side}" not in held


def _turned_round(claim: Claim) -> Claim:
    return claim._replace(side=claim.other, other=claim.side)


BACK, FRONT, SIDE = "on its back", "on its front", "on a side"


def lain_on(shown: Shown) -> str:
    """Return what a body lies on, or has below it as on all fours; "" where it is upright."""
    if abs(shown.down(2)) > FLAT:
        return SIDE
    front = shown.down(0)
    return FRONT if front > FLAT else BACK if front < -FLAT else ""
