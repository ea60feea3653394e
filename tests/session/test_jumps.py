"""Where next, back and redo lead, in one list that has every kind of step."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from backpt.language import speech
from backpt.prescription.model import Rest, Routine, Side, Sides
from backpt.session import jumps
from backpt.session.compile import Manner, flatten
from backpt.session.steps import EXERCISE, PACK, StepKind
from tests.builders import cold, exercise, manners, routine, routines, work
from tests.outline import table

EACH = routine(
    work(reps=(2, 1), sides=Sides.EACH, rest_s=30.0),
    Rest(20.0),
    work(exercise("Clam"), reps=(2,)),
    cold(cycles=1),
    work(exercise("March"), time_s=60.0, reps=(1,)),
)
STEPS = flatten(EACH, speech)
MAP = """
    0 setup
    1 ready
    2 work set 1 rep 1 left
    3 work set 1 rep 2 left
    4 switch
    5 work set 1 rep 1 right
    6 work set 1 rep 2 right
    7 rest
    8 work set 2 rep 1 left
    9 switch
    10 work set 2 rep 1 right
    11 rest
    12 setup
    13 ready
    14 work set 1 rep 1
    15 work set 1 rep 2
    16 setup
    17 gate pack-on
    18 apply
    19 alarm
    20 gate skin-look
    21 setup
    22 ready
    23 work set 1
