"""Before a routine: is it for later, is a day between due, and is it too early to bend?

Pure: what was done lately in, what is to be asked out. The rules are the phase gates of
clinical F, F10 and fact 9; every number stands here once, named, and a clinician has reviewed
none of them. Nothing here forbids: each is said once, on one page, and may be overruled. What
pain and the leg forbid is ``safety/readiness.py``; it comes first.
"""

from __future__ import annotations

from typing import NamedTuple

from backpt.prescription.durations import count
from backpt.prescription.model import Category, Exercise, Routine, Work
from backpt.safety.days import Earlier
from backpt.session.keymap import Means, option
from backpt.session.views import Page

MEAN_DAYS = 7
MOST_MEAN = {2: 4.0, 3: 3.0}
"""The mean pain of seven days before a phase begins (clinical F, phase gates, [D])."""
HIGH_FROM, HIGH_DAYS = 6, 3
"""Before phase 2 no day of 6 or more in the last three (clinical F, phase gates, [D])."""
SESSIONS_BEFORE = {2: 5, 3: 9}
"""Sessions of the phase before, or of a higher one (clinical F, phase gates, [D])."""
HELD_SHARE = 0.5
"""A session counts where half of its exercises were done (clinical F, adherence, [D])."""


class Milestone(NamedTuple):
    """An exercise that is to be done so before phase 3 (clinical F, phase gates, [D])."""

    exercise: str
    reps: int
    """In one session, both sides counted."""
    hold_s: float
    said: str


MILESTONES = (
    Milestone("bridge", 20, 0.0, "bridge 2 x 10"),
    Milestone("bird-dog", 12, 6.0, "bird dog 6 x 6 s each side"),
    Milestone("sit-to-stand", 16, 0.0, "sit-to-stand 2 x 8"),
)
MILESTONE_PAIN = 3
"""With pain no higher than this in that session (clinical F, phase gates)."""
OWN_AFTER, OWN_DAYS = 2, 28
"""Who went on all the same so often within four weeks, and had no pain of 6 or more, is asked
no more: the phase is the user's own ([D])."""

STRONG = frozenset({Category.STRENGTH, Category.CORE, Category.MOVEMENT, Category.KNEE})
STRENGTH_FROM_PHASE = 2
"""Phase 2 strengthens (A16). Such a routine, at least half of it strong, wants a day between:
"2-3 days a week with a day between" (F10: ACSM)."""

EARLY_H = 2.0
"""No strong forward bending for two hours after getting up (fact 9: SNOOK, LIEB)."""
EARLY_BEFORE = 8.0
"""Hour of the day up to which it is early anyway ([D])."""
UP_BEFORE = 10.0
"""A first key of the day before this hour is taken for getting up ([D])."""
NIGHT_UNTIL = 3.0
"""A day begins at three: whoever is up before has not just got up ([D])."""


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


class Concern(NamedTuple):
    """What is to be asked before a routine begins; falsy where there is nothing."""

    lines: tuple[str, ...] = ()
    is_for_later: bool = False
    """The routine's phase is above the user's: the one below is offered."""

    def __bool__(self) -> bool:
        return bool(self.lines)


def concern(
    routine: Routine, phases: dict[str, int], lately: Lately, *, level_was_said: bool = False
) -> Concern:
    """Return what there is to say before ``routine``, all of it on one page.

    ``phases`` are those of the library's routines. ``level_was_said``: an easier routine was
    offered already, after a break.
    """
    lacking = () if level_was_said else what_lacks(routine, phases, lately)
    later = f"{routine.name} is for later. First: {'; '.join(lacking)}." if lacking else ""
    said = (later, _day_between(routine, lately), _early(routine, lately))
    return Concern(tuple(filter(None, said)), is_for_later=bool(lacking))


