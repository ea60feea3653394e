"""``backpt plan --calendar``: the plan as a file that calendars read."""

import os
from collections.abc import Iterator

from backpt.cli.common import for_you, print_bytes, usual_manner
from backpt.cli.present import agreed_now, present
from backpt.errors import BackptError, UsageError
from backpt.files import already_there, save_all
from backpt.language import calendar_file as words
from backpt.language import speech, usage
from backpt.library import open_library
from backpt.paths import Paths
from backpt.prescription.model import Frequency, Library, Routine, prescribe, single
from backpt.progress.calendar_file import CalendarEvent, calendar_text
from backpt.progress.course import Course
from backpt.progress.plan import Planned, PlanRow
from backpt.progress.plan_series import PlanSeries, VisitDay, series_of, visit_days
from backpt.progress.reminding import USUAL_AT_MIN
from backpt.progress.today_plan import usual_minutes
from backpt.session.compile import flatten
from backpt.session.steps import total_s
from backpt.terminal.layout import say
from backpt.terminal.questions import confirm
from backpt.values import NamedTuple

STDOUT = "-"


class _Length(NamedTuple):
    """What is known of a routine that is planned."""

    minutes: int | None = None
    often: Frequency | None = None


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
    visits = visit_days(plan, course.today)
    if not (series or visits):
        raise UsageError(words.NOTHING_FOR_IT)
    lengths = _lengths(paths, course, {one.plan.routine for one in series}, own)
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
    if already_there([path]) and not confirm(usage.overwrite([path])):
        raise UsageError(words.not_overwritten(path))
    save_all(((path, content),))
    say(words.written(path, sum(len(one.days) for one in series) + len(visits)))
    return 0


def _exercises(
    series: tuple[PlanSeries, ...], lengths: dict[str, _Length]
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


def _visits(visits: tuple[VisitDay, ...]) -> Iterator[CalendarEvent]:
    for one in visits:
        yield CalendarEvent(one.uid, (one.day,), words.VISIT)


def _lengths(
    paths: Paths, course: Course, routines: set[str], own: str | None
) -> dict[str, _Length]:
    """Return how long each routine takes at its present doses and with the user's precautions;
    of one that is gone, how long it took last."""
    try:
        library = open_library(own)
        agreed = agreed_now(paths)
    except BackptError:  # a broken library is for ``check`` to explain
        return {one: _Length(usual_minutes(course, one)) for one in routines}
    found = {}
    for id_ in routines:
        written = _written(library, id_)
        if written is None:
            found[id_] = _Length(usual_minutes(course, id_))
            continue
        now = present(written, library, agreed)
        adapted, _ = for_you(now.routine, now.library, paths)
        routine = now.routine if adapted.refused is not None else adapted.routine
        found[id_] = _Length(_minutes(routine), written.frequency)
    return found


def _written(library: Library, id_: str) -> Routine | None:
    """Return the routine, or the exercise as one, as the file has it; ``None``: it is gone."""
    if id_ in library.routines:
        return prescribe(library, id_)
    return single(library.exercises[id_]) if id_ in library.exercises else None


def _minutes(routine: Routine) -> int:
    """Return how long it takes, to the next whole minute."""
    seconds = total_s(flatten(routine, speech, usual_manner()))
    return max(1, -int(-seconds // 60))
