"""Figures: in words, for those who do not see them, and as files."""

from __future__ import annotations

import re

_SIDES = re.compile(r"\b(left|right)\b(?![ -]angle| away\b)", re.IGNORECASE)
"""A side of the body: a right angle, and what is done right away, are none."""
_OTHER = {"left": "right", "right": "left"}

OR = "or"
"""In the corner of a panel that is another choice."""

NO_PNG = "There is no typst here to make a PNG; write an .svg."


def alt_text(said: tuple[str, ...]) -> str:
    """Return a whole figure as one line of sentences, from what each pose says."""
    whole = [text if text[-1:] in (".", "!", "?", "") else f"{text}." for text in said]
    if len(whole) == 1:
        return whole[0]
    return " ".join((f"Start: {whole[0]}", *map(_then, whole[1:])))


def _then(text: str) -> str:
    """Return ``text`` as what follows; one that says "then" itself needs no second."""
    return text if text.split(" ", 1)[0].lower().strip(",:") == "then" else f"Then: {text}"


def side_swapped(text: str) -> str:
    """Return ``text`` for the other side of the body: left is right and right is left.

    "upright", "leftover" and "right angle" stay; capitals stay where they were.
    """
    return _SIDES.sub(lambda found: _as_written(found.group()), text)


def _as_written(word: str) -> str:
    other = _OTHER[word.lower()]
    if word.isupper():
        return other.upper()
    return other.capitalize() if word[0].isupper() else other


def none_of(name: str) -> str:
    return f"{name} has no figure."


def has_mistakes(name: str, file: str) -> str:
    """``file`` as it is typed in a shell."""
    return f"The figure of {name} has mistakes; see: backpt check {file}"


def written(many: int, folder: str) -> str:
    return f"{many} figures in {folder}"


def none_written(why: str, many: int) -> str:
    return f"{why} None of the {many} figures was."


def picture(number: int) -> str:
    return f"Picture {number}"
