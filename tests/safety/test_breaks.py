"""After a break: 75, 85 and 100 % over three sessions, and the routine of the phase before."""

from __future__ import annotations

import pytest

from backpt.language.en.advice import decision_words
from backpt.language.en.easing import eased_lines
from backpt.library.lint import STRETCHES, WORKS
from backpt.prescription.model import Mode, Routine, ThermalPlan, Work, prescribe, single
from backpt.safety.breaks import Break, last_break
from backpt.safety.days import Earlier, Leg
from backpt.safety.easing import eased, routine_below
from backpt.safety.readiness import Decision, History, Readiness, decide
from tests.builders import shipped, work

SHIPPED = shipped()
BUILDER = prescribe(SHIPPED, "strength-builder")


def after(off: int, held: int, *, pain: int = 2) -> Decision:
    """Return what is allowed on the day after ``held`` sessions that followed a break."""
    today = 100 + off + held
    days = [*range(today - 1, 100 + off - 1, -1), 100, 99, 98][: held + 3]
    sessions = tuple(Earlier(day, before=2, after=2, is_held=True) for day in days)
    return decide(
        History(pain, Leg.NONE, days_off=today - days[0], sessions=sessions, today=today)
    )


@pytest.mark.parametrize("off", [7, 10, 14, 27])
def test_after_a_break_the_dose_comes_back_over_three_sessions(off: int) -> None:
    first, second, third = (after(off, held) for held in range(3))
    assert (first.kind, first.factor, first.rule) == (Readiness.EASE, 0.75, "F9")
    assert (second.kind, second.factor, second.rule) == (Readiness.EASE, 0.85, "F9")
    assert (third.kind, third.factor) == (Readiness.GO_ON, 1.0)
    assert (first.start_dose, second.start_dose) == (off >= 14, False)
    assert decision_words(second) == (
        f"Second session after {off} days off: a little less than usual, 85 percent of the"
        " reps."
    )
    assert first.may_be_declined
    assert second.may_be_declined


def test_from_four_weeks_on_all_three_are_of_the_phase_before() -> None:
    decisions = [after(28, held) for held in range(4)]
    assert [one.factor for one in decisions] == [0.75, 0.85, 1.0, 1.0]
    assert [one.phase_before for one in decisions] == [True, True, True, False]
    assert decision_words(decisions[2]).startswith(
        "Third session after 28 days off: all of the reps"
    )
    assert decisions[3].kind is Readiness.GO_ON


def test_six_days_off_are_no_break() -> None:
    assert [after(6, held).kind for held in range(2)] == [Readiness.GO_ON] * 2
    assert last_break(6, [94, 80]) == Break(14, 1)
    assert last_break(None, []) is None
    assert last_break(0, [100, 100]) is None


def test_pain_takes_the_lower_dose_on_the_way_back_too() -> None:
    assert after(10, 1, pain=5).factor == 0.5
    assert after(10, 1, pain=4).factor == 0.75
    assert after(10, 1, pain=4).rule == "R3, F9"
    assert after(10, 1, pain=6).kind is Readiness.FLARE_UP


def test_a_session_that_goes_on_is_not_made_lighter_once_more() -> None:
    sessions = (Earlier(88, before=2, is_held=True),)
    history = History(2, Leg.NONE, days_off=12, sessions=sessions, today=100)
    assert decide(history).kind is Readiness.EASE
    assert decide(history._replace(going_on=Earlier(100, before=2))).kind is Readiness.GO_ON


@pytest.mark.parametrize(
    ("reps", "three_quarters", "more"),
    [(1, 1, 1), (2, 1, 1), (3, 2, 2), (4, 3, 3), (5, 3, 4), (8, 6, 7), (10, 7, 8), (12, 9, 10)],
)
def test_eighty_five_percent_are_whole_reps_between_the_steps(
    reps: int, three_quarters: int, more: int
) -> None:
    asked = Routine("r", "R", (work(reps=(reps,)),))
    found = [eased(asked, SHIPPED, after(10, held)).routine.items[0] for held in range(2)]
    assert [one.dose.reps for one in found if isinstance(one, Work)] == [
        (three_quarters,),
        (more,),
    ]


# --- the routine of the phase before ----------------------------------------------------


def test_the_strength_builder_gives_way_to_the_core_starter_after_four_weeks() -> None:
    made = eased(BUILDER, SHIPPED, after(31, 0))
    assert made.routine.id == "core-starter"
    assert eased_lines(made)[0] == "Core starter instead of Strength builder today."


def test_packs_stay_around_the_routine_that_takes_its_place() -> None:
    heat = ThermalPlan(Mode.HEAT, 900.0, 900.0, 1)
    asked = BUILDER._replace(items=(heat, *BUILDER.items))
    assert eased(asked, SHIPPED, after(31, 0)).routine.items[0] == heat


@pytest.mark.parametrize("name", SHIPPED.routines)
def test_a_routine_below_is_one_phase_lower_and_needs_nothing_else(name: str) -> None:
    routine = prescribe(SHIPPED, name)
    below = routine_below(routine, SHIPPED)
    if routine.phase == 1:
        assert below is None
        return
    assert below is not None
    assert below.phase == routine.phase - 1
    assert not below.trial
    assert below.id != "flare-up-day"


@pytest.mark.parametrize("name", ["flare-up-day", "leg-symptom-trial"])
def test_neither_the_flare_up_day_nor_a_trial_is_the_routine_below(name: str) -> None:
    needs_nothing = SHIPPED.routines["home-basics"].items
    entry = SHIPPED.routines[name]._replace(items=needs_nothing)
    first = {name: entry, **{id_: one for id_, one in SHIPPED.routines.items() if id_ != name}}
    below = routine_below(prescribe(SHIPPED, "core-starter"), SHIPPED._replace(routines=first))
    assert below is not None
    assert below.id == "home-basics"


def test_a_single_exercise_steps_down_its_ladder_where_there_is_no_routine() -> None:
    alone = single(SHIPPED.exercises["bridge-march"])._replace(phase=3)
    decision = after(31, 0)._replace(phase_before=False)
    (made,) = eased(alone, SHIPPED, decision).routine.items
    assert isinstance(made, Work)
    assert made.exercise.id == "bridge"


@pytest.mark.parametrize("off", [7, 14, 28, 60])
@pytest.mark.parametrize("name", SHIPPED.routines)
def test_no_break_puts_a_stretch_in_place_of_a_strength_exercise(name: str, off: int) -> None:
    asked = prescribe(SHIPPED, name)
    made = eased(asked, SHIPPED, after(off, 0)._replace(phase_before=False)).routine
    for before, now in zip(asked.items, made.items, strict=True):
        if not isinstance(before, Work) or not isinstance(now, Work):
            continue
        if before.exercise.category in WORKS:
            assert now.exercise.category not in STRETCHES
