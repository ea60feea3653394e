"""Rough words -> what fits: "a band, lying down, in phase 2" and what people mean by it.

Knows how people name positions, equipment and phases; what it does not know is looked for in
the text. Words that say nothing ("what", "with", "the") are left out. Filters are read here,
too, and said what is near where nothing fits.
"""

from collections.abc import Iterable, Iterator

from backpt.errors import UsageError
from backpt.language import search, words
from backpt.library.criteria import (
    Criterion,
    about,
    at_hand,
    in_position,
    of_area,
    of_category,
    of_phase,
    using_equipment,
    with_text,
    without,
)
from backpt.library.names import plain
from backpt.prescription.model import Category, Exercise, Library, Position, Routine, prescribe
from backpt.values import NamedTuple

EXERCISES, ROUTINES = "exercises", "routines"
KINDS = {
    **dict.fromkeys(("exercise", "exercises"), EXERCISES),
    **dict.fromkeys(("routine", "routines"), ROUTINES),
}

_LYING = (Position.SUPINE, Position.PRONE, Position.SIDE_LYING)
_KNEELING = (Position.KNEELING, Position.HALF_KNEELING)

_GROUPS: dict[str, tuple[tuple[Position, ...], tuple[str, ...]]] = {
    "lying down": (_LYING, ("lying", "lie down", "laying down")),
    "on the floor": (
        (*_LYING, Position.QUADRUPED, *_KNEELING),
        ("floor", "on a floor", "lying on the floor"),
    ),
    "on your back": ((Position.SUPINE,), ("face up",)),
    "on your front": ((Position.PRONE,), ("face down",)),
    "on your side": ((Position.SIDE_LYING,), ()),
    "on hands and knees": ((Position.QUADRUPED,), ("on all fours", "all fours")),
    "kneeling": (_KNEELING, ("kneeling down",)),
    "kneeling on one knee": ((Position.HALF_KNEELING,), ("on one knee",)),
    "on a chair": (
        (Position.SEATED,),
        ("sitting", "sitting down", "sit down", "sitting on a chair", "in a chair"),
    ),
    "standing or at the wall": (
        (Position.STANDING, Position.WALL),
        ("standing", "standing up", "stand up"),
    ),
    "at the wall": ((Position.WALL,), ("against the wall", "against a wall", "at a wall")),
}
"""What a position, or several together, are called -> which, and what else people say."""

_ON = {
    "back": "on your back",
    **dict.fromkeys(("front", "belly", "tummy", "stomach"), "on your front"),
    "side": "on your side",
    "hands and knees": "on hands and knees",
    "knees": "kneeling",
    "feet": "standing or at the wall",
}

_ALSO_CALLED = {
    "stability-ball": ("ball", "gym ball", "exercise ball", "swiss ball", "fitness ball"),
    "band": ("elastic", "elastic band", "resistance band", "stretch band"),
    "weight": ("dumbbell", "dumb bell"),
    "stick": ("broomstick", "broom", "pole"),
    "step": ("stair",),
    "pillow": ("cushion",),
}
_NO_THINGS = frozenset({"equipment", "anything", "gear", "things"})
_PHASES = {"1": "1", "2": "2", "3": "3", "one": "1", "two": "2", "three": "3"}
_ALSO = {
    "lower": ("low",),
    "abs": ("abdomen",),
    "abdominals": ("abdomen",),
    "glutes": ("buttock",),
    "bottom": ("buttock",),
    "quads": ("thigh",),
}
"""Other words under which the library may have it."""
# fmt: off
_EMPTY = frozenset((
    "a", "about", "all", "also", "an", "and", "any", "anything", "are", "at", "be", "by",
    "can", "could", "do", "does", "doing", "for", "from", "good", "has", "have", "how", "i",
    "if", "in", "is", "it", "its", "list", "me", "my", "need", "needs", "of", "on", "or",
    "please", "show", "some", "something", "that", "the", "them", "then", "there", "this",
    "those", "to", "use", "uses", "using", "want", "was", "what", "when", "where", "which",
    "while", "who", "with", "would", "you", "your",
))
# fmt: on
LONGEST_PHRASE = 6
"""Words; "lying on your hands and knees" is the longest."""


