"""``backpt show``: all there is to say about an exercise, or what is in a routine.

``--json`` prints a list with one object, described in ``cli/json_views.py``.
"""

from __future__ import annotations

import os
from itertools import groupby
from typing import Annotated

from backpt.cli.common import equipment_text, for_you, minutes, not_found, usual_manner
from backpt.cli.json_views import exercise_object, routine_object
from backpt.cli.options import Argument, Json, Option, epilog
from backpt.errors import UsageError
from backpt.language import doses, speech, words
from backpt.library import open_library
from backpt.library.criteria import exercises_of
from backpt.library.names import find
from backpt.paths import user_paths
from backpt.prescription.durations import clock
from backpt.prescription.model import (
    Exercise,
    Item,
    Level,
    Library,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    needs,
    prescribe,
    single,
)
from backpt.session.compile import first_side, flatten
from backpt.session.steps import total_s
from backpt.session.views import FigureMode
from backpt.settings import read_settings
from backpt.terminal.tables import print_json, say, say_list, say_whole

_PHASES = {1: "calm pain and move", 2: "strengthen", 3: "movement patterns"}
_LABEL = 12
"""Cells for the words on the left of a page."""


@epilog(
    """\b
Examples:
  backpt show knee-tilts
  backpt show knee-tilts --sources
  backpt show home-basics
"""
)
def show(
    *,
    name: Annotated[
        str, Argument("An exercise or a routine, by any of its names.", "NAME", "names")
    ],
    no_figure: Annotated[bool, Option("Words only, no moving picture.")] = False,
    sources: Annotated[bool, Option("With what it is based on, and addresses.")] = False,
    json: Json = False,
) -> int:
    """Print the routine or exercise that is called ``name``; return the exit code.

    ``sources``: with the titles and addresses of what it is based on. Raises ``UsageError``
    with near misses where there is none.
    """
    library = open_library()
    found = find(library, name)
    if found.id is None:
        raise UsageError(not_found(name, found.near, "routine or exercise"))
    if found.routine:
        routine = prescribe(library, found.id)
        if json:
            print_json([routine_object(library, routine)])
        else:
            _print_routine(library, routine)
    else:
        exercise = library.exercises[found.id]
        if json:
            print_json([exercise_object(library, exercise)])
        else:
            _print_exercise(library, exercise, figure=not no_figure, sources=sources)
    return 0


def _show_movement(exercise: Exercise, *, figure: bool) -> None:
    """Draw it until a key where that can be done and is wanted, and say it."""
    from backpt.cli.draw import figure_drawn
    from backpt.figure.words import captions

    drawn = figure_drawn(exercise)
    if drawn is None:
        return
    wanted = read_settings(user_paths(os.environ).settings).figure if figure else FigureMode.NO
    if wanted is not FigureMode.NO:
        from backpt.terminal.moving import play

        play(drawn, exercise.dose, ascii=wanted is FigureMode.ASCII)
    say_list("In pictures", captions(drawn), numbered=True)


# --- pages -----------------------------------------------------------------------------


def _print_exercise(
    library: Library, exercise: Exercise, *, figure: bool, sources: bool
) -> None:
    """Print how it is done first, with the moving figure right below, then all the rest."""
    dose = exercise.dose
    say(f"{exercise.name} ({exercise.id})")
    print()
    _field("Dose", words.dose_written(exercise, dose))
    _field("", doses.dose_explained(exercise, dose))
    say_list("How to do it", exercise.steps, numbered=True)
    _show_movement(exercise, figure=figure)
    say_list("What good looks like", exercise.form)
    say_list("Mistakes", exercise.mistakes)
    say_list("Stop if", exercise.stop_if)
    say_list("Be careful if", _careful(library, exercise))
    say_list("For you", _for_you(single(exercise), library))
    print()
    _print_facts(exercise)
    say_list("Easier and harder", _ladder(library, exercise))
    say_list("Part of these routines", _routines_with(library, exercise))
    if sources:
        _say_sources(library, exercise)
    elif exercise.sources:
        print()
        say(f"Sources: backpt show {exercise.id} --sources")


