"""A console without a terminal: pages are answered from a script, and whole evenings asked.

A script says by the title of a page which keys come there, in their order; every page that was
asked is kept. A page that no script names fails the test, and names itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from backpt.intake.flow import plan_session
from backpt.intake.limits import compile_within_limits
from backpt.intake.pages import Card, Checklist, Questionnaire
from backpt.intake.prompts import Answered, PagePrompt, UserLeft
from backpt.intake.unfinished import SessionPlan
from backpt.journal.answers_file import keep_answers
from backpt.journal.local_days import local_date
from backpt.language import speech
from backpt.paths import Paths, user_paths
from backpt.prescription.model import Library, Routine
from backpt.run.bookkeeping import keeper, past_now, read_known, screening_of
from backpt.run.console import Console
from backpt.run.loop import BrokenOff, SessionTime
from backpt.run.request import SessionRequest
from backpt.safety.answers import Answers
from backpt.session.compile import Manner
from backpt.session.keymap import Means
from backpt.session.pressing import Pressing
from backpt.session.records import SESSION
from backpt.session.views import Page

NOON = 1_795_000_000.0
"""A moment in November 2026, in seconds since 1970."""
ENDED = "!"
"""In a script: the program is told to end there, as by a signal."""
ENTER = "\r"
"""In a script: Enter."""
TODAY = "Before you start"
"""The page with the questions of today: pain, something new, leg."""
WEEK = "Once a week"
"""The card of the week."""
NOTHING_KEPT = Answers()


class StoppedClock:
    """A clock at ``now``, which a test moves."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def wall(self) -> float:
        return self.now

    def real(self) -> float:
        return self.now

    def awake(self) -> float:
        return self.now


class Paper:
    """A surface that keeps what was said in a line."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, text: str) -> None:
        self.lines.append(text)


class ScriptedConsole(Console):
    """A console with somebody at its keyboard who presses what ``script`` says."""

    clock: Any
    pages: list[Page]
    """Every page that was asked, in order, a card once."""
    said: list[str]
    """Every line that was said besides."""

    def __new__(cls, script: Mapping[str, str], now: float = NOON) -> ScriptedConsole:
        clock, paper = StoppedClock(now), Paper()
        made = super().__new__(
            cls,
            cast(Any, clock),
            SessionTime(clock),
            cast(Any, None),
            cast(Any, paper),
            Pressing(),
        )
        made.pages, made.said = [], paper.lines
        made._script = {title: list(keys) for title, keys in script.items()}
        return made

    _script: dict[str, list[str]]

    @property
    def titles(self) -> list[str]:
        return [page.title for page in self.pages]

    @property
    def left_over(self) -> dict[str, str]:
        """Keys that no page asked for."""
        return {title: "".join(keys) for title, keys in self._script.items() if keys}

    @property
    def has_keyboard(self) -> bool:
        return True

    def _shows_whole(self, page: Page) -> bool:
        del page
        return True

    def ask(self, prompt: PagePrompt) -> str:
        page = prompt.page
        self.pages.append(page)
        key = self._key(page)
        assert key in page.keys, f"{key!r} is no answer to:\n{page}"
        if key == "q":
            raise UserLeft
        return key

    def _ask_card(self, card: Checklist | Questionnaire) -> Answered:
        given = [card]
        try:
            self._press(card, lambda now: given.append(cast(Questionnaire, now)))
        except (UserLeft, BrokenOff) as left:
            return Answered(given[-1], left)
        return Answered(given[-1])

    def _press(self, card: Card, heard: Callable[[Card], object] = lambda _: None) -> Card:
        self.pages.append(card.shown())
        while not card.is_over:
            key = self._key(card.shown())
            if key == "q":
                raise UserLeft
            card = card.pressed(key)
            heard(card)
        return card

    def _key(self, page: Page) -> str:
        keys = self._script.get(page.title)
        assert keys, f"no key is left for:\n{page}"
        key = keys.pop(0)
        if key == ENDED:
            raise BrokenOff(143)
        return Means.ENTER.value if key == ENTER else key


class Evening(NamedTuple):
    """Somebody's home, answers and library, in which evenings are asked."""

    home: Path
    library: Library
    answers: Answers | None = None
    """Kept before each evening; ``None``: what the evening before left."""

    @property
    def paths(self) -> Paths:
        return user_paths({"HOME": str(self.home)})

    def order(self, routine: Routine) -> SessionRequest:
        return SessionRequest(SESSION, routine, Manner(), self.paths, library=self.library)

    def plan(
        self,
        routine: Routine,
        console: ScriptedConsole,
        *,
        pain: int | None = None,
        speed: float = 1.0,
        resume: bool = False,
    ) -> SessionPlan:
        """Ask all that is due before ``routine`` at ``console``, and return what may be done.

        ``pain``, ``speed`` and ``resume`` as on the command line. Raises as ``plan_session``,
        and ``AssertionError`` for what was told besides.
        """
        if self.answers is not None:
            keep_answers(self.paths.answers, self.answers)
        told: list[str] = []
        order = self.order(routine)._replace(pain=pain, speed=speed, resume=resume)
        steps = () if resume else compile_within_limits(routine, speech, order.manner)
        known = read_known(order, console, past_now(order, console.clock.wall()), steps)
        talk = plan_session(order.request, known, screening_of(known, rehearsal=speed != 1.0))
        plan = console.conduct(talk, keeper(order, console, told))
        assert not told, told
        return plan


def all_answered(
    about: tuple[str, ...] = (), packs: tuple[str, ...] | None = (), now: float = NOON
) -> Answers:
    """Return cards that were answered today, with no sign and these lines of card 3 ticked."""
    return Answers(local_date(now), (), (), about, packs)
