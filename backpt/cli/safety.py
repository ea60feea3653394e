"""``backpt safety``: ask the three cards, take answers in one line, say what is kept.

Also what other commands say of a user's precautions: ``for_you``.
"""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

from backpt.answers import Kept, checked_date, keep_answers, read_answers
from backpt.cli.tables import say
from backpt.core import safety_cards as cards
from backpt.core.answering import (
    Answers,
    blocked_words,
    profile_of,
    read_line,
    seen_on,
    with_unseen_of,
)
from backpt.core.heat_cold_safety import NAMES, ROWS, may_use, pack_rule
from backpt.core.model import Library, Mode, Routine
from backpt.core.precautions import Adapted
from backpt.core.profile import POSTOP
from backpt.core.readiness import RULES
from backpt.core.safety_sources import SAFETY_SOURCES
from backpt.core.screening import DISCLAIMER, follows_lines
from backpt.core.warning_signs import SIGNS
from backpt.errors import BackptError, SafetyStop, UsageError
from backpt.fitting import allowed_routine, pack_modes
from backpt.paths import Paths, user_paths

TODAY = "today"
UNKNOWN = "Your precautions are not known here"


class SafetyWish(NamedTuple):
    """``backpt safety`` as it was typed; dates are still text."""

    answers: str | None = None
    seen: str | None = None
    cleared: str | None = None
    show: bool = False
    about: bool = False
    plain: bool = False


def safety(wish: SafetyWish) -> int:
    """Do what was asked for; return the exit code: 4 while a warning sign stands."""
    paths = user_paths(os.environ)
    if wish.about:
        _say_about()
        return 0
    if wish.answers is not None and (wish.seen is not None or wish.cleared is not None):
        raise UsageError("--answers first, then --seen or --cleared by themselves.")
    if wish.answers is not None:
        return _take_line(wish.answers, paths)
    if wish.seen is not None or wish.cleared is not None:
        return _record(wish, paths)
    if wish.show or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _say_state(paths)
    return _ask(paths, plain=wish.plain)


# --- asking ----------------------------------------------------------------------------


def _ask(paths: Paths, *, plain: bool) -> int:
    from backpt.cards import Screen, ask_all
    from backpt.clock import Clock
    from backpt.desk import Desk, Leaves
    from backpt.lines import say as say_line
    from backpt.session import BrokenOff, SessionTime
    from backpt.terminal.keys import open_keys
    from backpt.terminal.surface import open_surface

    clock = Clock()
    troubles: list[str] = []
    try:
        with (
            open_keys(clock) as keys,
            open_surface(os.environ, sys.stdout.encoding, clock, plain=plain) as surface,
        ):
            desk = Desk(clock, SessionTime(clock), keys, surface)
            screen = Screen(desk, paths.answers, _today(), troubles.append)
            ask_all(screen, read_answers(paths.answers).answers)
    except Leaves:
        say("Nothing was changed.")
        return 0
    except BrokenOff as broken_off:
        return broken_off.exit_code
    finally:
        for trouble in troubles:
            say_line(trouble, sys.stderr)
    return 1 if troubles else _say_state(paths)


def _today() -> str:
    from datetime import UTC, datetime

    from backpt.clock import Clock

    return datetime.fromtimestamp(Clock().wall(), UTC).astimezone().date().isoformat()


# --- one line --------------------------------------------------------------------------


def _take_line(line: str, paths: Paths) -> int:
    try:
        answers = read_line(line, _today())
    except ValueError as error:
        raise UsageError(f"--answers: {error}.") from None
    answers = with_unseen_of(answers, read_answers(paths.answers).answers)
    try:
        keep_answers(paths.answers, answers)
    except BackptError as error:
        if answers.unseen:  # what to do now comes before why it cannot be kept
            raise SafetyStop(f"{blocked_words(answers)} {error}") from error
        raise
    return _say_state(paths)


def _record(wish: SafetyWish, paths: Paths) -> int:
    """Keep that a clinician saw the warning signs, or cleared the user for exercise."""
    kept = _reliable(paths)
    answers = kept.answers
    if wish.seen is not None:
        if not answers.yes:
            raise UsageError("There is no warning sign in your answers; nothing was changed.")
        answers = seen_on(answers, _date(wish.seen, "--seen", answers.yes_on))
    if wish.cleared is not None:
        if POSTOP not in profile_of(answers).codes and not answers.cleared:
            raise UsageError("Nothing in your answers waits to be cleared; see: backpt safety")
        answers = answers._replace(cleared=_date(wish.cleared, "--cleared", answers.answered))
    keep_answers(paths.answers, answers)
    return _say_state(paths)


def _date(text: str, option: str, since: str) -> str:
    """Return a date from that of the answer on, up to today."""
    today = _today()
    try:
        date = today if text == TODAY else checked_date(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}, or: {option} today.") from None
    if not since <= date <= today:
        raise UsageError(
            f"{option}: {date} is not between the day of your answer ({since}) and today"
            f" ({today})."
        )
    return date


