"""Bare ``backpt``: what was done last, what is unfinished, what to type next."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backpt.cli.diary import facts
from backpt.cli.tables import say, say_whole
from backpt.core.units import spoken
from backpt.errors import BackptError
from backpt.history import reading
from backpt.paths import Paths, user_paths

if TYPE_CHECKING:
    from backpt.history.rows import SessionRow


def home() -> int:
    """Print the page and return the exit code."""
    from backpt.clock import Clock

    for line in page(user_paths(os.environ), Clock().wall()):
        if line.startswith("  "):
            say_whole(line)  # a command
        else:
            say(line, then="  ")
    return 0


def page(paths: Paths, now_wall: float) -> Iterator[str]:
    """Yield the lines at ``now_wall``, seconds since 1970; a journal that cannot be read is
    one of them."""
    try:
        yield from _history(paths, now_wall)
    except BackptError as error:
        yield f"The journal: {error}."
    yield ""
    yield from _next(paths)


def _history(paths: Paths, now_wall: float) -> Iterator[str]:
    last = reading.last(paths.journal)
    resumable = tuple(_unfinished(paths, now_wall))
    if last is not None:
        said = ", ".join((f"Last: {last.name}", ago(last, now_wall), *facts(last)))
        yield f"{said}."
    elif not resumable:
        yield "backpt leads you through exercises for a painful back, and times heat and ice."
        yield "Nothing was done yet."
    yield from resumable
    yield from _waiting(paths)


def ago(row: SessionRow, now_wall: float) -> str:
    """Return when a session was, counted in local days: "today", "3 days ago (2026-11-18)"."""
    from datetime import UTC, date, datetime

    day = datetime.fromtimestamp(now_wall, UTC).astimezone().date()
    days = day.toordinal() - row.day
    match days:
        case 0:
            return "today"
        case 1:
            return "yesterday"
        case _ if days > 0:
            return f"{days} days ago ({date.fromordinal(row.day)})"
        case _:  # the clock was set back, or the traveller flew west
            return f"on {date.fromordinal(row.day)}"


def _unfinished(paths: Paths, now_wall: float) -> Iterator[str]:
    from backpt.history.rows import ICEPACK, RESUME_WITHIN_S

    since = now_wall - RESUME_WITHIN_S
    old = reading.unfinished(paths.journal, now_wall, stopped_since_wall=since)
    if old is None or old.age_s > RESUME_WITHIN_S:
        return
    when = spoken(max(60.0, old.age_s // 60 * 60))
    yield f"Not finished: {old.header.name}, {when} ago. To go on:"
    yield f"  backpt {old.header.kind} --resume"
    if old.header.kind == ICEPACK:
        yield "If a pack is on, take it off now."


def _waiting(paths: Paths) -> Iterator[str]:
    from shlex import quote

    from backpt.history.spill import waiting_spills

    found = waiting_spills(paths.journal)
    if found:
        yield "Not in the journal yet, because it could not be written then. To add it:"
    for path in found:
        yield f"  backpt log --import {quote(path)}"


def _next(paths: Paths) -> Iterator[str]:
    try:
        routine = _routine_name(paths)
    except BackptError:
        yield "Your exercises have mistakes. To see them:"
        yield "  backpt check"
        routine = ""
    yield "What to type:"
    yield f"  backpt session    {routine or 'your routine'}"
    yield "  backpt icepack    cold, 15 min, twice"
    yield "  backpt list       exercises, routines"
    yield "  backpt log        what you did"
    yield "  backpt --help     everything"


def _routine_name(paths: Paths) -> str:
    """Return the name of the routine that ``backpt session`` would lead through."""
    from backpt.cli.catalogue import USUAL_ROUTINE, open_library

    library = open_library()
    try:
        last = reading.last_routine_id(paths.journal)
    except BackptError:  # already said
        last = None
    known = library.routines.get(last or "") or library.routines[USUAL_ROUTINE]
    return known.name
