"""Forward kinematics: from the angles of a pose to where every joint is.

One walks along the bones. Each bone has a frame of its own (a rotation matrix) that is the
frame of the bone before it, turned by the angle of the joint between them; the next joint is
one bone's length further along it. The pelvis is the root and here stands at the origin; where
the body is in the room is ``solve``'s business.
"""

from backpt.figure.parts import HIP_HALF, LENGTHS, PARTS, RADII, SHOULDER_HALF, Pose, Turn
from backpt.figure.vectors import (
    ORIGIN,
    Matrix,
    Vec,
    about_x,
    about_y,
    about_z,
    add,
    after,
    middle,
    toward,
    turned,
)
from backpt.values import NamedTuple


class Skeleton(NamedTuple):
    """Where the joints are, and how the big bones are turned.

    The dictionaries are never changed once made; a moved skeleton is another one.
    """

    points: dict[str, Vec]
    frames: dict[str, Matrix]
    """``pelvis``, ``waist``, ``chest``, ``head``: x is forwards, y up the body, z right."""

    def place(self, parts: tuple[str, ...]) -> Vec:
        """Return the middle of some points."""
        return middle(self.points[part] for part in parts)

    def part(self, name: str) -> Vec:
        """Return where a part of the body is, by any of the names in ``PARTS``."""
        return self.place(PARTS[name])

    def beside(self, parts: tuple[str, ...], offset: Vec) -> Vec:
        """Return a place near some points: ``offset`` is forwards, up along the body and
        right for the trunk and the head, and along the room's axes for limbs."""
        frame = self.frames.get(_FRAME_OF.get(parts[0].partition("_")[0], ""))
        return add(self.place(parts), offset if frame is None else turned(frame, offset))

    def shifted(self, by: Vec) -> "Skeleton":
        return Skeleton({name: add(at, by) for name, at in self.points.items()}, self.frames)


_FRAME_OF = {
    **dict.fromkeys(("pelvis", "hip", "waist0", "crest"), "pelvis"),
    **dict.fromkeys(("waist", "belly"), "waist"),
    **dict.fromkeys(("chest", "shoulder", "neck"), "chest"),
    **dict.fromkeys(("skull", "head", "nose", "jaw", "ear"), "head"),
}

HEEL: Vec = (-2.2, RADII["heel"] - LENGTHS["ankle"] - 1.2, 0.0)
BALL: Vec = (LENGTHS["foot"] - 3.6, -2.9, 0.0)
TOE: Vec = (LENGTHS["foot"], RADII["toe"] - LENGTHS["ankle"] - 0.6, 0.0)
"""From the ankle, in the frame of the foot."""

PALM: Vec = (0.0, -3.4, 0.0)
HAND: Vec = (0.0, -LENGTHS["hand"], 0.0)
THUMB: Vec = (2.9, -3.6, 0.0)
"""From the wrist, in the frame of the hand: arms hanging, the thumb points forwards."""

JAW: Vec = (2.6, -4.2, 0.0)
NOSE: Vec = (RADII["head"] + 0.9, -0.6, 0.0)
BLADES_HALF, BLADES_GO, BLADES_BACK = 4.6, 2.8, 1.6
"""How far the shoulder blades are from the spine at rest, how far they go towards it when
they are squeezed, and how far the shoulders go back with them."""

CREST: Vec = (RADII["pelvis"], 5.2, 0.0)
"""The front of the pelvis under the waistband: it shows best how the pelvis tilts."""

EAR: Vec = (-0.8, -1.0, 5.9)
"""From the middle of the head; the left ear has z turned over."""


def skeleton(pose: Pose) -> Skeleton:
    """Return the joints of ``pose`` with the pelvis at the origin, before any contact."""
    stance = pose.stance
    pelvis = after(after(about_y(stance.turn), about_z(-stance.lean)), about_y(stance.roll))
    points: dict[str, Vec] = {"pelvis": ORIGIN}
    frames = {"pelvis": pelvis}
    _spine(pose, points, frames)
    _head(pose, points, frames)
    front = turned(frames["waist"], (1.0 + pose.belly, 0.0, 0.0))
    points["belly"] = add(points["waist"], front)
    points["crest"] = turned(pelvis, CREST)
    for side, sign in (("l", -1.0), ("r", 1.0)):
        _arm(pose, side, sign, points, frames["chest"])
        _leg(pose, side, sign, points, pelvis)
    return Skeleton(points, frames)


