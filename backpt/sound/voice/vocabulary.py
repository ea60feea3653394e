"""Every sentence a voice may have to say. Knows the words, no sound and no file.

A clip is one sentence exactly as ``language.words`` makes it. Of numbers and what is counted
only what is heard daily is a clip; the rest is put together (``clips.parts``), so that "Five
exercises, about nine minutes." can be said of any routine.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import product

from backpt.language import captions, packs, recording, speech, voice, words
from backpt.prescription.model import (
    Exercise,
    Library,
    Mode,
    Routine,
    ThermalPlan,
    Work,
    prescribe,
    single,
)
from backpt.safety.easing import rest_positions
from backpt.safety.precautions import care_on
from backpt.safety.tables import PACK_LEAST_OFF_S, PACK_MOST_CYCLES
from backpt.session.compile import HoldCount, Manner, flatten
from backpt.session.events import Ending
from backpt.session.steps import Compiled, Cue, Signal
from backpt.sound.voice.clips import halves, split_sentence

LARGEST = 60
"""Numbers are said up to here."""
_ABOUT_MINUTES, _EXERCISES = 30, 8
"""Of what a welcome says these are clips in one breath, so that it is in time."""
_APPLY_S = (300.0, 600.0, 900.0, 1200.0)
_MANNERS = (
    Manner(),
    Manner(keys_hint=True),
    Manner(self_paced=True),
    Manner(hold_count=HoldCount.DOWN),
)
_OUT_OF_TURN = tuple(
    Cue(-1.0, signal)
    for signal in (
        Signal.PAUSED,
        Signal.RESUMED,
        Signal.WAITING,
        Signal.QUESTION,
        Signal.EASED,
        Signal.GOOD_ZONE,
        Signal.EXERCISE_END,
        Signal.REST,
        Signal.LEG_REST,
        Signal.LIE_ON_BACK,
        Signal.LIE_ON_SIDE,
        Signal.WALK,
        Signal.LEG_QUESTION,
        Signal.STOP,
        Signal.SESSION_END,
    )
)
"""What the player may signal in any step, besides the step's own cues."""


def vocabulary(library: Library) -> tuple[str, ...]:
    """Return the clips that say every session ``library`` can be asked for, sorted."""
    said = {*voice.FIXED, *voice.JOINTS, *recording.FIXED, *_safety(), *_numbers()}
    said |= {*_doses(library), *_moves(library), *_equipment(library), *_care(library)}
    for routine in (*_shipped(library), *_singles(library), *_packs()):
        said.update(missing(_in_every_manner(routine), said))
    return tuple(sorted(said))


def _in_every_manner(routine: Routine) -> set[str]:
    return set().union(
        *(sentences(Compiled(routine, flatten(routine, speech, how))) for how in _MANNERS)
    )


def sentences(compiled: Compiled) -> set[str]:
    """Return what may be said while ``compiled`` runs, whatever the user does.

    The first sentence of its welcome is the name of the routine; endings are not in it.
    """
    said: set[str] = set()
    for index, step in enumerate(compiled.steps):
        for cue in (*step.cues, *_OUT_OF_TURN):
            said.update(words.phrase(compiled, index, cue))
    return said


def missing(wanted: Iterable[str], there: Container[str]) -> tuple[str, ...]:
    """Return what of ``wanted`` no clips of ``there`` can say, sorted."""
    return tuple(
        sorted(
            one for one in set(wanted) if one not in there and not split_sentence(one, there)
        )
    )


def _shipped(library: Library) -> Iterator[Routine]:
    for routine_id in library.routines:
        yield prescribe(library, routine_id)
    yield rest_positions(library)


def _singles(library: Library) -> Iterator[Routine]:
    for exercise in library.exercises.values():
        yield single(exercise)
        own_pace = exercise.dose._replace(self_paced=True)
        yield Routine(exercise.id, exercise.name, (Work(exercise, own_pace),))


def _packs() -> Iterator[Routine]:
    """Packs of the usual lengths, for the heat before a session and for ``icepack``."""
    for mode, apply_s, cycles in product(Mode, _APPLY_S, range(1, PACK_MOST_CYCLES + 1)):
        off_s = max(PACK_LEAST_OFF_S, apply_s)
        yield Routine(
            "pack", packs.ROUTINE_NAMES[mode], (ThermalPlan(mode, apply_s, off_s, cycles),)
        )


def _moves(library: Library) -> Iterator[str]:
    """From any exercise to any other: people put routines together as they like."""
    exercises: tuple[Exercise, ...] = tuple(library.exercises.values())
    for before, after in product((None, *exercises), exercises):
        yield from words.move(before, after)


def _equipment(library: Library) -> Iterator[str]:
    """Each thing alone, for lists of several."""
    yield voice.WITHIN_REACH
    for exercise in library.exercises.values():
        for need in exercise.needs:
            yield voice.thing(need)


def _care(library: Library) -> Iterator[str]:
    """What each precaution asks for at each exercise; "You:" is a clip of its own."""
    for exercise in library.exercises.values():
        for said in words.care_phrase(care_on(exercise, library, library.precautions)):
            yield from halves(said) or (said,)


def _safety() -> Iterator[str]:
    for phrase in (
        words.HOW_MUCH,
        tuple(said for said in words.WHICH_SIGN if not halves(said)),
        words.IS_IT_TRUE,
        tuple(map(voice.sign, words.NEW_SIGNS)),
        *words.EMERGENCY,
        words.STOP_WORDS,
        words.KEYS_HINT,
        packs.SKIN_STOP,
        packs.PACK_OFF_NOW,
        *(captions.ending_phrase(ending) for ending in Ending),
    ):
        yield from phrase


def _numbers() -> Iterator[str]:
    for number in range(LARGEST + 1):
        yield voice.number(number)
    for minutes in range(1, _ABOUT_MINUTES + 1):
        yield voice.about_minutes(minutes)
    for many in range(1, _EXERCISES + 1):
        yield voice.exercises(many)


def _doses(library: Library) -> Iterator[str]:
    """The sets of the shipped routines, which are heard daily; "each side" follows well."""
    for routine in _shipped(library):
        for item in routine.items:
            if isinstance(item, Work) and item.dose.sets > 1:
                for said in words.dose_phrase(item.exercise, item.dose):
                    yield voice.sets(said)
