"""``backpt pain``: say how it is between sessions."""

import os
from typing import Annotated

from backpt.cli.options import Argument, Json, Option, epilog
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.journal.course_reader import course_in
from backpt.journal.keeping import new_uid
from backpt.journal.local_days import iso_day, local_time, utc_offset_s
from backpt.journal.week_rows import Rows, Since
from backpt.language import pain as words
from backpt.paths import user_paths
from backpt.progress.course import Course
from backpt.progress.entry import Activity, Entry, Spread
from backpt.run.entry_keeping import keep_and_read
from backpt.safety.days import Leg
from backpt.safety.tables import LIMITED_FROM
from backpt.terminal.lines import say_line
from backpt.values import NamedTuple

MOST_NOTE = 500
MOST_ACTIVITIES = 3
"""Of the Patient-Specific Functional Scale."""
_MOST_NAME = 60


@epilog(
    """\b
Examples:
  backpt pain 4
  backpt pain 3 --worst 6 --leg closer
  backpt pain 5 --at yesterday
  backpt pain 6 --woken --limited
  backpt pain
"""
)
def pain(
    *,
    pain: Annotated[str | None, Argument("Pain now, 0 none to 10 worst.", "[N]")] = None,
    worst: Annotated[str | None, Option("The worst of the day so far.", "N")] = None,
    leg: Annotated[
        str | None, Option("Leg pain: none, same, closer or further down.", "WORD")
    ] = None,
    spread: Annotated[
        str | None, Option("How far it reaches: none, buttock, thigh, below-knee.", "WORD")
    ] = None,
    tingling: Annotated[bool, Option("A leg tingles, and it is not new.")] = False,
    no_tingling: Annotated[bool, Option("It no longer tingles.")] = False,
    woken: Annotated[bool, Option("Pain woke you in the night before.")] = False,
    limited: Annotated[bool, Option("Pain kept you from much that day.")] = False,
    at: Annotated[str | None, Option("When it was; usually now.", "MOMENT")] = None,
    note: Annotated[str | None, Option("A few words of your own.", "TEXT")] = None,
    activity: Annotated[
        list[str] | None, Option("How well you can do it, 0 to 10.", "NAME=N")
    ] = None,
    since: Annotated[str | None, Option("The day on which this began.", "DAY")] = None,
    json: Json = False,
) -> int:
    """Keep what is said, or print how the last weeks were; return the exit code."""
    now_wall = Clock().wall()
    if tingling and no_tingling:
        raise UsageError(words.TINGLING_OR_NOT)
    body = _Body(
        None if spread is None else _spread(spread),
        tingling=True if tingling else False if no_tingling else None,
        woken=woken or None,
        limited=LIMITED_FROM if limited else None,
    )
    said = (pain, worst, leg, at, note, activity, since)
    is_asked = body == _Body() and said == (None,) * len(said)
    if is_asked or json:
        if not is_asked:
            raise UsageError(words.JSON_OR_ENTRY)
        from backpt.cli.pain_shown import show_weeks

        return show_weeks(now_wall, as_json=json)
    entry = _entry(
        pain=pain,
        worst=worst,
        leg=leg,
        body=body,
        at=at,
        note=note,
        activity=activity,
        now_wall=now_wall,
    )
    began = None if since is None else _since(since, now_wall)
    if entry is None and began is None:
        raise UsageError(words.NOT_A_NUMBER if at is None else words.NOTHING_SAID)
    _say_advice(now_wall, _keep(entry, began, now_wall))
    from backpt.run.daily_copy import copy_today

    copy_today(user_paths(os.environ), now_wall)
    return 0


class _Body(NamedTuple):
    """What is said besides pain, in the words of an ``Entry``; ``None``: not said."""

    spread: Spread | None = None
    tingling: bool | None = None
    woken: bool | None = None
    limited: int | None = None


def _say_advice(now_wall: float, course: Course | None) -> None:
    """Say what follows now, if it may be said unasked; ``course``: the weeks without signs,
    where they are read already."""
    from backpt.run.weeks import said_unasked, with_unseen_signs

    # That there was no entry for long is no answer to one, of whatever day it was.
    paths, is_no_answer = user_paths(os.environ), frozenset({"T11"})
    weeks = None if course is None else with_unseen_signs(paths, course)
    if said := said_unasked(paths, now_wall, is_no_answer, all_day=False, course=weeks):
        say_line(said)


