"""How much of the plan was done: simulated weeks, and the laws that hold in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.progress.adherence import (
    Adherence,
    adherence_of,
    may_tell,
    routine_days,
    share_for_advice,
)
from backpt.progress.course import Course
from backpt.progress.doing import Doing, ItemDone
from backpt.progress.entry import Session
from backpt.progress.plan import DAYS, Away, Plan, Visit, planned
from backpt.session.events import Ending, Why

from .diary import FIRST, Diary, wall

MONDAY = 6
"""A day of the test."""
MWF = (0, 2, 4)
WHOLE = (ItemDone("bridge", 20, 20), ItemDone("bird-dog", 12, 12))


class Weeks(Diary):
    """A diary with a plan."""

    def __init__(self, days: tuple[int, ...] = MWF, *, first: int = MONDAY) -> None:
        super().__init__()
        self.plans = [self.plan("core", days, first)]
        self.aways: list[Away] = []
        self.visits: list[Visit] = []
        self.doings: list[Doing] = []

    def plan(self, routine: str, days: tuple[int, ...], first: int) -> Plan:
        made = (self._uid(), wall(0, 8), 0)
        return Plan(*made, routine, routine, days, FIRST + first, FIRST + first + 400)

    def did(
        self,
        day: int,
        items: tuple[ItemDone, ...] = WHOLE,
        *,
        routine: str = "core",
        asked: str = "",
        ending: str = "done",
        is_held: bool = True,
        hour: float = 18.0,
    ) -> Session:
        one = self.held(day, None, None, hour, routine=routine, is_held=is_held)
        self.doings.append(Doing(one.uid, asked, ending, items if is_held else ()))
        return one

    def all(self, days: Iterable[int], items: tuple[ItemDone, ...] = WHOLE) -> Weeks:
        for day in days:
            self.did(day, items)
        return self

    def away(self, first: int, last: int) -> Weeks:
        self.aways.append(Away(self._uid(), wall(0, 8), 0, FIRST + first, FIRST + last))
        return self

    def visit(self, day: int) -> Weeks:
        self.visits.append(Visit(self._uid(), wall(0, 8), 0, FIRST + day))
        return self

    def known(self, day: int, hour: float = 23.0) -> Course:
        return self.course(day, hour=hour)._replace(doings=tuple(self.doings))

    def found(self, day: int, hour: float = 23.0) -> Adherence | None:
        plan = planned(self.plans, self.aways, self.visits)
        return adherence_of(self.known(day, hour), plan)

    def share(self, day: int, hour: float = 23.0) -> float | None:
        found = self.found(day, hour)
        return None if found is None else found.share


def some(weeks: int, of_the_week: tuple[int, ...]) -> list[int]:
    return [MONDAY + 7 * week + at for week in range(weeks) for at in of_the_week]


def test_two_of_three_a_week_for_eight_weeks_reads_67_percent_every_day_of_them() -> None:
    weeks = Weeks().all(some(8, (0, 2)))
    for day in range(MONDAY + 4 * 7, MONDAY + 8 * 7):
        share = weeks.share(day)
        assert share is not None
        assert round(100 * share) == 67, day


@pytest.mark.parametrize("hour", [9.0, 23.0])
def test_today_counts_when_it_is_done_and_not_before(hour: float) -> None:
    weeks = Weeks().all(some(8, MWF)[:-1])
    friday = MONDAY + 7 * 7 + 4
    assert weeks.share(friday, hour) == 1.0
    weeks.did(friday, hour=8.0)
    found = weeks.found(friday, hour)
    assert found == Adherence(1.0, 12, 12)


def test_a_day_later_than_planned_is_done_all_the_same() -> None:
    weeks = Weeks().all(some(8, (1, 3, 5)))
    assert weeks.share(MONDAY + 55) == 1.0


def test_half_the_reps_of_every_session_is_half() -> None:
    half = (ItemDone("bridge", 20, 10, "next"), ItemDone("bird-dog", 12, 6, "next"))
    assert Weeks().all(some(8, MWF), half).share(MONDAY + 55) == pytest.approx(0.5)


def test_an_exercise_that_is_never_done_takes_its_part() -> None:
    one_of_two = (ItemDone("bridge", 20, 20), ItemDone("bird-dog", 12, 0, "next"))
    assert Weeks().all(some(8, MWF), one_of_two).share(MONDAY + 55) == pytest.approx(0.5)


@pytest.mark.parametrize("why", [Why.HURTS, Why.EASED, Why.LEG])
def test_what_was_left_out_because_it_hurt_is_not_held_against_anybody(why: str) -> None:
    hurt = (ItemDone("bridge", 20, 20), ItemDone("bird-dog", 12, 3, why))
    assert Weeks().all(some(8, MWF), hurt).share(MONDAY + 55) == 1.0


def test_a_session_that_pain_ended_asks_for_no_more_than_was_done() -> None:
    weeks = Weeks()
    for day in some(8, MWF):
        items = (ItemDone("bridge", 20, 20), ItemDone("bird-dog", 12, 0))
        weeks.did(day, items, ending=Ending.PAIN)
    assert weeks.share(MONDAY + 55) == 1.0


def test_a_session_of_less_than_half_its_exercises_is_no_session_but_its_reps_count() -> None:
    little = (ItemDone("a", 10, 10), ItemDone("b", 10, 0), ItemDone("c", 10, 0))
    found = Weeks().all(some(8, MWF), little).found(MONDAY + 55)
    assert found is not None
    assert found.done == 0
    assert found.share == pytest.approx(1 / 3)


def test_a_day_that_was_refused_is_neither_done_nor_left_out() -> None:
    weeks = Weeks()
    for day in some(8, (0, 2)):
        weeks.did(day)
    for day in some(8, (4,)):
        weeks.did(day, is_held=False)
    assert weeks.found(MONDAY + 55) == Adherence(1.0, 8, 8)


def test_a_day_on_which_only_another_routine_was_allowed_is_neither() -> None:
    weeks = Weeks()
    for day in some(8, (0, 2)):
        weeks.did(day)
    for day in some(8, (4,)):
        weeks.did(day, routine="flare-up-day", asked="core")
    assert weeks.found(MONDAY + 55) == Adherence(1.0, 8, 8)


def test_what_was_refused_and_then_done_later_that_day_is_done() -> None:
    weeks = Weeks().all(some(4, MWF))
    weeks.did(MONDAY, is_held=False, hour=8.0)
    assert weeks.found(MONDAY + 27) == Adherence(1.0, 12, 12)


def test_an_exercise_that_the_program_leaves_out_counts_on_no_day_of_it() -> None:
    weeks = Weeks()
    for number, day in enumerate(some(4, MWF)):
        weeks.did(day, WHOLE if number % 2 else WHOLE[:1])
    assert weeks.share(MONDAY + 27) == 1.0


def test_several_sessions_of_a_day_are_one_and_their_reps_come_together() -> None:
    weeks = Weeks()
    for day in some(4, MWF):
        weeks.did(day, (ItemDone("bridge", 20, 8, "stopped"),), hour=9.0, ending="stopped")
        weeks.did(day, (ItemDone("bridge", 20, 12),), hour=19.0)
    assert weeks.found(MONDAY + 27) == Adherence(1.0, 12, 12)


def test_old_sessions_of_which_only_their_being_held_is_known_count_whole() -> None:
    weeks = Weeks()
    for day in some(4, (0, 2)):
        weeks.held(day, routine="core")
    share = weeks.share(MONDAY + 27)
    assert share == pytest.approx(2 / 3)


def test_two_routines_count_by_their_planned_days() -> None:
    weeks = Weeks()
    weeks.plans.append(weeks.plan("tilts", DAYS, MONDAY))
    weeks.all(some(4, MWF))
    found = weeks.found(MONDAY + 28, hour=5.0)
    assert found is not None
    assert found.planned == 12 + 28
    assert found.share == pytest.approx(12 / 40)


def test_without_a_plan_there_is_no_share() -> None:
    weeks = Weeks().all(some(8, MWF))
    weeks.plans = []
    assert weeks.found(MONDAY + 55) is None


def test_no_share_is_said_before_two_weeks_and_none_for_advice_before_four() -> None:
    weeks = Weeks()
    for day in range(MONDAY, MONDAY + 40):
        plan = planned(weeks.plans, (), ())
        assert may_tell(weeks.known(day), plan) is (day - MONDAY >= 14)
        asked = share_for_advice(weeks.known(day), plan)
        assert (asked is not None) is (day - MONDAY >= 28)


def test_a_plan_that_has_ended_has_no_share_for_advice() -> None:
    weeks = Weeks()
    weeks.plans[0] = weeks.plans[0]._replace(last=FIRST + MONDAY + 27)
    assert share_for_advice(weeks.known(MONDAY + 40), planned(weeks.plans, (), ())) is None


def test_a_plan_that_is_made_anew_begins_anew() -> None:
    weeks = Weeks()
    assert share_for_advice(weeks.known(MONDAY + 40), planned(weeks.plans, (), ())) == 0.0
    weeks.plans.append(weeks.plan("core", (1, 3), MONDAY + 41))
    plan = planned(weeks.plans, (), ())
    assert share_for_advice(weeks.known(MONDAY + 41), plan) is None
    assert share_for_advice(weeks.known(MONDAY + 80), plan) == 0.0


# Laws

PERSON = st.builds(Random, st.integers(0, 2**32))


def lived(random: Random, *, chance: float | None = None) -> Weeks:
    """Return eight weeks of somebody who does some of it, now and then more, or less."""
    weeks = Weeks(tuple(sorted(random.sample(DAYS, random.randint(1, 7)))))
    willing = random.random() if chance is None else chance
    for day in range(MONDAY, MONDAY + 56):
        while random.random() < willing * 0.6:
            items = tuple(
                ItemDone(name, 20, random.randint(0, 20), random.choice(("", "next", "hurts")))
                for name in ("bridge", "bird-dog", "plank")[: random.randint(1, 3)]
            )
            weeks.did(day, items, is_held=random.random() < 0.9, hour=random.uniform(5, 22))
    return weeks


@given(PERSON)
def test_a_share_lies_between_nothing_and_all_of_it(random: Random) -> None:
    weeks = lived(random)
    for day in (MONDAY + 20, MONDAY + 55):
        found = weeks.found(day)
        assert found is None or (0.0 <= found.share <= 1.0 and 0 <= found.done <= found.planned)


@given(PERSON)
def test_one_more_whole_session_never_makes_it_less(random: Random) -> None:
    weeks = Weeks()
    for day in some(8, (0, 1, 2, 3, 4, 5)):
        if random.random() < 0.4:
            weeks.did(day)
    before = weeks.share(MONDAY + 55)
    weeks.did(MONDAY + random.randint(28, 55))
    after = weeks.share(MONDAY + 55)
    assert before is not None
    assert after is not None
    assert before <= after <= 1.0


@given(PERSON)
def test_the_order_of_the_rows_changes_nothing(random: Random) -> None:
    weeks = lived(random)
    before = weeks.found(MONDAY + 55)
    for rows in (weeks.sessions, weeks.doings, weeks.plans):
        random.shuffle(rows)
    assert weeks.found(MONDAY + 55) == before


@given(PERSON)
def test_a_week_away_after_it_changes_no_share_of_what_came_before(random: Random) -> None:
    """Two of three, all, or none: they read the same with days away among them."""
    done = random.choice(((0, 2), MWF, ()))
    weeks = Weeks().all(some(12, done))
    share = weeks.share(MONDAY + 83)
    first = MONDAY + 7 * random.randint(8, 11)
    assert weeks.away(first, first + 6).share(MONDAY + 83) == pytest.approx(share)


@given(PERSON)
def test_what_is_done_on_days_away_or_of_a_visit_counts_for_nothing(random: Random) -> None:
    weeks = lived(random).away(MONDAY + 30, MONDAY + 33).visit(MONDAY + 40)
    before = weeks.found(MONDAY + 55)
    for day in (30, 33, 40):
        weeks.did(MONDAY + day)
    assert weeks.found(MONDAY + 55) == before


@given(PERSON)
def test_a_night_when_the_clocks_change_and_a_journey_take_no_day_away(random: Random) -> None:
    """Done each planned evening by the clock on the wall there, wherever that is."""
    weeks = Weeks()
    offset_s = 0
    for day in some(8, MWF):
        offset_s = random.choice((offset_s, offset_s + 3600, offset_s - 3600, -8 * 3600, 43200))
        offset_s = min(max(offset_s, -11 * 3600), 13 * 3600)
        weeks.offset_s = offset_s
        weeks.did(day, hour=random.uniform(7, 23))
    weeks.offset_s = 0
    assert weeks.share(MONDAY + 55) == 1.0


def test_each_day_of_a_routine_says_whether_it_was_planned_and_done() -> None:
    weeks = Weeks().all([MONDAY, MONDAY + 1]).away(MONDAY + 4, MONDAY + 5)
    plan = planned(weeks.plans, weeks.aways, ())
    days = routine_days(
        weeks.known(MONDAY + 6), plan, "core", FIRST + MONDAY, FIRST + MONDAY + 6
    )
    found = [(one.day - FIRST - MONDAY, one.is_planned, one.is_held) for one in days]
    assert found == [(0, True, True), (1, False, True), (2, True, False)]
