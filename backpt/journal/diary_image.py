"""The whole diary as bytes: a file of SQLite that is complete in itself, and what is in it.

An image of ours is made in one moment, whatever a session writes meanwhile, with what waits
beside the diary in it. An image of somebody else's is opened in memory only, and only if its
tables are those that this program makes: no view, no trigger, no other kind of table.
"""

from backpt.errors import BackptError
from backpt.journal import schema, sqlite
from backpt.journal.local_days import iso_day
from backpt.journal.spill_import import with_spills
from backpt.journal.sqlite import Connection
from backpt.journal.store import FAULTS, JournalError, decode_text, explain, reader
from backpt.journal.waiting import waiting_spills
from backpt.language import backup as words
from backpt.values import NamedTuple

MOST_OF_A_CELL = 2**24
"""Bytes of one value in a diary that comes in."""
_HEAD = 100
_PLAIN_JOURNAL = b"\1\1"
"""In the header: no write-ahead log, which an image cannot have."""


class NotADiary(BackptError):
    """Bytes that are no diary of ours, or a damaged one; ``is_newer``: of a newer program."""

    def __init__(self, *, is_newer: bool = False) -> None:
        self.is_newer = is_newer
        super().__init__(words.NO_DIARY)


class DiaryCounts(NamedTuple):
    """How much a diary holds; what was taken back is in it, rehearsals are not."""

    sessions: int = 0
    entries: int = 0
    """Said between sessions."""
    changes: int = 0
    """Of a dose, agreed to or not."""
    plans: int = 0
    """Rows of the plan: routines, days away, visits."""
    days: int = 0
    """On which there is a session or an entry."""
    first: str = ""
    """ISO date of the first of them; empty for none."""
    last: str = ""


def image_of(path: str) -> bytes | None:
    """Return the diary at ``path`` with all that waits beside it; ``None`` where there is none.

    Raises ``JournalError`` for one that cannot be read, or is of a newer program; whether it
    is damaged is found by ``open_image``.
    """
    db, spills = reader(path), waiting_spills(path)
    if db is None and not spills:
        return None
    try:
        copy = with_spills(db, spills)
        try:
            _drop_what_is_not_ours(copy)
            return without_log(copy.serialize())
        finally:
            copy.close()
    except FAULTS as error:
        raise JournalError(explain(error, path)) from error


def without_log(image: bytes) -> bytes:
    return b"".join((image[:18], _PLAIN_JOURNAL, image[20:]))


def open_image(image: bytes) -> Connection:
    """Return the diary in ``image``, in memory and brought up to date.

    A value that is too long fails when it is read. Raises ``NotADiary``.
    """
    version, application = (
        int.from_bytes(image[at : at + 4], "big", signed=True) for at in (60, 68)
    )
    if len(image) < _HEAD or application != schema.APPLICATION or version < 1:
        raise NotADiary
    if version > schema.VERSION:
        raise NotADiary(is_newer=True)
    db = sqlite.connect(":memory:", isolation_level=None)
    try:
        db.text_factory = decode_text
        db.deserialize(without_log(image))
        db.setlimit(sqlite.LIMIT_LENGTH, MOST_OF_A_CELL)
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        if db.execute("PRAGMA encoding").fetchone()[0] != "UTF-8":
            raise NotADiary
        if schema.version(db) != version or not _is_ours(db, version) or _faults(db):
            raise NotADiary
        schema.migrate(db)
    except FAULTS:
        db.close()
        raise NotADiary from None
    except BaseException:
        db.close()
        raise
    return db


def counts_of(db: Connection) -> DiaryCounts:
    """Return how much the diary holds. Raises ``sqlite.Error``."""
    sessions, entries, changes, *plans = (
        int(db.execute(f"SELECT count(*) FROM {which}").fetchone()[0])  # noqa: S608  # our words
        for which in (
            "session WHERE NOT rehearsal",
            "entry WHERE session = ''",
            "change",
            "plan",
            "away",
            "visit",
        )
    )
    days, first, last = db.execute(
        "SELECT count(*), min(day), max(day) FROM (SELECT day FROM session WHERE NOT rehearsal"
        " UNION SELECT day FROM entry WHERE session = '')"
    ).fetchone()
    return DiaryCounts(
        sessions, entries, changes, sum(plans), int(days), _day(first), _day(last)
    )


def _day(day: object) -> str:
    try:
        return iso_day(day) if isinstance(day, int) else ""
    except (ValueError, OverflowError):  # a damaged row is none of any day
        return ""


# --- whether it is one -----------------------------------------------------------------


def _faults(db: Connection) -> bool:
    return bool(db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok")


def _made(db: Connection) -> dict[tuple[str, str], str]:
    """Return by kind and name all that is in a file, with the words that made it."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {
        (str(kind), str(name)): " ".join(str(sql).split())
        for kind, name, sql in rows
        if sql is not None  # an index that a table cannot be without
    }


def _ours(version: int) -> dict[tuple[str, str], str]:
    fresh = sqlite.connect(":memory:", isolation_level=None)
    try:
        schema.migrate(fresh, schema.MIGRATIONS[:version])
        return _made(fresh)
    finally:
        fresh.close()


def _is_ours(db: Connection, version: int) -> bool:
    return _made(db) == _ours(version)


def _drop_what_is_not_ours(db: Connection) -> None:
    """Take out what another program added to our file: nobody could restore it."""
    ours = _ours(schema.version(db))
    for kind, name in _made(db):
        if (kind, name) not in ours:
            quoted = name.replace('"', '""')
            db.execute(f'DROP {kind} IF EXISTS "{quoted}"')
