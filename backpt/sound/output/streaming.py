"""miniaudio: one stream that stays open, into which every sample is put at its own place.

It runs only in the sound process, where its known faults hurt nobody: the interpreter hangs
at exit unless the device was closed; when a device or a server goes away the callbacks just
stop, without an error; where there is no sound system at all it opens a device that plays to
nobody (``Null``).
"""

from __future__ import annotations

from array import array
from collections.abc import Generator
from typing import Any

from backpt.clock import Clock
from backpt.language import sound
from backpt.sound.output.base import Lost, Unavailable
from backpt.sound.output.placing import (
    FADE,
    Placed,
    fade_in,
    fade_out,
    fill_silence,
    mix,
    ramp,
    scaled,
    silence,
)
from backpt.sound.output.stream_clock import StreamClock
from backpt.sound.score.stretch import RATE

PERIOD_MS, PERIODS = 60, 2
"""The smallest that never ran dry in measurements with a busy machine."""
STALL_S = 0.8
"""A stream that has not moved for this long is dead."""
WATCH_S = 0.2
BUSY_S = 0.5
"""Attended to this late, the process itself stood still: the stream gets a new chance."""


def open_miniaudio(
    clock: Clock, delay_s: float = 0.0, *, awake: bool = False, null: bool = False
) -> Stream:
    """Open the default device, ``delay_s`` away from the ear.

    ``awake``: no silence is ever given to it. ``null``: its own imitation of one, which
    keeps real time.
    """
    import sys
    from types import ModuleType

    # What it imports and we do not need: numpy 0.1 s, and 0.05 s for a client of web radios.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    sys.modules.setdefault("urllib.request", ModuleType("urllib.request"))
    try:
        import miniaudio
    except ImportError as error:
        raise Unavailable(sound.NO_MINIAUDIO) from error
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            backends=[miniaudio.Backend.NULL] if null else None,
            app_name="backpt",
        )
    except miniaudio.MiniaudioError as error:
        raise Unavailable(f"miniaudio: {_refusal(error)}") from error
    return Stream(device, clock, delay_s, awake=awake, null=null)


def _refusal(error: Exception) -> str:
    """Return what miniaudio says and the number behind it, which ``str`` shows as a tuple."""
    return ", ".join(map(str, error.args))


class Stream:
    """The long-lived stream. ``fill`` runs in miniaudio's thread, all else in ours.

    The two share tuples that are replaced whole, so that no lock is needed.
    """

    name = "miniaudio"

    def __init__(
        self, device: Any, clock: Clock, delay_s: float, *, awake: bool, null: bool
    ) -> None:
        import atexit

        atexit.register(device.close)
        if device.backend == "Null" and not null:
            device.close()
            raise Unavailable(sound.NO_SOUND_SYSTEM)
        self._device = device
        self._clock = clock
        self._stream = StreamClock()
        self._delay_s = delay_s
        self._awake = awake
        self._placed: tuple[_Sounding, ...] = ()
        self._ending: tuple[_Sounding, ...] = ()
        self._level = self._level_before = 1.0
        self._moved: tuple[int, float] = (-1, 0.0)
        self._attended = 0.0
        filling = self._filling()
        next(filling)
        try:
            device.start(filling)
        except Exception as error:
            raise Unavailable(f"miniaudio: {_refusal(error)}") from error

    @property
    def latency_s(self) -> float:
        return self._stream.latency_s + self._delay_s

    def place(self, placed: Placed, now: float) -> None:
        kept = tuple(one for one in self._placed if one.placed.end_at + 1.0 > now)
        self._placed = (*kept, _Sounding(placed))

    def changed(self, placed: Placed, first: int, now: float) -> None:
        pass  # it is read sample by sample, when it is due

    def stop(self, now: float) -> None:
        ending, self._placed = self._placed, ()
        self._ending = ending

    def level(self, level: float, now: float) -> None:
        self._level = level

    def attend(self, now: float) -> float | None:
        """Raise ``Lost`` once the stream stands still."""
        frames, since = self._moved
        if self._stream.frames != frames or now > self._attended + BUSY_S:
            self._moved = (self._stream.frames, now)
        elif now > since + STALL_S:
            raise Lost(sound.STREAM_STANDS_STILL)
        self._attended = now
        return now + WATCH_S

    def close(self) -> None:
        self._device.close()

    def _filling(self) -> Generator[array[int], int, None]:
        frames = yield silence(0)
        while True:
            frames = yield self.fill(frames)

    def fill(self, frames: int) -> array[int]:
        """Return the next ``frames`` samples of the stream."""
        first = self._stream.asked(self._clock.awake(), frames)
        out = silence(frames)
        for one in self._placed:
            one.put(out, first, self._stream.frame_at(one.placed.start_at - self._delay_s))
        ending, self._ending = self._ending, ()
        for one in ending:
            if one.begun is not None:
                mix(out, fade_out(one.samples_from(first - one.begun, FADE)), 0)
        level = self._level
        if level != self._level_before:
            head = ramp(out[:FADE], self._level_before, level)
            out = head + scaled(out[FADE:], level)
        elif level != 1.0:
            out = scaled(out, level)
        self._level_before = level
        if self._awake:
            fill_silence(out)
        return out


class _Sounding:
    """A placed stretch, and the sample of the stream at which it began."""

    __slots__ = ("begun", "placed")

    def __init__(self, placed: Placed) -> None:
        self.placed = placed
        self.begun: int | None = None

    def put(self, out: array[int], first: int, due: int | None) -> None:
        """Write what belongs into ``out``, whose first sample is the stream's ``first``-th.

        ``due`` is where it should begin now; once it has begun that stays, so that inside a
        stretch every sample has its place.
        """
        begun = due if self.begun is None else self.begun
        if begun is None or begun >= first + len(out):
            return
        samples = self.samples_from(max(0, first - begun), len(out))
        if self.begun is None and begun < first:
            fade_in(samples)
        self.begun = begun
        mix(out, samples, max(0, begun - first))

    def samples_from(self, first: int, count: int) -> array[int]:
        return self.placed.samples[first : first + count]
