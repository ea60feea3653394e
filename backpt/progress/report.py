"""The weeks as a report for a therapist: which figures there are (weeks 9). Pure.

``compose_report`` takes what was read of the diary and the answers, and gives one value. Every
form of the page draws from it, so that none has a figure which another has not.
"""

from collections import Counter
from collections.abc import Iterable

from backpt.progress.change import Change, ChangeField, agreed
from backpt.progress.course import Course, daily_highest, daily_values, held_sessions
from backpt.progress.due_questions import activity_changes
from backpt.progress.entry import Session
from backpt.progress.episodes import episodes, start_of
from backpt.progress.offer import asks_for_less
from backpt.progress.pack_relief import pack_changes
from backpt.progress.plan import Planned, planned
from backpt.progress.report_exercises import (
    ReportFacts,
    exercise_lines,
    is_exercise,
    session_figures,
)
from backpt.progress.report_values import (
    AdviceFigures,
    AwayFigures,
    DoneRow,
    DoseChange,
    LegFigures,
    LighterFigures,
    OwnWords,
    PackFigures,
    PainFigures,
    Period,
    PrecautionFigures,
    RoutineLine,
    SignFigures,
    TalkedTo,
    WeekFigures,
    WeeksReport,
)
from backpt.progress.settling import AtSession, by_session
from backpt.progress.trend import Values, matters, mean, trend, window
from backpt.safety.answers import Answers, acting_ticks
from backpt.safety.calendar import ordinal_of, week_of
from backpt.safety.cards import EMERGENCY_CARD, QUESTIONS, told
from backpt.safety.days import FLARE_UP_ROUTINE, Leg
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import LIMITED_FROM, SIGNS, TREND_DAYS
from backpt.safety.tables import WEEKS as RULES
from backpt.session.events import Ending
from backpt.session.records import SESSION, SessionRow

FIRST_VISIT_DAYS = 14
"""A diary that began less than so many days ago tells of no weeks yet: the page asks what a
first visit asks (A13) [D]."""
MOST_WEEKS = 52
"""The page looks back so far at most: the diary is read for a year."""


def compose_report(facts: ReportFacts) -> WeeksReport:
    """Return the report for the days from ``facts.first`` to that of the course."""
    course = facts.course
    plan = planned(course.plans, course.aways, course.visits)
    said = by_session(course)
    held = [row for row in held_sessions(course) if row[0] >= facts.first]
    return WeeksReport(
        _period(facts),
        pain=_pain(facts, held, said),
        leg=_leg(course, facts.first),
        signs=tuple(_signs(facts.answers)),
        new_days=_days(one.day for one in facts.sessions if one.something_new),
        emergency_days=_days(
            one.day for one in facts.sessions if one.ending is Ending.EMERGENCY
        ),
        activities=activity_changes(_of_period(course, facts.first)),
        sessions=session_figures(facts, plan, held),
        routines=tuple(_routines(facts, plan, held)),
        exercises=exercise_lines(facts, plan, is_held_back=asks_for_less(course)),
        packs=_packs(facts, said),
        aways=tuple(_aways(plan, facts.first, course.today)),
        visits=_visits(plan, facts.first, course.today),
        advice=tuple(_advice(course, facts.first)),
        lighter=tuple(_lighter(facts.sessions)),
        changes=tuple(_changes(facts)),
        declined=_declined(course.changes, facts.first),
        words=tuple(_words(facts)),
        precautions=_precautions(facts),
        rows=tuple(_rows(facts)),
    )


def _days(days: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(days)))


def _of_period(course: Course, first: int) -> Course:
    return course._replace(entries=tuple(row for row in course.entries if row[0] >= first))


def _period(facts: ReportFacts) -> Period:
    course = facts.course
    known = [day for day, _ in (*course.entries[:1], *course.sessions[:1])]
    since = min((*known, *course.older_days[:1]), default=None)
    began = start_of(course, episodes(course))
    if course.since is None and began == since:  # it began earlier, and nobody said when
        began = None
    is_young = since is None or course.today - since < FIRST_VISIT_DAYS
    return Period(facts.first, course.today, began, since, is_young)


# --- pain ------------------------------------------------------------------------------


