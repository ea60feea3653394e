"""Large digits, drawn from cells. Knows shapes, not what they count.

A digit is five cells high and five wide, the colon three wide so that a time holds together;
one blank column lies between two of them.
"""

from __future__ import annotations

HEIGHT = 5
"""Rows of a large text at scale 1."""

_SHAPES = {
    "0": ("#####", "#   #", "#   #", "#   #", "#####"),
    "1": ("  #  ", " ##  ", "  #  ", "  #  ", "#####"),
    "2": ("#####", "    #", "#####", "#    ", "#####"),
    "3": ("#####", "    #", " ####", "    #", "#####"),
    "4": ("#   #", "#   #", "#####", "    #", "    #"),
    "5": ("#####", "#    ", "#####", "    #", "#####"),
    "6": ("#####", "#    ", "#####", "#   #", "#####"),
    "7": ("#####", "    #", "   # ", "  #  ", "  #  "),
    "8": ("#####", "#   #", "#####", "#   #", "#####"),
    "9": ("#####", "#   #", "#####", "    #", "#####"),
    ":": ("   ", " # ", "   ", " # ", "   "),
    "+": ("     ", "  #  ", "#####", "  #  ", "     "),
    "-": ("     ", "     ", "#####", "     ", "     "),
}


def large(text: str, unicode: bool, scale: int = 1) -> tuple[str, ...]:
    """Return the rows of ``text``, all equally wide, ``scale`` times as large both ways.

    Empty where ``text`` is empty or holds a character without a shape: such a text is for
    ordinary letters.
    """
    if not text or any(character not in _SHAPES for character in text):
        return ()
    shapes = [_SHAPES[character] for character in text]
    rows = [" ".join(shape[row] for shape in shapes) for row in range(HEIGHT)]
    wide = ["".join(cell * scale for cell in row) for row in rows]
    ink = [row.replace("#", "█") if unicode else row for row in wide]
    return tuple(row for row in ink for _ in range(scale))
