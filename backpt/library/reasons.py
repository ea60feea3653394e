"""Why an exercise has the codes of precautions that it has: its features, as rules.

Each rule is clinical B's ``avoid_codes`` (there the sources), read as a feature that can be
seen in the library: a position, a thing that is needed, a hold, a posture of its picture. A
feature that no field tells is named by exercise, with its words. [D]: the length of a long
hold, and where the sheet leaves an exercise out that has the feature as plainly as its
neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator

from backpt.figure.parts import Figure
from backpt.prescription.model import Category, Exercise, Library, Position

LONG_HOLD_S = 8.0
"""A hard hold as long as this is a long one [D] (BP_ISO: "no long hard holds"): the shortest
that clinical B gives as a steady effort (the brace, the curl-up)."""
_HARD = frozenset({Category.CORE, Category.STRENGTH, Category.MOVEMENT})
"""Work for the muscles; stretches, posture and balance are held without much of it [D]."""
_ON_KNEES = frozenset({"all_fours", "kneeling", "half_kneeling"})
_FIXED = frozenset({"counter", "doorway"})
"""What is drawn in reach and cannot move."""

NAMED: dict[str, dict[str, str]] = {
    "BP_ISO": {
        "bridge-march": "the hips stay up for a whole set",
        "dead-bug": "both legs are held up for a whole set",
        "suitcase-carry": "a weight is carried without a break",
    },
    "KNEE_KNEEL": {"plank-knees": "the weight is on the knees"},
    "WRIST": {
        "prone-press-up": "the palms press the body up",
        "ball-prone-walkout": "the palms carry the body",
    },
    "BALANCE": {
        "sit-to-stand": "one stands up without a hold",
        "hip-flexor-stretch": "one knee and one foot carry the body",
    },
    "KNEE_BEND": {
        "wall-slides": "the knees bend under the body: 40 degrees, later 60",
        "wall-sit": "the knees are held bent under the body",
        "ball-wall-squat": "the knees bend under the body to 55 degrees",
        "sit-to-stand": "the knees lift the body from a right angle",
        "step-up": "one bent knee lifts the body",
        "figure-four-stretch": "a bent knee is pressed outward",
        "childs-pose": "the body rests on knees that are bent all the way",
        "hip-flexor-stretch": "the front knee is at a right angle under the body",
    },
    "SHOULDER": {
        "counter-stretch": "the arms are drawn overhead",
        "prone-on-elbows": "the arms carry the chest",
        "prone-press-up": "the arms press the chest up",
        "open-book": "the arm opens behind the body",
        "childs-pose": "the arms are drawn overhead",
        "doorway-chest-stretch": "the front of the shoulder is stretched",
        "thoracic-extension-chair": "the hands are laced behind the neck",
        "wall-angels": "the arms go overhead",
        "dead-bug": "the arm goes overhead",
        "quadruped-reach": "one arm carries, the other goes overhead",
        "bird-dog": "one arm carries, the other goes overhead",
        "side-plank-knees": "one arm carries the body",
        "side-plank": "one arm carries the body",
        "plank-knees": "the arms carry the body",
        "plank": "the arms carry the body",
        "band-row": "the arms pull against a band",
        "band-pull-apart": "the arms pull against a band at chest height",
        "band-squeeze": "the arms turn out against a band",
        "band-pallof-press": "the arms hold out against a band at chest height",
        "ball-prone-walkout": "the arms carry the body",
    },
    "NECK": {
        "thoracic-extension-chair": "the head goes back",
        "chin-tuck": "the neck is what moves",
        "curl-up": "the head is held up",
    },
    "FLEX_INTOL": {
        "single-knee-to-chest": "the low back rounds",
        "double-knee-to-chest": "the low back rounds",
        "childs-pose": "the low back rounds",
        "seated-forward-fold": "the low back bends forward, sitting",
    },
    "EXT_INTOL": {
        "prone-lying": "the low back sags",
        "prone-on-elbows": "the low back bends back",
        "prone-press-up": "the low back bends back",
        "standing-back-bend": "the low back bends back",
        "prone-hip-extension": "the low back bends back",
    },
    "SCIATICA_ACUTE": {
        "leg-lifts": "the straight leg goes up: the nerve is drawn",
        "hamstring-stretch-supine": "the nerve is stretched with the muscle",
        "sciatic-slider-seated": "the nerve is slid",
        "sciatic-slider-supine": "the nerve is slid",
        "hip-hinge": "the trunk tips over straight legs: the nerve is drawn",
        "hinge-pick-up": "the trunk tips over straight legs: the nerve is drawn",
        "seated-knee-extension": "the knee straightens, sitting: the nerve is drawn",
    },
    "OSTEO_FLEX": {
        "knee-tilts": "the back turns to its end",
        "ball-prone-drape": "the back hangs round",
        "single-knee-to-chest": "the low back rounds to its end",
        "double-knee-to-chest": "the low back rounds to its end",
        "cat-cow": "the back rounds to its end",
        "childs-pose": "the low back rounds to its end",
        "seated-forward-fold": "the back bends to its end",
        "seated-trunk-rotation": "the back turns to its end",
        "open-book": "the back turns to its end",
        "curl-up": "the back bends under load",
        "hinge-pick-up": "the back bends forward under load",
        "suitcase-carry": "the back bends to pick up a load",
        "ball-knee-roll": "the back turns",
    },
    "HIP_REPL": {
        "knee-tilts": "a knee goes across the middle",
        "single-knee-to-chest": "the hip bends past a right angle",
        "double-knee-to-chest": "the hip bends past a right angle",
        "figure-four-stretch": "the hip is bent, crossed and turned",
        "hip-flexor-stretch": "the hip is stretched back",
        "clamshell": "the hip turns, lying on the other",
        "side-lying-leg-lift": "the hip is lifted, lying on the other",
    },
    "BP_HEADDOWN": {
        "counter-stretch": "the head comes down between the arms",
        "ball-prone-drape": "the head hangs low",
        "seated-forward-fold": "the head hangs low",
        "ball-prone-walkout": "the head may come low",
    },
    "DVT": {
        "calf-stretch": "the calf is stretched",
        "heel-raise": "the calf works",
    },
    "POSTOP": {
        "hinge-pick-up": "a load is lifted",
        "suitcase-carry": "a load is carried",
    },
}
"""Code -> exercise -> the feature, where no field tells it."""


def longest_holds(library: Library) -> dict[str, float]:
    """Return the longest hold of each exercise, its own or that of a routine, in seconds."""
    held_s = {id_: one.dose.pace.hold_s for id_, one in library.exercises.items()}
    for routine in library.routines.values():
        for item in routine.items:
            changed = dict(item.changes).get("hold_s")
            if item.exercise in held_s and isinstance(changed, float):
                held_s[item.exercise] = max(held_s[item.exercise], changed)
    return held_s


def reasons(exercise: Exercise, figure: Figure | None, held_s: float) -> dict[str, str]:
    """Return the codes that the features of ``exercise`` ask for, each with its feature.

    ``held_s`` is the longest that a rep of it is held anywhere, in seconds.
    """
    found = dict(_seen(exercise, figure, held_s))
    for code, named in NAMED.items():
        if exercise.id in named:
            found[code] = named[exercise.id]
    return found


def _seen(
    exercise: Exercise, figure: Figure | None, held_s: float
) -> Iterator[tuple[str, str]]:
    bases = {pose.base for pose in figure.poses} if figure else set()
    things = {prop.kind for prop in figure.props} if figure else set()
    if exercise.position is Position.SUPINE:
        yield "PREG_SUPINE", "lying on the back"
    if exercise.position is Position.PRONE:
        yield "PREG_PRONE", "lying on the front"
    if "band" in exercise.needs:
        yield "LATEX", "with a band"
    if bases & _ON_KNEES:
        yield "KNEE_KNEEL", "on the knees"
    if "all_fours" in bases:
        yield "WRIST", "on the hands"
    if _may_fall(exercise, things):
        on = "on a ball" if "stability-ball" in exercise.needs else "on the feet"
        yield "BALANCE", f"{on}, with nothing fixed in the hands"
    if exercise.category in _HARD and held_s >= LONG_HOLD_S:
        yield "BP_ISO", f"the muscles hold for {held_s:g} s"


def _may_fall(exercise: Exercise, things: set[str]) -> bool:
    on_feet = exercise.position in (Position.STANDING, Position.WALL)
    if exercise.category is Category.BALANCE:
        return True
    if exercise.id == "calf-stretch" or things & _FIXED:
        return False  # both hands are on a wall, a frame or a counter
    on_ball = "stability-ball" in exercise.needs and not (
        exercise.position is Position.SUPINE and exercise.category is Category.MOBILITY
    )
    return on_feet or on_ball
