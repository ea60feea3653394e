"""What is to be led now: every question that is due, and what their answers leave of an order.

The order of the questions stands here, and nowhere else: a pack that is on, the safety cards,
what was broken off, packs, precautions, today. Each is asked in a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from backpt.answers import read_answers
from backpt.cards import QUESTIONS_FIRST, Screen, screened
from backpt.core.answering import Answers, is_due, profile_of
from backpt.core.easing import eased
from backpt.core.model import Rest, Work
from backpt.core.profile import Profile
from backpt.core.safety_cards import SCREEN_AGAIN_DAYS
from backpt.desk import Desk
from backpt.errors import SafetyStop
from backpt.fitting import allowed_routine, checked, kept_limits
from backpt.history.rows import SESSION, Unfinished
from backpt.order import Order
from backpt.questions import (
    ask_about_earlier_packs,
    ask_to_ease,
    ask_today,
    pack_limits,
    stop_if_too_much,
)
from backpt.resuming import Part, broken_off_before, pack_is_on, rest_of


def screen_at(order: Order, desk: Desk, tell: Callable[[str], None]) -> Screen:
    """Return where the cards are asked in this sitting, with today's date where the user is."""
    from datetime import UTC, datetime

    today = datetime.fromtimestamp(desk.clock.wall(), UTC).astimezone().date().isoformat()
    return Screen(desk, order.paths.answers, today, tell, rehearsal=order.rehearsal)


def part_of(order: Order, screen: Screen) -> Part:
    """Return what may be done now, after every question that is due.

    Raises ``SafetyStop`` where nothing may. A pack that is on comes before all questions.
    """
    if pack_is_on(order, screen.desk):
        answers, closed = _while_a_pack_is_on(screen)
    else:
        answers, closed = screened(screen), ""
    old = broken_off_before(order, screen.desk)
    profile = profile_of(answers)
    if old is None:
        return _whole(order, screen, answers, profile)
    limits = kept_limits(old.routine, answers)
    if closed:
        part = rest_of(order, screen.desk, _no_exercise(old), profile, limits)
        return part._replace(old=old, told=(closed, *part.told))
    stop_if_too_much(order, screen, answers, old.routine.id)
    return rest_of(order, screen.desk, old, profile, limits)


def _while_a_pack_is_on(screen: Screen) -> tuple[Answers, str]:
    """Return the answers as they are kept, and why no exercise may follow the pack, if so."""
    answers, trouble = read_answers(screen.path)
    due = is_due(answers, screen.today, SCREEN_AGAIN_DAYS) or not answers.is_whole
    if trouble:
        return answers, f"{trouble}."
    if answers.ask_again or (due and screen.desk.has_keyboard):
        return answers, QUESTIONS_FIRST
    return answers, ""


def _no_exercise(old: Unfinished) -> Unfinished:
    """Return ``old`` with nothing but its packs; items keep their numbers."""
    items = tuple(Rest(0.0) if isinstance(item, Work) else item for item in old.routine.items)
    return old._replace(routine=old.routine._replace(items=items))


def _whole(order: Order, screen: Screen, answers: Answers, profile: Profile) -> Part:
    """Lay precautions and today's answers over what was asked for."""
    desk = screen.desk
    packs = pack_limits(order, screen, answers)
    ask_about_earlier_packs(order, desk, packs.never)
    allowed = allowed_routine(order.routine, order.library, profile, packs.never)
    if allowed.refused:
        raise SafetyStop(allowed.refused)
    notes = (*allowed.sentences, *packs.sentences)
    today = ask_today(order, screen, answers, notes)
    lighter = eased(order.routine, order.library, today.decision)
    lighter_allowed = allowed_routine(lighter.routine, order.library, profile, packs.never)
    changes = (*lighter.sentences, *_others(lighter_allowed.sentences, allowed.sentences))
    if ask_to_ease(desk, today, changes):
        allowed = lighter_allowed
    if allowed.refused:
        raise SafetyStop(allowed.refused)
    was_shown = desk.has_keyboard and order.kind == SESSION and not order.rehearsal
    return Part(
        allowed.routine,
        checked(allowed.routine, order.manner),
        today.pain,
        today=today,
        asked=order.routine.id if allowed.routine.id != order.routine.id else "",
        told=() if was_shown else notes,
    )


def _others(sentences: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence not in said)