def _reliable(paths: Paths) -> Kept:
    kept = read_answers(paths.answers)
    if kept.trouble:
        raise UsageError(f"{kept.trouble}.")
    if not kept.answers.answered:
        raise UsageError("Nothing was answered yet; answer first: backpt safety")
    return kept


# --- saying ----------------------------------------------------------------------------


def _say_state(paths: Paths) -> int:
    """Say what is kept and what it means; return 4 while a warning sign stands."""
    answers, trouble = read_answers(paths.answers)
    if trouble:
        raise UsageError(f"{trouble}.")
    if not answers.answered:
        say("Not answered yet. To answer on a terminal: backpt safety")
        say("In one line: backpt safety --answers none")
        return 0
    say(f"Answered on {answers.answered}; asked again after {cards.SCREEN_AGAIN_DAYS} days.")
    if answers.seen:
        say(f"Warning signs were seen by a clinician on {answers.seen}.")
    if answers.cleared:
        say(f"Cleared for exercise on {answers.cleared}.")
    profile = profile_of(answers)
    for sentence in () if profile.is_blocked else _meaning(answers):
        say(sentence)
    say(f"Kept in {paths.answers}")
    if profile.is_blocked:
        raise SafetyStop(blocked_words(answers))
    return 0


def _meaning(answers: Answers) -> tuple[str, ...]:
    if answers.about is None:
        about: tuple[str, ...] = ("The card about you comes before your next session.",)
    elif not answers.about:
        about = ("Nothing to be careful about.",)
    else:
        ticks = [cards.TICKS[key] for key in answers.about]
        acting = [tick for tick in ticks if not (answers.cleared and POSTOP in tick.codes)]
        about = follows_lines(tuple(acting))
    return (*about, *(_pack_sentence(answers, mode) for mode in (Mode.HEAT, Mode.COLD)))


def _pack_sentence(answers: Answers, mode: Mode) -> str:
    rule = pack_rule(profile_of(answers).flags, mode)
    said = [rule.sentence] if rule.sentence else []
    if mode in answers.allowed:
        said = ["a clinician allowed it, as you said."]
    elif may_use(rule, allowed=False) and answers.packs is None:
        said.append("more is asked before the first pack.")
    return f"{NAMES[mode].capitalize()}: {' '.join(said) or 'nothing speaks against it.'}"


def _say_about() -> None:
    """Print every table with its sources, for somebody who wants to review them."""
    for line in (f"{cards.REVIEWED} It should be.", *DISCLAIMER):
        say(line)
    _say_table(
        "Cards 1 and 2: one yes stops every session until a clinician has seen it",
        [
            (one.key, one.text, ", ".join((*one.signs, *one.codes)))
            for one in (*cards.EMERGENCY_CARD, *cards.URGENT_CARD)
        ],
    )
    _say_table(
        "Card 3: what each tick sets (PARQ, GK, and the sources of each precaution)",
        [
            (
                one.key,
                f"{cards.told(one)}. {cards.what_follows(one)}",
                ", ".join((*one.codes, *one.flags)),
            )
            for one in cards.ABOUT_CARD
        ],
    )
    _say_table(
        "Warning signs: E emergency, U urgent",
        [(one.id, one.trigger, ", ".join(one.sources)) for one in SIGNS],
    )
    _say_table(
        "Before each session",
        [(one.id, f"{one.when}: {one.then}", ", ".join(one.sources)) for one in RULES],
    )
    _say_table(
        "Heat and cold: ok, care, warn, ask a clinician first, or block",
        [
            (
                one.flag,
                f"{one.text}: heat {one.heat.name.lower()}, cold {one.cold.name.lower()}",
                ", ".join(one.sources),
            )
            for one in ROWS
        ],
    )
    _say_table("Sources", [(code, *about) for code, about in SAFETY_SOURCES.items()])


def _say_table(title: str, rows: list[tuple[str, str, str]]) -> None:
    print()
    say(title)
    for name, text, sources in rows:
        end = f" [{sources}]" if sources else ""
        say(f"{text}{end}", first=f"  {name}  ", then="      ")


# --- for other commands ----------------------------------------------------------------


def for_you(
    routine: Routine, library: Library, paths: Paths
) -> tuple[Adapted, tuple[str, ...]]:
    """Return ``routine`` as the kept answers allow it, and every sentence about that.

    What is asked only when a session begins (today's pain, a clinician's word on packs) is not
    in it; a file that cannot be relied on is said.
    """
    answers, trouble = read_answers(paths.answers)
    profile = profile_of(answers)
    sentences = [f"{UNKNOWN}: {trouble}."] if trouble else []
    never = []
    for mode in pack_modes(routine):
        rule = pack_rule(profile.flags, mode)
        if not may_use(rule, allowed=mode in answers.allowed):
            never.append(mode)
            sentences.append(f"No {mode} pack for you now: {rule.sentence}")
        elif rule.sentence:
            sentences.append(rule.sentence)
    allowed = allowed_routine(routine, library, profile, tuple(never))
    return allowed, (*allowed.sentences, *sentences)
