"""Reading the journal: what ``log``, ``session`` and the rules for packs ask of it.

Takes no lock of ours and opens the file for reading only. A journal that is not there yet is
an empty history. Everything raises ``JournalError`` for a file that cannot be read.
"""

from __future__ import annotations

import math
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from backpt.journal.codec import plain, routine_from, stored
from backpt.journal.days import day_begins_wall, iso_day, local_day
from backpt.journal.plausible import checked
from backpt.journal.store import FAULTS, JournalError, reader, sentence
from backpt.journal.writer import event_rows, whole_events
from backpt.language import speech
from backpt.prescription.model import Mode
from backpt.safety.days import Earlier, Leg, Settled, entries
from backpt.session.events import Ending
from backpt.session.records import (
    RESUME_WITHIN_S,
    SESSION,
    Before,
    EventRow,
    Header,
    Listed,
    Pack,
    SessionRow,
    StoredEvent,
    Unfinished,
    milliseconds,
)
from backpt.session.steps import Compiled
from backpt.session.summary import ItemSummary, Said, Summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from backpt.intake.known import Past
    from backpt.prescription.model import Routine

LISTED = 20
"""Sessions that ``log`` lists unless asked for all."""

_LEG_WAS_SAID = (
    "EXISTS (SELECT 1 FROM event INDEXED BY event_hurt WHERE event.session = session.id"
    " AND event.kind IN ('pain', 'leg') AND event.kind = 'leg')"
)
"""Whether a session tells of pain further down the leg. An index of some rows serves only a
query that repeats its words."""
_IS_FURTHER = f"kind = '{SESSION}' AND leg = '{Leg.FURTHER}'"
_IS_LIFTED = f"later.kind = '{SESSION}' AND later.leg IN ('{Leg.CLOSER}', '{Leg.NONE}')"
"""What lifts pain further down the leg (R9)."""
_LEG = f"CASE WHEN {_LEG_WAS_SAID} THEN 'further' ELSE leg END"
"""Leg pain of a session, that which was said during it included."""
_SESSION = (
    "SELECT id, day, nth, kind, routine, name, compiler, started_ms, ended_ms, ending,"  # noqa: S608  # our words
    " pain_before, pain_after, pain_high, note, rehearsal, active_s, contact_s, offset_s,"
    f" {_LEG}, something_new, asked, rule, reason FROM session"
)
_CLOSED = (
    "WHERE ended_ms IS NOT NULL AND NOT rehearsal AND (ending NOT IN ('pain', 'emergency')"
    " OR EXISTS (SELECT 1 FROM item WHERE item.session = session.id))"
)
"""Sessions that were held: of one that today's answers refused nothing was planned."""
_PRESCRIPTION = (
    "SELECT text FROM session JOIN prescription ON prescription.id = prescription"
    " WHERE session.id = ?"
)
_REFUSED = (
    "ended_ms IS NOT NULL AND ending = 'pain'"
    " AND NOT EXISTS (SELECT 1 FROM item WHERE item.session = session.id)"
)
"""A session that pain refused: nothing was planned of it."""
_AT_ONCE = 500
"""Sessions asked for in one query; old SQLites take 999 values."""
_T = TypeVar("_T")
_BOTH = (Mode.HEAT, Mode.COLD)
_SESSIONS_READ = 200
"""Enough for every rule on the days before (``safety/days.py``): six a day for a month."""
_NEVER = 2**62
"""A moment that no session ends after."""
_NOT_AHEAD = "(started_ms <= ? OR day <= ?)"
"""Not of the future, which a clock that was set back leaves behind: such a session is listed,
and nothing follows from it. One of later today is today's."""


def sessions(
    path: str, limit: int | None = LISTED, now_wall: float = math.inf
) -> tuple[SessionRow, ...]:
    """Return the latest ``limit`` sessions with their items, latest first; ``None``: all.

    Rehearsals and sessions that were never closed are among them, and say so; of the latter
    it is what was done until ``now_wall``.
    """

    return listing(path, limit, now_wall).rows


