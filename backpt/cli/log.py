"""``backpt log``: what was done, latest first, from the journal alone.

Loads neither the library nor YAML: what was prescribed then is kept with the session. With
``--json`` a list of objects; keys are only ever added, lengths are seconds. Of a session or a
pack:

==============  ==============================================================
id              day and number of the session on that day: "2026-11-21-1"; a day
                begins at 03:00
kind            "session" or "icepack"
uid             tells it from every row of any computer
told            true where it was done without backpt and said afterwards
struck          true where it was taken back (--strike) and counts for nothing
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
             pains (0 to 10, in the order in which they were said), leg_further,
             leg_after ("same", "closer": after an exercise of a trial), unsure
             (true where it was marked that it is not clear how it is done)
==============  ==============================================================

Of what was said between sessions:

==============  ==============================================================
id              day, p and number of the entry on that day: "2026-11-21-p1"
kind            "pain"
uid, struck     as above
at              the moment it is about, in UTC, ISO 8601
at_local, utc_offset_s     as above
source          "said", or "before", "after", "weekly": when it was asked
pain, worst     now, and the worst of the day so far (of the week where source is
                "weekly"): 0 to 10, or null
leg             "none", "same", "closer", "further", or null
spread          "none", "buttock", "thigh", "below-knee", or null
tingling        true, false, or null: in a leg, known and looked at
woken           true, false, or null: by pain in the night before
limited         how much pain kept from doing that day: 0 nothing, 1 a little,
                2 much, 3 nearly everything, or null
activities      list of objects: name, can (0 cannot to 10 as before)
unsure          ids of exercises of which it is not clear how they are done
note            text
==============  ==============================================================

Of advice that was shown: kind "advice", uid, at, at_local, utc_offset_s, rule, level, number.
Of somebody who was talked to: kind "call", id ("2026-11-21-c1"), uid, struck, at, at_local,
utc_offset_s, note.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

from backpt.cli.options import Json, Option, epilog
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.journal.diary import DiaryRow, StrikableRow, read_diary, read_strikes_of, row_uid
from backpt.journal.listing import LISTED
from backpt.journal.local_days import local_time
from backpt.journal.week_rows import KeptCall, KeptEntry
from backpt.language import log as words
from backpt.language import summaries
from backpt.paths import user_paths
from backpt.progress.corrections import to_strike
from backpt.progress.entry import Call, Telling
from backpt.session.records import SessionRow
from backpt.session.summary import ItemSummary, Summary
from backpt.terminal.layout import print_json, say
from backpt.terminal.lines import say_line


@epilog(
    """\b
Examples:
  backpt log
  backpt log --last 3
  backpt log --all --json
  backpt log --strike 2026-11-21-1
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
    strike: Annotated[
        str | None,
        Option("Take back what was not meant, or bring it back.", "ID"),
    ] = None,
    json: Json = False,
) -> int:
    """Print the latest rows of the diary, add some that were kept in files, or take one back;
    return the exit code."""
    if spill:
        return _import_files(spill)
    if strike is not None:
        return _strike(strike.strip())
    limit = _limit(everything, last)
    paths = user_paths(os.environ)
    rows, left_out = read_diary(paths.journal, limit, Clock().wall())
    if left_out:
        say_line(words.damaged(left_out), sys.stderr)
    if paths.who and not json:
        from backpt.cli.people import say_whose

        say_whose(paths)
    if json:
        print_json([row_object(row) for row in rows])
    elif not (rows or left_out):
        say(words.NONE_YET)
    else:
        for row in rows:
            match row:
                case SessionRow():
                    _print_session(row)
                case KeptEntry():
                    _print_entry(row)
                case KeptCall():
                    _print_call(row)
                case Telling():
                    say(words.telling_line(row.level, _when(row)), then="  ")
    return 0


