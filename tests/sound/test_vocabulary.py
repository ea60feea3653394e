from __future__ import annotations

from functools import cache

import pytest

from backpt.language import speech, words
from backpt.language.en.captions import ending_phrase
from backpt.language.en.durations import count, spoken
from backpt.language.en.packs import PACK_NAMES
from backpt.prescription.model import (
    Mode,
    Routine,
    Side,
    Sides,
    ThermalPlan,
    Work,
    prescribe,
    single,
)
from backpt.safety.easing import lighter_dose
from backpt.safety.precautions import care_on
from backpt.safety.readiness import Decision, Readiness
from backpt.session.compile import HoldCount, Manner, flatten
from backpt.session.events import Ending
from backpt.session.steps import Compiled
from backpt.sound.voice.session_voice import Voice
from backpt.sound.voice.vocabulary import missing, sentences, vocabulary
from tests.builders import exercise, shipped

pytestmark = pytest.mark.slow

LIBRARY = shipped()
VOICE = Voice()


@cache
def known() -> frozenset[str]:
    """Return the vocabulary of the shipped library, made once."""
    return frozenset(vocabulary(LIBRARY))


def capital(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}."


def test_it_is_sorted_and_each_sentence_is_in_it_once() -> None:
    said = vocabulary(LIBRARY)

    assert list(said) == sorted(set(said))


def test_a_sentence_is_exactly_what_the_words_make_of_a_cue() -> None:
    assert {"Left leg.", "Hold.", "Breathe.", "Slowly down.", "Last."} <= known()


def test_both_sides_of_every_exercise_that_has_sides_are_in_it() -> None:
    sided = [one for one in LIBRARY.exercises.values() if one.dose.sides is not Sides.BOTH]

    assert sided
    for one in sided:
        for side in Side:
            said = (*words.side_set_up(one, side), *words.cue_phrase(one, side))
            assert missing((*said, f"{words.side_word(one, side)}."), known()) == ()


def test_every_way_from_one_exercise_to_another_is_in_it() -> None:
    all_of_them = LIBRARY.exercises.values()
    moves = {
        sentence
        for one in all_of_them
        for other in all_of_them
        for sentence in words.move(one, other)
    }

    assert missing(moves, known()) == ()


def test_a_routine_of_ones_own_from_shipped_exercises_is_said_but_for_its_name() -> None:
    items = tuple(Work(one, one.dose) for one in reversed(LIBRARY.exercises.values()))
    heat = ThermalPlan(Mode.HEAT, 7 * 60.0, 0.0, 1)
    routine = Routine("mine", "Mine of old", (heat, *items[:12]))

    said = sentences(Compiled(routine, flatten(routine, speech, Manner(keys_hint=True))))

    assert missing(said, known()) == ("Mine of old.",)


def test_a_changed_dose_of_a_shipped_exercise_is_said() -> None:
    lifts = LIBRARY.exercises["leg-lifts"]
    for reps in ((17,), (14, 14), (25, 25, 25), (9, 7, 5)):
        dose = lifts.dose._replace(reps=reps)
        routine = single(lifts)._replace(items=(Work(lifts, dose),))
        assert missing(sentences(Compiled(routine, flatten(routine, speech))), known()) == ()


MANNERS = (
    Manner(),
    Manner(keys_hint=True),
    Manner(self_paced=True),
    Manner(hold_count=HoldCount.DOWN),
)
PLANS = {
    **{f"routine {id_}": prescribe(LIBRARY, id_) for id_ in LIBRARY.routines},
    **{f"exercise {one.id}": single(one) for one in LIBRARY.exercises.values()},
}


def eased(routine: Routine, factor: float) -> Routine:
    decision = Decision(Readiness.EASE, "R3", factor=factor)
    items = (
        Work(item.exercise, lighter_dose(item, decision)) if isinstance(item, Work) else item
        for item in routine.items
    )
    return routine._replace(items=tuple(items))


@pytest.mark.parametrize("name", PLANS)
def test_every_plan_is_said_to_the_last_word_in_full_and_eased(name: str) -> None:
    """By the clips that are shipped, whatever the manner."""
    for factor in (1.0, 0.75, 0.5):
        routine = eased(PLANS[name], factor)
        said = {
            one
            for how in MANNERS
            for one in sentences(Compiled(routine, flatten(routine, speech, how)))
        }
        assert [one for one in sorted(said) if VOICE.length_of(one) is None] == [], factor


def test_counts_of_sides_that_no_shipped_dose_has_are_put_together() -> None:
    wanted = ("Seventeen each arm.", "Twice each arm.", "Ten seconds each leg, twice.")

    assert not {*wanted} & known()
    assert missing(wanted, known()) == ()


def test_packs_of_every_length_are_said() -> None:
    for mode in Mode:
        for minutes in range(5, 21):
            plan = ThermalPlan(mode, 60.0 * minutes, 60.0 * max(15, minutes), 3)
            name = PACK_NAMES[mode] if mode is not Mode.COLD else "Ice pack"
            routine = Routine("icepack", name, (plan,))
            said = sentences(Compiled(routine, flatten(routine, speech)))
            long = {one for one in said if one.startswith("About ")}  # hours are for the eye
            assert missing(said - long, known()) == ()


def test_numbers_counts_and_lengths_are_said() -> None:
    wanted = [capital(count(number)) for number in range(61)]
    wanted += [capital(spoken(60.0 * minutes)) for minutes in range(1, 61)]
    wanted += [capital(spoken(seconds)) for seconds in range(5, 121, 5)]
    for number in range(2, 31):
        wanted += [
            capital(count(number) + tail) for tail in (" times", " each side", " each leg")
        ]

    assert missing(wanted, known()) == ()


def test_what_the_player_adds_in_any_step_is_in_it() -> None:
    added = (
        "Paused.",
        "Press space to go on.",
        "How much does it hurt?",
        "I will ask again in two minutes.",
        "Stop.",
        "Take the pack off now.",
        "Press space when it is off.",
        "Finished.",
        "Well done.",
        "Next exercise.",
        "Good zone.",
        "Fewer, and smaller.",
    )

    assert missing(added, known()) == ()


def test_the_emergency_words_and_every_ending_are_in_it() -> None:
    phrases = (*words.EMERGENCY, words.WHICH_SIGN, words.IS_IT_TRUE)
    endings = tuple(ending_phrase(ending) for ending in Ending)

    for phrase in (*phrases, *endings):
        assert missing(phrase, known()) == ()


def test_what_is_the_users_own_is_missing() -> None:
    routine = single(exercise("Towel squeeze", cue="Squeeze the towel."))

    said = sentences(Compiled(routine, flatten(routine, speech)))

    assert missing(said, known()) == ("Squeeze the towel.", "Towel squeeze.")


def test_sentences_of_a_shipped_routine_hold_what_is_said_out_of_turn() -> None:
    routine = prescribe(LIBRARY, "home-basics")

    said = sentences(Compiled(routine, flatten(routine, speech)))

    assert {"Home basics.", "Paused.", "Knee tilts.", "Leg lifts.", "Right leg."} <= said


def test_what_a_precaution_asks_for_is_said_at_every_exercise_it_warns_of() -> None:
    for one in LIBRARY.exercises.values():
        care = care_on(one, LIBRARY, LIBRARY.precautions)
        careful = single(one)._replace(items=(Work(one, one.dose, care),))
        assert missing(sentences(Compiled(careful, flatten(careful, speech))), known()) == ()
