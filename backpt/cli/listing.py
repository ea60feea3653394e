"""``backpt list``: which exercises and routines there are, and which of them fit.

``--json`` prints the objects that ``cli/objects.py`` describes: routines
first, then exercises, each in the order of the library.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from backpt.cli.catalogue import NOTHING, equipment_text, minutes, open_library, usual_manner
from backpt.cli.tables import Column, print_json, print_table, say
from backpt.core import words
from backpt.core.model import (
    Category,
    Exercise,
    Library,
    Position,
    Routine,
    Work,
    prescribe,
)
from backpt.core.steps import total_s
from backpt.core.timeline import Manner, flatten
from backpt.errors import UsageError
from backpt.library.names import plain

EXERCISES, ROUTINES = "exercises", "routines"
PHASES = ("1", "2", "3")


class Wanted(NamedTuple):
    """The filters as they were typed; an empty one lets everything through.

    Of several values of a filter any will do; of several filters all must.
    """

    area: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    """What is at hand: fits what needs nothing else."""
    phase: tuple[str, ...] = ()


def show_list(what: str | None, wanted: Wanted, *, json: bool = False) -> int:
    """Print what there is of ``what`` ("exercises", "routines" or both); return the exit code.

    Raises ``UsageError`` for a filter's value that the library does not know.
    """
    kinds = (ROUTINES, EXERCISES) if what is None else (_kind(what),)
    library = open_library()
    wanted = _known(wanted, library)
    routines = _routines(library, wanted) if ROUTINES in kinds else []
    exercises = _exercises(library, wanted) if EXERCISES in kinds else []
    if json:
        from backpt.cli.objects import exercise_object, routine_object

        print_json(
            [
                *(routine_object(library, one) for one in routines),
                *(exercise_object(library, one) for one in exercises),
            ]
        )
    else:
        _print(routines, exercises)
    return 0


# --- what was asked for ----------------------------------------------------------------


def _kind(what: str) -> str:
    """Return "exercises" or "routines", also for "routine" or "Exercise"."""
    for kind in (EXERCISES, ROUTINES):
        if what.casefold() in (kind, kind[:-1]):
            return kind
    raise UsageError(_unknown("There is nothing to list called", what, (EXERCISES, ROUTINES)))


def _known(wanted: Wanted, library: Library) -> Wanted:
    """Return the filters with every value as the library writes it."""
    exercises = library.exercises.values()
    areas = _each(area for one in exercises for area in one.area)
    equipment = _each(need for one in exercises for need in (*one.needs, *one.optional))
    positions = {place.value: words.POSITION_NAMES[place] for place in Position}
    return Wanted(
        _choices("--area", wanted.area, dict.fromkeys(areas, "")),
        _choices("--category", wanted.category, dict.fromkeys(Category, "")),
        _choices("--position", wanted.position, positions),
        _choices("--equipment", wanted.equipment, dict.fromkeys((NOTHING, *equipment), "")),
        _choices("--phase", wanted.phase, dict.fromkeys(PHASES, "")),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _choices(option: str, typed: tuple[str, ...], known: dict[str, str]) -> tuple[str, ...]:
    """Return what was typed as it is written in ``known``, whose values are other words for it.

    Raises ``UsageError`` for a value that is not there.
    """
    names = {plain(said): value for value, said in known.items() if said}
    names |= {plain(value): str(value) for value in known}
    parts = tuple(part for text in typed for part in text.split(","))
    for part in parts:
        if plain(part) not in names:
            shown = tuple(
                f"{value} ({said})" if said else value for value, said in known.items()
            )
            raise UsageError(_unknown(f"{option} knows no", part, shown))
    return _each(names[plain(part)] for part in parts)


def _unknown(sentence: str, word: str, known: tuple[str, ...]) -> str:
    import difflib

    shown = repr(word if len(word) <= 40 else f"{word[:37]}...")
    names = [one.split(" ")[0] for one in known]
    near = difflib.get_close_matches(word.casefold()[:60], names, n=1, cutoff=0.7)
    if near:
        return f"{sentence} {shown}; did you mean {near[0]}?"
    return f"{sentence} {shown}; it is one of: {', '.join(known)}."


# --- what fits -------------------------------------------------------------------------


def _exercises(library: Library, wanted: Wanted) -> list[Exercise]:
    return [one for one in library.exercises.values() if _fits(one, wanted)]


def _fits(exercise: Exercise, wanted: Wanted) -> bool:
    return (
        _any(exercise.area, wanted.area)
        and _any((exercise.category,), wanted.category)
        and _any((exercise.position,), wanted.position)
        and _at_hand(exercise.needs, wanted.equipment)
        and _any((str(exercise.phase),), wanted.phase)
    )


def _routines(library: Library, wanted: Wanted) -> list[Routine]:
    every = (prescribe(library, id_) for id_ in library.routines)
    return [routine for routine in every if _routine_fits(routine, wanted)]


def _routine_fits(routine: Routine, wanted: Wanted) -> bool:
    """Area and category are what one looks for: one exercise is enough. Position and equipment
    are what one can do: all of them must fit."""
    exercises = [item.exercise for item in routine.items if isinstance(item, Work)]
    looked_for = wanted._replace(position=(), equipment=(), phase=())
    return (
        (looked_for == Wanted() or any(_fits(one, looked_for) for one in exercises))
        and all(_any((one.position,), wanted.position) for one in exercises)
        and _at_hand(words.needs(routine), wanted.equipment)
        and _any((str(routine.phase),), wanted.phase)
    )


def _any(has: Iterable[str], wanted: tuple[str, ...]) -> bool:
    return not wanted or any(value in wanted for value in has)


def _at_hand(needs: tuple[str, ...], equipment: tuple[str, ...]) -> bool:
    return not equipment or set(needs) <= set(equipment)


# --- how it looks ----------------------------------------------------------------------


ROUTINE_HEADS = (
    Column("routine"),
    Column("length", right=True),
    Column("needs", 8),
    Column("phase", right=True),
    Column("goal", 30),
)
EXERCISE_HEADS = (
    Column("exercise"),
    Column("position", 12),
    Column("needs", 8),
    Column("phase", right=True),
    Column("category"),
    Column("dose"),
    Column("name"),
)


def _print(routines: list[Routine], exercises: list[Exercise]) -> None:
    if not routines and not exercises:
        say("Nothing in the library fits; leave a filter out.")
    if routines:
        manner = usual_manner()
        print_table(ROUTINE_HEADS, [_routine_row(one, manner) for one in routines])
    if routines and exercises:
        print()
    if exercises:
        print_table(EXERCISE_HEADS, [_exercise_row(one) for one in exercises])


def _routine_row(routine: Routine, manner: Manner) -> tuple[str, ...]:
    return (
        routine.id,
        minutes(total_s(flatten(routine, manner))),
        equipment_text(words.needs(routine)),
        str(routine.phase),
        routine.goal,
    )


def _exercise_row(exercise: Exercise) -> tuple[str, ...]:
    return (
        exercise.id,
        words.POSITION_NAMES[exercise.position],
        equipment_text(exercise.needs),
        str(exercise.phase),
        exercise.category,
        words.dose_written(exercise, exercise.dose),
        exercise.name,
    )
