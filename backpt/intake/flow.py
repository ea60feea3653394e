"""The evening as a conversation: every question that is due, and what their answers leave.

Pure: a generator of prompts that is sent replies (``intake/prompts.py``). The order of the
questions stands here, and in no other file: ``plan_session`` begins (a pack that is on, the
safety cards, what was broken off), ``_whole`` or ``_rest`` goes on (packs, precautions), both
by ``_asked_today``, then doing less, and before a whole routine the card of the week comes
last. Each is asked in a module of its own; the order on the card of today is ``_asks`` in
``intake/today_card.py``.
"""

from __future__ import annotations

from backpt.errors import SafetyStop
from backpt.intake.known import BrokenOffSession, Known, Request
from backpt.intake.limits import compile_within_limits
from backpt.intake.pack_questions import ask_about_earlier_packs, ask_about_packs, pack_limits
from backpt.intake.prompts import Conversation, KeepDay, SignSaid
from backpt.intake.screening import Screening, read_notes, screened
from backpt.intake.today import (
    ask_signs,
    ask_to_ease,
    ask_to_talk,
    ask_today,
    asked_about_level,
    asked_about_trial,
    have_room,
    is_asked,
    known_today,
    stop_for_today,
)
from backpt.intake.unfinished import (
    SessionPlan,
    allowed_remainder,
    choose_broken_off,
    instead_of_rest,
    remaining_plan,
    with_check_in,
)
from backpt.language import advice, clearance, easing, refusals, speech
from backpt.prescription.model import Mode, Rest, Routine, Work
from backpt.safety.answers import Answers, Profile, is_due, profile_of
from backpt.safety.clearance import allowed_routine, pack_modes
from backpt.safety.days import leg_went_down
from backpt.safety.easing import eased, lies_on_back
from backpt.safety.precautions import Adapted, forbids_trial
from backpt.safety.readiness import CheckIn, Readiness, is_wish
from backpt.safety.tables import SCREEN_AGAIN_DAYS
from backpt.session.events import Ending
from backpt.session.records import SESSION, Unfinished
from backpt.session.steps import Compiled


def plan_session(
    request: Request, known: Known, screening: Screening
) -> Conversation[SessionPlan]:
    """Return what may be done now, after every question that is due.

    Raises ``SafetyStop`` where nothing may, and ``UserLeft``. A pack that is on comes before
    all questions.
    """
    resumed = known.broken_off if request.resume else None
    if resumed is not None and resumed.is_pack_on:
        answers, closed = _while_a_pack_is_on(known, screening)
    else:
        answers, closed = (yield from screened(screening)), ""
        stop_for_today(request, known)
    found = yield from choose_broken_off(request, known)
    if found is None:
        plan = yield from _whole(request, known, screening, answers)
    elif found.is_pack_on:
        plan = _after_the_pack(request, known, answers, found, closed)
    else:
        plan = yield from _rest(request, known, screening, answers, found)
    return plan._replace(lies_on_back=lies_on_back(request.library, profile_of(answers)))


def _while_a_pack_is_on(known: Known, screening: Screening) -> tuple[Answers, str]:
    """Return the answers as they are kept, and why no exercise may follow the pack, if so."""
    answers = known.answers
    due = is_due(answers, screening.today, SCREEN_AGAIN_DAYS) or not answers.is_whole
    if known.trouble:
        return answers, f"{known.trouble}."
    if answers.ask_again or (due and known.has_keyboard):
        return answers, refusals.QUESTIONS_FIRST
    return answers, ""


