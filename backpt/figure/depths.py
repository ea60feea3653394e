"""How deep, how straight and how high: what words claim of it, and what the picture shows.

"Shallow", "well before a right angle", "less than 45 degrees" are doses: somebody copies what
is drawn. A claim is held against the angles of the joints in the body as it is solved, not
against the numbers of a pose.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from backpt.figure.facts import Shown
from backpt.figure.parts import Figure
from backpt.language import figure_faults
from backpt.values import NamedTuple

Said = tuple[str, str]
"""What is wrong, and what to do."""

SHALLOW = 45.0
"""Degrees of a knee that is bent "a little" (clinical B, ``mini-squat``: 0-45, AT12)."""
MIDDLE = 70.0
"""Degrees of a bend that is comfortable to hold, or well before a right angle: "up to 40, then
60" (clinical B, ``wall-slide``: AT12), and ten more that cannot be seen [D]."""
RIGHT, NEARLY = 90.0, 15.0
"""A right angle, and how far an angle may be from what is said of it: the eye sees no less
(that of ``facts.ANGLE``, and the play of a joint that is to be held) [D]."""
SOFT = 30.0
"""Knees that are "soft" [D]."""
LITTLE_UP = 15.0
"""A foot that is lifted "a little" or "a hand's width" comes up by no more (per cent of body
height) [D]: a hand is about 6 wide, and the ankle of a bent leg rises farther than its foot."""
DEGREES_OVER = 2.0
"""By so much a drawn angle may miss one that is given in degrees."""


class _Bend(NamedTuple):
    """What a turn of phrase claims of an angle: 0 is straight."""

    pattern: re.Pattern[str]
    joints: tuple[str, ...]
    low: float
    high: float
    every: bool = True
    """Every such joint that is bent is meant; else it is enough that one is so."""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{text})\b", re.IGNORECASE)


_BENDS = (
    _Bend(_pattern(r"shallow bend"), ("knee",), 0.0, SHALLOW),
    _Bend(
        _pattern(
            r"knees? (?:are )?(?:bent )?(?:a little|slightly) bent|knees? bent a little"
            r"|knees slightly bent|bend your knees a little"
        ),
        ("knee",),
        0.0,
        SHALLOW,
    ),
    _Bend(
        _pattern(r"comfortable bend|not too deep|well before a right angle"),
        ("knee",),
        0.0,
        MIDDLE,
    ),
    _Bend(
        _pattern(r"at most a right angle|never below a right angle"),
        ("knee",),
        0.0,
        RIGHT + DEGREES_OVER,
    ),
    _Bend(_pattern(r"knees soft|soft knees|soften your knees"), ("knee",), 0.0, SOFT),
    _Bend(
        _pattern(
            r"hips and knees (?:are )?(?:each )?(?:bent )?(?:about |at |to )+(?:a )?right"
            r" angles?"
        ),
        ("hip", "knee"),
        RIGHT - NEARLY,
        RIGHT + NEARLY,
        every=False,
    ),
    _Bend(
        _pattern(r"hip at a right angle"), ("hip",), RIGHT - NEARLY, RIGHT + NEARLY, every=False
    ),
    _Bend(
        _pattern(
            r"leg is (?:nearly )?straight|legs? straight|straight (?:left |right )?leg"
            r"|knee (?:stays )?(?:locked )?straight"
        ),
        ("knee",),
        0.0,
        NEARLY,
        every=False,
    ),
    _Bend(_pattern(r"knees straight"), ("knee",), 0.0, NEARLY),
    _Bend(
        _pattern(r"elbows almost straight|arms (?:are )?straight"),
        ("elbow",),
        0.0,
        NEARLY,
        every=False,
    ),
)
_DEGREES = re.compile(
    r"(?:less than|up to|no more than|0-)\s*(?P<most>\d+) degrees(?: of knee bend)?",
    re.IGNORECASE,
)
"""Whatever else is said of degrees is of the knee: the library gives no other angle."""
_LOW = _pattern(
    r"lift (?:the|your|one|that) (?:straight )?(?:left |right )?(?:straight )?(?:foot|leg)"
    r" (?:a little|a hand's width)"
)


def depth_faults(figure: Figure, index: int, text: str) -> Iterator[Said]:
    """Return what ``text`` says of depth beside the pose ``index`` and the body does not do."""
    shown = (Shown(figure, index),)
    for said in _claims(text):
        if what := said(shown):
            yield what, figure_faults.BEND_AS_SAID


def depths_unlike(figure: Figure, texts: Iterable[str]) -> Iterator[Said]:
    """Return what the words of an exercise say of depth that no picture of it shows, or that
    one of its pictures goes beyond."""
    shown = tuple(Shown(figure, index) for index in range(len(figure.poses)))
    told = (said(shown) for text in texts for said in _claims(text))
    for what in dict.fromkeys(filter(None, told)):
        yield what, figure_faults.BEND_AS_SAID


_Claim = Callable[[tuple[Shown, ...]], str]


def _claims(text: str) -> Iterator[_Claim]:
    for bend in _BENDS:
        for found in bend.pattern.finditer(text):
            yield partial(_bend_fault, bend=bend, said=found[0])
    for found in _DEGREES.finditer(text):
        most = float(found["most"]) + DEGREES_OVER
        limit = _Bend(_DEGREES, ("knee",), 0.0, most)
        yield partial(_bend_fault, bend=limit, said=found[0])
    for found in _LOW.finditer(text):
        yield partial(_low_fault, said=found[0])


def _bend_fault(shown: tuple[Shown, ...], bend: _Bend, said: str) -> str:
    for joint in bend.joints:
        angles = [one.angle(joint, side) for one in shown for side in "lr"]
        within = [bend.low <= angle <= bend.high for angle in angles]
        if all(within) if bend.every else any(within):
            continue
        farthest = max(angles) if bend.every else min(angles, key=lambda a: abs(a - bend.high))
        return figure_faults.joint_is_at(said, joint, farthest)
    return ""


def _low_fault(shown: tuple[Shown, ...], said: str) -> str:
    """A foot that goes up is measured from the pose before."""
    rises = [
        one.height("ankle", side) - one.before.points[f"ankle_{side}"][1]
        for one in shown
        if one.before is not None
        for side in "lr"
    ]
    if rises and max(rises) > LITTLE_UP:
        return figure_faults.foot_goes_up(said, max(rises))
    return ""
