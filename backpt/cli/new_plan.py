"""A plan in lines, made: each routine is typed in as a sheet is, then planned on its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from backpt.authoring.day_names import read_days
from backpt.authoring.own_file import whole_library
from backpt.authoring.plan_lines import PlanLines, Version, left_over, versions
from backpt.authoring.prescribe import (
    NotUnderstood,
    Understood,
    free_id,
    understand,
    with_new,
)
from backpt.authoring.recognition import find_as_spelled
from backpt.authoring.sheet import read_sheet
from backpt.cli.coming_days import read_plan_day
from backpt.cli.plan import plan as keep_plan
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.journal.local_days import local_day
from backpt.language import durations, prescribing, typed_lines
from backpt.prescription.model import Library
from backpt.terminal.layout import say

MakeRoutine = Callable[[str, tuple[str, ...]], int]
"""Makes a routine of a name and the lines of a sheet, and returns the exit code."""


def make_plan(name: str, plan: PlanLines, make: MakeRoutine) -> int:
    """Make the routines of ``plan`` and keep their days and visits; return the exit code.

    Nothing is planned of what was not written. Raises ``UsageError`` before anything is made
    where a line is not understood, or a week changes what no day has.
    """
    library = whole_library()
    _check_lines(plan, library)
    every = versions(plan, lambda line: _exercise_of(line, library))
    today = local_day(Clock().wall())
    for one in every:
        days = read_days(one.days) or ()
        title = _title(name, one, alone=len(every) == 1)
        id_ = free_id(title, whole_library())
        lines = (*one.lines, typed_lines.days_a_week(len(days)))
        if code := make(title, lines):
            return code
        if id_ not in whole_library().routines:
            say(typed_lines.NOT_PLANNED_YET)
            continue
        first = date.fromordinal(today) + timedelta(weeks=one.first - 1)
        weeks = None if one.last is None else one.last - one.first + 1
        keep_plan(routine=id_, days=one.days, weeks=weeks, since=first.isoformat())
    for on in plan.visits:
        keep_plan(visit=on)
    return 0


def _check_lines(plan: PlanLines, library: Library) -> None:
    """Raise ``UsageError`` for the first line that cannot be made a routine's."""
    for line in left_over(plan, lambda line: _exercise_of(line, library)):
        raise UsageError(typed_lines.about_no_day(line))
    weeks = (one.line for one in plan.by_week)
    for line in (*(line for group in plan.by_day for line in group.lines), *weeks):
        match understand(line, library):
            case NotUnderstood(reasons=reasons):
                raise UsageError(prescribing.wrong_in(line, reasons))
            case Understood(near=near) if near:
                raise UsageError(prescribing.wrong_in(line, (prescribing.if_it_is(near),)))
            case understood:
                library = with_new(library, understood)
    today = local_day(Clock().wall())
    for on in plan.visits:
        if read_plan_day(on, today, "review") < today:
            raise UsageError(typed_lines.review_is_over(on))


def _exercise_of(line: str, library: Library) -> str:
    name = read_sheet(line).name
    return find_as_spelled(library, name).id or name.lower()


def _title(name: str, one: Version, *, alone: bool) -> str:
    if alone:
        return name
    weeks = ""
    if one.last is not None:
        weeks = typed_lines.weeks_named(durations.count(one.first), durations.count(one.last))
    return typed_lines.version_name(name, one.days, weeks)
