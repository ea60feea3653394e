"""Whether an output plays: three notes on it alone, and how long they took.

Knows no session and no terminal; what it found is said by ``cli/sound_check.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from backpt.clock import Clock
from backpt.language import sound

if TYPE_CHECKING:
    from backpt.sound.process.supervisor import Speaker
    from backpt.sound.score.stretch import Stretch

LEAD_S = 0.15
"""From being placed until it is heard: every output is on time then."""
POLL_S = 0.02
SETTLE_S = 1.2
"""A player that hangs at the end is found out after this."""
EARLY_S = 0.2
"""Sound that is over by this much too soon was not played."""


class Time(Protocol):
    """What a loudspeaker goes by: a clock, or the time of a file."""

    def awake(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class Busy(Protocol):
    """A loudspeaker, as far as it is waited for."""

    name: str

    @property
    def busy(self) -> bool: ...
    def poll(self, now: float) -> None: ...


def try_output(
    name: str, clock: Clock, announce: Callable[[], None]
) -> tuple[float | None, str]:
    """Play three notes on one output alone; return the seconds that took, or ``None`` and why
    it did not. ``announce`` is called just before they are heard."""
    from backpt.sound.output.registry import NONE
    from backpt.sound.process.supervisor import Speaker

    speaker, notes = Speaker((name,), lambda text: None), _three_notes()
    try:
        speaker.start(clock.awake())
        wait(speaker, clock)
        if speaker.name == NONE:
            return None, _why(speaker)
        announce()
        start = clock.awake() + LEAD_S
        speaker.play(notes, start)
        wait(speaker, clock)
        taken_s = clock.awake() - start
        wait(speaker, clock, clock.awake() + SETTLE_S)
        if speaker.failures:
            return None, _why(speaker)
    finally:
        speaker.close()
    if taken_s < notes.length_s - EARLY_S:
        return None, sound.too_short(max(0.0, taken_s), notes.length_s)
    return taken_s, ""


def _why(speaker: Speaker) -> str:
    return "; ".join(failure.why for failure in speaker.failures)


def _three_notes() -> Stretch:
    """One second, in full volume: a setting must not look like a broken output."""
    from backpt.sound.score.stretch import MOTIF, Sound, Stretch

    return Stretch(tuple(Sound(at_s, MOTIF, "waiting") for at_s in (0.0, 0.4, 0.8)), 1.0)


def wait(speaker: Busy, time: Time, until: float = 0.0) -> None:
    """Wait for an output, for the end of what was placed, and for the moment ``until``.

    Where no output is left there is nothing to wait for.
    """
    from backpt.sound.output.registry import NONE

    while speaker.name != NONE and (speaker.busy or not speaker.name or time.awake() < until):
        time.sleep(POLL_S)
        speaker.poll(time.awake())
