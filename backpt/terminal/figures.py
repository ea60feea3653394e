"""The figure beside a moment of a session: which picture, ready or not, and where it stands.

Computing a picture takes some milliseconds, in which no cue may be due: ``draw`` only takes
what is ready, and ``work`` computes in the time that the loop says is free. What draws is
imported then, too, after the first picture of the session is out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backpt.core.views import Movement
from backpt.terminal.rows import BOLD, DIM, PLAIN, SMALLEST, Look, Picture, Row, fitted

if TYPE_CHECKING:
    from backpt.figure.model import Figure
    from backpt.figure.motion import Moment

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
AT_ONCE_S = 0.05
"""So long it works at a time, that a key is not kept waiting."""


class Room(NamedTuple):
    """The part of a window that a figure may have."""

    columns: int
    rows: int
    beside: bool
    """Left of the words; else above them."""


class Wanted(NamedTuple):
    """One figure in one size: all its pictures are computed together."""

    figure: str
    columns: int
    rows: int
    mirrored: bool


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
    """The pictures of the exercise that is being done."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._wanted: Wanted | None = None
        self._figure: Figure | None = None
        self._to_do: list[Moment] = []
        self._ready: dict[Moment, Picture] = {}
        self._last: Picture = ()

    def drawn(self, movement: Movement, room: Room) -> Picture:
        """Return the picture of a moment, or the one nearest to it that is ready; () if none.

        Takes no time: what is not ready will be, after ``work``.
        """
        wanted = Wanted(movement.figure, room.columns, room.rows, movement.mirrored)
        if wanted != self._wanted:
            self._wanted, self._figure = wanted, None
            self._to_do, self._ready, self._last = [], {}, ()
        if self._figure is not None:
            from backpt.figure.motion import in_rep, in_time

            if movement.pace is not None:
                at = in_rep(self._figure, movement.pace, movement.elapsed_s)
            else:
                at = in_time(self._figure, movement.elapsed_s, repeats=movement.repeats)
            at_rest = next(iter(self._ready.values()), ())
            self._last = self._ready.get(at, self._last or at_rest)
        return self._last

    def work(self, free_s: float) -> None:
        """Compute pictures; ``free_s`` seconds from now something is due."""
        if self._wanted is None or free_s < 2 * AT_ONCE_S:
            return
        if self._figure is None and not self._begin(self._wanted.figure):
            return
        for at in self._to_do[: max(1, int(AT_ONCE_S / PICTURE_S))]:
            self._ready[at] = self._compute(at)
            self._to_do.remove(at)

    def _begin(self, text: str) -> bool:
        from backpt.figure.motion import moments
        from backpt.figure.read import figure_of

        self._figure = figure_of(text)
        if self._figure is None:
            return False
        self._to_do = list(moments(self._figure))
        return True

    def _compute(self, at: Moment) -> Picture:
        from backpt.figure.cells import picture

        assert self._wanted is not None
        assert self._figure is not None
        _, columns, rows, mirrored = self._wanted
        plain = not self._look.unicode
        drawn = picture(
            self._figure, at, columns=columns, rows=rows, mirrored=mirrored, ascii=plain
        )
        return tuple(styled(row, self._look) for row in drawn)


def styled(row: Row, look: Look) -> Row:
    """Return roles as styles: what moves stands out, what is far or around stands back."""
    active = f"{BOLD};36" if look.colour else BOLD
    styles = {"active": active, "arrow": BOLD, "far": DIM, "ground": DIM, "prop": DIM}
    return tuple((text, styles.get(role, PLAIN)) for text, role in row)


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
