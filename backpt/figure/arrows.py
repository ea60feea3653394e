"""Signs on a body: arrows along the path that a joint really takes, and where something is
pressed; where muscles tighten; which side is left."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, cos, hypot, pi, radians, sin

from backpt.figure.camera import Camera, Flat, apart
from backpt.figure.camera import camera as camera_of
from backpt.figure.flesh import hoop
from backpt.figure.parts import PARTS, RADII, Figure, Pose, Press
from backpt.figure.shapes import Layer, Letter, Line
from backpt.figure.skeleton import Skeleton
from backpt.figure.solve import between, key
from backpt.figure.vectors import add, distance, times, toward, turned, unit

TIPS = (
    *("ankle_r", "ankle_l", "hand_r", "hand_l", "knee_r", "knee_l"),
    *("pelvis", "head", "chest", "waist"),
)
"""Where an arrow may be when nothing is said: the one that travels farthest in the picture."""
SEEN = 3.0
"""A joint that travels less in the picture needs no arrow."""
SHORTEST = 11.0
"""An arrow is at least this long, or its head hides it."""
STEPS = 12
SHIFT = 0.6
MIDDLE = "waist"
"""No side of it is outwards, and beside it are the shoulders: a short arrow lies on it."""
SWELLS, ON_IT = "belly", 4.4 + 5.4
"""A belly that fills goes outwards: its arrow begins over the skin and a hand on it."""
TURNS, ROUND_IT, LEAST_TURN = "crest", 11.5, radians(65)
"""The front of the pelvis tells how it turns: by an arc round its middle, this far out, and at
least so long that its way can be seen."""
GROWS, OVER_IT = "skull", 13.4
"""Who grows tall goes up at the crown, however little the head moves: the arrow begins over it,
this far over the lower end of the skull."""
LETTER = 6.0
"""How high an L or R is."""
AIR, AIR_GAP, AIR_WIDE = 2.4, 4.6, 1.0
"""How long a dash of breath is, how far it stays from the face, and how thick it is."""
AIR_WAYS = {"in": (0.0, (1.0, 0.25, 0.0), 3), "out": (0.45, (1.0, -0.5, 0.0), 4)}
"""Where it goes in or out, as a part of the way from nose to chin; its way in the frame of the
head, and how many dashes it has."""
CHEVRON, SECOND, INSIDE = 2.6, 2.6, 0.55
"""Half of how wide a chevron is; how far behind it the next one is; and how far out from the
middle of a part the first one points, as a part of its radius."""
AROUND, FLOOR = "around", "floor"
"""Where a muscle may be drawn besides the directions of a push: together all round the body,
or so that the part sinks to the floor."""
GIRDLES, GIRDLE_HALF = {"waist": 7.0, "pelvis": 9.4}, 5.6
"""Half of how wide the body is there, and of how high the girdle is."""
SEEN_PUSH = 0.3
"""The part of a push that must lie in the picture."""
SEEN_WAY = 0.5
"""The part of a way that must lie in the picture for an arrow to tell where it goes [D]."""
NEAREST = 1e5


def arrow_layers(figure: Figure, start: int, end: int, camera: Camera) -> list[Layer]:
    """Return the arrows of the way from one pose to another, through those between them."""
    ways = {TURNS: _turning, SWELLS: _swelling, GROWS: _growing}
    paths = [
        ways.get(tip, _path)(figure, start, end, camera, tip)
        for tip in _tips(figure, start, end, camera)
        if tip == GROWS or not _comes_at(figure, start, end, camera, tip)
    ]
    return [_layer(path) for path in paths if len(path) > 1]


def _comes_at(figure: Figure, start: int, end: int, camera: Camera, tip: str) -> bool:
    """Return whether a point moves to the reader or away, and another camera of the figure
    shows its way better: here an arrow would say up or down, which it is not."""
    if figure.second is None:
        return False
    a, b = (key(figure, index).body.points[tip] for index in (start, end))

    def seen(other: Camera) -> float:
        return apart(other.seen(a)[:2], other.seen(b)[:2])

    best = max(seen(camera_of(view)) for view in (figure.view, figure.second))
    return seen(camera) < min(SEEN_WAY * distance(a, b), best)


def press_layers(figure: Figure, pose: Pose, body: Skeleton, camera: Camera) -> list[Layer]:
    """Return the short straight arrows of what is pressed without moving."""
    presses = figure.press if pose.press is None else pose.press
    paths = [_pressing(press, body, camera) for press in presses]
    return [_layer(path) for path in paths if path]


def breath_layers(pose: Pose, body: Skeleton, camera: Camera) -> list[Layer]:
    """Return a broken arrow of air into the nose, a longer one out of the mouth, or both."""
    ways = {"both": ("in", "out"), "": ()}.get(pose.breathe, (pose.breathe,))
    return [_air(way, body, camera) for way in ways]


def _air(way: str, body: Skeleton, camera: Camera) -> Layer:
    down, along, many = AIR_WAYS[way]
    place = toward(body.points["nose"], body.points["jaw"], down)
    ahead = turned(body.frames["head"], unit(along))
    x, y, _ = camera.seen(add(place, times(ahead, AIR_GAP)))
    dx, dy, _ = camera.seen(ahead)
    dashes = [
        tuple(
            (x + dx * far, y + dy * far) for far in (AIR * step * 1.6, AIR * (step * 1.6 + 1))
        )
        for step in range(many)
    ]
    if way == "in":
        dashes = [dash[::-1] for dash in reversed(dashes)]
    *rest, last = dashes
    lines = [Line(dash, AIR_WIDE, "tight") for dash in rest]
    return Layer("arrow", (*lines, Line(last, AIR_WIDE, "arrow")), NEAREST)


def tight_layers(figure: Figure, pose: Pose, body: Skeleton, camera: Camera) -> list[Layer]:
    """Return two chevrons inside each part that tightens: nothing pushes it from outside."""
    pulls = figure.tighten if pose.tighten is None else pose.tighten
    pairs = [
        (_girdle if pull.towards == AROUND else _chevrons)(pull, body, camera) for pull in pulls
    ]
    return [
        Layer("arrow", tuple(Line(tuple(path), 1.5, "tight") for path in pair), NEAREST)
        for pair in pairs
        if pair
    ]


def letter_layers(figure: Figure, body: Skeleton, camera: Camera) -> list[Layer]:
    """Return an L or an R beside each point that shall have one, away from the other side."""
    signs = []
    for name in figure.letters:
        here, there = (camera.seen(body.points[one])[:2] for one in (name, _other_side(name)))
        far = apart(here, there)
        if far < SEEN:
            continue  # both are in one place, as seen from the side
        gap = RADII.get(name.partition("_")[0], 3.0) + LETTER * 0.9
        x, y = (a + (a - b) / far * gap for a, b in zip(here, there, strict=True))
        signs.append(Letter(name[-1].upper(), (x, y), LETTER))
    return [Layer("sign", tuple(signs), NEAREST)] if signs else []


def _other_side(name: str) -> str:
    return f"{name[:-1]}{'l' if name[-1] == 'r' else 'r'}"


def _layer(path: list[Flat]) -> Layer:
    return Layer("arrow", (Line(tuple(path), 1.7, "arrow"),), NEAREST)


def _tips(figure: Figure, start: int, end: int, camera: Camera) -> tuple[str, ...]:
    said = figure.poses[end].arrow
    said = figure.arrow if said is None else said
    if said is not None:
        return said
    a, b = key(figure, start).body, key(figure, end).body
    travels = {
        tip: apart(camera.seen(a.points[tip])[:2], camera.seen(b.points[tip])[:2])
        for tip in TIPS
    }
    farthest = max(TIPS, key=lambda tip: travels[tip])
    return (farthest,) if travels[farthest] > SEEN else ()


def _path(figure: Figure, start: int, end: int, camera: Camera, tip: str) -> list[Flat]:
    """Return the path of a joint, pushed off the limb to the side away from the trunk."""
    bodies = [
        between(figure, at, at + 1, step / STEPS).body
        for at in range(start, end)
        for step in range(1 if at > start else 0, STEPS + 1)
    ]
    track = [camera.seen(body.points[tip])[:2] for body in bodies]
    while len(track) > STEPS and apart(track[0], track[1]) < SHIFT:
        del track[0]  # it waits while others move
    bodies = bodies[-len(track) :]
    for _ in range(4 if end > start + 1 else 0):
        track = _smoothed(track)
    centre = camera.seen(bodies[-1].points["waist"])[:2]
    aside = _normals(track)
    outwards = sum(
        nx * (x - centre[0]) + ny * (y - centre[1])
        for (nx, ny), (x, y) in zip(aside, track, strict=True)
    )
    sign = 1.0 if outwards >= 0 else -1.0
    thick = RADII.get(tip.partition("_")[0], 3.0)
    long = sum(apart(a, b) for a, b in pairwise(track))
    if long < 0.8:
        return []
    if long < SHORTEST:
        return _stretched(track, aside[-1], 0.0 if tip == MIDDLE else sign * (thick + 3.0))
    gap = min(thick, 4.0) + 2.2
    return [
        (x + nx * sign * gap, y + ny * sign * gap)
        for (x, y), (nx, ny) in zip(track, aside, strict=True)
    ]


def _turning(figure: Figure, start: int, end: int, camera: Camera, tip: str) -> list[Flat]:
    """Return an arc about the middle of the pelvis, as far as it turns or a little farther."""
    angles = []
    for index in (start, end):
        points = key(figure, index).body.points
        (x, y, _), (cx, cy, _) = camera.seen(points[tip]), camera.seen(points["pelvis"])
        angles.append(atan2(y - cy, x - cx))
    first, last = angles
    turn = (last - first + pi) % (2 * pi) - pi
    if abs(turn) < LEAST_TURN:
        way = LEAST_TURN if turn >= 0 else -LEAST_TURN
        first, turn = first + (turn - way) / 2, way
    steps = (first + turn * step / STEPS for step in range(STEPS + 1))
    return [(cx + ROUND_IT * cos(at), cy + ROUND_IT * sin(at)) for at in steps]


def _swelling(figure: Figure, start: int, end: int, camera: Camera, tip: str) -> list[Flat]:
    """Return an arrow out of the belly where it fills, and into it where it sinks."""
    bodies = [key(figure, index).body for index in (start, end)]
    (ax, ay), (bx, by) = (camera.seen(body.points[tip])[:2] for body in bodies)
    if (long := hypot(bx - ax, by - ay)) < 0.8:
        return []
    ux, uy = (bx - ax) / long, (by - ay) / long
    steps = (ON_IT + SHORTEST * step / 6 for step in range(7))
    return [(bx + ux * step, by + uy * step) for step in steps]


def _growing(figure: Figure, start: int, end: int, camera: Camera, tip: str) -> list[Flat]:
    """Return an arrow straight up out of the crown."""
    x, y, _ = camera.seen(key(figure, end).body.points[tip])
    return [(x, y + OVER_IT + SHORTEST * step / 6) for step in range(7)]


def _smoothed(track: list[Flat]) -> list[Flat]:
    """Return a path without the corners that it has where it goes through a pose."""
    inner = (
        ((ax + 2 * bx + cx) / 4, (ay + 2 * by + cy) / 4)
        for (ax, ay), (bx, by), (cx, cy) in zip(track, track[1:], track[2:], strict=False)
    )
    return [track[0], *inner, track[-1]]


def _normals(track: list[Flat]) -> list[Flat]:
    """Return for each point of a path the direction at right angles to it."""
    normals = []
    last = len(track) - 1
    for at in range(len(track)):
        (ax, ay), (bx, by) = track[max(at - 1, 0)], track[min(at + 1, last)]
        long = hypot(bx - ax, by - ay) or 1.0
        normals.append(((ay - by) / long, (bx - ax) / long))
    return normals


def _stretched(track: list[Flat], aside: Flat, gap: float) -> list[Flat]:
    """Return a straight arrow of the least length in the middle of a short path."""
    (ax, ay), (bx, by) = track[0], track[-1]
    long = hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / long, (by - ay) / long
    x, y = (ax + bx) / 2 + aside[0] * gap, (ay + by) / 2 + aside[1] * gap
    return [
        (x + ux * SHORTEST * (step / 6 - 0.5), y + uy * SHORTEST * (step / 6 - 0.5))
        for step in range(7)
    ]


def _chevrons(pull: Press, body: Skeleton, camera: Camera) -> list[list[Flat]]:
    """Return two open arrowheads, one behind the other, that point where a part is drawn."""
    found = _way_of(pull, body, camera)
    if found is None:
        return []
    (x, y), (ux, uy) = found
    out = RADII.get(PARTS[pull.part][0].partition("_")[0], 4.0) * INSIDE
    if pull.towards == FLOOR:
        out = -out - SECOND  # what sinks to the floor has its sign at its lower side
    tips = (
        (x - ux * (back - CHEVRON / 2), y - uy * (back - CHEVRON / 2))
        for back in (out, out + SECOND)
    )
    return [_chevron(tip, (ux, uy)) for tip in tips]


def _chevron(tip: Flat, way: Flat) -> list[Flat]:
    (x, y), (ux, uy) = tip, way
    tail = (x - ux * CHEVRON * 0.8, y - uy * CHEVRON * 0.8)
    ends = [(tail[0] - uy * side * CHEVRON, tail[1] + ux * side * CHEVRON) for side in (1, -1)]
    return [ends[0], tip, ends[1]]


def _girdle(pull: Press, body: Skeleton, camera: Camera) -> list[list[Flat]]:
    """Return two hoops around a waist or a pelvis, and between them at both edges of the body
    a chevron that points inwards: it tightens from all sides."""
    part = pull.part if pull.part in GIRDLES else "waist"
    deep, wide = RADII["waist"] + 0.2, GIRDLES[part]
    hoops = [
        hoop(body, part, (deep, high, wide), camera)
        for high in (-GIRDLE_HALF, 0.0, GIRDLE_HALF)
    ]
    made = [[(x, y) for x, y, _ in one] for one in (hoops[0], hoops[-1])]
    (x, y, _), *_, (bx, by, _) = hoops[1]
    long = hypot(bx - x, by - y) or 1.0
    ux, uy = (bx - x) / long, (by - y) / long
    into = CHEVRON * 1.1
    made.append(_chevron((x + ux * into, y + uy * into), (ux, uy)))
    made.append(_chevron((bx - ux * into, by - uy * into), (-ux, -uy)))
    return made


_WAYS = {"down": (0, -1), FLOOR: (0, -1), "up": (0, 1), "back": (-1, 0), "forward": (1, 0)}


def _pressing(press: Press, body: Skeleton, camera: Camera) -> list[Flat]:
    """Return an arrow that ends at the skin of a part and points on into it."""
    found = _way_of(press, body, camera)
    if found is None:
        return []
    (x, y), (ux, uy) = found
    near = RADII.get(PARTS[press.part][0].partition("_")[0], 4.0) + 1.8
    far = near + 9.0
    return [
        (x - ux * (far - (far - near) * step / 4), y - uy * (far - (far - near) * step / 4))
        for step in range(5)
    ]


def _way_of(press: Press, body: Skeleton, camera: Camera) -> tuple[Flat, Flat] | None:
    """Return where a part is in the picture and the direction of length 1 of its push;
    ``None`` where that points to the reader or away: another view may show it."""
    part = PARTS[press.part]
    x, y, _ = camera.seen(body.place(part))
    if press.towards in PARTS:
        there = body.place(PARTS[press.towards])
    else:
        there = _in_direction(press.towards, body, part)
    bx, by, _ = camera.seen(there)
    long = hypot(bx - x, by - y)
    if long < SEEN_PUSH * distance(there, body.place(part)):
        return None
    return (x, y), ((bx - x) / long, (by - y) / long)


def _in_direction(
    way: str, body: Skeleton, part: tuple[str, ...]
) -> tuple[float, float, float]:
    x, y, z = body.place(part)
    if way in ("left", "right"):
        return (x, y, z + (1.0 if way == "right" else -1.0))
    dx, dy = _WAYS[way]
    return (x + dx, y + dy, z)
