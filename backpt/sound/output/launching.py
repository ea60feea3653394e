"""Outputs that play a whole buffer at a call, begun so early that it is heard in time.

Knows when to begin, from where, and what to believe of a player that says it has finished.
"""

from __future__ import annotations

from array import array

from backpt.clock import Clock
from backpt.language import sound
from backpt.sound.output.base import BufferPlayer, Lost
from backpt.sound.output.placing import Placed, fade_in, fill_silence, scaled, silence
from backpt.sound.score.stretch import RATE

WATCH_S = 0.1
STALL_S = 1.0
"""A player that took nothing for this long hangs ..."""
OVERDUE_S = 0.8
"""... and so does one that has not ended this long after the end."""
SHORT_S = 0.5
"""One that ended this much early did not play (or half the stretch, for short ones)."""
ROOM_S = 60.0
"""A buffer is at least this long, with silence at its end, so that the stretches that follow
find room in it: beginning another buffer costs some milliseconds of exactness, and a card that
does not mix is busy until the one before has run out. Card and clock part by at most 6 ms."""
READ_AHEAD_S = 0.5
"""No player has read further ahead than this (simpleaudio a fifth of a second)."""
RUNS_OUT_S = 0.4
"""A card that does not mix may be busy this long after the last sound was ended."""
AGAIN_S = 0.02
LONG_SILENCE_S = 2.0
"""What follows later than this gets a buffer of its own."""
LEAD_S = 0.3
"""Of the silence at the beginning of a stretch so much is played: outputs that sleep lose the
beginning of what wakes them. The rest is left out, so that the card is free meanwhile."""
LET_GO_S = 0.5
"""After so much silence with nothing placed the card is let go, so that it is free for what a
key begins."""


