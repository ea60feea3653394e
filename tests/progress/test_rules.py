"""Each rule of the weeks: a diary that fires it, and one that just does not."""

from __future__ import annotations

import pytest

from backpt.language import weeks
from backpt.progress.entry import Activity, Source, Spread
from backpt.progress.plan import Away, AwayWhy
from backpt.progress.rules import RULES, STAND_WITHOUT_ENTRIES
from backpt.safety.days import FLARE_UP_ROUTINE, Leg, Settled
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import WEEKS
from tests.progress.diary import FIRST, Diary, finding, wall

NOT_SAID = [None] * 7


def test_the_rules_are_those_of_the_table_in_its_order() -> None:
    """Of one level the first that holds is the headline."""
    assert list(RULES) == [one.id for one in WEEKS]
    levels = [one.level for one in WEEKS]
    assert levels == sorted(levels, reverse=True)


def test_of_nothing_no_rule_holds_and_none_says_that_all_is_well() -> None:
    said = {one.rule: one.holds for one in Diary().advice(0).findings}
    assert said == {**dict.fromkeys(RULES), "T4": False, "T11": False}
    assert Diary().headline(0) is None


# --- T1, packs -------------------------------------------------------------------------


def packs(*changes: tuple[int, int, int | None]) -> Diary:
    diary = Diary()
    for day, before, after in changes:
        diary.pack(day, before, after)
    return diary


def test_t1_three_packs_over_two_days_without_relief() -> None:
    """Seed 000: contact a therapist if hot and cold bring nothing."""
    diary = packs((0, 5, 4), (0, 5, 5), (1, 5, 4))
    assert diary.holds("T1", 1) is True
    assert diary.finding("T1", 1).level is AdviceLevel.CONTACT
    assert "by 2 points or 30 percent." in weeks.sentence(diary.finding("T1", 1), 1)


@pytest.mark.parametrize(
    "changes",
    [
        ((0, 5, 4), (1, 5, 5)),
        ((0, 5, 4), (0, 5, 5), (0, 5, 4)),
        ((0, 5, 4), (1, 5, 5), (1, 5, 3)),
        ((0, 5, 4), (1, 5, 5), (1, 3, 2)),
        ((0, 5, 4), (1, 5, 5), (1, 0, 0)),
        ((0, 5, 4), (1, 5, 5), (1, 5, None)),
    ],
    ids=["two", "one day", "2 points", "30 percent", "no pain to ease", "after not said"],
)
def test_t1_not_with_fewer_packs_days_or_with_one_that_helped(
    changes: tuple[tuple[int, int, int | None], ...],
) -> None:
    assert packs(*changes).holds("T1", 1) is False


def test_t1_counts_no_pack_older_than_two_weeks_and_the_next_three_are_news() -> None:
    diary = packs((0, 5, 5), (1, 5, 5), (14, 5, 5))
    assert diary.holds("T1", 14) is False
    diary = packs(*((day, 5, 5) for day in range(6)))
    assert [diary.finding("T1", day).number for day in (2, 4, 5)] == [1, 1, 2]


# --- T2, T9: the trend -----------------------------------------------------------------


def test_t2_up_by_more_than_the_days_differ_on_two_days_running() -> None:
    diary = Diary().pains([3] * 28 + [5] * 7)
    days = [day for day in range(28, 35) if diary.holds("T2", day)]
    assert days, "found within the week"
    assert days[0] >= 29, "but not on its first day"
    assert diary.finding("T2", 34).inputs["change"] == 2.0
    assert diary.finding("T2", 34).level is AdviceLevel.CONTACT


def test_t2_not_below_a_change_that_counts() -> None:
    """Up by 1.3: of 3 it is 43 %, of 5 only 26 %."""
    risen = [1, 2, 1, 1, 2, 1, 1, 2, 1]
    assert Diary().pains([3] * 28 + [3 + one for one in risen]).holds("T2", 36) is True
    assert Diary().pains([5] * 28 + [5 + one for one in risen]).holds("T2", 36) is False


def test_t2_is_unknown_with_too_few_days_and_not_false() -> None:
    assert Diary().pains([3] * 5 + [7] * 7).holds("T2", 11) is None
    few = [None, None, None, None, 7, 7, 7]
    assert Diary().pains([3] * 28 + NOT_SAID + few).holds("T2", 41) is None


