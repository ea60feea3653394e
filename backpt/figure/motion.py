"""Where in its movement a figure is at a moment of a rep. Knows time only as a share of a part.

Out goes from the first pose through all others to the one that is held, hold stays there,
back returns the same way, relax stays at the start. Where poses follow after the held one
(cat, then cow), back goes on through them and home. Ways are cut into ``TICKS`` moments, so
that a picture is drawn once and not for every repaint.
"""

from math import cos, pi

from backpt.figure.parts import Figure
from backpt.prescription.model import Dose, Pace, Part
from backpt.values import NamedTuple

TICKS = 12
"""Moments on the way from one pose to the next: a way of 3 s changes 4 times a second."""
WAY_S, STILL_S = 2.0, 0.5
"""How long a way and a stop take where no pace is prescribed."""
STAYS_S = 5.0
"""A pose that is held for less is passed through; one held for this long is what is done."""


class Moment(NamedTuple):
    """On the way from one pose to a later one. Equal moments are equal pictures."""

    start: int = 0
    end: int = 0
    tick: int = 0
    """0 to ``TICKS``; 0 where the figure is still in a pose."""

    @property
    def part(self) -> float:
        """How far it is, 0-1: it starts and stops softly, as people move."""
        return 0.5 - 0.5 * cos(pi * self.tick / TICKS)


def progress(figure: Figure, part: Part, share: float) -> Moment:
    """Return where the figure is when ``share`` (0-1) of a part of the rep has passed."""
    out, back = _routes(figure)
    match part:
        case Part.OUT:
            return _on(out, share)
        case Part.HOLD:
            return Moment(out[-1], out[-1])
        case Part.BACK:
            return _on(back, share)
        case Part.RELAX:
            return Moment(out[0], out[0])


def _routes(figure: Figure) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the poses of the way out and of the way back, both with their ends."""
    moving = [index for index, pose in enumerate(figure.poses) if not pose.aside] or [0]
    held = figure.held_index if figure.held_index in moving else moving[-1]
    out = tuple(index for index in moving if index <= held)
    after = tuple(index for index in moving if index >= held)
    return out, (*after, out[0]) if len(after) > 1 else out[::-1]


def _on(route: tuple[int, ...], share: float) -> Moment:
    """Return the moment on a route of poses, each way between two taking as long."""
    ways = len(route) - 1
    if ways < 1:
        return Moment(route[0], route[0])
    passed = min(1.0, max(0.0, share)) * ways
    way = min(int(passed), ways - 1)
    tick = round((passed - way) * TICKS)
    start, end = route[way], route[way + 1]
    if tick in (0, TICKS):
        return Moment(start, start) if tick == 0 else Moment(end, end)
    # The way back looks as the way out did: the same pictures, named once.
    return Moment(start, end, tick) if start < end else Moment(end, start, TICKS - tick)


def in_rep(figure: Figure, pace: Pace, elapsed_s: float) -> Moment:
    """Return where the figure is ``elapsed_s`` seconds into a rep of this pace."""
    part, since_s, length_s = pace.at(elapsed_s)
    return progress(figure, part, since_s / length_s if length_s else 1.0)


def in_time(figure: Figure, elapsed_s: float, *, repeats: bool | None = None) -> Moment:
    """Return where the figure is in a step without a pace: a timed position or a set that the
    user counts.

    A figure that repeats goes to and fro; any other goes into the held pose and stays there.
    ``repeats`` says it instead of the figure (a set that is counted by the user repeats).
    """
    if not (figure.repeats if repeats is None else repeats):
        return progress(figure, Part.OUT, elapsed_s / WAY_S)
    out_s, back_s = (WAY_S * max(1, len(route) - 1) for route in _routes(figure))
    pace = Pace(out_s, STILL_S, back_s, STILL_S)
    return in_rep(figure, pace, elapsed_s % pace.rep_s)


def stays(figure: Figure, dose: Dose) -> bool:
    """Return whether somebody stays in the held pose, which a picture has to show: it looks
    the same where the way there and back is what is done."""
    if dose.time_s is not None:
        return not figure.repeats
    return dose.pace.hold_s >= STAYS_S


def moments(figure: Figure) -> tuple[Moment, ...]:
    """Return every moment at which the figure can be, in the order of a rep."""
    parts = zip((Part.OUT, Part.BACK), _routes(figure), strict=True)
    ways = (
        progress(figure, part, tick / (max(1, len(route) - 1) * TICKS))
        for part, route in parts
        for tick in range(max(1, len(route) - 1) * TICKS + 1)
    )
    return tuple(dict.fromkeys((progress(figure, Part.RELAX, 1.0), *ways)))
