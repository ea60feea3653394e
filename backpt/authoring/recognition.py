"""The exercise of the library that a sheet's name means, or those that it may mean.

A name is compared as a set of words, in the singular and without "-ing", so the order of the
words does not matter. It means an exercise where every word of one of the exercise's names
stands in it and the rest are trimmings ("stretch", "gently") or equipment that the exercise
has anyway. A word that is neither makes another exercise of it, which is asked: nothing is
ever taken for another exercise because it is merely like it. A position that is not the
exercise's is asked, too. The words are data: ``name_tables``.
"""

import re
from functools import lru_cache

from backpt.authoring.likeness import ids_of, nearly
from backpt.authoring.name_keys import (
    Key,
    closed_up_tables,
    doubtful_names,
    library_names,
)
from backpt.authoring.name_tables import LYING
from backpt.authoring.name_words import (
    NameWords,
    Words,
    closed_up,
    folded_words,
    name_words,
    stem,
    trimmings,
)
from backpt.library.names import MOST_NEAR, NameMatch, plain
from backpt.prescription.model import Category, Exercise, Library, Position, Sides
from backpt.values import NamedTuple


class Recognised(NamedTuple):
    """What a name means in the library."""

    id: str | None
    """``None`` where it means none, or may mean several."""
    near: tuple[str, ...] = ()
    """Ids that it may mean, the likeliest first; to be asked."""
    like: str = ""
    """The id of the exercise that it looks like for sure, so that its precautions count even
    where the name is another exercise's; empty where it looks like none."""
    beside: tuple[str, ...] = ()
    """Words that stand beside the exercise's name and say how it is done: "modified"."""
    elsewhere: Position | None = None
    """Where the name is done, where ``like`` is done elsewhere; else ``None``."""


def recognise(library: Library, name: str, position: Position | None = None) -> Recognised:
    """Return the exercise of ``library`` that a sheet calls ``name``; ``position`` is said
    elsewhere on its line."""
    return exercise_meant(library, name, position) or nearly_recognised(library, name, position)


def exercise_meant(
    library: Library, name: str, position: Position | None = None
) -> Recognised | None:
    """Return what ``name`` means, or may mean, where all of its words are understood; else
    ``None``: it may still be like something."""
    found = _as_written(library, name)
    if found is not None:
        return _placed(found, library, position)
    whole = _recognised(library, name, position)
    return whole or _of_two_names(library, name, position)


def find_as_spelled(library: Library, name: str) -> NameMatch:
    """Return the exercise that a sheet calls ``name``, or the ids that it may mean."""
    found = recognise(library, name)
    return NameMatch(found.id, found.near)


# --- as it is written ---


def _as_written(library: Library, name: str) -> str | None:
    """Return the one exercise that has ``name`` letter for letter, or but for blanks, hyphens
    and plurals; a name of the library's own wins over the tables'."""
    own, key = library_names(library), plain(name)
    written = (name,) if name in library.exercises else own.written.get(key, ())
    if len(written) == 1 or key in doubtful_names():
        return written[0] if len(written) == 1 else None
    wanted = closed_up(name)
    for names in (own.closed_up, closed_up_tables()):
        ids = names.get(wanted, frozenset()) & library.exercises.keys()
        if ids:
            return next(iter(ids)) if len(ids) == 1 else None
    return None


def _placed(id_: str, library: Library, position: Position | None) -> Recognised:
    """Return an exercise that a name means, asked where the line does it elsewhere."""
    if position is None or _is_done(library.exercises[id_], frozenset({position.value})):
        return Recognised(id_)
    return Recognised(None, (id_,), id_, elsewhere=position)


# --- two names: "hip twist (bent knee fall out)", "cat / cow" ---

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_OR = re.compile(r"\s*/\s*|\s+(?:or|aka|oder|ou|o)\s+", re.IGNORECASE)


def _of_two_names(library: Library, name: str, position: Position | None) -> Recognised | None:
    """Return what a name means that has another beside it, in brackets or behind an "or";
    ``None`` where neither is known."""
    inside = [one.strip(" ([") for one in _BRACKETS.findall(name)]
    outside = _BRACKETS.sub(" ", name).strip()
    parts = [one for one in (*_OR.split(outside), *inside) if one.strip()]
    if len(parts) < 2:
        return None
    each = [exercise_meant(library, one, position) for one in parts]
    ids = tuple(dict.fromkeys(one.id for one in each if one and one.id))
    if not ids:
        return None
    if len(ids) > 1:
        return Recognised(None, ids[:MOST_NEAR], ids[0])
    others = [one for one, found in zip(parts, each, strict=True) if not (found and found.id)]
    if all(_goes_with(one, ids[0], library) for one in others):
        return Recognised(ids[0], beside=tuple(one for one in others if one in inside))
    return None


