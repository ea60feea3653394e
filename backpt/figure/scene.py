"""One panel as a display list: body, things and arrows as one camera sees them.

All panels of a figure show the same part of the room at the same size, so that what moved can
be seen by comparing them.
"""

from functools import lru_cache

from backpt.figure.arrows import (
    arrow_layers,
    breath_layers,
    letter_layers,
    press_layers,
    tight_layers,
)
from backpt.figure.camera import Camera, Flat, camera
from backpt.figure.flesh import Looks, body_layers, far_limbs, feet_layers
from backpt.figure.furniture import Span, Stage, footprint
from backpt.figure.insets import beside, is_of_feet, leader, ring, shown_of
from backpt.figure.lettering import STROKES
from backpt.figure.motion import Moment
from backpt.figure.parts import ROUND, Figure, View
from backpt.figure.props import prop_layers
from backpt.figure.shapes import (
    Blob,
    Box,
    Closeup,
    Layer,
    Line,
    Picture,
    Shape,
    around,
    extent,
    overlaps,
)
from backpt.figure.skeleton import Skeleton
from backpt.figure.solve import between, key, world
from backpt.figure.vectors import distance
from backpt.language import figures
from backpt.values import NamedTuple

MARGIN = 2.0
GHOST = -500.0
FINER = 0.65
"""How thick signs are in an inset, before it is enlarged."""
IN_BETWEENS = (0.25, 0.5, 0.75)
EITHER = "/"
"""Another choice, in a language whose letters are not drawn here."""
SIGN_ROOM = 9.0
"""The side of the square that a panel's number has, and its stopwatch."""
NUMBER_IN = 4.0
"""How far the middle of a number or stopwatch is from two sides of its square."""
STILL = 1.0
"""A hand or foot that goes less far has not moved."""
_LIMB_ENDS = {"leg_l": "ankle_l", "leg_r": "ankle_r", "arm_l": "hand_l", "arm_r": "hand_r"}


class Shot(NamedTuple):
    """What is on one panel: a pose, where it came from, and the camera."""

    pose: int
    before: int | None
    view: View


def shots(figure: Figure) -> tuple[Shot, ...]:
    """Return the panels of a figure: one a pose, and the last movement from a second view."""
    seen = [index for index, pose in enumerate(figure.poses) if not pose.passing]
    before = dict(zip(seen[1:], seen, strict=False))
    views = [Shot(index, before.get(index), figure.view) for index in seen]
    if figure.second is not None:
        views.append(views[-1]._replace(view=figure.second))
    return tuple(views)


@lru_cache(maxsize=64)
def inset_box(figure: Figure) -> Box | None:
    """Return where the inset stands in the panels of the first camera, the same in all."""
    inset = figure.inset
    if inset is None:
        return None
    left, bottom, right, top = _window(figure)
    size = (right - left) * inset.zoom, (top - bottom) * inset.zoom
    return beside(inset, size, frame(figure, figure.view), _drawn(figure, figure.view))


@lru_cache(maxsize=8)
def _drawn(figure: Figure, view: View) -> tuple[Shape, ...]:
    """Return all that is on the panels of a view."""
    return tuple(
        shape
        for shot in shots(figure)
        if shot.view == view
        for layer in _on_panel(figure, shot)
        for shape in layer.shapes
    )


def _ring(figure: Figure, body: Skeleton) -> Box:
    """Return the place of the inset in the panel: what it shows, if it is seen the same way."""
    inset = figure.inset
    assert inset is not None
    if inset.view in (None, figure.view):
        return _window(figure)
    return ring(inset, body, camera(figure.view))


def _window(figure: Figure) -> Box:
    """Return what the inset of a figure shows."""
    assert figure.inset is not None
    bodies = [key(figure, index).body for index in range(len(figure.poses))]
    return around([shown_of(figure.inset, body, inset_eye(figure, body)) for body in bodies])


def inset_eye(figure: Figure, body: Skeleton) -> Camera:
    """Return the camera of the inset, which sees a body that is turned over from the side of
    it that it saw before: buttocks from below, and from above who lies on the front."""
    assert figure.inset is not None
    azimuth, elevation = figure.inset.view or figure.view
    if figure.inset.view and _is_turned_over(world(figure).start, body):
        elevation = -elevation
    return camera((azimuth, elevation))


def _is_turned_over(before: Skeleton, now: Skeleton) -> bool:
    """Return whether a body lies on its front that lay on its back, or the other way round."""
    return before.frames["pelvis"][1][0] * now.frames["pelvis"][1][0] < -0.5


