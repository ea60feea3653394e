"""What the cameras of a figure show of a body: limbs that are hidden, bends that look straight,
legs that look crossed, a turn that no panel explains.

The pose may be right and its picture wrong: somebody copies what is seen. A fault is only
found where no camera of the figure shows it rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import acos, degrees, dist, hypot

from backpt.figure.camera import Flat, camera
from backpt.figure.facts import FAR, TIMES, Shown
from backpt.figure.insets import LARGEST_PART, is_named
from backpt.figure.parts import HIP_HALF, ROUND, SHOULDER_HALF, Figure, View
from backpt.figure.raster import Canvas, outline
from backpt.figure.scene import frame, inset_box, inset_eye, shots, still, tinted
from backpt.figure.shapes import Blob, Box, Layer, extent, grown, overlaps
from backpt.figure.solve import key
from backpt.figure.vectors import Vec, distance, turned
from backpt.language import figure_faults as faults

Said = tuple[str, str]
"""What is wrong, and what to do."""

SEEN_PART = 0.3
"""Less of a limb that moves is no picture of its movement [D]."""
DOTS = 96
"""The picture's side while hidden parts are counted."""
_BESIDE = 4.0
"""Dots from a limb to what cannot cover any of its own: edges are rounded to whole dots."""
BENT, LOOKS = 35.0, 0.4
"""A joint bent by so many degrees must look bent by this part of it in some panel [D]."""
ACROSS = 0.985
"""A leg that has less of it beside the other lies across that [D]."""
TURNED = 60.0
"""A body that is turned by more between two panels looks like another exercise [D]."""
TINY = 0.04
"""A movement over less of the picture's size is not found by a reader [D]."""
FACES = 0.4
"""How much of a back must look at the camera for it to be seen, 0 to 1 [D]."""
FACING = 0.35
"""How much of the way that a body faces must lie across the page for it to face a side."""
WIDE = re.compile(r"\bfeet (?:are )?(?:about )?(?P<how>hip|shoulder)[ -]width", re.IGNORECASE)
WIDTHS = {"hip": (HIP_HALF * 1.4, HIP_HALF * 3.6), "shoulder": (13.0, SHOULDER_HALF * 2.6)}
"""From ankle to ankle, per cent of body height; hips and feet have no sharp edges [D]."""
MOVED = tuple(name for name, _ in ROUND)
Points = dict[str, Vec]
_LEG, _ARM = ("hip", "knee", "ankle"), ("shoulder", "elbow", "wrist")


def sight_faults(figure: Figure, index: int) -> Iterator[Said]:
    """Return what no panel of the pose ``index`` shows as the body does it."""
    views = views_of(figure, index)
    if not views:
        return
    yield from _hidden(figure, index, views)
    yield from _straight(figure, index, views)
    yield from _crossed(figure, index, views)
    yield from _turned(figure, index, views)
    yield from _tiny(figure, index, views)
    yield from _behind(figure, index, views)


def views_of(figure: Figure, index: int) -> tuple[View, ...]:
    """Return the cameras that see a pose; none where it is only passed through."""
    return tuple(dict.fromkeys(shot.view for shot in shots(figure) if shot.pose == index))


