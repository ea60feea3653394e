"""Everything that is asked about safety, as pages: the three cards, packs, and each evening.

Only the lines and keys of each page. The words are ``language.cards`` and
``language.today``; the questions of the cards and what follows from them stand in
``safety.yaml`` and ``safety/readiness.py``.
"""

from collections.abc import Callable

from backpt.intake.pages import CardPart, Checklist, Questionnaire
from backpt.language import (
    advice,
    clearance,
    keys,
    levels,
    phases,
    resuming,
    today,
    trial,
    weeks,
)
from backpt.language import cards as words
from backpt.language import packs as pack_words
from backpt.prescription.model import Mode, Routine
from backpt.safety import cards, packs
from backpt.safety.answers import POSTOP
from backpt.safety.cards import BY_FLAG, EMERGENCY_CARD, PACK_CARD, TICKS, URGENT_CARD, told
from backpt.safety.days import Contact, Leg, Settled
from backpt.safety.levels import Concern
from backpt.safety.packs import STOP_AT_ONCE, PackRule
from backpt.safety.readiness import Decision, Readiness
from backpt.safety.rows import Question, Tick
from backpt.session.keymap import DIGITS, Means, PageKey
from backpt.session.pack_steps import TooSoon
from backpt.session.views import Page
from backpt.values import NamedTuple

# --- the three cards -------------------------------------------------------------------


def emergency_page(why: str = "") -> Page:
    """Return card 1. Any single yes is an emergency. ``why`` it is asked, where it is not the
    first time."""
    lines = (*((why,) if why else words.DISCLAIMER), "", *map(words.asked, EMERGENCY_CARD))
    return Page(words.EMERGENCY, lines, _card_options(EMERGENCY_CARD))


def urgent_page() -> Page:
    """Return card 2. Any single yes is for a doctor today."""
    lines = (words.HAS_STARTED, "", *map(words.asked, URGENT_CARD))
    return Page(words.URGENT, lines, _card_options(URGENT_CARD))


def again_page() -> Page:
    """Return questions 1-3 and 9, asked when something new is felt (G4, 2)."""
    again = tuple(one for one in (*EMERGENCY_CARD, *URGENT_CARD) if one.again)
    lines = (words.IS_IT_ONE, "", *map(words.asked, again))
    return Page(words.NEW, lines, _card_options(again))


def also_page(questions: tuple[Question, ...]) -> Page:
    """Return questions of the cards that a tick before a pack brings up (C4: fever)."""
    return Page(words.ALSO, tuple(map(words.asked, questions)), _card_options(questions))


def not_today_page(decision: Decision) -> Page:
    """Return card 1 as it follows pain of 8 or more (G4)."""
    lines = (
        advice.with_contact(decision),
        words.IS_ONE_TRUE,
        "",
        *map(words.asked, EMERGENCY_CARD),
    )
    return Page(words.NOT_TODAY, lines, _card_options(EMERGENCY_CARD))


def _leave() -> PageKey:
    return keys.option(Means.LEAVE)


def _go_on() -> PageKey:
    return keys.option(Means.YES, words.YES_GO_ON)


def _card_options(questions: tuple[Question, ...]) -> tuple[PageKey, ...]:
    """None of them, or one: digits that follow each other are one option."""
    digits = tuple(one.press for one in questions if one.press in DIGITS)
    first, last = int(digits[0]), int(digits[-1])
    ten = any(one.press == Means.TEN for one in questions)
    if last - first == len(digits) - 1:
        yes = keys.numbers(first, last, words.YES_THAT_ONE)
    else:
        yes = PageKey(digits, words.YES_THAT_ONE, ", ".join(digits))
    return (
        keys.option(Means.NO, words.NONE_OF_THESE),
        yes,
        *([keys.option(Means.TEN, words.YES_BY_TEN)] if ten else []),
        _leave(),
    )


def presses(card: tuple[Question, ...]) -> dict[str, Question]:
    """Return the questions of ``card`` by the key that means yes."""
    return {question.press: question for question in card}


