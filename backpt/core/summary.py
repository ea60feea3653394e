"""What was done: pure folds over the events of a session. Each place is credited once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from backpt.core.events import Event, Outcome, PainSaid, SessionEnded, StepEnded, Why
from backpt.core.model import Routine, ThermalPlan, Work
from backpt.core.steps import EXERCISE, Kind, Step
from backpt.core.words import item_name


class ItemSummary(NamedTuple):
    """What became of one item of the routine."""

    item: int
    id: str
    """The exercise's id, or "heat", "cold", "rest"."""
    name: str
    planned: int
    """Reps (both sides counted), timed positions, self-paced sets or pack periods planned."""
    done: int
    partial: int
    skipped: int
    """Of these: done whole, begun, and not done. planned = done + partial + skipped."""
    active_s: float
    """Seconds of work, pauses not counted."""
    contact_s: float
    """Seconds a pack was on the skin, overtime included; 0 for exercises."""
    why: str
    """The reason most places were not done whole; empty if all were."""


class Summary(NamedTuple):
    items: tuple[ItemSummary, ...]
    ending: str
    active_s: float
    pain_high: int | None
    """Highest pain said during the session, 0-10."""


_RANK = {Outcome.DONE: 2, Outcome.PARTIAL: 1, Outcome.SKIPPED: 0}


def summarise(routine: Routine, steps: tuple[Step, ...], events: Iterable[Event]) -> Summary:
    """Fold the events of a session, all its attempts, into what was done.

    Of several attempts at a place the best counts, and only once; a place that no event
    speaks of was not reached: skipped.
    """
    best: dict[int, StepEnded] = {}
    active_s: Counter[int] = Counter()
    pains: list[int] = []
    ending = ""
    for event in events:
        match event:
            case StepEnded():
                active_s[event.step_index] += event.active_s  # type: ignore[assignment]  # Counter of floats
                known = best.get(event.step_index)
                if known is None or _RANK[event.outcome] > _RANK[known.outcome]:
                    best[event.step_index] = event
            case PainSaid():
                pains.append(event.pain)
            case SessionEnded():
                ending = event.ending
            case _:
                pass
    items = tuple(
        _item_summary(routine, steps, number, best, active_s)
        for number, item in enumerate(routine.items)
        if isinstance(item, (Work, ThermalPlan))
    )
    total_s = sum(item.active_s for item in items)
    return Summary(items, ending, total_s, max(pains, default=None))


def _item_summary(
    routine: Routine,
    steps: tuple[Step, ...],
    number: int,
    best: dict[int, StepEnded],
    active_s: Counter[int],
) -> ItemSummary:
    item = routine.items[number]
    here = [at for at, step in enumerate(steps) if step.place.item == number]
    places = [at for at in here if steps[at].kind in EXERCISE or steps[at].kind is Kind.APPLY]
    outcomes = Counter(best[at].outcome if at in best else Outcome.SKIPPED for at in places)
    whys = Counter(best[at].why for at in places if at in best and best[at].why)
    contact = [at for at in here if steps[at].kind in (Kind.APPLY, Kind.ALARM)]
    worked = [at for at in here if steps[at].kind in EXERCISE]
    return ItemSummary(
        item=number,
        id=item.exercise.id if isinstance(item, Work) else _pack_id(item),
        name=item_name(item),
        planned=len(places),
        done=outcomes[Outcome.DONE],
        partial=outcomes[Outcome.PARTIAL],
        skipped=outcomes[Outcome.SKIPPED],
        active_s=sum(active_s[at] for at in worked),
        contact_s=sum(active_s[at] for at in contact),
        why=whys.most_common(1)[0][0] if whys else "",
    )


def _pack_id(item: object) -> str:
    return str(item.mode) if isinstance(item, ThermalPlan) else "rest"


def closing_lines(summary: Summary) -> tuple[str, ...]:
    """Return the summary as it is shown at the end, a line an item, the truth about each."""
    return tuple(_closing_line(item) for item in summary.items)


def _closing_line(item: ItemSummary) -> str:
    if item.contact_s:
        minutes, seconds = divmod(round(item.contact_s), 60)
        return f"{item.name}: on for {minutes} min {seconds} s in all."
    if item.done == item.planned:
        return f"{item.name}: done."
    if not item.done and not item.partial:
        return f"{item.name}: not done{_because(item.why)}."
    begun = f", {item.partial} begun" if item.partial else ""
    return f"{item.name}: {item.done} of {item.planned} done{begun}{_because(item.why)}."


def _because(why: str) -> str:
    said: dict[str, str] = {
        Why.NEXT: "skipped",
        Why.HURTS: "it hurt",
        Why.LEG: "pain further down the leg",
        Why.EASED: "fewer, because it hurt",
    }
    return f" ({said.get(why, why)})" if why else ""
