"""The week as it is looked back on: what was done of the plan, in words and as a picture.

No streak, no blame and no red: a day without a session is a day without a session.
"""

from __future__ import annotations

from backpt.language.en.durations import how_many
from backpt.language.en.plan import MARKS, SHORT, SHORTEST, day_names, done_of, listed, near_day
from backpt.progress.adherence import Adherence
from backpt.progress.plan import weekday_of
from backpt.progress.week import DayMark, RoutineWeek, WeekCount, WeekView

NOTHING_YET = "Nothing in your diary yet. To begin: backpt session"


def routine_line(one: RoutineWeek, today: int) -> str:
    """Return one routine of the plan: "Core: 3 of 4 this week, the next on Saturday."."""
    more = one.done - one.planned
    parts = [f"{done_of(one)} this week" if one.planned else "nothing planned this week"]
    if more > 0:
        parts.append(f"and {more} more")
    if one.next_day is not None:
        parts.append(f"the next {near_day(one.next_day, today)}")
    return f"{one.plan.name}: {', '.join(parts)}."


def without_plan_line(view: WeekView) -> str:
    """Return this week where nothing was planned."""
    if not view.held:
        return "This week: no session yet."
    on = listed(tuple(SHORT[weekday_of(day)] for day in view.held))
    return f"This week: a session on {on}."


def days_line(marks: tuple[DayMark, ...]) -> str:
    """Return the seven days as a picture."""
    cells = (f"{name} {MARKS[mark]}" for name, mark in zip(SHORTEST, marks, strict=True))
    return "  ".join(cells).rstrip()


def days_words(marks: tuple[DayMark, ...]) -> str:
    """Return the same in words."""
    named = (
        ("done", DayMark.DONE),
        ("planned", DayMark.PLANNED),
        ("away", DayMark.AWAY),
        ("at your therapist's", DayMark.VISIT),
    )
    parts = []
    for word, mark in named:
        days = tuple(at for at, one in enumerate(marks) if one is mark)
        if days:
            parts.append(f"{word} {day_names(days)}")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def last_weeks_line(weeks: tuple[WeekCount, ...]) -> str:
    """Return the weeks before this one in numbers; there is one at least."""
    if len(weeks) == 1:
        return f"Last week: {_count(weeks[0])}."
    return f"The last {len(weeks)} weeks: {', '.join(map(_count, weeks))}."


def _count(one: WeekCount) -> str:
    if one.is_away:
        return "away"
    return done_of(one) if one.planned else str(one.done)


def weeks_picture(weeks: tuple[WeekCount, ...]) -> str:
    """Return the sessions of each week as strokes, this week last."""
    strokes = (
        MARKS[DayMark.AWAY] if one.is_away else MARKS[DayMark.DONE] * one.done or "-"
        for one in weeks
    )
    return f"{len(weeks)} weeks: {'  '.join(strokes)}"


def share_line(found: Adherence) -> str:
    """Return how much of the plan was done."""
    return f"You did {round(100 * found.share)} % of what was planned, dose included."


def rest_line(days: int) -> str:
    """Return the longest rest of four weeks."""
    return f"Longest rest: {how_many(days, 'day') if days else 'none'}."


def pain_line(then: float, now: float) -> str:
    """Return the pain before sessions, at first and lately."""
    return f"Pain before: {then:g} -> {now:g}."