def _print_facts(exercise: Exercise) -> None:
    side = first_side(exercise.dose)
    _field("Length", minutes(total_s(flatten(single(exercise), speech, usual_manner()))))
    _field("Range", exercise.range)
    _field("How often", exercise.frequency)
    _field("Position", words.POSITION_NAMES[exercise.position])
    _field("Needs", equipment_text(exercise.needs))
    _field("Helpful", ", ".join(exercise.optional))
    _field("Kind", exercise.category.replace("-", " "))
    _field("For", ", ".join(area.replace("-", " ") for area in exercise.area))
    _field("Phase", f"{exercise.phase}, {_PHASES[exercise.phase]}")
    _field("Also called", ", ".join(exercise.aliases))
    _field("Cue", words.text(words.cue_phrase(exercise, side)))
    _field("Safety", "no safety check for this one" if exercise.unchecked else "")


def _print_routine(library: Library, routine: Routine) -> None:
    say(f"{routine.name} ({routine.id})")
    if routine.goal:
        say(routine.goal)
    print()
    exercises = exercises_of(routine)
    many = f"{len(exercises)} exercise{'' if len(exercises) == 1 else 's'}"
    _field("Length", f"{minutes(total_s(flatten(routine, speech, usual_manner())))}, {many}")
    _field("Needs", equipment_text(needs(routine)))
    _field("Positions", ", ".join(name for name, _ in groupby(map(_position, exercises))))
    _field("How often", routine.frequency)
    _field("Phase", f"{routine.phase}, {_PHASES[routine.phase]}")
    _field("Also called", ", ".join(library.routines[routine.id].aliases))
    _say_items(routine)
    say_list("For you", _for_you(routine, library))
    print()
    say(f"To start: backpt session {routine.id}")


def _say_items(routine: Routine) -> None:
    """Print what is done, under the position it is done in; a pack has one of its own."""
    print()
    say("In this order")
    place = ""
    for number, item in enumerate(routine.items, 1):
        before = place
        if isinstance(item, ThermalPlan):
            place = ""
        elif isinstance(item, Work):
            place = _position(item.exercise)
        if place and place != before:
            say(f"{place[0].upper()}{place[1:]}", first="  ")
        mark = f"    {number}. "
        say(_item_line(item), first=mark, then=" " * len(mark))


def _position(exercise: Exercise) -> str:
    return words.POSITION_NAMES[exercise.position]


def _field(label: str, text: str) -> None:
    if text:
        say(text, first=f"{label:<{_LABEL}}", then=" " * _LABEL)


def _for_you(routine: Routine, library: Library) -> tuple[str, ...]:
    """Return what the user's own precautions change in it, and why."""
    return for_you(routine, library, user_paths(os.environ))[1]


def _careful(library: Library, exercise: Exercise) -> tuple[str, ...]:
    lines = []
    for code in exercise.avoid:
        known = library.precautions.get(code)
        if known is None:
            lines.append(code)
        else:
            leave = "; leave this one out" if known.level is Level.BLOCK else ""
            lines.append(f"{known.why.rstrip('.')}{leave}.")
    return tuple(lines)


def _ladder(library: Library, exercise: Exercise) -> tuple[str, ...]:
    steps = (("easier", exercise.easier), ("harder", exercise.harder))
    return tuple(
        f"{which}: {library.exercises[id_].name} ({id_})" for which, id_ in steps if id_
    )


def _routines_with(library: Library, exercise: Exercise) -> tuple[str, ...]:
    return tuple(
        f"{entry.name} ({entry.id})"
        for entry in library.routines.values()
        if any(item.exercise == exercise.id for item in entry.items)
    )


def _say_sources(library: Library, exercise: Exercise) -> None:
    """An address stays in one piece on a line of its own, to be copied or clicked."""
    if exercise.sources:
        print()
        say("Sources")
    for id_ in exercise.sources:
        known = library.sources.get(id_)
        say(known.title if known else id_, first="  - ", then="    ")
        if known and known.address:
            say_whole(f"    {known.address}")


def _item_line(item: Item) -> str:
    match item:
        case Work():
            exercise = item.exercise
            return f"{exercise.name}, {words.dose_written(exercise, item.dose)} ({exercise.id})"
        case Rest():
            return f"Rest, {clock(item.rest_s)}"
        case ThermalPlan():
            return f"{words.item_name(item)}, {clock(item.apply_s)}"
