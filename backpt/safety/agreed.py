"""What the user has agreed to, laid over a routine: its present doses (weeks 7).

The one place that does so, and the exercises' own file is never edited: without a change a
routine is what the file says. A change counts only where the file still says what it began
from, so a dose that somebody rewrites by hand is that dose.
"""

from collections.abc import Iterable
from typing import Protocol

from backpt.prescription.growing import amount, with_amount
from backpt.prescription.model import (
    Item,
    Library,
    Routine,
    RoutineItem,
    Work,
    prescribe,
)
from backpt.values import NamedTuple

EXERCISE = "exercise"
"""The field of a change that puts another exercise in the place of one."""
MOST = {"reps": 100, "sets": 20, "hold": 600, "time": 3600}
"""What a file may say at most: a row of the diary that is damaged asks for no more."""


class Agreed(Protocol):
    """A change that was agreed to (``progress/change.py``)."""

    @property
    def routine(self) -> str: ...
    @property
    def exercise(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def was(self) -> float | str: ...
    @property
    def to(self) -> float | str: ...
    @property
    def day(self) -> int: ...


class Laid(NamedTuple):
    """A routine with what was agreed, and which of that counted."""

    routine: Routine
    counting: tuple[tuple[int, Agreed], ...] = ()
    """With the number of the item that each changed, in the order in which they count."""


def laid_over(routine: Routine, library: Library, changes: Iterable[Agreed]) -> Laid:
    """Return ``routine``, as the file has it, with ``changes`` in their order.

    One of another routine or exercise, or of a dose that is no longer what it was, changes
    nothing.
    """
    items = list(routine.items)
    counting: list[tuple[int, Agreed]] = []
    for change in changes:
        if change.routine not in ("", routine.id):
            continue
        for number, item in enumerate(items):
            if (changed := _changed(item, library, change)) is not None:
                items[number] = changed
                counting.append((number, change))
    if not counting:
        return Laid(routine)
    return Laid(routine._replace(items=tuple(items)), tuple(counting))


def _changed(item: Item, library: Library, change: Agreed) -> Item | None:
    """Return ``item`` as ``change`` leaves it; ``None``: it does not count there."""
    if not isinstance(item, Work) or item.exercise.id != change.exercise:
        return None
    if change.field == EXERCISE:
        other = library.exercises.get(str(change.to))
        return None if other is None else Work(other, other.dose, grow=other.grow)
    was, to = change.was, change.to
    if isinstance(was, str) or isinstance(to, str):
        return None
    if amount(item.dose, change.field) != was or not _can_be(change.field, to):
        return None
    return item._replace(dose=with_amount(item.dose, change.field, to))


def _can_be(field: str, value: float) -> bool:
    """Tell whether a dose may have so much of ``field``: whole reps and sets."""
    is_whole = field in ("hold", "time") or value == int(value)
    return 0 < value <= MOST.get(field, 0) and is_whole


def present_library(library: Library, changes: Iterable[Agreed]) -> Library:
    """Return ``library`` with routines whose items are at their present doses: what today puts
    in the place of a routine has them, too."""
    changes = tuple(changes)
    routines = dict(library.routines)
    for id_, entry in routines.items():
        laid = laid_over(prescribe(library, id_), library, changes)
        items = list(entry.items)
        for number in {number for number, _ in laid.counting}:
            items[number] = _line_of(items[number], laid.routine.items[number])
        if laid.counting:
            routines[id_] = entry._replace(items=tuple(items))
    return library._replace(routines=routines)


def _line_of(line: RoutineItem, item: Item) -> RoutineItem:
    """Return the line of a routine that prescribes ``item``."""
    assert isinstance(item, Work)
    dose = item.dose
    fields: list[tuple[str, object]] = [
        ("reps", dose.reps),
        ("time_s", dose.time_s),
        ("hold_s", dose.pace.hold_s),
        ("rest_s", dose.rest_s),
    ]
    if len(set(dose.reps)) == 1:
        fields.append(("sets", dose.sets))
    # What the line overrides besides stays; of another exercise nothing does.
    kept = line.changes if line.exercise == item.exercise.id else ()
    named = {name for name, _ in fields} | {"sets"}
    others = tuple(change for change in kept if change[0] not in named)
    return line._replace(exercise=item.exercise.id, changes=(*others, *fields), grow=item.grow)
