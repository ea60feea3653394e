"""What is asked around a sitting, and what follows from it.

Asks and keeps the answers; the wording, the rules and the limits are in ``core``.
"""

from __future__ import annotations

from backpt.cards import Screen, ask_again, tick_card
from backpt.core import screening
from backpt.core.answering import Answers, lasting, profile_of
from backpt.core.easing import FLARE_UP_ROUTINE
from backpt.core.heat_cold_safety import BY_FLAG, PackRule, Verdict, may_use, pack_rule
from backpt.core.model import Mode
from backpt.core.readiness import Facts, Kind, Today, decide
from backpt.core.safety_cards import EMERGENCY_CARD, QUESTIONS, URGENT_CARD
from backpt.core.thermal import BETWEEN_SESSIONS_S, SESSIONS_A_DAY
from backpt.core.units import spoken
from backpt.core.views import Page
from backpt.desk import Desk, Leaves
from backpt.errors import BackptError, SafetyStop
from backpt.fitting import NO_PACK, PackLimits, pack_modes
from backpt.history.reading import days_before, packs_since
from backpt.history.rows import ICEPACK, SESSION, Before
from backpt.order import Order

# --- packs -----------------------------------------------------------------------------


def pack_limits(order: Order, screen: Screen, answers: Answers) -> PackLimits:
    """Ask C4 before the first pack, and whether a clinician allowed what needs asking.

    Raises ``SafetyStop`` where a pack is all that was asked for, and it is not for this user.
    """
    modes = pack_modes(order.routine)
    if not modes:
        return PackLimits()
    answers = _pack_answers(screen, answers, modes)
    never: list[Mode] = []
    sentences: list[str] = []
    for mode in modes:
        rule = pack_rule(profile_of(answers).flags, mode)
        if rule.verdict is Verdict.ASK and mode not in answers.allowed:
            answers = _asked_a_clinician(screen, answers, mode, rule)
        if not may_use(rule, allowed=mode in answers.allowed):
            if order.kind == ICEPACK:
                raise SafetyStop(f"{rule.sentence} Nothing was started.")
            never.append(mode)
            sentences.append(NO_PACK.format(mode=mode, why=rule.sentence))
        elif rule.verdict in (Verdict.CARE, Verdict.WARN):
            sentences.append(rule.sentence)
    return PackLimits(tuple(never), tuple(sentences))


def _pack_answers(screen: Screen, answers: Answers, modes: tuple[Mode, ...]) -> Answers:
    """Ask the rows of C4 that card 3 does not, unless they were answered.

    What passes in a few days acts now and is not kept: then the card comes again.
    """
    if answers.packs is not None:
        return answers
    mode = modes[0] if len(modes) == 1 else Mode.ALTERNATE
    if not screen.desk.has_keyboard:
        screen.desk.ask(screening.pack_page(mode), ("n",), unasked="n")
        return answers
    flags = tick_card(screen, screening.pack_card(mode))
    if also := tuple(QUESTIONS[key] for flag in flags for key in BY_FLAG[flag].asks):
        ask_again(screen, answers, screening.also_page(also), also)
    if lasting(flags) == flags:
        screen.keep(answers._replace(packs=flags))
    return answers._replace(packs=flags)


def _asked_a_clinician(screen: Screen, answers: Answers, mode: Mode, rule: PackRule) -> Answers:
    page = screening.allowed_page(mode, rule)
    if screen.desk.ask(page, screening.ALLOWED_KEYS, unasked="n") != "y":
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
    for mode in pack_modes(order.routine):
        if mode in never:
            continue
        try:
            today = packs_since(order.paths.journal, mode, now - 24 * 3600.0)
        except BackptError:
            continue
        if not today:
            continue
        ago_s = now - today[-1].off_wall
        if ago_s < BETWEEN_SESSIONS_S:
            why = (
                f"The last {mode} pack was {spoken(ago_s)} ago; two hours between are advised."
            )
        elif len(today) >= SESSIONS_A_DAY:
            why = f"There were {len(today)} {mode} sessions in the last day; two are advised."
        else:
            continue
        page = Page("So soon again?", (why,), "y go on all the same    q leave")
        desk.ask(page, ("y", "q"), unasked="y")


