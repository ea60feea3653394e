"""What was measured beside what was promised. Knows nothing of how it was measured."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table."""

    what: str
    measured: float
    unit: str
    """"x" for a ratio taken in one run."""
    goal: float | None = None
    """The most that is allowed, in ``unit``; ``None`` where nothing was promised."""
    note: str = ""
    """The numbers behind a ratio."""

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return "ok" if self.measured <= self.goal else "over"


def printed(row: Row) -> str:
    goal = "" if row.goal is None else f"<= {row.goal:.3g}"
    measured = f"{row.measured:.3g}" if abs(row.measured) < 100 else f"{row.measured:.0f}"
    return f"{row.what:64} {measured:>7} {row.unit:8} {goal:>8} {row.verdict:5} {row.note}"


def heading(text: str) -> str:
    return f"\n{text}\n{'-' * len(text)}"


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """Return the median of the ratios that were taken round by round."""
    return statistics.median(a / b for a, b in zip(these, those, strict=True))


def percentile(values: Iterable[float], part: float) -> float:
    """Return the value below which ``part`` (0-1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
