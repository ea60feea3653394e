"""Each exercise over the weeks: how often, how much, what hurt, why less (weeks 9). Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping

from backpt.prescription.model import Dose, Exercise, Library, Routine, Work, works
from backpt.progress.adherence import DayDone, adherence_of, is_done_on, routine_days
from backpt.progress.course import Course
from backpt.progress.entry import Session
from backpt.progress.occasions import Occasion
from backpt.progress.offer import OfferFacts, ready_for_more, work_of
from backpt.progress.plan import Planned
from backpt.progress.report_values import ExerciseLine, LessDone, SessionFigures
from backpt.safety.answers import Answers, profile_of
from backpt.safety.clearance import Fitted
from backpt.session.events import Ending
from backpt.session.records import SESSION, SessionRow
from backpt.session.summary import ItemSummary
from backpt.values import NamedTuple

_NO_EXERCISES = ("heat", "cold", "rest")


class ReportRoutine(NamedTuple):
    """A routine that was planned or done."""

    written: Routine
    """As the file has it."""
    fitted: Fitted
    """At its present doses, as the answers allow it."""
    changed: Mapping[str, int] = {}
    """Days on which the dose of an exercise was last changed, by its id."""

    @property
    def present(self) -> Routine:
        """As it may be done now; where nothing of it may, as it is written down."""
        adapted = self.fitted.adapted
        return self.written if adapted.refused else adapted.routine


class ReportFacts(NamedTuple):
    """All that the report looks at."""

    course: Course
    """With what the sessions of the whole period were made of."""
    first: int
    """The first day of the period."""
    now_wall: float
    """Seconds since 1970."""
    library: Library
    answers: Answers
    sessions: tuple[SessionRow, ...] = ()
    """Sessions and packs of the period that count, the first one first."""
    times: Mapping[str, str] = {}
    """When each began by the clock on the wall there, by their uids: "18:02"."""
    prescribed: Mapping[str, Routine] = {}
    """What each session was, by its uid; one that cannot be read is left out."""
    occasions: tuple[Occasion, ...] = ()
    routines: tuple[ReportRoutine, ...] = ()
    """Those that were done or planned and are still there, the one done most first."""

    def work_of(self, row: SessionRow, item: int) -> Work | None:
        """Return what an item of a session was; ``None`` where that cannot be read."""
        routine = self.prescribed.get(row.uid)
        if routine is None or not 0 <= item < len(routine.items):
            return None
        found = routine.items[item]
        return found if isinstance(found, Work) else None


class _Seen(NamedTuple):
    """What the sessions tell of one exercise."""

    days: frozenset[int]
    """On which some of it was done."""
    pains: tuple[int, ...]
    hurt: int
    leg_further: int
    stops: Mapping[str, int]
    last: Exercise | None
    """As it was last, with its dose."""


def exercise_lines(
    facts: ReportFacts, plan: Planned, *, is_held_back: bool
) -> tuple[ExerciseLine, ...]:
    """Return a line an exercise, in the order of the routines, the one done most first; then
    those that are in none of them now. ``is_held_back``: a rule asks for less, so that none is
    ready for more."""
    seen, days = _seen(facts), _planned_days(facts, plan)
    present = {
        work.exercise.id: (one, work)
        for one in reversed(facts.routines)
        for work in works(one.present)
    }
    order = [work.exercise.id for one in facts.routines for work in works(one.present)]
    ready = frozenset[str]() if is_held_back else _ready(facts)
    unsure, reached = _unsure(facts), _reached(facts)
    found = []
    for id_ in dict.fromkeys((*order, *seen)):
        here, did = present.get(id_), seen.get(id_)
        exercise = here[1].exercise if here else did.last if did else None
        if exercise is None:
            continue
        written = None if here is None else _written_dose(here[0].written, id_)
        found.append(
            ExerciseLine(
                exercise,
                written or (None if here is None else here[1].dose),
                None if here is None else here[1].dose,
                None if here is None else here[0].changed.get(id_),
                len(did.days) if did else 0,
                days.get(id_),
                reached.get(id_),
                max(did.pains, default=None) if did else None,
                did.hurt if did else 0,
                did.leg_further if did else 0,
                tuple(_stops(did.stops)) if did else (),
                unsure[id_],
                id_ in ready,
            )
        )
    return tuple(found)


def _written_dose(routine: Routine, exercise: str) -> Dose | None:
    return next((one.dose for one in works(routine) if one.exercise.id == exercise), None)


def _stops(stops: Mapping[str, int]) -> Iterator[LessDone]:
    for why, many in sorted(stops.items(), key=lambda row: (-row[1], row[0])):
        yield LessDone(why, many)


def _seen(facts: ReportFacts) -> dict[str, _Seen]:
    """Return what the sessions tell of each exercise, by its id."""
    items: dict[str, list[tuple[SessionRow, ItemSummary]]] = {}
    for row in facts.sessions:
        if row.kind != SESSION:
            continue
        for item in row.items:
            if is_exercise(item):
                items.setdefault(item.id, []).append((row, item))
    return {id_: _seen_of(facts, rows) for id_, rows in items.items()}


def is_exercise(item: ItemSummary) -> bool:
    """Tell whether an item asked for an exercise: no pack, and no rest."""
    return bool(item.planned) and not item.contact_s and item.id not in _NO_EXERCISES


def _seen_of(facts: ReportFacts, rows: list[tuple[SessionRow, ItemSummary]]) -> _Seen:
    pains, stops = list[int](), Counter[str]()
    hurt, further = set[str](), set[str]()
    last: Exercise | None = None
    for row, item in rows:
        for one in row.said:
            if one.item == item.item:
                (further if one.pain is None else hurt).add(row.uid)
                pains += [] if one.pain is None else [one.pain]
        if item.done < item.planned:
            stops[item.why or _ended(row)] += 1
        if (work := facts.work_of(row, item.item)) is not None:
            last = work.exercise._replace(dose=work.dose)
    days = frozenset(row.day for row, item in rows if item.done or item.partial)
    del stops[""]
    return _Seen(days, tuple(pains), len(hurt), len(further), stops, last)


def _ended(row: SessionRow) -> str:
    """Return why an item was not reached: how the session ended."""
    return "" if row.ending in (None, Ending.DONE) else str(row.ending)


def _unsure(facts: ReportFacts) -> Counter[str]:
    """Return on how many occasions each exercise was marked, as T4 counts them."""
    marked = {
        (one.session or str(day), id_)
        for day, one in facts.course.entries
        if day >= facts.first
        for id_ in one.unsure
    }
    return Counter(id_ for _, id_ in marked)


def _reached(facts: ReportFacts) -> dict[str, Dose]:
    """Return the most of each exercise that was done whole: of doses that are as much work the
    latest."""
    best: dict[str, Occasion] = {}
    for one in sorted(facts.occasions, key=lambda one: one.wall):
        if one.day < facts.first or not one.is_whole or one.is_told or one.is_rehearsal:
            continue
        known = best.get(one.exercise)
        if known is None or work_of(one.dose) >= work_of(known.dose):
            best[one.exercise] = one
    return {id_: one.dose for id_, one in best.items()}


def _ready(facts: ReportFacts) -> frozenset[str]:
    profile = profile_of(facts.answers)
    found = [
        ready_for_more(
            OfferFacts(
                facts.course,
                one.written,
                facts.library,
                profile,
                facts.occasions,
                facts.now_wall,
            )
        )
        for one in facts.routines
    ]
    return frozenset(id_ for ids in found for id_ in ids)


# --- done of planned -------------------------------------------------------------------


def session_figures(
    facts: ReportFacts, plan: Planned, held: list[tuple[int, Session]]
) -> SessionFigures:
    """Return what was done of the routines; ``held`` are the sessions of the period."""
    course = facts.course
    share = adherence_of(course, plan, course.today - facts.first + 1)
    refused = {day for day, one in course.sessions if day >= facts.first and one.is_refused}
    endings = Counter(
        str(row.ending)
        for row in facts.sessions
        if row.kind == SESSION and row.items and row.ending not in (None, Ending.DONE)
    )
    return SessionFigures(
        len(held),
        sum(one.is_told for _, one in held),
        None if share is None else share.planned,
        None if share is None else share.done,
        None if share is None else share.share,
        tuple(sorted(refused)),
        tuple(sorted(endings.items(), key=lambda row: (-row[1], row[0]))),
    )


def _planned_days(facts: ReportFacts, plan: Planned) -> dict[str, int]:
    """Return on how many days the plan asked for each exercise. Days away, of visits and
    refused ones are none of them; today is one once it is done."""
    course, found = facts.course, Counter[str]()
    for routine in sorted({one.plan.routine for one in plan.spans}):
        last = course.today - (not is_done_on(course, routine, course.today))
        days = routine_days(course, plan, routine, facts.first, last)
        found.update(dict(_planned_of(days, _ids_now(facts, routine))))
    return dict(found)


def _ids_now(facts: ReportFacts, routine: str) -> frozenset[str]:
    return frozenset(
        work.exercise.id
        for one in facts.routines
        if one.written.id == routine
        for work in works(one.present)
    )


def _planned_of(days: tuple[DayDone, ...], now: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield each exercise of a routine and its planned days: those on which it was asked for,
    and those on which nothing was done and it would have been. ``now``: those that are in the
    routine now; any other was so until it was last asked for."""
    asked: dict[str, list[int]] = {id_: [] for id_ in now}
    for one in days:
        for id_, done, prescribed in one.done:
            if prescribed or done:
                asked.setdefault(id_, []).append(one.day)
    begun = min((one.day for one in days if one.done), default=None)
    empty = [one.day for one in days if one.is_planned and not one.done]
    on_plan = {one.day for one in days if one.is_planned}
    for id_, on in asked.items():
        if begun is None:
            yield id_, len(empty)
        elif not on:  # it is new
            yield id_, 0
        else:
            first = None if min(on) == begun else min(on)
            last = None if id_ in now else max(on)
            yield id_, len(on_plan & set(on)) + _between(empty, first, last)


def _between(days: list[int], first: int | None, last: int | None) -> int:
    """Return how many of ``days`` lie between two; ``None``: there is no such bound."""
    return sum(
        (first is None or day >= first) and (last is None or day <= last) for day in days
    )