class Launched:
    """One player at a time. A stretch that follows is written into the buffer that plays,
    where that is possible; else it takes the place of the one before."""

    def __init__(
        self,
        name: str,
        player: BufferPlayer,
        latency_s: float,
        clock: Clock,
        *,
        awake: bool = False,
    ) -> None:
        """``latency_s``: from the player's beginning until it is heard.

        ``awake``: while nothing is placed, a buffer of noise below hearing plays. A player
        that cannot be written to while it plays has none.
        """
        self.name = name
        self.latency_s = latency_s
        self._player = player
        self._clock = clock
        self._awake = awake and player.in_place
        self._waiting: list[tuple[float, Placed]] = []
        """With the moment at which each is to begin."""
        self._sounding: _Sounding | None = None
        self._ended_at = float("-inf")
        self._level = 1.0

    def place(self, placed: Placed, now: float) -> None:
        silent_s = _silent_s(placed.samples)
        if self._sounding is None or not self._follow(self._sounding, placed, silent_s, now):
            heard_from = placed.start_at + max(0.0, silent_s - LEAD_S)
            self._waiting.append((heard_from - self.latency_s, placed))
            self._waiting.sort(key=lambda one: one[0])
        self.attend(now)

    def changed(self, placed: Placed, first: int, now: float) -> None:
        sounding = self._sounding
        if sounding is None or not self._player.in_place or placed not in sounding.stretches:
            return
        begins = sounding.place_of(placed)
        kept = max(0, -(begins + first))
        self._write(sounding, placed.samples[first + kept :], begins + first + kept)

    def stop(self, now: float) -> None:
        self._waiting.clear()
        if self._player.lingers and self._sounding is not None:
            self._hush(self._sounding, now)
        else:
            self._end(now)

    def level(self, level: float, now: float) -> None:
        self._level = level
        sounding = self._sounding
        if sounding is not None:
            first = max(0, round((now - sounding.began) * RATE))
            self._play_anew(sounding, first, sounding.filled)

    def attend(self, now: float) -> float | None:
        sounding = self._sounding
        if sounding is not None:
            goes_on = self._check(sounding, now)
            if not goes_on or now >= self._let_go_at(sounding):
                self._end(now)
        due = self._begin_next(now)
        if self._awake and self._sounding is None and not self._waiting:
            self._begin(Placed(0, now + self.latency_s, silence(1)), now)
        if self._sounding is not None:
            due += [now + WATCH_S, max(now + AGAIN_S, self._let_go_at(self._sounding))]
        return min(due, default=None)

    def _let_go_at(self, sounding: _Sounding) -> float:
        if self._waiting:
            return sounding.silent_from
        return float("inf") if self._awake else sounding.silent_from + LET_GO_S

    def close(self) -> None:
        self._end(self._ended_at)

    def _begin_next(self, now: float) -> list[float]:
        """Begin what is due; return when the next one is."""
        if self._waiting and now >= self._waiting[0][0]:
            try:
                self._begin(self._waiting[0][1], now)
            except Lost:
                if now >= self._ended_at + RUNS_OUT_S:
                    raise
                return [now + AGAIN_S]
            del self._waiting[0]
        return [begin_at for begin_at, _ in self._waiting[:1]]

    def _begin(self, placed: Placed, now: float) -> None:
        self._end(now)
        skipped = max(0, round((now + self.latency_s - placed.start_at) * RATE))
        source = placed.samples[skipped:]
        if not source:
            return  # an empty buffer crashes simpleaudio, and nothing is to be heard
        if skipped:
            fade_in(source)
        filled = len(source)
        if self._player.in_place:
            source.extend(silence(max(0, round(ROOM_S * RATE) - filled)))
        samples = self._heard(source)
        self._player.begin(samples)
        first_at = placed.start_at + skipped / RATE
        self._sounding = sounding = _Sounding(source, samples, filled, first_at, now)
        sounding.stretches.append(placed)
        if self._player.in_place:
            self._make_up(sounding, self._clock.awake() - now)

    def _make_up(self, sounding: _Sounding, late_s: float) -> None:
        """Opening the card took its time: play on as if it had not. It is silent there yet."""
        late = min(round(late_s * RATE), len(sounding.source) // 2)
        if late > 0:
            sounding.leave_out(late)
            self._play_anew(sounding, 0, sounding.filled + late)

    def _follow(self, sounding: _Sounding, placed: Placed, silent_s: float, now: float) -> bool:
        """Write ``placed`` into the buffer that plays; tell whether there was room and time."""
        begins = sounding.place_of(placed)
        sounds = begins + round(silent_s * RATE)
        read = round((now - sounding.began + READ_AHEAD_S) * RATE)
        # Beginning anew would cost more than the beginning, where the card would be busy.
        in_time = sounds >= read or self._player.lingers
        fits = in_time and begins + len(placed.samples) <= len(sounding.source)
        apart = sounds - sounding.filled > LONG_SILENCE_S * RATE and not self._awake
        if not self._player.in_place or self._waiting or not fits or apart:
            return False
        sounding.stretches.append(placed)
        late = max(0, -begins)
        self._write(sounding, placed.samples[late:], begins + late)
        return True

    def _hush(self, sounding: _Sounding, now: float) -> None:
        """Let silence go on in place of what was placed."""
        first = max(0, round((now - sounding.began) * RATE))
        self._write(sounding, silence(max(0, sounding.filled - first)), first)
        sounding.stretches.clear()
        sounding.filled = min(first, sounding.filled)

    def _write(self, sounding: _Sounding, source: array[int], first: int) -> None:
        end = first + len(source)
        sounding.source[first:end] = source
        sounding.filled = max(sounding.filled, end)
        self._play_anew(sounding, first, end)

    def _play_anew(self, sounding: _Sounding, first: int, end: int) -> None:
        """In place: simpleaudio plays from this very memory."""
        if first < end:
            sounding.samples[first:end] = self._heard(sounding.source[first:end])
            self._player.rewrite(sounding.samples, first)

    def _heard(self, source: array[int]) -> array[int]:
        """Return ``source`` as it is played: at the level of now, and awake."""
        samples = scaled(source, self._level)
        if self._awake:
            fill_silence(samples)
        return samples

    def _check(self, sounding: _Sounding, now: float) -> bool:
        """Return whether it goes on; raise ``Lost`` if it does what no player does."""
        played_s = now - sounding.began
        length_s = len(sounding.samples) / RATE
        goes_on = self._player.sounding()
        if goes_on is None:
            return played_s < length_s
        if not goes_on:
            if played_s < length_s - min(SHORT_S, length_s / 2):
                raise Lost(sound.ended_early(played_s, length_s))
            return False
        if played_s > length_s + OVERDUE_S:
            raise Lost(sound.DID_NOT_END)
        taken = self._player.taken()
        if taken is None or taken >= len(sounding.samples):
            return True
        if taken != sounding.taken:
            sounding.taken, sounding.taken_at = taken, now
        elif now > sounding.taken_at + STALL_S:
            raise Lost(sound.STANDS_STILL)
        return True

    def _end(self, now: float) -> None:
        if self._sounding is not None:
            self._sounding = None
            self._ended_at = now
            self._player.end()


class _Sounding:
    """The buffer that plays now, and which stretches are in it."""

    __slots__ = (
        "_first_at",
        "began",
        "filled",
        "samples",
        "source",
        "stretches",
        "taken",
        "taken_at",
    )

    def __init__(
        self, source: array[int], samples: array[int], filled: int, first_at: float, now: float
    ) -> None:
        """Its first sample belongs to the moment ``first_at``."""
        self.stretches: list[Placed] = []
        self.source = source
        """As it was rendered ..."""
        self.samples = samples
        """... and at the level at which it plays."""
        self.filled = filled
        """After so many samples there is only silence."""
        self.began = self.taken_at = now
        self.taken = 0
        self._first_at = first_at

    def leave_out(self, count: int) -> None:
        """Leave out the first ``count`` samples; at the end there is silence instead."""
        self.source[:] = self.source[count:] + silence(count)
        self.filled = max(0, self.filled - count)
        self.began += count / RATE
        self._first_at += count / RATE

    def place_of(self, placed: Placed) -> int:
        """Return where in the buffer the first sample of ``placed`` is (or would be)."""
        return round((placed.start_at - self._first_at) * RATE)

    @property
    def silent_from(self) -> float:
        return self.began + self.filled / RATE


def _silent_s(samples: array[int]) -> float:
    """Return how long it is silent at its beginning."""
    pcm = samples.tobytes()
    return (len(pcm) - len(pcm.lstrip(b"\0"))) // 2 / RATE
