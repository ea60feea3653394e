"""What a session must know of the language in which it is led: how long its words take.

A step lasts at least as long as what is said in it; what is said is not the compiler's. Every
length is in whole seconds, at a calm pace.
"""

from __future__ import annotations

from typing import Protocol

from backpt.prescription.model import Exercise, Item, Routine, Side, ThermalPlan, Work
from backpt.session.steps import Signal


class Speech(Protocol):
    """A language, as compiling and running a session need it. ``language.speech`` is one."""

    def welcome_s(self, routine: Routine, into: Exercise | None) -> float:
        """Of the first words; with those that lead ``into`` the first exercise."""

    def moving_s(self, before: Exercise | None, after: Exercise, *, down: bool) -> float:
        """Of how to get from one exercise into the next, 0 where one stays as one is;
        ``down``: of how to get down to the floor, too."""

    def intro_s(self, work: Work, side: Side | None) -> float:
        """Of name, dose and cue, before an exercise."""

    def switch_s(self, work: Work, side: Side | None) -> float:
        """Of changing over to ``side``."""

    def rest_s(self, work: Work) -> float:
        """Of a rest between two sets, and of the way back to the first side."""

    def pack_set_up_s(self, plan: ThermalPlan, welcomed: Routine | None) -> float:
        """Of what comes before the first pack; with the first words of the routine
        ``welcomed``, where it begins with the pack."""

    def told_s(self, signal: Signal) -> float:
        """Of what follows from pain: ``GOOD_ZONE``, ``EASED`` or ``EXERCISE_END``."""

    def which_sign_s(self) -> float:
        """Of the question which of the new signs it is."""

    def item_name(self, item: Item) -> str:
        """Return what an item is called in the summary: "Leg lifts", "Cold pack"."""
