"""The one way from a handout to the drawn figures. Knows how to ask for them, not how they are
drawn; they are loaded only where an exercise has one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from backpt.errors import BackptError
from backpt.language import figures, sheet
from backpt.paper.document import SheetPicture
from backpt.prescription.model import Dose, Exercise, Side

if TYPE_CHECKING:
    from backpt.figure.cells import Row
    from backpt.figure.parts import Figure
    from backpt.figure.svg import Panel

DOTS_AN_INCH = 192.0
"""Of a PNG: twice a screen's."""


def picture_of(exercise: Exercise, dose: Dose) -> SheetPicture | None:
    """Return the picture of an exercise as it is prescribed; ``None`` where the library has
    none that is right."""
    text = exercise.figure
    figure = figure_in(text) if text else None
    if figure is None:
        return None
    from backpt.figure.in_words import alt_text, captions
    from backpt.figure.motion import stays

    return SheetPicture(text, alt_text(figure), captions(figure), stays(figure, dose))


def drawn_side(picture: SheetPicture) -> Side | None:
    """Return the side whose turn it is in the drawing: a figure is written for the right,
    unless only the left of it is at work."""
    figure = figure_in(picture.figure)
    if figure is None:
        return None
    ends = {name[-2:] for name in figure.active}
    return Side.LEFT if "_l" in ends and "_r" not in ends else Side.RIGHT


@lru_cache(maxsize=256)
def figure_in(text: str) -> Figure | None:
    """Return the figure that ``Exercise.figure`` spells; ``None`` for one that is wrong."""
    from backpt.figure.read import figure_of

    return figure_of(text)


@lru_cache(maxsize=512)
def draw_panels(picture: SheetPicture, theme: str, ids: str = "") -> tuple[Panel, ...]:
    """Return the drawings of a picture with what stands under each.

    ``ids`` begins every id inside: it must differ where several stand in one page.
    """
    figure = figure_in(picture.figure)
    if figure is None:
        return ()
    from backpt.figure import svg

    drawn = svg.panels(figure, theme=theme, stays=picture.stays, ids=ids)
    if figure.second is None:
        return drawn
    return (*drawn[:-1], drawn[-1]._replace(says=sheet.SAME_AGAIN))


SMALL = (40, 14)
"""Columns and rows of one pose on a terminal; ``figure.cells`` knows why no fewer."""
_BLANK = " \u2800"


def draw_cells(picture: SheetPicture, *, ascii: bool = False) -> tuple[tuple[Row, ...], ...]:
    """Return the poses of a picture one after the other, each as rows of characters."""
    figure = figure_in(picture.figure)
    if figure is None:
        return ()
    from backpt.figure import cells as drawing
    from backpt.figure.motion import Moment

    columns, rows = SMALL
    return tuple(
        drawing.picture(figure, Moment(pose, pose, 0), columns=columns, rows=rows, ascii=ascii)
        for pose, placed in enumerate(figure.poses)
        if not placed.passing  # has no caption: it is only moved through
    )


def cropped(poses: tuple[tuple[Row, ...], ...]) -> tuple[tuple[Row, ...], ...]:
    """Return the poses without the rows and columns at the edges that are blank in all."""
    grids = [
        [[(one, role) for text, role in row for one in text] for row in pose] for pose in poses
    ]
    marks = [
        (y, x)
        for grid in grids
        for y, row in enumerate(grid)
        for x, (one, _) in enumerate(row)
        if one not in _BLANK
    ]
    if not marks:
        return poses
    rows = slice(min(y for y, _ in marks), max(y for y, _ in marks) + 1)
    columns = slice(min(x for _, x in marks), max(x for _, x in marks) + 1)
    return tuple(tuple(tuple(row[columns]) for row in grid[rows]) for grid in grids)


def as_png(svg: str) -> bytes:
    """Return an SVG as a picture of dots. Raises ``BackptError`` where no typst is there."""
    try:
        import typst
    except ImportError:
        raise BackptError(figures.NO_PNG) from None
    page = "#set page(width: auto, height: auto, margin: 4pt)\n#image(bytes(sys.inputs.svg))"
    made = typst.compile(page.encode(), format="png", ppi=DOTS_AN_INCH, sys_inputs={"svg": svg})
    assert isinstance(made, bytes)
    return made
