"""What a clinician prescribes, as plain values: no clock, no file, no terminal.

Durations are float seconds and end in ``_s``. Pain is an int, 0-10 NRS (0 none, 10 worst).
Values are named tuples: 25 of them cost a start of the program 1.1 times a bare
``python -c pass`` (typing included), 25 frozen slotted dataclasses 3.0 times.
"""

from backpt.values import NamedTuple, StrEnum


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Sides(StrEnum):
    """How an exercise is shared between the two sides of the body."""

    BOTH = "both"
    """Both sides together: one rep is one rep."""
    EACH = "each"
    """In each set all reps left, change, all reps right, then rest."""
    ALTERNATE = "alternate"
    """Left, right, left, ... within the set; the same number for each."""


class Position(StrEnum):
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    QUADRUPED = "quadruped"
    HALF_KNEELING = "half-kneeling"
    KNEELING = "kneeling"
    SEATED = "seated"
    STANDING = "standing"
    WALL = "wall"


UPRIGHT = frozenset({Position.SEATED, Position.STANDING, Position.WALL})
LYING = frozenset({Position.SUPINE, Position.PRONE, Position.SIDE_LYING})
ON_KNEES = frozenset({Position.QUADRUPED, Position.HALF_KNEELING, Position.KNEELING})


class Category(StrEnum):
    MOBILITY = "mobility"
    STRENGTH = "strength"
    CORE = "core"
    POSTURE = "posture"
    MOVEMENT = "movement"
    DECOMPRESSION = "decompression"
    KNEE = "knee"
    BALANCE = "balance"
    NERVE_GLIDE = "nerve-glide"
    AEROBIC = "aerobic"


class Strain(StrEnum):
    """What an exercise asks of a leg or of the low back [D]."""

    LEG = "leg"
    """It loads a leg or the trunk on it, or stretches a leg or its nerve."""
    BEND = "bend"
    """It bends, arches or turns the back."""
    FOLD = "fold"
    """It bends the low back strongly forward."""


class Level(StrEnum):
    """What a precaution does to an exercise."""

    BLOCK = "block"
    WARN = "warn"


class Mode(StrEnum):
    """What a pack is; ``alternate`` is heat, cold, heat (clinical C2)."""

    HEAT = "heat"
    COLD = "cold"
    ALTERNATE = "alternate"


class Part(StrEnum):
    """The parts of one rep, in their order."""

    OUT = "out"
    HOLD = "hold"
    BACK = "back"
    RELAX = "relax"


class Pace(NamedTuple):
    """How long the parts of one rep take, in seconds; a part of 0 is left out."""

    out_s: float
    hold_s: float
    back_s: float
    relax_s: float

    @property
    def rep_s(self) -> float:
        return self.out_s + self.hold_s + self.back_s + self.relax_s

    def at(self, elapsed_s: float) -> tuple[Part, float, float]:
        """Return the part that runs ``elapsed_s`` into the rep, the seconds into that part and
        its length. Past the end it is the end of the relaxing."""
        began_s = 0.0
        for part, length_s in zip(Part, self, strict=True):
            if elapsed_s < began_s + length_s:
                return part, elapsed_s - began_s, length_s
            began_s += length_s
        return Part.RELAX, self.relax_s, self.relax_s


class Dose(NamedTuple):
    """How much of an exercise to do in one session."""

    reps: tuple[int, ...] = (1,)
    """Reps **per side**, one number a set: (10, 10) is 2 sets of 10, (3, 2, 1) a pyramid."""
    pace: Pace = Pace(0.0, 0.0, 0.0, 0.0)
    time_s: float | None = None
    """Length of one long timed position or walk (per side); ``None`` where reps are counted."""
    sides: Sides = Sides.BOTH
    rest_s: float = 0.0
    """Rest after every set but the last."""
    self_paced: bool = False
    """The user counts: with a hold a key starts each timed rep, without one a key ends the
    set."""

    @property
    def sets(self) -> int:
        return len(self.reps)


class Frequency(NamedTuple):
    """How often something is done; the bounds are included."""

    days_low: int
    days_high: int
    """Days a week, 1-7."""
    times_low: int = 1
    times_high: int = 1
    """Times on such a day."""
    apart: int = 0
    """Days of rest between two such days (clinical F10: strength has one)."""
    when: str = ""
    """When on such a day, in words that no number has: "every 2 hours", "in the morning"."""


class Growth(NamedTuple):
    """How far one field of a dose may grow; ``prescription.growing`` takes the steps."""

    field: str
    """As in the file: "hold", "reps", "sets" or "time"."""
    low: float
    high: float
    """Seconds for a hold or a time, else a number; reps of a pyramid are those of its highest
    set."""
    step: float
    """The smallest there is, in the same unit."""


