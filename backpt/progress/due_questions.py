"""Which questions are due, and what they may cost: every key is somebody's, in pain.

What is asked before a session, and in which order, is decided by ``intake``, as is how the card
of the week is shown; this says what is due and counts what it costs.

The budget [D]: nothing more than today before a session, one key after it, two around a pack,
four a week. Each may be skipped, and Enter answers no number.
"""

from backpt.progress.course import Course
from backpt.progress.entry import Kind, Source
from backpt.progress.settling import look_back
from backpt.safety.calendar import week_of
from backpt.safety.tables import ACTIVITIES_MOST
from backpt.values import NamedTuple, StrEnum

MOST_BEFORE, MOST_AFTER, MOST_PACK, MOST_WEEK = 3, 1, 2, 4
"""Keys: before a session, after it, around a pack, on the card of the week."""


class DueQuestion(StrEnum):
    """One question, answered with one key."""

    PAIN = "pain"
    NEW = "new"
    LEG = "leg"
    SETTLED = "settled"
    """Whether the last session that ended higher had settled by the next day."""
    AFTER = "after"
    PACK_BEFORE = "pack before"
    PACK_AFTER = "pack after"
    ACTIVITY = "activity"
    WORST_OF_WEEK = "worst of week"


class WeekCard(NamedTuple):
    """The card of the week: 0-10 for each activity, and the worst pain of the week."""

    activities: tuple[str, ...]
    """In the user's own words; empty where none was named yet."""

    @property
    def asks(self) -> tuple[DueQuestion, ...]:
        """Its questions in their order."""
        return (*(DueQuestion.ACTIVITY for _ in self.activities), DueQuestion.WORST_OF_WEEK)


def before_session(course: Course) -> tuple[DueQuestion, ...]:
    """Return the questions before a session today. The one about the last session is asked
    only where it ended higher and no entry tells whether it settled."""
    due = look_back(course).question_due(course.today)
    return (
        DueQuestion.PAIN,
        DueQuestion.NEW,
        DueQuestion.LEG,
        *((DueQuestion.SETTLED,) if due else ()),
    )


AFTER_SESSION = (DueQuestion.AFTER,)
AROUND_PACK = (DueQuestion.PACK_BEFORE, DueQuestion.PACK_AFTER)


def week_card(course: Course) -> WeekCard | None:
    """Return the card of the week where it is due: at the first start of a week that is not
    the very first start. One that was refused, or held without the program, asked no card.
    ``None``: it is not."""
    monday = week_of(course.today)
    starts = [
        day
        for day, one in course.sessions
        if one.kind is Kind.SESSION and not (one.is_refused or one.is_told)
    ]
    weekly = [day for day, one in course.entries if one.source is Source.WEEKLY]
    is_done = any(day >= monday for day in (*starts, *weekly))
    if is_done or not (starts or course.older_days):
        return None
    return WeekCard(activities(course))


def activities(course: Course) -> tuple[str, ...]:
    """Return the activities in use: those said last, ACTIVITIES_MOST at most, in the order
    in which they were first said."""
    first: dict[str, int] = {}
    latest: dict[str, int] = {}
    said = [activity.name for _, one in course.entries for activity in one.activities]
    for at, name in enumerate(said):
        first.setdefault(name, at)
        latest[name] = at
    kept = sorted(latest, key=lambda name: latest[name])[-ACTIVITIES_MOST:]
    return tuple(sorted(kept, key=lambda name: first[name]))


class ActivityChange(NamedTuple):
    """How well one activity could be done when it was first said, and last, 0-10."""

    name: str
    first: int
    last: int


def activity_changes(course: Course) -> tuple[ActivityChange, ...]:
    """Return then and now of the activities in use. Of one 3 points count, of the mean 2
    (the method of the Patient-Specific Functional Scale)."""
    said: dict[str, list[int]] = {}
    for _, one in course.entries:
        for activity in one.activities:
            said.setdefault(activity.name, []).append(activity.can)
    return tuple(
        ActivityChange(name, said[name][0], said[name][-1]) for name in activities(course)
    )
