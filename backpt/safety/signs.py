"""Warning signs: what they are, how urgent, what is said. The tables of clinical D3, D4, D6.

Tables for a clinician to review, with the source of every row beside it (codes:
``safety/sources.py``). Nobody with a clinical licence has reviewed them yet. Which sign
an answer of the safety cards stands for is said in ``safety/cards.py``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

EMERGENCY_NERVES = (
    "Stop.",
    "These signs can mean the nerves at the base of your back are in trouble,"
    " and hours matter.",
    "Call your emergency number or go to an emergency department now.",
    "Do not drive yourself.",
)
"""Clinical D6, E1-E6."""
EMERGENCY_CARE = (
    "Stop.",
    "These signs need emergency care.",
    "Call your emergency number now.",
)
"""Clinical D6, E7-E11."""


class Urgency(StrEnum):
    """How soon a clinician must see it (clinical D2). Both block every session till then."""

    EMERGENCY = "emergency"
    URGENT = "urgent"


class Sign(NamedTuple):
    """One sign; any single one is enough (clinical D3: use ANY)."""

    id: str
    trigger: str
    sources: tuple[str, ...]

    @property
    def urgency(self) -> Urgency:
        return Urgency.EMERGENCY if self.id.startswith("E") else Urgency.URGENT


_CES = ("CES", "NHSBP")

SIGNS = (
    # clinical D3
    Sign(
        "E1",
        "New numbness, tingling or changed feeling around the genitals, back passage, buttocks"
        " or inner thighs",
        _CES,
    ),
    Sign(
        "E2",
        "New difficulty starting, stopping or feeling urine; not knowing if the bladder is"
        " full; leaking; loss of control",
        _CES,
    ),
    Sign("E3", "New loss of bowel control, or of feeling when passing stool", ("CES",)),
    Sign("E4", "New loss of genital sensation, or change of erection or ejaculation", ("CES",)),
    Sign(
        "E5",
        "Pain, tingling, weakness or numbness in both legs, new or worsening",
        ("NHSBP", "NTHSC", "NHSSCI"),
    ),
    Sign(
        "E6",
        "Leg weakness that is getting worse, a foot that suddenly drops, or suddenly"
        " unsteady or"
        " unable to walk",
        ("CES", "NHSBP", "GK"),
    ),
    Sign("E7", "Chest pain, or breathless with back pain", ("NHSBP",)),
    Sign("E8", "Began after a serious accident or a fall from height", ("NHSBP", "NTHSC")),
    Sign(
        "E9",
        "Began after a small fall or strain, if older, with osteoporosis or long-term steroids",
        ("NTHSC",),
    ),
    Sign(
        "E10",
        "Sudden severe constant pain in back and belly, faint, clammy; more so over 60 or"
        " with a"
        " known aneurysm or a pulsing belly",
        ("AAA",),
    ),
    Sign(
        "E11",
        "Back pain with fever and feeling very unwell, confused, fast breathing",
        ("NHSBP", "GK"),
    ),
    # clinical D4
    Sign(
        "U1",
        "Temperature of 38 C or more, chills or night sweats with back pain",
        ("CHCP", "NHSBP", "CLINB"),
    ),
    Sign(
        "U2",
        "Weight loss without trying (5 % or 4-5 kg in 6 months)",
        ("NHSBP", "CLINB", "D", "GK"),
    ),
    Sign("U3", "Cancer now or before, with new or different back pain", ("CLINB", "DOWNIE")),
    Sign("U4", "Lump, swelling or change of shape in the back", ("NHSBP",)),
    Sign("U5", "Pain no better at rest, or worse at night", ("NHSBP",)),
    Sign(
        "U6",
        "Worse with sneezing, coughing or opening the bowels; or pain between the shoulder"
        " blades"
        " or like a band round the trunk",
        ("NHSBP", "NTHSC"),
    ),
    Sign("U7", "New numbness or weakness in one leg, not E5 or E6", ("MIV", "GK")),
    Sign(
        "U8",
        "Weak immune system, drug injection, recent serious infection, tuberculosis",
        ("CLINB",),
    ),
    Sign(
        "U9",
        "Known osteoporosis or steroids for 3 months or more, with sudden new pain, no injury",
        ("CLINB", "DOWNIE", "D"),
    ),
    Sign(
        "U10",
        "Pain of 9 or 10 that does not drop with rest for more than 24 hours; cannot sleep,"
        " move"
        " or wash",
        ("NHSBP", "D"),
    ),
    Sign(
        "U11",
        "Knee: cannot take weight, locked or very swollen, or hot and red with fever",
        ("KNEE-RF",),
    ),
    # The calf of clinical G3, question 10: the same day, and the precaution DVT.
    Sign("DVT", "A hot, swollen, painful calf", ("GK",)),
)

BY_ID = {sign.id: sign for sign in SIGNS}

URGENT_WORDS = (
    "Please get medical advice today.",
    "This tool will not start a session until you have been checked.",
)
"""Clinical D6, URGENT."""
CONTACT_WORDS = ("Time to talk to a physical therapist or doctor.",)
"""Clinical D6, CONTACT; the summary it offers there is not part of this program yet."""
SEEN_HOW = "When a clinician has seen it, say so: backpt safety --seen today"

_NERVES = frozenset({"E1", "E2", "E3", "E4", "E5", "E6"})


def worst(signs: tuple[str, ...]) -> Urgency | None:
    """Return how urgent the most urgent of ``signs`` (ids) is; ``None`` for none."""
    levels = [BY_ID[sign].urgency for sign in signs if sign in BY_ID]
    if len(levels) < len(signs) or Urgency.EMERGENCY in levels:
        return Urgency.EMERGENCY  # one that is not known here is taken seriously
    return Urgency.URGENT if levels else None


def words_for(signs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of clinical D6 for the most urgent of ``signs``, sentence by
    sentence."""
    if worst(signs) is Urgency.URGENT:
        return URGENT_WORDS
    return EMERGENCY_NERVES if _NERVES & set(signs) else EMERGENCY_CARE
