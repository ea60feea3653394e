"""Heat and ice as steps of the same flat list, and their limits. There is no second timer.

Every number is from the clinical fact sheet, section C; [D] marks a design choice there that
a clinician should sign off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from backpt.prescription.durations import ago
from backpt.prescription.model import Mode, Routine, ThermalPlan, periods
from backpt.session.events import Event, StepBegan, StepEnded, Why
from backpt.session.speech import Speech
from backpt.session.steps import Cue, Gate, Place, Signal, Step, StepKind

APPLY_S = 15 * 60.0
"""Pack on, default (S000)."""
OFF_S = 15 * 60.0
"""Pack off, default (S000)."""
CYCLES = 2
"""Default (S000: two to three)."""
MAX_CYCLES = 3
"""S000."""
MIN_APPLY_S, MAX_APPLY_S = 5 * 60.0, 20 * 60.0
"""C2: 5 min [D] to 20 min (SFH, VAHL, HWHEAT, FDA97). The maximum is of contact, overtime
included; nothing overrides it."""
MIN_OFF_S, MAX_OFF_S = 15 * 60.0, 60 * 60.0
"""C2: 15 min (S000) to 60 min (CBW, TMM, JOHN: 20-60); never shorter than on ([D])."""
MORE_OFF_S = 10 * 60.0
"""Added after a skin check that was answered with no (C2 skin_gate, [D] from SFH)."""
SKIN_CHECKS_S = (5 * 60.0, 10 * 60.0)
"""Look at the skin during contact (TMM: after 5 min, then 5-10 min more)."""
BETWEEN_SESSIONS_S = 2 * 3600.0
"""Least time between two uses of the same mode (SFH: 2-3 h)."""
SESSIONS_A_DAY = 2
"""Of each mode (C2, [D])."""
AHEAD_S = 24 * 3600.0
"""Packs that lie less than this ahead were used before the clock was set back [D]."""


def faults(plan: ThermalPlan) -> list[str]:
    """Return what is wrong with a plan, a sentence each; none for a plan that may run."""
    found = []
    if not MIN_APPLY_S <= plan.apply_s <= MAX_APPLY_S:
        found.append("a pack stays on for 5 to 20 min, never longer; write --on 15m")
    if not 1 <= plan.cycles <= MAX_CYCLES:
        return [*found, "there are 1 to 3 cycles in a session; write --cycles 2"]
    least_off_s = max(MIN_OFF_S, min(plan.apply_s, MAX_APPLY_S))
    if len(periods(plan)) > 1 and not least_off_s <= plan.off_s <= MAX_OFF_S:
        found.append(
            "the pack stays off for 15 to 60 min, and at least as long as it was on;"
            f" write --off {math.ceil(least_off_s / 60)}m"
        )
    return found


def too_soon(mode: Mode, off_walls: Iterable[float], now: float, day_began: float) -> str:
    """Return why another pack of ``mode`` would come too soon; empty where it would not (C2).

    ``off_walls`` say when earlier packs of that mode came off, a session each; ``now`` and
    ``day_began`` are on the same scale, in seconds since 1970. A pack may lie ahead, where the
    clock was set back: a near one counts as just now, one of a day ahead or more as none.
    """
    known = [off for off in off_walls if off - now < AHEAD_S]
    if not known:
        return ""
    since_s = max(0.0, now - max(known))
    if since_s < BETWEEN_SESSIONS_S:
        return f"The last {mode} pack was {ago(since_s)}. Leave two hours between packs."
    today = sum(off >= day_began for off in known)
    if today >= SESSIONS_A_DAY:
        return f"You had {today} {mode} packs today. Two a day are enough."
    return ""


def ends_packs(event: Event, steps: tuple[Step, ...]) -> bool:
    """Tell whether no other pack may follow after ``event`` of ``steps``: the skin was not
    looked at in time (one sleeps, or is away), or "No more packs now" was reached (C2, C4)."""
    match event:
        case StepEnded(why=Why.UNCHECKED):
            return True
        case StepBegan(step_index=index):
            return index < len(steps) and steps[index].ask is Gate.SKIN_LOOK
        case _:
            return False


def pack_steps(
    plan: ThermalPlan,
    item: int,
    first: int,
    speech: Speech,
    welcomed: Routine | None = None,
) -> tuple[Step, ...]:
    """Return the steps of ``plan``, the first of which has the index ``first``.

    ``welcomed`` is the routine, where it begins with this pack.

    For each period: [set-up,] "pack is on", APPLY, ALARM; between two periods OFF, the skin
    gate, and, jumped over by yes, ten minutes more and the gate again. At the end, reached
    only after too long a contact or a second no, a look at the skin. Raises ``ValueError`` for
    a plan that breaks a limit.
    """
    if wrong := faults(plan):
        raise ValueError("; ".join(wrong))
    packs = periods(plan)
    # set-up + look, three steps a period, four between two periods: known before they are made
    end = first + 2 + 3 * len(packs) + 4 * (len(packs) - 1)
    steps = [_set_up(plan, item, speech, welcomed)]
    for number in range(1, len(packs) + 1):
        steps += _period(plan, Place(item, number), first + len(steps), number, end)
    steps.append(
        Step(
            StepKind.GATE,
            None,
            Place(item, len(packs)),
            (Cue(0.0, Signal.STOP),),
            ask=Gate.SKIN_LOOK,
            answers=(("yes", end),),
        )
    )
    return tuple(steps)


def _set_up(plan: ThermalPlan, item: int, speech: Speech, welcomed: Routine | None) -> Step:
    seconds = speech.pack_set_up_s(plan, welcomed)
    cue = Cue(0.0, Signal.WELCOME if welcomed else Signal.GET_READY)
    return Step(StepKind.SETUP, seconds, Place(item), (cue,), seconds)


def _period(
    plan: ThermalPlan, place: Place, here: int, number: int, end: int
) -> Iterator[Step]:
    last = number == len(periods(plan))
    minutes = round(plan.apply_s / 60)
    after = (("off", end if last else here + 3), ("over", end - 1))
    yield Step(
        StepKind.GATE,
        None,
        place,
        (Cue(0.0, Signal.PACK_ON, minutes),),
        ask=Gate.PACK_ON,
        answers=(("yes", here + 1),),
    )
    checks = tuple(
        Cue(at_s, Signal.SKIN_CHECK, round(at_s / 60))
        for at_s in SKIN_CHECKS_S
        if at_s < plan.apply_s
    )
    yield Step(
        StepKind.APPLY,
        plan.apply_s,
        place,
        (Cue(0.0, Signal.GO, minutes), *checks),
        plan.apply_s,
        answers=after,
    )
    yield Step(StepKind.ALARM, None, place, (Cue(0.0, Signal.PACK_OFF),), answers=after)
    if last:
        return
    next_period = here + 7
    yield _off(plan.off_s, place, plan.off_s)
    yield _skin_gate(place, (("yes", next_period), ("no", here + 5)))
    yield _off(MORE_OFF_S, place, 0.0)
    yield _skin_gate(place, (("yes", next_period), ("no", end - 1)))


def _off(seconds: float, place: Place, planned_s: float) -> Step:
    return Step(
        StepKind.OFF, seconds, place, (Cue(0.0, Signal.REST, round(seconds / 60)),), planned_s
    )


def _skin_gate(place: Place, answers: tuple[tuple[str, int], ...]) -> Step:
    cues = (Cue(0.0, Signal.QUESTION),)
    return Step(StepKind.GATE, None, place, cues, ask=Gate.SKIN, answers=answers)