def _hidden(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """A limb that moves as its other side does may lie behind that."""
    shown = Shown(figure, index)
    for limb in sorted(tinted(figure, index)):
        kind, _, side = limb.partition("_")
        if kind not in ("leg", "arm"):
            continue
        other = "l" if side == "r" else "r"
        if shown.moved(kind, side) <= max(FAR, TIMES * shown.moved(kind, other)):
            continue
        most = most_of((seen_part(figure, index, view, limb) for view in views), SEEN_PART)
        if most < SEEN_PART:
            yield faults.limb_is_hidden(limb, most), faults.MOVE_CAMERA


def seen_part(
    figure: Figure,
    index: int,
    view: View,
    limb: str,
    *,
    over: tuple[str, ...] = (),
    first: int = 0,
) -> float:
    """Return how much of a limb's area is not covered by what is painted after it, 0 to 1;
    by parts of the body ``over`` it alone, where they are named. Its shapes count from
    ``first`` on: the third is a hand or foot."""
    layers = still(figure, key(figure, index).body, view)
    all_of = [shape for layer in layers if layer.name == limb for shape in _solid(layer)]
    meant = {id(shape) for shape in all_of[first:]}
    box = frame(figure, view)
    whole, left = (Canvas(DOTS, DOTS, box, mirrored=False) for _ in range(2))
    place = grown(extent(tuple(all_of[first:])), _BESIDE / left.scale)
    has_begun = False
    for layer in sorted(layers, key=lambda one: one.depth):
        if over and layer.name not in (limb, *over):
            continue
        for shape in _solid(layer):
            is_meant = id(shape) in meant
            has_begun = has_begun or is_meant
            if not has_begun or not overlaps(extent((shape,)), place):
                continue  # it is painted before the limb, or beside it, and covers none of it
            area = outline(left.circles(shape.circles))
            left.fill(area, 1 if is_meant else 2)
            if is_meant:
                whole.fill(area, 1)
    seen, all_of_it = (sum(row.count(1) for row in one.rows) for one in (left, whole))
    return seen / all_of_it if all_of_it else 0.0


def most_of(parts: Iterable[float], enough: float) -> float:
    """Return the first of ``parts`` that is ``enough``, or the largest: to look takes long."""
    most = 0.0
    for part in parts:
        most = max(most, part)
        if part >= enough:
            break
    return most


def _solid(layer: Layer) -> Iterator[Blob]:
    for shape in layer.shapes:
        if isinstance(shape, Blob) and shape.role not in ("mark", "ground"):
            yield shape


def _straight(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    points = key(figure, index).body.points
    shown = Shown(figure, index)
    for limb in sorted(tinted(figure, index)):
        kind, _, side = limb.partition("_")
        if kind not in ("leg", "arm"):
            continue
        bend = shown.bend(kind, side)
        names = [f"{name}_{side}" for name in (_LEG if kind == "leg" else _ARM)]
        looks = max(
            _angle(*(camera(view).seen(points[name])[:2] for name in names)) for view in views
        )
        if bend >= BENT and looks < LOOKS * bend:
            yield faults.bend_looks_straight(names[1], bend, looks), faults.MOVE_CAMERA


def _angle(a: Flat, b: Flat, c: Flat) -> float:
    """Return the angle at ``b`` in the picture, 0 where it looks straight."""
    return angle_between((b[0] - a[0], b[1] - a[1]), (c[0] - b[0], c[1] - b[1]))


def angle_between(one: Flat, other: Flat) -> float:
    """Return the angle between two directions in degrees."""
    (ux, uy), (vx, vy) = one, other
    long = hypot(ux, uy) * hypot(vx, vy)
    return degrees(acos(max(-1.0, min(1.0, (ux * vx + uy * vy) / long)))) if long else 0.0


def _crossed(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """Legs that stand beside each other must not lie across each other in the picture."""
    aside = abs(_ahead(figure, index)) < HIP_HALF < _across(figure, index)
    if figure.poses[index].base != "standing" or not aside:
        return
    points = key(figure, index).body.points
    for view in views:
        (left, *_), (right, *_) = (camera(view).seen(points[f"hip_{side}"]) for side in "lr")
        if abs(left - right) < HIP_HALF * 1.9:
            continue  # not seen from where they stand beside each other
        least = min(
            seen_part(figure, index, view, "leg_l", over=("leg_r",)),
            seen_part(figure, index, view, "leg_r", over=("leg_l",)),
        )
        if least < ACROSS:
            yield faults.LEGS_LOOK_CROSSED, faults.PART_LEGS


def _across(figure: Figure, index: int) -> float:
    """Return how far the right foot is to the right of the left one."""
    shown = Shown(figure, index)
    points, frame_ = shown.now.points, shown.now.frames["pelvis"]
    right = turned(frame_, (0.0, 0.0, 1.0))
    return sum(
        (a - b) * c for a, b, c in zip(points["ankle_r"], points["ankle_l"], right, strict=True)
    )


def _ahead(figure: Figure, index: int) -> float:
    shown = Shown(figure, index)
    return shown.ahead("ankle", "r") - shown.ahead("ankle", "l")


def _tiny(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """A movement that the eye hardly finds needs an enlargement or a sign."""
    pose = figure.poses[index]
    told = (figure.inset, figure.focus, figure.tighten, figure.press, pose.tighten, pose.press)
    if not index or any(told):
        return
    before, now = (key(figure, at).body.points for at in (index - 1, index))
    goes = max(_travel(figure, view, before, now) for view in views)
    if 0 < goes < TINY:
        yield faults.moves_too_little(goes), faults.ADD_INSET


def _travel(figure: Figure, view: View, before: Points, now: Points) -> float:
    """Return how far the joint that goes farthest goes, as a part of the picture's size."""
    eye, (left, bottom, right, top) = camera(view), frame(figure, view)
    ways = (
        dist(eye.seen(before[name])[:2], eye.seen(now[name])[:2]) for name in (*MOVED, "belly")
    )
    return max(ways) / max(right - left, top - bottom)


def _behind(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """Buttocks that tighten are on no picture of a front."""
    pose = figure.poses[index]
    pulls = figure.tighten if pose.tighten is None else pose.tighten
    if not any(pull.part.startswith("hip") for pull in pulls) or not index:
        return
    body = key(figure, index).body
    eyes = [camera(view) for view in views]
    if figure.inset is not None:
        eyes.append(inset_eye(figure, body))
    back = turned(body.frames["pelvis"], (-1.0, 0.0, 0.0))
    if max(eye.depth(back) for eye in eyes) < FACES:
        yield faults.BUTTOCKS_UNSEEN, faults.LOOK_FROM_BEHIND


def inset_faults(figure: Figure) -> Iterator[Said]:
    """Return where an inset is no detail, or shows what no words name."""
    box = inset_box(figure)
    if figure.inset is None or box is None:
        return
    if not is_named(figure.inset, (pose.says for pose in figure.poses)):
        yield faults.INSET_NOT_NAMED, faults.NAME_PLACE
    part = _area(box) / _area(frame(figure, figure.view))
    if part > LARGEST_PART:
        yield faults.inset_is_large(part), faults.SMALLER_INSET


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def widths_unlike(figure: Figure, texts: Iterable[str]) -> Iterator[Said]:
    """Return where feet stand narrower or wider in the first pose than the words say."""
    if figure.poses[0].base not in ("standing", "sitting"):
        return
    points = key(figure, 0).body.points
    wide = distance(points["ankle_l"], points["ankle_r"])
    for how in dict.fromkeys(
        found["how"].lower() for text in texts for found in WIDE.finditer(text)
    ):
        low, high = WIDTHS[how]
        if not low <= wide <= high:
            yield faults.feet_are_apart(how, wide), faults.stand_apart(low, high)


def _turned(figure: Figure, index: int, views: tuple[View, ...]) -> Iterator[Said]:
    """A body is turned round only in another choice, and no second camera looks from where it
    faces the other side of the page."""
    pose = figure.poses[index]
    if index and not pose.aside:
        before, now = figure.poses[index - 1].stance, pose.stance
        by = max(abs(now.roll - before.roll), abs(now.turn - before.turn))
        if by > TURNED:
            yield faults.body_is_turned(by), faults.TURN_LESS
    front = turned(key(figure, index).body.frames["pelvis"], (1.0, 0.0, 0.0))
    faces = [camera(view).seen(front)[0] for view in views]
    if len(faces) > 1 and faces[0] * faces[1] < 0 and min(map(abs, faces)) > FACING:
        yield faults.FACES_OTHER_SIDE, faults.MOVE_SECOND
