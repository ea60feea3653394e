"""A whole sitting's sound, from the first event on, written to a file in fake time."""

from __future__ import annotations

import math
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backpt.language import speech
from backpt.language.en.captions import ending_phrase
from backpt.prescription.model import Mode, Routine, ThermalPlan, prescribe
from backpt.run.loop import SessionTime, lead
from backpt.run.presenter import SessionPresenter
from backpt.run.session_sound import DRAIN_S, SessionSound
from backpt.session.compile import flatten
from backpt.session.events import CueDue, Ending, Event, SessionEnded
from backpt.session.player import Player
from backpt.session.sound_choice import SoundChoice, SoundLevel
from backpt.session.steps import Compiled, Cue, Signal
from backpt.sound.score.compose import Ear, ScheduledSound, compose
from backpt.sound.score.conductor import OPENING_S
from backpt.sound.score.motifs import length_s
from backpt.sound.score.stretch import MOTIF, RATE
from backpt.sound.voice.session_voice import Voice
from tests.builders import shipped
from tests.run.test_loop import FakeTime, Glass

ICE = Routine("ice", "Ice pack", (ThermalPlan(Mode.COLD, 900.0, 900.0, 1),))
LOUD = 300.0
"""Root mean square, of 32767, of what is clearly there."""
FIRST_S = 0.5
"""The issue: the first sound within half a second of the first picture."""


class Heart:
    """Has the sound begin when the first picture is out, as a sitting does."""

    def __init__(self, audible: SessionSound, of: Routine, player: Player) -> None:
        self._audible, self._of, self._player = audible, of, player
        self._has_begun = False

    def attend(self, now: float) -> None:
        if not self._has_begun:
            self._has_begun = True
            self._audible.begin(
                Compiled(self._of, flatten(self._of, speech)), self._player.ahead
            )
        self._audible.attend(now)

    def hush(self) -> None:
        self._audible.hush()


def sounded(
    of: Routine, hearing: SoundChoice, *, until_s: float, keys: dict[float, str] | None = None
) -> tuple[Glass, list[Event]]:
    """Lead ``of`` for so long, and say what was shown and what happened."""
    time = FakeTime({**(keys or {}), until_s: "q"})
    steps = flatten(of, speech)
    player = Player(steps, speech)
    session_time = SessionTime(time)
    audible = SessionSound(hearing, session_time, time, lambda _: None)
    led, glass = SessionPresenter(player, Compiled(of, steps)), Glass(time)
    happened: list[Event] = []
    sinks = [audible.hear, happened.append]
    heart = Heart(audible, of, player)
    lead(
        led,
        clock=time,
        time=session_time,
        keys=time,
        surface=glass,
        sinks=sinks,
        companion=heart,
    )
    audible.drain()
    audible.close()
    return glass, happened


def samples_of(path: Path) -> array[int]:
    with wave.open(str(path)) as file:
        return array("h", file.readframes(file.getnframes()))


def loudness(samples: array[int], begin_s: float, end_s: float) -> float:
    part = samples[round(begin_s * RATE) : round(end_s * RATE)]
    return math.sqrt(sum(one * one for one in part) / len(part)) if part else 0.0


def planned(of: Routine, happened: list[Event], until_s: float) -> list[ScheduledSound]:
    ear = Ear(SoundLevel.VOICE, Voice().length_of)
    return [
        one
        for one in compose(Compiled(of, flatten(of, speech)), happened, ear)
        if one.at < until_s
    ]


@pytest.mark.parametrize(
    "of", [prescribe(shipped(), "home-basics"), ICE], ids=["session", "pack"]
)
def test_everything_is_heard_from_the_first_word_on(tmp_path: Path, of: Routine) -> None:
    path = tmp_path / "heard.wav"
    _, happened = sounded(of, SoundChoice(output=f"wav:{path}"), until_s=40.0)
    heard = samples_of(path)
    assert loudness(heard, 0.0, FIRST_S) > LOUD
    voice = Voice()
    plan = planned(of, happened, 38.0)
    words = [one.sound.name for one in plan if one.sound.kind != MOTIF]
    assert words[0] in ("Home basics.", "Ice pack.")
    for one in plan:
        whole = length_s(one.sound.name) if one.sound.kind == MOTIF else None
        length = whole or voice.length_of(one.sound.name) or 0.0
        assert loudness(heard, one.at, one.at + length + OPENING_S) > LOUD, one


@pytest.mark.parametrize("level", [SoundLevel.VOICE, SoundLevel.TONES])
def test_nothing_rings_but_alarms_where_sound_is_heard_or_not_wanted(
    tmp_path: Path, level: SoundLevel
) -> None:
    for hearing in (SoundChoice(level, f"wav:{tmp_path}/a.wav"), SoundChoice(SoundLevel.OFF)):
        assert rings_of(hearing) == {Signal.OUT: 0, Signal.COUNT: 0, Signal.PACK_OFF: 3}
        silent = hearing.level is SoundLevel.OFF
        assert flashes_of(hearing) == ({Signal.PACK_OFF} if silent else set())


def test_the_bell_takes_over_where_no_output_plays(tmp_path: Path) -> None:
    lost = SoundChoice(output=f"wav:{tmp_path}/no/such/folder.wav")
    assert rings_of(lost) == {Signal.OUT: 1, Signal.COUNT: 0, Signal.PACK_OFF: 3}
    assert flashes_of(lost) == {Signal.OUT, Signal.PACK_OFF}


SOME = {
    signal: CueDue(0.0, 0, Cue(0.0, signal))
    for signal in (Signal.OUT, Signal.COUNT, Signal.PACK_OFF)
}


def rings_of(hearing: SoundChoice) -> dict[Signal, int]:
    with begun(hearing) as audible:
        return {signal: audible.rings(event) for signal, event in SOME.items()}


def flashes_of(hearing: SoundChoice) -> set[Signal]:
    with begun(hearing) as audible:
        return {signal for signal, event in SOME.items() if audible.flashes(event)}


@contextmanager
def begun(hearing: SoundChoice) -> Iterator[SessionSound]:
    time = FakeTime()
    audible = SessionSound(hearing, SessionTime(time), time, lambda _: None)
    audible.begin(Compiled(ICE, flatten(ICE, speech)), lambda _: [])
    yield audible
    audible.close()


@pytest.mark.slow
def test_words_longer_than_the_wait_for_an_output_are_let_out_to_their_end(
    tmp_path: Path,
) -> None:
    path = tmp_path / "heard.wav"
    hearing = SoundChoice(output=f"wav:{path}")
    of = prescribe(shipped(), "home-basics")
    keys = {100.0: "h", 101.0: "6", 102.0: "enter", 230.0: "6", 231.0: "enter"}
    _, happened = sounded(of, hearing, until_s=300.0, keys=keys)
    ended = happened[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.ending is Ending.PAIN
    voice = Voice()
    words_s = sum(voice.length_of(one) or 0.0 for one in ending_phrase(Ending.PAIN))
    assert words_s > DRAIN_S
    heard = samples_of(path)
    assert loudness(heard, ended.at + words_s - 1.0, ended.at + words_s) > LOUD


def test_who_stops_it_waits_for_no_words(tmp_path: Path) -> None:
    path = tmp_path / "heard.wav"
    sounded(
        prescribe(shipped(), "home-basics"), SoundChoice(output=f"wav:{path}"), until_s=40.0
    )
    assert len(samples_of(path)) / RATE == pytest.approx(40.0 + DRAIN_S, abs=0.1)
