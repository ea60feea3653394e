"""``backpt plan --calendar``: the plan as a file that calendars read."""

import os
from collections.abc import Iterator, Mapping

from backpt.cli.common import print_bytes
from backpt.cli.planned_lengths import PlannedLength, planned_lengths
from backpt.errors import UsageError
from backpt.files import PRIVATE, already_there, write_whole
from backpt.language import calendar_file as words
from backpt.language import disk, usage
from backpt.paths import Paths
from backpt.progress.calendar_file import CalendarEvent, calendar_text
from backpt.progress.course import Course
from backpt.progress.plan import Planned, PlanRow, Visit
from backpt.progress.plan_series import PlanSeries, series_of, visits_from
from backpt.progress.reminding import USUAL_AT_MIN
from backpt.terminal.layout import say
from backpt.terminal.questions import confirm

STDOUT = "-"


def write_calendar(
    paths: Paths, course: Course, plan: Planned, own: str | None, file: str
) -> int:
    """Write the plan to ``file``, or print it for ``-``; return the exit code.

    Raises ``UsageError`` where there is no plan, and where a file is there that may not be
    written over.
    """
    if not file.strip():
        raise UsageError(words.NAMES_A_FILE)
    series = series_of(plan, course.plans, course.today)
    visits = visits_from(plan, course.today)
    if not (series or visits):
        raise UsageError(words.NOTHING_FOR_IT)
    lengths = planned_lengths(paths, course, {one.plan.routine for one in series}, own)
    rows: tuple[PlanRow, ...] = (*course.plans, *course.aways, *course.visits)
    content = calendar_text(
        (*_exercises(series, lengths), *_visits(visits)),
        name=words.NAME,
        made_wall=max(one.wall for one in rows),
        sequence=len({one.uid for one in rows}) - 1,
    ).encode()
    if file == STDOUT:
        print_bytes(content)
        return 0
    path = os.path.expanduser(file)
    if _is_no_place(path):
        raise UsageError(words.no_place(path))
    if already_there([path]) and not confirm(usage.overwrite([path])):
        raise UsageError(words.not_overwritten(path))
    try:
        write_whole(path, content, mode=PRIVATE)
    except OSError as error:
        raise UsageError(disk.not_written(path, error.strerror)) from None
    say(words.written(path, sum(len(one.days) for one in series) + len(visits)))
    return 0


def _is_no_place(path: str) -> bool:
    """Tell whether no file can be at ``path``: a device, a folder, or no folder for it."""
    if os.path.lexists(path):
        return not os.path.isfile(path)
    return not os.path.isdir(os.path.dirname(os.path.abspath(path)))


def _exercises(
    series: tuple[PlanSeries, ...], lengths: Mapping[str, PlannedLength]
) -> Iterator[CalendarEvent]:
    for one in series:
        known = lengths[one.plan.routine]
        yield CalendarEvent(
            one.uid,
            one.days,
            words.summary(one.plan.name, one.plan.after),
            words.description(one.plan.routine, known.minutes, known.often),
            at_min=one.plan.at_min,
            length_min=known.minutes,
            alarm_min=USUAL_AT_MIN if one.plan.at_min is None else 0,
        )


def _visits(visits: tuple[Visit, ...]) -> Iterator[CalendarEvent]:
    for one in visits:
        yield CalendarEvent(one.uid, (one.on,), words.VISIT)
