"""The rules between sessions, T1-T11 and what of R1-R15 belongs to the weeks (clinical D5, D6).

Each takes the facts of one day and says whether it holds, with what it looked at. ``None`` is
that not enough was said to tell: it is neither well nor ill. Levels, numbers and sources stand
in ``safety.yaml``; how a rule is said is ``language``. A clinician has reviewed none of them.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from backpt.progress.course import Course, daily_highest, daily_values, last_of_today, last_said
from backpt.progress.entry import Entry, Spread
from backpt.progress.episodes import (
    Episode,
    episodes,
    helped_before,
    is_mild,
    start_of,
    within_a_year,
)
from backpt.progress.pack_relief import pack_changes, without_relief
from backpt.progress.settling import DaysBefore, Settling, look_back
from backpt.progress.trend import (
    Direction,
    Trend,
    Values,
    matters,
    mean,
    recent_window,
    spread,
    trend,
    usually_differ,
    window,
)
from backpt.safety.days import Contact, Settled
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import (
    ADHERENCE_LEAST,
    BAD_DAYS,
    BAD_FROM,
    BAD_OF_DAYS,
    EPISODES_A_YEAR,
    LEG_SESSIONS,
    LIMITED_DAYS,
    LIMITED_FROM,
    LIMITED_OF_DAYS,
    MILD_MOST,
    NOT_TODAY_FROM,
    OLD_DAYS,
    PACKS_DAYS,
    PACKS_WITHOUT_RELIEF,
    RECURRENCE_SAID_DAYS,
    REMEMBERED_DAYS,
    SIGNS,
    T3A_DAYS,
    T3A_DROP,
    T3A_VALUES,
    T3B_DAYS,
    T3B_VALUES,
    T3C_DAYS,
    T3C_MEAN,
    T3D_DAYS,
    TINGLING_DAYS,
    TREND_DAYS,
    TREND_DAYS_FEW,
    TREND_VALUES,
    UNSURE_SESSIONS,
    UNSURE_WITHIN_DAYS,
    WEEKS,
    WOKEN_NIGHTS,
    WOKEN_OF_NIGHTS,
    WORST_FROM,
    WORST_WITHIN_DAYS,
)
from backpt.values import NamedTuple

Input: TypeAlias = float | int | str | tuple[str, ...] | None


class Ruling(NamedTuple):
    """What one rule says of one day."""

    rule: str
    """Its id: "T2"; of a warning sign that of the sign."""
    level: AdviceLevel
    holds: bool | None = None
    """``None``: not enough was said to tell."""
    number: float = 0.0
    """What it counts, higher is worse: a rise of it is news."""
    inputs: Mapping[str, Input] = {}
    """What it looked at, by name."""


class DayFacts(NamedTuple):
    """All that the rules look at on one day, each worked out once."""

    course: Course
    values: Values
    trend: Trend
    before: DaysBefore
    episodes: tuple[Episode, ...]
    start: int | None
    """The day on which this began."""

    @property
    def today(self) -> int:
        return self.course.today

    @property
    def age(self) -> int | None:
        """Days since the start of the episode."""
        return None if self.start is None else self.today - self.start


def facts_of(course: Course) -> DayFacts:
    """Return what the rules look at on the day of ``course``."""
    values, found = daily_values(course), episodes(course)
    now = trend(values, course.today)
    return DayFacts(course, values, now, look_back(course), found, start_of(course, found))


class _Said(NamedTuple):
    """The answer of one rule, before its id and its level."""

    holds: bool | None = None
    number: float = 0.0
    inputs: Mapping[str, Input] = {}


_NOTHING = _Said()

# --- pain that is high -----------------------------------------------------------------


def _second_day(facts: DayFacts) -> _Said:
    """U10: asked whether it drops with rest."""
    worst = daily_highest(facts.course)
    if not worst:
        return _NOTHING
    last, high = worst[-1]
    if len(worst) == 1:
        return _Said(False, float(high), {"worst": high, "worst_before": None})
    before_that, was = worst[-2]
    is_now = facts.today - last < WORST_WITHIN_DAYS
    runs_on = last - before_that <= WORST_WITHIN_DAYS
    holds = is_now and runs_on and min(high, was) >= WORST_FROM
    return _Said(holds, float(high), {"worst": high, "worst_before": was})


def _bad_days(facts: DayFacts) -> _Said:
    """T5a. Two days below it lift it; days without a word do not."""
    said = daily_highest(facts.course)
    first = facts.today - REMEMBERED_DAYS - BAD_OF_DAYS
    bad = [(day, high) for day, high in said if day > first and high >= BAD_FROM]
    together = [
        bad[at - BAD_DAYS + 1 : at + 1]
        for at in range(BAD_DAYS - 1, len(bad))
        if bad[at][0] - bad[at - BAD_DAYS + 1][0] < BAD_OF_DAYS
    ]
    days = tuple(day for day, _ in bad)
    inputs: dict[str, Input] = {
        "bad_days": len(days),
        "worst": max((h for _, h in bad), default=None),
    }
    if not together:
        return _Said(False, 0.0, inputs)
    last = together[-1][-1][0]
    many = sum(last - day < BAD_OF_DAYS for day in days)
    lower_since = sum(day > last for day, _ in said)
    holds = facts.today - last < REMEMBERED_DAYS and lower_since < BAD_DAYS
    number = float(max(high for _, high in together[-1]))
    return _Said(holds, number, {"bad_days": many, "worst": int(number), "until": last})


def _not_today(facts: DayFacts) -> _Said:
    """R1: the last pain of today, after a session too."""
    now = last_of_today(facts.course)
    if now is None:
        return _NOTHING
    return _Said(now >= NOT_TODAY_FROM, float(now), {"now": now})


# --- the leg ---------------------------------------------------------------------------


def _contact(facts: DayFacts, rule: str) -> Contact | None:
    contacts = facts.before.standing.contacts
    return next((one for one in contacts if one.rule == rule), None)


def _is_recent(facts: DayFacts, contact: Contact | None) -> bool:
    return contact is not None and facts.today - contact.until < REMEMBERED_DAYS


def _leg(facts: DayFacts) -> _Said:
    """R9: further down, several times running; it stays said for a while when that is over."""
    if not any(one.leg is not None for one in facts.before.sessions):
        return _NOTHING
    running = facts.before.standing.further
    contact = _contact(facts, "R9")
    many = running if running or contact is None else contact.many
    holds = running >= LEG_SESSIONS or _is_recent(facts, contact)
    return _Said(holds, float(many), {"sessions_running": many})


def _below_the_knee(facts: DayFacts) -> _Said:
    """T6."""
    spreads = [(one.day, one.spread) for one in facts.course.days if one.spread is not None]
    tingles = [(one.day, one.tingling) for one in facts.course.days if one.tingling is not None]
    if not spreads and not tingles:
        return _NOTHING
    below = _fresh(facts, spreads) is Spread.BELOW_KNEE
    tingling_days = 0
    if _fresh(facts, tingles):
        ended = [day for day, is_there in tingles if not is_there]
        since = min(day for day, _ in tingles if not ended or day > ended[-1])
        tingling_days = tingles[-1][0] - since
    holds = below or tingling_days > TINGLING_DAYS
    inputs: dict[str, Input] = {
        "below_knee": str(below).lower(),
        "tingling_days": tingling_days,
    }
    return _Said(holds, float(below), inputs)


def _fresh(facts: DayFacts, said: list[tuple[int, Spread]] | list[tuple[int, bool]]) -> object:
    """Return the last word, where it is not an old one."""
    if not said or facts.today - said[-1][0] >= OLD_DAYS:
        return None
    return said[-1][1]


# --- what a session did ----------------------------------------------------------------


def _unsettled(facts: DayFacts) -> _Said:
    """R15."""
    standing, contact = facts.before.standing, _contact(facts, "R15")
    rests = standing.rests(facts.today) or standing.is_half_due(facts.today)
    holds = contact is not None and (rests or _is_recent(facts, contact))
    return _Said(holds, float(holds), {"since": None if contact is None else contact.since})


def _flare_ups(facts: DayFacts) -> _Said:
    """R2."""
    standing, contact = facts.before.standing, _contact(facts, "R2")
    many = len(standing.flare_ups)
    holds = standing.is_flare_up_worse or _is_recent(facts, contact)
    return _Said(holds, float(many), {"flare_ups_higher": many})


def _ended_higher(facts: DayFacts) -> _Said:
    """R14."""
    higher = facts.before.standing.higher
    if higher is None or higher.after is None:
        return _Said(False)
    of_it = [one.verdict for one in facts.before.settled if one.day == higher.day][-1:]
    rise = higher.after - (higher.before or 0)
    inputs: dict[str, Input] = {
        "before": higher.before,
        "after": higher.after,
        "day": higher.day,
    }
    return _Said(Settled.YES not in of_it, float(rise), inputs)


def _has_settled(facts: DayFacts) -> _Said:
    """R13."""
    last = _last_settling(facts)
    if last is None or last.verdict is Settled.UNKNOWN:
        return _NOTHING
    inputs: dict[str, Input] = {"day": last.day, "before": last.before, "later": last.later}
    return _Said(last.verdict is Settled.YES, 0.0, inputs)


def _last_settling(facts: DayFacts) -> Settling | None:
    last = facts.before.settled[-1] if facts.before.settled else None
    return last if last is not None and facts.today - last.day < REMEMBERED_DAYS else None


# --- the trend -------------------------------------------------------------------------


def _trend_inputs(found: Trend) -> dict[str, Input]:
    return {
        "recent": found.recent,
        "recent_days": found.recent_days,
        "recent_values": found.recent_values,
        "before": found.before,
        "before_values": found.before_values,
        "change": found.change,
        "differ": found.differ,
    }


def _up(facts: DayFacts) -> _Said:
    """T2."""
    found = facts.trend
    if found.direction is Direction.UNKNOWN:
        return _Said(None, 0.0, _trend_inputs(found))
    return _Said(found.direction is Direction.UP, found.change or 0.0, _trend_inputs(found))


def _down(facts: DayFacts) -> _Said:
    """T9."""
    found = facts.trend
    since = facts.today - found.recent_days
    verdicts = [one.verdict for one in facts.before.settled if one.day > since]
    settled, not_settled = verdicts.count(Settled.YES), verdicts.count(Settled.NO)
    inputs = {**_trend_inputs(found), "settled": settled, "not_settled": not_settled}
    if found.direction is Direction.UNKNOWN:
        return _Said(None, 0.0, inputs)
    holds = found.direction is Direction.DOWN and settled > 0 and not not_settled
    if holds and _is_away(facts.course):
        return _Said(False, 0.0, {**inputs, "away": "true"})
    return _Said(holds, -(found.change or 0.0), inputs)


def _is_away(course: Course) -> bool:
    """Tell whether today is a day away: a step up is nothing to say to somebody ill."""
    if not course.aways:
        return False
    from backpt.progress.plan import planned  # few have days away

    plan = planned(course.plans, course.aways, course.visits)
    return plan.is_away(course.today)


# --- no change -------------------------------------------------------------------------


def _one_week(facts: DayFacts) -> _Said:
    """T3a: the first days with a word against the last ones."""
    if facts.start is None or facts.age is None or not T3A_DAYS <= facts.age < T3B_DAYS:
        return _Said(False, 0.0, {"age": facts.age})
    half = (T3A_DAYS + 1) // 2
    first = window(facts.values, facts.start + half - 1, half)
    last = window(facts.values, facts.today, half)
    if min(len(first), len(last)) < T3A_VALUES:
        return _Said(None, 0.0, {"age": facts.age})
    was, now = mean(first), mean(last)
    holds = was - now < T3A_DROP and now > MILD_MOST
    return _Said(holds, now, {"age": facts.age, "first": was, "last": now})


def _two_weeks(facts: DayFacts) -> _Said:
    """T3b: the first week against the last, by what counts as a change."""
    if facts.start is None or facts.age is None or not T3B_DAYS <= facts.age <= T3D_DAYS:
        return _Said(False, 0.0, {"age": facts.age})
    found = _first_and_last(facts, facts.start)
    if found is None:
        return _Said(None, 0.0, {"age": facts.age})
    first, last = found
    was, now = mean(first), mean(last)
    holds = not _has_improved(first, last) and now > MILD_MOST
    inputs: dict[str, Input] = {"age": facts.age, "first": was, "last": now}
    if holds and (between := _best_between(facts, facts.start, first)) is not None:
        inputs["between"] = between
    return _Said(holds, now, inputs)


def _best_between(facts: DayFacts, began: int, first: list[float]) -> float | None:
    """Return the mean of the best week between the first one and the last; ``None`` where none
    was better than the first by what counts as a change."""
    ends = range(began + 2 * TREND_DAYS - 1, facts.today - TREND_DAYS + 1)
    weeks = (window(facts.values, last, TREND_DAYS) for last in ends)
    better = [
        mean(one) for one in weeks if len(one) >= T3B_VALUES and _has_improved(first, one)
    ]
    return min(better, default=None)


def _first_and_last(facts: DayFacts, began: int) -> tuple[list[float], list[float]] | None:
    """Return the values of the first days and of the last ones that do not overlap."""
    for many_first in (TREND_DAYS, TREND_DAYS_FEW):
        for many_last in (TREND_DAYS, TREND_DAYS_FEW):
            if facts.today - began < many_first + many_last - 1:
                continue
            first = window(facts.values, began + many_first - 1, many_first)
            last = window(facts.values, facts.today, many_last)
            if min(len(first), len(last)) >= T3B_VALUES:
                return first, last
    return None


def _has_improved(first: list[float], last: list[float]) -> bool:
    drop = mean(first) - mean(last)
    if drop <= 0 or not matters(drop, mean(first)):
        return False
    within = (len(first) * spread(first) ** 2 + len(last) * spread(last) ** 2) ** 0.5
    deviation = within / (len(first) + len(last)) ** 0.5
    return drop >= usually_differ(deviation, len(last), len(first))


def _still(facts: DayFacts, first: int, last: int | None) -> _Said:
    if facts.age is None or facts.age < first or (last is not None and facts.age > last):
        return _Said(False, 0.0, {"age": facts.age})
    recent, days = recent_window(facts.values, facts.today)
    if len(recent) < TREND_VALUES:
        return _Said(None, 0.0, {"age": facts.age, "recent_values": len(recent)})
    now = mean(recent)
    inputs: dict[str, Input] = {"age": facts.age, "recent": now, "recent_days": days}
    return _Said(now >= T3C_MEAN, now, inputs)


def _six_weeks(facts: DayFacts) -> _Said:
    """T3c."""
    return _still(facts, T3C_DAYS, T3D_DAYS)


def _twelve_weeks(facts: DayFacts) -> _Said:
    """T3d."""
    return _still(facts, T3D_DAYS + 1, None)


# --- days and nights -------------------------------------------------------------------


def _woken(facts: DayFacts) -> _Said:
    """T7."""
    first = facts.today - WOKEN_OF_NIGHTS
    nights = [
        one.woken for one in facts.course.days if one.day > first and one.woken is not None
    ]
    many = nights.count(True)
    inputs = {"woken": many, "nights_said": len(nights)}
    return _so_many(many, len(nights), WOKEN_NIGHTS, inputs)


def _limited(facts: DayFacts) -> _Said:
    """T5b."""
    first = facts.today - LIMITED_OF_DAYS
    said = [
        one.limited for one in facts.course.days if one.day > first and one.limited is not None
    ]
    many = sum(one >= LIMITED_FROM for one in said)
    inputs = {"limited_days": many, "days_said": len(said)}
    return _so_many(many, len(said), LIMITED_DAYS, inputs)


def _so_many(many: int, said: int, wanted: int, inputs: Mapping[str, Input]) -> _Said:
    """Return whether there were as many as ``wanted``; fewer words than that tell nothing."""
    return _Said(None if said < wanted else many >= wanted, float(many), inputs)


def _came_back(facts: DayFacts) -> _Said:
    """T5c."""
    found = facts.episodes
    a_year = within_a_year(found, facts.today)
    if not found:
        return _Said(False, 0.0, {"episodes": 0})
    last = found[-1]
    again = last.has_come_back or a_year >= EPISODES_A_YEAR
    holds = again and facts.today - last.known < RECURRENCE_SAID_DAYS
    inputs: dict[str, Input] = {
        "episodes": a_year,
        "since_quiet": last.since_quiet,
        "start": last.start,
        "helped": helped_before(facts.course, last),
    }
    return _Said(holds, float(a_year), inputs)


def _mild(facts: DayFacts) -> _Said:
    """T10."""
    return _Said(is_mild(facts.course))


def _old(facts: DayFacts) -> _Said:
    """T11. An empty diary has no old data."""
    last = last_said(facts.course)
    if last is None:
        return _Said(bool(facts.course.older_days), 0.0, {"days_since": None})
    since = facts.today - last
    return _Said(since >= OLD_DAYS, 0.0, {"days_since": since})


# --- what helps ------------------------------------------------------------------------


def _packs(facts: DayFacts) -> _Said:
    """T1. Each further three packs are news, not each further one."""
    changes = pack_changes(facts.course, facts.before.said)
    if not changes:
        return _NOTHING
    running = without_relief(changes, facts.today)
    days = len({one.day for one in running})
    holds = len(running) >= PACKS_WITHOUT_RELIEF and days >= PACKS_DAYS
    number = float(len(running) // PACKS_WITHOUT_RELIEF)
    return _Said(holds, number, {"packs": len(running), "days": days})


def _unsure(facts: DayFacts) -> _Said:
    """T4: occasions are sessions, or days where it was marked between them."""
    first = facts.today - UNSURE_WITHIN_DAYS
    marked = [
        (one.session or str(day), one.unsure)
        for day, one in facts.course.entries
        if one.unsure and day > first
    ]
    occasions = {occasion for occasion, _ in marked}
    names = tuple(sorted({name for _, exercises in marked for name in exercises}))
    inputs: dict[str, Input] = {"sessions": len(occasions), "exercises": names}
    return _Said(len(occasions) >= UNSURE_SESSIONS, float(len(names)), inputs)


def _adherence(facts: DayFacts) -> _Said:
    """T8."""
    share = facts.course.adherence
    if share is None:
        return _NOTHING
    return _Said(share < ADHERENCE_LEAST, 0.0, {"share": share})


RULES: Mapping[str, Callable[[DayFacts], _Said]] = {
    "U10": _second_day,
    "T5a": _bad_days,
    "R9": _leg,
    "R15": _unsettled,
    "R2": _flare_ups,
    "T2": _up,
    "T6": _below_the_knee,
    "T3c": _six_weeks,
    "T3d": _twelve_weeks,
    "T3b": _two_weeks,
    "T7": _woken,
    "T5b": _limited,
    "T5c": _came_back,
    "T1": _packs,
    "T4": _unsure,
    "R1": _not_today,
    "R14": _ended_higher,
    "T8": _adherence,
    "T11": _old,
    "T10": _mild,
    "T3a": _one_week,
    "R13": _has_settled,
    "T9": _down,
}
"""In the order of ``safety.yaml``: of one level, the first that holds is the headline."""
STAND_WITHOUT_ENTRIES = frozenset({"T4", "T8", "T11"})
"""They do not follow from what was said of pain, so old entries do not silence them."""


def _is_felt(one: Entry) -> bool:
    """Tell whether an entry says how it was: a mark, a note or an activity does not."""
    felt = (one.now, one.worst, one.leg, one.spread, one.tingling, one.limited, one.woken)
    return any(part is not None for part in (*felt, one.settled))


def rule_all(facts: DayFacts) -> tuple[Ruling, ...]:
    """Return what each rule says, in their order, after the signs that nobody has seen.

    From entries older than OLD_DAYS nothing follows but that they are old (T11).
    """
    signs = tuple(map(_sign, facts.course.signs))
    felt = (day for day, one in reversed(facts.course.entries) if _is_felt(one))
    is_old = facts.today - next(felt, facts.today - OLD_DAYS) >= OLD_DAYS
    found = []
    for rule in WEEKS:
        if is_old and rule.id not in STAND_WITHOUT_ENTRIES:
            found.append(Ruling(rule.id, rule.level))
        else:
            found.append(Ruling(rule.id, rule.level, *RULES[rule.id](facts)))
    return (*signs, *found)


def _sign(code: str) -> Ruling:
    """Return a warning sign; one that is not known is an emergency."""
    levels = {one.id: AdviceLevel[one.urgency.name] for one in SIGNS}
    return Ruling(code, levels.get(code, AdviceLevel.EMERGENCY), holds=True)
