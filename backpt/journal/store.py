"""Opening the journal's file, and what to say when that or anything in it fails.

Knows SQLite's ways and nothing of sessions. Nothing here moves, replaces or repairs a file.
"""

from __future__ import annotations

import errno
import os
from functools import partial

from backpt.errors import BackptError
from backpt.files import keep_private, private_folder, read_regular
from backpt.journal import schema, sqlite
from backpt.language import trouble

WAL_SYNC, OTHER_SYNC = "NORMAL", "FULL"
"""With a write-ahead log NORMAL survives any crash of ours; without one FULL is needed."""
READER_PATIENCE_S = 1.0
"""How long a reader waits where there is no write-ahead log and a writer is at work."""

_HEADER = b"SQLite format 3\0"


FAULTS = (sqlite.Error, UnicodeDecodeError)
"""What SQLite fails with: of a damaged file its message itself may be no text."""


class JournalError(BackptError):
    """The journal cannot be read or written; the file is as it was."""


class NewerJournalError(JournalError):
    """A newer program wrote it: this one neither reads nor replaces it."""


def connect(path: str) -> tuple[sqlite.Connection, bool]:
    """Open the journal for writing, made or brought up to date where needed.

    Returns the connection, which never waits for a lock, and whether it has a write-ahead
    log. Raises ``JournalError``; a file of a newer program or of another one is not touched.
    """
    try:
        private_folder(os.path.dirname(path) or ".")
        # The history of somebody's pain is nobody else's business, in any folder.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        _keep_private(path)
        _refuse_other(path)
        # Autocommit; the locks of making and migrating are held for a moment only.
        db = sqlite.connect(path, timeout=READER_PATIENCE_S, isolation_level=None)
    except (OSError, *FAULTS) as error:
        raise JournalError(explain(error, path)) from error
    try:
        _refuse_newer(db, path)
        logged = _write_ahead(db)
        schema.migrate(db)
        db.execute("PRAGMA busy_timeout = 0")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute(f"PRAGMA synchronous = {WAL_SYNC if logged else OTHER_SYNC}")
        db.text_factory = decode_text
    except FAULTS as error:
        db.close()
        raise JournalError(explain(error, path)) from error
    except JournalError:
        db.close()
        raise
    return db, logged


def reader(path: str) -> sqlite.Connection | None:
    """Open the journal for reading, or return ``None`` where there is none yet.

    Raises ``JournalError``.
    """
    try:
        os.stat(path)
        _keep_private(path)
        _refuse_other(path)
        db = _read_only(path)
        if schema.version(db) < schema.VERSION:
            db.close()
            connect(path)[0].close()
            db = _read_only(path)
    except FileNotFoundError:
        return None
    except (OSError, *FAULTS) as error:
        raise JournalError(explain(error, path)) from error
    _refuse_newer(db, path)
    db.text_factory = decode_text
    return db


def _keep_private(path: str) -> None:
    """SQLite makes the log and its index with the rights of the journal."""
    keep_private(os.path.dirname(path) or ".", path, f"{path}-wal", f"{path}-shm")


decode_text = partial(str, encoding="utf-8", errors="surrogateescape")
"""Returns text of the journal; bytes that are none are kept apart, and found by whoever
checks it."""


def is_busy(error: Exception) -> bool:
    """Say whether another connection was in the way: trying again will help."""
    return _code(error) in sqlite.BUSY


def explain(error: Exception, path: str) -> str:
    """Return what to tell the user about ``error``, and what to do."""
    code = _code(error)
    if code in sqlite.BUSY:
        return trouble.journal_in_use(path)
    if code in sqlite.DAMAGED or isinstance(error, UnicodeDecodeError):
        said = f" ({error})" if code is not None else ""  # SQLite's message may be no text
        return trouble.journal_damaged(path, said)
    if code in sqlite.FULL or getattr(error, "errno", None) == errno.ENOSPC:
        return trouble.disk_full(path)
    why = getattr(error, "strerror", None) or str(error)
    return trouble.journal_unreadable(path, why)


def _code(error: Exception) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF  # extended codes keep the plain one below


def _write_ahead(db: sqlite.Connection) -> bool:
    """Ask for a write-ahead log and return the file's answer: network disks have none."""
    try:
        answer = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite.OperationalError as error:
        if not is_busy(error):
            raise
        answer = db.execute("PRAGMA journal_mode").fetchone()[0]
    return bool(answer == "wal")


def _read_only(path: str) -> sqlite.Connection:
    db = sqlite.connect(
        _address(path, "mode=ro"), uri=True, timeout=READER_PATIENCE_S, isolation_level=None
    )
    try:
        db.execute("PRAGMA user_version").fetchone()
    except sqlite.OperationalError:
        db.close()
        if os.path.exists(f"{path}-wal"):
            raise
        # In a folder that cannot be written SQLite may not make the log's index; without a
        # log the file is whole by itself.
        db = sqlite.connect(_address(path, "immutable=1"), uri=True, isolation_level=None)
    return db


def _address(path: str, how: str) -> str:
    whole = os.path.abspath(path).replace(os.sep, "/")
    for sign in "%?#":
        whole = whole.replace(sign, f"%{ord(sign):02x}")
    return f"file://{'' if whole.startswith('/') else '/'}{whole}?{how}"


def _refuse_other(path: str) -> None:
    """Look at the first bytes only: opening another program's database may change it."""
    head = read_regular(path, 100)
    if not head:
        return
    if head[:16] != _HEADER:
        raise JournalError(trouble.no_journal(path))
    found, application = (int.from_bytes(head[at : at + 4], "big") for at in (60, 68))
    if application == schema.APPLICATION and found > schema.VERSION:
        raise NewerJournalError(_newer(path))
    # Zero is a journal whose first commit is still in its log, or an empty database.
    if application not in (0, schema.APPLICATION) or (found and not application):
        raise JournalError(trouble.other_database(path))


def _refuse_newer(db: sqlite.Connection, path: str) -> None:
    try:
        found = schema.version(db)
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except FAULTS as error:
        db.close()
        raise JournalError(explain(error, path)) from error
    if found > schema.VERSION:
        db.close()
        raise NewerJournalError(_newer(path))
    if tables and not found:
        db.close()
        raise JournalError(trouble.other_database(path))


def _newer(path: str) -> str:
    return trouble.journal_of_newer(path)
