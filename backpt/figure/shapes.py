"""What a picture is made of: shapes with roles instead of colours. Only values."""

from backpt.figure.camera import Circle, Flat
from backpt.values import NamedTuple

Box = tuple[float, float, float, float]
"""left, bottom, right, top"""


class Blob(NamedTuple):
    """The hull of some circles, filled."""

    circles: tuple[Circle, ...]
    role: str
    """``near``, ``far``, ``active``, ``far_active``, ``torso``, ``face``; ``prop``, ``soft``,
    ``ground``, ``ball``, ``weight``; ``mark`` is drawn as a line of the outline."""
    hollow: bool = False
    """Only its outline."""


class Line(NamedTuple):
    points: tuple[Flat, ...]
    width: float
    role: str
    """``band``, ``prop``, ``mark``, ``arrow``; ``tight`` is an arrow without a shaft."""


class Letter(NamedTuple):
    """A letter that is never mirrored; L is R where the picture is."""

    text: str
    at: Flat
    size: float
    """How high it is."""
    role: str = "mark"


Shape = Blob | Line | Letter


class Layer(NamedTuple):
    """Shapes that are painted together: all their outlines first, then all that fills them,
    so that a limb has one clean contour."""

    name: str
    """The part of the body, ``prop``, ``ghost``, ``arrow`` or ``sign``."""
    shapes: tuple[Shape, ...]
    depth: float
    """Higher is nearer to the reader, and painted later."""


class Closeup(NamedTuple):
    """An inset: layers of its own camera in a frame, and the place that it is of."""

    layers: tuple[Layer, ...]
    window: Box
    """The part of its own plane that is shown."""
    box: Box
    """Where that stands in the plane of the panel."""
    ring: Box
    """The place in the plane of the panel."""
    leader: tuple[Flat, Flat] | None
    """A line from one to the other; ``None`` where it would cross the body."""


class Picture(NamedTuple):
    """One panel: layers from back to front, and the part of the plane that is shown."""

    layers: tuple[Layer, ...]
    box: Box
    says: str = ""
    number: str = ""
    """Of its place in the order, where there is one."""
    watch: Flat | None = None
    """Where a stopwatch stands, counted right and down from the upper left corner."""
    closeup: Closeup | None = None


def extent(shapes: tuple[Shape, ...]) -> Box:
    """Return the box around some shapes."""
    left = bottom = 1e9
    right = top = -1e9
    for shape in shapes:
        if isinstance(shape, Blob):
            spots = shape.circles
        elif isinstance(shape, Letter):
            spots = ((*shape.at, shape.size / 2),)
        else:
            spots = tuple((x, y, shape.width / 2) for x, y in shape.points)
        for x, y, r in spots:
            left, bottom = min(left, x - r), min(bottom, y - r)
            right, top = max(right, x + r), max(top, y + r)
    return left, bottom, right, top


def around(boxes: list[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def grown(box: Box, by: float) -> Box:
    left, bottom, right, top = box
    return left - by, bottom - by, right + by, top + by
