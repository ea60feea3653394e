"""What makes a library good, beyond what makes it work: every rule warns with its line.

First what holds for the entries of a file, each with its line; then what a good dose looks
like (DESIGN 5 for the pace, clinical F2, F11, F12 and F15 for the limits), and in which order a
routine changes position least. What goes beyond runs as it is written. Each rule looks at an
entry once, so that all of them cost a fraction of reading the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from backpt.language import lint
from backpt.library.checked_file import CheckedFile, new_faults
from backpt.library.how_much import MOST_HOLD_S, MOST_REPS, MOST_TIME_S
from backpt.library.problem import Report, shown
from backpt.prescription.durations import written
from backpt.prescription.model import (
    UPRIGHT,
    Category,
    Dose,
    Exercise,
    Pace,
    RoutineEntry,
    ThermalPlan,
)
from backpt.safety.cards import QUESTIONS, TICKS

if TYPE_CHECKING:
    from backpt.figure.parts import Figure

LONGEST_CUE = 16
"""Words. What is heard while getting into place must be over before it starts."""
MOST_EXERCISES = 8
"""In a routine (clinical F13: 5-6, at most 8; PEAKB, ADH09)."""
PLACES = frozenset({"wall", "floor", "counter", "doorway"})
"""Where one is, not what one needs (DESIGN 5)."""
WORKS = frozenset(
    {Category.STRENGTH, Category.CORE, Category.MOVEMENT, Category.KNEE, Category.BALANCE}
)
STRETCHES = frozenset({Category.MOBILITY, Category.DECOMPRESSION, Category.NERVE_GLIDE})
"""An easier form of what makes strong makes strong: no stretch takes its place [D]."""
COMPLETE = (
    ("steps", "steps"),
    ("form", "form"),
    ("mistakes", "mistakes"),
    ("stop_if", "stop-if"),
    ("frequency", "frequency"),
    ("sources", "sources"),
)
"""What every exercise of the built-in library says: field of the value, key in the file."""
SPEAKABLE = frozenset(" -',")
"""Besides letters, what may stand in a name that is read aloud."""
ASKED = frozenset(code for question in QUESTIONS.values() for code in question.codes).union(
    *(tick.codes for tick in TICKS.values())
)
"""The codes that a question of the safety screen sets."""


def lint_all(subject: CheckedFile, report: Report) -> None:
    """Warn of everything in the file that could be better; it has no errors."""
    for rule in (
        _complete,
        _names,
        _cues,
        _doses,
        _equipment,
        _ladder,
        _kept_category,
        _circles,
        _asked,
        _features,
    ):
        rule(subject, report)
    for id_, routine in subject.own.routines.items():
        for fault in _routine_faults(subject, routine):
            report.warn(subject.line("routines", id_, "exercises"), fault)
        for item in routine.items:
            if item.changes:
                exercise = _as_far_as_known(subject, item.exercise)
                for fault in new_faults(dose_faults, exercise, item):
                    report.warn(item.line, fault)


def _complete(subject: CheckedFile, report: Report) -> None:
    if not report.builtin:
        return
    for id_, exercise in subject.own.exercises.items():
        for name, key in COMPLETE:
            if not getattr(exercise, name):
                line = subject.line("exercises", id_, key)
                report.warn(line, lint.says_nothing_under(shown(id_), key))


def _names(subject: CheckedFile, report: Report) -> None:
    for id_, exercise in subject.own.exercises.items():
        for fault in _name_faults(exercise.name):
            report.warn(subject.line("exercises", id_, "name"), fault)
    for id_, routine in subject.own.routines.items():
        for fault in _name_faults(routine.name):
            report.warn(subject.line("routines", id_, "name"), fault)


def _name_faults(name: str) -> Iterator[str]:
    if name.isalpha():
        return
    odd = next((one for one in name if not (one.isalpha() or one in SPEAKABLE)), "")
    if odd and (odd.isascii() or odd.isdigit()):
        yield lint.not_read_aloud(shown(odd))


def _cues(subject: CheckedFile, report: Report) -> None:
    for id_, exercise in subject.own.exercises.items():
        if (words := len(exercise.cue.split())) > LONGEST_CUE:
            line = subject.line("exercises", id_, "cue")
            report.warn(line, lint.cue_too_long(words, LONGEST_CUE))


def _doses(subject: CheckedFile, report: Report) -> None:
    for id_ in subject.own.exercises:
        exercise = _as_far_as_known(subject, id_)
        for fault in dose_faults(exercise, exercise.dose):
            report.warn(subject.line("exercises", id_, "dose"), fault)


def _as_far_as_known(subject: CheckedFile, id_: str) -> Exercise:
    """Return an exercise whose doses are not held to a category that nobody gave it."""
    exercise = subject.whole.exercises[id_]
    if subject.leaves_out(id_, "category"):
        return exercise._replace(category=Category.MOBILITY)
    return exercise


def _equipment(subject: CheckedFile, report: Report) -> None:
    for id_, exercise in subject.own.exercises.items():
        for key in ("needs", "optional"):
            for place in PLACES.intersection(getattr(exercise, key)):
                line = subject.line("exercises", id_, key)
                report.warn(line, lint.place_no_equipment(key, place))


def _ladder(subject: CheckedFile, report: Report) -> None:
    whole = subject.whole.exercises
    for id_, exercise in subject.own.exercises.items():
        for key, name, way in (("easier", exercise.easier, 1), ("harder", exercise.harder, -1)):
            if name and way * (whole[name].phase - exercise.phase) > 0:
                than = "higher" if way > 0 else "lower"
                report.warn(
                    subject.line("exercises", id_, key),
                    lint.wrong_phase(key, name, whole[name].phase, than, exercise.phase),
                )


def _kept_category(subject: CheckedFile, report: Report) -> None:
    whole = subject.whole.exercises
    for id_, exercise in subject.own.exercises.items():
        easier = exercise.easier
        if not easier or any(subject.leaves_out(one, "category") for one in (id_, easier)):
            continue
        if exercise.category in WORKS and whole[easier].category in STRETCHES:
            report.warn(
                subject.line("exercises", id_, "easier"),
                lint.no_easier_form(easier, whole[easier].category, exercise.category),
            )


def _circles(subject: CheckedFile, report: Report) -> None:
    """What is easier than an exercise must not be harder than it by another way.

    The ladder need not point back: several may be made easier by the same one, which names
    one of them as harder (clinical B). Both together are one order all the same.
    """
    circle = _circle(subject.whole.exercises)
    for low, high in zip(circle, (*circle[1:], *circle[:1]), strict=True):
        for id_, step, other in ((high, "easier", low), (low, "harder", high)):
            if id_ in subject.own.exercises and (
                getattr(subject.own.exercises[id_], step) == other
            ):
                shortened = circle if len(circle) < 6 else (*circle[:4], "...")
                way = " < ".join((*shortened, circle[0]))
                report.warn(
                    subject.line("exercises", id_, step),
                    lint.leads_round(step, way),
                )
                return


def _circle(exercises: dict[str, Exercise]) -> tuple[str, ...]:
    """Return exercises each of which is easier than the next, the last than the first."""
    easier: dict[str, set[str]] = {id_: set() for id_ in exercises}
    harder: dict[str, set[str]] = {id_: set() for id_ in exercises}
    for id_, exercise in exercises.items():
        for low, high in ((exercise.easier, id_), (id_, exercise.harder)):
            if low and high:
                easier[high].add(low)
                harder[low].add(high)
    lowest = [id_ for id_, below in easier.items() if not below]
    while lowest:
        low = lowest.pop()
        for high in harder.pop(low):
            easier[high].discard(low)
            if not easier[high]:
                lowest.append(high)
    here = next(iter(harder), "")
    walked: dict[str, None] = {}
    while here and here not in walked:
        walked[here] = None
        here = min(easier[here])
    path = list(walked)
    return tuple(reversed(path[path.index(here) :])) if here else ()


def _asked(subject: CheckedFile, report: Report) -> None:
    for code in subject.own.precautions:
        if code not in ASKED:
            report.warn(
                subject.line("precautions", code),
                lint.nobody_asks(shown(code)),
            )


def _features(subject: CheckedFile, report: Report) -> None:
    """The built-in library has a code exactly where a feature of an exercise asks for it."""
    if not report.builtin:
        return
    from backpt.library.reasons import longest_holds, reasons

    held_s = longest_holds(subject.whole)
    for id_, exercise in subject.own.exercises.items():
        asked = reasons(exercise, _figure(exercise), held_s[id_])
        line = subject.line("exercises", id_, "avoid")
        for code in subject.whole.precautions:
            if code in asked and code not in exercise.avoid:
                report.warn(line, lint.code_missing(code, asked[code]))
            elif code in exercise.avoid and code not in asked:
                report.warn(line, lint.code_unasked(code))


def _figure(exercise: Exercise) -> Figure | None:
    if not exercise.figure:
        return None
    from backpt.figure.read import figure_of

    return figure_of(exercise.figure)


def _routine_faults(subject: CheckedFile, routine: RoutineEntry) -> Iterator[str]:
    many = sum(item.other is None for item in routine.items)
    if many > MOST_EXERCISES:
        yield (lint.too_many_exercises(shown(routine.id), many, MOST_EXERCISES))
    for stretch in _stretches(routine):
        if any(subject.leaves_out(id_, "position") for id_ in stretch):
            continue
        found = better_order([subject.whole.exercises[id_] for id_ in stretch])
        if found is not None:
            fault, order = found
            better = ", ".join(exercise.id for exercise in order)
            yield lint.order_of(shown(routine.id), fault, better)


def _stretches(routine: RoutineEntry) -> list[list[str]]:
    """Return the exercises between packs, for which one lies or sits anew."""
    stretches: list[list[str]] = [[]]
    for item in routine.items:
        if isinstance(item.other, ThermalPlan):
            stretches.append([])
        elif item.other is None:
            stretches[-1].append(item.exercise)
    return stretches


# --- what a good dose looks like ------------------------------------------------------

LEAST_MOVE_S = 2.0
"""Of a part that moves (DESIGN 5)."""
LEAST_RELAX_S = 1.0
"""Between two reps (DESIGN 5)."""
MOST_SETS = 4
"""Clinical F11 (ACSM): 2-4 sets."""

_LIFTING = frozenset({Category.STRENGTH, Category.CORE, Category.MOVEMENT, Category.KNEE})
"""Where one way of a rep works against weight, so that the other way lowers it."""


def dose_faults(exercise: Exercise, dose: Dose) -> Iterator[str]:
    """Yield what is doubtful in a dose of ``exercise``, each "what is wrong; what to do"."""
    if dose.sets > MOST_SETS:
        yield lint.too_many_sets(dose.sets, MOST_SETS)
    if max(dose.reps) > MOST_REPS:
        yield (lint.too_many_reps(max(dose.reps), MOST_REPS))
    if dose.time_s is not None:
        if dose.time_s > MOST_TIME_S:
            yield (lint.time_too_long(written(dose.time_s), written(MOST_TIME_S)))
        return
    if dose.pace.hold_s > MOST_HOLD_S:
        yield (lint.hold_too_long(written(dose.pace.hold_s), written(MOST_HOLD_S)))
    if not dose.self_paced:
        yield from _pace_faults(exercise, dose)


def _pace_faults(exercise: Exercise, dose: Dose) -> Iterator[str]:
    pace = dose.pace
    for part, seconds in (("out", pace.out_s), ("back", pace.back_s)):
        if 0 < seconds < LEAST_MOVE_S:
            yield (lint.hurried(part, written(seconds), written(LEAST_MOVE_S)))
    if exercise.category in _LIFTING and not _is_isometric(pace):
        yield from _lowering_faults(exercise, pace)
    if max(dose.reps) > 1 and pace.relax_s < LEAST_RELAX_S and not _flows(exercise, pace):
        yield (lint.no_time_between(written(pace.relax_s), written(LEAST_RELAX_S)))


def _lowering_faults(exercise: Exercise, pace: Pace) -> Iterator[str]:
    """The part that lowers is the way back, unless the first word said is "Down"."""
    names, parts = ("out", "back"), (pace.out_s, pace.back_s)
    down = 0 if "down" in exercise.out_word.casefold().split() else 1
    if parts[down] < parts[1 - down]:
        yield (lint.lowers_quickly(names[down], written(parts[down]), written(parts[1 - down])))


def _is_isometric(pace: Pace) -> bool:
    """A squeeze moves nothing: it is let go, not brought back."""
    return pace.hold_s > 0 and pace.back_s == 0


def _flows(exercise: Exercise, pace: Pace) -> bool:
    """Nerve sliders and breathing go on without a pause, a squeeze may (DESIGN 5)."""
    breathes = "breath" in f"{exercise.name} {exercise.out_word}".casefold()
    return exercise.category is Category.NERVE_GLIDE or breathes or _is_isometric(pace)


# --- in which order a routine changes position least ----------------------------------

_WARM_UP = frozenset({Category.AEROBIC, Category.MOBILITY})


def better_order(exercises: Sequence[Exercise]) -> tuple[str, tuple[Exercise, ...]] | None:
    """Return what is wrong with an order and one without that, or ``None`` for a good one.

    A warm-up may come first although its position comes again. What stands before the floor
    stays before it; within a stretch positions keep the order in which they come up.
    """
    lies_down, changes = _lies_down(exercises), _changes(exercises)
    best = _grouped(exercises)
    if lies_down > 1:
        return lint.lies_down_often(lies_down), best
    if exercises and exercises[0].category in _WARM_UP:
        warmed_up = (exercises[0], *_grouped(exercises[1:]))
        if _lies_down(warmed_up) <= 1:
            best = warmed_up
    fewest = _changes(best)
    if changes > fewest:
        return lint.changes_often(changes, fewest), best
    return None


def _is_up(exercise: Exercise) -> bool:
    return exercise.position in UPRIGHT


def _lies_down(exercises: Sequence[Exercise]) -> int:
    """Return how often one goes down to the floor, from standing before the start on."""
    levels = [True, *map(_is_up, exercises)]
    return sum(before and not after for before, after in pairwise(levels))


def _changes(exercises: Sequence[Exercise]) -> int:
    return sum(one.position is not other.position for one, other in pairwise(exercises))


def _grouped(exercises: Sequence[Exercise]) -> tuple[Exercise, ...]:
    """Return them as: upright before the floor, floor, upright after it, each by position."""
    levels = [_is_up(exercise) for exercise in exercises]
    lead = levels.index(False) if False in levels else len(levels)
    floor = [one for one in exercises if not _is_up(one)]
    tail = [one for one in exercises[lead:] if _is_up(one)]
    return (*_by_position(exercises[:lead]), *_by_position(floor), *_by_position(tail))


def _by_position(exercises: Sequence[Exercise]) -> list[Exercise]:
    seen = list(dict.fromkeys(exercise.position for exercise in exercises))
    return sorted(exercises, key=lambda exercise: seen.index(exercise.position))
