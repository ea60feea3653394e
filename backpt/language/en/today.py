"""The words of the questions before a session and after it (clinical G4, D5, D6, U10)."""

from __future__ import annotations

from backpt.safety.days import Leg, Settled

# --- before ----------------------------------------------------------------------------

BEFORE_YOU_START = "Before you start"
PAIN = "Pain now, 0 none to 10 worst?"
NEW = "Anything NEW: numbness, weakness or toilet trouble (not what you had before)?"
NEW_AGAIN = (
    "Last time you felt something new: numbness, weakness or toilet trouble. Is it still"
    " there, or is anything NEW?"
)
LEG = "Leg pain, compared with last time?"
LEG_FIRST = "Pain or tingling in a leg, compared with other days?"


def question(number: int, text: str, answer: str) -> str:
    """Return question ``number`` with its answer so far; empty for none."""
    return f"{number}) {text} {answer}".rstrip()


def less(key: str, *, is_wanted: bool) -> str:
    """Return the line of the wish for less, which ``key`` turns on and off."""
    return f"{key}) A quarter less today? {yes_no(is_yes=is_wanted)}"


def yes_no(*, is_yes: bool) -> str:
    return "yes" if is_yes else "no"


def leg(answer: Leg) -> str:
    """Return an answer about the leg as it is shown."""
    match answer:
        case Leg.NONE:
            return "none"
        case Leg.SAME:
            return "same"
        case Leg.CLOSER:
            return "closer"
        case Leg.FURTHER:
            return "further"


def settled(answer: Settled) -> str:
    """Return an answer about the last session that ended higher as it is shown."""
    match answer:
        case Settled.YES:
            return "yes"
        case Settled.NO:
            return "no"
        case Settled.UNKNOWN:
            return "unknown"


SO_MUCH = "that much"
LEG_NONE = "none"
LEG_CLOSER = "closer to the back"
LEG_FURTHER = "further down"
A_QUARTER_LESS = "a quarter less"

# --- what follows ----------------------------------------------------------------------

CHANGED_FOR_YOU = "Changed for you"
LESS_TODAY = "Less today"
ONLY_THIS_TODAY = "Only this today"
GO_ON = "go on"
YES_LESS = "yes, less"
THE_WHOLE = "the whole routine"

# --- after -----------------------------------------------------------------------------

TIME_TO_TALK = "Time to talk"
HAS_TALKED = "done: I have talked to one"
DOES_IT_DROP = "Does it drop?"


def end(*, finished: bool) -> str:
    """Return the title of the question after a session; nobody who stopped is praised."""
    return "Finished. Well done." if finished else "Before you leave"


def drops(pain: int) -> str:
    """Return the question for the second day of pain 9 or 10 (U10)."""
    return f"Pain {pain} for the second day. Does it drop when you rest?"
