"""``backpt sound --test``: finds out whether an output really plays; claims no more than that.

Measures what can be measured: that an output opens, takes sound in real time and ends. Whether
a loudspeaker is on it asks who sits at the terminal; where nobody can answer, it says so.
"""

from __future__ import annotations

import sys
from functools import partial

from backpt.clock import Clock
from backpt.language import sound
from backpt.sound.selftest import try_output
from backpt.terminal.layout import say
from backpt.terminal.questions import asks, yes_or_no


def prove_outputs(outputs: tuple[str, ...]) -> int:
    """Try one output after the other, each alone, so that each says why it does not play."""
    for name in outputs:
        taken_s, why = try_output(name, Clock(), partial(say_now, sound.three_notes(name)))
        if taken_s is not None:
            return _judge(name, taken_s)
        say(name_output_fault(name, why), first="  - ", then="    ")
    say(sound.NONE_HERE)
    if len(outputs) == 1:  # of auto, all were tried
        _say_next(outputs[0])
    return 1


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


def say_now(text: str) -> None:
    """Print ``text`` before what it announces is heard."""
    say(text)
    sys.stdout.flush()


def name_output_fault(name: str, why: str) -> str:
    """Return ``why`` as a line that names an output."""
    from backpt.sound.output.registry import NAMES

    return why if any(one in why for one in NAMES) else f"{name}: {why}"
