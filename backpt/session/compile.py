"""Compile a routine to the flat list of timed steps that everything follows.

Nothing is interpreted while a session runs: skipping, going back, resuming, the total and
the plan are index moves and sums over this tuple. ``COMPILER`` is kept with every session in
the journal; raise it when the same routine compiles to other steps.
"""

from collections.abc import Iterator

from backpt.prescription.model import (
    LYING,
    ON_KNEES,
    UPRIGHT,
    Dose,
    Exercise,
    Item,
    Mode,
    Pace,
    Position,
    Rest,
    Routine,
    Side,
    Sides,
    ThermalPlan,
    Work,
    needs,
    periods,
)
from backpt.safety.tables import PACK_OFF_S
from backpt.session.body import Items, comes_from, items_of, planned_whence
from backpt.session.pack_steps import pack_steps
from backpt.session.speech import Speech
from backpt.session.steps import Cue, Gate, Place, Signal, Step, StepKind, gate
from backpt.values import NamedTuple, StrEnum

COMPILER = 4
LONGEST_ROUTINE_S = 3 * 3600.0
"""Nothing longer is led through: it is a mistake in the file."""

READY_S = 3.0
SWITCH_S, SWITCH_ROLLING_S, SWITCH_GEAR_S = 8.0, 12.0, 15.0
"""Change sides; rolling over; with a band, towel or weight to move (DESIGN 6: "15 with band
or towel"; a weight is put down and picked up as well)."""
FIRST_S, SAME_S, ROLL_S, RISE_S, DOWN_S, ACROSS_S = 30.0, 12.0, 12.0, 30.0, 25.0, 15.0
"""Get into place: the first, the same position, roll over, floor to standing or chair, down
to the floor, chair to wall (DESIGN 6)."""
GEAR_S, ONTO_KNEES_S = 20.0, 20.0
"""Take up a stick, a band or a weight; from lying onto hands and knees [D]."""
KEYS_SLOT_S = 8.0
"""The hint about keys asks for the laptop to be put within reach: longer than its words."""
SPACING_S = 2.0
"""No two signals are nearer than this, counts excepted (DESIGN 6)."""
HALFWAY_FROM_S, TEN_LEFT_FROM_S = 20.0, 30.0
COUNTED_HOLD_S = (5.0, 15.0)
"""Holds that are counted throughout; shorter ones are over before "hold, breathe" is said,
in longer ones only the last seconds are counted."""
SELF_PACED_REP_S = 4.0
"""What a rep without any pace counts in totals."""


class SetupBy(StrEnum):
    """How getting into place is timed."""

    TIMED = "timed"
    SLOW = "slow"
    """Half as long again."""
    KEY = "key"
    """Until the user says ready."""


class HoldCount(StrEnum):
    UP = "up"
    """The articles' "count of ten" (S003)."""
    DOWN = "down"
    OFF = "off"


class Manner(NamedTuple):
    """How a routine is compiled, besides what it prescribes."""

    setup: SetupBy = SetupBy.TIMED
    hold_count: HoldCount = HoldCount.UP
    self_paced: bool = False
    """Counting is the user's for every exercise."""
    keys_hint: bool = False
    """Say where the laptop and the keys are: in the first three sessions."""


class _Given(NamedTuple):
    """What every step of a routine is made with."""

    routine: Routine
    speech: Speech
    manner: Manner


def flatten(
    routine: Routine,
    speech: Speech,
    manner: Manner = Manner(),  # noqa: B008  # a value
) -> tuple[Step, ...]:
    """Return the steps of ``routine``, each long enough for its words; steps of no length are
    not in it.

    Raises ``ValueError`` for a pack that breaks a limit of ``session/pack_steps.py``.
    """
    given = _Given(routine, speech, manner)
    steps: list[Step] = []
    if needs(routine) and not _sits_already(routine):
        steps.append(gate(Place(-1), Gate.EQUIPMENT, ("yes", 1), said=Signal.WELCOME))
    for number, item in enumerate(routine.items):
        made = _item_steps(given, number, item, len(steps))
        steps += [
            step._replace(item=item)
            for step in made
            if step.seconds is None or step.seconds > 0
        ]
        if routine.trial and isinstance(item, Work):
            asked = gate(Place(number), Gate.LEG, ("yes", len(steps) + 1))
            steps.append(asked._replace(item=item))
    return tuple(steps)


