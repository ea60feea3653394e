"""Steps up by consent: what is offered, and above all what is not (weeks 7, clinical F)."""

from __future__ import annotations

from typing import Any

import pytest

from backpt.prescription.model import Dose, Level, Precaution, Work
from backpt.progress.change import ChangeField, agreed
from backpt.progress.offer import Way, taken_back, work_of
from backpt.safety.answers import Profile
from backpt.safety.tables import STEP_OFFERS_MOST, STEP_QUIET_DAYS
from tests.progress.diary import wall
from tests.progress.stepping import (
    DOSE,
    GROW,
    HELD,
    Weeks,
    exercise,
    routine_of,
    stepped,
    two_full,
)

BLOCKS = Precaution("BAD", Level.BLOCK, "It hurts.")
NINE = (ChangeField.REPS, 8, 9)


# --- what is offered -------------------------------------------------------------------


def test_two_full_sessions_that_settled_bring_the_smallest_step_with_its_reason() -> None:
    made = two_full().offer(3)
    assert made is not None
    assert stepped(made) == NINE
    assert (made.way, made.routine, made.exercise.id) == (Way.UP, "core", "bridge")
    assert (made.rule, made.sessions, made.pain) == ("F7, F2", 2, 2)


def test_the_hold_grows_before_the_reps_and_the_reps_before_the_sets() -> None:
    weeks = Weeks(routine_of(exercise(dose=HELD)))
    fields = []
    for nth in range(11):
        first = 8 * nth
        weeks.pain(first, 2, 8.0)  # now and then: it is not over
        for day in (first, first + 2):
            weeks.done(day, 0, after=0)
            weeks.settles(day + 1, 0)
        made = weeks.offer(first + 3)
        if made is None:
            break
        fields.append((made.field.value, made.was, made.to))
        weeks.say(made, first + 3)
    holds = [("hold", 5.0, 7.0), ("hold", 7.0, 9.0), ("hold", 9.0, 10.0)]
    reps = [("reps", many, many + 1) for many in range(8, 12)]
    assert fields == [*holds, *reps, ("sets", 1, 2), ("sets", 2, 3)]
    assert weeks.dose() == HELD._replace(
        reps=(12, 12, 12), pace=HELD.pace._replace(hold_s=10.0), rest_s=30.0
    )


def test_the_session_just_done_is_waited_for_and_the_two_before_it_count() -> None:
    weeks = two_full()
    weeks.done(4)
    assert stepped(weeks.offer(4)) == NINE, "the third may still settle"


def test_one_success_is_not_enough() -> None:
    weeks = Weeks()
    weeks.done(0)
    weeks.settles(1)
    weeks.done(2)
    assert weeks.offer(2) is None


def test_before_the_second_has_settled_nothing_is_offered() -> None:
    weeks = Weeks()
    weeks.done(0)
    weeks.done(1)
    assert weeks.offer(1) is None
    weeks.settles(2)
    assert stepped(weeks.offer(2)) == NINE


# --- what never counts -----------------------------------------------------------------


@pytest.mark.parametrize(
    "became",
    [
        {"is_whole": False},
        {"is_lighter": True},
        {"is_told": True},
        {"is_rehearsal": True},
        {"is_hurt": True},
        {"dose": DOSE._replace(reps=(4,))},
    ],
    ids=str,
)
def test_what_is_no_honest_success_never_counts(became: dict[str, Any]) -> None:
    weeks = Weeks()
    for day in (0, 2, 4):
        weeks.done(day, **became)
        weeks.settles(day + 1)
    assert weeks.offer(5) is None


@pytest.mark.parametrize(
    "became",
    [{"is_whole": False}, {"is_lighter": True}, {"is_hurt": True}],
    ids=str,
)
def test_a_session_that_went_badly_ends_the_run_of_successes(became: dict[str, Any]) -> None:
    weeks = Weeks()
    weeks.done(0)
    weeks.settles(1)
    weeks.done(2, **became)
    weeks.settles(3)
    weeks.done(4)
    weeks.settles(5)
    assert weeks.offer(5) is None
    weeks.done(6)
    weeks.settles(7)
    assert stepped(weeks.offer(7)) == NINE


