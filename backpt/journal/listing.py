"""The sessions of the diary as ``log`` and the first page show them.

Takes no lock of ours and opens the file for reading only. A journal that is not there yet is
an empty history. Everything raises ``JournalError`` for a file that cannot be read.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import starmap
from typing import Any

from backpt.journal.felt import AFTER, BEFORE, STRUCK
from backpt.journal.json_lines import from_json
from backpt.journal.local_days import iso_day
from backpt.journal.plausible import checked
from backpt.journal.query import CLOSED, LEG, NOT_AHEAD, ahead
from backpt.journal.sqlite import Connection
from backpt.session.events import Ending
from backpt.session.records import Listed, SessionRow
from backpt.session.summary import Compared, ItemSummary, Said
from backpt.values import NamedTuple

LISTED = 20
"""Sessions that ``log`` lists unless asked for all."""
_SESSION = (
    "SELECT id, day, nth, kind, routine, name, compiler, started_ms, ended_ms, ending,"  # noqa: S608  # our words
    f" {BEFORE}, {AFTER}, pain_high, note, rehearsal, active_s, contact_s, offset_s,"
    f" {LEG}, something_new, asked, rule, reason, uid, is_told, {STRUCK} FROM session"
)
_AT_ONCE = 500
"""Sessions asked for in one query; old SQLites take 999 values."""


def list_sessions(db: Connection, limit: int | None, now_wall: float) -> Listed:
    """Return the latest ``limit`` sessions with their items, latest first, and how many of
    their entries are damaged and left out; ``None``: all.

    Rehearsals and sessions that were never closed are among them, and say so; of the latter
    it is what was done until ``now_wall``.
    """
    return _with_left_open(db, _sessions(db, limit), now_wall)


def sessions_from(db: Connection, first: int, now_wall: float) -> Listed:
    """Return the sessions and packs from the day ``first`` on that count, as ``list_sessions``
    does: rehearsals and those that were taken back are left out."""
    where = f"WHERE day >= ? AND NOT rehearsal AND NOT {STRUCK}"
    return _with_left_open(db, _sessions(db, None, where, (first,)), now_wall)


def _with_left_open(db: Connection, listed: Listed, now_wall: float) -> Listed:
    rows = tuple(_until_now(db, row, now_wall) for row in listed.rows)
    return listed._replace(rows=rows)


def _until_now(db: Connection, row: SessionRow, now_wall: float) -> SessionRow:
    """Return a session that was never closed with what was done in it; as it is where its
    prescription cannot be read, and one that was closed."""
    if row.ended_wall is not None:
        return row
    from backpt.journal.broken_off import done_in  # loads all of a session

    done = done_in(db, row.number, now_wall - row.started_wall)
    if done is None:
        return row
    return row._replace(
        items=done.items,
        active_s=done.active_s,
        contact_s=done.contact_s,
        pain_high=done.pain_high,
    )


def last_in(db: Connection, now_wall: float) -> SessionRow | None:
    """Return the latest session that was closed; rehearsals, refused ones, those taken
    back and those after ``now_wall`` left out."""
    where, values = f"{CLOSED} AND {NOT_AHEAD}", ahead(now_wall)
    found = _sessions(db, 1, where, values)
    if found.left_out and not found.rows:  # the latest is damaged
        found = _sessions(db, LISTED, where, values)
    return found.rows[0] if found.rows else None


def _sessions(
    db: Connection,
    limit: int | None,
    where: str = "",
    values: tuple[object, ...] = (),
) -> Listed:
    rows = db.execute(
        f"{_SESSION} {where} ORDER BY started_ms DESC, id DESC LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    listed = rows.fetchall()
    numbers = [row[0] for row in listed]
    (items, left_out), said = _items(db, numbers), _said(db, numbers)
    legs, unsure = _legs(db, numbers), _unsure(db, numbers)
    found = []
    for row in listed:
        try:
            done = tuple(items.get(row[0], ())), tuple(said.get(row[0], ()))
            kept = _session(row, *done)._replace(
                legs=legs.get(row[0], ()), unsure=tuple(unsure.get(row[0], ()))
            )
            found.append(checked(kept))
        except (TypeError, ValueError, OverflowError):
            left_out += 1
    return Listed(tuple(found), left_out)


def _of_each(db: Connection, numbers: list[int], query: str) -> Iterator[Any]:
    """Yield the rows of a query that asks for so many sessions at once as SQLite takes."""
    for first in range(0, len(numbers), _AT_ONCE):
        asked = numbers[first : first + _AT_ONCE]
        yield from db.execute(query.format(",".join("?" * len(asked))), asked)


def _said(db: Connection, numbers: list[int]) -> dict[int, list[Said]]:
    """Return what hurt in each session; an event that cannot be read is left out."""
    found: dict[int, list[Said]] = {}
    query = (
        "SELECT session, payload FROM event INDEXED BY event_hurt"
        " WHERE kind IN ('pain', 'leg') AND session IN ({}) ORDER BY session, seq"
    )
    for number, payload in _of_each(db, numbers, query):
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            raw = from_json(payload)
            one = checked(Said(raw["place"][0], raw.get("pain")))
            found.setdefault(number, []).append(one)
    return found


class _Marks(NamedTuple):
    unsure: tuple[str, ...]


def _unsure(db: Connection, numbers: list[int]) -> dict[int, list[str]]:
    """Return of which exercises it was not clear how they are done in each session."""
    found: dict[int, list[str]] = {}
    query = (
        "SELECT session.id, entry.unsure FROM session"
        " JOIN entry ON entry.session = session.uid WHERE entry.unsure <> ''"
        " AND session.id IN ({}) ORDER BY entry.id"
    )
    for number, unsure in _of_each(db, numbers, query):
        with suppress(TypeError, ValueError):
            names = from_json(unsure)
            marks = checked(_Marks(tuple(names) if isinstance(names, list) else names))
            found.setdefault(number, []).extend(marks.unsure)
    return found


def _legs(db: Connection, numbers: list[int]) -> dict[int, tuple[Compared, ...]]:
    """Return how the leg was after the exercises of each session that was a trial, the latest
    answer of each; the events of no other session are read."""
    found: dict[int, dict[int, str]] = {}
    trials = db.execute(
        "SELECT id FROM session WHERE prescription IN"
        """ (SELECT id FROM prescription WHERE instr(text, '"trial":true'))"""
    )
    for number in {number for (number,) in trials} & set(numbers):
        rows = db.execute(
            "SELECT payload FROM event WHERE session = ? AND kind = 'ended' ORDER BY seq",
            (number,),
        )
        for (payload,) in rows:
            with suppress(AttributeError, KeyError, TypeError, ValueError):
                raw = from_json(payload)
                one = checked(Compared(raw["place"][0], raw["answer"]))
                found.setdefault(number, {})[one.item] = one.answer
    return {
        number: tuple(starmap(Compared, sorted(answers.items())))
        for number, answers in found.items()
    }


def _items(db: Connection, numbers: list[int]) -> tuple[dict[int, list[ItemSummary]], int]:
    """Return the items of each session in their order, and how many are damaged."""
    found: dict[int, list[ItemSummary]] = {}
    left_out = 0
    query = (
        "SELECT session, item, id, name, planned, done, partial, skipped, active_s,"
        " contact_s, why FROM item WHERE session IN ({}) ORDER BY session, item"
    )
    for number, *fields in _of_each(db, numbers, query):
        try:
            item = checked(ItemSummary._make(fields))
        except ValueError:
            left_out += 1
            continue
        found.setdefault(number, []).append(item)
    return found, left_out


def _session(
    row: tuple[Any, ...], items: tuple[ItemSummary, ...], said: tuple[Said, ...]
) -> SessionRow:
    number, day, nth, kind, routine_id, name, compiler, started_ms, ended_ms, ending = row[:10]
    pain_before, pain_after, pain_high, note, rehearsal, active_s, contact_s = row[10:17]
    return SessionRow(
        number=number,
        key=f"{iso_day(day)}-{nth}",
        kind=kind,
        routine_id=routine_id,
        name=name,
        compiler=compiler,
        started_wall=started_ms / 1000,
        day=day,
        ended_wall=None if ended_ms is None else ended_ms / 1000,
        ending=None if ending is None else Ending(ending),
        pain_before=pain_before,
        pain_after=pain_after,
        pain_high=pain_high,
        note=note,
        rehearsal=bool(rehearsal),
        active_s=active_s,
        contact_s=contact_s,
        items=items,
        offset_s=row[17],
        leg=row[18],
        something_new=None if row[19] is None else bool(row[19]),
        asked=row[20],
        rule=row[21],
        reason=row[22],
        uid=row[23],
        is_told=bool(row[24]),
        is_struck=bool(row[25]),
        said=said,
    )
