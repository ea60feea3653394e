"""``backpt list``: which exercises and routines there are, and which of them fit.

What was asked for is said in one line above the table. ``--json`` prints the objects that
``cli/objects.py`` describes: routines first, then exercises, each in the order of the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from backpt.cli import criteria as ask
from backpt.cli.catalogue import NOTHING, equipment_text, minutes, open_library, usual_manner
from backpt.cli.criteria import Criterion, exercises_of
from backpt.errors import UsageError
from backpt.language import speech, words
from backpt.library.names import plain
from backpt.prescription.model import (
    Category,
    Exercise,
    Library,
    Position,
    Routine,
    needs,
    prescribe,
)
from backpt.session.compile import Manner, flatten
from backpt.session.steps import total_s
from backpt.terminal.tables import Column, print_json, print_table, say

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
    search: tuple[str, ...] = ()
    """Stands somewhere in the text, as it is."""


class Found(NamedTuple):
    """What fits, and what it was held to."""

    routines: list[Routine]
    exercises: list[Exercise]
    criteria: tuple[Criterion, ...]
    kinds: tuple[str, ...] = ()
    """"exercises" or "routines"; none where neither was named."""
    words: tuple[str, ...] = ()
    """What was looked for in the text: the last of ``criteria``."""

    @property
    def nothing(self) -> bool:
        return not self.routines and not self.exercises


def show_list(said: tuple[str, ...], wanted: Wanted, *, json: bool = False) -> int:
    """Print what there is, or what fits the rough words ``said`` and the filters.

    Returns the exit code, 0 also where nothing fits. Raises ``UsageError`` for a filter's
    value that the library does not know.
    """
    library = open_library()
    found = look_for(said, wanted, library)
    if json:
        _print_objects(found, library)
    elif found.nothing:
        from backpt.cli.nearest import say_nearest

        say_nearest(found, library)
    else:
        _print(found)
    return 0


# --- what was asked for ----------------------------------------------------------------


def look_for(said: tuple[str, ...], wanted: Wanted, library: Library) -> Found:
    """Return what fits; words are looked for in names and areas first, then in all text."""
    filters = tuple(_filters(wanted, library))
    if not said:
        return found_by(filters, (), library)
    from backpt.cli.understanding import texts, understand

    asked = understand(said, library)
    given = (*asked.criteria, *filters)
    for wide in (False, True):
        told = (*given, *texts(asked.words, wide=wide))
        found = found_by(told, asked.kinds, library)
        if not found.nothing:
            break
    return found._replace(words=asked.words)


def found_by(
    criteria: tuple[Criterion, ...], kinds: tuple[str, ...], library: Library
) -> Found:
    """Return what passes all ``criteria``, of ``kinds``, or of both where none is named."""
    routines: list[Routine] = []
    exercises: list[Exercise] = []
    if not kinds or ROUTINES in kinds:
        every = (prescribe(library, id_) for id_ in library.routines)
        routines = [one for one in every if all(this.routine(one) for this in criteria)]
    if not kinds or EXERCISES in kinds:
        all_ = library.exercises.values()
        exercises = [one for one in all_ if all(this.exercise(one) for this in criteria)]
    return Found(routines, exercises, criteria, kinds)


def _filters(wanted: Wanted, library: Library) -> Iterator[Criterion]:
    """Yield the filters that were given, every value as the library writes it."""
    exercises = library.exercises.values()
    if wanted.area:
        areas = _each(area for one in exercises for area in one.area)
        yield ask.of_area(_choices("--area", wanted.area, dict.fromkeys(areas, "")))
    if wanted.category:
        kinds: dict[str, str] = dict.fromkeys(Category, "")
        yield ask.of_category(_choices("--category", wanted.category, kinds))
    if wanted.position:
        positions = {place.value: words.POSITION_NAMES[place] for place in Position}
        yield ask.in_position(_choices("--position", wanted.position, positions))
    if wanted.equipment:
        things = _each(need for one in exercises for need in (*one.needs, *one.optional))
        known = dict.fromkeys((NOTHING, *things), "")
        chosen = _choices("--equipment", wanted.equipment, known)
        yield ask.at_hand(tuple(thing for thing in chosen if thing != NOTHING))
    if wanted.phase:
        yield ask.of_phase(_choices("--phase", wanted.phase, dict.fromkeys(PHASES, "")))
    yield from map(ask.with_text, wanted.search)


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


# --- how it looks ----------------------------------------------------------------------


ROUTINE_HEADS = (
    Column("routine"),
    Column("length", right=True),
    Column("needs", 8),
    Column("phase", right=True),
    Column("exercises", right=True),
    Column("goal", below=True),
)
EXERCISE_HEADS = (
    Column("exercise"),
    Column("position", 12),
    Column("needs", 8),
    Column("dose"),
    Column("phase", right=True),
    Column("category"),
    Column("name"),
)


def heading(kind: str, found: Found, many: int) -> str:
    """Return what was understood: "Exercises with a band, lying down, phase 2: 1"."""
    said = ", ".join(criterion.said for criterion in found.criteria)
    return f"{kind.capitalize()} {said}: {many}"


def _print(found: Found) -> None:
    if found.routines:
        if found.criteria:
            say(heading(ROUTINES, found, len(found.routines)))
        manner = usual_manner()
        print_table(ROUTINE_HEADS, [_routine_row(one, manner) for one in found.routines])
    if found.routines and found.exercises:
        print()
    if found.exercises:
        if found.criteria:
            say(heading(EXERCISES, found, len(found.exercises)))
        print_table(EXERCISE_HEADS, [_exercise_row(one) for one in found.exercises])


def _routine_row(routine: Routine, manner: Manner) -> tuple[str, ...]:
    return (
        routine.id,
        minutes(total_s(flatten(routine, speech, manner))),
        equipment_text(needs(routine)),
        str(routine.phase),
        str(len(exercises_of(routine))),
        routine.goal,
    )


def _exercise_row(exercise: Exercise) -> tuple[str, ...]:
    return (
        exercise.id,
        words.POSITION_NAMES[exercise.position],
        equipment_text(exercise.needs),
        words.dose_written(exercise, exercise.dose),
        str(exercise.phase),
        exercise.category,
        exercise.name,
    )


def _print_objects(found: Found, library: Library) -> None:
    from backpt.cli.objects import exercise_object, routine_object

    print_json(
        [
            *(routine_object(library, one) for one in found.routines),
            *(exercise_object(library, one) for one in found.exercises),
        ]
    )
