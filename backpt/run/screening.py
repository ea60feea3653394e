"""Asking the safety cards and keeping the answers, for a session and for ``backpt safety``.

Asks, keeps, and stops where an answer says so. Wording: ``intake/today_card.py``; what answers
mean: ``safety/answers.py``; the file: ``journal/answers_file.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from backpt.errors import BackptError, SafetyStop
from backpt.intake import today_card
from backpt.intake.pages import InTurn, Ticks
from backpt.journal.answers_file import keep_answers, read_answers
from backpt.run.console import Desk
from backpt.safety.answers import (
    Answers,
    asked_anew,
    blocked_words,
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
QUESTIONS_FIRST = "Before any exercise answer the safety questions: backpt safety"
SOMETHING_NEW = "Your last session ended because you felt something new."


class SignSaid(SafetyStop):
    """A sign that no clinician has seen was said, now or earlier."""


class Screen(NamedTuple):
    """Where cards are asked, and where their answers are kept."""

    desk: Desk
    path: str
    today: str
    """ISO date."""
    tell: Callable[[str], None]
    """Says a sentence now and at the end."""
    rehearsal: bool = False
    """Nothing is done in earnest."""

    def keep(self, answers: Answers) -> Answers:
        """Keep what a person answered; with no keyboard nobody did. Return ``answers``.

        Where they cannot be kept that is said, and they are asked again the next time.
        """
        if self.desk.has_keyboard:
            try:
                keep_answers(self.path, answers)
            except BackptError as error:
                self.tell(str(error))
        return answers


def screened(screen: Screen) -> Answers:
    """Return the user's answers, after asking what is due of the three cards.

    Raises ``SafetyStop`` for a sign that no clinician has seen, now or answered earlier, and
    where answers cannot be relied on, or were never given, and nobody is there to give them.
    With no keyboard cards that are due again are shown, nothing is kept, and the answers that
    there are go on to act.
    """
    answers, trouble = read_answers(screen.path)
    if trouble:
        if not screen.desk.has_keyboard:
            raise SafetyStop(f"{trouble}.")
        return ask_all(screen, why=f"{trouble}.")
    stop_if_blocked(answers)
    if answers.ask_again and not screen.desk.has_keyboard:
        raise SafetyStop(f"{SOMETHING_NEW} Answer the questions first: backpt safety")
    if not (answers.answered or screen.desk.has_keyboard or screen.rehearsal):
        raise SafetyStop(QUESTIONS_FIRST)
    if is_due(answers, screen.today, SCREEN_AGAIN_DAYS):
        return ask_all(screen, answers, why=_why_again(answers))
    if not answers.is_whole:
        return _ask_from_second(screen, answers)
    return answers


def stop_if_blocked(answers: Answers) -> None:
    """Raise ``SignSaid`` while a sign among ``answers`` was not seen by a clinician."""
    if answers.unseen:
        raise SignSaid(blocked_words(answers))


def _why_again(answers: Answers) -> str:
    if answers.ask_again:
        return today_card.NEW_SIGN
    return today_card.AGAIN if answers.answered else ""


def ask_all(
    screen: Screen,
    before: Answers = Answers(),  # noqa: B008  # a value
    *,
    why: str = "",
) -> Answers:
    """Ask the three cards from the first on; ``before`` are the answers until now, and ``why``
    says what makes them due."""
    key = _ask_card(screen, today_card.emergency_page(why), EMERGENCY_CARD, before)
    if not screen.desk.has_keyboard:
        return _shown_only(screen, before)
    answers = asked_anew(before, screen.today)
    if yes := _yes(EMERGENCY_CARD, key):
        answers = with_signs(answers, yes, screen.today)
        stop_if_blocked(screen.keep(with_unseen_of(answers, before)))
    return _ask_from_second(screen, answers, before)


def _shown_only(screen: Screen, answers: Answers) -> Answers:
    """Show the other cards where no key can come; nothing is answered by that."""
    _ask_card(screen, today_card.urgent_page(), URGENT_CARD, answers)
    for page in today_card.about_card().all_pages():
        screen.desk.ask(page, unasked=NONE)
    return answers


def _ask_from_second(
    screen: Screen,
    answers: Answers,
    before: Answers = Answers(),  # noqa: B008  # a value
) -> Answers:
    if not screen.desk.has_keyboard:
        return _shown_only(screen, answers)
    if answers.urgent is None:
        key = _ask_card(screen, today_card.urgent_page(), URGENT_CARD, before)
        if yes := _yes(URGENT_CARD, key):
            answers = with_signs(answers, yes, screen.today)
            stop_if_blocked(screen.keep(with_unseen_of(answers, before)))
        answers = answers._replace(urgent=())
    about = ticked_anew(screen, today_card.about_card(answers.cleared), answers.about)
    if about and not same_ticks(about, answers.about):
        ticks = tuple(TICKS[key] for key in about)
        screen.desk.ask(today_card.follows_page(ticks), unasked=YES)
    answers = with_about(answers, about)._replace(ask_again=False)
    return screen.keep(with_unseen_of(answers, before))


def ask_again(
    screen: Screen, answers: Answers, page: Page, among: tuple[Question, ...]
) -> None:
    """Ask some questions of the cards once more; a yes is kept and stops everything, and none
    of them makes up for whatever was not answered to its end before."""
    key = _ask_card(screen, page, among, answers)
    answers = answers._replace(ask_again=False)
    if yes := _yes(among, key):
        stop_if_blocked(screen.keep(with_signs(answers, yes, screen.today)))
    if read_answers(screen.path).answers.ask_again:
        screen.keep(answers)


def keep_in_doubt(screen: Screen, answers: Answers) -> None:
    """Let the cards be due before the next session, until a question that was begun is
    answered: whoever leaves in the middle of a yes is asked again."""
    if answers.answered:
        screen.keep(answers._replace(ask_again=True))


def something_new_felt(screen: Screen) -> None:
    """Let the cards be due before the next session: something new was felt in this one (G3)."""
    answers, trouble = read_answers(screen.path)
    if not trouble and answers.answered:
        screen.keep(answers._replace(ask_again=True))


def ticked_anew(screen: Screen, card: Ticks, before: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the lines of ``card`` that are ticked, after those ticked ``before`` were shown;
    ``None``: it was never answered. A line that is taken away is named and confirmed.

    For a desk with a keyboard only. Raises ``Leaves`` for q.
    """
    if before is None:
        return tick_card(screen, card)
    card = card.known(before)
    while True:
        names = tick_card(screen, card)
        away = tuple(name for name in before if name not in names)
        if not away or screen.desk.ask(today_card.taken_away_page(away), unasked=NONE) == YES:
            return names
        card = card.again((*names, *away))