def what_lacks(routine: Routine, phases: dict[str, int], lately: Lately) -> tuple[str, ...]:
    """Return what the gate to the phase of ``routine`` still wants; empty where it is open."""
    phase = routine.phase
    if phase not in MOST_MEAN or _is_own(phase, phases, lately):
        return ()
    return tuple(filter(None, (*_few(phase, phases, lately), *_pain(phase, lately))))


def _is_own(phase: int, phases: dict[str, int], lately: Lately) -> bool:
    done = [
        one
        for one in lately.held
        if phases.get(one.routine, 0) >= phase and lately.today - one.day < OWN_DAYS
    ]
    calm = [one for one in done if one.worst is None or one.worst < HIGH_FROM]
    return len(calm) >= OWN_AFTER


def _few(phase: int, phases: dict[str, int], lately: Lately) -> tuple[str, ...]:
    wanted = SESSIONS_BEFORE[phase]
    there = sum(phases.get(one.routine, 0) >= phase - 1 for one in lately.held)
    so_far = count(there) if there else "none"
    few = f"{count(wanted)} sessions of phase {phase - 1}, {so_far} so far"
    lacks = [one.said for one in MILESTONES if one.exercise not in lately.reached]
    ready = ", ".join(lacks) if phase == max(MOST_MEAN) else ""
    return (few if there < wanted else "", ready)


def _pain(phase: int, lately: Lately) -> tuple[str, ...]:
    recent = [one for one in lately.sessions if lately.today - one.day < MEAN_DAYS]
    pains = [one.before for one in recent if one.before is not None]
    pains += [] if lately.pain is None else [lately.pain]
    mean = sum(pains) / len(pains) if pains else 0.0
    most = MOST_MEAN[phase]
    high = [
        one.worst
        for one in recent
        if lately.today - one.day < HIGH_DAYS and (one.worst or 0) >= HIGH_FROM
    ]
    return (
        f"a mean pain of {most:g} or less over a week, {mean:.1f} now" if mean > most else "",
        f"three days without pain of {HIGH_FROM} or more" if high and phase == 2 else "",
    )


def is_strong(routine: Routine) -> bool:
    """Tell whether ``routine`` is one that wants a day between."""
    works = [item.exercise for item in routine.items if isinstance(item, Work)]
    strong = sum(exercise.category in STRONG for exercise in works)
    return routine.phase >= STRENGTH_FROM_PHASE and bool(works) and 2 * strong >= len(works)


def _day_between(routine: Routine, lately: Lately) -> str:
    if not is_strong(routine):
        return ""
    for one in lately.held:
        if one.is_strong and lately.today - one.day <= 1:
            when = "today" if one.day >= lately.today else "yesterday"
            return f"You did strength {when}. Muscles want a day between."
    return ""


def is_early(hour: float, first_key_h: float) -> bool:
    """Tell whether the user may have got up less than two hours ago."""
    up = hour - first_key_h
    if hour < NIGHT_UNTIL:
        return False
    return hour < EARLY_BEFORE or (up < UP_BEFORE and first_key_h < EARLY_H)


def folding(routine: Routine) -> tuple[Exercise, ...]:
    """Return the exercises of ``routine`` that bend the low back strongly forward."""
    works = [item.exercise for item in routine.items if isinstance(item, Work)]
    return tuple(dict.fromkeys(exercise for exercise in works if exercise.folds))


def _early(routine: Routine, lately: Lately) -> str:
    folds = folding(routine)
    if not folds or not is_early(lately.hour, lately.first_key_h):
        return ""
    names = ", ".join(exercise.name for exercise in folds)
    return f"No strong forward bend in the first two hours after getting up: {names}."


def concern_page(found: Concern, below: Routine | None) -> Page:
    """Return the page before a routine; ``below`` is offered in its place."""
    other = () if below is None else (option(Means.INSTEAD, f"instead {below.name}"),)
    options = (option(Means.YES, "yes, go on anyway"), *other, option(Means.LEAVE))
    return Page("Before you go on", found.lines, options)