"""
OWN = flatten(
    routine(work(reps=(2, 2), sides=Sides.EACH, rest_s=30.0, self_paced=True)), speech
)
"""Every rep has a key that it waits for before it."""


def test_the_list_is_the_one_the_numbers_below_speak_of() -> None:
    kinds: list[str] = []
    for line in table(MAP).splitlines():
        number, kind, *_ = line.split()
        assert int(number) == len(kinds)
        kinds.append(kind)
    assert [str(step.kind) for step in STEPS] == kinds


@pytest.mark.parametrize(
    ("at", "to"),
    [
        (0, 11),  # getting into place: the whole exercise
        (1, 11),
        (2, 4),  # within the reps: the end of this side of this set
        (3, 4),
        (4, 5),
        (5, 7),
        (7, 8),
        (8, 9),
        (10, 11),
        (11, 12),
        (12, 16),
        (15, 16),
        (16, 21),  # before the pack is on: the whole pack
        (17, 21),
        (18, 19),  # with the pack on: to the alarm, never past it
        (23, 24),
    ],
)
def test_next_leads_to_the_end_of_what_one_is_in(at: int, to: int) -> None:
    assert jumps.after_next(STEPS, at) == to


@pytest.mark.parametrize(
    ("at", "to"),
    [
        (0, 0),
        (1, 0),
        (2, 0),  # the first rep: into place again
        (3, 2),  # one rep back
        (4, 2),  # while changing: the reps before
        (5, 2),
        (6, 5),
        (7, 5),
        (8, 5),
        (9, 8),
        (10, 8),
        (11, 0),  # a rest between exercises: the exercise before
        (12, 11),
        (14, 12),
        (15, 14),
        (16, 12),
        (17, 16),
        (20, None),  # never past a pack that was on, to another without a look at the skin
        (21, None),
        (22, 21),
        (23, 21),
    ],
)
def test_back_leads_one_rep_back_or_to_the_reps_before_but_never_into_a_pack(
    at: int, to: int | None
) -> None:
    assert jumps.before(STEPS, at) == to


@pytest.mark.parametrize(
    ("at", "to"),
    [(0, 2), (2, 2), (3, 2), (4, 2), (6, 2), (7, 2), (8, 8), (10, 8), (11, None), (15, 14)],
)
def test_redo_leads_to_the_first_rep_of_the_set(at: int, to: int | None) -> None:
    assert jumps.set_start(STEPS, at) == to


def test_a_self_paced_rep_begins_with_the_key_that_it_waits_for() -> None:
    kinds = [step.kind for step in OWN]
    assert kinds[2:7] == [
        StepKind.READY,
        StepKind.WORK,
        StepKind.READY,
        StepKind.WORK,
        StepKind.SWITCH,
    ]
    assert [jumps.before(OWN, at) for at in (2, 3, 4, 5)] == [0, 0, 2, 2]
    assert [jumps.after_next(OWN, at) for at in (2, 3, 4, 5)] == [6, 6, 6, 6]
    assert [jumps.set_start(OWN, at) for at in (2, 3, 6, 8)] == [2, 2, 2, 2]


def test_an_exercise_has_a_beginning_and_an_end() -> None:
    assert [jumps.item_start(STEPS, at) for at in (0, 7, 12, 15, 23)] == [0, 0, 12, 12, 21]
    assert [jumps.item_end(STEPS, at) for at in (0, 7, 12, 15, 23)] == [11, 11, 16, 16, 24]


# --- half of what is left --------------------------------------------------------------


def test_half_of_the_reps_left_are_left_out_for_each_side_by_itself() -> None:
    steps = flatten(routine(work(reps=(4,), sides=Sides.EACH)), speech)
    assert [s.kind for s in steps].index(StepKind.SWITCH) == 6
    assert jumps.half_left_out(steps, 2) == {4, 5, 9, 10}
    assert jumps.half_left_out(steps, 3) == {5, 9, 10}, "one is done, two of three are kept"


def test_a_single_rep_left_is_kept() -> None:
    steps = flatten(routine(work(reps=(2,))), speech)
    assert jumps.half_left_out(steps, 3) == frozenset()


def test_a_rep_left_out_takes_its_key_with_it() -> None:
    assert jumps.half_left_out(OWN, 2) >= {4, 5}


def test_a_timed_position_has_no_reps_to_leave_out() -> None:
    steps = flatten(routine(work(reps=(1, 1), time_s=60.0, rest_s=20.0)), speech)
    assert jumps.half_left_out(steps, 2) == frozenset()


# --- for every routine -----------------------------------------------------------------


@given(routines(), manners())
def test_next_goes_forward_and_back_never_does(of: Routine, manner: Manner) -> None:
    steps = flatten(of, speech, manner)
    for index in range(len(steps)):
        assert index < jumps.after_next(steps, index) <= len(steps)
        to = jumps.before(steps, index)
        assert to is None or 0 <= to <= index


@given(routines(), manners())
def test_next_pressed_again_and_again_reaches_the_end(of: Routine, manner: Manner) -> None:
    steps = flatten(of, speech, manner)
    index, presses = 0, 0
    while index < len(steps):
        index, presses = jumps.after_next(steps, index), presses + 1
        assert presses <= len(steps)


@given(routines(), manners())
def test_back_never_leads_past_a_pack_that_was_on_nor_past_its_skin_check(
    of: Routine, manner: Manner
) -> None:
    steps = flatten(of, speech, manner)
    for index in range(len(steps)):
        to = jumps.before(steps, index)
        assert to is None or not any(step.kind in PACK for step in steps[to:index])


@given(routines(), manners())
def test_the_set_begins_within_the_same_exercise_and_set(of: Routine, manner: Manner) -> None:
    steps = flatten(of, speech, manner)
    for index, step in enumerate(steps):
        to = jumps.set_start(steps, index)
        if to is not None and step.kind in EXERCISE:
            assert to <= index
            assert steps[to].place[:2] == step.place[:2]


@given(routines(), manners())
def test_both_sides_lose_the_same_when_half_is_left_out_from_the_start(
    of: Routine, manner: Manner
) -> None:
    steps = flatten(of, speech, manner)
    assume(steps)
    left_out = jumps.half_left_out(steps, 0)
    sides = [
        sorted(steps[at].place[:3] for at in left_out if steps[at].place.side is side)
        for side in Side
    ]
    assert sides[0] == sides[1]
    kept = [at for at, step in enumerate(steps) if step.kind in EXERCISE and at not in left_out]
    assert not left_out or kept
