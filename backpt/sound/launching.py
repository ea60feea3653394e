"""Outputs that play a whole buffer at a call, begun so early that it is heard in time.

Knows when to begin, from where, and what to believe of a player that says it has finished.
"""

from __future__ import annotations

from array import array

from backpt.sound.outputs import Lost, Player
from backpt.sound.placing import Placed, fade_in, scaled
from backpt.sound.score import RATE

WATCH_S = 0.1
STALL_S = 1.0
"""A player that took nothing for this long hangs ..."""
OVERDUE_S = 0.8
"""... and so does one that has not ended this long after the end."""
SHORT_S = 0.5
"""One that ended this much early did not play (or half the stretch, for short ones)."""


class Launched:
    """One player at a time: a stretch that begins takes the place of the one before."""

    def __init__(self, name: str, player: Player, latency_s: float) -> None:
        """``latency_s``: from the call until it is heard."""
        self.name = name
        self.latency_s = latency_s
        self._player = player
        self._waiting: list[Placed] = []
        self._sounding: _Sounding | None = None
        self._level = 1.0

    def place(self, placed: Placed, now: float) -> None:
        self._waiting.append(placed)
        self._waiting.sort(key=lambda one: one.start_at)
        self.attend(now)

    def changed(self, placed: Placed, first: int, now: float) -> None:
        sounding = self._sounding
        if sounding is not None and sounding.placed is placed and self._player.in_place:
            self._rewrite(sounding, max(0, first - sounding.skipped))

    def stop(self, now: float) -> None:
        self._waiting.clear()
        self._end()

    def level(self, level: float, now: float) -> None:
        self._level = level
        sounding = self._sounding
        if sounding is not None:
            self._rewrite(sounding, max(0, round((now - sounding.began) * RATE)))

    def attend(self, now: float) -> float | None:
        if self._waiting and now >= self._waiting[0].start_at - self.latency_s:
            self._begin(self._waiting.pop(0), now)
        if self._sounding is not None and not self._check(self._sounding, now):
            self._end()
        due = [one.start_at - self.latency_s for one in self._waiting[:1]]
        if self._sounding is not None:
            due.append(now + WATCH_S)
        return min(due, default=None)

    def close(self) -> None:
        self._end()

    def _begin(self, placed: Placed, now: float) -> None:
        self._end()
        skipped = max(0, round((now + self.latency_s - placed.start_at) * RATE))
        samples = scaled(placed.samples[skipped:], self._level)
        if not samples:
            return  # an empty buffer crashes simpleaudio, and nothing is to be heard
        if skipped:
            fade_in(samples)
        self._player.begin(samples)
        self._sounding = _Sounding(placed, skipped, samples, now)

    def _check(self, sounding: _Sounding, now: float) -> bool:
        """Return whether it goes on; raise ``Lost`` if it does what no player does."""
        played_s = now - sounding.began
        length_s = len(sounding.samples) / RATE
        goes_on = self._player.sounding()
        if goes_on is None:
            return played_s < length_s
        if not goes_on:
            if played_s < length_s - min(SHORT_S, length_s / 2):
                raise Lost(f"it ended after {played_s:.1f} s of {length_s:.1f} s")
            return False
        if played_s > length_s + OVERDUE_S:
            raise Lost("it did not end")
        taken = self._player.taken()
        if taken is None or taken >= len(sounding.samples):
            return True
        if taken != sounding.taken:
            sounding.taken, sounding.taken_at = taken, now
        elif now > sounding.taken_at + STALL_S:
            raise Lost("it stands still")
        return True

    def _rewrite(self, sounding: _Sounding, first: int) -> None:
        """In place: simpleaudio plays from this very memory."""
        source = sounding.placed.samples[sounding.skipped + first :]
        sounding.samples[first:] = scaled(source, self._level)
        self._player.rewrite(sounding.samples, first)

    def _end(self) -> None:
        if self._sounding is not None:
            self._sounding = None
            self._player.end()


class _Sounding:
    """What a player plays now."""

    __slots__ = ("began", "placed", "samples", "skipped", "taken", "taken_at")

    def __init__(self, placed: Placed, skipped: int, samples: array[int], now: float) -> None:
        self.placed = placed
        self.skipped = skipped
        """Samples left out at its beginning, because it was late."""
        self.samples = samples
        self.began = self.taken_at = now
        self.taken = 0
