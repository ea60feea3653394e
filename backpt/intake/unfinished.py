"""What was broken off: whether it is gone on with, and what is left of it (DESIGN 10). Pure.

Where a session goes on is decided in ``session/resume.py``.
"""

from backpt.errors import SafetyStop
from backpt.intake import today_card
from backpt.intake.known import BrokenOffSession, Known, Past, Request
from backpt.intake.prompts import Conversation, ask, elapsed_s
from backpt.intake.screening import NONE
from backpt.language import advice, clearance, resuming, speech, words
from backpt.prescription.model import Rest, Routine, ThermalPlan, periods
from backpt.safety.answers import Answers, profile_of
from backpt.safety.clearance import allowed_routine, kept_limits
from backpt.safety.days import Leg
from backpt.safety.easing import Eased, eased_rest
from backpt.safety.readiness import CheckIn, Decision, Readiness
from backpt.session.compile import Manner, flatten
from backpt.session.events import StepBegan
from backpt.session.records import ICEPACK, RESUME_WITHIN_S, Unfinished
from backpt.session.resume import ResumePoint, are_packs_over, pack_on_s, resume_point
from backpt.session.steps import EXERCISE, Compiled, Place, Step
from backpt.values import NamedTuple


class SessionPlan(NamedTuple):
    """What is to be done now: all that was asked for, or the rest of what was broken off."""

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


def broken_off(old: Unfinished, manner: Manner, now: float) -> BrokenOffSession:
    """Return ``old`` compiled, with the step where it goes on; ``now`` on today's scale."""
    steps, origin = flatten(old.routine, speech, manner), now - old.into_s
    point = resume_point(old.events, steps, into_s=old.into_s, origin=origin)
    return BrokenOffSession(old, steps, point, origin)


def may_go_on(request: Request, past: Past, now: float) -> BrokenOffSession | None:
    """Return what may go on, of the kind that was asked for, at ``now`` of today's scale."""
    old = past.latest
    if old is None or old.age_s > RESUME_WITHIN_S or old.header.kind != request.kind:
        return None
    if old.header.kind == ICEPACK and are_packs_over(old.routine, speech, old.events):
        return None
    found = broken_off(old, request.manner, now)
    if old.went_down_the_leg and not request.resume and not found.is_pack_on:
        return None  # asked for by name it says why
    return found


def choose_broken_off(request: Request, known: Known) -> Conversation[BrokenOffSession | None]:
    """Return the session to go on with, if there is one and the user wants it."""
    found = yield from _still(known)
    if found is None or request.resume:
        return found
    old = found.old
    asked_for = request.routine.id in (old.routine.id, old.header.asked)
    if request.rehearsal or not known.has_keyboard or not asked_for:
        return None
    page = today_card.go_on_page(old.routine, old.age_s)
    if (yield from ask(page, unasked=NONE)) == NONE:
        return None
    return (yield from _still(known))  # anew, because thinking about it took time


def _still(known: Known) -> Conversation[BrokenOffSession | None]:
    """Return what was broken off as it is by now; ``None`` once that is too long ago."""
    if known.broken_off is None:
        return None
    found = known.broken_off.aged((yield from elapsed_s()))
    return found if found.old.age_s <= RESUME_WITHIN_S else None


def allowed_remainder(
    request: Request, found: BrokenOffSession, decision: Decision
) -> Eased | None:
    """Return what today allows of ``found``; ``None``: nothing of it.

    An exercise that was begun keeps its dose, so that the place in it is found.
    """
    old, at = found.old, _broken_off_at(found)
    is_begun = any(
        isinstance(kept.event, StepBegan)
        and kept.mark is not None
        and kept.mark.kind in EXERCISE
        and kept.mark.place.item == at
        for kept in old.events
    )
    left = eased_rest(old.routine, request.library, decision, at + 1 if is_begun else at)
    is_lighter = left is not None and left.routine != old.routine
    if left is None or decision.kind is not Readiness.EASE or not (is_begun and is_lighter):
        return left
    return left._replace(goes_on=words.item_name(old.routine.items[at]))


