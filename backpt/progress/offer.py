"""A step up, or one down for good, that may be offered after a session (weeks 7). Pure.

``offer`` says what may be asked, never what is done: a step is taken by a key. Up it is one
field of one exercise by its smallest step, after honest successes only (``occasions``), while
nothing asks for less (F2-F7). At the top of what may grow it is a choice among harder ones; the
program picks none. Down it is the dose before, or the easier exercise (F8).
"""

from collections.abc import Iterable, Iterator

from backpt.prescription.growing import is_at_top, next_step
from backpt.prescription.model import Dose, Exercise, Library, Routine, Work, needs, works
from backpt.progress.advice import advise
from backpt.progress.change import Change, ChangeField, agreed
from backpt.progress.course import Course
from backpt.progress.left_open import DOWN_RULE, UP_RULE
from backpt.progress.maintenance import is_maintained
from backpt.progress.occasions import PASSED_OVER, Occasion, Shortfall, shortfalls
from backpt.progress.settling import by_session, settlings
from backpt.safety.agreed import Laid, laid_over
from backpt.safety.answers import Profile
from backpt.safety.calendar import DAY_S
from backpt.safety.days import Settled
from backpt.safety.precautions import why_blocked
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import (
    SETTLE_TO_H,
    STEP_DOWN_AFTER,
    STEP_OFFERS_MOST,
    STEP_QUIET_DAYS,
    STEP_SUCCESSES,
    STEP_WEEK_DAYS,
    STEP_WEEK_SHARE,
)
from backpt.values import NamedTuple, StrEnum

_HOUR_S = 3600.0
_BY_FIELD = {
    ChangeField.REPS: "F7, F2",
    ChangeField.SETS: "F7, F2",
    ChangeField.TIME: "F7, F5",
    ChangeField.HOLD: "F7, F3",
    ChangeField.EXERCISE: "F7, F4",
}


class Way(StrEnum):
    """Where a change leads."""

    UP = "up"
    HARDER = "harder"
    """One of several exercises, to be chosen by the user."""
    DOWN = "down"


class Offer(NamedTuple):
    """A change that may be agreed to."""

    way: Way
    routine: str
    """Id of the routine for which it counts."""
    exercise: Exercise
    """As it is done now."""
    field: ChangeField
    was: float | str
    to: float | str
    """The number before and after, or ids; empty where the user chooses."""
    rule: str
    """By which rules: "F7, F2"."""
    sessions: int
    """How many sessions running make it due."""
    pain: int = 0
    """The highest that was said at them, 0-10."""
    choices: tuple[Exercise, ...] = ()
    """The harder ones, or the easier one, that precautions allow."""
    undoes: Change | None = None
    """The change that a step down takes back."""


class OfferFacts(NamedTuple):
    """All that an offer looks at."""

    course: Course
    routine: Routine
    """As the file has it."""
    library: Library
    profile: Profile
    occasions: tuple[Occasion, ...]
    """Of any exercise and routine, in any order."""
    now_wall: float
    """Seconds since 1970."""
    phase: int = 3
    """The highest that is open to the user: nothing harder than it is offered."""

    @property
    def laid(self) -> Laid:
        """The routine at its present doses."""
        return laid_over(self.routine, self.library, agreed(self.course.changes))


def offer(facts: OfferFacts) -> Offer | None:
    """Return what may be asked now about one exercise of ``facts.routine``; ``None``: nothing.

    Less comes before more. Nothing is offered where the routine says never (a therapist's
    sheet), and no step up in maintenance, while any rule asks for less, or a fourth time in a
    week.
    """
    if not facts.routine.asks_to_grow:
        return None
    laid, told = facts.laid, _Told(facts.course)
    growing = [
        (number, item)
        for number, item in enumerate(laid.routine.items)
        if isinstance(item, Work) and _is_once(item, laid.routine)
    ]
    down = (_down(facts, laid, number, item) for number, item in growing)
    if found := next((one for one in down if one is not None), None):
        return found
    if not _may_go_up(facts):
        return None
    growing.sort(key=lambda row: (_changed_wall(facts, row[1].exercise.id), row[0]))
    up = (_up(facts, laid.routine, item, told) for _, item in growing)
    return next((one for one in up if one is not None), None)


def _is_once(work: Work, routine: Routine) -> bool:
    """Of an exercise that comes twice nobody could say which one grows."""
    return sum(one.exercise.id == work.exercise.id for one in works(routine)) == 1


def _may_go_up(facts: OfferFacts) -> bool:
    """Tell whether nothing in the weeks holds a step up back."""
    course = facts.course
    if is_maintained(course):
        return False
    first = course.today - STEP_WEEK_DAYS
    asked = [day for day, one in course.tellings if one.rule == UP_RULE and day > first]
    return len(asked) < STEP_OFFERS_MOST and not asks_for_less(course)


