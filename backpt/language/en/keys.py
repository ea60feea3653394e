"""The keys in words: what each means on a page, which there are, and why a press did not count.

A key is the same in every language; the words beside it are not.
"""

from __future__ import annotations

from backpt.session.keymap import DIGITS, Means, PageKey
from backpt.session.pressing import Refusal, Uncounted

YES_TYPED, NO_TYPED = ("y", "yes"), ("n", "no")
"""What is typed, in lower case, for yes and for no."""
ANY_ENDS = "any key ends"
WINDOW_TOO_SMALL = "(make the window larger, or use --plain)"
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
    Means.ENTER: ("leave it out",),
    Means.ESC: ("not now", "back"),
    Means.BACKSPACE: (),
}
"""What a label of the key begins with. Another beginning would be another meaning: a test
reads every page and every moment against this."""

_SHOWN = {Means.SPACE: "space", Means.ENTER: "Enter"}
_VERBS = frozenset({Means.LEAVE, Means.KEEP, Means.SPACE, Means.ENTER})
"""Their labels say what to do: "q to leave", but "y for yes"."""


ONE_OR_TEN = "One. For ten, press 0 now."


def option(means: Means, does: str = "") -> PageKey:
    """Return ``means`` as an answer; ``does`` says it for this page and begins with one of
    its words. Raises ``ValueError`` for words of another meaning."""
    words = WORDS[means]
    does = does or words[0]
    if not does.startswith(words):
        raise ValueError(f"{means.value} does not mean '{does}'")
    return PageKey((means.value,), does, _SHOWN.get(means, means.value))


def numbers(first: int, last: int, does: str) -> PageKey:
    """Return the digits from ``first`` to ``last``, 0-9, as one answer each."""
    shown = str(first) if first == last else f"{first}-{last}"
    return PageKey(tuple(DIGITS[first : last + 1]), does, shown)


def prompt(options: tuple[PageKey, ...]) -> str:
    """Return the options of a page as one sentence, empty for none: "Press y for yes, n for no,
    q to leave." """
    return f"Press {', '.join(map(_said, options))}." if options else ""


def _said(one: PageKey) -> str:
    how = "to" if set(one.keys) & _VERBS else "for"
    return f"{_spoken(one.shown)} {how} {one.does}"


def which(shown: tuple[str, ...]) -> str:
    """Return which keys mean something, for who pressed another: "Press n, 1 to 5, or q." """
    if not shown:
        return ""
    *first, last = map(_spoken, shown)
    return f"Press {', '.join(first)}, or {last}." if first else f"Press {last}."


def _spoken(shown: str) -> str:
    """A range as it is heard; plus and minus stay what they are."""
    return shown.replace("-", " to ") if len(shown) > 1 else shown


def refused(press: Uncounted | None) -> str:
    """Return why a press does not count, and what to do; empty for one that does."""
    if press is None:
        return ""
    match press.why:
        case Refusal.TOO_SOON:
            return "Too soon: read first, then press a key."
        case Refusal.HELD:
            return "Let go of the key for a moment, then press it once."
        case Refusal.BY_PLACE:
            return (
                f"Keys count by their place: on a {press.layout} keyboard {press.typed} is"
                f" {press.key}. Press it once more for {press.key}."
            )


def yes_no(question: str) -> str:
    """Return a question to be answered by a typed line."""
    return f"{question} y yes, n no: "