def _strike(name: str) -> int:
    """Take back the row of that id or moment, or bring it back; return the exit code.

    Raises ``UsageError`` where there is none, or more than one.
    """
    from backpt.journal.keeping import new_uid
    from backpt.journal.week_rows import Rows
    from backpt.progress.entry import Strike
    from backpt.run.entry_keeping import keep_or_wait

    path, now_wall = user_paths(os.environ).journal, Clock().wall()
    every = read_diary(path, None, now_wall).rows
    rows = [row for row in every if not isinstance(row, Telling)]
    found = [row for row in rows if name in {row.key, _when(row)}]
    if len(found) != 1:
        raise UsageError(words.no_row(name, tuple(row.key for row in found)))
    uid = row_uid(found[0])
    counting = read_strikes_of(path, uid)
    of = to_strike(uid, counting)
    keep_or_wait(
        user_paths(os.environ),
        Rows(strikes=tuple(Strike(new_uid(), one) for one in of)),
        now_wall,
    )
    said = words.brought_back if counting else words.taken_back
    say(said(_headline(found[0]), found[0].key))
    return 0


def _when(row: DiaryRow) -> str:
    """Return the moment of a row as the log shows it."""
    match row:
        case SessionRow():
            return day_and_time(row)
        case KeptEntry(entry=said) | KeptCall(call=said):
            return local_time(said.wall, said.offset_s)
        case Telling():
            return local_time(row.wall, row.offset_s)


def _headline(row: StrikableRow) -> str:
    match row:
        case SessionRow():
            return words.headline(row._replace(is_struck=False), _when(row))
        case KeptEntry():
            return words.entry_line(row.entry, _when(row), is_struck=False)
        case KeptCall():
            return words.call_line(_when(row), is_struck=False)


def _print_call(row: KeptCall) -> None:
    say(words.call_line(_when(row), is_struck=row.is_struck), then="  ")
    if row.call.note:
        say(row.call.note, first=f"  {words.NOTE}", then="  ")


def _print_entry(row: KeptEntry) -> None:
    say(words.entry_line(row.entry, _when(row), is_struck=row.is_struck), then="  ")
    if row.entry.note:
        say(row.entry.note, first=f"  {words.NOTE}", then="  ")


def row_object(row: DiaryRow) -> dict[str, object]:
    """Return a row of the diary as the module's tables describe it."""
    match row:
        case SessionRow():
            return session_object(row)
        case KeptEntry():
            return _entry_object(row)
        case KeptCall(call=call):
            kept = {"id": row.key, "kind": "call", "uid": call.uid, "struck": row.is_struck}
            return {**kept, **_at(row, call), "note": call.note}
        case Telling():
            told = {"rule": row.rule, "level": row.level, "number": row.number}
            return {"kind": "advice", "uid": row.uid, **_at(row, row), **told}


def _at(row: DiaryRow, said: Call | Telling) -> dict[str, object]:
    """Return the moment of what was said once."""
    return {"at": _iso(said.wall), "at_local": _when(row), "utc_offset_s": said.offset_s}


def _entry_object(row: KeptEntry) -> dict[str, object]:
    entry = row.entry
    return {
        "id": row.key,
        "kind": "pain",
        "uid": entry.uid,
        "struck": row.is_struck,
        "at": _iso(entry.wall),
        "at_local": _when(row),
        "utc_offset_s": entry.offset_s,
        "source": entry.source,
        "pain": entry.now,
        "worst": entry.worst,
        "leg": entry.leg,
        "spread": entry.spread,
        "tingling": entry.tingling,
        "woken": entry.woken,
        "limited": entry.limited,
        "activities": [one._asdict() for one in entry.activities],
        "unsure": entry.unsure,
        "note": entry.note,
    }


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
    from backpt.journal.spill_import import import_spill, set_aside

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
    felt = row.pain_high, row.said, row.legs, row.unsure
    summary = Summary(row.items, "", row.active_s, *felt)
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
        "uid": row.uid,
        "told": row.is_told,
        "struck": row.is_struck,
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
        "items": [_item_object(item, row) for item in row.items],
    }


def _item_object(item: ItemSummary, row: SessionRow) -> dict[str, object]:
    here = [one.pain for one in row.said if one.item == item.item]
    legs = (one.answer for one in row.legs if one.item == item.item)
    return item._asdict() | {
        "pains": [pain for pain in here if pain is not None],
        "leg_further": None in here,
        "leg_after": next(legs, None),
        "unsure": item.id in row.unsure,
    }


def _iso(wall: float) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(wall, UTC).isoformat(timespec="seconds")
