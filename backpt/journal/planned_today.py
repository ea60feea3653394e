"""What is planned for today, for who names no routine: little is read for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backpt.journal.course_reader import sessions_since
from backpt.journal.doings import read_doings
from backpt.journal.local_days import local_day, utc_offset_s
from backpt.journal.planned import read_plan_rows
from backpt.progress.course import fold
from backpt.progress.today_plan import TodayPlan, today_plan

if TYPE_CHECKING:
    import sqlite3


def read_today(db: sqlite3.Connection, now_wall: float) -> TodayPlan:
    """Return what the plan says for the day of ``now_wall``."""
    today = local_day(now_wall)
    rows = read_plan_rows(db)
    course = fold(
        now_wall,
        utc_offset_s(now_wall),
        sessions=sessions_since(db, today, now_wall),
        plans=rows.plans,
        aways=rows.aways,
        visits=rows.visits,
        doings=read_doings(db, now_wall, days=0),
    )
    return today_plan(course)
