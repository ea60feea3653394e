"""Days that a plan speaks of, as a user types them: "today", "monday", "7 Dec", "2026-12-07".

No clock is read. A day that is past only by a little may be meant; a year ahead is the most.
"""

from __future__ import annotations

from datetime import date

from backpt.authoring.day_names import named_day
from backpt.errors import UsageError
from backpt.journal.local_days import iso_ordinal
from backpt.language import plan as words
from backpt.prescription.quoting import quoted
from backpt.progress.plan import WEEK, weekday_of

AHEAD_DAYS = 366
BACK_DAYS = 28


def read_plan_day(text: str, today: int, option: str) -> int:
    """Return the ordinal of the day that ``text`` means where today is ``today``.

    Raises ``UsageError`` for what is no day, and for one that is too far away.
    """
    found = _day(text.strip().lower(), today)
    if found is None:
        raise UsageError(words.NO_DATE.format(option, quoted(text[:40])))
    if found > today + AHEAD_DAYS:
        raise UsageError(words.too_far(option, text))
    if found < today - BACK_DAYS:
        raise UsageError(words.too_long_ago(option, text))
    return found


def _day(text: str, today: int) -> int | None:
    match text:
        case "today":
            return today
        case "tomorrow":
            return today + 1
        case "yesterday":
            return today - 1
        case _ if (weekday := named_day(text)) is not None:
            return today + (weekday - weekday_of(today)) % WEEK
        case _ if text[:4].isdigit():
            return iso_ordinal(text)
        case _:
            return _without_year(text.split(), today)


def _without_year(parts: list[str], today: int) -> int | None:
    """Return the day of "7 dec" or "dec 7": the one that is nearest, a month back at most."""
    if len(parts) != 2:
        return None
    number, month = parts if parts[0].isdigit() else reversed(parts)
    which = words.month_named(month)
    if which is None or not (number.isascii() and number.isdigit()):
        return None
    year = date.fromordinal(today).year
    for one in (year - 1, year, year + 1):
        found = iso_ordinal(f"{one}-{which:02}-{int(number):02}")
        if found is not None and found >= today - BACK_DAYS:
            return found
    return None
