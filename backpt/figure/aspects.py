"""Whether a camera looks from where a stranger can tell which way it goes, how many limbs do
it, and what touches what.

Seen aslant, a leg to the side looks like a leg to the back, and a band from the side like one
from behind; seen from the side, two legs look like one. A fault is only found where no camera
of the figure shows it rightly.
"""

from collections.abc import Iterator
from math import cos, hypot, radians

from backpt.figure.camera import Flat, camera
from backpt.figure.facts import FAR
from backpt.figure.parts import Figure, Reach, View
from backpt.figure.scene import shots, tinted
from backpt.figure.sights import Said, angle_between, most_of, seen_part, views_of
from backpt.figure.skeleton import Skeleton
from backpt.figure.solve import key
from backpt.figure.vectors import Vec, dot, length, sub, turned
from backpt.language import figure_faults as faults

LEVEL = cos(radians(30.0))
"""What goes to a side shows where it goes if it lies within 30 degrees of the page [D]."""
ASIDE = 0.7
"""A movement of which this part or more goes to a side is one to the side."""
LIFTED = 4.0
"""A foot that is higher over the floor does not stand."""
BOTH_SEEN = 0.15
"""Less of the farther of two limbs is no second one [D]."""
HAND_SEEN = 0.25
"""Less of a hand does not show where it holds [D]."""
CROSSED = 35.0
"""A shin that rests on the other leg must lie across it by so many degrees [D]."""
END = 2
"""The place of a hand or foot among the shapes of a limb."""
_RIGHT = (0.0, 0.0, 1.0)
_TIPS = {
    **{f"leg_{side}": (f"knee_{side}", f"ankle_{side}") for side in "lr"},
    **{f"arm_{side}": (f"elbow_{side}", f"hand_{side}") for side in "lr"},
    "torso": ("chest", "belly"),
    "head": ("nose",),
    "hips": ("pelvis",),
}


def aspect_faults(figure: Figure, index: int) -> Iterator[Said]:
    """Return what no camera on the pose ``index`` lets a stranger tell."""
    views = views_of(figure, index)
    if not views:
        return
    yield from _aslant(figure, index, views)
    yield from _pulled_aslant(figure, index, views)
    yield from _one_for_two(figure, index, views)
    yield from _hidden_hands(figure, index, views)
    yield from _beside(figure, index, views)


def _aslant(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    before = next((shot.before for shot in shots(figure) if shot.pose == index), None)
    if before is None or figure.poses[index].aside:
        return
    was, now = (key(figure, at).body for at in (before, index))
    limb = next((one for one in sorted(tinted(figure, index)) if _aside(was, now, one)), "")
    if limb and _level(views, turned(was.frames["pelvis"], _RIGHT)) < LEVEL:
        yield faults.sideways_seen_aslant(limb), faults.LOOK_AT_FRONT


def _pulled_aslant(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """Where a band is fixed says what works against it: in front, or at a side."""
    if figure.poses[index].aside:
        return
    chest = key(figure, index).body.points["chest"]
    for prop in figure.props:
        fixed = [place.at for place in prop.places if not place.parts]
        if prop.kind == "band" and fixed and _level(views, sub(fixed[0], chest)) < LEVEL:
            yield faults.BAND_SEEN_ASLANT, faults.LOOK_ACROSS


def _level(views: tuple[View, ...], way: Vec) -> float:
    """Return the part of a way that lies in the picture of the best camera, 0 to 1."""
    return max(hypot(*_flat(view, way)) for view in views) / length(way)


def _aside(was: Skeleton, now: Skeleton, limb: str) -> bool:
    """Return whether a limb goes to a side of the body, or the trunk turns to it."""
    frame = was.frames["chest" if limb.startswith("arm") else "pelvis"]
    right = turned(frame, _RIGHT)
    ways = [sub(now.points[tip], was.points[tip]) for tip in _TIPS[limb]]
    return any(abs(dot(way, right)) > max(FAR, ASIDE * length(way)) for way in ways)


def _one_for_two(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """Two legs that stand beside each other may look like one; in the air they may not."""
    points = key(figure, index).body.points
    if not {"leg_l", "leg_r"} <= tinted(figure, index) or not all(
        min(points[f"{tip}_{side}"][1] for tip in ("heel", "toe")) > LIFTED for side in "lr"
    ):
        return
    seen = most_of(
        (min(seen_part(figure, index, view, f"leg_{side}") for side in "lr") for view in views),
        BOTH_SEEN,
    )
    if seen < BOTH_SEEN:
        yield faults.TWO_LEGS_LOOK_LIKE_ONE, faults.MOVE_CAMERA


def _hidden_hands(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """One hand of two shows where both hold."""
    hands = [reach.limb for reach in _on_body(figure, index) if reach.limb.startswith("hand")]
    if not hands:
        return
    seen = most_of(
        (
            seen_part(figure, index, view, f"arm_{hand[-1]}", first=END)
            for hand in hands
            for view in views
        ),
        HAND_SEEN,
    )
    if seen < HAND_SEEN:
        yield faults.hands_are_hidden(hands), faults.MOVE_CAMERA


def _on_body(figure: Figure, index: int) -> list[Reach]:
    return [reach for reach in figure.poses[index].reach if reach.target.parts]


def _beside(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """A foot on the other leg must be seen, and its shin across that leg and not along it."""
    points = key(figure, index).body.points
    for reach in _on_body(figure, index):
        side, other = reach.limb[-1], reach.target.parts[0][-1]
        if not reach.limb.startswith("foot") or side == other:
            continue
        shin = sub(points[f"ankle_{side}"], points[f"knee_{side}"])
        thigh = sub(points[f"knee_{other}"], points[f"hip_{other}"])
        if not any(
            _lie_across(view, shin, thigh)
            and seen_part(figure, index, view, f"leg_{side}", first=END) > HAND_SEEN
            for view in views
        ):
            yield faults.foot_not_across(reach.limb), faults.MOVE_CAMERA


def _lie_across(view: View, one: Vec, other: Vec) -> bool:
    """Return whether two directions look at odds with each other, whichever way each goes."""
    a, b = (_flat(view, way) for way in (one, other))
    angle = angle_between(a, b)
    return min(angle, 180.0 - angle) > CROSSED


def _flat(view: View, way: Vec) -> Flat:
    x, y, _ = camera(view).seen(way)
    return x, y
