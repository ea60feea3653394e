"""``backpt advice``: what follows from the weeks, and why.

With ``--json`` a list of objects, a day each, today's last; keys are only ever added:

============  ================================================================
day           date of the day, begun at 03:00
headline      object as those of rules, with sentence; or null
quiet_until   date on which a reminder to talk to somebody may come again, or null
said_again    date on which the headline is said again, or null
rules         list of objects: rule ("T2"), when (in words), level ("contact"),
              holds (true, false, or null where it cannot be told), number, inputs
              (days are dates), sources
============  ================================================================
"""

from __future__ import annotations

import os
from typing import Annotated

from backpt.cli.options import Json, Option, epilog
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.journal.keeping import new_uid
from backpt.journal.local_days import iso_day, utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.language import pain
from backpt.language import weeks as words
from backpt.paths import user_paths
from backpt.progress.advice import Advice, advise, history, said_again
from backpt.progress.entry import Call
from backpt.progress.rules import Input, Ruling
from backpt.run.entry_keeping import keep_or_wait
from backpt.run.weeks import advice_lines, keep_telling, names_for, whole_course
from backpt.terminal.layout import print_json, say

HISTORY_DAYS = 28
MOST_NOTE = 200
_INDENT = 6
"""Columns before what a rule says: room for its id."""


@epilog(
    """\b
Examples:
  backpt advice
  backpt advice --why
  backpt advice --done "called Monday"
"""
)
def advice_(
    *,
    done: Annotated[
        str | None, Option("You have talked to somebody: no reminder then.", "TEXT")
    ] = None,
    why: Annotated[bool, Option("Every rule, and what it looked at.")] = False,
    days: Annotated[bool, Option("Each of the last 28 days.", flags=("--history",))] = False,
    json: Json = False,
) -> int:
    """Print what follows from the weeks; return the exit code."""
    if done is not None and (why or days or json):
        raise UsageError(words.DONE_ALONE)
    paths, now_wall = user_paths(os.environ), Clock().wall()
    if done is not None:
        return _done(done, now_wall)
    course = whole_course(paths, now_wall)
    found = history(course, HISTORY_DAYS) if days else (advise(course),)
    if json:
        print_json([day_object(one) for one in found])
    elif why:
        _print_why(found)
    elif days:
        for one in found:
            say(words.history_line(one), then="        ")
    else:
        _print_advice(found[-1])
        keep_telling(paths, found[-1], now_wall)
    return 0


def _done(note: str, now_wall: float) -> int:
    """Keep that somebody was talked to; return the exit code."""
    if not note.strip() or len(note) > MOST_NOTE or not note.isprintable():
        raise UsageError(words.DONE_TEXT)
    offset_s = utc_offset_s(now_wall)
    call = Call(new_uid(), now_wall, offset_s, note.strip())
    is_there = keep_or_wait(user_paths(os.environ), Rows(calls=(call,)), now_wall)
    say(pain.answer(words.DONE_KEPT, is_there=is_there))
    return 0


def _print_advice(found: Advice) -> None:
    for line in tuple(advice_lines(found)) or (words.nothing(found),):
        say(line)


def _print_why(days: tuple[Advice, ...]) -> None:
    for one in days:
        if len(days) > 1:
            say(words.history_line(one), then="        ")
        for rule, said, looked_at in words.why(one):
            say(said, first=rule.ljust(_INDENT), then=" " * _INDENT)
            if looked_at:
                say(looked_at, first=" " * _INDENT, then=" " * _INDENT)


def day_object(found: Advice) -> dict[str, object]:
    """Return the advice of one day as the module's table describes it."""
    one, again = found.headline, said_again(found)
    sentence = None if one is None else words.sentence(one, found.today, names_for(found))
    return {
        "day": iso_day(found.today),
        "headline": None if one is None else {**_rule_object(one), "sentence": sentence},
        "quiet_until": None if found.quiet_until is None else iso_day(found.quiet_until),
        "said_again": None if again is None else iso_day(again),
        "rules": [_rule_object(rule) for rule in found.findings],
    }


def _rule_object(one: Ruling) -> dict[str, object]:
    from backpt.safety.tables import WEEKS

    sources = [source for rule in WEEKS if rule.id == one.rule for source in rule.sources]
    return {
        "rule": one.rule,
        "when": words.when(one.rule),
        "level": words.level(one.level),
        "holds": one.holds,
        "number": one.number,
        "inputs": {name: _dated(name, value) for name, value in one.inputs.items()},
        "sources": sources,
    }


def _dated(name: str, value: Input) -> Input:
    return iso_day(value) if name in words.CALENDAR and isinstance(value, int) else value
