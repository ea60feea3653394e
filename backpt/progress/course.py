"""Entries, sessions and packs, folded into one frozen value for one day.

Nothing here depends on the order in which rows come. What lies ahead, because the clock was
set back, is left out until its day has come; what a traveller said on a day that is one ahead
is today's.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from backpt.progress.corrections import standing, struck
from backpt.progress.entry import Call, Entry, Kind, Session, Source, Spread, Strike, Telling
from backpt.safety.calendar import day_of
from backpt.values import NamedTuple

if TYPE_CHECKING:
    from backpt.progress.change import Change
    from backpt.progress.doing import Doing
    from backpt.progress.plan import Away, Plan, Visit

    _Dated: TypeAlias = Entry | Session | Call | Telling | Plan | Away | Visit | Change

NOT_OF_THE_DAY = frozenset({Source.AFTER, Source.DURING, Source.WEEKLY})
"""What was said of an exercise or a week tells nothing of how the day was."""


class Day(NamedTuple):
    """What was said of one day. ``None``: nothing, which is never read as well."""

    day: int
    value: float | None = None
    """The daily value: median of its pain "now", 0-10, what was said in or after a session
    or a pack left out."""
    high: int | None = None
    """The highest pain that was said of the day, 0-10, the same left out."""
    highest: int | None = None
    """The highest with it."""
    limited: int | None = None
    """The most that pain kept the user from doing, 0-3."""
    woken: bool | None = None
    tingling: bool | None = None
    """The last word of the day on it."""
    spread: Spread | None = None
    """The last word of the day on it."""


class Course(NamedTuple):
    """The weeks up to ``today``, as they are known on it."""

    today: int
    """Ordinal of the day."""
    days: tuple[Day, ...] = ()
    """Those on which something was said, the first one first."""
    entries: tuple[tuple[int, Entry], ...] = ()
    """With the day each counts for, by the moment."""
    sessions: tuple[tuple[int, Session], ...] = ()
    """Sessions and packs, in the same way."""
    calls: tuple[tuple[int, Call], ...] = ()
    tellings: tuple[tuple[int, Telling], ...] = ()
    since: int | None = None
    """The day on which the user says that this began."""
    older_days: tuple[int, ...] = ()
    """Days before the rows on which something was said or done: as many at least as tell each
    quiet time of more than EPISODE_QUIET_DAYS."""
    signs: tuple[str, ...] = ()
    """Warning signs ("E1", "U5") that no clinician has seen since."""
    adherence: float | None = None
    """Share of the plan that was done in ADHERENCE_DAYS, 0-1; ``None``: there is no plan."""
    plans: "tuple[Plan, ...]" = ()
    aways: "tuple[Away, ...]" = ()
    visits: "tuple[Visit, ...]" = ()
    """Every row of the plan that was made: ``plan.planned`` says what stands."""
    changes: "tuple[Change, ...]" = ()
    """Every row: ``change.agreed`` says what counts."""
    doings: "tuple[Doing, ...]" = ()
    """What the sessions of the last weeks were made of; read where there is a plan."""

    def until(self, day: int) -> "Course":
        """Return the course as it follows from what was said and done until ``day``.

        Signs and the share of a plan are known of today alone.
        """
        if day >= self.today:
            return self
        return self._replace(
            today=day,
            days=tuple([one for one in self.days if one.day <= day]),
            entries=tuple([row for row in self.entries if row[0] <= day]),
            sessions=tuple([row for row in self.sessions if row[0] <= day]),
            calls=tuple([row for row in self.calls if row[0] <= day]),
            tellings=tuple([row for row in self.tellings if row[0] <= day]),
            signs=(),
            adherence=None,
            plans=tuple([one for one in self.plans if one.day <= day]),
            aways=tuple([one for one in self.aways if one.day <= day]),
            visits=tuple([one for one in self.visits if one.day <= day]),
            changes=tuple([one for one in self.changes if one.day <= day]),
        )

    def at_moment(self, day: int, wall: float) -> "Course":
        """Return the course of ``day`` without what was felt after ``wall``, in seconds since
        1970."""
        known = self.until(day)
        entries = [row for row in known.entries if row[1].wall <= wall]
        return known._replace(entries=tuple(entries), days=_days(entries))


def fold(
    now_wall: float,
    offset_s: int,
    entries: Iterable[Entry] = (),
    sessions: Iterable[Session] = (),
    strikes: Iterable[Strike] = (),
    *,
    calls: Iterable[Call] = (),
    tellings: Iterable[Telling] = (),
    since: int | None = None,
    older_days: Iterable[int] = (),
    signs: tuple[str, ...] = (),
    adherence: float | None = None,
    plans: "Iterable[Plan]" = (),
    aways: "Iterable[Away]" = (),
    visits: "Iterable[Visit]" = (),
    changes: "Iterable[Change]" = (),
    doings: "Iterable[Doing]" = (),
) -> Course:
    """Return what the rows of a diary come to at ``now_wall``, in seconds since 1970, where
    local time less UTC is ``offset_s`` seconds.

    Rows of more than ``READ_DAYS`` before that may be left out; ``older_days`` then names
    days on which any was. A row that comes twice counts once.
    """
    today = day_of(now_wall, offset_s)
    strikes = tuple(strikes)

    def counted(row: "_Dated") -> int | None:
        day = row.day
        if day <= today:
            return day
        return today if row.wall <= now_wall else None

    kept = [(day, one) for one in standing(entries, strikes) if (day := counted(one))]
    held = [(day, one) for one in standing(sessions, strikes) if (day := counted(one))]
    out = struck(strikes)
    called = {
        one.uid: (day, one) for one in calls if one.uid not in out and (day := counted(one))
    }
    told = {one.uid: (day, one) for one in tellings if (day := counted(one))}
    return Course(
        today,
        days=_days(kept),
        entries=tuple(kept),
        sessions=tuple(held),
        calls=tuple(sorted(called.values(), key=_moment)),
        tellings=tuple(sorted(told.values(), key=_moment)),
        since=since,
        older_days=tuple(sorted({day for day in older_days if day < today})),
        signs=signs,
        adherence=adherence,
        plans=tuple([one for one in plans if counted(one)]),
        aways=tuple([one for one in aways if counted(one)]),
        visits=tuple([one for one in visits if counted(one)]),
        changes=tuple([one for one in changes if counted(one)]),
        doings=tuple(doings),
    )


def _moment(row: tuple[int, Call | Telling]) -> tuple[float, str]:
    return row[1].wall, row[1].uid


def _days(entries: list[tuple[int, Entry]]) -> tuple[Day, ...]:
    by_day: dict[int, list[Entry]] = {}
    for day, entry in entries:
        by_day.setdefault(day, []).append(entry)
    return tuple(_day(day, by_day[day]) for day in sorted(by_day))


def _day(day: int, entries: list[Entry]) -> Day:
    """Return one day of ``entries``, which come by their moments."""
    nows, highs, all_of_it = list[int](), list[int](), list[int]()
    limited: int | None = None
    woken: bool | None = None
    tingling: bool | None = None
    spread: Spread | None = None
    for one in entries:
        if (now := one.now) is not None:
            all_of_it.append(now)
            if one.source not in NOT_OF_THE_DAY:
                nows.append(now)
                highs.append(now)
        if one.worst is not None and one.source is not Source.WEEKLY:
            all_of_it.append(one.worst)
            highs.append(one.worst)
        if one.limited is not None:
            limited = max(limited or 0, one.limited)
        if one.woken is not None:
            woken = bool(woken) or one.woken
        tingling = tingling if one.tingling is None else one.tingling
        spread = spread if one.spread is None else one.spread
    return Day(
        day,
        median(nows),
        max(highs, default=None),
        max(all_of_it, default=None),
        limited,
        woken,
        tingling,
        spread,
    )


def median(values: list[int]) -> float | None:
    """Return the middle of ``values``, the mean of two of them; ``None`` of none."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return float(ordered[middle])
    return (ordered[middle - 1] + ordered[middle]) / 2


def daily_values(course: Course) -> dict[int, float]:
    """Return the daily values by their days."""
    return {one.day: one.value for one in course.days if one.value is not None}


def daily_highest(course: Course) -> list[tuple[int, int]]:
    """Return the highest pain that was said of each day, after a session too, behind the day:
    the first day first."""
    return [(one.day, one.highest) for one in course.days if one.highest is not None]


def held_sessions(course: Course) -> list[tuple[int, Session]]:
    """Return the sessions of which something was done, each behind its day: the first one
    first, packs left out."""
    return [
        (day, one)
        for day, one in course.sessions
        if one.kind is Kind.SESSION and one.is_held and not one.is_refused
    ]


def last_said(course: Course) -> int | None:
    """Return the last day on which pain was said, of the day or after a session."""
    highest = daily_highest(course)
    return highest[-1][0] if highest else None


def last_of_today(course: Course) -> int | None:
    """Return the pain of today that was said last, 0-10, after a session too; ``None`` where
    none was."""
    nows = (
        one.now
        for day, one in reversed(course.entries)
        if day == course.today and one.now is not None and one.source is not Source.WEEKLY
    )
    return next(nows, None)
