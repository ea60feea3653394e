"""Days and moments as a user types them: "yesterday 20:00", "2026-11-21". No clock is read.

They are those of the zone that is set. Nothing that is still to come can have been felt.
"""

from __future__ import annotations

from backpt.errors import UsageError
from backpt.journal.local_days import iso_day, iso_ordinal, local_day, local_time, utc_offset_s
from backpt.language import pain as words

_NOON = (12, 0)
"""Where only a day is said."""
_WEEK = 7
_FIRST_DAY = 730_120
"""1 January 2000: what is said of an earlier day is a slip."""


def read_moment(text: str, now_wall: float, option: str) -> float:
    """Return the moment, in seconds since 1970, that ``text`` means at ``now_wall``.

    Raises ``UsageError`` for one that cannot be read, lies ahead or before the year 2000.
    """
    parts = text.replace("T", " ", 1).split() if text[:4].isdigit() else text.lower().split()
    time = _time(parts[-1]) if parts else None
    named = parts[:-1] if time else parts
    if len(named) > 1 or not (named or time):
        raise UsageError(words.no_moment(option, text))
    today = iso_ordinal(local_time(now_wall)[:10]) or local_day(now_wall)
    day = _day(named[0], today) if named else today
    if day is None or (time is None and len(parts) > 1):
        raise UsageError(words.no_moment(option, text))
    if day < _FIRST_DAY:
        raise UsageError(words.long_before(option, text))
    wall = _wall(day, *(time or _NOON))
    if time is None and day == today:
        wall = min(wall, now_wall)
    if wall > now_wall:
        raise UsageError(words.still_to_come(option, text))
    return wall


def read_day(text: str, now_wall: float, option: str) -> int:
    """Return the ordinal of the diary's day that ``text`` names, today's at most.

    Raises ``UsageError`` as ``read_moment`` does.
    """
    today = local_day(now_wall)
    found = _day(text.strip().lower(), today)
    if found is None:
        raise UsageError(words.no_day(option, text))
    if found < _FIRST_DAY:
        raise UsageError(words.long_before(option, text))
    if found > today:
        raise UsageError(words.still_to_come(option, text))
    return found


def _day(word: str, today: int) -> int | None:
    """Return the day that ``word`` means where today is ``today``; of a weekday the last."""
    match word:
        case "today":
            return today
        case "yesterday":
            return today - 1
        case "tomorrow":
            return today + 1
        case _:
            pass
    names = [one.lower() for one in words.WEEKDAYS]
    if word in names:
        back = (today - 1 - names.index(word)) % _WEEK
        return today - (back or _WEEK)
    return iso_ordinal(word)


def _time(text: str) -> tuple[int, int] | None:
    hours, colon, minutes = text.partition(":")
    whole = hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()
    if not (colon and whole and len(minutes) == 2 and len(hours) <= 2):
        return None
    found = int(hours), int(minutes)
    return found if found[0] < 24 and found[1] < 60 else None


def _wall(day: int, hour: int, minute: int) -> float:
    """Return when that is by the clock on the wall; where it is twice, the first time."""
    from datetime import datetime

    return datetime.fromisoformat(f"{iso_day(day)}T{hour:02}:{minute:02}").timestamp()


def noon_of(day: int) -> tuple[float, int]:
    """Return noon of a day of the diary, and how far local time is ahead of UTC then."""
    wall = _wall(day, *_NOON)
    return wall, utc_offset_s(wall)
