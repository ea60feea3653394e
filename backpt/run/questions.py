"""What is asked around a sitting, and what follows from it.

Asks and keeps the answers; the wording, the rules and the limits are in ``core``.
"""

from __future__ import annotations

from contextlib import suppress

from backpt.errors import BackptError, SafetyStop
from backpt.intake import today_card
from backpt.intake.pages import InTurn
from backpt.journal.answers_file import read_answers
from backpt.journal.days import day_begins_wall, local_hour
from backpt.journal.lately import practice
from backpt.journal.reader import days_before, packs_since
from backpt.prescription.model import Mode, Routine
from backpt.run.console import Desk, Leaves
from backpt.run.request import Order
from backpt.run.screening import (
    NONE,
    YES,
    Screen,
    ask_again,
    ask_in_turn,
    keep_in_doubt,
    shows_whole,
    stop_if_blocked,
    ticked_anew,
)
from backpt.safety import trial
from backpt.safety.answers import Answers, Profile, lasting, with_packs, with_signs
from backpt.safety.cards import EMERGENCY_CARD, QUESTIONS, URGENT_CARD, WORST_PAIN
from backpt.safety.clearance import (
    PackLimits,
    kept_limits,
    leaves_nothing,
    pack_clearance,
    pack_modes,
)
from backpt.safety.days import (
    Standing,
    asks_whether_it_drops,
    settled_question,
    standing,
    words_after,
)
from backpt.safety.easing import rest_positions, routine_below, with_packs_of
from backpt.safety.levels import Lately, Practice, concern, concern_page
from backpt.safety.packs import BY_FLAG, PackRule
from backpt.safety.readiness import (
    IF_IT_DOES_NOT_DROP,
    CheckIn,
    Decision,
    History,
    Readiness,
    contact_words,
    decide,
    is_wish,
    standing_with,
    tells_contact,
)
from backpt.safety.tables import NO_MORE_FROM
from backpt.session.keymap import Means
from backpt.session.pack_steps import BETWEEN_SESSIONS_S, too_soon
from backpt.session.records import SESSION, Before
from backpt.session.views import Page

# --- packs -----------------------------------------------------------------------------


def pack_limits(order: Order, screen: Screen, answers: Answers) -> PackLimits:
    """Ask C4 before the first pack, and whether a clinician allowed what needs asking.

    With no keyboard there is no pack before these questions were answered, except in a
    rehearsal. Raises ``SafetyStop`` where a pack is all that was asked for, and it is not for
    this user.
    """
    modes = pack_modes(order.routine)
    if modes and answers.packs_due:
        answers = ask_about_packs(screen, answers, modes)
    for mode in modes:
        clearance = pack_clearance(answers, mode)
        if clearance.is_to_be_asked:
            answers = _asked_a_clinician(screen, answers, mode, clearance.rule)
            clearance = pack_clearance(answers, mode)
        if not clearance.may_be_used and leaves_nothing(order.routine, (mode,)):
            raise SafetyStop(f"{clearance.rule.sentence} Nothing was started.")
    limits = kept_limits(order.routine, answers, must_be_asked=not order.rehearsal)
    if leaves_nothing(order.routine, limits.never):
        raise SafetyStop(" ".join(limits.sentences))
    return limits


def ask_about_packs(screen: Screen, answers: Answers, modes: tuple[Mode, ...]) -> Answers:
    """Ask the rows of C4 that card 3 does not, before packs of ``modes``; return ``answers``
    with theirs. Where no key can come they are shown to somebody who rehearses.

    What passes in a few days acts now and is not kept: then the card comes again. Raises
    ``SafetyStop`` for a sign that a tick brings up.
    """
    mode = modes[0] if len(modes) == 1 else Mode.ALTERNATE
    if not screen.desk.has_keyboard:
        if screen.rehearsal:
            for page in today_card.pack_card(mode).all_pages():
                screen.desk.ask(page, unasked=NONE)
        return answers
    flags = ticked_anew(screen, today_card.pack_card(mode), answers.packs)
    if also := tuple(QUESTIONS[key] for flag in flags for key in BY_FLAG[flag].asks):
        ask_again(screen, answers, today_card.also_page(also), also)
    if lasting(flags) == flags:
        screen.keep(with_packs(answers, flags))
    return with_packs(answers, flags)


