"""Phrases of SQL: what was said at a session, and what the user has taken back.

For a query on ``session``. Rows are only added, so a row counts unless another one replaces it
or takes it back; ``progress/corrections.py`` says the same of values.
"""

from __future__ import annotations


def said_at(session: str, column: str, source: str) -> str:
    """Return what was said before or after the session of that table; ``NULL``: nothing."""
    return (
        f"(SELECT entry.{column} FROM entry WHERE entry.session = {session}.uid"  # noqa: S608  # our words
        f" AND entry.source = '{source}' AND NOT EXISTS (SELECT 1 FROM entry AS newer"
        " WHERE newer.replaces = entry.uid) ORDER BY entry.id DESC LIMIT 1)"
    )


BEFORE = said_at("session", "now", "before")
AFTER = said_at("session", "now", "after")
LEG_BEFORE = said_at("session", "leg", "before")
SETTLED = said_at("session", "settled", "before")
MOST = (
    "(SELECT max(ifnull(entry.now, 0)) FROM entry WHERE entry.session = session.uid"
    " AND entry.source IN ('before', 'after'))"
)
"""The most pain that was said before or after; ``NULL`` where none was."""


def is_struck(uid: str) -> str:
    """Return the condition that the row with that uid is taken back, and was not brought back:
    a strike of a strike is never struck itself."""
    return (
        f"EXISTS (SELECT 1 FROM strike WHERE strike.of = {uid} AND NOT EXISTS"  # noqa: S608  # our words
        " (SELECT 1 FROM strike AS back WHERE back.of = strike.uid))"
    )


STRUCK = is_struck("session.uid")
