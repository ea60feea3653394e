"""``backpt did``: what was done without the program, said afterwards."""

from __future__ import annotations

import os
import sys
from typing import Annotated

from backpt.cli.common import named_routine, usual_manner
from backpt.cli.moments import noon_of, read_day
from backpt.cli.options import Argument, Option, OwnLibrary, epilog
from backpt.cli.pain import number
from backpt.cli.people import say_whose
from backpt.clock import Clock
from backpt.errors import BackptError, UsageError
from backpt.journal.local_days import iso_day, local_day
from backpt.journal.recorder import open_or_spill
from backpt.language import pain as words
from backpt.language import speech, usage
from backpt.library import open_library
from backpt.library.names import find
from backpt.paths import Paths, user_paths
from backpt.prescription.model import Library, Routine, Work
from backpt.run.daily_copy import copy_today
from backpt.run.weeks import said_unasked
from backpt.session.compile import COMPILER, flatten
from backpt.session.events import Ending
from backpt.session.records import SESSION
from backpt.session.steps import EXERCISE, Compiled, Step
from backpt.session.summary import ItemSummary, Summary, summarise
from backpt.terminal.lines import say_line


@epilog(
    """\b
Examples:
  backpt did home-basics
  backpt did home-basics --on yesterday
  backpt did classic-six --without bridge
"""
)
def did(
    *,
    routine: Annotated[
        str, Argument("A routine or an exercise that you did.", "ROUTINE", "names")
    ],
    on: Annotated[str | None, Option("The day; usually today.", "DAY")] = None,
    without: Annotated[
        list[str] | None, Option("An exercise that you left out.", "NAME")
    ] = None,
    pain: Annotated[str | None, Option("Pain after it, 0 to 10.", "N")] = None,
    library: OwnLibrary = None,
) -> int:
    """Keep a session that was held without the program; return the exit code."""
    now_wall, paths = Clock().wall(), user_paths(os.environ)
    after = None if pain is None else number(pain)
    if pain is not None and after is None:
        raise UsageError(usage.PAIN)
    wall = now_wall if on is None else _moment(on, now_wall)
    known = open_library(library)
    done = _as_agreed(named_routine(known, routine), known, paths, wall)
    left_out = frozenset(_left_out(known, done, name) for name in without or ())
    summary = _summary(done, left_out)
    if not summary.active_s:
        raise UsageError(words.NOTHING_LEFT)
    told = list[str]()
    journal = open_or_spill(paths.journal, told.append)
    try:
        journal.begin(
            kind=SESSION,
            routine=done,
            compiler=COMPILER,
            started_wall=wall,
            pain_before=None,
            rehearsal=False,
            origin=0.0,
            is_told=True,
        )
        journal.finish(Ending.DONE, summary, ended_wall=wall, pain_after=after)
        is_there, is_lost = journal.keeps, journal.forgets
    finally:
        journal.close()
    if is_lost:
        raise BackptError(words.not_kept(told[0]))
    if told:
        say_line(words.did_waits(*told), sys.stderr)
    say_whose(paths)
    say_line(words.answer(words.did(done.name, iso_day(local_day(wall))), is_there=is_there))
    if said := said_unasked(paths, now_wall):
        say_line(said)
    copy_today(paths, now_wall)
    return 0


def _moment(text: str, now_wall: float) -> float:
    """Return noon of a day, or now where that is still to come."""
    return min(noon_of(read_day(text, now_wall, "--on"))[0], now_wall)


def _as_agreed(routine: Routine, library: Library, paths: Paths, wall: float) -> Routine:
    """Return ``routine`` at the doses that were agreed to until it was done. A diary that
    cannot be read has none, and says so where it is written."""
    from contextlib import suppress

    from backpt.journal.agreed_doses import read_agreed
    from backpt.safety.agreed import laid_over

    with suppress(BackptError):
        return laid_over(routine, library, read_agreed(paths.journal, wall)).routine
    return routine


def _left_out(library: Library, routine: Routine, name: str) -> str:
    """Return the id of an exercise of ``routine``. Raises ``UsageError`` where it has none of
    that name."""
    found = find(library, name)
    inside = {item.exercise.id for item in routine.items if isinstance(item, Work)}
    if found.routine or found.id not in inside:
        raise UsageError(words.not_in_it(name, routine.name, routine.id))
    return str(found.id)


def _summary(routine: Routine, left_out: frozenset[str]) -> Summary:
    """Return ``routine`` as done whole, but for ``left_out`` and packs, which nobody timed."""
    steps = flatten(routine, speech, usual_manner())
    planned = summarise(Compiled(routine, steps), speech, ())
    items = tuple(_item(item, steps, left_out) for item in planned.items)
    return Summary(items, Ending.DONE, sum(item.active_s for item in items), None)


def _item(item: ItemSummary, steps: tuple[Step, ...], left_out: frozenset[str]) -> ItemSummary:
    own = [step for step in steps if step.place.item == item.item and step.kind in EXERCISE]
    if item.id in left_out or not own:
        return item
    active_s = sum(step.seconds or step.planned_s for step in own)
    return item._replace(done=item.planned, skipped=0, active_s=active_s, why="")
