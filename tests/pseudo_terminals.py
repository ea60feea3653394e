"""On how many pseudo-terminals a test starts the real program: its mark says so.

A real program on a real terminal is slow, and its time is the machine's: it is for what only a
kernel can break. All the rest is led in this process (``tests/played.py``). Each start is asked
for here, so that the marks can be counted.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

MOST, MOST_IN_REAL_TIME = 12, 29
"""On so many all tests together start it: those that anybody runs, and those of real sound."""
COUNTED = pytest.StashKey[tuple[int, int]]()
"""On how many they do, of all that were collected."""


class _Left:
    many = 0


def starts_of(test: pytest.Item) -> int:
    """Return on how many pseudo-terminals ``test`` may start the program at most."""
    mark = test.get_closest_marker("terminal")
    return int(mark.kwargs.get("starts", 0)) if mark else 0


def counted(tests: Iterable[pytest.Item]) -> tuple[int, int]:
    """Return on how many ``tests`` may, without real time and in real time."""
    usual = in_real_time = 0
    for test in tests:
        if test.get_closest_marker("realtime"):
            in_real_time += starts_of(test)
        else:
            usual += starts_of(test)
    return usual, in_real_time


def allow(many: int) -> None:
    """Have the test that begins now start the program on so many."""
    _Left.many = many


def take_one() -> None:
    """Take one. Raises ``AssertionError`` where the mark of the test allows no more."""
    assert _Left.many > 0, "its mark allows no more: terminal(starts=...) counts them"
    _Left.many -= 1
