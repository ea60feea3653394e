"""The report for a therapist: the diary, the answers and the library, read and put together."""

from collections import Counter
from collections.abc import Iterator

from backpt.intake.wanted import as_written
from backpt.journal.answers_file import read_answers
from backpt.journal.local_days import local_day, utc_offset_s
from backpt.journal.report_reader import read_report
from backpt.journal.report_rows import ReportRows
from backpt.library import open_library
from backpt.paths import Paths
from backpt.prescription.model import Library, Work
from backpt.progress.change import agreed
from backpt.progress.course import fold
from backpt.progress.plan import planned
from backpt.progress.report import compose_report
from backpt.progress.report_exercises import ReportFacts, ReportRoutine
from backpt.progress.report_values import WeeksReport
from backpt.safety.agreed import Laid, laid_over, present_library
from backpt.safety.answers import Answers, profile_of
from backpt.safety.clearance import as_kept
from backpt.session.records import SESSION
from backpt.values import NamedTuple


class ReportReading(NamedTuple):
    """The report, and what could not be read for it."""

    report: WeeksReport
    answers_trouble: str = ""
    """Why the answers to the safety cards are not known; empty where they are."""
    left_out: int = 0
    """Rows of the diary that are damaged."""


def report_now(paths: Paths, now_wall: float, first: int) -> ReportReading:
    """Return the report of the days from ``first``, an ordinal, to today. Raises
    ``JournalError`` where the diary cannot be read, and ``LibraryError``."""
    answers, trouble, _ = read_answers(paths.answers)
    rows = read_report(paths.journal, now_wall, first, profile_of(answers).signs)
    if rows is None:
        rows = ReportRows(fold(now_wall, utc_offset_s(now_wall)))
    library = open_library()
    facts = ReportFacts(
        rows.course,
        first,
        now_wall,
        library,
        answers,
        rows.sessions,
        rows.times,
        rows.prescribed,
        rows.occasions,
        _routines(rows, library, answers, local_day(now_wall)),
    )
    return ReportReading(compose_report(facts), trouble, rows.left_out)


def _routines(
    rows: ReportRows, library: Library, answers: Answers, today: int
) -> tuple[ReportRoutine, ...]:
    """Return the routines that were done, or are planned, and are still there, the one done
    most first."""
    course = rows.course
    plan = planned(course.plans, course.aways, course.visits)
    many = Counter(row.routine_id for row in rows.sessions if row.kind == SESSION and row.items)
    ids = (*(one.routine for one in plan.counting(today)), *many)
    changes = agreed(course.changes)
    now = present_library(library, changes)
    found = []
    for id_ in sorted(dict.fromkeys(ids), key=lambda id_: -many[id_]):
        written = as_written(library, id_)
        if written is not None:
            laid = laid_over(written, library, changes)
            fitted = as_kept(laid.routine, now, answers)
            found.append(ReportRoutine(written, fitted, dict(_changed(laid))))
    return tuple(found)


def _changed(laid: Laid) -> Iterator[tuple[str, int]]:
    """Yield each exercise whose dose was changed, and when."""
    for number, change in laid.counting:
        item = laid.routine.items[number]
        if isinstance(item, Work):
            yield item.exercise.id, change.day
