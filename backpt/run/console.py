"""Where a sitting takes place: clock, time, keys and surface together, and asking there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from backpt.clock import Clock
from backpt.intake.pages import AskedCard, InTurn, Ticks
from backpt.run.loop import Companion, SessionTime, Sink, lead
from backpt.run.presenter import AskedPage, Driven
from backpt.session.keymap import Means
from backpt.session.pressing import Pressing
from backpt.session.views import Page
from backpt.terminal.keys import Keyboard, NoKeyboard
from backpt.terminal.surface import Plain, Screen

READ_S = 10.0
"""How long a page stands on a screen where no key can come."""


class Leaves(Exception):
    """The user leaves at a question; nothing was begun."""


class Desk(NamedTuple):
    clock: Clock
    time: SessionTime
    keys: Keyboard | NoKeyboard
    surface: Screen | Plain
    pressing: Pressing
    """Every press of this sitting: a key that is held down answers one page at most."""

    @property
    def has_keyboard(self) -> bool:
        return isinstance(self.keys, Keyboard)

    def lead(
        self, led: Driven, sinks: Iterable[Sink] = (), companion: Companion | None = None
    ) -> None:
        """Drive ``led`` to its end; what was typed before it is dropped.

        Raises ``session.BrokenOff`` when told to end.
        """
        self.keys.drop()
        lead(
            led,
            clock=self.clock,
            time=self.time,
            keys=self.keys,
            surface=self.surface,
            sinks=sinks,
            companion=companion,
            pressing=self.pressing,
        )

    def ask(
        self,
        page: Page,
        *,
        unasked: str,
        give_up_s: float | None = None,
    ) -> str:
        """Return the key that answers ``page``; ``unasked`` where no key can come, or none did.

        Raises ``Leaves`` for q.
        """
        if not self.has_keyboard:
            give_up_s = READ_S if isinstance(self.surface, Screen) else 0.0
        asked = AskedPage(page, give_up_s=give_up_s, silence=unasked)
        self.lead(asked)
        if asked.answer == Means.LEAVE:
            raise Leaves
        return asked.answer

    def shows_whole(self, page: Page) -> bool:
        """Tell whether all of ``page`` can be read where it is shown now; a screen where no
        key can come shows what it can."""
        if not self.has_keyboard or not isinstance(self.surface, Screen):
            return True
        from backpt.terminal.page import shows_whole

        return shows_whole(page, *self.surface.size, self.surface.look)

    def tick(self, card: Ticks) -> tuple[str, ...]:
        """Return the lines of ``card`` that were ticked. For a desk with a keyboard only.

        Raises ``Leaves`` for q.
        """
        asked = AskedCard(card)
        self._lead_card(asked)
        assert isinstance(asked.card, Ticks)
        return asked.card.names

    def ask_in_turn(self, card: InTurn, heard: Callable[[InTurn], None]) -> InTurn:
        """Return ``card`` with the answer to each question. For a desk with a keyboard only.

        ``heard`` is told it too, with those that were given before somebody left. Raises
        ``Leaves`` for q.
        """
        asked = AskedCard(card)
        try:
            self._lead_card(asked)
        finally:
            assert isinstance(asked.card, InTurn)
            heard(asked.card)
        return asked.card

    def _lead_card(self, asked: AskedCard) -> None:
        assert self.has_keyboard, "nobody can answer"
        self.lead(asked)
        if asked.has_left:
            raise Leaves
