"""Whether the card of the week is due is the same without reading the weeks as with them."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from backpt.journal.course_reader import read_course
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.local_days import local_day, utc_offset_s
from backpt.journal.past import read_past
from backpt.journal.week_rows import Rows
from backpt.progress.due_questions import week_card
from backpt.progress.entry import Activity, Entry, Source, Strike
from backpt.safety.calendar import week_of
from tests.journal.test_before import NOW, keep

DAY_S = 86_400.0
SINCE_MONDAY = local_day(NOW) - week_of(local_day(NOW))
SHOES = (Activity("shoes", 4),)


def said(
    path: Path, days_ago: float, *, about: tuple[Activity, ...] = (), is_struck: bool = False
) -> None:
    """Keep a card of the week, or an entry about an activity."""
    wall = NOW - days_ago * DAY_S
    source = Source.SAID if about else Source.WEEKLY
    worst = None if about else 3
    row = Entry(new_uid(), wall, utc_offset_s(wall), source, worst=worst, activities=about)
    strikes = (Strike(new_uid(), row.uid),) if is_struck else ()
    assert keep_rows(str(path), Rows((row,), strikes), 1) == ("", "")


@pytest.mark.parametrize(
    ("session", "card", "is_struck", "has_activity"),
    [
        (session, card, is_struck, has_activity)
        for session, card in product((None, 0, SINCE_MONDAY + 1, 300), (None, 0, 8, -2, -0.4))
        for is_struck, has_activity in product((False, True), repeat=2)
        if card is not None or not is_struck
    ],
)
def test_the_card_is_due_as_the_weeks_say(
    tmp_path: Path,
    session: float | None,
    card: float | None,
    is_struck: bool,
    has_activity: bool,
) -> None:
    path = tmp_path / "journal.db"
    if session is not None:
        keep(path, session)
    if card is not None:
        said(path, card, is_struck=is_struck)
    if has_activity:
        said(path, 20, about=SHOES)
    due = week_card(read_course(str(path), NOW))
    asks = read_past(str(path), NOW).week_asks
    assert asks == (None if due is None else due.activities)
    assert (asks is not None) <= (session in (SINCE_MONDAY + 1, 300))
