"""When the samples of a running stream are heard. Pure: moments are arguments.

A sound card asks for samples before it needs them, to fill a buffer whose depth nobody tells.
But it began to play when it first asked, and from then on it plays ``RATE`` samples a second;
so sample ``n`` is heard ``n / RATE`` after the beginning, whatever the depth. The rest is
keeping that true for hours: cards run a few parts in 100,000 fast or slow, and a starved card
stands still. Both show in when it asks: requests may come late, never early, so the earliest
of the last seconds, compared with the earliest of the first, tells how far it has shifted.

The delay of the card itself (converters, Bluetooth) shows nowhere and is not in here.
"""

from __future__ import annotations

from backpt.sound.score.stretch import RATE

LEARNING_S = 1.0
"""In the first second the buffer is filled and the earliest request becomes known."""
WINDOW_S = 2.0
"""The earliest request is taken from the last one or two of these."""


class StreamClock:
    """``asked`` at every request, ``frame_at`` at any time."""

    def __init__(self) -> None:
        self.frames = 0
        """Samples handed over."""
        self._began: float | None = None
        self._depth_s = 0.0
        self._earliest = self._earliest_before = self._window_from = 0.0

    def asked(self, now: float, frames: int) -> int:
        """Note that ``frames`` more were asked for; return the number of the first of them."""
        first = self.frames
        self.frames += frames
        lead = now - first / RATE
        if self._began is None:
            self._began = self._window_from = now
            self._earliest = self._earliest_before = lead
            return first
        if now < self._began + LEARNING_S:
            self._earliest = self._earliest_before = min(self._earliest, lead)
            self._depth_s = self._began - self._earliest
            return first
        if lead > self._heard_from():
            self._earliest = self._earliest_before = lead - self._depth_s  # it ran dry
        if now > self._window_from + WINDOW_S:
            self._window_from = now
            self._earliest_before, self._earliest = self._earliest, lead
        self._earliest = min(self._earliest, lead)
        return first

    @property
    def latency_s(self) -> float:
        """From a request until its first sample is heard."""
        return self._depth_s

    def frame_at(self, moment: float) -> int | None:
        """Return which sample is heard at ``moment``; ``None`` before the beginning."""
        if self._began is None:
            return None
        return round((moment - self._heard_from()) * RATE)

    def _heard_from(self) -> float:
        """Return when sample 0 was heard, had the card always run as it does now."""
        return min(self._earliest, self._earliest_before) + self._depth_s
