"""A figure in words: what stands under a panel, and what is read aloud instead of it."""

from __future__ import annotations

import re

from backpt.figure.model import Figure

_SIDES = re.compile(r"\b(left|right)\b(?![ -]angle| away\b)", re.IGNORECASE)
"""A side of the body: a right angle, and what is done right away, are none."""
_OTHER = {"left": "right", "right": "left"}


def captions(figure: Figure, *, mirrored: bool = False) -> tuple[str, ...]:
    """Return what each pose says, in their order."""
    return tuple(
        side_swapped(pose.says) if mirrored else pose.says
        for pose in figure.poses
        if not pose.passing
    )


def alt_text(figure: Figure, *, mirrored: bool = False) -> str:
    """Return the whole figure as one line of sentences, for those who do not see it."""
    said = captions(figure, mirrored=mirrored)
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
