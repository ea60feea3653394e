"""The files of a handout: made whole before anything is written, saved all or none.

Knows the kinds that there are; what stands on a sheet comes as a ``Document``.
"""

from __future__ import annotations

import os
from enum import StrEnum
from typing import NamedTuple, assert_never

from backpt.cli import saving
from backpt.handout.document import Document
from backpt.handout.look import Look


class Kind(StrEnum):
    PDF = "pdf"
    HTML = "html"
    MD = "md"
    TERMINAL = "terminal"


class Made(NamedTuple):
    """Files that are to be written, what is to be named last."""

    files: tuple[tuple[str, bytes], ...]
    warning: str = ""

    @property
    def path(self) -> str:
        return self.files[-1][0]


def make(document: Document, kind: Kind, look: Look, path: str) -> Made:
    """Return the files of a handout; nothing is written yet."""
    match kind:
        case Kind.PDF:
            from backpt.handout.pdf import pdf

            printed = pdf(document, look)
            return Made(((path, printed.data),), _missing(printed.stand_in, printed.lost))
        case Kind.HTML:
            from backpt.handout.html import html

            if path.endswith(".pdf"):  # asked for, but there is no PDF maker here
                path = f"{path.removesuffix('.pdf')}.html"
            return Made(((path, html(document, look).encode()),))
        case Kind.MD:
            return _markdown_files(document, look, path)
        case Kind.TERMINAL:
            raise AssertionError("a terminal has no file")
        case _:
            assert_never(kind)


def _markdown_files(document: Document, look: Look, path: str) -> Made:
    from backpt.handout.markdown import markdown

    folder = f"{os.path.splitext(path)[0]}.assets"
    made = markdown(document, look, os.path.basename(folder))
    figures = ((os.path.join(folder, name), svg.encode()) for name, svg in made.files)
    return Made((*figures, (path, made.text.encode())))


def _missing(stand_in: str, lost: str) -> str:
    """Return what to say of characters that the font of the sheet lacks."""
    said = ""
    if stand_in:
        said = f"The font of the sheet lacks {_listed(stand_in)}: another font stands in."
    if lost:
        said = f"{said} No font here has {_listed(lost)}: there is a question mark instead."
    return said.strip()


def _listed(characters: str) -> str:
    shown = [f"{one} (U+{ord(one):04X})" for one in characters[:5]]
    more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
    return f"{', '.join(shown)}{more}"


def save(made: Made, *, force: bool) -> None:
    """Write the files, the one that names the others last; all of them, or none is left."""
    saving.may_write((made.path,), force=force)
    new: list[str] = []
    try:
        for path, data in made.files:
            folder = os.path.dirname(path)
            if path != made.path and not os.path.isdir(folder):
                saving.make_folder(folder)
                new.append(folder)
            anew = not os.path.lexists(path)
            saving.write_whole(path, data)
            if anew:
                new.append(path)
    except BaseException:  # Ctrl-C, too
        for path in reversed(new):
            take_back(path)
        raise


def take_back(path: str) -> None:
    import contextlib

    with contextlib.suppress(OSError):
        if os.path.isdir(path):
            os.rmdir(path)
        else:
            os.unlink(path)
