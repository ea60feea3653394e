"""What is said, read as it is heard: by someone on the floor with closed eyes."""

from __future__ import annotations

import pytest
from hypothesis import given

from backpt.language import speech, words
from backpt.language.en.packs import pack_set_up
from backpt.prescription.model import (
    UPRIGHT,
    Category,
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
    needs,
    prescribe,
    single,
)
from backpt.safety import signs
from backpt.session.body import comes_from, items_of
from backpt.session.compile import SAME_S, Manner, SetupBy, flatten
from backpt.session.steps import Compiled, Cue, Gate, Signal, Step, StepKind, total_s
from tests.builders import MINUTE, cold, exercise, manners, routine, routines, shipped, work

LIBRARY = shipped()
LEG = exercise(
    "Leg lifts",
    cue="{Other} knee bent, {side} leg straight. Slowly.",
    side_words=("Left leg", "Right leg"),
)._replace(out_word="Up", back_word="Slowly down")
CLAM = exercise(
    "Clamshell",
    Position.SIDE_LYING,
    cue="Lift the {side} knee.",
    side_words=("Lie on your right side", "Lie on your left side"),
)


def heard(of: Routine, *kinds: StepKind, manner: Manner = Manner()) -> list[str]:
    """Return everything that is said in steps of ``kinds``, a line a signal with words."""
    steps = flatten(of, speech, manner)
    said = (
        words.text(words.phrase(Compiled(of, steps), index, cue))
        for index, step in enumerate(steps)
        if step.kind in kinds
        for cue in step.cues
        if cue.signal is not Signal.COUNT
    )
    return [line for line in said if line]


def test_what_this_user_does_differently_is_said_last_before_it_starts() -> None:
    careful = work(LEG, sides=Sides.EACH)._replace(
        care=("Lift only a little. Never hold your breath.", "Bend less than 45 degrees.")
    )
    (said,) = heard(routine(careful), StepKind.SETUP)[1:]
    assert said == (
        "Leg lifts. Two each leg. Right knee bent, left leg straight. Slowly. You: lift only a"
        " little. Never hold your breath. You: bend less than 45 degrees."
    )


def test_getting_into_place_lasts_until_what_is_to_be_minded_was_said() -> None:
    def set_up_s(care: tuple[str, ...]) -> float:
        return flatten(routine(work(), work()._replace(care=care)), speech)[4].planned_s

    long = tuple(f"Bend less than {number} degrees." for number in range(5))
    assert set_up_s(()) == SAME_S
    assert set_up_s(long) >= words.speech_s(words.care_phrase(long)) > SAME_S


def test_where_one_only_rests_one_is_told_to_settle_and_not_to_go() -> None:
    rest = exercise("Rest on a chair")._replace(category=Category.DECOMPRESSION)
    assert heard(routine(work(rest, time_s=60.0)), StepKind.WORK)[0] == "Settle."
    assert heard(routine(work(time_s=60.0)), StepKind.WORK)[0] == "Go."
    for one in LIBRARY.exercises.values():
        if one.category is Category.DECOMPRESSION and one.dose.time_s:
            assert heard(single(one), StepKind.WORK)[0] == "Settle.", one.id


def test_legs_that_were_held_up_come_down_in_the_rest_between_sets() -> None:
    bug = LIBRARY.exercises["dead-bug"]
    assert heard(single(bug), StepKind.REST) == ["Rest. Feet down. Forty-five seconds."]
    assert "Bring up one knee, then the other." in heard(single(bug), StepKind.SETUP)[0]
    march = LIBRARY.exercises["bridge-march"]
    assert heard(single(march), StepKind.REST) == ["Rest. Hips down. Forty-five seconds."]