def _goes_with(other: str, id_: str, library: Library) -> bool:
    """Return whether a second name says nothing else than an exercise's first: its words are
    those of the exercise's other names, or, in a sentence, of how it is done; or of no
    exercise at all."""
    words = name_words(other)
    if words.positions and not _is_done(library.exercises[id_], words.positions):
        return False
    own = _own_words(id_, library)
    if words.core & _LESS:
        return words.core <= own
    if len(words.core) >= A_SENTENCE:
        one = library.exercises[id_]
        own |= _described((one.cue, *one.steps, *one.form, *one.mistakes))
    return not ((words.core - own) & library_names(library).words)


def _own_words(id_: str, library: Library) -> Words:
    """Return the words of all names of an exercise."""
    keys = library_names(library).keys
    return frozenset(word for key in keys if key.ids == (id_,) for word in key.words.core)


A_SENTENCE = 2
"""Words that say something; a single one names another exercise more often. [D]"""
_LESS = frozenset(("only", "without", "one", "half", "partial"))
"""Words that take something away from an exercise."""


@lru_cache(maxsize=128)
def _described(sentences: tuple[str, ...]) -> Words:
    return frozenset(word for one in sentences for word in name_words(one).core)


def nearly_recognised(library: Library, name: str, position: Position | None) -> Recognised:
    """Return what to offer for a name that means no exercise."""
    found = nearly(library, name, _with_position(name_words(name), position))
    return Recognised(None, found.near, found.like)


# --- compared ---

_BAND_COLOURS = frozenset(
    ("red", "green", "blue", "yellow", "black", "orange", "silver", "gold", "tan", "purple")
)
_STRETCH, _STRENGTHEN = "stretch", "strengthen"
_STRETCHES = frozenset(
    (Category.MOBILITY, Category.POSTURE, Category.KNEE, Category.DECOMPRESSION)
)
_SUIT = {
    Position.SUPINE: ("supine", LYING),
    Position.PRONE: ("prone", LYING),
    Position.SIDE_LYING: ("side-lying", LYING),
    Position.QUADRUPED: ("quadruped", "kneeling"),
    Position.KNEELING: ("kneeling",),
    Position.HALF_KNEELING: ("half-kneeling", "kneeling"),
    Position.SEATED: ("seated",),
    Position.STANDING: ("standing", "wall"),
    Position.WALL: ("wall", "standing"),
}
"""A position of the library -> what a sheet may call it."""


def _stems(*words: str) -> Words:
    return frozenset(map(stem, words))


_KEPT = _stems("modified", "isometric", "static", "repeated")
"""Trimmings that say how an exercise is done."""


_IN_TURN = _stems(
    "alternate", "alternating", "alternately", "alt", "abwechselnd", "wechselseitig", "alterno",
    "alternando", "alternas", "alterne", "alternes",
)  # fmt: skip
_TOGETHER = _stems("bilateral", "doubleleg")
_OTHER_SIDES = {True: _IN_TURN, False: _TOGETHER}
"""Words that make another exercise of one that both sides do at once, and of one that they do
not: a raise of both legs is no leg lift, and a bridge by turns is no bridge."""


class _Fit(NamedTuple):
    """A name of the library whose words all stand in the name on the sheet."""

    key: Key
    more: Words
    """Words of the sheet's that are not the key's."""


