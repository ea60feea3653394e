"""Routines with other doses, as entries for the user's own file. Reads no file.

What they have besides stays as it stands in the file that has them; only what was changed of a
dose is written, in the words of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backpt.library.emit import Plain
from backpt.library.exporting import Entries, raw
from backpt.library.tree import Map
from backpt.prescription.model import Dose, Work


def routine_entry(id_: str, works: Mapping[int, Work], roots: Sequence[Map]) -> Entries:
    """Return the routine ``id_`` with ``works`` in the place of its items of these numbers."""
    entry = raw("routines", id_, roots)
    items = entry["exercises"]
    assert isinstance(items, list)
    for number, work in works.items():
        items[number] = _item(items[number], work)
    return entry


def _item(line: Plain, work: Work) -> Plain:
    """Return the line of a routine that prescribes ``work``."""
    id_ = work.exercise.id
    was: Plain = {}
    if isinstance(line, dict):
        ((name, was),) = line.items()
        was = was if name == id_ else {}
    kept = was if isinstance(was, dict) else {}
    if work.dose == work.exercise.dose and not kept:
        return id_
    return {id_: {**kept, **_fields(work.dose)}}


def _fields(dose: Dose) -> Entries:
    """Return what may have grown of a dose, as a file has it."""
    fields: Entries = {}
    is_pyramid = len(set(dose.reps)) > 1
    if dose.time_s is not None:
        fields["time"] = _seconds(dose.time_s)
    elif is_pyramid:
        fields["reps"] = [str(reps) for reps in dose.reps]
    else:
        fields["reps"] = str(dose.reps[0])
    if not is_pyramid:
        fields["sets"] = str(dose.sets)
    if dose.pace.hold_s:
        fields["hold"] = _seconds(dose.pace.hold_s)
    if dose.rest_s and dose.sets > 1:
        fields["rest"] = _seconds(dose.rest_s)
    return fields


def _seconds(seconds: float) -> str:
    return f"{seconds:g}s"
