"""A session to take along: what it says before it begins, and what is said of its file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backpt.language.en.durations import count, minutes_and_seconds
from backpt.language.en.sheet import MONTHS
from backpt.language.en.words import (
    EASED_WORDS,
    EMERGENCY_CHEST,
    LEG_ENDING,
    NEW_SIGNS,
    STOP_WORDS,
)
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
NO_MP3 = "An MP3 needs an encoder: pip install lameenc. A WAV needs none: end in .wav."
FORMATS = ".wav, .mp3 or .html"


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

# --- on a page -----------------------------------------------------------------------------

START, PAUSE, GO_ON, AGAIN = "Start", "Pause", "Go on", "Once more"
BACK, NEXT, HURTS, LEAVE = "Back", "Next", "It hurts", "Leave this exercise out"
CONTROLS = "Session"
ENDED = "Finished. Well done."
TAKES_ALONG = (
    "It keeps nothing, and needs no network. Start when you are in place, with the sound on."
)


def read_first(day: date, left_out: Sequence[str]) -> Phrase:
    """Return what is read before it begins: as ``opening``, in figures."""
    made_on = f"Made for you on {day.day} {MONTHS[day.month - 1]} {day.year}."
    return (made_on, *opening(day, left_out)[2:])


def kept_by(id_: str) -> str:
    """Return how it gets into the diary, for somebody who has done it."""
    return f"To keep it in your diary, at your computer: backpt did {id_}"


def hurts() -> Phrase:
    """Return what to do about pain while it runs (clinical D5 R6 to R9, R11)."""
    return (
        "0 to 3: good zone. Go on.",
        f"4 or 5: {EASED_WORDS[0].lower()}",
        f"6 or more: {' '.join(STOP_WORDS)}",
        f"Further down the leg: {' '.join(LEG_ENDING)}",
        f"{NEW_SIGNS[0]}; a leg weak or numb: {' '.join(EMERGENCY_NERVES)}",
        " ".join(EMERGENCY_CHEST),
    )
