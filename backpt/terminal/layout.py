"""Lines, paragraphs and tables for reading: how wide they are, and how they are aligned.

Knows the output's width and what it can show; knows nothing of exercises. What is not printed
to a terminal is never wrapped or cut, so that a line stays a line for ``grep``; rich, which
knows what a terminal can show, is not even loaded then. No boxes and no colour: a screen
reader reads the one aloud, and nothing may depend on the other.
"""

import sys
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from backpt.terminal.text import clean, visible, width, wrap
from backpt.values import NamedTuple

GAP = "  "
WIDEST_TEXT = 100
"""Longer lines are hard to come back from; tables may be wider."""
NARROWEST = 20
"""Fewer columns than these hold no text; a terminal that says so is not believed."""

Row = tuple[str, ...]


class Column(NamedTuple):
    title: str
    least: int = 0
    """The fewest cells it may be wrapped to; 0 where it must stay on one line."""
    right: bool = False
    """Numbers stand right."""
    below: bool = False
    """On a terminal it is a line of its own below its row: running text, which a narrow
    window would cut. It comes last."""


def columns() -> int | None:
    """Return the width of the terminal, or ``None`` where output goes somewhere else."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return max(NARROWEST, shutil.get_terminal_size().columns)


def say(text: str, *, first: str = "", then: str = "") -> None:
    """Print ``text`` behind ``first``; a terminal's further lines begin with ``then``.

    Control characters are shown as escapes, and what the output's encoding lacks in ASCII.
    """
    unicode = speaks_unicode()
    text, wide = clean(visible(text), unicode), columns()
    wide = wide and min(wide, WIDEST_TEXT)
    if wide is None or len(first) + width(text) <= wide:
        print(f"{first}{text}".rstrip())
        return
    room = max(NARROWEST // 2, wide - max(len(first), len(then)))
    for number, line in enumerate(wrap(text, room)):
        print(f"{then if number else first}{line}".rstrip())


def say_whole(text: str) -> None:
    """Print a line that stays in one piece: a command or an address, to be copied."""
    print(visible(text, speaks_unicode()))


def say_list(title: str, lines: Iterable[str], *, numbered: bool = False) -> None:
    """Print a heading and the lines under it, numbered or not; nothing where there are none."""
    told = tuple(lines)
    if not told:
        return
    print()
    say(title)
    for number, line in enumerate(told, 1):
        mark = f"  {number}. " if numbered else "  - "
        say(line, first=mark, then=" " * len(mark))


def print_table(heads: Sequence[Column], rows: Sequence[Row]) -> None:
    """Print a table; ``heads`` are in the order of what matters most.

    On a terminal columns become narrower where they may, and those that do not fit even so
    are left out from the end.
    """
    unicode = speaks_unicode()
    cleaned = [tuple(clean(cell, unicode) for cell in row) for row in rows]
    wide = columns()
    if wide is None:
        titles = tuple(head.title for head in heads)
        right = (number for number, head in enumerate(heads) if head.right)
        for line in aligned((titles, *cleaned), right=right):
            print(line)
        return
    _print_on_terminal(heads, cleaned, wide)


def aligned(rows: Sequence[Row], *, right: Iterable[int] = ()) -> list[str]:
    """Return rows of cells as lines; a column in which nothing stands is left out.

    ``right`` has the indexes of the columns whose cells stand right.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    stand_right = set(right)
    lines = []
    for row in rows:
        cells = [
            _padded(cell, wide, number in stand_right)
            for number, (cell, wide) in enumerate(zip(row, widths, strict=True))
            if wide
        ]
        lines.append(GAP.join(cells).rstrip())
    return lines


def fitting(heads: Sequence[Column], rows: Sequence[Row], wide: int) -> tuple[int, ...]:
    """Return the widths of the first columns, as many as fit in ``wide`` cells; at least one.

    Columns that may be wrapped become narrower before another is left out; what is over goes
    to the first of them.
    """
    limits = [_limits(head, [row[number] for row in rows]) for number, head in enumerate(heads)]
    many = len(limits)
    while many > 1 and sum(least for least, _ in limits[:many]) + _gaps(many) > wide:
        many -= 1
    widths = [least for least, _ in limits[:many]]
    spare = wide - sum(widths) - _gaps(many)
    if spare < 0:
        return (wide,)
    for number, (least, longest) in enumerate(limits[:many]):
        more = min(spare, longest - least)
        widths[number] += more
        spare -= more
    return tuple(widths)


def _gaps(many: int) -> int:
    return len(GAP) * (many - 1)


def _limits(head: Column, cells: Sequence[str]) -> tuple[int, int]:
    """Return the fewest cells that a column takes, and how many it takes on one line."""
    every = (head.title, *cells)
    longest = max(map(width, every))
    if not head.least:
        return longest, longest
    words = (width(word) for cell in every for word in cell.split())
    return min(longest, max(head.least, *words)), longest


def _print_on_terminal(heads: Sequence[Column], rows: Sequence[Row], wide: int) -> None:
    """Lay the table out here and have rich print it, as this terminal can show it.

    A table of rich's own takes 0.1 ms a cell: for the whole library as long as two starts of
    Python.
    """
    from rich.console import Console

    beside = [number for number, head in enumerate(heads) if not head.below]
    below = [number for number, head in enumerate(heads) if head.below]
    cells = [tuple(row[number] for number in beside) for row in rows]
    shown = [heads[number] for number in beside]
    widths = fitting(shown, cells, wide)
    right = [head.right for head in shown]

    def laid_out(row: Row) -> list[str]:
        return [
            GAP.join(map(_padded, line, widths, right)).rstrip()
            for line in _wrapped(row, widths)
        ]

    titles = "\n".join(laid_out(tuple(head.title for head in shown)))
    lines: list[str] = []
    for row, whole in zip(cells, rows, strict=True):
        lines += laid_out(row)
        texts = (whole[number] for number in below if whole[number])
        room = min(wide, WIDEST_TEXT) - 2 * len(GAP)
        lines += [f"{2 * GAP}{line}" for text in texts for line in wrap(text, room)]
    # Only with a height too does rich believe the width of a terminal that calls itself dumb.
    console = Console(width=wide, height=25, markup=False, emoji=False, highlight=False)
    console.out(titles, style="bold")
    console.out("\n".join(lines))


def _wrapped(row: Row, widths: Sequence[int]) -> list[Row]:
    """Return a row as the lines of the terminal that it takes."""
    cells = [wrap(cell, wide) for cell, wide in zip(row, widths, strict=False)]
    return list(zip_longest(*cells, fillvalue=""))


def _padded(cell: str, wide: int, right: bool) -> str:
    blanks = " " * (wide - width(cell))
    return blanks + cell if right else cell + blanks


def speaks_unicode() -> bool:
    """Tell whether standard output can show more than ASCII."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().startswith("utf")


def print_json(objects: Sequence[dict[str, object]]) -> None:
    """Print a list of objects, one after the other, in ASCII: any reader can take it."""
    print(json_text(objects))


def json_text(objects: Sequence[dict[str, object]]) -> str:
    """Return what ``print_json`` prints."""
    import json

    return json.dumps(objects, indent=2)