def listing(path: str, limit: int | None = LISTED, now_wall: float = math.inf) -> Listed:
    """Return the same sessions, and how many of their entries are damaged and left out."""

    def listed(db: sqlite3.Connection) -> Listed:
        rows, left_out = _sessions(db, limit)
        done = (
            row if row.ended_wall is not None else _until_now(db, row, now_wall) for row in rows
        )
        return Listed(tuple(done), left_out)

    return _read(path, listed) or Listed((), 0)


def _until_now(db: sqlite3.Connection, row: SessionRow, now_wall: float) -> SessionRow:
    """Return a session that was never closed with what was done in it; as it is where its
    prescription cannot be read."""
    done = _done_in(db, row.number, now_wall - row.started_wall)
    if done is None:
        return row
    return row._replace(
        items=done.items,
        active_s=done.active_s,
        contact_s=sum(item.contact_s for item in done.items),
        pain_high=done.pain_high,
    )


def _done_in(db: sqlite3.Connection, number: int, into_s: float) -> Summary | None:
    """Return what was done until ``into_s`` in a session that was never closed; ``None``
    where its prescription cannot be read."""
    from backpt.session.resume import as_left, steps_then

    text = _one(db, _PRESCRIPTION, number)
    events = whole_events(event_rows(db, number))
    try:
        routine = routine_from(text)
        return as_left(
            Compiled(routine, steps_then(routine, speech, events)), speech, events, into_s
        ).summary
    except ValueError:
        return None


def last(path: str, now_wall: float) -> SessionRow | None:
    """Return the latest session that was closed; rehearsals, refused ones and those after
    ``now_wall`` left out."""
    where, values = f"{_CLOSED} AND {_NOT_AHEAD}", _ahead(now_wall)
    found = _read(path, lambda db: _sessions(db, 1, where, values))
    if found and found.left_out and not found.rows:  # the latest is damaged
        found = _read(path, lambda db: _sessions(db, LISTED, where, values))
    return found.rows[0] if found and found.rows else None


def last_routine_id(path: str, now_wall: float) -> str | None:
    """Return the routine that was asked for in the latest exercise session, closed or not;
    sessions after ``now_wall`` left out."""
    found = _read(
        path,
        lambda db: _one(
            db,
            "SELECT CASE asked WHEN '' THEN routine ELSE asked END FROM session"  # noqa: S608  # our words
            f" WHERE kind = 'session' AND NOT rehearsal AND {_NOT_AHEAD}"
            " ORDER BY started_ms DESC, id DESC LIMIT 1",
            *_ahead(now_wall),
        ),
    )
    return None if found is None else str(found)


def count_finished(path: str, kind: str) -> int:
    """Return how many sessions of ``kind`` were closed, however they ended; rehearsals and
    refused ones left out."""
    query = f"SELECT count(*) FROM session {_CLOSED} AND kind = ?"  # noqa: S608  # our words
    return int(_read(path, lambda db: _one(db, query, kind)) or 0)


def days_before(path: str, now_wall: float, *, besides: int | None = None) -> Before:
    """Return what the sessions before ``now_wall`` say about one today (clinical G4, D5, F9).

    Days are the user's own, each begun at 03:00. A session counts as done where some of it
    was; one that lies ahead, because the clock was set back, counts for nothing. ``besides``
    is one that goes on: it is none of those before it, and its days off were counted when it
    began.
    """
    found = _read(path, lambda db: _days(db, now_wall), even_without=True)
    said = bool(_read(path, lambda db: _leg_was_said(db, local_day(now_wall))))
    return _before(found or _NO_DAYS, said, local_day(now_wall), besides)


_Days = tuple[list[tuple[Any, ...]], int | None]
_NO_DAYS: _Days = ([], None)


