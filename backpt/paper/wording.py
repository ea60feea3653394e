"""Doses, times and dates in the words of a handout. Another language is another such table."""

from __future__ import annotations

import re
from datetime import date

from backpt.language import doses
from backpt.prescription.model import Dose, Exercise, ThermalPlan, periods

MOST_BOXES = 4
"""Boxes for one day; whoever does more often than this needs no more boxes."""
SEVERAL = 3
"""What "several times a day" is given."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_A_DAY = re.compile(
    r"(?:(\d+)\s*[-–]\s*)?(\d+) times (?:a|per|each) day|daily, (?:\d+[-–])?(\d+) times"
)
_TWICE = re.compile(r"morning and (?:evening|night)|twice (?:a|per) day|twice daily")
_SEVERAL = re.compile(r"several times a day|every \d+(?:-\d+)? (?:h|hours?)\b")


def pace_words(exercise: Exercise, dose: Dose) -> str:
    """Return how long the moving parts of a rep take: "Up in 2 seconds, back in 3 seconds"."""
    if dose.time_s is not None:
        return ""
    parts = (
        (exercise.out_word or "out", dose.pace.out_s),
        (exercise.back_word or "back", dose.pace.back_s),
    )
    told = (
        f"{name.lower()} in {doses.time_words(seconds)}" for name, seconds in parts if seconds
    )
    return capital(", ".join(told))


def pack_words(plan: ThermalPlan) -> str:
    """Return how long a pack is on and off: "15 minutes on, 15 minutes off, 2 times"."""
    on, many = doses.time_words(plan.apply_s), len(periods(plan))
    if many == 1:
        return f"{on} on"
    return f"{on} on, then {doses.time_words(plan.off_s)} off, {many} times"


def boxes_a_day(frequency: str) -> int:
    """Return how many boxes a day needs for a frequency as it stands in a library, 1 to 4.

    "2-3 times a day" is 3, "daily" and "3 days a week" are 1.
    """
    text = frequency.casefold()
    if found := _A_DAY.search(text):
        return max(1, min(MOST_BOXES, int(found[2] or found[3])))
    if _SEVERAL.search(text):
        return SEVERAL
    return 2 if _TWICE.search(text) else 1


def date_words(day: date) -> str:
    """Return "23 November 2026", which no country reads as another day."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return "Mon 23 Nov"."""
    return f"{DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return ``text`` with a capital and a full stop."""
    said = capital(text.strip())
    return said if said.endswith((".", "!", "?")) else f"{said}."
