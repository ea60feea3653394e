"""The day of the diary. Knows arithmetic, no zone and no clock.

It begins at 03:00: whoever cannot sleep and exercises at one has done it on the evening
before. Every rule that asks for a day counts so.
"""

from __future__ import annotations

from backpt.safety.tables import DAY_BEGINS_H, MILD_DAYS

DAY_BEGINS_S = DAY_BEGINS_H * 3600
"""After midnight, by the clock on the wall."""

DAY_S = 86_400
FIRST_DAY = 719_163
"""The ordinal of 1970-01-01, as ``date.toordinal`` counts."""
LAST_DAY = 3_652_059
"""The last ordinal that has a date: 9999-12-31."""

YEAR_DAYS = 365
READ_DAYS = YEAR_DAYS + MILD_DAYS
"""Days before today whose rows decide something: a year of episodes (T5c), and the days almost
without pain before the first. Of older ones only the days themselves are wanted."""


def day_of(wall: float, offset_s: int) -> int:
    """Return the ordinal of the day on which ``wall``, in seconds since 1970, falls where
    local time less UTC is ``offset_s`` seconds."""
    return int((wall + offset_s - DAY_BEGINS_S) // DAY_S) + FIRST_DAY


def week_of(day: int) -> int:
    """Return the ordinal of the Monday of the week of ``day``."""
    return day - (day - 1) % 7
