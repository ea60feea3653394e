"""The report for a therapist as one JSON object: what ``backpt report --json`` prints.

Keys are only ever added. Days are dates, pains 0 to 10, lengths seconds; what is not known is
``null``, which is not well.

============  ================================================================
first, last   the days that are looked back on
began         the day on which this pain began, or null
kept_since    the first day of the diary, or null
first_visit   true where the diary is too short to tell of weeks
pain          object: first, last (means of the first and the last seven days),
              change (points), percent, counts (true where it is 2 points, or 30 %
              and a point), trend ("up", "down", "level", "unknown": the last days
              against the four weeks before), worst, worst_day, days_said, before,
              after (means of the sessions with both), rated (how many), woken
              (nights), limited (days on which pain kept from much), days (list of
              objects: day, pain), held_days, flare_up_days, weeks (list of
              objects: monday, pain, days, sessions, flare_ups)
leg           object: none, same, closer (days), further_days, spread, spread_day,
              tingling_days
signs         list of objects: question, day, seen (date, or null: nobody has),
              emergency (true or false)
new_days      days on which something new was felt
emergency_days    days on which signs of an emergency ended a session
activities    list of objects: name, first, last (0 cannot to 10 as before)
sessions      object: held, told (done without backpt), planned, done, share (dose
              included, 0 to 1), refused_days, ended (object: how those that were
              not finished ended, and how many)
routines      list of objects: id, name, held, written_down (no steps up are
              offered), days (of the week of its plan, 0 Monday)
exercises     list of objects: id, name, prescribed, now, reached (doses as in
              ``backpt show --json``, or null), changed, done, planned (days),
              pain_high, hurt, leg_further (sessions), stops (object: why, and in
              how many sessions), unsure, ready (true: for more)
packs         object: heat, cold, rated, change (mean, negative is relief), helped
away          list of objects: first, last, why ("ill", "travel", "flare", or null)
visits        days of appointments, and the next one
advice        list of objects: rule, when (in words), level, days, answered (date),
              note
lighter       list of objects: rule, reason, days on which it made a session less
changes       list of objects: day, exercise (its name), field, was, to
declined      steps up that were offered and not wanted
words         list of objects: day, text
precautions   object: answered (date), ticks, changes (sentences)
rows          list of objects, one an exercise in a session: date, time, session
              (its id in the log), routine, routine_name, told, exercise, name,
              prescribed (in words), planned, done, partial, skipped, active_s,
              why, pains, leg_further, unsure, pain_before, pain_after, ending
============  ================================================================
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from backpt.cli.json_views import dose_object
from backpt.journal.local_days import iso_day
from backpt.language import doses, report, weeks
from backpt.progress.report_values import (
    DoneRow,
    ExerciseLine,
    PainFigures,
    WeeksReport,
)

if TYPE_CHECKING:
    from backpt.prescription.model import Dose


def report_object(found: WeeksReport) -> dict[str, object]:
    """Return the report as the module's table describes it."""
    period, sessions = found.period, found.sessions
    return {
        "first": iso_day(period.first),
        "last": iso_day(period.last),
        "began": _day(period.began),
        "kept_since": _day(period.kept_since),
        "first_visit": period.is_first_visit,
        "pain": _pain(found.pain),
        "leg": {
            **found.leg._asdict(),
            "further_days": _days(found.leg.further_days),
            "spread_day": _day(found.leg.spread_day),
        },
        "signs": [
            {
                "question": one.question,
                "day": _day(one.day),
                "seen": _day(one.seen),
                "emergency": one.is_emergency,
            }
            for one in found.signs
        ],
        "new_days": _days(found.new_days),
        "emergency_days": _days(found.emergency_days),
        "activities": [one._asdict() for one in found.activities],
        "sessions": {
            **sessions._asdict(),
            "refused_days": _days(sessions.refused_days),
            "ended": dict(sessions.ended),
        },
        "routines": [
            {
                "id": one.id,
                "name": one.name,
                "held": one.held,
                "written_down": one.is_written_down,
                "days": one.days,
            }
            for one in found.routines
        ],
        "exercises": [_exercise(one) for one in found.exercises],
        "packs": found.packs._asdict(),
        "away": [
            {"first": iso_day(one.first), "last": iso_day(one.last), "why": one.why}
            for one in found.aways
        ],
        "visits": _days(found.visits),
        **_advice(found),
        "words": [{"day": iso_day(one.day), "text": one.text} for one in found.words],
        "precautions": {
            "answered": _day(found.precautions.answered),
            "ticks": found.precautions.ticks,
            "changes": report.precaution_lines(found.precautions),
        },
        "rows": [done_row_object(one) for one in found.rows],
    }


