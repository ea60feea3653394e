"""Durations between people and the program: "1m30s" in, seconds inside, "1:30" out.

Knows nothing of clocks. Inside the program a duration is a float of seconds whose name
ends in ``_s``; a bare number is never accepted from a person, because 15 may mean seconds,
minutes or repetitions.
"""

from __future__ import annotations

import re

from backpt.prescription.quoting import quoted

_PART = re.compile(r"\s*(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]+)", re.IGNORECASE)
UNITS = (
    (3600.0, ("h", "hr", "hrs", "hour", "hours")),
    (60.0, ("m", "min", "mins", "minute", "minutes")),
    (1.0, ("s", "sec", "secs", "second", "seconds")),
)
"""Seconds, and the names, in lower case; the longest first, as they must be written."""
_SECONDS_IN = {name: seconds for seconds, names in UNITS for name in names}


def parse_duration(text: str) -> float:
    """Return the seconds that ``text`` means: "45s", "15 min", "1m30s", "1 h".

    Raises ``ValueError`` with a sentence that says what to write instead.
    """
    stripped = text.strip()
    seconds, position, last_unit = 0.0, 0, float("inf")
    while position < len(stripped):
        part = _PART.match(stripped, position)
        unit = _SECONDS_IN.get(part[2].lower()) if part else None
        if part is None or unit is None or unit >= last_unit:
            raise ValueError(_what_to_write(stripped))
        seconds += float(part[1]) * unit
        position, last_unit = part.end(), unit
    if not stripped:
        raise ValueError(_what_to_write(stripped))
    return seconds


def _what_to_write(text: str) -> str:
    number = re.fullmatch(r"(\d{1,6})(?::(\d{2}))?", text)
    if number and number[2]:
        return f"{quoted(text)} is not a duration; write {number[1]}m{number[2]}s"
    if number:
        shown = quoted(text)
        return f"{shown} has no unit; write {text}s for seconds or {text} min for minutes"
    return f"{quoted(text[:40])} is not a duration; write one like 45s, 1m30s or 15 min"


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


def ago(seconds: float) -> str:
    """Return how long ago something was, as it is read: "44 minutes ago", "2 hours ago"; whole
    minutes, and nothing under one."""
    minutes = int(max(0.0, seconds) // 60)
    if not minutes:
        return "less than a minute ago"
    hours, rest = divmod(minutes, 60)
    parts = (_counted(hours, "hour"), _counted(rest, "minute"))
    return f"{' '.join(filter(None, parts))} ago"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}" if number else ""


def spoken(seconds: float) -> str:
    """Return ``seconds`` as words: "ten seconds", "one minute thirty", "fifteen minutes"."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{count(rest)} second{'' if rest == 1 else 's'}"
    said = f"{count(minutes)} minute{'' if minutes == 1 else 's'}"
    if minutes < _SECONDS_NAMED_FROM:
        return f"{said} {count(rest)}" if rest else said
    return f"{said} and {spoken(rest)}" if rest else said


_SECONDS_NAMED_FROM = 10
"""From so many minutes on seconds need their name: "one minute thirty" is heard as a time,
"forty-four minutes sixteen" is not."""


# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on


def count(number: int) -> str:
    """Return a whole number as it is spoken; figures from 100 up."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    return str(number)
