"""What a start asks of a diary is looked up: its length costs nothing.

Without an index each entry of years was compared with each session: a third of a second.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from backpt.journal.course_reader import course_in
from backpt.journal.days_before import days_in, leg_was_said
from backpt.journal.local_days import local_day
from backpt.journal.practice import read_practice
from tests.journal.test_before import NOW, keep

SEARCHED = re.compile(r"SCAN (session|item|event|entry)$")
"""In SQLite's plan of a statement: every row of a table that grows with each session."""


@pytest.mark.parametrize(
    "question",
    [
        lambda db: days_in(db, NOW),
        lambda db: leg_was_said(db, local_day(NOW)),
        lambda db: read_practice(db, NOW),
        lambda db: course_in(db, NOW),
    ],
    ids=["days before", "leg", "practice", "weeks"],
)
def test_no_question_before_a_session_goes_through_every_row(
    tmp_path: Path, question: Callable[[sqlite3.Connection], object]
) -> None:
    path = tmp_path / "journal.db"
    keep(path, 1, pain=2)
    db, said = sqlite3.connect(path), list[str]()
    db.set_trace_callback(said.append)
    question(db)
    db.set_trace_callback(None)
    asked = [one for one in said if one.lstrip().startswith("SELECT")]
    assert asked
    plans = {one: [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {one}")] for one in asked}
    db.close()
    assert [one for one, plan in plans.items() if any(map(SEARCHED.match, plan))] == []
