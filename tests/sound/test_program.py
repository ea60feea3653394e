"""The real program at real speed; a card that keeps what it is given; the plan beside it."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from array import array
from pathlib import Path
from typing import NamedTuple

import pytest

from backpt.clock import Clock
from backpt.language import speech
from backpt.language.en.sound import NONE_NOW
from backpt.library import read_library
from backpt.prescription.model import prescribe
from backpt.session.commands import Command
from backpt.session.compile import flatten
from backpt.session.events import CueDue, StepBegan
from backpt.session.player import Player
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled
from backpt.sound.score.compose import Ear, compose
from backpt.sound.score.conductor import KEY_LEAD_S
from backpt.sound.score.motifs import MOTIFS
from backpt.sound.voice.session_voice import Voice
from tests.builders import shipped
from tests.homes import environment
from tests.journal.values import columns_of_session
from tests.pty_run import Terminal
from tests.sound.alsa_rig import CARD_RATE, Rig
from tests.sound.marks import longest_silence_s, strength

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.terminal(starts=1),
    pytest.mark.skipif(sys.platform != "linux", reason="ALSA and /proc are Linux's"),
]

LIBRARY = """\
version: 1
exercises:
  bridge-twice:
    name: Bridge twice
    position: supine
    dose: {{reps: {reps}, out: 2s, hold: 5s, back: 2s, relax: 1s}}
routines:
  short:
    name: Short
    exercises: [bridge-twice]
