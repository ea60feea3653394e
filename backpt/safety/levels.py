"""Before a routine: is it for later, is a day between due, and is it too early to bend?

Pure: what was done lately in, what is to be asked out. The rules are the phase gates of
clinical F, F10 and fact 9; their numbers are those of ``safety.yaml``, and a
clinician has reviewed none of them. Nothing here forbids: each is said once, on one page, and
may be overruled. What pain and the leg forbid is ``safety/readiness.py``; it comes first.
"""

from typing import TypeAlias

from backpt.prescription.model import Category, Exercise, Routine, Work
from backpt.safety.days import Earlier
from backpt.safety.tables import (
    DAY_BEGINS_H,
    EARLY_BEFORE_H,
    EARLY_H,
    GATE_BIRD_DOG,
    GATE_BIRD_DOG_HOLD_S,
    GATE_BRIDGE,
    GATE_HIGH_DAYS,
    GATE_HIGH_FROM,
    GATE_MEAN_DAYS,
    GATE_MEAN_MOST,
    GATE_OWN_AFTER,
    GATE_OWN_DAYS,
    GATE_SESSIONS,
    GATE_SIT_TO_STAND,
    STRENGTH_FROM_PHASE,
    UP_BEFORE_H,
)
from backpt.values import NamedTuple


class Milestone(NamedTuple):
    """An exercise that is to be done so before phase 3 (clinical F, phase gates, [D])."""

    exercise: str
    reps: int
    """In one session, both sides counted."""
    hold_s: float


MILESTONES = (
    Milestone("bridge", GATE_BRIDGE, 0.0),
    Milestone("bird-dog", GATE_BIRD_DOG, GATE_BIRD_DOG_HOLD_S),
    Milestone("sit-to-stand", GATE_SIT_TO_STAND, 0.0),
)
MOST_MEAN = dict(zip((2, 3), GATE_MEAN_MOST, strict=True))
"""By phase: the highest mean pain of the days before it."""
SESSIONS_BEFORE = dict(zip((2, 3), GATE_SESSIONS, strict=True))
"""By phase: sessions of the phase before, or of a higher one."""
STRONG = frozenset({Category.STRENGTH, Category.CORE, Category.MOVEMENT, Category.KNEE})


class Held(NamedTuple):
    """A session of which at least half was done."""

    day: int
    """Ordinal of its date."""
    routine: str
    worst: int | None
    """Highest pain that was said at it, 0-10."""
    is_strong: bool = False
    """It was a strength session (``is_strong``)."""


class Practice(NamedTuple):
    """What was done lately."""

    held: tuple[Held, ...] = ()
    """Latest first."""
    reached: frozenset[str] = frozenset()
    """The exercises of ``MILESTONES`` that were done so."""
    first_key_wall: float | None = None
    """When the first session of today began; ``None``: there was none."""


class Lately(NamedTuple):
    """What is known before a routine begins."""

    today: int
    """Ordinal of the date."""
    hour: float
    """Local time, 0-24."""
    first_key_h: float = 0.0
    """Hours since the first session of today began; 0 where this is the first."""
    pain: int | None = None
    """0-10, now."""
    sessions: tuple[Earlier, ...] = ()
    """Those before, latest first."""
    held: tuple[Held, ...] = ()
    """Of these, and of older ones, those that count, latest first."""
    reached: frozenset[str] = frozenset()
    """The exercises of ``MILESTONES`` that were done so."""


class Sessions(NamedTuple):
    """The gate wants more sessions of the phase before."""

    phase: int
    wanted: int
    there: int


class MeanPain(NamedTuple):
    """The gate wants a lower mean pain over a week."""

    most: float
    mean: float


class HighPain(NamedTuple):
    """The gate wants days without high pain."""


Lack: TypeAlias = Sessions | Milestone | MeanPain | HighPain
"""What the gate to a phase still wants."""