def test_a_breath_is_led_both_ways_each_time_and_not_counted() -> None:
    breath = LIBRARY.exercises["belly-breathing"]
    said = heard(single(breath), StepKind.WORK)
    assert said[:4] == ["Breathe in.", "Slowly out.", "Breathe in.", "Slowly out."]
    assert said[-2:] == ["Last. Breathe in.", "Slowly out."]
    assert len(said) == 2 * breath.dose.reps[0]


def test_legs_stay_up_between_the_holds_of_both_knees() -> None:
    assert "Ease." in heard(single(LIBRARY.exercises["double-knee-to-chest"]), StepKind.WORK)


def test_what_is_reached_with_all_fours_is_the_arm_that_is_called() -> None:
    reach = LIBRARY.exercises["quadruped-reach"]
    assert heard(single(reach), StepKind.WORK)[0] == "Left arm. Reach."
    assert heard(single(reach), StepKind.SETUP)[1].startswith(
        "All-fours single reach. Six each side. Reach one arm forward."
    )


def test_a_rule_for_a_whole_routine_is_said_before_the_first_exercise() -> None:
    calm = prescribe(LIBRARY, "flare-up-day")
    (said,) = heard(calm, StepKind.GATE)
    assert said.startswith(
        "Flare-up day. Six exercises, about eleven minutes."
        " Press X for anything that adds a point of pain."
    )


def test_the_bent_leg_of_a_curl_up_is_swapped_half_way() -> None:
    assert heard(single(LIBRARY.exercises["curl-up"]), StepKind.SWITCH) == [
        "Swap the bent leg."
    ]


def test_the_laptop_is_laid_within_reach_before_one_lies_down() -> None:
    of = prescribe(LIBRARY, "home-basics")
    assert heard(of, StepKind.SETUP, manner=Manner(keys_hint=True))[:3] == [
        "Home basics. Four exercises, about eight minutes.",
        "Laptop within reach. Space pauses. H if it hurts.",
        "Hold on, kneel, lie on your side, roll over. Lie on your back, knees bent, feet flat.",
    ]


@pytest.mark.parametrize("id_", ["tandem-stand", "single-leg-stand"])
def test_balance_is_for_open_eyes(id_: str) -> None:
    one = LIBRARY.exercises[id_]
    assert "eyes open" in words.text(words.cue_phrase(one, Side.LEFT)).lower()


def between(
    of: Routine, kind: StepKind, signal: Signal, number: int = 0, at_s: float = 2.5
) -> str:
    """Return what is said at a signal that came in between, in the first step of ``kind``."""
    steps = flatten(of, speech)
    index = next(index for index, step in enumerate(steps) if step.kind is kind)
    return words.text(words.phrase(Compiled(of, steps), index, Cue(at_s, signal, number)))


# --- the dose --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "said", "written"),
    [
        (Dose((1,)), "Once.", "1 x 1"),
        (Dose((8,)), "Eight times.", "1 x 8"),
        (Dose((2,)), "Twice.", "1 x 2"),
        (Dose((1, 1)), "Twice.", "2 x 1"),
        (Dose((1, 1, 1)), "Three times.", "3 x 1"),
        (Dose((1, 1), sides=Sides.EACH), "Twice each side.", "2 x 1, each side"),
        (Dose((1,), sides=Sides.EACH), "One each side.", "1 x 1, each side"),
        (Dose((8, 8)), "Two sets of eight.", "2 x 8"),
        (Dose((5,), sides=Sides.ALTERNATE), "Five each side.", "1 x 5, each side"),
        (Dose((8, 8), sides=Sides.EACH), "Two sets of eight each side.", "2 x 8, each side"),
        (Dose((3, 2, 1)), "Three, then two, then one.", "3 + 2 + 1"),
        (
            Dose((3, 1), sides=Sides.EACH),
            "Three, then one each side.",
            "3 + 1, each side",
        ),
        (Dose((4,), Pace(2.0, 2.5, 2.0, 0.0)), "Four times.", "1 x 4, hold 2.5 s"),
        (Dose(time_s=300.0), "Five minutes.", "5 min"),
        (
            Dose(time_s=45.0, sides=Sides.EACH),
            "Forty-five seconds each side.",
            "45 s, each side",
        ),
        (Dose((1, 1), time_s=90.0), "One minute thirty, twice.", "2 x 90 s"),
        (Dose((5,), self_paced=True), "Five times.", "1 x 5, at your own pace"),
        (Dose((100,)), "100 times.", "1 x 100"),
    ],
)
def test_a_dose_is_spoken_and_written(dose: Dose, said: str, written: str) -> None:
    assert words.dose_phrase(exercise(), dose) == (said,)
    assert words.dose_written(exercise(), dose) == written


