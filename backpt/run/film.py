"""A session as a film: what is seen when, from the first moment to the last.

For whoever shows a session without its rules, as a page for the phone does: the captions are
those of the screen, the movement that of the figures, each with the moment at which it begins.
"""

from collections.abc import Iterator

from backpt.figure.motion import TICKS, Moment, in_rep, in_time
from backpt.figure.parts import Figure
from backpt.figure.read import figure_of
from backpt.language import captions, speech, words
from backpt.session.player import Player
from backpt.session.steps import Compiled, total_s
from backpt.session.unattended import timed
from backpt.session.views import Movement
from backpt.values import NamedTuple

GRID_S = 0.25
"""So often a picture may change."""
COARSE = 3
"""Of the moments of a way from pose to pose every third is drawn: a page holds them all."""


class FilmWords(NamedTuple):
    """What is read at a moment."""

    heading: str
    where: str
    side: str
    counting: str
    action: str
    digits: str
    note: str
    coming: str


class FilmPose(NamedTuple):
    """A picture: which figure, at which moment of its movement, and of which side."""

    figure: str
    at: Moment
    mirrored: bool


class Film(NamedTuple):
    """Each list has moments of the session in order, and what is there from then on."""

    words: tuple[tuple[float, FilmWords], ...]
    poses: tuple[tuple[float, FilmPose | None], ...]
    """``None``: nothing is drawn."""
    seconds: float


def film(compiled: Compiled) -> Film:
    """Return what is seen of ``compiled`` where nobody presses a key."""
    steps = timed(compiled.steps)
    as_timed = Compiled(compiled.routine, steps)
    player = Player(steps, speech, keyboard=False)
    player.start(0.0)
    read: list[tuple[float, FilmWords]] = []
    poses: list[tuple[float, FilmPose | None]] = []
    figures: dict[str, Figure | None] = {}
    for now in _moments(as_timed):
        player.tick(now)
        shown = captions.caption(as_timed, player.frame(now))
        shown = shown._replace(note=words.without_keys(shown.note))
        seen = FilmWords(*(getattr(shown, name) for name in FilmWords._fields))
        pose = _pose(shown.movement, figures)
        if not read or read[-1][1] != seen:
            read.append((now, seen))
        if not poses or poses[-1][1] != pose:
            poses.append((now, pose))
    return Film(tuple(read), tuple(poses), total_s(steps))


def _moments(compiled: Compiled) -> Iterator[float]:
    """Yield the beginning of each step, and each point of the grid counted from there."""
    at = 0.0
    for step in compiled.steps:
        for number in range(int(step.planned_s / GRID_S - 1e-6) + 1):
            yield at + number * GRID_S
        at += step.planned_s
    yield at


def _pose(movement: Movement | None, figures: dict[str, Figure | None]) -> FilmPose | None:
    if movement is None:
        return None
    if movement.figure not in figures:
        figures[movement.figure] = figure_of(movement.figure)
    figure = figures[movement.figure]
    if figure is None:
        return None
    if movement.pace is not None:
        at = in_rep(figure, movement.pace, movement.elapsed_s)
    else:
        at = in_time(figure, movement.elapsed_s, repeats=movement.repeats)
    tick = COARSE * round(at.tick / COARSE)
    if tick in (0, TICKS):
        here = at.end if tick else at.start
        at = Moment(here, here)
    else:
        at = at._replace(tick=tick)
    return FilmPose(movement.figure, at, movement.mirrored)