@pytest.mark.parametrize("became", [{"is_told": True}, {"is_rehearsal": True}], ids=str)
def test_what_was_told_or_rehearsed_neither_counts_nor_ends_a_run(
    became: dict[str, Any],
) -> None:
    weeks = Weeks()
    weeks.done(0)
    weeks.settles(1)
    weeks.done(2, **became)
    weeks.settles(3)
    assert weeks.offer(3) is None
    weeks.done(4)
    weeks.settles(5)
    assert stepped(weeks.offer(5)) == NINE


def test_a_session_just_done_that_went_badly_holds_the_step_back() -> None:
    weeks = two_full()
    weeks.done(4, is_whole=False)
    assert weeks.offer(4) is None


def test_a_set_that_was_cut_short_is_not_a_full_one_for_another_exercise_that_was() -> None:
    weeks = Weeks(routine_of(exercise(), exercise("Bird dog")))
    for day in (0, 2):
        weeks.done(day, only=("bridge",), is_whole=False)
        weeks.settles(day + 1)
    made = weeks.offer(3)
    assert made is not None
    assert made.exercise.id == "bird-dog"


@pytest.mark.parametrize(
    "said", [{"during": 4}, {"pain": 4, "after": 3}, {"after": 4}], ids=str
)
def test_pain_of_4_at_the_session_never_counts(said: dict[str, Any]) -> None:
    weeks = Weeks()
    for day in (0, 2):
        weeks.done(day, **said)
        weeks.settles(day + 1)
    assert weeks.offer(3) is None


def test_a_session_at_which_no_pain_was_said_never_counts() -> None:
    weeks = Weeks()
    for day in (0, 2):
        weeks.done(day, None, after=None)
        weeks.settles(day + 1)
    assert weeks.offer(3) is None


def test_settling_that_nobody_told_never_counts() -> None:
    weeks = Weeks()
    for day in (0, 4, 8, 12):
        weeks.done(day)
    assert weeks.offer(12) is None


def test_settling_that_was_not_never_counts() -> None:
    weeks = Weeks()
    weeks.done(0)
    weeks.settles(1)
    weeks.done(2)
    weeks.settles(3, pain=4)
    assert weeks.offer(3) is None


def test_a_session_of_another_routine_in_which_it_hurt_ends_the_run() -> None:
    weeks = two_full()
    other = routine_of(exercise(), name="other")
    weeks.done(4, of=other, is_hurt=True)
    weeks.settles(5)
    assert weeks.offer(5) is None


def test_successes_in_another_routine_do_not_raise_the_dose_of_this_one() -> None:
    weeks = Weeks()
    other = routine_of(exercise(), name="other")
    for day in (0, 2):
        weeks.done(day, of=other)
        weeks.settles(day + 1)
    assert weeks.offer(3) is None


def test_an_exercise_that_comes_twice_in_a_routine_is_not_asked_about() -> None:
    weeks = two_full(Weeks(routine_of(exercise(), exercise())))
    assert weeks.offer(3) is None


# --- gates -----------------------------------------------------------------------------


def test_a_sheet_of_a_therapist_gets_no_offers_up_or_down() -> None:
    sheet = routine_of(exercise(easier="tilt"), asks=False)
    assert two_full(Weeks(sheet)).offer(3) is None
    weeks = Weeks(sheet, exercise("Tilt"))
    for day in (0, 2):
        weeks.done(day, is_hurt=True, is_ended_by_pain=True, is_whole=False)
    assert weeks.offer(2) is None


