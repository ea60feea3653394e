"""What a decision of today does to a routine: lighter doses, easier exercises, another routine.

Pure; the decisions and their numbers are in ``safety/readiness.py``. Items keep their numbers.
Precautions are laid over the result, not the other way round.
"""

import math

from backpt.prescription.model import (
    Category,
    Dose,
    Exercise,
    Item,
    Library,
    Position,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    needs,
    prescribe,
)
from backpt.safety.answers import Profile
from backpt.safety.days import FLARE_UP_ROUTINE
from backpt.safety.days import REST_ROUTINE as REST_ID
from backpt.safety.precautions import why_blocked
from backpt.safety.readiness import Decision, Readiness
from backpt.safety.tables import EASED_TIME_STEP_S, FLARE_UP_PHASE, LESS, WORDS
from backpt.values import NamedTuple

(_REST_NAME,) = WORDS["rest-routine"]
REST_ROUTINE = Routine(REST_ID, _REST_NAME, (), phase=1)
"""Made from the library when only rest positions and walking are left (G4, 3)."""
REST_AND_WALK = ("belly-breathing",)
"""Taken besides positions of rest and walking."""
WRONG_WAYS = frozenset({"EXT_INTOL", "FLEX_INTOL"})
"""Precautions that a rest position must not go against, though they only warn elsewhere."""


class Swap(NamedTuple):
    """An exercise or a routine that today left out, or exchanged, by name."""

    left: str
    taken: str = ""
    """In its place; empty: nothing is."""


class Eased(NamedTuple):
    """A routine as today allows it."""

    routine: Routine
    swaps: tuple[Swap, ...] = ()
    goes_on: str = ""
    """The exercise that was begun and keeps its dose, by name, where later ones get less."""


def eased(
    routine: Routine,
    library: Library,
    decision: Decision,
    codes: frozenset[str] = frozenset(),
) -> Eased:
    """Return ``routine`` as ``decision`` allows it; ``NOT_TODAY`` leaves it as it is.

    ``codes`` are the user's precautions, which choose among rest positions.

    Packs before and after the exercises stay where another routine takes their place.
    """
    match decision.kind:
        case Readiness.FLARE_UP:
            return _flare_up(routine, library, codes)
        case Readiness.REST_POSITIONS:
            return Eased(with_packs_of(routine, rest_positions(library, codes)))
        case Readiness.EASE if decision.phase_before and (
            below := routine_below(routine, library)
        ):
            lighter = _lighter(below, library, decision._replace(phases_back=0))
            done = with_packs_of(routine, lighter.routine)
            return Eased(done, (Swap(routine.name, below.name), *lighter.swaps))
        case Readiness.EASE:
            return _lighter(routine, library, decision)
        case Readiness.GO_ON | Readiness.NOT_TODAY:
            return Eased(routine)


def eased_rest(
    routine: Routine, library: Library, decision: Decision, first: int
) -> Eased | None:
    """Return what ``decision`` leaves of a routine that was broken off; ``None``: nothing.

    Easing lightens the items from ``first`` on, and what was lighter already is so only once.
    Where today allows only another routine nothing is left, unless it is this very one.
    """
    match decision.kind:
        case Readiness.GO_ON:
            return Eased(routine)
        case Readiness.EASE:
            return _lighter(
                routine, library, decision, first, _usual_doses(library, routine.id)
            )
        case Readiness.NOT_TODAY:
            return None
        case Readiness.FLARE_UP | Readiness.REST_POSITIONS:
            return _left_of(routine, eased(routine, library, decision))


def _left_of(routine: Routine, today: Eased) -> Eased | None:
    """Return ``routine`` with those of its exercises that ``today`` has too."""
    if today.routine.id != routine.id:
        return None
    allowed = {item.exercise.id for item in today.routine.items if isinstance(item, Work)}
    items = tuple(
        Rest(0.0) if isinstance(item, Work) and item.exercise.id not in allowed else item
        for item in routine.items
    )
    if not any(isinstance(item, Work) for item in items):
        return None
    return Eased(routine._replace(items=items), today.swaps)


def _usual_doses(library: Library, routine_id: str) -> dict[str, Dose]:
    """Return what a routine of the library prescribes, by exercise."""
    if routine_id not in library.routines:
        return {}
    items = prescribe(library, routine_id).items
    return {item.exercise.id: item.dose for item in items if isinstance(item, Work)}