# --- today -----------------------------------------------------------------------------


def ask_today(order: Order, screen: Screen, answers: Answers, notes: tuple[str, ...]) -> Today:
    """Ask the screen of G4 and return what today allows. ``notes`` are shown on it.

    Raises ``SafetyStop`` from pain 8 up, after card 1, and for a sign on the cards. With no
    keyboard only what is known acts: pain from the command line, days off, the journal.
    """
    if order.kind != SESSION:
        return Today(decide(Facts()), order.pain)
    if order.rehearsal:
        said = Today(decide(Facts(order.pain)), order.pain)
        return _allowed(screen, answers, said)
    pain, leg, something_new = order.pain, None, None
    if screen.desk.has_keyboard:
        given = screen.desk.ask_in_turn(screening.today_card(pain, notes))
        pain = screening.pain_of(given[0]) if pain is None else pain
        something_new, leg = given[-2] == "y", screening.LEGS[given[-1]]
    before = _days_before(order, screen.desk)
    facts = Facts(pain, leg, before.entries, before.further, before.days_off)
    if something_new:
        again = tuple(one for one in (*EMERGENCY_CARD, *URGENT_CARD) if one.again)
        ask_again(screen, answers, screening.again_page(), again)
    return _allowed(screen, answers, Today(decide(facts), pain, leg, something_new))


def stop_if_too_much(order: Order, screen: Screen, answers: Answers, routine: str) -> None:
    """Raise ``SafetyStop`` where the pain on the command line forbids going on with
    ``routine`` (R1, R2). Going on asks for no pain; what was said counts all the same."""
    if order.kind != SESSION or order.pain is None:
        return
    facts = Facts(order.pain, entries=_days_before(order, screen.desk).entries)
    today = _allowed(screen, answers, Today(decide(facts), order.pain))
    if today.decision.kind is Kind.FLARE_UP and routine != FLARE_UP_ROUTINE:
        how = f"To start it: backpt session {FLARE_UP_ROUTINE}"
        raise SafetyStop(f"{today.decision.sentence} {how}")


def _days_before(order: Order, desk: Desk) -> Before:
    try:
        return days_before(order.paths.journal, desk.clock.wall())
    except BackptError:  # said when the journal is opened
        return Before()


def _allowed(screen: Screen, answers: Answers, today: Today) -> Today:
    """Stop here if today allows nothing, after card 1 (G4)."""
    decision = today.decision
    if decision.kind is not Kind.NOT_TODAY:
        return today
    if screen.desk.has_keyboard:
        ask_again(screen, answers, screening.not_today_page(decision), EMERGENCY_CARD)
    raise SafetyStop(decision.sentence)


def ask_to_ease(desk: Desk, today: Today, changes: tuple[str, ...]) -> bool:
    """Say what today allows and why; return whether it is taken. Only easing is declined.

    Raises ``Leaves``. Where no key can come it is taken.
    """
    decision = today.decision
    if decision.kind is Kind.GO_ON:
        if decision.sentence:
            desk.surface.line(decision.sentence)
        return True
    keys = screening.EASE_KEYS if decision.may_be_declined else screening.LIMIT_KEYS
    return desk.ask(screening.decision_page(decision, changes), keys, unasked="y") != "f"


def ask_pain_after(desk: Desk, *, finished: bool) -> int | None:
    """Return the pain after a session, 0-10; ``None`` for silence: nobody is there."""
    try:
        answer = desk.ask(
            screening.pain_after_page(finished=finished),
            screening.PAIN_KEYS,
            unasked="",
            give_up_s=screening.PAIN_AFTER_GIVE_UP_S,
        )
    except Leaves:
        return None
    return screening.pain_of(answer)