PHASES = ("1", "2", "3")
NOTHING = "none"
"""Equipment that everybody has."""
MOST_NAMED = 3
"""Entries that are named where nothing fits; more are counted."""
LONGEST_WORD = 40


class Wanted(NamedTuple):
    """The filters as they were typed; an empty one lets everything through.

    Of several values of a filter any will do; of several filters all must.
    """

    area: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    """What is at hand: fits what needs nothing else."""
    phase: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    """Stands somewhere in the text, as it is."""


class SearchResult(NamedTuple):
    """What fits, and what it was held to."""

    routines: list[Routine]
    exercises: list[Exercise]
    criteria: tuple[Criterion, ...]
    kinds: tuple[str, ...] = ()
    """"exercises" or "routines"; none where neither was named."""
    words: tuple[str, ...] = ()
    """What was looked for in the text: the last of ``criteria``."""

    @property
    def nothing(self) -> bool:
        return not self.routines and not self.exercises


def search_library(said: tuple[str, ...], wanted: Wanted, library: Library) -> SearchResult:
    """Return what fits; words are looked for in names and areas first, then in all text."""
    filters = tuple(_filters(wanted, library))
    if not said:
        return found_by(filters, (), library)
    asked = read_query(said, library)
    given = (*asked.criteria, *filters)
    for wide in (False, True):
        told = (*given, *_in_all_text(asked.words, wide=wide))
        found = found_by(told, asked.kinds, library)
        if not found.nothing:
            break
    return found._replace(words=asked.words)


def found_by(
    criteria: tuple[Criterion, ...], kinds: tuple[str, ...], library: Library
) -> SearchResult:
    """Return what passes all ``criteria``, of ``kinds``, or of both where none is named."""
    routines: list[Routine] = []
    exercises: list[Exercise] = []
    if not kinds or ROUTINES in kinds:
        every = (prescribe(library, id_) for id_ in library.routines)
        routines = [one for one in every if all(this.routine(one) for this in criteria)]
    if not kinds or EXERCISES in kinds:
        all_ = library.exercises.values()
        exercises = [one for one in all_ if all(this.exercise(one) for this in criteria)]
    return SearchResult(routines, exercises, criteria, kinds)


def _filters(wanted: Wanted, library: Library) -> Iterator[Criterion]:
    """Yield the filters that were given, every value as the library writes it."""
    exercises = library.exercises.values()
    if wanted.area:
        areas = _each(area for one in exercises for area in one.area)
        yield of_area(_choices("--area", wanted.area, dict.fromkeys(areas, "")))
    if wanted.category:
        kinds: dict[str, str] = dict.fromkeys(Category, "")
        yield of_category(_choices("--category", wanted.category, kinds))
    if wanted.position:
        positions = {place.value: words.POSITION_NAMES[place] for place in Position}
        yield in_position(_choices("--position", wanted.position, positions))
    if wanted.equipment:
        things = _each(need for one in exercises for need in (*one.needs, *one.optional))
        known = dict.fromkeys((NOTHING, *things), "")
        chosen = _choices("--equipment", wanted.equipment, known)
        yield at_hand(tuple(thing for thing in chosen if thing != NOTHING))
    if wanted.phase:
        yield of_phase(_choices("--phase", wanted.phase, dict.fromkeys(PHASES, "")))
    yield from map(with_text, wanted.search)


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _choices(option: str, typed: tuple[str, ...], known: dict[str, str]) -> tuple[str, ...]:
    """Return what was typed as it is written in ``known``, whose values are other words for it.

    Raises ``UsageError`` for a value that is not there.
    """
    names = {plain(said): value for value, said in known.items() if said}
    names |= {plain(value): str(value) for value in known}
    parts = tuple(part for text in typed for part in text.split(","))
    for part in parts:
        if plain(part) not in names:
            raise UsageError(_unknown(option, part, known))
    return _each(names[plain(part)] for part in parts)


