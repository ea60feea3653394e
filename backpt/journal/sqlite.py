"""SQLite as it is built into Python, without what the package ``sqlite3`` adds.

The package loads ``datetime``, for dates that no row of ours has: an eighth of a bare start.
An interpreter that has no such module of its own gives the package.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:
        import _sqlite3 as sqlite
    except ImportError:
        import sqlite3 as sqlite

Connection = sqlite.Connection
Error = sqlite.Error
OperationalError = sqlite.OperationalError
connect = sqlite.connect
LIMIT_LENGTH = sqlite.SQLITE_LIMIT_LENGTH

FULL = frozenset({sqlite.SQLITE_FULL})
DAMAGED = frozenset({sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB})
BUSY = frozenset({sqlite.SQLITE_BUSY, sqlite.SQLITE_LOCKED})
"""Codes of errors, by what they mean to the user."""
