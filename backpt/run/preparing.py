"""What is to be led now: every question that is due, and what their answers leave of an order.

The order of the questions stands here, and nowhere else: a pack that is on, the safety cards,
what was broken off, packs, precautions, today. Each is asked in a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from backpt.errors import SafetyStop
from backpt.journal.answers_file import read_answers
from backpt.journal.days import local_date
from backpt.language import speech
from backpt.prescription.model import Mode, Rest, Routine, Work
from backpt.run.console import Desk
from backpt.run.questions import (
    ask_about_earlier_packs,
    ask_about_packs,
    ask_signs,
    ask_to_ease,
    ask_to_talk,
    ask_today,
    asked_about_level,
    asked_about_trial,
    have_room,
    known_today,
    pack_limits,
    stop_for_today,
)
from backpt.run.request import Order
from backpt.run.resuming import (
    Part,
    broken_off_before,
    instead_of_rest,
    is_pack_on,
    keep_refused,
    later,
    pack_is_on,
    rest_allowed,
    rest_of,
    with_said,
)
from backpt.run.screening import QUESTIONS_FIRST, Screen, SignSaid, read_notes, screened
from backpt.safety.answers import Answers, Profile, is_due, profile_of
from backpt.safety.clearance import allowed_routine, checked, pack_modes
from backpt.safety.easing import eased, lies_on_back
from backpt.safety.precautions import Adapted
from backpt.safety.readiness import CheckIn, Readiness, is_wish
from backpt.safety.tables import SCREEN_AGAIN_DAYS
from backpt.safety.trial import why_refused
from backpt.session.events import Ending
from backpt.session.records import SESSION, Unfinished
from backpt.session.steps import Compiled


def screen_at(order: Order, desk: Desk, tell: Callable[[str], None]) -> Screen:
    """Return where the cards are asked in this sitting, with today's date where the user is."""
    today = local_date(desk.clock.wall())
    return Screen(desk, order.paths.answers, today, tell, rehearsal=order.rehearsal)


def part_of(order: Order, screen: Screen) -> Part:
    """Return what may be done now, after every question that is due.

    Raises ``SafetyStop`` where nothing may. A pack that is on comes before all questions.
    """
    if pack_is_on(order, screen.desk):
        answers, closed = _while_a_pack_is_on(screen)
    else:
        answers, closed = screened(screen), ""
        stop_for_today(order, screen.desk)
    old = broken_off_before(order, screen.desk)
    if old is None:
        part = _whole(order, screen, answers)
    elif is_pack_on(order, old):
        part = _after_the_pack(order, screen, answers, old, closed)
    else:
        part = _rest(order, screen, answers, old)
    return part._replace(lies_on_back=lies_on_back(order.library, profile_of(answers)))


def _while_a_pack_is_on(screen: Screen) -> tuple[Answers, str]:
    """Return the answers as they are kept, and why no exercise may follow the pack, if so."""
    answers, trouble = read_answers(screen.path)
    due = is_due(answers, screen.today, SCREEN_AGAIN_DAYS) or not answers.is_whole
    if trouble:
        return answers, f"{trouble}."
    if answers.ask_again or (due and screen.desk.has_keyboard):
        return answers, QUESTIONS_FIRST
    return answers, ""


def _after_the_pack(
    order: Order, screen: Screen, answers: Answers, old: Unfinished, closed: str
) -> Part:
    """Return the rest of ``old``, whose pack is on: no question, and only such exercise as is
    allowed unasked. ``closed`` says why none is, where something forbids it already."""
    today = known_today(order, screen.desk, old.number)
    closed = closed or why_refused(old.routine, order.library, profile_of(answers))
    left = None if closed else rest_allowed(order, old, today.decision)
    told = closed or ("" if left and left.routine == old.routine else today.decision.sentence)
    routine = left.routine if left else _no_exercise(old.routine)
    changes = (told, *(left.sentences if left else ()))
    takes = routine != old.routine
    part = with_said(rest_of(order, screen.desk, old, routine, answers), today, takes=takes)
    return part._replace(told=(*filter(None, changes), *part.told))


def _no_exercise(routine: Routine) -> Routine:
    """Return ``routine`` with nothing but its packs; items keep their numbers."""
    items = tuple(Rest(0.0) if isinstance(item, Work) else item for item in routine.items)
    return routine._replace(items=items)


def _rest(order: Order, screen: Screen, answers: Answers, old: Unfinished) -> Part:
    """Lay today's answers and precautions over the rest of what was broken off."""
    desk, since = screen.desk, screen.desk.time.now()
    if refused := why_refused(old.routine, order.library, profile_of(answers)):
        raise SafetyStop(refused)
    modes = pack_modes(old.routine)
    if modes and answers.packs_due and not order.rehearsal:
        answers = ask_about_packs(screen, answers, modes)
    rest_of(order, desk, old, old.routine, answers)  # says so before today is asked
    today = _asked_today(order, screen, answers, going_on=old)
    with _kept_if_left(order, screen, today, old):
        left = rest_allowed(order, old, today.decision)
        if left is None:
            raise SafetyStop(instead_of_rest(today.decision))
        is_lighter_already = (
            today.decision.kind is Readiness.EASE and left.routine == old.routine
        )
        takes = is_lighter_already or ask_to_ease(desk, today, left.sentences)
    old = later(old, desk.time.now() - since)
    routine = left.routine if takes else old.routine
    part = with_said(rest_of(order, desk, old, routine, answers), today, takes=takes)
    return part._replace(told=(*_wished(today, left.sentences), *part.told))


