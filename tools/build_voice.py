"""Make the shipped voice: ``python -m tools.build_voice`` (``--check`` writes nothing).

Renders every sentence of the shipped library with hibari-tts (Apache-2.0; the voice is in its
wheel), trims, levels and packs it. The same version of it on the same kind of processor makes
the same bytes. Needs ``pip install 'backpt[voice]'``; whoever only runs backpt needs nothing.
"""

from __future__ import annotations

import math
import os
import sys
import zlib
from array import array
from collections.abc import Callable, Mapping
from itertools import pairwise
from operator import mul
from typing import Any
from zlib import crc32

from backpt.library.load import load
from backpt.paths import builtin_library
from backpt.sound.score.stretch import RATE
from backpt.sound.voice.adpcm import DIFFERENCES, NEXT, STEPS
from backpt.sound.voice.clips import ENTRY, HEAD, MAGIC, pack_path
from backpt.sound.voice.resampling import BITS, PACK_RATE
from backpt.sound.voice.vocabulary import vocabulary

ENGINE, VERSION = "hibari-tts", "0.2.1"
SPEED, SEED = 0.9, 0
"""A calm pace, about 165 words a minute; the seed of the breath in the voice."""

_BRISK = 1.15
_BRISKLY = frozenset(("Draw in.", "Slide away.", "Slowly out.", "Straighten.", "Thigh in."))
"""Words at this pace, which would else be cut off by the end of their movement, or last into
every tick of the metronome."""

_SAID_AS = {
    "Day.": "Day!",
    "Eight.": "Eight...",
    "Escape to go on.": "Escape to go on...",
    "Go.": "[Go](/ɡˈOw/).",
    "Hold.": "Hold..",
    "Lift into a bridge and stay up.": "Lift into a bridge, and stay up.",
    "One.": "One...",
    "Push the heel away, not up.": "Push the heel away, not up...",
    "Right arm.": "Right arm",
    "Sixty.": "Sixty",
    "Slowly out.": "Slowly out",
    "Stop.": "Stop!",
    "Thigh in.": "Thigh in",
}
"""What the engine is given instead, where it swallows the end of a sentence."""
_SEEDS = {
    "A stick.": 1,
    "Ball knee rolls.": 1,
    "Curl-up.": 2,
    "Four.": 7,
    "Hold behind your left thigh.": 1,
    "Hold.": 1,
    "Lift into a bridge and stay up.": 2,
    "Press y for yes, n for no.": 1,
    "Pull.": 7,
    "Roll forward until your belly rests on it.": 2,
    "Thigh in.": 1,
    "Wall angels.": 1,
}
"""Other breaths, where the usual one is taken for another sentence by the recogniser, or has
too high a peak."""

_LOUD = 0.16
"""Root mean square of every clip while it speaks, of full scale."""
_PEAK = 0.7
"""Highest sample: room for a tone at the same moment."""
_AUDIBLE = 0.012
"""What is softer than this, before or after, is silence."""
_HUSH, _HUSH_S = 0.006, 0.12
"""What stays softer than this for so long between two words is a pause, and made silent: that
costs no bytes."""
_BEFORE_S, _AFTER_S, _FADE_S = 0.008, 0.02, 0.005
_FRAME_S = 0.02
_BLOCK = RATE // 1000
"""The limiter looks at a millisecond at a time."""
_AHEAD = 6
"""Blocks around a peak over which the limiter closes and opens."""

_REACH = 27
"""Taps of ``lowered`` to each side, at 16 kHz."""
_CUT_HZ, _WINDOW = 7_300.0, 5.0
_LOWEST, _HIGHEST = -32768, 32767

Voice = Callable[[str], list[float]]


