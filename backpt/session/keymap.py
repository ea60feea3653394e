"""The table of keys: one key has one meaning, on every card, question, pack and exercise.

Everything that takes a key takes a member of ``Means``, so a letter cannot mean one thing on a
card and another in an exercise: "n" typed once too often was "none of these", then "skip this
exercise", then "an emergency". Which keys a moment takes: the options of its ``Page``, and
``commands`` for a session.

Digits are the number on the screen, or the number itself. Space is the one big key of a
session: go on, or hold still.
"""

from enum import StrEnum, unique
from typing import NamedTuple


@unique
class Means(StrEnum):
    """A key and its one meaning. ``WORDS`` has the words that name it."""

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

WORDS: dict[Means, tuple[str, ...]] = {
    Means.YES: ("yes", "it is true"),
    Means.NO: ("no", "none"),
    Means.KEEP: ("keep",),
    Means.DONE: ("done",),
    Means.BACK: ("back",),
    Means.LEAVE: ("leave", "save and stop"),
    Means.TEN: ("ten",),
    Means.SAME: ("same",),
    Means.CLOSER: ("closer",),
    Means.FURTHER: ("further",),
    Means.LEG: ("further down the leg",),
    Means.UNSURE: ("unsure",),
    Means.INSTEAD: ("instead",),
    Means.WHOLE: ("the whole",),
    Means.NEXT: ("next",),
    Means.REDO: ("redo",),
    Means.PAUSE: ("pause", "go on"),
    Means.HURTS: ("it hurts",),
    Means.EMERGENCY: ("something new",),
    Means.MUTE: ("sound",),
    Means.MORE: ("10 s more", "more"),
    Means.LESS: ("10 s less", "a quarter less"),
    Means.HELP: ("keys",),
    Means.SPACE: (
        "go on",
        "ready",
        "start",
        "done",
        "pause",
        "I looked",
        "answer now",
        "the pack is off",
        "take the pack off",
        "end this exercise",
    ),
    Means.ENTER: (),
    Means.ESC: ("not now", "back"),
    Means.BACKSPACE: (),
}
"""What a label of the key begins with. Another beginning would be another meaning: a test
reads every page and every moment against this."""

_SHOWN = {Means.SPACE: "space", Means.ENTER: "Enter"}
_VERBS = frozenset({Means.LEAVE, Means.KEEP, Means.SPACE})
"""Their labels say what to do: "q to leave", but "y for yes"."""


class Option(NamedTuple):
    """A key that answers a page, and what it does there."""

    keys: tuple[str, ...]
    """Members of ``Means``, or digits: the line with that number, or the number."""
    does: str
    shown: str
    """The key as it is printed: "y", "space", "1-5"."""

    @property
    def said(self) -> str:
        """The option as a part of a sentence: "y for yes"."""
        how = "to" if set(self.keys) & _VERBS else "for"
        return f"{_spoken(self.shown)} {how} {self.does}"


def option(means: Means, does: str = "") -> Option:
    """Return ``means`` as an answer; ``does`` says it for this page and begins with one of
    its words. Raises ``ValueError`` for words of another meaning."""
    words = WORDS[means]
    does = does or words[0]
    if not does.startswith(words):
        raise ValueError(f"{means.value} does not mean '{does}'")
    return Option((means.value,), does, _SHOWN.get(means, means.value))


def numbers(first: int, last: int, does: str) -> Option:
    """Return the digits from ``first`` to ``last``, 0-9, as one answer each."""
    return Option(
        tuple(DIGITS[first : last + 1]),
        does,
        str(first) if first == last else f"{first}-{last}",
    )


def which(shown: tuple[str, ...]) -> str:
    """Return which keys mean something, for who pressed another: "Press n, 1 to 5, or q." """
    if not shown:
        return ""
    *first, last = map(_spoken, shown)
    return f"Press {', '.join(first)}, or {last}." if first else f"Press {last}."


def _spoken(shown: str) -> str:
    """A range as it is heard; plus and minus stay what they are."""
    return shown.replace("-", " to ") if len(shown) > 1 else shown
