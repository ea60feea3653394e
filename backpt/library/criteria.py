"""What may be asked of an exercise or a routine, each as one test with its name in words.

Knows the values; refuses to know how they were asked for. An exercise must pass every
criterion. Of a routine, kind and part of the body are what one looks for: one exercise is
enough. Position and equipment are what one can do: all of it must fit.
"""

from collections.abc import Callable, Iterable

from backpt.language import how_often, search, words
from backpt.library.names import plain
from backpt.prescription.model import Exercise, Frequency, Position, Routine, Work
from backpt.values import NamedTuple

LEAST_STEM = 4
"""Letters of a word of the library that "stretching" may go on from ("stretch")."""


class Criterion(NamedTuple):
    said: str
    """What is asked, after "Exercises ": "lying down", "phase 2"."""
    exercise: Callable[[Exercise], bool]
    routine: Callable[[Routine], bool]


def of_area(areas: tuple[str, ...]) -> Criterion:
    return _some(search.for_area(areas), lambda one: any(area in areas for area in one.area))


def of_category(categories: tuple[str, ...]) -> Criterion:
    return _some(search.of_kind(categories), lambda one: one.category in categories)


def in_position(positions: tuple[str, ...], said: str = "") -> Criterion:
    """``said`` where several positions have one name."""
    said = said or search.in_places(words.POSITION_NAMES[Position(one)] for one in positions)
    return _every(said, lambda one: one.position in positions)


def of_phase(phases: tuple[str, ...]) -> Criterion:
    return Criterion(
        search.of_phase(phases),
        lambda exercise: str(exercise.phase) in phases,
        lambda routine: str(routine.phase) in phases,
    )


def at_hand(equipment: tuple[str, ...]) -> Criterion:
    """Fits what needs nothing but ``equipment``."""
    return _every(search.with_only(equipment), lambda one: set(one.needs) <= set(equipment))


def using_equipment(equipment: tuple[str, ...]) -> Criterion:
    """Fits what uses some of ``equipment`` and needs nothing else."""

    def fits(exercises: Iterable[Exercise]) -> bool:
        every = list(exercises)
        needs = {need for one in every for need in one.needs}
        used = needs.union(*(one.optional for one in every))
        return needs <= set(equipment) and not used.isdisjoint(equipment)

    return Criterion(
        search.with_some(equipment),
        lambda exercise: fits((exercise,)),
        lambda routine: fits(exercises_of(routine)),
    )


def without(equipment: str) -> Criterion:
    return _every(search.without(equipment), lambda one: equipment not in one.needs)


def about(word: str, others: tuple[str, ...] = (), *, wide: bool = False) -> Criterion:
    """Fits where a name or what it is for has a word like ``word`` or one of ``others``;
    ``wide``: where any of its text has."""
    said = search.about(word, wide=wide)

    def has(text: str) -> bool:
        return any(_like(one, text) for one in (word, *others))

    return Criterion(
        said,
        lambda exercise: has(_exercise_text(exercise, wide)),
        lambda routine: has(_routine_text(routine, wide)),
    )


def with_text(text: str) -> Criterion:
    """Fits where ``text`` stands as it is, capitals and hyphens aside."""
    wanted = plain(text)
    return Criterion(
        search.with_text(text),
        lambda exercise: wanted in _exercise_text(exercise, True),
        lambda routine: wanted in _routine_text(routine, True),
    )


def exercises_of(routine: Routine) -> list[Exercise]:
    return [item.exercise for item in routine.items if isinstance(item, Work)]


def _some(said: str, fits: Callable[[Exercise], bool]) -> Criterion:
    return Criterion(said, fits, lambda routine: any(map(fits, exercises_of(routine))))


def _every(said: str, fits: Callable[[Exercise], bool]) -> Criterion:
    return Criterion(said, fits, lambda routine: all(map(fits, exercises_of(routine))))


# --- text ------------------------------------------------------------------------------


def _like(word: str, text: str) -> bool:
    """Whether a word of ``text`` begins like ``word``, or ``word`` like one of some length."""
    if f" {word}" in text:
        return True
    return any(len(one) >= LEAST_STEM and word.startswith(one) for one in text.split())


def _exercise_text(exercise: Exercise, wide: bool) -> str:
    near = (exercise.id, exercise.name, *exercise.aliases, exercise.category, *exercise.area)
    place = words.POSITION_NAMES[exercise.position]
    if not wide:
        return _searchable((*near, place))
    told = (*exercise.steps, *exercise.form, *exercise.mistakes, *exercise.stop_if)
    often = _often(exercise.frequency)
    worn = (*exercise.needs, *exercise.optional)
    return _searchable((*near, place, *worn, exercise.cue, exercise.note, often, *told))


def _routine_text(routine: Routine, wide: bool) -> str:
    near = (routine.id, routine.name, routine.goal)
    if not wide:
        return _searchable(near)
    named = (name for one in exercises_of(routine) for name in (one.id, one.name, *one.aliases))
    return _searchable((*near, _often(routine.frequency), routine.note, *named))


def _often(frequency: Frequency | None) -> str:
    return "" if frequency is None else how_often.words(frequency)


def _searchable(parts: Iterable[str]) -> str:
    """Return words with a blank before each, without marks."""
    text = plain(" ".join(parts))
    return " " + " ".join("".join(c if c.isalnum() else " " for c in text).split())