def _recognised(library: Library, name: str, position: Position | None) -> Recognised | None:
    """Return what a name means whose words are all understood; ``None`` for another."""
    said = _with_position(name_words(name), position)
    fits = [
        _Fit(key, said.core - key.words.core)
        for key in library_names(library).keys
        if key.words.core <= said.core and (key.words.core or key.words.positions)
    ]
    whole = [fit for fit in fits if _is_whole(fit, library)]
    placed = [fit for fit in whole if _suits(fit.key, said.positions, library)]
    if placed:
        best = _as_said(_best(placed), name)
        doubtful = [fit for fit in best if not fit.key.is_sure]
        ids = ids_of((fit.key for fit in doubtful or best), library)
        if len(ids) == 1 and not doubtful:
            return Recognised(ids[0], beside=_beside(name, best[0].more, said, library, ids[0]))
        return Recognised(None, ids[:MOST_NEAR], ids[0])
    whole = [fit for fit in whole if fit.key.words.core]
    if not whole:
        return None
    bare = [fit for fit in whole if not fit.key.words.positions] or whole
    ids = ids_of((fit.key for fit in _best(bare)), library)
    first = library.exercises[ids[0]]
    others = sorted(said.positions - {LYING}) if not _is_done(first, said.positions) else []
    elsewhere = Position(others[0]) if others else None
    return Recognised(None, ids[:MOST_NEAR], ids[0], elsewhere=elsewhere)


def _with_position(said: NameWords, position: Position | None) -> NameWords:
    if position is None or said.positions:
        return said
    return said._replace(positions=frozenset({position.value}))


def _best(fits: list[_Fit]) -> list[_Fit]:
    """Return those that have the most of the name's words; of two alike, the one that names
    the position."""
    most = max(_weight(fit) for fit in fits)
    return [fit for fit in fits if _weight(fit) == most]


def _weight(fit: _Fit) -> tuple[int, int, int]:
    core = fit.key.words.core
    return len(core - trimmings()), len(fit.key.words.positions), len(core)


def _as_said(fits: list[_Fit], name: str) -> list[_Fit]:
    """Return those that stand in ``name`` letter for letter, where some do: "knee to chest"
    is another exercise than "knees to chest"."""
    words = frozenset(folded_words(name))
    return [fit for fit in fits if fit.key.said <= words] or fits


def _is_whole(fit: _Fit, library: Library) -> bool:
    """Return whether nothing is left but trimmings; a doubtful name has no equipment."""
    known = [library.exercises[id_] for id_ in fit.key.ids if id_ in library.exercises]
    if not known:
        return False
    left = fit.more - trimmings()
    if fit.key.is_sure:
        exercise = known[0]
        has = _equipment(exercise)
        if _OTHER_SIDES[exercise.dose.sides is Sides.BOTH] & fit.more:
            return False
        left -= has | (_BAND_COLOURS if "band" in has else frozenset())
        if _STRETCH in fit.more and exercise.category not in _STRETCHES:
            return False
        if _STRENGTHEN in fit.more and exercise.category in _STRETCHES:
            return False
    return not left


@lru_cache(maxsize=512)
def _things(needs: tuple[str, ...]) -> Words:
    return frozenset(word for one in needs for word in name_words(one).core)


def _equipment(exercise: Exercise) -> Words:
    return _things((*exercise.needs, *exercise.optional))


def _suits(key: Key, said: Words, library: Library) -> bool:
    """Return whether a name of the library leaves room for the positions that are said."""
    asked = key.words.positions
    if not said:
        return not asked
    if asked:
        return said == asked or (said == {LYING} and (key.says_lying or asked == {"supine"}))
    if not key.is_sure:
        return False
    return _is_done(library.exercises[key.ids[0]], said)


def _is_done(exercise: Exercise, said: Words) -> bool:
    return said <= frozenset(_SUIT[exercise.position])


def words_beside(name: str, id_: str, library: Library) -> tuple[str, ...]:
    """Return the words of ``name`` that no name of an exercise has and that are no trimmings:
    "banded" of banded clamshells. None where the name has no word of the exercise's: it is a
    slip of a finger, or an abbreviation."""
    own, core = _own_words(id_, library), name_words(name).core
    if not core & own:
        return ()
    more = core - own - trimmings()
    kept = (word for word in _WORD.findall(name) if name_words(word).core & more)
    return tuple(dict.fromkeys(kept))


_WORD = re.compile(r"[^\W_]+")


def _beside(
    name: str, more: Words, said: NameWords, library: Library, id_: str
) -> tuple[str, ...]:
    """Return the words that are worth a note: how it is done, and with which equipment."""
    telling = _KEPT | _BAND_COLOURS | _equipment(library.exercises[id_])
    kept = (word for word in folded_words(name) if name_words(word).core & more & telling)
    return tuple(dict.fromkeys(kept))
