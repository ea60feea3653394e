"""Not sure how an exercise is done: one key, wherever one is at hand, and it moves nothing."""

from __future__ import annotations

import pytest

from backpt.language import captions, speech
from backpt.prescription.model import Pace, Rest, Routine, Sides
from backpt.session.commands import Command, NotNow, command_for
from backpt.session.compile import flatten
from backpt.session.events import Event, State, UnsureReported
from backpt.session.steps import Compiled, StepKind
from backpt.session.summary import summarise
from tests.builders import routine
from tests.session.test_player import Running, hurting, pack, work

EVERY_KIND = routine(
    work((1, 1), sides=Sides.EACH, rest_s=60.0),
    Rest(20.0),
    work(id="clam", pace=Pace(2.0, 0.0, 2.0, 0.0), self_paced=True),
)


def marked(run: Running) -> list[tuple[float, str]]:
    return [(e.at, e.exercise) for e in run.events if isinstance(e, UnsureReported)]


def unmoved(events: list[Event]) -> list[Event]:
    return [event for event in events if not isinstance(event, UnsureReported)]


def test_in_every_step_of_an_exercise_it_means_that_one_and_nothing_moves() -> None:
    plain, run, seen = Running(EVERY_KIND), Running(EVERY_KIND), set[tuple[StepKind, str]]()
    while not run.player.over:
        before = run.player.frame(run.now), run.player.deadline()
        run.do(Command.UNSURE)
        assert (run.player.frame(run.now), run.player.deadline()) == before
        seen.add((run.step.kind, marked(run)[-1][1]))
        if run.step.seconds is None:
            run.do(Command.DONE)
            plain.to(run.now).do(Command.DONE)
        elif (due := run.player.deadline()) is not None:
            run.to(due)
    kinds = (StepKind.SETUP, StepKind.READY, StepKind.WORK, StepKind.SWITCH, StepKind.REST)
    assert seen == {
        *((kind, "bridge") for kind in kinds),
        *((kind, "clam") for kind in (StepKind.SETUP, StepKind.READY, StepKind.COUNT)),
    }
    assert unmoved(run.events) == plain.to_end().events


def test_in_a_rest_between_two_exercises_it_is_the_one_that_was_just_done() -> None:
    run = Running(EVERY_KIND)
    while not isinstance(run.step.item, Rest):
        due = run.player.deadline()
        assert due is not None
        run.to(due)
    assert marked(run.do(Command.UNSURE)) == [(run.now, "bridge")]


def test_paused_and_counting_in_it_is_taken_too() -> None:
    run = Running(routine(work())).until(StepKind.WORK).do(Command.PAUSE)
    run.wait(30.0).do(Command.UNSURE)
    assert (run.state, len(marked(run))) == (State.PAUSED, 1)
    run.do(Command.RESUME).do(Command.UNSURE)
    assert (run.state, len(marked(run))) == (State.COUNTING_IN, 2)


def test_in_the_two_minutes_after_pain_it_is_taken_and_the_rest_goes_on() -> None:
    run = hurting().type("6").wait(50.0)
    asks_at = run.player.deadline()
    assert marked(run.do(Command.UNSURE)) == [(run.now, "bridge")]
    assert (run.state, run.player.deadline()) == (State.RESTING, asks_at)


def test_while_a_question_is_open_it_answers_nothing() -> None:
    run = hurting()
    assert command_for("u", run.player.frame(run.now)) is None
    with pytest.raises(NotNow):
        run.do(Command.UNSURE)


@pytest.mark.parametrize("of", [pack(), routine(Rest(20.0))])
def test_a_pack_and_a_rest_before_all_exercises_name_none(of: Routine) -> None:
    for first in range(len(flatten(of, speech))):
        run = Running(of, first=first)
        frame = run.player.frame(run.now)._replace(state=State.RUNNING)
        assert "u" not in dict(captions.caption(Compiled(of, run.steps), frame).keys)
        with pytest.raises(NotNow):
            run.do(Command.UNSURE)


def test_pressed_twice_it_is_said_again_and_still_true() -> None:
    run = Running(routine(work())).until(StepKind.WORK)
    run.do(Command.UNSURE).wait(0.5).do(Command.UNSURE)
    said = [
        captions.line(Compiled(run.routine, run.steps), event)
        for event in run.events
        if isinstance(event, UnsureReported)
    ]
    assert said == 2 * [
        "Noted: not sure how to do Bridge. Leave it out with X, and ask a therapist to show"
        " you."
    ]
    done = summarise(Compiled(run.routine, run.steps), speech, run.to_end().events)
    assert done.unsure == ("bridge",)


def test_the_key_stands_with_the_others_of_an_exercise() -> None:
    steps = flatten(EVERY_KIND, speech)
    run = Running(EVERY_KIND)
    shown = captions.caption(Compiled(EVERY_KIND, steps), run.player.frame(0.0))
    assert dict(shown.keys)["u"] == "unsure how"
    assert "U: unsure how." in captions.keys_said(shown, mutes=False)
    assert command_for("U", run.player.frame(0.0)) is Command.UNSURE
