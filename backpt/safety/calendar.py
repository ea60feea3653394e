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


def ordinal_of(text: str) -> int | None:
    """Return the ordinal of a date like "2026-11-22", as ``date.toordinal`` counts; ``None``
    where ``text`` is none.

    The module of dates takes longer to load than a session to its first question.
    """
    parts = text[:4], text[5:7], text[8:]
    written = len(text) == 10 and text[4] == text[7] == "-"
    if not written or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    year, month, day = map(int, parts)
    if year < 1 or not 1 <= month <= 12:
        return None
    first = _month_begins(year, month)
    following = _month_begins(year + month // 12, month % 12 + 1)
    return first + day - 1 if 1 <= day <= following - first else None


def _month_begins(year: int, month: int) -> int:
    year -= month <= 2  # a year that begins in March ends with its leap day
    before = 365 * year + year // 4 - year // 100 + year // 400
    return before + (153 * ((month + 9) % 12) + 2) // 5 + 1 - 306