def _before(days: _Days, further_today: bool, today: int, besides: int | None) -> Before:
    """Return what ``days`` say, as ``days_before`` does."""
    rows, last_day = days
    # A traveller's day may be one ahead of today's: it is today's.
    found = []
    for number, day, *row in rows:
        with suppress(TypeError, ValueError):  # damaged
            found.append((number, checked(_earlier((min(today, day), *row)))))
    sessions = tuple(one for number, one in found if number != besides)
    going_on = [one for number, one in found if number == besides]
    return Before(
        today,
        entries=entries(sessions, today),
        further_today=further_today,
        days_off=None if last_day is None or besides else max(0, today - last_day),
        sessions=sessions,
        going_on=going_on[0] if going_on else None,
    )


def read_past(path: str, now_wall: float, *, rehearsal: bool = False) -> Past:
    """Return all that an evening at ``now_wall`` needs to know, from one opening of the
    journal. ``rehearsal``: what was broken off is that of rehearsals.

    Never raises: what cannot be read is left out, and ``fault`` says why nothing goes on.
    """
    from backpt.intake.known import Past

    try:
        found = _read(
            path, lambda db: _past(db, path, now_wall, rehearsal=rehearsal), even_without=True
        )
    except JournalError as error:
        return Past(fault=str(error))
    return found or Past(before=Before(local_day(now_wall)))


def _past(db: sqlite3.Connection, path: str, now_wall: float, *, rehearsal: bool) -> Past:
    from backpt.intake.known import Past
    from backpt.journal.lately import practice_in
    from backpt.safety.levels import Practice
    from backpt.session.pack_steps import BETWEEN_SESSIONS_S

    latest, fault = _latest(db, path, now_wall, rehearsal=rehearsal)
    before = before_latest = Before(0)
    practised, packs = Practice(), list[Pack]()
    left_open: tuple[Unfinished, ...] = ()
    today = local_day(now_wall)
    with suppress(JournalError, *FAULTS):
        days, said = _days(db, now_wall), _leg_was_said(db, today)
        before = _before(days, said, today, None)
        before_latest = _before(days, said, today, latest.number) if latest else before
    with suppress(JournalError, *FAULTS):
        practised = practice_in(db, now_wall)
    with suppress(JournalError, *FAULTS):
        packs = _packs(db, _BOTH, day_begins_wall(now_wall) - BETWEEN_SESSIONS_S)
    with suppress(JournalError, *FAULTS):
        left_open = _readable(path, _open_sessions(db, rehearsal, -1), now_wall)
    return Past(before, before_latest, practised, tuple(packs), latest, left_open, fault)


def _latest(
    db: sqlite3.Connection, path: str, now_wall: float, *, rehearsal: bool
) -> tuple[Unfinished | None, str]:
    """Return the latest session that may go on, and why it cannot be read, if so."""
    since_ms = milliseconds(now_wall - RESUME_WITHIN_S)
    try:
        found = _open_sessions(db, rehearsal, 1, since_ms)
        return (_unfinished(path, found[0], now_wall) if found else None), ""
    except JournalError as error:
        return None, str(error)
    except FAULTS as error:
        return None, sentence(error, path)


def _leg_was_said(db: sqlite3.Connection, day: int) -> bool:
    """Tell whether pain went further down the leg in a session of ``day``, or of one ahead.

    Of one ahead, which a clock that was set back leaves behind, the answer before it counts
    too, and a session that was begun after it lifts it by closer or none.
    """
    return bool(
        _one(
            db,
            f"SELECT 1 FROM session WHERE day >= ? AND NOT rehearsal AND ({_LEG_WAS_SAID}"  # noqa: S608  # our words
            f" OR (day > ? AND {_IS_FURTHER})) AND (day = ? OR NOT EXISTS (SELECT 1 FROM"
            " session AS later WHERE later.id > session.id AND later.day < session.day"
            f" AND NOT later.rehearsal AND {_IS_LIFTED})) LIMIT 1",
            day,
            day,
            day,
        )
    )


