"""Which of the copies that are made by themselves stay: the last days, then a few weeks.

Pure. Days are ordinals.
"""

from __future__ import annotations

from collections.abc import Collection

from backpt.safety.calendar import week_of

DAILY = 7
"""Copies of the latest days that stay [D]."""
WEEKLY = 4
"""Of what is older: weeks of which the latest copy stays [D]."""


def to_drop(days: Collection[int], today: int) -> frozenset[int]:
    """Return the days whose copies may go; ``days`` are those of which there is one.

    One of a day to come, which a clock that was wrong leaves behind, neither goes nor counts.
    """
    known = sorted((day for day in days if day <= today), reverse=True)
    older = known[DAILY:]
    latest_of_week: dict[int, int] = {}
    for day in older:
        latest_of_week.setdefault(week_of(day), day)
    kept = sorted(latest_of_week.values(), reverse=True)[:WEEKLY]
    return frozenset(older) - frozenset(kept)
