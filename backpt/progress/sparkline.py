"""The weeks as a row of signs, readable without colour. Knows no words and no terminal."""

from backpt.progress.trend import Values, mean, window
from backpt.safety.calendar import week_of
from backpt.values import NamedTuple

BLOCKS = "▁▂▃▄▅▆▇█"
NO_ENTRY = "·"
PICTURE_DAYS = 28
MOST_PAIN = 10
MOST_DIGIT = "X"
"""Ten, where a day is one sign."""


def block_of(value: float | None) -> str:
    """Return the block of a daily value, 0-10; a dot where nothing was said."""
    if value is None:
        return NO_ENTRY
    within = min(max(value, 0.0), float(MOST_PAIN))
    return BLOCKS[int(within / MOST_PAIN * (len(BLOCKS) - 1) + 0.5)]


def digit_of(value: float | None) -> str:
    """Return a daily value, 0-10, as one sign of ASCII; a dot where nothing was said."""
    if value is None:
        return "."
    whole = int(min(max(value, 0.0), float(MOST_PAIN)) + 0.5)
    return MOST_DIGIT if whole == MOST_PAIN else str(whole)


def blocks(
    values: Values, today: int, days: int = PICTURE_DAYS, *, unicode: bool = True
) -> str:
    """Return one block a day, today's last; a digit where there are no blocks."""
    drawn = block_of if unicode else digit_of
    return "".join(drawn(values.get(day)) for day in range(today - days + 1, today + 1))


class Week(NamedTuple):
    """One week of daily values."""

    monday: int
    """Ordinal of its first day."""
    values: tuple[float | None, ...]
    """Of its days that are not ahead; ``None``: nothing was said."""
    mean: float | None
    """Of those that have a value; ``None`` where none has."""


def weeks(values: Values, today: int, many: int) -> tuple[Week, ...]:
    """Return the last ``many`` weeks, Monday to Sunday, this one last."""
    first = week_of(today) - 7 * (many - 1)
    found = []
    for monday in range(first, today + 1, 7):
        days = range(monday, min(monday + 7, today + 1))
        said = window(values, monday + 6, 7)
        found.append(
            Week(monday, tuple(values.get(day) for day in days), mean(said) if said else None)
        )
    return tuple(found)