def eased(now: int, settled_by: int | None) -> Diary:
    """Sessions every other evening at ``now`` before, with the morning after ``settled_by``
    more; ``None``: nothing is said in the morning."""
    diary = Diary().pains([6] * 21)
    for day in range(21, 29):
        if day % 2:
            diary.held(day, now, now)
        elif settled_by is not None:
            diary.pain(day, now + settled_by, 18.0)
    return diary


def test_t9_down_and_the_sessions_had_settled() -> None:
    diary = eased(3, 0)
    assert diary.holds("T9", 28) is True
    assert diary.finding("T9", 28).level is AdviceLevel.PROGRESS


def test_t9_not_where_one_had_not_settled() -> None:
    assert eased(3, 2).holds("T9", 28) is False


def test_t9_not_where_no_session_is_known_to_have_settled() -> None:
    """Every third day, with no word in between: missing data never reads as well."""
    diary = Diary().pains([6] * 21)
    for day in range(22, 35, 3):
        diary.held(day, 3, 3)
    assert diary.finding("T9", 34).inputs["change"] == -3.0
    assert diary.holds("T9", 34) is False
    diary.pain(32, 3, 10.0)
    assert diary.holds("T9", 34) is True


def test_t9_is_not_said_to_somebody_who_is_away() -> None:
    diary = eased(3, 0)
    course = diary.course(28)
    away = Away("away", wall(27, 9.0), 0, course.today - 1, course.today + 1, AwayWhy.ILL)
    assert finding(course, "T9").holds is True
    assert finding(course._replace(aways=(away,)), "T9").holds is False
    is_over = away._replace(last=course.today - 1)
    assert finding(course._replace(aways=(is_over,)), "T9").holds is True


def test_t9_not_where_pain_is_level() -> None:
    assert eased(6, 0).holds("T9", 28) is False


# --- T3: no change ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "first", "level"),
    [
        ("T3a", 7, AdviceLevel.CONTINUE),
        ("T3b", 14, AdviceLevel.CONTACT),
        ("T3c", 42, AdviceLevel.CONTACT),
    ],
)
def test_t3_a_steady_4_is_spoken_of_on_day_7_14_and_42(
    rule: str, first: int, level: AdviceLevel
) -> None:
    diary = Diary().pains([4] * 60)
    assert diary.holds(rule, first - 1) is False
    assert diary.holds(rule, first) is True
    assert diary.finding(rule, first).level is level
    assert diary.headline(first) == rule


def test_t3d_after_twelve_weeks() -> None:
    diary = Diary().pains([4] * 90)
    assert diary.headline(84) == "T3c"
    assert diary.headline(85) == "T3d"
    assert diary.holds("T3b", 85) is False


def test_t3a_not_after_a_drop_of_one() -> None:
    assert Diary().pains([5, 5, 5, 5, 4, 4, 4, 4]).holds("T3a", 7) is False
    assert Diary().pains([5, 5, 5, 5, 5, 4, 4, 4]).holds("T3a", 7) is True


def test_t3b_not_after_a_change_that_counts() -> None:
    assert Diary().pains([5] * 7 + [3] * 8).holds("T3b", 14) is False
    assert Diary().pains([5] * 7 + [4] * 8).holds("T3b", 14) is True


def test_t3b_says_that_it_was_better_in_between() -> None:
    """Two weeks at 2 between weeks at 5: it has come back, which is not the same as no
    change."""
    diary = Diary().pains([5] * 7 + [2] * 14 + [5] * 8)
    found = diary.finding("T3b", 28)
    assert found.holds is True
    assert found.inputs["between"] == 2.0
    assert weeks.sentence(found, 28).startswith(
        "4 weeks since this began: 5.0 at first, 2.0 in the best week between, 5.0 now."
        " It has come back."
    )
    steady = Diary().pains([5] * 29).finding("T3b", 28)
    assert "5.0 at first, 5.0 now, no real change." in weeks.sentence(steady, 28)


def test_t3b_takes_a_drop_that_days_may_differ_by_for_none() -> None:
    """5.0 to 3.5 is 30 %, but days of 2 and of 8 differ by as much anyway."""
    assert Diary().pains([8, 2] * 3 + [5] + [6, 1] * 4).holds("T3b", 14) is True


def test_t3b_is_unknown_without_entries_and_waits_for_them() -> None:
    diary = Diary().pains([4, None, None, None, None, None, None] * 2 + [4])
    assert diary.holds("T3b", 14) is None
    once_a_week = Diary().pains([4, None, 4, None, None, None, None] * 4)
    assert once_a_week.holds("T3b", 27) is True


