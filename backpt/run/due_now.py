"""What is due now, from the diary and the answers. Reads, and keeps nothing."""

from __future__ import annotations

from backpt.errors import UsageError
from backpt.journal.answers_file import read_answers
from backpt.journal.glance import read_glance
from backpt.language import reminders as words
from backpt.paths import Paths
from backpt.progress.course import Course
from backpt.progress.due_plan import DueToday, due_today
from backpt.safety.state import state_of


def due_now(paths: Paths, now_wall: float) -> tuple[Course, DueToday]:
    """Return the weeks, and what is due at ``now_wall``.

    Raises ``UsageError`` for a diary that cannot be read: exit code 1 would say that
    something is due.
    """
    glance = read_glance(paths.journal, now_wall)
    if glance.fault or glance.course is None:
        raise UsageError(words.not_known(glance.fault))
    before, answers = glance.before, read_answers(paths.answers).answers
    state = state_of(answers, before.sessions, before.today, further_today=before.further_today)
    return glance.course, due_today(glance.course, state)
