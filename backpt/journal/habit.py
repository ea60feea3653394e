"""What the journal says of a user's habit: the routine done last, and how many were done.

Takes no lock of ours and opens the file for reading only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backpt.journal.felt import STRUCK
from backpt.journal.query import CLOSED, NOT_AHEAD, ahead, ask_journal, one
from backpt.session.records import SESSION, Habit

if TYPE_CHECKING:
    import sqlite3

    from backpt.progress.course import Course

_LAST = (
    "SELECT CASE asked WHEN '' THEN routine ELSE asked END FROM session"  # noqa: S608  # our words
    f" WHERE kind = ? AND NOT rehearsal AND NOT {STRUCK} AND {NOT_AHEAD}"
    " ORDER BY started_ms DESC, id DESC LIMIT 1"
)
_FINISHED = f"SELECT count(*) FROM session {CLOSED} AND kind = ?"  # noqa: S608  # our words


def read_habit(path: str, now_wall: float) -> Habit:
    """Return the habit at ``now_wall``; that of somebody new where there is no journal.

    Raises ``JournalError`` for a file that cannot be read.
    """
    return ask_journal(path, lambda db: habit_in(db, now_wall)) or Habit()


def habit_in(db: sqlite3.Connection, now_wall: float, course: Course | None = None) -> Habit:
    """Return what ``read_habit`` does, from a journal that is open; ``course``: the weeks,
    where they are read already."""
    last = one(db, _LAST, SESSION, *ahead(now_wall))
    habit = Habit(None if last is None else str(last), int(one(db, _FINISHED, SESSION)))
    if not one(db, "SELECT EXISTS (SELECT 1 FROM plan)"):
        return habit  # most have no plan, and load nothing for one
    if course is not None:
        from backpt.progress.today_plan import today_plan

        found = today_plan(course)
    else:
        from backpt.journal.planned_today import read_today

        found = read_today(db, now_wall)
    return habit._replace(planned=tuple(each.routine for each in found.left), today=found.kind)
