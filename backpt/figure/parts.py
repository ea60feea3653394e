"""The words of a figure: a body, its joints, poses, contacts and things around it. Only values.

Lengths are per cent of body height, so everybody is 100 tall. Angles are degrees as a
physiotherapist says them: 0 is standing straight with arms hanging, positive is flexion,
abduction or outward rotation. A person who stands faces x (to the right of the page), so in
the side view the right side of the body is the near one.
"""

from backpt.figure.vectors import ORIGIN, Vec
from backpt.values import NamedTuple

PAIRED = ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
TRUNK = ("low_back", "upper_back", "neck")
JOINTS = (*(f"{joint}_{side}" for joint in PAIRED for side in "lr"), *TRUNK)
"""Every joint that a pose may bend, in the order in which a pose keeps them."""

LENGTHS = {
    "low_back": 14.0,
    "upper_back": 15.5,
    "neck": 5.5,
    "head": 6.0,
    "upper_arm": 17.0,
    "forearm": 14.5,
    "hand": 7.0,
    "thigh": 24.0,
    "shank": 24.0,
    "foot": 11.0,
    "ankle": 3.6,
}
"""Of the bones; ``ankle`` is the height of the ankle over the sole."""

SHOULDER_HALF, HIP_HALF = 9.0, 4.8
"""From the middle of the body to a shoulder or hip joint."""

RADII = {
    "head": 6.4,
    "pelvis": 5.9,
    "waist": 5.2,
    "chest": 6.2,
    "neck": 4.5,
    "shoulder": 3.6,
    "elbow": 2.5,
    "wrist": 1.9,
    "hand": 1.8,
    "hip": 5.9,
    "thigh": 4.8,
    "knee": 3.7,
    "ankle": 2.5,
    "heel": 2.3,
    "toe": 1.7,
}
"""How thick the body is around its joints: half of it."""

_ENDS = ("elbow", "wrist", "hand", "knee", "ankle", "heel", "toe")
_SIDED = ("shoulder", *_ENDS, "hip", "thigh", "calf", "ear", "thumb", "blade")
"""Points that a left and a right side have, and that have a plural."""


def _both(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}_{side}" for side in "lr" for name in names)


ROUND = tuple(
    (name, RADII[name.partition("_")[0]])
    for name in (
        *("head", "pelvis", "waist", "chest", "neck"),
        *_both(("shoulder", "hip", *_ENDS)),
    )
)
"""Points with their radius: what touches a floor and what fills a picture."""

PARTS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("pelvis", "waist", "waist0", "belly", "chest", "neck")},
    "crest": ("crest",),
    **{name: (name,) for name in ("skull", "head", "nose", "jaw")},
    **{name: (name,) for name in _both((*_SIDED, "palm", "ball"))},
    **{f"{name}s": _both((name,)) for name in _SIDED},
    "calves": ("calf_l", "calf_r"),
    "feet": ("ankle_l", "ankle_r"),
    "foot_l": ("ankle_l",),
    "foot_r": ("ankle_r",),
    "back": ("chest",),
    "low_back": ("waist0",),
}
"""Parts of the body by the names that a figure may use -> points of the skeleton."""

LIMBS = {
    "hand_l": ("hand_l",),
    "hand_r": ("hand_r",),
    "foot_l": ("foot_l",),
    "foot_r": ("foot_r",),
    "hands": ("hand_l", "hand_r"),
    "feet": ("foot_l", "foot_r"),
}
"""What can be planted or reach for something."""

ACTIVE = {
    **{one: (one,) for one in ("leg_l", "leg_r", "arm_l", "arm_r", "torso", "head", "hips")},
    "legs": ("leg_l", "leg_r"),
    "arms": ("arm_l", "arm_r"),
}


class Turn(NamedTuple):
    """How one joint is bent, in degrees."""

    flex: float = 0.0
    side: float = 0.0
    """Limbs: away from the body (abduction). Trunk: bent to the right."""
    rot: float = 0.0
    """Limbs: outwards. Trunk: turned to the left."""


class Stance(NamedTuple):
    """How the whole body stands in the room."""

    lean: float = 0.0
    """Tipped forwards, in degrees: 0 upright, 90 face down, -90 on the back."""
    roll: float = 0.0
    """Turned about its own long axis, to the left; -28 turns to the right."""
    turn: float = 0.0
    """Turned about the upright axis, to the left."""
    up: float = 0.0
    """Per cent of height; counts from the first pose, as ``fwd`` does."""
    fwd: float = 0.0


