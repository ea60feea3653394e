"""What is asked about packs before a session, and what is left of them. Pure."""

from __future__ import annotations

from backpt.errors import SafetyStop
from backpt.intake import today_card
from backpt.intake.known import Known, Request
from backpt.intake.prompts import Conversation, ask, elapsed_s
from backpt.intake.screening import NONE, YES, Screening, ask_again, ticked_anew
from backpt.language import clearance as words
from backpt.language import refusals
from backpt.prescription.model import Mode
from backpt.safety.answers import Answers, lasting, with_packs
from backpt.safety.cards import BY_FLAG, QUESTIONS
from backpt.safety.clearance import (
    PackLimits,
    kept_limits,
    leaves_nothing,
    pack_clearance,
    pack_modes,
)
from backpt.safety.packs import PackRule
from backpt.session.pack_steps import too_soon


def pack_limits(
    request: Request, screening: Screening, answers: Answers
) -> Conversation[PackLimits]:
    """Ask C4 before the first pack, and whether a clinician allowed what needs asking.

    With no keyboard there is no pack before these questions were answered, except in a
    rehearsal. Raises ``SafetyStop`` where a pack is all that was asked for, and it is not for
    this user.
    """
    modes = pack_modes(request.routine)
    if modes and answers.packs_due:
        answers = yield from ask_about_packs(screening, answers, modes)
    for mode in modes:
        clearance = pack_clearance(answers, mode)
        if clearance.is_to_be_asked:
            answers = yield from _asked_a_clinician(screening, answers, mode, clearance.rule)
            clearance = pack_clearance(answers, mode)
        if not clearance.may_be_used and leaves_nothing(request.routine, (mode,)):
            raise SafetyStop(refusals.pack_refused(words.rule_words(clearance.rule)))
    limits = kept_limits(request.routine, answers, must_be_asked=not request.rehearsal)
    if leaves_nothing(request.routine, limits.never):
        raise SafetyStop(" ".join(words.limit_lines(limits)))
    return limits


def ask_about_packs(
    screening: Screening, answers: Answers, modes: tuple[Mode, ...]
) -> Conversation[Answers]:
    """Ask the rows of C4 that card 3 does not, before packs of ``modes``; return ``answers``
    with theirs. Where no key can come they are shown to somebody who rehearses.

    What passes in a few days acts now and is not kept: then the card comes again. Raises
    ``SafetyStop`` for a sign that a tick brings up.
    """
    mode = modes[0] if len(modes) == 1 else Mode.ALTERNATE
    if not screening.has_keyboard:
        if screening.rehearsal:
            for page in today_card.pack_card(mode).all_pages():
                yield from ask(page, unasked=NONE)
        return answers
    flags = yield from ticked_anew(today_card.pack_card(mode), answers.packs)
    if also := tuple(QUESTIONS[key] for flag in flags for key in BY_FLAG[flag].asks):
        yield from ask_again(screening, answers, today_card.also_page(also), also)
    if lasting(flags) == flags:
        yield from screening.keep(with_packs(answers, flags))
    return with_packs(answers, flags)


def _asked_a_clinician(
    screening: Screening, answers: Answers, mode: Mode, rule: PackRule
) -> Conversation[Answers]:
    page = today_card.allowed_page(mode, rule)
    if (yield from ask(page, unasked=NONE)) != YES:
        return answers
    allowed = answers._replace(allowed=(*answers.allowed, mode))
    passing = lasting(answers.packs or ()) != (answers.packs or ())
    return allowed if passing else (yield from screening.keep(allowed))


def ask_about_earlier_packs(
    request: Request, known: Known, never: tuple[Mode, ...] = ()
) -> Conversation[None]:
    """Two hours between, two a day: said and asked, not forbidden (clinical C2).

    Not for a session that goes on: its pack may still be on, and the alarm comes first.
    """
    if request.rehearsal:
        return
    now = known.now_wall + (yield from elapsed_s())
    for mode in pack_modes(request.routine):
        if mode in never:
            continue
        off_walls = (pack.off_wall for pack in known.past.packs if pack.mode is mode)
        if soon := too_soon(mode, off_walls, now, known.day_began_wall):
            yield from ask(today_card.too_soon_page(soon), unasked=YES)
