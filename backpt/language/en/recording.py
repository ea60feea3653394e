"""A session to take along: what it says before it begins, and what is said of its file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backpt.language.en.durations import count, minutes_and_seconds
from backpt.language.en.words import NEW_SIGNS
from backpt.prescription.quoting import quoted
from backpt.safety.signs import EMERGENCY_NERVES

Phrase = tuple[str, ...]

MADE_FOR_YOU = "Made for you."
WITHOUT = "Without."
"""Before the names of what was left out."""
PAIN_STOPS = "Pain of six or more: stop."
_CALL = EMERGENCY_NERVES[2]
STOPS = (PAIN_STOPS, *(f"{sign}." for sign in NEW_SIGNS[:2]), _CALL)
"""Nobody can press a key that says so: what ends a session stands at its beginning (clinical
D5 R7, R11)."""
FIXED = (MADE_FOR_YOU, WITHOUT, PAIN_STOPS, "Day.", "Month.")
"""What no session says; numbers are put to the last two."""
BEFORE = "Before you begin"
"""The chapter of these words."""

TRIAL = (
    "This routine asks after each exercise how your leg is, and a file cannot hear the answer."
    " Do it here: backpt session"
)
NOTHING_TO_DO = "Nothing but heat and cold is in it, and those need an alarm: backpt session"
NO_VOICE = (
    "The voice is missing from this installation. Install backpt again, or take tones along:"
    " --sound tones"
)
NO_SOUND = "--sound is one of: voice, tones."
NO_MP3 = "An MP3 needs an encoder: pip install 'backpt[mp3]'. A WAV needs none: end in .wav."
FORMATS = ".wav or .mp3"


def opening(day: date, left_out: Sequence[str]) -> Phrase:
    """Return what comes first: for whom and when it was made, what is not in it, when to stop.

    "Made for you." "Day three, month twelve." "Without." "Bridge." ...
    """
    made_on = f"Day {count(day.day)}, month {count(day.month)}."
    names = tuple(f"{name}." for name in left_out)
    return (MADE_FOR_YOU, made_on, *((WITHOUT, *names) if names else ()), *STOPS)


def ends_otherwise(path: str) -> str:
    return f"A recording is a {FORMATS} file; {quoted(path)} is none of these."


def packs_left_out(names: Sequence[str]) -> str:
    """Return which packs are not in it, and why."""
    return (
        f"Left out: {', '.join(names)}. A file cannot ring until you take it off, nor ask about"
        " your skin: backpt icepack"
    )


def written(path: str, seconds: float, opening_s: float, megabytes: float) -> str:
    return (
        f"{path}: {minutes_and_seconds(seconds)}, of which {opening_s:g} s of words come first;"
        f" {megabytes:.1f} MB."
    )


def says_first(phrase: Phrase) -> str:
    return f"It says first: {' '.join(phrase)}"


PROGRESS = "Recording"
