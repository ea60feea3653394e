"""From the room to the picture: where a camera sees a point. Knows no body.

The camera is orthographic: near things are not larger than far ones, so lengths can be
compared in the picture. In the picture x goes right, y up and depth towards the reader.
"""

from functools import lru_cache
from math import acos, atan2, ceil, cos, hypot, pi, sin

from backpt.figure.parts import View
from backpt.figure.vectors import Matrix, Vec, about_x, about_y, after, turned
from backpt.values import NamedTuple

Flat = tuple[float, float]
Circle = tuple[float, float, float]
"""x, y and radius in the picture."""


class Camera(NamedTuple):
    matrix: Matrix

    def seen(self, point: Vec) -> Vec:
        """Return x, y and depth of a point."""
        return turned(self.matrix, point)

    def circle(self, point: Vec, radius: float) -> Circle:
        x, y, _ = turned(self.matrix, point)
        return (x, y, radius)

    def depth(self, point: Vec) -> float:
        return turned(self.matrix, point)[2]


def camera(view: View) -> Camera:
    """Return the camera that stands ``azimuth`` degrees round the person (0 at the right
    side, -90 in front) and ``elevation`` degrees up."""
    azimuth, elevation = view
    return Camera(after(about_x(elevation), about_y(azimuth)))


class Run(NamedTuple):
    """A stretch of a hull that follows one circle, or one of its points."""

    circle: Circle
    points: tuple[Flat, ...]


def hull(circles: tuple[Circle, ...], corners: int = 24) -> tuple[Run, ...]:
    """Return the outline of the tightest band around some circles, counterclockwise.

    Every circle is taken as ``corners`` points and the convex hull of all is walked (Andrew's
    monotone chain); neighbours on the same circle make one run, which is an arc of it.
    """
    if len(circles) == 2:
        return _capsule(*circles, corners)
    cloud = sorted(
        {
            (x + r * across, y + r * up, number)
            for number, (x, y, r) in enumerate(circles)
            for across, up in _directions(corners)
        }
    )
    outline = [*_half(cloud)[:-1], *_half(cloud[::-1])[:-1]]
    runs: list[tuple[int, list[Flat]]] = []
    for x, y, number in outline:
        if runs and runs[-1][0] == number:
            runs[-1][1].append((x, y))
        else:
            runs.append((number, [(x, y)]))
    if len(runs) > 1 and runs[0][0] == runs[-1][0]:  # the walk began within an arc
        last = runs.pop()
        runs[0] = (last[0], last[1] + runs[0][1])
    return tuple(Run(circles[number], tuple(points)) for number, points in runs)


@lru_cache(maxsize=8)
def _directions(corners: int) -> tuple[Flat, ...]:
    """Return the corners of a circle about the origin whose radius is 1."""
    turns = [2 * pi * i / corners for i in range(corners)]
    return tuple((cos(turn), sin(turn)) for turn in turns)


def _capsule(a: Circle, b: Circle, corners: int) -> tuple[Run, ...]:
    """Return the hull of two circles, which needs no search: the common tangents touch both
    at the same angle to the line of the centres, the arc cosine of (difference of the radii /
    distance)."""
    (ax, ay, ar), (bx, by, br) = a, b
    distance = hypot(bx - ax, by - ay)
    if distance <= abs(ar - br) + 1e-9:  # one lies inside the other
        whole = a if ar >= br else b
        return (Run(whole, _arc(whole, 0.0, 2 * pi * (1 - 1 / corners), corners)),)
    along = atan2(by - ay, bx - ax)
    touch = acos((ar - br) / distance)
    return (
        Run(a, _arc(a, along + touch, along - touch + 2 * pi, corners)),
        Run(b, _arc(b, along - touch, along + touch, corners)),
    )


def _arc(circle: Circle, start: float, end: float, corners: int) -> tuple[Flat, ...]:
    """Return points on an arc, ``corners`` to a whole circle, both ends among them."""
    x, y, r = circle
    steps = max(1, ceil((end - start) * corners / (2 * pi) - 1e-9))
    angles = (start + (end - start) * step / steps for step in range(steps + 1))
    return tuple((x + r * cos(angle), y + r * sin(angle)) for angle in angles)


_Marked = tuple[float, float, int]


def _half(cloud: list[_Marked]) -> list[_Marked]:
    """Return the lower half of the hull of sorted points: never turn right."""
    walked: list[_Marked] = []
    for point in cloud:
        x, y, _ = point
        while len(walked) > 1:
            (ax, ay, _), (bx, by, _) = walked[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:  # it turns left
                break
            walked.pop()
        walked.append(point)
    return walked


def apart(a: Flat, b: Flat) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