def test_what_there_is_one_of_on_each_side_is_named() -> None:
    assert words.side_noun(LEG) == "leg"
    assert words.dose_phrase(LEG, Dose((6,), sides=Sides.EACH)) == ("Six each leg.",)
    assert words.side_noun(CLAM) == words.side_noun(exercise()) == "side"


# --- an exercise -----------------------------------------------------------------------


def test_an_exercise_is_introduced_by_name_dose_and_cue_for_the_first_side() -> None:
    said = words.intro(work(LEG, reps=(6,), sides=Sides.EACH), Side.LEFT)
    assert said == (
        "Leg lifts.",
        "Six each leg.",
        "Right knee bent, left leg straight.",
        "Slowly.",
    )


def test_long_side_words_say_how_to_lie_before_the_cue() -> None:
    said = words.intro(work(CLAM, sides=Sides.EACH, self_paced=True), Side.LEFT)
    assert said == (
        "Clamshell.",
        "Two each side.",
        "At your own pace.",
        "Lie on your right side.",
        "Lift the left knee.",
    )


def test_changing_sides_says_only_what_is_different_now() -> None:
    each = work(LEG, sides=Sides.EACH)
    assert words.switch(each, Side.RIGHT) == (
        "Change legs.",
        "Left knee bent, right leg straight.",
    )
    assert words.switch(work(sides=Sides.EACH), Side.RIGHT) == ("Change sides.", "Right.")
    assert words.switch(work(CLAM, sides=Sides.EACH), Side.RIGHT) == (
        "Change sides.",
        "Lie on your left side.",
        "Lift the right knee.",
    )


def test_the_rest_between_sets_says_how_to_go_back_to_the_first_side() -> None:
    of = routine(work(CLAM, reps=(1, 1), sides=Sides.EACH, rest_s=30.0))
    assert heard(of, StepKind.REST) == [
        "Rest. Thirty seconds. Change sides. Lie on your right side. Lift the left knee."
    ]
    both = routine(work(reps=(1, 1), rest_s=90.0))
    assert heard(both, StepKind.REST) == ["Rest. One minute thirty."]


def test_the_first_rep_of_each_side_is_told_and_the_others_are_counted() -> None:
    of = routine(work(LEG, reps=(3, 2), sides=Sides.EACH, rest_s=30.0))
    assert heard(of, StepKind.WORK) == [
        *("Left leg. Up.", "Hold. Breathe.", "Slowly down.", "Two.", "Last."),
        *("Right leg. Up.", "Hold.", "Slowly down.", "Two.", "Last."),
        *("Left leg. Up.", "Last."),
        *("Right leg. Up.", "Last."),
    ]


def test_alternating_sides_are_named_every_time_and_numbered_once() -> None:
    of = routine(work(reps=(2,), pace=Pace(3.0, 3.0, 3.0, 1.0), sides=Sides.ALTERNATE))
    assert heard(of, StepKind.WORK) == [
        *("Left.", "Hold. Breathe.", "Back.", "Right.", "Hold.", "Back."),
        *("Last. Left.", "Right."),
    ]


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (Pace(2.0, 0.0, 2.0, 0.0), ["Go.", "Back."]),
        (Pace(2.0, 5.0, 0.0, 2.0), ["Go.", "Hold. Breathe.", "Relax."]),
        (Pace(0.0, 5.0, 0.0, 2.0), ["Hold.", "Relax."]),
    ],
)
def test_a_rep_without_words_of_its_own_still_says_what_to_do(
    pace: Pace, said: list[str]
) -> None:
    assert heard(routine(work(reps=(1,), pace=pace)), StepKind.WORK) == said


