"""What a user must be careful about, laid over a routine before it is compiled.

Pure: a routine, the library with its ladders and precautions, and a profile in; the routine
as it may be done out, with a note of everything that was changed or is to be watched.
What a precaution that warns asks for goes along with its exercise (``Work.care``), so that it
is said where it matters.
Items keep their numbers, because sessions are gone on with by place: what is left out becomes
``Rest(0.0)``, which has no steps. Heat and cold are another table: ``safety/packs.py``.
"""

from collections.abc import Container

from backpt.prescription.model import Exercise, Item, Level, Library, Rest, Routine, Work
from backpt.safety.answers import POSTOP, Profile
from backpt.values import NamedTuple, StrEnum

LEG_DOWN = "leg"
"""The ground of what a therapist's plan stops once pain moves further down the leg."""
BENDING_BACK = "EXT_INTOL"
"""The precaution of who gets worse by bending back (clinical B2)."""


class Effect(StrEnum):
    """What a precaution did to an item."""

    LEFT_OUT = "left out"
    REPLACED = "replaced"
    WARNED = "warned"
    CLEARED = "cleared"


class Ground(NamedTuple):
    """Why an exercise is not for this user, or only with care."""

    code: str = ""
    """Of the precaution; empty: a warning sign that no clinician has seen."""
    why: str = ""
    """The library's words, the end of a sentence; empty where it has none."""


class Note(NamedTuple):
    """One thing that the user must be told."""

    item: int
    """Number of the routine's item."""
    effect: Effect
    name: str
    """Of the exercise that is done, or was left out."""
    grounds: tuple[Ground, ...] = ()
    do: tuple[str, ...] = ()
    """What a precaution that warns asks for, as sentences."""
    instead_of: str = ""
    """The exercise that ``name`` took the place of."""
    cleared_by: str = ""
    cleared_on: str = ""

    @property
    def is_unchecked(self) -> bool:
        """Whether it warns because no precautions are known for the exercise."""
        return self.effect is Effect.WARNED and not self.grounds


class RoutineRefusal(NamedTuple):
    """Why nothing of a routine may be done."""

    name: str
    """Of the routine, or of the one exercise that was asked for."""
    is_single: bool
    """One exercise was asked for; else no exercise of the routine is left."""
    notes: tuple[Note, ...]
    """Of everything that is blocked."""
    allowed: tuple[Exercise, ...] = ()
    """What may be done in its place."""


class Adapted(NamedTuple):
    """A routine as this user may do it."""

    routine: Routine
    notes: tuple[Note, ...] = ()
    refused: RoutineRefusal | None = None
    """``None`` where it may start."""


def apply(
    routine: Routine, library: Library, profile: Profile, *, replace: bool = True
) -> Adapted:
    """Return ``routine`` as the precautions of ``profile`` allow it.

    A blocked exercise is replaced by the first one down its ladder that is allowed, in that
    one's own default dose, unless the routine has it already; else it is left out. With
    ``replace`` false it is always left out: what was begun is not swapped half way. An
    exercise that somebody cleared stays, and so does a warned one; both are said. One that the
    routine stops for the leg is left out by nobody's precaution: nothing takes its place.
    """
    stopped = routine.leg_stops if profile.leg_went_down else ()
    has = {
        item.exercise.id
        for item in routine.items
        if isinstance(item, Work) and not why_blocked(item.exercise, library, profile)
    }
    items: list[Item] = []
    notes: list[Note] = []
    for number, item in enumerate(routine.items):
        if not isinstance(item, Work):
            items.append(item)
            continue
        if item.exercise.id in stopped:
            items.append(Rest(0.0))
            grounds = (Ground(LEG_DOWN),)
            notes.append(Note(number, Effect.LEFT_OUT, item.exercise.name, grounds))
            continue
        made, said = _adapted(number, item, library, profile, has if replace else None)
        if isinstance(made, Work):
            has.add(made.exercise.id)
        items.append(made)
        notes += said
    adapted = routine._replace(items=tuple(items))
    return Adapted(adapted, tuple(notes), _refused(routine, adapted, tuple(notes)))


def why_blocked(exercise: Exercise, library: Library, profile: Profile) -> tuple[Ground, ...]:
    """Return why ``exercise`` is not for this user; empty where nothing blocks it.

    A clearance of an exercise lifts every precaution, but neither a sign that no clinician
    has seen nor the weeks after surgery.
    """
    if profile.is_blocked:
        return (Ground(),)
    if _today(exercise, library).cleared is not None and POSTOP not in profile.codes:
        return ()  # after surgery it is the user who is cleared, not one exercise (G3, 14)
    return _grounds(exercise, library, profile, Level.BLOCK)


def unchecked_names(routine: Routine) -> tuple[str, ...]:
    """Return the user's own exercises of which no safety is known, by name."""
    own = [item.exercise for item in routine.items if isinstance(item, Work)]
    return tuple(dict.fromkeys(exercise.name for exercise in own if exercise.unchecked))


