"""A name on a sheet as words that can be compared, without plurals, accents and small words.

Both sides of a comparison go through here, so that what comes out need not be a word. Knows
the tables of words, and no library.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TypeAlias

from backpt.authoring.name_tables import LYING, name_tables
from backpt.library.names import plain
from backpt.values import NamedTuple

Words: TypeAlias = frozenset[str]


class NameWords(NamedTuple):
    """A name as it is compared."""

    core: Words = frozenset()
    """Its words but positions and words that say nothing."""
    positions: Words = frozenset()


_WORD = re.compile(r"[^\W_]+")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_LIGATURES = str.maketrans({"\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o"})
LONGEST_NAME = 200
"""Characters; the rest of a longer one is not compared."""


def folded_words(name: str) -> list[str]:
    """Return the words of ``name`` in small letters, without accents and apostrophes."""
    import unicodedata

    text = name[:LONGEST_NAME].casefold().translate(_LIGATURES)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(one for one in text if not unicodedata.combining(one))
    text = re.sub(r"['\u2019`\u00b4](?=s\b)", "", text)
    return _WORD.findall(text)


def stem(word: str) -> str:
    """Return ``word`` without plural, "-ing" and a last "e": "bridg" of "bridges"."""
    if len(word) > 5 and word.endswith("ing") and re.search("[aeiouy]", word[:-3]):
        word = _DOUBLED.sub(r"\1", word[:-3])
    elif len(word) > 3:
        word = _singular(word)
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


Phrases: TypeAlias = Mapping[tuple[str, ...], tuple[str, ...]]


@cache
def _positions() -> Phrases:
    return {tuple(folded_words(said)): (place,) for said, place in name_tables().positions}


@cache
def _same() -> Phrases:
    """Return words, stemmed, that are compared as others."""
    return {_stems(said): tuple(map(stem, one.split())) for said, one in name_tables().words}


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, folded_words(text)))


@cache
def _left_out() -> Words:
    return frozenset(
        stem(word) for said in name_tables().left_out for word in folded_words(said)
    )


@cache
def trimmings() -> Words:
    words = (name_words(said).core for said in name_tables().trimmings)
    return frozenset(word for each in words for word in each)


@lru_cache(maxsize=8192)
def name_words(name: str) -> NameWords:
    """Return ``name`` as it is compared."""
    rest, places = _replaced(folded_words(name), _positions(), takes_out=True)
    if len(places) > 1 and LYING in places:
        places.discard(LYING)
    if {"standing", "wall"} <= places:
        places.discard("standing")
    stems, _ = _replaced([stem(word) for word in rest], _same())
    core = [word for word in stems if word not in _left_out()]
    return NameWords(frozenset(core), frozenset(places))


def _replaced(
    words: list[str], phrases: Phrases, *, takes_out: bool = False
) -> tuple[list[str], set[str]]:
    """Return ``words`` with each phrase replaced, the longest first, and what was put for
    them; ``takes_out``: nothing takes their place."""
    longest = max(map(len, phrases), default=0)
    left: list[str] = []
    put: set[str] = set()
    at = 0
    while at < len(words):
        for many in range(min(longest, len(words) - at), 0, -1):
            if (found := phrases.get(tuple(words[at : at + many]))) is not None:
                put.update(found)
                left += () if takes_out else found
                at += many
                break
        else:
            left.append(words[at])
            at += 1
    return left, put


# --- closed up: "clam shells" is "clamshell" ---

_AFTER_A_HISS = ("ches", "shes", "sses", "xes")


@lru_cache(maxsize=4096)
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
