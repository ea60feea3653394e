"""A routine as one file for somebody else, and somebody else's file into one's own.

What is sent stands by itself: every exercise, source and precaution that the routine needs.
What comes in never replaces an entry, never lowers a precaution and clears nobody: a
clearance is for the person it was given to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backpt.core.model import (
    Dose,
    Exercise,
    Library,
    RoutineEntry,
    RoutineItem,
    Sides,
    changed,
)
from backpt.core.units import written
from backpt.library.emitting import Plain, block, plain
from backpt.library.fields import BETWEEN, VERSION
from backpt.library.names import plain as same_name
from backpt.library.tree import Map

Entries = dict[str, Plain]


# --- out -------------------------------------------------------------------------------


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
    precautions = {id_: _raw("precautions", id_, roots) for id_ in codes}
    from_where = [
        *(one for id_ in exercises for one in library.exercises[id_].sources),
        *(one for id_ in codes for one in library.precautions[id_].sources),
    ]
    known = dict.fromkeys(one for one in from_where if one in library.sources)
    whole: Entries = {"version": str(VERSION), "exercises": dict(exercises)}
    whole["routines"] = {routine_id: _routine_sent(routine_id, library, roots)}
    whole["sources"] = {id_: _raw("sources", id_, roots) for id_ in known}
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
    entry, exercise = _raw("exercises", id_, roots), library.exercises[id_]
    entry.pop("cleared", None)
    for key, said in (("stop-if", exercise.stop_if), ("avoid", exercise.avoid)):
        if said:
            entry[key] = list(said)
    for key, other in (("easier", exercise.easier), ("harder", exercise.harder)):
        if other is not None:
            entry[key] = other
    return entry


def _routine_sent(id_: str, library: Library, roots: Sequence[Map]) -> Entries:
    entry = _raw("routines", id_, roots)
    items = entry["exercises"]
    assert isinstance(items, list)
    entry["exercises"] = [
        _named(item, resolved.exercise)
        for item, resolved in zip(items, library.routines[id_].items, strict=True)
    ]
    return entry


def _named(item: Plain, id_: str) -> Plain:
    """Return a routine's line with the id of its exercise, whatever it was called there."""
    if not id_:
        return item
    if isinstance(item, dict):
        (dose,) = item.values()
        return {id_: dose}
    return id_


def _raw(section: str, id_: str, roots: Sequence[Map]) -> Entries:
    for root in reversed(roots):
        entries = root.values.get(section)
        if isinstance(entries, Map) and id_ in entries.values:
            entry = plain(entries.values[id_])
            assert isinstance(entry, dict)
            return entry
    raise KeyError(id_)


# --- in --------------------------------------------------------------------------------


class Incoming(NamedTuple):
    """What a file of somebody else's adds, and what is to be known before saying yes."""

    additions: dict[str, Entries]
    routines: tuple[str, ...]
    """Ids under which they are added, in the order of the file."""
    notes: tuple[str, ...]
    """Sentences, without full stops."""

    @property
    def is_empty(self) -> bool:
        return not any(self.additions.values())


def incoming(root: Map, read: Library, library: Library) -> Incoming:
    """Return what of a file (its tree and what was ``read`` of it) is new to ``library``.

    An exercise of the same id and name is the same: the user's own entry is used, with the
    doses of the file. With another name it comes under another id, and so does a routine.
    """
    mine = {
        id_
        for id_, exercise in read.exercises.items()
        if (known := library.exercises.get(id_))
        and same_name(known.name) == same_name(exercise.name)
    }
    ids = _ids(read, library, mine)
    notes = [
        f"You have an exercise {old} already; this one comes as {new}"
        for old, new in ids.items()
        if old != new
    ]
    roots = (root,)
    exercises: Entries = {}
    for id_, exercise in read.exercises.items():
        if id_ not in mine:
            entry, said = _taken_in(exercise, ids, roots)
            exercises[ids[id_]] = entry
            notes += said
    routines: Entries = {}
    taken = {*library.exercises, *library.routines, *exercises}
    for id_, routine in read.routines.items():
        entry = _raw("routines", id_, roots)
        entry["exercises"] = list(_items(routine, entry, ids, read, library))
        new = _free(id_, taken | set(routines))
        if id_ in library.routines and _is_mine(routine, read, library):
            notes.append(f"You have the routine {routine.name} already")
            continue
        if new != id_:
            notes.append(f"You have a routine {id_} already; this one comes as {new}")
        routines[new] = entry
    additions: dict[str, Entries] = {
        "exercises": exercises,
        "routines": routines,
        **{
            section: {
                id_: _raw(section, id_, roots)
                for id_ in getattr(read, section)
                if id_ not in getattr(library, section)
            }
            for section in ("sources", "precautions")
        },
    }
    return Incoming(additions, tuple(routines), (*notes, *_other_precautions(read, library)))


