"""What was broken off: whether it is gone on with, where, or closed as it was left (DESIGN 10).

Asks and looks up; where a session goes on is decided in ``history/resume.py``.
"""

from __future__ import annotations

from typing import NamedTuple

from backpt.core.events import Ending
from backpt.core.model import Routine, ThermalPlan
from backpt.core.pack_words import periods
from backpt.core.profile import Profile
from backpt.core.readiness import Today
from backpt.core.steps import Place, Step
from backpt.core.summary import summarise
from backpt.core.timeline import flatten
from backpt.core.units import spoken
from backpt.core.views import Page
from backpt.desk import Desk
from backpt.errors import BackptError, SafetyStop
from backpt.fitting import PackLimits, allowed_routine
from backpt.history.journal import Journal
from backpt.history.reading import all_unfinished, unfinished
from backpt.history.resume import ResumePoint, resume_point
from backpt.history.rows import RESUME_WITHIN_S, Unfinished
from backpt.order import Order


class Part(NamedTuple):
    """What is to be led now: all of an order, or the rest of one that was broken off."""

    routine: Routine
    steps: tuple[Step, ...]
    pain_before: int | None
    point: ResumePoint | None = None
    old: Unfinished | None = None
    origin: float = 0.0
    """When the broken-off one began, on today's scale of time."""
    today: Today | None = None
    """What was said before it; ``None`` for one that goes on."""
    asked: str = ""
    """The routine that was asked for, where another one is done."""
    told: tuple[str, ...] = ()
    """What precautions changed, where no page said it."""


def broken_off_before(order: Order, desk: Desk) -> Unfinished | None:
    """Return the sitting to go on with, if there is one and the user wants it."""
    old = offered(order, desk)
    if old is None or order.resume:
        return old
    asked_for = order.routine.id in (old.routine.id, old.header.asked)
    if order.rehearsal or not desk.has_keyboard or not asked_for:
        return None
    said = f"You stopped {old.routine.name} {spoken(max(60.0, old.age_s // 60 * 60))} ago."
    page = Page("Go on?", (said,), "y go on there    n start afresh    q leave")
    if desk.ask(page, ("y", "n", "q"), unasked="n") == "n":
        return None
    return offered(order, desk)  # anew, because thinking about it took time


def offered(order: Order, desk: Desk) -> Unfinished | None:
    now = desk.clock.wall()
    try:
        old = unfinished(
            order.paths.journal,
            now,
            rehearsal=order.rehearsal,
            stopped_since_wall=now - RESUME_WITHIN_S,
        )
    except BackptError:
        if order.resume:
            raise
        return None
    if old is None or old.age_s > RESUME_WITHIN_S or old.header.kind != order.kind:
        return None
    return old


def rest_of(
    order: Order,
    desk: Desk,
    old: Unfinished,
    profile: Profile = Profile(),  # noqa: B008  # a value
    packs: PackLimits = PackLimits(),  # noqa: B008  # a value
) -> Part:
    """Recompile what was prescribed and find the step. A pack never goes on with APPLY.

    What today's precautions block is left out, by name, packs too; nothing is swapped half
    way. Raises ``SafetyStop`` where they leave nothing, unless a pack is on: its alarm comes
    first, and of that pack no other period.
    """
    origin = desk.time.now() - old.into_s
    on = _pack_on(order, old)
    allowed = allowed_routine(old.routine, order.library, profile, packs.never, replace=False)
    routine = allowed.routine if on is None else _with_last_period(allowed.routine, old, on)
    steps = flatten(routine, order.manner)
    if on is None and (allowed.refused or not steps):
        raise SafetyStop(allowed.refused or " ".join(packs.sentences))
    point = resume_point(old.events, steps, into_s=old.into_s, origin=origin)
    pain, told = old.header.pain_before, (*allowed.sentences, *packs.sentences)
    return Part(routine, steps, pain, point, old, origin, told=told)


def _pack_on(order: Order, old: Unfinished) -> Place | None:
    """Return the place of the pack that was on the skin when it broke off, if one was."""
    steps = flatten(old.routine, order.manner)
    point = resume_point(old.events, steps, into_s=old.into_s)
    return steps[point.first].place if point.contact_s else None


def _with_last_period(allowed: Routine, old: Unfinished, on: Place) -> Routine:
    """Return ``allowed`` with the pack at ``on`` up to its alarm, where it was left out."""
    plan = old.routine.items[on.item]
    if not isinstance(plan, ThermalPlan) or allowed.items[on.item] == plan:
        return allowed
    number = on.set_no or 1
    # Packs by turns have no other number of periods than three; this one is what it was.
    last = plan._replace(mode=periods(plan)[number - 1], cycles=number)
    items = (*allowed.items[: on.item], last, *allowed.items[on.item + 1 :])
    return allowed._replace(items=items)


def pack_is_on(order: Order, desk: Desk) -> bool:
    """Tell whether what is to go on with broke off with a pack on the skin: its alarm comes
    before any question."""
    old = offered(order, desk) if order.resume else None
    return old is not None and _pack_on(order, old) is not None


def close_old(order: Order, desk: Desk, journal: Journal) -> None:
    """Close what was broken off and is not gone on with, as it was left."""
    if not journal.keeps:
        return  # a journal that was refused cannot be read either, and that was said
    now = desk.clock.wall()
    for old in all_unfinished(order.paths.journal, now, rehearsal=order.rehearsal):
        if not journal.keeps:
            return  # it stays open, and is closed when the journal can be written again
        steps = flatten(old.routine)
        point = resume_point(old.events, steps, into_s=old.into_s)
        summary = summarise(old.routine, steps, point.events)
        journal.resume(old, origin=0.0)
        journal.finish(point.ending or Ending.STOPPED, summary, ended_wall=old.last_wall)
