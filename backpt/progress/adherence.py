"""How much of the plan was done, dose included: 2 of 3 a week for weeks reads 67 %.

For each routine of the plan the mean over its exercises of

    min(1, sessions done / planned) x min(1, done / prescribed)

and of several routines the mean by their planned days (weeks 6). What the program refused or
left out, days away and visits are neither done nor left out; more than was planned never
counts for more. Nothing here decays and nothing is a streak.
"""

from collections.abc import Iterable

from backpt.progress.course import Course
from backpt.progress.doing import Doing, ItemDone
from backpt.progress.entry import Kind, Session
from backpt.progress.plan import Planned
from backpt.safety.tables import ADHERENCE_DAYS, ADHERENCE_FROM_DAYS, GATE_HELD_SHARE
from backpt.session.events import Ending, Why
from backpt.values import NamedTuple

EXCUSED = frozenset({Why.HURTS, Why.EASED, Why.LEG, Why.ANSWERED})
"""Why less was done where that was right."""
ENDED_BY_RULE = frozenset({Ending.PAIN, Ending.LEG, Ending.EMERGENCY})
"""Endings of a session after which nothing more of it was to be done."""


class DayDone(NamedTuple):
    """One day of one routine."""

    day: int
    is_planned: bool
    is_held: bool
    """A session of it was held, of half its exercises or more (clinical F, adherence [D])."""
    done: tuple[tuple[str, float, float], ...] = ()
    """Exercise, how many were done and how many were prescribed."""


class Adherence(NamedTuple):
    """What was done of what was planned in a number of days."""

    share: float
    """Dose included, 0-1."""
    planned: int
    """Days of routines that count: those away, refused and of visits left out."""
    done: int
    """Of these, extra sessions never counted for more."""


def adherence_of(course: Course, plan: Planned, days: int = ADHERENCE_DAYS) -> Adherence | None:
    """Return what was done of ``plan`` in the last ``days``; ``None`` where nothing counts.

    Today counts once it is done: until then it is the days before it.
    """
    parts = []
    for routine in sorted({one.plan.routine for one in plan.spans}):
        last = course.today
        if _is_open(course, plan, routine):
            last -= 1
        found = routine_days(course, plan, routine, last - days + 1, last)
        if part := _share(found):
            parts.append(part)
    planned = sum(part.planned for part in parts)
    if not planned:
        return None
    share = sum(part.share * part.planned for part in parts) / planned
    return Adherence(share, planned, sum(part.done for part in parts))


def may_tell(course: Course, plan: Planned) -> bool:
    """Tell whether the plan is old enough for a share: a young one says nothing of a habit."""
    begun = [one.first for one in plan.spans if one.last > course.today - ADHERENCE_DAYS]
    return bool(begun) and course.today - min(begun) >= ADHERENCE_FROM_DAYS


def share_for_advice(course: Course, plan: Planned) -> float | None:
    """Return the share of the plan over ADHERENCE_DAYS (T8); ``None`` where it is younger, or
    has ended. One that was made anew begins anew: that was one of the ways out."""
    counting = plan.counting(course.today)
    if not counting:
        return None
    begun = min(one.first for one in counting)
    found = adherence_of(course, plan)
    if found is None or course.today - begun < ADHERENCE_DAYS:
        return None
    return found.share


def routine_days(
    course: Course, plan: Planned, routine: str, first: int, last: int
) -> tuple[DayDone, ...]:
    """Return each day from ``first`` to ``last`` that counts for ``routine``: planned, or held
    while a plan of it counted. What was refused is none of them, nor is a day away."""
    sessions = _by_day(course, routine, first, last)
    doings = {one.uid: one for one in course.doings}
    found = []
    for day in range(first, last + 1):
        if plan.is_away(day) or plan.is_visit(day):
            continue
        if routine not in {one.routine for one in plan.counting(day)}:
            continue
        is_planned = routine in {one.routine for one in plan.on(day)}
        held = [one for one in sessions.get(day, ()) if _is_its_own(one, routine)]
        if any(_is_done(one, doings.get(one.uid)) for one in held):
            found.append(DayDone(day, is_planned, True, _done_on(held, doings)))
        elif is_planned and not _is_refused(sessions.get(day, ()), routine):
            found.append(DayDone(day, True, False, _done_on(held, doings)))
    return tuple(found)


