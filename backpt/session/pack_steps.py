"""Heat and ice as steps of the same flat list, and their limits. There is no second timer.

Every number is from the clinical fact sheet, section C; [D] marks a design choice there that
a clinician should sign off.
"""

from collections.abc import Iterable, Iterator

from backpt.prescription.model import Mode, Routine, ThermalPlan, Work, periods
from backpt.safety.tables import (
    PACK_BETWEEN_S,
    PACK_CHECKS_S,
    PACK_LEAST_OFF_S,
    PACK_LEAST_ON_S,
    PACK_MORE_OFF_S,
    PACK_MOST_CYCLES,
    PACK_MOST_OFF_S,
    PACK_MOST_ON_S,
    PACKS_A_DAY,
)
from backpt.session.events import Event, StepBegan, StepEnded, Why
from backpt.session.speech import Speech
from backpt.session.steps import Cue, Gate, Place, Signal, Step, StepKind, gate
from backpt.values import NamedTuple, StrEnum

AHEAD_S = 24 * 3600.0
"""Packs that lie less than this ahead were used before the clock was set back [D]."""


class PackFault(StrEnum):
    """A limit that a plan breaks."""

    ON = "on"
    """The time of contact."""
    CYCLES = "cycles"
    OFF = "off"
    """The time without a pack."""


class PackOverLimit(ValueError):
    """A plan breaks a limit."""

    def __init__(self, plan: ThermalPlan) -> None:
        super().__init__(*faults(plan))
        self.plan = plan


def faults(plan: ThermalPlan) -> list[PackFault]:
    """Return what is wrong with a plan; nothing for a plan that may run."""
    found = []
    if not PACK_LEAST_ON_S <= plan.apply_s <= PACK_MOST_ON_S:
        found.append(PackFault.ON)
    if not 1 <= plan.cycles <= PACK_MOST_CYCLES:
        return [*found, PackFault.CYCLES]
    if len(periods(plan)) > 1 and not least_off_s(plan) <= plan.off_s <= PACK_MOST_OFF_S:
        found.append(PackFault.OFF)
    return found


def least_off_s(plan: ThermalPlan) -> float:
    """Return the least time without a pack: at least as long as it was on."""
    return max(PACK_LEAST_OFF_S, min(plan.apply_s, PACK_MOST_ON_S))


class TooSoon(NamedTuple):
    """Why another pack would come too soon."""

    mode: Mode
    since_s: float | None = None
    """Since the last one, where that is less than two hours."""
    today: int = 0
    """Packs of that mode that were had today, where these are enough."""


def too_soon(
    mode: Mode, off_walls: Iterable[float], now: float, day_began: float
) -> TooSoon | None:
    """Return why another pack of ``mode`` would come too soon; ``None``: it would not (C2).

    ``off_walls`` say when earlier packs of that mode came off, a session each; ``now`` and
    ``day_began`` are on the same scale, in seconds since 1970. A pack may lie ahead, where the
    clock was set back: a near one counts as just now, one of a day ahead or more as none.
    """
    known = [off for off in off_walls if off - now < AHEAD_S]
    if not known:
        return None
    since_s = max(0.0, now - max(known))
    if since_s < PACK_BETWEEN_S:
        return TooSoon(mode, since_s)
    today = sum(off >= day_began for off in known)
    return TooSoon(mode, today=today) if today >= PACKS_A_DAY else None


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
    only after too long a contact or a second no, a look at the skin. Raises ``PackOverLimit``
    for a plan that breaks one.
    """
    if faults(plan):
        raise PackOverLimit(plan)
    packs = periods(plan)
    # set-up + look, three steps a period, four between two periods: known before they are made
    end = first + 2 + 3 * len(packs) + 4 * (len(packs) - 1)
    steps = [_set_up(plan, item, speech, welcomed)]
    for number in range(1, len(packs) + 1):
        period = [*_period(plan, Place(item, number), first + len(steps), number, end)]
        if number == 1 and welcomed is not None and is_packs_only(welcomed):
            on = period[0]
            period[0] = on._replace(answers=(*on.answers, ("pain", first + len(steps) + 1)))
        steps += period
    look = gate(Place(item, len(packs)), Gate.SKIN_LOOK, ("yes", end), said=Signal.STOP)
    return (*steps, look)


def is_packs_only(routine: Routine) -> bool:
    """Tell whether ``routine`` has nothing but packs: then its pain is asked with the first
    "the pack is on", at no key more."""
    return not any(isinstance(item, Work) for item in routine.items)


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
    yield gate(place, Gate.PACK_ON, ("yes", here + 1), said=Signal.PACK_ON, number=minutes)
    checks = tuple(
        Cue(at_s, Signal.SKIN_CHECK, round(at_s / 60))
        for at_s in PACK_CHECKS_S
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
    yield gate(place, Gate.SKIN, ("yes", next_period), ("no", here + 5))
    yield _off(PACK_MORE_OFF_S, place, 0.0)
    yield gate(place, Gate.SKIN, ("yes", next_period), ("no", end - 1))


def _off(seconds: float, place: Place, planned_s: float) -> Step:
    return Step(
        StepKind.OFF, seconds, place, (Cue(0.0, Signal.REST, round(seconds / 60)),), planned_s
    )
