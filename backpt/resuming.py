"""What was broken off: whether it is gone on with, where, or closed as it was left (DESIGN 10).

Asks and looks up; where a session goes on is decided in ``history/resume.py``.
"""

from __future__ import annotations

from typing import NamedTuple

from backpt.core.events import Ending
from backpt.core.model import Routine
from backpt.core.steps import Step
from backpt.core.summary import summarise
from backpt.core.timeline import flatten
from backpt.core.units import spoken
from backpt.core.views import Page
from backpt.desk import Desk
from backpt.errors import BackptError
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


def broken_off_before(order: Order, desk: Desk) -> Unfinished | None:
    """Return the sitting to go on with, if there is one and the user wants it."""
    old = offered(order, desk)
    if old is None or order.resume:
        return old
    if order.rehearsal or not desk.has_keyboard or old.routine.id != order.routine.id:
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


def rest_of(order: Order, desk: Desk, old: Unfinished) -> Part:
    """Recompile what was prescribed and find the step. A pack never goes on with APPLY."""
    steps = flatten(old.routine, order.manner)
    origin = desk.time.now() - old.into_s
    point = resume_point(old.events, steps, into_s=old.into_s, origin=origin)
    return Part(old.routine, steps, old.header.pain_before, point, old, origin)


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
