"""Rough words -> criteria: "a band, lying down, in phase 2" and what people mean by it.

Knows how people name positions, equipment and phases; what it does not know is looked for in
the text. Words that say nothing ("what", "with", "the") are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from backpt.cli.criteria import (
    Criterion,
    about,
    at_hand,
    in_position,
    of_phase,
    using,
    without,
)
from backpt.library.names import plain
from backpt.prescription.model import Library, Position

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


class Asked(NamedTuple):
    kinds: tuple[str, ...]
    """"exercises", "routines"; none where neither was named."""
    criteria: tuple[Criterion, ...]
    """As they were said, but those of ``words``."""
    words: tuple[str, ...]
    """To be looked for in the text."""


def understand(said: Iterable[str], library: Library) -> Asked:
    """Return what somebody asks for. Never fails: what is not known is text."""
    tokens = "".join(c if c.isalnum() else " " for c in plain(" ".join(said))).split()
    found: dict[str, list[str]] = {}
    for part in _parts(tuple(_joined(tokens)), library):
        values = found.setdefault(part.what, [])
        if part.value not in values:
            values.append(part.value)
    kinds, searched = found.pop("kind", []), found.pop("text", [])
    return Asked(tuple(kinds), tuple(_criteria(found)), tuple(searched))


def texts(searched: tuple[str, ...], *, wide: bool) -> tuple[Criterion, ...]:
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
                yield in_position(positions, " or ".join(values))
            case "thing":
                yield using(tuple(values))
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
