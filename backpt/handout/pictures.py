"""The one way from a handout to the drawn figures. Knows how to ask for them, not how they are
drawn; they are loaded only where an exercise has one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from backpt.core.model import Exercise, Side
from backpt.handout.document import Picture

if TYPE_CHECKING:
    from backpt.figure.cells import Row
    from backpt.figure.model import Figure
    from backpt.figure.svg import Panel


def picture_of(exercise: Exercise) -> Picture | None:
    """Return the picture of an exercise; ``None`` where the library has none that is right."""
    text = exercise.figure
    figure = figure_in(text) if text else None
    if figure is None:
        return None
    from backpt.figure.words import alt_text, captions

    return Picture(text, alt_text(figure), captions(figure))


def drawn_side(picture: Picture) -> Side | None:
    """Return the side that is at work in the drawing, where it is one side's turn."""
    figure = figure_in(picture.figure)
    ends = {name[-2:] for name in figure.active} if figure else set()
    match "_l" in ends, "_r" in ends:
        case True, False:
            return Side.LEFT
        case False, True:
            return Side.RIGHT
        case _:
            return None


@lru_cache(maxsize=256)
def figure_in(text: str) -> Figure | None:
    """Return the figure that ``Exercise.figure`` spells; ``None`` for one that is wrong."""
    from backpt.figure.read import figure_of

    return figure_of(text)


@lru_cache(maxsize=512)
def panels(picture: Picture, theme: str, ids: str = "") -> tuple[Panel, ...]:
    """Return the drawings of a picture with what stands under each.

    ``ids`` begins every id inside: it must differ where several stand in one page.
    """
    figure = figure_in(picture.figure)
    if figure is None:
        return ()
    from backpt.figure import svg

    return svg.panels(figure, theme=theme, ids=ids)


SMALL = (40, 14)
"""Columns and rows of one pose on a terminal; ``figure.cells`` knows why no fewer."""


def cells(picture: Picture, *, ascii: bool = False) -> tuple[tuple[Row, ...], ...]:
    """Return the poses of a picture one after the other, each as rows of characters."""
    figure = figure_in(picture.figure)
    if figure is None:
        return ()
    from backpt.figure import cells as drawing
    from backpt.figure.motion import Moment

    columns, rows = SMALL
    return tuple(
        drawing.picture(figure, Moment(pose, pose, 0), columns=columns, rows=rows, ascii=ascii)
        for pose in range(len(figure.poses))
    )