def test_nothing_is_offered_while_the_weeks_say_to_see_somebody() -> None:
    weeks = two_full()
    assert weeks.offer(3) is not None
    for day in (1, 2):
        weeks.pain(day, 8, 7.0)
    assert weeks.offer(3) is None


def test_a_call_makes_advice_quiet_and_offers_nothing_all_the_same() -> None:
    weeks = two_full()
    for day in (1, 2):
        weeks.pain(day, 8, 7.0)
    weeks.call(2)
    assert weeks.headline(3) == "R13", "quiet"
    assert weeks.offer(3) is None


def test_nothing_is_offered_after_a_session_that_ended_higher() -> None:
    weeks = two_full()
    weeks.done(4, pain=1, after=3)
    assert weeks.offer(4) is None


def test_nothing_is_offered_in_maintenance() -> None:
    weeks = Weeks()
    for day in range(8):
        weeks.done(day, 0, after=0)
    assert weeks.offer(6) is not None
    assert weeks.offer(7) is None, "two weeks almost without pain: what was reached is kept"


def test_a_blocked_exercise_gets_no_offer() -> None:
    weeks = two_full(Weeks(routine_of(exercise(avoid=("BAD",)))))
    weeks.library.precautions["BAD"] = BLOCKS
    assert weeks.offer(3) is not None
    weeks.profile = Profile(codes=frozenset({"BAD"}))
    assert weeks.offer(3) is None


def test_nothing_is_offered_where_nobody_has_said_how_it_grows() -> None:
    assert two_full(Weeks(routine_of(exercise()._replace(grow=None)))).offer(3) is None


def test_three_a_week_are_asked_answered_or_not() -> None:
    weeks = two_full()
    for day in range(STEP_OFFERS_MOST):
        assert weeks.offer(3) is not None, day
        weeks.asked(day)
    assert weeks.offer(3) is None
    weeks.done(6)
    weeks.settles(7)
    assert weeks.offer(7) is not None


def test_not_now_is_quiet_for_two_weeks_and_changes_nothing() -> None:
    weeks = two_full()
    weeks.say(weeks.offer(3), 3, yes=False)
    assert weeks.dose() == DOSE
    for day in range(4, 3 + STEP_QUIET_DAYS):
        weeks.done(day, 0, after=0)
        weeks.pain(day, 2 * (day == 10), 8.0)
        assert weeks.offer(day) is None, day
    weeks.done(3 + STEP_QUIET_DAYS, 0, after=0)
    assert stepped(weeks.offer(3 + STEP_QUIET_DAYS)) == NINE


def test_not_now_of_one_exercise_leaves_the_question_about_another() -> None:
    weeks = two_full(Weeks(routine_of(exercise(), exercise("Bird dog"))))
    first = weeks.offer(3)
    weeks.say(first, 3, yes=False)
    second = weeks.offer(3)
    assert first is not None and second is not None  # noqa: PT018  # for mypy too
    assert (first.exercise.id, second.exercise.id) == ("bridge", "bird-dog")


# --- how far ---------------------------------------------------------------------------


def test_after_a_step_the_successes_are_counted_anew() -> None:
    weeks = two_full()
    weeks.say(weeks.offer(3), 3)
    assert weeks.dose().reps == (9,)
    assert weeks.offer(3) is None


def test_one_step_a_week_is_all_where_the_next_is_more_than_a_tenth() -> None:
    weeks = two_full()
    weeks.say(weeks.offer(3), 3)
    two_full(weeks, (4, 6))
    assert weeks.offer(7) is None, "8 to 10 within a week is a quarter more"
    weeks.done(10)
    assert stepped(weeks.offer(10)) == (ChangeField.REPS, 9, 10)


