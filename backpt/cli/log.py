"""``backpt log``: what was done, latest first, from the journal alone.

Loads neither the library nor YAML: what was prescribed then is kept with the session. With
``--json`` a list of objects; keys are only ever added, lengths are seconds:

==============  ==============================================================
id              day and number of the session on that day: "2026-11-21-1"; a day
                begins at 03:00
kind            "session" or "icepack"
routine         id of the routine
name            its name then
started         moment in UTC, ISO 8601
ended           the same, or null where it was never closed
started_local   the local time of then: "2026-11-21 18:02"
utc_offset_s    seconds that local time was ahead of UTC; null where an older
                backpt kept it, and started_local is by the zone set now
ending          "done", "stopped", "unanswered", "pain", "emergency", or null
rehearsal       true where it ran at another speed and does not count
pain_before, pain_after, pain_high      0 to 10, or null
leg          leg pain before it, or said during it: "none", "same", "closer",
             "further", or null
something_new  true where new numbness, weakness or toilet trouble was said
asked        id of the routine that was asked for, where another was done
rule, reason  what made it lighter: "R3" and its sentence, or null
note            text
active_s        seconds of exercise, pauses not counted
contact_s       seconds a pack was on the skin; where backpt was ended without a
                word, to the limit of contact or until now
items           list of objects: item (place in the routine, from 0), id, name,
                planned, done, partial, skipped, active_s, contact_s, why,
             pains (0 to 10, in the order in which they were said), leg_further
==============  ==============================================================
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

from backpt.cli.options import Json, Option, epilog
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.journal.days import local_time
from backpt.journal.listing import LISTED, read_listing
from backpt.language import log as words
from backpt.language import summaries
from backpt.paths import user_paths
from backpt.session.records import SessionRow
from backpt.session.summary import ItemSummary, Said, Summary
from backpt.terminal.lines import say_line
from backpt.terminal.tables import print_json, say


@epilog(
    """\b
Examples:
  backpt log
  backpt log --last 3
  backpt log --all --json
"""
)
def log(
    *,
    everything: Annotated[bool, Option("Every session.", flags=("--all",))] = False,
    last: Annotated[int | None, Option("The latest N; usually 20.", "N")] = None,
    spill: Annotated[
        list[str] | None,
        Option("Add a session that was kept in a file.", "FILE", ("--import",)),
    ] = None,
    json: Json = False,
) -> int:
    """Print the latest sessions, or add some that were kept in files; return the exit code."""
    if spill:
        return _import_files(spill)
    limit = _limit(everything, last)
    rows, left_out = read_listing(user_paths(os.environ).journal, limit, Clock().wall())
    if left_out:
        say_line(words.damaged(left_out), sys.stderr)
    if json:
        print_json([session_object(row) for row in rows])
    elif not (rows or left_out):
        say(words.NONE_YET)
    else:
        for row in rows:
            _print_session(row)
    return 0


def _limit(everything: bool, last: int | None) -> int | None:
    """Return how many sessions are wanted; ``None`` for all.

    Raises ``UsageError`` for less than one, and for both options together.
    """
    if everything and last is not None:
        raise UsageError(words.ALL_OR_LAST)
    if last is not None and not 1 <= last <= 1_000_000:
        raise UsageError(words.LAST_IS_A_NUMBER)
    return None if everything else LISTED if last is None else last


def _import_files(files: list[str]) -> int:
    """Add sessions that were kept in files of their own; return the exit code.

    Raises ``JournalError`` at the first file that cannot be added.
    """
    from backpt.journal.spill import import_spill, set_aside

    journal = user_paths(os.environ).journal
    for name in files:
        path = os.path.expanduser(name)
        added = import_spill(path, journal)
        aside = set_aside(path)
        now_at = None if aside is None else os.path.basename(aside)
        say(words.imported(name, now_at, is_new=bool(added.events)))
    return 0


def _print_session(row: SessionRow) -> None:
    say(words.headline(row, day_and_time(row)), then="  ")
    if why := words.reason(row):
        say(why, first="  ", then="  ")
    summary = Summary(row.items, "", row.active_s, row.pain_high, row.said)
    lines = summaries.closing_lines(summary)
    if lines:
        say(" ".join(lines), first="  ", then="  ")
    if row.note:
        say(row.note, first=f"  {words.NOTE}", then="  ")


def day_and_time(row: SessionRow) -> str:
    """Return when it began by the clock on the wall there: "2026-11-21 18:02"."""
    return local_time(row.started_wall, row.offset_s)


def session_object(row: SessionRow) -> dict[str, object]:
    """Return a session as the module's table describes it."""
    return {
        "id": row.key,
        "kind": row.kind,
        "routine": row.routine_id,
        "name": row.name,
        "started": _iso(row.started_wall),
        "ended": None if row.ended_wall is None else _iso(row.ended_wall),
        "started_local": local_time(row.started_wall, row.offset_s),
        "utc_offset_s": row.offset_s,
        "ending": row.ending,
        "rehearsal": row.rehearsal,
        "pain_before": row.pain_before,
        "pain_after": row.pain_after,
        "pain_high": row.pain_high,
        "leg": row.leg,
        "something_new": row.something_new,
        "asked": row.asked or None,
        "rule": row.rule or None,
        "reason": row.reason or None,
        "note": row.note,
        "active_s": row.active_s,
        "contact_s": row.contact_s,
        "items": [_item_object(item, row.said) for item in row.items],
    }


def _item_object(item: ItemSummary, said: tuple[Said, ...]) -> dict[str, object]:
    here = [one.pain for one in said if one.item == item.item]
    hurt = {"pains": [pain for pain in here if pain is not None], "leg_further": None in here}
    return item._asdict() | hurt


def _iso(wall: float) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(wall, UTC).isoformat(timespec="seconds")
