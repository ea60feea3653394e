"""``backpt plan``: which routine on which days, days away, visits; alone it shows the weeks.

With ``--json`` a list of one object; keys are only ever added:

=======  =====================================================================
plans    list of objects: routine, name, days (list, 1 Monday to 7 Sunday),
         from, until (dates), at ("18:00", or null), after (in words)
away     list of objects: from, until (dates), why ("ill", "travel", "flare",
         or null)
visits   list of dates
=======  =====================================================================
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Annotated

from backpt.authoring.day_names import days_and_names, read_days
from backpt.cli.coming_days import read_plan_day
from backpt.cli.common import for_you, named_routine, sign_words
from backpt.cli.options import Argument, Json, Option, OwnLibrary, epilog
from backpt.cli.pain import without_joiners
from backpt.clock import Clock
from backpt.errors import BackptError, UsageError
from backpt.journal.keeping import new_uid
from backpt.journal.local_days import iso_day, local_day, utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.language import plan as words
from backpt.library import open_library
from backpt.paths import Paths, user_paths
from backpt.prescription.model import Library, Routine
from backpt.prescription.quoting import quoted
from backpt.progress.course import Course
from backpt.progress.plan import WEEK, Away, AwayWhy, Counting, Plan, Planned, Visit, planned
from backpt.progress.plan_doubts import Meant, meant
from backpt.progress.planning import (
    Stamp,
    Terms,
    back_rows,
    coming,
    ended_rows,
    new_doubts,
    planned_row,
)
from backpt.progress.week import PICTURE_WEEKS, marks_of
from backpt.run.entry_keeping import keep_or_wait
from backpt.run.weeks import course_now
from backpt.safety.calendar import week_of
from backpt.safety.tables import PLAN_MOST_WEEKS, PLAN_WEEKS
from backpt.terminal.layout import print_json, say

MOST_AFTER = 60


@epilog(
    """\b
Examples:
  backpt plan core-starter --days mon,wed,fri --at 18:00 --after coffee
  backpt plan "mon wed fri core starter, daily knee tilts"
  backpt plan --away 2026-12-24 2026-12-27 --why travel
  backpt plan --visit "12 Jan"
  backpt plan --changes
  backpt plan --phase
  backpt plan --calendar plan.ics
  backpt plan --remind on
  backpt plan
