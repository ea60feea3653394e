"""``backpt show``: all there is to say about an exercise, or what is in a routine.

``--json`` prints a list with one object, described in ``cli/json_views.py``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import groupby
from typing import Annotated

from backpt.cli.common import for_you, usual_manner
from backpt.cli.json_views import exercise_object, routine_object
from backpt.cli.options import Argument, Json, Option, epilog
from backpt.cli.present import Present, agreed_now, present
from backpt.errors import UsageError
from backpt.language import doses, durations, how_often, pages, speech, usage, words
from backpt.library import open_library
from backpt.library.criteria import exercises_of
from backpt.library.names import find
from backpt.paths import user_paths
from backpt.prescription.model import (
    Exercise,
    Frequency,
    Library,
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
from backpt.terminal.layout import print_json, say, say_list, say_whole


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
    unsure: Annotated[bool, Option("You are not sure how it is done: keep that.")] = False,
    json: Json = False,
) -> int:
    """Print the routine or exercise that is called ``name``; return the exit code.

    ``sources``: with the titles and addresses of what it is based on. Raises ``UsageError``
    with near misses where there is none.
    """
    library = open_library()
    found = find(library, name)
    if found.id is None:
        raise UsageError(usage.not_found(name, found.near, usage.EITHER))
    if unsure:
        return _keep_unsure(library, None if found.routine else found.id)
    if found.routine:
        written = prescribe(library, found.id)
        if json:
            print_json([routine_object(library, written)])
        else:
            _print_routine(present(written, library, agreed_now(user_paths(os.environ))))
    else:
        exercise = library.exercises[found.id]
        if json:
            print_json([exercise_object(library, exercise)])
        else:
            _print_exercise(library, exercise, figure=not no_figure, sources=sources)
    return 0


def _keep_unsure(library: Library, id_: str | None) -> int:
    """Keep that it is not clear how an exercise is done (A4, T4); return the exit code.

    Raises ``UsageError`` for a routine.
    """
    from backpt.clock import Clock
    from backpt.journal.keeping import new_uid
    from backpt.journal.local_days import utc_offset_s
    from backpt.journal.week_rows import Rows
    from backpt.language import pain
    from backpt.progress.entry import Entry
    from backpt.run.entry_keeping import keep_or_wait

    if id_ is None:
        raise UsageError(pain.UNSURE_NEEDS_AN_EXERCISE)
    now_wall = Clock().wall()
    entry = Entry(new_uid(), now_wall, utc_offset_s(now_wall), unsure=(id_,))
    is_there = keep_or_wait(user_paths(os.environ), Rows((entry,)), now_wall)
    say(pain.answer(pain.unsure_kept(library.exercises[id_].name), is_there=is_there))
    return 0


def _show_movement(exercise: Exercise, *, figure: bool) -> None:
    """Draw it until a key where that can be done and is wanted, and say it."""
    from backpt.cli.draw import figure_drawn
    from backpt.figure.in_words import captions

    drawn = figure_drawn(exercise)
    if drawn is None:
        return
    wanted = read_settings(user_paths(os.environ).settings).figure if figure else FigureMode.NO
    if wanted is not FigureMode.NO:
        from backpt.run.place import here
        from backpt.terminal.moving import play

        place, is_ascii = here(), wanted is FigureMode.ASCII
        play(drawn, exercise.dose, place.open_keys, place.clock, ascii=is_ascii)
    say_list(pages.IN_PICTURES, captions(drawn), numbered=True)


# --- pages -----------------------------------------------------------------------------


def _print_exercise(
    library: Library, exercise: Exercise, *, figure: bool, sources: bool
) -> None:
    """Print how it is done first, with the moving figure right below, then all the rest."""
    exercise, since = _by_itself(library, exercise)
    dose = exercise.dose
    say(f"{exercise.name} ({exercise.id})")
    print()
    _field(pages.DOSE, ", ".join(filter(None, (words.dose_written(exercise, dose), since))))
    _field("", doses.dose_explained(exercise, dose))
    say_list(pages.HOW_TO, exercise.steps, numbered=True)
    _show_movement(exercise, figure=figure)
    say_list(pages.GOOD, exercise.form)
    say_list(pages.MISTAKES, exercise.mistakes)
    say_list(pages.STOP_IF, exercise.stop_if)
    say_list(pages.CAREFUL_IF, _careful(library, exercise))
    say_list(pages.FOR_YOU, _for_you(single(exercise), library))
    print()
    _print_facts(exercise)
    say_list(pages.EASIER_AND_HARDER, _ladder(library, exercise))
    say_list(pages.ROUTINES_WITH, _routines_with(library, exercise))
    if sources:
        _say_sources(library, exercise)
    elif exercise.sources:
        print()
        say(pages.see_sources(exercise.id))


def _by_itself(library: Library, exercise: Exercise) -> tuple[Exercise, str]:
    """Return ``exercise`` at its present dose where it is done by itself, and since when that
    is so; another one may be done in its place, but this page is about it."""
    now = present(single(exercise), library, agreed_now(user_paths(os.environ)))
    item = now.routine.items[0]
    if not isinstance(item, Work) or item.exercise.id != exercise.id:
        return exercise, ""
    return exercise._replace(dose=item.dose), now.since.get(0, "")


def _print_facts(exercise: Exercise) -> None:
    side = first_side(exercise.dose)
    _field(
        pages.LENGTH,
        durations.minutes(total_s(flatten(single(exercise), speech, usual_manner()))),
    )
    _field(pages.GROWS, doses.growth_explained(exercise.dose, exercise.grow))
    _field(pages.HOW_OFTEN, _often(exercise.frequency))
    _field(pages.NOTE, exercise.note)
    _field(pages.POSITION, words.POSITION_NAMES[exercise.position])
    _field(pages.NEEDS, pages.equipment(exercise.needs))
    _field(pages.HELPFUL, pages.helpful(exercise.optional))
    _field(pages.KIND, pages.kind(exercise.category))
    _field(pages.FOR, pages.areas(exercise.area))
    _field(pages.PHASE, pages.phase(exercise.phase))
    _field(pages.ALSO_CALLED, ", ".join(exercise.aliases))
    _field(pages.CUE, words.text(words.cue_phrase(exercise, side)))
    _field(pages.SAFETY, pages.UNCHECKED if exercise.unchecked else "")


def _often(frequency: Frequency | None) -> str:
    return "" if frequency is None else how_often.words(frequency)


def _print_routine(now: Present) -> None:
    library, routine = now.library, now.routine
    say(f"{routine.name} ({routine.id})")
    if routine.goal:
        say(routine.goal)
    print()
    exercises = exercises_of(routine)
    length_s = total_s(flatten(routine, speech, usual_manner()))
    _field(pages.LENGTH, pages.length(length_s, len(exercises)))
    _field(pages.NEEDS, pages.equipment(needs(routine)))
    _field(pages.POSITIONS, ", ".join(name for name, _ in groupby(map(_position, exercises))))
    _field(pages.HOW_OFTEN, _often(routine.frequency))
    _field(pages.NOTE, routine.note)
    _field(pages.PHASE, pages.phase(routine.phase))
    _field(pages.ALSO_CALLED, ", ".join(library.routines[routine.id].aliases))
    _say_items(routine, now.since)
    told = (*filter(None, (now.trouble,)), *_for_you(routine, library))
    say_list(pages.FOR_YOU, told)
    print()
    say(pages.to_start(routine.id))


def _say_items(routine: Routine, since: Mapping[int, str]) -> None:
    """Print what is done, under the position it is done in; a pack has one of its own."""
    print()
    say(pages.IN_THIS_ORDER)
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
        said = pages.item(item, since.get(number - 1, ""))
        say(said, first=mark, then=" " * len(mark))


def _position(exercise: Exercise) -> str:
    return words.POSITION_NAMES[exercise.position]


def _field(label: str, text: str) -> None:
    if text:
        wide = max(map(len, pages.LABELS)) + 1
        say(text, first=label.ljust(wide), then=" " * wide)


def _for_you(routine: Routine, library: Library) -> tuple[str, ...]:
    """Return what the user's own precautions change in it, and why."""
    return for_you(routine, library, user_paths(os.environ))[1]


def _careful(library: Library, exercise: Exercise) -> tuple[str, ...]:
    lines = []
    for code in exercise.avoid:
        known = library.precautions.get(code)
        lines.append(code if known is None else pages.careful(known))
    return tuple(lines)


def _ladder(library: Library, exercise: Exercise) -> tuple[str, ...]:
    steps = ((pages.easier, exercise.easier), (pages.harder, exercise.harder))
    return tuple(said(library.exercises[id_]) for said, id_ in steps if id_)


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
        say(pages.SOURCES)
    for id_ in exercise.sources:
        known = library.sources.get(id_)
        say(known.title if known else id_, first="  - ", then="    ")
        if known and known.address:
            say_whole(f"    {known.address}")
