"""Where the body is when one has to get into place: what a routine says, and what became of it.

A routine leads from each exercise into the next. Who walked instead, lay down, or skipped an
exercise comes from elsewhere: to be told to roll onto one's side while standing is no way into
anything. Where nobody knows, only the place to be is said. Pure values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from backpt.prescription.model import Exercise, Item, Position, Routine, ThermalPlan, Work
from backpt.session.steps import Signal, Step, StepKind

Items: TypeAlias = Mapping[int, Item | None]
"""What of a routine has which number."""

AS_PLANNED = 0
"""Number of a cue that changes position: one comes from the exercise before. One more than the
number of an item: from that exercise."""
UNKNOWN, ON_BACK, ON_SIDE, ON_FEET = -1, -2, -3, -4

RESTS = {
    Signal.LIE_ON_BACK: ON_BACK,
    Signal.LIE_ON_SIDE: ON_SIDE,
    Signal.WALK: ON_FEET,
}
"""Where one is after a rest that was chosen."""
_POSITIONS = {
    ON_BACK: Position.SUPINE,
    ON_SIDE: Position.SIDE_LYING,
    ON_FEET: Position.STANDING,
}


def items_of(routine: Routine) -> Items:
    return dict(enumerate(routine.items))


def comes_from(items: Items, number: int, whence: int = AS_PLANNED) -> Exercise | None:
    """Return the exercise, or something like it, from which one gets into exercise ``number``;
    ``None`` where nobody knows. ``whence`` is the number of a cue that changes position."""
    if whence == AS_PLANNED:
        whence = planned_whence(items, number)
    if whence > 0:
        before = items[whence - 1]
        assert isinstance(before, Work)
        return before.exercise
    position, after = _POSITIONS.get(whence), items[number]
    if position is None or not isinstance(after, Work) or position is after.exercise.position:
        return None  # who rests otherwise in the same position needs all of it
    return after.exercise._replace(position=position, place="", needs=())


def planned_whence(items: Items, number: int) -> int:
    """Return where one is before item ``number`` if nothing came in between: in the exercise
    before; after a pack, and at first, nobody knows."""
    for at in range(number - 1, -1, -1):
        if isinstance(items.get(at), Work):
            return at + 1
        if isinstance(items.get(at), ThermalPlan):
            break
    return UNKNOWN


def whence_after(step: Step, whence: int) -> int:
    """Return where one is once ``step`` has begun, who was ``whence`` before."""
    if isinstance(step.item, ThermalPlan):
        return UNKNOWN
    if step.kind in (StepKind.SETUP, StepKind.GATE) or not isinstance(step.item, Work):
        return whence
    return step.place.item + 1


def whence_of(step: Step) -> int:
    """Return where one comes from into the place of ``step``."""
    changes = (cue.number for cue in step.cues if cue.signal is Signal.CHANGE_POSITION)
    return next(changes, AS_PLANNED)