"""
)
def plan(
    *,
    routine: Annotated[
        str | None,
        Argument("A routine or an exercise; several with their days.", "[ROUTINE]", "names"),
    ] = None,
    days: Annotated[str | None, Option("Days of the week, or daily.", "DAYS")] = None,
    at: Annotated[str | None, Option("Time of day.", "TIME")] = None,
    after: Annotated[str | None, Option("What it follows in your day.", "TEXT")] = None,
    weeks: Annotated[int | None, Option("For so many weeks; usually 8.", "N")] = None,
    since: Annotated[
        str | None, Option("The first day; usually today.", "DATE", ("--from",))
    ] = None,
    away: Annotated[
        tuple[str, str] | None, Option("No sessions from one day to another.", "FROM TO")
    ] = None,
    why: Annotated[str | None, Option("Why away: ill, travel or flare.", "WHY")] = None,
    visit: Annotated[str | None, Option("A day at your therapist's.", "DATE")] = None,
    back: Annotated[
        str | None, Option("Not away from that day on, and no visit.", "DATE")
    ] = None,
    end: Annotated[bool, Option("End the plan, or that of one routine.")] = False,
    calendar: Annotated[
        str | None, Option("Write it for your calendar; - prints it.", "FILE.ics")
    ] = None,
    remind: Annotated[
        str | None, Option("Be reminded by your system: on, off or show.", "HOW")
    ] = None,
    changes: Annotated[bool, Option("List the doses that you changed.")] = False,
    undo: Annotated[
        int | None, Option("Take back a change, by its number there.", "NUMBER")
    ] = None,
    write: Annotated[bool, Option("Write them into your own file.")] = False,
    phase: Annotated[bool, Option("Your phase, and what the next one wants.")] = False,
    to_phase: Annotated[
        str | None, Option("Choose it: 1, 2, 3 or maintenance.", "PHASE")
    ] = None,
    json: Json = False,
    library: OwnLibrary = None,
) -> int:
    """Keep what is planned, or show the weeks; return the exit code."""
    making = days is not None or (routine is not None and not end)
    of_doses = {
        "--changes": changes,
        "--undo": undo is not None,
        "--write": write,
        "--phase": phase,
        "--to-phase": to_phase is not None,
    }
    wishes = {
        words.A_ROUTINE_WITH_DAYS: making,
        "--away": away is not None,
        "--visit": visit is not None,
        "--back": back is not None,
        "--end": end,
        "--calendar": calendar is not None,
        "--remind": remind is not None,
        "--json": json,
    }
    _check_one({**wishes, **of_doses})
    if why is not None and away is None:
        raise UsageError(words.WHY_IS_FOR_AWAY)
    if any(of_doses.values()):
        from backpt.cli.changes import doses_command

        paths = user_paths(os.environ)
        return doses_command(paths, library, undo=undo, write=write, phase=phase, to=to_phase)
    if remind is not None:
        from backpt.cli.plan_reminders import remind_command

        return remind_command(user_paths(os.environ), Clock().wall(), remind)
    desk = _Desk(user_paths(os.environ), Clock().wall(), library)
    if not making and any(one is not None for one in (at, after, weeks, since)):
        raise UsageError(words.DAYS_NEED_A_ROUTINE)
    if calendar is not None:
        return _calendar(desk, library, calendar)
    if making:
        _make(desk, routine, days, _terms(desk, at, after, weeks, since))
    elif away is not None:
        _away(desk, away, why)
    elif visit is not None:
        _visit(desk, visit)
    elif back is not None:
        _back(desk, back)
    elif end:
        _end(desk, routine)
    else:
        _show(desk, as_json=json)
    return 0


def _check_one(wishes: dict[str, bool]) -> None:
    """Return where no more than one thing is wished for. Raises ``UsageError`` that names
    them."""
    there = [name for name, is_there in wishes.items() if is_there]
    if len(there) > 1:
        raise UsageError(words.ONE_AT_A_TIME.format(", ".join(there)))


class _Desk:
    """What every part of the command needs: the plan as it stands, and where it is kept."""

    def __init__(self, paths: Paths, now_wall: float, own: str | None) -> None:
        self.paths, self.now_wall, self._own = paths, now_wall, own
        self.course: Course = course_now(paths, now_wall)
        course = self.course
        self.plan: Planned = planned(course.plans, course.aways, course.visits)
        self.today = local_day(now_wall)

    def library(self) -> Library:
        return open_library(self._own)

    def stamp(self) -> Stamp:
        """Return what a row has that is made now."""
        return Stamp(new_uid(), self.now_wall, utc_offset_s(self.now_wall))

    def keep(self, rows: Rows) -> None:
        keep_or_wait(self.paths, rows, self.now_wall)

    def coming(self) -> tuple[Counting, ...]:
        return coming(self.plan, self.today)


def _terms(
    desk: _Desk, at: str | None, after: str | None, weeks: int | None, since: str | None
) -> Terms:
    """Return from when to when, at what time: the same for all that one command plans. Raises
    ``UsageError``."""
    many = PLAN_WEEKS if weeks is None else weeks
    if not 1 <= many <= PLAN_MOST_WEEKS:
        raise UsageError(words.weeks_range(PLAN_MOST_WEEKS))
    first = desk.today if since is None else read_plan_day(since, desk.today, "--from")
    what = (after or "").strip().removeprefix("after ")
    if len(what) > MOST_AFTER or not without_joiners(what).isprintable():
        raise UsageError(words.AFTER)
    at_min = None if at is None else _minutes(at)
    return Terms(first, first + 7 * many - 1, at_min, what)


def _minutes(text: str) -> int:
    """Return a time of day in minutes after midnight. Raises ``UsageError``."""
    hour, _, minute = text.strip().partition(":")
    parts = (hour, minute or "00")
    if all(one.isascii() and one.isdigit() and len(one) <= 2 for one in parts):
        found = int(parts[0]), int(parts[1])
        if found[0] < 24 and found[1] < 60:
            return found[0] * 60 + found[1]
    raise UsageError(words.NO_TIME.format(quoted(text[:40])))


def _calendar(desk: _Desk, own: str | None, file: str) -> int:
    from backpt.cli.plan_calendar import write_calendar

    return write_calendar(desk.paths, desk.course, desk.plan, own, file)


def _say_reminders(desk: _Desk) -> None:
    """Say where reminders no longer fit the plan that was changed just now."""
    from backpt.cli.plan_reminders import reminder_trouble

    if said := reminder_trouble(desk.paths, desk.now_wall):
        say(said)


# --- making ----------------------------------------------------------------------------


def _make(desk: _Desk, routine: str | None, days: str | None, terms: Terms) -> None:
    """Keep a plan of a routine on its days, or of several, and say what may not fit."""
    if routine is None:
        raise UsageError(words.DAYS_NEED_A_ROUTINE)
    library = desk.library()
    wanted = _wanted(library, routine, days)
    made = [
        planned_row(desk.coming(), desk.stamp(), (one.id, one.name), on, terms)
        for one, on in wanted
    ]
    desk.keep(Rows(plans=tuple(made)))
    before = {one.plan.uid: one.plan for one in desk.coming()}
    for one in made:
        say(words.kept(one, desk.today))
        if one.replaces:
            say(words.in_place_of(before[one.replaces]))
    refused = _say_for_you(desk, library, [one for one, _ in wanted])
    new = {one.routine for one in made}
    others = tuple(one for one in before.values() if one.routine not in new)
    done = (_meant(library, one) for one in made if one.routine not in refused)
    for doubt in new_doubts(done, (_meant(library, one) for one in others)):
        say(words.doubt(doubt))
    if others:
        say(words.beside(others))
    _say_reminders(desk)
    say(words.HOW_TO_SEE)


def _say_for_you(desk: _Desk, library: Library, routines: list[Routine]) -> set[str]:
    """Say what the user's precautions change in routines; return the ids of those of which
    nothing is left: how often these are best done is nothing to say now."""
    refused, said = set[str](), dict[str, None]()
    for one in routines:
        adapted, sentences = for_you(one, library, desk.paths)
        if adapted.refused is not None:
            from backpt.language import clearance

            refused.add(one.id)
            sentences = (clearance.refused_words(adapted.refused),)
        said |= dict.fromkeys(sentences)
    for sentence in said:
        say(sentence)
    return refused


def _wanted(
    library: Library, routine: str, days: str | None
) -> list[tuple[Routine, tuple[int, ...]]]:
    """Return each routine with its days: one with ``--days``, or several that name theirs, as
    in "mon wed fri core starter, daily knee tilts". Raises ``UsageError``."""
    if days is not None:
        on = read_days(days)
        if on is None:
            raise UsageError(words.NO_DAYS.format(quoted(days[:40])))
        return [(named_routine(library, routine), on)]
    for phrase in words.EVERY_DAY:
        routine = re.sub(rf"\b{phrase}\b", words.EVERY_DAY[0], routine, flags=re.IGNORECASE)
    words_of = routine.replace(",", " , ").replace(";", " , ").replace(":", " ").split()
    parts = [one for one in words_of if one != "," and one.lower() not in words.BETWEEN]
    found = days_and_names(parts)
    if not any(on for on, _ in found):
        raise UsageError(words.ROUTINE_NEEDS_DAYS.format(_as_id(library, routine)))
    if any(not (on and name) for on, name in found):
        raise UsageError(words.DAYS_NEED_A_ROUTINE)
    wanted: dict[str, tuple[Routine, tuple[int, ...]]] = {}
    for its_days, name in found:
        one = named_routine(library, " ".join(name))
        _, before = wanted.get(one.id, (one, ()))  # named twice: both days are meant
        both = {*before, *(read_days(" ".join(its_days)) or ())}
        wanted[one.id] = (one, tuple(sorted(both)))
    return list(wanted.values())


def _as_id(library: Library, text: str) -> str:
    """Return the id of what ``text`` names. Raises ``UsageError`` where it names nothing."""
    return named_routine(library, text).id


def _meant(library: Library, one: Plan) -> Meant:
    """Return how often the routine of a plan is meant to be done; of one that is gone nothing
    is known."""
    try:
        routine = named_routine(library, one.routine)
    except BackptError:
        return Meant(one.name, one.days)
    return meant(one.name, one.days, routine)


# --- days away, visits, the end --------------------------------------------------------


def _away(desk: _Desk, days: tuple[str, str], why: str | None) -> None:
    first, last = (read_plan_day(one, desk.today, "--away") for one in days)
    if last < first:
        raise UsageError(words.BACKWARDS)
    try:
        reason = None if why is None else AwayWhy(why.lower())
    except ValueError:
        raise UsageError(words.WHY) from None
    one = Away(*desk.stamp(), first, last, reason)
    said = {(away.first, away.last, away.why) for away in desk.plan.aways}
    if (first, last, reason) not in said:
        desk.keep(Rows(aways=(one,)))
    say(words.away_kept(one, desk.today))


def _visit(desk: _Desk, day: str) -> None:
    on = read_plan_day(day, desk.today, "--visit")
    if not desk.plan.is_visit(on):
        desk.keep(Rows(visits=(Visit(*desk.stamp(), on),)))
    say(words.visit_kept(on, desk.today))


def _back(desk: _Desk, day: str) -> None:
    """Take back the visit of a day, and days away from it on."""
    on = read_plan_day(day, desk.today, "--back")
    aways, visits = back_rows(desk.plan, on, desk.stamp)
    if not (aways or visits):
        raise UsageError(words.NOTHING_TO_TAKE_BACK.format(words.on_date(on)))
    desk.keep(Rows(aways=aways, visits=visits))
    say(words.back_kept(on))


def _end(desk: _Desk, routine: str | None) -> None:
    """End all plans, or that of one routine, from today on; one that is done today stays until
    tomorrow."""
    ending = desk.coming()
    if routine is not None:
        name = routine.strip().lower()
        ending = tuple(one for one in ending if name in _names(one.plan))
        if not ending:
            found = named_routine(desk.library(), routine)
            ending = tuple(one for one in desk.coming() if one.plan.routine == found.id)
            if not ending:
                raise UsageError(words.no_such_plan(found.name))
    if not ending:
        raise UsageError(words.NOTHING_TO_END)
    desk.keep(Rows(plans=ended_rows(ending, desk.today, desk.stamp)))
    for name in dict.fromkeys(one.plan.name for one in ending):
        say(words.ended(name))
    _say_reminders(desk)


def _names(plan: Plan) -> tuple[str, str]:
    """Return what a plan may be called: its routine may be gone."""
    return plan.routine.lower(), plan.name.lower()


# --- showing ---------------------------------------------------------------------------


def _show(desk: _Desk, *, as_json: bool) -> None:
    if as_json:
        print_json([_object(desk)])
        return
    for line in _lines(desk):
        say(line)


def _lines(desk: _Desk) -> Iterator[str]:
    """Yield the weeks of the plan: each routine, days away and visits, and the picture; before
    all that a warning sign, which leaves nothing to do until it was seen."""
    if said := sign_words(desk.paths):
        yield said
    coming = desk.coming()
    if not coming:
        yield from _without(desk)
    known = _known_ids(desk)
    for one in coming:
        is_gone = known is not None and one.plan.routine not in known
        yield words.plan_line(one.plan, one.last, desk.today, is_gone=is_gone)
    for away in desk.plan.aways:
        if away.last >= desk.today:
            yield words.away_line(away, desk.today)
    visits = tuple(sorted({one.on for one in desk.plan.visits if one.on >= desk.today}))
    if visits:
        yield words.visits_line(visits, desk.today)
    if coming:
        yield ""
        yield from _picture(desk, coming)


def _without(desk: _Desk) -> Iterator[str]:
    if desk.plan.spans:
        last = max(desk.plan.spans, key=lambda one: one.last)
        yield words.ended_line(last.plan.name, last.last)
    else:
        yield words.NO_PLAN


def _known_ids(desk: _Desk) -> set[str] | None:
    """Return the ids that can be planned; ``None`` where the exercises have mistakes, which
    ``check`` explains."""
    try:
        library = desk.library()
    except BackptError:
        return None
    return {*library.routines, *library.exercises}


def _picture(desk: _Desk, coming: tuple[Counting, ...]) -> Iterator[str]:
    begun = max(min(one.first for one in coming), desk.today - 14)
    last = max(one.last for one in coming)
    yield words.picture_head()
    rows = [
        (monday, marks_of(desk.course, desk.plan, monday))
        for monday in range(week_of(begun), last + 1, WEEK)
    ][:PICTURE_WEEKS]
    while len(rows) > 1 and not any(rows[-1][1]):  # it ends on a day that has nothing
        rows.pop()
    for monday, marks in rows:
        yield words.picture_row(monday, marks)
    yield words.LEGEND


def _object(desk: _Desk) -> dict[str, object]:
    return {
        "plans": [
            {
                "routine": one.plan.routine,
                "name": one.plan.name,
                "days": [day + 1 for day in one.plan.days],
                "from": iso_day(one.first),
                "until": iso_day(one.last),
                "at": None if one.plan.at_min is None else _clock(one.plan.at_min),
                "after": one.plan.after,
            }
            for one in desk.plan.spans
        ],
        "away": [
            {"from": iso_day(one.first), "until": iso_day(one.last), "why": one.why}
            for one in desk.plan.aways
        ],
        "visits": [iso_day(one.on) for one in desk.plan.visits],
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
