"""What a running session says: events for the sinks, frames for the screen. Only values.

``at`` is in seconds on the player's one scale and is the moment an event **was due**, not
the moment at which the loop woke up to deliver it.
"""

from backpt.session.steps import Cue, Signal, Step, StepKind
from backpt.values import NamedTuple, StrEnum


class Outcome(StrEnum):
    """How a step ended. ``partial`` and ``skipped`` come with a reason."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"


class Why(StrEnum):
    """Why a step was not done whole."""

    NONE = ""
    PAUSED = "paused"
    AWAY = "away"
    """The lid was closed, or the program stopped: a gap in time."""
    READY_EARLY = "ready early"
    NEXT = "next"
    BACK = "back"
    REDO = "redo"
    HURTS = "hurts"
    EASED = "eased"
    """Left out because fewer reps were agreed after pain of 4 or 5 (clinical D5 R6, R8)."""
    STOPPED = "stopped"
    UNCONFIRMED = "unconfirmed"
    """Nobody pressed a key, and there was no keyboard to press one on."""
    UNCHECKED = "unchecked"
    """The skin was not looked at in time."""
    PACK_OFF = "pack off early"
    LEG = "leg"
    """Left out because pain went further down the leg in this session (clinical D5 R9)."""
    NO = "no"
    """A gate was answered with no."""
    ANSWERED = "answered"
    """Jumped over because of an answer."""
    TOO_LONG = "too long"
    """More than 20 minutes of contact: the remaining periods are dropped."""
    KILLED = "killed"
    """The program ended without a word; found when the session was resumed or closed."""


class Ending(StrEnum):
    """How a session ended."""

    DONE = "done"
    """The last step ended."""
    STOPPED = "stopped"
    """The user stopped it."""
    UNANSWERED = "unanswered"
    """A gate waited ten minutes."""
    PAIN = "pain"
    """Pain of 6 or more did not settle in two minutes (clinical D5 R7)."""
    LEG = "leg"
    """Pain went further down the leg, and was not back or left nothing safe (clinical R9)."""
    EMERGENCY = "emergency"
    """New numbness, weakness, dizziness or chest pain (clinical D5 R11)."""


SAME, CLOSER = "same", "closer"
"""How a leg is after an exercise, compared with before it: the same or nothing, or closer to
the back."""


class StepBegan(NamedTuple):
    at: float
    step_index: int
    attempt: int
    """From 1: a step that is done again has a new attempt."""


class CueDue(NamedTuple):
    at: float
    step_index: int
    cue: Cue


class StepEnded(NamedTuple):
    at: float
    step_index: int
    attempt: int
    """0 for a step that was jumped over without having begun."""
    outcome: Outcome
    why: Why
    active_s: float
    """Seconds spent in it, pauses not counted."""
    answer: str = ""
    """At the gate of a trial: ``SAME`` or ``CLOSER``; further is an event of its own."""


class Anchor(NamedTuple):
    """After ``lead_s`` of counting in, the step ``index`` runs from ``elapsed_s``; said at
    every start, resume and jump, so that sound can look ahead."""

    at: float
    step_index: int
    elapsed_s: float
    lead_s: float


class Halted(NamedTuple):
    """Time in the session stands still: pause, gap or question."""

    at: float
    step_index: int
    why: Why


class PainReported(NamedTuple):
    at: float
    step_index: int
    pain: int
    """0-10."""
    goes_on: bool = False
    """It is in the good zone, and the exercise goes on as it was: not on a pack, nor after
    rest (clinical D5, G4)."""


class LegPainReported(NamedTuple):
    """Pain went further down the leg (clinical D5 R9)."""

    at: float
    step_index: int


class UnsureReported(NamedTuple):
    """The user is not sure how an exercise is done (A4, T4)."""

    at: float
    step_index: int
    exercise: str
    """Its id."""


class KeyAcknowledged(NamedTuple):
    """A key was understood where nothing else can be heard of it."""

    at: float
    step_index: int
    longer_s: float = 0.0
    """Seconds by which it made the step longer; less than 0: shorter."""


NEW_SIGNS = 4
"""How many signs may be new and an emergency (R11: NHSBP, TAYSIDE): between the legs, a leg,
faint, the chest, in the order of their keys, from 1. ``words.NEW_SIGNS`` names them, and
``words.EMERGENCY`` has what is said for each."""


class SessionEnded(NamedTuple):
    at: float
    ending: Ending
    sign: int = 0
    """Which of ``NEW_SIGNS`` made it an emergency, from 1; 0: none was named."""


Event = (
    StepBegan
    | CueDue
    | StepEnded
    | Anchor
    | Halted
    | PainReported
    | LegPainReported
    | UnsureReported
    | KeyAcknowledged
    | SessionEnded
)


class State(StrEnum):
    """What the player is doing; which commands it takes depends on it and on the step."""

    WAITING = "waiting"
    """Not yet started."""
    RUNNING = "running"
    PAUSED = "paused"
    COUNTING_IN = "counting in"
    """3-2-1 after a longer pause or a jump."""
    ASKING = "asking"
    """It hurts: how much?"""
    RESTING = "resting"
    """Two minutes' rest after pain of 6 or more."""
    TELLING = "telling"
    """What follows from the pain is being said; then it goes on."""
    ASKING_AGAIN = "asking again"
    LEG_RESTING = "leg resting"
    """Ten minutes' rest or walk after pain further down the leg."""
    LEG_ASKING = "leg asking"
    """Is it back to where it was?"""
    ASKING_SIGN = "asking sign"
    """Something new: which of them is it?"""
    ASKING_IF_TRUE = "asking if true"
    """Is that true of the user, or was it a slip of the finger?"""
    OVER = "over"


QUESTIONS = frozenset(
    {State.ASKING, State.ASKING_AGAIN, State.ASKING_SIGN, State.ASKING_IF_TRUE}
)
"""States in which a question is open."""


class Frame(NamedTuple):
    """Everything a view needs to draw one moment."""

    state: State
    step_index: int
    step: Step
    elapsed_s: float
    """Seconds into the step; negative while counting in."""
    seconds: float | None
    """Length of the step now, after + and -; ``None`` while it waits."""
    session_s: float
    """Planned seconds behind us: the whole-session progress."""
    total_s: float
    """The same at the end: what is behind us, and what is still to come."""
    attempt: int
    reason: Why = Why.NONE
    """Why it is paused."""
    typed: str = ""
    """Digits of the answer typed so far."""
    question_left_s: float | None = None
    """Seconds until the question, the rest or the skin check runs out, if there is one."""
    check_due: bool = False
    """A skin check is waiting for a key."""
    contact_s: float = 0.0
    """Seconds the pack has been on the skin."""
    eased: bool = False
    """Fewer, smaller reps were agreed for this exercise."""
    barred: frozenset[int] = frozenset()
    """Items that nothing leads to any more: they strain the leg or the back."""
    sign: int = 0
    """Which new sign was named, from 1, while it asks if that is true."""
    telling: Signal | None = None
    """What is being said while everything else waits for it."""
    ending: Ending | None = None

    @property
    def remaining_s(self) -> float | None:
        """Seconds left in the step, never below 0; ``None`` while it waits for the user."""
        return None if self.seconds is None else max(0.0, self.seconds - self.elapsed_s)

    @property
    def kind(self) -> StepKind:
        return self.step.kind
