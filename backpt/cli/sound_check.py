"""``backpt sound --test``: finds out whether an output really plays; claims no more than that.

Measures what can be measured: that an output opens, takes sound in real time and ends. Whether
a loudspeaker is on it asks who sits at the terminal; where nobody can answer, it says so.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from backpt.clock import Clock
from backpt.language import sound
from backpt.terminal.layout import say
from backpt.terminal.questions import asks, yes_or_no

if TYPE_CHECKING:
    from backpt.run.session_sound import Loudspeaker
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


def prove_outputs(outputs: tuple[str, ...]) -> int:
    """Try one output after the other, each alone, so that each says why it does not play."""
    for name in outputs:
        taken_s, why = _try(name)
        if taken_s is not None:
            return _judge(name, taken_s)
        say(name_output_fault(name, why), first="  - ", then="    ")
    say(sound.NONE_HERE)
    if len(outputs) == 1:  # of auto, all were tried
        _say_next(outputs[0])
    return 1


def _try(name: str) -> tuple[float | None, str]:
    """Play three notes; return the seconds that took, or ``None`` and why it did not."""
    from backpt.sound.output.registry import NONE
    from backpt.sound.process.supervisor import Speaker

    speaker, clock, notes = Speaker((name,), lambda text: None), Clock(), _three_notes()
    try:
        speaker.start(clock.awake())
        wait(speaker, clock)
        if speaker.name == NONE:
            return None, _why(speaker)
        say_now(sound.three_notes(name))
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


def _judge(name: str, taken_s: float) -> int:
    from backpt.sound.output.base import Null

    if name == Null.name:
        say(sound.nobody_hears(name, taken_s))
        return 0
    if not asks():
        say(sound.took(name, taken_s))
        say(sound.CHECK_LOUDSPEAKER)
        return 0
    heard = yes_or_no(sound.DID_YOU_HEAR)
    if heard is None:
        say(sound.not_said(name))
        return 0
    if heard:
        say(sound.heard(name))
        return 0
    say(sound.not_heard(name))
    _say_next(name)
    return 1


def _say_next(failed: str) -> None:
    """Name the other outputs, the ones after ``failed`` first."""
    from backpt.sound.output.registry import AUTO

    place = AUTO.index(failed) if failed in AUTO else len(AUTO)
    others = AUTO[place + 1 :] + AUTO[:place]
    say(sound.try_others(others))
    say(f"  backpt sound --test --audio {others[0]}")


def _three_notes() -> Stretch:
    """One second, in full volume: a setting must not look like a broken output."""
    from backpt.sound.score.stretch import MOTIF, Sound, Stretch

    return Stretch(tuple(Sound(at_s, MOTIF, "waiting") for at_s in (0.0, 0.4, 0.8)), 1.0)


def wait(speaker: Loudspeaker, time: Time, until: float = 0.0) -> None:
    """Wait for an output, for the end of what was placed, and for the moment ``until``.

    Where no output is left there is nothing to wait for.
    """
    from backpt.sound.output.registry import NONE

    while speaker.name != NONE and (speaker.busy or not speaker.name or time.awake() < until):
        time.sleep(POLL_S)
        speaker.poll(time.awake())


def say_now(text: str) -> None:
    """Print ``text`` before what it announces is heard."""
    say(text)
    sys.stdout.flush()


def name_output_fault(name: str, why: str) -> str:
    """Return ``why`` as a line that names an output."""
    from backpt.sound.output.registry import NAMES

    return why if any(one in why for one in NAMES) else f"{name}: {why}"
