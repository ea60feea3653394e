"""``backpt pain`` alone: the last four weeks as a picture and in words, the trend, the advice.

With ``--json`` a list of one object; keys are only ever added:

==========  ==================================================================
days        list of objects, the first day first: day (date), pain (median of
            what was said of the day, or null), highest (0 to 10, or null)
trend       object: direction ("up", "down", "level", "unknown"), recent,
            before, differ (points, or null), recent_days, recent_values,
            before_values
began       date on which this began, or null
activities  list of objects: name, first, last (0 cannot to 10 as before)
advice      object as ``backpt advice --json`` has it
==========  ==================================================================
"""

from __future__ import annotations

import os

from backpt.cli.advice import day_object
from backpt.journal.local_days import iso_day
from backpt.language import trends, weeks
from backpt.paths import user_paths
from backpt.progress.advice import Advice, advise
from backpt.progress.due_questions import activity_changes
from backpt.progress.sparkline import PICTURE_DAYS
from backpt.run.weeks import advice_lines, keep_telling, whole_course
from backpt.terminal.layout import print_json, say, speaks_unicode


def show_weeks(now_wall: float, *, as_json: bool) -> int:
    """Print the weeks and return the exit code."""
    paths = user_paths(os.environ)
    course = whole_course(paths, now_wall)
    advice = advise(course)
    if as_json:
        print_json([_weeks_object(advice)])
        return 0
    if not course.days:
        say(weeks.NOTHING_YET)
        return 0
    values = advice.facts.values
    say(trends.picture_line(values, course.today, unicode=speaks_unicode()))
    say(trends.picture_words(values, course.today))
    trend, lines = trends.trend_line(advice.facts.trend), [*advice_lines(advice)]
    if not any(trend in line for line in lines):  # which begin with the same numbers
        say(trend)
    for change in activity_changes(course):
        say(weeks.activity_line(change))
    for line in lines:
        say(line)
    keep_telling(paths, advice, now_wall)
    return 0


def _weeks_object(advice: Advice) -> dict[str, object]:
    facts = advice.facts
    by_day = {one.day: one for one in facts.course.days}
    days = range(advice.today - PICTURE_DAYS + 1, advice.today + 1)
    return {
        "days": [
            {
                "day": iso_day(day),
                "pain": by_day[day].value if day in by_day else None,
                "highest": by_day[day].highest if day in by_day else None,
            }
            for day in days
        ],
        "trend": facts.trend._asdict(),
        "began": None if facts.start is None else iso_day(facts.start),
        "activities": [one._asdict() for one in activity_changes(facts.course)],
        "advice": day_object(advice),
    }
