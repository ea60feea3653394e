"""Floors, walls and furniture as a camera sees them: they stand where the first pose puts them.

Names and places are in ``read_props``; what goes with the body is in ``props``.
"""

from backpt.figure.camera import Camera
from backpt.figure.parts import RADII, Prop
from backpt.figure.shapes import Blob, Layer, Shape
from backpt.figure.skeleton import Skeleton
from backpt.figure.solve import World
from backpt.figure.vectors import Vec
from backpt.values import NamedTuple

BACKGROUND = -1000.0
"""The depth of what everything else is in front of."""
FLOOR_HALF, MAT_HALF, BED_HALF = 24.0, 20.0, 22.0
SEAT_LONG, SEAT_HALF = 24.0, 9.0
COUNTER_LONG = 23.0
PALMS = ("palm_l", "palm_r")
CHAIR_BACK = 34.0
"""Over the seat."""


class Span(NamedTuple):
    """How far the body comes in all its poses."""

    low: float
    """The least x."""
    high: float
    top: float
    left: float
    """The least z."""
    right: float

    @property
    def aside(self) -> float:
        """The greatest distance from the middle plane, to either side."""
        return max(abs(self.left), abs(self.right))


class Stage(NamedTuple):
    """What a prop is drawn from."""

    camera: Camera
    body: Skeleton
    world: World
    span: Span


def box(stage: Stage, low: Vec, high: Vec, role: str, radius: float = 0.5) -> Blob:
    """Return a block that is parallel to the axes, from two opposite corners."""
    corners = (
        (x, y, z)
        for x in (low[0], high[0])
        for y in (low[1], high[1])
        for z in (low[2], high[2])
    )
    return Blob(tuple(stage.camera.circle(corner, radius) for corner in corners), role)


def _bar(stage: Stage, a: Vec, b: Vec, radius: float) -> Blob:
    return Blob((stage.camera.circle(a, radius), stage.camera.circle(b, radius)), "prop")


def footprint(prop: Prop, start: Skeleton) -> tuple[float, float] | None:
    """Return the least and greatest x of a worktop or seat; ``None`` for other things."""
    if prop.kind == "counter":
        x = prop.size or start.place(PALMS)[0] - 3.0
        return x, x + COUNTER_LONG
    if prop.kind not in ("chair", "stool"):
        return None
    if prop.how == "front":
        x = prop.size or start.place(PALMS)[0]
    else:
        part, (aside, _, _) = prop.places[0].parts, prop.places[0].at
        x = start.place(part)[0] - (10.0 if part[0].startswith("hip") else 5.0) + aside
    return x, x + SEAT_LONG


def top_of(prop: Prop, start: Skeleton) -> float | None:
    """Return the height of a worktop, or of a chair's back in front, under the hands that lie
    on it; ``None`` for other things."""
    if prop.kind == "counter":
        return prop.height or start.place(PALMS)[1] - 2.4
    if prop.kind == "chair" and prop.how == "front":
        return start.place(PALMS)[1] - 2.0
    return None


def _behind(*shapes: Shape) -> list[Layer]:
    return [Layer("prop", shapes, BACKGROUND)]


def _floor(prop: Prop, stage: Stage) -> list[Layer]:
    low, high, _, least, most = stage.span
    half = MAT_HALF if prop.kind == "mat" else FLOOR_HALF
    left, right = min(least - 5.0, max(-half, most - 2 * half)), most + 5.0
    right = max(right, left + 2 * half)
    slab = box(stage, (low - 10, -1.0, left), (high + 10, -0.6, right), "ground", 0.4)
    return [Layer("prop", (slab,), BACKGROUND - 2)]


def _bed(prop: Prop, stage: Stage) -> list[Layer]:
    low, high = stage.span.low, stage.span.high
    z = BED_HALF
    mattress = box(stage, (low - 6, -7.0, -z), (high + 6, -1.2, z), "soft", 1.0)
    legs = [
        _bar(stage, (x, -8.0, side), (x, -16.0, side), 1.3)
        for x in (low - 3, high + 3)
        for side in (-z + 2, z - 2)
    ]
    return [Layer("prop", tuple(legs), BACKGROUND - 2), Layer("prop", (mattress,), BACKGROUND)]


def _wall(prop: Prop, stage: Stage) -> list[Layer]:
    """Return a wall that is higher than the head and wider than the span of the hands."""
    at, span = stage.world.walls.get(prop.how, 0.0), stage.span
    top = span.top + 8.0
    if prop.how in ("front", "behind"):
        half = max(FLOOR_HALF, span.aside) + 10.0
        slab = box(stage, (at, -1.0, -half), (at, top, half), "ground", 0.7)
    else:
        corner, other = (span.low - 12, -1.0, at), (span.high + 12, top, at)
        slab = box(stage, corner, other, "ground", 0.7)
    return [Layer("prop", (slab,), BACKGROUND - 3)]


