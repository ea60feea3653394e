"""Days of the diary begin at 03:00 where the user is, and a session keeps its own clock."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backpt.journal import schema
from backpt.journal.habit import read_habit
from backpt.journal.local_days import (
    day_begins_wall,
    local_date,
    local_day,
    local_time,
    utc_offset_s,
)
from tests.journal.values import (
    read_days_before,
    read_last,
    read_sessions,
)

from .test_before import DAY_S, NOW, keep

HOUR_S = 3600.0
BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"
LORD_HOWE = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"
"""Clocks there move by half an hour."""
AT_NOON = "XYZ0XYZS,M3.5.0/12,M10.5.0/12"
"""Clocks that are changed while a day goes on: it began by the clock of its morning."""


def utc(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-11-22 02:59:59", "2026-11-21"),
        ("2026-11-22 03:00:00", "2026-11-22"),
        ("2026-11-22 23:59:59", "2026-11-22"),
        ("2026-11-23 00:30:00", "2026-11-22"),
    ],
)
def test_a_day_begins_at_three(local: str, day: str) -> None:
    assert local_date(utc(local), 0) == day
    assert local_date(utc(local) - 5.5 * HOUR_S, 19_800) == day


@given(st.integers(0, 4_000_000_000), st.integers(-14, 14))
def test_a_day_is_the_date_three_hours_earlier(wall: int, hours: int) -> None:
    local = datetime.fromtimestamp(wall, UTC) + timedelta(hours=hours - 3)
    assert local_day(wall, hours * 3600) == max(local.toordinal(), local_day(0, hours * 3600))


@pytest.mark.parametrize(
    ("at", "time", "day"),
    [
        # In spring there is no hour from two to three: the day begins as the clock shows three.
        ("2026-03-29 00:59", "2026-03-29 01:59", "2026-03-28"),
        ("2026-03-29 01:00", "2026-03-29 03:00", "2026-03-29"),
        # In autumn there are two of them: both belong to the evening before.
        ("2026-10-25 00:30", "2026-10-25 02:30", "2026-10-24"),
        ("2026-10-25 01:30", "2026-10-25 02:30", "2026-10-24"),
        ("2026-10-25 02:00", "2026-10-25 03:00", "2026-10-25"),
    ],
)
def test_the_nights_on_which_clocks_are_changed(
    zone: Callable[[str], None], at: str, time: str, day: str
) -> None:
    zone(BERLIN)
    assert (local_time(utc(at)), local_date(utc(at))) == (time, day)


@pytest.mark.parametrize("tz", [BERLIN, LORD_HOWE, AT_NOON, "UTC0", "XYZ12", "XYZ-14"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1_500_000_000, 2_000_000_000))
def test_a_day_begins_with_its_first_moment(
    zone: Callable[[str], None], tz: str, wall: int
) -> None:
    zone(tz)
    begins = day_begins_wall(wall)
    assert begins <= wall < begins + 25 * HOUR_S
    assert local_day(begins) == local_day(wall)
    assert local_day(begins - 1) == local_day(wall) - 1


def test_a_day_on_which_clocks_are_changed_at_noon_began_at_three_by_the_clock_of_then(
    zone: Callable[[str], None],
) -> None:
    zone(AT_NOON)
    assert day_begins_wall(utc("2026-03-29 20:00")) == utc("2026-03-29 03:00")
    assert day_begins_wall(utc("2026-10-25 20:00")) == utc("2026-10-25 02:00")


def test_local_time_agrees_with_the_tables_of_the_zones(zone: Callable[[str], None]) -> None:
    zone("America/St_Johns")
    for wall in range(1_700_000_000, 1_800_000_000, 9_999_999):
        there = datetime.fromtimestamp(wall, ZoneInfo("America/St_Johns"))
        assert local_time(wall) == f"{there:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("tz", ["XYZ-24", "XYZ24", "XYZ-25:30", "XYZ-167", "no zone at all"])
@pytest.mark.parametrize("wall", [0.0, 1_795_000_000.0, 9.3e9, 2e11, 9e15, -1e10])
def test_no_zone_and_no_year_is_too_strange(
    zone: Callable[[str], None], tz: str, wall: float
) -> None:
    zone(tz)
    assert abs(utc_offset_s(wall)) <= 8 * 86_400
    assert local_day(wall) >= 1
    assert day_begins_wall(wall) > -1e7
    assert len(local_date(wall)) == 10
    assert len(local_time(wall)) == 16


# In the journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_a_session_keeps_the_day_and_the_clock_of_where_it_was(
    path: Path, zone: Callable[[str], None]
) -> None:
    zone("XYZ-9")
    keep(path, 0, now=utc("2026-11-21 17:30"))  # half past two at night there
    zone("XYZ5")
    (row,) = read_sessions(str(path))
    assert (row.key, row.offset_s) == ("2026-11-21-1", 9 * 3600)
    assert local_time(row.started_wall, row.offset_s) == "2026-11-22 02:30"


def test_a_session_of_an_older_backpt_is_shown_by_the_zone_of_today(
    path: Path, zone: Callable[[str], None]
) -> None:
    with sqlite3.connect(path) as db:
        schema.migrate(db, schema.MIGRATIONS[:2])
        db.execute("INSERT INTO prescription VALUES (1, 0, '{}')")
        db.execute(
            "INSERT INTO session (day, nth, kind, routine, name, prescription, compiler,"
            " started_ms, rehearsal, ended_ms, ending)"
            " VALUES (?, 1, 'session', 'mine', 'Mine', 1, 1, ?, 0, ?, 'done')",
            (date(2026, 11, 21).toordinal(), utc("2026-11-21 12:00") * 1000, 2e12),
        )
    db.close()
    zone("XYZ5")
    (row,) = read_sessions(str(path))
    assert (row.offset_s, row.key) == (None, "2026-11-21-1")
    assert local_time(row.started_wall, row.offset_s) == "2026-11-21 07:00"


def test_a_session_after_midnight_is_one_of_the_evening_before(
    path: Path, zone: Callable[[str], None]
) -> None:
    zone("UTC0")
    keep(path, 0, pain=5, now=utc("2026-11-22 01:00"))
    assert read_days_before(str(path), utc("2026-11-22 02:00")).days_off == 0
    assert read_days_before(str(path), utc("2026-11-22 03:00")).entries == ((1, 5),)


def test_an_entry_of_the_future_counts_for_nothing(path: Path) -> None:
    keep(path, 10, pain=4, routine="mine")
    keep(path, -365, pain=1, leg="further", routine="of-the-future")
    before = read_days_before(str(path), NOW)
    assert (before.entries, before.days_off, len(before.sessions)) == (((10, 4),), 10, 1)
    found = read_last(str(path), NOW)
    assert found is not None
    assert found.routine_id == "mine"
    assert read_habit(str(path), NOW).last_routine == "mine"
    assert len(read_sessions(str(path))) == 2


def test_an_entry_of_later_today_is_one_of_today(
    path: Path, zone: Callable[[str], None]
) -> None:
    zone("UTC0")
    noon = utc("2026-11-21 12:00")
    keep(path, 0, pain=6, now=noon + 2 * HOUR_S)
    before = read_days_before(str(path), noon)
    assert (before.entries, before.days_off, len(before.sessions)) == (((0, 6),), 0, 1)


def test_a_day_that_is_tomorrow_here_is_todays_where_it_is_over(
    path: Path, zone: Callable[[str], None]
) -> None:
    zone("XYZ-14")
    keep(path, 0, pain=6, now=NOW)
    zone("XYZ11")
    before = read_days_before(str(path), NOW + 60)
    assert (before.entries, before.days_off) == (((0, 6),), 0)
    assert [one.day for one in before.sessions] == [before.today]
    assert read_days_before(str(path), NOW + 2 * DAY_S).days_off == 1
