"""From what people call an exercise or a routine to its id, and near misses.

Knows ids, aliases and names, in that order; capitals do not matter, and spaces, hyphens and
underscores are the same.
"""

from collections.abc import Mapping
from typing import TypeAlias

from backpt.prescription.model import Exercise, Library, RoutineEntry
from backpt.values import NamedTuple

Entries: TypeAlias = Mapping[str, Exercise] | Mapping[str, RoutineEntry]
Index: TypeAlias = dict[str, tuple[str, ...]]
"""What it may be called, made ``plain`` -> the ids that it may mean."""

MOST_NEAR = 5


class NameMatch(NamedTuple):
    id: str | None
    """``None`` where nothing, or more than one entry, has the name."""
    near: tuple[str, ...] = ()
    """Ids to offer instead, the likeliest first; all of them if several share the name."""
    routine: bool = False
    """The id is a routine's."""


def plain(name: str) -> str:
    """Return ``name`` as names are compared: "Knee-Tilts" -> "knee tilts"."""
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def index(entries: Entries) -> Index:
    """Return every name of the entries; an id wins over an alias, an alias over a name."""
    ids: Index = {}
    aliases: Index = {}
    names: Index = {}
    for id_, entry in entries.items():
        ids[plain(id_)] = (id_,)
        for alias in entry.aliases:
            _also(aliases, alias, id_)
        _also(names, entry.name, id_)
    return names | aliases | ids


def _also(names: Index, name: str, id_: str) -> None:
    key = plain(name)
    others = names.get(key, ())
    if id_ not in others:
        names[key] = (*others, id_)


def find_exercise(library: Library, name: str) -> NameMatch:
    """Return the exercise that is called ``name``, or the ids of some that nearly are."""
    return _find(library.exercises, name)


def find_routine(library: Library, name: str) -> NameMatch:
    """Return the routine that is called ``name``, or the ids of some that nearly are."""
    return _find(library.routines, name)._replace(routine=True)


def find(library: Library, name: str) -> NameMatch:
    """Return the routine, or else the exercise, that is called ``name``.

    Where neither is, ``near`` offers routines first, then exercises.
    """
    both = (library.routines, library.exercises)
    for entries, ids in ((entries, _called(entries, name)) for entries in both):
        if len(ids) == 1:
            return NameMatch(ids[0], routine=entries is library.routines)
    routine, exercise = find_routine(library, name), find_exercise(library, name)
    return NameMatch(None, (*routine.near, *exercise.near)[:MOST_NEAR])


def _find(entries: Entries, name: str) -> NameMatch:
    ids = _called(entries, name)
    if len(ids) == 1:
        return NameMatch(ids[0])
    return NameMatch(None, ids or near(index(entries), name))


def _called(entries: Entries, name: str) -> tuple[str, ...]:
    """Return the ids that ``name`` may mean; several where they share it."""
    return (name,) if name in entries else index(entries).get(plain(name), ())


def near(names: Index, name: str) -> tuple[str, ...]:
    """Return up to ``MOST_NEAR`` ids whose names hold ``name`` or are spelled much like it."""
    import difflib  # only for a name that nothing has

    wanted = plain(name)[:60]
    if not wanted:
        return ()
    spelled = [key for key in names if key.startswith(wanted)]
    spelled += [key for key in names if wanted in key]
    spelled += difflib.get_close_matches(wanted, names, n=MOST_NEAR)
    ids = (id_ for key in spelled for id_ in names[key])
    return tuple(dict.fromkeys(ids))[:MOST_NEAR]
