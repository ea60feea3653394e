"""A session at speed: what of the usual evening is still heard, and what falls first."""

from __future__ import annotations

import itertools
from functools import cache
from typing import NamedTuple

import pytest

from backpt.language import speech
from backpt.prescription.model import Side, Work
from backpt.session.compile import Manner, flatten
from backpt.session.events import Event, StepBegan
from backpt.session.player import Player
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled, Step, StepKind
from backpt.sound.score import motifs
from backpt.sound.score.compose import BREATH_S, Ear
from backpt.sound.score.conductor import Conductor
from backpt.sound.score.stretch import MOTIF, SAY, Sound, Stretch
from backpt.sound.voice.session_voice import Voice
from tests.builders import home_basics

VOICE = Voice()
HOME_BASICS = home_basics()
STEPS = flatten(HOME_BASICS, speech, Manner(keys_hint=True))
KNEE_TILTS, LEG_LIFTS = 0, 1
SPEEDS = pytest.mark.parametrize("speed", [2.0, 4.0, 10.0])


class Heard(NamedTuple):
    """In seconds of the listener."""

    at: float
    ends: float
    sound: Sound


class Rep(NamedTuple):
    step: Step
    began: float
    ended: float


class Ears:
    def __init__(self, speed: float) -> None:
        self._speed = speed
        self.heard: list[Heard] = []

    def play(self, stretch: Stretch, start_at: float) -> None:
        for sound in stretch.sounds:
            at = start_at / self._speed + sound.at_s
            assert sound.until_s is None, "at speed a sound is heard whole, or not at all"
            self.heard.append(Heard(at, at + length_s(sound), sound))

    def stop(self) -> None:
        assert not self.heard, "nothing unexpected happens"


def length_s(sound: Sound) -> float:
    if sound.kind == MOTIF:
        return motifs.length_s(sound.name)
    return VOICE.length_of(sound.name) or 0.0


@cache
def evening(speed: float) -> tuple[list[Heard], list[Event]]:
    """Run the usual evening with a wake-up a second, as the loop does."""
    player, ears = Player(STEPS, speech), Ears(speed)
    ear = Ear(SoundLevel.VOICE, VOICE.length_of)
    conductor = Conductor(Compiled(HOME_BASICS, STEPS), player.ahead, ears, ear, speed=speed)
    events: list[Event] = []
    now, new = 0.0, player.start(0.0)
    while True:
        for event in new:
            conductor.hear(event)
        conductor.conduct(now)
        events += new
        if (due := player.deadline()) is None:
            return sorted(ears.heard), events
        now = min(due, now + speed)
        new = player.tick(now)


def reps(item: int, speed: float) -> list[Rep]:
    began = [event for event in evening(speed)[1] if isinstance(event, StepBegan)]
    return [
        Rep(STEPS[one.step_index], one.at / speed, after.at / speed)
        for one, after in itertools.pairwise(began)
        if STEPS[one.step_index].kind is StepKind.WORK
        and STEPS[one.step_index].place.item == item
    ]


def names(speed: float, kind: str = SAY) -> list[str]:
    return [one.sound.name for one in evening(speed)[0] if one.sound.kind == kind]


@pytest.mark.parametrize("speed", [2.0, 4.0, 10.0, 20.0])
def test_no_two_sounds_are_heard_at_once(speed: float) -> None:
    for one, other in itertools.pairwise(evening(speed)[0]):
        assert one.ends <= other.at + 1e-6, (one, other)


@SPEEDS
def test_every_exercise_is_named_and_the_hint_about_keys_falls_first(speed: float) -> None:
    said = names(speed)
    for item in HOME_BASICS.items:
        assert isinstance(item, Work)
        assert f"{item.exercise.name}." in said
    assert "Space pauses." not in said or speed < 4


@SPEEDS
def test_the_side_of_every_alternating_rep_is_heard_before_the_next_one(speed: float) -> None:
    sides = {"Left.": Side.LEFT, "left": Side.LEFT, "Right.": Side.RIGHT, "right": Side.RIGHT}
    for rep in reps(KNEE_TILTS, speed):
        told = [
            sides[one.sound.name]
            for one in evening(speed)[0]
            if rep.began - 1e-6 <= one.at and one.ends <= rep.ended and one.sound.name in sides
        ]
        assert told == [rep.step.place.side], (rep, told)


@SPEEDS
def test_a_side_of_the_body_is_told_where_it_changes(speed: float) -> None:
    left, *_, right = reps(LEG_LIFTS, speed)
    within = [
        one.sound.name for one in evening(speed)[0] if left.began - 1e-6 <= one.at < right.ended
    ]
    assert {"Left leg.", "left"} & set(within)
    assert {"Right leg.", "right"} & set(within)


@SPEEDS
def test_the_reps_are_still_numbered(speed: float) -> None:
    for item in (KNEE_TILTS, LEG_LIFTS):
        firsts = [rep for rep in reps(item, speed) if rep.step.place.side is Side.LEFT]
        counted = [
            one.sound.name
            for one in evening(speed)[0]
            if firsts[0].began <= one.at < firsts[-1].ended
        ]
        numbers = [name for name in counted if name in ("Two.", "Three.", "Four.", "Last.")]
        assert numbers == ["Two.", "Three.", "Four.", "Last."]


def test_the_words_of_a_cue_keep_their_distance_from_its_motif() -> None:
    heard = evening(4.0)[0]
    before, named = next(
        (one, other)
        for one, other in itertools.pairwise(heard)
        if other.sound.name == "Knee tilts."
    )
    assert before.sound.name == "get-ready"
    assert named.at - before.ends == pytest.approx(BREATH_S)
