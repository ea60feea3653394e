"""The console: whose the terminal is, is asked before anything is drawn on it."""

from __future__ import annotations

from typing import Any, cast

import pytest

from backpt.clock import Clock
from backpt.intake.pages import DrivenPage
from backpt.language import speech
from backpt.language.en.captions import line
from backpt.language.en.keys import option
from backpt.prescription.model import Routine
from backpt.run.console import Console
from backpt.run.driven import Driven
from backpt.run.loop import BrokenOff, SessionTime, Sink
from backpt.run.presenter import SessionPresenter
from backpt.session.compile import flatten
from backpt.session.keymap import Means
from backpt.session.player import Player
from backpt.session.pressing import Pressing
from backpt.session.steps import Compiled
from backpt.session.views import Page
from backpt.terminal.surface import Surface, open_surface
from tests.run.test_loop import FakeTime, exercise, ice
from tests.terminal.glass import Glass

SURE = Page("Sure?", (), (option(Means.YES, "yes"), option(Means.NO, "no")))


class StartedBehind(FakeTime):
    """Clock and keyboard of a program started with ``&`` on ``glass``; fg is "back"."""

    def __init__(self, glass: Glass, script: dict[float, str]) -> None:
        super().__init__({0.0: "away", **script})
        self._glass = glass
        self.away = True
        self.before = b""
        """What the terminal had got until then."""

    def drop(self) -> None:
        """Nothing was typed."""

    def read(self, timeout_s: float, *, exact: bool) -> str | None:
        key = super().read(timeout_s, exact=exact)
        if key == "back":
            self.before, self.away = self._glass.read(), False
        return key


@pytest.mark.parametrize("plain", [False, True], ids=["screen", "plain"])
@pytest.mark.parametrize(
    ("routine", "shows"),
    [
        pytest.param(None, b"Sure?", id="question"),
        pytest.param(exercise(), b"Bridge", id="session"),
        pytest.param(ice(), b"Cold pack", id="pack"),
    ],
)
def test_nothing_is_drawn_while_the_terminal_is_the_shells(
    routine: Routine | None, shows: bytes, plain: bool
) -> None:
    with Glass(80, 24) as glass:
        keys = StartedBehind(glass, {20.0: "back", 22.0: " ", 50.0: "terminate"})
        surface = open_surface({"TERM": "xterm"}, "utf-8", Clock(), plain=plain, fd=glass.slave)
        with surface:
            times = SessionTime(keys)
            console = Console(cast(Any, keys), times, cast(Any, keys), surface, Pressing())
            console.show(Page("One moment", ()))
            first, sinks = started(routine, surface)
            with pytest.raises(BrokenOff):
                console.lead(first, sinks)
        assert keys.before == b""
        assert shows in glass.read()


def started(routine: Routine | None, surface: Surface) -> tuple[Driven, tuple[Sink, ...]]:
    """Return a question, or ``routine`` with what says its lines on ``surface``."""
    if routine is None:
        return DrivenPage(SURE), ()
    compiled = Compiled(routine, flatten(routine, speech))
    player = Player(compiled.steps, speech)
    return SessionPresenter(player, compiled), (lambda e: surface.line(line(compiled, e)),)
