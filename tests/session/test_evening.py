"""The exact evening: the shipped home-basics, to the second, and the order of the others.

The design fixes what a person hears in the first three minutes; it is written out here.
"""

from __future__ import annotations

import itertools

import pytest

from backpt.language import speech, words
from backpt.prescription.durations import clock
from backpt.prescription.model import UPRIGHT, Routine, Work, prescribe
from backpt.session.compile import Manner, flatten
from backpt.session.steps import Compiled, Signal, Step, StepKind, total_s
from tests.builders import home_basics, shipped
from tests.outline import table

from .test_compile import assert_words_fit

LIBRARY = shipped()
HOME_BASICS = home_basics()

FIRST_THREE_MINUTES = """
    0:00 Home basics. Four exercises, about eight minutes.
    0:04 Laptop within reach. Space pauses. H if it hurts.
    0:12 Hold on, kneel, lie on your side, roll over. Lie on your back, knees bent, feet flat.
    0:20 Knee tilts. Five each side. Let both knees sink to one side. Both shoulders stay on the floor.
    0:30 Three. Two. One.
    0:33 Left.
    0:36 Hold. Breathe.
    0:39 Back.
    0:43 Right.
    0:46 Hold.
    0:49 Back.
    0:53 Two. Left.
    1:03 Right.
    1:13 Three. Left.
    1:23 Right.
    1:33 Four. Left.
    1:43 Right.
    1:53 Last. Left.
    2:03 Right.
    2:13 Leg lifts. Six each leg. Right knee bent, left leg straight. Lift no higher than the other knee.
    2:25 Three. Two. One.
    2:28 Left leg. Up.
    2:30 Hold. Breathe.
    2:33 Slowly down.
    2:37 Two.
    2:46 Three.
    2:55 Four.
"""  # noqa: E501  # a line is a signal


def heard(of: Routine, steps: tuple[Step, ...]) -> list[tuple[float, str]]:
    """Return everything a voice says, with its second; 3-2-1 as one line."""
    said: list[tuple[float, str]] = []
    step_at_s = 0.0
    for index, step in enumerate(steps):
        counts = []
        for cue in step.cues:
            text = words.text(words.phrase(Compiled(of, steps), index, cue))
            if cue.signal is Signal.COUNT:
                counts.append((step_at_s + cue.at_s, text))
            elif text:
                said.append((step_at_s + cue.at_s, text))
        if counts:
            said.append((counts[0][0], " ".join(text for _, text in counts)))
        step_at_s += step.planned_s
    return said


def test_the_first_three_minutes_are_heard_to_the_second() -> None:
    steps = flatten(HOME_BASICS, speech, Manner(keys_hint=True))
    lines = [f"{clock(at_s)} {text}" for at_s, text in heard(HOME_BASICS, steps) if at_s < 180]
    assert "\n".join(lines) == table(FIRST_THREE_MINUTES)


def test_the_moments_are_whole_seconds_and_not_rounded_ones() -> None:
    steps = flatten(HOME_BASICS, speech, Manner(keys_hint=True))
    assert all(at_s == int(at_s) for at_s, _ in heard(HOME_BASICS, steps))


def test_from_the_fourth_session_on_the_keys_are_not_explained_and_nothing_else_moves() -> None:
    first, later = (
        heard(HOME_BASICS, flatten(HOME_BASICS, speech, Manner(keys_hint=hint)))
        for hint in (True, False)
    )
    intro = "Knee tilts. Five each side. Let both knees sink to one side."
    intro += " Both shoulders stay on the floor."
    lie = "Lie on your back, knees bent, feet flat."
    down = f"Hold on, kneel, lie on your side, roll over. {lie}"
    keys = words.text(words.KEYS_HINT)
    assert first[1:4] == [(4.0, keys), (12.0, down), (20.0, intro)]
    assert later[0] == (0.0, f"{first[0][1]} {lie}")
    assert later[1:2] == [(8.0, intro)]
    assert first[4:] == later[2:]


def test_the_parts_of_home_basics_take_what_the_design_says() -> None:
    steps = flatten(HOME_BASICS, speech)
    parts = itertools.groupby(
        steps, key=lambda step: (step.place.item, step.kind in (StepKind.SETUP, StepKind.READY))
    )
    assert [total_s(tuple(part)) for _, part in parts] == [33, 100, 15, 116, 33, 75, 18, 72]
    assert clock(total_s(steps)) == "7:42"


def test_home_basics_needs_nothing_fetched_and_nothing_fixed() -> None:
    assert not [step for step in flatten(HOME_BASICS, speech) if step.kind is StepKind.GATE]


def test_classic_six_takes_about_fourteen_minutes() -> None:
    of = prescribe(LIBRARY, "classic-six")
    steps = flatten(of, speech)
    assert 13.5 * 60 <= total_s(steps) < 14.5 * 60
    assert words.phrase(Compiled(of, steps), 0, steps[0].cues[0])[1] == (
        "Six exercises, about fourteen minutes."
    )


def test_the_exercises_of_classic_six_are_in_the_order_of_the_design() -> None:
    exercises = [item.exercise.id for item in _works(prescribe(LIBRARY, "classic-six"))]
    assert exercises == [
        "knee-tilts",
        "leg-lifts",
        "ball-knee-roll",
        "posture-hold",
        "band-row",
        "wall-slides",
    ]


def test_in_core_starter_the_curl_up_comes_before_the_reach() -> None:
    exercises = [item.exercise.id for item in _works(prescribe(LIBRARY, "core-starter"))]
    assert exercises.index("curl-up") < exercises.index("quadruped-reach")


@pytest.mark.parametrize("id_", LIBRARY.routines)
def test_one_lies_down_once_and_gets_up_once(id_: str) -> None:
    upright = [item.exercise.position in UPRIGHT for item in _works(prescribe(LIBRARY, id_))]
    changes = [(one, other) for one, other in itertools.pairwise(upright) if one != other]
    assert changes.count((False, True)) <= 1, "gets up once"
    assert changes.count((True, False)) <= 1, "lies down once"


@pytest.mark.parametrize("id_", ["home-basics", "classic-six"])
def test_the_usual_routines_begin_on_the_floor_and_end_standing(id_: str) -> None:
    upright = [item.exercise.position in UPRIGHT for item in _works(prescribe(LIBRARY, id_))]
    assert (upright[0], upright[-1]) == (False, True)
    assert upright == sorted(upright)


@pytest.mark.parametrize("id_", LIBRARY.routines)
def test_every_routine_of_the_library_compiles_and_its_words_fit(id_: str) -> None:
    of = prescribe(LIBRARY, id_)
    for manner in (Manner(), Manner(keys_hint=True)):
        steps = flatten(of, speech, manner)
        assert 5 * 60 < total_s(steps) < 25 * 60
        assert_words_fit(of, steps)


@pytest.mark.parametrize("id_", LIBRARY.routines)
def test_the_length_that_is_said_is_the_sum_of_the_steps(id_: str) -> None:
    of = prescribe(LIBRARY, id_)
    steps = flatten(of, speech)
    minutes = round(sum(step.seconds or 0.0 for step in steps) / 60)
    assert words.welcome(of, minutes * 60)[1] in words.phrase(
        Compiled(of, steps), 0, steps[0].cues[0]
    )


def _works(of: Routine) -> list[Work]:
    return [item for item in of.items if isinstance(item, Work)]
