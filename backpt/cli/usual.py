"""The routine to do where none is named, which the home page says too."""

from __future__ import annotations

from backpt.errors import BackptError
from backpt.paths import Paths
from backpt.prescription.model import Library, Routine, prescribe
from backpt.session.records import Habit

USUAL_ROUTINE = "home-basics"
"""What ``backpt session`` leads through when nothing was ever done."""


def kept_habit(paths: Paths) -> Habit:
    """Return what the journal says was done so far; of one that cannot be read nothing."""
    from backpt.clock import Clock
    from backpt.journal.habit import read_habit

    try:
        return read_habit(paths.journal, Clock().wall())
    except BackptError:  # said where the journal is needed
        return Habit()


def usual_routine(library: Library, habit: Habit) -> Routine:
    """Return the routine to do where none is named: the one done last, else home-basics."""
    last = habit.last_routine
    return prescribe(library, last if last in library.routines else USUAL_ROUTINE)
