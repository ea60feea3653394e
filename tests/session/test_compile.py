"""A prescription in, an outline of its steps out; then what holds for every prescription."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language import speech, words
from backpt.prescription.model import (
    Dose,
    Item,
    Mode,
    Position,
    Rest,
    Routine,
    Side,
    Sides,
    ThermalPlan,
    Work,
    single,
)
from backpt.session.compile import GEAR_S, HoldCount, Manner, SetupBy, flatten, packs_too_near
from backpt.session.pack_steps import PackOverLimit
from backpt.session.steps import EXERCISE, Compiled, Gate, Signal, Step, StepKind, total_s
from tests.builders import (
    MINUTE,
    cold,
    durations,
    exercise,
    manners,
    routine,
    routines,
    shipped,
    work,
    works,
    written_routine,
)
from tests.outline import outline, table, work_outline


def steps_of(text: str, manner: Manner = Manner()) -> tuple[Step, ...]:
    return flatten(written_routine(text), speech, manner)


def dosed(dose: str, manner: Manner = Manner()) -> str:
    """Return the work of one exercise with ``dose``, written as in the file."""
    return work_outline(steps_of(f"bridge:\n  name: Bridge\n  dose: {{{dose}}}", manner))


# --- doses -----------------------------------------------------------------------------


def test_sets_of_reps_have_a_rest_between_them_and_none_after() -> None:
    assert dosed(
        "sets: 2, reps: 2, out: 2s, hold: 3s, back: 2s, relax: 1s, rest: 30s"
    ) == table(
        """
        0:00 work 8s set 1 rep 1: out hold@2 back@5
        0:08 work 8s set 1 rep 2: out hold@2 back@5
        0:16 rest 30s set 1: rest 3-2-1
        0:46 work 8s set 2 rep 1: out hold@2 back@5
        0:54 work 8s set 2 rep 2: out hold@2 back@5
        1:02 end
        """
    )


def test_each_side_does_all_its_reps_and_a_rest_goes_back_to_the_first() -> None:
    dose = "sets: 2, reps: 2, sides: each, out: 2s, hold: 2s, back: 2s, rest: 30s"
    assert dosed(dose) == table(
        """
        0:00 work 6s set 1 rep 1 left: out hold@2 back@4
        0:06 work 6s set 1 rep 2 left: out hold@2 back@4
        0:12 switch 8s set 1 right: switch-side 3-2-1
        0:20 work 6s set 1 rep 1 right: out hold@2 back@4
        0:26 work 6s set 1 rep 2 right: out hold@2 back@4
        0:32 rest 30s set 1: rest 3-2-1
        1:02 work 6s set 2 rep 1 left: out hold@2 back@4
        1:08 work 6s set 2 rep 2 left: out hold@2 back@4
        1:14 switch 8s set 2 right: switch-side 3-2-1
        1:22 work 6s set 2 rep 1 right: out hold@2 back@4
        1:28 work 6s set 2 rep 2 right: out hold@2 back@4
        1:34 end
        """
    )


@pytest.mark.parametrize("rest", ["0s", "5s", "7s"])
def test_a_rest_too_short_to_change_sides_in_is_a_change_of_sides(rest: str) -> None:
    dose = f"sets: 2, reps: 1, sides: each, out: 2s, back: 2s, rest: {rest}"
    assert dosed(dose) == table(
        """
        0:00 work 4s set 1 rep 1 left: out back@2
        0:04 switch 8s set 1 right: switch-side 3-2-1
        0:12 work 4s set 1 rep 1 right: out back@2
        0:16 switch 8s set 2 left: switch-side 3-2-1
        0:24 work 4s set 2 rep 1 left: out back@2
        0:28 switch 8s set 2 right: switch-side 3-2-1
        0:36 work 4s set 2 rep 1 right: out back@2
        0:40 end
        """
    )


def test_alternating_sides_follow_each_other_within_the_set() -> None:
    dose = (
        "sets: 2, reps: 2, sides: alternate, out: 3s, hold: 3s, back: 3s, relax: 1s, rest: 20s"
    )
    assert dosed(dose) == table(
        """
        0:00 work 10s set 1 rep 1 left: out hold@3 back@6
        0:10 work 10s set 1 rep 1 right: out hold@3 back@6
        0:20 work 10s set 1 rep 2 left: out hold@3 back@6
        0:30 work 10s set 1 rep 2 right: out hold@3 back@6
        0:40 rest 20s set 1: rest 3-2-1
        1:00 work 10s set 2 rep 1 left: out hold@3 back@6
        1:10 work 10s set 2 rep 1 right: out hold@3 back@6
        1:20 work 10s set 2 rep 2 left: out hold@3 back@6
        1:30 work 10s set 2 rep 2 right: out hold@3 back@6
        1:40 end
        """
    )


def test_a_pyramid_has_fewer_reps_in_every_set() -> None:
    assert dosed("reps: [3, 2, 1], out: 2s, back: 2s, rest: 10s") == table(
        """
        0:00 work 4s set 1 rep 1: out back@2
        0:04 work 4s set 1 rep 2: out back@2
        0:08 work 4s set 1 rep 3: out back@2
        0:12 rest 10s set 1: rest 3-2-1
        0:22 work 4s set 2 rep 1: out back@2
        0:26 work 4s set 2 rep 2: out back@2
        0:30 rest 10s set 2: rest 3-2-1
        0:40 work 4s set 3 rep 1: out back@2
        0:44 end
        """
    )


def test_a_timed_position_is_one_long_step_a_side() -> None:
    assert dosed("time: 45s, sides: each, sets: 2, rest: 10s") == table(
        """
        0:00 work 45s set 1 left: go halfway@22.5 ten-left@35 3-2-1
        0:45 switch 8s set 1 right: switch-side 3-2-1
        0:53 work 45s set 1 right: go halfway@22.5 ten-left@35 3-2-1
        1:38 rest 10s set 1: rest 3-2-1
        1:48 work 45s set 2 left: go halfway@22.5 ten-left@35 3-2-1
        2:33 switch 8s set 2 right: switch-side 3-2-1
        2:41 work 45s set 2 right: go halfway@22.5 ten-left@35 3-2-1
        3:26 end
        """
    )


@pytest.mark.parametrize(
    ("time", "cues"),
    [
        ("5s", "go"),
        ("19s", "go"),
        ("20s", "go halfway@10"),
        ("29s", "go halfway@14.5"),
        ("30s", "go halfway@15 ten-left@20"),
        ("2 min", "go halfway@60 ten-left@110"),
    ],
)
def test_halfway_is_said_from_twenty_seconds_and_ten_left_from_thirty(
    time: str, cues: str
) -> None:
    assert f" set 1: {cues} 3-2-1" in dosed(f"time: {time}")


def test_a_self_paced_set_waits_and_counts_its_pace_in_totals() -> None:
    dose = "sets: 2, reps: 5, out: 3s, back: 3s, pace: self, rest: 20s"
    assert dosed(dose) == table(
        """
        0:00 count ~30s set 1: go-5
        0:30 rest 20s set 1: rest 3-2-1
        0:50 count ~30s set 2: go-5
        1:20 end
        """
    )


def test_a_self_paced_rep_without_a_pace_counts_four_seconds_and_both_sides() -> None:
    assert dosed("reps: 5, sides: alternate, pace: self") == table(
        """
        0:00 count ~40s set 1: go-5
        0:40 end
        """
    )
    assert dosed("reps: 5, sides: each, pace: self") == table(
        """
        0:00 count ~20s set 1 left: go-5
        0:20 switch 8s set 1 right: switch-side 3-2-1
        0:28 count ~20s set 1 right: go-5
        0:48 end
        """
    )


def test_a_self_paced_hold_waits_for_a_key_before_every_rep() -> None:
    dose = "reps: 2, sides: alternate, out: 2s, hold: 3s, back: 1s, relax: 1s, pace: self"
    assert dosed(dose) == table(
        """
        0:00 ready ~3s set 1 rep 1 left: get-ready-1
        0:03 work 5s set 1 rep 1 left: hold release@3
        0:08 ready ~3s set 1 rep 1 right: get-ready-1
        0:11 work 5s set 1 rep 1 right: hold release@3
        0:16 ready ~3s set 1 rep 2 left: get-ready-2
        0:19 work 5s set 1 rep 2 left: hold release@3
        0:24 ready ~3s set 1 rep 2 right: get-ready-2
        0:27 work 5s set 1 rep 2 right: hold release@3
        0:32 end
        """
    )


def test_the_user_may_count_whatever_was_prescribed() -> None:
    own = Manner(self_paced=True)
    assert dosed("reps: 5, out: 2s, back: 2s", own).startswith("0:00 count ~20s set 1: go-5")
    assert dosed("reps: 1, hold: 3s", own).startswith("0:00 ready set 1 rep 1: get-ready-1")
    assert dosed("time: 45s", own).startswith("0:00 work 45s set 1: go")


def test_parts_of_no_length_have_no_cue_and_no_step() -> None:
    assert dosed("sets: 2, reps: 1, hold: 5s, rest: 0s, relax: 0s") == table(
        """
        0:00 work 5s set 1 rep 1: hold count-2@2 count-3@3 count-4@4
        0:05 work 5s set 2 rep 1: hold count-2@2 count-3@3 count-4@4
        0:10 end
        """
    )
    assert flatten(routine(Rest(0.0)), speech) == ()


@pytest.mark.parametrize(
    ("pace", "cues"),
    [
        ("out: 2s", "out"),
        ("hold: 1s, back: 2s", "out"),
        ("hold: 2s, back: 2s", "hold back@2"),
        ("out: 1s, hold: 1s, back: 2s", "out back@2"),
        ("out: 1s, hold: 3s, back: 2s", "out back@4"),
        ("out: 2s, hold: 2s, back: 1s", "out hold@2"),
        ("out: 2s, hold: 2s, back: 1s, relax: 1s", "out hold@2 back@4"),
        ("out: 2s, hold: 2s, relax: 1s", "out hold@2"),
        ("out: 2s, hold: 2s, relax: 2s", "out hold@2 release@4"),
        ("out: 1s, hold: 0.5s, relax: 2s", "out"),
    ],
)
def test_a_part_too_short_for_two_signals_keeps_the_one_that_says_what_to_do(
    pace: str, cues: str
) -> None:
    assert f" rep 1: {cues}\n" in dosed(f"reps: 1, {pace}")


@pytest.mark.parametrize(
    ("counting", "hold", "counts"),
    [
        (HoldCount.UP, "4s", ""),
        (HoldCount.UP, "5s", " count-2@4 count-3@5 count-4@6"),
        (HoldCount.DOWN, "5s", " count-3@4 count-2@5 count-1@6"),
        (HoldCount.OFF, "5s", ""),
        (HoldCount.UP, "16s", " count-3@15 count-2@16 count-1@17"),
        (HoldCount.DOWN, "16s", " count-3@15 count-2@16 count-1@17"),
        (HoldCount.UP, "15.5s", " count-3@14.5 count-2@15.5 count-1@16.5"),
        (HoldCount.OFF, "16s", ""),
    ],
)
def test_holds_of_five_to_fifteen_seconds_are_counted_and_longer_ones_at_their_end(
    counting: HoldCount, hold: str, counts: str
) -> None:
    dose = f"reps: 1, out: 2s, hold: {hold}, back: 2s"
    end_s = 2 + float(hold.removesuffix("s"))
    expected = f" rep 1: out hold@2{counts} back@{end_s:g}\n"
    assert expected in dosed(dose, Manner(hold_count=counting))


@pytest.mark.parametrize(
    ("counting", "pace", "cues"),
    [
        (
            HoldCount.UP,
            "out: 2s, hold: 5s, relax: 3s",
            "out hold@2 count-1@3 count-2@4 count-3@5 count-4@6 count-5@7 release@7",
        ),
        (
            HoldCount.UP,
            "out: 2s, hold: 5s, back: 2s",
            "out hold@2 count-1@3 count-2@4 count-3@5 count-4@6 count-5@7 back@7",
        ),
        (
            HoldCount.DOWN,
            "out: 2s, hold: 5s, back: 2s",
            "out hold@2 count-4@3 count-3@4 count-2@5 count-1@6 back@7",
        ),
        (
            HoldCount.UP,
            "out: 2s, hold: 5s, back: 1s",
            "out hold@2 count-1@3 count-2@4 count-3@5 count-4@6",
        ),
        (
            HoldCount.UP,
            "out: 2s, hold: 5.5s, back: 2s",
            "out hold@2 count-1@3 count-2@4 count-3@5 count-4@6 back@7.5",
        ),
        (
            HoldCount.UP,
            "hold: 5s, back: 2s",
            "hold count-2@2 count-3@3 count-4@4 back@5",
        ),
    ],
)
def test_from_the_second_rep_on_a_count_of_five_is_one_to_five(
    counting: HoldCount, pace: str, cues: str
) -> None:
    """The first rep says "Hold. Breathe." over the first number and "Relax." over the last."""
    assert f" rep 2: {cues}\n" in dosed(f"reps: 2, {pace}", Manner(hold_count=counting))


def test_a_long_hold_says_halfway_ten_left_and_counts_only_its_end() -> None:
    assert " rep 1: out hold@2 halfway@17 ten-left@22 count-3@29" in dosed(
        "reps: 1, out: 2s, hold: 30s, back: 2s"
    )


# --- getting into place ----------------------------------------------------------------


def moves(*positions: Position, manner: Manner = Manner()) -> list[float | None]:
    """Return how long getting into each of ``positions`` takes, one after the other."""
    items = [work(exercise(position=position)) for position in positions]
    steps = flatten(routine(*items), speech, manner)
    return [step.seconds for step in steps if step.kind is StepKind.SETUP]


@pytest.mark.parametrize(
    ("before", "after", "seconds"),
    [
        (Position.SUPINE, Position.SUPINE, 12.0),
        (Position.SEATED, Position.SEATED, 12.0),
        (Position.SUPINE, Position.PRONE, 12.0),
        (Position.PRONE, Position.QUADRUPED, 20.0),
        (Position.SUPINE, Position.STANDING, 30.0),
        (Position.KNEELING, Position.SEATED, 30.0),
        (Position.SIDE_LYING, Position.WALL, 30.0),
        (Position.STANDING, Position.SUPINE, 25.0),
        (Position.SEATED, Position.HALF_KNEELING, 25.0),
        (Position.SEATED, Position.WALL, 15.0),
        (Position.STANDING, Position.SEATED, 15.0),
    ],
)
def test_getting_into_place_takes_as_long_as_the_change_it_asks_for(
    before: Position, after: Position, seconds: float
) -> None:
    assert moves(before, after) == [30.0, seconds]


def test_after_a_pack_one_gets_into_place_as_at_first() -> None:
    steps = flatten(routine(work(), cold(cycles=1), work()), speech)
    assert [s.seconds for s in steps if s.kind is StepKind.SETUP and s.place.item == 2] == [
        30.0
    ]


def test_who_must_take_something_up_gets_the_time_for_it() -> None:
    hinge = work(exercise(position=Position.STANDING, needs=("stick",)))
    march = work(exercise(position=Position.STANDING))

    def set_ups(*items: Work) -> list[float | None]:
        return [s.seconds for s in flatten(routine(*items), speech) if s.kind is StepKind.SETUP]

    assert set_ups(march, hinge, hinge) == [30.0, GEAR_S, 12.0]
    assert set_ups(hinge, march) == [30.0, 12.0]


def test_who_sits_on_the_only_chair_that_is_needed_is_not_asked_to_fetch_it() -> None:
    sit = work(exercise(position=Position.SEATED, needs=("chair",)))
    lie = work(exercise(needs=("chair",)))
    assert flatten(routine(sit), speech)[0].kind is StepKind.SETUP
    assert flatten(routine(lie), speech)[0].ask is Gate.EQUIPMENT
    towel = work(exercise(position=Position.SEATED, needs=("chair", "towel")))
    assert flatten(routine(towel), speech)[0].ask is Gate.EQUIPMENT


def test_half_way_through_a_set_there_is_time_to_change_what_is_said() -> None:
    one = exercise()._replace(half_word="Swap the bent leg")

    def kinds(*reps: int) -> str:
        names = {StepKind.WORK: "w", StepKind.SWITCH: "s"}
        return "".join(
            names.get(s.kind, "") for s in flatten(routine(work(one, reps=reps)), speech)
        )

    assert kinds(4) == "wwsww"
    assert kinds(5) == "wwwsww"
    assert kinds(3, 2, 1) == "wwswwsww"
    assert kinds(1) == "w"


def test_after_a_rest_one_is_still_where_one_was() -> None:
    steps = flatten(routine(work(), Rest(20.0), work()), speech)
    assert [s.seconds for s in steps if s.kind is StepKind.SETUP] == [30.0, 12.0]


def test_getting_into_place_may_be_slow_or_wait_for_a_key() -> None:
    assert moves(Position.SUPINE, Position.PRONE, manner=Manner(SetupBy.SLOW)) == [45.0, 18.0]
    assert moves(Position.SUPINE, Position.PRONE, manner=Manner(SetupBy.KEY)) == [None, None]
    timed, by_key = (
        total_s(flatten(routine(work()), speech, Manner(setup)))
        for setup in (SetupBy.TIMED, SetupBy.KEY)
    )
    assert timed == by_key, "the total is the same whoever says when"


def test_long_words_lengthen_getting_into_place_and_changing_sides() -> None:
    long = " ".join(["Draw the shoulder blades a little together and let the knee sink."] * 5)
    one = work(exercise(cue=f"{{Side}} knee up. {long}"), sides=Sides.EACH)
    steps = flatten(routine(work(), one), speech)
    _, set_up = (step for step in steps if step.kind is StepKind.SETUP)
    assert set_up.seconds == words.speech_s(words.intro(one, Side.LEFT)) > 12.0
    wordy = work(
        exercise(
            side_words=(f"Lie on your right side. {long}", f"Lie on your left side. {long}")
        ),
        sides=Sides.EACH,
    )
    (switch,) = (s for s in flatten(routine(wordy), speech) if s.kind is StepKind.SWITCH)
    assert switch.seconds == words.speech_s(words.switch(wordy, Side.RIGHT)) + 3.0 > 12.0


@pytest.mark.parametrize(
    ("position", "needs", "seconds"),
    [
        (Position.SUPINE, (), 8.0),
        (Position.SIDE_LYING, (), 12.0),
        (Position.SEATED, ("band",), 15.0),
        (Position.SUPINE, ("towel",), 15.0),
        (Position.STANDING, ("weight",), 15.0),
        (Position.SUPINE, ("chair",), 8.0),
    ],
)
def test_changing_sides_takes_longer_rolling_over_or_with_something_to_move(
    position: Position, needs: tuple[str, ...], seconds: float
) -> None:
    one = work(exercise(position=position, needs=needs), sides=Sides.EACH)
    assert [s.seconds for s in flatten(routine(one), speech) if s.kind is StepKind.SWITCH] == [
        seconds
    ]


def test_the_first_sessions_say_where_laptop_and_keys_are() -> None:
    text = "bridge: {name: Bridge, position: supine, dose: {reps: 1, out: 2s}}"
    assert outline(steps_of(text, Manner(keys_hint=True))).splitlines()[0] == (
        "0:00 setup 30s set 1: welcome keys@4 change-position@12 get-ready@20"
    )
    two = routine(work(), work())
    said = [c.signal for s in flatten(two, speech, Manner(keys_hint=True)) for c in s.cues]
    assert said.count(Signal.KEYS) == 1


# --- gates, rests and packs within a session -------------------------------------------


def test_equipment_is_fetched_once_before_all_and_fixed_before_its_exercise() -> None:
    steps = steps_of(
        """
        bridge: {name: Bridge, position: supine, dose: {reps: 1, out: 2s}}
        row:
          name: Row
          position: seated
          needs: [band, chair]
          fix: Fix the band at waist height.
          dose: {reps: 1, out: 2s, back: 2s}
        curl: {name: Curl, position: seated, needs: [band], dose: {reps: 1, out: 2s}}
        """
    )
    assert outline(steps, indexed=True) == table(
        """
        0 0:00 gate equipment yes>1: welcome
        1 0:00 setup 30s set 1: change-position get-ready@4
        2 0:30 ready 3s set 1: 3-2-1
        3 0:33 work 2s set 1 rep 1: out
        4 0:35 gate fix yes>5: question
        5 0:35 setup 30s set 1: change-position get-ready@9
        6 1:05 ready 3s set 1: 3-2-1
        7 1:08 work 4s set 1 rep 1: out back@2
        8 1:12 setup 12s set 1: get-ready
        9 1:24 ready 3s set 1: 3-2-1
        10 1:27 work 2s set 1 rep 1: out
        1:29 end
        """
    )


def test_rests_and_packs_stand_between_exercises_in_one_list() -> None:
    steps = steps_of(
        """
        bridge: {name: Bridge, position: supine, dose: {reps: 1, out: 2s}}
        ---
        - bridge
        - rest: 1 min
        - heat: 15 min
        - bridge
        """
    )
    assert outline(steps, indexed=True) == table(
        """
        0 0:00 setup 30s set 1: welcome get-ready@8
        1 0:30 ready 3s set 1: 3-2-1
        2 0:33 work 2s set 1 rep 1: out
        3 0:35 rest 60s: rest
        4 1:35 setup 22s: get-ready
        5 1:57 gate pack-on set 1 yes>6: pack-on-15
        6 1:57 apply 900s set 1 off>9 over>8: go-15 skin-check-5@300 skin-check-10@600
        7 16:57 alarm set 1 off>9 over>8: pack-off
        8 16:57 gate skin-look set 1 yes>9: stop
        9 16:57 setup 30s set 1: change-position get-ready@4
        10 17:27 ready 3s set 1: 3-2-1
        11 17:30 work 2s set 1 rep 1: out
        17:32 end
        """
    )


# --- for every prescription ------------------------------------------------------------

LYING = {Position.SUPINE, Position.PRONE, Position.SIDE_LYING}
ON_KNEES = {Position.QUADRUPED, Position.HALF_KNEELING, Position.KNEELING}
UPRIGHT = {Position.SEATED, Position.STANDING, Position.WALL}


def set_up_s(before: Position | None, after: Position) -> float:
    """What getting into place takes, with 3-2-1, as DESIGN 6 has it."""
    if before is None:
        return 30 + 3
    if before is after:
        return 12 + 3
    if before in LYING and after in ON_KNEES:
        return 20 + 3
    if (before in UPRIGHT) is (after in UPRIGHT):
        return (15 if after in UPRIGHT else 12) + 3
    return (30 if after in UPRIGHT else 25) + 3


def clinicians_dose_s(dose: Dose, change_s: float) -> float:
    """How long a dose takes, worked out as one would at the clinic."""
    sides = 1 if dose.sides is Sides.BOTH else 2
    pace = dose.pace
    if dose.time_s is not None:
        rep_s, reps = dose.time_s, len(dose.reps)
    elif dose.self_paced and pace.hold_s:
        rep_s, reps = (
            pace.out_s + pace.hold_s + pace.back_s + max(2, pace.relax_s),
            sum(dose.reps),
        )
    elif dose.self_paced:
        rep_s, reps = sum(pace) or 4.0, sum(dose.reps)
    else:
        rep_s, reps = sum(pace), sum(dose.reps)
    each = dose.sides is Sides.EACH
    rest_s = max(dose.rest_s, change_s) if each else dose.rest_s
    changes = len(dose.reps) if each else 0
    return sides * reps * rep_s + changes * change_s + (len(dose.reps) - 1) * rest_s


FEW_WORDS = st.builds(exercise, position=st.sampled_from([*Position]), needs=st.just(()))
"""So few words that they fit into the times of DESIGN 6."""


@given(st.lists(st.one_of(works(FEW_WORDS), st.builds(Rest, durations(0, 600))), min_size=1))
def test_the_total_is_what_a_clinician_would_work_out(items: list[Item]) -> None:
    expected, before = 0.0, None
    items = [
        item._replace(care=(), note="") if isinstance(item, Work) else item for item in items
    ]
    for item in items:
        if isinstance(item, Rest):
            expected += item.rest_s
        elif isinstance(item, Work):
            position = item.exercise.position
            change_s = 12 if position is Position.SIDE_LYING else 8
            expected += set_up_s(before, position) + clinicians_dose_s(item.dose, change_s)
            before = position
    assert total_s(flatten(routine(*items), speech)) == pytest.approx(expected)


@given(routines(), manners())
def test_both_sides_get_exactly_the_same_time_and_the_same_reps(
    of: Routine, manner: Manner
) -> None:
    steps = flatten(of, speech, manner)
    for number, item in enumerate(of.items):
        if not isinstance(item, Work) or item.dose.sides is Sides.BOTH:
            continue
        here = [s for s in steps if s.place.item == number and s.kind in EXERCISE]
        for set_no in range(1, item.dose.sets + 1):
            left, right = (
                sorted(
                    (s.place.rep_no, s.seconds or 0.0, s.planned_s)
                    for s in here
                    if (s.place.set_no, s.place.side) == (set_no, side)
                )
                for side in Side
            )
            assert left == right
            together = [s for s in here if s.place.side is None]
            assert left or [s.kind for s in together if s.place.set_no == set_no] == [
                StepKind.COUNT
            ]


@given(routines(), manners())
def test_no_step_is_without_length_and_none_lasts_longer_than_an_hour(
    of: Routine, manner: Manner
) -> None:
    for step in flatten(of, speech, manner):
        assert step.seconds is None or 0 < step.seconds <= 3600
        assert step.planned_s >= 0


@given(routines(), manners())
def test_every_answer_leads_forward_within_the_list_or_to_its_end(
    of: Routine, manner: Manner
) -> None:
    steps = flatten(of, speech, manner)
    for index, step in enumerate(steps):
        assert all(index < to <= len(steps) for _, to in step.answers)
        assert (step.ask is not None) is (step.kind is StepKind.GATE)
        assert step.kind is not StepKind.GATE or step.leads_to("yes") is not None


@given(routines(), manners())
def test_cues_are_in_order_and_inside_their_step(of: Routine, manner: Manner) -> None:
    for step in flatten(of, speech, manner):
        moments = [cue.at_s for cue in step.cues]
        assert moments == sorted(moments)
        assert moments[0] == 0, "every step begins with a signal"
        assert moments[-1] <= (step.planned_s if step.seconds is None else step.seconds)


@given(routines(), manners())
def test_within_a_rep_no_two_signals_but_counts_are_within_two_seconds(
    of: Routine, manner: Manner
) -> None:
    for step in flatten(of, speech, manner):
        signals = [cue.at_s for cue in step.cues if cue.signal is not Signal.COUNT]
        gaps = [later - earlier for earlier, later in itertools.pairwise(signals)]
        assert step.kind is not StepKind.WORK or all(gap >= 2.0 for gap in gaps)
        counts = [cue.at_s for cue in step.cues if cue.signal is Signal.COUNT]
        assert len(counts) == len(set(counts)), "two numbers at once"
        at_once = [cue.signal for cue in step.cues if cue.at_s in counts]
        silent = {Signal.COUNT, Signal.BACK, Signal.RELEASE}
        assert set(at_once) <= silent, "two things said at once"


@given(routines(), manners())
def test_the_items_of_a_routine_come_one_after_the_other(of: Routine, manner: Manner) -> None:
    places = [step.place.item for step in flatten(of, speech, manner)]
    assert places == sorted(places)
    for number, item in enumerate(of.items):
        assert number in places or item == Rest(0.0)


@given(routines(), manners())
def test_what_is_said_while_moving_is_over_before_the_next_is_said(
    of: Routine, manner: Manner
) -> None:
    assert_words_fit(of, flatten(of, speech, manner))


def assert_words_fit(of: Routine, steps: tuple[Step, ...]) -> None:
    """Words of getting into place, of changing sides and of a rest end before the next."""
    for index, step in enumerate(steps):
        if step.kind not in (StepKind.SETUP, StepKind.SWITCH) and not _changes_in_rest(
            of, step
        ):
            continue
        ends = [cue.at_s for cue in step.cues[1:]] + [step.seconds or step.planned_s]
        for cue, end_s in zip(step.cues, ends, strict=True):
            if cue.signal is not Signal.COUNT:
                said = words.phrase(Compiled(of, steps), index, cue)
                assert words.speech_s(said) <= end_s - cue.at_s, said


def _changes_in_rest(of: Routine, step: Step) -> bool:
    item = of.items[step.place.item]
    each = isinstance(item, Work) and item.dose.sides is Sides.EACH
    return step.kind is StepKind.REST and each


# --- the library that backpt comes with ------------------------------------------------

LIBRARY = shipped()


@pytest.mark.parametrize("id_", LIBRARY.exercises)
def test_every_exercise_of_the_library_compiles_and_its_words_fit(id_: str) -> None:
    of = single(LIBRARY.exercises[id_])
    for manner in (Manner(), Manner(keys_hint=True), Manner(SetupBy.SLOW, self_paced=True)):
        steps = flatten(of, speech, manner)
        assert MINUTE < total_s(steps) < 12 * MINUTE
        assert_words_fit(of, steps)


def test_a_pack_that_breaks_a_limit_is_not_compiled() -> None:
    plan = ThermalPlan(cold().mode, 21 * MINUTE, 30 * MINUTE, 1)
    with pytest.raises(PackOverLimit) as caught:
        flatten(routine(plan), speech)
    assert caught.value.plan == plan


def test_the_same_pack_twice_needs_its_time_off_between() -> None:
    heat, cold = ThermalPlan(Mode.HEAT, 900.0, 0.0, 1), ThermalPlan(Mode.COLD, 600.0, 0.0, 1)
    long_rest = (Rest(600.0), Rest(300.0))
    for items, near in (
        ((heat, heat), True),
        ((heat, Rest(60.0), heat), True),
        ((heat, cold), False),
        ((heat, *long_rest, heat), False),
    ):
        packs = Routine("r", "R", items)
        assert bool(packs_too_near(flatten(packs, speech))) is near
    two = Routine("r", "R", (ThermalPlan(Mode.COLD, 900.0, 900.0, 2),))
    assert packs_too_near(flatten(two, speech)) is None


def test_a_step_carries_the_item_it_belongs_to() -> None:
    of = routine(work(), Rest(20.0), cold(cycles=1), work(sides=Sides.EACH))
    steps = flatten(of._replace(trial=True), speech)
    assert {step.place.item for step in steps} == {0, 1, 2, 3}
    for step in steps:
        assert step.item is of.items[step.place.item]
