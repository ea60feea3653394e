"""What another diary has and this one has not, added to it; or put in its place.

The other is attached to the connection under the name ``other``, in memory. Everything here
happens in the transaction of the caller: all of it or nothing. Rows are told from one another
by their uids; numbers by which the log calls them are this diary's own. What two diaries have
of one session, or under one uid, is laid together in ``versions.py``.
"""

from collections.abc import Iterable
from typing import Any

from backpt.journal.diary_image import MOST_OF_A_CELL
from backpt.journal.sqlite import LIMIT_LENGTH, Connection
from backpt.journal.statements import event_rows
from backpt.journal.versions import (
    BESIDE,
    MARK_LENGTH,
    SessionVersion,
    Value,
    begins_as,
    joined_version,
    told_apart,
)
from backpt.session.records import EventRow
from backpt.values import NamedTuple

ROWS = ("entry", "strike", "call", "telling", "since", "plan", "away", "visit", "change")
"""Tables whose rows are only added, each with a uid."""
_EVERY = ("item", "event", "session", "prescription", *ROWS)
"""In the order in which they can be emptied."""
_OWN = frozenset({"id", "uid", "device", "nth"})
"""Columns that say nothing of what a row is: its numbers here, and who kept it."""
_SAID = (
    *("ended_ms", "ending", "note", "something_new", "rule", "reason", "has_talked", "kind"),
    *("routine", "name", "compiler", "started_ms", "rehearsal", "asked", "offset_s", "is_told"),
)
"""Of a session; when it ended stands first."""
_SUMMED = ("pain_high", "active_s", "contact_s")
_ITEM = (
    *("item", "id", "name", "planned", "done", "partial", "skipped", "active_s", "contact_s"),
    "why",
)
_EVENT = ("seq", "attempt", "at_s", "wall_ms", "kind", "mode", "payload")


class Missing(NamedTuple):
    """How much the other diary has that this one has not."""

    sessions: int
    entries: int
    others: int
    """Strikes, calls, rows of the plan, changes of a dose."""
    gone_further: int
    """Sessions of both, of which the two know differently."""


def attach(db: Connection, image: bytes) -> None:
    """Have ``image``, a diary of ours and up to date, stand beside ``db`` as ``other``.

    Not within a transaction. A value that is too long fails when it is read or added.
    """
    db.execute("ATTACH ':memory:' AS other")
    db.deserialize(image, name="other")
    db.setlimit(LIMIT_LENGTH, MOST_OF_A_CELL)


def missing_in(db: Connection) -> Missing:
    """Return how much would be added."""
    of_rows = {table: _count(db, f"other.{table} AS o WHERE {_new(table)}") for table in ROWS}
    entries = _count(db, f"other.entry AS o WHERE {_new('entry')} AND o.session = ''")
    sessions = _count(db, f"other.session AS o WHERE {_new('session')} AND NOT o.rehearsal")
    others = sum(of_rows.values()) - of_rows["entry"] - of_rows["telling"]
    return Missing(sessions, entries, others, len(_that_differ(db)))