def _sits_already(routine: Routine) -> bool:
    """Whether all that is needed is the chair of the first exercise: nothing is fetched."""
    first = next((item for item in routine.items if not isinstance(item, Rest)), None)
    seated = isinstance(first, Work) and first.exercise.position is Position.SEATED
    return seated and needs(routine) == ("chair",)


def packs_too_near(steps: tuple[Step, ...]) -> Mode | None:
    """Return which pack comes back before the skin has had its time off (S000); ``None``:
    none does."""
    off_since: dict[Mode, float] = {}
    now_s = 0.0
    for step in steps:
        item = step.item
        now_s += step.planned_s
        if step.kind is not StepKind.APPLY or not isinstance(item, ThermalPlan):
            continue
        mode = periods(item)[step.place.set_no - 1]
        again_s = now_s - step.planned_s
        if again_s - off_since.get(mode, -PACK_OFF_S) < PACK_OFF_S:
            return mode
        off_since[mode] = now_s
    return None


def _item_steps(given: _Given, number: int, item: Item, first: int) -> Iterator[Step]:
    match item:
        case Rest():
            yield _rest(item.rest_s, Place(number))
        case ThermalPlan():
            welcomed = None if first else given.routine
            yield from pack_steps(item, number, first, given.speech, welcomed)
        case Work():
            if item.exercise.fix:
                yield gate(Place(number), Gate.FIX, ("yes", first + 1))
            yield from _into_place(given, number, item, first == 0)
            yield from _work(given, number, item)


def _into_place(given: _Given, number: int, work: Work, is_first: bool) -> Iterator[Step]:
    routine, speech, manner = given
    side = first_side(work.dose)
    before = comes_from(items_of(routine), number)
    place = Place(number, 1, 0, side)
    cues = tuple(_set_up_cues(given, work, before, is_first))
    seconds = _into_place_s(before, work, cues[-1].at_s, speech.intro_s(work, side))
    if manner.setup is SetupBy.SLOW:
        seconds *= 1.5
    by_key = manner.setup is SetupBy.KEY
    yield Step(StepKind.SETUP, None if by_key else seconds, place, cues, seconds)
    yield Step(StepKind.READY, READY_S, place, _count_down(READY_S), READY_S)


def _into_place_s(
    before: Exercise | None, work: Work, moving_s: float, intro_s: float
) -> float:
    return max(_change_s(before, work.exercise), moving_s + intro_s)


def into_place_from(step: Step, items: Items, whence: int, speech: Speech) -> Step:
    """Return ``step``, which gets into place, for somebody who comes from elsewhere than the
    routine thinks: with other words, and as much time as they take. One that explains the
    keys, or begins a session, stays as it is.

    ``whence`` is the number of the cue, as in ``session/body.py``.
    """
    work, number = step.item, step.place.item
    if step.kind is not StepKind.SETUP or not isinstance(work, Work):
        return step
    as_it_is = {Signal.WELCOME, Signal.KEYS} & {cue.signal for cue in step.cues}
    if as_it_is or whence == planned_whence(items, number):
        return step
    before, planned = comes_from(items, number, whence), comes_from(items, number)
    moving_s = speech.moving_s(before, work.exercise, down=False)
    change = (Cue(0.0, Signal.CHANGE_POSITION, whence),) if moving_s else ()
    intro_s = speech.intro_s(work, step.place.side)
    seconds = _into_place_s(before, work, moving_s, intro_s)
    planned_s = _into_place_s(planned, work, step.cues[-1].at_s, intro_s)
    return step._replace(
        seconds=None if step.seconds is None else seconds * step.seconds / planned_s,
        cues=(*change, Cue(moving_s, Signal.GET_READY)),
    )


