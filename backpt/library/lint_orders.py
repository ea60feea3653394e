"""In which order a routine changes position least: one lies down and gets up once.

Knows exercises in a row, no lines. Packs and what is between them are the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from backpt.language.words import UPRIGHT
from backpt.prescription.model import Category, Exercise

_WARM_UP = frozenset({Category.AEROBIC, Category.MOBILITY})


def better_order(exercises: Sequence[Exercise]) -> tuple[str, tuple[Exercise, ...]] | None:
    """Return what is wrong with an order and one without that, or ``None`` for a good one.

    A warm-up may come first although its position comes again. What stands before the floor
    stays before it; within a stretch positions keep the order in which they come up.
    """
    lies_down, changes = _lies_down(exercises), _changes(exercises)
    best = _grouped(exercises)
    if lies_down > 1:
        return f"one lies down {lies_down} times", best
    if exercises and exercises[0].category in _WARM_UP:
        warmed_up = (exercises[0], *_grouped(exercises[1:]))
        if _lies_down(warmed_up) <= 1:
            best = warmed_up
    fewest = _changes(best)
    if changes > fewest:
        return f"the position changes {changes} times and {fewest} would do", best
    return None


def _is_up(exercise: Exercise) -> bool:
    return exercise.position in UPRIGHT


def _lies_down(exercises: Sequence[Exercise]) -> int:
    """Return how often one goes down to the floor, from standing before the start on."""
    levels = [True, *map(_is_up, exercises)]
    return sum(before and not after for before, after in pairwise(levels))


def _changes(exercises: Sequence[Exercise]) -> int:
    return sum(one.position is not other.position for one, other in pairwise(exercises))


def _grouped(exercises: Sequence[Exercise]) -> tuple[Exercise, ...]:
    """Return them as: upright before the floor, floor, upright after it, each by position."""
    levels = [_is_up(exercise) for exercise in exercises]
    lead = levels.index(False) if False in levels else len(levels)
    floor = [one for one in exercises if not _is_up(one)]
    tail = [one for one in exercises[lead:] if _is_up(one)]
    return (*_by_position(exercises[:lead]), *_by_position(floor), *_by_position(tail))


def _by_position(exercises: Sequence[Exercise]) -> list[Exercise]:
    seen = list(dict.fromkeys(exercise.position for exercise in exercises))
    return sorted(exercises, key=lambda exercise: seen.index(exercise.position))
