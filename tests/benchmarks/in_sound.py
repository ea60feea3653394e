"""The sound of a session, from inside: the real speaker, conductor, sound process and voice.

    in_sound.py begin OUTPUT FILE    seconds from the first picture to READY, until the first
                                     stretch is placed, and until its first sound
    in_sound.py play OUTPUT FILE     a session's stretches, for as long as standard input is
                                     open; says the pid of the sound process when it is ready
    in_sound.py worker FILE NAMES    the sound process, which notes placings in FILE

OUTPUT is ``null`` or ``miniaudio-null``, which mixes and plays to nobody. Run by the
benchmarks, never imported.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable

from backpt.clock import Clock

# Imported before the first picture, as the program does; the rest is part of what is measured.
from backpt.language import speech
from backpt.prescription.model import Category, Dose, Exercise, Pace, Position, Routine, single
from backpt.session.compile import flatten
from backpt.session.events import Event
from backpt.session.player import Player
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled, Step, StepKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from backpt.sound.output.base import Output
    from backpt.sound.output.placing import Placed
    from backpt.sound.process.supervisor import Speaker
    from backpt.sound.score.conductor import Conductor
    from backpt.sound.score.stretch import Stretch

PATIENCE_S = 15.0
LOOK_S = 0.002
WAKE_S = 0.25
"""The session draws, and so looks after its sound, this often."""
REPS = 100
CUE = "Let both knees sink to one side. Both shoulders stay on the floor."
clock = Clock()


def routine() -> Routine:
    """Words that are all in the shipped voice, and a hold that is counted."""
    dose = Dose((REPS,), Pace(3.0, 3.0, 3.0, 1.0))
    return single(
        Exercise("knee-tilts", "Knee tilts", Category.MOBILITY, Position.SUPINE, dose, 1, CUE)
    )


class Noted:
    """What the conductor places, on the scale of ``Clock.awake``, and its first sound."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self.first_due: float | None = None

    def play(self, stretch: Stretch, start_at: float) -> None:
        if self.first_due is None:
            self.first_due = start_at + min(sound.at_s for sound in stretch.sounds)
        self._speaker.play(stretch, start_at)

    def stop(self) -> None:
        self._speaker.stop()


def opened(
    prescribed: Routine, steps: tuple[Step, ...], player: Player, output: str, notes: str
) -> tuple[Speaker, Conductor, Noted]:
    """Do what ``SessionSound.begin`` does when the first picture is out."""
    from backpt.sound.process.supervisor import Speaker
    from backpt.sound.score.compose import Ear
    from backpt.sound.score.conductor import Conductor
    from backpt.sound.voice.session_voice import Voice

    voice = Voice()
    assert voice.is_there, "the voice is missing"
    command = (sys.executable, os.path.abspath(__file__), "worker", notes)
    speaker = Speaker((output,), sys.exit, command=command)
    speaker.start(clock.awake())
    noted = Noted(speaker)
    ear = Ear(SoundLevel.VOICE, voice.length_of)
    return speaker, Conductor(Compiled(prescribed, steps), player.ahead, noted, ear), noted


def begin(output: str, notes: str) -> None:
    prescribed = routine()
    steps = flatten(prescribed, speech)
    player = Player(steps, speech)
    picture = clock.awake()
    events = player.start(picture)
    speaker, conductor, noted = opened(prescribed, steps, player, output, notes)
    _conduct(conductor, events, clock.awake())
    ready = _wait(speaker, lambda: speaker.name == output)
    _wait(speaker, lambda: os.path.exists(notes) and os.path.getsize(notes) > 0)
    latency_s = speaker.latency_s
    speaker.close()
    with open(notes, encoding="ascii") as file:
        placed = float(file.readline())
    assert noted.first_due is not None
    heard = max(placed + latency_s, noted.first_due)  # outputs place with their latency
    print(ready - picture, placed - picture, heard - picture)


def play(output: str, notes: str) -> None:
    """From the first rep on: the words before it are long, and then come pauses."""
    prescribed = routine()
    steps = flatten(prescribed, speech)
    first = [step.kind for step in steps].index(StepKind.WORK)
    player = Player(steps, speech, keyboard=False, first=first)
    events = player.start(clock.awake())
    speaker, conductor, _ = opened(prescribed, steps, player, output, notes)
    _conduct(conductor, events, clock.awake())
    _wait(speaker, lambda: speaker.name == output)
    print(speaker.pid, flush=True)
    now = clock.awake()
    while not select.select([0], [], [], _until_wake_s(player, now))[0]:
        now = clock.awake()
        speaker.poll(now)
        _conduct(conductor, player.tick(now), now)
    assert not speaker.failures, speaker.failures
    speaker.close()


def _until_wake_s(player: Player, now: float) -> float:
    due = player.deadline()
    return max(0.0, min(WAKE_S, WAKE_S if due is None else due - now))


def _conduct(conductor: Conductor, events: list[Event], now: float) -> None:
    for event in events:
        conductor.hear(event)
    conductor.conduct(now)


def _wait(speaker: Speaker, until: Callable[[], bool]) -> float:
    """Poll, more often than a session does, until ``until()``; return the moment."""
    give_up_at = clock.awake() + PATIENCE_S
    while not until():
        assert clock.awake() < give_up_at, speaker.failures
        clock.sleep(LOOK_S)
        speaker.poll(clock.awake())
    return clock.awake()


class Noting:
    """An output that writes down when each stretch is placed on it."""

    def __init__(self, name: str, output: Output, path: str) -> None:
        self.name = name
        self._output = output
        self._file = open(path, "a", buffering=1, encoding="ascii")  # noqa: SIM115  # to the end

    @property
    def latency_s(self) -> float:
        return self._output.latency_s

    def place(self, placed: Placed, now: float) -> None:
        self._output.place(placed, now)
        self._file.write(f"{clock.awake():.6f}\n")

    def changed(self, placed: Placed, first: int, now: float) -> None:
        self._output.changed(placed, first, now)

    def stop(self, now: float) -> None:
        self._output.stop(now)

    def level(self, level: float, now: float) -> None:
        self._output.level(level, now)

    def attend(self, now: float) -> float | None:
        return self._output.attend(now)

    def close(self) -> None:
        self._output.close()


def worker(path: str, names: str) -> None:
    from backpt.sound.output.registry import open_output
    from backpt.sound.output.streaming import open_miniaudio
    from backpt.sound.process.worker import serve
    from backpt.sound.score.render import render
    from backpt.sound.voice.session_voice import Voice

    def open_noting(name: str, clock: Clock) -> Output:
        silent_card = name == "miniaudio-null"
        found = open_miniaudio(clock, null=True) if silent_card else open_output(name, clock)
        return Noting(name, found, path)

    voice = Voice()
    serve(names.split(","), lambda stretch: render(stretch, voice.samples), open_noting)


if __name__ == "__main__":
    {"begin": begin, "play": play, "worker": worker}[sys.argv[1]](*sys.argv[2:4])
