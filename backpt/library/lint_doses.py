"""What a good dose looks like: how fast its parts move, and how much of it there is.

Knows an exercise and a dose, no lines. The pace is DESIGN 5's rule; the limits are the fact
sheet's (clinical F2, F11, F12, F15). A dose beyond them runs as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from backpt.prescription.durations import written
from backpt.prescription.model import Category, Dose, Exercise, Pace

LEAST_MOVE_S = 2.0
"""Of a part that moves (DESIGN 5)."""
LEAST_RELAX_S = 1.0
"""Between two reps (DESIGN 5)."""
MOST_SETS = 4
"""Clinical F11 (ACSM): 2-4 sets."""
MOST_REPS = 20
"""Clinical F11 (ACSM): 15-20 for endurance, fewer for all else."""
MOST_HOLD_S = 60.0
"""Clinical F3 (side plank up to 60 s) and F12 (stretches up to 60 s)."""
MOST_TIME_S = 30 * 60.0
"""Clinical F15: a walk builds up to 30 minutes."""

_LIFTING = frozenset({Category.STRENGTH, Category.CORE, Category.MOVEMENT, Category.KNEE})
"""Where one way of a rep works against weight, so that the other way lowers it."""


def dose_faults(exercise: Exercise, dose: Dose) -> Iterator[str]:
    """Yield what is doubtful in a dose of ``exercise``, each "what is wrong; what to do"."""
    if dose.sets > MOST_SETS:
        yield f"{dose.sets} sets are more than any source asks for; write {MOST_SETS} at most"
    if max(dose.reps) > MOST_REPS:
        yield (
            f"{max(dose.reps)} reps in a set are more than any source asks for; write "
            f"{MOST_REPS} at most and more sets"
        )
    if dose.time_s is not None:
        if dose.time_s > MOST_TIME_S:
            yield (
                f"time: {written(dose.time_s)} is longer than any source asks for; write "
                f"{written(MOST_TIME_S)} at most"
            )
        return
    if dose.pace.hold_s > MOST_HOLD_S:
        yield (
            f"hold: {written(dose.pace.hold_s)} is longer than any source asks for; write "
            f"{written(MOST_HOLD_S)} at most, or 'time' instead of reps for a rest position"
        )
    if not dose.self_paced:
        yield from _pace_faults(exercise, dose)


def _pace_faults(exercise: Exercise, dose: Dose) -> Iterator[str]:
    pace = dose.pace
    for part, seconds in (("out", pace.out_s), ("back", pace.back_s)):
        if 0 < seconds < LEAST_MOVE_S:
            yield (
                f"{part}: {written(seconds)} is hurried; give a part that moves "
                f"{written(LEAST_MOVE_S)} or more"
            )
    if exercise.category in _LIFTING and not _is_isometric(pace):
        yield from _lowering_faults(exercise, pace)
    if max(dose.reps) > 1 and pace.relax_s < LEAST_RELAX_S and not _flows(exercise, pace):
        yield (
            f"relax: {written(pace.relax_s)} leaves no time between two reps; write "
            f"'relax: {written(LEAST_RELAX_S)}' or more"
        )


def _lowering_faults(exercise: Exercise, pace: Pace) -> Iterator[str]:
    """The part that lowers is the way back, unless the first word said is "Down"."""
    names, parts = ("out", "back"), (pace.out_s, pace.back_s)
    down = 0 if "down" in exercise.out_word.casefold().split() else 1
    if parts[down] < parts[1 - down]:
        yield (
            f"{names[down]}: lowering in {written(parts[down])} is quicker than lifting; write "
            f"'{names[down]}: {written(parts[1 - down])}' or more"
        )


def _is_isometric(pace: Pace) -> bool:
    """A squeeze moves nothing: it is let go, not brought back."""
    return pace.hold_s > 0 and pace.back_s == 0


def _flows(exercise: Exercise, pace: Pace) -> bool:
    """Nerve sliders and breathing go on without a pause, a squeeze may (DESIGN 5)."""
    breathes = "breath" in f"{exercise.name} {exercise.out_word}".casefold()
    return exercise.category is Category.NERVE_GLIDE or breathes or _is_isometric(pace)