def _unknown(option: str, word: str, known: dict[str, str]) -> str:
    import difflib

    shown = word if len(word) <= 40 else f"{word[:37]}..."
    near = difflib.get_close_matches(word.casefold()[:60], known, n=1, cutoff=0.7)
    return search.unknown(option, shown, tuple(known.items()), near[0] if near else "")


# --- rough words --------------------------------------------------------------------


class Asked(NamedTuple):
    kinds: tuple[str, ...]
    """"exercises", "routines"; none where neither was named."""
    criteria: tuple[Criterion, ...]
    """As they were said, but those of ``words``."""
    words: tuple[str, ...]
    """To be looked for in the text."""


def read_query(said: Iterable[str], library: Library) -> Asked:
    """Return what somebody asks for. Never fails: what is not known is text."""
    tokens = "".join(c if c.isalnum() else " " for c in plain(" ".join(said))).split()
    found: dict[str, list[str]] = {}
    for part in _parts(tuple(_joined(tokens)), library):
        values = found.setdefault(part.what, [])
        if part.value not in values:
            values.append(part.value)
    kinds, searched = found.pop("kind", []), found.pop("text", [])
    return Asked(tuple(kinds), tuple(_criteria(found)), tuple(searched))


def _in_all_text(searched: tuple[str, ...], *, wide: bool) -> tuple[Criterion, ...]:
    """Return a criterion for each word that is looked for in the text."""
    return tuple(about(word, _ALSO.get(word, ()), wide=wide) for word in searched)


def offered(library: Library) -> tuple[str, ...]:
    """Return what completion offers: each one word for a shell, each understood."""
    things = (thing for thing in equipment_of(library))
    places = ("lying-down", "sitting", "standing", "kneeling", "on-the-floor", "at-the-wall")
    sides = ("on-your-back", "on-your-front", "on-your-side", "on-all-fours")
    return (*things, *places, *sides, "no-equipment", "phase-1", "phase-2", "phase-3")


def equipment_of(library: Library) -> tuple[str, ...]:
    """Return all the equipment that is needed or helps somewhere, each once."""
    exercises = library.exercises.values()
    return tuple(
        dict.fromkeys(one for each in exercises for one in (*each.needs, *each.optional))
    )


class _Part(NamedTuple):
    """One thing that was said, and how many words it took."""

    what: str
    """"place", "thing", "lack", "phase", "kind", "text", or "" for nothing."""
    value: str
    taken: int = 1


def _parts(tokens: tuple[str, ...], library: Library) -> Iterator[_Part]:
    things = _things(library)
    at, before = 0, ""
    while at < len(tokens):
        part = _part(tokens[at:], things, before)
        yield part
        at += part.taken
        before = part.what or before


def _part(here: tuple[str, ...], things: dict[str, str], before: str) -> _Part:
    """Return what the next words mean, the longest phrase first; ``before``: after what."""
    word = here[0]
    if place := _longest(here, _PLACES):
        return _Part("place", _PLACES[place], len(place.split()))
    if word in ("no", "without"):
        rest = here[2:] if here[1:2] in (("a",), ("any",)) else here[1:]
        if thing := _longest(rest, things):
            return _Part("lack", things[thing], len(here) - len(rest) + len(thing.split()))
        if rest and rest[0] in _NO_THINGS:
            return _Part("lack", "", len(here) - len(rest) + 1)
    if thing := _longest(here, things):
        return _Part("thing", things[thing], len(thing.split()))
    if word == "phase" and here[1:2] and here[1] in _PHASES:
        return _Part("phase", _PHASES[here[1]], 2)
    if before == "phase" and word in _PHASES:  # "phase 1 or 2"
        return _Part("phase", _PHASES[word])
    if word in ("nothing", "none"):
        return _Part("lack", "")
    if word in KINDS:
        return _Part("kind", KINDS[word])
    return _Part("", word) if word in _EMPTY else _Part("text", word)


def _longest(here: tuple[str, ...], phrases: dict[str, str]) -> str:
    """Return the longest phrase that the next words begin with, or nothing."""
    for many in range(min(LONGEST_PHRASE, len(here)), 0, -1):
        if (phrase := " ".join(here[:many])) in phrases:
            return phrase
    return ""