def test_a_timed_position_says_its_side_and_where_one_is() -> None:
    of = routine(work(LEG, reps=(1,), time_s=40.0, sides=Sides.EACH))
    assert heard(of, StepKind.WORK) == [
        *("Left leg. Go.", "Halfway.", "Ten seconds."),
        *("Right leg. Go.", "Halfway.", "Ten seconds."),
    ]


def test_a_self_paced_set_says_how_many_and_which_key_ends_it() -> None:
    of = routine(
        work(LEG, reps=(8,), sides=Sides.EACH, pace=Pace(2.0, 0, 2, 0), self_paced=True)
    )
    assert heard(of, StepKind.COUNT) == [
        "Left leg. Eight. Space when done.",
        "Right leg. Eight. Space when done.",
    ]
    alternate = routine(work(reps=(8,), sides=Sides.ALTERNATE, pace=Pace(2.0, 0, 2, 0)))
    assert heard(alternate, StepKind.COUNT, manner=Manner(self_paced=True)) == [
        "Eight each side. Space when done."
    ]


def test_a_cue_that_names_sides_is_whole_even_where_the_user_alternates() -> None:
    assert words.cue_phrase(LEG, None) == ("Right knee bent, left leg straight.", "Slowly.")


def test_a_self_paced_hold_says_the_side_before_the_key_is_pressed() -> None:
    of = routine(work(reps=(2,), sides=Sides.ALTERNATE, self_paced=True))
    assert heard(of, StepKind.READY)[:4] == [
        "One. Left. Press space to start.",
        "One. Right. Press space to start.",
        "Two. Left. Press space to start.",
        "Two. Right. Press space to start.",
    ]


# --- moving about ----------------------------------------------------------------------

SUPINE, CHAIR = exercise("Bridge"), exercise("Row", Position.SEATED)
STANDING, WALL = exercise("March", Position.STANDING), exercise("Slides", Position.WALL)
BEHIND = exercise("Squat", Position.STANDING, place="Stand behind a chair. Hold on to it.")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, SUPINE, "Lie on your back, knees bent, feet flat."),
        (None, BEHIND, "Stand behind a chair. Hold on to it."),
        (SUPINE, SUPINE, ""),
        (SUPINE, exercise(position=Position.PRONE), "Lie on your front."),
        (exercise(position=Position.PRONE), exercise(position=Position.QUADRUPED),
            "Come onto your hands and knees."),
        (SUPINE, STANDING, "Roll onto your side. Push up with your hands. Stand slowly."),
        (SUPINE, CHAIR, "Roll onto your side. Push up with your hands. Stand slowly."
            " Sit on a firm chair."),
        (exercise(position=Position.QUADRUPED), WALL, "Put one foot forward. Push up with your"
            " hands. Stand slowly. To the wall."),
        (SUPINE, BEHIND, "Roll onto your side. Push up with your hands. Stand slowly."
            " Stand behind a chair. Hold on to it."),
        (STANDING, CHAIR, "Sit on a firm chair."),
        (STANDING, BEHIND, "Stand behind a chair. Hold on to it."),
        (BEHIND, BEHIND, ""),
        (WALL, SUPINE, "Hold on, kneel, lie on your side, roll over."
            " Lie on your back, knees bent, feet flat."),
        (SUPINE, exercise(position=Position.QUADRUPED), "Roll onto your side. Push up with your"
            " hands. Come onto your hands and knees."),
        (exercise(position=Position.PRONE), STANDING, "Come onto your hands and knees. Put one"
            " foot forward. Push up with your hands. Stand slowly."),
    ],
)  # fmt: skip
def test_one_is_told_how_to_get_from_one_place_to_the_next(
    before: Exercise | None, after: Exercise, said: str
) -> None:
    assert words.text(words.move(before, after)) == said


