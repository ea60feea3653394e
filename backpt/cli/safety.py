"""``backpt safety``: ask the three cards, take answers in one line, say what is kept."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

from backpt.cli.options import Option, Plain, epilog
from backpt.errors import BackptError, SafetyStop, UsageError
from backpt.journal.answers_file import Kept, checked_date, keep_answers, read_answers
from backpt.language import answers as words
from backpt.language import cards as card_words
from backpt.language import signs, usage
from backpt.paths import Paths, user_paths
from backpt.prescription.model import Mode
from backpt.safety.answers import (
    POSTOP,
    Answers,
    UnreadAnswer,
    acting_ticks,
    profile_of,
    read_line,
    seen_on,
    with_unseen_of,
)
from backpt.safety.clearance import pack_clearance
from backpt.terminal.layout import say
from backpt.terminal.questions import asks

if TYPE_CHECKING:
    from backpt.intake.prompts import Conversation
    from backpt.intake.screening import Screening

TODAY = "today"


@epilog(
    """--answers takes the cards in order, with ; between them and , inside: numbers
of questions for the first two, words or numbers for what applies to you, words for heat and
cold; "none" for a card, or for all of them. --show and --about list the words.

Without a terminal it says what is kept. Exit code 4: a warning sign that no clinician has seen.

\b
Examples:
  backpt safety
  backpt safety --answers none
  backpt safety --answers 'none;none;bones,wrist'
  backpt safety --seen today
  backpt safety --about
