"""A user's answers to the safety cards, as values: what they mean, and when they are due.

Pure. Dates are ISO texts ("2026-11-22"), which sort as they should; an empty one is never.
Which question there is and what it sets: ``safety/cards.py``.
"""

from collections.abc import Iterable

from backpt.prescription.quoting import with_bytes
from backpt.safety.calendar import ordinal_of
from backpt.safety.cards import (
    ABOUT_CARD,
    BY_FLAG,
    EMERGENCY_CARD,
    PACK_CARD,
    QUESTIONS,
    TICKS,
    URGENT_QUESTIONS,
    tick_named,
)
from backpt.safety.rows import Tick
from backpt.values import NamedTuple

NONE = "none"
POSTOP = "POSTOP"
"""Blocks every exercise, whatever the library says (clinical G3, 14)."""


class Profile(NamedTuple):
    """One person's precautions. The empty one is of somebody who answered "none", or nothing:
    ``screened`` tells which."""

    codes: frozenset[str] = frozenset()
    """Precaution codes of the library that act (clinical B, set by G3)."""
    flags: frozenset[str] = frozenset()
    """What matters for heat and cold (clinical C4)."""
    signs: tuple[str, ...] = ()
    """Emergency and urgent signs ("E1", "U5") that no clinician has seen since. While there is
    one, nothing may start, and nothing can be cleared (clinical D2)."""
    screened: bool = False
    """All three cards were answered."""
    leg_went_down: bool = False
    """Pain moved further down the leg, and nobody was talked to since (``safety/days.py``)."""

    @property
    def is_blocked(self) -> bool:
        return bool(self.signs)


class Answers(NamedTuple):
    """What was answered, card by card. ``None``: that card was not answered; ``()``: none."""

    answered: str = ""
    """The date of the latest answer to card 1."""
    emergency: tuple[str, ...] | None = None
    """Card 1: numbers of the questions with a yes."""
    urgent: tuple[str, ...] | None = None
    """Card 2."""
    about: tuple[str, ...] | None = None
    """Card 3: the words of the lines that were ticked."""
    packs: tuple[str, ...] | None = None
    """The card before the first pack: flags."""
    allowed: tuple[str, ...] = ()
    """Modes ("heat", "cold") that a clinician, who was asked, allowed."""
    seen: str = ""
    """When a clinician last saw warning signs among the answers."""
    seen_of: tuple[str, ...] = ()
    """Which questions of card 1 and 2 had been answered with yes then."""
    cleared: str = ""
    """When a surgeon or therapist cleared the user for exercise again."""
    ask_again: bool = False
    """Something new was felt: the cards are due (clinical G3)."""
    yes_on: str = ""
    """The date of the latest yes to a question of card 1 or 2."""

    packs_again: bool = False
    """The card before the first pack comes once more, with its ticks set."""

    @property
    def packs_due(self) -> bool:
        """Whether the card about packs comes before the next one."""
        return self.packs is None or self.packs_again

    @property
    def is_whole(self) -> bool:
        """Whether all three cards were answered."""
        return None not in (self.emergency, self.urgent, self.about)

    @property
    def yes(self) -> tuple[str, ...]:
        """Every question of card 1 and 2 that was answered with yes."""
        return (*(self.emergency or ()), *(self.urgent or ()))

    @property
    def unseen(self) -> tuple[str, ...]:
        """Those of them that no clinician has seen since."""
        return tuple(key for key in self.yes if key not in self.seen_of)


def seen_on(answers: Answers, date: str) -> Answers:
    """Return ``answers`` after a clinician saw every sign among them on ``date``."""
    return answers._replace(seen=date, seen_of=answers.yes)


def with_signs(answers: Answers, keys: tuple[str, ...], today: str) -> Answers:
    """Return ``answers`` with a yes to more questions of card 1 or 2, by number, which no
    clinician has seen."""
    card_1 = [one.key for one in EMERGENCY_CARD if one.key in (*answers.yes, *keys)]
    card_2 = [one.key for one in URGENT_QUESTIONS if one.key in (*answers.yes, *keys)]
    return answers._replace(
        answered=answers.answered or today,
        emergency=tuple(card_1) or answers.emergency,
        urgent=tuple(card_2) or answers.urgent,
        seen_of=tuple(key for key in answers.seen_of if key not in keys),
        yes_on=today,
    )


def asked_anew(before: Answers, today: str) -> Answers:
    """Return what stands of ``before`` once card 1 is answered anew with none of these.

    Everything that was ticked stays until somebody unticks it; only signs that were said are
    asked for again, card by card.
    """
    return before._replace(
        answered=today, emergency=(), urgent=None, seen="", seen_of=(), yes_on=""
    )


def same_ticks(names: tuple[str, ...], before: tuple[str, ...] | None) -> bool:
    """Tell whether the same lines of a card are ticked."""
    return before is not None and set(names) == set(before)


def with_about(answers: Answers, about: tuple[str, ...]) -> Answers:
    """Return ``answers`` with the ticks of card 3.

    Where they changed, clearance is for what was before and ends; so does what a clinician
    allowed, if anything new speaks against packs. The card about packs comes once more.
    """
    packs_again = answers.packs is not None
    if same_ticks(about, answers.about):
        return answers._replace(packs_again=packs_again)
    ticked = answers._replace(about=about, cleared="", packs_again=packs_again)
    is_allowed = profile_of(ticked).flags <= profile_of(answers).flags
    return ticked._replace(allowed=answers.allowed if is_allowed else ())


