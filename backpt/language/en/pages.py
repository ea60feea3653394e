"""The pages of ``list`` and ``show``: labels, headings, lines of an exercise and a routine."""

from __future__ import annotations

from backpt.language.en import words
from backpt.language.en.durations import how_many, minutes
from backpt.prescription.durations import clock
from backpt.prescription.model import Category, Exercise, Item, Level, Precaution, Rest, Work

PHASES = {1: "calm pain and move", 2: "strengthen", 3: "movement patterns"}

DOSE, LENGTH, GROWS, NOTE = "Dose", "Length", "Grows", "Note"
HOW_OFTEN, POSITION, POSITIONS = "How often", "Position", "Positions"
NEEDS, HELPFUL, KIND, FOR, PHASE = "Needs", "Helpful", "Kind", "For", "Phase"
ALSO_CALLED, CUE, SAFETY = "Also called", "Cue", "Safety"
LABELS = (
    *(
        DOSE,
        LENGTH,
        GROWS,
        HOW_OFTEN,
        NOTE,
        POSITION,
        POSITIONS,
        NEEDS,
        HELPFUL,
        KIND,
        FOR,
        PHASE,
    ),
    *(ALSO_CALLED, CUE, SAFETY),
)
"""All of them: the widest is as wide as their column."""

IN_PICTURES = "In pictures"
HOW_TO = "How to do it"
GOOD, MISTAKES = "What good looks like", "Mistakes"
STOP_IF, CAREFUL_IF = "Stop if", "Be careful if"
FOR_YOU = "For you"
EASIER_AND_HARDER = "Easier and harder"
ROUTINES_WITH = "Part of these routines"
IN_THIS_ORDER = "In this order"
SOURCES = "Sources"
UNCHECKED = "no safety check for this one"
NO_EQUIPMENT = "none"

ROUTINE_HEADS = ("routine", "length", "needs", "phase", "exercises", "goal")
EXERCISE_HEADS = ("exercise", "position", "needs", "dose", "phase", "category", "name")
"""Over the columns of ``list``."""


def found(kind: str, criteria: tuple[str, ...], many: int) -> str:
    """Return how a search was understood: "Exercises with a band, lying down, phase 2: 1"."""
    return f"{kind.capitalize()} {', '.join(criteria)}: {many}"


def length(seconds: float, exercises: int) -> str:
    """Return the length of a routine: "8 min, 4 exercises"."""
    return f"{minutes(seconds)}, {how_many(exercises, 'exercise')}"


def in_all(seconds: float) -> str:
    return f"In all: {minutes(seconds)}."


def phase(number: int) -> str:
    return f"{number}, {PHASES[number]}"


def kind(category: Category) -> str:
    return category.replace("-", " ")


def areas(named: tuple[str, ...]) -> str:
    """Return the parts of the body: "low back, hips"."""
    return ", ".join(one.replace("-", " ") for one in named)


def category(one: Category) -> str:
    """Return it as a filter takes it."""
    return one


def equipment(needs: tuple[str, ...]) -> str:
    """Return equipment in words: "stability ball, band", "none"."""
    return words.equipment(needs) or NO_EQUIPMENT


def helpful(optional: tuple[str, ...]) -> str:
    """Return equipment that may be used; empty for none."""
    return ", ".join(optional)


def careful(known: Precaution) -> str:
    """Return why, and of an exercise that is left out, that it is."""
    leave = "; leave this one out" if known.level is Level.BLOCK else ""
    return f"{known.why.rstrip('.')}{leave}."


def easier(exercise: Exercise) -> str:
    return f"easier: {exercise.name} ({exercise.id})"


def harder(exercise: Exercise) -> str:
    return f"harder: {exercise.name} ({exercise.id})"


def see_sources(id_: str) -> str:
    return f"Sources: backpt show {id_} --sources"


def to_start(id_: str) -> str:
    return f"To start: backpt session {id_}"


def item(one: Item, since: str = "") -> str:
    """Return an item of a routine: "Bridge, 2 x 8 (bridge)", "Rest, 1:00"; ``since``: since
    when its dose is what it is."""
    match one:
        case Work():
            dose = words.dose_written(one.exercise, one.dose)
            changed = f", {since}" if since else ""
            return f"{one.exercise.name}, {dose}{changed} ({one.exercise.id})"
        case Rest():
            return f"Rest, {clock(one.rest_s)}"
        case _:
            return f"{words.item_name(one)}, {clock(one.apply_s)}"
