"""Heat and ice: plans in, an outline of their steps out, and the limits of clinical C2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language import speech
from backpt.language.en.packs import faults_words, too_soon_words
from backpt.prescription.model import Mode, ThermalPlan, periods
from backpt.session.compile import flatten
from backpt.session.events import Outcome, StepBegan, StepEnded, Why
from backpt.session.pack_steps import PackOverLimit, ends_packs, faults, pack_steps, too_soon
from backpt.session.steps import Gate, Signal, Step, StepKind, total_s
from tests.builders import MINUTE, cold, durations, routine, thermal_plans
from tests.outline import outline, table

LONGEST_CONTACT_S = 20 * MINUTE
"""Clinical C2: of contact, whatever was asked for."""


def test_two_cycles_are_on_off_on_with_a_skin_gate_between() -> None:
    assert outline(flatten(routine(cold()), speech), indexed=True) == table(
        """
        0 0:00 setup 23s: welcome
        1 0:23 gate pack-on set 1 yes>2 pain>2: pack-on-15
        2 0:23 apply 900s set 1 off>4 over>11: go-15 skin-check-5@300 skin-check-10@600
        3 15:23 alarm set 1 off>4 over>11: pack-off
        4 15:23 off 900s set 1: rest-15
        5 30:23 gate skin set 1 yes>8 no>6: question
        6 30:23 off 600s (planned 0s) set 1: rest-10
        7 30:23 gate skin set 1 yes>8 no>11: question
        8 30:23 gate pack-on set 2 yes>9: pack-on-15
        9 30:23 apply 900s set 2 off>12 over>11: go-15 skin-check-5@300 skin-check-10@600
        10 45:23 alarm set 2 off>12 over>11: pack-off
        11 45:23 gate skin-look set 2 yes>12: stop
        45:23 end
        """
    )


def test_one_cycle_has_no_time_off() -> None:
    assert outline(pack_steps(cold(10 * MINUTE, 0.0, 1), 0, 0, speech), indexed=True) == table(
        """
        0 0:00 setup 20s: get-ready
        1 0:20 gate pack-on set 1 yes>2: pack-on-10
        2 0:20 apply 600s set 1 off>5 over>4: go-10 skin-check-5@300
        3 10:20 alarm set 1 off>5 over>4: pack-off
        4 10:20 gate skin-look set 1 yes>5: stop
        10:20 end
        """
    )


def test_a_pack_that_begins_later_leads_to_later_steps() -> None:
    first, later = pack_steps(cold(), 0, 0, speech), pack_steps(cold(), 3, 40, speech)
    for one, other in zip(first, later, strict=True):
        assert [(answer, to + 40) for answer, to in one.answers] == list(other.answers)
        assert other.place == one.place._replace(item=3)


def test_alternating_packs_are_heat_cold_heat_whatever_the_cycles() -> None:
    plan = ThermalPlan(Mode.ALTERNATE, 15 * MINUTE, 15 * MINUTE, 1)
    assert periods(plan) == (Mode.HEAT, Mode.COLD, Mode.HEAT)
    assert [
        s.place.set_no for s in pack_steps(plan, 0, 0, speech) if s.kind is StepKind.APPLY
    ] == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize(
    ("apply_min", "checks"),
    [(5, []), (6, [300.0]), (10, [300.0]), (15, [300.0, 600.0]), (20, [300.0, 600.0])],
)
def test_the_skin_is_looked_at_after_five_and_ten_minutes_of_contact(
    apply_min: int, checks: list[float]
) -> None:
    steps = pack_steps(cold(apply_min * MINUTE, 60 * MINUTE), 0, 0, speech)
    for step in steps:
        if step.kind is StepKind.APPLY:
            assert [c.at_s for c in step.cues if c.signal is Signal.SKIN_CHECK] == checks


@given(thermal_plans())
def test_a_plan_within_the_limits_takes_the_time_its_numbers_say(plan: ThermalPlan) -> None:
    assert faults(plan) == []
    steps = pack_steps(plan, 0, 0, speech)
    many = len(periods(plan))
    set_up_s = steps[0].planned_s
    assert total_s(steps) - set_up_s == many * plan.apply_s + (many - 1) * plan.off_s


@given(thermal_plans())
def test_no_period_is_on_the_skin_for_more_than_twenty_minutes(plan: ThermalPlan) -> None:
    applied = [s for s in pack_steps(plan, 0, 0, speech) if s.kind is StepKind.APPLY]
    assert len(applied) == len(periods(plan)) <= 3
    assert all(s.seconds is not None and s.seconds <= LONGEST_CONTACT_S for s in applied)


@given(thermal_plans(), st.integers(0, 50))
def test_another_pack_goes_on_only_after_time_off_and_a_yes(
    plan: ThermalPlan, first: int
) -> None:
    """Follow every way through the gates: between two packs there is OFF and then a yes."""
    steps = pack_steps(plan, 0, first, speech)
    for at, step in enumerate(steps):
        if step.kind is StepKind.APPLY:
            assert steps[at + 1].kind is StepKind.ALARM, "the end of a period is never silent"
        for answer, to in step.answers:
            leads_to = steps[to - first] if to - first < len(steps) else None
            _assert_leads_well(step, answer, leads_to)
        if step.kind is StepKind.OFF:
            assert steps[at + 1].ask is Gate.SKIN
            assert step.seconds is not None
            assert step.seconds >= min(plan.apply_s, 10 * MINUTE)


def _assert_leads_well(step: Step, answer: str, leads_to: Step | None) -> None:
    if answer == "off":
        assert leads_to is None or leads_to.kind is StepKind.OFF
    if answer == "over":
        assert leads_to is not None
        assert leads_to.ask is Gate.SKIN_LOOK
    if answer == "no":
        assert leads_to is not None
        assert leads_to.kind is StepKind.OFF or leads_to.ask is Gate.SKIN_LOOK
    if step.ask is Gate.SKIN and answer == "yes":
        assert leads_to is not None
        assert leads_to.ask is Gate.PACK_ON


@pytest.mark.parametrize(
    ("apply_min", "off_min", "cycles", "said"),
    [
        (4.9, 15, 2, "a pack stays on for 5 to 20 min, never longer; write --on 15m"),
        (20.1, 30, 2, "a pack stays on for 5 to 20 min, never longer; write --on 15m"),
        (15, 15, 0, "there are 1 to 3 cycles in a session; write --cycles 2"),
        (15, 15, 4, "there are 1 to 3 cycles in a session; write --cycles 2"),
        (15, 14.9, 2, "the pack stays off for 15 to 60 min, and at least as long as it was on; "
            "write --off 15m"),
        (20, 19, 2, "the pack stays off for 15 to 60 min, and at least as long as it was on; "
            "write --off 20m"),
        (15, 61, 2, "the pack stays off for 15 to 60 min, and at least as long as it was on; "
            "write --off 15m"),
    ],
)  # fmt: skip
def test_each_limit_is_said_in_a_sentence(
    apply_min: float, off_min: float, cycles: int, said: str
) -> None:
    assert faults_words(cold(apply_min * MINUTE, off_min * MINUTE, cycles)) == [said]


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(faults(cold(60 * MINUTE, 1.0, 2))) == 2
    assert len(faults(cold(60 * MINUTE, 1.0, 9))) == 2


def test_an_absurd_number_of_cycles_is_refused_without_counting_them_out() -> None:
    assert len(faults(cold(cycles=10**12))) == 1


def test_time_off_does_not_matter_where_there_is_none() -> None:
    assert faults(cold(20 * MINUTE, 0.0, 1)) == []


@given(
    st.sampled_from([*Mode]),
    st.one_of(durations(240, 1260), st.floats()),
    st.one_of(durations(840, 3660), st.floats()),
    st.integers(-1, 5),
)
def test_everything_outside_the_limits_is_refused(
    mode: Mode, apply_s: float, off_s: float, cycles: int
) -> None:
    plan = ThermalPlan(mode, apply_s, off_s, cycles)
    once = mode is not Mode.ALTERNATE and cycles == 1
    within = (
        300 <= apply_s <= 1200
        and 1 <= cycles <= 3
        and (once or max(900, apply_s) <= off_s <= 3600)
    )
    assert (faults(plan) == []) is within
    if not within:
        assert all("write --" in said for said in faults_words(plan))
        with pytest.raises(PackOverLimit):
            pack_steps(plan, 0, 0, speech)


def test_no_other_pack_follows_a_missed_look_at_the_skin_or_the_last_one() -> None:
    steps = flatten(routine(cold()), speech)
    look = next(at for at, step in enumerate(steps) if step.ask is Gate.SKIN_LOOK)
    on = next(at for at, step in enumerate(steps) if step.kind is StepKind.APPLY)
    missed = StepEnded(360.0, on, 1, Outcome.PARTIAL, Why.UNCHECKED, 360.0)
    assert ends_packs(missed, steps)
    assert ends_packs(StepBegan(0.0, look, 1), steps)
    others = [StepBegan(0.0, at, 1) for at in range(len(steps)) if at != look]
    assert not any(ends_packs(one, steps) for one in others)
    assert not ends_packs(missed._replace(why=Why.PACK_OFF), steps)


# Two hours between packs, two a day (clinical C2)

HOUR = 60 * MINUTE
BEGAN = 1_795_230_000.0
"""A day began then, at 03:00 where the user is; every time below is counted from it."""


def said_at(now_h: float, *off_h: float, mode: Mode = Mode.COLD) -> str:
    """Return what is said ``now_h`` hours into the day, after packs that came off then."""
    soon = too_soon(mode, [BEGAN + off * HOUR for off in off_h], BEGAN + now_h * HOUR, BEGAN)
    return too_soon_words(soon) if soon else ""


def test_the_first_pack_of_a_day_is_never_too_soon() -> None:
    assert said_at(12.0) == ""
    assert said_at(12.0, -10.0) == ""


def test_two_packs_of_a_mode_need_two_hours_between_and_at_two_hours_they_have_them() -> None:
    assert said_at(6.0, 4.0) == ""
    minute = 1 / 60
    said = said_at(6.0, 4.0 + minute)
    assert (
        said == "The last cold pack was 1 hour 59 minutes ago. Leave two hours between packs."
    )
    assert said_at(6.0, 4.0 + 1e-6)


def test_the_latest_pack_counts_whatever_the_order() -> None:
    assert "1 hour ago" in said_at(6.0, 5.0, -1.0)
    assert "1 hour ago" in said_at(6.0, -1.0, 5.0)


def test_a_second_pack_a_day_is_in_order_and_a_third_is_one_too_many() -> None:
    assert said_at(12.0, 4.0) == ""
    said = said_at(12.0, 4.0, 8.0, mode=Mode.HEAT)
    assert said == "You had 2 heat packs today. Two a day are enough."
    assert "You had 3 " in said_at(18.0, 4.0, 8.0, 12.0)


def test_the_packs_of_a_day_are_those_that_came_off_since_it_began() -> None:
    assert "You had 2 " in said_at(12.0, 0.0, 8.0)
    assert said_at(12.0, -0.001, 8.0) == ""
    assert said_at(12.0, -5.0, -3.0) == ""


def test_two_hours_are_left_across_the_beginning_of_a_day_too() -> None:
    assert "30 minutes ago" in said_at(0.25, -0.25)


def test_a_pack_that_lies_ahead_counts_as_just_now_and_one_of_a_day_ahead_as_none() -> None:
    ahead = said_at(12.0, 13.0)
    assert ahead == (
        "The last cold pack was less than a minute ago. Leave two hours between packs."
    )
    assert said_at(12.0, 35.9) == ahead
    assert said_at(12.0, 36.0) == ""
    assert said_at(12.0, 36.0, 4.0) == ""
    assert "1 hour ago" in said_at(12.0, 36.0, 11.0)
