"""What a key asks for. A pure table: key and moment in, command out."""

from __future__ import annotations

from enum import StrEnum

from backpt.core.events import Frame, State
from backpt.core.steps import Gate, Kind


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
    YES = "yes"
    NO = "no"
    STOP = "stop"
    # while it asks how much it hurts
    DIGIT = "digit"
    ERASE = "erase"
    ENTER = "enter"
    LEG = "leg"
    """Further down the leg."""
    NEW_SIGN = "new sign"
    """New numbness, weakness, dizziness or chest pain."""
    TAKE_BACK = "take back"
    SILENCE = "silence"
    """Space alone: too much to answer."""
    # while it rests after pain further down the leg
    LIE_DOWN = "lie down"
    WALK = "walk"


QUESTIONS = frozenset({State.ASKING, State.ASKING_AGAIN})

_IN_SESSION = {
    "n": Command.NEXT,
    "b": Command.BACK,
    "r": Command.REDO,
    "+": Command.PLUS,
    "=": Command.PLUS,
    "-": Command.MINUS,
    "h": Command.HURTS,
    "q": Command.STOP,
}
_LEG_REST = {
    "1": Command.LIE_DOWN,
    "2": Command.WALK,
    " ": Command.DONE,
    "h": Command.HURTS,
    "q": Command.STOP,
}
_LEG_NOW = {"s": Command.YES, "c": Command.YES, "f": Command.LEG}
"""After an exercise of a trial: the same or none, closer, further down."""
_LEG_QUESTION = {
    "y": Command.YES,
    "n": Command.NO,
    "l": Command.NO,
    "h": Command.HURTS,
    "q": Command.STOP,
}
_IN_QUESTION = {
    "l": Command.LEG,
    "n": Command.NEW_SIGN,
    "enter": Command.ENTER,
    "backspace": Command.ERASE,
    "esc": Command.TAKE_BACK,
    " ": Command.SILENCE,
}


def command_for(key: str, frame: Frame) -> Command | None:
    """Return what ``key`` asks for at this moment; ``None`` for a key that means nothing."""
    key = key.lower()
    if frame.state in QUESTIONS:
        return Command.DIGIT if key in "0123456789" else _IN_QUESTION.get(key)
    if frame.state is State.LEG_RESTING:
        return _LEG_REST.get(key)
    if frame.state is State.LEG_ASKING:
        return _LEG_QUESTION.get(key)
    if key == " ":
        return _space(frame)
    if key == "p":
        return Command.RESUME if frame.state is State.PAUSED else Command.PAUSE
    if frame.step.ask is Gate.LEG and (key in _LEG_NOW or key in "yn"):
        return _LEG_NOW.get(key)
    if frame.step.ask is Gate.SKIN:
        if key in ("y", "n"):
            return Command.YES if key == "y" else Command.NO
    elif key == "y" and frame.kind is Kind.GATE:
        return Command.YES
    return _IN_SESSION.get(key)


def _space(frame: Frame) -> Command:
    """The one big key: go on where it waits or stands still, else hold still."""
    if frame.state is State.PAUSED:
        return Command.RESUME
    if frame.state is State.RESTING:
        return Command.DONE
    if frame.state is State.TELLING:
        return Command.PAUSE
    waits = frame.kind in (Kind.SETUP, Kind.COUNT, Kind.GATE, Kind.APPLY, Kind.ALARM)
    if waits or (frame.kind is Kind.READY and frame.seconds is None):
        return Command.DONE
    return Command.PAUSE
