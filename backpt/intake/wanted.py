"""What is led through where the command line leaves it open. Pure."""

from __future__ import annotations

from backpt.prescription.model import Library, Mode, Routine, ThermalPlan, prescribe
from backpt.safety.tables import PACK_OFF_S
from backpt.session.records import Habit

USUAL_ROUTINE = "home-basics"
"""What is done where none is named and nothing was ever done."""
HINT_SESSIONS = 3
"""The keys are said aloud in the first three sessions (evening)."""

ALTERNATE_CYCLES = 3
"""Heat, cold, heat."""


def usual_routine(library: Library, habit: Habit) -> Routine:
    """Return the routine to do where none is named: the one done last, else home-basics."""
    last = habit.last_routine
    return prescribe(library, last if last in library.routines else USUAL_ROUTINE)


def is_told_keys(habit: Habit) -> bool:
    """Tell whether the keys are said aloud to somebody of this habit."""
    return habit.finished < HINT_SESSIONS


def with_packs_around(
    routine: Routine, heat: tuple[ThermalPlan, ...], ice: tuple[ThermalPlan, ...]
) -> Routine:
    """Return the routine with heat before and ice after it (clinical A29, A30)."""
    return routine._replace(items=(*heat, *routine.items, *ice))


def cycles_of(mode: Mode, asked: int) -> int:
    """Return how often a pack of ``mode`` goes on where ``asked`` times were asked for."""
    return ALTERNATE_CYCLES if mode is Mode.ALTERNATE else asked


def usual_off_s(on_s: float) -> float:
    """Return how long a pack is off where that is not said: as long as it was on, at least."""
    return max(PACK_OFF_S, on_s)