def _broken_off_at(found: BrokenOffSession) -> int:
    """Return the number of the item that goes on; past the last where none is left, and -1
    before the first."""
    first = found.point.first
    if first == len(found.steps):
        return len(found.old.routine.items)
    return found.steps[first].place.item


def instead_of_rest(decision: Decision) -> str:
    """Return why what was broken off is not gone on with, and what to start in its place."""
    how = resuming.how_to_start(decision.kind)
    return " ".join(filter(None, (advice.with_contact(decision), how)))


def with_check_in(plan: SessionPlan, today: CheckIn, *, takes: bool = True) -> SessionPlan:
    """Return ``plan``, which goes on, with what was said before that; ``takes``: with what
    today allows.

    The pain that is kept stays that of its first start, and further down the leg stays said.
    """
    assert plan.old is not None
    header = plan.old.header
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
        header = header._replace(rule=less.rule, reason=advice.decision_words(less))
    return plan._replace(
        pain_before=plan.pain_before if today.pain is None else today.pain,
        old=plan.old._replace(header=header),
        today=today,
        less=less,
    )


def remaining_plan(
    request: Request, found: BrokenOffSession, routine: Routine, answers: Answers
) -> SessionPlan:
    """Return the plan for ``routine``, which today leaves of the kept prescription. A pack
    never goes on with APPLY.

    What today's precautions block is left out, by name, packs too; nothing is swapped half
    way. Raises ``SafetyStop`` where they leave nothing, unless a pack is on: its alarm comes
    first, and of that pack no other period.
    """
    old, on = found.old, _pack_on(found)
    packs = kept_limits(old.routine, answers, must_be_asked=not request.rehearsal)
    profile = profile_of(answers)
    allowed = allowed_routine(routine, request.library, profile, packs.never, replace=False)
    routine = allowed.routine if on is None else _with_last_period(allowed.routine, old, on)
    laid = _laid_over(request, found, routine)
    if on is None and (allowed.refused or not laid.steps):
        if allowed.refused:
            raise SafetyStop(clearance.refused_words(allowed.refused))
        raise SafetyStop(" ".join(clearance.limit_lines(packs)))
    told = (*clearance.adapted_lines(allowed), *clearance.limit_lines(packs))
    return _plan(laid, routine)._replace(told=told)


def _laid_over(request: Request, found: BrokenOffSession, routine: Routine) -> BrokenOffSession:
    """Return ``found`` with the steps of ``routine``; compiled again only where it differs."""
    if routine == found.old.routine:
        return found
    steps = flatten(routine, speech, request.manner)
    old, origin = found.old, found.origin
    point = resume_point(old.events, steps, into_s=old.into_s, origin=origin)
    return found._replace(steps=steps, point=point)


def _plan(found: BrokenOffSession, routine: Routine) -> SessionPlan:
    old = found.old
    pain = old.header.pain_before
    return SessionPlan(Compiled(routine, found.steps), pain, found.point, old, found.origin)


def _pack_on(found: BrokenOffSession) -> Place | None:
    """Return the place of the pack that was on the skin when it broke off, if one was."""
    return found.steps[found.point.first].place if found.is_pack_on else None


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


def left_on(request: Request, known: Known) -> Unfinished | None:
    """Return the session of any kind that broke off with a pack on the skin, if one did in the
    last hours; ``None`` where it is the one to go on with, which begins with its alarm."""
    if request.rehearsal:
        return None
    going_on = known.broken_off if request.resume else None
    for old in known.past.left_open:
        if old.age_s <= RESUME_WITHIN_S and pack_on_s(old.events) is not None:
            return None if going_on and going_on.old.number == old.number else old
    return None


def alarm_plan(request: Request, old: Unfinished, now: float) -> SessionPlan:
    """Return the alarm of the pack that was on when ``old`` broke off, and nothing else."""
    found = broken_off(old, request.manner, now)
    on = _pack_on(found)
    assert on is not None
    nothing = old.routine._replace(items=tuple(Rest(0.0) for _ in old.routine.items))
    routine = _with_last_period(nothing, old, on)
    return _plan(_laid_over(request, found, routine), routine)
