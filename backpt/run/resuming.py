"""What was broken off: whether it is gone on with, where, or closed as it was left (DESIGN 10).

Asks and looks up; where a session goes on is decided in ``session/resume.py``.
"""

from __future__ import annotations

from typing import NamedTuple

from backpt.errors import BackptError, SafetyStop
from backpt.intake.today_card import LEAVE
from backpt.journal.reader import all_unfinished, unfinished
from backpt.journal.recorder import Journal, open_or_spill
from backpt.language import speech
from backpt.language.words import item_name
from backpt.prescription.durations import ago
from backpt.prescription.model import Rest, Routine, ThermalPlan, periods
from backpt.run.console import Desk
from backpt.run.request import Order
from backpt.run.screening import NONE, Screen
from backpt.safety.answers import Answers, profile_of
from backpt.safety.clearance import allowed_routine, kept_limits
from backpt.safety.days import FLARE_UP_ROUTINE, Leg
from backpt.safety.easing import Eased, eased_rest
from backpt.safety.readiness import CheckIn, Decision, Readiness
from backpt.session.compile import COMPILER, flatten
from backpt.session.events import Ending, StepBegan
from backpt.session.keymap import Means, option
from backpt.session.records import ICEPACK, RESUME_WITHIN_S, Unfinished
from backpt.session.resume import (
    ResumePoint,
    are_packs_over,
    as_left,
    pack_on_s,
    resume_point,
    steps_then,
)
from backpt.session.steps import EXERCISE, Compiled, Place, Step
from backpt.session.summary import Summary
from backpt.session.views import Page


class Part(NamedTuple):
    """What is to be led now: all of an order, or the rest of one that was broken off."""

    compiled: Compiled
    pain_before: int | None
    point: ResumePoint | None = None
    old: Unfinished | None = None
    origin: float = 0.0
    """When the broken-off one began, on today's scale of time."""
    today: CheckIn | None = None
    """What was said before it, or before it goes on."""
    asked: str = ""
    """The routine that was asked for, where another one is done."""
    lies_on_back: bool = True
    """Whether a rest that is offered in between may be one on the back."""
    told: tuple[str, ...] = ()
    """What precautions changed, where no page said it."""
    less: Decision | None = None
    """What made it less than was asked for; ``None``: nothing did, or it was declined."""

    @property
    def routine(self) -> Routine:
        return self.compiled.routine

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.compiled.steps


def broken_off_before(order: Order, desk: Desk) -> Unfinished | None:
    """Return the sitting to go on with, if there is one and the user wants it."""
    old = offered(order, desk)
    if old is None or order.resume:
        return old
    asked_for = order.routine.id in (old.routine.id, old.header.asked)
    if order.rehearsal or not desk.has_keyboard or not asked_for:
        return None
    said = f"You stopped {old.routine.name} {ago(old.age_s)}."
    options = (
        option(Means.YES, "yes, go on there"),
        option(Means.NO, "no, start afresh"),
        LEAVE,
    )
    if desk.ask(Page("Go on?", (said,), options), unasked=NONE) == NONE:
        return None
    return offered(order, desk)  # anew, because thinking about it took time


def can_go_on(order: Order, desk: Desk) -> bool:
    """Tell whether ``--resume`` finds something, as it will look for it."""
    return not order.rehearsal and offered(order._replace(resume=False), desk) is not None


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
    if old.header.kind == ICEPACK and are_packs_over(old.routine, speech, old.events):
        return None
    if old.went_down_the_leg and not order.resume and not is_pack_on(order, old):
        return None  # asked for by name it says why
    return old


