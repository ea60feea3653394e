"""Entries of their own, and uids for the rows of two computers: the sixth migration.

Runs once in the life of a file, in the transaction of ``schema.migrate``. Two copies of one
file come to the same uids, so that they can be laid together later.
"""

from __future__ import annotations

import os
from itertools import count

from backpt.journal.sqlite import Connection

SPACE = "6a31b4f2-6270-4a31-9c1e-0b61636b7074"
"""Names of ours in the sense of RFC 9562; never changed."""


def bring_over(db: Connection) -> None:
    """Make the tables of the weeks, and fill them with what the sessions hold."""
    _make_tables(db)
    # Sixteen random bytes: an installation is told from any other, and says nothing of itself.
    db.execute("INSERT INTO device VALUES (?)", (os.urandom(16).hex(),))
    db.execute("ALTER TABLE session ADD COLUMN uid TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE session ADD COLUMN is_told INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE session SET device = (SELECT id FROM device)")
    _name_sessions(db)
    # A program that was open while this happened may still add a session without a name.
    db.execute("CREATE UNIQUE INDEX session_uid ON session (uid) WHERE uid <> ''")
    _add_entries(db)
    _hear_the_old(db)


def _make_tables(db: Connection) -> None:
    db.execute("CREATE TABLE device (id TEXT NOT NULL)")
    db.execute(
        "CREATE TABLE entry ("
        " id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, device TEXT NOT NULL,"
        " wall_ms INTEGER NOT NULL, offset_s INTEGER, day INTEGER NOT NULL,"
        " nth INTEGER NOT NULL, source TEXT NOT NULL, now INTEGER, worst INTEGER, leg TEXT,"
        " spread TEXT, tingling INTEGER, limited INTEGER, woken INTEGER,"
        " activities TEXT NOT NULL DEFAULT '', unsure TEXT NOT NULL DEFAULT '', settled TEXT,"
        " note TEXT NOT NULL DEFAULT '', session TEXT NOT NULL DEFAULT '',"
        " replaces TEXT NOT NULL DEFAULT '')"
    )
    db.execute("CREATE INDEX entry_wall ON entry (wall_ms)")
    db.execute("CREATE INDEX entry_day ON entry (day)")
    db.execute("CREATE INDEX entry_session ON entry (session)")
    db.execute("CREATE INDEX entry_replaces ON entry (replaces)")
    db.execute(
        "CREATE TABLE strike (uid TEXT NOT NULL PRIMARY KEY, device TEXT NOT NULL,"
        " of TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX strike_of ON strike (of)")
    db.execute(
        "CREATE TABLE call (uid TEXT NOT NULL PRIMARY KEY, device TEXT NOT NULL,"
        " wall_ms INTEGER NOT NULL, offset_s INTEGER NOT NULL, note TEXT NOT NULL)"
    )
    db.execute(
        "CREATE TABLE telling (uid TEXT NOT NULL PRIMARY KEY, device TEXT NOT NULL,"
        " wall_ms INTEGER NOT NULL, offset_s INTEGER NOT NULL, rule TEXT NOT NULL,"
        " level TEXT NOT NULL, number REAL NOT NULL)"
    )
    # The beginning of an episode, where the user gave it: the row that was said last counts.
    db.execute(
        "CREATE TABLE since (uid TEXT NOT NULL PRIMARY KEY, device TEXT NOT NULL,"
        " wall_ms INTEGER NOT NULL, day INTEGER NOT NULL)"
    )


def uid_of_old(
    kind: object, routine: object, started_ms: object, rehearsal: object, nth: int = 1
) -> str:
    """Return the uid of a session that was kept without one; ``nth`` of those that are alike,
    from 1."""
    import uuid  # loads much, and a diary that is made anew has no old sessions

    name = f"{kind}|{routine}|{started_ms}|{int(bool(rehearsal))}"
    return uuid.uuid5(uuid.UUID(SPACE), name if nth == 1 else f"{name}|{nth}").hex


def _name_sessions(db: Connection) -> None:
    taken, named = set[str](), []
    rows = db.execute(
        "SELECT id, kind, routine, started_ms, rehearsal FROM session ORDER BY id"
    )
    for number, kind, routine, started_ms, rehearsal in rows.fetchall():
        tries = (uid_of_old(kind, routine, started_ms, rehearsal, nth) for nth in count(1))
        uid = next(one for one in tries if one not in taken)
        taken.add(uid)
        named.append((uid, number))
    db.executemany("UPDATE session SET uid = ? WHERE id = ?", named)


def _add_entries(db: Connection) -> None:
    columns = "uid, device, wall_ms, offset_s, day, nth, source, session"
    its_own = "(SELECT id FROM device), {}, offset_s, day, 0, '{}', uid"
    db.execute(
        f"INSERT INTO entry ({columns}, now, leg, settled)"  # noqa: S608  # our words
        f" SELECT uid || '-before', {its_own.format('started_ms', 'before')},"
        " pain_before, leg, settled FROM session"
        " WHERE pain_before IS NOT NULL OR leg IS NOT NULL OR settled IS NOT NULL"
    )
    db.execute(
        f"INSERT INTO entry ({columns}, now)"  # noqa: S608  # our words
        f" SELECT uid || '-after', {its_own.format('coalesce(ended_ms, started_ms)', 'after')},"
        " pain_after FROM session WHERE pain_after IS NOT NULL"
    )


def _hear_the_old(db: Connection) -> None:
    """Take over what a program adds that was open, in a session, while the file was brought up
    to date: it knows its old columns only. One of today never writes those."""
    entry = (
        "INSERT OR IGNORE INTO entry (uid, device, wall_ms, offset_s, day, nth, source,"
        " session, now, leg, settled)"
        " SELECT uid || '-{0}', device, {1}, offset_s, day, 0, '{0}', uid, {2}"
        " FROM session WHERE id = new.id"
    )
    before = entry.format("before", "started_ms", "pain_before, leg, settled")
    after = entry.format("after", "coalesce(ended_ms, started_ms)", "pain_after, NULL, NULL")
    db.execute(
        "CREATE TRIGGER session_of_old AFTER INSERT ON session WHEN new.uid = '' BEGIN"  # noqa: S608  # our words
        " UPDATE session SET uid = lower(hex(randomblob(16))), device = (SELECT id FROM device)"
        f" WHERE id = new.id; {before} AND pain_before IS NOT NULL; END"
    )
    db.execute(
        "CREATE TRIGGER pain_of_old AFTER UPDATE OF pain_after ON session"
        f" WHEN new.pain_after IS NOT NULL BEGIN {after}; END"
    )