def test_t3b_needs_three_values_at_either_end() -> None:
    three = [4, None, 4, None, 4, None, None]
    assert Diary().pains([*three, *three, 4]).holds("T3b", 14) is True
    two = [4, None, 4, None, None, None, None]
    assert Diary().pains([*two, *three, 4]).holds("T3b", 14) is None


def test_t3_says_nothing_of_pain_that_is_almost_none() -> None:
    diary = Diary().pains([1] * 60)
    assert not any(
        diary.holds(rule, day) for rule in ("T3a", "T3b", "T3c") for day in (7, 14, 42)
    )


def test_t3c_not_below_3() -> None:
    diary = Diary().pains([4] * 36 + [2] * 7)
    assert diary.holds("T3c", 42) is False
    assert Diary().pains([4] * 36 + [3] * 7).holds("T3c", 42) is True


def test_t3_counts_from_90_quiet_days_or_from_the_day_the_user_gives() -> None:
    long_ago = Diary().pains([4] * 3)
    long_ago.pains([4] * 15, first=100)
    assert long_ago.finding("T3b", 114).inputs["age"] == 14
    assert long_ago.holds("T3b", 114) is True
    just_not = Diary().pains([4] * 3)
    just_not.pains([4] * 15, first=92)
    assert just_not.finding("T3c", 106).inputs["age"] == 106
    since = Diary().pains([4] * 8)
    assert finding(since.course(7, since=-7), "T3b").inputs["age"] == 14
    later = long_ago.course(114, since=-30)
    assert finding(later, "T3b").inputs["age"] == 14, "what came back is later than that"


def test_t3_days_of_older_rows_count_for_the_start() -> None:
    diary = Diary().pains([4] * 15)
    course = diary.course(14, older=range(-60, -1, 20))
    assert finding(course, "T3b").inputs["age"] == 74


# --- T4, T5, T6, T7, T8 ----------------------------------------------------------------


def test_t4_not_sure_in_two_sessions() -> None:
    diary = Diary()
    diary.held(0, 3, 3, unsure=("bird-dog",))
    assert diary.holds("T4", 0) is False
    diary.held(2, 3, 3, unsure=("bridge",))
    assert diary.holds("T4", 2) is True
    assert diary.finding("T4", 2).inputs["exercises"] == ("bird-dog", "bridge")


def test_t4_not_twice_on_one_day_between_sessions_nor_four_weeks_apart() -> None:
    diary = Diary()
    diary.pain(0, unsure=("bird-dog",))
    diary.pain(0, unsure=("bird-dog",), hour=14.0)
    assert diary.holds("T4", 0) is False
    diary.pain(28, unsure=("bird-dog",))
    assert diary.holds("T4", 28) is False
    diary.pain(29, unsure=("bird-dog",))
    assert diary.holds("T4", 29) is True


def test_t5a_seven_on_two_of_three_days_said_now_or_worst_or_after_a_session() -> None:
    diary = Diary().pains([3, 7])
    assert diary.holds("T5a", 1) is False
    diary.pain(3, 4, worst=7)
    assert diary.holds("T5a", 3) is True
    after = Diary().pains([7])
    after.held(1, 3, 7)
    assert after.holds("T5a", 1) is True


def test_t5a_not_at_six_nor_three_days_apart() -> None:
    assert Diary().pains([7, 6]).holds("T5a", 1) is False
    assert Diary().pains([7, 3, 3, 7]).holds("T5a", 3) is False


def test_t5a_is_lifted_by_two_lower_days_and_not_by_silence() -> None:
    silent = Diary().pains([8, 8])
    assert [silent.holds("T5a", day) for day in (1, 4, 7)] == [True, True, True]
    lower = Diary().pains([8, 8, 3, 3])
    assert [lower.holds("T5a", day) for day in (1, 2, 3)] == [True, True, False]


def test_t5a_does_not_take_the_worst_of_the_week_for_a_day() -> None:
    diary = Diary().pains([8])
    diary.pain(1, source=Source.WEEKLY, worst=8)
    assert diary.holds("T5a", 1) is False


