"""One panel as a display list: body, things and arrows as one camera sees them.

All panels of a figure show the same part of the room at the same size, so that what moved can
be seen by comparing them.
"""

from functools import lru_cache

from backpt.figure.arrows import arrow_layers, letter_layers, press_layers, tight_layers
from backpt.figure.camera import Camera, camera
from backpt.figure.flesh import Looks, body_layers, far_limbs
from backpt.figure.furniture import Span, Stage, footprint
from backpt.figure.lettering import STROKES
from backpt.figure.motion import Moment
from backpt.figure.parts import ROUND, Figure, View
from backpt.figure.props import prop_layers
from backpt.figure.shapes import Blob, Box, Layer, Picture, Shape, around, extent
from backpt.figure.skeleton import Skeleton
from backpt.figure.solve import between, key, world
from backpt.figure.vectors import distance
from backpt.language import figures
from backpt.values import NamedTuple

MARGIN = 2.0
GHOST = -500.0
IN_BETWEENS = (0.25, 0.5, 0.75)
EITHER = "/"
"""Another choice, in a language whose letters are not drawn here."""
NUMBER_ROOM = 9.0
"""The side of the square that a panel's number has."""
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


def panel(figure: Figure, shot: Shot) -> Picture:
    """Return one panel for paper: the pose, a ghost of the former one, arrows."""
    layers = list(_on_panel(figure, shot))
    if shot.before is not None:
        former, now = (key(figure, index).body for index in (shot.before, shot.pose))
        layers += _ghost(former, now, camera(shot.view))
    says, number = figure.poses[shot.pose].says, numbered(figure, shot.pose)
    box = with_number(figure, shot.view) if number else frame(figure, shot.view)
    return Picture(_painted(layers), box, says, number)


@lru_cache(maxsize=8)
def _on_panel(figure: Figure, shot: Shot) -> tuple[Layer, ...]:
    """Return all of a panel but its ghost, in no order yet. Asked for twice, one after the
    other: for the room that a number takes, and to be drawn."""
    eye, body = camera(shot.view), key(figure, shot.pose).body
    layers = still(figure, body, shot.view, tinted(figure, shot.pose))
    layers += letter_layers(figure, body, eye)
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
def with_number(figure: Figure, view: View) -> Box:
    """Return the frame of the panels of a view with room in its corner for a number: to the
    left, or above where that costs less."""
    left, bottom, right, top = frame(figure, view)
    corner = (left, top - NUMBER_ROOM, left + NUMBER_ROOM, top)
    taken = (
        extent((shape,))
        for shot in shots(figure)
        if shot.view == view
        for layer in _on_panel(figure, shot)
        for shape in layer.shapes
        if shape.role != "ground" or _is_upright(shape)  # a number may stand on a floor
    )
    if not any(_overlaps(box, corner) for box in taken):
        return left, bottom, right, top
    if right - left < top - bottom:
        return left - NUMBER_ROOM, bottom, right, top
    return left, bottom, right, top + NUMBER_ROOM


def _is_upright(shape: Shape) -> bool:
    """Return whether ground is a wall that is seen from its edge."""
    left, bottom, right, top = extent((shape,))
    return right - left < NUMBER_ROOM / 2 < top - bottom


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def moment(
    figure: Figure, body: Skeleton, pose: int, *, pressed: bool = False
) -> tuple[Layer, ...]:
    """Return the layers of a moment on the way to a pose, with its push arrows if they show."""
    eye = camera(figure.view)
    layers = still(figure, body, figure.view, tinted(figure, pose))
    layers += letter_layers(figure, body, eye)
    if pressed:
        layers += _pushed(figure, pose, body, eye)
    return _painted(layers)


def at_moment(figure: Figure, at: Moment) -> tuple[Layer, ...]:
    """Return the layers of a figure where it is ``at`` that moment of its movement."""
    is_still = at.tick == 0
    if is_still:
        body = key(figure, at.start).body
    else:
        body = between(figure, at.start, at.end, round(at.part, 4)).body
    pressed = is_still and (at.start > 0 or len(figure.poses) == 1)
    return moment(figure, body, at.end, pressed=pressed)


def still(
    figure: Figure, body: Skeleton, view: View, active: frozenset[str] = frozenset()
) -> list[Layer]:
    """Return body and things, without arrows, in no order yet."""
    eye = camera(view)
    there = world(figure)
    blades = any(pose.blades for pose in figure.poses)
    far = far_limbs(key(figure, _home(figure)).body, eye)
    looks = Looks(active, far, blades, figure.belt)
    stage = Stage(eye, body, there, _span(figure))
    layers = body_layers(body, eye, looks)
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
        high = max(high, stands[1] - 9.0) if stands else high
    return Span(low, high, max(ys), min(zs), max(zs))


def _painted(layers: list[Layer]) -> tuple[Layer, ...]:
    return tuple(sorted(layers, key=lambda layer: layer.depth))


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
