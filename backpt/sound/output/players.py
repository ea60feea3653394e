"""What plays a whole buffer: the package simpleaudio, and the players that systems bring.

Runs only in the sound process. Knows how each is called and how each lies.
"""

from __future__ import annotations

import os
import sys
from array import array
from typing import IO, TYPE_CHECKING, Any

from backpt.language import sound, trouble
from backpt.sound.output.base import Lost, Unavailable
from backpt.sound.output.placing import little_endian, wav_header
from backpt.sound.score.stretch import RATE

if TYPE_CHECKING:
    import subprocess

HEADER = len(wav_header(0))

COMMANDS = {
    "pw-play": ("pw-play", "--latency=50ms", "{file}"),
    "paplay": (
        "paplay",
        "--raw",
        f"--rate={RATE}",
        "--channels=1",
        "--format=s16le",
        "--latency-msec=50",
        "--client-name=backpt",
    ),
    "aplay": ("aplay", "-q", "-t", "wav", "-"),
    "afplay": ("afplay", "{file}"),
}
"""Those without ``{file}`` read their standard input: a file whose position we share, so that
it is known how far they came."""


class SimpleAudio:
    """simpleaudio: plays from our own memory, in a thread of its own.

    It frees Python memory there without the interpreter's consent, which crashes Python from
    3.12 on (at times 3.11) unless ``PYTHONMALLOC=malloc`` is set before it starts.
    """

    in_place = True
    lingers = sys.platform.startswith("linux")
    """A quarter of a second, in which a card of ALSA's that does not mix refuses or delays what
    comes next. Other systems mix."""

    def __init__(self) -> None:
        if os.environ.get("PYTHONMALLOC") != "malloc":
            raise Unavailable(sound.NEEDS_MALLOC)
        try:
            import simpleaudio
        except ImportError as error:
            raise Unavailable(sound.NO_SIMPLEAUDIO) from error
        self._play: Any = simpleaudio.play_buffer
        self._playing: Any = None
        self._samples = array("h")

    def begin(self, samples: array[int]) -> None:
        self._samples = samples
        try:
            self._playing = self._play(samples, 1, 2, RATE)
        except Exception as error:
            raise Lost(f"simpleaudio: {error}") from error

    def rewrite(self, samples: array[int], first: int) -> None:
        pass  # it was changed where it is played from

    def sounding(self) -> bool:
        return self._playing is not None and bool(self._playing.is_playing())

    def taken(self) -> int | None:
        return None

    def end(self) -> None:
        """Silence at once: ``stop`` alone would play on for a quarter of a second."""
        playing, self._playing = self._playing, None
        if playing is not None:
            self._samples[:] = array("h", bytes(2 * len(self._samples)))
            playing.stop()


class Program:
    """A player of the system, one process for each stretch."""

    in_place = True
    lingers = False

    def __init__(self, name: str) -> None:
        import shutil

        if shutil.which(name) is None:
            raise Unavailable(sound.no_player(name))
        self._command = COMMANDS[name]
        self._named = "{file}" in self._command
        self._file: IO[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self, samples: array[int]) -> None:
        import subprocess
        import tempfile

        self.end()
        if self._named:
            self._file = tempfile.NamedTemporaryFile(prefix="backpt-", suffix=".wav")  # noqa: SIM115  # end() closes it
        else:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # has no name to be left behind
        self._file.write(wav_header(len(samples)) + little_endian(samples))
        self._file.flush()
        self._file.seek(HEADER if "--raw" in self._command else 0)
        command = [part.replace("{file}", str(self._file.name)) for part in self._command]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL if self._named else self._file,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise Lost(f"{command[0]}: {error}") from error

    def rewrite(self, samples: array[int], first: int) -> None:
        if sys.platform != "win32" and self._file is not None:
            os.pwrite(self._file.fileno(), little_endian(samples[first:]), HEADER + 2 * first)

    def sounding(self) -> bool:
        if self._process is None:
            return False
        code = self._process.poll()
        if code:
            raise Lost(trouble.program_ended(self._command[0], code))
        return code is None

    def taken(self) -> int | None:
        """Return how far it has read: its standard input and our file share one position."""
        if self._named or self._file is None:
            return None
        return max(0, os.lseek(self._file.fileno(), 0, os.SEEK_CUR) - HEADER) // 2

    def end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()
        if self._file is not None:
            self._file.close()
            self._file = None


class WinSound:
    """Windows' own player: one sound at a time, from a file, with no word about success."""

    in_place = False
    lingers = False
    _path: str
    _begun: bool

    def __init__(self) -> None:
        if sys.platform != "win32":
            raise Unavailable(sound.NO_WINSOUND)
        import tempfile

        self._folder = tempfile.TemporaryDirectory(prefix="backpt-")
        self._path = os.path.join(self._folder.name, "stretch.wav")
        self._begun = False

    def begin(self, samples: array[int]) -> None:
        self.end()
        with open(self._path, "wb") as file:
            file.write(wav_header(len(samples)) + little_endian(samples))
        self._start()

    def rewrite(self, samples: array[int], first: int) -> None:
        self.begin(samples[first:])

    def sounding(self) -> bool | None:
        return None

    def taken(self) -> int | None:
        return None

    def end(self) -> None:
        if sys.platform == "win32" and self._begun:
            import winsound

            winsound.PlaySound(None, winsound.SND_PURGE)
        self._begun = False

    def _start(self) -> None:
        if sys.platform == "win32":
            import winsound

            flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            try:
                winsound.PlaySound(self._path, flags)
            except RuntimeError as error:
                raise Lost(f"winsound: {error}") from error
            self._begun = True
