"""A therapist's plan in lines -> the lines of each routine, its days and its weeks.

"Mon Wed Fri: bridge 2x8; daily: knee tilts 5; weeks 3-4: bridge 2x10; review 12 Jan". Knows
how days and weeks stand before a line, and refuses to know doses: those are ``sheet``'s.
"""

import re
from collections.abc import Callable, Sequence

from backpt.authoring.day_names import read_days
from backpt.errors import UsageError
from backpt.language import typed_lines
from backpt.safety.tables import PLAN_MOST_WEEKS
from backpt.values import NamedTuple

_I = re.IGNORECASE
_WEEKS = re.compile(
    r"weeks?\s+(?P<weeks>\d[^:]*):\s*(?P<line>\S.*)",
    _I,
)
_SPAN = re.compile(r"(?P<first>\d{1,4})(?:\s*(?:-|–|to)\s*(?P<last>\d{1,4}))?\s*", _I)
_VISIT = re.compile(r"(?:review|visit|appointment)(?:\s+on)?\s*:?\s+(?P<on>\S.*)", _I)
_BARE_REPS = re.compile(r"(?P<name>.*[^\W\d_])\s+(?P<reps>[1-9]\d?)", _I)
_CONDITION = re.compile(r"if\s+[^:]+:\s*\S.*", _I)
_LEG_STOP = re.compile(
    r"if\s+(?=[^:]*\bleg\b)[^:]*\b(?:down|further|lower|below|foot)\b[^:]*:\s*"
    r"(?:stop|leave out|skip|no)\s+(?P<names>\S.*)",
    _I,
)


class DayLines(NamedTuple):
    """What is done on the same days of the week."""

    days: str
    """As it was written: "Mon Wed Fri", "daily"."""
    lines: tuple[str, ...]


class WeekLine(NamedTuple):
    """What takes the place of a line from a week on; weeks count from 1."""

    first: int
    last: int
    line: str


class PlanLines(NamedTuple):
    """A plan as it was written."""

    by_day: tuple[DayLines, ...]
    by_week: tuple[WeekLine, ...] = ()
    visits: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    """ "If leg pain moves down: stop bridge", whole."""


class Version(NamedTuple):
    """One routine on its days, for some weeks."""

    days: str
    first: int
    last: int | None
    """Weeks, from 1; ``None``: no week was named."""
    lines: tuple[str, ...]


def is_condition(line: str) -> bool:
    """Return whether a line says what to do if something happens."""
    return _CONDITION.fullmatch(line.strip()) is not None


def stopped_for_leg(line: str) -> tuple[str, ...]:
    """Return the names of exercises that a condition stops once pain moves down the leg, as in
    "if leg pain moves down: stop bridge and plank"; empty for any other condition."""
    found = _LEG_STOP.fullmatch(line.strip().rstrip("."))
    if found is None:
        return ()
    names = re.split(r",|&|\band\b", found["names"], flags=_I)
    return tuple(said for one in names if (said := " ".join(one.split())))


def has_days(line: str) -> bool:
    """Return whether days or weeks stand before what a line prescribes."""
    clauses = [clause.strip() for clause in line.split(";")]
    return any(_days_and_line(one) or _WEEKS.fullmatch(one) for one in clauses)


def _days_and_line(clause: str) -> tuple[str, str] | None:
    """Return the days before a colon, as they were written, and what is done on them; ``None``
    where none stand there."""
    days, _, line = clause.partition(":")
    if not line.strip() or read_days(days) is None:
        return None
    return " ".join(days.split()), line.strip()


def read_plan_lines(lines: Sequence[str]) -> PlanLines | None:
    """Return the plan that ``lines`` are; ``None`` for a sheet without days.

    A line without days belongs to the days of the line before it; those before the first are
    done daily. Raises ``UsageError`` for weeks that are none: left out, what they change would
    be lost.
    """
    clauses = [one.strip() for line in lines for one in line.split(";") if one.strip()]
    if not any(map(has_days, clauses)):
        return None
    by_day: dict[str, list[str]] = {}
    weeks, visits, conditions = list[WeekLine](), list[str](), list[str]()
    days = "daily"
    for clause in clauses:
        if is_condition(clause):
            conditions.append(clause)
        elif on := _days_and_line(clause):
            days, line = on
            by_day.setdefault(days, []).append(_counted(line))
        elif found := _WEEKS.fullmatch(clause):
            first, last = _read_weeks(found["weeks"], clause)
            weeks.append(WeekLine(first, last, _counted(found["line"])))
        elif found := _VISIT.fullmatch(clause):
            visits.append(found["on"].strip())
        else:
            by_day.setdefault(days, []).append(_counted(clause))
    return PlanLines(
        tuple(DayLines(on, tuple(said)) for on, said in by_day.items()),
        tuple(weeks),
        tuple(visits),
        tuple(conditions),
    )


def _read_weeks(text: str, clause: str) -> tuple[int, int]:
    """Return the first and the last of "3-4". Raises ``UsageError``."""
    if found := _SPAN.fullmatch(text):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        if 1 <= first <= last <= PLAN_MOST_WEEKS:
            return first, last
    raise UsageError(typed_lines.no_weeks(clause, PLAN_MOST_WEEKS))


def _counted(line: str) -> str:
    """Return a line whose only number is that of reps, "knee tilts 5", with that said: it is
    said back, and an exercise that is timed asks for a unit."""
    found = _BARE_REPS.fullmatch(line.strip())
    if found is None or any(one.isdigit() for one in found["name"]):
        return line
    return f"{found['name']} x{found['reps']}"


def versions(plan: PlanLines, exercise_of: Callable[[str], str]) -> tuple[Version, ...]:
    """Return the routines of a plan: each day's lines, anew where a week changes one.

    ``exercise_of`` gives the exercise that a line is about. A line of a week takes the place of
    the line on the same exercise from that week on, until another does; what no day has is
    left out (``left_over``). The conditions stand in every routine.
    """
    found = []
    weeks = max((one.last for one in plan.by_week), default=0)
    for group in plan.by_day:
        each = [_in_week(group.lines, plan, week, exercise_of) for week in range(1, weeks + 1)]
        runs: list[tuple[int, tuple[str, ...]]] = []
        for week, lines in enumerate(each or [group.lines], 1):
            if not runs or runs[-1][1] != lines:
                runs.append((week, lines))
        ends = [first - 1 for first, _ in runs[1:]]
        for (first, lines), last in zip(runs, [*ends, weeks or None], strict=True):
            said = (*lines, *plan.conditions)
            found.append(Version(group.days, first, last, said))
    return tuple(found)


def left_over(plan: PlanLines, exercise_of: Callable[[str], str]) -> tuple[str, ...]:
    """Return the lines of weeks that are about no exercise of any day."""
    known = {exercise_of(line) for group in plan.by_day for line in group.lines}
    return tuple(one.line for one in plan.by_week if exercise_of(one.line) not in known)


def _in_week(
    lines: tuple[str, ...], plan: PlanLines, week: int, exercise_of: Callable[[str], str]
) -> tuple[str, ...]:
    changed = {
        exercise_of(one.line): one.line
        for one in sorted(plan.by_week, key=lambda one: one.first)
        if one.first <= week
    }
    return tuple(changed.get(exercise_of(line), line) for line in lines)