def tick_card(screen: Screen, card: Ticks) -> tuple[str, ...]:
    """Return the lines of ``card`` that were ticked where all of them could be read.

    For a desk with a keyboard only. Raises ``Leaves`` for q.
    """
    names = screen.desk.tick(card)
    while not all(map(screen.desk.shows_whole, card.again(names).all_pages())):
        _say_too_small(screen)
        names = screen.desk.tick(card.again(names))
    return names


def ask_in_turn(screen: Screen, card: InTurn, heard: Callable[[InTurn], None]) -> InTurn:
    """Return ``card`` with the answer to each question where all of them could be read.

    For a desk with a keyboard only; ``heard`` as in ``Desk``. Raises ``Leaves`` for q.
    """
    given = screen.desk.ask_in_turn(card, heard)
    while not shows_whole(screen.desk, card, given.answers):
        _say_too_small(screen)
        given = screen.desk.ask_in_turn(card, heard)
    return given


def shows_whole(desk: Desk, card: InTurn, given: tuple[str, ...] = ()) -> bool:
    """Tell whether ``card`` can be read at each of its questions, with the answers ``given``
    or any others."""
    keys = given or tuple(answers[0] for answers in card.keys)
    return all(
        desk.shows_whole(card.page(keys[:many], card.is_wished))
        for many in range(len(card.keys))
    )


def read_notes(screen: Screen, notes: tuple[str, ...]) -> None:
    """Show ``notes``, as many on a page as can be read there, until all were.

    For a desk with a keyboard only. Raises ``Leaves`` for q.
    """
    while notes:
        pages = [today_card.notes_page(notes[:many]) for many in range(len(notes), 0, -1)]
        whole = [page for page in pages if screen.desk.shows_whole(page)]
        page = whole[0] if whole else pages[-1]
        screen.desk.ask(page, unasked=Means.SPACE)
        if screen.desk.shows_whole(page):
            notes = notes[len(page.lines) :]
        else:
            _say_too_small(screen)


def _ask_card(screen: Screen, page: Page, card: tuple[Question, ...], before: Answers) -> str:
    """Return the key that answers ``card``; none of it only where all of it could be read, and
    a yes only once it was meant: what follows from it a slip of the finger must not bring.

    ``before`` are the answers that are kept now: a yes that is left in doubt is not lost.
    """
    while True:
        key = screen.desk.ask(page, unasked=NONE)
        if key != NONE:
            keep_in_doubt(screen, before)
            meant = today_card.meant_page(today_card.presses(card)[key])
            if screen.desk.ask(meant, unasked=YES) == YES:
                return key
        elif screen.desk.shows_whole(page):
            return key
        else:
            _say_too_small(screen)


def _say_too_small(screen: Screen) -> None:
    screen.desk.ask(today_card.TOO_SMALL, unasked=YES)


def _yes(card: tuple[Question, ...], key: str) -> tuple[str, ...]:
    found = today_card.presses(card).get(key)
    return (found.key,) if found else ()
