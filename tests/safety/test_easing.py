"""What a decision does to a routine: fewer reps, easier exercises, another routine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language.en.easing import eased_lines
from backpt.prescription.model import (
    Category,
    Exercise,
    Library,
    Mode,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    prescribe,
    single,
)
from backpt.safety.days import Earlier, Leg, Settled
from backpt.safety.easing import Eased, eased, eased_rest, lighter_dose, rest_positions
from backpt.safety.readiness import Decision, History, Readiness, decide
from tests.builders import cold, exercise, routine, shipped, work, works

SHIPPED = shipped()
LESS, HALF = decide(History(4)), decide(History(5))


def reps(of: Work, decision: Decision) -> tuple[int, ...]:
    return lighter_dose(of, decision).reps


@given(st.lists(st.integers(1, 100), min_size=1, max_size=4).map(tuple), st.booleans())
def test_reps_stay_between_half_and_three_quarters_and_never_below_one(
    many: tuple[int, ...], is_half: bool
) -> None:
    for before, after in zip(
        many, reps(work(reps=many), HALF if is_half else LESS), strict=True
    ):
        assert after >= 1
        assert before == 1 or 0.5 * before <= after <= 0.75 * before


def test_half_is_no_more_than_three_quarters() -> None:
    many = tuple(range(1, 30))
    both = zip(reps(work(reps=many), HALF), reps(work(reps=many), LESS), strict=True)
    assert all(half <= less for half, less in both)
    assert reps(work(reps=(5, 6, 8, 10)), HALF) == (3, 3, 4, 5)
    assert reps(work(reps=(5, 6, 8, 10)), LESS) == (3, 4, 6, 7)


@given(works())
def test_holds_and_everything_else_of_a_dose_stay(of: Work) -> None:
    eased_dose = lighter_dose(of, HALF)
    assert eased_dose._replace(reps=(), time_s=None) == of.dose._replace(reps=(), time_s=None)


def test_a_walk_gets_shorter_a_position_of_rest_does_not() -> None:
    walk = work(exercise("Walk")._replace(category=Category.AEROBIC), time_s=60.0)
    rest = work(exercise("Rest")._replace(category=Category.DECOMPRESSION), time_s=60.0)
    assert lighter_dose(walk, LESS).time_s == 45.0
    assert lighter_dose(walk._replace(dose=walk.dose._replace(time_s=5.0)), HALF).time_s == 5.0
    assert lighter_dose(rest, LESS).time_s == 60.0


@pytest.mark.parametrize(
    ("prescribed", "pain", "done"),
    [
        ((20, 20), 1, (10,)),
        ((12,), 1, (9,)),
        ((4,), 1, (3,)),
        ((20, 20), 5, (10,)),
        ((12,), 5, (6,)),
    ],
)
def test_after_two_weeks_it_is_the_start_dose_and_never_more_than_a_part_of_the_prescribed(
    prescribed: tuple[int, ...], pain: int, done: tuple[int, ...]
) -> None:
    start = work(reps=(10,)).dose
    heavy = Work(exercise()._replace(dose=start), start._replace(reps=prescribed))
    assert lighter_dose(heavy, decide(History(pain, days_off=14))).reps == done


def test_after_two_weeks_a_walk_is_no_longer_than_at_the_start() -> None:
    walk = exercise("Walk")._replace(category=Category.AEROBIC)
    walk = walk._replace(dose=work(walk, time_s=60.0).dose)
    prescribed = walk.dose._replace(time_s=300.0)
    assert lighter_dose(Work(walk, prescribed), decide(History(1, days_off=14))).time_s == 60.0


def made(name: str, phase: int, easier: str | None = None) -> Exercise:
    return exercise(name)._replace(phase=phase, easier=easier, dose=work().dose)


HARD, MIDDLE, EASY = made("Hard", 3, "middle"), made("Middle", 2, "easy"), made("Easy", 1)
LADDER = Library({one.id: one for one in (HARD, MIDDLE, EASY)}, {}, {}, {})


def names(of: Routine) -> list[str]:
    return [
        item.exercise.name if isinstance(item, Work) else type(item).__name__
        for item in of.items
    ]


@pytest.mark.parametrize(("phase", "expected"), [(1, ["Easy"]), (2, ["Middle"]), (3, ["Hard"])])
def test_no_exercise_above_the_routines_phase_is_left_when_easing(
    phase: int, expected: list[str]
) -> None:
    made_easier = eased(routine(work(HARD))._replace(phase=phase), LADDER, LESS)
    assert names(made_easier.routine) == expected
    assert bool(eased_lines(made_easier)) == (expected != ["Hard"])


def test_four_weeks_off_go_back_one_phase() -> None:
    back = eased(routine(work(HARD))._replace(phase=3), LADDER, decide(History(1, days_off=28)))
    assert names(back.routine) == ["Middle"]
    assert eased_lines(back) == ("Middle instead of Hard today.",)


def test_an_easier_one_that_is_there_already_is_not_done_twice() -> None:
    made_easier = eased(routine(work(EASY), work(MIDDLE)), LADDER, LESS)
    assert names(made_easier.routine) == ["Easy", "Rest"]
    assert made_easier.routine.items[1] == Rest(0.0)
    assert eased_lines(made_easier) == ("Left out today: Middle.",)


def test_without_an_easier_form_it_stays_with_less_of_it() -> None:
    alone = made("Alone", 3)
    library = Library({"alone": alone}, {}, {}, {})
    made_easier = eased(routine(work(alone, reps=(8,))), library, HALF)
    assert names(made_easier.routine) == ["Alone"]
    assert made_easier.routine.items[0] == work(alone, reps=(4,))


def test_an_easier_form_that_needs_something_to_be_fetched_is_not_taken() -> None:
    chair = made("Chair", 1)._replace(needs=("chair",))
    hard = made("Hard", 3, "chair")
    library = Library({one.id: one for one in (hard, chair)}, {}, {}, {})
    assert names(eased(routine(work(hard)), library, LESS).routine) == ["Hard"]
    with_a_chair = routine(work(hard), work(made("Sit", 1)._replace(needs=("chair",))))
    assert names(eased(with_a_chair, library, LESS).routine) == ["Chair", "Sit"]


def test_go_on_and_not_today_change_nothing() -> None:
    asked = prescribe(SHIPPED, "home-basics")
    for history in (History(2), History(9)):
        assert eased(asked, SHIPPED, decide(history)).routine == asked


def test_pain_of_6_leads_to_the_flare_up_routine_with_the_packs_that_were_asked_for() -> None:
    heat = ThermalPlan(Mode.HEAT, 900.0, 0.0, 1)
    asked = prescribe(SHIPPED, "home-basics")
    asked = asked._replace(items=(heat, *asked.items, cold(cycles=1)))
    flare = eased(asked, SHIPPED, decide(History(6))).routine
    usual = prescribe(SHIPPED, "flare-up-day")
    assert flare.items == (heat, *usual.items, cold(cycles=1))
    assert flare.id == "flare-up-day"


def test_a_flare_up_routine_of_the_users_own_keeps_only_what_calms() -> None:
    entry = SHIPPED.routines["flare-up-day"]
    plank = entry.items[0]._replace(exercise="plank", changes=())
    own = entry._replace(items=(entry.items[0], plank, entry.items[1]))
    library = SHIPPED._replace(routines={**SHIPPED.routines, "flare-up-day": own})
    for asked in (routine(work()), prescribe(library, "flare-up-day")):
        made = eased(asked, library, decide(History(7)))
        kept = [item.exercise.phase for item in made.routine.items if isinstance(item, Work)]
        assert kept == [1, 1]
        assert eased_lines(made) == ("Left out today: Front plank.",)
    only = SHIPPED._replace(
        routines={**SHIPPED.routines, "flare-up-day": entry._replace(items=(plank,))}
    )
    rested = eased(prescribe(only, "flare-up-day"), only, decide(History(7))).routine
    assert rested == rest_positions(only)


def test_the_flare_up_routine_itself_stays_as_it_is() -> None:
    asked = prescribe(SHIPPED, "flare-up-day")
    assert eased(asked, SHIPPED, decide(History(7))).routine == asked


def test_rest_positions_are_held_lying_breathing_and_one_walk() -> None:
    resting = rest_positions(SHIPPED)
    assert {"ninety-ninety-rest", "belly-breathing"} <= {
        item.exercise.id for item in resting.items if isinstance(item, Work)
    }
    kinds = [item.exercise.category for item in resting.items if isinstance(item, Work)]
    assert kinds.count(Category.AEROBIC) == 1
    assert kinds[-1] is Category.AEROBIC
    for item in resting.items:
        assert isinstance(item, Work)
        assert item.exercise.phase == 1
        assert item.exercise.id == "belly-breathing" or item.dose.time_s is not None


def test_further_down_the_leg_leads_to_rest_positions() -> None:
    asked = prescribe(SHIPPED, "home-basics")
    resting = eased(asked, SHIPPED, decide(History(2, Leg.FURTHER))).routine
    assert resting == rest_positions(SHIPPED)


# --- the rest of what was broken off ---------------------------------------------------

HOME = prescribe(SHIPPED, "home-basics")


def doses(of: Routine) -> list[tuple[int, ...]]:
    return [item.dose.reps for item in of.items if isinstance(item, Work)]


def test_going_on_lightens_only_the_items_from_the_one_that_is_named() -> None:
    left = eased_rest(HOME, SHIPPED, HALF, 2)
    assert left is not None
    assert left.routine.items[:2] == HOME.items[:2]
    assert left.routine.items[2:] == eased(HOME, SHIPPED, HALF).routine.items[2:]
    assert left.routine.items[2:] != HOME.items[2:]


def test_what_was_lighter_already_is_not_made_lighter_again() -> None:
    once = eased(HOME, SHIPPED, HALF).routine
    again = eased_rest(once, SHIPPED, HALF, 0)
    assert again is not None
    assert doses(again.routine) == doses(once)
    less = eased_rest(eased(HOME, SHIPPED, LESS).routine, SHIPPED, HALF, 0)
    assert less is not None
    assert doses(less.routine) == doses(once)


def test_of_a_routine_that_is_in_no_library_half_the_exercises_own_dose_is_the_most() -> None:
    own = exercise()._replace(dose=work(reps=(10,)).dose)
    library = Library({}, {}, {}, {})
    left = eased_rest(routine(work(own, reps=(30,)), work(own, reps=(3,))), library, HALF, 0)
    assert left is not None
    assert doses(left.routine) == [(5,), (3,)]


@pytest.mark.parametrize("history", [History(6), History(2, Leg.FURTHER), History(9)])
def test_where_only_another_routine_is_allowed_nothing_of_this_is_left(
    history: History,
) -> None:
    assert eased_rest(HOME, SHIPPED, decide(history), 0) is None


@pytest.mark.parametrize("history", [History(6), History(2, Leg.FURTHER)])
def test_the_very_routine_that_today_allows_goes_on(history: History) -> None:
    decision = decide(history)
    allowed = eased(HOME, SHIPPED, decision).routine
    assert eased_rest(allowed, SHIPPED, decision, 0) == Eased(allowed)


def test_of_a_flare_up_routine_of_the_users_own_only_what_calms_goes_on() -> None:
    flare = prescribe(SHIPPED, "flare-up-day")
    plank = Work(SHIPPED.exercises["plank"], SHIPPED.exercises["plank"].dose)
    own = flare._replace(items=(plank, *flare.items))
    left = eased_rest(own, SHIPPED, decide(History(7)), 1)
    assert left is not None
    assert left.routine.items == (Rest(0.0), *flare.items)
    assert eased_rest(flare._replace(items=(plank,)), SHIPPED, decide(History(7)), 0) is None


def test_a_routine_of_the_users_own_called_rest_positions_is_none_of_rest() -> None:
    plank = Work(SHIPPED.exercises["plank"], SHIPPED.exercises["plank"].dose)
    own = rest_positions(SHIPPED)._replace(items=(plank,))
    assert eased_rest(own, SHIPPED, decide(History(2, Leg.FURTHER)), 0) is None


for _words in (Leg, Settled):  # as parts of earlier sessions
    st.register_type_strategy(_words, st.sampled_from([*_words]))


@given(
    st.sampled_from([*SHIPPED.routines, *SHIPPED.exercises]),
    st.builds(
        History,
        st.integers(0, 10),
        st.sampled_from([None, *Leg]),
        st.just(()),
        st.one_of(st.none(), st.integers(0, 60)),
        sessions=st.sampled_from([(), (Earlier(0, before=3, after=5, is_held=True),)]),
    ),
)
def test_easing_never_adds_and_keeps_the_numbers_of_the_items(
    id_: str, history: History
) -> None:
    asked = (
        prescribe(SHIPPED, id_) if id_ in SHIPPED.routines else single(SHIPPED.exercises[id_])
    )
    decision = decide(history)
    made_easier = eased(asked, SHIPPED, decision).routine
    if decision.kind is not Readiness.EASE or made_easier.id != asked.id:
        return  # from four weeks off on it is the routine of the phase before
    assert len(made_easier.items) == len(asked.items)
    for before, after in zip(asked.items, made_easier.items, strict=True):
        if not isinstance(before, Work) or not isinstance(after, Work):
            continue
        if before.exercise == after.exercise:
            assert sum(after.dose.reps) <= sum(before.dose.reps)
            assert (after.dose.time_s or 0) <= (before.dose.time_s or 0)
        else:
            assert after.exercise.phase < before.exercise.phase
