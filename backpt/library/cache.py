"""The library as it was read, kept compiled in one file, so that a start parses no YAML.

Never needed and never trusted: the file begins with what it was made from (the program, the
Python, the sizes and checksums of the sources) and a checksum of its own content; whatever
does not match in every byte counts as absent, and so does a file that anybody but the user can
have written: a library that was slipped in would change doses without a word.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from typing import Any
from zlib import crc32

from backpt import __version__
from backpt.files import PRIVATE, is_own, open_regular, private_folder, write_whole
from backpt.prescription.model import (
    Category,
    Citation,
    Dose,
    Exercise,
    Frequency,
    Grow,
    Growth,
    Level,
    Library,
    Mode,
    Pace,
    Position,
    Precaution,
    Rest,
    RoutineEntry,
    RoutineItem,
    Sides,
    ThermalPlan,
)

_SHAPE = tuple(
    value._fields
    for value in (
        Library,
        Exercise,
        Dose,
        Pace,
        RoutineEntry,
        RoutineItem,
        Citation,
        Precaution,
        Rest,
        ThermalPlan,
        Frequency,
        Growth,
    )
)
"""So that a change of a value's fields makes old caches stale even between releases."""

_CATEGORIES = {category.value: category for category in Category}
_POSITIONS = {position.value: position for position in Position}
_SIDES = {sides.value: sides for sides in Sides}


def cache_key(*sources: bytes | None) -> bytes:
    """Return what a cache made from ``sources`` begins with, on one line."""
    read = [source and (len(source), crc32(source)) for source in sources]
    made_by = (__version__, sys.implementation.cache_tag, crc32(repr(_SHAPE).encode()))
    return repr((made_by, read)).encode() + b"\n"


def restore(path: str, key: bytes) -> Library | None:
    """Return the library kept in ``path`` for ``key``, or ``None`` for any reason at all."""
    try:
        with os.fdopen(open_regular(path), "rb", buffering=0) as file:
            if not is_own(file.fileno()):
                return None
            kept = file.read() or b""
        body = kept[len(key) + 4 :]
        if kept[: len(key) + 4] != key + crc32(body).to_bytes(4, "big"):
            return None
        return _unpacked(marshal.loads(body))  # noqa: S302  # ours: it matched
    except Exception:  # noqa: BLE001  # whatever is wrong with a cache, the answer is the sources
        return None


def store(path: str, key: bytes, library: Library) -> None:
    """Keep ``library`` in ``path``, whole or not at all; where it cannot be, do nothing."""
    body = marshal.dumps(_plain(library))
    whole = key + crc32(body).to_bytes(4, "big") + body
    with suppress(OSError, ValueError):
        private_folder(os.path.dirname(path) or ".")
        write_whole(path, whole, mode=PRIVATE, lasting=False)


def _plain(value: Any) -> Any:
    """Return a value as marshal takes it: no named tuples, no enumerations."""
    kind = type(value)
    if kind is str:
        return value
    if isinstance(value, tuple):
        plain = tuple(map(_plain, value))
        return (kind is Rest, *plain) if kind in (Rest, ThermalPlan) else plain
    if kind is dict:
        return {name: _plain(one) for name, one in value.items()}
    return str(value) if isinstance(value, str) else value


def _unpacked(plain: Any) -> Library:
    exercises, routines, sources, precautions = plain
    return Library(
        {id_: _exercise(*fields) for id_, fields in exercises.items()},
        {id_: _routine(*fields) for id_, fields in routines.items()},
        {id_: Citation(*fields) for id_, fields in sources.items()},
        {
            id_: Precaution(own, Level(level), *others)
            for id_, (own, level, *others) in precautions.items()
        },
    )


def _exercise(
    id_: str, name: str, category: str, position: str, dose: Any, *more: Any
) -> Exercise:
    phase, cue, often, grow, *others = more
    reps, pace, time_s, sides, rest_s, self_paced = dose
    return Exercise(
        id_,
        name,
        _CATEGORIES[category],
        _POSITIONS[position],
        Dose(reps, Pace(*pace), time_s, _SIDES[sides], rest_s, self_paced),
        phase,
        cue,
        often and Frequency(*often),
        grow and _growths(grow),
        *others,
    )


def _growths(grow: Any) -> Grow:
    return tuple(Growth(*growth) for growth in grow)


def _routine(id_: str, name: str, items: Any, *more: Any) -> RoutineEntry:
    goal, phase, often, *others = more
    made = tuple(_item(*item) for item in items)
    return RoutineEntry(id_, name, made, goal, phase, often and Frequency(*often), *others)


def _item(exercise: str, changes: Any, other: Any, line: int, grow: Any) -> RoutineItem:
    changes = tuple(
        (name, _SIDES[value] if name == "sides" else value) for name, value in changes
    )
    between = other and _between(*other)
    return RoutineItem(exercise, changes, between, line, grow and _growths(grow))


def _between(is_rest: bool, *fields: Any) -> Rest | ThermalPlan:
    if is_rest:
        return Rest(*fields)
    mode, *others = fields
    return ThermalPlan(Mode(mode), *others)
