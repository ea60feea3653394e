"""Asking the safety cards, before a session and for ``backpt safety``.

Stops where an answer says so.

Pure: pages are prompts, and so is keeping. Wording: ``intake/today_card.py``; what answers
mean: ``safety/answers.py``; the file: ``journal/answers_file.py``.
"""

from __future__ import annotations

from backpt.errors import SafetyStop
from backpt.intake import today_card
from backpt.intake.pages import Checklist, Questionnaire
from backpt.intake.prompts import (
    Answered,
    CardPrompt,
    Conversation,
    KeepAnswers,
    SignSaid,
    ask,
    fits,
)
from backpt.language import cards, refusals, signs
from backpt.safety.answers import (
    Answers,
    asked_anew,
    is_due,
    same_ticks,
    with_about,
    with_signs,
    with_unseen_of,
)
from backpt.safety.cards import EMERGENCY_CARD, TICKS, URGENT_CARD
from backpt.safety.rows import Question
from backpt.safety.tables import SCREEN_AGAIN_DAYS
from backpt.session.keymap import Means
from backpt.session.views import Page

YES, NONE = Means.YES.value, Means.NO.value


class Screening:
    """What the cards know while they are asked: who is there, and what is kept by now."""

    def __init__(
        self,
        kept: Answers,
        trouble: str = "",
        *,
        legible: Answers = Answers(),  # noqa: B008  # a value
        today: str,
        has_keyboard: bool,
        rehearsal: bool = False,
    ) -> None:
        """``kept`` are the answers that are kept, and ``trouble`` why they cannot be relied
        on: then ``legible`` is what can still be read of them. ``today`` is an ISO date; in a
        ``rehearsal`` nothing is done in earnest."""
        self.kept = kept
        self.trouble = trouble
        self.legible = legible
        self.today = today
        self.has_keyboard = has_keyboard
        self.rehearsal = rehearsal

    def keep(self, answers: Answers) -> Conversation[Answers]:
        """Keep what a person answered; with no keyboard nobody did. Return ``answers``.

        Where they cannot be kept the console says so, and they are asked again the next time.
        """
        if self.has_keyboard:
            is_kept: bool = yield KeepAnswers(answers)
            if is_kept:
                self.kept, self.trouble = answers, ""
        return answers


def screened(screening: Screening) -> Conversation[Answers]:
    """Return the user's answers, after asking what is due of the three cards.

    Raises ``SafetyStop`` for a sign that no clinician has seen, now or answered earlier, and
    where answers cannot be relied on, or were never given, and nobody is there to give them.
    With no keyboard cards that are due again are shown, nothing is kept, and the answers that
    there are go on to act.
    """
    answers, trouble = screening.kept, screening.trouble
    if trouble:
        if not screening.has_keyboard:
            raise SafetyStop(f"{trouble}.")
        answers = yield from ask_all(screening, screening.legible, why=f"{trouble}.")
        stop_if_blocked(answers)  # a sign that was legible
        return answers
    stop_if_blocked(answers)
    if answers.ask_again and not screening.has_keyboard:
        raise SafetyStop(refusals.NEW_SIGN_FIRST)
    if not (answers.answered or screening.has_keyboard or screening.rehearsal):
        raise SafetyStop(refusals.QUESTIONS_FIRST)
    if is_due(answers, screening.today, SCREEN_AGAIN_DAYS):
        return (yield from ask_all(screening, answers, why=_why_again(answers)))
    if not answers.is_whole:
        return (yield from _ask_from_second(screening, answers))
    return answers


def stop_if_blocked(answers: Answers) -> None:
    """Raise ``SignSaid`` while a sign among ``answers`` was not seen by a clinician."""
    if answers.unseen:
        raise SignSaid(signs.blocked(answers))


def _why_again(answers: Answers) -> str:
    if answers.ask_again:
        return cards.NEW_SIGN
    return cards.AGAIN if answers.answered else ""


def ask_all(
    screening: Screening,
    before: Answers = Answers(),  # noqa: B008  # a value
    *,
    why: str = "",
) -> Conversation[Answers]:
    """Ask the three cards from the first on; ``before`` are the answers until now, and ``why``
    says what makes them due."""
    key = yield from _ask_card(
        screening, today_card.emergency_page(why), EMERGENCY_CARD, before
    )
    if not screening.has_keyboard:
        return (yield from _shown_only(screening, before))
    answers = asked_anew(before, screening.today)
    if yes := _yes(EMERGENCY_CARD, key):
        answers = with_signs(answers, yes, screening.today)
        stop_if_blocked((yield from screening.keep(with_unseen_of(answers, before))))
    return (yield from _ask_from_second(screening, answers, before))


def _shown_only(screening: Screening, answers: Answers) -> Conversation[Answers]:
    """Show the other cards where no key can come; nothing is answered by that."""
    yield from _ask_card(screening, today_card.urgent_page(), URGENT_CARD, answers)
    for page in today_card.about_card().all_pages():
        yield from ask(page, unasked=NONE)
    return answers


