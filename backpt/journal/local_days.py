"""Days and times of day where the user is, or was. Knows the zone that is set, no clock.

A day of the diary begins at 03:00 (``safety/calendar.py``). Every rule that asks for "today"
asks here.
"""

from __future__ import annotations

import time

from backpt.safety.calendar import DAY_BEGINS_S, DAY_S, FIRST_DAY, LAST_DAY, day_of

_LATEST_WALL = 253_402_300_799.0 - 4 * DAY_S
"""Near the end of the year 9999, the last that a date can say."""


def utc_offset_s(wall: float) -> int:
    """Return how far local time is ahead of UTC at ``wall``, in seconds, by the zone that is
    set; zones of a day and more, which some write by mistake, are taken as they are."""
    try:
        return time.localtime(_within(wall)).tm_gmtoff
    except (OSError, OverflowError, ValueError):  # systems differ in the years they know
        return 0


def local_day(wall: float, offset_s: int | None = None) -> int:
    """Return the ordinal of the day, begun at 03:00, on which ``wall`` falls.

    ``offset_s`` is local time less UTC then; without it the zone that is set now decides.
    """
    wall = _within(wall)
    return day_of(wall, utc_offset_s(wall) if offset_s is None else offset_s)


def local_date(wall: float, offset_s: int | None = None) -> str:
    """Return the same day as a date: "2026-11-21"."""
    return iso_day(local_day(wall, offset_s))


def local_hour(wall: float) -> float:
    """Return the time of day where the user is, in hours from 0 to 24."""
    return _local_s(wall, None) % DAY_S / 3600.0


def day_begins_wall(wall: float) -> float:
    """Return when the day of ``wall`` began where the user is, in seconds since 1970."""
    begins_s = (local_day(wall) - FIRST_DAY) * DAY_S + DAY_BEGINS_S
    guess = begins_s - utc_offset_s(wall)
    return begins_s - utc_offset_s(guess)  # the clocks may have been changed since


def milliseconds(wall: float) -> int:
    """Return ``wall`` as the journal keeps it, in milliseconds since 1970."""
    return round(wall * 1000)


def iso_day(ordinal: int) -> str:
    """Return the date of ``ordinal``. Raises ``ValueError``, ``OverflowError`` and
    ``TypeError`` for what is none."""
    if type(ordinal) is int and FIRST_DAY <= ordinal <= LAST_DAY:
        return time.strftime("%Y-%m-%d", time.gmtime((ordinal - FIRST_DAY) * DAY_S))
    from datetime import date  # takes longer to load than all of this

    return date.fromordinal(ordinal).isoformat()


def iso_ordinal(text: str) -> int | None:
    """Return the ordinal of a date as "2026-11-21"; ``None`` for what is none."""
    from datetime import date

    if len(text) != len("2026-11-21") or not text.isascii():
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def local_time(wall: float, offset_s: int | None = None) -> str:
    """Return date and time of day by the clock on the wall: "2026-11-22 01:30"."""
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(_local_s(wall, offset_s)))


def _local_s(wall: float, offset_s: int | None) -> float:
    wall = _within(wall)
    return wall + (utc_offset_s(wall) if offset_s is None else offset_s)


def _within(wall: float) -> float:
    """A clock that was never set, or set to a year that no date has, stops nothing."""
    return min(max(wall, 0.0), _LATEST_WALL)
