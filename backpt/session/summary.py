"""What was done: pure folds over the events of a session. Each place is credited once."""

from collections import Counter
from collections.abc import Iterable
from itertools import starmap

from backpt.prescription.model import ThermalPlan, Work
from backpt.session.events import (
    Event,
    LegPainReported,
    Outcome,
    PainReported,
    SessionEnded,
    StepEnded,
    UnsureReported,
)
from backpt.session.speech import Speech
from backpt.session.steps import EXERCISE, Compiled, Step, StepKind
from backpt.values import NamedTuple


class ItemSummary(NamedTuple):
    """What became of one item of the routine."""

    item: int
    id: str
    """The exercise's id, or "heat", "cold"."""
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


class Said(NamedTuple):
    """What was said during an item of the routine, by "it hurts"."""

    item: int
    pain: int | None
    """0-10; ``None``: pain went further down the leg."""


class Compared(NamedTuple):
    """How the leg was after an item of a trial, compared with before it."""

    item: int
    answer: str
    """``events.SAME`` or ``CLOSER``; further is in ``Said``."""


class Summary(NamedTuple):
    items: tuple[ItemSummary, ...]
    ending: str
    active_s: float
    pain_high: int | None
    """Highest pain said during the session, 0-10."""
    said: tuple[Said, ...] = ()
    """In the order in which it was said."""
    legs: tuple[Compared, ...] = ()
    """In the order of the routine."""
    unsure: tuple[str, ...] = ()
    """Ids of the exercises of which it is not clear how they are done, as they were marked."""

    @property
    def contact_s(self) -> float:
        """How long packs were on, in seconds."""
        return sum(item.contact_s for item in self.items)


_RANK = {Outcome.DONE: 2, Outcome.PARTIAL: 1, Outcome.SKIPPED: 0}


def summarise(compiled: Compiled, speech: Speech, events: Iterable[Event]) -> Summary:
    """Fold the events of a session, all its attempts, into what was done.

    Of several attempts at a place the best counts, and only once; a place that no event
    speaks of was not reached: skipped.
    """
    routine, steps = compiled
    best: dict[int, StepEnded] = {}
    active_s: Counter[int] = Counter()
    said: list[Said] = []
    legs: dict[int, str] = {}
    unsure: dict[str, None] = {}
    ending = ""
    for event in events:
        match event:
            case StepEnded():
                active_s[event.step_index] += event.active_s  # type: ignore[assignment]  # Counter of floats
                known = best.get(event.step_index)
                if known is None or _RANK[event.outcome] > _RANK[known.outcome]:
                    best[event.step_index] = event
                if event.answer:
                    legs[steps[event.step_index].place.item] = event.answer
            case PainReported():
                said.append(Said(steps[event.step_index].place.item, event.pain))
            case LegPainReported():
                said.append(Said(steps[event.step_index].place.item, None))
            case UnsureReported():
                unsure[event.exercise] = None
            case SessionEnded():
                ending = event.ending
            case _:
                pass
    items = tuple(
        _item_summary(item, speech, steps, number, best=best, active_s=active_s)
        for number, item in enumerate(routine.items)
        if isinstance(item, (Work, ThermalPlan))
    )
    total_s = sum(item.active_s for item in items)
    pains = (one.pain for one in said if one.pain is not None)
    pain_high = max(pains, default=None)
    compared = tuple(starmap(Compared, sorted(legs.items())))
    return Summary(items, ending, total_s, pain_high, tuple(said), compared, tuple(unsure))


def _item_summary(
    item: Work | ThermalPlan,
    speech: Speech,
    steps: tuple[Step, ...],
    number: int,
    *,
    best: dict[int, StepEnded],
    active_s: Counter[int],
) -> ItemSummary:
    here = [at for at, step in enumerate(steps) if step.place.item == number]
    places = [
        at for at in here if steps[at].kind in EXERCISE or steps[at].kind is StepKind.APPLY
    ]
    outcomes = Counter(best[at].outcome if at in best else Outcome.SKIPPED for at in places)
    whys = Counter(best[at].why for at in places if at in best and best[at].why)
    contact = [at for at in here if steps[at].kind in (StepKind.APPLY, StepKind.ALARM)]
    worked = [at for at in here if steps[at].kind in EXERCISE]
    return ItemSummary(
        item=number,
        id=item.exercise.id if isinstance(item, Work) else str(item.mode),
        name=speech.item_name(item),
        planned=len(places),
        done=outcomes[Outcome.DONE],
        partial=outcomes[Outcome.PARTIAL],
        skipped=outcomes[Outcome.SKIPPED],
        active_s=sum(active_s[at] for at in worked),
        contact_s=sum(active_s[at] for at in contact),
        why=whys.most_common(1)[0][0] if whys else "",
    )
