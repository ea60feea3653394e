"""Whether a plan is reasonable: as often as what it holds is meant for, strength with a day
between (clinical F10). Nothing here forbids: a doubt is said once, and the plan is kept."""

from collections.abc import Iterable

from backpt.prescription.model import Exercise, Routine, works
from backpt.progress.plan import WEEK
from backpt.safety.levels import STRONG, is_strong
from backpt.values import NamedTuple


class Doubt(NamedTuple):
    """What may not fit in a plan."""

    kind: str
    """ "many" or "few" days a week, or "close": no day between."""
    name: str
    """Of the routine; of several that make stronger all of them."""
    many: int = 0
    """Days a week that are planned."""
    low: int = 0
    high: int = 0
    """Days a week that it is meant for."""
    days: tuple[int, ...] = ()
    """Days of the week that follow one another."""


class Meant(NamedTuple):
    """One routine on its days, with how often it is meant to be done."""

    name: str
    days: tuple[int, ...]
    low: int = 1
    high: int = WEEK
    """Days a week that it is meant for."""
    apart: int = 0
    """Days of rest between two of them: strength has one (F10)."""


def meant(name: str, days: tuple[int, ...], routine: Routine) -> Meant:
    """Return ``routine`` on its ``days``, with how often it is meant to be done: as it says
    itself, else no oftener than the rarest of its exercises, and with the most rest."""
    own = routine.frequency
    often = (work.exercise.frequency for work in works(routine))
    parts = [own] if own else [one for one in often if one is not None]
    if not parts:
        return Meant(name, days, apart=int(is_strong(routine)))
    high = min(one.days_high for one in parts)
    low = min(high, *(one.days_low for one in parts))
    apart = max(int(is_strong(routine)), *(one.apart for one in parts))
    return Meant(name, days, low, high, apart)


def two_that_matter(routine: Routine) -> tuple[Exercise, ...]:
    """Return the two exercises to keep where a routine is more than fits: the first that make
    stronger, which do the lasting work, else the first of all [D]."""
    found = (work.exercise for work in works(routine))
    by_worth = sorted(found, key=lambda one: one.category not in STRONG)
    return tuple(dict.fromkeys(by_worth))[:2]


def find_doubts(every: Iterable[Meant]) -> tuple[Doubt, ...]:
    """Return what may not fit when ``every`` one of them is done each week."""
    every = tuple(every)
    found = []
    for one in every:
        if not one.low <= len(one.days) <= one.high:
            kind = "many" if len(one.days) > one.high else "few"
            found.append(Doubt(kind, one.name, len(one.days), one.low, one.high))
    strong = [one for one in every if one.apart]
    close = _close(sorted({day for one in strong for day in one.days}))
    if close:
        names = dict.fromkeys(one.name for one in strong if set(one.days) & set(close))
        found.append(Doubt("close", " + ".join(names), days=close))
    return tuple(found)


def _close(days: list[int]) -> tuple[int, ...]:
    """Return the days that have no day off beside them; Sunday is beside Monday."""
    there = set(days)
    beside = {
        near for day in days for near in (day, (day + 1) % WEEK) if (day + 1) % WEEK in there
    }
    return tuple(sorted(beside))