def on_paper(figure: Figure, view: View) -> Box:
    """Return what a panel on paper shows: the frame, with the inset where there is one."""
    box = inset_box(figure) if view == figure.view else None
    whole = frame(figure, view)
    if box is None:
        return whole
    bodies = [key(figure, index).body for index in range(len(figure.poses))]
    boxes = around([box, *(_ring(figure, body) for body in bodies)])
    left, bottom, right, top = boxes
    return around([whole, (left - 1.0, bottom - 1.0, right + 1.0, top + 1.0)])


def _closeup(figure: Figure, body: Skeleton, pose: int, before: int | None) -> Closeup | None:
    """Return the inset of a body, which has signs, and arrows where it came from ``before``."""
    inset, box = figure.inset, inset_box(figure)
    if inset is None or box is None:
        return None
    eye = inset_eye(figure, body)
    feet = is_of_feet(inset)
    layers = _seen(figure, body, eye, tinted(figure, pose), feet=feet)
    if before is not None:
        layers += [*arrow_layers(figure, before, pose, eye), *_pushed(figure, pose, body, eye)]
        former = key(figure, before).body
        if not feet and not _is_turned_over(former, body):
            layers += _ghost(former, body, eye)
    seen = _window(figure)
    inside = tuple(
        layer._replace(
            shapes=tuple(_fine(shape) for shape in layer.shapes if _is_in(shape, seen))
        )
        for layer in _cut(layers, seen)
    )
    place = _ring(figure, body)
    return Closeup(inside, seen, box, place, leader(place, box, _drawn(figure, figure.view)))


def _is_in(shape: Shape, box: Box) -> bool:
    """Return whether an inset has a shape: it has no sign that is cut off."""
    left, bottom, right, top = extent((shape,))
    if isinstance(shape, Line) and shape.role in ("arrow", "tight"):
        return box[0] < left and box[1] < bottom and right < box[2] and top < box[3]
    return True


def _fine(shape: Shape) -> Shape:
    """Return a shape of an inset: signs are not enlarged as much as the body."""
    if isinstance(shape, Line) and shape.role in ("arrow", "tight"):
        return shape._replace(width=shape.width * FINER)
    return shape


def panel(
    figure: Figure, shot: Shot, *, stays: bool = False, mirrored: bool = False
) -> Picture:
    """Return one panel for paper: the pose, a ghost of the former one, arrows.

    ``stays`` puts a stopwatch on the held pose; ``mirrored`` keeps the corner free in which
    number and stopwatch stand once the picture is turned over.
    """
    layers = list(_on_panel(figure, shot))
    if shot.before is not None:
        former, now = (key(figure, index).body for index in (shot.before, shot.pose))
        if not _is_turned_over(former, now):
            layers += _ghost(former, now, camera(shot.view))
    says, number = figure.poses[shot.pose].says, numbered(figure, shot.pose)
    box, watch = frame_with_signs(figure, shot.view, stays=stays, mirrored=mirrored)
    closeup = None
    if shot.view == figure.view:
        closeup = _closeup(figure, key(figure, shot.pose).body, shot.pose, shot.before)
    held = shot.pose == figure.held_index
    return Picture(_cut(layers, box), box, says, number, watch if held else None, closeup)


@lru_cache(maxsize=8)
def _on_panel(figure: Figure, shot: Shot) -> tuple[Layer, ...]:
    """Return all of a panel but its ghost, in no order yet. Asked for twice, one after the
    other: for the room that a number takes, and to be drawn."""
    eye, body = camera(shot.view), key(figure, shot.pose).body
    layers = still(figure, body, shot.view, tinted(figure, shot.pose))
    layers += letter_layers(figure, body, eye)
    layers += breath_layers(figure.poses[shot.pose], body, eye)
    if shot.before is not None:
        layers += arrow_layers(figure, shot.before, shot.pose, eye)
    if shot.pose or len(figure.poses) == 1:
        layers += _pushed(figure, shot.pose, body, eye)
    return tuple(layers)


def _pushed(figure: Figure, pose: int, body: Skeleton, eye: Camera) -> list[Layer]:
    one = figure.poses[pose]
    return [*press_layers(figure, one, body, eye), *tight_layers(figure, one, body, eye)]


def numbered(figure: Figure, pose: int) -> str:
    """Return the place of a pose in the order of the panels, or that it is another choice; ""
    where there is no order. A second camera on a pose has the number of that pose."""
    begins = _home(figure)  # what is aside before it is a part of the order
    seen = [
        index
        for index, one in enumerate(figure.poses)
        if not one.passing and (index < begins or not one.aside)
    ]
    if len([one for one in figure.poses if not one.passing]) < 2:
        return ""
    if pose in seen:
        return str(seen.index(pose) + 1)
    return figures.OR if set(figures.OR) <= set(STROKES) else EITHER


