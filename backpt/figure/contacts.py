"""Where a hand or foot goes: on a part of the body, a fixed point, the floor or a wall.

Knows what lies where; ``limbs`` bends the limb so that it comes there.
"""

from __future__ import annotations

from math import hypot

from backpt.figure.limbs import carried_by, end_of, placed
from backpt.figure.parts import RADII, ROUND, Prop, Reach, Target
from backpt.figure.skeleton import Skeleton
from backpt.figure.vectors import (
    ORIGIN,
    Vec,
    across,
    add,
    dot,
    length,
    sub,
    times,
    turned,
    unit,
)

WALL_GAP = 0.6
SURFACE = 1.0
"""How far a palm is kept off the skin that it lies on."""


def reached(
    body: Skeleton, limb: str, reaches: tuple[Reach, ...], walls: dict[str, float]
) -> tuple[Skeleton, float]:
    """Return ``body`` with a limb on its way to where it goes, as far as the weights say.

    Between two poses that reach for different things the place is the weighted middle of
    both, so that a hand goes straight from one to the other.
    """
    end = end_of(limb)
    now = body.points[end]
    own = {name: sub(body.points[name], now) for name in carried_by(limb)}
    push, turns = ORIGIN, dict.fromkeys(own, ORIGIN)
    for reach in reaches:
        goal, offsets = _goal(body, limb, reach.target, walls)
        push = add(push, times(sub(goal, now), reach.weight))
        turns = {
            name: add(
                turns[name], times(sub(offsets.get(name, own[name]), own[name]), reach.weight)
            )
            for name in own
        }
    lying = {name: of_length(add(own[name], turns[name]), own[name]) for name in own}
    return placed(body, limb, add(now, push), lying)


def of_length(a: Vec, like: Vec) -> Vec:
    """Return ``a`` as long as ``like``: what is mixed from two hands is no shorter."""
    return times(unit(a), length(like))


def walls_of(props: tuple[Prop, ...], body: Skeleton) -> dict[str, float]:
    """Return where the walls of a figure are: at the back, at the fingertips, at a side."""
    points, walls = body.points, {}
    for prop in props:
        if prop.kind != "wall":
            continue
        if prop.size:
            walls[prop.how] = prop.size
        elif prop.how == "behind":
            round_trunk = ("pelvis", "chest", "head", "shoulder")
            near = (
                points[name][0] - RADII[part]
                for part in round_trunk
                for name in (part if part in points else f"{part}_r",)
            )
            walls["behind"] = min(near) - WALL_GAP
        elif prop.how == "front":
            walls["front"] = max(points["hand_l"][0], points["hand_r"][0])
        else:
            sign = 1.0 if prop.how == "right" else -1.0
            far = max(sign * points[name][2] + r for name, r in ROUND)
            walls[prop.how] = sign * (far + WALL_GAP)
    return walls


def _goal(
    body: Skeleton, limb: str, target: Target, walls: dict[str, float]
) -> tuple[Vec, dict[str, Vec]]:
    """Return where the wrist or ankle goes, and how what hangs on it then lies."""
    end = body.points[end_of(limb)]
    own = {name: sub(body.points[name], end) for name in carried_by(limb)}
    if target.surface:
        return _on_surface(limb, end, own, target.surface, walls)
    if limb.startswith("foot"):
        goal = body.beside(target.parts, target.at) if target.parts else target.at
        return goal, own
    hand = own[f"hand_{limb[-1]}"]
    if not target.parts:  # the palm closes round a fixed point
        return sub(target.at, times(hand, 0.55)), own
    part = body.beside(target.parts, target.at)
    name = target.parts[0].partition("_")[0]
    from_shoulder = sub(part, body.points[f"shoulder_{limb[-1]}"])
    out = _outwards(body, name, target.parts[0][-2:], from_shoulder)
    skin = add(part, times(out, RADII.get(name, 3.0) + SURFACE))
    along = across(from_shoulder, out)
    if length(along) < 3.0:  # the arm comes straight at it: the hand lies forwards
        along = add(along, times(across(turned(body.frames["chest"], FORWARDS), out), 6.0))
    lying = _turned_to(own, hand, along)
    return sub(skin, times(lying[f"hand_{limb[-1]}"], 0.5)), lying


FORWARDS: Vec = (1.0, 0.0, 0.0)
_FRONT, _REAR = FORWARDS, (-1.0, 0.0, 0.0)
_SKIN: dict[str, tuple[str, Vec]] = {
    "belly": ("waist", _FRONT),
    "chest": ("chest", _FRONT),
    "waist0": ("pelvis", _REAR),
    "pelvis": ("pelvis", _REAR),
    "neck": ("chest", _REAR),
    "skull": ("head", _REAR),
    "head": ("head", _REAR),
    "shoulder": ("chest", (0.9, 0.4, 0.0)),
    "hip": ("pelvis", (0.1, 0.3, 1.0)),
    "waist": ("waist", (0.1, 0.0, 1.0)),
    "ear": ("head", (0.0, 0.0, 1.0)),
}
"""Where a hand lies on a part: a bone's frame and the direction out of the body in it, z being
away from the middle."""


def _outwards(body: Skeleton, name: str, side: str, from_shoulder: Vec) -> Vec:
    """Return the direction out of the body where a hand lies; on a limb, towards the arm."""
    if name not in _SKIN:
        return unit(times(from_shoulder, -1.0))
    frame, (x, y, z) = _SKIN[name]
    return unit(turned(body.frames[frame], (x, y, -z if side == "_l" else z)))


def _turned_to(own: dict[str, Vec], hand: Vec, direction: Vec) -> dict[str, Vec]:
    """Return a hand's points turned so that its fingers point along ``direction``."""
    along, wanted = unit(hand), unit(direction)
    offsets = {}
    for name, offset in own.items():
        share = dot(offset, along)
        aside = sub(offset, times(along, share))
        offsets[name] = of_length(add(times(wanted, share), aside), offset)
    return offsets


def _on_surface(
    limb: str, end: Vec, own: dict[str, Vec], surface: str, walls: dict[str, float]
) -> tuple[Vec, dict[str, Vec]]:
    """Return the nearest place on the floor or wall, and the hand or foot flat on it."""
    if limb.startswith("foot"):
        return (end[0], RADII["heel"] - own[f"heel_{limb[-1]}"][1], end[2]), own
    if surface == "floor":
        flat = {name: (offset[0], 0.0, offset[2]) for name, offset in own.items()}
        if hypot(*flat[f"hand_{limb[-1]}"]) < 1.0:
            flat[f"hand_{limb[-1]}"] = (1.0, 0.0, 0.0)
        lying = {name: of_length(flat[name], own[name]) for name in own}
        return (end[0], RADII["wrist"], end[2]), lying
    how, at = next(iter(walls.items()), ("front", end[0]))
    lying = {
        name: of_length(
            (0.0, offset[1] if how != "front" else abs(offset[1]), offset[2]), offset
        )
        for name, offset in own.items()
    }
    thick = RADII["wrist"]
    if how in ("front", "behind"):
        return (at - thick if how == "front" else at + thick, end[1], end[2]), lying
    return (end[0], end[1], at - thick if how == "right" else at + thick), lying