"""
)
def safety(
    *,
    answers: Annotated[
        str | None, Option("Answer in one line, asking nothing.", "TEXT")
    ] = None,
    seen: Annotated[
        str | None, Option("A clinician has seen the warning signs; or: today.", "DATE")
    ] = None,
    cleared: Annotated[
        str | None, Option("You were cleared for exercise after surgery.", "DATE")
    ] = None,
    show: Annotated[bool, Option("Say what is kept; ask nothing.")] = False,
    about: Annotated[bool, Option("Every rule and number, with its source.")] = False,
    plain: Plain = False,
) -> int:
    """Do what was asked for; return the exit code: 4 while a warning sign stands."""
    paths = user_paths(os.environ)
    if about:
        from backpt.cli.safety_tables import say_tables

        say_tables()
        return 0
    if answers is not None and (seen is not None or cleared is not None):
        raise UsageError(words.ANSWERS_FIRST)
    if answers is not None:
        return _take_line(answers, paths)
    if seen is not None or cleared is not None:
        return _record(seen, cleared, paths)
    if show or not asks():
        return _say_state(paths)
    return _ask(paths, plain=plain)


# --- asking ----------------------------------------------------------------------------


def _ask(paths: Paths, *, plain: bool) -> int:
    from backpt.intake.prompts import UserLeft
    from backpt.intake.screening import Screening
    from backpt.run.bookkeeping import keeper_of
    from backpt.run.console import Console
    from backpt.run.loop import BrokenOff, SessionTime
    from backpt.run.place import here
    from backpt.session.pressing import Pressing
    from backpt.terminal.lines import say_line

    place = here()
    clock = place.clock
    troubles: list[str] = []
    try:
        with (
            place.open_keys() as keys,
            place.open_surface(os.environ, sys.stdout.encoding, plain=plain) as surface,
        ):
            console = Console(clock, SessionTime(clock), keys, surface, Pressing())
            kept = read_answers(paths.answers)
            screening = Screening(
                kept.answers,
                kept.trouble,
                legible=kept.legible,
                today=_today(),
                has_keyboard=console.has_keyboard,
            )
            talk = _all_cards(screening, kept.before)
            console.conduct(talk, keeper_of(paths.answers, troubles.append))
    except UserLeft:
        say(words.NOTHING_CHANGED)
        return 0
    except BrokenOff as broken_off:
        return broken_off.exit_code
    finally:
        for trouble in troubles:
            say_line(trouble, sys.stderr)
    return 1 if troubles else _say_state(paths)


def _all_cards(screening: Screening, before: Answers) -> Conversation[None]:
    """Ask every card; ``before`` was answered until now. Who leaves at the one about packs has
    answered the three, and is asked before the first pack."""
    from backpt.intake.pack_questions import ask_about_packs
    from backpt.intake.prompts import UserLeft
    from backpt.intake.screening import ask_all

    why = words.trouble(screening.trouble) if screening.trouble else ""
    answers = yield from ask_all(screening, before, why=why)
    if not answers.unseen:
        with suppress(UserLeft):
            yield from ask_about_packs(screening, answers, (Mode.HEAT, Mode.COLD))


def _today() -> str:
    from backpt.clock import Clock
    from backpt.journal.local_days import local_date

    return local_date(Clock().wall())


# --- one line --------------------------------------------------------------------------


def _take_line(line: str, paths: Paths) -> int:
    try:
        answers = read_line(line, _today())
    except UnreadAnswer as error:
        raise UsageError(usage.wrong("--answers", card_words.unread(error))) from None
    answers = with_unseen_of(answers, read_answers(paths.answers).before)
    try:
        keep_answers(paths.answers, answers)
    except BackptError as error:
        if answers.unseen:  # what to do now comes before why it cannot be kept
            raise SafetyStop(f"{signs.blocked(answers)} {error}") from error
        raise
    return _say_state(paths)


def _record(seen: str | None, cleared: str | None, paths: Paths) -> int:
    """Keep that a clinician saw the warning signs, or cleared the user for exercise."""
    kept = _reliable(paths)
    answers = kept.answers
    if seen is not None:
        if not answers.yes:
            raise UsageError(words.NO_SIGN)
        answers = seen_on(answers, _date(seen, "--seen", answers.yes_on))
    if cleared is not None:
        if POSTOP not in profile_of(answers).codes and not answers.cleared:
            raise UsageError(words.NOTHING_TO_CLEAR)
        answers = answers._replace(cleared=_date(cleared, "--cleared", answers.answered))
    keep_answers(paths.answers, answers)
    return _say_state(paths)


def _date(text: str, option: str, since: str) -> str:
    """Return a date from that of the answer on, up to today."""
    today = _today()
    try:
        date = today if text == TODAY else checked_date(text)
    except ValueError as error:
        raise UsageError(words.not_a_date(option, str(error))) from None
    if not since <= date <= today:
        raise UsageError(words.not_between(option, date, since, today))
    return date


def _reliable(paths: Paths) -> Kept:
    kept = read_answers(paths.answers)
    if kept.trouble:
        raise UsageError(words.trouble(kept.trouble))
    if not kept.answers.answered:
        raise UsageError(words.ANSWER_FIRST)
    return kept


# --- saying ----------------------------------------------------------------------------


def _say_state(paths: Paths) -> int:
    """Say what is kept and what it means; return 4 while a warning sign stands."""
    answers, trouble, _ = read_answers(paths.answers)
    if trouble:
        raise UsageError(words.trouble(trouble))
    if not answers.answered:
        for line in words.NOT_ANSWERED:
            say(line)
        return 0
    say(words.answered(answers.answered))
    if answers.seen:
        say(words.seen(answers.seen))
    if answers.cleared:
        say(words.cleared(answers.cleared))
    profile = profile_of(answers)
    for sentence in () if profile.is_blocked else _meaning(answers):
        say(sentence)
    say(words.kept_in(paths.answers))
    if profile.is_blocked:
        raise SafetyStop(signs.blocked(answers))
    return 0


def _meaning(answers: Answers) -> tuple[str, ...]:
    if answers.about is None:
        about: tuple[str, ...] = (words.CARD_TO_COME,)
    elif not answers.about:
        about = (words.NOTHING_TO_BE_CAREFUL,)
    else:
        about = card_words.follows(acting_ticks(answers))
    return (*about, *(_pack_sentence(answers, mode) for mode in (Mode.HEAT, Mode.COLD)))


def _pack_sentence(answers: Answers, mode: Mode) -> str:
    clearance = pack_clearance(answers, mode)
    return words.pack(
        clearance.rule,
        may_be_used=clearance.may_be_used,
        was_asked=clearance.needed_asking,
        more=answers.packs_due,
    )
