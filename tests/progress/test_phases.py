"""The gates of the phases as a card: what is met, what is not known, and the way back."""

from __future__ import annotations

import pytest

from backpt.language import phases
from backpt.progress.change import Change, ChangeField
from backpt.progress.entry import Activity
from backpt.progress.maintenance import MAINTENANCE
from backpt.progress.phases import PhaseCard, Want, open_phase, phase_card, practised_phase
from backpt.safety.days import Leg
from backpt.safety.levels import MILESTONES, Held, Practice
from tests.progress.diary import FIRST, Diary, wall

PHASES = {"calm": 1, "core": 2, "strong": 3}
DAY = 20


def practice(routine: str, many: int, *, reached: bool = False) -> Practice:
    held = tuple(Held(FIRST + DAY - 2 * nth, routine, 2) for nth in range(many))
    names = frozenset(one.exercise for one in MILESTONES) if reached else frozenset[str]()
    return Practice(held, names)


def week(pain: int = 2, leg: Leg | None = Leg.NONE) -> Diary:
    """A week with an entry a day up to DAY."""
    diary = Diary()
    for day in range(DAY - 6, DAY + 1):
        diary.pain(day, pain, leg=leg)
    return diary


def card(diary: Diary, done: Practice, day: int = DAY, *said: Change) -> PhaseCard:
    return phase_card(diary.course(day)._replace(changes=said), done, PHASES)


def ticks(found: PhaseCard) -> dict[Want, bool | None]:
    return {one.want: one.is_met for one in found.ticks}


def phase_said(to: float | str, was: float = 1, day: int = 1) -> Change:
    return Change(f"to-{to}", wall(day, 9.0), 0, "", ChangeField.PHASE, was, to)


def test_an_empty_diary_is_in_phase_1_and_nothing_of_the_gate_is_known() -> None:
    found = card(Diary(), Practice())
    assert (found.phase, found.onward, found.back) == (1, 2, None)
    assert ticks(found) == {
        Want.MEAN: None,
        Want.NO_HIGH: None,
        Want.LEG: None,
        Want.SESSIONS: False,
    }
    assert (found.met, found.is_open) == (0, False)


def test_the_gate_to_phase_2_opens_with_all_four_and_is_not_taken() -> None:
    found = card(week(), practice("calm", 5))
    assert found.is_open
    assert found.phase == 1


@pytest.mark.parametrize(
    ("diary", "many", "lacks"),
    [
        (week(5), 5, Want.MEAN),
        (week(leg=Leg.FURTHER), 5, Want.LEG),
        (week(leg=None), 5, Want.LEG),
        (week(), 4, Want.SESSIONS),
    ],
)
def test_each_condition_keeps_the_gate_closed_by_itself(
    diary: Diary, many: int, lacks: Want
) -> None:
    found = card(diary, practice("calm", many))
    assert [one.want for one in found.ticks if one.is_met is not True] == [lacks]


@pytest.mark.parametrize(("pain", "is_met"), [(5, True), (6, False)])
def test_a_day_of_6_in_the_last_3_keeps_it_closed(pain: int, is_met: bool) -> None:
    diary = week()
    diary.pain(DAY - 2, 2, worst=pain)
    diary.pain(DAY - 3, 2, worst=9)
    assert ticks(card(diary, practice("calm", 5)))[Want.NO_HIGH] is is_met


def test_three_days_with_an_entry_do_not_tell_the_mean_of_a_week() -> None:
    diary = Diary().pains([0, 0, 0], DAY - 2)
    assert ticks(card(diary, practice("calm", 5)))[Want.MEAN] is None


def test_the_same_as_further_down_the_leg_is_further_down() -> None:
    diary = week(leg=None)
    diary.pain(DAY - 1, 2, leg=Leg.FURTHER)
    diary.pain(DAY, 2, leg=Leg.SAME)
    assert ticks(card(diary, practice("calm", 5)))[Want.LEG] is False


