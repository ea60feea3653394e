"""What stands before a next session, in words: a block, a day of rest, time to talk.

Pure; for whoever asks without beginning one. The rules are those of ``safety/readiness.py``,
which decides when a session begins.
"""

from __future__ import annotations

from typing import NamedTuple

from backpt.safety.answers import Answers, blocked_words
from backpt.safety.days import Earlier, Standing, standing, words_after, worst_after
from backpt.safety.readiness import (
    FURTHER_STILL,
    FURTHER_TODAY,
    REST_SECOND_DAY,
    REST_TWO_DAYS,
    contact_words,
    no_more_words,
    not_today_words,
)
from backpt.safety.tables import NO_MORE_FROM, NOT_TODAY_FROM

CARDS_FIRST = "You felt something new: before any exercise the safety questions come once more."
TALKED_HOW = "When you have, say so before the next session."


class State(NamedTuple):
    """What is said first, and whether anything may begin today."""

    lines: tuple[str, ...] = ()
    may_begin: bool = True
    may_go_on: bool = True
    """What was broken off today may be offered: nothing of today ended higher."""


def state_of(
    answers: Answers, sessions: tuple[Earlier, ...], today: int, *, further_today: bool
) -> State:
    """Return what stands on ``today``, the strictest first. ``sessions`` and ``today`` as in
    ``readiness.History``; ``further_today``: pain went down the leg in a session of today."""
    now = standing(sessions, today)
    blocked = blocked_words(answers) if answers.unseen else ""
    after = worst_after(sessions, today)
    no_more = no_more_words(after) if after is not None and after >= NO_MORE_FROM else ""
    contact = contact_words(now)
    higher = _higher(now, today)
    lines = (
        blocked,
        CARDS_FIRST if answers.ask_again and not blocked else "",
        no_more or _refused(sessions, today),
        _rest(now, today, further_today=further_today),
        "" if no_more else higher,
        f"{contact} {TALKED_HOW}" if contact else "",
    )
    may_begin = not (blocked or no_more)
    return State(tuple(filter(None, lines)), may_begin, may_begin and not higher)


def _refused(sessions: tuple[Earlier, ...], today: int) -> str:
    """Return that the last answer of today was too much pain to begin."""
    latest = sessions[0] if sessions and sessions[0].day == today else None
    if latest is None or not latest.is_refused or latest.before is None:
        return ""
    if latest.before < NOT_TODAY_FROM:  # something less was allowed, and left
        return ""
    return not_today_words(latest.before)


def _rest(now: Standing, today: int, *, further_today: bool) -> str:
    if further_today or now.is_further:
        return FURTHER_TODAY if further_today else FURTHER_STILL
    if now.rests(today):
        return REST_TWO_DAYS if now.rest_since == today else REST_SECOND_DAY
    return ""


def _higher(now: Standing, today: int) -> str:
    """Return what was said after the session of today that ended higher."""
    one = now.higher
    if one is None or one.day != today or one.after is None:
        return ""
    return words_after(one.before, one.after, one.routine)
