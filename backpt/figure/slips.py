"""What a picture shows that a body cannot do, or that the words beside it do not say.

Takes a figure that could be read and returns sentences; nothing here stops it from being
drawn. Limits are soft: they find slips, not patients.
"""

from collections.abc import Iterator

from backpt.figure.aspects import aspect_faults
from backpt.figure.claims import contradictions, misplaced
from backpt.figure.depths import depth_faults
from backpt.figure.parts import JOINTS, PAIRED, ROUND, Figure, Pose
from backpt.figure.postures import LIES_LIKE, RANGES
from backpt.figure.sights import inset_faults, sight_faults
from backpt.figure.skeleton import Skeleton
from backpt.figure.solve import Solved, between, key, world
from backpt.figure.touches import touch_faults
from backpt.figure.vectors import distance, segment_distance
from backpt.language import figure_faults as faults
from backpt.values import NamedTuple

SLIPPED, SHORT = 0.5, 1.0
"""What is planted, or reaches, and misses its place by more than this is out of reach."""
SUNK = 2.5
"""Soft parts give way by this much to a floor or wall."""
IN_THE_TRUNK = 3.5
THROUGH = 2.6
"""Bones nearer to each other than this go through each other."""
SEEN = 1.0
WAYS = (0.25, 0.5, 0.75)


class Finding(NamedTuple):
    """``pose`` is the name of the pose, "" for the whole figure."""

    pose: str
    what: str
    do: str


def lint(figure: Figure) -> tuple[Finding, ...]:
    """Return everything that is wrong with how a figure looks."""
    found: list[Finding] = []
    for index, pose in enumerate(figure.poses):
        solved = key(figure, index)
        for one in (*_range(pose), *_contacts(figure, solved), *_inside(solved.body)):
            found.append(Finding(pose.name, *one))
        if index:
            found += [Finding(pose.name, *one) for one in _way(figure, index)]
        told = (
            *contradictions(figure, index, pose.says),
            *misplaced(figure, index),
            *depth_faults(figure, index, pose.says),
            *sight_faults(figure, index),
            *touch_faults(figure, index),
            *aspect_faults(figure, index),
        )
        found += [Finding(pose.name, *one) for one in told]
    whole = (*_stillness(figure), *inset_faults(figure))
    return (*found, *(Finding("", *one) for one in whole))


_Said = tuple[str, str]


def _range(pose: Pose) -> Iterator[_Said]:
    for joint, turn in zip(JOINTS, pose.turns, strict=True):
        name = joint if joint in RANGES else joint[:-2]
        for movement, angle in turn._asdict().items():
            low, high = RANGES[name].get(movement, (0.0, 0.0))
            if not low <= angle <= high:
                word = "abd" if movement == "side" and name in PAIRED else movement
                what = faults.beyond_joint(joint, word, angle)
                yield what, faults.keep_between(low, high)


class _Slip(NamedTuple):
    """A limb or a point that is not where it should be."""

    kind: str
    """What it does: "off", "below" the floor, or inside the wall "front", "behind" ..."""
    name: str
    """Of the limb or the point."""
    said: _Said


def _contacts(figure: Figure, solved: Solved) -> Iterator[_Said]:
    return (one.said for one in _contact_slips(figure, solved))


def _contact_slips(figure: Figure, solved: Solved) -> Iterator[_Slip]:
    first = figure.poses[0]
    planted = {limb for limb, _ in first.planted} - {reach.limb for reach in first.reach}
    for limb, short in solved.short:
        if abs(short) > (SLIPPED if limb in planted else SHORT):
            far = faults.SHORT_OF if short > 0 else faults.TOO_NEAR
            said = faults.off_place(limb, abs(short), far), faults.MOVE_LIMB
            yield _Slip("off", limb, said)
    points = solved.body.points
    kinds = {prop.kind for prop in figure.props}
    if kinds & {"floor", "mat", "bed"}:
        low, name = min((points[name][1] - r, name) for name, r in ROUND)
        if low < -SUNK:
            yield _Slip("below", name, (faults.below_floor(name, -low), faults.LIFT_IT))
    for how, at in world(figure).walls.items():
        axis = 0 if how in ("front", "behind") else 2
        sign = 1.0 if how in ("front", "right") else -1.0
        deep, name = max((sign * (points[name][axis] - at) + r, name) for name, r in ROUND)
        if deep > SUNK:
            yield _Slip(how, name, (faults.inside_wall(name, deep), faults.MOVE_OUT))


