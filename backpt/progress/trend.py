"""Whether pain has changed: one definition for advice, offers and the report.

Two weeks compared with each other speak falsely in 26-46 % of the weeks of a steady diary.
So the last days are compared with four weeks before them, the difference must be more than the
days usually differ, and it must have been so the day before, too (clinical D8). Nobody has
fitted it to real diaries [D]. The numbers stand in ``safety.yaml``.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

from backpt.safety.tables import (
    TREND_BEFORE_DAYS,
    TREND_BEFORE_VALUES,
    TREND_CORRELATION,
    TREND_DAYS,
    TREND_DAYS_FEW,
    TREND_ERRORS,
    TREND_POINTS,
    TREND_POINTS_SHARE,
    TREND_SD_LEAST,
    TREND_SHARE,
    TREND_VALUES,
)
from backpt.values import NamedTuple, StrEnum

Values = Mapping[int, float]
"""Daily values by the ordinals of their days."""


class Direction(StrEnum):
    """How the last days differ from those before."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    UNKNOWN = "unknown"
    """Not enough days to tell: neither better nor worse, nor the same."""


class Trend(NamedTuple):
    """The comparison on one day. ``None``: not enough days."""

    direction: Direction
    recent: float | None = None
    """Mean of the last days, 0-10."""
    before: float | None = None
    """Mean of the days before them."""
    differ: float | None = None
    """By how much the two would differ on a steady diary, at most (TREND_ERRORS)."""
    recent_days: int = TREND_DAYS
    """Over how many days the recent mean is taken."""
    recent_values: int = 0
    """Days of them with a value."""
    before_values: int = 0

    @property
    def change(self) -> float | None:
        """Recent less before, in points; positive is worse."""
        if self.recent is None or self.before is None:
            return None
        return self.recent - self.before


def window(values: Values, last: int, days: int) -> list[float]:
    """Return the values of ``days`` days up to ``last``, the first one first."""
    return [values[day] for day in range(last - days + 1, last + 1) if day in values]


def mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value."""
    return sum(values) / len(values)


def spread(values: Sequence[float]) -> float:
    """Return the standard deviation of ``values``, taken as all there are."""
    middle = mean(values)
    return sqrt(sum((one - middle) ** 2 for one in values) / len(values))


def matters(change: float, before: float) -> bool:
    """Tell whether a change of the mean, in either direction, is one that counts (OST08)."""
    size = abs(change)
    if size >= TREND_POINTS:
        return True
    return size >= TREND_POINTS_SHARE and before > 0 and size >= TREND_SHARE * before


def usually_differ(deviation: float, recent: int, before: int) -> float:
    """Return how far the means of so many values may lie apart on a steady diary."""
    error = TREND_CORRELATION * max(deviation, TREND_SD_LEAST)
    return TREND_ERRORS * error * sqrt(1 / recent + 1 / before)


def trend(values: Values, today: int) -> Trend:
    """Return how the last days of ``values`` differ from those before ``today``'s week."""
    now = _compared(values, today)
    if now.direction not in (Direction.UP, Direction.DOWN):
        return now
    if _compared(values, today - 1).direction is now.direction:
        return now
    return now._replace(direction=Direction.LEVEL)


def recent_window(values: Values, today: int) -> tuple[list[float], int]:
    """Return the values of the last days, and over how many days they are taken."""
    recent = window(values, today, TREND_DAYS)
    if len(recent) >= TREND_VALUES:
        return recent, TREND_DAYS
    return window(values, today, TREND_DAYS_FEW), TREND_DAYS_FEW


def _compared(values: Values, today: int) -> Trend:
    recent, days = recent_window(values, today)
    before = window(values, today - days, TREND_BEFORE_DAYS)
    counts = Trend(Direction.UNKNOWN, None, None, None, days, len(recent), len(before))
    if len(recent) >= TREND_VALUES:
        counts = counts._replace(recent=mean(recent))
    if len(before) >= TREND_BEFORE_VALUES:
        counts = counts._replace(before=mean(before))
    change = counts.change
    if change is None or counts.before is None:
        return counts
    differ = usually_differ(spread(before), len(recent), len(before))
    direction = Direction.LEVEL
    if matters(change, counts.before) and abs(change) >= differ:
        direction = Direction.UP if change > 0 else Direction.DOWN
    return counts._replace(direction=direction, differ=differ)
