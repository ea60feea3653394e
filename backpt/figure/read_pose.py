"""One pose of a figure's data -> a Pose. It inherits what it does not say.

A pose with a ``base`` begins from that posture, one without from the pose before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

from backpt.figure.parts import JOINTS, LIMBS, PAIRED, PARTS, Pose, Reach, Stance, Target, Turn
from backpt.figure.postures import POSTURES
from backpt.figure.reading import At, Data, points
from backpt.language import figure_faults as faults

_STANCE = ("lean", "roll", "turn", "up", "fwd")
_NAMES = {
    **{f"{joint}s": (f"{joint}_l", f"{joint}_r") for joint in PAIRED},
    **{joint: (joint,) for joint in JOINTS},
}
_KEYS = (
    *_STANCE,
    *_NAMES,
    *("base", "says", "reach", "free", "arrow", "press", "tighten"),
    *("belly", "blades", "glide", "breathe", "passing", "aside"),
)
_MOST_WORDS = 24


def read_pose(
    name: str, data: Data, at: At, before: list[Pose], plant: tuple[str, ...]
) -> Pose | None:
    """Return the pose, or ``None`` where there is nothing to begin from."""
    fields = at.fields(data, _KEYS)
    if fields is None:
        return None
    pose = _beginning(fields, at, before)
    if pose is None:
        return None
    free = _free(fields, at, plant)
    passing = at.inside("passing").yes(fields.get("passing", "no"))
    return pose._replace(
        name=name,
        says="" if passing else _says(fields, at),
        stance=_stance(fields, pose, at, before),
        turns=_turns(fields, pose, at),
        reach=_reach(fields["reach"], at.inside("reach")) if "reach" in fields else pose.reach,
        planted=tuple((limb, 0.0 if limb in free else 1.0) for limb in plant),
        belly=_share(fields, "belly", pose.belly, at),
        blades=_share(fields, "blades", pose.blades, at),
        glide=_share(fields, "glide", pose.glide, at),
        breathe=_breathe(fields, at),
        passing=passing,
        aside=at.inside("aside").yes(fields.get("aside", "no")),
    )


def _share(fields: Mapping[str, Data], key: str, now: float, at: At) -> float:
    return at.inside(key).number(fields[key]) if key in fields else now


def _breathe(fields: Mapping[str, Data], at: At) -> str:
    word = at.inside("breathe").word(fields["breathe"]) if "breathe" in fields else ""
    return word if word and at.inside("breathe").known(word, ("in", "out", "both")) else ""


def _beginning(fields: Mapping[str, Data], at: At, before: list[Pose]) -> Pose | None:
    if "base" in fields:
        name = at.inside("base").word(fields["base"])
        if name and at.inside("base").known(name, POSTURES):
            return posture(name)
        return None
    if before:
        return before[-1]
    at.fault(faults.NO_BASE, faults.add_base(", ".join(POSTURES)))
    return None


def posture(name: str) -> Pose:
    """Return a posture as a pose, every joint said."""
    lean, roll, bends = POSTURES[name]
    turns = tuple(
        bends.get(joint, bends.get(joint.removesuffix("_l").removesuffix("_r"), Turn()))
        for joint in JOINTS
    )
    return Pose(name, "", Stance(lean=lean, roll=roll), turns, base=name)


def _says(fields: Mapping[str, Data], at: At) -> str:
    says = fields.get("says")
    if not isinstance(says, str) or not says.strip():
        at.fault(faults.SAYS_NOTHING, faults.ADD_SAYS)
        return ""
    words = len(says.split())
    if words > _MOST_WORDS:
        at.inside("says").fault(faults.too_many_words(words), faults.use_words(_MOST_WORDS))
    return " ".join(says.split())


def _stance(fields: Mapping[str, Data], pose: Pose, at: At, before: list[Pose]) -> Stance:
    """Return how the body stands. ``lean`` counts from the posture that the poses began
    from, all others replace what was there."""
    stance = pose.stance
    for key in _STANCE:
        if key not in fields:
            continue
        if key == "lean" and fields["lean"] == "auto":
            if not before:
                at.inside("lean").fault(faults.FIRST_CANNOT_LEAN, faults.WRITE_DEGREES)
            stance = stance._replace(lean=nan if before else 0.0)
            continue
        value = at.inside(key).number(fields[key])
        if key == "lean":
            value += POSTURES[pose.base][0]
        stance = stance._replace(**{key: value})
    return stance


def _turns(fields: Mapping[str, Data], pose: Pose, at: At) -> tuple[Turn, ...]:
    turns = dict(zip(JOINTS, pose.turns, strict=True))
    for key in (name for name in _NAMES if name in fields):  # plural first, sides after
        for joint in _NAMES[key]:
            turns[joint] = _turn(fields[key], turns[joint], joint, at.inside(key))
    return tuple(turns.values())


def _turn(data: Data, now: Turn, joint: str, at: At) -> Turn:
    if not isinstance(data, dict):
        return now._replace(flex=at.number(data))
    paired = joint not in ("low_back", "upper_back", "neck")
    fields = at.fields(data, ("flex", "abd" if paired else "side", "rot")) or {}
    for key, value in fields.items():
        now = now._replace(**{"side" if key == "abd" else key: at.inside(key).number(value)})
    return now


def _free(fields: Mapping[str, Data], at: At, plant: tuple[str, ...]) -> tuple[str, ...]:
    if "free" not in fields:
        return ()
    inside = at.inside("free")
    limbs = [
        limb for one in inside.several(fields["free"]) for limb in points(one, LIMBS, inside)
    ]
    for limb in limbs:
        if limb not in plant:
            inside.fault(faults.not_planted(limb), faults.PLANT_ABOVE)
    return tuple(limbs)


def _reach(data: Data, at: At) -> tuple[Reach, ...]:
    """Return where limbs go: ``{hands: knees, foot_l: floor, hand_r: [30, 60]}``."""
    fields = at.fields(data, LIMBS) or {}
    found = []
    for name, value in fields.items():
        for limb in LIMBS[name]:
            target = read_target(value, at.inside(name), limb[-1])
            if target is not None:
                found.append(Reach(limb, target))
    return tuple(found)


def read_target(data: Data, at: At, side: str = "") -> Target | None:
    """Return a place: a part of the body, ``floor``, ``wall``, a point [x, y] or [x, y, z],
    or a part with what is added to it ({knee_r: [0, 5]}).

    For a limb of a ``side`` a plural means its own: hands to the knees goes left to left. A
    fixed point in two numbers lies in front of that side's shoulder.
    """
    if isinstance(data, list):
        return Target(at=_point(data, at, side))
    if isinstance(data, dict):
        ((name, offset),) = data.items() if len(data) == 1 else (("", ""),)
        inside = at.inside(name)
        if not isinstance(offset, list):
            at.fault(faults.NO_PLACE, faults.WRITE_PLACE)
            return None
        parts = points(_own(name, side), PARTS, at)
        return Target(parts, _point(offset, inside)) if parts else None
    name = at.word(data) or ""
    if name in ("floor", "wall"):
        return Target(surface=name)
    parts = points(_own(name, side), PARTS, at)
    return Target(parts) if parts else None


def _own(name: str, side: str) -> str:
    name = name.replace("-", "_")
    single = f"{name[:-1]}_{side}"
    return single if side and name.endswith("s") and single in PARTS else name


def _point(data: list[Data], at: At, side: str = "") -> tuple[float, float, float]:
    if len(data) not in (2, 3):
        at.fault(faults.POINT_HAS, faults.WRITE_POINT)
        return (0.0, 0.0, 0.0)
    numbers = [at.number(one) for one in data]
    aside = {"l": -9.0, "r": 9.0}.get(side, 0.0)
    return (numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else aside)
