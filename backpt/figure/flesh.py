"""From joints to the shapes of a body as a camera sees it.

The body is made of balls: every bone is the hull of a ball at each of its ends, so a limb
tapers and bends without gaps. Near and far limbs have different roles, decided once from the
start, so that a limb does not change its look while it moves.
"""

from math import cos, pi, sin

from backpt.figure.camera import Camera
from backpt.figure.parts import HIP_HALF, RADII
from backpt.figure.shapes import Blob, Layer, Line
from backpt.figure.skeleton import Skeleton
from backpt.figure.vectors import Vec, add, middle, toward, turned
from backpt.values import NamedTuple

SPLIT = 6.0
"""Parts of a limb that differ in depth by more than this are painted apart."""
BESIDE = 0.3
"""An arm right beside the trunk is painted over it, on both sides."""
CLEARLY = 2.0
"""A limb whose root is this much deeper than the trunk is a far one."""

BELT_DEEP, BELT_HIGH, BELT_WIDE = 6.2, 5.2, 9.4
"""Half of a waistband's depth, how high it is over the hips, and half of its width."""
BELT_STEPS = 24

_Part = tuple[tuple[str, float], ...]

_LEG: tuple[_Part, ...] = (
    (("hip", RADII["hip"]), ("knee", RADII["knee"])),
    (("knee", 3.5), ("calf", 3.4), ("ankle", RADII["ankle"])),
    (("ankle", 2.2), ("heel", RADII["heel"]), ("ball", 1.9)),
    (("ball", 1.9), ("toe", RADII["toe"])),
)
THINNER = RADII["hip"] - HIP_HALF + 0.2
"""Seen from the front, thighs stand beside each other: they are as wide as there is room, or
one would lie across the other."""
_ARM: tuple[_Part, ...] = (
    (("shoulder", RADII["shoulder"]), ("elbow", RADII["elbow"])),
    (("elbow", 2.4), ("wrist", RADII["wrist"])),
    (("wrist", 1.8), ("palm", 2.2), ("hand", 1.4)),
)


class Looks(NamedTuple):
    """Which limbs are drawn how."""

    active: frozenset[str]
    far: frozenset[str]
    blades: bool = False
    """The shoulder blades are seen from behind."""
    belt: bool = False

    def role(self, limb: str) -> str:
        far = limb in self.far
        if limb in self.active:
            return "far_active" if far else "active"
        return "far" if far else "near"


def far_limbs(start: Skeleton, camera: Camera) -> frozenset[str]:
    """Return the limbs that are on the other side of the trunk for this camera."""
    p = start.points
    return frozenset(
        f"{limb}_{side}"
        for limb, root, beside in (("leg", "hip", "pelvis"), ("arm", "shoulder", "neck"))
        for side in "lr"
        if camera.depth(p[f"{root}_{side}"]) < camera.depth(p[beside]) - CLEARLY
    )


def body_layers(body: Skeleton, camera: Camera, looks: Looks) -> list[Layer]:
    """Return the layers of a body, in no order yet."""
    trunk = camera.depth(middle((body.points["chest"], body.points["pelvis"])))
    layers = [_torso(body, camera, looks, trunk), *_head(body, camera, looks, trunk)]
    layers += _belt(body, camera, looks)
    leg = (_thigh(body, camera), *_LEG[1:])
    for side in "lr":
        layers += _limb(f"leg_{side}", leg, body, camera, looks)
        arm = _limb(f"arm_{side}", _ARM, body, camera, looks)
        layers += [layer._replace(depth=layer.depth + BESIDE) for layer in arm]
    return layers


def feet_layers(body: Skeleton, camera: Camera, looks: Looks) -> list[Layer]:
    """Return the feet alone: from above, all that stands on them would hide them."""
    return [
        layer for side in "lr" for layer in _limb(f"leg_{side}", _LEG[2:], body, camera, looks)
    ]


