"""The first questions, as pages. Minimal: whole screening and precautions are not here.

Wording is that of the clinical fact sheet (G1, G3 card 1, C4, D6); no clinician has reviewed
it. Nothing here is advice for a particular person.
"""

from __future__ import annotations

from backpt.core.model import Mode
from backpt.core.views import Page
from backpt.core.words import EMERGENCY_CARE, EMERGENCY_NERVES

DISCLAIMER = (
    "backpt is a timer, exercise guide and diary. It is not a doctor or a physical therapist.",
    "It suits adults with ordinary low-back ache that has no warning signs.",
    "Stop if something feels wrong, and ask a professional if you are unsure.",
)
"""G1, in three lines."""

QUESTIONS = (
    "1  Numb, tingling or strange feeling between the legs, around the genitals or back"
    " passage?",
    "2  New trouble with passing, holding or feeling urine, or with bowel control?",
    "3  New or worsening pain, numbness or weakness in both legs, or one leg getting weaker?",
    "4  Did this start with a serious accident or fall, or a small fall while you have thin"
    " bones or take steroids, and nobody has examined you since?",
    "5  Chest pain, fainting, or sudden tearing pain in the back and belly?",
)
"""G3, card 1. Any one is an emergency: 1-3 E1-E6, 4-5 E7-E11."""

EMERGENCY_PAGE = Page(
    "Before your first session",
    (*DISCLAIMER, "", *QUESTIONS),
    "n none of these    1-5 yes, that one    q leave",
)
EMERGENCY_KEYS = ("n", "1", "2", "3", "4", "5", "q")

_BOTH = (
    "reduced skin feeling (also from diabetes, spinal cord injury, stroke)",
    "poor circulation",
    "an open wound, graze, stitches, infected skin or eczema there",
    "fever or infection",
    "sleepy, sedated, or after alcohol",
    "a child of 12 or under",
)
_HEAT = (
    "a clot in a vein, known or suspected",
    "a fresh injury (under 48 h) with swelling, heat or bruising",
    "a bleeding disorder",
    "cancer or recent radiotherapy there",
    "pregnant (belly, pelvis or low back)",
)
_COLD = (
    "Raynaud's or Buerger's disease",
    "cold allergy, cryoglobulinaemia, cold haemoglobinuria",
    "a nerve there that is regrowing",
)
_ASK_FIRST = {
    Mode.HEAT: "diabetes, heart disease, high blood pressure not under control, multiple"
    " sclerosis, over 65",
    Mode.COLD: "diabetes, a clot, a bleeding disorder, cancer there, pregnant, heart disease,"
    " high blood pressure not under control, over 65",
}
"""C4: BLOCK rows as a list for each mode, ASK and WARN rows in one line."""

PACK_KEYS = ("n", "y", "q")
PACK_NO = (
    "Not for you without advice: please ask a doctor, midwife or physical therapist before"
    " you use heat or cold. Nothing was started."
)


def pack_page(mode: Mode) -> Page:
    """Return the conditions of C4 for heat, for cold, or for both."""
    name = {Mode.HEAT: "heat", Mode.COLD: "cold", Mode.ALTERNATE: "heat or cold"}[mode]
    heat = _HEAT if mode is not Mode.COLD else ()
    cold = _COLD if mode is not Mode.HEAT else ()
    asks = [_ASK_FIRST[one] for one in (Mode.HEAT, Mode.COLD) if mode in (one, Mode.ALTERNATE)]
    return Page(
        f"Before your first {name} pack",
        (
            f"Do not use {name} if any of these is true of you, or of the skin where it goes:",
            "; ".join((*_BOTH, *heat, *cold)) + ".",
            f"Ask a clinician first with: {'; and for cold: '.join(asks)}.",
            "Stop at once if the skin turns very red, white, blue, blotchy or blistered, if it"
            " burns, stings or goes numb, if pain rises, or if you are dizzy.",
        ),
        "n none of these    y yes, or not sure    q leave",
    )


def emergency_words(answer: str) -> str:
    """Return the words of D6 for a question of the card, "1" to "5"."""
    return " ".join(EMERGENCY_NERVES if answer in ("1", "2", "3") else EMERGENCY_CARE)


PAIN_KEYS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "t", "q")
"""``t`` is ten; Enter never answers (G4)."""

NOT_TODAY_FROM = 8
"""Pain now of 8-10: no session (D5 R1, [D] on AHPS)."""
NOT_TODAY = "Not today. Rest as is easiest; move a little when you can."
"""G4."""

PAIN_AFTER_GIVE_UP_S = 120.0
"""The person is at the wall, not at the keyboard (evening)."""


def pain_page(when: str) -> Page:
    """Return the question for the pain ``before`` or ``after`` a session."""
    title = "Before you start" if when == "before" else "Finished. Well done."
    return Page(title, ("Pain now, 0 none to 10 worst?",), "0-9, t for ten    q leave")


def pain_of(answer: str) -> int | None:
    """Return the pain that a key means; ``None`` for silence or leaving."""
    if answer == "t":
        return 10
    return int(answer) if answer.isdecimal() else None