DRAPE = exercise(
    "Drape", Position.PRONE, needs=("stability-ball",), place="Kneel behind the ball."
)
OFF_BALL = "Push gently with your hands to come back to kneeling."


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (STANDING, "Put one foot forward. Push up with your hands. Stand slowly."),
        (CHAIR, "Put one foot forward. Push up with your hands. Stand slowly."
            " Sit on a firm chair."),
        (SUPINE, "Lie on your back, knees bent, feet flat."),
        (exercise(position=Position.PRONE), "Lie on your front."),
        (exercise(position=Position.KNEELING), ""),
    ],
)  # fmt: skip
def test_one_leaves_a_ball_on_the_knees_and_is_never_told_to_roll_off(
    after: Exercise, said: str
) -> None:
    assert words.text(words.move(DRAPE, after)) == f"{OFF_BALL} {said}".strip()


def test_one_stays_on_a_ball_for_the_next_exercise_over_it() -> None:
    walk = DRAPE._replace(place="Kneel with the ball against your thighs.")
    assert words.move(DRAPE, walk) == ("Kneel with the ball against your thighs.",)
    assert words.move(DRAPE, DRAPE) == ()
    seated = exercise("Tilt", Position.SEATED, needs=("stability-ball",))
    assert OFF_BALL not in words.move(seated, STANDING)


@pytest.mark.parametrize("before", [p for p in Position if p not in UPRIGHT])
@pytest.mark.parametrize("after", sorted(UPRIGHT))
def test_leaving_the_floor_is_always_spoken(before: Position, after: Position) -> None:
    said = words.text(words.move(exercise(position=before), exercise(position=after)))
    assert "Push up with your hands. Stand slowly." in said


def test_every_position_has_a_name_and_a_way_there() -> None:
    for position in Position:
        assert words.POSITION_NAMES[position]
        assert words.move(None, exercise(position=position))


def test_one_comes_from_the_last_exercise_and_from_nowhere_after_a_pack() -> None:
    of = routine(work(SUPINE), Rest(60.0), work(CHAIR), cold(), work(WALL))
    came_from = [comes_from(items_of(of), number) for number in range(len(of.items))]
    assert came_from == [None, SUPINE, SUPINE, CHAIR, None]


def test_the_first_words_say_what_it_is_and_how_long() -> None:
    of = routine(work(), Rest(60.0), work(), name="Home basics")
    assert words.welcome(of, 462.0) == ("Home basics.", "Two exercises, about eight minutes.")
    one = routine(work(), name="Bridge")
    assert words.welcome(one, 20.0) == ("Bridge.", "One exercise, about one minute.")
    assert words.welcome(routine(cold(), name="Ice pack"), 2700.0) == (
        "Ice pack.",
        "About forty-five minutes.",
    )


@pytest.mark.parametrize(
    "of",
    [
        routine(work()),
        routine(work(exercise(needs=("band",)))),
        routine(cold()),
        routine(cold(), work()),
        routine(work(), cold()),
    ],
)
def test_whatever_comes_first_begins_with_the_welcome_and_nothing_else_does(
    of: Routine,
) -> None:
    steps = flatten(of, speech)
    signals = [(index, c.signal) for index, step in enumerate(steps) for c in step.cues]
    assert [at for at, signal in signals if signal is Signal.WELCOME] == [0]
    said = words.phrase(Compiled(of, steps), 0, steps[0].cues[0])
    assert said[:2] == words.welcome(of, total_s(steps))


