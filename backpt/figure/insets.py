"""The enlargement of one place of the body inside a panel: what it shows and where it stands.

Somebody who does not know an exercise sees a small movement there: a low back over the floor,
one foot before the other. It lies beside the body, as near as there is room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import dist

from backpt.figure.camera import Camera, Flat, hull
from backpt.figure.parts import RADII, Inset
from backpt.figure.shapes import Blob, Box, Letter, Shape, extent
from backpt.figure.skeleton import Skeleton

ROOM = 2.0
"""Between an inset and all that is drawn."""
STEP = 1.0
THIN = 4.0
"""Ground that is no higher in the picture is a line, and is not covered."""
LARGEST_PART = 0.75
"""An inset whose area is a larger part of that of the picture beside it is no detail [D]."""
LEAST, MOST = 1.25, 5.0
"""How many times larger the place may be shown."""
SIDES = ("right", "left", "above", "below")

FEET = frozenset({"ankle", "heel", "ball", "toe"})
WORDS = {
    **dict.fromkeys(("waist0", "waist"), "back|waist|belly"),
    **dict.fromkeys(("pelvis", "crest", "hip"), "pelvis|hips?|buttocks?|back"),
    **dict.fromkeys(("belly",), "belly|waist|hand"),
    **dict.fromkeys(("ankle", "heel", "ball", "toe"), "foot|feet|heels?|toes?"),
    **dict.fromkeys(("hand", "palm", "wrist", "thumb"), "hands?|fingers?|fingertips"),
    **dict.fromkeys(("head", "nose", "jaw", "skull", "ear"), "head|chin|eyes"),
    **dict.fromkeys(("chest", "blade", "shoulder", "neck"), "chest|shoulders?|blades?|neck"),
    **dict.fromkeys(("knee", "thigh"), "knees?|legs?|thighs?"),
    "calf": "legs?|calf",
    "elbow": "elbows?|arms?",
}
"""Point of the body -> what words call it. A terminal has no inset: there the words tell it."""


def shown_of(inset: Inset, body: Skeleton, camera: Camera) -> Box:
    """Return what is seen of the place in a pose, with its margin."""
    spots = [camera.seen(body.points[name]) for name in inset.parts]
    xs, ys = [spot[0] for spot in spots], [spot[1] for spot in spots]
    m = inset.margin
    return min(xs) - m, min(ys) - m, max(xs) + m, max(ys) + m


def ring(inset: Inset, body: Skeleton, camera: Camera) -> Box:
    """Return the box around the place on the body, where a line leads from."""
    places = [
        (*camera.seen(body.points[name])[:2], RADII.get(name.partition("_")[0], 3.0))
        for name in inset.parts
    ]
    left, bottom, right, top = extent((Blob(tuple(places), "mark"),))
    return left - 1.0, bottom - 1.0, right + 1.0, top + 1.0


def beside(inset: Inset, size: Flat, frame: Box, shapes: tuple[Shape, ...]) -> Box:
    """Return where an inset of a size stands: at its side of the frame, as far in as it comes
    without touching what is drawn, and along that side where it comes farthest."""
    obstacles = [spots for shape in shapes for spots in outlines(shape)]
    places = (_slid(inset.side, size, frame, along, obstacles) for along in (0.0, 0.5, 1.0))
    return max(places, key=lambda place: place[0])[1]


def leader(ring: Box, box: Box, shapes: tuple[Shape, ...]) -> tuple[Flat, Flat] | None:
    """Return the shortest line from a ring to its inset that crosses nothing that is drawn;
    ``None`` where every one does. The ring itself may lie on the body."""
    obstacles = [spots for shape in shapes for spots in outlines(shape)]
    ways = sorted(
        ((a, b) for a in _rim(ring) for b in _rim(box)), key=lambda way: (dist(*way), way)
    )
    return next((way for way in ways if not _crosses(way, ring, obstacles)), None)


def _rim(box: Box) -> Iterator[Flat]:
    """Yield the corners of a box and points between them."""
    for a, b in pairwise((*_corners(box), _corners(box)[0])):
        for share in (0.0, 0.25, 0.5, 0.75):
            yield a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _crosses(way: tuple[Flat, Flat], ring: Box, obstacles: list[tuple[Flat, ...]]) -> bool:
    """Return whether a line lies over something, or over the ring that it leads from."""
    (ax, ay), (bx, by) = way
    along = [(ax + (bx - ax) * n / 24, ay + (by - ay) * n / 24) for n in range(1, 24)]
    left, bottom, right, top = ring
    if any(left < x < right and bottom < y < top for x, y in along):
        return True
    return any(
        _meets((x - 0.5, y - 0.5, x + 0.5, y + 0.5), outline)
        for x, y in along
        for outline in obstacles
    )


def _slid(
    side: str, size: Flat, frame: Box, along: float, obstacles: list[tuple[Flat, ...]]
) -> tuple[float, Box]:
    """Return how far an inset comes into the frame, at most wholly, and where it is then;
    ``along`` is 0 where it slides at the left or bottom of its way, 1 at the other end."""
    (wide, high), (left, bottom, right, top) = size, frame
    x, y = left + (right - left - wide) * along, bottom + (top - bottom - high) * along
    x, y, dx, dy = {
        "right": (right + ROOM, y, -STEP, 0.0),
        "left": (left - ROOM - wide, y, STEP, 0.0),
        "above": (x, top + ROOM, 0.0, -STEP),
        "below": (x, bottom - ROOM - high, 0.0, STEP),
    }[side]
    place, steps = (x, y, x + wide, y + high), 0
    for step in range(1, int((wide if dx else high) + 2 * ROOM)):
        nx, ny = x + dx * step, y + dy * step
        further = (nx, ny, nx + wide, ny + high)
        if covers(further, obstacles):
            break
        place, steps = further, step
    return steps, place


def outlines(shape: Shape) -> Iterator[tuple[Flat, ...]]:
    """Yield convex outlines that an inset must not cover."""
    if isinstance(shape, Blob):
        left, bottom, right, top = extent((shape,))
        if shape.role == "ground" and min(right - left, top - bottom) > THIN:
            return  # an area, on which the body lies
        yield tuple(point for run in hull(shape.circles, 12) for point in run.points)
    elif isinstance(shape, Letter):
        yield _corners(extent((shape,)))
    else:
        for a, b in pairwise(shape.points):
            x = sorted((a[0], b[0]))
            y = sorted((a[1], b[1]))
            yield _corners((x[0] - 1.0, y[0] - 1.0, x[1] + 1.0, y[1] + 1.0))


def covers(box: Box, obstacles: Iterable[tuple[Flat, ...]]) -> bool:
    """Return whether a box, with some room around it, lies over one of the outlines."""
    left, bottom, right, top = box
    near = (left - ROOM, bottom - ROOM, right + ROOM, top + ROOM)
    return any(_meets(near, outline) for outline in obstacles)


def _meets(box: Box, outline: tuple[Flat, ...]) -> bool:
    """Return whether a box and a convex outline overlap: no side of either parts them."""
    xs, ys = zip(*outline, strict=True)
    if max(xs) < box[0] or min(xs) > box[2] or max(ys) < box[1] or min(ys) > box[3]:
        return False
    corners = _corners(box)
    for (ax, ay), (bx, by) in pairwise((*outline, outline[0])):
        nx, ny = by - ay, ax - bx  # outwards, as the outline goes counterclockwise
        if all((x - ax) * nx + (y - ay) * ny > 0 for x, y in corners):
            return False
    return True


def _corners(box: Box) -> tuple[Flat, ...]:
    left, bottom, right, top = box
    return (left, bottom), (right, bottom), (right, top), (left, top)


def is_of_feet(inset: Inset) -> bool:
    """Return whether it shows feet from another camera, and so without the body over them."""
    feet = all(name.partition("_")[0] in FEET for name in inset.parts)
    return feet and inset.view is not None


def is_named(inset: Inset, texts: Iterable[str]) -> bool:
    """Return whether words beside the picture name a place that the inset enlarges."""
    named = "|".join(WORDS[name.partition("_")[0]] for name in inset.parts)
    pattern = re.compile(rf"\b(?:{named})\b", re.IGNORECASE)
    return any(pattern.search(text) for text in texts)
