"""When this pain began, and how often it has come back (T3, T5c).

A day is quiet where nothing was said on it above MILD_MOST. The start that the user gives
counts before every other one but a later one.
"""

from backpt.progress.course import Course, Day, daily_highest, held_sessions
from backpt.safety.calendar import YEAR_DAYS
from backpt.safety.tables import (
    EPISODE_DAYS,
    EPISODE_FROM,
    EPISODE_QUIET_DAYS,
    HELPED_DAYS,
    MILD_DAYS,
    MILD_ENTRIES,
    MILD_MOST,
    RECURRENCE_DAYS,
)
from backpt.values import NamedTuple

_MOST_APART = 2
"""Days of an episode that run on, one without a word between them."""


class Episode(NamedTuple):
    """Some days running of more than a little pain."""

    start: int
    """The first of its days."""
    known: int
    """The day on which it was one: the second of them."""
    since_quiet: int | None
    """Days since the last one almost without pain; ``None``: there was no such time."""

    @property
    def has_come_back(self) -> bool:
        """Whether it follows soon on a time almost without pain."""
        return self.since_quiet is not None and self.since_quiet <= RECURRENCE_DAYS


def is_mild(course: Course) -> bool | None:
    """Tell whether the last weeks were almost without pain (T10); ``None``: too few entries."""
    first = course.today - MILD_DAYS + 1
    highs = [one.high for one in course.days if one.day >= first and one.high is not None]
    if any(high > MILD_MOST for high in highs):
        return False
    return True if len(highs) >= MILD_ENTRIES else None


def episodes(course: Course) -> tuple[Episode, ...]:
    """Return the episodes of the rows that were read, the first one first.

    One lasts until a time almost without pain; what comes after that is the next.
    """
    said = [one for one in course.days if one.high is not None]
    found: list[Episode] = []
    quiet_until: int | None = None
    is_on, running, first, loud, oldest = False, 0, 0, 0, 0
    for at, one in enumerate(said):
        loud += _is_loud(one)
        while one.day - said[oldest].day >= MILD_DAYS:
            loud -= _is_loud(said[oldest])
            oldest += 1
        if not loud and at - oldest + 1 >= MILD_ENTRIES:
            quiet_until, is_on = one.day, False
        is_bad = one.value is not None and one.value >= EPISODE_FROM
        runs_on = at > 0 and one.day - said[at - 1].day <= _MOST_APART
        running = running + 1 if is_bad and runs_on and running else int(is_bad)
        first = one.day if running == 1 else first
        if running >= EPISODE_DAYS and not is_on:
            since = None if quiet_until is None else first - quiet_until
            found.append(Episode(first, one.day, since))
            is_on = True
    return tuple(found)


def helped_before(course: Course, last: Episode) -> str | None:
    """Return the name of the routine that was done most while the pain before ``last`` went
    away: up to its last quiet day, from HELPED_DAYS before that. ``None``: none was, or it
    had never gone."""
    if last.since_quiet is None:
        return None
    until = last.start - last.since_quiet
    names = [
        one.name or one.routine
        for day, one in held_sessions(course)
        if until - HELPED_DAYS < day <= until
    ]
    # Of two that were done as often, the one that was done last.
    return max(reversed(names), key=names.count) if names else None


def _is_loud(one: Day) -> bool:
    return one.high is not None and one.high > MILD_MOST


def within_a_year(found: tuple[Episode, ...], today: int) -> int:
    """Return how many episodes began in the last year."""
    return sum(today - one.start < YEAR_DAYS for one in found)


def start_of(course: Course, known: tuple[Episode, ...]) -> int | None:
    """Return the day on which this began; ``None`` of an empty diary.

    It is the first day with a word after EPISODE_QUIET_DAYS quiet ones, or the first of an
    episode that came back after a time almost without pain, or the day that the user gave.
    ``known`` are its episodes.
    """
    found = _first_after_quiet(course)
    came_back = [one.start for one in known if one.since_quiet is not None]
    if came_back and (found is None or came_back[-1] > found[0]):
        found = (came_back[-1], True)
    if course.since is None:
        return None if found is None else found[0]
    if found is not None and found[1] and found[0] > course.since:
        return found[0]
    return course.since


def _first_after_quiet(course: Course) -> tuple[int, bool] | None:
    """Return the first day after the last long quiet, and whether there was one."""
    mild = {day for day, highest in daily_highest(course) if highest <= MILD_MOST}
    said = {one.day for one in course.days} | {day for day, _ in course.sessions}
    said |= set(course.older_days)
    if not said:
        return None
    ordered = sorted(said - mild)
    first = min(said)
    for at in range(len(ordered) - 1, -1, -1):
        before = ordered[at - 1] if at else first
        if ordered[at] - before > EPISODE_QUIET_DAYS:
            return ordered[at], True
    return first, False
