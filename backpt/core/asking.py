"""Pages with more than one answer: lines to tick, and questions answered one after another.

A card is a value: a key makes another card of it, and it shows itself as a page. ``AskedCard``
lets the loop drive one, as ``leading.AskedPage`` does a page. No clock is read, no time passes,
and Enter and space answer nothing here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from backpt.core.events import Event
from backpt.core.leading import STILL_S
from backpt.core.player import NotNow
from backpt.core.views import Page

LEAVE, NONE, DONE, BACK = "q", "n", "d", "b"
"""Leave without an answer; none of these; ticked all; take the last answer back."""


class Ticks(NamedTuple):
    """A card to tick: a key a line, n for none of them, d when all that apply are ticked."""

    lines: dict[str, str]
    """Key to press -> name of the line, in the order of the card."""
    page: Callable[[frozenset[str]], Page]
    """Shows the card with the lines of these names ticked."""
    ticked: frozenset[str] = frozenset()
    is_over: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the ticked lines, in the order of the card."""
        return tuple(name for name in self.lines.values() if name in self.ticked)

    def pressed(self, key: str) -> Ticks:
        """Return the card after ``key``. None is no answer once something is ticked, and done
        is none before; raises ``NotNow`` for what is no answer."""
        if key in self.lines:
            return self._replace(ticked=self.ticked ^ {self.lines[key]})
        if key == (DONE if self.ticked else NONE):
            return self._replace(is_over=True)
        raise NotNow(f"{key} is no answer here")

    def shown(self) -> Page:
        return self.page(self.ticked)


class InTurn(NamedTuple):
    """One page with several questions, a key each; b takes the last answer back.

    Besides them there may be one wish, whose key turns it on and off at any of them.
    """

    keys: tuple[tuple[str, ...], ...]
    """Of each question."""
    page: Callable[[tuple[str, ...], bool], Page]
    """Shows the page with the answers given so far, and whether the wish is on."""
    answers: tuple[str, ...] = ()
    longer: tuple[tuple[str, str, str], ...] = ()
    """An answer, the key after it, and the answer that both together mean: 1 and 0 is ten."""
    wish: str = ""
    """Its key; empty: there is none."""
    is_wished: bool = False

    @property
    def is_over(self) -> bool:
        return len(self.answers) == len(self.keys)

    def pressed(self, key: str) -> InTurn:
        """Return the page after ``key``, an answer to the question whose turn it is; raises
        ``NotNow`` for what is none."""
        if not self.is_over and key in self.keys[len(self.answers)]:
            return self._replace(answers=(*self.answers, key))
        for first, then, both in self.longer:
            if self.answers[-1:] == (first,) and key == then:
                return self._replace(answers=(*self.answers[:-1], both))
        if key == BACK and self.answers:
            return self._replace(answers=self.answers[:-1])
        if self.wish and key == self.wish:
            return self._replace(is_wished=not self.is_wished)
        raise NotNow(f"{key} is no answer here")

    def shown(self) -> Page:
        return self.page(self.answers, self.is_wished)


class Card(Protocol):
    """What can be asked: ``Ticks``, ``InTurn``."""

    @property
    def is_over(self) -> bool: ...
    def pressed(self, key: str) -> Card: ...
    def shown(self) -> Page: ...


class AskedCard:
    """A card that waits for its keys; ``q`` and whatever ends the program leave it."""

    def __init__(self, card: Card) -> None:
        self.card = card
        """As it was answered so far."""
        self.has_left = False
        """The user left without an answer."""

    @property
    def over(self) -> bool:
        return self.has_left or self.card.is_over

    def start(self, now: float) -> list[Event]:
        del now
        return []

    def tick(self, now: float) -> list[Event]:
        del now
        return []

    def gap(self, since: float, now: float) -> list[Event]:
        del since, now
        return []

    def press(self, key: str, now: float) -> list[Event]:
        del now
        if self.over:
            return []
        if key.lower() == LEAVE:
            self.has_left = True
        else:
            self.card = self.card.pressed(key.lower())
        return []

    def stop(self, now: float) -> list[Event]:
        del now
        self.has_left = True
        return []

    def farewell(self, now: float) -> str:
        del now
        return ""

    def absence(self, now: float) -> str:
        del now
        return ""

    def deadline(self) -> float | None:
        return None

    def repaint(self, now: float) -> float:
        return now + STILL_S

    def view(self, now: float) -> Page:
        del now
        return self.card.shown()