def _asked_a_clinician(screen: Screen, answers: Answers, mode: Mode, rule: PackRule) -> Answers:
    page = today_card.allowed_page(mode, rule)
    if screen.desk.ask(page, unasked=NONE) != YES:
        return answers
    allowed = answers._replace(allowed=(*answers.allowed, mode))
    passing = lasting(answers.packs or ()) != (answers.packs or ())
    return allowed if passing else screen.keep(allowed)


def ask_about_earlier_packs(order: Order, desk: Desk, never: tuple[Mode, ...] = ()) -> None:
    """Two hours between, two a day: said and asked, not forbidden (clinical C2).

    Not for a sitting that goes on: its pack may still be on, and the alarm comes first.
    """
    if order.rehearsal:
        return
    now = desk.clock.wall()
    day_began = day_begins_wall(now)
    for mode in pack_modes(order.routine):
        if mode in never:
            continue
        try:
            found = packs_since(order.paths.journal, mode, day_began - BETWEEN_SESSIONS_S)
        except BackptError:
            continue
        why = too_soon(mode, (pack.off_wall for pack in found), now, day_began)
        if not why:
            continue
        page = Page("So soon again?", (why,), (today_card.GO_ON, today_card.LEAVE))
        desk.ask(page, unasked=YES)


# --- a trial ---------------------------------------------------------------------------


def asked_about_trial(order: Order, desk: Desk, profile: Profile) -> Routine:
    """Return the routine of ``order``, or rest positions where a trial is not for the user.

    Raises ``SafetyStop`` where a precaution forbids it, and where nobody can be asked, and
    ``Leaves``. A rehearsal is no trial: nothing is asked then.
    """
    routine = order.routine
    if refused := trial.why_refused(routine, order.library, profile):
        raise SafetyStop(refused)
    if not routine.trial or order.rehearsal:
        return routine
    if not desk.has_keyboard:
        raise SafetyStop(f"{routine.name} was not started. {trial.NOT_ASKED}")
    if desk.ask(trial.trial_page(routine), unasked=NONE) == YES:
        return routine
    desk.ask(trial.instead_page(routine), unasked=YES)
    return rest_positions(order.library, profile.codes)


# --- today -----------------------------------------------------------------------------


def have_room(
    order: Order, desk: Desk, notes: tuple[str, ...], *, besides: int | None = None
) -> bool:
    """Tell whether ``notes`` can be read beside the questions of today, which come first."""
    if not notes or not _is_asked(order, desk):
        return True
    return shows_whole(desk, _today_card(order, _history(order, desk, besides), notes))


def _is_asked(order: Order, desk: Desk) -> bool:
    return order.kind == SESSION and not order.rehearsal and desk.has_keyboard


def stop_for_today(order: Order, desk: Desk) -> None:
    """Raise ``SafetyStop`` where pain after a session of today allows no other (D5)."""
    if order.kind != SESSION or order.rehearsal:
        return
    decision = decide(_history(order, desk, None)._replace(pain=None))
    if decision.kind is Readiness.NOT_TODAY:
        raise SafetyStop(_with_contact(decision))


def ask_today(
    order: Order,
    screen: Screen,
    answers: Answers,
    notes: tuple[str, ...] = (),
    *,
    besides: int | None = None,
) -> CheckIn:
    """Ask the questions of G4 beside ``notes`` and return what today allows. The signs come
    next: ``ask_signs``.

    ``besides`` is the number of the session that goes on, which is none of those before. With
    no keyboard, and in a rehearsal, only what is known acts.
    """
    if not _is_asked(order, screen.desk):
        return known_today(order, screen.desk, besides)
    history = _history(order, screen.desk, besides)
    card = _today_card(order, history, notes)

    def heard(card: InTurn) -> None:
        if today_card.said_today(order.pain, card).something_new:
            keep_in_doubt(screen, answers)

    given = ask_in_turn(screen, card, heard)
    said = today_card.said_today(order.pain, given)
    history = history._replace(
        pain=said.pain,
        leg=said.leg,
        settled=said.settled,
        something_new=bool(said.something_new),
        wants_less=said.wants_less,
    )
    return _check_in(history)._replace(something_new=said.something_new)


