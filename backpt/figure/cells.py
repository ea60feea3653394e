"""A moment of a figure as rows of characters, for a terminal. Knows no colours and no screen.

Each braille character is a grid of 2 x 4 dots, nearly square on every terminal. The body is
an outline, what moves is solid and the far side is dotted, so that nothing depends on colour.
"""

from __future__ import annotations

from functools import lru_cache

from backpt.figure.motion import Moment
from backpt.figure.parts import Figure
from backpt.figure.raster import ROLES, Canvas
from backpt.figure.scene import at_moment, frame

Span = tuple[str, str]
"""Text and its role: ``near``, ``far``, ``torso``, ``face``, ``active``, ``far_active``;
``mark``; ``prop``, ``soft``, ``ground``, ``ball``, ``band``, ``stick``, ``weight``; ``arrow``;
"" for blanks."""
Row = tuple[Span, ...]

KEPT = 128
"""Pictures that are kept: a rep of three poses has at most 39."""

_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in U+2800 and on, by row and column."""


@lru_cache(maxsize=KEPT)
def picture(
    figure: Figure,
    at: Moment,
    *,
    columns: int,
    rows: int,
    mirrored: bool = False,
    ascii: bool = False,
) -> tuple[Row, ...]:
    """Return ``rows`` rows of exactly ``columns`` cells each.

    The same for the same arguments, and kept: asking again costs nothing. ``mirrored`` shows
    the other side of the body, ``ascii`` uses no character beyond 126.
    """
    canvas = Canvas(2 * columns, 4 * rows, frame(figure, figure.view), mirrored=mirrored)
    for layer in at_moment(figure, at):
        canvas.draw(layer)
    characters = _ASCII if ascii else _UNICODE
    lines = canvas.rows
    drawn = tuple(_row(lines[4 * row : 4 * row + 4], characters, ascii) for row in range(rows))
    return _written(drawn, canvas.signs) if canvas.signs else drawn


def _written(drawn: tuple[Row, ...], signs: list[tuple[int, int, str]]) -> tuple[Row, ...]:
    """Return the rows with letters in place of the cells where they stand."""
    rows = list(drawn)
    for x, y, text in signs:
        row, column, spans = rows[y // 4], x // 2, []
        for said, role in row:
            if 0 <= column < len(said):
                spans += [(said[:column], role), (text, "mark"), (said[column + 1 :], role)]
            else:
                spans.append((said, role))
            column -= len(said)
        rows[y // 4] = tuple(span for span in spans if span[0])
    return tuple(rows)


def _row(lines: list[bytearray], characters: list[str], ascii: bool) -> Row:
    """Return one row of cells as runs of the same role."""
    spans: list[tuple[list[str], str]] = []
    columns = len(lines[0])
    (a, b, c, d) = lines
    for x in range(0, columns, 2):
        y = x + 1
        dots = (a[x], a[y], b[x], b[y], c[x], c[y], d[x], d[y])
        strongest = max(dots)
        bits = 0
        if strongest:
            for bit, dot in zip(_BITS, dots, strict=True):
                if dot:
                    bits |= bit
        character = characters[bits]
        role = ROLES[strongest]
        if ascii and role == "active" and bits.bit_count() > 3:
            character = "#"
        if spans and (spans[-1][1] == role or not strongest):
            spans[-1][0].append(character)
        else:
            spans.append(([character], role))
    return tuple(("".join(text), role) for text, role in spans)


_BITS = tuple(bit for row in _BRAILLE for bit in row)
_UNICODE = [" ", *(chr(0x2800 + bits) for bits in range(1, 256))]
"""A blank is a space: U+2800 is not blank in every font, and is read aloud."""

_GLYPHS = {
    ".": ("  ", "  ", "  ", "x "),
    ",": ("  ", "  ", " x", "x "),
    "'": ("x ", "x ", "  ", "  "),
    "`": ("x ", " x", "  ", "  "),
    "-": ("  ", "xx", "  ", "  "),
    "~": ("  ", "  ", "xx", "  "),
    "_": ("  ", "  ", "  ", "xx"),
    '"': ("xx", "  ", "  ", "  "),
    "|": ("x ", "x ", "x ", "x "),
    "!": (" x", " x", " x", " x"),
    "/": (" x", " x", "x ", "x "),
    "\\": ("x ", "x ", " x", " x"),
    ":": ("  ", "x ", "  ", "x "),
    "=": ("  ", "xx", "  ", "xx"),
    "[": ("xx", "x ", "x ", "xx"),
    "]": ("xx", " x", " x", "xx"),
    "o": ("  ", "xx", "xx", "  "),
    "T": ("xx", "x ", "x ", "x "),
    "L": ("x ", "x ", "x ", "xx"),
    "#": ("xx", "xx", "xx", "xx"),
}
"""Printable characters by the dots that they look like."""
_LOOKS_LIKE = {"~": "-", "!": "|", "T": "+", "L": "+", "o": "="}
"""What is written for a look that has no character of its own."""


def _printable(bits: int) -> str:
    """Return the ASCII character that differs in the fewest dots."""
    if not bits:
        return " "

    def unlike(glyph: str) -> int:
        drawn = 0
        for row, dots in enumerate(_GLYPHS[glyph]):
            for column, dot in enumerate(dots):
                drawn |= _BRAILLE[row][column] if dot == "x" else 0
        return (drawn ^ bits).bit_count()

    best = min(_GLYPHS, key=unlike)
    return _LOOKS_LIKE.get(best, best)


_ASCII = [_printable(bits) for bits in range(256)]
