"""Warnings of a file by what they are said of: an exercise of it, or a line of a routine.

Knows where entries stand; what is doubtful is ``lint``'s.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from backpt.library.problem import Problem
from backpt.library.tree import Map


class Doubts(NamedTuple):
    exercises: dict[str, tuple[str, ...]]
    """By id; each "what is wrong; what to do"."""
    lines: dict[int, tuple[str, ...]]
    """Of all else by line: ``RoutineItem.line`` has those of an item."""


def doubts(problems: Iterable[Problem], root: Map) -> Doubts:
    """Return the warnings among the ``problems`` of the file whose tree is ``root``."""
    owners = _owners(root)
    starts = [line for line, _ in owners]
    exercises: dict[str, tuple[str, ...]] = {}
    lines: dict[int, tuple[str, ...]] = {}
    for one in problems:
        if one.level != "warning":
            continue
        at = bisect_right(starts, one.line)
        if at and (id_ := owners[at - 1][1]):
            exercises[id_] = (*exercises.get(id_, ()), one.message)
        else:
            lines[one.line] = (*lines.get(one.line, ()), one.message)
    return Doubts(exercises, lines)


def _owners(root: Map) -> list[tuple[int, str]]:
    """Return on which line each exercise begins; what begins with another section has no id."""
    owners = [(line, "") for line in root.lines]
    section = root.values.get("exercises")
    if isinstance(section, Map):
        owners += zip(section.lines, section.values, strict=True)
    return sorted(owners)