def _days(db: sqlite3.Connection, now_wall: float) -> tuple[list[tuple[Any, ...]], int | None]:
    """Return the latest sessions, and the last day on which something was done."""
    real = f"FROM session WHERE kind = ? AND NOT rehearsal AND {_NOT_AHEAD}"
    values = (SESSION, *_ahead(now_wall))
    rows = db.execute(
        f"SELECT id, day, pain_before, pain_after, pain_high, {_LEG}, routine, active_s > 0,"
        f" {_REFUSED}, something_new, settled, has_talked, ended_ms, started_ms {real}"
        " ORDER BY started_ms DESC, id DESC LIMIT ?",
        (*values, _SESSIONS_READ),
    ).fetchall()
    rows = [_with_left(db, row, now_wall) for row in rows]
    left = (row[1] for row in rows if row[7] and isinstance(row[1], int))
    latest = "typeof(day) = 'integer' AND day <= ?"  # of a traveller it may be tomorrow
    query = f"SELECT max(day) {real} AND active_s > 0 AND {latest}"
    last_day = _one(db, query, *values, local_day(now_wall) + 1)
    days = [
        day for day in (last_day, *left) if day is not None and day <= local_day(now_wall) + 1
    ]
    return rows, max(days, default=None)


def _with_left(
    db: sqlite3.Connection, row: tuple[Any, ...], now_wall: float
) -> tuple[Any, ...]:
    """Return a row of ``_days`` without its two moments. One that was never closed, because
    the program was killed, says what its events say: the pain in it counts, too."""
    *said, ended_ms, started_ms = row
    if ended_ms is None and isinstance(started_ms, int):
        done = _done_in(db, said[0], now_wall - started_ms / 1000)
        if done is not None:
            said[4], said[7] = done.pain_high, done.active_s > 0
    return tuple(said)


def _earlier(row: tuple[Any, ...]) -> Earlier:
    day, before, after, high, leg, routine_id, is_held, is_refused, new, settled, talked = row
    said = [pain for pain in (before, after, high) if pain is not None]
    return Earlier(
        day=day,
        before=before,
        after=after,
        worst=max(said, default=None),
        leg=None if leg is None else Leg(leg),
        routine=routine_id,
        is_held=bool(is_held),
        is_refused=bool(is_refused),
        something_new=None if new is None else bool(new),
        settled=None if settled is None else Settled(settled),
        has_talked=bool(talked),
    )


def packs_since(path: str, mode: Mode, since_wall: float) -> tuple[Pack, ...]:
    """Return the packs of ``mode`` on the skin since ``since_wall``, a session each.

    Earliest first; sessions that were killed count, rehearsals do not; ``alternate`` asks
    for heat and cold both.
    """
    asked = _BOTH if mode is Mode.ALTERNATE else (mode, mode)
    return tuple(_read(path, lambda db: _packs(db, asked, since_wall), even_without=True) or ())


def _packs(db: sqlite3.Connection, modes: tuple[Mode, Mode], since_wall: float) -> list[Pack]:
    query = (
        "SELECT session, mode, min(wall_ms), max(wall_ms) FROM event"
        " INDEXED BY event_pack JOIN session ON session.id = event.session AND NOT rehearsal"
        " WHERE mode <> '' AND mode IN (?, ?) AND wall_ms >= ?"
        " GROUP BY session, mode ORDER BY 3"
    )
    found = []
    values = (*modes, milliseconds(since_wall))
    for number, kept, on, off in db.execute(query, values).fetchall():
        with suppress(TypeError):  # damaged
            off_wall = off / 1000 + _unknown_s(db, number, kept)
            found.append(Pack(number, Mode(kept), on / 1000, off_wall))
    return found


def _unknown_s(db: sqlite3.Connection, number: int, mode: str) -> float:
    """Return how long a pack may have been on after the last word of it, where the program
    ended without a word that it came off: to the limit of contact."""
    from backpt.session.resume import left_s

    rows = [row for row in event_rows(db, number) if row[5]]
    events = whole_events(rows)
    if not events or rows[-1][5] != mode:
        return 0.0
    return left_s(events, math.inf) - events[-1].at_s


