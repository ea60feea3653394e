"""Text as a terminal's cells: how wide it is, where it is cut, where it wraps.

Knows characters, not meaning. What comes in may come from a user's file, so every text goes
through one of two gates; after either there is no control character, no escape and no mark
that moves the cursor or turns the writing direction. ``clean`` is for names and sentences, laid
out in cells; ``visible`` for messages, where file names, arguments and other programs' words
stand as they are, so that one sees what is in them.
"""

from __future__ import annotations

from functools import lru_cache

_ASCII = {
    "…": "...", "—": "-", "–": "-", "‑": "-", "−": "-", "×": "x", "·": ".", "•": "*",
    "°": " deg", "“": '"', "”": '"', "‘": "'", "’": "'", "→": "->", "←": "<-", "½": "1/2",
    "≤": "<=", "≥": ">=", "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "Æ": "AE", "Ø": "O",
    "━": "x", "░": "o",
}  # fmt: skip


_SURE_WHERE_WIDE = frozenset(
    map(chr, (*range(0x20, 0x7F), *range(0x2800, 0x2900)))  # and braille, for figures
)
_SURE = _SURE_WHERE_WIDE.union(
    map(chr, (*range(0xA1, 0xAD), *range(0xAE, 0x300), *range(0x2010, 0x2027))),
    map(chr, range(0x2500, 0x25A0)),  # lines and blocks
)


def sure(text: str, wide: bool = False) -> bool:
    """Whether every terminal gives each of these characters exactly one cell.

    ``wide``: also one that gives two to what Unicode calls ambiguous (accents, blocks,
    dashes), as many in East Asia do.
    """
    return (_SURE_WHERE_WIDE if wide else _SURE).issuperset(text)


@lru_cache(maxsize=512)
def clean(text: str, unicode: bool = True) -> str:
    """Return ``text`` as one line that is safe to print; in ASCII unless ``unicode``.

    White space becomes blanks, invisible marks go, what cannot be shown becomes "?".
    """
    if text.isascii() and text.isprintable():
        return text
    import unicodedata

    shown = ""
    for character in map(_shown, unicodedata.normalize("NFC", text)):
        if character and not _width_of(character) and shown[-1:] in ("", " "):
            continue  # a mark with nothing to stand on
        shown += character
    return shown if unicode else "".join(map(ascii_for, shown))


_JOINERS = "\u200c\u200d"
"""Letters of Persian and of India's scripts, and emoji, are written with them."""


@lru_cache(maxsize=512)
def visible(text: str, unicode: bool = True) -> str:
    """Return ``text`` as one line that is safe to print; in ASCII unless ``unicode``.

    Every character that would not be seen stands as its escape: ``\\x1b``, ``\\n``,
    ``\\u202e``. A byte of a file name that is no text stands as it is: ``\\xff``.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_escaped, text))
    return text if unicode else "".join(map(ascii_for, text))


def _escaped(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    import unicodedata

    if unicodedata.category(character) == "Zs":
        return " "
    if "\udc80" <= character <= "\udcff":  # a byte, as Python hands it on
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def _shown(character: str) -> str:
    import unicodedata

    if sure(character):
        return character
    if character.isspace():
        return " "
    kind = unicodedata.category(character)
    if kind == "Cf" or "\ufe00" <= character <= "\ufe0f":  # joiners and emoji selectors
        return ""
    return "?" if kind[0] == "C" else character


def ascii_for(character: str) -> str:
    """Return the nearest ASCII for one character; "?" where there is none."""
    if character.isascii():
        return character
    if character in _ASCII:
        return _ASCII[character]
    import unicodedata

    if unicodedata.combining(character):
        return ""
    parts = unicodedata.normalize("NFKD", character).encode("ascii", "ignore")
    return parts.decode("ascii") or "?"


@lru_cache(maxsize=1024)
def _width_of(character: str, wide: bool = False) -> int:
    if sure(character, wide):
        return 1
    import unicodedata

    if unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return 0
    two = ("W", "F", "A") if wide else ("W", "F")
    return 2 if unicodedata.east_asian_width(character) in two else 1


@lru_cache(maxsize=32)  # rare characters only, in a session: each holds some kilobytes
def cells(text: str, wide: bool = False) -> tuple[str, ...]:
    """Return what stands in each cell: a character with its marks; "" right of a wide one."""
    if sure(text, wide):
        return tuple(text)
    found: list[str] = []
    for character in text:
        width = _width_of(character, wide)
        if width:
            found += (character, "")[:width]
        elif found:  # a mark stands with the character before it, or nowhere
            found[-1 if found[-1] else -2] += character
    return tuple(found)


def width(text: str, wide: bool = False) -> int:
    """Return how many cells a cleaned ``text`` takes."""
    return len(text) if sure(text, wide) else len(cells(text, wide))


def cut(text: str, columns: int, unicode: bool = True, wide: bool = False) -> str:
    """Return ``text`` in at most ``columns`` cells, with an ellipsis where it was cut."""
    if width(text, wide) <= columns:
        return text
    dots = "…" if unicode else "..."
    if columns <= len(dots):
        return dots[: max(0, columns)]
    return _head(text, columns - len(dots), wide).rstrip() + dots


def _head(text: str, columns: int, wide: bool) -> str:
    """Return as many whole characters as ``columns`` cells hold."""
    if sure(text, wide):
        return text[:columns]
    whole = cells(text, wide)
    if columns < len(whole) and whole[columns] == "":
        columns -= 1
    return "".join(whole[:columns])


def wrap(text: str, columns: int, wide: bool = False) -> tuple[str, ...]:
    """Return a cleaned ``text`` broken at blanks into lines of at most ``columns`` cells.

    A word longer than a line is broken; no text is one empty line. ``columns`` is at least 1.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined, wide) <= columns:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, columns, wide)
        lines += whole
    return (*lines, line)


def _pieces(word: str, columns: int, wide: bool) -> list[str]:
    pieces = [""]
    for character in filter(None, cells(word, wide)):
        fitting = character if width(character, wide) <= columns else "?"
        if width(pieces[-1], wide) + width(fitting, wide) > columns:
            pieces.append("")
        pieces[-1] += fitting
    return pieces
