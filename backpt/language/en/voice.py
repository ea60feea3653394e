"""The sentences that a voice ships, besides those of the shipped exercises.

A clip is one sentence as ``words`` makes it. Of numbers and what is counted by them the pieces
are clips, because nobody can ship each number of each.
"""

from __future__ import annotations

from backpt.language.en.durations import count, spoken
from backpt.language.en.words import NEXT_EXERCISE

FIXED = (NEXT_EXERCISE, "Last.", "Left side.", "Right side.")
JOINTS = (
    "About.",
    "Exercise.",
    "Exercises.",
    "Minutes.",
    "One second.",
    "One minute.",
    "Seconds.",
    "Each side.",
    "Each leg.",
    "Each arm.",
    "Sets of.",
    "Then.",
    "Once.",
    "Twice.",
    "Times.",
    "Heat.",
    "Cold pack.",
    "Ten seconds.",
)
WITHIN_REACH = "Put within reach."


def number(one: int) -> str:
    return _sentence(count(one))


def about_minutes(minutes: int) -> str:
    return _sentence(f"about {spoken(60.0 * minutes)}")


def exercises(many: int) -> str:
    return _sentence(f"{count(many)} exercise{'' if many == 1 else 's'}")


def thing(need: str) -> str:
    """Return equipment as a clip: "A stability ball."."""
    return f"A {need.replace('-', ' ')}."


def sets(dose: str) -> str:
    """Return the part of a dose before "each side", which is a clip of its own."""
    return _sentence(dose.rstrip(".").split(" each ")[0])


def sign(said: str) -> str:
    return f"{said}."


def _sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}."
