"""The page of bare ``backpt``: what was done last, what is unfinished, what to type."""

from __future__ import annotations

from backpt.language.en import log
from backpt.language.en.durations import ago
from backpt.session.records import SessionRow

PACK_WAS_ON = "A pack was on. Take it off now, unless backpt times it in another window."
NO_MORE_PACKS = "No more packs now. Look at your skin."
IF_A_PACK_IS_ON = "If a pack is on, take it off now."

WHAT_IT_IS = "backpt leads you through exercises for a painful back, and times heat and ice."
NO_SESSIONS = "No sessions yet."
ENTRIES_WAIT = "What you said waits in a file beside your diary; your next entry adds it."
WAITING = "Not in the journal yet, because it could not be written then. To add it:"
EXERCISES_HAVE_MISTAKES = "Your exercises have mistakes. To see them:"
WHAT_TO_TYPE = "What to type:"
YOUR_ROUTINE = "your routine"
COMMANDS: tuple[tuple[str, str], ...] = (
    ("backpt icepack", "cold, 15 min, twice"),
    ("backpt list", "exercises, routines"),
    ("backpt log", "your diary"),
    ("backpt --help", "everything"),
)
"""What to type, and what it does or is for."""
WITH_A_PLAN: tuple[tuple[str, str], ...] = (
    COMMANDS[0],
    ("backpt week", "how it goes"),
    *COMMANDS[2:],
)
"""The same for somebody with a plan."""
KNOWN_BY_NOW = ("backpt list", "backpt log", "backpt icepack")
"""Of these, what a page without room leaves out."""


def journal_trouble(said: str) -> str:
    return f"The journal: {said}."


def pain(values: list[float], days_ago: int, days: int) -> str:
    """Return the pain of the last days, the latest value said ``days_ago``."""
    when = {0: " today", 1: " yesterday"}.get(days_ago, f", {days_ago} days ago")
    mean = sum(values) / len(values)
    week = f"; the last {days} days {mean:.1f}" if len(values) > 1 else ""
    return f"Pain: {values[-1]:g}{when}{week}."


def running(who: str) -> str:
    """``who`` runs a session now, as the lock knows it."""
    return f"A session is running ({who})."


def last(row: SessionRow, days: int, date: str) -> str:
    """Return the session done last; ``days`` ago, and on which date that was."""
    return f"{', '.join((f'Last: {row.name}', day_of(days, date), *log.facts(row)))}."


def day_of(days: int, date: str) -> str:
    """Return on which day of the diary a session was: "today", "3 days ago (2026-11-18)"."""
    match days:
        case 1:
            return "yesterday"
        case _ if days > 0:
            return f"{days} days ago ({date})"
        case _:  # it may have begun on a day that is tomorrow here, west of where it was
            return "today"


def still_to_come(date: str) -> str:
    return (
        f"Your diary has an entry of {date}, which is still to come."
        " Check the date of this computer."
    )


def unfinished(name: str, age_s: float) -> str:
    return f"Not finished: {name}, {ago(age_s)}. To go on:"
