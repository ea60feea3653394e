"""What makes a dose or a routine impossible: longer than any sitting, packs too near.

Knows resolved entries and no lines. The rules themselves are the session's: what is an error
here would be refused there.
"""

from __future__ import annotations

from backpt.prescription.model import (
    Dose,
    Library,
    Rest,
    RoutineEntry,
    Sides,
    ThermalPlan,
    changed,
    prescribe,
)
from backpt.session.compile import LONGEST_ROUTINE_S


def fault_of_length(routine: RoutineEntry, library: Library) -> str:
    """Return why no session can lead through ``routine``, or nothing."""
    if fault := _too_long(_length_s(routine, library)):
        return fault
    packs = sum(isinstance(item.other, ThermalPlan) for item in routine.items)
    return _packs_too_near(routine, library) if packs > 1 else ""


def fault_of_dose(dose: Dose) -> str:
    """Return why no session can lead through an exercise of this dose, or nothing."""
    return _too_long(_dose_s(dose))


def _too_long(length_s: float) -> str:
    if length_s <= LONGEST_ROUTINE_S:
        return ""
    longest = LONGEST_ROUTINE_S / 3600
    return f"takes {length_s / 3600:.1f} hours; make it {longest:g} hours at most"


def _length_s(routine: RoutineEntry, library: Library) -> float:
    """Return the seconds a routine prescribes, without the time to get into place."""
    total_s = 0.0
    for item in routine.items:
        if isinstance(item.other, Rest):
            total_s += item.other.rest_s
        elif item.other is not None:
            total_s += item.other.apply_s
        else:
            dose = changed(library.exercises[item.exercise].dose, item.changes)
            total_s += _dose_s(dose)
    return total_s


def _dose_s(dose: Dose) -> float:
    sides = 1 if dose.sides is Sides.BOTH else 2
    if dose.time_s is None:
        work_s = sum(dose.reps) * dose.pace.rep_s
    else:
        work_s = dose.sets * dose.time_s
    return sides * work_s + (dose.sets - 1) * dose.rest_s


def _packs_too_near(entry: RoutineEntry, library: Library) -> str:
    from backpt.session.compile import flatten, packs_too_near

    routine = prescribe(library._replace(routines={entry.id: entry}), entry.id)
    near = packs_too_near(flatten(routine))
    return near and f"cannot be done: {near}; put exercises or a rest between, or take one out"
