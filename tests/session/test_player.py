"""The player: time goes in as numbers, events come out. Nobody waits here."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from backpt.language import speech
from backpt.language.en.captions import pain_words
from backpt.language.en.words import (
    EASED_WORDS,
    EMERGENCY_FAINT,
    GOOD_ZONE_WORDS,
    STOP_WORDS,
    phrase,
    speech_s,
)
from backpt.prescription.model import (
    Mode,
    Pace,
    Rest,
    Routine,
    Sides,
    ThermalPlan,
    Work,
)
from backpt.safety.tables import HURTS_SILENCE_S
from backpt.session.commands import PERMITTED, Command, NotNow
from backpt.session.compile import Manner, flatten
from backpt.session.events import (
    Anchor,
    CueDue,
    Ending,
    Event,
    Halted,
    KeyAcknowledged,
    Outcome,
    PainReported,
    SessionEnded,
    State,
    StepBegan,
    StepEnded,
    Why,
)
from backpt.session.player import Player
from backpt.session.step_clock import GIVE_UP_S
from backpt.session.steps import EXERCISE, PACK, Compiled, Gate, Signal, Step, StepKind
from backpt.session.summary import summarise
from tests import builders
from tests.builders import routine
from tests.examples import cases

MINUTE = 60.0


def work(
    reps: tuple[int, ...] = (3,),
    pace: Pace = Pace(2.0, 3.0, 2.0, 1.0),
    sides: Sides = Sides.BOTH,
    rest_s: float = 30.0,
    time_s: float | None = None,
    self_paced: bool = False,
    id: str = "bridge",
) -> Work:
    return builders.work(
        builders.exercise(id.capitalize(), cue="Lift your hips."),
        reps=reps,
        pace=pace,
        time_s=time_s,
        sides=sides,
        rest_s=rest_s,
        self_paced=self_paced,
    )


def pack(cycles: int = 2, apply_s: float = 15 * MINUTE, mode: Mode = Mode.COLD) -> Routine:
    return routine(ThermalPlan(mode, apply_s, 15 * MINUTE, cycles))


class Running:
    """A player with its steps and everything that it has said."""

    def __init__(
        self,
        of: Routine,
        *,
        keyboard: bool = True,
        pain_before: int | None = None,
        manner: Manner = Manner(),
        first: int = 0,
    ) -> None:
        self.routine = of
        self.steps = flatten(of, speech, manner)
        self.player = Player(
            self.steps, speech, keyboard=keyboard, pain_before=pain_before, first=first
        )
        self.now = 0.0
        self.events: list[Event] = self.player.start(0.0)

    def to(self, now: float) -> Self:
        self.now = now
        self.events += self.player.tick(now)
        return self

    def wait(self, seconds: float) -> Self:
        return self.to(self.now + seconds)

    def until(self, kind: StepKind, times: int = 1) -> Self:
        """Let time pass until a step of ``kind`` begins for the ``times``-th time from now."""
        for _ in range(times):
            while True:
                due = self.player.deadline()
                assert due is not None, f"{kind} never comes"
                self.to(max(due, self.now))
                began = [e for e in self.events if isinstance(e, StepBegan)]
                if began and self.step.kind is kind and began[-1].at == self.now:
                    break
            if times > 1:
                self.wait(0.001)
        return self

    def do(self, command: Command, value: str = "") -> Self:
        self.events += self.player.command(command, self.now, value)
        return self

    def type(self, number: str) -> Self:
        for digit in number:
            self.do(Command.DIGIT, digit)
        return self.do(Command.ENTER)

    def to_end(self) -> Self:
        while not self.player.over:
            due = self.player.deadline()
            assert due is not None, f"stands still in {self.step}"
            self.to(max(due, self.now))
        return self

    def told_of_rep(self, rep_no: int) -> list[str]:
        """Return each beginning and end of a rep, with its attempt."""
        return [
            f"{'began' if isinstance(event, StepBegan) else event.outcome} {event.attempt}"
            for event in self.events
            if isinstance(event, (StepBegan, StepEnded))
            and self.steps[event.step_index].place.rep_no == rep_no
        ]

    @property
    def step(self) -> Step:
        return self.player.frame(self.now).step

    @property
    def state(self) -> State:
        return self.player.frame(self.now).state

    def ended(self, kind: StepKind | None = None) -> list[StepEnded]:
        found = [event for event in self.events if isinstance(event, StepEnded)]
        return [e for e in found if kind is None or self.steps[e.step_index].kind is kind]

    def cues(self, signal: Signal) -> list[float]:
        return [e.at for e in self.events if isinstance(e, CueDue) and e.cue.signal is signal]

    @property
    def ending(self) -> Ending | None:
        return self.player.frame(self.now).ending


def test_a_session_ends_when_its_last_step_does_and_says_so() -> None:
    run = Running(routine(work((2,)))).to_end()
    assert run.events[-1] == SessionEnded(30 + 3 + 16, Ending.DONE)
    assert [e.outcome for e in run.ended(StepKind.WORK)] == [Outcome.DONE, Outcome.DONE]


def test_events_bear_the_moment_they_were_due_however_late_the_loop_wakes() -> None:
    late = Running(routine(work((2,)))).to(1000.0)
    assert late.events == Running(routine(work((2,)))).to_end().events


def test_pausing_a_hundred_times_adds_nothing() -> None:
    run = Running(routine(work((1,), Pace(2, 300, 2, 1)))).until(StepKind.WORK)
    began = run.now
    for _ in range(100):
        run.wait(1.0).do(Command.PAUSE).wait(4.0).do(Command.RESUME)
    run.to_end()
    assert run.now - began == pytest.approx(305 + 400, abs=1e-9)
    assert run.ended(StepKind.WORK)[-1].active_s == pytest.approx(305, abs=1e-6)


def test_a_short_pause_goes_on_where_it_was() -> None:
    run = Running(routine(work())).until(StepKind.WORK).wait(4.0).do(Command.PAUSE)
    run.wait(5.0).do(Command.RESUME)
    assert run.state is State.RUNNING
    assert run.player.frame(run.now).elapsed_s == 4.0


def test_a_longer_pause_counts_in_and_repeats_the_rep() -> None:
    run = Running(routine(work())).until(StepKind.WORK).wait(4.0).do(Command.PAUSE)
    run.wait(5.1).do(Command.RESUME)
    assert run.state is State.COUNTING_IN
    interrupted = run.ended(StepKind.WORK)[-1]
    assert (interrupted.outcome, interrupted.why, interrupted.active_s) == (
        Outcome.PARTIAL,
        Why.PAUSED,
        4.0,
    )
    resumed_at = run.now
    run.until(StepKind.WORK)
    assert run.now == resumed_at + 6.0
    counted = [t for t in run.cues(Signal.COUNT) if t > resumed_at]
    assert counted[:3] == [resumed_at + 3, resumed_at + 4, resumed_at + 5]
    assert [e for e in run.events if isinstance(e, StepBegan)][-1].attempt == 2


def test_a_long_position_goes_on_where_it_was_after_a_longer_pause() -> None:
    run = (
        Running(routine(work(time_s=300.0))).until(StepKind.WORK).wait(200.0).do(Command.PAUSE)
    )
    run.wait(60.0).do(Command.RESUME).wait(6.0)
    assert run.player.frame(run.now).elapsed_s == 200.0
    run.to_end()
    assert run.ended(StepKind.WORK)[-1] == StepEnded(
        run.now, run.ended(StepKind.WORK)[-1].step_index, 1, Outcome.DONE, Why.NONE, 300.0
    )


def test_pausing_while_counting_in_starts_the_rep_whole_later() -> None:
    run = Running(routine(work())).until(StepKind.WORK).wait(4.0).do(Command.PAUSE).wait(9.0)
    run.do(Command.RESUME).wait(2.0).do(Command.PAUSE).wait(30.0).do(Command.RESUME)
    assert run.state is State.COUNTING_IN
    run.until(StepKind.WORK)
    assert run.player.frame(run.now).elapsed_s == 0.0
    run.to_end()
    assert summarise(Compiled(run.routine, run.steps), speech, run.events).items[0].done == 3


def test_space_while_getting_into_place_means_ready() -> None:
    run = Running(routine(work())).wait(7.0).do(Command.DONE)
    assert run.step.kind is StepKind.READY
    assert run.until(StepKind.WORK).now == 10.0


@pytest.mark.parametrize(
    ("command", "after_s", "by_s"),
    [(Command.PLUS, 7.0, 10.0), (Command.MINUS, 7.0, -10.0), (Command.MINUS, 26.0, -4.0)],
)
def test_longer_and_shorter_say_by_how_much(
    command: Command, after_s: float, by_s: float
) -> None:
    run = Running(routine(work())).wait(after_s)
    began = len(run.events)
    run.do(command)
    (heard,) = [one for one in run.events[began:] if isinstance(one, KeyAcknowledged)]
    assert heard.longer_s == pytest.approx(by_s)


def test_space_just_after_the_set_up_ended_by_itself_still_means_ready() -> None:
    run = Running(routine(work())).to(30.9).do(Command.PAUSE)
    assert run.events[-1] == KeyAcknowledged(30.9, run.player.frame(30.9).step_index)
    assert run.state is State.RUNNING
    assert run.wait(0.2).do(Command.PAUSE).state is State.PAUSED


def test_next_leaves_the_reps_of_this_side_then_the_change_then_the_exercise() -> None:
    run = Running(routine(work((3,), sides=Sides.EACH), work(id="clam"))).until(StepKind.WORK)
    run.wait(1.0).do(Command.NEXT)
    assert run.step.kind is StepKind.SWITCH
    assert [(e.outcome, e.why) for e in run.ended(StepKind.WORK)] == [
        (Outcome.PARTIAL, Why.NEXT),
        (Outcome.SKIPPED, Why.NEXT),
        (Outcome.SKIPPED, Why.NEXT),
    ]
    run.do(Command.NEXT)
    assert (run.step.kind, run.state) == (StepKind.WORK, State.COUNTING_IN)
    run.do(Command.NEXT)
    assert (run.step.kind, run.step.place.item) == (StepKind.SETUP, 1)
    done = summarise(Compiled(run.routine, run.steps), speech, run.events).items[0]
    assert (done.planned, done.done, done.partial, done.skipped) == (6, 0, 1, 5)


def test_a_skip_never_counts_as_done() -> None:
    run = Running(routine(work(), work(id="clam")))
    run.do(Command.NEXT).do(Command.NEXT)
    assert run.ending is Ending.DONE
    items = summarise(Compiled(run.routine, run.steps), speech, run.events).items
    assert [(item.done, item.skipped) for item in items] == [(0, 3), (0, 3)]


def test_back_does_the_rep_before_again_and_it_is_credited_once() -> None:
    run = Running(routine(work())).until(StepKind.WORK, 2).wait(1.0).do(Command.BACK)
    assert (run.step.place.rep_no, run.state) == (1, State.COUNTING_IN)
    run.to_end()
    items = summarise(Compiled(run.routine, run.steps), speech, run.events).items
    assert (items[0].planned, items[0].done) == (3, 3)


def test_what_was_done_is_not_said_to_be_skipped_after_going_back() -> None:
    run = Running(routine(work((3, 3)))).until(StepKind.REST).do(Command.BACK).do(Command.NEXT)
    said = [(e.step_index, e.outcome) for e in run.ended(StepKind.WORK)]
    assert [outcome for _, outcome in said[:3]] == [Outcome.DONE] * 3
    assert len(said) == 4, "only the rep that was broken off now is said again"
    run.do(Command.STOP)
    stopped = [e for e in run.ended(StepKind.WORK) if e.why is Why.STOPPED]
    assert {run.steps[e.step_index].place.set_no for e in stopped} == {2}


def test_redo_begins_the_set_again() -> None:
    run = Running(routine(work((3, 3)))).until(StepKind.REST).wait(2.0).do(Command.REDO)
    assert (run.step.kind, run.step.place.set_no, run.step.place.rep_no) == (
        StepKind.WORK,
        1,
        1,
    )


def test_ten_seconds_more_move_the_countdown_with_the_end() -> None:
    run = Running(routine(work((1, 1)))).until(StepKind.REST).wait(10.0).do(Command.PLUS)
    began = run.now - 10.0
    run.until(StepKind.WORK)
    assert run.now - began == 40.0
    assert [t - began for t in run.cues(Signal.COUNT) if t > began] == [37.0, 38.0, 39.0]


def test_ten_seconds_less_than_are_left_end_the_step() -> None:
    run = Running(routine(work((1, 1)))).until(StepKind.REST).wait(25.0).do(Command.MINUS)
    assert run.step.kind is StepKind.WORK


def test_a_paced_rep_has_its_own_length() -> None:
    run = Running(routine(work())).until(StepKind.WORK)
    with pytest.raises(NotNow):
        run.do(Command.PLUS)


def test_what_the_table_does_not_allow_raises_and_changes_nothing() -> None:
    for of in (routine(work((2, 2), sides=Sides.EACH), work(self_paced=True)), pack()):
        run = Running(of)
        for _ in range(60):
            frame = run.player.frame(run.now)
            for command in set(Command) - PERMITTED[frame.kind]:
                before = (run.player.frame(run.now), run.player.deadline())
                with pytest.raises(NotNow):
                    run.player.command(command, run.now, "3")
                assert (run.player.frame(run.now), run.player.deadline()) == before
            if frame.kind in (StepKind.GATE, StepKind.COUNT, StepKind.ALARM):
                run.do(Command.YES if frame.step.ask is Gate.SKIN else Command.DONE)
            elif (due := run.player.deadline()) is not None:
                run.to(due)
            if run.player.over:
                break
        assert run.player.over or run.now > 60


# --- self-paced ------------------------------------------------------------------------


def test_a_self_paced_set_waits_for_its_key_and_reminds() -> None:
    run = Running(routine(work((5, 5), Pace(0, 0, 0, 0), self_paced=True))).until(
        StepKind.COUNT
    )
    began = run.now
    run.wait(50.0)
    assert run.cues(Signal.WAITING) == [began + 20, began + 40]
    assert run.do(Command.DONE).step.kind is StepKind.REST


def test_after_a_minute_a_reminder_comes_once_a_minute() -> None:
    run = Running(routine(work((5, 5), Pace(0, 0, 0, 0), self_paced=True))).until(
        StepKind.COUNT
    )
    began = run.now
    run.wait(200.0)
    assert run.cues(Signal.WAITING) == [began + at for at in (20, 40, 60, 120, 180)]


@pytest.mark.parametrize("ask", [Gate.SKIN, Gate.SKIN_LOOK])
def test_the_question_about_the_skin_is_repeated_once_a_minute(ask: Gate) -> None:
    of = pack()
    steps = flatten(of, speech)
    gate = next(at for at, step in enumerate(steps) if step.ask is ask)
    player = Player(steps, speech, first=gate)
    said = [*player.start(0.0), *player.tick(200.0)]
    again = [one.at for one in said if isinstance(one, CueDue) and one.at > 0]
    assert again == [60.0, 120.0, 180.0]


def test_a_key_starts_each_timed_rep_of_a_self_paced_hold() -> None:
    run = Running(routine(work((2,), Pace(2, 5, 2, 1), self_paced=True)))
    run.until(StepKind.READY).until(StepKind.READY)
    run.wait(33.0).do(Command.DONE)
    assert run.step.kind is StepKind.WORK
    assert run.until(StepKind.READY).do(Command.DONE).to_end().ending is Ending.DONE


def test_without_a_keyboard_a_self_paced_set_is_unconfirmed_after_its_planned_time() -> None:
    run = Running(
        routine(work((5,), Pace(0, 0, 0, 0), self_paced=True)), keyboard=False
    ).to_end()
    (ended,) = run.ended(StepKind.COUNT)
    assert (ended.outcome, ended.why, ended.active_s) == (
        Outcome.PARTIAL,
        Why.UNCONFIRMED,
        20.0,
    )


# --- gaps ------------------------------------------------------------------------------


def test_a_closed_lid_pauses_the_exercise_as_of_the_last_wake_up() -> None:
    run = Running(routine(work((1,), Pace(2, 60, 2, 1)))).until(StepKind.WORK).wait(10.0)
    asleep_from = run.now
    run.events += run.player.gap(asleep_from, asleep_from + 480.0)
    run.now = asleep_from + 480.0
    assert Halted(asleep_from, run.player.frame(run.now).step_index, Why.AWAY) in run.events
    assert run.state is State.PAUSED
    run.do(Command.RESUME)
    away = run.ended(StepKind.WORK)[-1]
    assert (away.outcome, away.why, away.active_s) == (Outcome.PARTIAL, Why.AWAY, 10.0)
    run.to_end()
    assert run.ended(StepKind.WORK)[-1].outcome is Outcome.DONE


def test_a_closed_lid_never_stops_a_pack_and_the_alarm_is_at_once() -> None:
    run = Running(pack(), keyboard=False).until(StepKind.APPLY).wait(60.0)
    on_at = run.now - 60.0
    run.events += run.player.gap(run.now, run.now + 1000.0)
    assert StepBegan(on_at + 900.0, 3, 1) in run.events
    assert on_at + 900.0 in run.cues(Signal.PACK_OFF)


def test_a_gap_at_the_first_moment_of_a_rep_ends_it_before_it_begins_again() -> None:
    run = Running(routine(work()), keyboard=False).until(StepKind.WORK)
    run.events += run.player.gap(run.now, run.now + 3.0)
    run.wait(60.0)
    assert run.told_of_rep(1) == ["began 1", "partial 1", "began 2", "done 2"]


def test_a_gap_while_a_rep_is_counted_in_begins_it_once() -> None:
    run = Running(routine(work())).until(StepKind.WORK).wait(1.0).do(Command.REDO).wait(1.0)
    assert (run.state, run.step.place.rep_no) == (State.COUNTING_IN, 1)
    run.events += run.player.gap(run.now, run.now + 100.0)
    run.now += 100.0
    run.do(Command.RESUME).wait(10.0)
    assert run.told_of_rep(1) == ["began 1", "partial 1", "began 2"]


def test_a_rep_that_was_only_counted_in_is_skipped_when_one_stops_in_a_pause() -> None:
    run = Running(routine(work())).until(StepKind.WORK).wait(1.0).do(Command.REDO).wait(1.0)
    run.do(Command.PAUSE).wait(1.0).do(Command.STOP)
    assert run.told_of_rep(1) == ["began 1", "partial 1", "skipped 0"]


def test_a_gate_does_not_give_up_while_the_lid_is_closed() -> None:
    run = Running(pack()).until(StepKind.GATE)
    asleep_from = run.now + 10.0
    run.events += run.player.gap(asleep_from, asleep_from + 10 * GIVE_UP_S)
    run.now = asleep_from + 10 * GIVE_UP_S
    run.wait(GIVE_UP_S - 10.0 - 1.0)
    assert not run.player.over
    run.wait(1.0)
    assert run.player.over


def test_without_a_keyboard_a_gap_goes_on_by_itself() -> None:
    run = Running(routine(work()), keyboard=False).until(StepKind.WORK).wait(1.0)
    run.events += run.player.gap(run.now, run.now + 100.0)
    run.now += 100.0
    assert run.to_end().ending is Ending.DONE


# --- packs -----------------------------------------------------------------------------


def pack_on(run: Running) -> Running:
    """Get to the first APPLY as a user does."""
    run.do(Command.DONE)
    assert run.step.ask is Gate.PACK_ON
    return run.do(Command.DONE)


def look(run: Running) -> Running:
    """Go through APPLY and answer each skin check after ten seconds."""
    while run.step.kind is StepKind.APPLY:
        due = run.player.deadline()
        assert due is not None
        run.to(due)
        if run.player.frame(run.now).check_due:
            run.wait(10.0).do(Command.DONE)
    return run


def test_two_cycles_of_cold_take_fifteen_on_fifteen_off_fifteen_on() -> None:
    run = look(pack_on(Running(pack())))
    assert (run.step.kind, run.now) == (StepKind.ALARM, 900.0)
    assert run.wait(12.0).cues(Signal.PACK_OFF) == [900.0, 905.0, 910.0]
    run.do(Command.DONE)
    assert run.step.kind is StepKind.OFF
    run.to(912.0 + 900.0)
    assert run.step.ask is Gate.SKIN
    run.do(Command.YES).do(Command.DONE)
    look(run).do(Command.DONE)
    assert run.ending is Ending.DONE
    (item,) = summarise(Compiled(run.routine, run.steps), speech, run.events).items
    assert (item.planned, item.done, item.contact_s) == (2, 2, 1812.0)


def test_a_skin_check_without_a_key_sounds_the_alarm_after_a_minute() -> None:
    run = pack_on(Running(pack())).to(300.0)
    assert run.player.frame(run.now).check_due
    run.to(360.0)
    assert run.step.kind is StepKind.ALARM
    (ended,) = run.ended(StepKind.APPLY)
    assert (ended.at, ended.outcome, ended.why) == (360.0, Outcome.PARTIAL, Why.UNCHECKED)


def test_a_key_just_too_late_for_the_check_does_not_silence_the_alarm() -> None:
    run = pack_on(Running(pack())).to(360.5).do(Command.DONE)
    assert run.step.kind is StepKind.ALARM
    assert run.wait(1.0).do(Command.DONE).step.kind is StepKind.OFF


def test_space_outside_a_check_means_that_the_pack_is_off() -> None:
    run = pack_on(Running(pack())).to(120.0).do(Command.DONE)
    assert run.step.kind is StepKind.OFF
    assert run.ended(StepKind.APPLY)[-1].why is Why.PACK_OFF


def test_contact_of_more_than_twenty_minutes_drops_what_is_left_and_asks_for_a_look() -> None:
    run = look(pack_on(Running(pack()))).to(1201.0)
    assert run.cues(Signal.STOP) == [1200.0]
    run.do(Command.DONE)
    assert run.step.ask is Gate.SKIN_LOOK
    assert run.do(Command.DONE).ending is Ending.DONE
    (item,) = summarise(Compiled(run.routine, run.steps), speech, run.events).items
    assert (item.done, item.skipped) == (1, 1)


def test_after_ten_minutes_the_alarm_is_a_reminder_each_minute_until_the_key() -> None:
    run = look(pack_on(Running(pack(1, apply_s=5 * MINUTE))))
    began = run.now
    rung = [at - began for at in run.wait(20 * MINUTE + 30).cues(Signal.PACK_OFF)]
    often = [5.0 * times for times in range(121)]
    assert rung == [*often, *(600.0 + 60.0 * minute for minute in range(1, 11))]
    assert run.cues(Signal.STOP) == [1200.0], "twenty minutes of contact, among the reminders"
    assert not run.wait(60.0).player.over
    assert run.do(Command.DONE).step.ask is Gate.SKIN_LOOK


def test_twenty_minutes_that_end_with_the_alarm_itself_are_no_longer_contact() -> None:
    run = Running(pack(1, apply_s=19 * MINUTE), keyboard=False).to_end()
    assert run.cues(Signal.STOP) == []


def test_overtime_within_twenty_minutes_goes_on_to_the_time_off() -> None:
    run = look(pack_on(Running(pack()))).to(1200.0).do(Command.DONE)
    assert run.step.kind is StepKind.OFF


def test_skin_that_is_not_back_gets_ten_minutes_more_and_a_second_no_ends_it() -> None:
    run = look(pack_on(Running(pack()))).do(Command.DONE).wait(900.0).do(Command.NO)
    assert (run.step.kind, run.step.seconds) == (StepKind.OFF, 600.0)
    run.wait(600.0).do(Command.NO)
    assert run.step.ask is Gate.SKIN_LOOK  # and is told what to do for a burn
    assert run.do(Command.DONE).ending is Ending.DONE


def test_without_a_keyboard_the_second_pack_never_goes_on() -> None:
    run = Running(pack(), keyboard=False).to_end()
    assert run.ending is Ending.DONE
    assert len(run.ended(StepKind.APPLY)) == 2
    assert run.ended(StepKind.APPLY)[-1].outcome is Outcome.SKIPPED


def test_stopping_with_a_pack_on_says_that_it_must_come_off() -> None:
    run = pack_on(Running(pack())).to(100.0).do(Command.STOP)
    assert run.cues(Signal.STOP) == [100.0]
    assert run.ending is Ending.STOPPED


def test_a_gate_unanswered_for_ten_minutes_saves_and_stops() -> None:
    run = Running(pack()).do(Command.DONE).wait(600.0)
    assert run.ending is Ending.UNANSWERED


# --- it hurts --------------------------------------------------------------------------


STOP_WORDS_S = speech_s(STOP_WORDS)
EASED_WORDS_S = speech_s(EASED_WORDS)


def hurting(reps: int = 6, sides: Sides = Sides.BOTH, before: int | None = None) -> Running:
    run = Running(routine(work((reps,), sides=sides), work(id="clam")), pain_before=before)
    return run.until(StepKind.WORK, 2).wait(2.0).do(Command.HURTS)


def test_the_movement_stops_at_once() -> None:
    run = hurting()
    elapsed = run.player.frame(run.now).elapsed_s
    assert run.wait(15.0).player.frame(run.now).elapsed_s == elapsed


def test_pain_up_to_three_counts_in_and_repeats_the_rep() -> None:
    run = hurting().type("3")
    assert (run.state, run.step.place.rep_no) == (State.COUNTING_IN, 2)
    assert any(isinstance(e, PainReported) and e.pain == 3 for e in run.events)


def test_the_good_zone_is_said_before_it_counts_in_and_has_its_time() -> None:
    run = hurting().type("3")
    said = run.now
    assert (run.cues(Signal.GOOD_ZONE), run.cues(Signal.RESUMED)) == ([said], [])
    counts = [at for at in run.until(StepKind.WORK).cues(Signal.COUNT) if at >= said]
    assert counts[0] == said + 3 + speech_s(GOOD_ZONE_WORDS)


@pytest.mark.parametrize("taken_back", [True, False])
def test_no_good_zone_is_said_of_pain_that_nobody_named(taken_back: bool) -> None:
    run = hurting()
    run = run.do(Command.TAKE_BACK) if taken_back else run.do(Command.SILENCE)
    assert run.to_end().cues(Signal.GOOD_ZONE) == []


@pytest.mark.parametrize("digit", "4567")
def test_no_good_zone_is_said_of_pain_from_four_on(digit: str) -> None:
    assert hurting().type(digit).to_end().cues(Signal.GOOD_ZONE) == []


def test_no_good_zone_is_said_where_two_minutes_rest_ended_the_exercise() -> None:
    assert hurting().type("7").wait(120.0).type("3").to_end().cues(Signal.GOOD_ZONE) == []


def test_no_good_zone_is_said_of_pain_under_a_pack() -> None:
    run = pack_on(Running(pack(), pain_before=2)).to(100.0).do(Command.HURTS).type("3")
    assert run.cues(Signal.GOOD_ZONE) == []


def test_the_time_left_counts_no_rep_that_is_left_out() -> None:
    run = hurting(reps=6).type("5")  # in the second; of the four after it two are left
    frame = run.player.frame(run.now)
    done_s = sum(step.planned_s for step in run.steps if step.place.item == 0)
    rep_s = next(step.planned_s for step in run.steps if step.kind is StepKind.WORK)
    other_s = sum(step.planned_s for step in run.steps if step.place.item == 1)
    assert done_s > 6 * rep_s
    assert frame.total_s - frame.session_s == pytest.approx(2 * rep_s + other_s)


def pains_said(run: Running) -> list[str]:
    """What is shown and printed of each pain in the session."""
    return [pain_words(event) for event in run.events if isinstance(event, PainReported)]


def test_the_good_zone_is_shown_where_the_exercise_goes_on_and_nowhere_else() -> None:
    rested = hurting().type("7").wait(120.0).type("3")
    in_leg_rest = hurting().do(Command.LEG).wait(60.0).do(Command.HURTS).type("2")
    under_a_pack = pack_on(Running(pack(), pain_before=2)).to(100.0).do(Command.HURTS)
    assert pains_said(hurting().type("3")) == ["Pain 3 of 10: good zone."]
    assert pains_said(hurting().type("4")) == ["Pain 4 of 10."]
    assert pains_said(rested) == ["Pain 7 of 10.", "Pain 3 of 10."]
    assert pains_said(in_leg_rest) == ["Pain 2 of 10."]
    assert pains_said(under_a_pack.type("3")) == ["Pain 3 of 10."]


def test_pain_of_four_or_five_leaves_half_of_what_is_left() -> None:
    run = hurting(reps=6).type("5")
    assert run.player.frame(run.now).eased
    run.until(StepKind.SETUP)
    (item, _) = summarise(Compiled(run.routine, run.steps), speech, run.events).items
    assert (item.done, item.partial, item.skipped) == (3, 1, 2)
    assert {e.why for e in run.ended(StepKind.WORK)} == {Why.NONE, Why.HURTS, Why.EASED}


def test_easing_in_the_last_rep_leaves_the_next_exercise_as_it_is() -> None:
    run = Running(routine(work((2,)), work((6,), id="clam"))).until(StepKind.WORK, 2).wait(2.0)
    run.do(Command.HURTS).type("5").until(StepKind.SETUP)
    assert not run.player.frame(run.now).eased
    run.to_end()
    (_, clam) = summarise(Compiled(run.routine, run.steps), speech, run.events).items
    assert clam.done == 6


def test_easing_in_the_very_last_rep_ends_the_session() -> None:
    run = Running(routine(work((2,)))).until(StepKind.WORK, 2).wait(2.0)
    assert run.do(Command.HURTS).type("5").to_end().ending is Ending.DONE
    assert run.cues(Signal.EASED)


def test_easing_keeps_both_sides_equal() -> None:
    run = hurting(reps=6, sides=Sides.ALTERNATE)  # in the first rep's right side
    run.type("4").until(StepKind.SETUP)
    done = [
        run.steps[e.step_index].place
        for e in run.ended(StepKind.WORK)
        if e.outcome is Outcome.DONE
    ]
    later = [place for place in done if place.rep_no > 1]
    assert len([p for p in later if p.side == "left"]) == len(
        [p for p in later if p.side == "right"]
    )


def test_six_rests_two_minutes_asks_again_and_six_again_ends_the_session() -> None:
    run = hurting().type("6")
    assert run.state is State.RESTING
    asked = run.now
    run.wait(120.0)
    assert (run.state, run.now) == (State.ASKING_AGAIN, asked + 120.0)
    assert run.type("6").ending is Ending.PAIN


def test_pain_that_settles_within_two_minutes_ends_only_the_exercise() -> None:
    run = hurting().type("7").wait(120.0).type("3").wait(STOP_WORDS_S)
    assert (run.step.kind, run.step.place.item) == (StepKind.SETUP, 1)


def test_ten_can_be_typed() -> None:
    run = hurting().type("10")
    assert any(isinstance(e, PainReported) and e.pain == 10 for e in run.events)


def test_further_down_the_leg_ends_the_exercise_and_rests_before_anything_follows() -> None:
    run = hurting().do(Command.LEG)
    assert run.ended(StepKind.WORK)[-1].why is Why.HURTS
    assert (run.wait(STOP_WORDS_S).state, run.step.place.item) == (State.LEG_RESTING, 0)
    assert run.wait(600.0).do(Command.YES).step.place.item == 1


def new_sign(number: str) -> Running:
    return hurting().do(Command.NEW_SIGN).do(Command.DIGIT, number)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_new_sign_that_is_true_ends_the_session_as_an_emergency(number: int) -> None:
    run = new_sign(str(number))
    assert (run.state, run.ending) == (State.ASKING_IF_TRUE, None)
    assert run.do(Command.YES).ending is Ending.EMERGENCY
    assert run.events[-1] == SessionEnded(run.now, Ending.EMERGENCY, number)


def test_one_key_too_many_is_no_emergency() -> None:
    run = hurting().do(Command.NEW_SIGN)
    assert (run.state, run.ending) == (State.ASKING_SIGN, None)
    for command, value in ((Command.DIGIT, "0"), (Command.DIGIT, "5"), (Command.YES, "")):
        with pytest.raises(NotNow):
            run.player.command(command, run.now, value)
    assert run.do(Command.TAKE_BACK).state is State.ASKING
    assert run.do(Command.TAKE_BACK).state is State.COUNTING_IN


def test_no_goes_back_to_which_it_is_and_escape_too() -> None:
    for command in (Command.NO, Command.TAKE_BACK):
        run = new_sign("4").do(command)
        assert (run.state, run.ending) == (State.ASKING_SIGN, None)
        assert run.player.frame(run.now).sign == 0


def test_who_does_not_answer_which_sign_it_is_may_not_be_able_to() -> None:
    run = hurting().do(Command.NEW_SIGN)
    assert run.wait(speech.which_sign_s() + HURTS_SILENCE_S - 0.1).ending is None
    assert run.wait(0.2).events[-1] == SessionEnded(run.now - 0.1, Ending.EMERGENCY, 0)
    run = new_sign("3").wait(20.0)
    assert run.events[-1] == SessionEnded(run.now, Ending.EMERGENCY, 3)


def test_something_new_after_two_minutes_of_rest_leads_back_to_that_question() -> None:
    run = hurting().type("7").wait(120.0).do(Command.NEW_SIGN).do(Command.TAKE_BACK)
    assert run.state is State.ASKING_AGAIN


def test_a_pack_is_on_meanwhile_and_comes_off_before_the_words() -> None:
    run = pack_on(Running(pack())).wait(30.0)
    run.do(Command.HURTS).do(Command.NEW_SIGN).do(Command.DIGIT, "3").do(Command.YES)
    stop = [e for e in run.events if isinstance(e, CueDue) and e.cue.signal is Signal.STOP][-1]
    said = phrase(Compiled(run.routine, run.steps), stop.step_index, stop.cue)
    assert said == ("Take the pack off now.", *EMERGENCY_FAINT)


def test_a_skin_gate_is_not_stepped_over_by_the_key_for_next() -> None:
    run = pack_on(Running(pack())).wait(60.0).do(Command.DONE).until(StepKind.GATE)
    assert run.step.ask is Gate.SKIN
    with pytest.raises(NotNow):
        run.player.command(Command.NEXT, run.now)


def test_silence_and_space_alone_end_the_exercise() -> None:
    assert hurting().wait(20.0 + STOP_WORDS_S).step.place.item == 1
    assert hurting().do(Command.SILENCE).wait(STOP_WORDS_S).step.place.item == 1


def test_what_to_do_is_told_to_its_end_before_the_next_exercise() -> None:
    run = hurting().do(Command.SILENCE)
    told = run.now
    assert run.cues(Signal.EXERCISE_END) == [told]
    frame = run.wait(STOP_WORDS_S - 0.001).player.frame(run.now)
    assert (run.state, frame.telling) == (State.TELLING, Signal.EXERCISE_END)
    assert not [e for e in run.events if e.at > told]
    assert run.until(StepKind.SETUP).now == told + STOP_WORDS_S
    assert run.player.frame(run.now).telling is None


def test_fewer_and_smaller_is_said_before_it_counts_in() -> None:
    run = hurting().type("4")
    said = run.now
    assert run.cues(Signal.EASED) == [said]
    run.until(StepKind.WORK)
    counts = [at for at in run.cues(Signal.COUNT) if at >= said]
    assert counts[:3] == [said + EASED_WORDS_S + second for second in (0, 1, 2)]
    assert run.now == counts[0] + 3


def test_easing_a_long_position_says_so_and_then_where_it_goes_on() -> None:
    run = Running(routine(work(time_s=120.0))).until(StepKind.WORK).wait(20.0)
    run.do(Command.HURTS).wait(8.0).type("5")
    said = run.now
    run.wait(EASED_WORDS_S)
    assert (run.cues(Signal.EASED), run.cues(Signal.RESUMED)) == ([said], [run.now])
    assert run.to_end().ended(StepKind.WORK)[-1].active_s == pytest.approx(20.0 + 50.0)


def test_the_last_exercise_ends_the_session_after_its_words() -> None:
    run = Running(routine(work())).until(StepKind.WORK).do(Command.HURTS).do(Command.SILENCE)
    told = run.now
    assert run.ending is None
    assert run.to_end().events[-1] == SessionEnded(told + STOP_WORDS_S, Ending.DONE)


def test_space_while_it_tells_holds_still_at_what_comes_next() -> None:
    run = hurting().do(Command.SILENCE).wait(3.0).do(Command.PAUSE)
    assert (run.step.kind, run.step.place.item, run.state) == (StepKind.SETUP, 1, State.PAUSED)
    assert run.wait(600.0).do(Command.RESUME).until(StepKind.WORK).step.place.item == 1


def test_a_second_tap_of_the_answer_does_not_cut_off_what_it_brought() -> None:
    run = hurting().do(Command.SILENCE).wait(0.5)
    heard = len(run.events)
    assert (run.do(Command.PAUSE).state, len(run.events)) == (State.TELLING, heard)


def test_a_new_sign_can_be_said_while_it_tells() -> None:
    for answer in (Command.LEG, Command.SILENCE):
        run = hurting().do(answer).wait(2.0).do(Command.HURTS)
        run.do(Command.NEW_SIGN).do(Command.DIGIT, "1")
        assert run.do(Command.YES).ending is Ending.EMERGENCY
    assert hurting().type("4").wait(1.5).do(Command.HURTS).state is State.ASKING


def test_stopping_while_it_tells_says_of_each_rep_once_how_it_ended() -> None:
    for answer in (Command.LEG, Command.SILENCE):
        run = hurting().do(answer).wait(1.0).do(Command.STOP)
        said = [e.step_index for e in run.ended(StepKind.WORK)]
        assert len(said) == len(set(said)) == 6 + 3
        assert run.ending is Ending.STOPPED


def test_enter_alone_answers_nothing() -> None:
    run = hurting().do(Command.ENTER)
    assert run.state is State.ASKING


def test_escape_takes_it_back() -> None:
    run = hurting().wait(2.0).do(Command.TAKE_BACK)
    assert (run.state, run.step.place.rep_no) == (State.COUNTING_IN, 2)
    run.to_end()
    assert summarise(Compiled(run.routine, run.steps), speech, run.events).items[0].done == 6


def test_a_pack_does_not_wait_while_it_asks_and_comes_off_when_it_hurts() -> None:
    run = pack_on(Running(pack(), pain_before=2)).to(100.0).do(Command.HURTS).wait(5.0)
    assert run.player.frame(run.now).contact_s == 105.0
    run.type("4")  # up by two on the skin
    assert run.step.kind is StepKind.ALARM
    run.wait(3.0).do(Command.DONE)
    assert run.step.ask is Gate.SKIN_LOOK


# --- properties ------------------------------------------------------------------------

halves = st.integers(0, 40).map(lambda n: n / 2)
paces = st.builds(
    Pace,
    st.sampled_from([0.0, 2.0, 3.0]),
    st.sampled_from([0.0, 1.0, 5.0, 20.0]),
    st.sampled_from([0.0, 2.0]),
    st.sampled_from([1.0, 2.0]),
)
works = st.builds(
    work,
    reps=st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple),
    pace=paces,
    sides=st.sampled_from([*Sides]),
    rest_s=st.sampled_from([0.0, 20.0]),
    time_s=st.sampled_from([None, None, 45.0]),
    self_paced=st.booleans(),
    id=st.sampled_from(["bridge", "clam"]),
)
packs = st.builds(
    ThermalPlan,
    st.sampled_from([*Mode]),
    st.sampled_from([5 * MINUTE, 15 * MINUTE, 20 * MINUTE]),
    st.just(20 * MINUTE),
    st.integers(1, 3),
)
items = st.one_of(works, works, works, st.builds(Rest, st.just(20.0)), packs)
routines = st.lists(items, min_size=1, max_size=3).map(lambda made: routine(*made))
moments = st.floats(0, 3000, allow_nan=False).map(lambda t: round(t * 8) / 8)
commands = st.lists(
    st.tuples(moments, st.sampled_from([*Command, "gap"]), st.sampled_from("0123456789")),
    max_size=25,
)
STRAINS = frozenset({1})
END = 100_000.0
GAP_S = 64.0


HURTING = (
    *[Command.HURTS, Command.HURTS, Command.DIGIT, Command.ENTER],
    *[Command.LEG, Command.SILENCE],
)


def replay(
    of: Routine,
    script: Iterable[tuple[float, str, str]],
    wakes: Iterable[float],
    *,
    keyboard: bool,
    looking_s: float | None = None,
) -> tuple[list[Event], Player]:
    """Run a script of commands and gaps; tick at ``wakes`` besides. A gap takes 64 s.

    Before each of them, look as far ahead as ``looking_s`` says.
    """
    player = Player(
        flatten(of, speech), speech, keyboard=keyboard, pain_before=1, strains=STRAINS
    )
    events = player.start(0.0)
    inputs = [*script, *((at, "tick", "") for at in wakes)]
    asleep_until = 0.0
    # A wake-up comes before a command of the same moment, as in the loop.
    for at, name, value in sorted(inputs, key=lambda i: (i[0], i[1] != "tick", i[1], i[2])):
        now = max(at, asleep_until)
        if looking_s is not None:
            player.ahead(now + looking_s)
        try:
            if name == "gap":
                asleep_until = now + GAP_S
                events += player.gap(now, asleep_until)
            elif name == "tick":
                if at >= asleep_until:
                    events += player.tick(now)
            else:
                events += player.command(Command(name), now, value)
        except NotNow:
            pass
    return events, player


@given(routines, commands, moments, st.booleans())
def test_looking_ahead_changes_nothing(
    of: Routine, script: list[tuple[float, str, str]], looking_s: float, keyboard: bool
) -> None:
    looked, _ = replay(of, script, [END], keyboard=keyboard, looking_s=looking_s)
    assert looked == replay(of, script, [END], keyboard=keyboard)[0]


@pytest.mark.slow
@cases(300)
@given(routines, commands, st.lists(moments, max_size=30), st.booleans())
def test_extra_wake_ups_never_change_what_is_signalled_or_journaled(
    of: Routine,
    script: list[tuple[float, str, str]],
    wakes: list[float],
    keyboard: bool,
) -> None:
    few, _ = replay(of, script, [END], keyboard=keyboard)
    many, _ = replay(of, script, [*wakes, END], keyboard=keyboard)
    assert [(type(e), *e) for e in few] == [(type(e), *e) for e in many]


@pytest.mark.slow
@cases(300)
@given(routines, commands, st.booleans())
def test_every_step_of_a_session_that_ended_is_accounted_for_once(
    of: Routine, script: list[tuple[float, str, str]], keyboard: bool
) -> None:
    steps = flatten(of, speech)
    events, player = replay(of, [*script, (END, Command.STOP, "")], [END], keyboard=keyboard)
    assert player.over
    spoken_of = {e.step_index for e in events if isinstance(e, StepEnded)}
    credited = {
        at
        for at, step in enumerate(steps)
        if step.kind in EXERCISE or step.kind is StepKind.APPLY
    }
    assert credited <= spoken_of
    for item in summarise(Compiled(of, steps), speech, events).items:
        assert item.done + item.partial + item.skipped == item.planned
    for event in events:
        if isinstance(event, StepEnded) and event.outcome is not Outcome.DONE:
            assert event.why is not Why.NONE


@pytest.mark.slow
@cases(300)
@given(packs, commands, st.booleans())
def test_no_pack_is_on_for_more_than_twenty_minutes_without_an_alarm(
    plan: ThermalPlan, script: list[tuple[float, str, str]], keyboard: bool
) -> None:
    steps = flatten(routine(plan), speech)
    events, _ = replay(routine(plan), script, [END], keyboard=keyboard)
    on_at: float | None = None
    for event in events:
        if isinstance(event, StepBegan) and steps[event.step_index].kind is StepKind.APPLY:
            on_at = event.at
        if isinstance(event, StepEnded) and event.attempt and on_at is not None:
            kind = steps[event.step_index].kind
            if kind is StepKind.APPLY:
                assert event.at - on_at <= 20 * MINUTE
            elif kind is StepKind.ALARM:
                rung = [
                    e.at
                    for e in events
                    if isinstance(e, CueDue) and e.cue.signal is Signal.PACK_OFF
                ]
                began = event.at - event.active_s
                silent = itertools.pairwise(
                    [began, *(t for t in rung if on_at <= t < event.at), event.at]
                )
                for earlier, later in silent:
                    most_s = 5.0 if earlier < began + 10 * MINUTE else 60.0
                    assert later - earlier <= most_s + 1e-6


MUST_BE_HEARD = {Signal.EASED, Signal.EXERCISE_END, Signal.LEG_REST, Signal.STOP}


@pytest.mark.slow
@cases(300)
@given(
    routines,
    st.lists(st.tuples(halves, st.sampled_from([*HURTING, *Command])), max_size=30),
    st.booleans(),
)
def test_no_words_take_the_moment_of_what_must_be_heard(
    of: Routine, script: list[tuple[float, Command]], keyboard: bool
) -> None:
    """Of two cues with words at one moment the first is not heard. Only a key may do that."""
    steps = flatten(of, speech)
    player, now = Player(steps, speech, keyboard=keyboard, pain_before=1), 0.0
    batches = [player.start(0.0)]
    for wait, command in script:
        now += wait
        batches.append(player.tick(now))
        with contextlib.suppress(NotNow):
            batches.append(player.command(command, now, "4"))
    batches.append(player.tick(now + 3600.0))
    for batch in batches:
        cues = [e for e in batch if isinstance(e, CueDue)]
        spoken = [e for e in cues if phrase(Compiled(of, steps), e.step_index, e.cue)]
        for one, other in itertools.pairwise(spoken):
            assert one.at < other.at or one.cue.signal not in MUST_BE_HEARD, (one, other)


class PlayerMachine(RuleBasedStateMachine):
    """Any order of commands, waits and gaps keeps the books straight."""

    @initialize(of=routines, keyboard=st.booleans())
    def begin(self, of: Routine, keyboard: bool) -> None:
        self.steps = flatten(of, speech)
        self.player = Player(
            self.steps, speech, keyboard=keyboard, pain_before=2, strains=STRAINS
        )
        self.now = 0.0
        self.events = self.player.start(0.0)

    @rule(wait=st.one_of(halves, st.sampled_from([60.0, 300.0, 900.0])))
    def wait(self, wait: float) -> None:
        self.now += wait
        self.events += self.player.tick(self.now)

    @rule(command=st.sampled_from([*Command]), digit=st.sampled_from("0456789"))
    def command(self, command: Command, digit: str) -> None:
        before = (self.player.frame(self.now), self.player.deadline())
        try:
            self.events += self.player.command(command, self.now, digit)
        except NotNow:
            assert (self.player.frame(self.now), self.player.deadline()) == before

    @rule(command=st.sampled_from([Command.NEXT, Command.DONE, Command.YES]))
    def go_on(self, command: Command) -> None:
        self.command(command, "1")

    @rule(asleep=st.sampled_from([3.0, 500.0, 2000.0]))
    def gap(self, asleep: float) -> None:
        since, self.now = self.now, self.now + asleep
        self.events += self.player.gap(since, self.now)

    @invariant()
    def time_only_goes_forward(self) -> None:
        if hasattr(self, "events"):
            at = [event.at for event in self.events]
            assert at == sorted(at)

    @invariant()
    def a_step_ends_before_another_begins(self) -> None:
        if not hasattr(self, "events"):
            return
        running: int | None = None
        for event in self.events:
            if isinstance(event, StepBegan):
                assert running is None, "two steps at once"
                running = event.step_index
            elif isinstance(event, StepEnded) and event.attempt:
                assert event.step_index == running, "an end without a beginning"
                running = None

    @invariant()
    def a_session_that_runs_can_go_on(self) -> None:
        if hasattr(self, "player") and not self.player.over:
            due = self.player.deadline()
            assert due is None or due > self.now
            frame = self.player.frame(self.now)
            if due is None:
                assert frame.state is State.PAUSED, "only a pause may last for ever"

    @invariant()
    def nothing_follows_the_end(self) -> None:
        if hasattr(self, "events"):
            ends = [n for n, e in enumerate(self.events) if isinstance(e, SessionEnded)]
            assert ends in ([], [len(self.events) - 1])

    @invariant()
    def packs_never_stand_still(self) -> None:
        if hasattr(self, "player") and not self.player.over:
            frame = self.player.frame(self.now)
            assert not (frame.kind in PACK and frame.state is State.PAUSED)


TestPlayerMachine = pytest.mark.slow(PlayerMachine.TestCase)
TestPlayerMachine.settings = settings(cases(120), stateful_step_count=40)


def test_an_anchor_is_said_at_every_start_resume_and_jump() -> None:
    run = Running(routine(work(), work(id="clam")))
    assert [event for event in run.events if isinstance(event, Anchor)] == [
        Anchor(0.0, 0, 0.0, 0.0)
    ]
    run.until(StepKind.WORK).do(Command.PAUSE).wait(1.0).do(Command.RESUME)
    rep = run.player.frame(run.now).step_index
    assert run.events[-1] == Anchor(run.now, rep, 0.0, 0.0)
    run.wait(10.0).do(Command.NEXT)
    landed = run.player.frame(run.now).step_index
    assert Anchor(run.now, landed, 0.0, 0.0) in run.events
    assert run.steps[landed].place.item == 1