def _thigh(body: Skeleton, camera: Camera) -> _Part:
    """Return a thigh that is as thick as it looks to this camera: deeper than wide."""
    away = camera.depth(turned(body.frames["pelvis"], (0.0, 0.0, 1.0)))
    (hip, radius), knee = _LEG[0]
    return (hip, radius - THINNER * max(0.0, 1.0 - away * away) ** 0.5), knee


def _limb(
    name: str, parts: tuple[_Part, ...], body: Skeleton, camera: Camera, looks: Looks
) -> list[Layer]:
    """Return a limb as one layer, or as several where it comes towards the reader."""
    side = name[-1]
    role, layers = looks.role(name), []
    blobs: list[Blob] = []
    depths: list[float] = []
    for part in parts:
        points = [body.points[f"{joint}_{side}"] for joint, _ in part]
        blob = _blob(camera, list(zip(points, (r for _, r in part), strict=True)), role)
        depth = camera.depth(middle((points[0], points[-1])))
        if depths and abs(depth - depths[-1]) > SPLIT:
            layers.append(Layer(name, tuple(blobs), sum(depths) / len(depths)))
            blobs, depths = [], []
        blobs.append(blob)
        depths.append(depth)
    if name.startswith("arm"):
        thumb = body.points[f"thumb_{side}"]
        root = toward(body.points[f"wrist_{side}"], body.points[f"palm_{side}"], 0.5)
        blobs.append(_blob(camera, [(root, 1.2), (thumb, 0.9)], role))
    layers.append(Layer(name, tuple(blobs), sum(depths) / len(depths)))
    return layers


def _blob(camera: Camera, balls: list[tuple[Vec, float]], role: str) -> Blob:
    return Blob(tuple(camera.circle(at, r) for at, r in balls), role)


def _torso(body: Skeleton, camera: Camera, looks: Looks, depth: float) -> Layer:
    """Return chest, belly and hips; each is wider than deep, so it has two balls aside."""
    role = "active" if "torso" in looks.active else "torso"
    p = body.points
    chest = [*_pair(body, "chest", "chest", 2.6, 5.4), (p["chest"], RADII["chest"])]
    shoulders = [(p["neck"], 3.6), (p["shoulder_l"], 3.6), (p["shoulder_r"], 3.6)]
    waist = [*_pair(body, "waist", "waist", 2.2, 4.7), (p["waist"], RADII["waist"])]
    belly = [(p["belly"], 4.4), (p["waist"], RADII["waist"]), (p["waist0"], 5.0)]
    low = [*_pair(body, "waist0", "waist", 2.4, 4.9), (p["waist0"], 5.5)]
    hips = [(p["hip_l"], 5.9), (p["hip_r"], 5.9), (p["pelvis"], 5.9)]
    blobs = tuple(
        _blob(camera, balls, role)
        for balls in (chest + shoulders, chest + waist, waist + low, belly)
    )
    seat = _blob(camera, low + hips, "active" if "hips" in looks.active else role)
    lines = (*_blades(body, camera, looks), *_buttocks(body, camera, looks))
    return Layer("torso", (*blobs, seat, *lines), depth)


def _belt(body: Skeleton, camera: Camera, looks: Looks) -> list[Layer]:
    """Return the half of a waistband that is towards the camera, over the top of the thigh."""
    if not looks.belt:
        return []
    points = hoop(body, "pelvis", (BELT_DEEP, BELT_HIGH, BELT_WIDE), camera)
    if len(points) < 2:
        return []
    line = Line(tuple((x, y) for x, y, _ in points), 1.5, "mark")
    return [Layer("torso", (line,), max(depth for _, _, depth in points))]


def hoop(body: Skeleton, part: str, size: Vec, camera: Camera) -> list[Vec]:
    """Return the half that is towards the camera of a hoop around the pelvis or the waist.

    ``size`` is half of its depth, how high it is over the middle of the part, and half of its
    width.
    """
    frame, (deep, high, wide) = body.frames[part], size
    seen = []
    for step in range(BELT_STEPS):
        angle = step * 2 * pi / BELT_STEPS
        out = turned(frame, (cos(angle), 0.0, sin(angle)))
        at = turned(frame, (deep * cos(angle), high, wide * sin(angle)))
        seen.append((camera.depth(out) > 0.02, camera.seen(add(body.points[part], at))))
    first = next((n for n in range(BELT_STEPS) if seen[n][0] and not seen[n - 1][0]), 0)
    turned_round = seen[first:] + seen[:first]
    return [at for visible, at in turned_round if visible]


