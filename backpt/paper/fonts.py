"""The font of a handout, Atkinson Hyperlegible, from its package: where it is, what it lacks.

Its licence, the SIL Open Font License 1.1, is in the package, and lets a document carry it.
"""

from __future__ import annotations

import os
from functools import lru_cache
from struct import unpack_from

REGULAR, BOLD = "AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf"
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\n")
"""What needs no picture in any font."""


def folder() -> str:
    """Return the folder with the font's files."""
    import fontpkg_atkinson_hyperlegible as package

    return os.path.join(os.path.dirname(os.path.abspath(package.__file__)), "files")


def read(name: str) -> bytes:
    with open(os.path.join(folder(), name), "rb") as file:
        return file.read()


def lacking(text: str) -> str:
    """Return the characters of ``text``, each once, that the font has no picture of."""
    if text.isascii():
        return ""
    known = _known()
    return "".join(
        one for one in dict.fromkeys(text) if ord(one) not in known and one not in INVISIBLE
    )


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    """Return the characters in both weights."""
    return characters(read(REGULAR)) & characters(read(BOLD))


def characters(font: bytes) -> frozenset[int]:
    """Return what a TrueType font has pictures of, as code points.

    Reads the character map of format 4, two bytes a character, which all fonts have (OpenType
    specification, "cmap"); what lies above U+FFFF is taken to be missing.
    """
    (tables,) = unpack_from(">H", font, 4)
    directory = (unpack_from(">4s4xI4x", font, 12 + 16 * number) for number in range(tables))
    cmap = dict(directory)[b"cmap"]
    (many,) = unpack_from(">H", font, cmap + 2)
    for number in range(many):
        (offset,) = unpack_from(">4xI", font, cmap + 4 + 8 * number)
        if unpack_from(">H", font, cmap + offset) == (4,):
            return frozenset(_segments(font, cmap + offset))
    raise ValueError("the font has no character map of format 4")


def _segments(font: bytes, at: int) -> list[int]:
    (twice,) = unpack_from(">H", font, at + 6)
    many = twice // 2
    ends = unpack_from(f">{many}H", font, at + 14)
    starts = unpack_from(f">{many}H", font, at + 16 + twice)
    deltas = unpack_from(f">{many}H", font, at + 16 + 2 * twice)
    offsets_at = at + 16 + 3 * twice
    offsets = unpack_from(f">{many}H", font, offsets_at)
    found = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offsets[number]:
                place = offsets_at + 2 * number + offsets[number] + 2 * (code - start)
                (glyph,) = unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[number]) % 0x10000:
                found.append(code)
    return found
