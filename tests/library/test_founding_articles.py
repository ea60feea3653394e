"""What the founding articles say, and where the library shows it (clinical A).

Of the table of statements those that imply content of the library; the others are about the
log, the advice and the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from backpt.language import speech
from backpt.library import fields, read_library
from backpt.library.overlay import lay_over
from backpt.prescription.growing import growth_of
from backpt.prescription.model import Exercise, Library, Position, Sides, Work, prescribe
from backpt.safety import tables
from backpt.session.compile import COUNTED_HOLD_S, HoldCount, Manner, flatten
from backpt.session.steps import StepKind
from tests.builders import shipped

LIBRARY = shipped()
ARTICLE = "S003"
"""The one that names the exercises."""
BOTH_PACKS = """\
version: 1
routines:
  with-packs:
    name: With packs
    exercises:
      - heat: 15 min
      - bridge
      - cold: 10 min
"""


class Statement(NamedTuple):
    number: str
    said: str
    shown: Callable[[Library], object]
    """True of a library that shows it."""


# --- how the library shows it ------------------------------------------------------------


def _with(library: Library, *categories: str) -> list[Exercise]:
    return [one for one in library.exercises.values() if one.category in categories]


def _has(library: Library, *categories: str) -> bool:
    return all(_with(library, category) for category in categories)


def _needing(library: Library, equipment: str) -> list[Exercise]:
    return [one for one in library.exercises.values() if equipment in one.needs]


def _in_routine(library: Library, id_: str) -> list[Exercise]:
    items = prescribe(library, id_).items
    return [item.exercise for item in items if isinstance(item, Work)]


def _areas(exercises: list[Exercise]) -> set[str]:
    return {area for exercise in exercises for area in exercise.area}


def _texts(library: Library) -> Iterator[str]:
    for one in library.exercises.values():
        yield from (one.name, *one.aliases, one.cue, one.place, one.note)
        yield from (*one.steps, *one.form, *one.mistakes, *one.stop_if)
    for routine in library.routines.values():
        yield from (routine.name, *routine.aliases, routine.goal, routine.note)
    yield from (precaution.why for precaution in library.precautions.values())


def _never_says(library: Library, *said: str) -> bool:
    pattern = re.compile(rf"\b({'|'.join(said)})\b", re.IGNORECASE)
    return not [text for text in _texts(library) if pattern.search(text)]


def _takes(pack: str, minutes: float) -> bool:
    """Whether a line of a routine may be a pack of that length, anywhere in it."""
    kind = fields.BETWEEN[pack]
    return kind.low_s <= minutes * 60 <= kind.high_s


def _fifteen_on_and_off(_: Library) -> bool:
    periods = (tables.PACK_ON_S, tables.PACK_OFF_S)
    return periods == (900.0, 900.0) and (tables.PACK_CYCLES, tables.PACK_MOST_CYCLES) == (2, 3)


def _every_phase(library: Library) -> bool:
    """One, two, three: what calms and loosens, what strengthens, what one does all day."""
    categories = {phase: set[str]() for phase in (1, 2, 3)}
    for exercise in library.exercises.values():
        categories[exercise.phase].add(exercise.category)
    return (
        {"mobility", "decompression"} <= categories[1]
        and {"strength", "core"} <= categories[2]
        and "movement" in categories[3]
        and {routine.phase for routine in library.routines.values()} == {1, 2, 3}
    )


def _weak_link(library: Library) -> bool:
    """The first strengthening works on the core and on the hips."""
    work = [one for one in _in_routine(library, "core-starter") if one.phase == 2]
    routine = library.routines["core-starter"]
    return routine.phase == 2 and {"abdomen", "hips", "buttock"} <= _areas(work)


def _eases(library: Library) -> bool:
    """Whatever is hardest has something easier under it."""
    hardest = [one for one in library.exercises.values() if one.phase == 3]
    return bool(hardest) and all(one.easier for one in hardest)


def _knees(library: Library) -> bool:
    helper = library.routines["knee-helper"]
    knees = {"knee", "front-of-thigh"}
    return "knee" in helper.goal and knees <= _areas(_in_routine(library, helper.id))


def _presets(library: Library) -> bool:
    of_ten = [one for one in library.exercises.values() if 10 in one.dose.reps]
    up_to_fifteen = [
        one
        for one in library.exercises.values()
        if (reps := growth_of(one.grow, "reps")) is not None and reps.high >= 15
    ]
    kind = fields.DOSE["reps"].kind
    allowed = isinstance(kind, fields.Reps) and kind.low <= 10 < 15 <= kind.high
    return bool(of_ten and up_to_fifteen and allowed)


def _tilts(library: Library) -> bool:
    tilts = library.exercises["knee-tilts"]
    lying = tilts.position is Position.SUPINE and tilts.dose.sides is Sides.ALTERNATE
    return lying and "to one side" in tilts.cue and ARTICLE in tilts.sources


def _leg_lift(library: Library) -> bool:
    lift = library.exercises["leg-lifts"]
    few_seconds = 2 <= lift.dose.pace.hold_s <= 5
    return few_seconds and "a little" in lift.steps[2] and ARTICLE in lift.sources


def _count_of_ten(library: Library) -> bool:
    holds = [library.exercises[id_] for id_ in ("posture-hold", "posture-hold-standing")]
    low_s, high_s = COUNTED_HOLD_S
    counted = low_s <= 10 <= high_s and Manner().hold_count is HoldCount.UP
    return counted and all(
        one.dose.pace.hold_s == 10.0 and one.dose.pace.relax_s and ARTICLE in one.sources
        for one in holds
    )


def _bands(library: Library) -> bool:
    areas = _areas(_needing(library, "band"))
    return {"front-of-thigh", "arms", "abdomen", "upper-back"} <= areas


def _wall(library: Library) -> bool:
    slides = library.exercises["wall-slides"]
    says = "back on a wall" in slides.steps[0] and slides.out_word == "Down"
    return slides.position is Position.WALL and says and ARTICLE in slides.sources


def _balls(library: Library) -> bool:
    on_it = _needing(library, "stability-ball")
    lies = [one for one in on_it if one.position is Position.PRONE]
    rolls = [one for one in on_it if "roll" in one.cue.lower()]
    return bool(lies and rolls) and sum(ARTICLE in one.sources for one in on_it) >= 3


def _article_s_six(library: Library) -> bool:
    six = _in_routine(library, "classic-six")
    return len(six) == 6 and all(ARTICLE in one.sources for one in six)


def _exercise_in_every_routine(library: Library) -> bool:
    """Packs are beside exercise and never instead of it."""
    return all(_in_routine(library, id_) for id_ in library.routines)


def _not_for_every_back(library: Library) -> bool:
    """Everything says when to stop, and every precaution holds back some of it."""
    held_back = {code for one in library.exercises.values() for code in one.avoid}
    stops = all(one.stop_if for one in library.exercises.values())
    return stops and held_back == library.precautions.keys()


STATEMENTS = (
    Statement(
        "A1",
        "hot or cold packs, 15 minutes on and 15 off, two or three times",
        lambda one: _fifteen_on_and_off(one) and _takes("heat", 15) and _takes("cold", 15),
    ),
    Statement(
        "A7",
        "strengthening, mobility, less pressure on nerves, less spasm, less pain",
        lambda one: (
            _has(one, "strength", "mobility", "nerve-glide", "decompression")
            and "pain" in one.routines["flare-up-day"].goal
        ),
    ),
    Statement(
        "A8",
        "stretches, stretches for the nerves, strengthening as a splint, decompression",
        lambda one: _has(one, "mobility", "nerve-glide", "strength", "core", "decompression"),
    ),
    Statement(
        "A14",
        "the spine, the core, the hips, posture and whole movements are looked at",
        lambda one: (
            {"low-back", "upper-back", "neck", "abdomen", "hips", "whole-spine"}
            <= _areas(list(one.exercises.values()))
            and _has(one, "posture", "movement")
        ),
    ),
    Statement("A16", "first pain and mobility, then strength, then movements", _every_phase),
    Statement("A17", "the weak link is often the core or the hips", _weak_link),
    Statement("A18", "the plan is adjusted to the response", _eases),
    Statement(
        "A22",
        "strengthening the core, stretching, training posture",
        lambda one: _has(one, "core", "mobility", "posture"),
    ),
    Statement(
        "A24",
        "knee pain often comes with back pain, and knee work helps",
        lambda one: _has(one, "knee") and _knees(one),
    ),
    Statement("A29", "moist heat before the session", lambda _: _takes("heat", 15)),
    Statement(
        "A30",
        "ice after the session",
        lambda _: _takes("cold", 10) and _takes("cold", 15),
    ),
    Statement(
        "A31",
        "a brief nap on the heat: refused, nothing says so",
        lambda one: _never_says(one, "naps?", "napping", "doze", "asleep", "sleep", "snooze"),
    ),
    Statement("A34", "a slow motion 10 or 15 times", _presets),
    Statement("A35", "on your back, knees up, tilt them to one side, then the other", _tilts),
    Statement("A36", "lift the leg a little for a few seconds", _leg_lift),
    Statement("A37", "stand or sit tall for a count of ten, then relax", _count_of_ten),
    Statement("A38", "elastic bands for legs, arms, abdomen and back", _bands),
    Statement("A39", "back to the wall, slide up and down", _wall),
    Statement("A40", "lie on large rubber balls, or roll on them", _balls),
    Statement("A35-A40", "the six exercises of the article as one routine", _article_s_six),
    Statement(
        "A43",
        "stretch and strengthen, posture, flexibility, exercises for life",
        lambda one: (
            _has(one, "mobility", "strength", "posture", "aerobic")
            and "walking" in one.exercises
        ),
    ),
    Statement("A44", "not every stretch suits every back", _not_for_every_back),
    Statement(
        "A44-A45",
        "ask someone who knows before the ones that are not for everybody",
        lambda one: one.routines["leg-symptom-trial"].goal.startswith("Ask a therapist first."),
    ),
    Statement(
        "A49", "ice and heat are passive, never the whole plan", _exercise_in_every_routine
    ),
)


# --- the tests ---------------------------------------------------------------------------


@pytest.mark.parametrize("one", STATEMENTS, ids=lambda one: one.number)
def test_the_library_shows_what_the_articles_say(one: Statement) -> None:
    assert one.shown(LIBRARY), one.said


WITHOUT_IT = {
    "A7": "sciatic-slider-seated sciatic-slider-supine",
    "A24": "quad-set short-arc-quad seated-knee-extension calf-stretch",
    "A38": "band-pallof-press",
    "A40": "ball-prone-drape ball-prone-walkout",
    "A43": "walking",
}


@pytest.mark.parametrize("number", WITHOUT_IT)
def test_a_library_without_its_exercises_would_not_show_it(number: str) -> None:
    statement = next(one for one in STATEMENTS if one.number == number)
    gone = WITHOUT_IT[number].split()
    left = {id_: one for id_, one in LIBRARY.exercises.items() if id_ not in gone}
    assert not statement.shown(LIBRARY._replace(exercises=left))


def test_heat_may_come_before_a_routine_and_ice_after_it(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(BOTH_PACKS, encoding="utf-8")
    library, problems = read_library(str(own), base=LIBRARY)
    assert problems == ()
    steps = flatten(prescribe(lay_over(LIBRARY, library), "with-packs"), speech)
    assert [step.place.item for step in steps if step.kind is StepKind.APPLY] == [0, 2]


def test_a_library_that_spoke_of_a_nap_would_be_found_out() -> None:
    statement = next(one for one in STATEMENTS if one.number == "A31")
    rest = LIBRARY.exercises["ninety-ninety-rest"]
    told = rest._replace(steps=(*rest.steps, "Enjoy a brief nap."))
    assert not statement.shown(LIBRARY._replace(exercises={**LIBRARY.exercises, rest.id: told}))
