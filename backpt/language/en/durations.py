"""Numbers and lengths of time as they are said: "nine minutes", "2 hours ago"."""

from __future__ import annotations

import re

from backpt.prescription.quoting import quoted


def ago(seconds: float) -> str:
    """Return how long ago something was, as it is read: "44 minutes ago", "2 hours ago"; whole
    minutes, and nothing under one."""
    minutes = int(max(0.0, seconds) // 60)
    if not minutes:
        return "less than a minute ago"
    hours, rest = divmod(minutes, 60)
    parts = ((hours, "hour"), (rest, "minute"))
    return f"{' '.join(how_many(*part) for part in parts if part[0])} ago"


def how_many(number: int, noun: str) -> str:
    """Return a number of something as it is read: "1 day", "5 days"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


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


def in_full(seconds: float) -> str:
    """Return "45 seconds", "2.5 seconds", "5 minutes", "1 minute 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    said = [f"{minutes:g} minute{'' if minutes == 1 else 's'}"] if minutes else []
    if rest or not minutes:
        said.append(f"{rest:g} second{'' if rest == 1 else 's'}")
    return " ".join(said)


def abbreviated(seconds: float) -> str:
    """Return a length as it stands in a list: "2 min", "90 s", "2.5 s"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:g} min" if minutes and not rest else f"{seconds:g} s"


def minutes_and_seconds(seconds: float) -> str:
    """Return "15 min 4 s", each part though it is none."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def minutes(seconds: float) -> str:
    """Return a length that is planned, in whole minutes: "8 min"; never none."""
    return f"{max(1, round(seconds / 60))} min"


def minutes_taken(seconds: float) -> str:
    """Return how long something took: "8 min", "under a minute"."""
    return f"{round(seconds / 60)} min" if seconds >= 60 else "under a minute"


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


def not_one(text: str) -> str:
    """Return what to write in place of a text that is no duration, without a full stop."""
    number = re.fullmatch(r"(\d{1,6})(?::(\d{2}))?", text)
    if number and number[2]:
        return f"{quoted(text)} is not a duration; write {number[1]}m{number[2]}s"
    if number:
        shown = quoted(text)
        return f"{shown} has no unit; write {text}s for seconds or {text} min for minutes"
    return f"{quoted(text[:40])} is not a duration; write one like 45s, 1m30s or 15 min"
