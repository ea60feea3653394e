"""Rows of a picture: exactly so many cells, cut or filled; the keys below it, as many as fit.

No colour reads on white, on black and on both Solarized backgrounds, and dim letters reach
4.5:1 on none of them everywhere: so the terminal's own two colours are used, bold or reversed.
An alarm brings both its colours with it, and does not depend on them.
"""

from functools import lru_cache

from backpt.terminal.text import cut, width
from backpt.values import NamedTuple

Span = tuple[str, str]
"""Text and its style: the parameters of an SGR sequence, "" for plain."""
Row = tuple[Span, ...]
Picture = tuple[Row, ...]

PLAIN, BOLD, REVERSE = "", "1", "1;7"
WHITE_ON_RED = "1;7;38;5;160;48;5;231"
"""Reversed; 5.4:1, from the part of the 256 colours that no theme changes."""
SMALLEST = (40, 10)
"""Columns and lines below which a moment is one line."""
WIDEST = 96
"""Columns of content; a wider window gets margins."""
MEASURE = 76
"""Columns of running text that are read without losing the line."""


class Look(NamedTuple):
    """What this terminal can show."""

    unicode: bool = True
    """Block characters and any letter; otherwise ASCII only."""
    colour: bool = True
    """It has 256 colours, and they are wanted."""
    braille: bool = True
    """Its font has them, where it has letters beyond ASCII at all."""
    shapes: bool = True
    """What is drawn may be more than ASCII; text is text all the same."""
    wide: bool = False
    """Ambiguous characters take two cells."""
    big: bool = False
    """Digits are for across the room: as large as the window lets them be beside the words,
    and no figure stands in their way."""

    @property
    def dots(self) -> bool:
        """Whether figures are drawn in dots, which are never wide; else in ASCII."""
        return self.unicode and self.braille and self.shapes

    @property
    def blocks(self) -> bool:
        """Whether digits and bars are drawn in blocks, and a cut with one ellipsis."""
        return self.unicode and self.shapes and not self.wide


@lru_cache(maxsize=128)
def fitted(spans: Row, columns: int, look: Look, indent: int = 0, fill: str = PLAIN) -> Row:
    """Return ``spans`` from ``indent`` on, cut or filled up to exactly ``columns`` cells."""
    indent = min(indent, columns)
    row: list[Span] = [(" " * indent, fill)] if indent else []
    left = columns - indent
    for text, style in spans:
        shown = cut(text, left, look.blocks, look.wide)
        if shown:
            row.append((shown, style))
            left -= width(shown, look.wide)
    if left:
        row.append((" " * left, fill))
    return tuple(row)


@lru_cache(maxsize=64)
def centred(spans: Row, columns: int, look: Look, fill: str = PLAIN) -> Row:
    used = sum(width(text, look.wide) for text, _ in spans)
    return fitted(spans, columns, look, max(0, (columns - used) // 2), fill)


@lru_cache(maxsize=64)
def two_ended(left: Span, right: Span, columns: int, look: Look) -> Row:
    """Return a row with ``right`` at its end, or without it where both do not fit."""
    gap = columns - width(left[0], look.wide) - width(right[0], look.wide)
    if gap < 2 or not right[0]:
        return fitted((left,), columns, look)
    return fitted((left, (" " * gap, PLAIN), right), columns, look)


@lru_cache(maxsize=16)
def bar(part: float, columns: int, look: Look) -> Row:
    """Return a bar of exactly ``columns`` cells, ``part`` (0-1) of it filled."""
    part = min(1.0, max(0.0, part))
    if not look.blocks:
        inner = max(0, columns - 2)
        full = round(part * inner)
        return fitted((("[" + "#" * full + "-" * (inner - full) + "]", PLAIN),), columns, look)
    eighths = round(part * columns * 8)
    full, rest = divmod(eighths, 8)
    ink = "█" * full + " ▏▎▍▌▋▊▉"[rest].strip()
    return fitted(((ink + "░" * (columns - len(ink)), PLAIN),), columns, look)


def loud(text: str) -> str:
    return f"!!  {text.upper()}  !!"


def alarm(look: Look) -> str:
    return WHITE_ON_RED if look.colour else REVERSE


def filled(rows: list[Row], columns: int, lines: int, look: Look) -> Picture:
    return (*rows[:lines], *[fitted((), columns, look)] * (lines - len(rows)))


def fitting_keys(
    keys: tuple[tuple[str, str], ...], columns: int, look: Look, most: int
) -> Picture:
    """Return the keys in ``most`` rows. Where not all fit, the first ones stay, and the last,
    which tells the others."""
    rows = key_rows(keys, columns, look)
    while len(rows) > most and len(keys) > 2:
        keys = (*keys[:-2], keys[-1])
        rows = key_rows(keys, columns, look)
    return tuple(rows[:most])


@lru_cache(maxsize=64)
def key_rows(keys: tuple[tuple[str, str], ...], columns: int, look: Look) -> list[Row]:
    """Return the keys as rows; a pair is never broken over two of them."""
    rows: list[list[Span]] = [[]]
    left = columns
    for key, does in keys:
        pair = width(key, look.wide) + 1 + width(does, look.wide)
        if rows[-1] and pair + 3 > left:
            rows.append([])
            left = columns
        if rows[-1]:
            rows[-1].append(("   ", PLAIN))
            left -= 3
        rows[-1] += [(key, BOLD), (f" {does}", PLAIN)]
        left -= pair
    return [fitted(tuple(row), columns, look) for row in rows]