def test_the_gate_to_phase_3_wants_its_three_exercises_and_nine_sessions() -> None:
    closed = card(week(3), practice("core", 9))
    assert closed.phase == 2
    assert [one.exercise for one in closed.ticks if one.is_met is False] == [
        one.exercise for one in MILESTONES
    ]
    assert card(week(3), practice("core", 9, reached=True)).is_open
    assert not card(week(4), practice("core", 9, reached=True)).is_open
    assert not card(week(3), practice("core", 8, reached=True)).is_open


def test_from_phase_3_two_weeks_almost_without_pain_lead_to_maintenance() -> None:
    diary = Diary().pains([1] * 8, DAY - 7)
    found = card(diary, practice("strong", 9))
    assert (found.phase, found.onward, found.is_open) == (3, MAINTENANCE, True)
    few = Diary().pains([1] * 7, DAY - 6)
    assert card(few, practice("strong", 9)).ticks[0].is_met is None


def test_the_goal_is_met_where_all_that_was_named_goes_as_before() -> None:
    """ "My goal is met" leads to maintenance as two weeks almost without pain do."""
    diary = week(4)
    shoes, film = Activity("tie my shoes", 3), Activity("a film", 5)
    diary.pain(DAY - 6, None, activities=(shoes, film))
    diary.pain(DAY - 1, None, activities=(shoes._replace(can=10), film._replace(can=9)))
    said = phase_said(3)
    found = card(diary, Practice(), DAY, said)
    assert (ticks(found)[Want.GOAL], found.is_open) == (False, False)
    diary.pain(DAY, None, activities=(film._replace(can=10),))
    found = card(diary, Practice(), DAY, said)
    assert (ticks(found)[Want.GOAL], found.is_open, found.offered) == (True, True, MAINTENANCE)
    lines = phases.card_lines(found, {})
    assert "To maintenance, one of these is enough: 1 of 2." in lines
    assert "  [x] what you named goes as before, 10 of 10: 2 of 2" in lines
    assert Want.GOAL not in ticks(card(week(4), Practice(), DAY, said)), "nothing was named"


def test_two_flare_ups_in_a_week_offer_the_phase_before() -> None:
    diary = week()
    diary.pain(DAY - 6, 2, worst=6)
    assert card(diary, practice("core", 2)).back is None
    diary.pain(DAY - 1, 7)
    found = card(diary, practice("core", 2))
    assert (found.phase, found.back, found.flare_ups) == (2, 1, 2)


def test_28_days_away_offer_the_phase_before_and_phase_1_has_none() -> None:
    diary = Diary()
    diary.held(0, 2, 2)
    said = phase_said(2)
    assert card(diary, Practice(), 27, said).back is None
    assert card(diary, Practice(), 28, said).back == 1
    assert card(diary, Practice(), 28).back is None


def test_what_the_user_says_counts_before_what_was_done_whatever_the_gate_wants() -> None:
    said = phase_said(3)
    found = card(Diary(), practice("calm", 5), DAY, said)
    assert (found.phase, found.is_said) == (3, True)
    undone = said._replace(uid="undo", wall=said.wall + 60.0, undoes=said.uid)
    assert card(Diary(), practice("calm", 5), DAY, said, undone).phase == 1


def test_two_sessions_of_a_phase_within_four_weeks_make_it_the_users_own() -> None:
    course = Diary().course(DAY)
    assert practised_phase(course, practice("strong", 1), PHASES) == 1
    assert practised_phase(course, practice("strong", 2), PHASES) == 3
    later = Diary().course(DAY + 28)
    assert practised_phase(later, practice("strong", 2), PHASES) == 1


def test_nothing_harder_than_the_phase_that_is_open_is_offered() -> None:
    assert open_phase(week().course(DAY), practice("calm", 5), PHASES) == 2
    assert open_phase(week(5).course(DAY), practice("calm", 5), PHASES) == 1
    assert open_phase(week().course(DAY), practice("strong", 9), PHASES) == 3
    done = week().course(DAY)._replace(changes=(phase_said(MAINTENANCE),))
    assert open_phase(done, Practice(), PHASES) == 3


def test_maintenance_has_no_gate() -> None:
    found = card(week(8), Practice(), DAY, phase_said(MAINTENANCE))
    assert found == PhaseCard(MAINTENANCE, is_said=True)
