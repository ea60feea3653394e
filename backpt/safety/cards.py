"""The safety screen: three cards, what each answer sets, and what it is called in one word.

The table of clinical G3, for a clinician to review; nobody with a clinical licence has yet.
Wording is G3's own, and C4's where G3 is shorter. Answers are kept by the words in ``key``,
which must not change.

Longer than the house's 300 lines, because it is a table that is reviewed as one.
"""

from __future__ import annotations

from typing import NamedTuple

SCREEN_AGAIN_DAYS = 90
"""The cards are asked again after so many days (clinical G3)."""


class Question(NamedTuple):
    """A question of card 1 or 2: one yes is a warning sign."""

    key: str
    """The number it has in clinical G3, and the name it is kept by."""
    press: str
    """The key that means yes."""
    text: str
    signs: tuple[str, ...]
    """Ids in ``warning_signs.SIGNS``."""
    codes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    again: bool = False
    """Asked once more when something new is felt before a session (clinical G4, 2)."""


class Tick(NamedTuple):
    """A line of card 3."""

    key: str
    """One word, that it is kept by and that ``--answers`` takes."""
    part: str
    """Which page it stands on: one of ``PARTS``."""
    number: int
    """In clinical G3; lines of one number stand together under ``GROUPS``."""
    text: str
    sets: str
    """What follows, in words for the user; whole sentences."""
    codes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    ask_first: bool = False
    """A doctor, midwife or therapist is to be asked before starting: any yes of that kind is
    "talk to a doctor before increasing activity" (PARQ)."""


EMERGENCY_CARD = (
    Question(
        "1",
        "1",
        "Numb, tingling or strange feeling between the legs, around the genitals or back"
        " passage?",
        ("E1",),
        again=True,
    ),
    Question(
        "2",
        "2",
        "New trouble with passing, holding or feeling urine, or with bowel control?",
        ("E2", "E3"),
        again=True,
    ),
    Question(
        "3",
        "3",
        "New or worsening pain, numbness or weakness in both legs, or one leg getting weaker?",
        ("E5", "E6"),
        again=True,
    ),
    Question(
        "4",
        "4",
        "Did this start with a serious accident or fall, or a small fall while you have thin"
        " bones or take steroids, and nobody has examined you since?",
        ("E8", "E9"),
    ),
    Question(
        "5",
        "5",
        "Chest pain, fainting, or sudden tearing pain in the back and belly?",
        ("E7", "E10"),
    ),
)
"""Card 1: any one is an emergency."""

URGENT_CARD = (
    Question("6", "6", "Fever, chills, or feeling very unwell with the back pain?", ("U1",)),
    Question(
        "7",
        "7",
        "Cancer now or before, and this pain is new or different; or weight loss without"
        " trying?",
        ("U2", "U3"),
    ),
    Question("8", "8", "Constant pain that no position eases, day and night?", ("U5",)),
    Question(
        "9",
        "9",
        "New numbness or weakness in one leg, not already checked?",
        ("U7",),
        again=True,
    ),
    Question("10", "t", "A hot, swollen, painful calf?", ("DVT",), ("DVT",), ("clot",)),
)
"""Card 2: any one is for a doctor the same day."""

WORST_PAIN = Question(
    "23",
    "n",
    "Pain of 9 or 10 for more than a day, that does not drop when you rest?",
    ("U10",),
)
"""On no card: asked on the second day of such pain, and kept with those of card 2."""
BONES, HEART, LEG, SKIN = PARTS = (
    "Bones and joints",
    "Heart, head and you",
    "Leg",
    "Skin",
)
"""Pages of card 3, at most nine lines each, so that a digit ticks a line and nobody, reading
or listening, holds twenty-three of them in mind."""

GROUPS = {
    15: "Replaced:",
    17: "Trouble with:",
    20: "Leg pain:",
    21: "Where you want heat or cold:",
}
"""What stands before the lines of one number, where there are several."""

