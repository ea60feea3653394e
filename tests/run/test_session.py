"""What is said after a sitting, however it ended."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any, cast

import pytest

from backpt.cli import CONTAINERS_OF_A_START
from backpt.intake.known import Known
from backpt.intake.unfinished import SessionPlan
from backpt.language import speech
from backpt.paths import user_paths
from backpt.run.console import Console
from backpt.run.loop import SessionTime
from backpt.run.request import SessionRequest
from backpt.run.session import GARBAGE_AFTER, lead_session
from backpt.run.session_sound import SessionSound
from backpt.session.compile import Manner, flatten
from backpt.session.pressing import Pressing
from backpt.session.sound_choice import SoundChoice, SoundLevel
from backpt.session.steps import Compiled
from backpt.session.views import View
from tests.run.test_loop import FakeTime, Glass, ice


class Walled(FakeTime):
    def wall(self) -> float:
        return 1_790_000_000.0 + self.real()

    away = False

    def drop(self) -> None:
        """Nothing is typed ahead."""


class Broken(Glass):
    """A surface that breaks after so many pictures."""

    def draw(self, view: View) -> None:
        super().draw(view)
        if len(self.views) > 500:
            raise ZeroDivisionError

    def alert(self, text: str) -> None:
        """Nobody looks."""

    def line(self, text: str) -> None:
        """Nobody reads."""

    def work(self, free_s: float) -> None:
        """Nothing is drawn ahead."""


def test_a_crash_with_a_pack_on_says_to_take_it_off(tmp_path: Path) -> None:
    last_words = lead_until_it_breaks(tmp_path)
    assert last_words[-1] == "Take the pack off now."


def test_while_something_is_led_garbage_is_looked_for_as_in_any_program(tmp_path: Path) -> None:
    usual = gc.get_threshold()
    gc.set_threshold(CONTAINERS_OF_A_START)
    try:
        lead_until_it_breaks(tmp_path)
        assert gc.get_threshold()[0] == GARBAGE_AFTER
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def lead_until_it_breaks(tmp_path: Path) -> list[str]:
    time = Walled()
    paths = user_paths({"HOME": str(tmp_path)})
    order = SessionRequest("icepack", ice(), Manner(), paths, speed=2.0)
    steps = flatten(order.routine, speech)
    last_words: list[str] = []
    scale = SessionTime(time)
    console = Console(cast(Any, time), scale, cast(Any, time), cast(Any, Broken()), Pressing())
    audible = SessionSound(SoundChoice(SoundLevel.OFF), scale, time, last_words.append)
    known, plan = Known(), SessionPlan(Compiled(order.routine, steps), None)
    with pytest.raises(ZeroDivisionError):
        lead_session(order, console, audible, plan, known, last_words=last_words)
    return last_words