def _inside(body: Skeleton) -> Iterator[_Said]:
    """Find bones that go through the trunk, the head or each other."""
    p = body.points
    for side, other in (("l", "r"), ("r", "l")):
        for a, b in (("elbow", "wrist"), ("wrist", "hand"), ("knee", "ankle")):
            bone = p[f"{a}_{side}"], p[f"{b}_{side}"]
            for c, d in (("waist0", "chest"), ("pelvis", "waist0"), ("skull", "head")):
                if segment_distance(*bone, p[c], p[d]) < IN_THE_TRUNK:
                    part = "head" if d == "head" else "trunk"
                    yield (
                        faults.bone_goes_through(a, side, b, part),
                        faults.MOVE_OUT,
                    )
                    break
        for a, b in (("hip", "knee"), ("knee", "ankle")):
            bone = p[f"{a}_{side}"], p[f"{b}_{side}"]
            shin = p[f"knee_{other}"], p[f"ankle_{other}"]
            if (a == "hip" or side == "l") and segment_distance(*bone, *shin) < THROUGH:
                yield faults.bone_through_leg(a, side, b), faults.PART_LEGS


def _way(figure: Figure, index: int) -> Iterator[_Said]:
    """Find what is only wrong on the way: the poses themselves were looked at."""
    ends = {
        (one.kind, one.name)
        for at in (index - 1, index)
        for one in _contact_slips(figure, key(figure, at))
    }
    for part in WAYS:
        for one in _contact_slips(figure, between(figure, index - 1, index, part)):
            if (one.kind, one.name) not in ends:
                what, do = one.said
                yield faults.on_the_way(what), do
                return


def _stillness(figure: Figure) -> Iterator[_Said]:
    """Find poses that cannot be told apart, and movement that nothing points out."""
    for index in range(1, len(figure.poses)):
        a, b = (key(figure, at).body.points for at in (index - 1, index))
        moved = max(distance(a[name], b[name]) for name, _ in ROUND)
        pose = figure.poses[index]
        if moved < SEEN and not _signs(figure, pose):
            yield faults.looks_like_before(pose.name), faults.ADD_PRESS
    if len(figure.poses) > 1 and not figure.active:
        yield faults.NOTHING_ACTIVE, faults.ADD_ACTIVE


def _signs(figure: Figure, pose: Pose) -> bool:
    """Return whether a sign shows what is done without moving."""
    return bool(figure.press or pose.press or figure.tighten or pose.tighten)


def agrees(figure: Figure, position: str, needs: tuple[str, ...]) -> Iterator[_Said]:
    """Return where a picture and the exercise around it disagree: position and equipment."""
    base = figure.poses[0].base
    if position not in LIES_LIKE[base]:
        yield faults.begins_other(base, position), faults.CHANGE_ONE
    shown = {prop.kind for prop in figure.props}
    for need in needs:
        drawn = DRAWN_AS.get(need, (need,))
        if not shown & set(drawn):
            yield faults.not_drawn(need), faults.add_to_props(drawn[0])


DRAWN_AS: dict[str, tuple[str, ...]] = {
    "stability-ball": ("ball",),
    "chair": ("chair", "stool"),
    "weight": ("weight", "bag", "box"),
    "light-object": ("weight", "bag", "box", "ball"),
    "strap": ("towel", "band"),
    "towel": ("towel", "roll", "sock"),
}
"""Equipment -> props that show it; any other equipment is drawn as the prop of its name."""

__all__ = ["Finding", "agrees", "lint"]