Grow = tuple[Growth, ...]
"""In the order in which the fields grow (clinical F2, F3); after the last, something harder."""


class Exercise(NamedTuple):
    """One entry of the library: what the movement is, and a sensible default dose."""

    id: str
    name: str
    category: Category
    position: Position
    dose: Dose
    phase: int
    """1 calm pain and move, 2 strengthen, 3 movement patterns (clinical A16)."""
    cue: str
    """Spoken while getting into place and shown while it runs. ``{side}``, ``{other}``,
    ``{Side}``, ``{Other}`` stand for the side being worked and the one that is not."""
    frequency: Frequency | None = None
    grow: Grow | None = None
    """How the dose may grow; ``None`` where nobody has said."""
    note: str = ""
    """What is to be known of how much and how often that no field says."""
    aliases: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Equipment without which it cannot be done."""
    optional: tuple[str, ...] = ()
    fix: str = ""
    """What must be fixed before it starts ("Fix the band at waist height ..."); asked at a
    gate."""
    place: str = ""
    """Said while moving there, where the position alone does not say it ("To the wall.")."""
    side_words: tuple[str, str] | None = None
    """Left and right as they are spoken where "left" alone is unclear ("Left leg")."""
    out_word: str = ""
    """Said at the first rep's way out, beside the side ("Up")."""
    back_word: str = ""
    """Said at the first rep's way back, instead of "Back" ("Slowly down")."""
    rest_word: str = ""
    """Said as a rest between sets begins: what to put down ("Feet down")."""
    half_word: str = ""
    """Said half-way through the reps of a set, with time to do it ("Swap the bent leg")."""
    says_each: bool = False
    """Both ways are named in every rep, and no number: a breath is not counted aloud."""
    steps: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    stop_if: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    """Precaution codes that block or warn (clinical B)."""
    careful: tuple[tuple[str, str], ...] = ()
    """Code of a precaution that warns, and what to do about it at this exercise, where the
    precaution's own ``do`` does not fit: a sentence or more."""
    strains: tuple[str, ...] | None = None
    """Of ``Strain``; ``None`` where nobody has said, as for the user's own."""
    easier: str | None = None
    harder: str | None = None
    sources: tuple[str, ...] = ()
    cleared: tuple[str, str] | None = None
    """Who allowed it in spite of a precaution, and when, as the user's file says it."""
    figure: str = ""
    """Its picture as the file says it, as one line of JSON; "" where there is none. What
    draws it (``figure.read.figure_of``) is not loaded before it is drawn."""

    @property
    def unchecked(self) -> bool:
        """Nobody has said for whom it is not: the user's own, with neither sources nor codes
        of precautions."""
        return not self.sources and not self.avoid

    @property
    def is_quiet(self) -> bool:
        """It neither loads a leg nor bends the back, and somebody has said so (clinical R9)."""
        return self.strains == ()

    @property
    def folds(self) -> bool:
        """It bends the low back strongly forward (clinical, fact 9: SNOOK, LIEB)."""
        return Strain.FOLD in (self.strains or ())


class Work(NamedTuple):
    """An exercise in a routine, with the dose that was prescribed there."""

    exercise: Exercise
    dose: Dose
    care: tuple[str, ...] = ()
    """What this user does differently here, because of a precaution that warns: each says
    what to do, a sentence or more ("Bend less than 45 degrees.")."""
    grow: Grow | None = None
    """How the dose may grow here."""
    note: str = ""
    """What the routine's note says of it ("red band")."""


class Rest(NamedTuple):
    """An explicit rest between exercises."""

    rest_s: float


class ThermalPlan(NamedTuple):
    """Hot/cold cycles. Limits and sources: ``session/pack_steps.py``."""

    mode: Mode
    apply_s: float
    off_s: float
    cycles: int
    area: str = ""


ALTERNATING = (Mode.HEAT, Mode.COLD, Mode.HEAT)
"""Start and end warm, by analogy with contrast baths (C2: SRS, [D])."""


def periods(plan: ThermalPlan) -> tuple[Mode, ...]:
    """Return what the pack of each period is."""
    return ALTERNATING if plan.mode is Mode.ALTERNATE else (plan.mode,) * plan.cycles


Item = Work | Rest | ThermalPlan


class Routine(NamedTuple):
    """Ordered exercises for one sitting, resolved: nothing is looked up after this."""

    id: str
    name: str
    items: tuple[Item, ...]
    goal: str = ""
    phase: int = 1
    frequency: Frequency | None = None
    first: str = ""
    """Said before the first exercise: a rule for all of them, a sentence."""
    trial: bool = False
    """It tries bending back for symptoms in a leg: asked about first, and after each exercise
    (clinical E, ``leg-symptom-trial``)."""
    note: str = ""
    """What is to be known of how often that no field says."""
    asks_to_grow: bool = False
    """Steps up are offered (``progress: ask``); never in what a therapist wrote down."""
    leg_stops: tuple[str, ...] = ()
    """Ids of exercises that are stopped once pain moves further down the leg."""


