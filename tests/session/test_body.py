"""The way into an exercise begins where the body is, not where the routine thinks it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backpt.language import speech
from backpt.language.en.captions import caption
from backpt.language.en.words import intro, phrase, speech_s, text
from backpt.prescription.model import Position, Routine, Work
from backpt.session.commands import Command
from backpt.session.compile import Manner, SetupBy
from backpt.session.events import CueDue
from backpt.session.steps import Compiled, Signal, StepKind
from tests.builders import exercise, routine, work

from .test_player import Running

LIE, FRONT, STAND = Position.SUPINE, Position.PRONE, Position.STANDING
ON_THE_BACK = "Lie on your back, knees bent, feet flat."
LIE_DOWN = f"Hold on, kneel, lie on your side, roll over. {ON_THE_BACK}"
TO_STAND = "Roll onto your side. "


def of(*positions: Position) -> Routine:
    names = ("Bridge", "Curl up", "March")
    return routine(*(work(exercise(names[at], one)) for at, one in enumerate(positions)))


def leg(run: Running, choice: Command | None) -> None:
    """Say that pain went down the leg, rest as is chosen, and say that it is back."""
    run.do(Command.HURTS).do(Command.LEG).wait(20.0)
    if choice is not None:
        run.do(choice)
    run.wait(600.0).do(Command.YES)


def way(run: Running) -> str:
    """Return what is said of the way into the step that begins; it is shown, too, and has the
    time of its words."""
    assert run.step.kind is StepKind.SETUP
    item, begins = run.step.item, run.now
    assert isinstance(item, Work)
    compiled, frame = Compiled(run.routine, run.steps), run.player.frame(begins)
    run.wait(frame.seconds or 0.0)
    said = [e for e in run.events if isinstance(e, CueDue) and e.at >= begins]
    words = {e.cue.signal: phrase(compiled, e.step_index, e.cue) for e in said}
    ways = words.get(Signal.CHANGE_POSITION, ())
    introduced = next(e.at for e in said if e.cue.signal is Signal.GET_READY)
    assert introduced == begins + speech_s(ways)
    name, *told = intro(item, None)
    assert frame.seconds is not None
    assert frame.seconds >= speech_s(ways) + speech_s((name, *told))
    assert caption(compiled, frame).note == text((*ways, *told))
    return text(ways)


def test_the_stop_rule_is_not_shown_again_to_who_comes_from_elsewhere() -> None:
    trial = of(LIE, STAND, STAND)._replace(first="Stop if it moves down.")
    run = Running(trial).until(StepKind.SETUP).wait(2.0).do(Command.NEXT)
    shown = caption(Compiled(trial, run.steps), run.player.frame(run.now)).note
    assert "Stop if it moves down." not in shown


@pytest.mark.parametrize(
    ("choice", "then", "said"),
    [
        (Command.WALK, STAND, "Stand tall."),
        (Command.WALK, LIE, LIE_DOWN),
        (Command.LIE_DOWN, LIE, ON_THE_BACK),
        (None, LIE, ON_THE_BACK),
        (None, STAND, "Stand tall."),
    ],
)
@pytest.mark.parametrize("before", [LIE, STAND])
def test_after_a_rest_for_the_leg_it_begins_where_that_was(
    before: Position, choice: Command | None, then: Position, said: str
) -> None:
    run = Running(of(before, then)).until(StepKind.WORK)
    leg(run, choice)
    assert way(run) == said


def test_who_lay_down_to_rest_is_told_how_to_get_up() -> None:
    run = Running(of(STAND, STAND)).until(StepKind.WORK)
    leg(run, Command.LIE_DOWN)
    assert way(run).startswith(TO_STAND)


def two_minutes(run: Running) -> None:
    run.until(StepKind.WORK).do(Command.HURTS).type("7").wait(120.0).type("3")
    run.wait(speech.told_s(Signal.EXERCISE_END))


def skipped(run: Running) -> None:
    run.until(StepKind.SETUP).wait(2.0).do(Command.NEXT)


@pytest.mark.parametrize(
    ("positions", "done", "said"),
    [
        pytest.param((LIE, STAND), two_minutes, "Stand tall.", id="rest as is easiest"),
        pytest.param((LIE, STAND, STAND), skipped, "Stand tall.", id="skipped on the way"),
        pytest.param((LIE, STAND, LIE), skipped, ON_THE_BACK, id="skipped, and back"),
        pytest.param((LIE, LIE, LIE), skipped, "", id="skipped without a way"),
    ],
)
def test_who_came_otherwise_than_planned_hears_where_to_be(
    positions: tuple[Position, ...], done: Callable[[Running], None], said: str
) -> None:
    run = Running(of(*positions))
    done(run)
    assert way(run) == said


def test_who_goes_back_comes_from_the_exercise_that_was_to_come() -> None:
    run = Running(of(FRONT, LIE, STAND)).until(StepKind.SETUP, 2).until(StepKind.WORK)
    while run.step.place.item != 1 or run.step.kind is not StepKind.SETUP:
        run.wait(0.5).do(Command.BACK)
    assert way(run) == LIE_DOWN


def test_who_goes_on_another_time_comes_from_nowhere() -> None:
    there = Running(of(LIE, STAND)).until(StepKind.SETUP)
    run = Running(of(LIE, STAND), first=there.player.frame(there.now).step_index)
    run.do(Command.RESUME)
    assert way(run) == "Stand tall."


@pytest.mark.parametrize(("setup", "part"), [(SetupBy.SLOW, 1.5), (SetupBy.KEY, None)])
def test_the_manner_of_getting_into_place_stays(setup: SetupBy, part: float | None) -> None:
    lengths = []
    for manner in (Manner(), Manner(setup)):
        run = Running(of(STAND, LIE), manner=manner)
        run.do(Command.DONE).until(StepKind.WORK)
        leg(run, Command.WALK)
        lengths.append(run.player.frame(run.now).seconds)
    usual, now = lengths
    assert usual is not None
    assert now == (None if part is None else pytest.approx(part * usual))
