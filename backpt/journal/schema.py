"""The shape of the journal's file, version by version. A table is never dropped.

A change is a new function at the end of ``MIGRATIONS``; one that has been released is never
edited. ``PRAGMA user_version`` counts those a file has seen.
"""

from __future__ import annotations

from collections.abc import Callable

from backpt.journal.sqlite import Connection

APPLICATION = 0x62706A31
""" "bpj1" in the file's header: this is a journal of ours, not another program's database."""


def _first(db: Connection) -> None:
    # Sessions of one routine share one prescription: 16 kB of text a day otherwise.
    db.execute(
        "CREATE TABLE prescription ("
        " id INTEGER PRIMARY KEY, crc INTEGER NOT NULL, text TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX prescription_crc ON prescription (crc)")
    db.execute(
        "CREATE TABLE session ("
        " id INTEGER PRIMARY KEY, day INTEGER NOT NULL, nth INTEGER NOT NULL,"
        " kind TEXT NOT NULL, routine TEXT NOT NULL, name TEXT NOT NULL,"
        " prescription INTEGER NOT NULL REFERENCES prescription (id),"
        " compiler INTEGER NOT NULL, started_ms INTEGER NOT NULL, rehearsal INTEGER NOT NULL,"
        " pain_before INTEGER, pain_after INTEGER, pain_high INTEGER,"
        " ended_ms INTEGER, ending TEXT, note TEXT NOT NULL DEFAULT '',"
        " active_s REAL NOT NULL DEFAULT 0, contact_s REAL NOT NULL DEFAULT 0,"
        " UNIQUE (day, nth))"
    )
    db.execute("CREATE INDEX session_started ON session (started_ms)")
    db.execute("CREATE INDEX session_unfinished ON session (started_ms) WHERE ended_ms IS NULL")
    db.execute(
        "CREATE TABLE item ("
        " session INTEGER NOT NULL REFERENCES session (id), item INTEGER NOT NULL,"
        " id TEXT NOT NULL, name TEXT NOT NULL, planned INTEGER NOT NULL,"
        " done INTEGER NOT NULL, partial INTEGER NOT NULL, skipped INTEGER NOT NULL,"
        " active_s REAL NOT NULL, contact_s REAL NOT NULL, why TEXT NOT NULL,"
        " PRIMARY KEY (session, item)) WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE event ("
        " session INTEGER NOT NULL REFERENCES session (id), seq INTEGER NOT NULL,"
        " attempt INTEGER NOT NULL, at_s REAL NOT NULL, wall_ms INTEGER NOT NULL,"
        " kind TEXT NOT NULL, mode TEXT NOT NULL, payload TEXT NOT NULL,"
        " PRIMARY KEY (session, seq)) WITHOUT ROWID"
    )
    # Of ten years' events only a few belong to a pack: the two-hour rule reads these alone.
    db.execute("CREATE INDEX event_pack ON event (wall_ms) WHERE mode <> ''")


def _before_a_session(db: Connection) -> None:
    # What was said before a session besides the pain (clinical G4), and the routine that was
    # asked for where another one was done in its place.
    db.execute("ALTER TABLE session ADD COLUMN leg TEXT")
    db.execute("ALTER TABLE session ADD COLUMN something_new INTEGER")
    db.execute("ALTER TABLE session ADD COLUMN asked TEXT NOT NULL DEFAULT ''")


def _zone(db: Connection) -> None:
    # Local time less UTC, in seconds, when a session began; of older ones it is not known.
    db.execute("ALTER TABLE session ADD COLUMN offset_s INTEGER")


def _why_less(db: Connection) -> None:
    # The rule that made a session lighter, and its sentence; and what hurt, found without
    # reading the other events of a session.
    db.execute("ALTER TABLE session ADD COLUMN rule TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE session ADD COLUMN reason TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX event_hurt ON event (session) WHERE kind IN ('pain', 'leg')")


def _the_days_between(db: Connection) -> None:
    # Said before a session about the days before it (clinical D5, R12-R15, and D6, CONTACT).
    db.execute("ALTER TABLE session ADD COLUMN settled TEXT")
    db.execute("ALTER TABLE session ADD COLUMN has_talked INTEGER NOT NULL DEFAULT 0")


def _the_weeks(db: Connection) -> None:
    # What was said about a moment is a row of its own, sessions refer to it, and every row can
    # be told from those of another computer (DESIGN 10). The columns pain_before, pain_after,
    # leg and settled of a session are as an older backpt wrote them; nothing reads them now.
    from backpt.journal.migrated import bring_over

    bring_over(db)


def _the_plan(db: Connection) -> None:
    # What is meant, and what was agreed to: which routine on which days, days away, visits,
    # and the steps up or down of a dose. Rows name the one that they replace or take back.
    said = "uid TEXT NOT NULL PRIMARY KEY, device TEXT NOT NULL, wall_ms INTEGER NOT NULL"
    said += ", offset_s INTEGER NOT NULL"
    days = "first INTEGER NOT NULL, last INTEGER NOT NULL"
    replaces = "replaces TEXT NOT NULL DEFAULT ''"
    db.execute(
        f"CREATE TABLE plan ({said}, routine TEXT NOT NULL, name TEXT NOT NULL,"
        f" days TEXT NOT NULL, {days}, at_min INTEGER, after TEXT NOT NULL, {replaces})"
    )
    db.execute(f"CREATE TABLE away ({said}, {days}, why TEXT, {replaces})")
    db.execute(
        f'CREATE TABLE visit ({said}, "on" INTEGER NOT NULL, is_off INTEGER NOT NULL,'
        f" {replaces})"
    )
    # A change is a number or the id of an exercise: those columns have no type.
    db.execute(
        f"CREATE TABLE change ({said}, exercise TEXT NOT NULL, field TEXT NOT NULL, was,"
        " becomes, routine TEXT NOT NULL, rule TEXT NOT NULL, by TEXT NOT NULL,"
        " is_agreed INTEGER NOT NULL, undoes TEXT NOT NULL)"
    )


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _first,
    _before_a_session,
    _zone,
    _why_less,
    _the_days_between,
    _the_weeks,
    _the_plan,
)
VERSION = len(MIGRATIONS)


def version(db: Connection) -> int:
    """Return how many migrations the file has seen; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    db: Connection, migrations: tuple[Callable[[Connection], None], ...] = MIGRATIONS
) -> None:
    """Bring the file up to date in one transaction; nothing happens where it is.

    Raises ``sqlite3.Error``, with the file as it was.
    """
    if version(db) >= len(migrations):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited for the lock.
        for migration in migrations[version(db) :]:
            migration(db)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {max(len(migrations), version(db))}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