def works(routine: Routine) -> tuple[Work, ...]:
    """Return the exercises of a routine with their doses, in its order."""
    return tuple(item for item in routine.items if isinstance(item, Work))


def needs(routine: Routine) -> tuple[str, ...]:
    """Return the equipment of a routine, each once, in the order in which it is needed."""
    wanted = (need for work in works(routine) for need in work.exercise.needs)
    return tuple(dict.fromkeys(wanted))


class RoutineItem(NamedTuple):
    """One line of a routine as it stands in the file."""

    exercise: str = ""
    """The exercise's id; empty for a rest or a pack."""
    changes: tuple[tuple[str, object], ...] = ()
    """Fields of the dose (or of its pace) that this routine overrides."""
    other: Rest | ThermalPlan | None = None
    line: int = 0
    grow: Grow | None = None
    """Instead of the exercise's, where this routine has its own."""


class RoutineEntry(NamedTuple):
    """A routine as it stands in the file: ids and overrides, not yet resolved."""

    id: str
    name: str
    items: tuple[RoutineItem, ...]
    goal: str = ""
    phase: int = 1
    frequency: Frequency | None = None
    aliases: tuple[str, ...] = ()
    first: str = ""
    trial: bool = False
    note: str = ""
    asks_to_grow: bool = False
    leg_stops: tuple[str, ...] = ()


class Citation(NamedTuple):
    id: str
    title: str
    address: str


class Precaution(NamedTuple):
    """A condition of the user that blocks or warns; in words to the user: things to be
    careful about."""

    id: str
    level: Level
    why: str
    """The reason, a sentence: "Bending the knee deeply hurts."."""
    sources: tuple[str, ...] = ()
    do: str = ""
    """What to do at an exercise that it warns of, a sentence or more ("Bend less than 45
    degrees."); empty for one that blocks."""


class Library(NamedTuple):
    """Everything that was read, in the order of the file."""

    exercises: dict[str, Exercise]
    routines: dict[str, RoutineEntry]
    sources: dict[str, Citation]
    precautions: dict[str, Precaution]


def changed(dose: Dose, changes: tuple[tuple[str, object], ...]) -> Dose:
    """Return ``dose`` with the fields that a routine overrides.

    ``changes`` names fields of ``Dose`` and ``Pace`` with their new values, and ``sets``, a
    number: new reps keep the number of sets, new sets keep the reps of the first one, and
    reps and ``time_s`` replace each other.
    """
    fields = dict(changes)
    reps, sets = fields.pop("reps", None), fields.pop("sets", None)
    if isinstance(reps, tuple) or isinstance(sets, int):
        kept = reps if isinstance(reps, tuple) else dose.reps
        pyramid = len(kept) > 1 and not isinstance(sets, int)
        many = sets if isinstance(sets, int) else dose.sets
        fields["reps"] = kept if pyramid else kept[:1] * many
        if isinstance(reps, tuple):
            fields.setdefault("time_s", None)
    pace = {name: fields.pop(name) for name in Pace._fields if name in fields}
    return dose._replace(pace=dose.pace._replace(**pace), **fields)  # type: ignore[arg-type]


def prescribe(library: Library, routine_id: str) -> Routine:
    """Return a routine with its exercises and their prescribed doses.

    Raises ``KeyError`` for an id that is not there; the reader has checked the ids inside.
    """
    entry = library.routines[routine_id]
    items = tuple(
        item.other
        if item.other is not None
        else Work(
            (exercise := library.exercises[item.exercise]),
            changed(exercise.dose, item.changes),
            grow=exercise.grow if item.grow is None else item.grow,
            note=note_on(exercise.name, entry.note),
        )
        for item in entry.items
    )
    return Routine(
        entry.id,
        entry.name,
        items,
        entry.goal,
        entry.phase,
        entry.frequency,
        entry.first,
        entry.trial,
        entry.note,
        entry.asks_to_grow,
        entry.leg_stops,
    )


def note_on(name: str, note: str) -> str:
    """Return what the ``note`` of a routine says of the exercise of that name: of "Twice a
    day. Bridge: red band." it is "red band"; nothing where it does not name it."""
    _, found, said = f". {note}".partition(f". {name}: ")
    return said.partition(". ")[0].rstrip(".") if found else ""


def single(exercise: Exercise) -> Routine:
    """Return a routine of one exercise in its default dose, done as often as that is."""
    work = Work(exercise, exercise.dose, grow=exercise.grow)
    return Routine(
        exercise.id,
        exercise.name,
        (work,),
        frequency=exercise.frequency,
        asks_to_grow=exercise.grow is not None,
    )