def rest_allowed(order: Order, old: Unfinished, decision: Decision) -> Eased | None:
    """Return what today allows of ``old``; ``None``: nothing of it.

    An exercise that was begun keeps its dose, so that the place in it is found.
    """
    at = _broken_off_at(order, old)
    is_begun = any(
        isinstance(kept.event, StepBegan)
        and kept.mark is not None
        and kept.mark.kind in EXERCISE
        and kept.mark.place.item == at
        for kept in old.events
    )
    left = eased_rest(old.routine, order.library, decision, at + 1 if is_begun else at)
    is_lighter = left is not None and left.routine != old.routine
    if left is None or decision.kind is not Readiness.EASE or not (is_begun and is_lighter):
        return left
    name = item_name(old.routine.items[at])
    said = f"{name} goes on as it was; less from the next one on."
    return left._replace(sentences=(said, *left.sentences))


def _broken_off_at(order: Order, old: Unfinished) -> int:
    """Return the number of the item that ``old`` goes on with; past the last where none is
    left, and -1 before the first."""
    steps = flatten(old.routine, speech, order.manner)
    point = resume_point(old.events, steps, into_s=old.into_s)
    if point.first == len(steps):
        return len(old.routine.items)
    return steps[point.first].place.item


def instead_of_rest(decision: Decision) -> str:
    """Return why what was broken off is not gone on with, and what to start in its place."""
    if decision.kind is Readiness.FLARE_UP:
        how = f"To start it: backpt session {FLARE_UP_ROUTINE}"
    else:
        how = "To start them: backpt session, and the same answers again."
    return " ".join(filter(None, (decision.sentence, decision.contact, how)))


def later(old: Unfinished, by_s: float) -> Unfinished:
    """Return ``old`` as it is so many seconds after it was read."""
    return old._replace(into_s=old.into_s + by_s, age_s=old.age_s + by_s)


def with_said(part: Part, today: CheckIn, *, takes: bool = True) -> Part:
    """Return ``part``, which goes on, with what was said before that; ``takes``: with what
    today allows.

    The pain that is kept stays that of its first start, and further down the leg stays said.
    """
    assert part.old is not None
    header = part.old.header
    pain = today.pain if header.pain_before is None else header.pain_before
    leg = header.leg if header.leg == Leg.FURTHER or today.leg is None else today.leg
    new = header.something_new or today.something_new
    less = today.decision if takes and today.decision.kind is not Readiness.GO_ON else None
    header = header._replace(
        pain_before=pain,
        leg=leg,
        something_new=new,
        settled=header.settled or today.settled,
        has_talked=header.has_talked or today.has_talked,
    )
    if less is not None:
        header = header._replace(rule=less.rule, reason=less.sentence)
    return part._replace(
        pain_before=part.pain_before if today.pain is None else today.pain,
        old=part.old._replace(header=header),
        today=today,
        less=less,
    )


def rest_of(
    order: Order, desk: Desk, old: Unfinished, routine: Routine, answers: Answers
) -> Part:
    """Recompile ``routine``, what today leaves of the kept prescription, and find the step. A
    pack never goes on with APPLY.

    What today's precautions block is left out, by name, packs too; nothing is swapped half
    way. Raises ``SafetyStop`` where they leave nothing, unless a pack is on: its alarm comes
    first, and of that pack no other period.
    """
    origin = desk.time.now() - old.into_s
    on = _pack_on(order, old)
    packs = kept_limits(old.routine, answers, must_be_asked=not order.rehearsal)
    profile = profile_of(answers)
    allowed = allowed_routine(routine, order.library, profile, packs.never, replace=False)
    routine = allowed.routine if on is None else _with_last_period(allowed.routine, old, on)
    steps = flatten(routine, speech, order.manner)
    if on is None and (allowed.refused or not steps):
        raise SafetyStop(allowed.refused or " ".join(packs.sentences))
    point = resume_point(old.events, steps, into_s=old.into_s, origin=origin)
    pain, told = old.header.pain_before, (*allowed.sentences, *packs.sentences)
    return Part(Compiled(routine, steps), pain, point, old, origin, told=told)


def _pack_on(order: Order, old: Unfinished) -> Place | None:
    """Return the place of the pack that was on the skin when it broke off, if one was."""
    steps = flatten(old.routine, speech, order.manner)
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