def _set_up_cues(
    given: _Given, work: Work, before: Exercise | None, is_first: bool
) -> Iterator[Cue]:
    """Yield what is said while getting into place, each after the words before it; the laptop
    is put within reach before one lies down."""
    routine, speech, manner = given
    at_s, moving_s = 0.0, speech.moving_s(before, work.exercise, down=False)
    hinted = manner.keys_hint and before is None
    if is_first:
        yield Cue(0.0, Signal.WELCOME)
        at_s = speech.welcome_s(routine, None if hinted else work.exercise)
    elif moving_s and not hinted:
        yield Cue(0.0, Signal.CHANGE_POSITION)
        at_s = moving_s
    if hinted:
        yield Cue(at_s, Signal.KEYS)
        at_s += KEYS_SLOT_S
        yield Cue(at_s, Signal.CHANGE_POSITION)
        at_s += speech.moving_s(before, work.exercise, down=True)
    yield Cue(at_s, Signal.GET_READY)


def _change_s(before: Exercise | None, after: Exercise) -> float:
    if before is None:
        return FIRST_S
    if before.position is after.position:
        gear = set(after.needs) - set(before.needs) - {"chair"}
        return GEAR_S if gear and not after.fix else SAME_S
    if before.position in LYING and after.position in ON_KNEES:
        return ONTO_KNEES_S
    match (before.position in UPRIGHT, after.position in UPRIGHT):
        case (False, False):
            return ROLL_S
        case (False, True):
            return RISE_S
        case (True, False):
            return DOWN_S
        case _:
            return ACROSS_S


def first_side(dose: Dose) -> Side | None:
    return None if dose.sides is Sides.BOTH else Side.LEFT


def _work(given: _Given, number: int, work: Work) -> Iterator[Step]:
    dose = work.dose
    for set_no, reps in enumerate(dose.reps, 1):
        here = Place(number, set_no)
        match dose.sides:
            case Sides.BOTH:
                yield from _run(given, here, reps, (None,), work)
            case Sides.ALTERNATE:
                yield from _run(given, here, reps, (Side.LEFT, Side.RIGHT), work)
            case Sides.EACH:
                yield from _run(given, here, reps, (Side.LEFT,), work)
                yield _switch(work, here._replace(side=Side.RIGHT), given.speech)
                yield from _run(given, here, reps, (Side.RIGHT,), work)
        if set_no < dose.sets:
            yield _between_sets(work, here, given.speech)


def _run(
    given: _Given,
    here: Place,
    reps: int,
    sides: tuple[Side | None, ...],
    work: Work,
) -> Iterator[Step]:
    """Yield the reps of one set that follow each other without a break."""
    dose = work.dose
    self_paced = dose.self_paced or given.manner.self_paced
    if dose.time_s is not None:
        for side in sides:
            yield _timed(dose.time_s, here._replace(side=side))
    elif self_paced and not dose.pace.hold_s:
        side = sides[0] if len(sides) == 1 else None
        planned = reps * len(sides) * (dose.pace.rep_s or SELF_PACED_REP_S)
        cues = (Cue(0.0, Signal.GO, reps),)
        yield Step(StepKind.COUNT, None, here._replace(side=side), cues, planned)
    else:
        for rep_no in range(1, reps + 1):
            for side in sides:
                place = here._replace(rep_no=rep_no, side=side)
                if self_paced:
                    planned = dose.pace.out_s + dose.pace.back_s
                    cues = (Cue(0.0, Signal.GET_READY, rep_no),)
                    yield Step(StepKind.READY, None, place, cues, planned)
                    # Long enough for the end of the hold to be signalled.
                    relax_s = max(SPACING_S, dose.pace.relax_s)
                    pace = Pace(0.0, dose.pace.hold_s, 0.0, relax_s)
                else:
                    pace = dose.pace
                yield _rep(pace, place, given.manner.hold_count)
            half = len(sides) == 1 and sides[0] is None and rep_no == (reps + 1) // 2
            if half and work.exercise.half_word and rep_no < reps:
                yield _switch(work, here, given.speech)


def _rep(pace: Pace, place: Place, counting: HoldCount) -> Step:
    """One paced rep. A part too short for two signals keeps the one that says what to do."""
    hold_ends_s = pace.out_s + pace.hold_s
    cues = []
    if pace.out_s or pace.hold_s < SPACING_S:
        cues.append(Cue(0.0, Signal.OUT, place.rep_no))
    held = pace.hold_s >= SPACING_S and (not pace.out_s or pace.out_s >= SPACING_S)
    if held:
        cues.append(Cue(pace.out_s, Signal.HOLD, place.rep_no))
    cues += _inside_hold(pace.out_s, pace.hold_s)
    if hold_ends_s >= SPACING_S and pace.back_s + pace.relax_s >= SPACING_S:
        if pace.back_s:
            cues.append(Cue(hold_ends_s, Signal.BACK, place.rep_no))
        elif pace.hold_s:
            cues.append(Cue(hold_ends_s, Signal.RELEASE, place.rep_no))
    cues += _hold_counts(pace, place, counting)
    seconds = pace.rep_s
    in_order = tuple(sorted(cues, key=_count_first))
    return Step(StepKind.WORK, seconds, place, in_order, seconds, parts=pace)