def _flare_up(routine: Routine, library: Library, codes: frozenset[str]) -> Eased:
    """Return the flare-up routine, of which only exercises of phase 1 are done.

    The user's own file may have one, with anything in it; R2 means "rest positions and tiny
    movements". Where nothing of it is left there are rest positions.
    """
    if FLARE_UP_ROUTINE in library.routines and routine.id != FLARE_UP_ROUTINE:
        routine = with_packs_of(routine, prescribe(library, FLARE_UP_ROUTINE))
    hard = {
        number: item.exercise.name
        for number, item in enumerate(routine.items)
        if isinstance(item, Work) and item.exercise.phase > FLARE_UP_PHASE
    }
    items = tuple(
        Rest(0.0) if number in hard else item for number, item in enumerate(routine.items)
    )
    if not any(isinstance(item, Work) for item in items):
        return Eased(with_packs_of(routine, rest_positions(library, codes)))
    return Eased(routine._replace(items=items), tuple(map(Swap, dict.fromkeys(hard.values()))))


def rest_positions(library: Library, codes: frozenset[str] = frozenset()) -> Routine:
    """Return the library's rest positions, belly breathing and one walk, in default doses.

    With ``codes``, the user's own precautions, none that bends them the wrong way: who gets
    worse by bending back does not rest lying face down (use-review S8).
    A rest position is a decompression exercise of phase 1 that is held for a time; the walk is
    the first aerobic exercise of phase 1. In the order: lying first, the walk last.
    """
    wrong = codes & WRONG_WAYS
    first = [
        exercise
        for exercise in library.exercises.values()
        if exercise.phase == 1 and not wrong.intersection(exercise.avoid)
    ]
    rests = [
        exercise
        for exercise in first
        if (exercise.category is Category.DECOMPRESSION and exercise.dose.time_s is not None)
        or exercise.id in REST_AND_WALK
    ]
    rests.sort(key=lambda exercise: exercise.position)  # supine after prone: one rise
    walks = [exercise for exercise in first if exercise.category is Category.AEROBIC][:1]
    items = tuple(Work(exercise, exercise.dose) for exercise in (*rests, *walks))
    return REST_ROUTINE._replace(items=items)


def routine_below(routine: Routine, library: Library) -> Routine | None:
    """Return the first routine of the phase before that needs nothing else; ``None``: there is
    none. Neither the flare-up routine nor a trial is one to go on with (clinical F)."""
    at_hand = set(needs(routine))
    for id_, entry in library.routines.items():
        if entry.phase != routine.phase - 1 or id_ == FLARE_UP_ROUTINE or entry.trial:
            continue
        below = prescribe(library, id_)
        if at_hand.issuperset(needs(below)):
            return below
    return None


def strains(routine: Routine) -> frozenset[int]:
    """Return the numbers of the items that load a leg or bend the back, or may (R9)."""
    return frozenset(
        number
        for number, item in enumerate(routine.items)
        if isinstance(item, Work) and not item.exercise.is_quiet
    )


def lies_on_back(library: Library, profile: Profile) -> bool:
    """Tell whether the rest that is offered in a session may be one on the back."""
    return any(
        isinstance(item, Work)
        and item.exercise.position is Position.SUPINE
        and not why_blocked(item.exercise, library, profile)
        for item in rest_positions(library).items
    )


def with_packs_of(asked: Routine, done: Routine) -> Routine:
    """Return ``done`` with the packs that ``asked`` has before and after its exercises."""
    works = [number for number, item in enumerate(asked.items) if isinstance(item, Work)]
    if not works:
        return done
    before = [item for item in asked.items[: works[0]] if isinstance(item, ThermalPlan)]
    after = [item for item in asked.items[works[-1] :] if isinstance(item, ThermalPlan)]
    return done._replace(items=(*before, *done.items, *after))


# --- less of the same ------------------------------------------------------------------


