"""The calendar file: read by two independent libraries, its days are those of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.progress.calendar_file import (
    MOST_OCTETS,
    CalendarEvent,
    calendar_text,
    folded,
    text_value,
)
from backpt.progress.plan import DAYS, Away, Plan, Planned, Visit, planned
from backpt.progress.plan_series import series_of, visits_from
from backpt.safety.calendar import day_of

icalendar = pytest.importorskip("icalendar", reason="pip install '.[dev]'")
recurring = pytest.importorskip("recurring_ical_events", reason="pip install '.[dev]'")

MONDAY = date(2026, 11, 30).toordinal()
YEAR = 364
MWF = (0, 2, 4)
FAMILY = "👨‍👩‍👧‍👦"
ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu")
WALL = 1_796_000_000.0


def plan(
    uid: str,
    days: tuple[int, ...] = DAYS,
    *,
    first: int = MONDAY,
    weeks: int = 8,
    at_min: int | None = 18 * 60,
    after: str = "",
    replaces: str = "",
    routine: str = "",
    made: int = 0,
) -> Plan:
    """A plan of a routine of its own, where ``routine`` names none."""
    name = routine or uid
    return Plan(
        uid,
        WALL + made,
        0,
        name,
        name.title(),
        days,
        first,
        first + 7 * weeks - 1,
        at_min,
        after,
        replaces,
    )


def standing(
    plans: Iterable[Plan], aways: Iterable[Away] = (), visits: Iterable[Visit] = ()
) -> tuple[Planned, tuple[Plan, ...]]:
    rows = tuple(plans)
    return planned(rows, aways, visits), rows


def written(
    stands: Planned, rows: tuple[Plan, ...], today: int = MONDAY, length_min: int | None = 12
) -> str:
    """Return the file of what stands of a plan, each event called as its routine."""
    exercises = [
        CalendarEvent(
            one.uid,
            one.days,
            one.plan.routine,
            at_min=one.plan.at_min,
            length_min=length_min,
            alarm_min=0,
        )
        for one in series_of(stands, rows, today)
    ]
    visits = [CalendarEvent(one.uid, (one.on,), "Visit") for one in visits_from(stands, today)]
    return calendar_text((*exercises, *visits), name="Back", made_wall=WALL, sequence=0)


def expanded(
    text: str, first: int = MONDAY, days: int = YEAR, zones: tuple[str, ...] = ZONES
) -> set[tuple[int, str]]:
    """Return the day of the diary and the title of every event, as the two libraries have it:
    the same by the clock of each zone."""
    calendar = icalendar.Calendar.from_ical(text)
    begins = date.fromordinal(first)
    # An event before 03:00 of the day after counts for the day before it.
    events = recurring.of(calendar).between(begins, begins + timedelta(days + 1))
    moments = [(one["DTSTART"].dt, str(one["SUMMARY"])) for one in events]
    found = [{(diary_day(at, ZoneInfo(zone)), name) for at, name in moments} for zone in zones]
    assert all(one == found[0] for one in found)
    assert len(found[0]) == len(moments), "each once"
    return {(day, name) for day, name in found[0] if first <= day < first + days}


def diary_day(moment: date | datetime, zone: ZoneInfo) -> int:
    """Return the day of the diary of a moment without a zone, where the user's is ``zone``."""
    if not isinstance(moment, datetime):
        return moment.toordinal()
    assert moment.tzinfo is None, "six in the evening is six wherever one is"
    there = moment.replace(tzinfo=zone)
    offset = there.utcoffset()
    assert offset is not None
    return day_of(there.timestamp(), round(offset.total_seconds()))


def planned_days(
    stands: Planned, first: int = MONDAY, days: int = YEAR
) -> set[tuple[int, str]]:
    found = {(day, one.routine) for day in range(first, first + days) for one in stands.on(day)}
    return found | {
        (one.on, "Visit") for one in stands.visits if first <= one.on < first + days
    }