def unfinished(
    path: str, now_wall: float, *, rehearsal: bool = False, stopped_since_wall: float = math.inf
) -> Unfinished | None:
    """Return the latest session that was begun and never closed, or ``None``.

    With ``stopped_since_wall`` also the very latest, if the user stopped it since then. A
    session that is running now is one too: who holds the session lock knows that none is.
    """
    since_ms = _NEVER if stopped_since_wall == math.inf else milliseconds(stopped_since_wall)
    found = _read(
        path, lambda db: _open_sessions(db, rehearsal, 1, since_ms), even_without=True
    )
    return _unfinished(path, found[0], now_wall) if found else None


def all_unfinished(
    path: str, now_wall: float, *, rehearsal: bool = False
) -> tuple[Unfinished, ...]:
    """Return every session that was begun and never closed, latest first.

    To close them one by one, which ends even where the journal cannot be written. Those that
    another version or a fault of the disk made unreadable are left out, and as they are.
    """
    rows = _read(path, lambda db: _open_sessions(db, rehearsal, -1), even_without=True)
    return _readable(path, rows or [], now_wall)


def _readable(
    path: str, rows: list[tuple[tuple[Any, ...], list[Any]]], now_wall: float
) -> tuple[Unfinished, ...]:
    found = []
    for row in rows:
        with suppress(JournalError):
            found.append(_unfinished(path, row, now_wall))
    return tuple(found)


def events_of(path: str, number: int) -> tuple[StoredEvent, ...]:
    """Return the events of session ``number`` in the journal's file, in their order; none
    where there is none."""
    rows = _read_alone(path, lambda db: event_rows(db, number)) or []
    return _events(path, number, rows)


def prescription_of(path: str, number: int) -> Routine | None:
    """Return what session ``number`` prescribed, or ``None`` where there is no such session."""
    kept = _read(
        path,
        lambda db: _one(
            db,
            _PRESCRIPTION,
            number,
        ),
    )
    return None if kept is None else _routine(path, number, kept)


def _read(
    path: str, ask: Callable[[sqlite3.Connection], _T], *, even_without: bool = False
) -> _T | None:
    """Return what ``ask`` finds, or ``None`` where there is no journal yet.

    Sessions that are kept in files because the journal could not be written are asked too;
    with ``even_without`` they alone, where the journal cannot be read.
    """
    from backpt.journal.spill import waiting_spills, with_spills

    spills = waiting_spills(path)
    try:
        db = reader(path)
    except JournalError:
        if not (even_without and spills):
            raise
        db = None
    try:
        if spills:
            db = with_spills(db, spills)
        return None if db is None else ask(db)
    except FAULTS as error:
        raise JournalError(sentence(error, path)) from error
    finally:
        if db is not None:
            db.close()


def _read_alone(path: str, ask: Callable[[sqlite3.Connection], _T]) -> _T | None:
    """Return what ``ask`` finds in the journal's own file, or ``None`` where there is none."""
    db = reader(path)
    if db is None:
        return None
    try:
        return ask(db)
    except FAULTS as error:
        raise JournalError(sentence(error, path)) from error
    finally:
        db.close()


def _one(db: sqlite3.Connection, query: str, *values: object) -> Any:
    row = db.execute(query, values).fetchone()
    return None if row is None else row[0]


def _ahead(now_wall: float) -> tuple[int, int]:
    """Return the values for ``_NOT_AHEAD``."""
    return milliseconds(now_wall), local_day(now_wall)


