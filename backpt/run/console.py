"""Where a session takes place: clock, time, keys and surface together, and asking there."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeVar

from backpt.clock import Clock
from backpt.intake.pages import Checklist, DrivenCard, DrivenPage, Questionnaire
from backpt.intake.prompts import (
    Answered,
    CardPrompt,
    Conversation,
    ElapsedPrompt,
    FitsPrompt,
    KeepAnswers,
    KeepDay,
    KeepOffer,
    KeepWeek,
    PagePrompt,
    Prompt,
    Say,
    UserLeft,
)
from backpt.run.driven import Driven
from backpt.run.loop import Companion, SessionTime, Sink, lead
from backpt.session.keymap import Means
from backpt.session.pressing import Pressing
from backpt.session.views import Page
from backpt.terminal.keys import Keyboard, NoKeyboard
from backpt.terminal.surface import Plain, Screen
from backpt.values import NamedTuple

T = TypeVar("T")
Keep: TypeAlias = KeepAnswers | KeepDay | KeepWeek | KeepOffer

READ_S = 10.0
"""How long a page stands on a screen where no key can come."""


class Console(NamedTuple):
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
        self._leave_to_shell()
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

    def show(self, page: Page) -> None:
        """Show ``page`` while something is done that takes a moment."""
        self._leave_to_shell()
        self.surface.draw(page)

    def _leave_to_shell(self) -> None:
        """Draw nothing on a terminal that is the shell's, as after ``&``: not once either,
        before a read finds that out."""
        if self.keys.away:
            self.surface.leave("")

    def conduct(self, talk: Conversation[T], keep: Callable[[Keep], object]) -> T:
        """Bring ``talk`` its replies until it returns, and return that. ``keep`` does what is
        to be kept, and returns the reply.

        Raises what ``talk`` raises: ``UserLeft`` for q, ``BrokenOff``, and what stops it.
        """
        since, reply, error = self.time.now(), None, None
        while True:
            try:
                prompt = talk.send(reply) if error is None else talk.throw(error)
            except StopIteration as done:
                result: T = done.value
                return result
            reply, error = None, None
            try:
                reply = self._reply(prompt, keep, since)
            except BaseException as raised:  # noqa: BLE001  # the conversation must know
                error = raised

    def _reply(self, prompt: Prompt, keep: Callable[[Keep], object], since: float) -> Any:
        match prompt:
            case PagePrompt():
                return self.ask(prompt)
            case CardPrompt():
                return self._ask_card(prompt.card)
            case FitsPrompt():
                return all(map(self._shows_whole, prompt.pages))
            case ElapsedPrompt():
                return self.time.now() - since
            case Say():
                return self.surface.line(prompt.text)
            case KeepAnswers() | KeepDay() | KeepWeek() | KeepOffer():
                return keep(prompt)

    def ask(self, prompt: PagePrompt) -> str:
        """Return the key that answers a page. Raises ``UserLeft`` for q."""
        give_up_s = prompt.give_up_s
        if not self.has_keyboard:
            give_up_s = READ_S if isinstance(self.surface, Screen) else 0.0
        asked = DrivenPage(prompt.page, give_up_s=give_up_s, silence=prompt.unasked)
        self.lead(asked)
        if asked.answer == Means.LEAVE:
            raise UserLeft
        return asked.answer

    def _shows_whole(self, page: Page) -> bool:
        """Tell whether all of ``page`` can be read where it is shown now; a screen where no
        key can come shows what it can."""
        if not self.has_keyboard or not isinstance(self.surface, Screen):
            return True
        from backpt.terminal.page import shows_whole

        return shows_whole(page, *self.surface.size, self.surface.look)

    def _ask_card(self, card: Checklist | Questionnaire) -> Answered:
        """Return ``card`` with its answers, those too that were given before somebody left."""
        assert self.has_keyboard, "nobody can answer"
        asked, left = DrivenCard(card), None
        try:
            self.lead(asked)
        except BaseException as raised:  # noqa: BLE001  # raised once its answers are kept
            left = raised
        if left is None and asked.has_left:
            left = UserLeft()
        assert isinstance(asked.card, (Checklist, Questionnaire))
        return Answered(asked.card, left)
