"""A session that nobody answers: without packs, without keys, as long as is planned."""

from __future__ import annotations

from hypothesis import given

from backpt.language import speech
from backpt.prescription.model import Rest, Routine, prescribe
from backpt.session.compile import flatten
from backpt.session.events import CueDue, Ending, SessionEnded, StepBegan
from backpt.session.step_clock import GATE_S
from backpt.session.steps import Signal, StepKind, total_s
from backpt.session.unattended import portable, timed, unattended_events
from tests.builders import cold, exercise, home_basics, routine, routines, shipped, work
from tests.examples import cases


def test_a_pack_is_left_out_and_named_and_items_keep_their_numbers() -> None:
    evening = routine(cold(), work(), cold())
    left = portable(evening)
    assert left.packs == (cold(), cold())
    assert left.routine.items == (Rest(0.0), work(), Rest(0.0))
    assert left.works
    assert not portable(routine(cold())).works


def test_what_waits_for_a_key_has_its_planned_length() -> None:
    banded = work(exercise(fix="Fix the band.", needs=("band",)))
    own_pace = work(reps=(10,), self_paced=True)
    steps = flatten(routine(banded, own_pace), speech)
    waiting = [step for step in steps if step.seconds is None]
    assert {step.kind for step in waiting} >= {StepKind.GATE}
    made = timed(steps)
    assert all(step.seconds is not None for step in made)
    gates = [step for step in made if step.kind is StepKind.GATE]
    assert [step.planned_s for step in gates] == [GATE_S, GATE_S]


@given(routines())
@cases(60)
def test_it_ends_at_the_total_of_its_timed_steps(evening: Routine) -> None:
    steps = flatten(portable(evening).routine, speech)
    if not steps:
        return
    events = unattended_events(steps, speech)
    last = events[-1]
    assert isinstance(last, SessionEnded)
    assert last.ending is Ending.DONE
    assert abs(last.at - total_s(timed(steps))) < 1e-6


def test_every_step_begins_where_the_plan_has_it() -> None:
    steps = flatten(home_basics(), speech)
    began = [
        event.at for event in unattended_events(steps, speech) if isinstance(event, StepBegan)
    ]
    planned, at = [], 0.0
    for step in timed(steps):
        planned.append(at)
        at += step.planned_s
    assert began == planned


def test_nobody_is_asked_for_a_key() -> None:
    for name in shipped().routines:
        left = portable(prescribe(shipped(), name)).routine
        if left.trial:
            continue
        events = unattended_events(flatten(left, speech), speech)
        signals = {event.cue.signal for event in events if isinstance(event, CueDue)}
        assert not signals & {Signal.WAITING, Signal.KEYS}