def test_within_a_tenth_a_second_step_may_follow_in_the_week() -> None:
    weeks = Weeks(routine_of(exercise(dose=DOSE._replace(reps=(10, 10)))))
    weeks.routine = routine_of(exercise(dose=Dose((20, 20), DOSE.pace)))
    grow = (GROW[1]._replace(low=20, high=30),)
    item = weeks.routine.items[0]
    assert isinstance(item, Work)
    weeks.routine = weeks.routine._replace(items=(item._replace(grow=grow),))
    two_full(weeks)
    weeks.say(weeks.offer(3), 3)
    two_full(weeks, (4, 6))
    assert stepped(weeks.offer(7)) == (ChangeField.REPS, 21, 22)
    weeks.say(weeks.offer(7), 7)
    two_full(weeks, (8, 9))
    assert weeks.offer(9) is None, "20 to 23 within a week is more than a tenth"


def test_a_change_that_is_taken_back_gives_the_dose_of_the_file_and_counts_anew() -> None:
    weeks = two_full()
    change = weeks.say(weeks.offer(3), 3)
    weeks.undo(change, 4)
    assert weeks.present == weeks.routine
    assert weeks.offer(4) is None
    two_full(weeks, (5, 7))
    assert weeks.offer(8) is not None


def test_a_dose_that_somebody_rewrote_by_hand_is_that_dose() -> None:
    weeks = two_full()
    weeks.say(weeks.offer(3), 3)
    weeks.routine = routine_of(exercise(dose=DOSE._replace(reps=(6,))))
    assert weeks.dose().reps == (6,)


def test_taking_back_a_step_takes_back_what_was_built_on_it() -> None:
    weeks = two_full()
    first = weeks.say(weeks.offer(3), 3)
    two_full(weeks, (9, 11))
    second = weeks.say(weeks.offer(12), 12)
    assert taken_back(weeks.changes, first) == (second, first)
    assert taken_back(weeks.changes, second) == (second,)


def test_the_one_that_was_changed_longest_ago_is_asked_about_first() -> None:
    weeks = two_full(Weeks(routine_of(exercise(), exercise("Bird dog"))))
    weeks.say(weeks.offer(3), 3)
    two_full(weeks, (10, 12))
    made = weeks.offer(13)
    assert made is not None
    assert made.exercise.id == "bird-dog"


def test_work_is_seconds_of_a_hold_or_a_position_or_reps() -> None:
    assert work_of(DOSE) == 8.0
    assert work_of(HELD) == 40.0
    assert work_of(Dose((1, 1), time_s=30.0)) == 60.0


# --- something harder ------------------------------------------------------------------


def at_the_top(**more: Any) -> Weeks:
    top = DOSE._replace(reps=(12, 12, 12))
    bridge = exercise(dose=top, harder="march", **more)
    others = (
        exercise("March", easier="bridge"),
        exercise("Single leg", easier="bridge", phase=3),
        exercise("Other"),
    )
    return two_full(Weeks(routine_of(bridge), *others))


def test_at_the_top_the_harder_ones_are_a_choice_and_none_is_picked() -> None:
    made = at_the_top().offer(3)
    assert made is not None
    assert (made.way, made.to) == (Way.HARDER, "")
    assert [one.id for one in made.choices] == ["march", "single-leg"]


def test_a_harder_one_that_precautions_block_or_the_phase_does_not_allow_is_not_named() -> None:
    weeks = at_the_top()
    weeks.phase = 2
    made = weeks.offer(3)
    assert made is not None
    assert [one.id for one in made.choices] == ["march"]
    blocked = weeks.library.exercises["march"]._replace(avoid=("BAD",))
    weeks.library.exercises["march"] = blocked
    weeks.library.precautions["BAD"] = BLOCKS
    weeks.profile = Profile(codes=frozenset({"BAD"}))
    assert weeks.offer(3) is None


def test_the_chosen_one_takes_its_place_at_the_low_end_of_its_dose() -> None:
    weeks = at_the_top()
    weeks.say(weeks.offer(3), 3, to="march")
    assert weeks.dose("march") == DOSE
    two_full(weeks, (9, 11))
    made = weeks.offer(12)
    assert made is not None
    assert (made.exercise.id, made.field, made.to) == ("march", ChangeField.REPS, 9)