def asks_for_less(course: Course) -> bool:
    """Tell whether a rule that is stricter than CONTINUE holds."""
    holding = advise(course).holding  # what a call made quiet still holds
    return bool(holding) and holding[0].level > AdviceLevel.CONTINUE


def ready_for_more(facts: OfferFacts) -> tuple[str, ...]:
    """Return the ids of the exercises that were done well often enough for a step up, in the
    order of the routine: also where none is offered, because a therapist wrote the routine
    down, nothing of it grows, or it was asked lately. For who decides on it (weeks 7, 9).
    ``asks_for_less`` speaks against all of it."""
    routine, told = facts.laid.routine, _Told(facts.course)
    return tuple(
        work.exercise.id
        for work in works(routine)
        if _is_once(work, routine)
        and not why_blocked(work.exercise, facts.library, facts.profile)
        and len(_successes(facts, work, told)) >= STEP_SUCCESSES
    )


class _Told:
    """What was said at each session, and whether it had settled by the next day."""

    def __init__(self, course: Course) -> None:
        said = by_session(course)
        self._worst = {uid: one.worst for uid, one in said.items()}
        self._settled = {one.session.uid: one.verdict for one in settlings(course, said)}

    def shortfalls(self, one: Occasion, present: Dose) -> frozenset[Shortfall]:
        settled = self._settled.get(one.session, Settled.UNKNOWN)
        return shortfalls(one, present, self._worst.get(one.session), settled)

    def worst(self, one: Occasion) -> int:
        return self._worst.get(one.session) or 0


def _of(facts: OfferFacts, exercise: str) -> list[Occasion]:
    """Return the occasions of an exercise since its dose was last changed, latest first."""
    since = _changed_wall(facts, exercise)
    found = [
        one
        for one in facts.occasions
        if one.exercise == exercise and since < one.wall <= facts.now_wall
    ]
    return sorted(found, key=lambda one: (one.wall, one.session), reverse=True)


def _about(facts: OfferFacts, exercise: str) -> Iterator[Change]:
    """Yield the rows about an exercise in this routine, those too that brought it there."""
    for one in facts.course.changes:
        if one.routine in ("", facts.routine.id) and exercise in (
            one.exercise,
            one.to,
            one.was,
        ):
            yield one


def _changed_wall(facts: OfferFacts, exercise: str) -> float:
    """Return when its dose was last changed, or a change taken back; 0: never."""
    return max((one.wall for one in _about(facts, exercise) if one.is_agreed), default=0.0)


def _is_quiet(facts: OfferFacts, exercise: str) -> bool:
    """Tell whether the answer was "not now" a short while ago."""
    first = facts.course.today - STEP_QUIET_DAYS
    return any(not one.is_agreed and one.day > first for one in _about(facts, exercise))


# --- up --------------------------------------------------------------------------------


def _up(facts: OfferFacts, routine: Routine, work: Work, told: _Told) -> Offer | None:
    exercise = work.exercise
    if _is_quiet(facts, exercise.id) or why_blocked(exercise, facts.library, facts.profile):
        return None
    running = _successes(facts, work, told)
    if len(running) < STEP_SUCCESSES:
        return None
    pain = max(map(told.worst, running))
    if step := next_step(work.dose, work.grow):
        if not _is_within_week(facts, work, step.dose):
            return None
        field = ChangeField(step.field)
        made = (Way.UP, routine.id, exercise, field, step.before, step.after)
        return Offer(*made, _BY_FIELD[field], len(running), pain)
    choices = _harder(facts, routine, exercise) if is_at_top(work.dose, work.grow) else ()
    if not choices or _changed_this_week(facts, exercise.id):
        return None
    field, rule = ChangeField.EXERCISE, _BY_FIELD[ChangeField.EXERCISE]
    which = (Way.HARDER, routine.id, exercise, field, exercise.id, "")
    return Offer(*which, rule, len(running), pain, choices)


def _successes(facts: OfferFacts, work: Work, told: _Told) -> list[Occasion]:
    """Return the latest successes running in this routine, no more than are wanted.

    A session of which it can still be said whether it settles is waited for: the one that was
    just done neither counts nor ends the run, if nothing else is against it.
    """
    found: list[Occasion] = []
    for one in _of(facts, work.exercise.id):
        against = told.shortfalls(one, work.dose)
        may_settle = facts.now_wall - one.wall < SETTLE_TO_H * _HOUR_S
        waited_for = {Shortfall.NOT_KNOWN} if may_settle else set[Shortfall]()
        if against - waited_for - PASSED_OVER:
            break
        if not against and one.routine == facts.routine.id:
            found.append(one)
        if len(found) == STEP_SUCCESSES:
            break
    return found