def _sessions(
    db: sqlite3.Connection,
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
    found = []
    for row in listed:
        try:
            done = tuple(items.get(row[0], ())), tuple(said.get(row[0], ()))
            found.append(checked(_session(row, *done)))
        except (TypeError, ValueError, OverflowError):
            left_out += 1
    return Listed(tuple(found), left_out)


def _said(db: sqlite3.Connection, numbers: list[int]) -> dict[int, list[Said]]:
    """Return what hurt in each session; an event that cannot be read is left out."""
    found: dict[int, list[Said]] = {}
    for first in range(0, len(numbers), _AT_ONCE):
        asked = numbers[first : first + _AT_ONCE]
        rows = db.execute(
            "SELECT session, payload FROM event INDEXED BY event_hurt"  # noqa: S608  # question marks only
            " WHERE kind IN ('pain', 'leg')"
            f" AND session IN ({','.join('?' * len(asked))}) ORDER BY session, seq",
            asked,
        )
        for number, payload in rows:
            with suppress(AttributeError, KeyError, TypeError, ValueError):
                raw = plain(payload)
                one = checked(Said(raw["place"][0], raw.get("pain")))
                found.setdefault(number, []).append(one)
    return found


def _items(
    db: sqlite3.Connection, numbers: list[int]
) -> tuple[dict[int, list[ItemSummary]], int]:
    """Return the items of each session in their order, and how many are damaged."""
    found: dict[int, list[ItemSummary]] = {}
    left_out = 0
    for first in range(0, len(numbers), _AT_ONCE):
        asked = numbers[first : first + _AT_ONCE]
        rows = db.execute(
            "SELECT session, item, id, name, planned, done, partial, skipped, active_s,"  # noqa: S608  # question marks only
            f" contact_s, why FROM item WHERE session IN ({','.join('?' * len(asked))})"
            " ORDER BY session, item",
            asked,
        )
        for row in rows:
            try:
                item = checked(ItemSummary._make(row[1:]))
            except ValueError:
                left_out += 1
                continue
            found.setdefault(row[0], []).append(item)
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
        said=said,
    )


def _open_sessions(
    db: sqlite3.Connection, rehearsal: bool, limit: int, stopped_since_ms: int = _NEVER
) -> list[tuple[tuple[Any, ...], list[Any]]]:
    """Return the sessions without an end, latest first, each with its events; with them the
    very latest, if the user stopped it since then."""
    rows = db.execute(
        "SELECT session.id, kind, routine, name, text, compiler, started_ms, day, pain_before,"
        " rehearsal, leg, something_new, asked, offset_s, rule, reason, settled, has_talked"
        " FROM session JOIN prescription ON prescription.id = prescription"
        " WHERE rehearsal = ? AND (ended_ms IS NULL"
        "  OR (ended_ms >= ? AND ending IN ('stopped', 'unanswered') AND session.id ="
        "   (SELECT id FROM session WHERE NOT rehearsal ORDER BY id DESC LIMIT 1)))"
        " ORDER BY started_ms DESC, session.id DESC LIMIT ?",
        (rehearsal, stopped_since_ms, limit),
    )
    return [(row, event_rows(db, row[0])) for row in rows.fetchall()]


def _unfinished(
    path: str, found: tuple[tuple[Any, ...], list[Any]], now_wall: float
) -> Unfinished:
    (number, *fields), rows = found
    header = Header._make(fields)
    new = header.something_new
    header = header._replace(
        rehearsal=bool(header.rehearsal),
        has_talked=bool(header.has_talked),
        something_new=None if new is None else bool(new),
    )
    try:
        checked(header)
    except ValueError as error:
        raise JournalError(f"session {number} in {path} cannot be read: {error}") from error
    # An event that is damaged is left out; where all are, nothing is known of the session.
    events = whole_events(rows) or _events(path, number, rows)
    began_s = now_wall - header.started_ms / 1000
    latest_s = events[-1].at_s if events else 0.0
    # A wall clock that was set back must not put the resumed half before the first one.
    into_s = max(began_s, latest_s)
    from backpt.session.resume import pack_on_s

    # One that lies far ahead is as far from now as one of long ago; only a pack is never late.
    ahead = -began_s > RESUME_WITHIN_S and pack_on_s(events) is None
    age_s = -began_s if ahead else into_s - latest_s
    routine = _routine(path, number, header.prescription)
    return Unfinished(number, header, routine, events, into_s, age_s)


def _events(path: str, number: int, rows: list[Any]) -> tuple[StoredEvent, ...]:
    try:
        return tuple(stored(EventRow(*row)) for row in rows)
    except ValueError as error:
        raise JournalError(f"session {number} in {path} cannot be read: {error}") from error


def _routine(path: str, number: int, text: str) -> Routine:
    try:
        return routine_from(text)
    except ValueError as error:
        raise JournalError(
            f"what session {number} in {path} prescribed cannot be read: {error}"
        ) from error
