"""``backpt draw``: figures as files, SVG or PNG; and a figure that moves, for ``backpt show``.

PNG is made of the SVG by typst, which the handout needs anyway: the same picture.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

from backpt.cli.common import check_output, confirm_overwrite
from backpt.cli.options import Argument, Option, epilog
from backpt.errors import BackptError, UsageError
from backpt.files import make_folder, remove, save_all
from backpt.language import figures as figure_words
from backpt.language import usage
from backpt.library import open_library
from backpt.library.names import find
from backpt.paths import own_library, user_paths
from backpt.terminal.layout import say, say_whole

if TYPE_CHECKING:
    from backpt.figure.parts import Figure
    from backpt.prescription.model import Exercise

THEMES = ("line", "solid", "mono")
FORMATS = ("svg", "png")
USUAL_FOLDER = "figures"


@epilog(
    """\b
Examples:
  backpt draw bridge
  backpt draw clamshell --left -o clamshell.png
  backpt draw --all -o figures --theme mono
"""
)
def draw(
    *,
    name: Annotated[
        str | None, Argument("Whose figure; left out with --all.", "[EXERCISE]", "names")
    ] = None,
    every: Annotated[bool, Option("Every exercise, into a folder.", flags=("--all",))] = False,
    output: Annotated[
        str | None, Option("An .svg or .png; or a folder.", "FILE", ("-o", "--output"))
    ] = None,
    theme: Annotated[str, Option("line, solid, or mono for photocopies.", "NAME")] = "line",
    left: Annotated[bool, Option("Working the left side.")] = False,
    force: Annotated[bool, Option("Overwrite a file.")] = False,
) -> int:
    """Write the figure of one exercise, or of all; return the exit code."""
    if theme not in THEMES:
        raise UsageError(usage.theme(THEMES))
    if every == (name is not None):
        raise UsageError(usage.NAME_OR_ALL)
    check_output(output, is_folder=every)
    drawn = partial(_drawn, theme=theme, left=left)
    if every:
        return _draw_all(os.path.expanduser(output or USUAL_FOLDER), drawn, force=force)
    exercise = _exercise(name or "")
    figure = figure_drawn(exercise)
    if figure is None:
        raise UsageError(_not_drawn(exercise))
    path = os.path.expanduser(output or f"{exercise.id}.svg")
    confirm_overwrite([path], force=force)
    save_all([(path, drawn(figure, exercise, _format(path)))], mode=None)
    say_whole(path)
    return 0


def figure_drawn(exercise: Exercise) -> Figure | None:
    """Return the figure of an exercise, or ``None`` where it has none that can be drawn."""
    if not exercise.figure:
        return None
    from backpt.figure.read import figure_of

    return figure_of(exercise.figure)


def _not_drawn(exercise: Exercise) -> str:
    """Return why there is no picture: only a figure in a user's own file can have mistakes."""
    if not exercise.figure:
        return figure_words.none_of(exercise.name)
    from shlex import quote

    own = own_library(os.environ, user_paths(os.environ), None)
    return figure_words.has_mistakes(exercise.name, quote(own or ""))


def _draw_all(folder: str, drawn_as: Callable[..., bytes], *, force: bool) -> int:
    """Write every figure, or none: a place without room holds no part of them."""
    library = open_library()
    figures = {one.id: figure_drawn(one) for one in library.exercises.values()}
    paths = {id_: os.path.join(folder, f"{id_}.svg") for id_, one in figures.items() if one}
    confirm_overwrite(paths.values(), force=force)
    drawn = [
        (paths[id_], drawn_as(figure, library.exercises[id_], "svg"))
        for id_, figure in figures.items()
        if figure is not None
    ]
    anew = not os.path.isdir(folder)
    make_folder(folder)
    try:
        save_all(drawn, mode=None)
    except BackptError as refused:
        raise type(refused)(figure_words.none_written(str(refused), len(drawn))) from None
    finally:
        if anew:
            remove(folder)  # it stays if the figures are in it
    say_whole(figure_words.written(len(drawn), folder))
    for id_, figure in figures.items():
        if figure is None:
            say(_not_drawn(library.exercises[id_]))
    return 0


def _exercise(name: str) -> Exercise:
    library = open_library()
    found = find(library, name)
    if found.id is None or found.routine:
        raise UsageError(usage.not_found(name, found.near, usage.EXERCISE))
    return library.exercises[found.id]


def _format(path: str) -> str:
    ending = os.path.splitext(path)[1].lstrip(".").lower()
    if ending not in FORMATS:
        raise UsageError(usage.no_figure_file(path))
    return ending


def _drawn(figure: Figure, exercise: Exercise, kind: str, *, theme: str, left: bool) -> bytes:
    from backpt.figure.motion import stays
    from backpt.figure.svg import drawing
    from backpt.paper.pictures import as_png

    svg = drawing(
        figure,
        theme=theme,
        mirrored=left,
        stays=stays(figure, exercise.dose),
        title=exercise.name,
    )
    return svg.encode() if kind == "svg" else as_png(svg)
