"""Keeps the sound ahead of the session: places what is to come, anew whenever it changes.

Knows no output and no clock. What will happen is asked of the player (``ahead``); as long as
what happens is what was expected, nothing is sent but the next stretch. Anything unexpected
(a key, a gap) stops the sound and places it anew from that moment.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from backpt.session.events import (
    CueDue,
    Event,
    KeyAcknowledged,
    SessionEnded,
    StepBegan,
    UnsureReported,
)
from backpt.session.steps import Compiled
from backpt.sound.score import motifs
from backpt.sound.score.compose import Ear, ScheduledSound, compose
from backpt.sound.score.hurried import begins_s, uncrowded
from backpt.sound.score.stretch import MOTIF, Sound, Stretch

FIRST_S = 2.0
"""The first stretch after a key is short: it must be rendered within ``KEY_LEAD_S``, or its
beginning is lost."""
NEXT_S = 20.0
"""Later ones are placed this far ahead ..."""
REFILL_S = 6.0
"""... when less than this is left."""
REACH_S = 12.0
"""No words are longer: so far is looked beyond the end of a stretch."""
ASLEEP_S = 2.5
"""The loop wakes at least once a second: a longer time between was slept through."""
KEY_LEAD_S = 0.25
"""A stretch that a key began has this much silence first: outputs lose their beginning."""
OPENING_S = 0.45
"""The very first has more: a process and a card are opened meanwhile."""


class Speaker(Protocol):
    """Where stretches go. Never waits."""

    def play(self, stretch: Stretch, start_at: float) -> None:
        """Let second 0 of ``stretch`` be heard at ``start_at``, on the session's scale."""

    def stop(self) -> None:
        """Let nothing more be heard of what was placed."""


class Conductor:
    """``hear`` every event, then ``conduct`` once a wake-up."""

    def __init__(
        self,
        compiled: Compiled,
        ahead: Callable[[float], list[Event]],
        speaker: Speaker,
        ear: Ear,
        *,
        speed: float = 1.0,
    ) -> None:
        self._compiled = compiled
        self._ahead = ahead
        self._speaker = speaker
        self._ear = ear
        self._speed = speed
        self._expected: deque[Event] = deque()
        self._placed_until = float("-inf")
        self._busy_until_s = float("-inf")
        """When the last sound that was placed at speed is over, in the listener's seconds."""
        self._unexpected: list[Event] = []
        self._anew = True
        self._lead_s = OPENING_S
        self._just_heard: Event | None = None
        self._conducted_at: float | None = None

    @property
    def muted(self) -> bool:
        return self._ear.muted

    def mute(self, muted: bool) -> None:
        """Let only alarms be heard, or everything again, from now on."""
        self._ear = self._ear._replace(muted=muted)
        self._anew = True

    def place_anew(self) -> None:
        """Place everything again at the next wake-up: what was placed is not heard."""
        self._anew = True

    def hear(self, event: Event) -> None:
        """Take an event as it happens."""
        if isinstance(event, CueDue):
            self._just_heard = event
        if self._expected and self._expected[0] == event and not self._unexpected:
            self._expected.popleft()
        else:
            self._unexpected.append(event)

    def conduct(self, now: float) -> None:
        """Place what is to be heard next; ``now`` is a moment of the session."""
        self._make_up_for_sleep(now)
        if self._unexpected or self._anew:
            self._speaker.stop()
            just_now, self._unexpected, self._anew = self._unexpected, [], False
            self._placed_until = now
            self._busy_until_s = float("-inf")
            self._expected.clear()
            self._place(now, FIRST_S * self._speed, just_now)
        elif self._placed_until - now < REFILL_S * self._speed:
            self._place(now, NEXT_S * self._speed, [])

    def _make_up_for_sleep(self, now: float) -> None:
        """After a closed lid nothing that was placed is in its place: outputs count the time
        awake. What was due last is signalled now, so that an alarm sounds at once."""
        slept = self._conducted_at is not None and (
            now - self._conducted_at > ASLEEP_S * self._speed
        )
        if slept and not self._unexpected and self._just_heard is not None:
            self._unexpected.append(self._just_heard)
        self._anew = self._anew or slept
        self._conducted_at, self._just_heard = now, None

    def _place(self, now: float, length_s: float, just_now: list[Event]) -> None:
        start = max(now, self._placed_until)
        reach = start + length_s + REACH_S * self._speed
        coming = [event for event in self._ahead(reach) if event.at > start]
        end = _boundary(coming, start, start + length_s)
        self._expected.extend(event for event in coming if event.at <= end)
        self._placed_until = end
        late = now + self._lead_s * self._speed
        self._lead_s = KEY_LEAD_S
        events = [*(_not_before(late, event) for event in just_now), *coming]
        # What comes later is composed too, because words end where the next begin.
        composed = compose(self._compiled, events, self._ear)
        if self._speed != 1.0:
            composed = uncrowded(composed, self._speed, self._length_of, self._busy_until_s)
        heard = [one for one in composed if one.cued_at <= max(end, late)]
        if heard:
            self._speaker.play(self._stretch(heard, start), start)

    def _stretch(self, heard: list[ScheduledSound], start: float) -> Stretch:
        start_s = start / self._speed
        sounds = tuple(
            _until(one.sound._replace(at_s=max(0.0, begins_s(one, self._speed) - start_s)))
            for one in heard
        )
        length_s = max(sound.at_s + self._length_of(sound) for sound in sounds)
        self._busy_until_s = start_s + length_s
        return Stretch(sounds, length_s)

    def _length_of(self, sound: Sound) -> float:
        if sound.kind == MOTIF:
            return motifs.length_s(sound.name)
        return self._ear.length_of(sound.name) or 0.0


def _not_before(moment: float, event: Event) -> Event:
    """Delay the whole of what is signalled, so that words still follow their motif."""
    signals = isinstance(event, (CueDue, KeyAcknowledged, SessionEnded, UnsureReported))
    return event._replace(at=max(event.at, moment)) if signals else event


def _until(sound: Sound) -> Sound:
    """``until_s`` is from the sound's own beginning in compose, from the stretch's here."""
    if sound.until_s is None:
        return sound
    return sound._replace(until_s=sound.at_s + sound.until_s)


def _boundary(coming: list[Event], start: float, end: float) -> float:
    """End a stretch where a step begins, so that no words reach over its end."""
    began = [event.at for event in coming if isinstance(event, StepBegan) and event.at < end]
    late = [at for at in began if at > start + (end - start) / 2]
    return late[-1] - 0.001 if late else end
