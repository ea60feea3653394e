"""The three phases and maintenance: what their gates want, and what of it is met (clinical F).

Offered, never taken, and overrulable: the user's word counts, and nothing here forbids. What is
not known is not met, and says so. What a single routine wants before it begins is asked by
``safety/levels.py``, with the same numbers.
"""

from collections.abc import Iterable, Mapping

from backpt.progress.change import Change, ChangeField, agreed
from backpt.progress.course import Course, daily_highest, daily_values, held_sessions
from backpt.progress.due_questions import activity_changes
from backpt.progress.episodes import is_mild
from backpt.progress.left_open import PHASE_RULE
from backpt.progress.maintenance import MAINTENANCE
from backpt.progress.settling import look_back
from backpt.progress.trend import mean, window
from backpt.safety.levels import MILESTONES, MOST_MEAN, SESSIONS_BEFORE, Practice
from backpt.safety.tables import (
    GATE_AWAY_DAYS,
    GATE_FLARE_DAYS,
    GATE_FLARE_UPS,
    GATE_HIGH_DAYS,
    GATE_HIGH_FROM,
    GATE_MEAN_DAYS,
    GATE_MEAN_VALUES,
    GATE_OWN_AFTER,
    GATE_OWN_DAYS,
    MILD_ENTRIES,
    PHASE_SAID_DAYS,
    PHASE_SAID_MOST,
    PHASE_SAID_OF_DAYS,
)
from backpt.values import NamedTuple, StrEnum

FIRST_PHASE, LAST_PHASE = 1, 3
Phase = int | str
"""1, 2, 3 or ``MAINTENANCE``."""


class Want(StrEnum):
    """What a gate wants."""

    MEAN = "mean"
    NO_HIGH = "no high"
    LEG = "leg"
    SESSIONS = "sessions"
    MILESTONE = "milestone"
    MILD = "mild"
    GOAL = "goal"
    """All that the user named can be done as before."""


AS_BEFORE = 10
"""Of an activity, 0-10: the top of the user's own scale."""


class GateTick(NamedTuple):
    """One condition of a gate."""

    want: Want
    is_met: bool | None
    """``None``: not known, which is not met."""
    wanted: float = 0.0
    """The number that it wants: the highest mean, the fewest sessions, entries."""
    there: float | None = None
    """The number that there is."""
    exercise: str = ""
    """Id, of a milestone."""


class PhaseCard(NamedTuple):
    """Where the user stands, and what the way on and the way back want."""

    phase: Phase
    is_said: bool = False
    """The user chose it; else it follows from what was done."""
    onward: Phase | None = None
    """Where the gate leads; ``None`` from maintenance, which goes on."""
    ticks: tuple[GateTick, ...] = ()
    back: Phase | None = None
    """The phase before, where that is offered: flare-ups, or a long time away."""
    flare_ups: int = 0
    """Days with high pain that offer it; 0: the time away does."""

    @property
    def met(self) -> int:
        return sum(one.is_met is True for one in self.ticks)

    @property
    def is_open(self) -> bool:
        """Whether the gate has all that it wants; that to maintenance wants one of two."""
        return self.met > 0 if self.wants_one else 0 < len(self.ticks) == self.met

    @property
    def wants_one(self) -> bool:
        """Whether one of its ticks is enough: hardly any pain, or the goal is met."""
        return self.onward == MAINTENANCE

    @property
    def offered(self) -> Phase | None:
        """The phase that is offered: the one before comes first; ``None``: none is."""
        if self.back is not None:
            return self.back
        return self.onward if self.is_open else None


def phase_card(course: Course, practice: Practice, phases: Mapping[str, int]) -> PhaseCard:
    """Return where the user stands on the day of ``course``; ``phases`` are those of the
    routines by their ids."""
    said = said_phase(course.changes)
    phase = practised_phase(course, practice, phases) if said is None else said
    if phase == MAINTENANCE:
        # What comes back there is a recurrence (T5c), not a phase too early.
        return PhaseCard(phase, said is not None)
    assert isinstance(phase, int)
    flare_ups = _flare_ups(course)
    goes_back = phase > FIRST_PHASE and (flare_ups or _is_away(course))
    back = phase - 1 if goes_back else None
    onward, ticks = _gate(phase, course, practice, phases)
    return PhaseCard(phase, said is not None, onward, ticks, back, flare_ups)


def said_phase(changes: Iterable[Change]) -> Phase | None:
    """Return the phase that the user chose last; ``None``: none was, or all were taken back."""
    said = [one.to for one in agreed(changes) if one.field is ChangeField.PHASE]
    if not said:
        return None
    last = said[-1]
    return MAINTENANCE if isinstance(last, str) else int(last)