def about_card(cleared: str = "", *, is_damaged: bool = False) -> Checklist:
    """Return card 3, on which nothing is ticked yet; ``cleared`` since which date.

    ``is_damaged``: there may have been more ticks than those it was answered with before.
    """
    parts = tuple(
        CardPart(title, tuple(tick.key for tick in cards.of_part(title)))
        for title in cards.PARTS
    )

    def text_of(key: str) -> str:
        is_cleared = cleared and POSTOP in TICKS[key].codes
        text = told(TICKS[key])
        return words.with_clearance(text, cleared) if is_cleared else text

    lead = words.DAMAGED if is_damaged else words.CHANGED
    return Checklist(parts, lambda card: _ticks_page(card, words.ABOUT_YOU, text_of, lead=lead))


def _ticks_page(
    card: Checklist,
    title: str,
    text_of: Callable[[str], str],
    below: tuple[str, ...] = (),
    *,
    lead: str,
) -> Page:
    """Return the page of the part that is asked, or of all of a card that is known."""
    part = card.part
    if part is None:
        return _known_page(card, title, text_of, lead)
    lines = (
        words.part_head(part.title, card.at + 1, len(card.parts)),
        "",
        *(
            words.tick_line(number, text_of(name), is_ticked=name in card.ticked)
            for number, name in enumerate(part.names, 1)
        ),
        *below,
    )
    return Page(title, lines, _part_options(card, part))


def _part_options(card: Checklist, part: CardPart) -> tuple[PageKey, ...]:
    last = len(part.names)
    if card.ticked & set(part.names):
        answers = (
            keys.numbers(1, last, words.TICK_OR_NOT),
            keys.option(Means.DONE, words.ALL_TICKED),
        )
    else:
        answers = (
            keys.option(Means.NO, words.NONE_OF_THESE),
            keys.numbers(1, last, words.TICK),
        )
    back = (keys.option(Means.BACK),) if card.at and not card.is_known else ()
    return (*answers, *back, _leave())


def _known_page(card: Checklist, title: str, text_of: Callable[[str], str], lead: str) -> Page:
    """Everything that is ticked, part by part, so that it is read before it is kept."""
    lines = [lead, ""]
    for number, part in enumerate(card.parts, 1):
        ticked = [text_of(name) for name in part.names if name in card.ticked]
        lines.append(words.part_line(number, part.title, ticked))
    return Page(
        title,
        tuple(lines),
        (
            keys.option(Means.KEEP, words.KEEP_AS_IT_IS),
            keys.numbers(1, len(card.parts), words.CHANGE_PART),
            _leave(),
        ),
    )


def taken_away_page(names: tuple[str, ...]) -> Page:
    """Return the question whether lines of card 3, or of the card about packs, that were
    ticked are no longer true: taking one away brings exercises or packs back."""
    options = (
        keys.option(Means.YES, words.TAKE_AWAY),
        keys.option(Means.NO, words.KEEP_IT),
        _leave(),
    )
    return Page(words.TAKEN_AWAY, words.no_longer(names), options)


def meant_page(question: Question) -> Page:
    """Return the question whether a yes to ``question`` was meant."""
    options = (keys.option(Means.YES), keys.option(Means.NO, words.BACK_TO_CARD))
    return Page(words.IS_IT_TRUE, (question.text,), options)


def too_small_page() -> Page:
    """Return the page after an answer to a card of which a part could not be read."""
    options = (keys.option(Means.YES, words.SHOW_AGAIN), _leave())
    return Page(words.TOO_SMALL, (words.TOO_SMALL_HOW,), options)


def follows_page(ticks: tuple[Tick, ...]) -> Page:
    """Return what follows from card 3, read before anything starts."""
    return Page(words.FOLLOWS, words.follows(ticks), (_go_on(), _leave()))


def _yes_no() -> tuple[PageKey, ...]:
    return keys.option(Means.YES), keys.option(Means.NO)


# --- a trial, a level, a session that was broken off -------------------------------------