def _pain(
    facts: ReportFacts, held: list[tuple[int, Session]], said: dict[str, AtSession]
) -> PainFigures:
    course, first = facts.course, facts.first
    every = daily_values(course)
    values = {day: value for day, value in every.items() if day >= first}
    days = [one for one in course.days if one.day >= first]
    highs = ((high, -day) for day, high in daily_highest(course) if day >= first)
    worst, since = max(highs, default=(None, 0))
    rated = [
        (at.before, at.after)
        for _, one in held
        if (at := said.get(one.uid)) and at.before is not None and at.after is not None
    ]
    then, now = _first_and_last(values, course.today)
    return PainFigures(
        then,
        now,
        None if then is None or now is None else matters(now - then, then),
        trend(every, course.today).direction,
        worst,
        None if worst is None else -since,
        len(values),
        mean([before for before, _ in rated]) if rated else None,
        mean([after for _, after in rated]) if rated else None,
        len(rated),
        sum(bool(one.woken) for one in days),
        sum((one.limited or 0) >= LIMITED_FROM for one in days),
        tuple(sorted(values.items())),
        _days(day for day, _ in held),
        _days(day for day, one in held if one.routine == FLARE_UP_ROUTINE),
        tuple(_weeks(values, held, first, course.today)),
    )


def _first_and_last(values: Values, today: int) -> tuple[float | None, float | None]:
    """Return the means of the first seven days and of the last seven; of fewer days than both
    need, the first alone."""
    if not values:
        return None, None
    ends = min(values) + TREND_DAYS - 1
    then, lately = window(values, ends, TREND_DAYS), window(values, today, TREND_DAYS)
    if ends > today - TREND_DAYS or not lately:
        return mean(then), None
    return mean(then), mean(lately)


def _weeks(
    values: Values, held: list[tuple[int, Session]], first: int, today: int
) -> Iterable[WeekFigures]:
    for monday in range(week_of(first), today + 1, 7):
        said = window(values, monday + 6, 7)
        of_it = [(day, one) for day, one in held if monday <= day < monday + 7]
        yield WeekFigures(
            monday,
            mean(said) if said else None,
            len(said),
            len({day for day, _ in of_it}),
            len({day for day, one in of_it if one.routine == FLARE_UP_ROUTINE}),
        )


def _leg(course: Course, first: int) -> LegFigures:
    days: dict[Leg, set[int]] = {one: set() for one in Leg}
    for day, entry in course.entries:
        if day >= first and entry.leg is not None:
            days[entry.leg].add(day)
    spreads = [one for one in course.days if one.day >= first and one.spread is not None]
    return LegFigures(
        len(days[Leg.NONE]),
        len(days[Leg.SAME]),
        len(days[Leg.CLOSER]),
        tuple(sorted(days[Leg.FURTHER])),
        spreads[-1].spread if spreads else None,
        spreads[-1].day if spreads else None,
        sum(bool(one.tingling) for one in course.days if one.day >= first),
    )


# --- warning signs, precautions --------------------------------------------------------


def _signs(answers: Answers) -> Iterable[SignFigures]:
    emergencies = {one.key for one in EMERGENCY_CARD}
    for key in answers.yes:
        is_seen = key not in answers.unseen
        yield SignFigures(
            QUESTIONS[key].text,
            ordinal_of(answers.yes_on or answers.answered),
            ordinal_of(answers.seen) if is_seen else None,
            key in emergencies,
        )


def _precautions(facts: ReportFacts) -> PrecautionFigures:
    notes = [note for one in facts.routines for note in one.fitted.adapted.notes]
    packs = [pack for one in facts.routines for pack in one.fitted.left_out]
    return PrecautionFigures(
        ordinal_of(facts.answers.answered),
        tuple(told(tick) for tick in acting_ticks(facts.answers)),
        tuple(dict.fromkeys(note._replace(item=0) for note in notes)),
        tuple(dict.fromkeys(packs)),
    )


# --- the plan --------------------------------------------------------------------------


def _routines(
    facts: ReportFacts, plan: Planned, held: list[tuple[int, Session]]
) -> Iterable[RoutineLine]:
    """Yield the routines that are planned now or were done, the one done most first."""
    many = Counter(one.routine for _, one in held)
    counting = plan.counting(facts.course.today)
    planned_days = {one.routine: one.days for one in counting}
    names = {one.routine: one.name for one in counting}
    names |= {one.routine: one.name for _, one in held}
    own = {one.written.id: not one.written.asks_to_grow for one in facts.routines}
    for id_ in sorted(names, key=lambda id_: (-many[id_], id_)):
        days = planned_days.get(id_, ())
        yield RoutineLine(id_, names[id_], many[id_], own.get(id_, False), days)


