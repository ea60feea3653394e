"""What may be asked for, and when: command x kind of step, and what a question takes.

Only the table. Whether a command means something at just this moment is the player's to say.
"""

from __future__ import annotations

from backpt.session.commands import Command
from backpt.session.events import State
from backpt.session.steps import Kind

_HOLD_STILL = {Command.PAUSE, Command.RESUME}
_MOVE_ABOUT = {Command.NEXT, Command.BACK}
_LENGTH = {Command.PLUS, Command.MINUS}
_ALWAYS = {Command.HURTS, Command.STOP}

ALLOWED: dict[Kind, frozenset[Command]] = {
    kind: frozenset(commands | _ALWAYS)
    for kind, commands in {
        Kind.SETUP: {Command.DONE} | _HOLD_STILL | _MOVE_ABOUT | _LENGTH,
        Kind.READY: {Command.DONE} | _HOLD_STILL | _MOVE_ABOUT,
        Kind.WORK: {Command.REDO} | _HOLD_STILL | _MOVE_ABOUT | _LENGTH,
        Kind.COUNT: {Command.DONE, Command.REDO} | _HOLD_STILL | _MOVE_ABOUT,
        Kind.SWITCH: {Command.REDO} | _HOLD_STILL | _MOVE_ABOUT | _LENGTH,
        Kind.REST: {Command.REDO} | _HOLD_STILL | _MOVE_ABOUT | _LENGTH,
        Kind.GATE: {Command.DONE, Command.YES, Command.NO, Command.LEG} | _MOVE_ABOUT,
        Kind.APPLY: {Command.DONE, Command.NEXT, Command.MINUS},
        Kind.ALARM: {Command.DONE},
        Kind.OFF: {Command.PLUS},
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