def trial_page(routine: Routine) -> Page:
    """Return the question before a trial."""
    return Page(trial.ASK_FIRST, trial.question(routine), (*_yes_no(), _leave()))


def rest_instead_page(routine: Routine) -> Page:
    """Return what is offered where nobody has told the user to bend back."""
    return Page(trial.REST_INSTEAD, trial.instead(routine), (_go_on(), _leave()))


def concern_page(found: Concern, routine: Routine, below: Routine | None) -> Page:
    """Return the page before ``routine``; ``below`` is offered in its place."""
    other = () if below is None else (keys.option(Means.INSTEAD, levels.instead(below)),)
    options = (keys.option(Means.YES, levels.GO_ON_ANYWAY), *other, _leave())
    return Page(levels.TITLE, levels.lines(found, routine), options)


def go_on_page(routine: Routine, age_s: float) -> Page:
    """Return the question whether a session that was broken off ``age_s`` ago goes on."""
    options = (
        keys.option(Means.YES, resuming.GO_ON_THERE),
        keys.option(Means.NO, resuming.START_AFRESH),
        _leave(),
    )
    return Page(resuming.TITLE, (resuming.stopped(routine.name, age_s),), options)


# --- packs -----------------------------------------------------------------------------


def pack_card(mode: Mode) -> Checklist:
    """Return the rows of C4 that card 3 does not ask, before the first pack of ``mode``; its
    rows matter for any mode."""
    parts = tuple(
        CardPart(title, tuple(row.flag for row in PACK_CARD if row.part == title))
        for title in packs.PARTS
    )
    return Checklist(parts, lambda card: _pack_page(mode, card))


def _pack_page(mode: Mode, card: Checklist) -> Page:
    title = words.before_first_pack(mode)
    last = card.at == len(card.parts) - 1
    below = (STOP_AT_ONCE,) if last else ()
    return _ticks_page(card, title, lambda flag: BY_FLAG[flag].text, below, lead=words.CHANGED)


def too_soon_page(soon: TooSoon) -> Page:
    """Return the question before a pack that comes soon after others."""
    return Page(words.SO_SOON, (pack_words.too_soon_words(soon),), (_go_on(), _leave()))


def allowed_page(mode: Mode, rule: PackRule) -> Page:
    """Return the question whether a clinician was asked and allowed packs of ``mode``."""
    options = (
        keys.option(Means.YES, words.asked_a_clinician(mode)),
        keys.option(Means.NO, words.NOT_YET),
        _leave(),
    )
    return Page(words.ask_first_about(mode), (clearance.rule_words(rule),), options)


# --- before and after a session --------------------------------------------------------

PAIN_KEYS = (*DIGITS, Means.TEN.value)
"""Of pain 0-10, in that order; Enter never answers (G4)."""
PAIN_AFTER_GIVE_UP_S = 120.0
"""The person is at the wall, not at the keyboard (evening)."""

LEGS = {
    Means.NO.value: Leg.NONE,
    Means.SAME.value: Leg.SAME,
    Means.CLOSER.value: Leg.CLOSER,
    Means.FURTHER.value: Leg.FURTHER,
}

SETTLED = {
    Means.YES.value: Settled.YES,
    Means.NO.value: Settled.NO,
    Means.UNSURE.value: Settled.UNKNOWN,
}


def _pains() -> tuple[PageKey, ...]:
    return keys.numbers(0, 9, today.SO_MUCH), keys.option(Means.TEN)


def _legs() -> tuple[PageKey, ...]:
    return (
        keys.option(Means.NO, today.LEG_NONE),
        keys.option(Means.SAME),
        keys.option(Means.CLOSER, today.LEG_CLOSER),
        keys.option(Means.FURTHER, today.LEG_FURTHER),
    )


class Ask(NamedTuple):
    """One question before a session: its words, and its answers."""

    text: str
    options: tuple[PageKey, ...]
    said: Callable[[str], str]
    """Shows an answer."""


