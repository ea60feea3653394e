"""The words before a trial of bending back (clinical E, ``leg-symptom-trial``; R9)."""

from __future__ import annotations

from backpt.prescription.model import Routine
from backpt.session.keymap import Means

ASK_FIRST = "Ask first"
REST_INSTEAD = "Rest and walk instead?"


def question(routine: Routine) -> tuple[str, ...]:
    return (
        f"{routine.name} is only for leg pain that gets better when you bend back.",
        "Stop rule: if pain or tingling moves down the leg, press"
        f" {Means.HURTS.value}, then {Means.LEG.value}.",
        "",
        "Has a therapist told you bending back is for you?",
    )


def instead(routine: Routine) -> tuple[str, ...]:
    """Return what is offered where nobody has told the user to bend back."""
    return (
        f"Not {routine.name} yet: ask a therapist whether bending back is for you.",
        "Today instead: rest positions and a walk.",
    )
