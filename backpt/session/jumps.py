"""Where next, back and redo lead in the flat list: index arithmetic, nothing else."""

from __future__ import annotations

from backpt.prescription.model import Exercise, Rest, Side, Work
from backpt.session.steps import EXERCISE, PACK, Step, StepKind

Steps = tuple[Step, ...]


def exercise_at(steps: Steps, index: int) -> Exercise | None:
    """Return the exercise at hand; in a rest after one, that one. ``None``: a pack, or none
    yet."""
    while index > 0 and isinstance(steps[index].item, Rest):
        index -= 1
    item = steps[index].item
    return item.exercise if isinstance(item, Work) else None


def after_next(steps: Steps, index: int) -> int:
    """Return where *next* leads from ``index``; ``len(steps)`` is the end.

    From within the reps: to the end of this side of this set, so that a second press leaves
    the rest or the other side. From getting into place: over the whole exercise or pack.
    """
    step = steps[index]
    match step.kind:
        case StepKind.WORK | StepKind.COUNT:
            return _run_end(steps, index)
        case StepKind.READY if step.seconds is None:
            return _run_end(steps, index)
        case StepKind.SWITCH | StepKind.REST | StepKind.APPLY:
            return index + 1
        case _:
            return item_end(steps, index) if step.place.item >= 0 else index + 1


def before(steps: Steps, index: int) -> int | None:
    """Return where *back* leads: one rep back, else to the reps before, else to the set-up of
    this exercise, else to that of the one before; ``None`` where a pack would be gone back
    into."""
    rep = _rep_start(steps, index)
    if rep > 0 and _same_run(steps[rep - 1], steps[rep]):
        return _rep_start(steps, rep - 1)
    first = item_start(steps, index)
    earlier = [at for at in range(first, index) if steps[at].kind in EXERCISE]
    if earlier:
        return _run_start(steps, earlier[-1])
    to = first if index > first or first == 0 else item_start(steps, first - 1)
    # Within a pack too: going back would lead past the skin check.
    return None if any(step.kind in PACK for step in steps[to:index]) else to


def set_start(steps: Steps, index: int) -> int | None:
    """Return the first rep of the set that ``index`` is in, or has just ended (in its rest);
    ``None`` outside a set."""
    place = steps[index].place
    for at in range(item_start(steps, index), len(steps)):
        here = steps[at]
        if here.place.item != place.item:
            return None
        if here.place.set_no == place.set_no and (here.kind in EXERCISE or _is_wait(steps, at)):
            return at
    return None


def item_start(steps: Steps, index: int) -> int:
    """Return the first step of the exercise or pack that ``index`` belongs to."""
    while index > 0 and steps[index - 1].place.item == steps[index].place.item:
        index -= 1
    return index


def item_end(steps: Steps, index: int) -> int:
    """Return the first step after the exercise or pack that ``index`` belongs to."""
    item = steps[index].place.item
    while index < len(steps) and steps[index].place.item == item:
        index += 1
    return index


def half_left_out(steps: Steps, index: int) -> frozenset[int]:
    """Return the reps to leave out when half of those left are agreed on.

    Counted from ``index`` on to the end of the exercise, for each set and side by itself and
    rounded in favour of doing one, so that both sides lose the same (clinical D5 R6, R8).
    """
    groups: dict[tuple[int, Side | None], list[int]] = {}
    for at in range(index, item_end(steps, index)):
        step = steps[at]
        if step.kind is StepKind.WORK and step.place.rep_no:
            groups.setdefault((step.place.set_no, step.place.side), []).append(at)
    dropped = [at for reps in groups.values() for at in reps[(len(reps) + 1) // 2 :]]
    waits = [at - 1 for at in dropped if _is_wait(steps, at - 1)]
    return frozenset((*dropped, *waits))


def _is_wait(steps: Steps, index: int) -> bool:
    return index >= 0 and steps[index].kind is StepKind.READY and steps[index].seconds is None


def _rep_start(steps: Steps, index: int) -> int:
    """Return the key that a self-paced rep waits for, or the rep itself."""
    waited = steps[index].kind is StepKind.WORK and _is_wait(steps, index - 1)
    return index - 1 if waited else index


def _same_run(one: Step, other: Step) -> bool:
    """Tell whether two steps are reps of one set without a break between them."""
    reps = {StepKind.WORK, StepKind.READY}
    return (
        one.kind in reps
        and other.kind in reps
        and one.place[:2] == other.place[:2]
        and min(one.place.rep_no, other.place.rep_no) > 0
    )


def _run_end(steps: Steps, index: int) -> int:
    end = index + 1
    while end < len(steps) and _same_run(steps[end - 1], steps[end]):
        end += 1
    return end


def _run_start(steps: Steps, index: int) -> int:
    while index > 0 and _same_run(steps[index - 1], steps[index]):
        index -= 1
    return index