def _doorway(prop: Prop, stage: Stage) -> list[Layer]:
    """Return two posts and a lintel, the posts before the forearms that lie on them."""
    points = stage.world.start.points
    x = (points["hand_l"][0] + points["hand_r"][0]) / 2 + RADII["elbow"]
    half = max(
        abs(points[f"{joint}_{side}"][2]) for joint in ("hand", "elbow") for side in "lr"
    )
    top, half = points["head"][1] + 14, half - 1.5
    layers = []
    for z in (-half - 1.5, half + 1.5):
        post = box(stage, (x, -1.0, z - 1.5), (x + 3.0, top, z + 1.5), "prop", 0.3)
        layers.append(Layer("prop", (post,), stage.camera.depth((x, top / 2, z)) - 4))
    low, high = (x, top - 3.0, -half - 3.0), (x + 3.0, top, half + 3.0)
    lintel = box(stage, low, high, "prop", 0.3)
    return [*layers, Layer("prop", (lintel,), min(layer.depth for layer in layers))]


def _counter(prop: Prop, stage: Stage) -> list[Layer]:
    """Return a worktop that begins under the hands, or at the x that is said."""
    top = top_of(prop, stage.world.start) or 0.0
    x, _ = footprint(prop, stage.world.start) or (0.0, 0.0)
    return _behind(
        box(
            stage, (x + 2.5, 0.0, -20.0), (x + COUNTER_LONG - 1.0, top - 2.0, 20.0), "soft", 0.4
        ),
        box(stage, (x, top - 1.6, -21.0), (x + COUNTER_LONG, top - 0.6, 21.0), "prop", 0.5),
    )


def _chair(prop: Prop, stage: Stage) -> list[Layer]:
    """Return a seat under a part of the body, or a chair in front to hold on to its back.

    Its back is behind who sits on it, and at the far end where only legs lie on it.
    """
    over = 0.0 if prop.kind == "stool" else prop.back or CHAIR_BACK
    x, _ = footprint(prop, stage.world.start) or (0.0, 0.0)
    if prop.how == "front":
        high = top_of(prop, stage.world.start) or 0.0
        return _seat(stage, x, 26.0, back_at=x, back_top=over and high)
    part = prop.places[0].parts
    under = stage.world.start.place(part)
    kind = part[0].partition("_")[0]
    top = prop.height or under[1] - RADII.get(kind, 3.4) - 0.9
    back_at = x if kind == "hip" else x + SEAT_LONG
    return _seat(stage, x, top, back_at=back_at, back_top=over and top + over)


def _seat(
    stage: Stage, x: float, top: float, *, back_at: float, back_top: float
) -> list[Layer]:
    """Return four legs, a seat from ``x`` forwards, and a back up to ``back_top``, 0 for
    none; it leans away from the seat."""
    end, z = x + SEAT_LONG, SEAT_HALF
    parts: list[Shape] = [
        _bar(stage, (leg, top - 1.2, side), (leg, 0.0, side), 1.0)
        for leg in (x + 1.0, end - 1.0)
        for side in (-z, z)
    ]
    if back_top:
        lean = -2.5 if back_at < x + 1.0 else 2.5
        for side in (-z, z):
            post = (back_at, top, side), (back_at + lean, back_top, side)
            parts.append(_bar(stage, *post, 1.0))
        for share in (0.45, 0.95):
            at, high = back_at + lean * share, top + (back_top - top) * share
            parts.append(_bar(stage, (at, high, -z), (at, high, z), 1.0))
    parts.append(box(stage, (x, top - 1.4, -z), (end, top - 0.4, z), "prop", 0.6))
    return _behind(*parts)


def _step(prop: Prop, stage: Stage) -> list[Layer]:
    foot = stage.world.start.place(prop.places[0].parts)
    top = prop.height or max(3.0, foot[1] - 4.9)
    x, z = foot[0], foot[2]
    block = box(stage, (x - 7.0, 0.0, z - 10.0), (x + 17.0, top - 0.7, z + 10.0), "prop", 0.5)
    return _behind(block)


FURNITURE = {
    "floor": _floor,
    "mat": _floor,
    "bed": _bed,
    "wall": _wall,
    "doorway": _doorway,
    "counter": _counter,
    "chair": _chair,
    "stool": _chair,
    "step": _step,
}
