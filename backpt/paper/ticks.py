"""The tables to fill in: a week a row for the fridge, a day a row for the diary.

Knows days and boxes; what is ticked comes as names with how often on a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from backpt.paper.document import Grid, GridRow
from backpt.paper.wording import DAYS, short_date

WEEK = 7
PAIN_COLUMN = "Pain before / after (0-10)"


def week_grid(boxes: int, weeks: int, start: date | None, *, only: bool = False) -> Grid:
    """Return a row a week and a column a day, with ``boxes`` for the whole routine; ``only``
    if that is a single exercise or pack."""
    first = start.weekday() if start else 0
    heads = tuple(DAYS[(first + day) % WEEK] for day in range(WEEK))
    rows = tuple(GridRow(_week(number, start), (boxes,) * WEEK) for number in range(weeks))
    done = "done it" if only else "done them all"
    return Grid(f"Tick a box each time you have {done}", "Week", heads, rows)


def diary_grid(columns: Sequence[tuple[str, int]], weeks: int, start: date | None) -> Grid:
    """Return a row a day, a column for each of ``columns`` (name, boxes), one for the pain."""
    heads, boxes = zip(*columns, strict=True)
    rows = tuple(GridRow(_day(day, start), (*boxes, 0)) for day in range(WEEK * weeks))
    return Grid("Tick a box each time", "Day", (*heads, PAIN_COLUMN), rows)


def _week(number: int, start: date | None) -> str:
    if start is None:
        return f"Week {number + 1}"
    return f"From {short_date(start + timedelta(days=WEEK * number))}"


def _day(day: int, start: date | None) -> str:
    if start is None:
        return f"Week {day // WEEK + 1}, {DAYS[day % WEEK]}"
    return short_date(start + timedelta(days=day))