def _wished(today: CheckIn, changes: tuple[str, ...]) -> tuple[str, ...]:
    """Return what no page said, because it is only what the user asked for."""
    return (today.decision.sentence, *changes) if is_wish(today.decision) else ()


def _asked_today(
    order: Order,
    screen: Screen,
    answers: Answers,
    notes: tuple[str, ...] = (),
    *,
    going_on: Unfinished | None = None,
) -> CheckIn:
    """Return what today allows, after its questions. A day that is refused is kept: the worst
    days count too."""
    number = going_on.number if going_on else None
    beside = notes if have_room(order, screen.desk, notes, besides=number) else ()
    today = ask_today(order, screen, answers, beside, besides=number)
    refused = Ending.PAIN if today.decision.kind is Readiness.NOT_TODAY else None
    try:
        ask_signs(screen, answers, today)
    except SignSaid:
        refused = Ending.EMERGENCY
        raise
    finally:
        if refused is not None and not order.rehearsal:
            keep_refused(order, screen, today, refused, going_on)
    with _kept_if_left(order, screen, today, going_on):
        if beside != notes:
            read_notes(screen, notes)
        return ask_to_talk(screen.desk, today)


_TOO_MUCH = frozenset({Readiness.FLARE_UP, Readiness.REST_POSITIONS})
"""What is left of a day that is too much for the usual routine."""


@contextmanager
def _kept_if_left(
    order: Order, screen: Screen, today: CheckIn, going_on: Unfinished | None = None
) -> Iterator[None]:
    """Keep what was said where a day is too much, or something is new, and it ends before
    anything is begun: another day must know of it, as of one that was refused."""
    try:
        yield
    except BaseException:
        too_much = today.decision.kind in _TOO_MUCH or today.something_new
        if too_much and not order.rehearsal:
            keep_refused(order, screen, today, Ending.PAIN, going_on)
        raise


def _whole(order: Order, screen: Screen, answers: Answers) -> Part:
    """Lay precautions and today's answers over what was asked for."""
    desk, profile = screen.desk, profile_of(answers)
    asked = order.routine.id
    order = order._replace(routine=asked_about_trial(order, desk, profile))
    packs = pack_limits(order, screen, answers)
    ask_about_earlier_packs(order, desk, packs.never)
    allowed = allowed_routine(order.routine, order.library, profile, packs.never)
    if allowed.refused:
        raise SafetyStop(allowed.refused)
    notes = (*allowed.sentences, *packs.sentences)
    today = _asked_today(order, screen, answers, notes)
    with _kept_if_left(order, screen, today):
        allowed, takes, changes = _fitted(
            order, screen, profile, packs.never, today=today, notes=notes
        )
    was_shown = desk.has_keyboard and order.kind == SESSION and not order.rehearsal
    return Part(
        Compiled(allowed.routine, checked(allowed.routine, speech, order.manner)),
        today.pain,
        today=today,
        asked=asked if allowed.routine.id != asked else "",
        told=(*(() if was_shown else notes), *_wished(today, changes)),
        less=today.decision if takes and today.decision.kind is not Readiness.GO_ON else None,
    )


def _fitted(
    order: Order,
    screen: Screen,
    profile: Profile,
    never: tuple[Mode, ...],
    *,
    today: CheckIn,
    notes: tuple[str, ...],
) -> tuple[Adapted, bool, tuple[str, ...]]:
    """Return what today leaves of the routine of ``order``, whether less was taken, and what
    less changes; ``notes`` were read before. Raises ``Leaves`` and ``SafetyStop``."""
    desk = screen.desk
    allowed = allowed_routine(order.routine, order.library, profile, never)
    lighter = eased(order.routine, order.library, today.decision, profile.codes)
    chosen = asked_about_level(order, desk, today, lighter.routine)
    if chosen != order.routine:
        order = order._replace(routine=chosen)
        allowed = allowed_routine(chosen, order.library, profile, never)
        if desk.has_keyboard:
            read_notes(screen, _others(allowed.sentences, notes))
        lighter = eased(chosen, order.library, today.decision, profile.codes)
    lighter_allowed = allowed_routine(lighter.routine, order.library, profile, never)
    changes = (*lighter.sentences, *_others(lighter_allowed.sentences, allowed.sentences))
    takes = ask_to_ease(desk, today, changes)
    fitted = lighter_allowed if takes else allowed
    if fitted.refused:
        raise SafetyStop(fitted.refused)
    return fitted, takes, changes


def _others(sentences: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence not in said)