def _after_the_pack(
    request: Request, known: Known, answers: Answers, found: BrokenOffSession, closed: str
) -> SessionPlan:
    """Return the rest of ``found``, whose pack is on: no question, and only such exercise as
    is allowed unasked. ``closed`` says why none is, where something forbids it already."""
    asked = found.old.routine
    today = known_today(request, known, goes_on=True)
    if not closed and forbids_trial(asked, profile_of(answers)):
        closed = refusals.trial_refused(asked, request.library)
    left = None if closed else allowed_remainder(request, found, today.decision)
    is_as_it_was = left is not None and left.routine == asked
    told = closed or ("" if is_as_it_was else advice.decision_words(today.decision))
    routine = left.routine if left else _no_exercise(asked)
    changes = (told, *(easing.eased_lines(left) if left else ()))
    plan = remaining_plan(request, found, routine, answers)
    plan = with_check_in(plan, today, takes=routine != asked)
    return plan._replace(told=(*filter(None, changes), *plan.told))


def _no_exercise(routine: Routine) -> Routine:
    """Return ``routine`` with nothing but its packs; items keep their numbers."""
    items = tuple(Rest(0.0) if isinstance(item, Work) else item for item in routine.items)
    return routine._replace(items=items)


def _rest(
    request: Request,
    known: Known,
    screening: Screening,
    answers: Answers,
    found: BrokenOffSession,
) -> Conversation[SessionPlan]:
    """Lay today's answers and precautions over the rest of what was broken off."""
    asked = found.old.routine
    if forbids_trial(asked, profile_of(answers)):
        raise SafetyStop(refusals.trial_refused(asked, request.library))
    modes = pack_modes(asked)
    if modes and answers.packs_due and not request.rehearsal:
        answers = yield from ask_about_packs(screening, answers, modes)
    plan = remaining_plan(request, found, asked, answers)  # a stop comes before today is asked
    today = yield from _asked_today(request, known, screening, answers, going_on=found.old)
    try:
        left = allowed_remainder(request, found, today.decision)
        if left is None:
            raise SafetyStop(instead_of_rest(today.decision))
        is_lighter_already = today.decision.kind is Readiness.EASE and left.routine == asked
        takes = is_lighter_already or (yield from ask_to_ease(today, easing.eased_lines(left)))
    except GeneratorExit:
        raise
    except BaseException:
        yield from _keep_if_too_much(request, today, found.old)
        raise
    if takes and left.routine != asked:
        plan = remaining_plan(request, found, left.routine, answers)
    plan = with_check_in(plan, today, takes=takes)
    return plan._replace(told=(*_wished(today, easing.eased_lines(left)), *plan.told))


def _wished(today: CheckIn, changes: tuple[str, ...]) -> tuple[str, ...]:
    """Return what no page said, because it is only what the user asked for."""
    return (advice.decision_words(today.decision), *changes) if is_wish(today.decision) else ()


def _asked_today(
    request: Request,
    known: Known,
    screening: Screening,
    answers: Answers,
    notes: tuple[str, ...] = (),
    *,
    going_on: Unfinished | None = None,
) -> Conversation[CheckIn]:
    """Return what today allows, after its questions. A day that is refused is kept: the worst
    days count too."""
    goes_on = going_on is not None
    has_room = yield from have_room(request, known, notes, goes_on=goes_on)
    beside = notes if has_room else ()
    today = yield from ask_today(request, known, screening, answers, beside, goes_on=goes_on)
    refused = Ending.PAIN if today.decision.kind is Readiness.NOT_TODAY else None
    try:
        yield from ask_signs(screening, answers, today)
    except GeneratorExit:
        raise
    except BaseException as stop:
        ending = Ending.EMERGENCY if isinstance(stop, SignSaid) else refused
        if ending is not None and not request.rehearsal:
            yield KeepDay(today, ending, going_on)
        raise
    try:
        if beside != notes:
            yield from read_notes(notes)
        return (yield from ask_to_talk(today))
    except GeneratorExit:
        raise
    except BaseException:
        yield from _keep_if_too_much(request, today, going_on)
        raise


_TOO_MUCH = frozenset({Readiness.FLARE_UP, Readiness.REST_POSITIONS})
"""What is left of a day that is too much for the usual routine."""


