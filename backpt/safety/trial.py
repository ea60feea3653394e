"""A trial of bending back for symptoms in a leg: for whom it is not, and what is asked first.

Pure (clinical E, ``leg-symptom-trial``: "OPTIONAL, gated"; R9). Its stop rule and the question
after each exercise are in ``language/words.py``.
"""

from __future__ import annotations

from backpt.prescription.model import Library, Routine
from backpt.safety.answers import Profile
from backpt.session.keymap import Means, option
from backpt.session.views import Page

BENDING_BACK = "EXT_INTOL"
"""The precaution of who gets worse by bending back (clinical B2)."""
NOT_ASKED = "It asks first whether a therapist told you to bend back, and no key can come."


def why_refused(routine: Routine, library: Library, profile: Profile) -> str:
    """Return why ``routine`` is not for this user, naming the precaution; empty where it is."""
    if not routine.trial or BENDING_BACK not in profile.codes:
        return ""
    known = library.precautions.get(BENDING_BACK)
    why = f" {known.why}" if known else ""
    return f"{routine.name} bends your back, and is not for you.{why} Ask a therapist first."


def trial_page(routine: Routine) -> Page:
    """Return the question before a trial."""
    lines = (
        f"{routine.name} is only for leg pain that gets better when you bend back.",
        "Stop rule: if pain or tingling moves down the leg, press h, then l.",
        "",
        "Has a therapist told you bending back is for you?",
    )
    return Page("Ask first", lines, (option(Means.YES), option(Means.NO), option(Means.LEAVE)))


def instead_page(routine: Routine) -> Page:
    """Return what is offered where nobody has told the user to bend back."""
    lines = (
        f"Not {routine.name} yet: ask a therapist whether bending back is for you.",
        "Today instead: rest positions and a walk.",
    )
    return Page(
        "Rest and walk instead?", lines, (option(Means.YES, "yes, go on"), option(Means.LEAVE))
    )