class Target(NamedTuple):
    """A place: parts of the body, a fixed point, or the nearest point of a surface."""

    parts: tuple[str, ...] = ()
    """Points of the skeleton; the middle of them is meant."""
    at: Vec = ORIGIN
    """A fixed point, or what is added to the middle of the parts."""
    surface: str = ""
    """``floor`` or ``wall``: straight to it from where the limb is."""


class Reach(NamedTuple):
    """A hand or foot that goes to a place."""

    limb: str
    target: Target
    weight: float = 1.0
    """0 to 1; between two poses a reach fades in or out."""


class Press(NamedTuple):
    """A push without movement, from one part towards another or in a direction."""

    part: str
    towards: str


class Pose(NamedTuple):
    """One key picture of an exercise."""

    name: str
    says: str
    """What to do, in words: alt text, caption, and all there is where nothing is drawn."""
    stance: Stance
    turns: tuple[Turn, ...]
    """One for each of ``JOINTS``."""
    reach: tuple[Reach, ...] = ()
    planted: tuple[tuple[str, float], ...] = ()
    """Planted limbs and how firmly: 1 stays put, 0 was let go in this pose."""
    arrow: tuple[str, ...] | None = None
    """Instead of the figure's."""
    press: tuple[Press, ...] | None = None
    """Instead of the figure's."""
    tighten: tuple[Press, ...] | None = None
    """Instead of the figure's."""
    base: str = ""
    """The posture that it, or the pose before it, began from."""
    blades: float = 0.0
    """How far the shoulder blades are drawn together: 0 at rest, 1 all the way."""
    belly: float = 0.0
    """How far the belly is filled with air, per cent of height; below 0 it is drawn in."""
    glide: float = 0.0
    """How far the head is pushed forwards without nodding, per cent of height; below 0 it is
    drawn back."""
    breathe: str = ""
    """``in``, ``out`` or ``both``: air is drawn at the face."""
    aside: bool = False
    """On paper only: no part of the movement."""
    passing: bool = False
    """Only passed through on the way: no panel and no words of its own."""

    def turn_of(self, joint: str) -> Turn:
        return self.turns[JOINTS.index(joint)]


class Prop(NamedTuple):
    """A thing in the picture. What the kinds mean is in ``props.py``."""

    kind: str
    how: str = ""
    """``at``, ``under``, ``between``, ``around``, ``line``, or a side of the room."""
    places: tuple[Target, ...] = ()
    size: float = 0.0
    """Radius or thickness; 0 for what is usual."""
    height: float = 0.0
    """Of its top over the floor; 0 for what is usual."""
    back: float = 0.0
    """Height of a chair's back over its seat; 0 for what is usual."""


View = tuple[float, float]
"""Azimuth and elevation of the camera in degrees; (0, 0) looks at the person's right side."""


class Inset(NamedTuple):
    """One place of the body, shown larger within the panels of the first camera."""

    parts: tuple[str, ...]
    """Points of the skeleton; what they and the margin take in, in all poses, is shown."""
    margin: float = 8.0
    zoom: float = 2.0
    view: View | None = None
    """Another camera than the panel's, as from above on the feet."""
    side: str = "right"
    """Where it stands: right, left, above or below."""


class Figure(NamedTuple):
    """An exercise as a picture: poses in their order, the first one being the start."""

    poses: tuple[Pose, ...]
    view: View = (0.0, 0.0)
    second: View | None = None
    """Another camera on the last movement, as one more panel."""
    props: tuple[Prop, ...] = ()
    anchor: tuple[str, ...] = ("pelvis",)
    """Points of the skeleton whose middle does not move."""
    active: tuple[str, ...] = ()
    arrow: tuple[str, ...] | None = None
    """Points whose path is drawn; ``None`` chooses, () draws none."""
    press: tuple[Press, ...] = ()
    tighten: tuple[Press, ...] = ()
    """Muscles that are drawn together: the body does it, and nothing pushes from outside."""
    letters: tuple[str, ...] = ()
    """Points that have an L or an R beside them, where the two sides are seen apart."""
    inset: Inset | None = None
    focus: tuple[str, ...] = ()
    """Points of the skeleton around which the picture is cropped; () shows all."""
    margin: float = 12.0
    """Around ``focus``."""
    held: int = -1
    """Index of the pose that the hold part of a rep holds; the last one by default."""
    repeats: bool = False
    """Goes on and on during a timed step (marching), instead of staying in the held pose."""
    belt: bool = False
    """A waistband is drawn, which shows how the pelvis tilts."""
    ground: bool = False
    """In every pose the lowest part of the body touches the floor."""

    @property
    def held_index(self) -> int:
        return self.held % len(self.poses)


class Fault(NamedTuple):
    """One mistake in a figure: where, what is wrong, what to do."""

    line: int
    what: str
    do: str
