"""Rows of the weeks: what is said between sessions, added to the journal and read back.

Rows are only added. Where the journal cannot take one now, it goes into a file beside it
(``spill.py``), which is read with the journal and added by whoever writes next. No clock.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backpt.journal.felt import is_struck
from backpt.journal.json_lines import from_json, to_json
from backpt.journal.local_days import iso_day, milliseconds, utc_offset_s
from backpt.journal.plausible import can_be_moment, checked
from backpt.journal.sqlite import Connection
from backpt.progress.entry import Activity, Call, Entry, Source, Spread, Strike, Telling
from backpt.safety.calendar import day_of
from backpt.safety.days import Leg, Settled
from backpt.values import NamedTuple

if TYPE_CHECKING:
    from backpt.progress.change import Change
    from backpt.progress.plan import Away, Plan, Visit


class Since(NamedTuple):
    """The user says on which day the episode began; the row that was said last counts."""

    uid: str
    wall: float
    """When it was said, in seconds since 1970."""
    day: int
    """Ordinal of the day."""


class Rows(NamedTuple):
    """What is added together, or not at all."""

    entries: tuple[Entry, ...] = ()
    strikes: tuple[Strike, ...] = ()
    calls: tuple[Call, ...] = ()
    tellings: tuple[Telling, ...] = ()
    sinces: tuple[Since, ...] = ()
    plans: "tuple[Plan, ...]" = ()
    aways: "tuple[Away, ...]" = ()
    visits: "tuple[Visit, ...]" = ()
    changes: "tuple[Change, ...]" = ()


_OF_THE_PLAN = ("plans", "aways", "visits", "changes")
"""Parts that ``planned.py`` knows, which is loaded where there are any."""


# --- adding ----------------------------------------------------------------------------


def add_rows(db: Connection, rows: Rows) -> int:
    """Add ``rows`` in the transaction that is open, and return how many were not there."""
    added = sum(_add_entry(db, entry) for entry in rows.entries)
    parts: list[tuple[str, list[tuple[Any, ...]]]] = [
        ("strike", [(one.uid, one.of) for one in rows.strikes]),
        ("call", [_dated(one, one.note) for one in rows.calls]),
        (
            "telling",
            [_dated(one, one.rule, one.level, one.number) for one in rows.tellings],
        ),
        ("since", [(one.uid, milliseconds(one.wall), one.day) for one in rows.sinces]),
        *_plan_tables(rows),
    ]
    for table, tuples in parts:
        for uid, *rest in tuples:
            added += db.execute(
                f"INSERT OR IGNORE INTO {table} SELECT ?, id{', ?' * len(rest)} FROM device",  # noqa: S608  # our words
                (uid, *rest),
            ).rowcount
    return added


def _plan_tables(rows: Rows) -> list[tuple[str, list[tuple[Any, ...]]]]:
    if not any(getattr(rows, name) for name in _OF_THE_PLAN):
        return []
    from backpt.journal.planned import PlanRows, tables

    return tables(PlanRows(rows.plans, rows.aways, rows.visits, rows.changes))


def _dated(row: Call | Telling, *rest: object) -> tuple[object, ...]:
    return (row.uid, milliseconds(row.wall), row.offset_s, *rest)


def _add_entry(db: Connection, entry: Entry) -> int:
    day = day_of(entry.wall, entry.offset_s)
    return db.execute(
        "INSERT OR IGNORE INTO entry (uid, device, wall_ms, offset_s, day, nth, source, now,"
        " worst, leg, spread, tingling, limited, woken, activities, unsure, settled, note,"
        " session, replaces)"
        " SELECT ?, id, ?, ?, ?,"
        " (SELECT coalesce(max(nth), 0) + 1 FROM entry WHERE entry.day = ?),"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM device",
        (
            entry.uid,
            milliseconds(entry.wall),
            entry.offset_s,
            day,
            day,
            entry.source,
            entry.now,
            entry.worst,
            entry.leg,
            entry.spread,
            entry.tingling,
            entry.limited,
            entry.woken,
            to_json(entry.activities) if entry.activities else "",
            to_json(entry.unsure) if entry.unsure else "",
            entry.settled,
            entry.note,
            entry.session,
            entry.replaces,
        ),
    ).rowcount


# --- as text, for a file beside the journal --------------------------------------------


def rows_object(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """Return ``rows`` as JSON has them, empty parts left out."""
    return {
        name: [one._asdict() for one in part] for name, part in rows._asdict().items() if part
    }


def rows_from(raw: Any) -> Rows:
    """Return the rows of ``rows_object``. Raises ``ValueError``, ``TypeError`` and
    ``LookupError`` for what is none."""
    entries = [_entry(Entry(**one)) for one in raw.get("entries", ())]
    made = {
        "strikes": Strike,
        "calls": Call,
        "tellings": Telling,
        "sinces": Since,
    }
    others = {
        name: tuple(checked(make(**one)) for one in raw.get(name, ()))
        for name, make in made.items()
    }
    if unknown := set(raw) - set(Rows._fields):
        raise ValueError(f"there are no such rows: {min(unknown)!a}")
    if of_the_plan := {name: raw[name] for name in _OF_THE_PLAN if name in raw}:
        from backpt.journal.planned import parts_from

        others |= parts_from(of_the_plan)
    return Rows(tuple(entries), **others)


def _entry(fields: Iterable[Any]) -> Entry:
    """Return the entry with ``fields``, words and lists as JSON has them."""
    # By position and in one go: a year of entries is read before advice is given.
    (uid, wall, offset_s, source, now, worst, leg, spread, tingling, limited, woken,
     activities, unsure, settled, note, session, replaces) = fields  # fmt: skip
    return checked(
        Entry(
            uid,
            wall,
            offset_s,
            Source(source),
            now,
            worst,
            None if leg is None else Leg(leg),
            None if spread is None else Spread(spread),
            tingling,
            limited,
            woken,
            tuple([Activity(*one) for one in activities]) if activities else (),
            tuple(unsure) if unsure else (),
            None if settled is None else Settled(settled),
            note,
            session,
            replaces,
        )
    )


# --- reading ---------------------------------------------------------------------------

_COLUMNS = (
    "uid, wall_ms, offset_s, source, now, worst, leg, spread, tingling, limited, woken,"
    " nullif(activities, ''), nullif(unsure, ''), settled, nullif(note, ''),"
    " nullif(session, ''), nullif(replaces, '')"
)
"""What is empty comes as nothing: that is read in two thirds of the time."""


class KeptEntry(NamedTuple):
    """What was said between sessions, as the log shows it."""

    key: str
    """Day, "p", and number of the entry on that day: "2026-11-21-p1"."""
    entry: Entry
    is_struck: bool
    """The user took it back."""


def entry_from(row: Iterable[Any]) -> Entry:
    """Return the entry of a row of the table. Raises ``ValueError`` and ``TypeError``."""
    (uid, wall_ms, offset_s, source, now, worst, leg, spread, tingling, limited, woken,
     activities, unsure, settled, *texts) = row  # fmt: skip
    wall = wall_ms / 1000
    offset_s = utc_offset_s(wall) if offset_s is None else offset_s  # an older one kept none
    tingling = None if tingling is None else bool(tingling)
    woken = None if woken is None else bool(woken)
    activities = from_json(activities) if activities else ()
    unsure = from_json(unsure) if unsure else ()
    said = (source, now, worst, leg, spread, tingling, limited, woken, activities, unsure)
    note, session, replaces = ("" if text is None else text for text in texts)
    return _entry((uid, wall, offset_s, *said, settled, note, session, replaces))


def read_entries(db: Connection, where: str, *values: object) -> tuple[list[Entry], int]:
    """Return the entries for which ``where`` holds, and how many of them are damaged."""
    found, left_out = list[Entry](), 0
    # A year says the same a thousand times: that is looked through once.
    alike: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in db.execute(f"SELECT {_COLUMNS} FROM entry WHERE {where}", values):  # noqa: S608  # our words
        try:
            uid, wall_ms, offset_s = row[:3]
            said, wall = row[3:], wall_ms / 1000
            if said in alike and can_be_moment(uid, wall, offset_s):
                found.append(Entry._make((uid, wall, offset_s, *alike[said])))
            else:  # whatever is unusual is looked through whole
                found.append(entry_from(row))
                alike[said] = found[-1][3:]
        except (TypeError, ValueError, LookupError):
            left_out += 1
    return found, left_out


def list_entries(db: Connection, limit: int | None) -> tuple[list[KeptEntry], int]:
    """Return the latest ``limit`` entries that belong to no session and are not replaced,
    latest first, and how many of them are damaged; ``None``: all."""
    query = (
        f"SELECT day, nth, {is_struck('entry.uid')}, {_COLUMNS} FROM entry"  # noqa: S608  # our words
        " WHERE session = '' AND NOT EXISTS"
        " (SELECT 1 FROM entry AS newer WHERE newer.replaces = entry.uid)"
        " ORDER BY wall_ms DESC, id DESC LIMIT ?"
    )
    found, left_out = list[KeptEntry](), 0
    for day, nth, struck, *row in db.execute(query, (-1 if limit is None else limit,)):
        try:
            found.append(KeptEntry(f"{iso_day(day)}-p{nth}", entry_from(row), bool(struck)))
        except (TypeError, ValueError, LookupError, OverflowError):
            left_out += 1
    return found, left_out


class KeptCall(NamedTuple):
    """Somebody was talked to, as the log shows it."""

    key: str
    """Day, "c", and number of the call on that day: "2026-11-21-c1"."""
    call: Call
    is_struck: bool
    """The user took it back."""


def list_calls(db: Connection, limit: int | None) -> tuple[KeptCall, ...]:
    """Return the latest ``limit`` calls, latest first; ``None``: all. What is damaged is left
    out."""
    found, of_day = list[KeptCall](), dict[int, int]()
    for uid, wall_ms, offset_s, note, struck in db.execute(
        f"SELECT uid, wall_ms, offset_s, note, {is_struck('call.uid')} FROM call"  # noqa: S608  # our words
        " ORDER BY wall_ms, rowid"
    ):
        with suppress(TypeError, ValueError, OverflowError):
            call = checked(Call(uid, wall_ms / 1000, offset_s, note))
            of_day[call.day] = of_day.get(call.day, 0) + 1
            key = f"{iso_day(call.day)}-c{of_day[call.day]}"
            found.append(KeptCall(key, call, bool(struck)))
    return tuple(found[::-1][:limit])


def strikes_of(db: Connection, uid: str) -> tuple[Strike, ...]:
    """Return the strikes of a row that count: those that are not taken back."""
    query = f"SELECT uid, of FROM strike AS s WHERE of = ? AND NOT {is_struck('s.uid')}"  # noqa: S608  # our words
    return tuple(Strike(*row) for row in db.execute(query, (uid,)))


def read_strikes(db: Connection) -> tuple[Strike, ...]:
    """Return every strike; what is damaged is left out."""
    found = []
    for row in db.execute("SELECT uid, of FROM strike"):
        with suppress(ValueError):
            found.append(checked(Strike(*row)))
    return tuple(found)


def list_tellings(db: Connection, limit: int | None) -> tuple[Telling, ...]:
    """Return the latest ``limit`` tellings, latest first; ``None``: all. What is damaged is
    left out."""
    found = []
    for uid, wall_ms, offset_s, *told in db.execute(
        "SELECT uid, wall_ms, offset_s, rule, level, number FROM telling"
        " ORDER BY wall_ms DESC LIMIT ?",
        (-1 if limit is None else limit,),
    ):
        with suppress(TypeError, ValueError):
            found.append(checked(Telling(uid, wall_ms / 1000, offset_s, *told)))
    return tuple(found)
