"""What is asked about today, before a session and after it, and what follows from it. Pure."""

from __future__ import annotations

from contextlib import suppress

from backpt.errors import SafetyStop
from backpt.intake import today_card
from backpt.intake.known import Known, Request
from backpt.intake.pages import Questionnaire
from backpt.intake.prompts import Answered, CardPrompt, Conversation, Say, UserLeft, ask
from backpt.intake.screening import (
    NONE,
    YES,
    Screening,
    ask_again,
    is_shown_whole,
    keep_in_doubt,
    say_too_small,
    stop_if_blocked,
)
from backpt.language import advice, after_session, refusals
from backpt.prescription.model import Routine
from backpt.safety.answers import Answers, Profile, with_signs
from backpt.safety.cards import EMERGENCY_CARD, URGENT_CARD, WORST_PAIN
from backpt.safety.days import are_same, asks_whether_it_drops, read_standing, rise_of
from backpt.safety.easing import rest_positions, routine_below, with_packs_of
from backpt.safety.levels import Lately, concern
from backpt.safety.precautions import forbids_trial
from backpt.safety.readiness import (
    CheckIn,
    History,
    Readiness,
    decide,
    is_wish,
    standing_with,
    tells_contact,
)
from backpt.session.keymap import Means
from backpt.session.records import SESSION, Before

# --- a trial ---------------------------------------------------------------------------


def asked_about_trial(
    request: Request, profile: Profile, *, has_keyboard: bool
) -> Conversation[Routine]:
    """Return the routine of ``request``, or rest positions where a trial is not for the user.

    Raises ``SafetyStop`` where a precaution forbids it, and where nobody can be asked, and
    ``UserLeft``. A rehearsal is no trial: nothing is asked then.
    """
    routine = request.routine
    if forbids_trial(routine, profile):
        raise SafetyStop(refusals.trial_refused(routine, request.library))
    if not routine.trial or request.rehearsal:
        return routine
    if not has_keyboard:
        raise SafetyStop(refusals.trial_not_asked(routine))
    if (yield from ask(today_card.trial_page(routine), unasked=NONE)) == YES:
        return routine
    yield from ask(today_card.rest_instead_page(routine), unasked=YES)
    return rest_positions(request.library, profile.codes)


# --- today -----------------------------------------------------------------------------


def have_room(
    request: Request, known: Known, notes: tuple[str, ...], *, goes_on: bool
) -> Conversation[bool]:
    """Tell whether ``notes`` can be read beside the questions of today, which come first."""
    if not notes or not is_asked(request, known):
        return True
    card = _today_card(request, _history(request, known, goes_on=goes_on), notes)
    return (yield from is_shown_whole(card))


def is_asked(request: Request, known: Known) -> bool:
    """Tell whether today is asked about: a session in earnest, and somebody is there."""
    return request.kind == SESSION and not request.rehearsal and known.has_keyboard


def stop_for_today(request: Request, known: Known) -> None:
    """Raise ``SafetyStop`` where pain after a session of today allows no other (D5)."""
    if request.kind != SESSION or request.rehearsal:
        return
    decision = decide(_history(request, known)._replace(pain=None))
    if decision.kind is Readiness.NOT_TODAY:
        raise SafetyStop(advice.with_contact(decision))


def ask_today(
    request: Request,
    known: Known,
    screening: Screening,
    answers: Answers,
    notes: tuple[str, ...] = (),
    *,
    goes_on: bool = False,
) -> Conversation[CheckIn]:
    """Ask the questions of G4 beside ``notes`` and return what today allows. The signs come
    next: ``ask_signs``.

    ``goes_on``: the latest session goes on, and is none of those before. With no keyboard, and
    in a rehearsal, only what is known acts.
    """
    if not is_asked(request, known):
        return known_today(request, known, goes_on=goes_on)
    history = _history(request, known, goes_on=goes_on)
    given = yield from _answered(request, screening, answers, history, notes)
    said = today_card.said_today(request.pain, given)
    history = history._replace(
        pain=said.pain,
        leg=said.leg,
        settled=said.settled,
        something_new=bool(said.something_new),
        wants_less=said.wants_less,
    )
    return _check_in(history)._replace(something_new=said.something_new)