def _spine(pose: Pose, points: dict[str, Vec], frames: dict[str, Matrix]) -> None:
    """The low back bends over two joints and so does the upper back: half the angle each."""
    frame, at = frames["pelvis"], ORIGIN
    for joint, bone, names in (
        ("low_back", "low_back", ("waist0", "waist")),
        ("upper_back", "upper_back", ("chest", "neck")),
    ):
        half = _in_spine(pose.turn_of(joint), 0.5)
        for name in names:
            frame = after(frame, half)
            at = add(at, turned(frame, (0.0, LENGTHS[bone] / 2, 0.0)))
            points[name] = at
        frames["waist" if joint == "low_back" else "chest"] = frame


def _in_spine(turn: Turn, part: float) -> Matrix:
    bent = after(about_z(-turn.flex * part), about_x(turn.side * part))
    return after(bent, about_y(turn.rot * part))


def _head(pose: Pose, points: dict[str, Vec], frames: dict[str, Matrix]) -> None:
    frame = after(frames["chest"], _in_spine(pose.turn_of("neck"), 1.0))
    skull = add(points["neck"], turned(frame, (0.6 + pose.glide, LENGTHS["neck"], 0.0)))
    head = add(skull, turned(frame, (1.0, LENGTHS["head"] * 0.8, 0.0)))
    points |= {"skull": skull, "head": head}
    points["nose"] = add(head, turned(frame, NOSE))
    points["jaw"] = add(head, turned(frame, JAW))
    points["ear_r"] = add(head, turned(frame, EAR))
    points["ear_l"] = add(head, turned(frame, (EAR[0], EAR[1], -EAR[2])))
    frames["head"] = frame


def _in_socket(turn: Turn, sign: float) -> Matrix:
    """Return the rotation of a ball joint: flexion first, then abduction, then rotation."""
    lifted = after(about_z(turn.flex), about_x(-sign * turn.side))
    return after(lifted, about_y(-sign * turn.rot))


def _arm(pose: Pose, side: str, sign: float, points: dict[str, Vec], chest: Matrix) -> None:
    back = BLADES_BACK * pose.blades
    shoulder = add(points["neck"], turned(chest, (-back, -2.6, sign * SHOULDER_HALF)))
    apart = BLADES_HALF - BLADES_GO * pose.blades
    points[f"blade_{side}"] = add(
        shoulder, turned(chest, (-5.0, -4.5, sign * (apart - SHOULDER_HALF)))
    )
    frame = after(chest, _in_socket(pose.turn_of(f"shoulder_{side}"), sign))
    elbow = add(shoulder, turned(frame, (0.0, -LENGTHS["upper_arm"], 0.0)))
    frame = after(frame, about_z(pose.turn_of(f"elbow_{side}").flex))
    wrist = add(elbow, turned(frame, (0.0, -LENGTHS["forearm"], 0.0)))
    frame = after(frame, about_z(-pose.turn_of(f"wrist_{side}").flex))
    points |= {f"shoulder_{side}": shoulder, f"elbow_{side}": elbow, f"wrist_{side}": wrist}
    for name, offset in (("palm", PALM), ("hand", HAND), ("thumb", THUMB)):
        points[f"{name}_{side}"] = add(wrist, turned(frame, offset))


def _leg(pose: Pose, side: str, sign: float, points: dict[str, Vec], pelvis: Matrix) -> None:
    hip = turned(pelvis, (0.0, 0.0, sign * HIP_HALF))
    frame = after(pelvis, _in_socket(pose.turn_of(f"hip_{side}"), sign))
    knee = add(hip, turned(frame, (0.0, -LENGTHS["thigh"], 0.0)))
    frame = after(frame, about_z(-pose.turn_of(f"knee_{side}").flex))
    ankle = add(knee, turned(frame, (0.0, -LENGTHS["shank"], 0.0)))
    frame = after(frame, about_z(pose.turn_of(f"ankle_{side}").flex))
    points |= {f"hip_{side}": hip, f"knee_{side}": knee, f"ankle_{side}": ankle}
    points[f"thigh_{side}"] = toward(hip, knee, 0.5)
    points[f"calf_{side}"] = toward(knee, ankle, 0.5)
    for name, offset in (("heel", HEEL), ("ball", BALL), ("toe", TOE)):
        points[f"{name}_{side}"] = add(ankle, turned(frame, offset))