def _entry(
    *,
    pain: str | None,
    worst: str | None,
    leg: str | None,
    body: _Body,
    at: str | None,
    note: str | None,
    activity: list[str] | None,
    now_wall: float,
) -> Entry | None:
    """Return what the options say; ``None`` where they say nothing of a moment."""
    now = None if pain is None else _number(pain, words.NOT_A_NUMBER)
    most = None if worst is None else _number(worst, words.NO_WORST)
    if now is not None and most is not None and most < now:
        raise UsageError(words.LESS_THAN_NOW)
    can = tuple(map(_activity, activity or ()))
    if len(can) > MOST_ACTIVITIES:
        raise UsageError(words.TOO_MANY_ACTIVITIES)
    if len({one.name for one in can}) < len(can):
        raise UsageError(words.SAME_ACTIVITY)
    wall = now_wall if at is None else _moment(at, now_wall)
    entry = Entry(
        new_uid(),
        wall,
        utc_offset_s(wall),
        now=now,
        worst=most,
        leg=None if leg is None else _leg(leg),
        spread=body.spread,
        tingling=body.tingling,
        limited=body.limited,
        woken=body.woken,
        activities=can,
        note="" if note is None else _note(note),
    )
    is_felt = (entry.now, entry.worst, entry.leg) != (None, None, None) or body != _Body()
    return entry if is_felt or can or entry.note else None


def number(text: str) -> int | None:
    """Return a pain of 0-10 as it is typed; ``None`` for what is none."""
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        return None
    return int(text) if int(text) <= 10 else None


def _number(text: str, wrong: str) -> int:
    found = number(text)
    if found is None:
        raise UsageError(wrong)
    return found


def _leg(text: str) -> Leg:
    try:
        return Leg(text.strip().lower())
    except ValueError:
        raise UsageError(words.NO_LEG) from None


def _spread(text: str) -> Spread:
    try:
        return Spread(text.strip().lower())
    except ValueError:
        raise UsageError(words.NO_SPREAD) from None


def _activity(text: str) -> Activity:
    name, sign, can = text.rpartition("=")
    found = number(can.strip())
    if not sign or found is None or not _is_plain(name, _MOST_NAME):
        raise UsageError(words.NO_ACTIVITY)
    return Activity(name.strip(), found)


def _note(text: str) -> str:
    if not _is_plain(text, MOST_NOTE):
        raise UsageError(words.NO_NOTE)
    return text.strip()


def _is_plain(text: str, most: int) -> bool:
    return bool(text.strip()) and len(text) <= most and without_joiners(text).isprintable()


def without_joiners(text: str) -> str:
    """Return ``text`` without the marks with which emoji and the letters of some scripts are
    joined or held apart: nobody sees them, and there is nothing wrong with them."""
    return text.replace("\u200c", "").replace("\u200d", "")


def _moment(text: str, now_wall: float) -> float:
    from backpt.cli.moments import read_moment

    return read_moment(text, now_wall, "--at")


def _since(text: str, now_wall: float) -> Since:
    from backpt.cli.moments import read_day

    return Since(new_uid(), now_wall, read_day(text, now_wall, "--since"))


def _keep(entry: Entry | None, began: Since | None, now_wall: float) -> Course | None:
    """Keep what was said, and return the weeks that it belongs to."""
    rows = Rows(
        entries=() if entry is None else (entry,), sinces=() if began is None else (began,)
    )
    is_there, course = keep_and_read(
        user_paths(os.environ), rows, now_wall, lambda db: course_in(db, now_wall)
    )
    if (paths := user_paths(os.environ)).who:
        from backpt.cli.people import say_whose

        say_whose(paths)
    if entry is not None:
        said = words.kept(entry, local_time(entry.wall, entry.offset_s))
        say_line(words.answer(said, is_there=is_there))
        if entry.tingling:
            say_line(words.IF_IT_IS_NEW)
    if began is not None:
        say_line(words.answer(words.since_kept(iso_day(began.day)), is_there=is_there))
    return course
