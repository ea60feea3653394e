"""The words around a session that was broken off: whether it goes on, and what is left."""

from __future__ import annotations

from backpt.language.en.durations import ago
from backpt.safety.days import FLARE_UP_ROUTINE
from backpt.safety.readiness import Readiness

TITLE = "Go on?"
GO_ON_THERE = "yes, go on there"
START_AFRESH = "no, start afresh"


def stopped(routine_name: str, age_s: float) -> str:
    return f"You stopped {routine_name} {ago(age_s)}."


def how_to_start(allowed: Readiness) -> str:
    """Return how to start what today allows in place of the session that was broken off."""
    if allowed is Readiness.FLARE_UP:
        return f"To start it: backpt session {FLARE_UP_ROUTINE}"
    return "To start them: backpt session, and give the same answers again."
