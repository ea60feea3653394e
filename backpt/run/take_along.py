"""A session as a file for the phone on the mat: the same steps, score and voice, mixed ahead.

Composition only: what happens is ``session/unattended.py``, what is heard when
``sound/score/recording.py``, what a file looks like ``sound/output/sound_files.py``.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable
from functools import lru_cache
from typing import IO

from backpt.errors import BackptError
from backpt.language import recording as said
from backpt.language import speech, words
from backpt.paths import Paths
from backpt.prescription.model import Routine
from backpt.session.compile import Manner, flatten
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled
from backpt.session.unattended import unattended_events
from backpt.sound.output.base import Unavailable
from backpt.sound.output.placing import from_bytes, silence
from backpt.sound.output.sound_files import SoundFile, open_mp3, open_wav
from backpt.sound.score.compose import Ear
from backpt.sound.score.recording import Recording, recorded
from backpt.sound.score.render import Source, render
from backpt.sound.score.stretch import RATE
from backpt.sound.voice.session_voice import Voice, made_for
from backpt.sound.voice.vocabulary import sentences

_KEPT = 64
"""Sentences whose samples are kept, about 100 kB each: numbers and sides come again."""
_PIECE = 10 * RATE
"""Silence is written in pieces of so many samples."""


class TakenAlong:
    """A routine that is ready to be written as sound."""

    def __init__(
        self,
        routine: Routine,
        manner: Manner,
        opening: tuple[str, ...],
        *,
        level: SoundLevel,
        paths: Paths,
        now: Callable[[], float],
    ) -> None:
        """``routine`` is as its user may do it. ``opening`` is said first, where a voice is
        wanted. Sentences that the shipped voice has not are made now, as a session makes them.

        Raises ``BackptError`` where a voice is wanted and there is none.
        """
        compiled = Compiled(routine, flatten(routine, speech, manner))
        voice = Voice(_made(compiled, opening, level, paths, now))
        if level is SoundLevel.VOICE and not voice.is_there:
            raise BackptError(said.NO_VOICE)
        self._compiled = compiled
        self._voice = voice
        self._title = routine.name
        self._source: Source = lru_cache(maxsize=_KEPT)(voice.samples)

        def length_of(sentence: str) -> float | None:
            return None if sentence in words.ABOUT_KEYS else voice.length_of(sentence)

        spoken = opening if level is SoundLevel.VOICE else ()
        events = unattended_events(compiled.steps, speech)
        self.recording: Recording = recorded(
            compiled, events, Ear(level, length_of), spoken, said.BEFORE
        )

    def write_wav(self, file: IO[bytes], progress: Callable[[float], None]) -> None:
        """Write it all to ``file``; ``progress`` is told the seconds that are written."""
        self._write(open_wav(file, self.recording.frames), progress)

    def write_mp3(self, file: IO[bytes], progress: Callable[[float], None]) -> None:
        """As ``write_wav``. Raises ``BackptError`` where there is no encoder."""
        try:
            mp3 = open_mp3(file, self._title, self.recording)
        except Unavailable:
            raise BackptError(said.NO_MP3) from None
        self._write(mp3, progress)

    def page(self, first: tuple[str, ...]) -> str:
        """Return it as a page that leads through it; ``first`` is read before it begins."""
        from backpt.paper.session_page import session_page
        from backpt.run.reel import reel

        shown = reel(self._compiled, self.recording, self._voice)
        kept = said.kept_by(self._compiled.routine.id)
        return session_page(self._title, first, kept, shown)

    def _write(self, sound: SoundFile, progress: Callable[[float], None]) -> None:
        written = 0
        for first, stretch in self.recording.stretches:
            _write_silence(sound, first - written)
            samples: array[int] = from_bytes(render(stretch, self._source))
            sound.write(samples)
            written = first + len(samples)
            progress(written / RATE)
        _write_silence(sound, self.recording.frames - written)
        sound.close()
        progress(self.recording.seconds)


def _made(
    compiled: Compiled,
    opening: tuple[str, ...],
    level: SoundLevel,
    paths: Paths,
    now: Callable[[], float],
) -> dict[str, str]:
    if level is not SoundLevel.VOICE:
        return {}
    return made_for(
        {*sentences(compiled), *opening} - words.ABOUT_KEYS,
        own=os.path.join(paths.config, "voice"),
        cache=os.path.join(paths.cache, "voice"),
        now=now,
    )


def _write_silence(sound: SoundFile, frames: int) -> None:
    for first in range(0, frames, _PIECE):
        sound.write(silence(min(_PIECE, frames - first)))