def main(arguments: list[str]) -> int:
    """Return 0; 1 where ``--check`` finds that the pack is not what would be built."""
    sentences = vocabulary(load(None, builtin_library(), None))
    text = "".join(f"{sentence}\n" for sentence in sentences).encode()
    voice = hibari()
    data = write({sentence: lowered(shaped(voice(sentence))) for sentence in sentences})
    folder = os.path.dirname(pack_path())
    files = {pack_path(): data, os.path.join(folder, "phrases.txt"): text}
    if arguments == ["--check"]:
        stale = [path for path, content in files.items() if _content(path) != content]
        for path in stale:
            print(f"{path} is not what python -m tools.build_voice makes")
        return 1 if stale else 0
    os.makedirs(folder, exist_ok=True)
    for path, content in files.items():
        with open(path, "wb") as file:
            file.write(content)
    sizes = f"{len(data) / 1e6:.2f} MB, {wheel_size(data) / 1e6:.2f} MB in the wheel"
    print(f"{len(sentences)} clips, {sizes}")
    return 0


def wheel_size(data: bytes) -> int:
    """Return the bytes that ``data`` takes in a wheel, which is deflated."""
    return len(zlib.compress(data))


def hibari() -> Voice:
    """Return the engine. Raises ``SystemExit`` with what to do where it is not there."""
    from importlib import import_module, metadata

    try:
        found = metadata.version(ENGINE)
    except metadata.PackageNotFoundError:
        found = "none"
    if found != VERSION:
        raise SystemExit(f"needs {ENGINE}=={VERSION}, found {found}: pip install '.[voice]'")
    engine: Any = import_module("hibari").Hibari(threads=1)

    def say(sentence: str) -> list[float]:
        seed = _SEEDS.get(sentence, SEED)
        speed = _BRISK if sentence in _BRISKLY else SPEED
        audio = engine(_SAID_AS.get(sentence, sentence), speed=speed, seed=seed)
        samples: list[float] = audio.tolist()
        return samples

    return say


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


# --- from what the engine says to a clip -------------------------------------------------


def shaped(audio: list[float]) -> array[int]:
    """Return a clip of ``audio`` (-1 to 1, 24 kHz): as loud as every other, without silence
    at its ends. Raises ``ValueError`` where nothing is to be heard."""
    loud = loudness(audio)
    if not loud:
        raise ValueError("the engine said nothing")
    level = [sample * _LOUD / loud for sample in audio]
    trimmed = _faded(_hushed(_trimmed(_limited(level))))
    return array("h", (round(sample * 32767) for sample in trimmed))


def loudness(audio: list[float]) -> float:
    """Return the root mean square of the frames that are speech: within 25 dB of the
    loudest one."""
    size = round(_FRAME_S * RATE)
    powers = [
        math.fsum(sample * sample for sample in audio[at : at + size]) / size
        for at in range(0, len(audio), size)
    ]
    speech = [power for power in powers if power > max(powers) * 10**-2.5]
    return (math.fsum(speech) / len(speech)) ** 0.5 if speech else 0.0


def _limited(audio: list[float]) -> list[float]:
    """Turn peaks down smoothly, so that none is above ``_PEAK``."""
    blocks = range(0, len(audio), _BLOCK)
    peaks = [max(map(abs, audio[at : at + _BLOCK])) for at in blocks]
    needed = [min(1.0, _PEAK / peak) if peak else 1.0 for peak in peaks]
    lowest = _around(needed, _AHEAD + 1, min)
    gains = _around(lowest, _AHEAD, lambda near: math.fsum(near) / len(near))
    # Between two blocks the gain goes in a straight line; both ends are low enough for both.
    return [
        sample * (gain + (after - gain) * step / _BLOCK)
        for at, gain, after in zip(blocks, gains, [*gains[1:], gains[-1]], strict=True)
        for step, sample in enumerate(audio[at : at + _BLOCK])
    ]


def _around(
    values: list[float], reach: int, fold: Callable[[list[float]], float]
) -> list[float]:
    return [fold(values[max(0, at - reach) : at + reach + 1]) for at in range(len(values))]


def _trimmed(audio: list[float]) -> list[float]:
    heard = [at for at, sample in enumerate(audio) if abs(sample) >= _AUDIBLE]
    first = max(0, heard[0] - round(_BEFORE_S * RATE))
    return audio[first : heard[-1] + round(_AFTER_S * RATE)]


