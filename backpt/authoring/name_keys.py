"""The names that exercises have, in the library and in the tables of sheets, as words."""

from collections.abc import Mapping
from functools import cache, lru_cache

from backpt.authoring.name_tables import LYING, name_tables
from backpt.authoring.name_words import NameWords, Words, closed_up, folded_words, name_words
from backpt.library.names import Index, index, plain
from backpt.prescription.model import Library
from backpt.values import NamedTuple


class Key(NamedTuple):
    """One name of an exercise, or one that may be several exercises'."""

    words: NameWords
    ids: tuple[str, ...]
    is_sure: bool = True
    """It means its one exercise; else it is asked."""
    says_lying: bool = False
    said: Words = frozenset()
    """Its words as they are written: they tell "knee" from "knees"."""


@lru_cache(maxsize=2048)
def _own_keys(id_: str, name: str, aliases: tuple[str, ...], position: str) -> tuple[Key, ...]:
    said = (id_, name, *aliases, *_table_names().get(id_, ()))
    return tuple(dict.fromkeys(_key(one, (id_,), position) for one in said))


def _key(name: str, ids: tuple[str, ...], position: str) -> Key:
    words, said = name_words(name), frozenset(folded_words(name))
    if words.positions == {LYING}:
        lies = position in ("supine", "prone", "side-lying")
        at = frozenset({position}) if lies else words.positions
        return Key(words._replace(positions=at), ids, says_lying=True, said=said)
    return Key(words, ids, said=said)


@cache
def _table_names() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, id_ in name_tables().names:
        found[id_] = (*found.get(id_, ()), name)
    return found


@cache
def _doubtful_keys() -> tuple[Key, ...]:
    return tuple(
        Key(name_words(name), ids, is_sure=False, said=frozenset(folded_words(name)))
        for name, ids in name_tables().may_be
    )


# --- all of a library's, made once ------------------------------------------------------


class LibraryNames(NamedTuple):
    """What the exercises of one library are called."""

    written: Index
    """As ``library.names`` has them."""
    closed_up: Mapping[str, Words]
    """Closed up -> ids."""
    keys: tuple[Key, ...]
    """The doubtful ones of the tables, too."""
    words: Words
    """All that stand in names."""
    many: Mapping[str, int]
    """In how many names each word stands."""


class _Asked:
    """A library, which is the same where its names are."""

    __slots__ = ("library", "names")

    def __init__(self, library: Library) -> None:
        self.library = library
        self.names = tuple(
            (id_, one.name, one.aliases, one.position) for id_, one in library.exercises.items()
        )

    def __hash__(self) -> int:
        return hash(self.names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.names == other.names


def library_names(library: Library) -> LibraryNames:
    return _made(_Asked(library))


@lru_cache(maxsize=16)
def _made(asked: _Asked) -> LibraryNames:
    from collections import Counter

    exercises = asked.library.exercises
    written = index(exercises)
    closed: dict[str, Words] = {}
    for name, ids in written.items():
        key = closed_up(name)
        closed[key] = closed.get(key, frozenset()) | frozenset(ids)
    own = (
        key
        for id_, one in exercises.items()
        for key in _own_keys(id_, one.name, one.aliases, one.position.value)
    )
    keys = (*own, *_doubtful_keys())
    many = Counter(word for key in keys for word in key.words.core)
    return LibraryNames(written, closed, keys, frozenset(many), many)


# --- closed up ---


@cache
def closed_up_tables() -> Mapping[str, Words]:
    found: dict[str, Words] = {}
    for name, id_ in name_tables().names:
        closed = closed_up(name)
        found[closed] = found.get(closed, frozenset()) | {id_}
    return found


@cache
def doubtful_names() -> Words:
    return frozenset(plain(name) for name, _ in name_tables().may_be)
