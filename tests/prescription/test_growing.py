"""A dose grows by one smallest step, in its order, and never out of its range."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backpt.prescription.growing import (
    SET_REST_S,
    StepUp,
    amount,
    growth_of,
    is_at_top,
    next_step,
    with_amount,
)
from backpt.prescription.model import Dose, Grow, Growth, Pace, Sides

GROWING = ("hold", "reps", "sets", "time")
BRIDGE = Dose(reps=(8, 8), pace=Pace(2.0, 3.0, 2.0, 1.0), rest_s=30.0)
HOLD = Growth("hold", 3.0, 5.0, 1.0)
REPS = Growth("reps", 8, 12, 1)
SETS = Growth("sets", 2, 3, 1)

lengths = st.integers(1, 60).map(float)
doses = st.one_of(
    st.builds(
        Dose,
        reps=st.lists(st.integers(1, 20), min_size=1, max_size=4).map(tuple),
        pace=st.builds(Pace, lengths, st.just(0.0) | lengths, lengths, lengths),
        time_s=st.none(),
        sides=st.sampled_from([*Sides]),
        rest_s=st.sampled_from([0.0, 30.0]),
    ),
    st.builds(
        Dose,
        reps=st.integers(1, 3).map(lambda many: (1,) * many),
        pace=st.just(Pace(0.0, 0.0, 0.0, 0.0)),
        time_s=lengths,
        sides=st.sampled_from([*Sides]),
        rest_s=st.sampled_from([0.0, 30.0]),
        self_paced=st.just(False),
    ),
)


@st.composite
def grows(draw: st.DrawFn) -> Grow:
    made = []
    for field in draw(st.permutations(GROWING)):
        low = draw(st.integers(1, 10))
        high = low + draw(st.integers(1, 10))
        made.append(Growth(field, low, high, draw(st.integers(1, high - low))))
    return tuple(made[: draw(st.integers(1, 4))])


def climbed(dose: Dose, grow: Grow) -> list[StepUp]:
    steps = []
    while (step := next_step(dose, grow)) is not None:
        steps.append(step)
        dose = step.dose
    return steps


@given(doses, grows())
def test_no_step_leaves_the_range_or_is_longer_than_the_smallest(
    dose: Dose, grow: Grow
) -> None:
    for step in climbed(dose, grow):
        growth = growth_of(grow, step.field)
        assert growth is not None
        assert step.before < step.after <= growth.high
        assert step.after - step.before <= growth.step


@given(doses, grows())
def test_a_step_changes_one_field_and_nothing_else(dose: Dose, grow: Grow) -> None:
    for step in climbed(dose, grow):
        for field in GROWING:
            if field != step.field and amount(dose, field) is not None:
                assert amount(step.dose, field) == amount(dose, field)
        assert step.dose.pace._replace(hold_s=0.0) == dose.pace._replace(hold_s=0.0)
        assert (step.dose.sides, step.dose.self_paced) == (dose.sides, dose.self_paced)
        assert step.dose.rest_s == dose.rest_s or step.field == "sets"
        dose = step.dose


@given(doses, grows())
def test_a_dose_grows_to_its_top_and_stays_there(dose: Dose, grow: Grow) -> None:
    steps = climbed(dose, grow)
    top = steps[-1].dose if steps else dose
    assert is_at_top(top, grow)
    for growth in grow:
        reached = amount(top, growth.field)
        assert reached is None or reached >= growth.high


@given(doses, grows())
def test_the_fields_grow_in_the_order_in_which_they_are_written(dose: Dose, grow: Grow) -> None:
    order = [growth.field for growth in grow]
    taken = [order.index(step.field) for step in climbed(dose, grow)]
    assert taken == sorted(taken)


def test_hold_then_reps_then_sets() -> None:
    fields = [step.field for step in climbed(BRIDGE, (HOLD, REPS, SETS))]
    assert fields == ["hold"] * 2 + ["reps"] * 4 + ["sets"]
    assert climbed(BRIDGE, (HOLD, REPS, SETS))[-1].dose == BRIDGE._replace(
        reps=(12, 12, 12), pace=Pace(2.0, 5.0, 2.0, 1.0)
    )


def test_the_last_step_is_as_short_as_the_way_that_is_left() -> None:
    step = next_step(BRIDGE, (Growth("hold", 3.0, 4.0, 1.0)._replace(step=2.0),))
    assert step is not None
    assert (step.before, step.after) == (3.0, 4.0)


def test_less_than_the_range_grows_towards_it_and_more_is_left_alone() -> None:
    below = next_step(BRIDGE._replace(reps=(6,)), (REPS,))
    assert below is not None
    assert below.after == 7
    assert next_step(BRIDGE._replace(reps=(15, 15)), (REPS,)) is None


def test_a_pyramid_grows_in_all_its_sets_and_not_in_their_number() -> None:
    pyramid = BRIDGE._replace(reps=(3, 2, 1))
    step = next_step(pyramid, (Growth("sets", 1, 4, 1), Growth("reps", 3, 5, 1)))
    assert step is not None
    assert step.dose.reps == (4, 3, 2)
    assert [one.dose.reps for one in climbed(step.dose, (Growth("reps", 3, 5, 1),))] == [
        (5, 4, 3)
    ]


def test_a_second_set_has_a_rest_before_it() -> None:
    alone = BRIDGE._replace(reps=(8,), rest_s=0.0)
    step = next_step(alone, (Growth("sets", 1, 2, 1),))
    assert step is not None
    assert step.dose == alone._replace(reps=(8, 8), rest_s=SET_REST_S)


def test_a_dose_has_no_amount_of_what_it_does_not_do() -> None:
    walk = Dose(time_s=600.0)
    assert [amount(walk, field) for field in GROWING] == [None, None, 1, 600.0]
    quick = BRIDGE._replace(pace=Pace(2.0, 0.0, 2.0, 1.0))
    assert [amount(quick, field) for field in GROWING] == [None, 8, 2, None]
    assert next_step(walk, (HOLD, REPS)) is None


def test_without_growth_there_is_neither_a_step_nor_a_top() -> None:
    assert next_step(BRIDGE, None) is None
    assert not is_at_top(BRIDGE, None)
    assert growth_of(None, "reps") is None


@given(doses, st.sampled_from(GROWING))
def test_an_amount_that_is_put_back_changes_nothing(dose: Dose, field: str) -> None:
    now = amount(dose, field)
    if now is not None and (field != "sets" or dose.rest_s or dose.sets == 1):
        assert with_amount(dose, field, now) == dose
