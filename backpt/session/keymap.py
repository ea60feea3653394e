"""The table of keys: one key has one meaning, on every card, question, pack and exercise.

Everything that takes a key takes a member of ``Means``, so a letter cannot mean one thing on a
card and another in an exercise: "n" typed once too often was "none of these", then "skip this
exercise", then "an emergency". Which keys a moment takes: the options of its ``Page``, and
``commands`` for a session.

Digits are the number on the screen, or the number itself. Space is the one big key of a
session: go on, or hold still.
"""

from backpt.values import NamedTuple, StrEnum


class Means(StrEnum):
    """A key and its one meaning. The words that name it are ``language.keys``."""

    YES = "y"
    NO = "n"
    """No; none of these; no pain in a leg. Never anything else, so that one too many is
    nothing worse than one too many."""
    KEEP = "k"
    """As it stands."""
    DONE = "d"
    """All that apply are ticked."""
    BACK = "b"
    """To what came before: the question, the set, the exercise."""
    LEAVE = "q"
    """Leave; in a session save and stop."""
    TEN = "t"
    SAME = "s"
    CLOSER = "c"
    FURTHER = "f"
    LEG = "l"
    """While it hurts: further down the leg."""
    UNSURE = "u"
    """Do not know."""
    INSTEAD = "i"
    """Something else that is offered in its place."""
    WHOLE = "w"
    """The whole dose, where less is offered."""
    NEXT = "x"
    REDO = "r"
    PAUSE = "p"
    HURTS = "h"
    EMERGENCY = "e"
    """While it hurts: something new that may be an emergency."""
    MUTE = "m"
    MORE = "+"
    LESS = "-"
    HELP = "?"
    SPACE = " "
    ENTER = "enter"
    ESC = "esc"
    BACKSPACE = "backspace"


DIGITS = "0123456789"
TEN_WITHIN_S = 1.5
"""A 0 so soon after a 1 makes ten of it, wherever pain is asked: a false 1 would hide the worst
pain there is [D]. A 1 that ends a question counts when that time is over."""


class PageKey(NamedTuple):
    """A key that answers a page, and what it does there."""

    keys: tuple[str, ...]
    """Members of ``Means``, or digits: the line with that number, or the number."""
    does: str
    shown: str
    """The key as it is printed: "y", "space", "1-5"."""
