"""The flat list that everything follows: steps, their cues and their places. Only values."""

from backpt.prescription.model import Item, Pace, Routine, Side
from backpt.values import NamedTuple, StrEnum


class StepKind(StrEnum):
    """What one stretch of a session is."""

    SETUP = "setup"
    """Get into place."""
    READY = "ready"
    """3-2-1; with ``seconds`` None it waits for the user's key instead."""
    WORK = "work"
    """One paced rep (out, hold, back, relax) or one timed position."""
    COUNT = "count"
    """A self-paced set: the user counts."""
    SWITCH = "switch"
    """Change sides."""
    REST = "rest"
    GATE = "gate"
    """A question, or "ready?"."""
    APPLY = "apply"
    """Pack on."""
    ALARM = "alarm"
    """Pack must come off: repeats until acknowledged; elapsed time is overtime."""
    OFF = "off"
    """Pack off; begins when the alarm is acknowledged."""


PACK = frozenset({StepKind.APPLY, StepKind.ALARM, StepKind.OFF})
"""Kinds whose time passes on the skin: no pause, no gap stops them (DESIGN 4, 7)."""

EXERCISE = frozenset({StepKind.WORK, StepKind.COUNT})
"""Kinds that are credited as exercise done."""


class Signal(StrEnum):
    """What is signalled at a moment. The comment names the family it sounds like."""

    # ready
    WELCOME = "welcome"
    KEYS = "keys"
    GET_READY = "get-ready"
    COUNT = "count"
    GO = "go"
    # move
    OUT = "out"
    BACK = "back"
    # hold
    HOLD = "hold"
    RELEASE = "release"
    HALFWAY = "halfway"
    TEN_LEFT = "ten-left"
    # change
    CHANGE_POSITION = "change-position"
    SWITCH_SIDE = "switch-side"
    REST = "rest"
    LEG_REST = "leg-rest"
    LIE_ON_BACK = "lie-on-back"
    LIE_ON_SIDE = "lie-on-side"
    WALK = "walk"
    EXERCISE_END = "exercise-end"
    SESSION_END = "session-end"
    # pause
    PAUSED = "paused"
    RESUMED = "resumed"
    QUESTION = "question"
    LEG_QUESTION = "leg-question"
    EASED = "eased"
    GOOD_ZONE = "good-zone"
    WAITING = "waiting"
    KEY_HEARD = "key-heard"
    # alarm
    PACK_ON = "pack-on"
    SKIN_CHECK = "skin-check"
    PACK_OFF = "pack-off"
    STOP = "stop"


class Cue(NamedTuple):
    """Something to signal at a moment of a step: meaning, not media and not language."""

    at_s: float
    """Seconds from the start of the step."""
    signal: Signal
    number: int = 0
    """The count, the number of the rep, or the minutes; 0 where there is none."""


class Place(NamedTuple):
    """Where a step belongs, so that the flat list can be folded up again."""

    item: int
    """Index of the routine's item; -1 before the first."""
    set_no: int = 0
    """From 1; for packs the number of the period; 0 outside a set."""
    rep_no: int = 0
    """From 1, per side; 0 for a timed position and outside a rep."""
    side: Side | None = None


class Gate(StrEnum):
    """What a gate asks."""

    EQUIPMENT = "equipment"
    FIX = "fix"
    PACK_ON = "pack-on"
    SKIN = "skin"
    """Is the skin back to normal? Only yes leads to another period."""
    LEG = "leg"
    """After an exercise of a trial: the same, closer, or further down the leg?"""
    SKIN_LOOK = "skin-look"
    """After too long a contact: look at the skin. Nothing follows."""


class Step(NamedTuple):
    """One stretch of a session: do this, for this long.

    ``seconds`` is relative, never a time of day; ``None`` means the step lasts until the
    user says so.
    """

    kind: StepKind
    seconds: float | None
    place: Place
    cues: tuple[Cue, ...] = ()
    planned_s: float = 0.0
    """What it counts in totals: ``seconds``, or an estimate for a self-paced set; 0 for gates
    and for steps that the expected answers jump over."""
    ask: Gate | None = None
    answers: tuple[tuple[str, int], ...] = ()
    """Answer -> index of the step it leads to, so that branches stay in the flat list; the
    length of the list means the end. Gates: ``yes``, ``no``. Packs: ``off`` (the pack came
    off), ``over`` (after more than 20 minutes of contact)."""

    parts: Pace | None = None
    """Of one rep: how long it goes out, holds, comes back and relaxes, as it is led. Words,
    figure and metronome follow these and not the dose: where the user starts each hold, only
    the hold and the relaxing are timed. ``None`` where there is no rep."""
    item: Item | None = None
    """What of the routine it belongs to; ``None`` before the first."""

    def leads_to(self, answer: str) -> int | None:
        """Return the index that ``answer`` leads to, or ``None`` where it is no answer here."""
        return dict(self.answers).get(answer)


def gate(
    place: Place,
    ask: Gate,
    *answers: tuple[str, int],
    said: Signal = Signal.QUESTION,
    number: int = 0,
) -> Step:
    """Return a step that asks ``ask`` and leads where the answer says."""
    return Step(StepKind.GATE, None, place, (Cue(0.0, said, number),), ask=ask, answers=answers)


class Compiled(NamedTuple):
    """A routine and the steps that were made of it: what every reader of a session is given."""

    routine: Routine
    steps: tuple[Step, ...]


def total_s(steps: tuple[Step, ...]) -> float:
    """Return the planned length in seconds: a sum over the list, as every total is."""
    return sum(step.planned_s for step in steps)
