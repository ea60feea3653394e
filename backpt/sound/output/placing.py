"""Rendered stretches on a time line: which sample is heard when. Knows no output, no clock."""

from __future__ import annotations

import sys
from array import array

from backpt.sound.score.stretch import RATE

FADE_S = 0.005
"""Sound that is begun or cut inside is faded this long: without it, it clicks."""
FADE = round(FADE_S * RATE)


class Placed:
    """A rendered stretch and the moment its first sample is to be heard."""

    __slots__ = ("id", "samples", "start_at")

    def __init__(self, id: int, start_at: float, samples: array[int]) -> None:
        self.id = id
        self.start_at = start_at
        self.samples = samples

    @property
    def end_at(self) -> float:
        return self.start_at + len(self.samples) / RATE


def from_bytes(pcm: bytes) -> array[int]:
    """Return 16-bit samples, in the machine's own byte order."""
    samples = array("h")
    samples.frombytes(pcm)
    return samples


def silence(frames: int) -> array[int]:
    return array("h", bytes(2 * frames))


_BLOCK = 240
"""A hundredth of a second: what is silent for so long is filled with noise."""
_NOISE = array("h", [1 if n * n % 7 < 3 else -1 for n in range(_BLOCK)])
"""The smallest noise that 16 bits can hold, 90 dB below full scale: nobody hears it."""


def fill_silence(samples: array[int]) -> None:
    """Put noise below hearing where ``samples`` are silent.

    Wireless headsets and some televisions fall asleep in digital silence and then lose the
    first 0.3 to 2 s of the next sound.
    """
    for first in range(0, len(samples), _BLOCK):
        block = samples[first : first + _BLOCK]
        if not any(block):
            samples[first : first + _BLOCK] = _NOISE[: len(block)]


def splice(earlier: Placed, later: Placed) -> int | None:
    """Move what of ``earlier`` reaches into ``later`` over there, so that one plays at a time.

    Returns the first sample of ``earlier`` that changed, ``None`` if they do not meet.
    """
    first = round((later.start_at - earlier.start_at) * RATE)
    if not 0 <= first < len(earlier.samples):
        return None
    tail = earlier.samples[first:]
    if len(tail) > len(later.samples):
        later.samples.extend(silence(len(tail) - len(later.samples)))
    mix(later.samples, tail, 0)
    earlier.samples[first:] = silence(len(tail))
    return first


def mix(into: array[int], more: array[int], at: int) -> None:
    """Add ``more``, from ``at`` on; what reaches beyond the end is left out."""
    more = more[: max(0, len(into) - at)]
    here = into[at : at + len(more)]
    if not any(more):
        return
    if any(here):
        more = array(
            "h",
            [max(-32768, min(32767, one + two)) for one, two in zip(here, more, strict=True)],
        )
    into[at : at + len(more)] = more


def scaled(samples: array[int], level: float) -> array[int]:
    """Return ``samples`` at ``level`` (0 to 1)."""
    if level == 1.0:
        return samples[:]
    if level == 0.0:
        return silence(len(samples))
    return array("h", [int(sample * level) for sample in samples])


def ramp(samples: array[int], before: float, after: float) -> array[int]:
    """Return ``samples`` with a level that goes evenly from ``before`` to ``after``."""
    if before == after:
        return scaled(samples, after)
    step = (after - before) / max(1, len(samples))
    return array(
        "h", [int(sample * (before + n * step)) for n, sample in enumerate(samples, start=1)]
    )


def fade_in(samples: array[int]) -> None:
    """Let sound that begins in its middle begin without a click."""
    head = samples[:FADE]
    samples[: len(head)] = ramp(head, 0.0, 1.0)


def fade_out(samples: array[int]) -> array[int]:
    """Return the first moments of ``samples``, faded: what is heard of sound that is cut."""
    return ramp(samples[:FADE], 1.0, 0.0)


def little_endian(samples: array[int]) -> bytes:
    """Return ``samples`` in the byte order of WAV files."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples.tobytes()


def wav_header(frames: int) -> bytes:
    """Return the 44 bytes at the head of a WAV file of ``frames`` mono samples at ``RATE``."""
    size = 2 * frames
    return (
        b"RIFF"
        + (36 + size).to_bytes(4, "little")
        + b"WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
        + RATE.to_bytes(4, "little")
        + (2 * RATE).to_bytes(4, "little")
        + b"\x02\x00\x10\x00data"
        + size.to_bytes(4, "little")
    )