def test_equipment_is_named_once_each_in_the_order_of_need() -> None:
    ball, band = exercise(needs=("stability-ball", "chair")), exercise(needs=("chair", "band"))
    of = routine(work(ball), work(band))
    assert needs(of) == ("stability-ball", "chair", "band")
    assert words.fetch(needs(of)) == (
        "Put within reach: a stability ball, a chair, a band.",
        "Press space when you are ready.",
    )


def test_what_must_be_fixed_is_said_at_its_gate() -> None:
    fixed = exercise(
        "Row", Position.SEATED, fix="Fix the band at waist height.", needs=("band",)
    )
    assert heard(routine(work(fixed)), StepKind.GATE) == [
        "Evening. One exercise, about one minute. Put within reach: a band."
        " Press space when you are ready.",
        "Fix the band at waist height. Press space when it is done.",
    ]


# --- what comes in between -------------------------------------------------------------

EACH = routine(work(LEG, reps=(2, 2), sides=Sides.EACH, rest_s=30.0))
FIXED = routine(work(exercise("Row", fix="Fix the band at waist height.")))
HOW_MUCH = "How much does it hurt? 0 to 10 and Enter."


@pytest.mark.parametrize(
    ("of", "kind"),
    [
        (EACH, StepKind.SETUP),
        (EACH, StepKind.WORK),
        (EACH, StepKind.REST),
        (FIXED, StepKind.GATE),
        (routine(Rest(60.0)), StepKind.REST),
        (routine(cold()), StepKind.GATE),
        (routine(cold()), StepKind.APPLY),
        (routine(cold()), StepKind.OFF),
    ],
)
def test_it_hurts_asks_how_much_wherever_it_is_said(of: Routine, kind: StepKind) -> None:
    assert between(of, kind, Signal.QUESTION).startswith(HOW_MUCH)


def test_silence_takes_a_pack_off_that_hurts_and_ends_an_exercise_that_does() -> None:
    on_skin = between(routine(cold()), StepKind.APPLY, Signal.QUESTION)
    assert on_skin.endswith("Space to take the pack off.")
    assert between(EACH, StepKind.WORK, Signal.QUESTION).endswith("Space to end this exercise.")


@pytest.mark.parametrize("kind", [StepKind.WORK, StepKind.REST, StepKind.SWITCH])
def test_a_rest_after_strong_pain_says_what_follows_and_not_the_length_of_the_step(
    kind: StepKind,
) -> None:
    said = between(EACH, kind, Signal.REST)
    assert said == "Rest as is easiest. I will ask again in two minutes."


@pytest.mark.parametrize(
    ("kind", "number", "said"),
    [
        (StepKind.APPLY, 0, "Take the pack off now."),
        (StepKind.ALARM, 0, "Take the pack off now."),
        (StepKind.ALARM, 20, "Twenty minutes. Take the pack off now."),
        (StepKind.GATE, 0, "Stop."),
        (StepKind.OFF, 0, "Stop."),
    ],
)
def test_stopping_with_a_pack_on_says_to_take_it_off(
    kind: StepKind, number: int, said: str
) -> None:
    assert between(routine(cold()), kind, Signal.STOP, number) == said
    assert between(EACH, StepKind.WORK, Signal.STOP) == "Stop."


@pytest.mark.parametrize(
    ("of", "kind", "said"),
    [
        (EACH, StepKind.WORK, "Press space to go on."),
        (FIXED, StepKind.GATE, "Press space when it is done."),
        (routine(work(self_paced=True, pace=Pace(2.0, 0, 2, 0))), StepKind.COUNT,
            "Press space when the set is done."),
        (routine(cold()), StepKind.GATE, "Press space when the pack is on."),
    ],
)  # fmt: skip
def test_waiting_says_which_key_and_for_what(of: Routine, kind: StepKind, said: str) -> None:
    assert between(of, kind, Signal.WAITING) == said