def practised_phase(course: Course, practice: Practice, phases: Mapping[str, int]) -> int:
    """Return the highest phase whose routines were done GATE_OWN_AFTER times lately."""
    lately = [
        phases.get(one.routine, FIRST_PHASE)
        for one in practice.held
        if course.today - one.day < GATE_OWN_DAYS
    ]
    own = [
        phase
        for phase in range(FIRST_PHASE, LAST_PHASE + 1)
        if sum(one >= phase for one in lately) >= GATE_OWN_AFTER
    ]
    return max(own, default=FIRST_PHASE)


def open_phase(course: Course, practice: Practice, phases: Mapping[str, int]) -> int:
    """Return the highest phase that is open to the user: nothing harder is offered."""
    card = phase_card(course, practice, phases)
    if not isinstance(card.phase, int):
        return LAST_PHASE
    return min(card.phase + card.is_open, LAST_PHASE)


def phase_number(phase: Phase) -> float:
    """Return a phase as a number, maintenance after the last one."""
    return float(LAST_PHASE + 1 if phase == MAINTENANCE else phase)


def phase_to_say(course: Course, card: PhaseCard) -> Phase | None:
    """Return the phase that is offered where it may be said unasked: once in PHASE_SAID_DAYS,
    and PHASE_SAID_MOST times in PHASE_SAID_OF_DAYS. Who leaves it has chosen, too."""
    to = card.offered
    if to is None:
        return None
    said = [(day, one.number) for day, one in course.tellings if one.rule == PHASE_RULE]
    first = course.today - PHASE_SAID_OF_DAYS
    of_it = [day for day, number in said if number == phase_number(to) and day > first]
    is_lately = any(course.today - day < PHASE_SAID_DAYS for day, _ in said)
    return None if is_lately or len(of_it) >= PHASE_SAID_MOST else to


# --- what the gates want ---------------------------------------------------------------


def _gate(
    phase: int, course: Course, practice: Practice, phases: Mapping[str, int]
) -> tuple[Phase, tuple[GateTick, ...]]:
    if phase >= LAST_PHASE:
        return MAINTENANCE, (_mild(course), *_goal(course))
    onward = phase + 1
    sessions = _sessions(onward, practice, phases)
    if onward == LAST_PHASE:
        reached = (
            GateTick(Want.MILESTONE, one.exercise in practice.reached, exercise=one.exercise)
            for one in MILESTONES
        )
        return onward, (_mean(onward, course), *reached, sessions)
    return onward, (_mean(onward, course), _no_high(course), _leg(course), sessions)


def _mean(onward: int, course: Course) -> GateTick:
    most = MOST_MEAN[onward]
    values = window(daily_values(course), course.today, GATE_MEAN_DAYS)
    if len(values) < GATE_MEAN_VALUES:
        return GateTick(Want.MEAN, None, most)
    found = mean(values)
    return GateTick(Want.MEAN, found <= most, most, found)


def _no_high(course: Course) -> GateTick:
    first = course.today - GATE_HIGH_DAYS
    highs = [high for day, high in daily_highest(course) if day > first]
    if not highs:
        return GateTick(Want.NO_HIGH, None, GATE_HIGH_FROM)
    worst = max(highs)
    return GateTick(Want.NO_HIGH, worst < GATE_HIGH_FROM, GATE_HIGH_FROM, worst)


def _leg(course: Course) -> GateTick:
    """Leg pain is the same or closer; the same as further down is further down (R9)."""
    first = course.today - GATE_MEAN_DAYS
    is_said = any(day > first and one.leg is not None for day, one in course.entries)
    return GateTick(Want.LEG, not look_back(course).standing.is_further if is_said else None)


def _sessions(onward: int, practice: Practice, phases: Mapping[str, int]) -> GateTick:
    wanted = SESSIONS_BEFORE[onward]
    there = sum(phases.get(one.routine, 0) >= onward - 1 for one in practice.held)
    return GateTick(Want.SESSIONS, there >= wanted, wanted, there)


def _mild(course: Course) -> GateTick:
    return GateTick(Want.MILD, is_mild(course), MILD_ENTRIES)


def _goal(course: Course) -> tuple[GateTick, ...]:
    """Return whether all that the user named goes as before; nothing where none was."""
    named = activity_changes(course)
    if not named:
        return ()
    there = sum(one.last >= AS_BEFORE for one in named)
    return (GateTick(Want.GOAL, there == len(named), len(named), there),)


def _flare_ups(course: Course) -> int:
    """Return how many days of the last GATE_FLARE_DAYS had high pain; 0: too few to matter."""
    first = course.today - GATE_FLARE_DAYS
    many = sum(high >= GATE_HIGH_FROM for day, high in daily_highest(course) if day > first)
    return many if many >= GATE_FLARE_UPS else 0


def _is_away(course: Course) -> bool:
    """Tell whether nothing was done for GATE_AWAY_DAYS."""
    held = held_sessions(course)
    return bool(held) and course.today - held[-1][0] >= GATE_AWAY_DAYS
