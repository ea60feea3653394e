"""A trial of bending back: for whom it is not, and what is asked after each exercise (S8)."""

from __future__ import annotations

import pytest

from backpt.language import speech
from backpt.language.en.captions import caption
from backpt.language.en.refusals import trial_refused
from backpt.language.en.summaries import closing_lines
from backpt.language.en.words import LEG_NOW, TRIAL_STOP, phrase
from backpt.library.overlay import lay_over
from backpt.prescription.model import Library, Routine, Work, prescribe
from backpt.safety.answers import Profile
from backpt.safety.days import Leg
from backpt.safety.easing import eased, rest_positions
from backpt.safety.precautions import forbids_trial
from backpt.safety.readiness import History, decide
from backpt.session.commands import Command, NotNow, command_for
from backpt.session.compile import flatten
from backpt.session.events import CLOSER, SAME, CueDue, Ending, LegPainReported, State
from backpt.session.steps import Compiled, Gate, Signal, StepKind
from backpt.session.summary import Compared, summarise
from tests.builders import shipped
from tests.session.test_further_down_the_leg import LegRun

SHIPPED = shipped()
TRIAL = prescribe(SHIPPED, "leg-symptom-trial")
BENDING_BACK = Profile(codes=frozenset({"EXT_INTOL"}))


def at_gate(times: int = 1) -> LegRun:
    run = LegRun(TRIAL)
    for number in range(times):
        while run.step.ask is not Gate.LEG:
            run.go_on()
        if number < times - 1:
            run.do(Command.YES)
    return run


def key(run: LegRun, pressed: str) -> LegRun:
    command = command_for(pressed, run.player.frame(run.now))
    if command is None:
        raise NotNow(pressed)
    return run.do(command)


@pytest.mark.parametrize("name", SHIPPED.routines)
def test_only_the_trial_has_a_gate_after_each_exercise(name: str) -> None:
    steps = flatten(prescribe(SHIPPED, name), speech)
    asked = [step for step in steps if step.ask is Gate.LEG]
    works = [item for item in prescribe(SHIPPED, name).items if isinstance(item, Work)]
    assert len(asked) == (len(works) if name == "leg-symptom-trial" else 0)


def test_it_is_refused_where_bending_back_makes_it_worse_and_names_why() -> None:
    said = trial_refused(TRIAL, SHIPPED)
    assert forbids_trial(TRIAL, BENDING_BACK)
    assert SHIPPED.precautions["EXT_INTOL"].why in said
    assert said.endswith("Ask a therapist first.")
    assert not forbids_trial(TRIAL, Profile())
    others = frozenset(SHIPPED.precautions) - {"EXT_INTOL"}
    assert not forbids_trial(TRIAL, Profile(codes=others))


def test_a_file_of_the_users_own_does_not_take_the_gate_away() -> None:
    entry = SHIPPED.routines["leg-symptom-trial"]._replace(trial=False, goal="Mine.")
    own = Library({}, {"leg-symptom-trial": entry}, {}, {})
    assert prescribe(lay_over(SHIPPED, own), "leg-symptom-trial").trial


def test_the_stop_rule_is_the_first_thing_said_and_shown() -> None:
    steps = flatten(TRIAL, speech)
    said = phrase(Compiled(TRIAL, steps), 0, steps[0].cues[0])
    assert said.index(TRIAL_STOP[0]) < said.index("Lie on your front.")
    run = LegRun(TRIAL)
    assert caption(Compiled(TRIAL, steps), run.player.frame(0.0)).note.startswith(TRIAL_STOP[0])


def test_five_press_ups_are_asked_for_at_first() -> None:
    (press_up,) = [
        item
        for item in TRIAL.items
        if isinstance(item, Work) and item.exercise.id == "prone-press-up"
    ]
    assert press_up.dose.reps == (5,)


# --- the question after each exercise ---------------------------------------------------