CASES = {
    "daily": standing([plan("a")]),
    "three days a week": standing([plan("a", MWF)]),
    "every other day": standing([plan("a", (0, 2, 4, 6), weeks=52)]),
    "one day": standing([plan("a", (3,), weeks=1)]),
    "several routines on several days": standing(
        [plan("a", MWF), plan("b", (1, 3), at_min=None), plan("c", weeks=3, at_min=9 * 60)]
    ),
    "after something, at no certain time": standing(
        [plan("a", (5, 6), at_min=None, after="coffee", weeks=52)]
    ),
    "begins later": standing([plan("a", MWF, first=MONDAY + 40)]),
    "begins on another day than its own": standing([plan("a", (0,), first=MONDAY + 1)]),
    "away, and a visit": standing(
        [plan("a"), plan("b", MWF, weeks=12)],
        [Away("w", WALL, 0, MONDAY + 20, MONDAY + 33)],
        [Visit("v", WALL, 0, MONDAY + 9), Visit("u", WALL, 0, MONDAY + 11)],
    ),
    "away on its first days and its last": standing(
        [plan("a", weeks=4)],
        [
            Away("w", WALL, 0, MONDAY - 3, MONDAY + 3),
            Away("x", WALL, 0, MONDAY + 20, MONDAY + 90),
        ],
    ),
    "away for all of it": standing(
        [plan("a", weeks=1)], [Away("w", WALL, 0, MONDAY, MONDAY + 9)]
    ),
    "made anew": standing(
        [plan("a"), plan("b", (1,), routine="a", first=MONDAY + 14, replaces="a", made=5)]
    ),
    "ended": standing(
        [plan("a"), plan("b", (), routine="a", first=MONDAY + 10, replaces="a", made=5)]
    ),
    "after midnight": standing([plan("a", (5, 6), at_min=90), plan("b", at_min=3 * 60)]),
    "where the clocks leave an hour out": standing([plan("a", weeks=52, at_min=2 * 60 + 30)]),
    "on a leap day": standing([plan("a", weeks=1, first=date(2028, 2, 29).toordinal())]),
    "over a leap year": standing(
        [plan("a", MWF, weeks=53, first=date(2028, 1, 1).toordinal())],
        visits=[Visit("v", WALL, 0, date(2028, 12, 31).toordinal())],
    ),
    "over the end of a year": standing(
        [plan("a", (3, 4), first=date(2026, 12, 30).toordinal())]
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_days_of_the_file_are_those_of_the_plan_over_a_change_of_clocks(case: str) -> None:
    stands, rows = CASES[case]
    begins = min(one.first for one in stands.spans)
    found = expanded(written(stands, rows, today=begins), begins, YEAR + 30)
    assert found == planned_days(stands, begins, YEAR + 30)
    assert found or case == "away for all of it"


def rows_of_plans() -> st.SearchStrategy[tuple[tuple[Plan, ...], Any, Any]]:
    """Some plans of three routines, days away and visits, of any order and overlap."""
    days = st.sets(st.sampled_from(DAYS)).map(lambda some: tuple(sorted(some)))
    times = st.one_of(st.none(), st.integers(0, 24 * 60 - 1))
    plans = st.lists(
        st.tuples(
            st.sampled_from("abc"),
            days,
            st.integers(0, 60),
            st.integers(1, 20),
            times,
            st.booleans(),
        ),
        min_size=1,
        max_size=5,
    )

    def chained(made: list[Any]) -> tuple[Plan, ...]:
        found: list[Plan] = []
        for number, (routine, on, first, weeks, at_min, takes_place) in enumerate(made):
            old = [one.uid for one in found if one.routine == routine]
            found.append(
                plan(
                    f"p{number}",
                    on,
                    first=MONDAY + first,
                    weeks=weeks,
                    at_min=at_min,
                    routine=routine,
                    made=number,
                    replaces=old[-1] if old and takes_place else "",
                )
            )
        return tuple(found)

    ahead = st.integers(0, 150).map(lambda day: MONDAY + day)
    aways = st.lists(
        st.builds(
            lambda uid, first, many: Away(f"w{uid}", WALL, 0, first, first + many),
            st.integers(),
            ahead,
            st.integers(0, 20),
        ),
        max_size=3,
    )
    visits = st.lists(
        st.builds(lambda uid, day: Visit(f"v{uid}", WALL, 0, day), st.integers(), ahead),
        max_size=3,
    )
    return st.tuples(plans.map(chained), aways, visits)


@pytest.mark.slow
@given(rows_of_plans())
def test_whatever_is_planned_the_file_has_those_days_and_each_series_one_name(
    made: tuple[tuple[Plan, ...], list[Away], list[Visit]],
) -> None:
    stands, rows = standing(*made)
    text = written(stands, rows)
    if "BEGIN:VEVENT" in text:
        assert expanded(text, zones=ZONES[:1]) == planned_days(stands)
    uids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(uids) == len(set(uids))


def test_the_file_is_read_with_every_part_where_it_belongs() -> None:
    text = written(*CASES["away, and a visit"])
    (event, *_), calendar = icalendar.Calendar.from_ical(text).walk("VEVENT"), text
    assert event["DURATION"].dt == timedelta(minutes=12)
    assert event["RRULE"]["COUNT"] == [56]
    assert event["DTSTAMP"].dt == datetime.fromtimestamp(WALL, UTC)
    assert event["CLASS"] == "PRIVATE"
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(0))
    assert calendar.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert calendar.endswith("END:VCALENDAR\r\n")


def test_the_same_plan_makes_the_same_bytes() -> None:
    stands, rows = CASES["several routines on several days"]
    assert written(stands, rows) == written(*standing(reversed(rows)))
    assert written(stands, rows, today=MONDAY + 5) == written(stands, rows)


def test_a_plan_made_anew_keeps_its_name_so_that_a_calendar_moves_what_it_has() -> None:
    old = plan("a")
    new = plan("b", (1,), routine="a", first=MONDAY, replaces="a", made=5)
    (before,) = series_of(*standing([old]), MONDAY)
    (after,) = series_of(*standing([old, new]), MONDAY)
    assert before.uid == after.uid == "a"
    later = new._replace(first=MONDAY + 14)
    cut, moved = series_of(*standing([old, later]), MONDAY)
    assert (cut.plan.uid, moved.plan.uid) == ("a", "b")
    assert moved.uid == "a" != cut.uid


def test_a_plan_that_ended_early_is_written_shorter_so_that_its_days_leave_the_calendar() -> (
    None
):
    stands, rows = CASES["ended"]
    for today in (MONDAY, MONDAY + 10, MONDAY + 55):
        (one,) = series_of(stands, rows, today)
        assert (one.uid, one.days) == ("a", tuple(range(MONDAY, MONDAY + 10)))
    assert series_of(stands, rows, MONDAY + 56) == ()


def test_a_row_of_thousands_of_years_makes_no_endless_file() -> None:
    endless = plan("a")._replace(first=1, last=3_652_059)
    (one,) = series_of(*standing([endless]), MONDAY)
    assert MONDAY in one.days
    assert len(one.days) < 2000


# --- text ------------------------------------------------------------------------------


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_lines_hold_75_octets_at_most_and_folding_loses_nothing(text: str) -> None:
    pieces = list(folded(text))
    assert max(len(one.encode()) for one in pieces) <= MOST_OCTETS
    assert unfolded("\r\n".join(pieces)) == text


@pytest.mark.parametrize(
    "sign", [FAMILY, "💪🏽", "🇩🇪", "e\u0301", "❤️", "🏴\U000e0067\U000e0062\U000e007f"]
)
@pytest.mark.parametrize("before", range(60, 80))
def test_an_emoji_or_a_letter_with_its_marks_is_never_divided(sign: str, before: int) -> None:
    pieces = list(folded("x" * before + sign * 9))
    assert all(one.lstrip("x ").replace(sign, "") == "" for one in pieces)


def test_flags_are_divided_between_flags() -> None:
    for before in range(60, 80):
        for piece in folded("x" * before + "🇩🇪🇫🇷" * 8):
            flags = piece.lstrip("x ")
            assert len(flags) % 2 == 0
            assert {flags[at : at + 2] for at in range(0, len(flags), 2)} <= {"🇩🇪", "🇫🇷"}


@pytest.mark.slow
@given(st.text(max_size=80))
def test_whatever_the_name_the_file_is_read_with_it(name: str) -> None:
    text = calendar_text(
        [CalendarEvent("u", (MONDAY,), f"a{name}z", f"b{name}y")],
        name=f"c{name}x",
        made_wall=0.0,
        sequence=0,
    )
    (event,) = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
    plain = "".join(
        " " if category(one) in ("Cc", "Cs", "Zl", "Zp") and one != "\n" else one
        for one in name.replace("\r\n", "\n")
    )
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (f"a{plain}z", f"b{plain}y")
    assert set(event.keys()) == {
        "UID",
        "DTSTAMP",
        "SEQUENCE",
        "DTSTART",
        "SUMMARY",
        "DESCRIPTION",
        "CLASS",
        "TRANSP",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a,b;c", "a\\,b\\;c"),
        ("C:\\new", "C:\\\\new"),
        ("two\nlines", "two\\nlines"),
        ("two\r\nlines", "two\\nlines"),
        ("bell\a and \u2028", "bell  and  "),
        ("half\ud800", "half "),
        ("END:VEVENT\r\nBEGIN:VEVENT", "END:VEVENT\\nBEGIN:VEVENT"),
    ],
)
def test_a_value_stays_in_one_line_and_says_what_was_said(text: str, value: str) -> None:
    assert text_value(text) == value
