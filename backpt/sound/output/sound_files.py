"""Files that a whole recording is written to, piece by piece, without waiting.

Knows no session: samples in, bytes out. WAV needs nothing but Python, MP3 the extra ``mp3``.
"""

from __future__ import annotations

from array import array
from typing import IO, Protocol

from backpt.sound.output.base import Unavailable
from backpt.sound.output.id3 import id3_head
from backpt.sound.output.placing import little_endian, wav_header
from backpt.sound.score.recording import Recording
from backpt.sound.score.stretch import RATE

KBIT_S = 32
"""Of an MP3: a voice and tones, one channel; 20 minutes are 4.8 MB."""
_QUALITY = 5
"""LAME's own middle way between slow (0) and rough (9)."""
_DELAY = 576 + 529
"""Samples by which LAME's encoder and a decoder together come later. A recording begins with
more silence than that; so much of it is left out, and every sound is at its moment."""
_BY = "backpt"


class SoundFile(Protocol):
    def write(self, samples: array[int]) -> None: ...
    def close(self) -> None:
        """Write what is still held back. The file below stays open."""


def open_wav(file: IO[bytes], frames: int) -> SoundFile:
    """Return a WAV file of ``frames`` samples on ``file``."""
    return _Wav(file, frames)


def open_mp3(file: IO[bytes], title: str, recording: Recording) -> SoundFile:
    """Return an MP3 on ``file``, with its title and chapters in its head.

    Raises ``Unavailable`` where there is no encoder.
    """
    return _Mp3(file, title, recording)


class _Wav:
    def __init__(self, file: IO[bytes], frames: int) -> None:
        self._file = file
        file.write(wav_header(frames))

    def write(self, samples: array[int]) -> None:
        self._file.write(little_endian(samples))

    def close(self) -> None:
        """Nothing is held back: the length is known from the start."""


class _Mp3:
    def __init__(self, file: IO[bytes], title: str, recording: Recording) -> None:
        try:
            from lameenc import Encoder
        except ImportError as error:
            raise Unavailable("lameenc") from error
        self._encoder = Encoder()
        self._encoder.silence()
        self._encoder.set_bit_rate(KBIT_S)
        self._encoder.set_in_sample_rate(RATE)
        self._encoder.set_channels(1)
        self._encoder.set_quality(_QUALITY)
        self._file = file
        self._left_out = _DELAY
        file.write(id3_head(title, _BY, recording.chapters))

    def write(self, samples: array[int]) -> None:
        heard = samples[self._left_out :]
        self._left_out -= len(samples) - len(heard)
        if heard:
            self._file.write(self._encoder.encode(heard.tobytes()))

    def close(self) -> None:
        # What the delay still holds back comes out with as much silence behind it.
        self._file.write(self._encoder.encode(bytes(2 * _DELAY)))
        self._file.write(self._encoder.flush())
