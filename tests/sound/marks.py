"""Stretches whose sounds are short marks, and finding them again in what was captured."""

from __future__ import annotations

import math
from array import array
from pathlib import Path
from typing import NamedTuple

from backpt.sound.score.stretch import MOTIF, RATE, Sound, Stretch

MARK_S = 0.03
PITCH_HZ = 1000.0
LOUD = 3000
QUIET_S = 0.05
"""What is loud after this much silence is a new mark."""


def marks(*offsets_s: float, length_s: float) -> Stretch:
    return Stretch(tuple(Sound(at_s, MOTIF, "mark") for at_s in offsets_s), length_s)


def render_marks(stretch: Stretch) -> bytes:
    """Return marks that begin with a full swing: the first sample is the loudest."""
    out = array("h", bytes(2 * round(stretch.length_s * RATE)))
    for sound in stretch.sounds:
        first = round(sound.at_s * RATE)
        for n in range(min(round(MARK_S * RATE), len(out) - first)):
            out[first + n] = round(20000 * math.cos(2 * math.pi * PITCH_HZ * n / RATE))
    return out.tobytes()


def onsets_s(samples: array[int], rate: int) -> list[float]:
    """Return where marks begin, in seconds from the first sample."""
    found: list[float] = []
    last = -math.inf
    for n, sample in enumerate(samples):
        if abs(sample) > LOUD:
            if n - last > QUIET_S * rate:
                found.append(n / rate)
            last = n
    return found


def longest_silence_s(samples: array[int], rate: int) -> float:
    """Return the longest time without a single bit of sound."""
    longest = now = 0
    for sample in samples:
        now = 0 if sample else now + 1
        longest = max(longest, now)
    return longest / rate


def strength(samples: array[int], rate: int, pitch_hz: float) -> float:
    """Return how much of ``pitch_hz`` is in ``samples`` (Goertzel), 1 for a full-scale sine."""
    turn = 2 * math.cos(2 * math.pi * pitch_hz / rate)
    one = two = 0.0
    for sample in samples:
        one, two = sample + turn * one - two, one
    power = one * one + two * two - turn * one * two
    return 2 * math.sqrt(max(0.0, power)) / max(1, len(samples)) / 32768


class Capture(NamedTuple):
    """What a paced reader took, from the moment ``began`` on ``Clock.awake``."""

    began: float
    samples: array[int]
    rate: int

    @property
    def heard_at(self) -> list[float]:
        """The moments at which marks began."""
        return [self.began + at_s for at_s in onsets_s(self.samples, self.rate)]


def captures(folder: Path, rate: int) -> list[Capture]:
    """Return all captures of ``folder``, the oldest first."""
    found = []
    for note in folder.glob("*.t0"):
        samples = array("h")
        data = note.with_suffix("").read_bytes()
        samples.frombytes(data[: len(data) // 2 * 2])
        found.append(Capture(float(note.read_text()), samples, rate))
    return sorted(found)
