"""What today allows, and when it is time to talk to somebody, in words (clinical D5, D6, F9).

The decisions are those of ``safety/readiness.py`` and ``safety/state.py``.
"""

from __future__ import annotations

from backpt.language.en.after_session import day_name, from_to, rise_words
from backpt.language.en.signs import blocked
from backpt.safety.answers import Answers
from backpt.safety.breaks import Break
from backpt.safety.days import Contact
from backpt.safety.readiness import Cause, Decision, Readiness, Reason
from backpt.safety.signs import CONTACT_WORDS
from backpt.safety.state import DayState
from backpt.safety.tables import BAD_FROM, BAD_OF_DAYS, HALF, LESS

REST_EASY = "Rest as is easiest; move a little when you can."
IF_IT_DOES_NOT_DROP = "If it does not drop when you rest, get medical advice today."
"""U10, where nobody can answer."""
CARDS_FIRST = "You felt something new, so the safety questions come again before any exercise."
TALKED_HOW = "When you have, say so before the next session."

# --- what today allows -----------------------------------------------------------------


def decision_words(decision: Decision) -> str:
    """Return what today allows, and why; empty where there is nothing to say."""
    if not decision.reasons and decision.since_break is None:
        return ""
    match decision.kind:
        case Readiness.GO_ON:
            (why,) = decision.reasons
            zone = "good zone, " if why.usual is None else ""
            return f"{_reason(why)}: {zone}go on as usual."
        case Readiness.EASE:
            return _eased(decision)
        case Readiness.FLARE_UP:
            return f"{_reason(decision.reasons[0])}: only the flare-up routine today."
        case Readiness.REST_POSITIONS | Readiness.NOT_TODAY:
            return ", and ".join(map(_reason, decision.reasons))


def with_contact(decision: Decision) -> str:
    """Return what today allows, and that it is time to talk to somebody, where it is."""
    said = (decision_words(decision), contact_words(decision.contacts))
    return " ".join(filter(None, said))


def _reason(one: Reason) -> str:
    """Return a reason: a whole sentence, or the beginning of one."""
    match one.cause:
        case Cause.WORST_NOW:
            return not_today(one.pain)
        case Cause.WORST_AFTER:
            return no_more(one.pain)
        case Cause.PAIN:
            usual = "" if one.usual is None else f", and {one.usual} is usual for you"
            return f"Pain {one.pain}{usual}"
        case Cause.ENDED_HIGHER:
            assert one.session is not None
            numbers = from_to(one.session.before, one.session.after)
            return f"{day_name(one.session.day, one.today)}, pain {numbers}"
        case _:
            return REASONS[one.cause]


REASONS = {
    Cause.FURTHER_NOW: "Pain further down the leg: only rest positions and walking today.",
    Cause.FURTHER_TODAY: (
        "Pain went further down the leg in an earlier session: only rest positions and walking"
        " today."
    ),
    Cause.FURTHER_STILL: (
        "Pain still further down the leg: only rest positions and walking, until it is closer"
        " to the back or gone."
    ),
    Cause.REST_TWO_DAYS: (
        "Twice running it did not settle by the next day: only rest positions and walking,"
        " today and tomorrow. Then half of the reps."
    ),
    Cause.REST_SECOND_DAY: (
        "One more day of rest positions and walking. Next time half of the reps."
    ),
    Cause.FLARE_UPS_WORSE: (
        "two flare-up days ended with more pain than they began, so leave that routine. Only"
        " rest positions and short walks today."
    ),
    Cause.AFTER_REST: "After the days of rest",
    Cause.HARD_DAY: "After a day that was too much",
    Cause.HARD_WEEK: "It has been a hard week",
    Cause.SOMETHING_NEW: "Something new",
    Cause.WISH: "As you wish",
}
"""Reasons that have no numbers."""


def no_more(after: int | None) -> str:
    """Return what is said for the rest of a day on which a session ended at pain ``after``."""
    return f"Pain {after} after the session earlier today: no more today. {REST_EASY}"


def not_today(pain: int | None) -> str:
    """Return what is said where ``pain`` allows no session (G4)."""
    return f"Pain {pain}. Not today. {REST_EASY}"


# --- less than usual -------------------------------------------------------------------

_HARD = frozenset({Cause.HARD_DAY, Cause.HARD_WEEK})


def _eased(decision: Decision) -> str:
    """Return less of the usual. Days off that were days too bad to do anything are not called
    so."""
    off = decision.since_break
    causes = {one.cause for one in decision.reasons}
    why = ". ".join(map(_reason, decision.reasons))
    dose = f"{_dose(decision)}{_harder(decision)}."
    if off is None:
        said = f"{why}: {_today(dose)}"
    elif causes & _HARD:
        said = f"{why}: {dose}"
    else:
        said = f"{f'{why}. ' if why else ''}{_welcome(off)} {dose}"
    if Cause.SOMETHING_NEW in causes:
        return f"{said} Tell your therapist; I will ask again next time."
    return said


def _harder(decision: Decision) -> str:
    if decision.phase_before:
        return ", and an easier routine or easier exercises"
    return ", and no harder versions" if decision.reasons else ""


def _welcome(off: Break) -> str:
    if off.since == 0:
        return f"{off.days} days off. Welcome back. Starting lighter today:"
    return f"{('Second', 'Third')[off.since - 1]} session after {off.days} days off:"


def _dose(decision: Decision) -> str:
    factor = decision.factor
    if factor == 1:
        return "all of the reps"
    little_less = f"a little less than usual, {round(100 * factor)} percent"
    part = {HALF: "half", LESS: "three quarters"}.get(factor, little_less)
    return f"about {part} of what you did" if decision.start_dose else f"{part} of the reps"


def _today(dose: str) -> str:
    return dose.replace("of the reps", "of the reps today", 1)


# --- time to talk ----------------------------------------------------------------------


def contact_words(contacts: tuple[Contact, ...]) -> str:
    """Return the words of clinical D6, CONTACT, and why; empty where nothing waits."""
    return " ".join((*CONTACT_WORDS, *map(_why, contacts))) if contacts else ""


def _why(contact: Contact) -> str:
    match contact.rule:
        case "R2":
            return "Two flare-up days running ended with more pain than they began."
        case "R9":
            many = "twice" if contact.many == 2 else f"{contact.many} times"
            return f"Pain was further down the leg {many} running."
        case "R15":
            return "After two sessions running the pain did not settle by the next day."
        case _:  # T5a
            which = "each" if contact.many == BAD_OF_DAYS else f"{contact.many}"
            if contact.ago:
                last = "yesterday" if contact.ago == 1 else f"{contact.ago} days ago"
                return f"Pain was {BAD_FROM} or more on {contact.many} days, the last {last}."
            return f"Pain was {BAD_FROM} or more on {which} of the last {BAD_OF_DAYS} days."


# --- without beginning one -------------------------------------------------------------


def state_lines(state: DayState, answers: Answers) -> tuple[str, ...]:
    """Return what stands before a next session, the strictest first."""
    contact = contact_words(state.contacts)
    lines = (
        blocked(answers) if state.is_blocked else "",
        CARDS_FIRST if state.cards_first else "",
        "" if state.worst_after is None else no_more(state.worst_after),
        "" if state.refused is None else not_today(state.refused),
        REASONS[state.rest] if state.rest else "",
        rise_words(state.rise) if state.worst_after is None else "",
        f"{contact} {TALKED_HOW}" if contact else "",
    )
    return tuple(filter(None, lines))
