"""The file that is checked: what it says, what it is laid over, and on which lines.

Knows where things stand and refuses to know what is right.
"""

from collections.abc import Callable, Iterable, Iterator

from backpt.library.tree import Map
from backpt.prescription.model import Dose, Exercise, Library, RoutineItem, changed
from backpt.values import NamedTuple


class CheckedFile(NamedTuple):
    """One file among what it is laid over."""

    own: Library
    base: Library
    """Empty for the built-in library."""
    whole: Library
    entries: dict[str, Map]
    """The sections of the file that have entries."""
    lines: dict[str, dict[str, int]]
    """Of the entries, by section and id."""

    def line(self, section: str, id_: str, key: str = "") -> int:
        """Return the line of an entry, or of one of its fields if it is there."""
        entry = self.entries[section].values[id_]
        if isinstance(entry, Map) and key in entry.values:
            return entry.line_of(key)
        return self.lines[section][id_]

    def leaves_out(self, id_: str, key: str) -> bool:
        """Whether the file has the exercise and does not give a field of it.

        What the value holds then is a stand-in, from which nothing follows.
        """
        if id_ not in self.own.exercises:
            return False
        entry = self.entries["exercises"].values[id_]
        return isinstance(entry, Map) and key not in entry.values


def new_faults(
    faults: Callable[[Exercise, Dose], Iterable[str]], exercise: Exercise, item: RoutineItem
) -> Iterator[str]:
    """Yield those of ``faults`` that an item's changes bring in; the exercise answers for its
    own dose."""
    if item.changes:
        known = set(faults(exercise, exercise.dose))
        for fault in faults(exercise, changed(exercise.dose, item.changes)):
            if fault not in known:
                yield fault
