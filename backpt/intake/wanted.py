"""What is led through where the command line leaves it open. Pure."""

from __future__ import annotations

from backpt.prescription.model import Library, Mode, Routine, ThermalPlan, prescribe, single
from backpt.safety.tables import PACK_OFF_S
from backpt.session.records import Habit

USUAL_ROUTINE = "home-basics"
"""What is done where none is named and nothing was ever done."""
HINT_SESSIONS = 3
"""The keys are said aloud in the first three sessions (evening)."""

ALTERNATE_CYCLES = 3
"""Heat, cold, heat."""


def usual_routine(library: Library, habit: Habit) -> Routine:
    """Return the routine to do where none is named: what the plan says for today, else the one
    done last, else home-basics."""
    for planned in habit.planned:
        if planned in library.routines:
            return prescribe(library, planned)
        if planned in library.exercises:
            return single(library.exercises[planned])
    last = habit.last_routine
    return prescribe(library, last if last in library.routines else USUAL_ROUTINE)


def as_written(library: Library, id_: str) -> Routine | None:
    """Return the routine, or the exercise as one, as the file has it."""
    if id_ in library.routines:
        return prescribe(library, id_)
    exercise = library.exercises.get(id_)
    return None if exercise is None else single(exercise)


def said_of_today(habit: Habit, library: Library) -> str:
    """Return why the plan asks for none today, or for one that is gone; empty where there is
    no plan, and where it asks for one."""
    if not habit.today:
        return ""
    from backpt.language import plan

    if not habit.planned:
        return plan.nothing_for_today(habit.today)
    if not {*habit.planned} & {*library.routines, *library.exercises}:
        return plan.gone_today(habit.planned[0])
    return ""


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
