"""How a dose grows, by the smallest step there is. Pure.

Knows the order (clinical F2: reps before sets before load; F3: hold before harder) and refuses
to know whether a step may be taken: gates, the weekly cap and consent are elsewhere.
"""

from backpt.prescription.model import Dose, Grow, Growth
from backpt.values import NamedTuple

SET_REST_S = 30.0
"""Rest before a second set where the dose had one set and no rest (clinical F11, WWL)."""


class StepUp(NamedTuple):
    """One field of a dose, one smallest step further."""

    dose: Dose
    """After the step."""
    field: str
    """As ``Growth`` has it."""
    before: float
    after: float
    """Seconds for a hold or a time, else a number."""


def next_step(dose: Dose, grow: Grow | None) -> StepUp | None:
    """Return the smallest step up that ``grow`` still allows; ``None`` at its top.

    The first field that is below its top grows, so one field grows at a time (clinical F6). A
    dose below the range grows towards it by the same step; one above it is left alone.
    """
    for growth in grow or ():
        before = amount(dose, growth.field)
        if before is not None and before < growth.high:
            after = min(before + growth.step, growth.high)
            return StepUp(with_amount(dose, growth.field, after), growth.field, before, after)
    return None


def is_at_top(dose: Dose, grow: Grow | None) -> bool:
    """Return whether a dose that can grow has grown in full: then a harder one is a question.

    Where nothing is said of growing there is no top.
    """
    return bool(grow) and next_step(dose, grow) is None


def growth_of(grow: Grow | None, field: str) -> Growth | None:
    """Return how ``field`` grows; ``None`` where it does not."""
    return next((growth for growth in grow or () if growth.field == field), None)


def amount(dose: Dose, field: str) -> float | None:
    """Return how much of a growing field a dose has; ``None`` where it has none of it.

    Of a pyramid the reps are those of its highest set; its sets are what it is and grow not.
    """
    is_pyramid = len(set(dose.reps)) > 1
    match field:
        case "time":
            return dose.time_s
        case "sets":
            return None if is_pyramid else dose.sets
        case "hold" if dose.time_s is None and dose.pace.hold_s:
            return dose.pace.hold_s
        case "reps" if dose.time_s is None:
            return max(dose.reps, default=None)
        case _:
            return None


def with_amount(dose: Dose, field: str, value: float) -> Dose:
    """Return ``dose`` with another amount of a growing field, which it must have.

    All sets of a pyramid move by the same number (clinical F14: 3-2-1, then 4-3-2), to 1 rep
    at least.
    """
    match field:
        case "time":
            return dose._replace(time_s=float(value))
        case "hold":
            return dose._replace(pace=dose.pace._replace(hold_s=float(value)))
        case "sets":
            rest_s = dose.rest_s or (SET_REST_S if value > 1 else 0.0)
            return dose._replace(reps=dose.reps[:1] * int(value), rest_s=rest_s)
        case _:
            more = int(value) - max(dose.reps)
            return dose._replace(reps=tuple(max(1, reps + more) for reps in dose.reps))
