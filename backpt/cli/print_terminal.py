"""A handout read on a terminal, page by page, with small figures; or as lines, into a pipe.

Knows the width of the terminal and what it can show. What is told is ``paper/terminal.py``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backpt.paper.document import Document, SheetPicture
from backpt.paper.terminal import ASCII_BOX, BOX, INDENT, Drawn, Table, TextLine, Told, lay_out
from backpt.terminal.layout import GAP, aligned, columns, say, say_whole, speaks_unicode
from backpt.terminal.text import clean, width, wrap
from backpt.terminal.writer import can_draw

if TYPE_CHECKING:
    from rich.text import Text

_ROLES = {"active": "bold", "far_active": "bold", "arrow": "bold"}
"""What stands out in a figure; no colour does on every background."""
_CAPTION = 28
"""Columns that a caption needs, however narrow the figure over it."""
_MARGIN = " "
"""So two of the widest figures stand side by side in 80 columns."""


def read_out(document: Document, *, plain: bool = False) -> None:
    """Print the document: in pages with small pictures where a terminal can draw them, and
    ``plain`` was not asked for; else all of it at once and in words."""
    unicode = speaks_unicode()
    lines = lay_out(document, box=BOX if unicode else ASCII_BOX)
    wide = columns()
    if wide is None or plain or not can_draw(os.environ, stdout_isatty=True):
        for one in lines:
            _say(one, wide, unicode)
        return
    from rich.console import Console

    console = Console(width=wide, height=25, markup=False, emoji=False, highlight=False)
    # As git has it: colours are let through, and what fits on a screen is not paged.
    os.environ.setdefault("LESS", "FRX")
    with console.pager(styles=console.color_system is not None):
        for one in lines:
            for text in _texts(one, wide, unicode):
                console.print(text, soft_wrap=True)


def _say(one: Told, wide: int | None, unicode: bool) -> None:
    """Print in words only; a line stays one, however long, where ``wide`` is ``None``."""
    match one:
        case TextLine():
            say(one.text, first=one.first, then=one.then)
        case Drawn():
            say(one.picture.alt, first=INDENT, then=INDENT)
        case Table():
            lines = _table(one, wide, unicode) if wide else aligned((one.heads, *one.rows))
            for line in lines:
                say_whole(line)


def _texts(one: Told, wide: int, unicode: bool) -> Iterator[Text]:
    from rich.text import Text

    match one:
        case TextLine():
            said = clean(one.text, unicode)
            for line in _hanging(said, one.first, one.then, wide):
                yield Text(line, one.tone.value)
        case Drawn():
            yield from _figures(one.picture, wide, unicode)
        case Table():
            yield from (Text(line) for line in _table(one, wide, unicode))


def _hanging(said: str, first: str, then: str, wide: int) -> Iterator[str]:
    """Yield the lines of a paragraph, ``first`` before the first, ``then`` before the rest."""
    begin, *rest = wrap(said, max(10, wide - len(first)))
    yield f"{first}{begin}"
    if rest:
        left = said[said.index(rest[0], len(begin)) :]
        yield from (f"{then}{line}" for line in wrap(left, max(10, wide - len(then))))


def _figures(picture: SheetPicture, wide: int, unicode: bool) -> Iterator[Text]:
    """Yield the poses side by side, as many as fit in a row, each over its caption."""
    from rich.text import Text

    from backpt.paper.pictures import cropped, draw_cells

    poses = cropped(draw_cells(picture, ascii=not unicode))
    across = len(poses[0][0]) if poses else 0
    room = max(_CAPTION, across + len(_MARGIN))
    beside = (wide + len(GAP)) // (room + len(GAP))
    if not across or not beside:
        for line in wrap(clean(picture.alt, unicode), max(10, wide - len(INDENT))):
            yield Text(f"{INDENT}{line}")
        return
    for first in range(0, len(poses), beside):
        for rows in zip(*poses[first : first + beside], strict=True):
            drawn = Text()
            for row in rows:
                drawn.append(_MARGIN)
                for text, role in row:
                    drawn.append(text, _ROLES.get(role, ""))
                drawn.append(" " * (room - len(_MARGIN) - across) + GAP)
            drawn.rstrip()
            yield drawn
        captions = [clean(one, unicode) for one in picture.captions[first : first + beside]]
        yield from (Text(line) for line in _side_by_side(captions, room))


def _side_by_side(texts: list[str], room: int) -> Iterator[str]:
    from itertools import zip_longest

    inside = room - len(_MARGIN)
    columns_ = [wrap(text, inside) for text in texts]
    for cells_ in zip_longest(*columns_, fillvalue=""):
        padded = (f"{_MARGIN}{cell}{' ' * (inside - width(cell))}" for cell in cells_)
        yield GAP.join(padded).rstrip()


def _table(table: Table, wide: int, unicode: bool) -> list[str]:
    """Return the lines of a table: whole, with short heads, or, where even those are too
    wide, a paragraph a row."""
    for heads in (table.heads, table.short):
        rows = [tuple(clean(cell, unicode) for cell in row) for row in (heads, *table.rows)]
        lines = aligned(rows)
        if max(map(width, lines)) <= wide:
            return lines
    (_, *names), *rest = rows
    lines = []
    for label, *cells_ in rest:
        told_ = ", ".join(" ".join(pair) for pair in zip(names, cells_, strict=True))
        lines += wrap(f"{label}: {told_}", wide)
    return lines
