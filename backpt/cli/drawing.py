"""``backpt draw``: figures as files, SVG or PNG; and a figure that moves, for ``backpt show``.

PNG is made of the SVG by typst, which the handout needs anyway: the same picture.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from backpt.cli import saving
from backpt.cli.catalogue import not_found, open_library
from backpt.errors import BackptError, UsageError
from backpt.paths import own_library, user_paths
from backpt.terminal.tables import say, say_whole

if TYPE_CHECKING:
    from backpt.figure.model import Figure
    from backpt.prescription.model import Exercise

THEMES = ("line", "solid", "mono")
FORMATS = ("svg", "png")
USUAL_FOLDER = "figures"
DOTS_AN_INCH = 192.0
"""Of a PNG: twice a screen's."""


class DrawWish(NamedTuple):
    """``backpt draw`` as it was typed."""

    name: str | None = None
    every: bool = False
    output: str | None = None
    theme: str = "line"
    left: bool = False
    force: bool = False


def draw(wish: DrawWish) -> int:
    """Write the figure of one exercise, or of all; return the exit code."""
    if wish.theme not in THEMES:
        raise UsageError(f"--theme is one of: {', '.join(THEMES)}.")
    if wish.every == (wish.name is not None):
        raise UsageError("Name an exercise, or say --all. To see which there are: backpt list")
    if wish.every:
        return _draw_all(wish)
    exercise = _exercise(wish.name or "")
    figure = figure_in(exercise)
    if figure is None:
        raise UsageError(_not_drawn(exercise))
    path = os.path.expanduser(wish.output or f"{exercise.id}.svg")
    saving.may_write([path], force=wish.force)
    saving.write_whole(path, _drawn(figure, exercise, wish, _format(path)))
    say_whole(path)
    return 0


def figure_in(exercise: Exercise) -> Figure | None:
    """Return the figure of an exercise, or ``None`` where it has none that can be drawn."""
    if not exercise.figure:
        return None
    from backpt.figure.read import figure_of

    return figure_of(exercise.figure)


def _not_drawn(exercise: Exercise) -> str:
    """Return why there is no picture: only a figure in a user's own file can have mistakes."""
    if not exercise.figure:
        return f"{exercise.name} has no figure."
    from shlex import quote

    own = own_library(os.environ, user_paths(os.environ), None)
    return f"The figure of {exercise.name} has mistakes; see: backpt check {quote(own or '')}"


def _draw_all(wish: DrawWish) -> int:
    """Write every figure, or none: a place without room holds no part of them."""
    folder = os.path.expanduser(wish.output or USUAL_FOLDER)
    library = open_library()
    figures = {one.id: figure_in(one) for one in library.exercises.values()}
    paths = {id_: os.path.join(folder, f"{id_}.svg") for id_, one in figures.items() if one}
    saving.may_write(paths.values(), force=wish.force)
    drawn = [
        (paths[id_], _drawn(figure, library.exercises[id_], wish, "svg"))
        for id_, figure in figures.items()
        if figure is not None
    ]
    anew = not os.path.isdir(folder)
    saving.make_folder(folder)
    try:
        saving.write_all(drawn)
    except BackptError as refused:
        raise type(refused)(f"{refused} None of the {len(drawn)} figures was.") from None
    finally:
        if anew:
            saving.remove(folder)  # it stays if the figures are in it
    say_whole(f"{len(drawn)} figures in {folder}")
    for id_, figure in figures.items():
        if figure is None:
            say(_not_drawn(library.exercises[id_]))
    return 0


def _exercise(name: str) -> Exercise:
    from backpt.library import find

    library = open_library()
    found = find(library, name)
    if found.id is None or found.routine:
        raise UsageError(not_found(name, found.near, "exercise"))
    return library.exercises[found.id]


def _format(path: str) -> str:
    ending = os.path.splitext(path)[1].lstrip(".").lower()
    if ending not in FORMATS:
        raise UsageError(f"A figure is written as .svg or .png; {path} is neither.")
    return ending


def _drawn(figure: Figure, exercise: Exercise, wish: DrawWish, kind: str) -> bytes:
    from backpt.figure.svg import drawing

    svg = drawing(figure, theme=wish.theme, mirrored=wish.left, title=exercise.name)
    return svg.encode() if kind == "svg" else _png(svg)


def _png(svg: str) -> bytes:
    """Return an SVG as a picture of dots."""
    try:
        import typst
    except ImportError:
        raise BackptError("There is no typst here to make a PNG; write an .svg.") from None
    page = "#set page(width: auto, height: auto, margin: 4pt)\n#image(bytes(sys.inputs.svg))"
    made = typst.compile(page.encode(), format="png", ppi=DOTS_AN_INCH, sys_inputs={"svg": svg})
    assert isinstance(made, bytes)
    return made