def _ask_from_second(
    screening: Screening,
    answers: Answers,
    before: Answers = Answers(),  # noqa: B008  # a value
) -> Conversation[Answers]:
    if not screening.has_keyboard:
        return (yield from _shown_only(screening, answers))
    if answers.urgent is None:
        key = yield from _ask_card(screening, today_card.urgent_page(), URGENT_CARD, before)
        if yes := _yes(URGENT_CARD, key):
            answers = with_signs(answers, yes, screening.today)
            stop_if_blocked((yield from screening.keep(with_unseen_of(answers, before))))
        answers = answers._replace(urgent=())
    card = today_card.about_card(answers.cleared, is_damaged=_is_damaged(before))
    about = yield from ticked_anew(card, answers.about)
    if about and not same_ticks(about, answers.about):
        ticks = tuple(TICKS[key] for key in about)
        yield from ask(today_card.follows_page(ticks), unasked=YES)
    answers = with_about(answers, about)._replace(ask_again=False)
    return (yield from screening.keep(with_unseen_of(answers, before)))


def _is_damaged(before: Answers) -> bool:
    """Tell whether ``before`` are only what was legible: they have no day."""
    return before.about is not None and not before.answered


def ask_again(
    screening: Screening, answers: Answers, page: Page, among: tuple[Question, ...]
) -> Conversation[None]:
    """Ask some questions of the cards once more; a yes is kept and stops everything, and none
    of them makes up for whatever was not answered to its end before."""
    key = yield from _ask_card(screening, page, among, answers)
    answers = answers._replace(ask_again=False)
    if yes := _yes(among, key):
        stop_if_blocked((yield from screening.keep(with_signs(answers, yes, screening.today))))
    if screening.kept.ask_again:
        yield from screening.keep(answers)


def keep_in_doubt(screening: Screening, answers: Answers) -> Conversation[None]:
    """Let the cards be due before the next session, until a question that was begun is
    answered: whoever leaves in the middle of a yes is asked again."""
    if answers.answered:
        yield from screening.keep(answers._replace(ask_again=True))


def something_new_felt(screening: Screening) -> Conversation[None]:
    """Let the cards be due before the next session: something new was felt in this one (G3)."""
    if not screening.trouble:
        yield from keep_in_doubt(screening, screening.kept)


def ticked_anew(
    card: Checklist, before: tuple[str, ...] | None
) -> Conversation[tuple[str, ...]]:
    """Return the lines of ``card`` that are ticked, after those ticked ``before`` were shown;
    ``None``: it was never answered. A line that is taken away is named and confirmed.

    For a console with a keyboard only. Raises ``UserLeft`` for q.
    """
    if before is None:
        return (yield from tick_card(card))
    card = card.known(before)
    while True:
        names = yield from tick_card(card)
        away = tuple(name for name in before if name not in names)
        if not away:
            return names
        if (yield from ask(today_card.taken_away_page(away), unasked=NONE)) == YES:
            return names
        card = card.again((*names, *away))


def _tick(card: Checklist) -> Conversation[tuple[str, ...]]:
    answered: Answered = yield CardPrompt(card)
    if answered.left is not None:
        raise answered.left
    assert isinstance(answered.card, Checklist)
    return answered.card.names


def tick_card(card: Checklist) -> Conversation[tuple[str, ...]]:
    """Return the lines of ``card`` that were ticked where all of them could be read.

    For a console with a keyboard only. Raises ``UserLeft`` for q.
    """
    names = yield from _tick(card)
    while not (yield from fits(*card.again(names).all_pages())):
        yield from say_too_small()
        names = yield from _tick(card.again(names))
    return names


def is_shown_whole(card: Questionnaire, given: tuple[str, ...] = ()) -> Conversation[bool]:
    """Tell whether ``card`` can be read at each of its questions, with the answers ``given``
    or any others."""
    keys = given or tuple(answers[0] for answers in card.keys)
    turns = range(len(card.keys))
    whole = yield from fits(*(card.page(keys[:many], card.is_wished) for many in turns))
    return whole


def read_notes(notes: tuple[str, ...]) -> Conversation[None]:
    """Show ``notes``, as many on a page as can be read there, until all were.

    For a console with a keyboard only. Raises ``UserLeft`` for q.
    """
    while notes:
        pages = [today_card.notes_page(notes[:many]) for many in range(len(notes), 0, -1)]
        page = pages[-1]
        for longest in pages:
            if (yield from fits(longest)):
                page = longest
                break
        yield from ask(page, unasked=Means.SPACE)
        if (yield from fits(page)):
            notes = notes[len(page.lines) :]
        else:
            yield from say_too_small()


def _ask_card(
    screening: Screening, page: Page, card: tuple[Question, ...], before: Answers
) -> Conversation[str]:
    """Return the key that answers ``card``; none of it only where all of it could be read, and
    a yes only once it was meant: what follows from it a slip of the finger must not bring.

    ``before`` are the answers that are kept now: a yes that is left in doubt is not lost.
    """
    while True:
        key = yield from ask(page, unasked=NONE)
        if key != NONE:
            yield from keep_in_doubt(screening, before)
            meant = today_card.meant_page(today_card.presses(card)[key])
            if (yield from ask(meant, unasked=YES)) == YES:
                return key
        elif (yield from fits(page)):
            return key
        else:
            yield from say_too_small()


def say_too_small() -> Conversation[None]:
    """Say that the window cannot show all that must be read, and wait for yes."""
    yield from ask(today_card.too_small_page(), unasked=YES)


def _yes(card: tuple[Question, ...], key: str) -> tuple[str, ...]:
    found = today_card.presses(card).get(key)
    return (found.key,) if found else ()
