"""One reminder, one more after an hour and a half, never a third, whatever the timers do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.progress.plan import DAYS, Plan
from backpt.progress.reminding import (
    AGAIN_MIN,
    DAY_MIN,
    USUAL_AT_MIN,
    Notice,
    begins_min,
    minute_of_day,
    plans_to_call,
    with_notices,
)
from backpt.safety.calendar import day_of

SIX = 18 * 60
DAY = date(2026, 12, 1).toordinal()


def plan(name: str = "core", at_min: int | None = SIX) -> Plan:
    return Plan(name, 0.0, 0, name, name, DAYS, DAY, DAY + 55, at_min)


class Evening:
    """Somebody who does nothing all day, and timers that fire."""

    def __init__(self, *due: Plan) -> None:
        self.due, self.notices = due or (plan(),), tuple[Notice, ...]()
        self.called: list[tuple[int, tuple[str, ...]]] = []

    def fire(self, minute: float, *, day: int = DAY, wall: float | None = None) -> bool:
        """Return whether a timer that fires at a minute of the day shows a notice."""
        now = minute * 60.0 if wall is None else wall
        found = plans_to_call(self.due, self.notices, day=day, minute=int(minute), now_wall=now)
        if found:
            self.notices = with_notices(self.notices, found, day=day, now_wall=now)
            self.called.append((int(minute), tuple(one.routine for one in found)))
        return bool(found)


def test_it_is_said_at_its_time_once_more_and_never_a_third_time() -> None:
    evening = Evening()
    fired = [evening.fire(SIX + late) for late in (0, 90, 180, 270, 400)]
    assert fired == [True, True, False, False, False]


def test_before_its_time_nothing_is_said() -> None:
    evening = Evening()
    assert not evening.fire(SIX - 1)
    assert evening.fire(SIX)


def test_two_timers_remind_once() -> None:
    evening = Evening()
    assert [evening.fire(SIX), evening.fire(SIX), evening.fire(SIX + 1)] == [True, False, False]
    assert [evening.fire(SIX + 90), evening.fire(SIX + 90)] == [True, False]


def test_a_machine_that_slept_reminds_once_when_it_wakes_and_once_later() -> None:
    evening = Evening()
    woke = SIX + 100  # both of the first timers come now
    assert [evening.fire(woke), evening.fire(woke)] == [True, False]
    assert evening.fire(SIX + 180) is False, "eighty minutes after it"
    assert evening.fire(woke + AGAIN_MIN) is True


def test_a_timer_that_was_a_minute_late_the_first_time_does_not_cost_the_second() -> None:
    evening = Evening()
    assert evening.fire(SIX + 1)
    assert evening.fire(SIX + 90)


def test_the_next_day_begins_anew_and_forgets_the_notices_before_it() -> None:
    evening = Evening()
    for late in (0, 90):
        assert evening.fire(SIX + late)
    assert evening.fire(SIX, day=DAY + 1, wall=(SIX + DAY_MIN) * 60.0)
    assert [one.day for one in evening.notices] == [DAY + 1]


def test_a_clock_that_is_set_back_reminds_nobody_again_and_again() -> None:
    evening = Evening()
    assert evening.fire(SIX + 60)
    assert not any(evening.fire(minute) for minute in range(SIX, SIX + 120, 5))


def test_routines_at_other_times_have_notices_of_their_own() -> None:
    evening = Evening(plan("morning", 8 * 60), plan("evening", SIX))
    for minute in (480, 570, 660, SIX, SIX + 90, SIX + 180):
        evening.fire(minute)
    assert evening.called == [
        (480, ("morning",)),
        (570, ("morning",)),
        (SIX, ("morning", "evening")),
        (SIX + 90, ("morning", "evening")),
    ]


def test_what_comes_half_an_hour_later_is_in_the_same_second_notice() -> None:
    evening = Evening(plan("one", SIX), plan("two", SIX + 30))
    for minute in range(SIX, SIX + 240, 30):
        evening.fire(minute)
    assert [minute - SIX for minute, _ in evening.called] == [0, 30, 120]


def test_what_has_no_time_is_called_to_mind_in_the_evening() -> None:
    assert begins_min(plan(at_min=None)) == USUAL_AT_MIN


def test_before_three_at_night_it_is_still_the_day_before() -> None:
    assert [minute_of_day(at) for at in (0, 179, 180, 1439)] == [1440, 1619, 180, 1439]
    evening = Evening(plan(at_min=60))
    assert not evening.fire(minute_of_day(23 * 60))
    assert evening.fire(minute_of_day(60))


@given(
    st.lists(st.integers(0, DAY_MIN - 1), max_size=60),
    st.lists(st.one_of(st.none(), st.integers(0, DAY_MIN - 1)), min_size=1, max_size=3),
)
def test_whenever_timers_fire_one_routine_is_called_twice_at_most(
    fires: list[int], times: list[int | None]
) -> None:
    evening = Evening(*(plan(f"r{number}", at) for number, at in enumerate(times)))
    walls = []
    for minute in sorted(minute_of_day(one) for one in fires):
        if evening.fire(minute):
            walls.append(minute)
    assert len(walls) <= 2 * len(times)
    if len(times) == 1:
        assert len(walls) <= 2
        assert all(after - before >= AGAIN_MIN - 5 for before, after in pairwise(walls))
        assert all(minute >= begins_min(evening.due[0]) for minute in walls)


CHANGES = {
    "America/New_York": ((2027, 3, 14), (2027, 11, 7)),
    "Europe/Berlin": ((2027, 3, 28), (2027, 10, 31)),
    "Australia/Lord_Howe": ((2027, 4, 4), (2027, 10, 3)),
}


@pytest.mark.parametrize("at_min", [0, 60, 110, 180, 210, 18 * 60, 23 * 60 + 30])
@pytest.mark.parametrize("zone", CHANGES)
def test_where_the_clocks_are_changed_each_day_has_its_notices_and_no_more(
    zone: str, at_min: int
) -> None:
    """Two timers that fire every five minutes for three days."""
    for change in CHANGES[zone]:
        evening = Evening(plan(at_min=at_min))
        begins = datetime(*change, 3, tzinfo=ZoneInfo(zone)) - timedelta(days=1)
        shown: dict[int, list[float]] = {}
        for step in range(73 * 12):
            wall = begins.timestamp() + 300 * step
            there = datetime.fromtimestamp(wall, ZoneInfo(zone))
            offset = there.utcoffset()
            assert offset is not None
            today = day_of(wall, round(offset.total_seconds()))
            minute = minute_of_day(there.hour * 60 + there.minute)
            for _ in range(2):
                if evening.fire(minute, day=today, wall=wall):
                    shown.setdefault(today, []).append(wall)
        for day in range(3):
            walls = shown[begins.toordinal() + day]
            assert len(walls) == 2 or (len(walls) == 1 and at_min < 180)
            assert all(two - one >= 85 * 60 for one, two in pairwise(walls))