def _day(day: int | None) -> str | None:
    return None if day is None else iso_day(day)


def _days(days: Iterable[int]) -> list[str]:
    return [iso_day(day) for day in days]


def _pain(pain: PainFigures) -> dict[str, object]:
    return {
        "first": pain.first,
        "last": pain.last,
        "change": pain.change,
        "percent": pain.percent,
        "counts": pain.counts,
        "trend": pain.trend,
        "worst": pain.worst,
        "worst_day": _day(pain.worst_day),
        "days_said": pain.days_said,
        "before": pain.before,
        "after": pain.after,
        "rated": pain.rated,
        "woken": pain.woken,
        "limited": pain.limited,
        "days": [{"day": iso_day(day), "pain": value} for day, value in pain.values],
        "held_days": _days(pain.held_days),
        "flare_up_days": _days(pain.flare_up_days),
        "weeks": [{**one._asdict(), "monday": iso_day(one.monday)} for one in pain.weeks],
    }


def _exercise(line: ExerciseLine) -> dict[str, object]:
    return {
        "id": line.exercise.id,
        "name": line.exercise.name,
        "prescribed": _dose(line.prescribed),
        "now": _dose(line.now),
        "reached": _dose(line.reached),
        "changed": _day(line.changed),
        "done": line.done,
        "planned": line.planned,
        "pain_high": line.pain_high,
        "hurt": line.hurt,
        "leg_further": line.leg_further,
        "stops": {one.why: one.many for one in line.stops},
        "unsure": line.unsure,
        "ready": line.is_ready,
    }


def _dose(dose: Dose | None) -> dict[str, object] | None:
    return None if dose is None else dose_object(dose)


def _advice(found: WeeksReport) -> dict[str, object]:
    return {
        "advice": [
            {
                "rule": one.rule,
                "when": weeks.when(one.rule),
                "level": weeks.level(one.level),
                "days": _days(one.days),
                "answered": None if one.answer is None else iso_day(one.answer.day),
                "note": "" if one.answer is None else one.answer.note,
            }
            for one in found.advice
        ],
        "lighter": [{**one._asdict(), "days": _days(one.days)} for one in found.lighter],
        "changes": [
            {
                "day": iso_day(one.day),
                "exercise": one.name,
                "field": one.field,
                "was": one.was,
                "to": one.to,
            }
            for one in found.changes
        ],
        "declined": found.declined,
    }


def done_row_object(row: DoneRow) -> dict[str, object]:
    """Return one exercise in one session, its keys in the order of a table's columns."""
    work = row.prescribed
    return {
        "date": iso_day(row.day),
        "time": row.time,
        "session": row.session,
        "routine": row.routine,
        "routine_name": row.routine_name,
        "told": row.is_told,
        "exercise": row.exercise,
        "name": row.name,
        "prescribed": None if work is None else doses.dose_words(work, work.dose),
        "planned": row.planned,
        "done": row.done,
        "partial": row.partial,
        "skipped": row.skipped,
        "active_s": row.active_s,
        "why": row.why,
        "pains": row.pains,
        "leg_further": row.is_leg_further,
        "unsure": row.is_unsure,
        "pain_before": row.pain_before,
        "pain_after": row.pain_after,
        "ending": row.ending or None,
    }
