"""What may be asked for, and when: command x kind of step, and what a question takes. Then
what a key asks for: key and moment in, command out.
"""

from backpt.session import jumps
from backpt.session.events import NEW_SIGNS, QUESTIONS, Frame, State
from backpt.session.keymap import DIGITS, Means
from backpt.session.steps import Gate, Step, StepKind
from backpt.values import NamedTuple, StrEnum


class NotNow(Exception):
    """This command means nothing at this moment; nothing was changed."""

    def __init__(self, what: str, instead: str = "") -> None:
        super().__init__(what)
        self.instead = instead
        """Which keys mean something now, as a sentence; empty where the page says it."""


class Command(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"
    DONE = "done"
    """Ready; the set is done; the pack is on, or off: what the step waits for."""
    NEXT = "next"
    BACK = "back"
    REDO = "redo"
    PLUS = "plus"
    MINUS = "minus"
    HURTS = "hurts"
    UNSURE = "unsure"
    """Not sure how the exercise at hand is done."""
    YES = "yes"
    NO = "no"
    STOP = "stop"
    # while it asks how much it hurts
    DIGIT = "digit"
    ERASE = "erase"
    ENTER = "enter"
    LEG = "leg"
    """Further down the leg."""
    CLOSER = "closer"
    """Closer to the back, after an exercise of a trial; yes is the same or none."""
    NEW_SIGN = "new sign"
    """New numbness, weakness, dizziness or chest pain: which is asked next."""
    TAKE_BACK = "take back"
    SILENCE = "silence"
    """Space alone: too much to answer."""
    # while it rests after pain further down the leg
    LIE_DOWN = "lie down"
    WALK = "walk"


_HOLD_STILL = {Command.PAUSE, Command.RESUME}
_MOVE_ABOUT = {Command.NEXT, Command.BACK}
_LENGTH = {Command.PLUS, Command.MINUS}
_ALWAYS = {Command.HURTS, Command.STOP}
_OF_EXERCISE = {Command.UNSURE}

PERMITTED: dict[StepKind, frozenset[Command]] = {
    kind: frozenset(commands | _ALWAYS)
    for kind, commands in {
        StepKind.SETUP: {Command.DONE} | _HOLD_STILL | _MOVE_ABOUT | _LENGTH | _OF_EXERCISE,
        StepKind.READY: {Command.DONE} | _HOLD_STILL | _MOVE_ABOUT | _OF_EXERCISE,
        StepKind.WORK: {Command.REDO} | _HOLD_STILL | _MOVE_ABOUT | _LENGTH | _OF_EXERCISE,
        StepKind.COUNT: {Command.DONE, Command.REDO} | _HOLD_STILL | _MOVE_ABOUT | _OF_EXERCISE,
        StepKind.SWITCH: {Command.REDO} | _HOLD_STILL | _MOVE_ABOUT | _LENGTH | _OF_EXERCISE,
        StepKind.REST: {Command.REDO} | _HOLD_STILL | _MOVE_ABOUT | _LENGTH | _OF_EXERCISE,
        StepKind.GATE: {
            Command.DONE,
            Command.YES,
            Command.NO,
            Command.LEG,
            Command.CLOSER,
            Command.DIGIT,
        }
        | _MOVE_ABOUT,
        StepKind.APPLY: {Command.DONE, Command.NEXT, Command.MINUS},
        StepKind.ALARM: {Command.DONE},
        StepKind.OFF: {Command.PLUS},
    }.items()
}
"""Command x kind (DESIGN 6). On a pack there is no pause, back or redo, and nothing makes
contact longer or the time off shorter."""

IN_QUESTION: dict[State, frozenset[Command]] = {
    State.ASKING: frozenset(
        {
            Command.DIGIT,
            Command.ERASE,
            Command.ENTER,
            Command.LEG,
            Command.NEW_SIGN,
            Command.TAKE_BACK,
            Command.SILENCE,
        }
    ),
    State.ASKING_SIGN: frozenset({Command.DIGIT, Command.TAKE_BACK}),
    State.ASKING_IF_TRUE: frozenset({Command.YES, Command.NO, Command.TAKE_BACK}),
}
IN_QUESTION[State.ASKING_AGAIN] = IN_QUESTION[State.ASKING]
"""What may be said while it asks how much it hurts, or what is new; and stop."""

LEG_REST = frozenset({Command.LIE_DOWN, Command.WALK, Command.DONE, Command.HURTS})
"""What may be asked for in the rest after pain further down the leg; and stop."""

LEG_QUESTION = frozenset({Command.YES, Command.NO, Command.HURTS})
"""What answers whether it is back; and stop."""

WHILE_TELLING = frozenset({Command.PAUSE, Command.HURTS})
"""What may be asked for before everything is said; and stop."""


class Situation(NamedTuple):
    """What decides whether a command means something now."""

    state: State
    steps: tuple[Step, ...]
    at: int
    """The number of the one that runs."""
    step: Step
    """That one, as one came into it."""
    seconds: float | None
    """Its length now; ``None`` while it waits for the user."""
    is_halted: bool
    barred: frozenset[int]
    """Steps to which nothing leads any more."""


def permits(command: Command, value: str, now: Situation) -> bool:
    """Tell whether ``command`` means something now; ``value`` is the digit typed."""
    if now.state in (State.WAITING, State.OVER):
        return False
    if command is Command.STOP:
        return True
    match now.state:
        case State.ASKING_SIGN if command is Command.DIGIT:
            return value in {str(number) for number in range(1, NEW_SIGNS + 1)}
        case State.ASKING | State.ASKING_AGAIN | State.ASKING_SIGN | State.ASKING_IF_TRUE:
            return command in IN_QUESTION[now.state]
        case State.RESTING:
            return command is Command.DONE or (
                command is Command.UNSURE and _fits(command, now)
            )
        case State.TELLING:
            return command in WHILE_TELLING
        case State.LEG_RESTING:
            return command in LEG_REST
        case State.LEG_ASKING:
            return command in LEG_QUESTION
        case _:
            return command in PERMITTED[now.step.kind] and _fits(command, now)


def _fits(command: Command, now: Situation) -> bool:
    """Tell whether a command that this kind of step takes means something just now."""
    step, halted = now.step, now.is_halted
    match command:
        case Command.PAUSE | Command.RESUME:
            return halted is (command is Command.RESUME)
        case Command.DONE if step.kind is StepKind.READY:
            return step.seconds is None and not halted
        case Command.DONE | Command.YES:
            by_name = step.ask in (Gate.SKIN, Gate.LEG)
            return not halted and (command is Command.YES or not by_name)
        case Command.LEG | Command.CLOSER:
            return step.ask is Gate.LEG
        case Command.DIGIT:  # pain before a pack, which is on
            return step.leads_to("pain") is not None
        case Command.NEXT:  # what comes next waits for an answer
            return step.ask not in (Gate.SKIN, Gate.LEG)
        case Command.NO:
            return step.leads_to("no") is not None
        case Command.PLUS | Command.MINUS:
            rep = step.kind is StepKind.WORK and step.place.rep_no > 0
            return not rep and now.seconds is not None
        case Command.BACK:
            to = jumps.before(now.steps, now.at)
            return to is not None and to not in now.barred
        case Command.UNSURE:
            return jumps.exercise_at(now.steps, now.at) is not None
        case Command.REDO:
            return jumps.set_start(now.steps, now.at) is not None
        case _:
            return True


IN_SESSION = {
    Means.NEXT: Command.NEXT,
    Means.BACK: Command.BACK,
    Means.REDO: Command.REDO,
    Means.MORE: Command.PLUS,
    Means.LESS: Command.MINUS,
    Means.HURTS: Command.HURTS,
    Means.UNSURE: Command.UNSURE,
    Means.LEAVE: Command.STOP,
}
"""What a key asks for wherever the step allows it; space, p, y and n depend on the moment."""
_LEG_REST: dict[str, Command] = {
    "1": Command.LIE_DOWN,
    "2": Command.WALK,
    Means.SPACE: Command.DONE,
    Means.HURTS: Command.HURTS,
    Means.LEAVE: Command.STOP,
}
_LEG_NOW = {
    Means.SAME: Command.YES,
    Means.CLOSER: Command.CLOSER,
    Means.FURTHER: Command.LEG,
}
"""After an exercise of a trial: the same or none, closer, further down."""
_LEG_QUESTION: dict[str, Command] = {
    Means.YES: Command.YES,
    Means.NO: Command.NO,
    Means.LEG: Command.NO,
    Means.HURTS: Command.HURTS,
    Means.LEAVE: Command.STOP,
}
_IN_QUESTION = {
    Means.LEG: Command.LEG,
    Means.EMERGENCY: Command.NEW_SIGN,
    Means.TEN: Command.DIGIT,
    Means.ENTER: Command.ENTER,
    Means.BACKSPACE: Command.ERASE,
    Means.ESC: Command.TAKE_BACK,
    Means.SPACE: Command.SILENCE,
}
_WHICH_SIGN = {Means.ESC: Command.TAKE_BACK}
_IS_IT_TRUE = {
    Means.YES: Command.YES,
    Means.NO: Command.NO,
    Means.ESC: Command.TAKE_BACK,
}
ASKED: dict[State, dict[Means, Command]] = {
    State.ASKING: _IN_QUESTION,
    State.ASKING_AGAIN: _IN_QUESTION,
    State.ASKING_SIGN: _WHICH_SIGN,
    State.ASKING_IF_TRUE: _IS_IT_TRUE,
}
"""What a key says while something is asked. Digits are numbers, but there is none to say
whether it is true."""
_SAME_KEY = {"=": "+"}
"""The same key without shift."""


def command_for(key: str, frame: Frame) -> Command | None:
    """Return what ``key`` asks for at this moment; ``None`` for a key that means nothing."""
    key = _SAME_KEY.get(key, key.lower())
    if frame.state in QUESTIONS:
        if key in DIGITS and frame.state is not State.ASKING_IF_TRUE:
            return Command.DIGIT
        means = _meaning(key)
        return ASKED[frame.state].get(means) if means else None
    if frame.state is State.LEG_RESTING:
        return _LEG_REST.get(key)
    if frame.state is State.LEG_ASKING:
        return _LEG_QUESTION.get(key)
    if frame.step.leads_to("pain") is not None and (key in DIGITS or key == Means.TEN):
        return Command.DIGIT
    match _meaning(key):
        case Means.SPACE:
            return _space(frame)
        case Means.PAUSE:
            return Command.RESUME if frame.state is State.PAUSED else Command.PAUSE
        case Means.SAME | Means.CLOSER | Means.FURTHER as leg:
            return _LEG_NOW[leg] if frame.step.ask is Gate.LEG else None
        case Means.YES:
            asks_it = frame.kind is StepKind.GATE and frame.step.ask is not Gate.LEG
            return Command.YES if asks_it else None
        case Means.NO:
            return Command.NO if frame.step.ask is Gate.SKIN else None
        case None:
            return None
        case means:
            return IN_SESSION.get(means)


def _meaning(key: str) -> Means | None:
    try:
        return Means(key)
    except ValueError:
        return None


def _space(frame: Frame) -> Command:
    """The one big key: go on where it waits or stands still, else hold still."""
    if frame.state is State.PAUSED:
        return Command.RESUME
    if frame.state is State.RESTING:
        return Command.DONE
    if frame.state is State.TELLING:
        return Command.PAUSE
    waits = frame.kind in (
        StepKind.SETUP,
        StepKind.COUNT,
        StepKind.GATE,
        StepKind.APPLY,
        StepKind.ALARM,
    )
    if waits or (frame.kind is StepKind.READY and frame.seconds is None):
        return Command.DONE
    return Command.PAUSE
