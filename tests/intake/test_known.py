"""What an evening looks up: every fact is read once, and nothing is compiled without need."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from backpt.clock import Clock
from backpt.intake.prompts import KeepAnswers, PagePrompt
from backpt.intake.screening import Screening, ask_again
from backpt.intake.today_card import again_page
from backpt.journal.recorder import open_journal
from backpt.journal.store import reader
from backpt.language import speech
from backpt.paths import user_paths
from backpt.safety.cards import EMERGENCY_CARD
from backpt.session.compile import flatten
from backpt.session.events import Ending, Event, StepBegan
from backpt.session.resume import resume_point
from tests.builders import home_basics, shipped
from tests.homes import environment
from tests.journal.test_before import keep
from tests.journal.values import NOON as BEGAN
from tests.journal.values import ORIGIN, begin, done, raise_, record, summary
from tests.played import Played
from tests.scripted import TODAY, Evening, ScriptedConsole, all_answered

SHIPPED = shipped()
HOME_BASICS = home_basics()
OPENS, RESUMES, COMPILES = "reader", "resume_point", "flatten"
_COUNTED: dict[CodeType, str] = {
    one.__code__: one.__name__ for one in (reader, resume_point, flatten)
}


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count how often the journal is opened, a resume point found and a routine compiled."""
    found: Counter[str] = Counter()

    def see(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code in _COUNTED:
            found[_COUNTED[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(see)
    threading.setprofile(see)  # a program that is played runs beside the test
    try:
        yield found
    finally:
        sys.setprofile(before)
        threading.setprofile(None)


def stopped_at(evening: Evening, last: int) -> None:
    """Keep a session that the user stopped after so many steps."""
    path = Path(evening.paths.journal)
    path.parent.mkdir(parents=True, exist_ok=True)
    journal, steps = open_journal(str(path), raise_), flatten(HOME_BASICS, speech)
    begin(journal, HOME_BASICS)
    events: list[Event] = [*done(steps, last=last), StepBegan(ORIGIN + 10.0 * last, last, 1)]
    record(journal, events, steps)
    journal.finish(Ending.STOPPED, summary("stopped"), ended_wall=BEGAN + 600.0)
    journal.close()


@pytest.mark.parametrize(
    ("words", "first", "compiled"),
    [
        (["session"], TODAY, 1),
        (["session", "classic-six", "--pain", "2"], TODAY, 1),
        (["icepack"], "Get into place", 2),
    ],
)
def test_before_its_first_picture_the_program_opens_the_journal_once(
    tmp_path: Path, words: list[str], first: str, compiled: int
) -> None:
    """Which routine was done last, and how many were, is read with everything else."""
    env = environment(tmp_path)
    keep(Path(user_paths(env).journal), 1, now=Clock().wall())
    with counted() as found:
        run = Played(words, env)
        run.until(first)
        until_then = Counter(found)
    run.interrupt()
    assert (until_then[OPENS], until_then[RESUMES]) == (1, 0)
    assert until_then[COMPILES] <= compiled


def test_a_first_evening_opens_the_journal_once_and_compiles_once(tmp_path: Path) -> None:
    one, two, three = (f"Your safety, card {n} of 3" for n in (1, 2, 3))
    keys = {one: "n", two: "n", f"{three}: about you": "nnnn", TODAY: "2nn"}
    with counted() as found:
        plan = Evening(tmp_path, SHIPPED).plan(HOME_BASICS, ScriptedConsole(keys))
    assert plan.routine == HOME_BASICS
    assert (found[OPENS], found[RESUMES], found[COMPILES]) == (1, 0, 1)


def test_an_evening_that_is_made_lighter_compiles_no_more_than_twice(tmp_path: Path) -> None:
    evening = Evening(tmp_path, SHIPPED, all_answered())
    with counted() as found:
        plan = evening.plan(HOME_BASICS, ScriptedConsole({TODAY: "5nn", "Less today": "y"}))
    assert plan.routine != HOME_BASICS
    assert (found[OPENS], found[COMPILES]) == (1, 2)


def test_what_goes_on_is_read_found_and_compiled_once(tmp_path: Path) -> None:
    evening = Evening(tmp_path, SHIPPED, all_answered(now=BEGAN))
    stopped_at(evening, 4)
    console = ScriptedConsole({TODAY: "2nn"}, BEGAN + 900.0)
    with counted() as found:
        plan = evening.plan(HOME_BASICS, console, resume=True)
    assert plan.point is not None
    assert plan.point.first == 4
    assert (found[OPENS], found[RESUMES], found[COMPILES]) == (1, 1, 1)


def test_what_goes_on_lighter_is_found_once_more_in_its_new_steps(tmp_path: Path) -> None:
    evening = Evening(tmp_path, SHIPPED, all_answered(now=BEGAN))
    stopped_at(evening, 4)
    console = ScriptedConsole({TODAY: "5nn", "Less today": "y"}, BEGAN + 900.0)
    with counted() as found:
        plan = evening.plan(HOME_BASICS, console, resume=True)
    assert plan.routine != HOME_BASICS
    assert (found[OPENS], found[RESUMES], found[COMPILES]) == (1, 2, 2)


def test_the_evening_asks_for_nothing_but_prompts_and_is_driven_without_a_console() -> None:
    screening = Screening(
        all_answered()._replace(ask_again=True), today="2026-11-22", has_keyboard=True
    )
    talk = ask_again(screening, all_answered(), again_page(), EMERGENCY_CARD)
    asked = next(talk)
    assert isinstance(asked, PagePrompt)
    assert asked.unasked == "n"
    talk.send("n")
    kept = talk.send(True)  # the page could be read
    assert isinstance(kept, KeepAnswers)
    assert not kept.answers.ask_again