def _hushed(audio: list[float]) -> list[float]:
    """Make pauses silent, each faded out and in."""
    fade = round(_FADE_S * RATE)
    heard = [at for at, sample in enumerate(audio) if abs(sample) >= _HUSH]
    for before, after in pairwise(heard):
        if after - before < _HUSH_S * RATE:
            continue
        for at in range(fade):
            audio[before + at] *= 1 - at / fade
            audio[after - at] *= 1 - at / fade
        audio[before + fade : after - fade + 1] = [0.0] * (after - before - 2 * fade + 1)
    return audio


def _faded(audio: list[float]) -> list[float]:
    size = min(round(_FADE_S * RATE), len(audio) // 2)
    for at in range(size):
        audio[at] *= at / size
        audio[-1 - at] *= at / size
    return audio


# --- from clips to the file --------------------------------------------------------------


def lowered(samples: array[int]) -> array[int]:
    """Return ``samples`` at ``PACK_RATE`` instead of ``RATE``, with nothing folded back."""
    whole, half = _low_pass()
    reach = len(whole) // 2
    padded = [0] * reach + list(samples) + [0] * (reach + 3)
    made = []
    for at in range(0, len(samples) - 1, 3):
        # One on a sample, one halfway between the two after it.
        made.append(_weighed(padded[at : at + len(whole)], whole))
        made.append(_weighed(padded[at + 2 : at + 2 + len(half)], half))
    return array("h", made)


def _weighed(samples: list[int], taps: tuple[int, ...]) -> int:
    total: int = sum(map(mul, samples, taps))
    return max(_LOWEST, min(_HIGHEST, total >> BITS))


def _low_pass() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the taps around a sample, and around the middle of two; of ``lowered``."""
    many = _REACH * RATE // PACK_RATE
    whole = _windowed([float(n) for n in range(-many, many + 1)], many + 1.0)
    half = _windowed([n + 0.5 for n in range(-many, many)], many + 1.0)
    return whole, half


def _windowed(offsets: list[float], reach: float) -> tuple[int, ...]:
    turn = 2 * math.pi * _CUT_HZ / RATE
    taps = [
        (math.sin(turn * n) / (turn * n) if n else 1.0)
        * _bessel(_WINDOW * math.sqrt(1 - (n / reach) ** 2))
        for n in offsets
    ]
    total = math.fsum(taps)
    return tuple(round(2**BITS * tap / total) for tap in taps)


def _bessel(x: float) -> float:
    """I0, of which a Kaiser window is made."""
    return math.fsum((x / 2) ** (2 * k) / math.factorial(k) ** 2 for k in range(25))


def encode(samples: array[int]) -> bytes:
    """Return ``samples`` (signed 16 bit) as nibbles; an odd last byte has one to spare."""
    nibbles = bytearray()
    said = place = 0
    for sample in samples:
        nibble = _nearest(place, sample - said)
        while not _LOWEST <= said + DIFFERENCES[place + nibble] <= _HIGHEST:
            # A smaller step; at the very edge the smallest one away from it.
            nibble = nibble - 1 if nibble & 7 else nibble ^ 8
        said += DIFFERENCES[place + nibble]
        place = NEXT[place + nibble]
        nibbles.append(nibble)
    if len(nibbles) % 2:
        nibbles.append(0 if said < 0 else 8)
    pairs = zip(nibbles[::2], nibbles[1::2], strict=True)
    return bytes(low | high << 4 for low, high in pairs)


def _nearest(place: int, wanted: int) -> int:
    """Return the nibble whose difference is nearest to ``wanted`` at 16 x place."""
    sign, size = (8, -wanted) if wanted < 0 else (0, wanted)
    step = STEPS[place >> 4]
    # The difference of n is about (n + 1/2) quarters of a step.
    return sign | min(7, 4 * size // step)


def write(clips: Mapping[str, array[int]]) -> bytes:
    """Return the content of a file with these clips, samples at ``resampling.PACK_RATE``; the
    same for the same samples."""
    order = sorted(clips)
    sounds = [encode(clips[sentence]) for sentence in order]
    text = "\n".join(order).encode()
    entries = (
        ENTRY.pack(len(clips[sentence]), len(sound))
        for sentence, sound in zip(order, sounds, strict=True)
    )
    body = b"".join((*entries, text, *sounds))
    return HEAD.pack(MAGIC, len(order), len(text), crc32(body)) + body


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
