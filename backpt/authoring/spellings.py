"""A name as a sheet spells it, closed up, hyphenated or in the plural: "clam shells".

Knows how words are spelled, and refuses to guess: a spelling that may mean two exercises means
none. What is merely spelled much alike is ``names.near``.
"""

from __future__ import annotations

from backpt.library.names import Found, find_exercise, index, plain
from backpt.prescription.model import Library

_AFTER_A_HISS = ("ches", "shes", "sses", "xes")


def find_as_spelled(library: Library, name: str) -> Found:
    """Return the exercise that a sheet calls ``name``; else what ``find_exercise`` does."""
    found = find_exercise(library, name)
    if found.id is not None:
        return found
    wanted = closed_up(name)
    names = index(library.exercises)
    ids = {id_ for key, ids in names.items() if closed_up(key) == wanted for id_ in ids}
    return Found(ids.pop()) if len(ids) == 1 else found


def closed_up(name: str) -> str:
    """Return ``name`` as one word, each of its words in the singular: "clamshell"."""
    words = plain(name).replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "").split()
    return "".join(map(_singular, words))


def _singular(word: str) -> str:
    """Both sides of a comparison go through it, so it need not be a word: "ab" for "abs"."""
    if word.endswith(_AFTER_A_HISS):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
