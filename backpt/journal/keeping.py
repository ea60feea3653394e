"""Keeping what is said between sessions: in the journal, or in a file until it can be there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from backpt.journal.sqlite import Connection
from backpt.journal.store import FAULTS, JournalError, connect, explain
from backpt.journal.waiting import ROWS_NAME, SESSION_NAME, folders, names_in
from backpt.journal.week_rows import Rows, add_rows

_T = TypeVar("_T")
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
    why, waiting, _ = keep_and_ask(path, rows, now_ms, _nothing)
    return why, waiting


def keep_and_ask(
    path: str, rows: Rows, now_ms: int, question: Callable[[Connection], _T]
) -> tuple[str, str, _T | None]:
    """Keep ``rows`` as ``keep_rows`` does, and ask the journal that took them in the same
    opening; ``None`` where anything waits beside it, which has to be read with it, and where
    it cannot be read."""
    others = any(names_in(folder, ROWS_NAME, SESSION_NAME) for folder in folders(path))
    try:
        answer = _write(path, rows, _nothing if others else question)
    except JournalError as error:
        return str(error), _put_aside(path, rows, now_ms, error), None
    if others:
        _take_in_others(path)
    return "", "", answer


def _nothing(_: Connection) -> None:
    return None


def add_quietly(path: str, rows: Rows) -> None:
    """Add ``rows`` if the journal takes them now: what it does not is only said again."""
    with suppress(JournalError):
        _write(path, rows, _nothing)


def _take_in_others(path: str) -> None:
    """Add what waits beside the journal, or among the temporary files, which go with the next
    start of the computer, now that it can be written. Looks at names first: reading such a
    file takes longer than all the rest."""
    if any(names_in(folder, ROWS_NAME) for folder in folders(path)):
        from backpt.journal.spill_import import take_in_entries

        take_in_entries(path)


def _write(path: str, rows: Rows, question: Callable[[Connection], _T]) -> _T | None:
    db, _ = connect(path)
    try:
        db.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN IMMEDIATE")
        add_rows(db, rows)
        db.execute("COMMIT")
        with suppress(JournalError, *FAULTS):  # they are kept, whatever else is damaged
            return question(db)
        return None
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