def left_on(order: Order, desk: Desk) -> Unfinished | None:
    """Return the sitting of any kind that broke off with a pack on the skin, if one did in the
    last hours; ``None`` where it is the one to go on with, which begins with its alarm."""
    if order.rehearsal:
        return None
    try:
        lately = all_unfinished(order.paths.journal, desk.clock.wall())
        going_on = offered(order, desk) if order.resume else None
    except BackptError:  # said when the journal is opened
        return None
    for old in lately:
        if old.age_s <= RESUME_WITHIN_S and pack_on_s(old.events) is not None:
            return None if going_on and going_on.number == old.number else old
    return None


def alarm_of(order: Order, desk: Desk, old: Unfinished) -> Part:
    """Return the alarm of the pack that was on when ``old`` broke off, and nothing else."""
    origin = desk.time.now() - old.into_s
    on = _pack_on(order, old)
    assert on is not None
    nothing = old.routine._replace(items=tuple(Rest(0.0) for _ in old.routine.items))
    routine = _with_last_period(nothing, old, on)
    steps = flatten(routine, speech, order.manner)
    point = resume_point(old.events, steps, into_s=old.into_s, origin=origin)
    return Part(Compiled(routine, steps), old.header.pain_before, point, old, origin)


def is_pack_on(order: Order, old: Unfinished) -> bool:
    """Tell whether ``old`` broke off with a pack on the skin."""
    return _pack_on(order, old) is not None


def pack_is_on(order: Order, desk: Desk) -> bool:
    """Tell whether what is to go on with broke off with a pack on the skin: its alarm comes
    before any question."""
    old = offered(order, desk) if order.resume else None
    return old is not None and is_pack_on(order, old)


def close_old(order: Order, desk: Desk, journal: Journal) -> None:
    """Close what was broken off and is not gone on with, as it was left."""
    if not journal.keeps:
        return  # a journal that was refused cannot be read either, and that was said
    now = desk.clock.wall()
    for old in all_unfinished(order.paths.journal, now, rehearsal=order.rehearsal):
        if not journal.keeps:
            return  # it stays open, and is closed when the journal can be written again
        steps = steps_then(old.routine, speech, old.events)
        left = as_left(Compiled(old.routine, steps), speech, old.events, old.into_s)
        journal.resume(old, origin=0.0)
        journal.finish(left.ending, left.summary, ended_wall=old.started_wall + left.at_s)


def keep_refused(
    order: Order,
    screen: Screen,
    today: CheckIn,
    ending: Ending,
    going_on: Unfinished | None = None,
) -> None:
    """Keep a sitting that today's answers refused or the user left at them, that of
    ``going_on`` or a new one: what was said, and nothing done.

    It takes the place of what was broken off before, as any sitting does. Where it cannot be
    kept that is said; it never raises, because the stop is what matters.
    """
    journal = open_or_spill(order.paths.journal, screen.tell)
    now = screen.desk.clock.wall()
    pain = "" if today.pain is None else f"pain {today.pain}"
    sign = "a warning sign" if ending is Ending.EMERGENCY else ""
    try:
        close_old(order, screen.desk, journal)
        journal.begin(
            kind=order.kind,
            routine=going_on.routine if going_on else order.routine,
            compiler=COMPILER,
            started_wall=now,
            pain_before=today.pain,
            rehearsal=order.rehearsal,
            origin=screen.desk.time.now(),
            leg=today.leg,
            something_new=today.something_new,
            asked=going_on.header.asked if going_on else "",
            settled=today.settled,
        )
        nothing = Summary((), ending, 0.0, None)
        is_left = not sign and today.decision.kind is not Readiness.NOT_TODAY
        leg = "pain further down the leg" if is_left and today.leg is Leg.FURTHER else ""
        new = "something new" if is_left and today.something_new else ""
        why = ", ".join(filter(None, (sign, pain, leg, new)))
        journal.finish(ending, nothing, ended_wall=now, note=f"Not today: {why}.")
    except BackptError as error:
        screen.tell(str(error))
    finally:
        journal.close()