def is_done_on(course: Course, routine: str, day: int) -> bool:
    """Tell whether ``routine`` was done on ``day``."""
    doings = {one.uid: one for one in course.doings}
    return any(
        _is_its_own(one, routine) and _is_done(one, doings.get(one.uid))
        for one in _by_day(course, routine, day, day).get(day, ())
    )


def _is_open(course: Course, plan: Planned, routine: str) -> bool:
    """Tell whether ``routine`` is planned today and not done."""
    return routine in {one.routine for one in plan.on(course.today)} and not is_done_on(
        course, routine, course.today
    )


def _by_day(course: Course, routine: str, first: int, last: int) -> dict[int, list[Session]]:
    """Return the sessions from day ``first`` to ``last`` that were of ``routine``, or in its
    place, by their days."""
    asked = {one.uid: one.asked for one in course.doings if one.asked}
    found: dict[int, list[Session]] = {}
    for day, one in course.sessions:
        if not first <= day <= last:
            continue
        if one.kind is Kind.SESSION and routine in (one.routine, asked.get(one.uid)):
            found.setdefault(day, []).append(one)
    return found


def _is_its_own(one: Session, routine: str) -> bool:
    return one.routine == routine and one.is_held and not one.is_refused


def _is_refused(sessions: Iterable[Session], routine: str) -> bool:
    """Tell whether the day's answers allowed nothing of ``routine``, or only another one."""
    return any(one.is_refused or one.routine != routine for one in sessions)


def _is_done(one: Session, doing: Doing | None) -> bool:
    """Tell whether a session counts: half of what it asked for was done in half of its
    exercises or more. Of an old one only that something was done is known."""
    if doing is None or not doing.items:
        return True
    full = [part for part in doing.items if part.done > 0 and part.done * 2 >= part.planned]
    asked = [part for part in doing.items if _asked(part, doing)]
    return len(full) >= GATE_HELD_SHARE * len(asked)


def _asked(part: ItemDone, doing: Doing) -> float:
    """Return how much of an exercise was asked for: less than planned where it hurt."""
    if part.why in EXCUSED or (doing.ending in ENDED_BY_RULE and not part.why):
        return part.done
    return part.planned


def _done_on(
    held: Iterable[Session], doings: dict[str, Doing]
) -> tuple[tuple[str, float, float], ...]:
    """Return for each exercise what was done on one day, and what was prescribed: of several
    sessions all that was done, and the most that one asked for."""
    done: dict[str, float] = {}
    prescribed: dict[str, float] = {}
    for one in held:
        doing = doings.get(one.uid)
        asked: dict[str, float] = {}
        if doing is None:
            continue
        for part in doing.items:
            done[part.exercise] = done.get(part.exercise, 0.0) + part.done
            asked[part.exercise] = asked.get(part.exercise, 0.0) + _asked(part, doing)
        for name, many in asked.items():
            prescribed[name] = max(prescribed.get(name, 0.0), many)
    return tuple((name, done[name], prescribed[name]) for name in sorted(done))


def _share(days: tuple[DayDone, ...]) -> Adherence | None:
    """Return what was done of one routine; ``None`` where none of the days was planned."""
    planned = sum(one.is_planned for one in days)
    if not planned:
        return None
    held = sum(one.is_held for one in days)
    known = [one for one in days if one.done]
    names = sorted({name for one in known for name, _, _ in one.done})
    shares = [part for name in names if (part := _of_exercise(name, days, known)) is not None]
    if not known:  # an old diary, or nothing at all: sessions are what there is to count
        shares = [min(1.0, held / planned)]
    share = sum(shares) / len(shares) if shares else 1.0
    return Adherence(share, planned, min(held, planned))


def _of_exercise(name: str, days: tuple[DayDone, ...], known: list[DayDone]) -> float | None:
    """Return the share of one exercise; ``None`` where it was never asked for."""
    asked = {one.day: part for one in known for part in one.done if part[0] == name}
    left_out = {one.day for one in known} - {
        day for day, (_, _, prescribed) in asked.items() if prescribed
    }
    planned = sum(one.is_planned and one.day not in left_out for one in days)
    began = [part for part in asked.values() if part[1] > 0 and part[2] > 0]
    if not planned:
        return None
    if not began:
        return 0.0
    dose = sum(min(done, most) for _, done, most in began) / sum(most for _, _, most in began)
    return min(1.0, len(began) / planned) * dose