def _aways(plan: Planned, first: int, last: int) -> Iterable[AwayFigures]:
    for one in sorted(plan.aways, key=lambda one: one.first):
        if one.first <= last and one.last >= first:
            yield AwayFigures(max(one.first, first), min(one.last, last), one.why)


def _visits(plan: Planned, first: int, today: int) -> tuple[int, ...]:
    days = _days(one.on for one in plan.visits if one.on >= first)
    to_come = [day for day in days if day > today]
    return (*(day for day in days if day <= today), *to_come[:1])


def _packs(facts: ReportFacts, said: dict[str, AtSession]) -> PackFigures:
    rated = [one for one in pack_changes(facts.course, said) if one.day >= facts.first]
    used = Counter(
        item.id for row in facts.sessions for item in row.items if item.contact_s > 0
    )
    changes = [float(one.after - one.before) for one in rated]
    return PackFigures(
        used["heat"],
        used["cold"],
        len(rated),
        mean(changes) if changes else None,
        sum(one.helped for one in rated),
    )


# --- advice and changes ----------------------------------------------------------------


def _advice(course: Course, first: int) -> Iterable[AdviceFigures]:
    """Yield each rule that was the headline in the period, the strictest and latest first."""
    levels = {one.id: one.level for one in RULES}
    levels |= {one.id: AdviceLevel[one.urgency.name] for one in SIGNS}
    days: dict[str, set[int]] = {}
    for day, one in course.tellings:
        if day >= first and one.rule in levels:
            days.setdefault(one.rule, set()).add(day)
    answers = [TalkedTo(day, one.note) for day, one in course.calls]
    answers += [TalkedTo(day) for day, one in course.sessions if one.has_talked]
    answers.sort(key=lambda one: (one.day, not one.note))
    for rule in sorted(days, key=lambda rule: (-levels[rule], -max(days[rule]), rule)):
        since = min(days[rule])
        answer = next((one for one in answers if one.day >= since), None)
        yield AdviceFigures(rule, levels[rule], tuple(sorted(days[rule])), answer)


def _lighter(sessions: tuple[SessionRow, ...]) -> Iterable[LighterFigures]:
    by_rule: dict[str, list[SessionRow]] = {}
    for row in sessions:
        if row.rule:
            by_rule.setdefault(row.rule, []).append(row)
    found = [
        LighterFigures(rule, rows[-1].reason, _days(row.day for row in rows))
        for rule, rows in by_rule.items()
    ]
    return sorted(found, key=lambda one: (-len(one.days), one.rule))


def _changes(facts: ReportFacts) -> Iterable[DoseChange]:
    names = {one.id: one.name for one in facts.library.exercises.values()}
    for one in agreed(facts.course.changes):
        if one.day < facts.first or one.field is ChangeField.PHASE:
            continue
        was, to = (names.get(str(value), value) for value in (one.was, one.to))
        name = names.get(one.exercise, one.exercise)
        yield DoseChange(one.day, name, one.field, was, to)


def _declined(changes: tuple[Change, ...], first: int) -> int:
    return len({one.uid for one in changes if not one.is_agreed and one.day >= first})


def _words(facts: ReportFacts) -> Iterable[OwnWords]:
    said = [(one.wall, day, one.note) for day, one in facts.course.entries if one.note]
    said += [(row.started_wall, row.day, row.note) for row in facts.sessions if row.note]
    for _, day, text in sorted(said):
        if day >= facts.first:
            yield OwnWords(day, text)


# --- a row an exercise-session ---------------------------------------------------------


def _rows(facts: ReportFacts) -> Iterable[DoneRow]:
    for row in facts.sessions:
        if row.kind != SESSION:
            continue
        for item in row.items:
            if not is_exercise(item):
                continue
            pains = [one.pain for one in row.said if one.item == item.item]
            work = facts.work_of(row, item.item)
            yield DoneRow(
                row.day,
                facts.times.get(row.uid, ""),
                row.key,
                row.routine_id,
                row.name,
                row.is_told,
                item.id,
                item.name,
                None if work is None else work.exercise._replace(dose=work.dose),
                item.planned,
                item.done,
                item.partial,
                item.skipped,
                item.active_s,
                item.why,
                tuple(pain for pain in pains if pain is not None),
                None in pains,
                item.id in row.unsure,
                row.pain_before,
                row.pain_after,
                row.ending or "",
            )
