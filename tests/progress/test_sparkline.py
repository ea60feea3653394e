"""The pictures of the weeks, and the same in words."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language.en import trends
from backpt.progress.chart import weeks_svg
from backpt.progress.pack_relief import pack_changes
from backpt.progress.settling import look_back
from backpt.progress.sparkline import BLOCKS, NO_ENTRY, block_of, blocks, weeks
from backpt.progress.trend import trend
from tests.progress.diary import FIRST, Diary

some = st.dictionaries(st.integers(FIRST - 60, FIRST), st.floats(0, 10), max_size=60)


def test_a_block_a_day_and_a_dot_where_nothing_was_said() -> None:
    values = {FIRST - 3: 0.0, FIRST - 2: 4.5, FIRST: 10.0}
    assert blocks(values, FIRST, 5) == "·▁▄·█"
    assert [block_of(float(pain)) for pain in (0, 3, 7, 10)] == ["▁", "▃", "▆", "█"]


@given(st.floats(0, 10), st.floats(0, 10))
def test_more_pain_is_never_a_lower_block(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert BLOCKS.index(block_of(low)) <= BLOCKS.index(block_of(high))


@given(some)
def test_the_line_fits_80_columns_and_has_a_dot_for_each_day_without_a_word(
    values: dict[int, float],
) -> None:
    line = trends.picture_line(values, FIRST)
    assert len(line) <= 80
    said = sum(FIRST - 28 < day <= FIRST for day in values)
    assert line.count(NO_ENTRY) == 28 - said


def test_the_same_in_words() -> None:
    values = {FIRST - day: 4.0 for day in range(20)}
    values[FIRST] = 6.5
    assert trends.picture_words(values, FIRST) == (
        "An entry on 20 of 28 days, from 4 to 6.5. Week by week, on average: no entry, 4.0,"
        " 4.0, 4.4."
    )
    assert trends.picture_words({FIRST: 4.0}, FIRST).startswith("An entry on 1 of 28 days: 4.")
    assert trends.picture_words({}, FIRST) == "No entry in the last 28 days."
    steady = {FIRST: 4.0, FIRST - 1: 4.0}
    assert "on 2 of 28 days, always 4." in trends.picture_words(steady, FIRST)


def test_where_there_are_no_blocks_each_day_is_a_digit() -> None:
    values = {FIRST - 3: 0.0, FIRST - 2: 4.5, FIRST - 1: 9.4, FIRST: 10.0}
    assert blocks(values, FIRST, 5, unicode=False) == ".059X"
    line = trends.picture_line(values, FIRST, unicode=False)
    assert line == f"Last 28 days   {'.' * 24}059X   0-9, X: 10; a dot: no entry"
    assert trends.picture_words({FIRST: 3.0}, FIRST).startswith("An entry on 1 of 28 days: 3.")
    assert trends.picture_words({}, FIRST) == "No entry in the last 28 days."


def test_the_trend_in_one_sentence() -> None:
    def line(values: list[int]) -> str:
        by_day = {FIRST + day: float(value) for day, value in enumerate(values)}
        return trends.trend_line(trend(by_day, FIRST + len(values) - 1))

    assert line([4] * 40) == ("The last 7 days 4.0, the four weeks before 4.0: no real change.")
    assert line([6] * 28 + [3] * 10) == (
        "The last 7 days 3.0, the four weeks before 5.7: down 2.7, more than your days usually"
        " differ (1.1)."
    )
    assert line([4]) == (
        "Not enough days to tell: 1 day with an entry among the last 14, 0 days among the four"
        " weeks before."
    )


def test_weeks_begin_on_monday_and_the_one_that_runs_is_short() -> None:
    values = {FIRST: 4.0, FIRST - 1: 6.0, FIRST - 2: 2.0}
    last, before = weeks(values, FIRST, 2)[::-1]
    assert (last.monday, last.values, last.mean) == (FIRST - 1, (6.0, 4.0), 5.0)
    assert (before.values, before.mean) == ((None,) * 6 + (2.0,), 2.0)


@given(some, st.integers(1, 12))
def test_the_chart_is_whole_svg_with_a_dot_for_each_day_that_has_a_value(
    values: dict[int, float], many: int
) -> None:
    words = trends.chart_words(values, FIRST, many)
    svg = weeks_svg(values, FIRST, many, words, sessions=[FIRST], flare_ups=[FIRST - 1])
    root = ElementTree.fromstring(svg)
    shown = [day for day in values if day >= weeks(values, FIRST, many)[0].monday]
    assert len(root.findall("{*}circle")) == len(shown)
    for dot in root.findall("{*}circle"):
        assert 0 <= float(dot.attrib["cx"]) <= 640
        assert 0 <= float(dot.attrib["cy"]) <= 220


def test_the_chart_says_in_words_what_it_shows_and_breaks_where_a_week_is_empty() -> None:
    values = {FIRST - 15: 5.0, FIRST - 1: 4.0, FIRST: 3.0}
    words = trends.chart_words(values, FIRST, 3)
    assert words.description == "Mean of each week, from 16 Nov: 5.0, no entry, 3.5."
    svg = weeks_svg(values, FIRST, 3, words._replace(title='<"a" & b>'))
    root = ElementTree.fromstring(svg)
    assert [one.text for one in root.findall("{*}desc")] == [words.description]
    assert root.attrib["aria-label"] == '<"a" & b>'
    assert len(root.findall("{*}polyline")) == 2


@pytest.mark.parametrize(
    ("before", "after", "helped"),
    [(5, 3, True), (5, 4, False), (3, 2, True), (4, 3, False), (4, 5, False)],
)
def test_a_pack_helped_where_it_took_2_points_or_30_percent(
    before: int,
    after: int,
    helped: bool,
) -> None:
    diary = Diary()
    diary.pack(0, before, after)
    course = diary.course(0)
    changes = pack_changes(course, look_back(course).said)
    assert [one.helped for one in changes] == [helped]
