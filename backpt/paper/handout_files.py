"""The files of a handout: made whole before anything is written, saved all or none.

Knows the kinds that there are, and which pictures belong to a sheet in Markdown; what stands
on a sheet comes as a ``Document``.
"""

import os
import re
from typing import assert_never

from backpt.errors import UsageError
from backpt.files import make_folder, remove, save_all
from backpt.language import sheet
from backpt.paper.document import Document
from backpt.paper.look import SheetLook
from backpt.values import NamedTuple, StrEnum

_PICTURE = re.compile(r"[1-9][0-9]*-[1-9][0-9]*\.svg")
"""As ``paper/markdown.py`` names them: the exercise and the pose."""


class SheetFormat(StrEnum):
    PDF = "pdf"
    HTML = "html"
    MD = "md"
    TERMINAL = "terminal"


class Made(NamedTuple):
    """Files that are to be written, what is to be named last."""

    files: tuple[tuple[str, bytes], ...]
    warning: str = ""
    before: tuple[str, ...] = ()
    """Pictures that a sheet of that name has now; they are its own, and go with it."""

    @property
    def path(self) -> str:
        return self.files[-1][0]

    @property
    def paths(self) -> tuple[str, ...]:
        """What is written over or goes where it is there, the sheet first."""
        written = (path for path, _ in self.files)
        return tuple(dict.fromkeys((self.path, *written, *self.before)))


def make_file(document: Document, kind: SheetFormat, look: SheetLook, path: str) -> Made:
    """Return the files of a handout; nothing is written yet."""
    match kind:
        case SheetFormat.PDF:
            from backpt.paper.pdf import pdf

            printed = pdf(document, look)
            return Made(
                ((path, printed.data),), sheet.font_lacks(printed.stand_in, printed.lost)
            )
        case SheetFormat.HTML:
            from backpt.paper.html import html

            if path[-4:].casefold() == ".pdf":  # asked for, but there is no PDF maker here
                path = f"{path[:-4]}.html"
            return Made(((path, html(document, look).encode()),))
        case SheetFormat.MD:
            return _markdown_files(document, look, path)
        case SheetFormat.TERMINAL:
            raise AssertionError("a terminal has no file")
        case _:
            assert_never(kind)


def _markdown_files(document: Document, look: SheetLook, path: str) -> Made:
    from backpt.paper.markdown import markdown

    folder = _folder_beside(path)
    made = markdown(document, look, os.path.basename(folder))
    figures = ((os.path.join(folder, name), svg.encode()) for name, svg in made.files)
    return Made((*figures, (path, made.text.encode())), before=pictures_beside(path))


def pictures_beside(path: str) -> tuple[str, ...]:
    """Return the pictures that stand beside the sheet in Markdown at ``path`` now."""
    folder = _folder_beside(path)
    if os.path.islink(folder):  # what it leads to belongs to something else
        return ()
    try:
        with os.scandir(folder) as entries:
            names = [one.name for one in entries if one.is_file(follow_symlinks=False)]
    except (OSError, ValueError):  # what is wrong with it is said when it is written to
        return ()
    return tuple(os.path.join(folder, one) for one in sorted(names) if _PICTURE.fullmatch(one))


def _folder_beside(path: str) -> str:
    return f"{os.path.splitext(path)[0]}.assets"


def save(made: Made) -> None:
    """Write the files, all of them or none; pictures that no sheet names any more go.

    Whether it may write over ``made.paths`` was asked before. Raises ``UsageError`` where
    something that is no folder stands where the pictures belong.
    """
    paths = [path for path, _ in made.files]
    folder = os.path.dirname(paths[0]) if len(paths) > 1 else ""
    anew = bool(folder) and not os.path.lexists(folder)
    if folder and os.path.islink(folder):
        raise UsageError(sheet.no_folder_for_pictures(folder, is_link=True))
    if folder and not anew and not os.path.isdir(folder):
        raise UsageError(sheet.no_folder_for_pictures(folder, is_link=False))
    try:
        if anew:
            make_folder(folder)
        save_all(made.files)
    except BaseException:  # Ctrl-C, too
        if anew:
            remove(folder)
        raise
    _remove_old([path for path in made.before if path not in paths])


def _remove_old(pictures: list[str]) -> None:
    for path in pictures:
        remove(path)
    if pictures:  # their folder stays if there is anything else in it
        remove(os.path.dirname(pictures[0]))
