"""``backpt due``: whether something of the plan is due today, for people and for timers.

Exit code 1: something is. 0: nothing is. 2: that cannot be told.
"""

import os
import sys
from typing import Annotated

from backpt.cli.due_kept import facts, keep_answer
from backpt.cli.options import Option, epilog
from backpt.clock import Clock
from backpt.journal.local_days import day_begins_wall, local_hour
from backpt.language import plan as plan_words
from backpt.language import reminders as words
from backpt.paths import Paths, user_paths
from backpt.progress.course import Course
from backpt.progress.due_plan import DueToday, NotDue
from backpt.progress.today_plan import usual_minutes
from backpt.run.due_now import due_now
from backpt.safety.calendar import DAY_S
from backpt.terminal.lines import say_line
from backpt.terminal.text import visible

DUE = 1


@epilog(
    """Exit code 1: something is due; 0: nothing is. To be reminded: backpt plan --remind on

\b
Examples:
  backpt due
  backpt due && echo "Enough for today"
  backpt due --notify
"""
)
def due(
    *,
    notify: Annotated[
        bool, Option("Show a notice on the desktop; say nothing if nothing is due.")
    ] = False,
) -> int:
    """Say what is due, or show a notice; return the exit code. Raises ``UsageError``."""
    return due_at(user_paths(os.environ), Clock().wall(), notify=notify)


def due_at(paths: Paths, now_wall: float, *, notify: bool) -> int:
    """Do so at ``now_wall``, in seconds since 1970."""
    rests_on = "" if notify else facts(paths, now_wall)  # before the diary is read
    course, found = due_now(paths, now_wall)
    code = DUE if found.plans else 0
    if notify:
        if found.plans:
            _call_to_mind(paths, course, found, now_wall)
        return code
    line = _line(course, found)
    say_line(line)
    until_wall = day_begins_wall(now_wall) + DAY_S
    said = f"{visible(line)}\n"
    keep_answer(paths, rests_on, code, said, from_wall=now_wall, until_wall=until_wall)
    return code


def _line(course: Course, found: DueToday) -> str:
    if found.plans:
        minutes = [usual_minutes(course, one.routine) for one in found.plans]
        return words.due(found.plans, minutes)
    match found.why:
        case NotDue.STATE:
            return words.NO_DAY_FOR_IT
        case NotDue.MAINTAINED:
            return words.ENOUGH
        case None:
            said = plan_words.today_line(found.today, course.today, {}, asks=True)
            return said or words.NOTHING_DUE


def _call_to_mind(paths: Paths, course: Course, found: DueToday, now_wall: float) -> None:
    """Show a notice if it is time for one. That it was shown is kept before it is: a program
    that is killed between the two reminds nobody twice."""
    from backpt.cli.planned_lengths import planned_lengths
    from backpt.files import one_writer
    from backpt.journal.lock import running
    from backpt.progress.reminding import minute_of_day, plans_to_call, with_notices
    from backpt.reminders.desktop_notice import show_notice
    from backpt.reminders.notices_file import keep_notices, read_notices

    if running(paths.journal):
        return  # it is being done
    minute, day = minute_of_day(int(local_hour(now_wall) * 60)), course.today
    with one_writer(paths.notices):
        kept = read_notices(paths.notices)
        called = plans_to_call(found.plans, kept, day=day, minute=minute, now_wall=now_wall)
        if not called:
            return
        keep_notices(paths.notices, with_notices(kept, called, day=day, now_wall=now_wall))
    lengths = planned_lengths(paths, course, {one.routine for one in called}, None)
    known = [one.minutes for one in lengths.values() if one.minutes]
    text = words.notice(sum(known) if len(known) == len(lengths) else None)
    if not show_notice(text, os.environ):
        bell = "\a" if sys.stdout.isatty() else ""
        print(end=bell)
        say_line(f"{text}.")
