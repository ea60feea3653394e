"""Shapes -> a grid of dots with roles, by scan lines. Knows neither bodies nor characters."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor

from backpt.figure.camera import Circle, Flat, hull
from backpt.figure.lettering import MIRRORED
from backpt.figure.shapes import Blob, Box, Layer, Letter, Line

ROLES = (
    *("", "ground", "soft", "prop", "ball", "weight"),
    *("far", "torso", "near", "face", "far_active", "active", "mark"),
    *("stick", "band", "tight", "arrow"),
)
"""In rising order of strength: a cell with several roles has the strongest."""
NUMBER = {role: number for number, role in enumerate(ROLES)}

HALO = 0.8
"""Dots kept empty around a part that is in front of another."""
WALL = 1.15
"""Dots of the outline."""
SOLID = frozenset({"active", "far_active", "weight"})
DOTTED = frozenset({"far", "far_active"})
CORNERS = 10


class Canvas:
    """A grid of dots. Every dot is the number of a role, 0 for none."""

    __slots__ = ("columns", "mirrored", "rows", "scale", "signs", "x", "y")

    def __init__(self, columns: int, lines: int, box: Box, *, mirrored: bool) -> None:
        left, bottom, right, top = box
        self.columns = columns
        self.rows = [bytearray(columns) for _ in range(lines)]
        room = max(1, columns - 2), max(1, lines - 2)
        self.scale = min(room[0] / (right - left), room[1] / (top - bottom))
        self.x = columns / 2 - self.scale * (left + right) / 2
        self.y = lines - 1 + self.scale * bottom
        if (spare := lines - 2 - self.scale * (top - bottom)) > 0:
            self.y -= spare / 2
        self.mirrored = mirrored
        self.signs: list[tuple[int, int, str]] = []
        """Column and line of dots of what is written, and the character."""

    def at(self, x: float, y: float) -> Flat:
        """Return a place of the picture in dots."""
        across = x * self.scale + self.x
        return (self.columns - across if self.mirrored else across, self.y - y * self.scale)

    def circles(self, circles: tuple[Circle, ...], more: float = 0.0) -> tuple[Circle, ...]:
        return tuple((*self.at(x, y), r * self.scale + more) for x, y, r in circles)

    def draw(self, layer: Layer) -> None:
        blobs = [s for s in layer.shapes if isinstance(s, Blob) and s.role != "mark"]
        body = layer.name not in ("prop", "arrow")
        if body:
            for blob in blobs:
                self.fill(outline(self.circles(blob.circles, HALO)), 0)
        for blob in blobs:
            dotted = blob.role in DOTTED
            self.fill(outline(self.circles(blob.circles)), NUMBER[blob.role], dotted=dotted)
        for blob in blobs:
            inside = self.circles(blob.circles, -WALL)
            if blob.role not in SOLID and min(r for _, _, r in inside) > 0.2:
                self.fill(outline(inside), 0)
            elif blob.role in ("ground", "soft", "prop") and len(blob.circles) > 2:
                self.hollow(blob)
        for line in layer.shapes:
            if isinstance(line, Line):
                self.stroke(line)
            elif isinstance(line, Letter):
                self.write(line)

    def write(self, sign: Letter) -> None:
        x, y = self.at(*sign.at)
        if 0 <= x < self.columns and 0 <= y < len(self.rows):
            text = MIRRORED.get(sign.text, sign.text) if self.mirrored else sign.text
            self.signs.append((int(x), int(y), text))

    def hollow(self, blob: Blob) -> None:
        """Empty an area between thin edges, if there is one: a floor seen from above."""
        points = [self.at(x, y) for x, y, _ in blob.circles]
        cx, cy = (sum(c) / len(points) for c in zip(*points, strict=True))
        wide = max(abs(x - cx) for x, _ in points)
        high = max(abs(y - cy) for _, y in points)
        if wide > 2.5 and high > 2.5:
            smaller = tuple(
                (cx + (x - cx) * (1 - 1.2 / wide), cy + (y - cy) * (1 - 1.2 / high), 0.01)
                for x, y in points
            )
            self.fill(outline(smaller), 0)

    def stroke(self, line: Line) -> None:
        role = NUMBER[line.role]
        sign = line.role in ("arrow", "tight")
        room = 1.7 if sign else 1.2  # a band lies along the arms that pull
        for thick, number in ((room, 0), (0.6, role)):
            for a, b in pairwise(line.points):
                ends = tuple((*self.at(x, y), thick) for x, y in (a, b))
                self.fill(outline(ends), number)
        if line.role == "arrow":
            (x0, y0), (x1, y1) = (
                self.at(*point) for point in (line.points[-2], line.points[-1])
            )
            long = max(abs(x1 - x0) + abs(y1 - y0), 1e-6)
            ux, uy = (x1 - x0) / long, (y1 - y0) / long
            wings = ((x1 - uy * 2.2, y1 + ux * 2.2), (x1 + uy * 2.2, y1 - ux * 2.2))
            self.fill([(x1 + ux * 2.5, y1 + uy * 2.5), *wings], role)

    def fill(self, points: list[Flat], role: int, *, dotted: bool = False) -> None:
        """Fill a convex outline: in each line of dots from its left to its right edge.

        What is thinner than a dot and lies between two lines of them, as a floor may, gets
        the nearest line; a hole of no height is none.
        """
        low_y, high_y = min(y for _, y in points), max(y for _, y in points)
        first, last = ceil(low_y - 0.5), floor(high_y - 0.5)
        thin = last < first and role > 0
        if thin:
            first = last = floor((low_y + high_y) / 2)
        for y in range(max(0, first), min(len(self.rows) - 1, last) + 1):
            centre = (low_y + high_y) / 2 if thin else y + 0.5
            low, high = 1e9, -1e9
            px, py = points[-1]
            for qx, qy in points:
                if (py <= centre) != (qy <= centre):
                    x = px + (centre - py) * (qx - px) / (qy - py)
                    low, high = min(low, x), max(high, x)
                px, py = qx, qy
            start = max(0, round(low)) if low < 1e9 else 0
            end = min(self.columns, max(round(high), round(low) + 1)) if low < 1e9 else 0
            if start < end:
                row = self.rows[y]
                row[start:end] = bytes((0 if dotted else role,)) * (end - start)
                if dotted:
                    start += (start + y) & 1
                    row[start:end:2] = bytes((role,)) * len(range(start, end, 2))


def outline(circles: tuple[Circle, ...]) -> list[Flat]:
    """Return the corners of the hull of some circles, as ``Canvas.fill`` takes them."""
    if len(circles) > 4:  # a block: its corners are small
        return [point for run in hull(circles, 4) for point in run.points]
    return [point for run in hull(circles, CORNERS) for point in run.points]