def _answered(
    request: Request,
    screening: Screening,
    answers: Answers,
    history: History,
    notes: tuple[str, ...],
) -> Conversation[Questionnaire]:
    """Return the card of today with every answer, once all of it could be read. Something new
    that was said acts even where somebody leaves before the end."""
    card = _today_card(request, history, notes)
    while True:
        answered: Answered = yield CardPrompt(card)
        given = answered.card
        assert isinstance(given, Questionnaire)
        if today_card.said_today(request.pain, given).something_new:
            yield from keep_in_doubt(screening, answers)
        if answered.left is not None:
            raise answered.left
        if (yield from is_shown_whole(card, given.answers)):
            return given
        yield from say_too_small()


def _today_card(request: Request, history: History, notes: tuple[str, ...]) -> Questionnaire:
    before = read_standing(history.sessions, history.today)
    is_asked = history.going_on is not None and history.going_on.settled is not None
    higher = None if is_asked else before.to_ask(history.today)
    return today_card.today_card(
        request.pain,
        notes,
        still_new=before.something_new,
        settled=after_session.settled_question(higher, history.today) if higher else "",
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
        contacts_told=standing_with(history).contacts,
    )


def known_today(request: Request, known: Known, *, goes_on: bool = False) -> CheckIn:
    """Return what is allowed by what is known unasked: pain from the command line, and for a
    session in earnest the journal. ``goes_on`` as in ``ask_today``."""
    if request.kind != SESSION:
        return CheckIn(decide(History()), request.pain)
    if request.rehearsal:
        return _check_in(History(request.pain))
    return _check_in(_history(request, known, goes_on=goes_on))


def _history(request: Request, known: Known, *, goes_on: bool = False) -> History:
    before = known.past.before_latest if goes_on else known.past.before
    return History(
        pain=request.pain,
        entries=before.entries,
        further_today=before.further_today,
        days_off=before.days_off,
        sessions=before.sessions,
        today=before.today,
        going_on=before.going_on,
    )


def ask_signs(screening: Screening, answers: Answers, today: CheckIn) -> Conversation[None]:
    """Ask the cards' signs that ``today`` brings up, and stop here if it allows nothing (G4).

    Raises ``SignSaid`` for one of them, and ``SafetyStop`` from pain 8 up, after card 1.
    """
    if today.something_new:
        again = tuple(one for one in (*EMERGENCY_CARD, *URGENT_CARD) if one.again)
        yield from ask_again(screening, answers, today_card.again_page(), again)
    if today.decision.kind is not Readiness.NOT_TODAY:
        return
    said = advice.with_contact(today.decision)
    if screening.has_keyboard:
        yield from ask_again(
            screening, answers, today_card.not_today_page(today.decision), EMERGENCY_CARD
        )
        if today.asks_whether_it_drops and today.pain is not None:
            yield from _ask_whether_it_drops(screening, answers, today.pain)
    elif today.asks_whether_it_drops:
        said = f"{said} {advice.IF_IT_DOES_NOT_DROP}"
    raise SafetyStop(said)


def _ask_whether_it_drops(
    screening: Screening, answers: Answers, pain: int
) -> Conversation[None]:
    """Ask U10. Raises ``SignSaid`` where pain of 9 or 10 does not drop with rest, once that
    was meant."""
    meant = today_card.meant_page(WORST_PAIN)
    page = today_card.drops_page(pain)
    while (yield from ask(page, unasked=YES)) == NONE:
        yield from keep_in_doubt(screening, answers)
        if (yield from ask(meant, unasked=YES)) == YES:
            signs = with_signs(answers, (WORST_PAIN.key,), screening.today)
            stop_if_blocked((yield from screening.keep(signs._replace(ask_again=False))))
        yield from screening.keep(answers._replace(ask_again=False))


def ask_to_talk(today: CheckIn) -> Conversation[CheckIn]:
    """Say that it is time to talk to somebody, where that waits and was not said today yet;
    return ``today`` with whether that was done.

    Raises ``UserLeft``. Going on is no yes: it is said again on another day.
    """
    contacts = today.decision.contacts
    if not contacts or not today.tells_contact:
        return today
    answer = yield from ask(today_card.contact_page(contacts), unasked=Means.SPACE)
    decision = today.decision._replace(contacts=())
    return today._replace(decision=decision, has_talked=answer == Means.DONE)


