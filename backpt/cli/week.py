"""``backpt week``: this week and the last ones, and what was done of the plan.

With ``--json`` a list of one object; keys are only ever added:

============  ================================================================
monday        date on which the week began
routines      list of objects: routine, name, done, planned (days of this week),
              next (date, or null)
days          list of seven words, Monday first: "done", "planned", "away",
              "visit", or ""
weeks         list of objects, the oldest first, this week last: monday (date),
              done, planned, away (true or false)
share         what was done of what was planned, dose included, 0 to 1; null for
              a plan of less than two weeks, or none
longest_rest  days, or null
pain_before   object: first, last (0 to 10); or null
============  ================================================================
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from backpt.cli.common import sign_words
from backpt.cli.options import Json, epilog
from backpt.clock import Clock
from backpt.journal.local_days import iso_day
from backpt.language import plan
from backpt.language import week as words
from backpt.paths import user_paths
from backpt.progress.plan import planned
from backpt.progress.week import WeekView, week_view
from backpt.run.weeks import course_now
from backpt.terminal.layout import print_json, say


@epilog(
    """\b
Examples:
  backpt week
  backpt week --json
"""
)
def week(*, json: Json = False) -> int:
    """Print the week; return the exit code."""
    paths = user_paths(os.environ)
    course = course_now(paths, Clock().wall())
    plan = planned(course.plans, course.aways, course.visits)
    view = week_view(course, plan)
    if json:
        print_json([_object(view)])
        return 0
    if said := sign_words(paths):
        say(said)
    if not (course.sessions or plan.spans):
        say(words.NOTHING_YET)
        return 0
    for line in _lines(view, has_plan=bool(plan.spans)):
        say(line)
    return 0


def _lines(view: WeekView, *, has_plan: bool) -> Iterator[str]:
    for one in view.routines:
        yield words.routine_line(one, view.today)
    if not view.routines:
        yield words.without_plan_line(view)
    yield words.days_line(view.days)
    if said := words.days_words(view.days):
        yield said
    if view.last:
        yield words.last_weeks_line(view.last)
        yield words.weeks_picture(view.since)
    facts = []
    if view.adherence is not None:
        facts.append(words.share_line(view.adherence))
    if view.rest is not None:
        facts.append(words.rest_line(view.rest))
    if view.pain is not None:
        facts.append(words.pain_line(*view.pain))
    if facts:
        yield " ".join(facts)
    if not has_plan:
        yield plan.NO_PLAN


def _object(view: WeekView) -> dict[str, object]:
    return {
        "monday": iso_day(view.monday),
        "routines": [
            {
                "routine": one.plan.routine,
                "name": one.plan.name,
                "done": one.done,
                "planned": one.planned,
                "next": None if one.next_day is None else iso_day(one.next_day),
            }
            for one in view.routines
        ],
        "days": list(view.days),
        "weeks": [
            {
                "monday": iso_day(one.monday),
                "done": one.done,
                "planned": one.planned,
                "away": one.is_away,
            }
            for one in view.weeks
        ],
        "share": None if view.adherence is None else round(view.adherence.share, 3),
        "longest_rest": view.rest,
        "pain_before": None
        if view.pain is None
        else {"first": view.pain[0], "last": view.pain[1]},
    }
