"""Durations between people and the program: "1m30s" in, seconds inside, "1:30" out.

Knows nothing of clocks; ``language.durations`` puts them into words. Inside the program a
duration is a float of seconds whose name ends in ``_s``; a bare number is never accepted from
a person, because 15 may mean seconds, minutes or repetitions.
"""

from __future__ import annotations

import re

_PART = r"\s*(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]+)"
UNITS = (
    (3600.0, ("h", "hr", "hrs", "hour", "hours")),
    (60.0, ("m", "min", "mins", "minute", "minutes")),
    (1.0, ("s", "sec", "secs", "second", "seconds")),
)
"""Seconds, and the names, in lower case; the longest first, as they must be written."""
_SECONDS_IN = {name: seconds for seconds, names in UNITS for name in names}


class NotADuration(ValueError):
    """A text that is none; ``language.durations.not_one`` says what to write instead."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
        """Without blanks around it."""


def parse_duration(text: str) -> float:
    """Return the seconds that ``text`` means: "45s", "15 min", "1m30s", "1 h".

    Raises ``NotADuration``.
    """
    stripped = text.strip()
    one = re.compile(_PART, re.IGNORECASE)  # kept by re; most starts read no duration
    seconds, position, last_unit = 0.0, 0, float("inf")
    while position < len(stripped):
        part = one.match(stripped, position)
        unit = _SECONDS_IN.get(part[2].lower()) if part else None
        if part is None or unit is None or unit >= last_unit:
            raise NotADuration(stripped)
        seconds += float(part[1]) * unit
        position, last_unit = part.end(), unit
    if not stripped:
        raise NotADuration(stripped)
    return seconds


def clock(seconds: float) -> str:
    """Return ``seconds`` as a clock shows them: "0:05", "7:42", "1:02:03"."""
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def written(seconds: float) -> str:
    """Return the shortest text that ``parse_duration`` reads back: "45s", "1m30s", "15 min"."""
    if seconds % 60 == 0 and seconds:
        return f"{seconds / 60:g} min"
    if seconds < 60:
        return f"{seconds:g}s"
    return f"{int(seconds // 60)}m{seconds % 60:g}s"
