"""A sound card for tests: ALSA's ``default`` writes into a paced pipe that keeps every byte.

Needs libasound2 and nothing else: no daemon, no card. ``file`` hands on what it is given, and
the pipe makes it wait, as a card would.
"""

from __future__ import annotations

import ctypes.util
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sound.marks import Capture, captures

CARD_RATE = 48_000
PACED = Path(__file__).with_name("paced.py")

_CONFIG = """
pcm.!default {{ type plug  slave {{ pcm "cap" rate {rate} channels 1 format S16_LE }} }}
pcm.cap {{ type file  slave.pcm "null"  format "raw"  file "{fifo}" }}
pcm.null {{ type null }}
ctl.!default {{ type hw card 0 }}
"""


class Rig:
    """What the card was given."""

    def __init__(self, folder: Path, card: subprocess.Popen[bytes]) -> None:
        self.folder = folder
        self._card = card

    def stall(self) -> None:
        """Take nothing any more, as a card does that is unplugged."""
        self._card.send_signal(signal.SIGSTOP)

    def captures(self) -> list[Capture]:
        return captures(self.folder, CARD_RATE)

    def heard_at(self) -> list[float]:
        """The moments at which marks were heard, over everything that opened the card."""
        return sorted(at for capture in self.captures() for at in capture.heard_at)


@contextmanager
def plugged_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    """Let ALSA's default be the card, for everything that is started from now on."""
    if sys.platform != "linux" or ctypes.util.find_library("asound") is None:
        pytest.skip("the paced ALSA rig needs Linux with libasound2")
    fifo, config = folder / "card", folder / "asound.conf"
    os.mkfifo(fifo)
    config.write_text(_CONFIG.format(rate=CARD_RATE, fifo=fifo))
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    command = [sys.executable, str(PACED), str(fifo), str(folder), str(CARD_RATE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as card:
        assert card.stdout is not None
        card.stdout.readline()
        try:
            yield Rig(folder, card)
        finally:
            card.kill()


def unplug(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away every card and every server from what is started from now on."""
    config = folder / "no-card.conf"
    config.write_text("pcm.!default { type hw card 99 }\nctl.!default { type hw card 99 }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{os.devnull}")