def _ids(read: Library, library: Library, mine: set[str]) -> dict[str, str]:
    """Return the id under which each exercise of the file is known afterwards."""
    taken = {*library.exercises, *library.routines, *read.exercises}
    ids = {}
    for id_ in read.exercises:
        is_free = id_ not in library.exercises and id_ not in library.routines
        ids[id_] = id_ if id_ in mine or is_free else _free(id_, taken)
        taken.add(ids[id_])
    return ids


def _free(id_: str, taken: set[str]) -> str:
    number, new = 1, id_
    while new in taken or new in BETWEEN:
        number += 1
        new = f"{id_[:36]}-{number}"
    return new


def _taken_in(
    exercise: Exercise, ids: dict[str, str], roots: Sequence[Map]
) -> tuple[Entries, list[str]]:
    entry, notes = _raw("exercises", exercise.id, roots), []
    if entry.pop("cleared", None) is not None:
        notes.append(
            f"{exercise.name}: somebody was cleared for it there; that is left out, for it is "
            "not for you"
        )
    for key, other in (("easier", exercise.easier), ("harder", exercise.harder)):
        if other is not None:
            entry[key] = ids.get(other, other)
    return entry, notes


def _items(
    routine: RoutineEntry, entry: Entries, ids: dict[str, str], read: Library, library: Library
) -> Iterator[Plain]:
    """Yield the lines of a routine under the new ids; the sender's doses go with them."""
    items = entry["exercises"]
    assert isinstance(items, list)
    for item, line in zip(items, routine.items, strict=True):
        there, here = read.exercises.get(line.exercise), library.exercises.get(line.exercise)
        if there is not None and ids[line.exercise] == line.exercise and here is not None:
            sent = changed(there.dose, line.changes)
            if sent != changed(here.dose, line.changes):
                yield {line.exercise: dose_fields(sent)}
                continue
        yield _named(item, ids.get(line.exercise, line.exercise))


def _is_mine(routine: RoutineEntry, read: Library, library: Library) -> bool:
    """Whether the user has a routine of this id that asks for the same."""
    mine = library.routines[routine.id]
    return mine.name == routine.name and [
        _asked(item, library.exercises) for item in mine.items
    ] == [_asked(item, library.exercises | read.exercises) for item in routine.items]


def _asked(item: RoutineItem, exercises: dict[str, Exercise]) -> object:
    if item.other is not None:
        return item.other
    return item.exercise, changed(exercises[item.exercise].dose, item.changes)


def _other_precautions(read: Library, library: Library) -> Iterator[str]:
    for id_, precaution in read.precautions.items():
        known = library.precautions.get(id_)
        if known is not None and (known.level, known.why) != (precaution.level, precaution.why):
            yield f"Precaution {id_} says something else there; yours is kept ({known.level})"


def dose_fields(dose: Dose) -> dict[str, Plain]:
    """Return a whole dose as a file writes it."""
    fields: dict[str, Plain] = {}
    if dose.time_s is not None:
        fields |= {"sets": str(dose.sets), "time": written(dose.time_s)}
    elif len(set(dose.reps)) > 1:
        fields["reps"] = [str(reps) for reps in dose.reps]
    else:
        fields |= {"sets": str(dose.sets), "reps": str(dose.reps[0])}
    if dose.time_s is None:
        for name, seconds in dose.pace._asdict().items():
            fields[name.removesuffix("_s")] = written(seconds)
    fields["rest"] = written(dose.rest_s)
    fields["sides"] = Sides(dose.sides).value
    if dose.self_paced:
        fields["pace"] = "self"
    return fields