def _joined(tokens: list[str]) -> Iterator[str]:
    """Yield tokens with "phase2" taken apart."""
    for token in tokens:
        if token.startswith("phase") and token[5:] in _PHASES:
            yield from ("phase", token[5:])
        else:
            yield token


def _criteria(said: dict[str, list[str]]) -> Iterator[Criterion]:
    """Yield a criterion for each kind of thing that was said: of two positions either will
    do, of two pieces of equipment either or both."""
    for what, values in said.items():
        match what:
            case "place":
                positions = tuple(place for value in values for place in _GROUPS[value][0])
                yield in_position(positions, search.in_places(values))
            case "thing":
                yield using_equipment(tuple(values))
            case "phase":
                yield of_phase(tuple(sorted(values)))
            case "lack":
                yield from (without(value) if value else at_hand(()) for value in values)
            case _:
                pass  # words that say nothing


def _place_phrases() -> dict[str, str]:
    """Return what people say of a position -> its name in ``_GROUPS``."""
    phrases = {phrase: name for name, (_, said) in _GROUPS.items() for phrase in said}
    phrases |= {plain(name): name for name in _GROUPS if name != "on the floor"}
    for whose in ("", "your ", "my ", "the "):
        for noun, name in _ON.items():
            for verb in ("", "lying ", "lie "):
                phrases[f"{verb}on {whose}{noun}"] = name
    names = {
        positions[0]: name for name, (positions, _) in _GROUPS.items() if not positions[1:]
    }
    return phrases | {plain(one): names[one] for one in Position if one in names}


_PLACES = _place_phrases()


def _things(library: Library) -> dict[str, str]:
    """Return what people call a piece of equipment -> as the library writes it."""
    known = equipment_of(library)
    names = {plain(thing): thing for thing in known}
    for thing in known:
        names |= dict.fromkeys(_ALSO_CALLED.get(thing, ()), thing)
    return names | {f"{name}s": thing for name, thing in names.items() if name[-1:] != "s"}


# --- where nothing fits --------------------------------------------------------------


def nearest(found: SearchResult, library: Library) -> Iterator[str]:
    """Yield what was understood where nothing fits, and what does once a part is left out."""
    said = [criterion.said for criterion in found.criteria]
    yield search.nothing(found.kinds, said) if said else search.EMPTY
    told = [*_misspelled(found, library), *_widened(found, library)]
    yield from told or [search.SEE_ALL]


def _widened(found: SearchResult, library: Library) -> Iterator[str]:
    """Yield what there is without each of the things that were asked for."""
    for number, left_out in enumerate(found.criteria):
        rest = (*found.criteria[:number], *found.criteria[number + 1 :])
        wider = found_by(rest, found.kinds, library)
        if rest and not wider.nothing:
            ids = [one.id for one in wider.exercises] + [one.id for one in wider.routines]
            more = max(0, len(ids) - MOST_NAMED)
            yield search.wider(left_out.said, ids[:MOST_NAMED], more)


def _misspelled(found: SearchResult, library: Library) -> Iterator[str]:
    """Yield a word of the library for each word that stands nowhere in it."""
    import difflib

    known: list[str] = []
    for word, criterion in zip(found.words, _in_all_text(found.words, wide=True), strict=True):
        if found_by((criterion,), (), library).nothing:
            known = known or sorted(_vocabulary(library))
            near = difflib.get_close_matches(word[:LONGEST_WORD], known, n=1, cutoff=0.7)
            if near:
                yield search.misspelled(word[:LONGEST_WORD], near[0])


def _vocabulary(library: Library) -> set[str]:
    words = {*KINDS}
    for phrase in offered(library):
        words.update(plain(phrase).split())
    for exercise in library.exercises.values():
        named = (exercise.id, exercise.name, *exercise.aliases, *exercise.area)
        words.update(plain(" ".join((*named, exercise.category))).split())
    for routine in library.routines.values():
        words.update(plain(f"{routine.id} {routine.name}").split())
    return words