class Concern(NamedTuple):
    """What is to be asked before a routine begins; falsy where there is nothing."""

    lacking: tuple[Lack, ...] = ()
    """The routine's phase is above the user's: the one below is offered."""
    strength_lately: bool = False
    """It is a strength session, and the last one was today or yesterday."""
    strength_today: bool = False
    """That one was today."""
    folds: tuple[Exercise, ...] = ()
    """Strong forward bends, and the user may just have got up."""

    @property
    def is_for_later(self) -> bool:
        return bool(self.lacking)

    def __bool__(self) -> bool:
        return bool(self.lacking or self.strength_lately or self.folds)


def concern(
    routine: Routine, phases: dict[str, int], lately: Lately, *, level_was_said: bool = False
) -> Concern:
    """Return what there is to say before ``routine``, all of it on one page.

    ``phases`` are those of the library's routines. ``level_was_said``: an easier routine was
    offered already, after a break.
    """
    strength = _last_strength(routine, lately)
    return Concern(
        () if level_was_said else what_lacks(routine, phases, lately),
        strength is not None,
        strength is not None and strength >= lately.today,
        folding(routine) if is_early(lately.hour, lately.first_key_h) else (),
    )


def what_lacks(routine: Routine, phases: dict[str, int], lately: Lately) -> tuple[Lack, ...]:
    """Return what the gate to the phase of ``routine`` still wants; empty where it is open."""
    phase = routine.phase
    if phase not in MOST_MEAN or _is_own(phase, phases, lately):
        return ()
    return (*_few(phase, phases, lately), *_pain(phase, lately))


def _is_own(phase: int, phases: dict[str, int], lately: Lately) -> bool:
    done = [
        one
        for one in lately.held
        if phases.get(one.routine, 0) >= phase and lately.today - one.day < GATE_OWN_DAYS
    ]
    calm = [one for one in done if one.worst is None or one.worst < GATE_HIGH_FROM]
    return len(calm) >= GATE_OWN_AFTER


def _few(phase: int, phases: dict[str, int], lately: Lately) -> tuple[Lack, ...]:
    wanted = SESSIONS_BEFORE[phase]
    there = sum(phases.get(one.routine, 0) >= phase - 1 for one in lately.held)
    few = (Sessions(phase - 1, wanted, there),) if there < wanted else ()
    if phase != max(MOST_MEAN):
        return few
    return (*few, *(one for one in MILESTONES if one.exercise not in lately.reached))


def _pain(phase: int, lately: Lately) -> tuple[Lack, ...]:
    recent = [one for one in lately.sessions if lately.today - one.day < GATE_MEAN_DAYS]
    pains = [one.before for one in recent if one.before is not None]
    pains += [] if lately.pain is None else [lately.pain]
    mean = sum(pains) / len(pains) if pains else 0.0
    most = MOST_MEAN[phase]
    high = [
        one.worst
        for one in recent
        if lately.today - one.day < GATE_HIGH_DAYS and (one.worst or 0) >= GATE_HIGH_FROM
    ]
    return (
        *((MeanPain(most, mean),) if mean > most else ()),
        *((HighPain(),) if high and phase == 2 else ()),
    )


def is_strong(routine: Routine) -> bool:
    """Tell whether ``routine`` is one that wants a day between."""
    works = [item.exercise for item in routine.items if isinstance(item, Work)]
    strong = sum(exercise.category in STRONG for exercise in works)
    return routine.phase >= STRENGTH_FROM_PHASE and bool(works) and 2 * strong >= len(works)


def _last_strength(routine: Routine, lately: Lately) -> int | None:
    """Return the day of the strength session that leaves no day between; ``None``: none."""
    if not is_strong(routine):
        return None
    days = (one.day for one in lately.held if one.is_strong and lately.today - one.day <= 1)
    return next(days, None)


def is_early(hour: float, first_key_h: float) -> bool:
    """Tell whether the user may have got up less than two hours ago."""
    up = hour - first_key_h
    # Whoever is up before a day begins has not just got up.
    if hour < DAY_BEGINS_H:
        return False
    return hour < EARLY_BEFORE_H or (up < UP_BEFORE_H and first_key_h < EARLY_H)


def folding(routine: Routine) -> tuple[Exercise, ...]:
    """Return the exercises of ``routine`` that bend the low back strongly forward."""
    works = [item.exercise for item in routine.items if isinstance(item, Work)]
    return tuple(dict.fromkeys(exercise for exercise in works if exercise.folds))
