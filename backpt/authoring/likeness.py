"""The exercises that a name is like, where it means none: what to offer, and whose precautions
count meanwhile."""

from collections.abc import Iterable

from backpt.authoring.name_keys import Key, LibraryNames, closed_up_tables, library_names
from backpt.authoring.name_words import NameWords, Words, closed_up, trimmings
from backpt.library.names import MOST_NEAR
from backpt.prescription.model import Library
from backpt.values import NamedTuple


class Likeness(NamedTuple):
    near: tuple[str, ...]
    """Ids, the likeliest first."""
    like: str
    """The id of the exercise that it looks like for sure; empty where it looks like none."""


LIKE_ENOUGH = 0.5
"""Of the rare words of two names, how many are the same in both, to be offered. [D]"""
SPELLED_ALIKE, A_SLIP = 0.8, 0.83
"""As difflib measures it: spelled much alike, and two letters changed about in six. [D]"""


def nearly(library: Library, name: str, said: NameWords) -> Likeness:
    """Return the exercises that a name is like: one of their names stands in it, or most of
    its rare words do, or it is spelled much like one."""
    names = library_names(library)
    keys = [key for key in names.keys if key.words.core]
    inside = [key for key in keys if key.words.core <= said.core and _is_telling(key, said)]
    inside.sort(
        key=lambda key: (
            not key.words.positions <= said.positions,
            -len(key.words.core),
            not key.is_sure,
        )
    )
    sure = ids_of(inside, library)
    alike = ids_of(_sharing(keys, said.core, names), library)
    spelled = () if sure else _spelled(library, name)
    near = tuple(dict.fromkeys((*sure, *spelled, *alike)))[:MOST_NEAR]
    like = next(iter((*sure, *(spelled if _is_slip(library, name, spelled) else ()))), "")
    return Likeness(near, like)


def _is_telling(key: Key, said: NameWords) -> bool:
    """Return whether a name says enough to be seen inside another: "flexion in lying" is not
    in every flexion."""
    core, places = key.words
    return len(core - trimmings()) > 1 or (
        bool(core - trimmings()) and places <= said.positions
    )


def ids_of(keys: Iterable[Key], library: Library) -> tuple[str, ...]:
    """Return the exercises of ``library`` that names mean, each once."""
    ids = (id_ for key in keys for id_ in key.ids if id_ in library.exercises)
    return tuple(dict.fromkeys(ids))


def _sharing(keys: list[Key], said: Words, names: LibraryNames) -> list[Key]:
    """Return the keys that share most of their rare words with the name, the likest first."""
    from math import log

    many, quiet = names.many, trimmings()
    said = said - quiet
    if not said & names.words:
        return []
    worth = {word: log(1 + len(keys) / many.get(word, 4)) for word in said}
    unknown = sum(worth[word] for word in said - names.words)
    found: list[tuple[float, Key]] = []
    for key in keys:
        both = key.words.core & said
        if not both:
            continue
        others = sum(log(1 + len(keys) / many[word]) for word in key.words.core - said)
        alike = sum(worth[word] for word in both)
        missed = sum(worth[word] for word in (said & names.words) - both)
        share = alike / (alike + others + missed + unknown)
        if share >= LIKE_ENOUGH:
            found.append((share, key))
    found.sort(key=lambda one: -one[0])
    return [key for _, key in found]


def _spelled(library: Library, name: str) -> tuple[str, ...]:
    """Return the exercises with a name that is spelled much like this one."""
    import difflib

    wanted = closed_up(name)[:60]
    names = {**closed_up_tables(), **library_names(library).closed_up}
    close = [key for key in names if abs(len(key) - len(wanted)) <= 3]
    found = difflib.get_close_matches(wanted, close, n=MOST_NEAR, cutoff=SPELLED_ALIKE)
    ids = (id_ for key in found for id_ in sorted(names[key]) if id_ in library.exercises)
    return tuple(dict.fromkeys(ids))


def _is_slip(library: Library, name: str, spelled: tuple[str, ...]) -> bool:
    """Return whether the likeliest of ``spelled`` is the name but for a slip of a finger."""
    import difflib

    if not spelled:
        return False
    wanted = closed_up(name)
    closed = library_names(library).closed_up
    names = (key for key, ids in closed.items() if spelled[0] in ids)
    ratios = (difflib.SequenceMatcher(None, wanted, key).ratio() for key in names)
    return max(ratios, default=0.0) >= A_SLIP