def _blades(body: Skeleton, camera: Camera, looks: Looks) -> list[Line]:
    """Return the inner edges of the shoulder blades, where the back is towards the camera."""
    frame = body.frames["chest"]
    if not looks.blades or camera.depth(turned(frame, (-1.0, 0.0, 0.0))) < 0.4:
        return []
    lines = []
    for side, sign in (("l", -1.0), ("r", 1.0)):
        at = body.points[f"blade_{side}"]
        ends = (
            add(at, turned(frame, (0.0, y, sign * z))) for y, z in ((4.0, -0.6), (-4.0, 0.6))
        )
        lines.append(Line(tuple(camera.seen(end)[:2] for end in ends), 1.3, "mark"))
    return lines


_CLEFT: tuple[Vec, Vec] = ((-5.0, 2.6, 0.0), (-4.6, -4.4, 0.0))
_FOLDS: tuple[tuple[Vec, Vec, Vec], ...] = tuple(
    ((-4.6, -4.4, sign * 0.4), (-4.6, -6.6, sign * 3.4), (-4.6, -5.6, sign * 7.0))
    for sign in (-1.0, 1.0)
)
"""In the frame of the pelvis: the line between the buttocks and those under them."""


def _buttocks(body: Skeleton, camera: Camera, looks: Looks) -> list[Line]:
    """Return the lines that tell buttocks from a belly, where they are what works."""
    frame = body.frames["pelvis"]
    if "hips" not in looks.active or camera.depth(turned(frame, (-1.0, 0.0, 0.0))) < 0.5:
        return []
    at = body.points["pelvis"]
    lines = (
        tuple(camera.seen(add(at, turned(frame, spot)))[:2] for spot in spots)
        for spots in (_CLEFT, *_FOLDS)
    )
    return [Line(line, 1.2, "mark") for line in lines]


def _pair(
    body: Skeleton, point: str, frame: str, aside: float, radius: float
) -> list[tuple[Vec, float]]:
    at, matrix = body.points[point], body.frames[frame]
    return [(add(at, turned(matrix, (0.0, 0.0, z))), radius) for z in (-aside, aside)]


_EYES: tuple[Vec, Vec] = ((5.3, 1.0, -2.4), (5.3, 1.0, 2.4))


def _head(body: Skeleton, camera: Camera, looks: Looks, trunk: float) -> list[Layer]:
    p, frame = body.points, body.frames["head"]
    role = "active" if "head" in looks.active else "face"
    head, nose = p["head"], p["nose"]
    depth = camera.depth(head)
    outline = [
        _blob(camera, [(head, 6.2), (p["jaw"], 3.0)], role),
        _blob(camera, [(nose, 1.0), (toward(head, nose, 0.6), 2.3)], role),
    ]
    marks = []
    for eye in _EYES:
        out = turned(frame, eye)
        if camera.depth(out) > 1.4:
            marks.append(_blob(camera, [(add(head, out), 0.65)], "mark"))
    if camera.depth(nose) > depth + 3.5:
        marks.append(Blob((camera.circle(nose, 1.3),), "mark", hollow=True))
    for side in "lr":
        ear = p[f"ear_{side}"]
        if camera.depth(ear) > depth + 2.5:
            marks.append(Blob((camera.circle(ear, 1.35),), "mark", hollow=True))
        elif camera.depth(ear) > depth - 3.0:
            outline.append(_blob(camera, [(ear, 1.35)], role))
    neck = _blob(camera, [(p["neck"], 3.0), (p["skull"], 2.7)], role)
    return [
        Layer("neck", (neck,), min(trunk, depth) - 0.1),
        Layer("head", (*outline, *marks), depth + 0.2),
    ]
