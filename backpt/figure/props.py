"""Things that lie at a body or go with it, as a camera sees them: pillows, balls, bands.

Their names are in ``read_props``. A thing at a part of the body follows it.
"""

from __future__ import annotations

from collections.abc import Callable

from backpt.figure.furniture import BACKGROUND, FURNITURE, Stage, box
from backpt.figure.parts import RADII, Prop, Target
from backpt.figure.shapes import Blob, Layer, Line
from backpt.figure.vectors import ORIGIN, Vec, add, distance, sub, times, toward, unit


def prop_layers(prop: Prop, stage: Stage) -> list[Layer]:
    """Return the layers of one prop."""
    return _DRAWN[prop.kind](prop, stage)


def _centre(target: Target, stage: Stage, *, start: bool = False) -> Vec:
    body = stage.world.start if start else stage.body
    return body.beside(target.parts, target.at) if target.parts else target.at


def _radius(target: Target) -> float:
    part = target.parts[0].partition("_")[0] if target.parts else ""
    return {"waist0": 5.5, "calf": 3.4}.get(part, RADII.get(part, 2.0))


def _cushion(prop: Prop, stage: Stage) -> list[Layer]:
    """Return something soft under a part of the body, filling the gap to the floor; or
    between two parts; or on one."""
    target = prop.places[0]
    at = _centre(target, stage)
    size = prop.size
    if prop.how == "between":
        ends = [stage.body.points[name] for name in target.parts]
        size = size or max(2.5, distance(ends[0], ends[-1]) / 2 - 3.0)
        return _ball_at(stage, at, size, "soft")
    if prop.how == "at":
        return _ball_at(stage, at, size or 4.0, "soft")
    bottom = _centre(target, stage, start=True)[1] - _radius(target)
    top = max(bottom, 1.2)
    half = size or {"pillow": 9.0, "towel": 6.0, "sock": 4.0}.get(prop.kind, max(2.0, top / 2))
    if prop.kind == "roll":
        half, top = (size, 2 * size) if size else (max(1.8, top / 2), max(top, 3.6))
        axis = [(at[0], top / 2, at[2] + z) for z in (-12.0, 12.0)]
        shape = Blob(tuple(stage.camera.circle(end, half) for end in axis), "soft")
        return [Layer("prop", (shape,), stage.camera.depth(at) - 0.5)]
    wide = 14.0 if prop.kind == "pillow" else half
    thick = min(top, 1.2) / 2
    block = box(
        stage,
        (at[0] - half, thick - 0.4, at[2] - wide),
        (at[0] + half, max(top - thick, thick), at[2] + wide),
        "soft",
        thick,
    )
    return [Layer("prop", (block,), BACKGROUND + 1)]


def _ball_at(stage: Stage, at: Vec, radius: float, role: str) -> list[Layer]:
    blob = Blob((stage.camera.circle(at, radius),), role)
    return [Layer("prop", (blob,), stage.camera.depth(at))]


def _ball(prop: Prop, stage: Stage) -> list[Layer]:
    """Return a ball: at some parts, between them, or on the floor under them."""
    target = prop.places[0]
    at = _centre(target, stage)
    if prop.how == "under":
        top = at[1] - _radius(target)
        radius = prop.size or top / 2
        layers = _ball_at(stage, (at[0], radius, at[2]), radius, "ball")
        return [layers[0]._replace(depth=layers[0].depth - 6.0)]
    return _ball_at(stage, at, prop.size or 6.0, "ball")


def _line(prop: Prop, stage: Stage) -> list[Layer]:
    """Return a band, strap or stick from place to place, or a band around two limbs."""
    role = "band" if prop.kind in ("band", "towel") else "stick"
    if prop.how == "around":
        return _loop(prop, stage)
    ends = [_centre(target, stage) for target in prop.places]
    if prop.kind == "stick":
        way = times(unit(sub(ends[-1], ends[0])), 9.0)  # it goes on beyond the hands
        first, last = (way if prop.places[at].parts else ORIGIN for at in (0, -1))
        ends = [sub(ends[0], first), *ends[1:-1], add(ends[-1], last)]
    points = tuple(stage.camera.seen(end)[:2] for end in ends)
    depth = max(stage.camera.depth(end) for end in ends) + 3.0
    return [Layer("prop", (Line(points, prop.size or 1.5, role),), depth)]


def _loop(prop: Prop, stage: Stage) -> list[Layer]:
    """Return a band around both legs or arms: seen as a belt across them."""
    left, right = (
        [name for name in prop.places[0].parts if name.endswith(side)] for side in ("_l", "_r")
    )
    a, b = stage.body.place(tuple(left)), stage.body.place(tuple(right))
    thick = _radius(prop.places[0]) + 0.6
    way = times(unit(sub(b, a)), thick)
    ends = (sub(a, way), add(b, way))
    flat = tuple(stage.camera.seen(end)[:2] for end in ends)
    if abs(flat[0][0] - flat[1][0]) + abs(flat[0][1] - flat[1][1]) < 2 * thick:
        x, y = (sum(c) / 2 for c in zip(*flat, strict=True))
        flat = ((x - thick, y), (x + thick, y))
    depth = max(stage.camera.depth(end) for end in ends) + 4.0
    return [Layer("prop", (Line(flat, prop.size or 2.4, "band"),), depth)]


def _towel(prop: Prop, stage: Stage) -> list[Layer]:
    return _line(prop, stage) if prop.how == "line" else _cushion(prop, stage)


def _pack(prop: Prop, stage: Stage) -> list[Layer]:
    at = _centre(prop.places[0], stage)
    nearer = toward(at, add(at, (0.0, 0.0, 9.0)), 1.0)
    block = box(stage, sub(at, (5.0, 3.5, 4.0)), add(at, (5.0, 3.5, 4.0)), "ball", 0.8)
    return [Layer("prop", (block,), stage.camera.depth(nearer))]


def _weight(prop: Prop, stage: Stage) -> list[Layer]:
    """Return a weight that hangs in a hand."""
    at = add(_centre(prop.places[0], stage), (0.0, -1.0, 0.0))
    size = prop.size or 3.4
    handle = Line(
        tuple(
            stage.camera.seen(add(at, (x, y, 0.0)))[:2] for x, y in ((-2, -2), (0, 1), (2, -2))
        ),
        1.1,
        "stick",
    )
    low = add(at, (0.0, -size - 1.0, 0.0))
    if prop.kind == "bag":
        corner = (size * 1.5, size, 2.0)
        bell = box(stage, sub(low, corner), add(low, (corner[0], size - 1.5, 2.0)), "soft", 0.7)
    else:
        bell = Blob((stage.camera.circle(low, size),), "weight")
    return [Layer("prop", (handle, bell), stage.camera.depth(at) + 2.5)]


def _held_box(prop: Prop, stage: Stage) -> list[Layer]:
    """Return a box in the middle of some parts, usually between both hands."""
    at, half = _centre(prop.places[0], stage), prop.size or 5.0
    corner = (half, half * 0.8, half)
    block = box(stage, sub(at, corner), add(at, corner), "soft", 0.7)
    return [Layer("prop", (block,), stage.camera.depth(at))]


_DRAWN: dict[str, Callable[[Prop, Stage], list[Layer]]] = {
    **FURNITURE,
    "pillow": _cushion,
    "roll": _cushion,
    "towel": _towel,
    "sock": _cushion,
    "pack": _pack,
    "ball": _ball,
    "band": _line,
    "stick": _line,
    "weight": _weight,
    "bag": _weight,
    "box": _held_box,
}