def _count(db: Connection, of: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {of}").fetchone()[0])  # noqa: S608  # our words


def _new(table: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM main.{table} AS m WHERE m.uid = o.uid)"  # noqa: S608  # our words


def add_missing(db: Connection) -> None:
    """Add all that is missing. Nothing that is here is lost, and nothing is added twice."""
    differ = _that_differ(db)
    _add_sessions(db)
    for here, there in differ:
        _join_sessions(db, here, there)
    for table in ROWS:
        columns = _columns(db, table)
        conflicts = _in_conflict(db, table, columns)
        _add_rows(db, table, columns)
        for uid in dict.fromkeys(begins_as(one) for one in conflicts):
            _tell_apart(db, table, columns, uid)


def put_in_place(db: Connection) -> None:
    """Make this diary what the other is; it stays that of this installation."""
    for table in _EVERY:
        db.execute(f"DELETE FROM main.{table}")  # noqa: S608  # our words
    for table in reversed(_EVERY):
        columns = ", ".join(f'"{name}"' for name in _names(db, table))
        db.execute(
            f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM other.{table}"  # noqa: S608  # our words
        )


def _names(db: Connection, table: str) -> list[str]:
    return [str(row[1]) for row in db.execute(f"PRAGMA main.table_info({table})")]


# --- sessions --------------------------------------------------------------------------


def _add_sessions(db: Connection) -> None:
    """Add the sessions that are not here. They get numbers before those of this diary: the
    one that was held last here may still be gone on with."""
    db.execute("DROP TABLE IF EXISTS temp.coming")
    db.execute("CREATE TEMP TABLE coming (theirs INTEGER PRIMARY KEY, ours INTEGER)")
    least = db.execute("SELECT min(id) FROM main.session").fetchone()[0]
    start, behind = (0, "0") if least is None else (min(int(least), 0) - 1, "count(*) OVER ()")
    db.execute(
        f"INSERT INTO temp.coming"  # noqa: S608  # our words
        f" SELECT id, {start} - {behind} + row_number() OVER (ORDER BY id)"
        f" FROM other.session AS o WHERE o.uid <> '' AND {_new('session')}"
    )
    db.execute(
        "INSERT INTO main.prescription (crc, text) SELECT DISTINCT crc, text"
        " FROM other.prescription AS o WHERE NOT EXISTS"
        " (SELECT 1 FROM main.prescription AS m WHERE m.crc = o.crc AND m.text = o.text)"
    )
    others = (one for one in _names(db, "session") if one not in ("id", "nth", "prescription"))
    columns = ", ".join(others)
    db.execute(
        f"INSERT INTO main.session (id, nth, prescription, {columns})"  # noqa: S608  # our words
        " SELECT ours, (SELECT coalesce(max(nth), 0) FROM main.session AS m"
        " WHERE m.day = o.day) + row_number() OVER (PARTITION BY day ORDER BY started_ms, uid),"
        f" ({_PRESCRIPTION}), {columns}"
        " FROM temp.coming JOIN other.session AS o ON o.id = theirs ORDER BY ours"
    )
    for table, parts in (("event", _EVENT), ("item", _ITEM)):
        its = ", ".join(f"p.{part}" for part in parts)
        db.execute(
            f"INSERT INTO main.{table} (session, {', '.join(parts)}) SELECT ours, {its}"  # noqa: S608  # our words
            f" FROM temp.coming JOIN other.{table} AS p ON p.session = theirs"
            f" ORDER BY ours, p.{parts[0]}"
        )
    db.execute("DROP TABLE temp.coming")


_PRESCRIPTION = (
    "SELECT m.id FROM main.prescription AS m JOIN other.prescription AS p"
    " ON p.crc = m.crc AND p.text = m.text WHERE p.id = o.prescription LIMIT 1"
)
"""The number here of what a session ``o`` of the other diary prescribed."""


def _that_differ(db: Connection) -> list[tuple[int, int]]:
    """Return by their numbers, here and there, the sessions of which the two differ."""
    said = _differs("m", "o", (*_SAID, *_SUMMED))
    prescribed = "(SELECT text FROM {0}.prescription AS p WHERE p.id = {1}.prescription)"
    texts = f"{prescribed.format('main', 'm')} IS NOT {prescribed.format('other', 'o')}"
    query = (
        "SELECT m.id, o.id FROM main.session AS m JOIN other.session AS o ON o.uid = m.uid"  # noqa: S608  # our words
        f" WHERE o.uid <> '' AND ({said} OR {texts}"
        f" OR {_parts_differ('event', _EVENT)} OR {_parts_differ('item', _ITEM)})"
    )
    return [(int(here), int(there)) for here, there in db.execute(query)]


def _parts_differ(table: str, parts: tuple[str, ...]) -> str:
    return (
        f"(SELECT count(*) FROM main.{table} AS a WHERE a.session = m.id)"  # noqa: S608  # our words
        f" <> (SELECT count(*) FROM other.{table} AS b WHERE b.session = o.id)"
        f" OR EXISTS (SELECT 1 FROM other.{table} AS b LEFT JOIN main.{table} AS a"
        f" ON a.session = m.id AND a.{parts[0]} = b.{parts[0]}"
        f" WHERE b.session = o.id AND {_differs('a', 'b', parts)})"
    )


def _differs(one: str, other: str, columns: Iterable[str]) -> str:
    same = " AND ".join(f"{one}.{name} IS {other}.{name}" for name in columns)
    return f"NOT ({same})"


def _join_sessions(db: Connection, here: int, there: int) -> None:
    mine, theirs = _version(db, "main", here), _version(db, "other", there)
    both = joined_version(mine, theirs)
    version = both.version
    if version != mine:
        _write(db, here, version, mine)
    if both.is_to_sum:
        from backpt.journal.spill_import import summed_up

        done = summed_up(db, here)
        if done is not None:
            summed = (done.pain_high, done.active_s, done.contact_s)
            items = tuple(tuple(item) for item in done.items)
            counted = version._replace(summed=summed, items=items)
            _write(db, here, counted, version)


def _version(db: Connection, diary: str, number: int) -> SessionVersion:
    row = db.execute(
        f"SELECT {', '.join(_SAID)}, (SELECT text FROM {diary}.prescription AS p"  # noqa: S608  # our words
        f" WHERE p.id = prescription), {', '.join(_SUMMED)} FROM {diary}.session WHERE id = ?",
        (number,),
    ).fetchone()
    events = (EventRow(*one) for one in event_rows(db, number, diary))
    items = db.execute(
        f"SELECT {', '.join(_ITEM)} FROM {diary}.item WHERE session = ? ORDER BY item",  # noqa: S608  # our words
        (number,),
    )
    return SessionVersion(tuple(events), row[:-3], row[-3:], tuple(items.fetchall()))


def _write(db: Connection, number: int, new: SessionVersion, old: SessionVersion) -> None:
    """Write a version in the place of another."""
    *said, prescription = new.said
    names = ", ".join(f"{name} = ?" for name in (*_SAID, *_SUMMED))
    db.execute(
        f"UPDATE main.session SET {names}, prescription = coalesce((SELECT id"  # noqa: S608  # our words
        " FROM main.prescription WHERE text IS ? LIMIT 1), prescription) WHERE id = ?",
        (*said, *new.summed, prescription, number),
    )
    parts: tuple[tuple[str, tuple[Any, ...], tuple[Any, ...]], ...] = (
        ("event", new.events, old.events),
        ("item", new.items, old.items),
    )
    for table, rows, before in parts:
        if rows != before:
            db.execute(f"DELETE FROM main.{table} WHERE session = ?", (number,))  # noqa: S608  # our words
            for row in rows:
                marks = ", ?" * len(row)
                db.execute(f"INSERT INTO main.{table} VALUES (?{marks})", (number, *row))  # noqa: S608  # our words


# --- rows that are only added ----------------------------------------------------------


def _columns(db: Connection, table: str) -> list[str]:
    """Return the columns that say what a row is."""
    return [f'"{name}"' for name in _names(db, table) if name not in _OWN]


def _add_rows(db: Connection, table: str, columns: list[str]) -> None:
    """Add the rows whose uids are not here, in the order of their moments. An entry gets the
    next number in the log of its day; one that belongs to a session has none."""
    own, nth = ("nth, ", f"{_NTH}, ") if table == "entry" else ("", "")
    moment = "" if table == "strike" else "o.wall_ms, "
    names = ", ".join(columns)
    db.execute(
        f"INSERT INTO main.{table} (uid, device, {own}{names})"  # noqa: S608  # our words
        f" SELECT uid, device, {nth}{names}"
        f" FROM other.{table} AS o WHERE {_new(table)} ORDER BY {moment}o.uid"
    )


_NTH = (
    "CASE WHEN o.nth = 0 THEN 0 ELSE"
    " (SELECT coalesce(max(nth), 0) FROM main.entry AS m WHERE m.day = o.day)"
    " + row_number() OVER (PARTITION BY o.day, o.nth = 0 ORDER BY o.wall_ms, o.uid) END"
)


def _in_conflict(db: Connection, table: str, columns: list[str]) -> list[str]:
    """Return the uids under which the two diaries have different rows."""
    query = (
        f"SELECT o.uid FROM other.{table} AS o JOIN main.{table} AS m ON m.uid = o.uid"  # noqa: S608  # our words
        f" WHERE {_differs('m', 'o', columns)}"
    )
    return [str(uid) for (uid,) in db.execute(query)]


def _tell_apart(db: Connection, table: str, columns: list[str], uid: str) -> None:
    """Keep every row that either diary has under ``uid``, each by a name of its own."""
    rows = set[Value]()
    for diary in ("main", "other"):
        rows |= {*_called(db, f"{diary}.{table}", columns, uid)}
    sets = ", ".join(f"{column} = ?" for column in columns)
    own, nth = ("nth, ", "0, ") if table == "entry" else ("", "")
    for name, row in told_apart(rows, uid).items():
        is_new = db.execute(
            f"INSERT OR IGNORE INTO main.{table} (uid, device, {own}{', '.join(columns)})"  # noqa: S608  # our words
            f" SELECT ?, id, {nth}{', '.join('?' * len(row))} FROM main.device",
            (name, *row),
        ).rowcount
        db.execute(f"UPDATE main.{table} SET {sets} WHERE uid = ?", (*row, name))  # noqa: S608  # our words
        if is_new and table == "entry":
            db.execute(
                "UPDATE main.entry SET nth = 1 + (SELECT max(nth) FROM main.entry AS m"
                " WHERE m.day = entry.day) WHERE uid = ? AND session = ''",
                (name,),
            )


def _called(db: Connection, table: str, columns: list[str], uid: str) -> list[Value]:
    """Return the rows under ``uid``, and those that were told from them before."""
    begins = f"{uid}{BESIDE}"
    return db.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE uid = ?"  # noqa: S608  # our words
        " OR substr(uid, 1, ?) = ? AND length(uid) = ?",
        (uid, len(begins), begins, len(begins) + MARK_LENGTH),
    ).fetchall()