def _lighter(
    routine: Routine,
    library: Library,
    decision: Decision,
    first: int = 0,
    usual: dict[str, Dose] | None = None,
) -> Eased:
    """Take the factor of the reps, and step down the ladder where an exercise is too hard.

    "No harder versions" (R3) is read so: an exercise whose phase is above the routine's own
    is a harder version, and the first one down its ladder within that phase takes its place;
    one without an easier form stays, and so does one whose easier form needs equipment that
    the routine does not. Four weeks off lower the phase by one (F9).

    Items before ``first`` stay. ``usual`` are the doses that are lightened where those of the
    routine may have been already; one that is not among them is the exercise's own.
    """
    back = decision.phases_back
    most = None if back is None else max(1, routine.phase - back)
    at_hand = set(needs(routine))
    has = {
        item.exercise.id
        for item in routine.items
        if isinstance(item, Work) and (most is None or item.exercise.phase <= most)
    }
    items: list[Item] = []
    swaps: list[Swap] = []
    for number, item in enumerate(routine.items):
        if not isinstance(item, Work) or number < first:
            items.append(item)
            continue
        easier = None if most is None else _within_phase(item.exercise, library, most)
        if easier is None or not at_hand.issuperset(easier.needs):
            items.append(item._replace(dose=_lighter_once(item, decision, usual)))
            continue
        made, swap = _stepped_down(item, easier, decision, is_there=easier.id in has)
        has.add(easier.id)
        items.append(made)
        swaps.append(swap)
    return Eased(routine._replace(items=tuple(items)), tuple(swaps))


def _stepped_down(
    work: Work, easier: Exercise, decision: Decision, *, is_there: bool
) -> tuple[Item, Swap]:
    """Return what takes the place of ``work``: ``easier``, or nothing where that is done
    anyway."""
    if is_there:
        return Rest(0.0), Swap(work.exercise.name)
    made = Work(easier, lighter_dose(Work(easier, easier.dose), decision))
    return made, Swap(work.exercise.name, easier.name)


def _lighter_once(work: Work, decision: Decision, usual: dict[str, Dose] | None) -> Dose:
    if usual is None:
        return lighter_dose(work, decision)
    dose = usual.get(work.exercise.id, work.exercise.dose)
    return _at_most(work.dose, lighter_dose(work._replace(dose=dose), decision))


def _within_phase(exercise: Exercise, library: Library, most: int) -> Exercise | None:
    """Return the first exercise down the ladder of at most phase ``most``; ``None`` where
    this one is within it, or nothing below it is."""
    seen = {exercise.id}
    here = exercise
    while here.phase > most:
        below = library.exercises.get(here.easier or "")
        if below is None or below.id in seen:
            return None
        seen.add(below.id)
        here = below
    return None if here is exercise else here


def lighter_dose(work: Work, decision: Decision) -> Dose:
    """Return the dose of ``work`` times the decision's factor: reps and timed walks get fewer
    and shorter, never less than one rep; holds and positions of rest stay."""
    lighter = _times(work, decision.factor)
    return _at_most(lighter, work.exercise.dose) if decision.start_dose else lighter


def _times(work: Work, factor: float) -> Dose:
    dose = work.dose
    if factor >= 1.0:
        return dose
    if dose.time_s is None:
        return dose._replace(reps=tuple(_fewer(reps, factor) for reps in dose.reps))
    if work.exercise.category is Category.DECOMPRESSION:
        return dose
    steps = math.floor(dose.time_s * factor / EASED_TIME_STEP_S)
    return dose._replace(time_s=max(EASED_TIME_STEP_S, steps * EASED_TIME_STEP_S))


def _fewer(reps: int, factor: float) -> int:
    """Return ``reps`` times ``factor`` as a whole number, at least one and fewer than all; of
    50-75 % no more than that (R3)."""
    if factor > LESS:
        return max(1, min(reps - 1, round(reps * factor)))
    return max(1, min(math.floor(reps * LESS), math.ceil(reps * factor)))


def _at_most(dose: Dose, start: Dose) -> Dose:
    """Return ``dose`` with no more reps or time than ``start``, a lighter day's or the
    library's own (F9)."""
    if dose.time_s is not None:
        most_s = dose.time_s if start.time_s is None else min(dose.time_s, start.time_s)
        return dose._replace(time_s=most_s)
    if start.time_s is not None or sum(dose.reps) <= sum(start.reps):
        return dose
    return dose._replace(reps=start.reps)
