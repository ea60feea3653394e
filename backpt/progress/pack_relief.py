"""What packs of heat and cold did to pain (A2, T1)."""

from backpt.progress.course import Course
from backpt.progress.entry import Kind
from backpt.progress.settling import AtSession
from backpt.safety.tables import PACKS_WITHIN_DAYS, TREND_POINTS, TREND_SHARE
from backpt.values import NamedTuple


class PackChange(NamedTuple):
    """One pack session with its pain before and after, 0-10."""

    uid: str
    day: int
    before: int
    """More than 0: there was something to ease."""
    after: int

    @property
    def helped(self) -> bool:
        """Whether pain dropped by 2 points or 30 % (OST08)."""
        drop = self.before - self.after
        return drop >= TREND_POINTS or drop >= TREND_SHARE * self.before


def pack_changes(course: Course, said: dict[str, AtSession]) -> tuple[PackChange, ...]:
    """Return the packs of which pain is known before and after, the first one first. One
    that was put on without pain could not ease any, and tells nothing."""
    return tuple(
        PackChange(one.uid, day, words.before, words.after)
        for day, one in course.sessions
        if one.kind is Kind.PACK
        and one.is_held
        and (words := said.get(one.uid)) is not None
        and words.before
        and words.after is not None
    )


def without_relief(changes: tuple[PackChange, ...], today: int) -> tuple[PackChange, ...]:
    """Return the latest packs running that did not help, none older than T1 counts."""
    found: list[PackChange] = []
    for one in reversed(changes):
        if one.helped or today - one.day >= PACKS_WITHIN_DAYS:
            break
        found.append(one)
    return tuple(reversed(found))
