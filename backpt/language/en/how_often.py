"""How often something is done, in words, and the words that people write for it."""

from __future__ import annotations

import re
from functools import lru_cache

from backpt.prescription.model import Frequency

WEEK = 7
SEVERAL = (2, 3)
"""Times that "several times a day" is read as [D]; F10 gives no number."""
MOST_DAYS = (5, 7)
"""Days that "most days" is read as [D]; WALKB builds up to five."""


def words(frequency: Frequency) -> str:
    """Return "3-5 days a week, twice a day", "every other day", "daily"; no capital, no stop.

    ``from_words`` reads it back.
    """
    days, times, apart = _days(frequency), _times(frequency), _apart(frequency)
    if days == DAILY and (times or frequency.when):
        days = ""
    return ", ".join(filter(None, (days, times, apart, frequency.when)))


DAILY, ANY_DAY = "daily", "on any day"


def _days(frequency: Frequency) -> str:
    low, high = frequency.days_low, frequency.days_high
    if _goes_round(frequency):
        return (
            "every other day" if frequency.apart == 1 else f"every {frequency.apart + 1} days"
        )
    if low == high == WEEK:
        return DAILY
    if (low, high) == (1, WEEK):
        return ANY_DAY
    return _many(low, high, "week") or f"{_span(low, high)} days a week"


def _goes_round(frequency: Frequency) -> bool:
    """Whether the days follow from the rest between them, whatever weekday it is."""
    return frequency.apart > 0 and frequency[:2] == _round(frequency.apart)


def _round(apart: int) -> tuple[int, int]:
    return WEEK // (apart + 1), -(-WEEK // (apart + 1))


def _times(frequency: Frequency) -> str:
    low, high = frequency.times_low, frequency.times_high
    if low == high == 1:
        return ""
    return _many(low, high, "day") or f"{_span(low, high)} times a day"


def _apart(frequency: Frequency) -> str:
    if not frequency.apart or _goes_round(frequency):
        return ""
    between = "a day" if frequency.apart == 1 else f"{frequency.apart} days"
    return f"with {between} between"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _many(low: int, high: int, per: str) -> str:
    """Return the few that have words of their own: "once a week", "twice a day"."""
    if (low, high) == (2, 2):
        return "twice a day" if per == "day" else ""
    named = {(1, 1): "once", (1, 2): "once or twice"}.get((low, high))
    return f"{named} a {per}" if named else ""


# --- read ------------------------------------------------------------------------------

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "once": 1, "twice": 2,
}  # fmt: skip
_N = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_TO = rf"(?P<low>{_N})(?:\s*(?:-|–|to|or)\s*(?P<high>{_N}))?"
_PER = r"\s*(?:a|per|each|every|/)\s*"
_TIMES = r"\s*(?:times?|x|×)?"
_WEEKLY = (
    rf"{_TO}\s*days?{_PER}week",
    rf"{_TO}{_TIMES}{_PER}(?:week|wk)",
    rf"{_TO}{_TIMES}\s*weekly",
)
_DAILY = (rf"{_TO}{_TIMES}{_PER}(?:day|d)", rf"{_TO}{_TIMES}\s*(?:daily|on such a day)")
_EVERY = (
    (r"(?:daily|every day|each day|every single day|7 days)", (WEEK, WEEK, 0)),
    (r"(?:every|each) (?:other|second|2nd) day|alternate days", (*_round(1), 1)),
    (r"(?:every|each) third day", (*_round(2), 2)),
    (r"(?:on )?any day", (1, WEEK, 0)),
    (r"weekly", (1, 1, 0)),
    (r"(?:on )?most days", (*MOST_DAYS, 0)),
    (r"(?:on )?weekdays", (5, 5, 0)),
)
_WHEN = (
    rf"every (?:{_N}(?:-{_N})? hours|hour|{_N}(?:-{_N})? minutes)|hourly"
    r"|(?:every|each) (?:morning|evening|night)|in the (?:morning|evening)"
    r"|at (?:night|bedtime)|before bed"
)
"""What is kept as it stands."""
_FIXED_TIMES = (
    (r"(?:in the )?morning and (?:in the )?(?:evening|night)|am\s*(?:&|and|/)\s*pm", (2, 2)),
    (r"several times a day", SEVERAL),
)
_BETWEEN = r"with (?P<rest>an?|\d|two|three) (?:rest )?days?(?: of rest)? (?:in )?between"


@lru_cache(maxsize=64)  # a library says a few of them again and again
def from_words(text: str) -> Frequency | None:
    """Return what ``text`` means where all of it is understood: "3x/week", "twice a day".

    ``None`` for what says more, or something else, or a number of no sense.
    """
    found, kept = _Found(), list[str]()
    for piece in re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and then\s+", text.strip(" .").lower()):
        said = " ".join(piece.split())
        if re.fullmatch(_WHEN, said):
            kept.append(said)
            continue
        read = _piece(said)
        if read is None or found.keys() & read.keys():
            return None
        found |= read
    days, times = found.get("days", (WEEK, WEEK)), found.get("times", (1, 1))
    apart, when = found.get("apart", (0, 0))[0], ", ".join(kept)
    frequency = Frequency(days[0], days[1], times[0], times[1], apart, when)
    return frequency if makes_sense(frequency) else None


_Found = dict[str, tuple[int, int]]
"""Bounds of days and times; of apart, twice the same."""


def _piece(piece: str) -> _Found | None:
    for name, patterns in (("days", _WEEKLY), ("times", _DAILY)):  # what is said most
        for pattern in patterns:
            if match := re.fullmatch(pattern, piece):
                low = _number(match["low"])
                return {name: (low, _number(match["high"] or match["low"]))}
    for pattern, (low, high, apart) in _EVERY:
        if re.fullmatch(pattern, piece):
            days = {"days": (low, high)}
            return days | {"apart": (apart, apart)} if apart else days
    for pattern, times in _FIXED_TIMES:
        if re.fullmatch(pattern, piece):
            return {"times": times}
    if match := re.fullmatch(rf"every (?P<n>{_N}) days", piece):
        apart = _number(match["n"]) - 1
        return {"days": _round(apart), "apart": (apart, apart)} if 1 <= apart < WEEK else None
    if match := re.fullmatch(_BETWEEN, piece):
        apart = _number(match["rest"])
        return {"apart": (apart, apart)}
    return None


def _number(said: str) -> int:
    return 1 if said in ("a", "an") else _NUMBERS.get(said) or int(said)


MOST_TIMES = 12
"""On a day."""


def makes_sense(frequency: Frequency) -> bool:
    """Return whether each number is one that a frequency may have."""
    return (
        1 <= frequency.days_low <= frequency.days_high <= WEEK
        and 1 <= frequency.times_low <= frequency.times_high <= MOST_TIMES
        and 0 <= frequency.apart < WEEK
    )
