"""Why nothing begins, and what to do about it. Warning signs have words of their own."""

from __future__ import annotations

from backpt.language.en.packs import faults_words, too_near_words
from backpt.prescription.model import Library, Routine, ThermalPlan
from backpt.safety.clearance import BrokenLimit
from backpt.safety.precautions import BENDING_BACK

QUESTIONS_FIRST = "Before any exercise, answer the safety questions: backpt safety"
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
        " back, and there is no keyboard to answer with."
    )


def pack_over_limit(routine: Routine, plan: ThermalPlan) -> str:
    """Return why a routine cannot be done: a pack of it breaks a limit."""
    return f"{routine.name}: {'; '.join(faults_words(plan))}."


def over_limit(routine: Routine, broken: BrokenLimit) -> str:
    """Return why a routine cannot be done: it is too long, or packs of it lie too near."""
    if broken.too_near:
        near = too_near_words(broken.too_near)
        return f"{routine.name}: {near}; shorten or leave out one of them."
    what = "its dose" if broken.is_single else "the routine"
    return f"{routine.name} is longer than three hours; shorten {what}."
