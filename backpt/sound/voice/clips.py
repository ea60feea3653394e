"""The shipped voice: one file of clips, a sentence each. Knows the file, makes no sound.

The file (``pack/voice.bin``, made by ``tools/build_voice.py``), all numbers little-endian,
32 bit:

    magic (8 bytes), number of clips, bytes of text, CRC-32 of everything after it
    for each clip: samples, bytes of sound
    the sentences, UTF-8, one a line, sorted
    the sound of each clip in the same order: ADPCM (``adpcm.py``), 16 kHz mono, which
        ``resampling.py`` brings to the rate of everything else

What is counted need not be a clip each: where "Seventeen each leg." is none, it
is put together from "Seventeen." and "Each leg."; so is "You: bend less." from "You." and
"Bend less.".
"""

from __future__ import annotations

import os
import struct
from array import array
from collections.abc import Container, Iterator
from functools import cache
from struct import Struct
from zlib import crc32

from backpt.language import durations
from backpt.language import sound as words
from backpt.sound.score.stretch import RATE
from backpt.sound.voice.resampling import raised, raised_length
from backpt.values import NamedTuple

MAGIC = b"backptV3"
JOIN_S = 0.04
"""Silence between the clips of a sentence that is put together."""

HEAD, ENTRY = Struct("<8sIII"), Struct("<II")
_LARGEST = 60
"""Numbers are clips up to here; larger ones are in figures or not spoken."""
# fmt: off
_JOINING = frozenset((
    "about", "arm", "cold", "each", "exercise", "exercises", "heat", "leg", "minute", "minutes",
    "of", "once", "pack", "second", "seconds", "sets", "side", "then", "times", "twice",
    "put", "within", "a", "band", "ball", "chair", "light", "loop", "mat", "object", "reach",
    "stability", "step", "stick", "towel", "weight",
    "day", "month",
))
# fmt: on
"""Words of sentences that may be put together: what is counted, what is to be fetched, a day.
No others: a voice that is put together sounds like a railway station, which only lists and
numbers can bear."""


class PackError(Exception):
    """The file of clips is missing, damaged or of another version: no shipped voice."""


class Clip(NamedTuple):
    begins: int
    """Its first byte in the file."""
    size: int
    """Bytes of ADPCM."""
    samples: int
    """As they are kept, 16 kHz."""


def pack_path() -> str:
    """Return where the shipped clips are."""
    return os.path.join(
        os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "pack", "voice.bin"
    )


class Clips:
    """The sentences of one file, decoded when asked for. Read whole, closed at once."""

    __slots__ = ("_clips", "_data")

    def __init__(self, data: bytes) -> None:
        """``data`` is the content of a file. Raises ``PackError``."""
        self._data = data
        self._clips = _index(data)

    @classmethod
    def open(cls, path: str) -> Clips:
        """Raises ``PackError`` for a file that cannot be read, too."""
        try:
            with open(path, "rb") as file:
                return cls(file.read())
        except OSError as error:
            raise PackError(f"{path}: {error.strerror}") from error

    def __contains__(self, sentence: object) -> bool:
        return isinstance(sentence, str) and bool(self._parts(sentence))

    def __iter__(self) -> Iterator[str]:
        """Every clip, sorted; what can be put together is not among them."""
        return iter(self._clips)

    def __len__(self) -> int:
        return len(self._clips)

    def samples(self, sentence: str) -> array[int] | None:
        """Return the sentence as samples, 24 kHz, signed 16 bit; ``None``: it is not here."""
        from backpt.sound.voice.adpcm import decode  # its tables, only for who plays

        sound = array("h")
        for number, name in enumerate(self._parts(sentence)):
            if number:
                sound.frombytes(bytes(2 * round(JOIN_S * RATE)))
            clip = self._clips[name]
            try:
                data = self._data[clip.begins : clip.begins + clip.size]
                sound += raised(decode(data, clip.samples))
            except ValueError:  # the checksum held, so it was built wrong: better no voice
                return None
        return sound or None

    def packed(self, sentence: str) -> tuple[tuple[bytes, int], ...]:
        """Return each clip of ``sentence`` as it is kept: ADPCM and how many samples, 16 kHz;
        none for a sentence that is not here."""
        clips = (self._clips[name] for name in self._parts(sentence))
        return tuple(
            (self._data[clip.begins : clip.begins + clip.size], clip.samples) for clip in clips
        )

    def length_s(self, sentence: str) -> float:
        """Return how long the sentence is; 0 for one that is not here."""
        names = self._parts(sentence)
        if not names:
            return 0.0
        speaking_s = sum(raised_length(self._clips[name].samples) for name in names) / RATE
        return speaking_s + JOIN_S * (len(names) - 1)

    def _parts(self, sentence: str) -> tuple[str, ...]:
        return (sentence,) if sentence in self._clips else split_sentence(sentence, self._clips)


