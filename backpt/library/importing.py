"""Somebody else's file into one's own: what it adds, under which ids, and what to know first.

What comes in never replaces an entry, never lowers a precaution and clears nobody: a clearance
is for the person it was given to.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from backpt.language import own_file
from backpt.library.emit import Plain
from backpt.library.exporting import Entries, raw, under_id
from backpt.library.fields import BETWEEN
from backpt.library.names import plain as same_name
from backpt.library.problem import Problem
from backpt.library.tree import Map
from backpt.prescription.durations import written
from backpt.prescription.model import (
    Dose,
    Exercise,
    Library,
    RoutineEntry,
    RoutineItem,
    Sides,
    changed,
)
from backpt.values import NamedTuple


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
    doses of the file. With another name it comes under another id, and so does a routine. What
    came so before is found again and not taken a second time.
    """
    mine = _mine(read, library)
    ids = _ids(read, library, mine)
    notes = [
        own_file.exercise_comes_as(old, new)
        for old, new in ids.items()
        if old != new and old not in mine
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
        if (known := _known_routine(routine, ids, read, library)) is not None:
            notes.append(own_file.has_routine(routine.name, known if known != id_ else ""))
            continue
        entry = raw("routines", id_, roots)
        entry["exercises"] = list(_items(routine, entry, ids, read, library))
        if routine.leg_stops:
            entry["if-leg-further"] = [ids.get(one, one) for one in routine.leg_stops]
        new = _free(id_, taken | set(routines))
        if new != id_:
            notes.append(own_file.routine_comes_as(id_, new))
        routines[new] = entry
    additions: dict[str, Entries] = {
        "exercises": exercises,
        "routines": routines,
        **_new_in("sources", read.sources, library.sources, roots),
        **_new_in("precautions", read.precautions, library.precautions, roots),
    }
    return Incoming(additions, tuple(routines), (*notes, *_other_precautions(read, library)))


def _new_in(
    section: str, read: Iterable[str], known: Iterable[str], roots: Sequence[Map]
) -> dict[str, Entries]:
    """Return the entries of a section that are not ``known``."""
    there = set(known)
    return {section: {id_: raw(section, id_, roots) for id_ in read if id_ not in there}}


def _mine(read: Library, library: Library) -> dict[str, str]:
    """Return which exercises of the file the user has, and under which id each."""
    mine = {}
    for id_, exercise in read.exercises.items():
        name = same_name(exercise.name)
        called = [one.id for one in library.exercises.values() if same_name(one.name) == name]
        came_as = [one for one in called if _is_made_of(one, id_) and one not in read.exercises]
        if id_ in called or came_as:
            mine[id_] = id_ if id_ in called else came_as[0]
    return mine


def _is_made_of(known: str, id_: str) -> bool:
    """Tell whether ``_free`` may have made ``known`` of ``id_``."""
    return known.removeprefix(_numbered(id_, "")).isdecimal()


def _ids(read: Library, library: Library, mine: dict[str, str]) -> dict[str, str]:
    """Return the id under which each exercise of the file is known afterwards."""
    taken = {*library.exercises, *library.routines, *read.exercises}
    ids = {}
    for id_ in read.exercises:
        is_free = id_ not in library.exercises and id_ not in library.routines
        ids[id_] = mine.get(id_) or (id_ if is_free else _free(id_, taken))
        taken.add(ids[id_])
    return ids


def _free(id_: str, taken: set[str]) -> str:
    number, new = 1, id_
    while new in taken or new in BETWEEN:
        number += 1
        new = _numbered(id_, str(number))
    return new


def _numbered(id_: str, number: str) -> str:
    return f"{id_[:36]}-{number}"


def _taken_in(
    exercise: Exercise, ids: dict[str, str], roots: Sequence[Map]
) -> tuple[Entries, list[str]]:
    entry, notes = raw("exercises", exercise.id, roots), []
    if entry.pop("cleared", None) is not None:
        notes.append(own_file.clearance_left_out(exercise.name))
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
        id_ = ids.get(line.exercise, line.exercise)
        there, here = read.exercises.get(line.exercise), library.exercises.get(id_)
        if there is not None and here is not None:
            sent = changed(there.dose, line.changes)
            if sent != changed(here.dose, line.changes):
                yield {id_: {**dose_fields(sent), **_own_growth(item)}}
                continue
        yield under_id(item, id_)


def _own_growth(item: Plain) -> Entries:
    """Return how the dose grows where the line of a routine says so itself."""
    ((_, fields),) = item.items() if isinstance(item, dict) else (("", {}),)
    return {"grow": fields["grow"]} if isinstance(fields, dict) and "grow" in fields else {}


def _known_routine(
    routine: RoutineEntry, ids: dict[str, str], read: Library, library: Library
) -> str | None:
    """Return the id of the user's routine that has this name, asks for the same, and lets it
    grow alike."""
    exercises = library.exercises | read.exercises
    asked = [_asked(item, exercises, ids) for item in routine.items]
    for id_, mine in library.routines.items():
        if mine.name == routine.name and asked == [
            _asked(item, library.exercises, {}) for item in mine.items
        ]:
            return id_
    return None


def _asked(item: RoutineItem, exercises: dict[str, Exercise], ids: dict[str, str]) -> object:
    if item.other is not None:
        return item.other
    dose = changed(exercises[item.exercise].dose, item.changes)
    return ids.get(item.exercise, item.exercise), dose, item.grow


def _other_precautions(read: Library, library: Library) -> Iterator[str]:
    for id_, precaution in read.precautions.items():
        known = library.precautions.get(id_)
        if known is not None and known._replace(sources=()) != precaution._replace(sources=()):
            yield own_file.precaution_differs(id_, known.level)


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


# --- which of its warnings is said of which entry -------------------------------------


class Doubts(NamedTuple):
    exercises: dict[str, tuple[str, ...]]
    """By id; each "what is wrong; what to do"."""
    lines: dict[int, tuple[str, ...]]
    """Of all else by line: ``RoutineItem.line`` has those of an item."""


def doubts(problems: Iterable[Problem], root: Map) -> Doubts:
    """Return the warnings among the ``problems`` of the file whose tree is ``root``."""
    owners = _owners(root)
    starts = [line for line, _ in owners]
    exercises: dict[str, tuple[str, ...]] = {}
    lines: dict[int, tuple[str, ...]] = {}
    for one in problems:
        if one.level != "warning":
            continue
        at = bisect_right(starts, one.line)
        if at and (id_ := owners[at - 1][1]):
            exercises[id_] = (*exercises.get(id_, ()), one.message)
        else:
            lines[one.line] = (*lines.get(one.line, ()), one.message)
    return Doubts(exercises, lines)


def _owners(root: Map) -> list[tuple[int, str]]:
    """Return on which line each exercise begins; what begins with another section has no id."""
    owners = [(line, "") for line in root.lines]
    section = root.values.get("exercises")
    if isinstance(section, Map):
        owners += zip(section.lines, section.values, strict=True)
    return sorted(owners)