def asked_about_level(
    request: Request, known: Known, today: CheckIn, done: Routine
) -> Conversation[Routine]:
    """Return the routine of ``request``, or the one below it where that was chosen.

    ``done`` is what today allows of it. Its level, a day between and the early morning are
    asked on one page, and only where one of them is due. Raises ``UserLeft``.
    """
    decision = today.decision
    asks = decision.kind in (Readiness.GO_ON, Readiness.EASE)
    if not asks or not is_asked(request, known):
        return request.routine
    phases = {id_: entry.phase for id_, entry in request.library.routines.items()}
    found = concern(
        done, phases, _lately(request, known, today), level_was_said=decision.phase_before
    )
    if not found:
        return request.routine
    below = routine_below(done, request.library) if found.is_for_later else None
    answer = yield from ask(today_card.concern_page(found, done, below), unasked=YES)
    if answer != Means.INSTEAD or below is None:
        return request.routine
    return with_packs_of(request.routine, below)


def _lately(request: Request, known: Known, today: CheckIn) -> Lately:
    history = _history(request, known)
    found = known.past.practice()
    first = found.first_key_wall
    return Lately(
        today=history.today,
        hour=known.hour,
        first_key_h=0.0 if first is None else max(0.0, known.now_wall - first) / 3600.0,
        pain=today.pain,
        sessions=history.sessions,
        held=found.held,
        reached=found.reached,
    )


def ask_to_ease(today: CheckIn, changes: tuple[str, ...]) -> Conversation[bool]:
    """Say what today allows and why; return whether it is taken. Only easing is declined, and
    what the user asked for is not asked about.

    Raises ``UserLeft``. Where no key can come it is taken.
    """
    decision = today.decision
    if decision.kind is Readiness.GO_ON and decision.reasons:
        yield Say(advice.decision_words(decision))
    if decision.kind is Readiness.GO_ON or is_wish(decision):
        return True
    page = today_card.decision_page(decision, changes)
    return (yield from ask(page, unasked=YES)) != Means.WHOLE


# --- after a session -------------------------------------------------------------------


def ask_pain_after(*, finished: bool) -> Conversation[int | None]:
    """Return the pain after a session, 0-10; ``None`` for silence: nobody is there."""
    page = today_card.pain_after_page(finished=finished)
    try:
        answer = yield from ask(page, unasked="", give_up_s=today_card.PAIN_AFTER_GIVE_UP_S)
    except UserLeft:
        return None
    return today_card.pain_of(answer)


def ask_pain_after_pack() -> Conversation[int | None]:
    """Return the pain after the last pack, 0-10; ``None`` for silence, or where it is left."""
    page = today_card.pain_after_pack_page()
    try:
        answer = yield from ask(page, unasked="", give_up_s=today_card.PAIN_AFTER_GIVE_UP_S)
    except UserLeft:
        return None
    return today_card.pain_of(answer)


def said_after(
    before: Before,
    today: CheckIn | None,
    pain_before: int | None,
    pain_after: int,
    *,
    routine: str,
) -> tuple[str, ...]:
    """Return what follows from the pain after a session of ``routine``, an id, and that it is
    time to talk to somebody where the session made it so (D5, D6). ``before`` is what the
    sessions say now, this one included."""
    contacts = read_standing(before.sessions, before.today).contacts
    is_told = today is not None and are_same(contacts, today.contacts_told)
    rise = rise_of(pain_before, pain_after, routine)
    said = (after_session.rise_words(rise), "" if is_told else advice.contact_words(contacts))
    return tuple(filter(None, said))


def ask_signs_after(
    screening: Screening, before: int | None, after: int, *, routine: str
) -> Conversation[None]:
    """Ask card 1 where pain ``after`` a session of ``routine``, an id, means no more today
    (D5).

    Raises ``SignSaid`` for one of its signs; whoever leaves it has answered nothing.
    """
    rise = rise_of(before, after, routine)
    if rise is None or not rise.is_all_today:
        return
    page = today_card.no_more_page(after_session.rise_words(rise))
    with suppress(UserLeft):
        yield from ask_again(screening, screening.kept, page, EMERGENCY_CARD)
