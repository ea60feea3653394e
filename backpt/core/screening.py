"""Everything that is asked about safety, as pages: the three cards, packs, and each evening.

Only how it is laid out and worded around the tables; what is asked and what follows from it
stands in ``safety_cards``, ``warning_signs``, ``heat_cold_safety`` and ``readiness``. Wording
is that of the clinical fact sheet (G1, G3, G4, C4); no clinician has reviewed it. Nothing here
is advice for a particular person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from backpt.core.asking import BACK, InTurn, Ticks
from backpt.core.days import Leg, Settled
from backpt.core.heat_cold_safety import NAMES, PACK_CARD, STOP_AT_ONCE, PackRule
from backpt.core.model import Mode
from backpt.core.readiness import Decision, Kind
from backpt.core.safety_cards import (
    ABOUT_CARD,
    EMERGENCY_CARD,
    GROUPS,
    REVIEWED,
    URGENT_CARD,
    Question,
    Tick,
    told,
    what_follows,
)
from backpt.core.views import Page

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
    return Page("Your safety, card 1 of 3", lines, _card_prompt("1-5"))


def urgent_page() -> Page:
    """Return card 2. Any single yes is for a doctor today."""
    lines = ("See a doctor first?", "", *map(_asked, URGENT_CARD))
    return Page("Your safety, card 2 of 3", lines, _card_prompt("6-9, t for ten"))


def again_page() -> Page:
    """Return questions 1-3 and 9, asked when something new is felt (G4, 2)."""
    again = tuple(one for one in (*EMERGENCY_CARD, *URGENT_CARD) if one.again)
    lines = ("Is it one of these?", "", *map(_asked, again))
    return Page("Something new", lines, _card_prompt(_keys(again)))


def also_page(questions: tuple[Question, ...]) -> Page:
    """Return questions of the cards that a tick before a pack brings up (C4: fever)."""
    return Page("One thing more", tuple(map(_asked, questions)), _card_prompt(_keys(questions)))


def _keys(questions: tuple[Question, ...]) -> str:
    return ", ".join(one.press for one in questions)


def not_today_page(decision: Decision) -> Page:
    """Return card 1 as it follows pain of 8 or more (G4)."""
    said = " ".join(filter(None, (decision.sentence, decision.contact)))
    lines = (said, "Is one of these true?", "", *map(_asked, EMERGENCY_CARD))
    return Page("Not today", lines, _card_prompt("1-5"))


def _card_prompt(keys: str) -> str:
    return f"n none of these    {keys} yes, that one    q leave"


def _asked(question: Question) -> str:
    return f"{question.press}) {question.text}"


def presses(card: tuple[Question, ...]) -> dict[str, Question]:
    """Return the questions of ``card`` by the key that means yes."""
    return {question.press: question for question in card}


def about_card() -> Ticks:
    """Return card 3, on which nothing is ticked yet."""
    return Ticks({tick.press: tick.key for tick in ABOUT_CARD}, about_page)


def about_page(ticked: frozenset[str] = frozenset()) -> Page:
    """Return card 3 with the lines ``ticked``; lines of one number stand in one row."""
    rows: dict[int, list[str]] = {}
    for tick in ABOUT_CARD:
        mark = _YES if tick.key in ticked else ""
        rows.setdefault(tick.number, []).append(f"{tick.press}) {mark}{tick.text}")
    lines = tuple(
        f"{GROUPS[number]} {', '.join(row)}" if number in GROUPS else row[0]
        for number, row in rows.items()
    )
    return Page("Your safety, card 3 of 3: tick what applies", lines, _tick_prompt(ticked))


def _tick_prompt(ticked: frozenset[str]) -> str:
    if ticked:
        return "d done    its letter again: take a tick back    q leave"
    return "n none of these    a letter ticks, then d done    q leave"


def meant_page(question: Question) -> Page:
    """Return the question whether a yes to ``question`` was meant."""
    return Page("Is this true of you?", (question.text,), "y yes    n no, back to the card")


MEANT_KEYS = ("y", "n")

TOO_SMALL = Page(
    "The window is too small",
    ("It cannot show you this card. Make it larger, or leave and add --plain.",),
    "y show it again    q leave",
)
"""Comes after an answer to a card of which a part could not be read."""
FOLLOWS_KEYS = ("y", "q")


def follows_lines(ticks: tuple[Tick, ...]) -> tuple[str, ...]:
    """Return what each tick sets, in words."""
    return tuple(f"{_no_stop(told(tick))}: {what_follows(tick)}" for tick in ticks)


def _no_stop(text: str) -> str:
    return text.rstrip(".?")


def follows_page(ticks: tuple[Tick, ...]) -> Page:
    """Return what follows from card 3, read before anything starts."""
    return Page("What this means for you", follows_lines(ticks), "y go on    q leave")


# --- packs -----------------------------------------------------------------------------


def pack_card(mode: Mode) -> Ticks:
    """Return the rows of C4 that card 3 does not ask, before the first pack."""
    lines = {row.press: row.flag for row in PACK_CARD}
    return Ticks(lines, lambda ticked: pack_page(mode, ticked))


def pack_page(mode: Mode, ticked: frozenset[str] = frozenset()) -> Page:
    """Return the card before the first pack of ``mode``; its rows matter for any mode."""
    rows = tuple(
        f"{row.press}) {_YES if row.flag in ticked else ''}{row.text}" for row in PACK_CARD
    )
    first = "Tick what is true of you, or of the skin where the pack goes:"
    return Page(
        f"Before your first {NAMES[mode]} pack",
        (first, *rows, STOP_AT_ONCE),
        _tick_prompt(ticked),
    )


ALLOWED_KEYS = ("y", "n", "q")


def allowed_page(mode: Mode, rule: PackRule) -> Page:
    """Return the question whether a clinician was asked and allowed packs of ``mode``."""
    name = NAMES[mode]
    return Page(
        f"Ask first about {name}",
        (rule.sentence,),
        f"y I asked, and may use {name}    n not yet    q leave",
    )


# --- before and after a session --------------------------------------------------------

PAIN_KEYS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "t", "q")
"""``t`` is ten; Enter never answers (G4)."""
PAIN_AFTER_GIVE_UP_S = 120.0
"""The person is at the wall, not at the keyboard (evening)."""

LEGS = {"n": Leg.NONE, "s": Leg.SAME, "c": Leg.CLOSER, "f": Leg.FURTHER}
NEW_KEYS = ("y", "n")

SETTLED = {"y": Settled.YES, "n": Settled.NO, "d": Settled.UNKNOWN}

_PAIN = "Pain now, 0 none to 10 worst?"
_NEW = "Anything NEW: numbness, weakness or toilet trouble (not what you had before)?"
_NEW_AGAIN = (
    "Last time you felt something new: numbness, weakness or toilet trouble. Is it still"
    " there, or is anything NEW?"
)
_LEG = "Leg pain, compared with last time?"
_LESS = "A quarter less today?"
WISH = "-"
"""Less, as in a session."""


class Ask(NamedTuple):
    """One question before a session: its words, its keys, and what to press."""

    text: str
    keys: tuple[str, ...]
    prompt: str
    said: Callable[[str], str]
    """Shows an answer."""


class Said(NamedTuple):
    """What was said before a session; ``None`` for what was not."""

    pain: int | None = None
    something_new: bool | None = None
    leg: Leg | None = None
    settled: Settled | None = None
    wants_less: bool = False


def _asks(still_new: bool, settled: str) -> tuple[Ask, ...]:
    """Return the questions in their order. ``settled`` is the one about the last session that
    ended higher, and empty where it is not due."""
    new = _NEW_AGAIN if still_new else _NEW
    legs = "n none    s same    c closer to the back    f further down"
    three = (
        Ask(_PAIN, PAIN_KEYS[:-1], "0-9, t for ten", lambda key: str(pain_of(key))),
        Ask(new, NEW_KEYS, "y yes    n no", lambda key: "yes" if key == "y" else "no"),
        Ask(_LEG, tuple(LEGS), legs, lambda key: LEGS[key]),
    )
    if not settled:
        return three
    how = "y yes    n no    d do not know"
    return (*three, Ask(settled, tuple(SETTLED), how, lambda key: SETTLED[key]))


def today_card(
    pain: int | None,
    notes: tuple[str, ...] = (),
    *,
    still_new: bool = False,
    settled: str = "",
) -> InTurn:
    """Return the screen before each session (G4): three questions, a key each, and a fourth
    where the last session ended higher.

    A pain that was said already, 0-10, is shown and not asked. ``notes`` are what the user's
    precautions do to the routine. ``still_new``: something new was felt the last time.
    """
    asks = _asks(still_new, settled)
    said = () if pain is None else (key_of(pain),)

    def page(answers: tuple[str, ...], wants_less: bool) -> Page:
        above = (*notes, *([""] if notes else []))
        lines = _today_lines(asks, (*said, *answers), wants_less)
        turn = min(len(said) + len(answers), len(asks) - 1)
        first = len(above)
        back = f"    {BACK} back" if answers else ""
        wish = "" if asks[turn].text == _LEG else f"    {WISH} a quarter less"  # one line
        prompt = f"{asks[turn].prompt}{wish}{back}    q leave"
        return Page(
            "Before you start",
            (*above, *lines),
            prompt,
            asked=first + turn if len(said) + len(answers) < len(asks) else None,
            later=tuple(range(first + turn + 1, first + len(asks))),
        )

    return InTurn(
        tuple(ask.keys for ask in asks[len(said) :]),
        page,
        longer=(("1", "0", "t"),),
        wish=WISH,
    )


def _today_lines(
    asks: tuple[Ask, ...], answers: tuple[str, ...], wants_less: bool
) -> tuple[str, ...]:
    lines = []
    for number, ask in enumerate(asks):
        answer = ask.said(answers[number]) if number < len(answers) else ""
        lines.append(f"{number + 1}) {ask.text} {answer}".rstrip())
    return (*lines, f"{WISH}) {_LESS} {'yes' if wants_less else 'no'}")


def said_today(pain: int | None, card: InTurn) -> Said:
    """Return what the answers of ``card`` say, as many as there are; ``pain`` as it was
    handed to ``today_card``."""
    keys = card.answers if pain is None else (key_of(pain), *card.answers)
    many = len(keys)
    return Said(
        pain_of(keys[0]) if many > 0 else None,
        keys[1] == "y" if many > 1 else None,
        LEGS[keys[2]] if many > 2 else None,
        SETTLED[keys[3]] if many > 3 else None,
        card.is_wished,
    )


def notes_page(notes: tuple[str, ...]) -> Page:
    """Return ``notes`` by themselves, where they do not fit beside the questions."""
    return Page("Before you start", notes, "space go on    q leave")


NOTES_KEYS = (" ", "q")


EASE_KEYS = ("y", "f", "q")
LIMIT_KEYS = ("y", "q")


def decision_page(decision: Decision, notes: tuple[str, ...]) -> Page:
    """Return what today allows, and why; only easing, below a pain of 6, can be declined."""
    lines = (decision.sentence, *notes, *filter(None, (decision.contact,)))
    if decision.may_be_declined:
        return Page("Less today", lines, "y yes, less    f no, in full    q leave")
    title = "Less today" if decision.kind is Kind.EASE else "Only this today"
    return Page(title, lines, "y go on    q leave")


def pain_after_page(*, finished: bool = True) -> Page:
    """Return the question for the pain after a session; nobody who stopped is praised."""
    title = "Finished. Well done." if finished else "Before you leave"
    return Page(title, (_PAIN,), "0-9, t for ten    q leave")


def no_more_page(words: str) -> Page:
    """Return card 1 as it follows pain of 8 or more after a session (D5). ``words`` say what
    follows from that pain."""
    lines = (words, "Is one of these true?", "", *map(_asked, EMERGENCY_CARD))
    return Page("No more today", lines, _card_prompt("1-5"))


CONTACT_KEYS = (" ", "t", "q")


def contact_page(words: str) -> Page:
    """Return the advice to talk to somebody (D6), which stays until that was done."""
    return Page("Time to talk", (words,), "space go on    t I have talked to one    q leave")


DROPS_KEYS = ("y", "n", "q")


def drops_page(pain: int) -> Page:
    """Return the question for the second day of pain 9 or 10 (U10)."""
    lines = (f"Pain {pain} for the second day. Does it drop when you rest?",)
    return Page("Not today", lines, "y yes    n no    q leave")


def key_of(pain: int) -> str:
    """Return the key that means ``pain``, 0-10."""
    return PAIN_KEYS[pain]


def pain_of(answer: str) -> int | None:
    """Return the pain that a key means; ``None`` for silence or leaving."""
    if answer == "t":
        return 10
    return int(answer) if answer.isdecimal() else None