def test_after_each_exercise_it_asks_and_waits_for_one_key() -> None:
    run = at_gate()
    asked = [e for e in run.events if isinstance(e, CueDue) and e.cue.signal is Signal.QUESTION]
    assert phrase(Compiled(TRIAL, run.steps), asked[-1].step_index, asked[-1].cue) == LEG_NOW
    run.wait(40.0)
    assert run.step.ask is Gate.LEG
    repeated = [e for e in run.events if isinstance(e, CueDue)][-1]
    assert phrase(Compiled(TRIAL, run.steps), repeated.step_index, repeated.cue) == LEG_NOW


@pytest.mark.parametrize("pressed", ["s", "c"])
def test_the_same_or_closer_goes_on(pressed: str) -> None:
    run = key(at_gate(), pressed)
    assert (run.step.place.item, run.step.kind) == (1, StepKind.SETUP)
    assert not [e for e in run.events if isinstance(e, LegPainReported)]


def test_each_answer_is_kept_and_told_with_its_exercise() -> None:
    run = at_gate()
    for pressed in ("s", "c", "f"):
        while run.step.ask is not Gate.LEG:
            run.go_on()
        key(run, pressed)
    run.do(Command.STOP)
    summary = summarise(Compiled(TRIAL, run.steps), speech, run.events)
    assert summary.legs == (Compared(0, SAME), Compared(1, CLOSER))
    assert [(one.item, one.pain) for one in summary.said] == [(2, None)]
    first, second, third, *_ = closing_lines(summary)
    assert first.endswith("done (leg the same).")
    assert second.endswith("done (leg closer to the back).")
    assert third.endswith("done (pain further down the leg).")


def test_an_answer_that_is_given_anew_takes_the_place_of_the_first() -> None:
    run = key(at_gate(), "s").wait(1.0).do(Command.BACK)
    while run.step.ask is not Gate.LEG:
        run.go_on()
    key(run, "c").do(Command.STOP)
    summary = summarise(Compiled(TRIAL, run.steps), speech, run.events)
    assert summary.legs == (Compared(0, CLOSER),)


@pytest.mark.parametrize("pressed", [" ", "n", "y", "enter"])
def test_no_other_key_agrees(pressed: str) -> None:
    run = at_gate()
    with pytest.raises(NotNow):
        key(run, pressed)
    assert run.step.ask is Gate.LEG


def test_silence_ends_the_trial() -> None:
    assert at_gate().wait(600.0).ending is Ending.UNANSWERED


@pytest.mark.parametrize("times", range(1, 6))
def test_further_rests_at_once_and_leads_to_nothing_that_bends(times: int) -> None:
    run = key(at_gate(times), "f")
    assert run.state is State.LEG_RESTING
    back = run.now + 600.0
    run.to(back).do(Command.YES)
    while not run.player.over:
        key(run, "s") if run.step.ask is Gate.LEG else run.go_on()
    assert run.done_after(back) <= {"march-in-place"}
    assert run.ending is Ending.LEG


def test_the_keys_at_the_gate_are_shown_and_next_is_not_among_them() -> None:
    run = at_gate()
    shown = caption(Compiled(TRIAL, run.steps), run.player.frame(run.now))
    assert [one for one, _ in shown.keys][:3] == ["s", "c", "f"]
    assert "n" not in dict(shown.keys)
    assert shown.action == "How is your leg?"


def test_a_whole_trial_is_done_with_five_answers() -> None:
    run = LegRun(TRIAL)
    while not run.player.over:
        key(run, "s") if run.step.ask is Gate.LEG else run.go_on()
    assert run.ending is Ending.DONE


# --- rest for who may not bend back -----------------------------------------------------


def positions(routine: Routine) -> list[str]:
    return [item.exercise.id for item in routine.items if isinstance(item, Work)]


def test_who_gets_worse_by_bending_back_does_not_rest_lying_face_down() -> None:
    decision = decide(History(2, Leg.FURTHER))
    codes = BENDING_BACK.codes
    rest = positions(eased(TRIAL, SHIPPED, decision, codes).routine)
    assert rest == ["belly-breathing", "ninety-ninety-rest", "march-in-place"]
    assert "prone-lying" in positions(eased(TRIAL, SHIPPED, decision).routine)
    assert "prone-lying" in positions(rest_positions(SHIPPED, frozenset({"WRIST"})))
