"""The plan of the weeks: which routine on which days, days away, and a therapist's visits.

What the user, or a therapist, **said**. Rows are only added, and their order decides nothing:
a plan counts from its first day until its last one, or until the day before a later plan that
takes its place begins. What was planned before that stays planned.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias, TypeVar

from backpt.safety.calendar import day_of
from backpt.values import NamedTuple, StrEnum

WEEK = 7
DAYS = tuple(range(WEEK))
"""Of a week, Monday first, as ``date.weekday`` counts."""


class Plan(NamedTuple):
    """One routine on its days of the week. Several plans at once are several rows."""

    uid: str
    wall: float
    """When it was made, in seconds since 1970."""
    offset_s: int
    """Local time less UTC then, in seconds."""
    routine: str
    """Id of a routine, or of one exercise."""
    name: str
    """What it was called then: the routine may be gone when the plan is read."""
    days: tuple[int, ...]
    """Of the week, 0 Monday to 6 Sunday; none: the plan that it replaces ends."""
    first: int
    """Ordinal of its first day."""
    last: int
    """Ordinal of its last day."""
    at_min: int | None = None
    """Minutes after midnight by the clock on the wall; ``None``: at no certain time."""
    after: str = ""
    """What it follows in the day, in the user's words: "coffee"."""
    replaces: str = ""
    """Uid of the plan in whose place it stands from its first day on."""

    @property
    def day(self) -> int:
        """The ordinal of the day on which it was made, begun at 03:00."""
        return day_of(self.wall, self.offset_s)


class AwayWhy(StrEnum):
    """Why somebody is away."""

    ILL = "ill"
    TRAVEL = "travel"
    FLARE = "flare"


class Away(NamedTuple):
    """Days on which nothing is planned. One that takes the place of another may be empty."""

    uid: str
    wall: float
    offset_s: int
    first: int
    last: int
    """Ordinals of its first and last day; last before first: none, it was taken back."""
    why: AwayWhy | None = None
    replaces: str = ""

    @property
    def day(self) -> int:
        """The ordinal of the day on which it was said, begun at 03:00."""
        return day_of(self.wall, self.offset_s)


class Visit(NamedTuple):
    """An appointment with a therapist: nothing else is planned on its day (A19, A41)."""

    uid: str
    wall: float
    offset_s: int
    on: int
    """Ordinal of its day."""
    is_off: bool = False
    """It was taken back: what it replaces is no visit."""
    replaces: str = ""

    @property
    def day(self) -> int:
        """The ordinal of the day on which it was said, begun at 03:00."""
        return day_of(self.wall, self.offset_s)


_Row = TypeVar("_Row", bound=Plan | Away | Visit)


class Counting(NamedTuple):
    """A plan with the days for which it counts."""

    plan: Plan
    first: int
    last: int


class Planned(NamedTuple):
    """What stands of all that was said of the weeks, in whatever order."""

    spans: tuple[Counting, ...] = ()
    """By their first day. Plans that count on no day are left out."""
    aways: tuple[Away, ...] = ()
    visits: tuple[Visit, ...] = ()

    def is_away(self, day: int) -> bool:
        return any(one.first <= day <= one.last for one in self.aways)

    def is_visit(self, day: int) -> bool:
        return any(one.on == day for one in self.visits)

    def counting(self, day: int) -> tuple[Plan, ...]:
        """Return the plans that count on ``day``, whether it is one of their days or not."""
        return tuple(one.plan for one in self.spans if one.first <= day <= one.last)

    def on(self, day: int) -> tuple[Plan, ...]:
        """Return what is planned on ``day``: nothing on a day away or of a visit."""
        if self.is_away(day) or self.is_visit(day):
            return ()
        weekday = weekday_of(day)
        found = [one for one in self.counting(day) if weekday in one.days]
        return tuple(sorted(found, key=_in_the_day))


PlanRow: TypeAlias = Plan | Away | Visit


def weekday_of(day: int) -> int:
    """Return the day of the week of an ordinal, 0 Monday to 6 Sunday."""
    return (day - 1) % WEEK


def planned(plans: Iterable[Plan], aways: Iterable[Away], visits: Iterable[Visit]) -> Planned:
    """Return what the rows come to; one that comes twice counts once."""
    return _planned(tuple(plans), tuple(aways), tuple(visits))


@lru_cache(maxsize=2)
def _planned(
    plans: tuple[Plan, ...], aways: tuple[Away, ...], visits: tuple[Visit, ...]
) -> Planned:
    # Asked for by each part of a page; ten years have some sixty plans.
    kept = sorted({one.uid: one for one in plans}.values(), key=_made)
    spans = [Counting(one, one.first, last) for one, last in _lasts(kept) if one.days]
    return Planned(
        tuple(
            sorted(
                (one for one in spans if one.first <= one.last),
                key=lambda one: (one.first, one.plan.wall, one.plan.uid),
            )
        ),
        tuple(one for one in _newest(aways) if one.first <= one.last),
        tuple(one for one in _newest(visits) if not one.is_off),
    )


def _lasts(kept: list[Plan]) -> Iterator[tuple[Plan, int]]:
    """Yield each plan, as they were made, with the last day for which it counts: another takes
    its place from its first day on where it says so, or is of the same routine and made
    later."""
    by_uid = {one.uid: one for one in kept}
    chains = {one.uid: replaced_by(one, by_uid) for one in kept}
    before = {one.uid: one.last for one in kept}
    for number, other in enumerate(kept):
        alike = [
            one.uid
            for one in kept[:number]
            if one.routine == other.routine and other.uid not in chains[one.uid]
        ]
        for uid in (*alike, *chains[other.uid]):
            before[uid] = min(before[uid], other.first - 1)
    yield from ((one, before[one.uid]) for one in kept)


def replaced_by(plan: Plan, by_uid: Mapping[str, Plan]) -> tuple[str, ...]:
    """Return the uids of all that ``plan`` takes the place of, the first of them last. It does
    so whatever the clock said when either was made."""
    found, one = [plan.uid], plan
    while one.replaces in by_uid and one.replaces not in found:
        found.append(one.replaces)
        one = by_uid[one.replaces]
    return tuple(found[1:])


def _newest(rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """Return the rows that no other one replaces, by their moments."""
    kept = {one.uid: one for one in rows}
    replaced = {one.replaces for one in kept.values() if one.replaces}
    return tuple(sorted((one for one in kept.values() if one.uid not in replaced), key=_made))


def _made(row: PlanRow) -> tuple[float, str]:
    return row.wall, row.uid


def _in_the_day(plan: Plan) -> tuple[int, float, str]:
    """Plans of one day come by their times; those at no certain time come last."""
    return 24 * 60 if plan.at_min is None else plan.at_min, plan.wall, plan.uid
