"""Why nothing begins, and what to do about it. Warning signs have words of their own."""

from __future__ import annotations

from backpt.prescription.model import Library, Routine
from backpt.safety.precautions import BENDING_BACK

QUESTIONS_FIRST = "Before any exercise answer the safety questions: backpt safety"
NEW_SIGN_FIRST = (
    "Your last session ended because you felt something new. Answer the questions first:"
    " backpt safety"
)


def pack_refused(why: str) -> str:
    """Return why a pack that was all that was asked for does not begin."""
    return f"{why} Nothing was started."


def trial_refused(routine: Routine, library: Library) -> str:
    """Return why a trial is not for somebody who gets worse by bending back."""
    known = library.precautions.get(BENDING_BACK)
    why = f" {known.why}" if known else ""
    return f"{routine.name} bends your back, and is not for you.{why} Ask a therapist first."


def trial_not_asked(routine: Routine) -> str:
    """Return why a trial does not begin where nobody can answer."""
    return (
        f"{routine.name} was not started. It asks first whether a therapist told you to bend"
        " back, and no key can come."
    )