@lru_cache(maxsize=128)
def frame_with_signs(
    figure: Figure, view: View, *, stays: bool, mirrored: bool
) -> tuple[Box, Flat | None]:
    """Return the frame of the panels of a view with room in its corner for a number and a
    stopwatch, under each other where it is high: at its side, or above where that costs less;
    and where the stopwatch stands, if somebody ``stays``."""
    whole = left, bottom, right, top = on_paper(figure, view)
    order = [
        NUMBER_IN + SIGN_ROOM * place for place in range(bool(numbered(figure, 0)) + stays)
    ]
    if not order:
        return whole, None
    high = right - left < top - bottom
    watch = (NUMBER_IN, order[-1]) if high else (order[-1], NUMBER_IN)
    across, down = (1, len(order)) if high else (len(order), 1)
    near, far = (
        (right - SIGN_ROOM * across, right) if mirrored else (left, left + SIGN_ROOM * across)
    )
    taken = [
        extent((shape,))
        for shape in _drawn(figure, view)
        if shape.role != "ground" or _is_upright(shape)  # a number may stand on a floor
    ]
    taken += [box for box in (inset_box(figure),) if box and view == figure.view]
    if any(overlaps(box, (near, top - SIGN_ROOM * down, far, top)) for box in taken):
        if not high:
            top += SIGN_ROOM
        elif mirrored:
            right += SIGN_ROOM
        else:
            left -= SIGN_ROOM
    return (left, bottom, right, top), watch if stays else None


def _is_upright(shape: Shape) -> bool:
    """Return whether ground is a wall that is seen from its edge."""
    left, bottom, right, top = extent((shape,))
    return right - left < SIGN_ROOM / 2 < top - bottom


def moment(
    figure: Figure, body: Skeleton, pose: int, *, pressed: bool = False
) -> tuple[Layer, ...]:
    """Return the layers of a moment on the way to a pose, with its push arrows if they show."""
    eye = camera(figure.view)
    layers = still(figure, body, figure.view, tinted(figure, pose))
    layers += letter_layers(figure, body, eye)
    if pressed:
        layers += breath_layers(figure.poses[pose], body, eye)
        layers += _pushed(figure, pose, body, eye)
    return _painted(layers)


def at_moment(figure: Figure, at: Moment) -> tuple[Layer, ...]:
    """Return the layers of a figure where it is ``at`` that moment of its movement."""
    is_still = at.tick == 0
    body = key(figure, at.start).body if is_still else _between(figure, at)
    pressed = is_still and (at.start > 0 or len(figure.poses) == 1)
    return moment(figure, body, at.end, pressed=pressed)


def picture_at(figure: Figure, at: Moment) -> Picture:
    """Return the picture of a moment of the movement for a page; all have the same box."""
    body = _between(figure, at) if at.tick else key(figure, at.start).body
    closeup = _closeup(figure, body, at.end, None)
    return Picture(at_moment(figure, at), on_paper(figure, figure.view), closeup=closeup)


def _between(figure: Figure, at: Moment) -> Skeleton:
    return between(figure, at.start, at.end, round(at.part, 4)).body


def still(
    figure: Figure, body: Skeleton, view: View, active: frozenset[str] = frozenset()
) -> list[Layer]:
    """Return body and things, without arrows, in no order yet."""
    return _seen(figure, body, camera(view), active)


def _seen(
    figure: Figure,
    body: Skeleton,
    eye: Camera,
    active: frozenset[str],
    *,
    feet: bool = False,
) -> list[Layer]:
    """Return the same from any camera; of the body only the feet, if they alone are wanted."""
    there = world(figure)
    blades = any(pose.blades for pose in figure.poses)
    home = key(figure, _home(figure)).body
    far = far_limbs(body if _is_turned_over(home, body) else home, eye)
    looks = Looks(active, far, blades, figure.belt)
    stage = Stage(eye, body, there, _span(figure))
    layers = (feet_layers if feet else body_layers)(body, eye, looks)
    for prop in figure.props:
        layers += prop_layers(prop, stage)
    return layers


def _home(figure: Figure) -> int:
    """Return the first pose of the movement: what is aside may be bent, and shows no side."""
    return next((n for n, pose in enumerate(figure.poses) if not pose.aside), 0)


