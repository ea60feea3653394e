"""Whatever happens to the sound process or its output, the stretch goes on through the next."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from backpt.language.en.sound import NONE_NOW
from backpt.sound.output.registry import AUTO, NONE
from backpt.sound.score.stretch import RATE
from tests.sound.alsa_rig import plugged_in, unplug
from tests.sound.driving import (
    clock,
    drive,
    drive_for,
    fake_player,
    good_player,
    speaker,
)
from tests.sound.marks import captures, marks

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and programs of POSIX"),
]

EVERY_S, LENGTH_S = 0.25, 4.0
OFFSETS_S = tuple(n * EVERY_S for n in range(1, 15))
REPLACED_S = 2.0
ABOUT_S = 0.12
"""A test's player is a Python program: it starts this much late."""


class Fallback:
    """A good ``paplay`` on the path, which keeps what it is given."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.path = good_player(folder / "bin", "paplay", folder)
        monkeypatch.setenv("PATH", str(self.path))

    def heard_at(self) -> list[float]:
        return sorted(at for one in captures(self.folder, RATE) for at in one.heard_at)


@pytest.fixture
def fallback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fallback:
    return Fallback(tmp_path, monkeypatch)


def check_the_rest(heard_at: list[float], start_at: float, fault_at: float) -> None:
    """From two seconds after the fault on, every mark was heard, and none besides."""
    planned = [start_at + offset_s for offset_s in OFFSETS_S]
    rest = [at for at in planned if at > fault_at + REPLACED_S]
    assert len(rest) >= 2
    heard = heard_at[-len(rest) :]
    assert heard == pytest.approx(rest, abs=ABOUT_S)
    inside = [at - heard[0] for at in heard]
    assert inside == pytest.approx([at - rest[0] for at in rest], abs=0.001)
    assert heard_at[0] > fault_at


@pytest.mark.parametrize("fault", [signal.SIGSEGV, signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_that_dies_or_hangs_in_mid_stretch_is_replaced(
    fault: signal.Signals, fallback: Fallback
) -> None:
    told: list[str] = []
    sound = speaker("null", "paplay", told=told)
    start_at = clock.awake() + 0.3
    sound.play(marks(*OFFSETS_S, length_s=LENGTH_S), start_at)
    drive(sound, lambda: clock.awake() > start_at + 0.6)
    assert sound.name == "null"
    assert sound.pid is not None
    os.kill(sound.pid, fault)
    fault_at = clock.awake()
    drive(sound, lambda: sound.name == "paplay")
    drive(sound, lambda: not sound.busy)
    sound.close()
    check_the_rest(fallback.heard_at(), start_at, fault_at)
    assert told == ["The sound through null failed; now it comes through paplay."]


@pytest.mark.parametrize(
    "lie", ["exit 0", "exit 1", "exec /bin/sleep 60"], ids=["at-once", "fails", "hangs"]
)
def test_a_player_that_does_not_play_is_replaced(lie: str, fallback: Fallback) -> None:
    fake_player(fallback.path, "aplay", lie)
    told: list[str] = []
    sound = speaker("aplay", "paplay", told=told)
    start_at = clock.awake() + 0.4
    sound.play(marks(*OFFSETS_S, length_s=LENGTH_S), start_at)
    drive(sound, lambda: sound.name == "paplay")
    drive(sound, lambda: not sound.busy)
    sound.close()
    check_the_rest(fallback.heard_at(), start_at, start_at)
    assert told == ["The sound through aplay failed; now it comes through paplay."]


def test_an_output_that_hangs_while_it_is_opened_is_given_up(fallback: Fallback) -> None:
    told: list[str] = []
    sound = speaker("hangs", "paplay", told=told)
    began = clock.awake()
    ready_at = drive(sound, lambda: sound.name == "paplay")
    sound.close()
    assert 3.0 < ready_at - began < 5.0
    assert told == ["The sound through hangs failed; now it comes through paplay."]


def test_a_card_that_goes_away_in_mid_stretch_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("miniaudio")
    card, players = tmp_path / "card", tmp_path / "players"
    card.mkdir()
    players.mkdir()
    fallback = Fallback(players, monkeypatch)
    told: list[str] = []
    with plugged_in(card, monkeypatch) as rig:
        sound = speaker("miniaudio", "paplay", told=told)
        start_at = clock.awake() + 0.7
        sound.play(marks(*OFFSETS_S, length_s=LENGTH_S), start_at)
        drive(sound, lambda: clock.awake() > start_at + 0.6)
        rig.stall()
        fault_at = clock.awake()
        drive(sound, lambda: sound.name == "paplay")
        drive(sound, lambda: not sound.busy)
    sound.close()
    check_the_rest(fallback.heard_at(), start_at, fault_at)
    assert len(told) == 1


def test_where_there_is_no_device_the_bell_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unplug(tmp_path, monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))
    told: list[str] = []
    sound = speaker("miniaudio", *AUTO[2:], told=told)
    drive(sound, lambda: sound.name == NONE)
    sound.close()
    assert told == [NONE_NOW]


def test_a_player_does_not_outlive_its_killed_worker(fallback: Fallback) -> None:
    sound = speaker("paplay", "null")
    sound.play(marks(*OFFSETS_S, length_s=LENGTH_S), clock.awake() + 0.1)
    drive(sound, lambda: bool(captures(fallback.folder, RATE)))
    assert sound.pid is not None
    os.kill(sound.pid, signal.SIGKILL)
    drive(sound, lambda: sound.name == "null")
    before = captures(fallback.folder, RATE)
    drive_for(sound, 0.3)
    assert captures(fallback.folder, RATE) == before
    sound.close()