def test_after_a_pause_one_hears_where_one_is() -> None:
    assert between(EACH, StepKind.WORK, Signal.RESUMED) == "Leg lifts. Left leg."
    assert between(EACH, StepKind.WORK, Signal.GOOD_ZONE) == "Good zone. Leg lifts. Left leg."
    assert between(EACH, StepKind.WORK, Signal.PAUSED) == "Paused."
    assert between(EACH, StepKind.WORK, Signal.SESSION_END) == "Finished. Well done."
    assert between(EACH, StepKind.WORK, Signal.COUNT, 3) == "Three."


# --- packs -----------------------------------------------------------------------------


def test_a_pack_is_led_from_the_cloth_to_the_skin() -> None:
    of = routine(cold(), name="Ice pack")
    assert heard(
        of, StepKind.SETUP, StepKind.GATE, StepKind.APPLY, StepKind.ALARM, StepKind.OFF
    ) == [
        "Ice pack. About forty-five minutes. Not after alcohol, when sleepy, with a fever, or"
        " on broken skin. A damp thin towel between."
        " The pack goes on you, never under you. Not in bed: stay awake."
        " Keep the lid open, and set a phone timer too.",
        "Cold pack, fifteen minutes. Press space when the pack is on.",
        "Cold pack on.",
        "Five minutes. Look at your skin, press space.",
        "Ten minutes. Look at your skin, press space.",
        "Take the pack off. Press space when it is off.",
        "Pack off. Fifteen minutes.",
        "Is your skin back to normal: colour, warmth, feeling? Y or N.",
        "Pack off. Ten minutes.",
        "Is your skin back to normal: colour, warmth, feeling? Y or N.",
        "Cold pack, fifteen minutes. Press space when the pack is on.",
        "Cold pack on.",
        "Five minutes. Look at your skin, press space.",
        "Ten minutes. Look at your skin, press space.",
        "Take the pack off. Press space when it is off.",
        "No more packs now. Look at your skin."
        " Very red, white, blue, blotchy or blistered skin, burning, stinging or numbness:"
        " keep the pack off. A cold burn: warm it slowly. Get help for blisters. Press space.",
    ]


def test_alternating_packs_are_named_for_each_period() -> None:
    plan = ThermalPlan(Mode.ALTERNATE, 15 * MINUTE, 15 * MINUTE, 1, "your low back")
    assert heard(routine(plan), StepKind.APPLY)[::3] == [
        "Heat on.",
        "Cold pack on.",
        "Heat on.",
    ]
    assert pack_set_up(plan)[2:4] == ("On your low back.", "A cloth between, every time.")


@pytest.mark.parametrize("mode", Mode)
def test_every_pack_says_on_you_never_under_you_a_cloth_and_not_in_bed(mode: Mode) -> None:
    said = words.text(pack_set_up(ThermalPlan(mode, 900.0, 900.0, 2)))
    for needed in ("never under you", "between", "Not in bed", "phone timer"):
        assert needed in said


@pytest.mark.parametrize("mode", Mode)
def test_every_pack_says_what_forbids_it_just_now(mode: Mode) -> None:
    said = words.text(pack_set_up(ThermalPlan(mode, 900.0, 900.0, 2)))
    for needed in ("alcohol", "sleepy", "fever", "broken skin"):
        assert needed in said
    assert ("fresh injury" in said) == (mode is not Mode.COLD)  # cold suits one (C4)


@pytest.mark.parametrize(
    ("mode", "helps"),
    [
        (Mode.HEAT, {"cool running water", "never ice"}),
        (Mode.COLD, {"warm it slowly"}),
        (Mode.ALTERNATE, {"cool running water", "never ice", "warm it slowly"}),
    ],
)
def test_a_pack_that_is_stopped_for_the_skin_says_the_first_aid_for_it(
    mode: Mode, helps: set[str]
) -> None:
    of = routine(ThermalPlan(mode, 900.0, 900.0, 2))
    (look,) = (
        said for said in heard(of, StepKind.GATE) if said.startswith("No more packs now.")
    )
    every = {"cool running water", "never ice", "warm it slowly"}
    assert {one for one in every if one in look} == helps
    assert "Get help for blisters." in look


