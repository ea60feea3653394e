"""What a user's answers mean today: which precautions act, and whether anything may start.

Only a value. Where the answers are kept is ``journal.answers_file``; what is asked, and what an
answer sets, are ``safety/cards.py`` and ``safety/packs.py``.
"""

from __future__ import annotations

from typing import NamedTuple

POSTOP = "POSTOP"
"""Blocks every exercise, whatever the library says (clinical G3, 14)."""


class Profile(NamedTuple):
    """One person's precautions. The empty one is of somebody who answered "none", or nothing:
    ``screened`` tells which."""

    codes: frozenset[str] = frozenset()
    """Precaution codes of the library that act (clinical B, set by G3)."""
    flags: frozenset[str] = frozenset()
    """What matters for heat and cold (clinical C4)."""
    signs: tuple[str, ...] = ()
    """Emergency and urgent signs ("E1", "U5") that no clinician has seen since. While there is
    one, nothing may start, and nothing can be cleared (clinical D2)."""
    screened: bool = False
    """All three cards were answered."""

    @property
    def is_blocked(self) -> bool:
        return bool(self.signs)
