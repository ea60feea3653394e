"""Points and rotations in space. Knows no body.

A point is (x, y, z) in per cent of body height. x goes to the right of the page, y up and z
towards the reader. A rotation is a matrix of three rows; ``turned(m, v)`` applies it.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin, sqrt

Vec = tuple[float, float, float]
Matrix = tuple[Vec, Vec, Vec]

ORIGIN: Vec = (0.0, 0.0, 0.0)


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(a: Vec, factor: float) -> Vec:
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return a vector at right angles to both."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vec) -> float:
    return sqrt(dot(a, a))


def distance(a: Vec, b: Vec) -> float:
    return length(sub(a, b))


def unit(a: Vec) -> Vec:
    """Return ``a`` with length 1; a vector without length stays as it is."""
    return times(a, 1.0 / (length(a) or 1.0))


def across(a: Vec, axis: Vec) -> Vec:
    """Return the part of ``a`` that is at right angles to ``axis``, which has length 1."""
    return sub(a, times(axis, dot(a, axis)))


def toward(a: Vec, b: Vec, part: float) -> Vec:
    """Return the point ``part`` (0-1) of the way from ``a`` to ``b``."""
    return add(a, times(sub(b, a), part))


def middle(points: Iterable[Vec]) -> Vec:
    several = tuple(points)
    x, y, z = (sum(one) for one in zip(*several, strict=True))
    return times((x, y, z), 1.0 / len(several))


def about_x(degrees: float) -> Matrix:
    angle = radians(degrees)
    c, s = cos(angle), sin(angle)
    return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))


def about_y(degrees: float) -> Matrix:
    angle = radians(degrees)
    c, s = cos(angle), sin(angle)
    return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))


def about_z(degrees: float) -> Matrix:
    angle = radians(degrees)
    c, s = cos(angle), sin(angle)
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def after(a: Matrix, b: Matrix) -> Matrix:
    """Return the rotation ``b`` followed by ``a``: the matrix product a b."""
    (b00, b01, b02), (b10, b11, b12), (b20, b21, b22) = b
    (a00, a01, a02), (a10, a11, a12), (a20, a21, a22) = a
    return (  # a loop over the rows takes twice as long, and every joint of a body is turned
        (
            a00 * b00 + a01 * b10 + a02 * b20,
            a00 * b01 + a01 * b11 + a02 * b21,
            a00 * b02 + a01 * b12 + a02 * b22,
        ),
        (
            a10 * b00 + a11 * b10 + a12 * b20,
            a10 * b01 + a11 * b11 + a12 * b21,
            a10 * b02 + a11 * b12 + a12 * b22,
        ),
        (
            a20 * b00 + a21 * b10 + a22 * b20,
            a20 * b01 + a21 * b11 + a22 * b21,
            a20 * b02 + a21 * b12 + a22 * b22,
        ),
    )


def turned(m: Matrix, v: Vec) -> Vec:
    x, y, z = v
    (a, b, c), (d, e, f), (g, h, i) = m
    return (a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z)


def segment_distance(a: Vec, b: Vec, c: Vec, d: Vec) -> float:
    """Return the least distance between the lines from ``a`` to ``b`` and ``c`` to ``d``.

    On two endless lines the nearest points follow from two equations; the ends of the
    segments then bound them, first on one, then on the other (Ericson, Real-Time Collision
    Detection, 5.1.9).
    """
    u, v, w = sub(b, a), sub(d, c), sub(a, c)
    uu, vv, uv, uw, vw = dot(u, u), dot(v, v), dot(u, v), dot(u, w), dot(v, w)
    slope = uu * vv - uv * uv
    s = min(1.0, max(0.0, (uv * vw - vv * uw) / slope)) if slope > 1e-9 else 0.0
    t = (uv * s + vw) / vv if vv > 1e-9 else -1.0
    if t < 0.0 or t > 1.0:
        t = min(1.0, max(0.0, t))
        s = min(1.0, max(0.0, (uv * t - uw) / uu)) if uu else 0.0
    return distance(add(a, times(u, s)), add(c, times(v, t)))
