"""The output that is a WAV file: what a session sounds like, in session time, without waiting.

Knows no process and no clock. The file grows with the moments that ``poll`` brings, so that
it holds silence where nothing was placed, and nothing of what was stopped before its time.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from backpt.files import for_user
from backpt.language import sound
from backpt.sound.output.placing import (
    FADE,
    Placed,
    fade_in,
    fade_out,
    from_bytes,
    little_endian,
    mix,
    scaled,
    silence,
    wav_header,
)
from backpt.sound.output.registry import NONE
from backpt.sound.score.stretch import RATE, Stretch

MOST = 10 * RATE
"""So many samples are made at once, however far ``poll`` jumps."""


class WavFile:
    """The same surface as ``supervisor.Speaker``; second 0 of the file is the ``start``.

    A file that cannot be written is told in one sentence, and then nothing more is.
    """

    latency_s = 0.0
    wake_at: float | None = None

    def __init__(
        self, path: str, tell: Callable[[str], None], render: Callable[[Stretch], bytes]
    ) -> None:
        self.name = f"wav:{path}"
        self._path = path
        self._tell = tell
        self._render = render
        self._file: IO[bytes] | None = None
        self._origin = 0.0
        self._frames = 0
        self._placed: list[Placed] = []
        self._level = 1.0
        self._cut = array("h")

    def start(self, now: float) -> None:
        """Open the file: it begins at ``now``."""
        self._origin = now
        try:
            self._file = open(self._path, "wb", opener=for_user)  # noqa: SIM115  # close() does
            self._file.write(wav_header(0))
            self._file.flush()
        except OSError as error:
            self._give_up(error)

    def play(self, stretch: Stretch, start_at: float) -> None:
        """Place ``stretch``; what of it lies before the last ``poll`` is left out."""
        placed = Placed(0, start_at, from_bytes(self._render(stretch)))
        missed = self._frames - self._frame(start_at)
        if missed > 0:
            del placed.samples[:missed]
            fade_in(placed.samples)
            placed.start_at = self._origin + self._frames / RATE
        self._placed.append(placed)

    def stop(self) -> None:
        """Cut everything at the last ``poll``, with a short fade."""
        ahead = self._mixed(self._frames, self._frames + FADE)
        self._cut = fade_out(ahead)
        self._placed.clear()

    def volume(self, level: float) -> None:
        """Let everything be this loud (0 to 1) from the last ``poll`` on."""
        self._level = level

    def poll(self, now: float) -> None:
        """Write what was to be heard until ``now``."""
        self._write(max(self._frames, self._frame(now)))
        self._placed = [placed for placed in self._placed if placed.end_at > now]

    @property
    def busy(self) -> bool:
        return bool(self._placed)

    def close(self) -> None:
        """Fix the header and close the file, as it was at the last ``poll``."""
        file = self._file
        if file is None:
            return
        try:
            file.seek(0)
            file.write(wav_header(self._frames))
            file.close()
        except OSError as error:
            self._give_up(error)
        self._file = None

    def _frame(self, moment: float) -> int:
        return round((moment - self._origin) * RATE)

    def _write(self, until: int) -> None:
        while self._file is not None and self._frames < until:
            end = min(until, self._frames + MOST)
            made = self._mixed(self._frames, end)
            mix(made, self._cut, 0)
            self._cut = self._cut[len(made) :]
            try:
                self._file.write(little_endian(made))
                self._file.flush()
            except OSError as error:
                self._give_up(error)
            self._frames = end

    def _mixed(self, first: int, end: int) -> array[int]:
        made = silence(end - first)
        for placed in self._placed:
            at = self._frame(placed.start_at) - first
            mix(made, placed.samples[max(0, -at) :], max(0, at))
        return scaled(made, self._level)

    def _give_up(self, error: OSError) -> None:
        file, self._file = self._file, None
        self.name = NONE
        self._tell(sound.not_written(self._path, error.strerror or str(error)))
        if file is not None:
            with suppress(OSError):  # it cannot take what it still holds
                file.close()
            with suppress(OSError), open(self._path, "r+b") as written:
                written.write(wav_header(self._frames))  # so that it can be heard so far
