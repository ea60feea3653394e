"""Exercises and routines as JSON objects: what ``list --json`` and ``show --json`` print.

Keys are only ever added. Lengths are seconds; what is not there is ``null`` or empty.

Exercise:

==========  ==================================================================
id          "knee-tilts"
kind        "exercise"
name        as it is spoken
aliases     other names, a list
category    "mobility"
area        parts of the body, a list
position    "supine"
needs       equipment without which it cannot be done, a list
optional    equipment that helps, a list
phase       1 to 3
dose        object: sets, reps (a list, one number a set, per side), sides
            ("both", "each", "alternate"), out_s, hold_s, back_s, relax_s,
            time_s (one long position, else null), rest_s, self_paced
grow        how the dose grows: list of objects in their order: field ("hold",
            "reps", "sets", "time"), low, high, step (seconds for hold and time)
frequency   how often in words, "3-5 days a week, twice a day", or null
how_often   the same as object: days_low, days_high (a week), times_low, times_high (on such
            a day), apart (days of rest between), when (in words), or null
note        what else there is to know of both, in words
cue         one line; ``{side}`` and ``{other}`` stand for left and right
steps, form, mistakes, stop_if    lists of sentences
precautions                       list of objects: id, level ("block", "warn"), why,
                                  do (what to do here, empty for one that blocks),
                                  sources (ids, a list)
unchecked   true for one of the user's own that no precaution stands with
easier, harder                    ids of exercises, or null
sources                           list of objects: id, title, address
==========  ==================================================================

Routine:

==========  ==================================================================
id          "home-basics"
kind        "routine"
name, goal, phase, frequency, how_often, note    as for exercises
progress    "ask" where steps up are offered, else "never"
if_leg_further  list of ids: exercises to stop once pain moves down the leg
aliases     other names, a list
needs       equipment of all its exercises, a list
length_s    planned seconds, getting into place included
items       list of objects: kind ("exercise", "rest", "pack"), then id, name
            dose and grow, or rest_s, or mode ("heat", "cold", "alternate"),
            apply_s, off_s, cycles
==========  ==================================================================
"""

from __future__ import annotations

from backpt.cli.common import usual_manner
from backpt.language import how_often, speech
from backpt.prescription.model import (
    Dose,
    Exercise,
    Frequency,
    Grow,
    Item,
    Library,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    needs,
)
from backpt.safety.precautions import care_on
from backpt.session.compile import flatten
from backpt.session.steps import total_s


def exercise_object(library: Library, exercise: Exercise) -> dict[str, object]:
    """Return an exercise as the module's table describes it."""
    return {
        "id": exercise.id,
        "kind": "exercise",
        "name": exercise.name,
        "aliases": exercise.aliases,
        "category": exercise.category,
        "area": exercise.area,
        "position": exercise.position,
        "needs": exercise.needs,
        "optional": exercise.optional,
        "phase": exercise.phase,
        "dose": dose_object(exercise.dose),
        "grow": _grow_objects(exercise.grow),
        **_often_objects(exercise.frequency),
        "note": exercise.note,
        "cue": exercise.cue,
        "steps": exercise.steps,
        "form": exercise.form,
        "mistakes": exercise.mistakes,
        "stop_if": exercise.stop_if,
        "precautions": [
            {
                **library.precautions[code]._asdict(),
                "do": " ".join(care_on(exercise, library, (code,))),
            }
            for code in exercise.avoid
            if code in library.precautions
        ],
        "unchecked": exercise.unchecked,
        "easier": exercise.easier,
        "harder": exercise.harder,
        "sources": [
            library.sources[id_]._asdict() for id_ in exercise.sources if id_ in library.sources
        ],
    }


def routine_object(library: Library, routine: Routine) -> dict[str, object]:
    """Return a routine as the module's table describes it."""
    return {
        "id": routine.id,
        "kind": "routine",
        "name": routine.name,
        "aliases": library.routines[routine.id].aliases,
        "goal": routine.goal,
        "phase": routine.phase,
        **_often_objects(routine.frequency),
        "note": routine.note,
        "progress": "ask" if routine.asks_to_grow else "never",
        "if_leg_further": routine.leg_stops,
        "needs": needs(routine),
        "length_s": total_s(flatten(routine, speech, usual_manner())),
        "items": [_item_object(item) for item in routine.items],
    }


def _item_object(item: Item) -> dict[str, object]:
    match item:
        case Work():
            exercise, dose = item.exercise, item.dose
            named = {"id": exercise.id, "name": exercise.name}
            grows = {"dose": dose_object(dose), "grow": _grow_objects(item.grow)}
            return {"kind": "exercise", **named, **grows}
        case Rest():
            return {"kind": "rest", "rest_s": item.rest_s}
        case ThermalPlan():
            length = {"apply_s": item.apply_s, "off_s": item.off_s}
            return {"kind": "pack", "mode": item.mode, **length, "cycles": item.cycles}


def _often_objects(frequency: Frequency | None) -> dict[str, object]:
    """Return how often in words, and as data beside it."""
    if frequency is None:
        return {"frequency": None, "how_often": None}
    return {"frequency": how_often.words(frequency), "how_often": frequency._asdict()}


def _grow_objects(grow: Grow | None) -> list[dict[str, object]]:
    return [growth._asdict() for growth in grow or ()]


def dose_object(dose: Dose) -> dict[str, object]:
    """Return a dose as the module's first table describes it."""
    return {
        "sets": dose.sets,
        "reps": dose.reps,
        "sides": dose.sides,
        **dose.pace._asdict(),
        "time_s": dose.time_s,
        "rest_s": dose.rest_s,
        "self_paced": dose.self_paced,
    }