def notes_on(
    exercise: Exercise, library: Library, profile: Profile, *, item: int = 0
) -> tuple[Note, ...]:
    """Return all that is to be told about doing ``exercise``, to anybody who asks.

    One note that it is left out; or who cleared it, and what to watch; or nothing.
    """
    name = exercise.name
    if blocks := why_blocked(exercise, library, profile):
        return (Note(item, Effect.LEFT_OUT, name, blocks),)
    notes = []
    cleared = _today(exercise, library).cleared
    grounds = _grounds(exercise, library, profile, Level.BLOCK)
    if cleared is not None and grounds:
        by, on = cleared
        notes.append(Note(item, Effect.CLEARED, name, grounds, cleared_by=by, cleared_on=on))
    for code in _acting(exercise, library, profile.codes, Level.WARN):
        do = _asked_for(code, exercise, library)
        notes.append(Note(item, Effect.WARNED, name, (_ground(code, library),), do))
    if exercise.unchecked and profile.codes:
        notes.append(Note(item, Effect.WARNED, name))
    return tuple(notes)


def care_on(exercise: Exercise, library: Library, codes: Container[str]) -> tuple[str, ...]:
    """Return what somebody with ``codes`` does differently at ``exercise``, as sentences, each
    once; a precaution that blocks asks for nothing there."""
    acting = _acting(exercise, library, codes, Level.WARN)
    said = (one for code in acting for one in _asked_for(code, exercise, library))
    return tuple(dict.fromkeys(said))


# --- one exercise ----------------------------------------------------------------------


def _adapted(
    number: int, item: Work, library: Library, profile: Profile, has: set[str] | None
) -> tuple[Item, tuple[Note, ...]]:
    """``has``: ids that the routine has already; ``None`` where nothing is replaced."""
    exercise = item.exercise
    notes = notes_on(exercise, library, profile, item=number)
    if not why_blocked(exercise, library, profile):
        return item._replace(care=care_on(exercise, library, profile.codes)), notes
    easier = None if has is None else _easier(exercise, library, profile)
    if easier is None or (has is not None and easier.id in has):
        return Rest(0.0), notes
    replaced = notes[0]._replace(
        effect=Effect.REPLACED, name=easier.name, instead_of=exercise.name
    )
    care = care_on(easier, library, profile.codes)
    return Work(easier, easier.dose, care, easier.grow), (
        replaced,
        *notes_on(easier, library, profile, item=number),
    )


def _easier(exercise: Exercise, library: Library, profile: Profile) -> Exercise | None:
    """Return the first exercise down the ladder that nothing blocks. Loops end it."""
    seen = {exercise.id}
    below = _today(exercise, library).easier
    while below is not None and below not in seen and below in library.exercises:
        seen.add(below)
        found = library.exercises[below]
        if not why_blocked(found, library, profile):
            return found
        below = found.easier
    return None


def _today(exercise: Exercise, library: Library) -> Exercise:
    """Return the exercise as the library has it now: a kept prescription may be older."""
    return library.exercises.get(exercise.id, exercise)


def _grounds(
    exercise: Exercise, library: Library, profile: Profile, level: Level
) -> tuple[Ground, ...]:
    """Return why the user's precautions of ``level`` matter here, in the exercise's order."""
    acting = _acting(exercise, library, profile.codes, level)
    return tuple(_ground(code, library) for code in acting)


def _acting(
    exercise: Exercise, library: Library, theirs: Container[str], level: Level
) -> tuple[str, ...]:
    """Return which of ``theirs`` matter at ``exercise`` and are of ``level``."""
    codes = (*_today(exercise, library).avoid, *exercise.avoid)
    if POSTOP in theirs:
        codes = (POSTOP, *codes)
    acting = (code for code in dict.fromkeys(codes) if code in theirs)
    return tuple(code for code in acting if _level(code, library) is level)


def _asked_for(code: str, exercise: Exercise, library: Library) -> tuple[str, ...]:
    """Return what a precaution that warns asks for at ``exercise``: its own words there, or
    those of the precaution; nothing where neither says it."""
    careful = dict((*exercise.careful, *_today(exercise, library).careful))
    do = careful.get(code) or library.precautions[code].do
    return (do,) if do else ()


def _level(code: str, library: Library) -> Level:
    """A code that the library does not know blocks: what is not known is not harmless."""
    known = library.precautions.get(code)
    return Level.BLOCK if known is None or code == POSTOP else known.level


def _ground(code: str, library: Library) -> Ground:
    known = library.precautions.get(code)
    return Ground(code, known.why.rstrip(".") if known else "")


# --- the whole routine -----------------------------------------------------------------


def _refused(before: Routine, after: Routine, notes: tuple[Note, ...]) -> RoutineRefusal | None:
    works = [item for item in before.items if isinstance(item, Work)]
    left = tuple(item.exercise for item in after.items if isinstance(item, Work))
    blocked = tuple(note for note in notes if note.effect in (Effect.LEFT_OUT, Effect.REPLACED))
    if len(works) == 1 and works[0].exercise.id == before.id and blocked:
        return RoutineRefusal(works[0].exercise.name, True, blocked, left)
    if works and not left:
        return RoutineRefusal(before.name, False, blocked)
    return None


def forbids_trial(routine: Routine, profile: Profile) -> bool:
    """Tell whether ``routine`` is a trial of bending back that a precaution of this user
    forbids (clinical E, ``leg-symptom-trial``: "OPTIONAL, gated"; R9)."""
    return routine.trial and BENDING_BACK in profile.codes
