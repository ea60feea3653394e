"""Pain goes further down the leg in a session: rest, ask again, and what may follow (R9)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backpt.journal.codec import routine_from, routine_text
from backpt.language import speech
from backpt.language.en.captions import caption, line
from backpt.language.en.summaries import closing_lines
from backpt.language.en.words import LEG_ENDING, phrase
from backpt.library import read_library
from backpt.prescription.model import (
    Category,
    Exercise,
    Mode,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    prescribe,
    single,
)
from backpt.safety.easing import strains
from backpt.session.commands import Command, NotNow, command_for
from backpt.session.compile import flatten
from backpt.session.events import (
    CueDue,
    Ending,
    LegPainReported,
    Outcome,
    SessionEnded,
    State,
    Why,
)
from backpt.session.player import Player
from backpt.session.steps import Compiled, Gate, Signal, StepKind
from backpt.session.summary import summarise
from tests.builders import shipped

from .test_player import Running

SHIPPED = shipped()
QUIET = {
    "abdominal-brace",
    "band-pull-apart",
    "band-squeeze",
    "belly-breathing",
    "chin-tuck",
    "doorway-chest-stretch",
    "march-in-place",
    "ninety-ninety-rest",
    "posture-hold-standing",
    "prone-lying",
    "scapular-squeeze",
    "walking",
    "wall-angels",
}
"""For a clinician to read: all that may follow pain further down the leg. Everything else in
the library loads a leg or bends the back."""
ASKED_S = 600.0


class LegRun(Running):
    """A session of a shipped routine, with what strains the leg or the back known."""

    def __init__(self, of: Routine, lie_down: Signal = Signal.LIE_ON_BACK) -> None:
        self.routine = of
        self.steps = flatten(of, speech)
        self.player = Player(
            self.steps, speech, pain_before=2, strains=strains(of), lie_down=lie_down
        )
        self.now = 0.0
        self.events = self.player.start(0.0)

    def to_work(self) -> LegRun:
        """Say ready to whatever asks for it, until something is done."""
        while self.step.kind is not StepKind.WORK or self.state is not State.RUNNING:
            self.go_on()
        return self

    def go_on(self) -> None:
        if self.step.kind in (StepKind.GATE, StepKind.COUNT, StepKind.ALARM):
            self.do(Command.YES if self.step.ask is Gate.LEG else Command.DONE)
            return
        due = self.player.deadline()
        assert due is not None
        self.to(max(due, self.now))

    def to_its_end(self) -> LegRun:
        while not self.player.over:
            self.go_on()
        return self

    def done_after(self, moment: float) -> set[str]:
        """Return the exercises of which anything was done after ``moment``."""
        found = set()
        for event in self.ended(StepKind.WORK):
            item = self.routine.items[self.steps[event.step_index].place.item]
            if event.at > moment and event.outcome is not Outcome.SKIPPED:
                assert isinstance(item, Work)
                found.add(item.exercise.id)
        return found


def further(of: Routine | None = None, lie_down: Signal = Signal.LIE_ON_BACK) -> LegRun:
    run = LegRun(of or prescribe(SHIPPED, "home-basics"), lie_down).to_work()
    run.wait(2.0).do(Command.HURTS).do(Command.LEG)
    return run


# --- which exercises --------------------------------------------------------------------


@pytest.mark.parametrize("id_", SHIPPED.exercises)
def test_an_exercise_may_follow_only_if_it_is_on_the_list_of_quiet_ones(id_: str) -> None:
    assert SHIPPED.exercises[id_].strains is not None
    assert SHIPPED.exercises[id_].is_quiet == (id_ in QUIET)


@pytest.mark.parametrize("id_", sorted(QUIET))
def test_no_quiet_exercise_is_one_that_the_other_facts_of_it_call_a_strain(id_: str) -> None:
    quiet = SHIPPED.exercises[id_]
    assert not {"FLEX_INTOL", "SCIATICA_ACUTE", "OSTEO_FLEX", "HIP_REPL", "DVT"} & {
        *quiet.avoid
    }
    assert quiet.category not in {Category.NERVE_GLIDE, Category.BALANCE, Category.KNEE}
    assert not {"low-back", "hamstrings", "calf"} & {*quiet.area} or not _moves(quiet)


def _moves(exercise: Exercise) -> bool:
    return exercise.dose.time_s is None and exercise.id != "abdominal-brace"


@pytest.mark.parametrize("id_", SHIPPED.exercises)
def test_what_warns_of_bending_or_of_an_irritable_leg_is_a_strain_of_that_kind(
    id_: str,
) -> None:
    exercise = SHIPPED.exercises[id_]
    if "SCIATICA_ACUTE" in exercise.avoid:
        assert "leg" in (exercise.strains or ())
    if {"FLEX_INTOL", "EXT_INTOL"} & {*exercise.avoid} and id_ != "prone-lying":
        assert "bend" in (exercise.strains or ())
    if exercise.folds:
        assert "bend" in (exercise.strains or ())


@pytest.mark.parametrize("id_", SHIPPED.exercises)
def test_a_figure_whose_low_back_moves_is_never_quiet(id_: str) -> None:
    exercise = SHIPPED.exercises[id_]
    poses = json.loads(exercise.figure)["poses"].values()
    found = [pose["low-back"] for pose in poses if "low-back" in pose]
    bends = [max(bend.values()) if isinstance(bend, dict) else bend for bend in found]
    if exercise.is_quiet and bends:
        assert max(map(float, bends), key=abs) <= 10.0


def test_an_exercise_of_which_nobody_has_said_it_is_taken_for_a_strain() -> None:
    own = SHIPPED.exercises["walking"]._replace(id="own", strains=None)
    assert strains(Routine("r", "R", (Rest(5.0), Work(own, own.dose)))) == {1}


def test_what_strains_is_kept_with_the_prescription() -> None:
    kept = routine_from(routine_text(prescribe(SHIPPED, "home-basics")))
    assert strains(kept) == strains(prescribe(SHIPPED, "home-basics")) == {0, 1, 3}


def left_s(run: Running) -> float:
    frame = run.player.frame(run.now)
    return frame.total_s - frame.session_s


def test_the_time_left_counts_nothing_that_is_out_for_today() -> None:
    run = further()
    posture_s = sum(step.planned_s for step in run.steps if step.place.item == 2)
    assert left_s(run) == pytest.approx(posture_s)
    run.wait(ASKED_S).do(Command.YES)
    assert left_s(run) == pytest.approx(posture_s)
    assert left_s(run.to_its_end()) == pytest.approx(0.0)


def test_the_time_left_counts_no_pack_and_no_exercise_after_a_pack_that_hurt() -> None:
    heat, bridge = ThermalPlan(Mode.HEAT, 900.0, 900.0, 2), SHIPPED.exercises["bridge"]
    run = LegRun(Routine("r", "R", (heat, Work(bridge, bridge.dose))))
    while run.step.kind is not StepKind.APPLY:
        run.go_on()
    run.wait(30.0)
    assert left_s(run) > 900.0 + 900.0 + 870.0
    run.do(Command.HURTS).do(Command.LEG)
    assert left_s(run) == 0.0


# --- rest, and ask again ----------------------------------------------------------------


def test_it_ends_the_exercise_offers_rest_at_once_and_asks_after_ten_minutes() -> None:
    run = further()
    said = run.now
    assert [e.at for e in run.events if isinstance(e, LegPainReported)] == [said]
    assert run.state is State.LEG_RESTING
    assert run.cues(Signal.LEG_REST) == [said]
    assert {e.why for e in run.ended(StepKind.WORK)} == {Why.HURTS}
    assert not [e for e in run.wait(ASKED_S - 0.001).events if e.at > said]
    run.wait(0.001)
    assert (run.state, run.cues(Signal.LEG_QUESTION)) == (State.LEG_ASKING, [run.now])


@pytest.mark.parametrize("key", ["n", "l"])
def test_not_back_ends_the_session(key: str) -> None:
    run = further().wait(ASKED_S)
    command = command_for(key, run.player.frame(run.now))
    assert command is not None
    assert run.do(command).ending is Ending.LEG
    assert not run.done_after(ASKED_S)


def test_silence_ends_the_session_after_a_minute() -> None:
    run = further().wait(ASKED_S + 59.9)
    assert run.ending is None
    assert run.wait(0.1).ending is Ending.LEG


@pytest.mark.parametrize("key", ["1", "2"])
def test_a_rest_lying_down_or_a_walk_is_led_by_one_key_and_changes_no_time(key: str) -> None:
    run = further()
    due = run.player.deadline()
    command = command_for(key, run.player.frame(run.now))
    assert command is not None
    run.wait(3.0).do(command)
    assert run.player.deadline() == due
    signal = Signal.LIE_ON_BACK if key == "1" else Signal.WALK
    assert run.cues(signal) == [run.now]
    frame = run.player.frame(run.now)
    cue = next(e.cue for e in run.events if isinstance(e, CueDue) and e.cue.signal is signal)
    said = phrase(Compiled(run.routine, run.steps), frame.step_index, cue)
    assert caption(Compiled(run.routine, run.steps), frame).note == " ".join(said)


def test_who_may_not_lie_on_the_back_is_told_to_lie_on_the_side() -> None:
    run = further(lie_down=Signal.LIE_ON_SIDE).do(Command.LIE_DOWN)
    assert run.cues(Signal.LIE_ON_SIDE)
    assert not run.cues(Signal.LIE_ON_BACK)


def test_space_asks_before_the_ten_minutes_are_over_and_answers_nothing() -> None:
    run = further().wait(60.0).do(Command.DONE)
    assert run.state is State.LEG_ASKING
    for key in (" ", "enter", "esc", "1"):
        assert command_for(key, run.player.frame(run.now)) is None
    with pytest.raises(NotNow):
        run.do(Command.DONE)


# --- what follows -----------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED.routines)
def test_back_leads_on_to_nothing_that_loads_the_leg_or_bends_the_back(name: str) -> None:
    run = further(prescribe(SHIPPED, name)).wait(ASKED_S)
    back = run.now
    run.do(Command.YES).to_its_end()
    assert run.done_after(back) <= QUIET
    assert run.ending is Ending.LEG
    left = [e for e in run.ended() if e.why is Why.LEG]
    assert all(e.outcome is Outcome.SKIPPED for e in left)


def test_no_exercise_that_strains_is_said_to_come_next() -> None:
    run = further()
    shown = caption(Compiled(run.routine, run.steps), run.player.frame(run.now))
    assert (shown.coming, shown.side) == ("Next: Posture hold, 1 x 5, hold 10 s", "")
    run.wait(ASKED_S).do(Command.YES)
    assert (
        caption(Compiled(run.routine, run.steps), run.player.frame(run.now)).coming
        == "Last one"
    )


def test_home_basics_goes_on_with_standing_tall_and_then_it_is_enough() -> None:
    run = further().wait(ASKED_S).do(Command.YES).to_end()
    assert run.done_after(ASKED_S) == {"posture-hold-standing"}
    summary = summarise(Compiled(run.routine, run.steps), speech, run.events)
    assert closing_lines(summary)[1] == "Leg lifts: not done (pain further down the leg)."
    assert line(Compiled(run.routine, run.steps), run.events[-1]) == " ".join(LEG_ENDING)


@pytest.mark.parametrize("command", [Command.BACK, Command.REDO, Command.NEXT])
def test_no_key_leads_back_into_what_strains(command: Command) -> None:
    run = further().wait(ASKED_S).do(Command.YES).until(StepKind.WORK)
    for _ in range(30):
        if run.player.over:
            break
        try:
            run.do(command)
        except NotNow:
            break
        if not run.player.over:
            assert run.step.place.item == 2
    assert run.done_after(ASKED_S) <= {"posture-hold-standing"}


def test_where_nothing_safe_is_left_it_ends_when_it_is_back() -> None:
    run = further(single(SHIPPED.exercises["bridge"])).wait(ASKED_S).do(Command.YES)
    assert run.events[-1] == SessionEnded(run.now, Ending.LEG)


def test_each_step_of_such_a_session_is_accounted_for_once() -> None:
    run = further().wait(ASKED_S).do(Command.YES).to_end()
    said = [e.step_index for e in run.ended() if run.steps[e.step_index].planned_s]
    assert sorted(said) == [n for n, step in enumerate(run.steps) if step.planned_s]


def test_a_pack_comes_off_and_no_exercise_follows_it() -> None:
    lifts = SHIPPED.exercises["posture-hold-standing"]
    heat = ThermalPlan(Mode.HEAT, 600.0, 900.0, 1)
    run = LegRun(Routine("r", "R", (heat, Work(lifts, lifts.dose))))
    while run.step.kind is not StepKind.APPLY:
        run.go_on()
    run.wait(30.0).do(Command.HURTS).do(Command.LEG).to_its_end()
    assert (run.ending, run.done_after(0.0)) == (Ending.LEG, set())


# --- more than the leg ------------------------------------------------------------------


def test_a_new_sign_can_be_said_while_it_rests_and_while_it_asks() -> None:
    for waited in (5.0, ASKED_S + 5.0):
        run = further().wait(waited).do(Command.HURTS)
        run.do(Command.NEW_SIGN).do(Command.DIGIT, "1").do(Command.YES)
        assert run.ending is Ending.EMERGENCY


def test_a_number_said_while_it_rests_takes_nothing_from_the_ten_minutes() -> None:
    run = further().wait(60.0).do(Command.HURTS).type("3")
    assert (run.state, run.player.deadline()) == (State.LEG_RESTING, run.now + ASKED_S - 60.0)
    assert further().wait(60.0).do(Command.HURTS).type("7").ending is Ending.PAIN


def test_a_closed_lid_is_no_rest() -> None:
    run = further()
    run.events += run.player.gap(run.now, run.now + 300.0)
    run.now += 300.0
    assert run.player.deadline() == run.now + ASKED_S


def test_the_same_exercises_in_any_order_never_bring_a_strain_back() -> None:
    every = tuple(
        Work(exercise, exercise.dose._replace(reps=(1,)))
        for exercise in SHIPPED.exercises.values()
    )
    for items in (every, every[::-1]):
        run = further(Routine("all", "All", items)).wait(ASKED_S).do(Command.YES).to_its_end()
        done = run.done_after(ASKED_S)
        first = items[0].exercise.id
        assert done == QUIET - {first}


def test_a_library_says_what_strains_or_is_told_which_words_there_are(
    tmp_path: Path,
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "version: 1\nexercises:\n  nod:\n    name: Nod\n    strains: [legs]\n"
        "    dose: {reps: 5, out: 2s}\n",
        encoding="utf-8",
    )
    _, problems = read_library(str(path), base=SHIPPED)
    assert [p.message for p in problems if p.level == "error"] == [
        "strains: 'legs' is none of them; did you mean 'leg'?"
    ]
