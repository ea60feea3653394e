"""How the rows of a plan are made: what a wish adds to what is planned. Pure; keeps nothing.

Rows are only added: what ends, or is taken back, does so by a row that names it.
"""

from collections.abc import Callable, Iterable

from backpt.progress.plan import Away, Counting, Plan, Planned, Visit
from backpt.progress.plan_doubts import Doubt, Meant, find_doubts
from backpt.values import NamedTuple


class Stamp(NamedTuple):
    """What every row has: its uid, when it was said, and local time less UTC then."""

    uid: str
    wall: float
    offset_s: int


Stamps = Callable[[], Stamp]
"""Makes a new one for each row."""


class Terms(NamedTuple):
    """From when to when, and at what time of the day."""

    first: int
    last: int
    at_min: int | None = None
    after: str = ""


def coming(plan: Planned, today: int) -> tuple[Counting, ...]:
    """Return the plans that count today, or later."""
    return tuple(one for one in plan.spans if one.last >= today)


def planned_row(
    there: Iterable[Counting],
    stamp: Stamp,
    routine: tuple[str, str],
    days: tuple[int, ...],
    terms: Terms,
) -> Plan:
    """Return the plan of ``routine``, id and name, on its ``days``: it takes the place of the
    one of the same routine among those that are ``there``."""
    id_, name = routine
    old = [one.plan.uid for one in there if one.plan.routine == id_]
    return Plan(
        *stamp,
        routine=id_,
        name=name,
        days=days,
        first=terms.first,
        last=terms.last,
        at_min=terms.at_min,
        after=terms.after,
        replaces=old[-1] if old else "",
    )


def new_doubts(made: Iterable[Meant], others: Iterable[Meant]) -> tuple[Doubt, ...]:
    """Return what may not fit of what is ``made``, beside ``others``: what was to be said of
    these was said when they were planned."""
    others = tuple(others)
    known = find_doubts(others)
    return tuple(one for one in find_doubts((*made, *others)) if one not in known)


def ended_rows(ending: Iterable[Counting], today: int, stamps: Stamps) -> tuple[Plan, ...]:
    """Return the rows that end plans from ``today`` on, or before they begin."""
    rows = []
    for one in ending:
        first = max(today, one.first)
        uid, wall, offset_s = stamps()
        made = one.plan._replace(days=(), first=first, last=first, replaces=one.plan.uid)
        rows.append(made._replace(uid=uid, wall=wall, offset_s=offset_s))
    return tuple(rows)


def back_rows(
    plan: Planned, on: int, stamps: Stamps
) -> tuple[tuple[Away, ...], tuple[Visit, ...]]:
    """Return the rows that take back the visit of a day, and days away from it on; none of
    either where nothing is to be taken back."""
    aways = (one for one in plan.aways if one.first <= on <= one.last)
    visits = (one for one in plan.visits if one.on == on)
    return (
        tuple(Away(*stamps(), one.first, on - 1, one.why, one.uid) for one in aways),
        tuple(Visit(*stamps(), on, is_off=True, replaces=one.uid) for one in visits),
    )
