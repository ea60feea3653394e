"""The figure beside a moment of a session: which picture, ready or not, and where it stands.

Computing a picture takes some milliseconds, in which no cue may be due: ``draw`` only takes
what is ready, and ``work`` computes in the time that the loop says is free. What draws is
imported then, too, after the first picture of the session is out.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from backpt.session.views import Movement
from backpt.terminal.picture_rows import BOLD, PLAIN, SMALLEST, Look, Picture, Row, fitted
from backpt.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backpt.figure.motion import Moment
    from backpt.figure.parts import Figure

LEAST = (40, 14)
"""Columns and rows below which a figure is not worth looking at (it was looked at)."""
MOST = (64, 22)
"""A larger one says nothing more, and costs more."""
WIDE = 3
"""Columns for each row: dots are nearly square, and nobody is wider than one and a half times
their height."""
ABOVE_LINES = 22
"""Lines for the words in a window that is too narrow for both side by side."""
PICTURE_S = 0.03
"""One picture takes a third of this on an idle machine."""
_MOVES = frozenset({"active", "far_active", "arrow"})
AT_ONCE = 3
"""So many at a time: a key is not kept waiting for longer than a tenth of a second."""


class Room(NamedTuple):
    """The part of a window that a figure may have."""

    columns: int
    rows: int
    beside: bool
    """Left of the words; else above them."""


def room(columns: int, lines: int) -> Room | None:
    """Return the room for a figure in a window, or ``None``: words come first."""
    rows = min(lines, MOST[1])
    beside = min(columns - SMALLEST[0], rows * WIDE, MOST[0], max(LEAST[0], columns // 2))
    if beside >= LEAST[0] and rows >= LEAST[1]:
        return Room(beside, rows, beside=True)
    rows = min(lines - ABOVE_LINES, MOST[1])
    if columns >= LEAST[0] and rows >= LEAST[1]:
        return Room(min(columns, rows * WIDE), rows, beside=False)
    return None


class Figures:
    """The pictures of the exercise that is being done, of each side that works."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._shown: tuple[str, Room] | None = None
        """What is drawn, and for which room: all its pictures are computed for that."""
        self._figure: Figure | None = None
        self._order: dict[Moment, int] = {}
        """Every moment of the figure, and its place in a rep."""
        self._ready: dict[bool, dict[Moment, Picture]] = {}
        """By whether they are mirrored."""
        self._now: tuple[bool, Moment | None] = (False, None)

    def drawn(self, movement: Movement, room: Room) -> Picture:
        """Return the picture of a moment, or the one nearest to it that is ready; () if none.

        Takes no time: what is not ready will be, after ``work``.
        """
        if (movement.figure, room) != self._shown:
            self._shown, self._figure = (movement.figure, room), None
            self._order, self._ready = {}, {}
        ready = self._ready.setdefault(movement.mirrored, {})
        if movement.turns:
            self._ready.setdefault(not movement.mirrored, {})
        self._now = (movement.mirrored, None)
        if self._figure is None:
            return ()
        at = _moment(self._figure, movement)
        self._now = (movement.mirrored, at)
        return ready[at] if at in ready else self._nearest(at, ready)

    def _nearest(self, at: Moment, ready: dict[Moment, Picture]) -> Picture:
        place = self._order[at]
        near = min(ready, key=lambda other: abs(self._order[other] - place), default=None)
        return () if near is None else ready[near]

    def work(self, free_s: float) -> None:
        """Compute pictures; ``free_s`` seconds from now something is due."""
        if self._shown is None or free_s < (AT_ONCE + 1) * PICTURE_S:
            return
        if self._figure is None and not self._begin(self._shown[0]):
            return
        for mirrored, at in tuple(islice(self._missing(), AT_ONCE)):
            self._ready[mirrored][at] = self._compute(at, mirrored)

    def _missing(self) -> Iterator[tuple[bool, Moment]]:
        """What is not ready: first what is to be seen now, then its side, then the other."""
        side, now = self._now
        if now is not None and now not in self._ready[side]:
            yield side, now
        for mirrored in sorted(self._ready, key=lambda mirrored: mirrored is not side):
            ready = self._ready[mirrored]
            if len(ready) < len(self._order):
                for at in self._order:
                    if at not in ready and (mirrored, at) != self._now:
                        yield mirrored, at

    def _begin(self, text: str) -> bool:
        from backpt.figure.motion import moments
        from backpt.figure.read import figure_of

        self._figure = figure_of(text)
        if self._figure is None:
            return False
        self._order = {at: place for place, at in enumerate(moments(self._figure))}
        return True

    def _compute(self, at: Moment, mirrored: bool) -> Picture:
        from backpt.figure.cells import picture

        assert self._shown is not None
        assert self._figure is not None
        _, room = self._shown
        drawn = picture(
            self._figure,
            at,
            columns=room.columns,
            rows=room.rows,
            mirrored=mirrored,
            ascii=not self._look.dots,
        )
        return tuple(styled(row) for row in drawn)


def _moment(figure: Figure, movement: Movement) -> Moment:
    from backpt.figure.motion import in_rep, in_time

    if movement.pace is not None:
        return in_rep(figure, movement.pace, movement.elapsed_s)
    return in_time(figure, movement.elapsed_s, repeats=movement.repeats)


def styled(row: Row) -> Row:
    """Return roles as styles: what moves, and where to, stands out."""
    return tuple((text, BOLD if role in _MOVES else PLAIN) for text, role in row)


def joined(figure: Picture, words: Picture, place: Room, columns: int, look: Look) -> Picture:
    """Return one picture of both; rows that have no figure are blank beside the words."""
    blank = fitted((), place.columns, look)
    if not place.beside:
        left = (columns - place.columns) // 2
        above = tuple(
            fitted(row, columns, look, left) for row in figure or (blank,) * place.rows
        )
        return (*above, *words)
    spare = len(words) - len(figure)
    rows = (*[blank] * (spare // 2), *figure, *[blank] * (spare - spare // 2))
    return tuple((*drawn, *said) for drawn, said in zip(rows, words, strict=True))