# --- down ------------------------------------------------------------------------------

ENDED: dict[str, Any] = {"is_hurt": True, "is_ended_by_pain": True, "is_whole": False}


def test_after_two_sessions_running_that_pain_ended_the_dose_before_is_offered() -> None:
    weeks = two_full()
    change = weeks.say(weeks.offer(3), 3)
    weeks.done(4, **ENDED)
    assert weeks.offer(4) is None, "once is for the day only"
    weeks.done(6, **ENDED)
    made = weeks.offer(6)
    assert made is not None
    assert (made.way, stepped(made)) == (Way.DOWN, (ChangeField.REPS, 9, 8))
    weeks.say(made, 6)
    assert weeks.present == weeks.routine
    assert change not in agreed(weeks.changes)


def test_where_nothing_was_raised_the_easier_one_is_offered() -> None:
    weeks = Weeks(routine_of(exercise(easier="tilt")), exercise("Tilt"))
    for day in (0, 2):
        weeks.done(day, pain=4, **ENDED)
    made = weeks.offer(2)
    assert made is not None
    assert (made.way, made.to) == (Way.DOWN, "tilt")
    weeks.say(made, 2)
    assert [item.exercise.id for item in weeks.present.items if isinstance(item, Work)] == [
        "tilt"
    ]


def test_an_easier_one_that_is_blocked_is_not_offered() -> None:
    weeks = Weeks(routine_of(exercise(easier="tilt")), exercise("Tilt", avoid=("BAD",)))
    weeks.library.precautions["BAD"] = BLOCKS
    weeks.profile = Profile(codes=frozenset({"BAD"}))
    for day in (0, 2):
        weeks.done(day, **ENDED)
    assert weeks.offer(2) is None


def test_less_is_offered_before_more_and_in_every_week() -> None:
    weeks = Weeks(routine_of(exercise(easier="tilt"), exercise("Bird dog")), exercise("Tilt"))
    for day in range(STEP_OFFERS_MOST):
        weeks.asked(day)
    for day in (0, 2):
        weeks.done(day, only=("bridge",), **ENDED)
        weeks.settles(day + 1)
    made = weeks.offer(3)
    assert made is not None
    assert (made.way, made.exercise.id) == (Way.DOWN, "bridge")


def test_less_that_was_not_wanted_is_not_asked_again_for_two_weeks() -> None:
    weeks = Weeks(routine_of(exercise(easier="tilt")), exercise("Tilt"))
    for day in (0, 2):
        weeks.done(day, **ENDED)
    weeks.say(weeks.offer(2), 2, yes=False)
    weeks.done(4, **ENDED)
    assert weeks.offer(4) is None


# --- corrections -----------------------------------------------------------------------


def test_a_corrected_entry_corrects_the_next_offer() -> None:
    weeks = two_full()
    assert weeks.offer(3) is not None
    said = next(one for one in weeks.entries if one.day == weeks.entries[-1].day)
    weeks.pain(3, 5, 12.0, replaces=said.uid)
    assert weeks.offer(3) is None


def test_an_entry_that_was_taken_back_tells_of_no_settling() -> None:
    weeks = two_full()
    weeks.strike(weeks.entries[-1].uid)
    assert weeks.offer(3) is None


def test_the_order_of_rows_changes_nothing() -> None:
    weeks = two_full()
    there = weeks.offer(3)
    for rows in (weeks.entries, weeks.sessions, weeks.occasions):
        rows.reverse()
    assert weeks.offer(3) == there


def test_a_session_of_the_future_that_a_clock_left_behind_counts_for_nothing() -> None:
    weeks = Weeks()
    weeks.done(0)
    weeks.settles(1)
    weeks.done(40)
    weeks.settles(41)
    weeks.done(2)
    assert weeks.offer(2) is None
    assert weeks.occasions[1].wall > wall(2, 19.0)