# --- emergencies -----------------------------------------------------------------------


def test_emergency_words_are_those_of_the_fact_sheet() -> None:
    assert words.text(signs.EMERGENCY_NERVES) == (
        "Stop. These signs can mean the nerves at the base of your back are in trouble, and"
        " hours matter. Call your emergency number or go to an emergency department now."
        " Do not drive yourself."
    )
    assert words.text(signs.EMERGENCY_CARE) == (
        "Stop. These signs need emergency care. Call your emergency number now."
    )


# --- for everything that may be prescribed ---------------------------------------------


IN_BETWEEN = (
    Signal.COUNT,
    Signal.PAUSED,
    Signal.RESUMED,
    Signal.GOOD_ZONE,
    Signal.WAITING,
    Signal.QUESTION,
    Signal.REST,
    Signal.STOP,
    Signal.SESSION_END,
)
"""What the player says without its being in a step."""


def assert_speakable(of: Routine, steps: tuple[Step, ...]) -> None:
    for index, step in enumerate(steps):
        for cue in step.cues:
            assert_is_text(words.phrase(Compiled(of, steps), index, cue))
        for signal in IN_BETWEEN:
            assert_is_text(words.phrase(Compiled(of, steps), index, Cue(2.5, signal, 1)))


def assert_is_text(said: words.Phrase) -> None:
    assert isinstance(said, tuple)
    for sentence in said:
        assert sentence.endswith((".", "?")), sentence
        assert sentence.strip() == sentence != ""
        assert not set("{}[]\n\\") & set(sentence), sentence
        assert "None" not in sentence
        assert sentence[0].isupper() or sentence[0].isdigit(), sentence


@given(routines(), manners())
def test_every_signal_of_every_routine_is_spoken_as_whole_sentences(
    of: Routine, manner: Manner
) -> None:
    assert_speakable(of, flatten(of, speech, manner))


@pytest.mark.parametrize("id_", LIBRARY.exercises)
def test_every_exercise_of_the_library_is_spoken_as_whole_sentences(id_: str) -> None:
    of = single(LIBRARY.exercises[id_])
    assert_speakable(of, flatten(of, speech))
    assert_speakable(
        of, flatten(of, speech, Manner(SetupBy.KEY, self_paced=True, keys_hint=True))
    )


@given(routines())
def test_what_asks_for_a_key_names_it(of: Routine) -> None:
    steps = flatten(of, speech)
    for index, step in enumerate(steps):
        if step.kind in (StepKind.GATE, StepKind.ALARM, StepKind.COUNT):
            said = words.text(words.phrase(Compiled(of, steps), index, step.cues[0]))
            assert ("Y or N" if step.ask is Gate.SKIN else "pace") in said


@pytest.mark.parametrize("item", [work(), Rest(20.0), cold()])
def test_every_item_has_a_name(item: Item) -> None:
    assert words.item_name(item) in ("Bridge", "Rest", "Cold pack")


def test_a_calm_voice_takes_its_time() -> None:
    assert words.speech_s(()) == 0
    assert words.speech_s(("Left.",)) == 1
    assert words.speech_s(("Lie on your back, knees bent, feet flat.",)) == 4
    ten_words = ("One two three four five six seven eight nine ten.",)
    assert words.speech_s(ten_words) == 5


def test_a_short_note_on_an_exercise_is_said_with_its_introduction() -> None:
    banded = work(exercise("Bridge", cue="Lift."))._replace(note="red band")
    assert words.intro(banded, None)[-1] == "Red band."
    long = banded._replace(note="slowly, and only as far as it is comfortable on that day")
    assert words.intro(long, None)[-1] == "Lift."