def with_packs(answers: Answers, flags: tuple[str, ...]) -> Answers:
    """Return ``answers`` with the ticks of the card before the first pack."""
    ticked = answers._replace(packs=flags, packs_again=False)
    is_allowed = profile_of(ticked).flags <= profile_of(answers).flags
    return ticked._replace(allowed=answers.allowed if is_allowed else ())


def with_unseen_of(answers: Answers, before: Answers) -> Answers:
    """Return ``answers`` with every yes of ``before`` that no clinician has seen.

    Answering anew takes none of them back: only a clinician who saw it does (clinical D2).
    """
    if not before.unseen:
        return answers
    both = with_signs(answers, before.unseen, before.yes_on)
    return both._replace(yes_on=answers.yes_on or before.yes_on or answers.answered)


def profile_of(answers: Answers) -> Profile:
    """Return what ``answers`` mean: codes, flags for packs, signs that nobody has seen yet."""
    asked = [QUESTIONS[key] for key in answers.yes]
    ticked = [TICKS[key] for key in answers.about or ()]
    codes = {code for question in asked for code in question.codes}
    codes |= {code for tick in ticked for code in tick.codes}
    flags = {flag for question in asked for flag in question.flags}
    flags |= {flag for tick in ticked for flag in tick.flags}
    if answers.cleared:
        codes.discard(POSTOP)
    signs = tuple(sign for key in answers.unseen for sign in QUESTIONS[key].signs)
    return Profile(
        frozenset(codes), frozenset(flags | set(answers.packs or ())), signs, answers.is_whole
    )


def acting_ticks(answers: Answers) -> tuple[Tick, ...]:
    """Return the ticks of card 3 that change something: that of an operation only until the
    user was cleared for exercise."""
    ticks = (TICKS[key] for key in answers.about or ())
    return tuple(tick for tick in ticks if not (answers.cleared and POSTOP in tick.codes))


def is_due(answers: Answers, today: str, after_days: int) -> bool:
    """Tell whether all cards are to be asked from the first on; ``today`` is an ISO date.

    A date of answering that lies in the future makes them due too: some clock was wrong.
    """
    if not answers.answered or answers.ask_again or answers.emergency is None:
        return True
    then, now = ordinal_of(answers.answered), ordinal_of(today)
    return then is None or now is None or not 0 <= now - then < after_days


# --- a line of text --------------------------------------------------------------------

CARDS = ("emergency", "urgent", "about", "packs")
"""In the order in which ``--answers`` takes them; the last may be left out."""


class UnreadAnswer(ValueError):
    """Answers in a line of text that mean nothing."""

    def __init__(self, card: str = "", word: str = "", known: tuple[str, ...] = ()) -> None:
        """``card`` is one of ``CARDS``, empty where the whole line is wrong; ``word`` was
        written, and ``known`` are those that may be."""
        super().__init__(card, word)
        self.card, self.word, self.known = card, word, known


def read_card(card: str, text: str) -> tuple[str, ...]:
    """Return the answers to one of ``CARDS`` written as "none" or as words with commas.

    Raises ``UnreadAnswer``.
    """
    words = [word.strip().lower() for word in text.split(",")]
    if words == [NONE]:
        return ()
    found = [_named(card, word) for word in words]
    order = _names(card)
    return tuple(sorted(set(found), key=order.index))


def _named(card: str, word: str) -> str:
    tick = tick_named(word) if card == "about" else None
    named = tick.key if tick else word
    if named in _names(card):
        return named
    shown = word[:40] if word.isprintable() else with_bytes(ascii(word[:40]))[1:-1]
    raise UnreadAnswer(card, shown, _names(card))


def _names(card: str) -> tuple[str, ...]:
    match card:
        case "emergency":
            return tuple(question.key for question in EMERGENCY_CARD)
        case "urgent":
            return tuple(question.key for question in URGENT_QUESTIONS)
        case "about":
            return tuple(tick.key for tick in ABOUT_CARD)
        case _:
            return tuple(row.flag for row in PACK_CARD)


def read_line(text: str, today: str) -> Answers:
    """Return the answers that one line gives: "none", or the cards in order between ";".

    "none;none;bones,wrist" answers the three cards, "none;none;none;over-65" the one for heat
    and cold too. Raises ``UnreadAnswer``.
    """
    cards = text.split(";")
    if [card.strip().lower() for card in cards] == [NONE]:
        cards = [NONE] * 4
    if len(cards) not in (3, 4):
        raise UnreadAnswer
    read = {card: read_card(card, said) for card, said in zip(CARDS, cards, strict=False)}
    packs = read.get("packs")
    answers = Answers(today, (), (), read["about"], packs)
    yes = (*read["emergency"], *read["urgent"])
    return with_signs(answers, yes, today) if yes else answers


def write_card(answers: Iterable[str]) -> str:
    """Return answers to one card as ``read_card`` reads them."""
    return ", ".join(answers) or NONE


def lasting(flags: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``flags`` that hold longer than a few days."""
    return tuple(flag for flag in flags if BY_FLAG[flag].lasts)