def test_t5b_kept_from_much_on_four_days_of_seven() -> None:
    diary = Diary()
    for day in (0, 2, 4):
        diary.pain(day, 4, limited=2)
    assert diary.holds("T5b", 4) is None, "three days said tell nothing of the others"
    diary.pain(5, 4, limited=1)
    assert diary.holds("T5b", 5) is False
    diary.pain(6, 4, limited=3)
    assert diary.holds("T5b", 6) is True
    assert diary.holds("T5b", 7) is False


QUIET = [0, 1] * 7


def test_t5c_pain_is_back_after_two_weeks_almost_without() -> None:
    diary = Diary().pains([5, 5, *QUIET, 2, 4, 4])
    assert diary.holds("T5c", 17) is False
    assert diary.holds("T5c", 18) is True
    assert diary.finding("T5c", 18).inputs["since_quiet"] == 2
    assert diary.finding("T3b", 18).inputs["age"] == 1, "and it began anew"


def test_t5c_names_the_routine_that_was_done_while_it_went() -> None:
    diary = Diary().pains([5, 5, *QUIET, 2, 4, 4])
    assert diary.finding("T5c", 18).inputs["helped"] is None
    for day, routine in ((1, "core"), (3, "core"), (5, "calm"), (17, "flare"), (18, "flare")):
        diary.held(day, routine=routine)
    found = diary.finding("T5c", 18)
    assert found.inputs["helped"] == "core", "what was done after it came back did not help"
    said = weeks.sentence(found, FIRST + 18, {})
    assert "The last time it went while you did core." in said


@pytest.mark.parametrize(
    "pains",
    [
        [5, 5, *QUIET, 4, 3],
        [5, 5, *QUIET, 4, 3, 4],
        [5, 5, *QUIET[:13], 4, 4],
        [5, 5, *QUIET[:6], 2, *QUIET[:7], 4, 4],
        [5, 5, *[0, None] * 6, None, 0, 4, 4],
    ],
    ids=["one day", "not running", "13 days", "one day of 2", "seven entries"],
)
def test_t5c_not_after_one_day_nor_without_a_quiet_time(pains: list[int | None]) -> None:
    assert Diary().pains(pains).holds("T5c", len(pains) - 1) is False


def test_t5c_eight_entries_make_a_quiet_time() -> None:
    assert Diary().pains([5, 5, *[0, None] * 6, 0, 0, 4, 4]).holds("T5c", 17) is True


def test_t5c_not_when_the_quiet_time_is_long_ago() -> None:
    for gap, comes_back in ((90, True), (91, False)):
        diary = Diary().pains([*QUIET])
        diary.pains([2] * (gap - 1), first=14)
        diary.pains([4, 4], first=13 + gap)
        assert diary.holds("T5c", 14 + gap) is comes_back, gap


def test_t5c_three_times_a_year() -> None:
    spell: list[int | None] = [5, 5, *QUIET]
    far: list[int | None] = [2] * 95
    diary = Diary().pains([*spell, *far, *spell, *far, 5, 5])
    assert diary.holds("T5c", 2 * (16 + 95) + 1) is True
    assert Diary().pains([*spell, *far, 5, 5]).holds("T5c", 16 + 95 + 1) is False


def test_t6_below_the_knee_or_tingling_for_more_than_a_week() -> None:
    diary = Diary()
    diary.pain(0, 3, spread=Spread.THIGH)
    assert diary.holds("T6", 0) is False
    diary.pain(1, 3, spread=Spread.BELOW_KNEE)
    assert diary.holds("T6", 1) is True
    diary.pain(2, 3, spread=Spread.BUTTOCK)
    assert diary.holds("T6", 2) is False
    tingling = Diary()
    for day in (0, 4, 7):
        tingling.pain(day, 3, tingling=True)
    assert tingling.holds("T6", 7) is False
    tingling.pain(8, 3, tingling=True)
    assert tingling.holds("T6", 8) is True
    tingling.pain(9, 3, tingling=False)
    assert tingling.holds("T6", 9) is False


def test_t7_woken_on_three_nights_of_seven() -> None:
    diary = Diary()
    for day in (0, 3):
        diary.pain(day, 3, woken=True)
    assert diary.holds("T7", 3) is None
    diary.pain(5, 3, woken=False)
    assert diary.holds("T7", 5) is False
    diary.pain(6, 3, woken=True)
    assert diary.holds("T7", 6) is True
    assert diary.holds("T7", 7) is False