def _today_card(order: Order, history: History, notes: tuple[str, ...]) -> InTurn:
    before = standing(history.sessions, history.today)
    is_asked = history.going_on is not None and history.going_on.settled is not None
    higher = None if is_asked else before.to_ask(history.today)
    return today_card.today_card(
        order.pain,
        notes,
        still_new=before.something_new,
        settled=settled_question(higher, history.today) if higher else "",
        is_first=not history.sessions,
    )


def _check_in(history: History) -> CheckIn:
    return CheckIn(
        decide(history),
        history.pain,
        history.leg,
        settled=history.settled,
        asks_whether_it_drops=asks_whether_it_drops(
            history.pain, history.sessions, history.today
        ),
        tells_contact=tells_contact(history),
        contact_told=contact_words(standing_with(history)),
    )


def known_today(order: Order, desk: Desk, besides: int | None = None) -> CheckIn:
    """Return what is allowed by what is known unasked: pain from the command line, and for a
    session in earnest the journal. ``besides`` as in ``ask_today``."""
    if order.kind != SESSION:
        return CheckIn(decide(History()), order.pain)
    return _check_in(History(order.pain) if order.rehearsal else _history(order, desk, besides))


def _history(order: Order, desk: Desk, besides: int | None) -> History:
    try:
        before = days_before(order.paths.journal, desk.clock.wall(), besides=besides)
    except BackptError:  # said when the journal is opened
        before = Before(0)
    return History(
        pain=order.pain,
        entries=before.entries,
        further_today=before.further_today,
        days_off=before.days_off,
        sessions=before.sessions,
        today=before.today,
        going_on=before.going_on,
    )


def ask_signs(screen: Screen, answers: Answers, today: CheckIn) -> None:
    """Ask the cards' signs that ``today`` brings up, and stop here if it allows nothing (G4).

    Raises ``SignSaid`` for one of them, and ``SafetyStop`` from pain 8 up, after card 1.
    """
    if today.something_new:
        again = tuple(one for one in (*EMERGENCY_CARD, *URGENT_CARD) if one.again)
        ask_again(screen, answers, today_card.again_page(), again)
    if today.decision.kind is not Readiness.NOT_TODAY:
        return
    said = _with_contact(today.decision)
    if screen.desk.has_keyboard:
        ask_again(screen, answers, today_card.not_today_page(today.decision), EMERGENCY_CARD)
        if today.asks_whether_it_drops and today.pain is not None:
            _ask_whether_it_drops(screen, answers, today.pain)
    elif today.asks_whether_it_drops:
        said = f"{said} {IF_IT_DOES_NOT_DROP}"
    raise SafetyStop(said)


def _with_contact(decision: Decision) -> str:
    return " ".join(filter(None, (decision.sentence, decision.contact)))


def _ask_whether_it_drops(screen: Screen, answers: Answers, pain: int) -> None:
    """Ask U10. Raises ``SignSaid`` where pain of 9 or 10 does not drop with rest, once that
    was meant."""
    meant = today_card.meant_page(WORST_PAIN)
    page = today_card.drops_page(pain)
    while screen.desk.ask(page, unasked=YES) == NONE:
        keep_in_doubt(screen, answers)
        if screen.desk.ask(meant, unasked=YES) == YES:
            signs = with_signs(answers, (WORST_PAIN.key,), screen.today)
            stop_if_blocked(screen.keep(signs._replace(ask_again=False)))
        screen.keep(answers._replace(ask_again=False))