ABOUT_CARD = (
    Tick(
        "bones",
        BONES,
        11,
        "Osteoporosis, a spinal fracture, or long-term steroid tablets",
        "Exercises that bend or twist your back far, or under load, are left out.",
        ("OSTEO_FLEX",),
    ),
    Tick(
        "pregnant",
        HEART,
        12,
        "Pregnant (ask your midwife or doctor first)",
        "Exercises on your back or on your front are left out.",
        ("PREG_SUPINE", "PREG_PRONE"),
        ("pregnant",),
        ask_first=True,
    ),
    Tick("birth", HEART, 13, "Gave birth in the last 6 weeks", "", ask_first=True),
    Tick(
        "surgery",
        BONES,
        14,
        "Surgery on back or belly, or a broken bone, in the last 12 weeks",
        "All exercises are left out until you are cleared (then: backpt safety --cleared"
        " today).",
        ("POSTOP",),
        ask_first=True,
    ),
    Tick(
        "hip",
        BONES,
        15,
        "hip",
        "Exercises that bend or cross the hip far are left out.",
        ("HIP_REPL",),
    ),
    Tick("knee-joint", BONES, 15, "knee", "", ask_first=True),
    Tick(
        "heart",
        HEART,
        16,
        "Heart disease, uncontrolled blood pressure, dizzy spells, glaucoma, or told to limit"
        " activity",
        "Positions with the head low are left out; long hard holds carry a warning.",
        ("BP_ISO", "BP_HEADDOWN"),
        ("heart",),
        ask_first=True,
    ),
    Tick("wrist", BONES, 17, "wrists", "Exercises on your hands carry a warning.", ("WRIST",)),
    Tick(
        "kneeling",
        BONES,
        17,
        "kneeling",
        "Exercises on your knees carry a warning.",
        ("KNEE_KNEEL",),
    ),
    Tick(
        "knee-bend",
        BONES,
        17,
        "deep knee bend",
        "Exercises that bend the knee far carry a warning.",
        ("KNEE_BEND",),
    ),
    Tick(
        "shoulder",
        BONES,
        17,
        "shoulder",
        "Exercises that load the shoulder carry a warning.",
        ("SHOULDER",),
    ),
    Tick("neck", BONES, 17, "neck", "Exercises that load the neck carry a warning.", ("NECK",)),
    Tick(
        "balance",
        HEART,
        18,
        "Falls or poor balance",
        "Exercises on your feet carry a warning.",
        ("BALANCE",),
    ),
    Tick(
        "latex", SKIN, 19, "Latex allergy", "Exercises with a band carry a warning.", ("LATEX",)
    ),
    Tick(
        "leg-pain",
        LEG,
        20,
        "severe",
        "Stretches and nerve sliders carry a warning until it is calmer.",
        ("SCIATICA_ACUTE",),
    ),
    Tick(
        "bend-forward",
        LEG,
        20,
        "worse bending forward",
        "Exercises that bend you forward carry a warning.",
        ("FLEX_INTOL",),
    ),
    Tick(
        "bend-back",
        LEG,
        20,
        "worse bending back (or stenosis, spondylolisthesis)",
        "Exercises that bend you back carry a warning.",
        ("EXT_INTOL",),
    ),
    Tick("numb-skin", SKIN, 21, "numb skin", "No heat and no cold.", (), ("numb-skin",)),
    Tick(
        "circulation",
        SKIN,
        21,
        "poor circulation or artery disease",
        "No heat and no cold.",
        (),
        ("circulation",),
    ),
    Tick(
        "raynaud",
        SKIN,
        21,
        "Raynaud's or Buerger's",
        "No cold; heat with care.",
        (),
        ("raynaud",),
    ),
    Tick(
        "diabetes",
        SKIN,
        21,
        "diabetes",
        "Heat or cold only after you asked a clinician.",
        (),
        ("diabetes",),
    ),
    Tick(
        "wound",
        SKIN,
        21,
        "a wound, graze, stitches, eczema or infected skin",
        "No heat and no cold.",
        (),
        ("wound",),
    ),
    Tick(
        "age",
        HEART,
        22,
        "Under 18; or your first back pain ever, and you are under 20 or over 55",
        "",
        ask_first=True,
    ),
)
"""Card 3. Number 21 names all that clinical C4 does, where G3 is shorter. Number 22 is the
"Extra" row below G3's table (sources of the ages: RCEM, WIKIMSK, CLINB): level CONTACT, nothing
is blocked."""

ASK_FIRST = "Ask your doctor, midwife or physical therapist before you start"
"""Clinical G3, 12, 13, 16 and "Extra"; knee replacement by the model of PARQ."""

URGENT_QUESTIONS = (*URGENT_CARD, WORST_PAIN)
QUESTIONS = {question.key: question for question in (*EMERGENCY_CARD, *URGENT_QUESTIONS)}
TICKS = {tick.key: tick for tick in ABOUT_CARD}

REVIEWED = "No clinician has reviewed this yet."


def tick_named(word: str) -> Tick | None:
    """Return the line of card 3 that ``word`` means: its key, or its number if it is the only
    one of that number."""
    if word in TICKS:
        return TICKS[word]
    of_number = [tick for tick in ABOUT_CARD if str(tick.number) == word]
    return of_number[0] if len(of_number) == 1 else None


def of_part(part: str) -> tuple[Tick, ...]:
    """Return the lines of card 3 on the page ``part``."""
    return tuple(tick for tick in ABOUT_CARD if tick.part == part)


def told(tick: Tick) -> str:
    """Return the line with what stands before its group: "Trouble with: wrists"."""
    group = GROUPS.get(tick.number)
    return f"{group} {tick.text}" if group else tick.text


def what_follows(tick: Tick) -> str:
    """Return what ticking it sets, as whole sentences."""
    asked = f"{ASK_FIRST}." if tick.ask_first else ""
    return " ".join(part for part in (tick.sets, asked) if part)