def _count_first(cue: Cue) -> tuple[float, bool]:
    """The last number of a hold comes at the moment of its end, which has the last word."""
    return cue.at_s, cue.signal is not Signal.COUNT


def _inside_hold(from_s: float, hold_s: float) -> Iterator[Cue]:
    if hold_s >= HALFWAY_FROM_S:
        yield Cue(from_s + hold_s / 2, Signal.HALFWAY)
    if hold_s >= TEN_LEFT_FROM_S:
        yield Cue(from_s + hold_s - 10, Signal.TEN_LEFT)


def _hold_counts(pace: Pace, place: Place, counting: HoldCount) -> Iterator[Cue]:
    """Every second of a hold, without those at which the hold and its end are spoken: in the
    first rep ("Hold. Breathe.", "Relax."), and where the hold begins with its number."""
    shortest, longest = COUNTED_HOLD_S
    if counting is HoldCount.OFF or pace.hold_s < shortest:
        return
    whole = int(pace.hold_s)
    spoken = place.rep_no == place.set_no == 1 or pace.out_s < SPACING_S
    first = 2 if spoken else 1
    ends_unspoken = not spoken and pace.back_s + pace.relax_s >= SPACING_S
    last = whole if ends_unspoken and whole == pace.hold_s else whole - 1
    numbers: list[tuple[float, int]]
    if pace.hold_s > longest:
        numbers = [(pace.hold_s - left, left) for left in (3, 2, 1)]
    elif counting is HoldCount.UP:
        numbers = [(second, second) for second in range(first, last + 1)]
    else:
        numbers = [(second, whole - second) for second in range(first, whole)]
    for second, number in numbers:
        yield Cue(pace.out_s + second, Signal.COUNT, number)


def _timed(seconds: float, place: Place) -> Step:
    inside = (*_inside_hold(0.0, seconds), *_count_down(seconds))
    cues = (Cue(0.0, Signal.GO), *sorted(inside))
    return Step(StepKind.WORK, seconds, place, cues, seconds)


def _switch(work: Work, place: Place, speech: Speech) -> Step:
    exercise = work.exercise
    if exercise.position is Position.SIDE_LYING:
        at_least = SWITCH_ROLLING_S
    elif {"band", "towel", "weight"} & set(exercise.needs):
        at_least = SWITCH_GEAR_S
    else:
        at_least = SWITCH_S
    seconds = max(at_least, speech.switch_s(work, place.side) + READY_S)
    cues = (Cue(0.0, Signal.SWITCH_SIDE), *_count_down(seconds))
    return Step(StepKind.SWITCH, seconds, place, cues, seconds)


def _between_sets(work: Work, place: Place, speech: Speech) -> Step:
    """Rest, and with one side at a time go back to the first: where the rest is too short
    for that, changing sides is the rest."""
    rest = _rest(work.dose.rest_s, place)
    if work.dose.sides is not Sides.EACH:
        return rest
    switch = _switch(work, Place(place.item, place.set_no + 1, 0, Side.LEFT), speech)
    needed = max(switch.planned_s, speech.rest_s(work) + READY_S)
    return rest if work.dose.rest_s >= needed else switch


def _rest(seconds: float, place: Place) -> Step:
    """A rest between sets; one between exercises needs no count-down, a set-up follows."""
    counted = place.set_no and seconds >= READY_S + SPACING_S
    count_down = _count_down(seconds) if counted else ()
    return Step(StepKind.REST, seconds, place, (Cue(0.0, Signal.REST), *count_down), seconds)


def _count_down(seconds: float) -> tuple[Cue, ...]:
    """3-2-1 as the last three seconds of a stretch."""
    return tuple(Cue(seconds - left, Signal.COUNT, left) for left in (3, 2, 1))
