"""The plan as a calendar has it, and what is said of the file."""

from __future__ import annotations

from backpt.language.en import how_often
from backpt.prescription.model import Frequency
from backpt.prescription.quoting import quoted

NAME = "Back exercises"
VISIT = "Visit to your therapist"
NOTHING_FOR_IT = (
    "You have no plan, so there is nothing for a calendar. To make one:"
    " backpt plan home-basics --days daily"
)
NAMES_A_FILE = "--calendar names a file; write: backpt plan --calendar plan.ics"


def summary(name: str, after: str) -> str:
    """Return the title of an event: "Home basics, after coffee"."""
    return f"{name}, after {after}" if after else name


def description(routine: str, minutes: int | None, often: Frequency | None) -> str:
    """Return what stands below it: how long it takes, how often it is meant to be done, and
    what to type."""
    lines = (
        "" if minutes is None else f"About {minutes} min.",
        "" if often is None else f"Meant to be done {how_often.words(often)}.",
        f"To begin: backpt session {routine}",
    )
    return "\n".join(filter(None, lines))


def written(path: str, events: int) -> str:
    """Return that the file is there, and what to do with it."""
    what = "one event" if events == 1 else f"{events} events"
    return (
        f"Your plan is in {path}: {what}. Open it with your calendar. After each change of your"
        " plan write the file again, and open it again."
    )


def no_place(path: str) -> str:
    return f"There is no place for a file at {quoted(path)}. {NAMES_A_FILE}"


def not_overwritten(path: str) -> str:
    return f"{quoted(path)} is there already. Nothing was written. Name another file."