def lengths(path: str) -> dict[str, float]:
    """Return the seconds of every clip of a file, from its index alone. Raises ``PackError``.

    Whether the sound is whole is found out by whoever decodes it.
    """
    try:
        with open(path, "rb") as file:
            magic, many, text_size, _ = HEAD.unpack(file.read(HEAD.size))
            if magic != MAGIC:
                raise PackError(words.NO_CLIPS)
            entries = ENTRY.iter_unpack(file.read(many * ENTRY.size))
            sentences = file.read(text_size).decode().split("\n")
            found = zip(sentences, entries, strict=True)
            return {name: raised_length(samples) / RATE for name, (samples, _) in found}
    except (OSError, ValueError, struct.error) as error:
        raise PackError(f"{path}: {error}") from error


def halves(sentence: str) -> tuple[str, ...]:
    """Return "You." and what follows of "You: bend less.", or "One." of "1: chest pain."; none
    of other sentences."""
    lead, colon, said = sentence.partition(": ")
    if not colon or not (lead == "You" or lead.isdecimal()):
        return ()
    lead = durations.count(int(lead)).capitalize() if lead.isdecimal() else lead
    return f"{lead}.", f"{said[0].upper()}{said[1:]}"


def split_sentence(sentence: str, there: Container[str]) -> tuple[str, ...]:
    """Return the clips of ``there`` that say a sentence which is counted, a list, or begins
    with whom or which it is for; none if they cannot.

    "Five exercises, about nine minutes." is "Five exercises." and "About nine minutes.".
    """
    if both := halves(sentence):
        return both if all(half in there for half in both) else ()
    names = sentence.rstrip(".").replace(",", "").replace(":", "").lower().split()
    if not all(name in _JOINING or name in _number_names() for name in names):
        return ()
    found: list[str] = []
    while names:
        for many in range(len(names), 0, -1):
            said = " ".join(names[:many])
            if (clip := f"{said[0].upper()}{said[1:]}.") in there:
                found.append(clip)
                del names[:many]
                break
        else:
            return ()
    return tuple(found)


@cache
def _number_names() -> frozenset[str]:
    return frozenset(durations.count(number) for number in range(_LARGEST + 1))


def _index(data: bytes) -> dict[str, Clip]:
    if len(data) < HEAD.size:
        raise PackError(words.CLIPS_CUT_SHORT)
    magic, many, text_size, checksum = HEAD.unpack_from(data)
    if magic != MAGIC:
        raise PackError(words.NO_CLIPS)
    if crc32(memoryview(data)[HEAD.size :]) != checksum:
        raise PackError(words.CLIPS_DAMAGED)
    text_begins = HEAD.size + many * ENTRY.size
    begins = text_begins + text_size
    sentences = data[text_begins:begins].decode().split("\n")
    clips: dict[str, Clip] = {}
    entries = ENTRY.iter_unpack(data[HEAD.size : text_begins])
    for sentence, (samples, size) in zip(sentences, entries, strict=True):
        clips[sentence] = Clip(begins, size, samples)
        begins += size
    return clips