class SaidBefore(NamedTuple):
    """What was said before a session; ``None`` for what was not."""

    pain: int | None = None
    something_new: bool | None = None
    leg: Leg | None = None
    settled: Settled | None = None
    wants_less: bool = False


def _asks(still_new: bool, settled: str, is_first: bool) -> tuple[Ask, ...]:
    """Return the questions in their order. ``settled`` is the one about the last session that
    ended higher, and empty where it is not due."""
    three = (
        Ask(today.PAIN, _pains(), lambda key: str(pain_of(key))),
        Ask(
            today.NEW_AGAIN if still_new else today.NEW,
            _yes_no(),
            lambda key: today.yes_no(is_yes=key == Means.YES),
        ),
        Ask(
            today.LEG_FIRST if is_first else today.LEG,
            _legs(),
            lambda key: today.leg(LEGS[key]),
        ),
    )
    if not settled:
        return three
    return (
        *three,
        Ask(
            settled,
            (*_yes_no(), keys.option(Means.UNSURE)),
            lambda key: today.settled(SETTLED[key]),
        ),
    )


def today_card(
    pain: int | None,
    notes: tuple[str, ...] = (),
    *,
    still_new: bool = False,
    settled: str = "",
    is_first: bool = False,
) -> Questionnaire:
    """Return the screen before each session (G4): three questions, a key each, and a fourth
    where the last session ended higher.

    A pain that was said already, 0-10, is shown and not asked. ``notes`` are what the user's
    precautions do to the routine. ``still_new``: something new was felt the last time.
    ``is_first``: there is no last time to compare a leg with.
    """
    asks = _asks(still_new, settled, is_first)
    said = () if pain is None else (key_of(pain),)

    def page(answers: tuple[str, ...], wants_less: bool) -> Page:
        above = (*notes, *([""] if notes else []))
        lines = _today_lines(asks, (*said, *answers), wants_less)
        turn = min(len(said) + len(answers), len(asks) - 1)
        first = len(above)
        back = (keys.option(Means.BACK),) if answers else ()
        options = (
            *asks[turn].options,
            keys.option(Means.LESS, today.A_QUARTER_LESS),
            *back,
            _leave(),
        )
        return Page(
            today.BEFORE_YOU_START,
            (*above, *lines),
            options,
            asked=first + turn if len(said) + len(answers) < len(asks) else None,
            later=tuple(range(first + turn + 1, first + len(asks))),
        )

    return Questionnaire(
        tuple(ask.options for ask in asks[len(said) :]),
        page,
        longer=(("1", "0", Means.TEN.value),),
        wish=Means.LESS.value,
    )


def _today_lines(
    asks: tuple[Ask, ...], answers: tuple[str, ...], wants_less: bool
) -> tuple[str, ...]:
    lines = []
    for number, ask in enumerate(asks):
        answer = ask.said(answers[number]) if number < len(answers) else ""
        lines.append(today.question(number + 1, ask.text, answer))
    return (*lines, today.less(Means.LESS, is_wanted=wants_less))


def said_today(pain: int | None, card: Questionnaire) -> SaidBefore:
    """Return what the answers of ``card`` say, as many as there are; ``pain`` as it was
    handed to ``today_card``."""
    given = card.answers if pain is None else (key_of(pain), *card.answers)
    many = len(given)
    return SaidBefore(
        pain_of(given[0]) if many > 0 else None,
        given[1] == Means.YES if many > 1 else None,
        LEGS[given[2]] if many > 2 else None,
        SETTLED[given[3]] if many > 3 else None,
        card.is_wished,
    )