"""
INSIDE_S = 0.001
AUDIBLE = 100
"""Of 32767: a fading-in note is louder than this within a fifth of a millisecond."""
APART_S = 0.06
"""No motif of this plan has a longer silence in it."""
SENTENCES_APART_S = 0.3
FIRST_SOUND_S = 0.8
"""Half a second is the goal on a machine at rest; what it was is printed."""
ON_TIME_S = 0.5
START_S = 0.020
FIRST_S = 0.04
WARM_S = 1.5
WORDS_S = 2.3
"""The motif of a stop alone is shorter: words come after it."""
BOUNDED_S = 4.5
"""Three seconds of last words, and the end of the sound process."""
"""A stream has to be known before it is exact: its first second is for that."""
clock = Clock()


class Planned(NamedTuple):
    at: float
    """Seconds from the key that said "ready"."""
    hz: float
    gain: float


class Onset(NamedTuple):
    at: float
    samples: list[int]
    """Its first fiftieth of a second."""


def library(folder: Path, reps: int) -> Path:
    path = folder / "library.yaml"
    path.write_text(LIBRARY.format(reps=reps))
    return path


def started(folder: Path, own: Path, output: str) -> Terminal:
    alsa = {name: os.environ[name] for name in ("ALSA_CONFIG_PATH", "XDG_RUNTIME_DIR")}
    typed = ["session", "short", "--library", str(own), "--pain", "2"]
    typed += ["--sound", "tones", "--audio", output]
    return Terminal(typed, environment(folder, **alsa))


def made_ready(run: Terminal, rig: Rig) -> float:
    """Say ready when the card has played for a while; return the moment of the key."""
    run.say_all_is_well()
    run.until("Get into place")
    run.until(lambda _: any(one.began + WARM_S < clock.awake() for one in rig.captures()))
    run.send(" ")
    return clock.awake()


def plan(own: Path) -> list[Planned]:
    """Return what is heard from that key on, the first of it after the lead-in of a key."""
    of = prescribe(read_library(str(own))[0], "short")
    steps = flatten(of, speech)
    player = Player(steps, speech)
    player.start(0.0)
    events = player.command(Command.DONE, 0.0) + player.tick(1000.0)
    assert player.over
    wanted = [event for event in events if isinstance(event, (CueDue, StepBegan))]
    heard = compose(Compiled(of, steps), wanted, Ear(SoundLevel.TONES, lambda _: None))
    return [
        Planned(max(one.at, KEY_LEAD_S), MOTIFS[one.sound.name][0].hz, _gain(one.sound.name))
        for one in heard
    ]


def _gain(name: str) -> float:
    return MOTIFS[name][0].gain


def onsets(rig: Rig, since: float, apart_s: float = APART_S) -> list[Onset]:
    found: list[Onset] = []
    for capture in rig.captures():
        last = float("-inf")
        for n, sample in enumerate(capture.samples):
            if abs(sample) > AUDIBLE:
                if n - last > apart_s * CARD_RATE:
                    first = list(capture.samples[n : n + CARD_RATE // 50])
                    found.append(Onset(capture.began + n / CARD_RATE, first))
                last = n
    return sorted(one for one in found if one.at > since)


@pytest.mark.parametrize("busy", [False, True], ids=["at-rest", "resized-all-the-time"])
def test_every_cue_of_the_plan_is_heard_in_its_place_and_none_besides(
    rig: Rig, output: str, busy: bool, tmp_path: Path
) -> None:
    own = library(tmp_path, reps=3)
    run = started(tmp_path, own, output)
    pressed = made_ready(run, rig)
    sizes = 0

    def finished(text: str) -> bool:
        nonlocal sizes
        # From the first sound on, each size is answered by a picture, and that by a size.
        if busy and clock.awake() > pressed + 2 * KEY_LEAD_S:
            sizes += 1
            run.resize(80 + sizes % 2 * 20, 24 + sizes % 3)
        return "Finished. Well done." in text

    run.until(finished)
    run.press("2")
    assert run.end() == 0
    assert not busy or sizes > 200
    wanted = plan(own)
    heard = onsets(rig, pressed + KEY_LEAD_S / 2)
    assert len(heard) == len(wanted), [round(one.at - pressed, 3) for one in heard]
    off = [one.at - pressed - due.at for one, due in zip(heard, wanted, strict=True)]
    inside = [late - off[1] for late in off[1:]]
    print(f"{output}: began {off[1] * 1000:.1f} ms late; of the first cue", end=" ")
    print(f"{(off[0] - off[1]) * 1000:.1f} ms are cut; {sizes} sizes;", end=" ")
    print(f"inside off by up to {max(map(abs, inside)) * 1000:.2f} ms")
    assert inside == pytest.approx([0.0] * len(inside), abs=INSIDE_S)
    assert abs(off[1]) < START_S
    assert abs(off[0] - off[1]) < FIRST_S  # its beginning is cut where the lead-in was short
    for one, due in zip(heard[1:], wanted[1:], strict=True):  # the key is heard in the first
        pitch = {hz: _strength(one, hz) for hz in {other.hz for other in wanted}}
        assert max(pitch, key=lambda hz: pitch[hz]) == due.hz


def test_the_first_words_of_a_session_are_heard_and_from_their_beginning(
    rig: Rig, output: str, tmp_path: Path
) -> None:
    alsa = {name: os.environ[name] for name in ("ALSA_CONFIG_PATH", "XDG_RUNTIME_DIR")}
    typed = ["session", "home-basics", "--pain", "2", "--audio", output]
    run = Terminal(typed, environment(tmp_path, **alsa))
    run.say_all_is_well()
    run.until("Get into place")
    pictured = clock.awake()
    run.until(lambda _: clock.awake() > pictured + 5.0)
    run.signal(signal.SIGTERM)
    assert run.end() == 143
    of = prescribe(shipped(), "home-basics")
    steps = flatten(of, speech)
    first = [event for event in Player(steps, speech).start(0.0) if isinstance(event, CueDue)]
    motif, name, then, *_ = compose(
        Compiled(of, steps), first, Ear(SoundLevel.VOICE, Voice().length_of)
    )
    assert (name.sound.name, motif.at) == ("Home basics.", 0.0)
    heard = onsets(rig, 0.0, SENTENCES_APART_S)
    begins_s, second_s = heard[0].at - pictured, heard[1].at - heard[0].at
    print(f"{output}: first sound {begins_s:.2f} s after the first picture;", end=" ")
    print(f"{(then.at - second_s) * 1000:.0f} ms of it cut")
    assert second_s == pytest.approx(then.at, abs=FIRST_S)
    assert begins_s < FIRST_SOUND_S


@pytest.mark.parametrize("headset", ["yes", "no"])
def test_a_wireless_headset_is_kept_awake_unless_the_settings_say_no(
    rig: Rig, output: str, headset: str, tmp_path: Path
) -> None:
    settings = tmp_path / ".config/backpt/settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"headset: {headset}\n")
    run = started(tmp_path, library(tmp_path, reps=1), output)
    made_ready(run, rig)
    run.until("Hold")
    in_hold = clock.awake()
    run.until(lambda _: clock.awake() > in_hold + 4.0)
    run.signal(signal.SIGTERM)
    assert run.end() == 143
    captures = [one for one in rig.captures() if len(one.samples) > CARD_RATE]
    silent_s = max(longest_silence_s(one.samples, CARD_RATE) for one in captures)
    print(f"{output}, headset: {headset}: {silent_s:.3f} s of silence at the most")
    assert (silent_s < 0.03) is (headset == "yes")


def _strength(one: Onset, hz: float) -> float:
    return strength(array("h", one.samples), CARD_RATE, hz)


def sound_process(of: int) -> int:
    """Return the pid of the sound process that process ``of`` started."""
    for task in Path(f"/proc/{of}/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"backpt.sound.process.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
    raise AssertionError("it started no sound process")


def test_a_sound_process_killed_in_mid_hold_costs_the_session_nothing_but_a_sentence(
    rig: Rig, output: str, tmp_path: Path
) -> None:
    own = library(tmp_path, reps=1)
    run = started(tmp_path, own, output)
    pressed = made_ready(run, rig)
    mid_hold = pressed + 3.0 + 2.0 + 2.5
    run.until(lambda _: clock.awake() > mid_hold)
    os.kill(sound_process(run.pid), signal.SIGKILL)
    before = len(run.sent)
    run.until("Finished. Well done.")
    assert clock.awake() - pressed == pytest.approx(3.0 + 10.0, abs=ON_TIME_S)
    run.press("2")
    assert run.end() == 0
    assert run.is_given_back
    assert run.words.count(NONE_NOW) == 1
    assert b"\a" in run.sent[before:]
    assert onsets(rig, pressed)  # there had been sound
    journal = sqlite3.connect(tmp_path / ".local/share/backpt/journal.db")
    ended = f"SELECT {columns_of_session('ending, pain_after')} FROM session"
    assert journal.execute(ended).fetchall() == [("done", 2)]
    item = "SELECT planned, done, partial, skipped FROM item"
    assert journal.execute(item).fetchall() == [(1, 1, 0, 0)]
    journal.close()


def begin_pack(folder: Path, output: str) -> Terminal:
    alsa = {name: os.environ[name] for name in ("ALSA_CONFIG_PATH", "XDG_RUNTIME_DIR")}
    run = Terminal(["icepack", "--audio", output], environment(folder, **alsa))
    run.until("Cold pack")
    run.press(" ")
    run.until("Ready?")
    run.press(" ")
    run.until("Pack on")
    quiet = clock.awake() + 6.0  # until the words about the pack are over
    run.until(lambda _: clock.awake() > quiet)
    return run


def last_heard(rig: Rig) -> float:
    """Return the moment at which something was last to be heard."""
    return max(
        capture.began + n / CARD_RATE
        for capture in rig.captures()
        for n, sample in enumerate(capture.samples)
        if abs(sample) > AUDIBLE
    )


@pytest.mark.parametrize("way", ["q", "SIGTERM", "two hang-ups", "closed"])
def test_however_a_pack_is_left_it_is_heard_to_come_off(
    rig: Rig, output: str, tmp_path: Path, way: str
) -> None:
    run = begin_pack(tmp_path, output)
    left = clock.awake()
    match way:
        case "q":
            run.press("q")
        case "closed":
            os.close(run.fd)
        case "two hang-ups":
            run.signal(signal.SIGHUP)
            run.until("Take the pack off now.")
            run.signal(signal.SIGHUP)
        case _:
            run.signal(signal.Signals[way])
    if way == "closed":
        os.waitpid(run.pid, 0)
    else:
        run.end()
        assert "Take the pack off now." in run.words
    assert clock.awake() - left < BOUNDED_S
    assert last_heard(rig) - left > WORDS_S
    journal = sqlite3.connect(tmp_path / ".local/share/backpt/journal.db")
    # Ended from outside it stays open: nobody said that it is off, so the next start asks.
    ending = "stopped" if way == "q" else None
    assert journal.execute("SELECT ending FROM session").fetchall() == [(ending,)]
    journal.close()