def _keep_if_too_much(
    request: Request, today: CheckIn, going_on: Unfinished | None = None
) -> Conversation[None]:
    """Keep what was said where a day is too much, or something is new, and it ends before
    anything is begun: another day must know of it, as of one that was refused."""
    too_much = today.decision.kind in _TOO_MUCH or today.something_new
    if too_much and not request.rehearsal:
        yield KeepDay(today, Ending.PAIN, going_on)


def _whole(
    request: Request, known: Known, screening: Screening, answers: Answers
) -> Conversation[SessionPlan]:
    """Lay precautions and today's answers over what was asked for."""
    went_down = leg_went_down(known.past.before.sessions)
    profile, asked = profile_of(answers)._replace(leg_went_down=went_down), request.routine
    trial = yield from asked_about_trial(request, profile, has_keyboard=known.has_keyboard)
    request = request._replace(routine=trial)
    packs = yield from pack_limits(request, screening, answers)
    yield from ask_about_earlier_packs(request, known, packs.never)
    allowed = allowed_routine(request.routine, request.library, profile, packs.never)
    if allowed.refused:
        raise SafetyStop(clearance.refused_words(allowed.refused))
    notes = (*clearance.adapted_lines(allowed), *clearance.limit_lines(packs))
    today = yield from _asked_today(request, known, screening, answers, notes)
    try:
        allowed, takes, changes = yield from _fitted(
            request, known, profile, packs.never, today=today, notes=notes
        )
        yield from _asked_about_week(request, known)
    except GeneratorExit:
        raise
    except BaseException:
        yield from _keep_if_too_much(request, today)
        raise
    routine = allowed.routine
    is_as_asked = routine == asked and bool(known.steps)
    steps = (
        known.steps if is_as_asked else compile_within_limits(routine, speech, request.manner)
    )
    was_shown = known.has_keyboard and request.kind == SESSION and not request.rehearsal
    return SessionPlan(
        Compiled(routine, steps),
        today.pain,
        today=today,
        asked=asked.id if routine.id != asked.id else "",
        told=(*(() if was_shown else notes), *_wished(today, changes)),
        less=today.decision if takes and today.decision.kind is not Readiness.GO_ON else None,
    )


def _asked_about_week(request: Request, known: Known) -> Conversation[None]:
    """Ask the card of the week where it is due: last, once it is clear that something will be
    done today, so that a day that is refused does not cost it."""
    activities = known.past.week_asks
    if activities is None or not is_asked(request, known):
        return
    from backpt.intake.week_card import ask_about_week

    yield from ask_about_week(activities)


def _fitted(
    request: Request,
    known: Known,
    profile: Profile,
    never: tuple[Mode, ...],
    *,
    today: CheckIn,
    notes: tuple[str, ...],
) -> Conversation[tuple[Adapted, bool, tuple[str, ...]]]:
    """Return what today leaves of the routine that was asked for, whether less was taken, and
    what less changes; ``notes`` were read before. Raises ``UserLeft`` and ``SafetyStop``."""
    library = request.library
    allowed = allowed_routine(request.routine, library, profile, never)
    lighter = eased(request.routine, library, today.decision, profile.codes)
    chosen = yield from asked_about_level(request, known, today, lighter.routine)
    if chosen != request.routine:
        allowed = allowed_routine(chosen, library, profile, never)
        if known.has_keyboard:
            yield from read_notes(_others(clearance.adapted_lines(allowed), notes))
        lighter = eased(chosen, library, today.decision, profile.codes)
    lighter_allowed = allowed_routine(lighter.routine, library, profile, never)
    more = clearance.adapted_lines(lighter_allowed)
    others = _others(more, clearance.adapted_lines(allowed))
    changes = (*easing.eased_lines(lighter), *others)
    takes = yield from ask_to_ease(today, changes)
    fitted = lighter_allowed if takes else allowed
    if fitted.refused:
        raise SafetyStop(clearance.refused_words(fitted.refused))
    return fitted, takes, changes


def _others(sentences: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence not in said)
