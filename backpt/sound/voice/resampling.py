"""From the rate of the shipped clips to that of everything else. Pure, and whole numbers
only, so that every Python makes the same samples.

Speech has next to nothing above 7 kHz, so its clips are kept at 16 kHz: two thirds of the
bytes. They are brought to 24 kHz when they are decoded, by six taps, in some six milliseconds
a second; made small once, when the voice is built (``tools/build_voice.py``).
"""

from __future__ import annotations

from array import array

from backpt.sound.score.stretch import RATE

PACK_RATE = 16_000
"""Samples a second of a shipped clip: two for three at ``RATE``."""
assert 2 * RATE == 3 * PACK_RATE

BITS = 14
_TAPS = (349, -1702, 6541, 12814, -2031, 413)
"""Two thirds of the way from the third to the fourth, times 2**14: a sinc under a Kaiser
window. Within 0.4 dB to 5 kHz, -1.3 dB at 6; what mirrors above 10 kHz is below -19 dB."""

_LOWEST, _HIGHEST = -32768, 32767


def raised(samples: array[int]) -> array[int]:
    """Return ``samples`` at ``RATE`` instead of ``PACK_RATE``, signed 16 bit.

    The first sample stays the first; what would leave 16 bits between two is cut off there.
    """
    pairs = (len(samples) + 1) // 2
    padded = [0, 0, *samples, *([0] * (2 * pairs - len(samples) + 4))]
    even, odd = padded[::2], padded[1::2]
    # Three for each two: the first as it is, one after two thirds, one after four thirds.
    made = array("h", bytes(6 * pairs))
    made[::3] = array("h", even[1 : pairs + 1])
    made[1::3] = _between(even, odd, pairs, _TAPS)
    made[2::3] = _between(odd, even[1:], pairs, _TAPS[::-1])
    return made[: raised_length(len(samples))]


def raised_length(samples: int) -> int:
    """Return how many samples ``raised`` makes of so many."""
    return 3 * samples // 2


def _between(one: list[int], two: list[int], pairs: int, taps: tuple[int, ...]) -> array[int]:
    """Weigh six neighbours, ``one`` and ``two`` by turns; written out, a third of the time."""
    g, h, i, j, k, l = taps  # noqa: E741  # six names for six neighbours
    made = [
        (a * g + b * h + c * i + d * j + e * k + f * l) >> BITS
        for a, b, c, d, e, f in zip(one, two, one[1:], two[1:], one[2:], two[2:], strict=False)
    ]
    del made[pairs:]
    try:
        return array("h", made)
    except OverflowError:
        return array("h", [max(_LOWEST, min(_HIGHEST, sample)) for sample in made])
