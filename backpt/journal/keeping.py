"""Keeping what is said between sessions: in the journal, or in a file until it can be there."""

from __future__ import annotations

import os
from contextlib import suppress

from backpt.journal.store import FAULTS, JournalError, connect, explain
from backpt.journal.waiting import ROWS_NAME, folders, names_in
from backpt.journal.week_rows import Rows, add_rows

PATIENCE_MS = 2000
"""How long a row waits for another program that writes."""


def new_uid() -> str:
    """Return a name that no row of any computer has."""
    return os.urandom(16).hex()


def keep_rows(path: str, rows: Rows, now_ms: int) -> tuple[str, str]:
    """Keep ``rows``; return why the journal at ``path`` did not take them, and the file in
    which they wait; both empty where it did.

    Raises ``JournalError`` where no file takes them either: then nothing is kept.
    """
    try:
        _write(path, rows)
    except JournalError as error:
        return str(error), _put_aside(path, rows, now_ms, error)
    _take_in_others(path)
    return "", ""


def add_quietly(path: str, rows: Rows) -> None:
    """Add ``rows`` if the journal takes them now: what it does not is only said again."""
    with suppress(JournalError):
        _write(path, rows)


def _take_in_others(path: str) -> None:
    """Add what waits beside the journal, or among the temporary files, which go with the next
    start of the computer, now that it can be written. Looks at names first: reading such a
    file takes longer than all the rest."""
    if any(names_in(folder, ROWS_NAME) for folder in folders(path)):
        from backpt.journal.spill_import import take_in_entries

        take_in_entries(path)


def _write(path: str, rows: Rows) -> None:
    db, _ = connect(path)
    try:
        db.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN IMMEDIATE")
        add_rows(db, rows)
        db.execute("COMMIT")
    except FAULTS as error:
        raise JournalError(explain(error, path)) from error
    finally:
        db.close()


def _put_aside(path: str, rows: Rows, now_ms: int, error: JournalError) -> str:
    from backpt.journal.spill import Spill

    spill = Spill(path, rows, now_ms)
    spill.close()
    if spill.path is None:
        raise error
    return spill.path
