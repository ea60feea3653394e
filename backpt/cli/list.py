"""``backpt list``: which exercises and routines there are, and which of them fit.

What was asked for is said in one line above the table. ``--json`` prints the objects that
``cli/json_views.py`` describes: routines first, then exercises, each in the order of the
library.
"""

from __future__ import annotations

from typing import Annotated

from backpt.cli.common import usual_manner
from backpt.cli.options import Argument, Json, Option, epilog
from backpt.language import durations, pages, speech, words
from backpt.library import open_library
from backpt.library.criteria import exercises_of
from backpt.library.search import (
    EXERCISES,
    ROUTINES,
    SearchResult,
    Wanted,
    nearest,
    search_library,
)
from backpt.prescription.model import Exercise, Library, Routine, needs
from backpt.session.compile import Manner, flatten
from backpt.session.steps import total_s
from backpt.terminal.layout import Column, print_json, print_table, say


@epilog(
    """Words say roughly what you look for: a position, equipment, a phase, a part of the
body or any word of a name. The line above the table says how they were understood.

A filter may be given more than once: any of the values will do.
A routine fits if one of its exercises has the area or the category, and all of them the
position.

\b
Examples:
  backpt list band, lying down, phase 2
  backpt list routines no equipment
  backpt list exercises --position standing --phase 1
  backpt list --equipment band --equipment chair
"""
)
def list_(
    *,
    words: Annotated[
        list[str] | None,
        Argument(
            "Words to look for; exercises or routines for these alone.", "[WORDS]...", "sought"
        ),
    ] = None,
    search: Annotated[
        list[str] | None, Option("With this text, as it is, anywhere.", "TEXT")
    ] = None,
    area: Annotated[
        list[str] | None, Option("For this part of the body.", "TEXT", offers="areas")
    ] = None,
    category: Annotated[
        list[str] | None, Option("Of this kind, like mobility.", "TEXT", offers="categories")
    ] = None,
    position: Annotated[
        list[str] | None, Option("Done in this position.", "TEXT", offers="positions")
    ] = None,
    equipment: Annotated[
        list[str] | None,
        Option(
            "What can be done with this; none for nothing.", "TEXT", offers="equipment_names"
        ),
    ] = None,
    phase: Annotated[
        list[str] | None,
        Option("1 calm pain, 2 strengthen, 3 movement patterns.", "N", offers="phases"),
    ] = None,
    json: Json = False,
) -> int:
    """Print what there is, or what fits the rough words and the filters.

    Returns the exit code, 0 also where nothing fits. Raises ``UsageError`` for a filter's
    value that the library does not know.
    """
    filters = (area, category, position, equipment, phase, search)
    wanted = Wanted(*(tuple(values or ()) for values in filters))
    library = open_library()
    found = search_library(tuple(words or ()), wanted, library)
    if json:
        _print_objects(found, library)
    elif found.nothing:
        for line in nearest(found, library):
            say(line)
    else:
        _print(found)
    return 0


# --- how it looks ----------------------------------------------------------------------


def _routine_heads() -> tuple[Column, ...]:
    routine, length, needs, phase, exercises, goal = pages.ROUTINE_HEADS
    return (
        Column(routine),
        Column(length, right=True),
        Column(needs, 8),
        Column(phase, right=True),
        Column(exercises, right=True),
        Column(goal, below=True),
    )


def _exercise_heads() -> tuple[Column, ...]:
    exercise, position, needs, dose, phase, category, name = pages.EXERCISE_HEADS
    return (
        Column(exercise),
        Column(position, 12),
        Column(needs, 8),
        Column(dose),
        Column(phase, right=True),
        Column(category),
        Column(name),
    )


def _heading(kind: str, found: SearchResult, many: int) -> str:
    return pages.found(kind, tuple(criterion.said for criterion in found.criteria), many)


def _print(found: SearchResult) -> None:
    if found.routines:
        if found.criteria:
            say(_heading(ROUTINES, found, len(found.routines)))
        manner = usual_manner()
        print_table(_routine_heads(), [_routine_row(one, manner) for one in found.routines])
    if found.routines and found.exercises:
        print()
    if found.exercises:
        if found.criteria:
            say(_heading(EXERCISES, found, len(found.exercises)))
        print_table(_exercise_heads(), [_exercise_row(one) for one in found.exercises])


def _routine_row(routine: Routine, manner: Manner) -> tuple[str, ...]:
    return (
        routine.id,
        durations.minutes(total_s(flatten(routine, speech, manner))),
        pages.equipment(needs(routine)),
        str(routine.phase),
        str(len(exercises_of(routine))),
        routine.goal,
    )


def _exercise_row(exercise: Exercise) -> tuple[str, ...]:
    return (
        exercise.id,
        words.POSITION_NAMES[exercise.position],
        pages.equipment(exercise.needs),
        words.dose_written(exercise, exercise.dose),
        str(exercise.phase),
        pages.category(exercise.category),
        exercise.name,
    )


def _print_objects(found: SearchResult, library: Library) -> None:
    from backpt.cli.json_views import exercise_object, routine_object

    print_json(
        [
            *(routine_object(library, one) for one in found.routines),
            *(exercise_object(library, one) for one in found.exercises),
        ]
    )
