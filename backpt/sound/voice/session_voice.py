"""The voice of a sitting: the shipped clips, and what was made for the user's own words.

In the session's process only lengths are known, so that six megabytes of clips are read by
the sound process alone; a file that is written (``wav:``) is rendered here, and reads them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping

from backpt.sound.voice.clips import (
    JOIN_S,
    Clips,
    PackError,
    lengths,
    pack_path,
    split_sentence,
)

PREPARING_S = 10.0
"""Most that making the user's own words may take, once; after that they are in the cache."""


class Voice:
    def __init__(self, made: Mapping[str, str] | None = None) -> None:
        """``made`` is the file of each sentence that is not among the clips."""
        self._made = dict(made or {})
        self._made_lengths: dict[str, float] = {}
        try:
            self._lengths = lengths(pack_path())
        except PackError:
            self._lengths = {}
        self._clips: Clips | None = None

    @property
    def is_there(self) -> bool:
        return bool(self._lengths)

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the sound process is told of: each sentence that was made, and its file."""
        return tuple(word for pair in self._made.items() for word in pair)

    def length_of(self, sentence: str) -> float | None:
        """Return how long ``sentence`` takes; ``None`` for one that nobody can say."""
        if sentence in self._made:
            return self._length_of_made(sentence)
        said = (
            (sentence,)
            if sentence in self._lengths
            else split_sentence(sentence, self._lengths)
        )
        if not said:
            return None
        return sum(self._lengths[part] for part in said) + JOIN_S * (len(said) - 1)

    def _length_of_made(self, sentence: str) -> float | None:
        if sentence not in self._made_lengths:
            from backpt.sound.score.stretch import RATE

            made = _read(self._made[sentence])
            self._made_lengths[sentence] = len(made) / RATE if made else 0.0
        return self._made_lengths[sentence] or None

    def samples(self, sentence: str) -> array[int] | None:
        """Return ``sentence`` as samples; ``None`` for one that nobody can say."""
        if sentence in self._made:
            return _read(self._made[sentence])
        clips = self._opened()
        return None if clips is None else clips.samples(sentence)

    def packed(self, sentence: str) -> tuple[tuple[bytes, int], ...]:
        """Return the shipped clips of ``sentence`` as ``Clips.packed`` does; none for one that
        was made here."""
        clips = None if sentence in self._made else self._opened()
        return () if clips is None else clips.packed(sentence)

    def _opened(self) -> Clips | None:
        if self._clips is None:
            try:
                self._clips = Clips.open(pack_path())
            except PackError:
                return None
        return self._clips


def _read(path: str) -> array[int] | None:
    from backpt.sound.voice.synthesis import WavError, read_wav

    try:
        return read_wav(path)
    except WavError:
        return None


def made_for(
    sentences: set[str], *, own: str, cache: str, now: Callable[[], float]
) -> dict[str, str]:
    """Return the file of each of ``sentences`` that the clips cannot say, made now if need be.

    ``own`` is the folder of the user's recordings, ``cache`` where the rest is kept.
    """
    from backpt.sound.voice.synthesis import prepare

    there = Voice()
    wanted = sorted(one for one in sentences if there.length_of(one) is None)
    if not wanted:
        return {}
    return prepare(wanted, own=own, cache=cache, budget_s=PREPARING_S, now=now)
