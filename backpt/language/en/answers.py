"""What is said of the answers that are kept: ``backpt safety``, and what they mean."""

from __future__ import annotations

from backpt.language.en.clearance import CLINICIAN_ALLOWED, PACK_NAMES, care, rule_words
from backpt.safety.packs import PackRule
from backpt.safety.tables import SCREEN_AGAIN_DAYS

FILE_HEAD = (
    "Your answers to the safety questions of backpt. To change them: backpt safety",
    "Do not edit it by hand: backpt leaves out exercises because of these lines.",
)
"""What stands over the answers in their file."""
NOTHING_CHANGED = "Nothing was changed."
NOT_ANSWERED = (
    "Not answered yet. To answer on a terminal: backpt safety",
    "In one line: backpt safety --answers none",
)
CARD_TO_COME = "The card about you comes before your next session."
NOTHING_TO_BE_CAREFUL = "Nothing to be careful about."
ANSWERS_FIRST = "--answers first, then --seen or --cleared by themselves."
NO_SIGN = "There is no warning sign in your answers; nothing was changed."
NOTHING_TO_CLEAR = "Nothing in your answers waits to be cleared; see: backpt safety"
ANSWER_FIRST = "Nothing was answered yet; answer first: backpt safety"


def trouble(said: str) -> str:
    """Return as a sentence what is wrong with the kept answers."""
    return f"{said}."


def unknown(said: str) -> str:
    """Return that precautions are not known, and why."""
    return f"Your precautions are not known here: {said}."


def answered(on: str) -> str:
    return f"Answered on {on}; asked again after {SCREEN_AGAIN_DAYS} days."


def seen(on: str) -> str:
    return f"Warning signs were seen by a clinician on {on}."


def cleared(on: str) -> str:
    return f"Cleared for exercise on {on}."


def kept_in(path: str) -> str:
    return f"Kept in {path}"


def not_a_date(option: str, said: str) -> str:
    return f"{option}: {said}, or: {option} today."


def not_between(option: str, date: str, since: str, today: str) -> str:
    return (
        f"{option}: {date} is not between the day of your answer ({since}) and today ({today})."
    )


def pack(rule: PackRule, *, may_be_used: bool, was_asked: bool, more: bool) -> str:
    """Return what the answers mean for packs; ``was_asked``: a clinician allowed it; ``more``
    is asked before the first."""
    if not may_be_used:
        said = [rule_words(rule)]
    else:
        said = [CLINICIAN_ALLOWED] if was_asked else []
        said += care(rule)
        if more:
            said.append("more is asked before the first pack.")
    name = PACK_NAMES[rule.mode].capitalize()
    return f"{name}: {' '.join(said) or 'nothing speaks against it.'}"


# --- every rule, for somebody who reviews them ---------------------------------------------

CARDS_1_AND_2 = "Cards 1 and 2: one yes stops every session until a clinician has seen it"
CARD_3 = "Card 3: what each tick sets (PARQ, GK, and the sources of each precaution)"
WARNING_SIGNS = (
    "Warning signs: E emergency, U urgent; whether those that no question asks for belong on a"
    " card is for a clinician to decide"
)
BEFORE_EACH = "Before each session"
BETWEEN = "Between sessions: when to see somebody, the strictest first"
NUMBERS = "Numbers of these rules; D marks a choice of ours"
HEAT_AND_COLD = "Heat and cold: ok, care, warn, ask a clinician first, or block"
HARM = "When a pack did harm to the skin"
STOP, AID = "stop", "aid"
SOURCES = "Sources"


def unreviewed(said: str) -> str:
    return f"{said} It should be."


def week_rule(level: str, when: str, then: str) -> str:
    """Return a row of the table of the weeks."""
    return f"{level}: {when}: {then}"


def sign(trigger: str, asked_by: tuple[str, ...]) -> str:
    """Return a warning sign and the numbers of the questions that ask for it."""
    if not asked_by:
        return f"{trigger}: no question asks for it"
    return f"{trigger}: question {' and '.join(asked_by)}"


def verdicts(text: str, heat: str, cold: str, how: str) -> str:
    """Return a row of the table of packs; ``how`` one is used with care, where that is said."""
    said = f"{text}: heat {heat}, cold {cold}"
    return f"{said}; {how}" if how else said
