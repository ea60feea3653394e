"""Warning signs: how urgent they are and what is said (clinical D2-D4, D6).

The signs are rows of ``safety.yaml``. Which of them an answer of the safety cards stands for
is said there, too.
"""

from __future__ import annotations

from backpt.safety.rows import Urgency
from backpt.safety.tables import SIGNS, WORDS

BY_ID = {sign.id: sign for sign in SIGNS}

EMERGENCY_NERVES = WORDS["emergency-nerves"]
EMERGENCY_CARE = WORDS["emergency-care"]
URGENT_WORDS = WORDS["urgent"]
CONTACT_WORDS = WORDS["contact"]
"""The summary that clinical D6 offers there is not part of this program yet."""

_NERVES = frozenset(sign.id for sign in SIGNS if sign.is_of_nerves)


def worst(signs: tuple[str, ...]) -> Urgency | None:
    """Return how urgent the most urgent of ``signs`` (ids) is; ``None`` for none."""
    levels = [BY_ID[sign].urgency for sign in signs if sign in BY_ID]
    if len(levels) < len(signs) or Urgency.EMERGENCY in levels:
        return Urgency.EMERGENCY  # one that is not known here is taken seriously
    return Urgency.URGENT if levels else None


def words_for(signs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of clinical D6 for the most urgent of ``signs``, sentence by
    sentence."""
    if worst(signs) is Urgency.URGENT:
        return URGENT_WORDS
    return EMERGENCY_NERVES if _NERVES & set(signs) else EMERGENCY_CARE