def test_t8_less_than_60_percent_of_a_plan() -> None:
    diary = Diary().pains([2])
    assert finding(diary.course(0), "T8").holds is None, "without a plan nothing is undone"
    assert finding(diary.course(0, adherence=0.6), "T8").holds is False
    low = finding(diary.course(0, adherence=0.59), "T8")
    assert (low.holds, low.level) == (True, AdviceLevel.EASE)


# --- T10, T11 --------------------------------------------------------------------------


def test_t10_two_weeks_of_0_to_1_with_eight_entries() -> None:
    diary = Diary().pains([4, *QUIET])
    assert diary.holds("T10", 13) is False
    assert diary.holds("T10", 14) is True
    assert diary.headline(14) == "T10"
    eight = [0, None, 0, None, 0, None, 0, 0, None, 0, None, 0, None, 0]
    assert Diary().pains([5, *eight]).holds("T10", 14) is True


def test_t10_not_with_seven_entries_nor_with_one_of_2() -> None:
    seven = [0, None, 0, None, 0, None, 0, None, 0, None, 0, None, None, 0]
    assert Diary().pains([5, *seven]).holds("T10", 14) is None
    assert Diary().pains([0] * 13 + [2]).holds("T10", 13) is False
    worst = Diary().pains([0] * 14)
    worst.pain(5, worst=6)
    assert worst.holds("T10", 13) is False


def test_t11_no_entry_for_seven_days_and_no_advice_from_older_ones() -> None:
    diary = Diary().pains([8, 8])
    assert diary.headline(7) == "T5a"
    assert diary.holds("T11", 7) is False
    assert diary.headline(8) == "T11"
    old = [one for one in diary.advice(8).findings if one.rule not in STAND_WITHOUT_ENTRIES]
    assert {one.holds for one in old} == {None}


def test_t11_a_mark_a_note_and_an_activity_make_no_old_entry_new() -> None:
    diary = Diary().pains([8, 8])
    diary.pain(8, unsure=("bird-dog",))
    diary.pain(8, activities=(Activity("walk", 4),))
    assert diary.headline(8) == "T11"
    assert diary.holds("T5a", 8) is None
    diary.pain(8, leg=Leg.SAME, hour=15.0)
    assert diary.holds("T5a", 8) is False, "it is looked at again"


def test_t4_stands_though_nothing_was_said_of_pain() -> None:
    diary = Diary()
    diary.pain(0, unsure=("bird-dog",))
    diary.pain(9, unsure=("bridge",))
    assert diary.headline(9) == "T4"


def test_t11_a_card_of_the_week_is_no_entry_of_today() -> None:
    diary = Diary().pains([4])
    diary.pain(6, source=Source.WEEKLY, worst=5)
    assert diary.holds("T11", 7) is True


# --- R rules ---------------------------------------------------------------------------


def test_r1_eight_now_today() -> None:
    diary = Diary().pains([7, 8])
    assert diary.holds("R1", 0) is False
    assert diary.holds("R1", 1) is True
    assert diary.holds("R1", 2) is None, "today nothing was said"
    diary.pain(1, 4, 15.0)
    assert diary.holds("R1", 1) is False


def flare_up(*changes: tuple[int, int]) -> Diary:
    diary = Diary()
    for day, (before, after) in enumerate(changes):
        diary.held(day, before, after, routine=FLARE_UP_ROUTINE)
    return diary


def test_r2_two_flare_up_days_running_that_ended_higher() -> None:
    assert flare_up((6, 7), (6, 7)).holds("R2", 1) is True
    assert flare_up((6, 7), (6, 6)).holds("R2", 1) is False


def test_r9_further_down_the_leg_twice_running_in_sessions_or_entries() -> None:
    sessions = Diary()
    sessions.held(0, 3, 3, leg=Leg.FURTHER)
    assert sessions.holds("R9", 0) is False
    sessions.held(1, 3, 3, leg=Leg.FURTHER)
    assert sessions.holds("R9", 1) is True
    entries = Diary()
    entries.pain(0, 3, leg=Leg.FURTHER)
    entries.pain(1, 3, leg=Leg.FURTHER)
    assert entries.holds("R9", 1) is True