def _is_within_week(facts: OfferFacts, work: Work, after: Dose) -> bool:
    """Tell whether ``after`` is no more than the week allows: one smallest step on the dose of
    a week ago, or STEP_WEEK_SHARE more work than it (F5)."""
    then_wall = facts.now_wall - STEP_WEEK_DAYS * DAY_S
    then = agreed(one for one in facts.course.changes if one.wall <= then_wall)
    was = works(laid_over(facts.routine, facts.library, then).routine)
    doses = [one.dose for one in was if one.exercise.id == work.exercise.id]
    if work.dose in doses:
        return True
    return bool(doses) and work_of(after) <= work_of(doses[0]) * (1 + STEP_WEEK_SHARE)


def _changed_this_week(facts: OfferFacts, exercise: str) -> bool:
    return facts.now_wall - _changed_wall(facts, exercise) < STEP_WEEK_DAYS * DAY_S


def work_of(dose: Dose) -> float:
    """Return how much work a dose is: seconds of a position, of holds, or reps (F5). Only
    doses of one exercise compare."""
    if dose.time_s is not None:
        return dose.time_s * dose.sets
    return sum(dose.reps) * (dose.pace.hold_s or 1.0)


def _harder(facts: OfferFacts, routine: Routine, exercise: Exercise) -> tuple[Exercise, ...]:
    """Return the harder ones that precautions and the phase allow, in the file's order."""
    there = {work.exercise.id for work in works(routine)}
    named = (
        one
        for one in facts.library.exercises.values()
        if one.easier == exercise.id or one.id == exercise.harder
    )
    return tuple(
        one
        for one in named
        if one.id not in there
        and one.phase <= max(facts.phase, exercise.phase)
        and not why_blocked(one, facts.library, facts.profile)
    )


# --- down ------------------------------------------------------------------------------


def _down(facts: OfferFacts, laid: Laid, number: int, work: Work) -> Offer | None:
    """Return less of an exercise for good, where "it hurts" ended it in the last sessions."""
    exercise = work.exercise
    lately = [one for one in _of(facts, exercise.id) if not (one.is_rehearsal or one.is_told)][
        :STEP_DOWN_AFTER
    ]
    hurt = [one for one in lately if one.is_ended_by_pain]
    if len(hurt) < STEP_DOWN_AFTER or _is_quiet(facts, exercise.id):
        return None
    last = _last_up(facts, laid, number)
    if last is not None:
        made = (Way.DOWN, laid.routine.id, exercise, last.field, last.to, last.was)
        return Offer(*made, DOWN_RULE, len(hurt), undoes=last)
    easier = _easier(facts, laid.routine, exercise)
    if easier is None:
        return None
    made = (Way.DOWN, laid.routine.id, exercise, ChangeField.EXERCISE, exercise.id, easier.id)
    return Offer(*made, DOWN_RULE, len(hurt), choices=(easier,))


def _last_up(facts: OfferFacts, laid: Laid, number: int) -> Change | None:
    """Return the change that made the item as hard as it is; ``None``: none did."""
    of_it = [change for at, change in laid.counting if at == number]
    last = of_it[-1] if of_it else None
    if not isinstance(last, Change):
        return None
    if last.field is not ChangeField.EXERCISE:
        return last if float(last.to) > float(last.was) else None
    now, was = (facts.library.exercises.get(str(id_)) for id_ in (last.to, last.was))
    is_harder = now is not None and was is not None and was.easier != now.id
    return last if is_harder else None


def _easier(facts: OfferFacts, routine: Routine, exercise: Exercise) -> Exercise | None:
    """Return the easier one, if it is allowed, needs nothing more and is not there already."""
    easier = facts.library.exercises.get(exercise.easier or "")
    there = [work.exercise for work in works(routine)]
    if easier is None or easier in there or not {*needs(routine)}.issuperset(easier.needs):
        return None
    return None if why_blocked(easier, facts.library, facts.profile) else easier


# --- what is said to it ----------------------------------------------------------------


def change_of(
    offer: Offer, *, is_agreed: bool, uid: str, wall: float, offset_s: int, to: str = ""
) -> Change:
    """Return the row of an answer to ``offer``, said at ``wall``; ``to``: the exercise that
    was chosen."""
    if offer.undoes is not None and is_agreed:
        return offer.undoes._replace(
            uid=uid, wall=wall, offset_s=offset_s, rule=offer.rule, undoes=offer.undoes.uid
        )
    return Change(
        uid,
        wall,
        offset_s,
        offer.exercise.id,
        offer.field,
        offer.was,
        to or offer.to,
        offer.routine,
        offer.rule,
        is_agreed=is_agreed,
    )


def taken_back(changes: Iterable[Change], one: Change) -> tuple[Change, ...]:
    """Return the agreed changes that taking ``one`` back ends: it, and those that were built on
    it, latest first."""
    of_it = [
        other
        for other in agreed(changes)
        if (other.routine, other.field) == (one.routine, one.field)
        and (other.wall, other.uid) >= (one.wall, one.uid)
        and (other.exercise == one.exercise or one.field is ChangeField.EXERCISE)
    ]
    return tuple(reversed(of_it))
