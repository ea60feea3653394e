"""What a new exercise is called: its name on the sheet, short enough to be spoken."""

import re

from backpt.authoring.name_words import name_words
from backpt.prescription.model import Position

MOST_WORDS = 4
"""Of a name that is spoken, as the fields of a library file have it."""
LONGEST = 60
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_CLAUSE = re.compile(r"\s+(?:with|w/|using|while|mit|con|avec)\s+|\s*[+/,;]\s+|\s+-\s+", re.I)
_SAYS_NOTHING = frozenset(
    ("a", "an", "and", "the", "of", "on", "in", "at", "to", "for", "your")
)


def short_name(name: str) -> str:
    """Return ``name`` in at most four words: without what stands in brackets or after "with",
    and without small words; then its first three words and its last."""
    if _fits(name):
        return name
    bare = _BRACKETS.sub("", name).strip() or name
    first = _CLAUSE.split(bare)[0].strip()
    for shorter in (bare, first if len(first.split()) > 1 else bare):
        if _fits(shorter):
            return shorter
    words = [word for word in shorter.split() if word.casefold() not in _SAYS_NOTHING]
    if len(words) > MOST_WORDS:
        words = [*words[: MOST_WORDS - 1], words[-1]]
    each = LONGEST // MOST_WORDS - 1
    said = " ".join(words)
    return said if len(said) <= LONGEST else " ".join(word[:each] for word in words)


def _fits(name: str) -> bool:
    return len(name.split()) <= MOST_WORDS and len(name) <= LONGEST


def named_position(name: str) -> Position | None:
    """Return the position that stands in a name: "standing bridge"."""
    said = name_words(name).positions
    known = {place.value: place for place in Position}
    return known.get(next(iter(said))) if len(said) == 1 else None
