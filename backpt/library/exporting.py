"""A routine as one file for somebody else, which stands by itself.

Every exercise, source and precaution that the routine needs goes along; a clearance does not,
for it is for the person it was given to.
"""

from __future__ import annotations

from collections.abc import Sequence

from backpt.library.emit import Plain, block, without_lines
from backpt.library.fields import VERSION
from backpt.library.tree import Map
from backpt.prescription.model import Library, RoutineEntry

Entries = dict[str, Plain]


def exported(routine_id: str, library: Library, roots: Sequence[Map]) -> str:
    """Return a routine as a file of its own.

    ``roots`` are the trees that ``library`` was read from, the user's own last: they have
    what the values leave out.
    """
    exercises = {
        id_: _sent(id_, library, roots)
        for id_ in _needed(library.routines[routine_id], library)
    }
    for entry in exercises.values():
        if "harder" in entry and entry["harder"] not in exercises:
            del entry["harder"]
    codes = _mentioned(library, exercises)
    precautions = {id_: raw("precautions", id_, roots) for id_ in codes}
    from_where = [
        *(one for id_ in exercises for one in library.exercises[id_].sources),
        *(one for id_ in codes for one in library.precautions[id_].sources),
    ]
    known = dict.fromkeys(one for one in from_where if one in library.sources)
    whole: Entries = {"version": str(VERSION), "exercises": dict(exercises)}
    whole["routines"] = {routine_id: _routine_sent(routine_id, library, roots)}
    whole["sources"] = {id_: raw("sources", id_, roots) for id_ in known}
    whole["precautions"] = dict(precautions)
    return "".join(
        f"{line}\n" for line in block({key: one for key, one in whole.items() if one})
    )


def _needed(routine: RoutineEntry, library: Library) -> list[str]:
    """Return the ids of a routine's exercises, and of those that take their place where a
    precaution forbids them."""
    ids = list(dict.fromkeys(item.exercise for item in routine.items if item.exercise))
    for id_ in ids:  # grows while it is walked
        easier = library.exercises[id_].easier
        if easier is not None and easier not in ids:
            ids.append(easier)
    return ids


def _mentioned(library: Library, exercises: dict[str, Entries]) -> list[str]:
    codes = (code for id_ in exercises for code in library.exercises[id_].avoid)
    return [code for code in dict.fromkeys(codes) if code in library.precautions]


def _sent(id_: str, library: Library, roots: Sequence[Map]) -> Entries:
    """Return an exercise as it is in force: with the safety that lies below the user's own."""
    entry, exercise = raw("exercises", id_, roots), library.exercises[id_]
    entry.pop("cleared", None)
    for key, said in (("stop-if", exercise.stop_if), ("avoid", exercise.avoid)):
        if said:
            entry[key] = list(said)
    if exercise.strains is not None:
        entry["strains"] = list(exercise.strains)
    for key, other in (("easier", exercise.easier), ("harder", exercise.harder)):
        if other is not None:
            entry[key] = other
    return entry


def _routine_sent(id_: str, library: Library, roots: Sequence[Map]) -> Entries:
    entry = raw("routines", id_, roots)
    items = entry["exercises"]
    assert isinstance(items, list)
    entry["exercises"] = [
        under_id(item, resolved.exercise)
        for item, resolved in zip(items, library.routines[id_].items, strict=True)
    ]
    return entry


def under_id(item: Plain, id_: str) -> Plain:
    """Return a routine's line with the id of its exercise, whatever it was called there."""
    if not id_:
        return item
    if isinstance(item, dict):
        (dose,) = item.values()
        return {id_: dose}
    return id_


def raw(section: str, id_: str, roots: Sequence[Map]) -> Entries:
    """Return an entry as it stands in the last of ``roots`` that has it."""
    for root in reversed(roots):
        entries = root.values.get(section)
        if isinstance(entries, Map) and id_ in entries.values:
            entry = without_lines(entries.values[id_])
            assert isinstance(entry, dict)
            return entry
    raise KeyError(id_)
