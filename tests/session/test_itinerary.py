"""What of the steps is still ahead, when some of them are not done."""

from __future__ import annotations

import pytest

from backpt.language import speech
from backpt.session.compile import flatten
from backpt.session.events import Why
from backpt.session.itinerary import Itinerary
from backpt.session.steps import StepKind, total_s
from tests.builders import exercise, routine, work

STEPS = flatten(routine(work(exercise(), reps=(4,)), work(exercise(), reps=(2,))), speech)
REPS = [at for at, step in enumerate(STEPS) if step.kind is StepKind.WORK]
SECOND = next(at for at, step in enumerate(STEPS) if step.place.item == 1)


def test_all_of_it_is_ahead_at_first() -> None:
    ahead = Itinerary(STEPS)
    assert ahead.planned_from_s(0) == pytest.approx(total_s(STEPS))
    assert all(ahead.why_gone(at) is None for at in range(len(STEPS) + 1))
    assert (ahead.past_barred(0), ahead.past_left_out(0)) == (0, 0)


def test_what_is_barred_takes_no_time_and_is_passed() -> None:
    ahead = Itinerary(STEPS)
    ahead.bar(frozenset({0}))
    ahead.bar(frozenset())
    assert ahead.why_gone(REPS[0]) is Why.LEG
    assert ahead.past_barred(REPS[0]) == SECOND
    assert ahead.planned_from_s(REPS[0]) == pytest.approx(
        sum(step.planned_s for step in STEPS[SECOND:])
    )


def test_half_of_the_reps_are_left_out_until_all_are_taken_again() -> None:
    ahead = Itinerary(STEPS)
    ahead.halve(REPS[0])
    assert [ahead.why_gone(at) for at in REPS[:4]] == [None, None, Why.EASED, Why.EASED]
    assert ahead.past_left_out(REPS[2]) == REPS[3] + 1
    ahead.take_all()
    assert ahead.left_out == frozenset()


def test_a_step_with_an_end_is_not_told_again_and_a_copy_keeps_its_own() -> None:
    ahead = Itinerary(STEPS)
    twin = ahead.copy()
    ahead.end(REPS[:2])
    first, to = REPS[0], REPS[3] + 1
    assert [at for at in ahead.untold(first, to) if at in REPS] == REPS[2:4]
    assert [at for at in twin.untold(first, to) if at in REPS] == REPS[:4]
