"""Steps as text to read: a line a step, with its start, length, place and cues.

    0:33 work 8s set 1 rep 1 left: out hold@2 back@5
    0:41 rest 30s set 1: rest@0 3-2-1

A step that waits shows what it counts in totals (``ready ~4s``), a gate where its answers
lead (``yes>5``, by index). Cues at 0 have no moment, numbers stand behind a signal where they
are not the rep's own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from backpt.prescription.durations import clock
from backpt.session.steps import Cue, Place, Signal, Step, StepKind

_OF_THE_REP = frozenset({Signal.OUT, Signal.HOLD, Signal.BACK, Signal.RELEASE})


def outline(
    steps: Iterable[Step], *, leave_out: Iterable[StepKind] = (), indexed: bool = False
) -> str:
    """Return ``steps`` as lines; times are counted over the steps that are shown."""
    lines, at_s = [], 0.0
    hidden = frozenset(leave_out)
    for index, step in enumerate(steps):
        if step.kind in hidden and step.seconds is not None:
            continue
        number = f"{index} " if indexed else ""
        lines.append(f"{number}{clock(at_s)} {_step(step)}")
        at_s += step.planned_s
    return "\n".join([*lines, f"{clock(at_s)} end"])


def work_outline(steps: Iterable[Step]) -> str:
    """Return the outline without the timed way into place and 3-2-1."""
    return outline(steps, leave_out=(StepKind.SETUP, StepKind.READY))


def table(text: str) -> str:
    """Return an expected outline as it is written in a test, without its margin."""
    return textwrap.dedent(text).strip()


def _step(step: Step) -> str:
    name = f"{step.kind} {step.ask}" if step.ask else str(step.kind)
    if step.seconds is not None:
        name += f" {step.seconds:g}s"
        if step.planned_s != step.seconds:
            name += f" (planned {step.planned_s:g}s)"
    elif step.planned_s:
        name += f" ~{step.planned_s:g}s"
    words = [name, *_place(step.place)]
    answers = [f"{answer}>{to}" for answer, to in step.answers]
    return " ".join([*words, *answers]) + ": " + " ".join(_cues(step))


def _place(place: Place) -> Iterable[str]:
    if place.set_no:
        yield f"set {place.set_no}"
    if place.rep_no:
        yield f"rep {place.rep_no}"
    if place.side:
        yield place.side


def _cues(step: Step) -> list[str]:
    cues = list(step.cues)
    end = step.seconds
    counted = [Cue(end - left, Signal.COUNT, left) for left in (3, 2, 1)] if end else []
    if counted and cues[-3:] == counted:
        return [*map(_cue, cues[:-3]), "3-2-1"]
    return [_cue(cue) for cue in cues]


def _cue(cue: Cue) -> str:
    number = f" {cue.number}" if cue.number and cue.signal not in _OF_THE_REP else ""
    moment = f"@{cue.at_s:g}" if cue.at_s else ""
    return f"{cue.signal}{number.replace(' ', '-')}{moment}"