def week_questions(activities: tuple[str, ...]) -> Questionnaire:
    """Return the card of the week: a question for each of ``activities``, in the user's own
    words, and one for the worst pain. Enter leaves a question out."""
    from backpt.progress.due_questions import DueQuestion

    asks = (
        *map(weeks.activity_question, activities),
        weeks.asked(DueQuestion.WORST_OF_WEEK),
    )
    below = () if activities else ("", weeks.NAME_ACTIVITIES)
    each = (*_pains(), keys.option(Means.ENTER))

    def page(answers: tuple[str, ...], is_wished: bool) -> Page:
        del is_wished
        said = (*map(_week_answer, answers), *[""] * (len(asks) - len(answers)))
        lines = tuple(
            today.question(number, text, answer)
            for number, (text, answer) in enumerate(zip(asks, said, strict=True), 1)
        )
        turn = len(answers)
        back = (keys.option(Means.BACK),) if answers else ()
        return Page(
            weeks.WEEK_CARD,
            (*lines, *below),
            (*each, *back, _leave()),
            asked=turn if turn < len(asks) else None,
            later=tuple(range(turn + 1, len(asks))),
        )

    return Questionnaire(tuple(each for _ in asks), page)


def _week_answer(key: str) -> str:
    pain = pain_of(key)
    return weeks.LEFT_OUT if pain is None else str(pain)


def notes_page(notes: tuple[str, ...]) -> Page:
    """Return ``notes`` by themselves, where they do not fit beside the questions."""
    return Page(today.CHANGED_FOR_YOU, notes, (keys.option(Means.SPACE, today.GO_ON), _leave()))


def decision_page(decision: Decision, notes: tuple[str, ...]) -> Page:
    """Return what today allows, and why; only easing, below a pain of 6, can be declined."""
    contact = advice.contact_words(decision.contacts)
    lines = (advice.decision_words(decision), *notes, *filter(None, (contact,)))
    if decision.may_be_declined:
        return Page(
            today.LESS_TODAY,
            lines,
            (
                keys.option(Means.YES, today.YES_LESS),
                keys.option(Means.WHOLE, today.THE_WHOLE),
                _leave(),
            ),
        )
    is_less = decision.kind is Readiness.EASE
    title = today.LESS_TODAY if is_less else today.ONLY_THIS_TODAY
    return Page(title, lines, (_go_on(), _leave()))


def pain_after_page(*, finished: bool = True) -> Page:
    """Return the question for the pain after a session; nobody who stopped is praised."""
    return Page(today.end(finished=finished), (today.PAIN,), (*_pains(), _leave()))


def pain_after_pack_page() -> Page:
    """Return the question for the pain after the last pack; it may be left unanswered."""
    from backpt.progress.due_questions import DueQuestion

    asked = weeks.asked(DueQuestion.PACK_AFTER)
    return Page(weeks.PACKS_OVER, (asked,), (*_pains(), _leave()))


def still_well_page() -> Page:
    """Return the question of once a month in maintenance; it may be left unanswered."""
    options = (*_pains(), keys.option(Means.ENTER), _leave())
    return Page(phases.STILL_WELL, (phases.WORST_OF_MONTH,), options)


def no_more_page(follows: str) -> Page:
    """Return card 1 as it follows pain of 8 or more after a session (D5). ``follows`` says
    what comes of that pain."""
    lines = (follows, words.IS_ONE_TRUE, "", *map(words.asked, EMERGENCY_CARD))
    return Page(words.NO_MORE_TODAY, lines, _card_options(EMERGENCY_CARD))


def contact_page(contacts: tuple[Contact, ...]) -> Page:
    """Return the advice to talk to somebody (D6), which stays until that was done."""
    talked = keys.option(Means.DONE, today.HAS_TALKED)
    return Page(
        today.TIME_TO_TALK,
        (advice.contact_words(contacts),),
        (keys.option(Means.SPACE, today.GO_ON), talked, _leave()),
    )


def drops_page(pain: int) -> Page:
    """Return the question for the second day of pain 9 or 10 (U10)."""
    return Page(today.DOES_IT_DROP, (today.drops(pain),), (*_yes_no(), _leave()))


def key_of(pain: int) -> str:
    """Return the key that means ``pain``, 0-10."""
    return str(PAIN_KEYS[pain])


def pain_of(answer: str) -> int | None:
    """Return the pain that a key means; ``None`` for silence or leaving."""
    if answer == Means.TEN:
        return 10
    return int(answer) if answer.isdecimal() else None