def test_r9_not_after_closer_nor_for_the_same_word_three_times_a_day() -> None:
    lifted = Diary()
    lifted.pain(0, 3, leg=Leg.FURTHER)
    lifted.pain(1, 3, leg=Leg.CLOSER)
    lifted.pain(2, 3, leg=Leg.FURTHER)
    assert lifted.holds("R9", 2) is False
    lifted.pain(3, 3, leg=Leg.FURTHER)
    lifted.pain(4, 3, leg=Leg.NONE)
    stays = lifted.finding("R9", 4)
    assert (stays.holds, stays.number) == (True, 2), "said yesterday"
    thrice = Diary()
    for hour in (8.0, 12.0, 20.0):
        thrice.pain(0, 3, hour, leg=Leg.FURTHER)
    assert thrice.holds("R9", 0) is False


def test_r9_the_same_does_not_lift_it_however_long() -> None:
    diary = Diary()
    diary.pain(0, 3, leg=Leg.FURTHER)
    for day in range(1, 60, 2):
        diary.pain(day, 3, leg=Leg.SAME)
    assert diary.holds("R9", 59) is True


def test_r14_ended_higher_until_an_entry_tells_that_it_settled() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    assert diary.holds("R14", 0) is True
    assert diary.finding("R14", 0).level is AdviceLevel.EASE
    assert diary.finding("R14", 0).number == 2
    higher = Diary()
    higher.held(0, 3, 4)
    assert higher.holds("R14", 0) is False
    diary.pain(1, 3, 18.0)
    assert diary.holds("R14", 1) is False


def test_r14_is_about_the_last_session_of_a_day_that_had_two() -> None:
    diary = Diary()
    diary.held(0, 3, 5, hour=4.0)
    diary.held(0, 3, 6, hour=20.0)
    assert diary.finding("R13", 1).holds is None
    assert diary.holds("R14", 1) is True


def test_r13_settled_by_the_next_day_is_known_only_where_it_was_said() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    assert diary.holds("R13", 1) is None
    diary.pain(1, 3, 18.0)
    assert diary.holds("R13", 1) is True
    raised = Diary()
    raised.held(0, 3, 5)
    raised.pain(1, 5, 18.0)
    assert raised.holds("R13", 1) is False


def test_r15_two_sessions_running_that_had_not_settled() -> None:
    diary = Diary()
    diary.held(0, 1, 3)
    diary.held(1, 3, 5)
    assert diary.holds("R15", 1) is False
    diary.pain(2, 5, 12.0)
    assert diary.holds("R15", 2) is True
    assert diary.headline(2) == "R15"
    settled = Diary()
    settled.held(0, 1, 3)
    settled.held(1, 3, 5)
    settled.pain(2, 3, 12.0)
    assert settled.holds("R15", 2) is False


def test_r15_stays_said_for_a_week_and_until_the_half_session_was_done() -> None:
    diary = Diary()
    diary.held(0, 1, 3)
    diary.held(1, 3, 5)
    diary.pain(2, 5)
    for day in (6, 12):
        diary.pain(day, 3)
    assert [diary.holds("R15", day) for day in (8, 9, 12)] == [True, True, True]
    done = Diary()
    done.held(0, 1, 3)
    done.held(1, 3, 5)
    done.pain(2, 5)
    done.held(5, 3, 3)
    done.pain(10, 3)
    assert [done.holds("R15", day) for day in (5, 8, 9)] == [True, True, False]


def test_r15_an_answer_to_the_question_counts_like_an_entry() -> None:
    diary = Diary()
    diary.held(0, 3, 5)
    diary.held(3, 3, 5, settled=Settled.NO)
    diary.held(6, 3, 3, settled=Settled.NO)
    assert diary.holds("R15", 6) is True


def test_u10_nine_for_the_second_day() -> None:
    diary = Diary().pains([9, 10])
    assert diary.holds("U10", 0) is False
    assert diary.holds("U10", 1) is True
    assert diary.headline(1) == "U10"
    assert Diary().pains([9, 8]).holds("U10", 1) is False
    assert Diary().pains([9, None, 9]).holds("U10", 2) is True, "nothing said in between"
    assert Diary().pains([9, None, None, 9]).holds("U10", 3) is False


# --- signs -----------------------------------------------------------------------------


def test_a_sign_that_nobody_has_seen_is_before_everything_else() -> None:
    diary = Diary().pains([9, 10])
    found = finding(diary.course(1, signs=("U5", "E1")), "E1")
    assert (found.level, found.holds) == (AdviceLevel.EMERGENCY, True)
    assert finding(diary.course(1, signs=("X9",)), "X9").level is AdviceLevel.EMERGENCY


def test_days_of_a_test_are_those_of_the_calendar() -> None:
    assert Diary().pains([4]).course(0).days[0].day == FIRST
