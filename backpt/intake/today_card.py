"""Everything that is asked about safety, as pages: the three cards, packs, and each evening.

Only how it is laid out and worded around the tables; what is asked and what follows from it
stands in ``safety.yaml`` and ``safety/readiness.py``. Wording
is that of the clinical fact sheet (G1, G3, G4, C4); no clinician has reviewed it. Nothing here
is advice for a particular person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from backpt.intake.pages import InTurn, Part, Ticks
from backpt.prescription.model import Mode
from backpt.safety import cards, packs
from backpt.safety.answers import POSTOP
from backpt.safety.cards import EMERGENCY_CARD, REVIEWED, TICKS, URGENT_CARD, told, what_follows
from backpt.safety.days import Leg, Settled
from backpt.safety.packs import BY_FLAG, NAMES, PACK_CARD, STOP_AT_ONCE, PackRule
from backpt.safety.readiness import Decision, Readiness
from backpt.safety.rows import Question, Tick
from backpt.session.keymap import DIGITS, Means, Option, numbers, option
from backpt.session.views import Page

DISCLAIMER = (
    "backpt is a timer, exercise guide and diary. It is not a doctor or a physical therapist.",
    f"It suits adults with ordinary low-back ache that has no warning signs. {REVIEWED}",
    "Stop if something feels wrong, and ask a professional if you are unsure.",
)
"""G1, in three lines."""

_YES = "YES "
"""Before a line that is ticked: a word, so that it is heard too."""


# --- the three cards -------------------------------------------------------------------


AGAIN = "You answered these a while ago. Things change, so here they are again."
NEW_SIGN = "You felt something new the last time, so here they are again:"


def emergency_page(why: str = "") -> Page:
    """Return card 1. Any single yes is an emergency. ``why`` it is asked, where it is not the
    first time."""
    lines = (*((why,) if why else DISCLAIMER), "", *map(_asked, EMERGENCY_CARD))
    return Page("Your safety, card 1 of 3", lines, _card_options(EMERGENCY_CARD))


def urgent_page() -> Page:
    """Return card 2. Any single yes is for a doctor today."""
    lines = ("Has any of these started?", "", *map(_asked, URGENT_CARD))
    return Page("Your safety, card 2 of 3", lines, _card_options(URGENT_CARD))


def again_page() -> Page:
    """Return questions 1-3 and 9, asked when something new is felt (G4, 2)."""
    again = tuple(one for one in (*EMERGENCY_CARD, *URGENT_CARD) if one.again)
    lines = ("Is it one of these?", "", *map(_asked, again))
    return Page("Something new", lines, _card_options(again))


def also_page(questions: tuple[Question, ...]) -> Page:
    """Return questions of the cards that a tick before a pack brings up (C4: fever)."""
    return Page("One thing more", tuple(map(_asked, questions)), _card_options(questions))


def not_today_page(decision: Decision) -> Page:
    """Return card 1 as it follows pain of 8 or more (G4)."""
    said = " ".join(filter(None, (decision.sentence, decision.contact)))
    lines = (said, "Is one of these true?", "", *map(_asked, EMERGENCY_CARD))
    return Page("Not today", lines, _card_options(EMERGENCY_CARD))


LEAVE = option(Means.LEAVE)
GO_ON = option(Means.YES, "yes, go on")


def _card_options(questions: tuple[Question, ...]) -> tuple[Option, ...]:
    """None of them, or one: digits that follow each other are one option."""
    digits = tuple(one.press for one in questions if one.press in DIGITS)
    first, last = int(digits[0]), int(digits[-1])
    ten = any(one.press == Means.TEN for one in questions)
    if last - first == len(digits) - 1:
        yes = numbers(first, last, "yes, that one")
    else:
        yes = Option(digits, "yes, that one", ", ".join(digits))
    return (
        option(Means.NO, "none of these"),
        yes,
        *([option(Means.TEN, "ten: yes")] if ten else []),
        LEAVE,
    )


def _asked(question: Question) -> str:
    return f"{question.press}) {question.text}"


def presses(card: tuple[Question, ...]) -> dict[str, Question]:
    """Return the questions of ``card`` by the key that means yes."""
    return {question.press: question for question in card}


CHANGED = "Has anything changed since? A new illness, operation, medicine or pregnancy counts."


DAMAGED = (
    "Not all of your ticks could be read. Look at each part, and tick again what is missing."
)


def about_card(cleared: str = "", *, is_damaged: bool = False) -> Ticks:
    """Return card 3, on which nothing is ticked yet; ``cleared`` since which date.

    ``is_damaged``: there may have been more ticks than those it was answered with before.
    """
    parts = tuple(
        Part(title, tuple(tick.key for tick in cards.of_part(title))) for title in cards.PARTS
    )

    def text_of(key: str) -> str:
        is_cleared = cleared and POSTOP in TICKS[key].codes
        return told(TICKS[key]) + (f" (cleared on {cleared})" if is_cleared else "")

    title = "Your safety, card 3 of 3: about you"
    lead = DAMAGED if is_damaged else CHANGED
    return Ticks(parts, lambda card: _ticks_page(card, title, text_of, lead=lead))


def _ticks_page(
    card: Ticks,
    title: str,
    text_of: Callable[[str], str],
    below: tuple[str, ...] = (),
    *,
    lead: str = CHANGED,
) -> Page:
    """Return the page of the part that is asked, or of all of a card that is known."""
    part = card.part
    if part is None:
        return _known_page(card, title, text_of, lead)
    many = len(card.parts)
    lines = (
        f"{part.title} ({card.at + 1} of {many}): tick what applies to you.",
        "",
        *(
            f"{number}) {_YES if name in card.ticked else ''}{text_of(name)}"
            for number, name in enumerate(part.names, 1)
        ),
        *below,
    )
    return Page(title, lines, _part_options(card, part))


def _part_options(card: Ticks, part: Part) -> tuple[Option, ...]:
    last = len(part.names)
    if card.ticked & set(part.names):
        answers = (
            numbers(1, last, "a tick, or no tick"),
            option(Means.DONE, "done: all are ticked"),
        )
    else:
        answers = (option(Means.NO, "none of these"), numbers(1, last, "a tick"))
    back = (option(Means.BACK),) if card.at and not card.is_known else ()
    return (*answers, *back, LEAVE)


def _known_page(card: Ticks, title: str, text_of: Callable[[str], str], lead: str) -> Page:
    """Everything that is ticked, part by part, so that it is read before it is kept."""
    lines = [lead, ""]
    for number, part in enumerate(card.parts, 1):
        ticked = [text_of(name) for name in part.names if name in card.ticked]
        said = "; ".join(_YES + text for text in ticked) if ticked else "nothing ticked"
        lines.append(f"{number}) {part.title}: {said}.")
    return Page(
        title,
        tuple(lines),
        (
            option(Means.KEEP, "keep it as it is"),
            numbers(1, len(card.parts), "look at that part and change it"),
            LEAVE,
        ),
    )


def taken_away_page(names: tuple[str, ...]) -> Page:
    """Return the question whether lines of card 3, or of the card about packs, that were
    ticked are no longer true: taking one away brings exercises or packs back."""
    lines = tuple(f"No longer true: {_no_stop(_text_of(name))}." for name in names)
    return Page(
        "You take something away. Is that right?",
        lines,
        (option(Means.YES, "yes, take it away"), option(Means.NO, "no, keep it"), LEAVE),
    )


def _text_of(name: str) -> str:
    return told(TICKS[name]) if name in TICKS else BY_FLAG[name].text


def meant_page(question: Question) -> Page:
    """Return the question whether a yes to ``question`` was meant."""
    options = (option(Means.YES), option(Means.NO, "no, back to the card"))
    return Page("Is this true of you?", (question.text,), options)


TOO_SMALL = Page(
    "The window is too small",
    ("It cannot show you this card. Make it larger, or leave and add --plain.",),
    (option(Means.YES, "yes, show it again"), LEAVE),
)
"""Comes after an answer to a card of which a part could not be read."""


def follows_lines(ticks: tuple[Tick, ...]) -> tuple[str, ...]:
    """Return what each tick sets, in words."""
    return tuple(f"{_no_stop(told(tick))}: {what_follows(tick)}" for tick in ticks)


def _no_stop(text: str) -> str:
    return text.rstrip(".?")


def follows_page(ticks: tuple[Tick, ...]) -> Page:
    """Return what follows from card 3, read before anything starts."""
    return Page("What this means for you", follows_lines(ticks), (GO_ON, LEAVE))


# --- packs -----------------------------------------------------------------------------


def pack_card(mode: Mode) -> Ticks:
    """Return the rows of C4 that card 3 does not ask, before the first pack of ``mode``; its
    rows matter for any mode."""
    parts = tuple(
        Part(title, tuple(row.flag for row in PACK_CARD if row.part == title))
        for title in packs.PARTS
    )
    return Ticks(parts, lambda card: _pack_page(mode, card))


def _pack_page(mode: Mode, card: Ticks) -> Page:
    title = f"Before your first {NAMES[mode]} pack"
    last = card.at == len(card.parts) - 1
    return _ticks_page(
        card, title, lambda flag: BY_FLAG[flag].text, (STOP_AT_ONCE,) if last else ()
    )


def allowed_page(mode: Mode, rule: PackRule) -> Page:
    """Return the question whether a clinician was asked and allowed packs of ``mode``."""
    name = NAMES[mode]
    return Page(
        f"Ask first about {name}",
        (rule.sentence,),
        (
            option(Means.YES, f"yes, I asked, and may use {name}"),
            option(Means.NO, "not yet"),
            LEAVE,
        ),
    )


# --- before and after a session --------------------------------------------------------

PAIN_KEYS = (*DIGITS, Means.TEN.value)
"""Of pain 0-10, in that order; Enter never answers (G4)."""
PAIN_OPTIONS = (numbers(0, 9, "so much"), option(Means.TEN))
PAIN_AFTER_GIVE_UP_S = 120.0
"""The person is at the wall, not at the keyboard (evening)."""

LEGS = {
    Means.NO.value: Leg.NONE,
    Means.SAME.value: Leg.SAME,
    Means.CLOSER.value: Leg.CLOSER,
    Means.FURTHER.value: Leg.FURTHER,
}
NEW_OPTIONS = (option(Means.YES), option(Means.NO))

SETTLED = {
    Means.YES.value: Settled.YES,
    Means.NO.value: Settled.NO,
    Means.UNSURE.value: Settled.UNKNOWN,
}
SETTLED_OPTIONS = (*NEW_OPTIONS, option(Means.UNSURE))

_PAIN = "Pain now, 0 none to 10 worst?"
_NEW = "Anything NEW: numbness, weakness or toilet trouble (not what you had before)?"
_NEW_AGAIN = (
    "Last time you felt something new: numbness, weakness or toilet trouble. Is it still"
    " there, or is anything NEW?"
)
_LEG = "Leg pain, compared with last time?"
_LEG_FIRST = "Pain or tingling in a leg, compared with other days?"
_LESS = "A quarter less today?"
LEG_OPTIONS = (
    option(Means.NO, "none"),
    option(Means.SAME),
    option(Means.CLOSER, "closer to the back"),
    option(Means.FURTHER, "further down"),
)


class Ask(NamedTuple):
    """One question before a session: its words, and its answers."""

    text: str
    options: tuple[Option, ...]
    said: Callable[[str], str]
    """Shows an answer."""


class Said(NamedTuple):
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
        Ask(_PAIN, PAIN_OPTIONS, lambda key: str(pain_of(key))),
        Ask(
            _NEW_AGAIN if still_new else _NEW,
            NEW_OPTIONS,
            lambda key: "yes" if key == Means.YES else "no",
        ),
        Ask(_LEG_FIRST if is_first else _LEG, LEG_OPTIONS, lambda key: LEGS[key]),
    )
    if not settled:
        return three
    return (*three, Ask(settled, SETTLED_OPTIONS, lambda key: SETTLED[key]))


def today_card(
    pain: int | None,
    notes: tuple[str, ...] = (),
    *,
    still_new: bool = False,
    settled: str = "",
    is_first: bool = False,
) -> InTurn:
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
        back = (option(Means.BACK),) if answers else ()
        options = (*asks[turn].options, option(Means.LESS, "a quarter less"), *back, LEAVE)
        return Page(
            "Before you start",
            (*above, *lines),
            options,
            asked=first + turn if len(said) + len(answers) < len(asks) else None,
            later=tuple(range(first + turn + 1, first + len(asks))),
        )

    return InTurn(
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
        lines.append(f"{number + 1}) {ask.text} {answer}".rstrip())
    return (*lines, f"{Means.LESS.value}) {_LESS} {'yes' if wants_less else 'no'}")


def said_today(pain: int | None, card: InTurn) -> Said:
    """Return what the answers of ``card`` say, as many as there are; ``pain`` as it was
    handed to ``today_card``."""
    keys = card.answers if pain is None else (key_of(pain), *card.answers)
    many = len(keys)
    return Said(
        pain_of(keys[0]) if many > 0 else None,
        keys[1] == Means.YES if many > 1 else None,
        LEGS[keys[2]] if many > 2 else None,
        SETTLED[keys[3]] if many > 3 else None,
        card.is_wished,
    )


def notes_page(notes: tuple[str, ...]) -> Page:
    """Return ``notes`` by themselves, where they do not fit beside the questions."""
    return Page("Changed for you", notes, (option(Means.SPACE, "go on"), LEAVE))


def decision_page(decision: Decision, notes: tuple[str, ...]) -> Page:
    """Return what today allows, and why; only easing, below a pain of 6, can be declined."""
    lines = (decision.sentence, *notes, *filter(None, (decision.contact,)))
    if decision.may_be_declined:
        return Page(
            "Less today",
            lines,
            (
                option(Means.YES, "yes, less"),
                option(Means.WHOLE, "the whole of it"),
                LEAVE,
            ),
        )
    title = "Less today" if decision.kind is Readiness.EASE else "Only this today"
    return Page(title, lines, (GO_ON, LEAVE))


def pain_after_page(*, finished: bool = True) -> Page:
    """Return the question for the pain after a session; nobody who stopped is praised."""
    title = "Finished. Well done." if finished else "Before you leave"
    return Page(title, (_PAIN,), (*PAIN_OPTIONS, LEAVE))


def no_more_page(words: str) -> Page:
    """Return card 1 as it follows pain of 8 or more after a session (D5). ``words`` say what
    follows from that pain."""
    lines = (words, "Is one of these true?", "", *map(_asked, EMERGENCY_CARD))
    return Page("No more today", lines, _card_options(EMERGENCY_CARD))


def contact_page(words: str) -> Page:
    """Return the advice to talk to somebody (D6), which stays until that was done."""
    talked = option(Means.DONE, "done: I have talked to one")
    return Page("Time to talk", (words,), (option(Means.SPACE, "go on"), talked, LEAVE))


def drops_page(pain: int) -> Page:
    """Return the question for the second day of pain 9 or 10 (U10)."""
    lines = (f"Pain {pain} for the second day. Does it drop when you rest?",)
    return Page("Does it drop?", lines, (*NEW_OPTIONS, LEAVE))


def key_of(pain: int) -> str:
    """Return the key that means ``pain``, 0-10."""
    return str(PAIN_KEYS[pain])


def pain_of(answer: str) -> int | None:
    """Return the pain that a key means; ``None`` for silence or leaving."""
    if answer == Means.TEN:
        return 10
    return int(answer) if answer.isdecimal() else None
