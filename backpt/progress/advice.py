"""What to do about it: one headline, the strictest, and when it may be said again.

Emergency and urgent are never quiet. That somebody was called quiets the rest of CONTACT for
QUIET_DAYS, but not what got worse since. Nothing here is kept but what was said and shown.
"""

from backpt.progress.course import Course
from backpt.progress.entry import Telling
from backpt.progress.rules import DayFacts, Ruling, facts_of, rule_all
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import AGAIN_DAYS, AGAIN_RISE, QUIET_DAYS
from backpt.values import NamedTuple

TELLS_OF_WORSE = frozenset({"T2", "T5a", "R2", "R9", "R15"})
"""Rules that are news where they did not hold when somebody was called."""


OF_ONE_DAY = frozenset({"R1", "R13", "R14"})
"""Rules on today, or on the last session: no promise to say so in a week."""


class Advice(NamedTuple):
    """What follows from the weeks on one day."""

    facts: DayFacts
    findings: tuple[Ruling, ...]
    """What every rule says, and the warning signs first: the why."""
    headline: Ruling | None
    """The strictest that holds and is not quiet; ``None``: nothing to say."""
    quiet_until: int | None = None
    """The first day on which CONTACT speaks again after a call; ``None``: nobody was called,
    or too long ago."""

    @property
    def today(self) -> int:
        return self.facts.today

    @property
    def holding(self) -> tuple[Ruling, ...]:
        """All that holds, the strictest first."""
        return tuple(
            sorted((one for one in self.findings if one.holds), key=lambda one: -one.level)
        )


def advise(course: Course) -> Advice:
    """Return what follows on the day of ``course``."""
    facts = facts_of(course)
    advice = Advice(facts, rule_all(facts), None)
    holding = advice.holding
    called = _last_call(course)
    if called is not None and course.today - called[0] < QUIET_DAYS:
        then = {one.rule: one for one in rule_all(facts_of(course.at_moment(*called)))}
        holding = tuple(one for one in holding if not _is_quiet(one, then))
        advice = advice._replace(quiet_until=called[0] + QUIET_DAYS)
    return advice._replace(headline=holding[0] if holding else None)


def _last_call(course: Course) -> tuple[int, float] | None:
    """Return when the user last had talked to somebody: the day, and the moment of saying."""
    moments = [(day, one.wall) for day, one in course.calls]
    moments += [(day, one.wall) for day, one in course.sessions if one.has_talked]
    return max(moments, default=None)


def _is_quiet(one: Ruling, then: dict[str, Ruling]) -> bool:
    if one.level is not AdviceLevel.CONTACT:
        return False
    was = then.get(one.rule)
    if was is None or not was.holds:
        return one.rule not in TELLS_OF_WORSE
    return one.number - was.number < AGAIN_RISE


def may_say(advice: Advice, *, all_day: bool = True) -> bool:
    """Tell whether the headline may be said unasked: on the home page, after a session.

    It may on the day on which it was said, AGAIN_DAYS later, and as soon as its level or its
    number has risen. Not ``all_day``: that day it is said once, as in answer to each of three
    entries of an evening. Who asks is always told.
    """
    one = advice.headline
    if one is None:
        return False
    told = last_told(advice.facts.course, one.rule)
    if told is None or one.level >= AdviceLevel.URGENT:
        return True
    day, last = told
    is_news = one.level > _level(last) or one.number - last.number >= AGAIN_RISE
    is_of_today = all_day and day == advice.today
    return is_news or is_of_today or advice.today - day >= AGAIN_DAYS


def _level(told: Telling) -> AdviceLevel:
    """Return the level of what was told; the least where a newer program named it."""
    return AdviceLevel.__members__.get(told.level.upper(), AdviceLevel.PROGRESS)


def last_told(course: Course, rule: str) -> tuple[int, Telling] | None:
    """Return when a rule was last the headline, and what was told."""
    found = [row for row in course.tellings if row[1].rule == rule]
    return found[-1] if found else None


def said_again(advice: Advice) -> int | None:
    """Return the day on which the headline is said again, if nothing changes; ``None`` where
    there is none, for what is said every time, and for what is true of one day only."""
    one = advice.headline
    if one is None or one.level >= AdviceLevel.URGENT or one.rule in OF_ONE_DAY:
        return None
    told = last_told(advice.facts.course, one.rule)
    if told is None or may_say(advice):
        return advice.today + AGAIN_DAYS
    return told[0] + AGAIN_DAYS


def history(course: Course, days: int) -> tuple[Advice, ...]:
    """Return the advice of each of the last ``days`` days as it follows from what is known
    of them now, today's last. A correction changes the days that it is about, too."""
    return tuple(
        advise(course.until(day)) for day in range(course.today - days + 1, course.today + 1)
    )