def ask_to_talk(desk: Desk, today: CheckIn) -> CheckIn:
    """Say that it is time to talk to somebody, where that waits and was not said today yet;
    return ``today`` with whether that was done.

    Raises ``Leaves``. Going on is no yes: it is said again on another day.
    """
    words = today.decision.contact
    if not words or not today.tells_contact:
        return today
    answer = desk.ask(today_card.contact_page(words), unasked=Means.SPACE)
    decision = today.decision._replace(contact="")
    return today._replace(decision=decision, has_talked=answer == Means.DONE)


def asked_about_level(order: Order, desk: Desk, today: CheckIn, done: Routine) -> Routine:
    """Return the routine of ``order``, or the one below it where that was chosen.

    ``done`` is what today allows of it. Its level, a day between and the early morning are
    asked on one page, and only where one of them is due. Raises ``Leaves``.
    """
    decision = today.decision
    asks = decision.kind in (Readiness.GO_ON, Readiness.EASE)
    if not asks or order.rehearsal or order.kind != SESSION or not desk.has_keyboard:
        return order.routine
    phases = {id_: entry.phase for id_, entry in order.library.routines.items()}
    found = concern(
        done, phases, _lately(order, desk, today), level_was_said=decision.phase_before
    )
    if not found:
        return order.routine
    below = routine_below(done, order.library) if found.is_for_later else None
    if desk.ask(concern_page(found, below), unasked=YES) != Means.INSTEAD or below is None:
        return order.routine
    return with_packs_of(order.routine, below)


def _lately(order: Order, desk: Desk, today: CheckIn) -> Lately:
    now = desk.clock.wall()
    history = _history(order, desk, None)
    try:
        found = practice(order.paths.journal, now)
    except BackptError:  # said when the journal is opened
        found = Practice()
    first = found.first_key_wall
    return Lately(
        today=history.today,
        hour=local_hour(now),
        first_key_h=0.0 if first is None else max(0.0, now - first) / 3600.0,
        pain=today.pain,
        sessions=history.sessions,
        held=found.held,
        reached=found.reached,
    )


def ask_to_ease(desk: Desk, today: CheckIn, changes: tuple[str, ...]) -> bool:
    """Say what today allows and why; return whether it is taken. Only easing is declined, and
    what the user asked for is not asked about.

    Raises ``Leaves``. Where no key can come it is taken.
    """
    decision = today.decision
    if decision.kind is Readiness.GO_ON and decision.sentence:
        desk.surface.line(decision.sentence)
    if decision.kind is Readiness.GO_ON or is_wish(decision):
        return True
    return desk.ask(today_card.decision_page(decision, changes), unasked=YES) != Means.WHOLE


# --- after a session -------------------------------------------------------------------


def ask_pain_after(desk: Desk, *, finished: bool) -> int | None:
    """Return the pain after a session, 0-10; ``None`` for silence: nobody is there."""
    try:
        answer = desk.ask(
            today_card.pain_after_page(finished=finished),
            unasked="",
            give_up_s=today_card.PAIN_AFTER_GIVE_UP_S,
        )
    except Leaves:
        return None
    return today_card.pain_of(answer)


def said_after(
    order: Order, desk: Desk, today: CheckIn | None, before: int | None, after: int
) -> tuple[str, ...]:
    """Return what follows from pain ``after`` a session, and that it is time to talk to
    somebody where the session made it so (D5, D6)."""
    contact = contact_words(_standing_now(order, desk))
    is_told = today is not None and contact == today.contact_told
    return tuple(filter(None, (words_after(before, after), "" if is_told else contact)))


def ask_signs_after(screen: Screen, before: int | None, after: int) -> None:
    """Ask card 1 where pain ``after`` a session means no more today (D5). Raises ``SignSaid``
    for one of its signs; whoever leaves it has answered nothing."""
    if after < NO_MORE_FROM:
        return
    answers = read_answers(screen.path).answers
    page = today_card.no_more_page(words_after(before, after))
    with suppress(Leaves):
        ask_again(screen, answers, page, EMERGENCY_CARD)


def _standing_now(order: Order, desk: Desk) -> Standing:
    history = _history(order, desk, None)
    return standing(history.sessions, history.today)