@lru_cache(maxsize=64)
def tinted(figure: Figure, pose: int) -> frozenset[str]:
    """Return what is active in a pose, by its index.

    A pose aside is another movement from the same start, and only what it moves itself is
    active in it: an arm that is lifted, or a leg instead.
    """
    active, aside = frozenset(figure.active), figure.poses[pose].aside
    if not any(one.aside for one in figure.poses):
        return active
    start = key(figure, _home(figure)).body.points
    same = [
        key(figure, index).body.points
        for index, one in enumerate(figure.poses)
        if (index == pose if aside else not one.aside)
    ]
    moved = {
        limb: max(distance(points[tip], start[tip]) for points in same) > STILL
        for limb, tip in _LIMB_ENDS.items()
        if limb in active
    }
    if not any(moved.values()):  # the body moves, or nothing does
        return active
    return active - {limb for limb, has_moved in moved.items() if not has_moved}


@lru_cache(maxsize=64)
def _span(figure: Figure) -> Span:
    bodies = (key(figure, index).body for index in range(len(figure.poses)))
    spots = [body.points[name] for body in bodies for name, _ in ROUND]
    xs, ys, zs = zip(*spots, strict=True)
    walls = world(figure).walls
    low, high = min(xs), max(xs)
    if "behind" in walls:
        low = min(low, walls["behind"] + 9.0)  # the floor runs on to it
    if "front" in walls:
        high = max(high, walls["front"] - 9.0)
    for prop in figure.props:
        stands = footprint(prop, world(figure).start)
        if stands:
            low, high = min(low, stands[0] + 9.0), max(high, stands[1] - 9.0)
    return Span(low, high, max(ys), min(zs), max(zs))


def _painted(layers: list[Layer]) -> tuple[Layer, ...]:
    return tuple(sorted(layers, key=lambda layer: layer.depth))


def _cut(layers: list[Layer], box: Box) -> tuple[Layer, ...]:
    """Return layers in the order of painting, without what is wholly outside of a box."""
    return tuple(
        layer._replace(shapes=shapes)
        for layer in _painted(layers)
        if (shapes := tuple(s for s in layer.shapes if overlaps(extent((s,)), box)))
    )


def _ghost(former: Skeleton, now: Skeleton, eye: Camera) -> list[Layer]:
    """Return where the body was, without what did not move: that would lie behind itself."""
    were, are = (
        [
            shape
            for layer in body_layers(body, eye, Looks(frozenset(), frozenset()))
            for shape in layer.shapes
            if isinstance(shape, Blob) and shape.role != "mark"
        ]
        for body in (former, now)
    )
    stayed = {_place(shape) for shape in are}
    moved = [shape._replace(role="ghost") for shape in were if _place(shape) not in stayed]
    return [Layer("ghost", tuple(moved), GHOST)] if moved else []


def _place(shape: Blob) -> tuple[tuple[float, ...], ...]:
    """Return where a shape is, to the tenth that a drawing has."""
    return tuple(tuple(round(value, 1) for value in circle) for circle in shape.circles)


@lru_cache(maxsize=128)
def frame(figure: Figure, view: View) -> Box:
    """Return the part of the picture's plane that all panels of a view show."""
    eye = camera(view)
    poses = len(figure.poses)
    bodies = [key(figure, index).body for index in range(poses)]
    ways = [(index - 1, index) for index in range(1, poses)]
    bodies += [between(figure, a, b, part).body for a, b in ways for part in IN_BETWEENS]
    boxes = [_extent(still(figure, body, view)) for body in bodies]
    marks = [
        layer
        for shot in shots(figure)
        if shot.before is not None
        for layer in arrow_layers(figure, shot.before, shot.pose, eye)
    ]
    for index in range(poses):
        marks += press_layers(figure, figure.poses[index], bodies[index], eye)
        marks += letter_layers(figure, bodies[index], eye)
        marks += breath_layers(figure.poses[index], bodies[index], eye)
    if figure.focus:
        boxes = [_common(around(boxes), _focus(figure, bodies, eye))]
    if marks:
        left, bottom, right, top = _extent(marks)
        boxes.append((left - 2, bottom - 2, right + 2, top + 2))
    left, bottom, right, top = around(boxes)
    return left - MARGIN, bottom - MARGIN, right + MARGIN, top + MARGIN


def _extent(layers: list[Layer]) -> Box:
    return around([extent(layer.shapes) for layer in layers])


def _common(a: Box, b: Box) -> Box:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _focus(figure: Figure, bodies: list[Skeleton], eye: Camera) -> Box:
    spots = [eye.seen(body.points[name]) for body in bodies for name in figure.focus]
    m = figure.margin
    return (
        min(spot[0] for spot in spots) - m,
        min(spot[1] for spot in spots) - m,
        max(spot[0] for spot in spots) + m,
        max(spot[1] for spot in spots) + m,
    )
