"""Whole evenings up to the first step: what is asked, in which order, and what remains."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import process_time

import pytest

from backpt.errors import SafetyStop
from backpt.intake.prompts import SignSaid, UserLeft
from backpt.journal.answers_file import read_answers
from backpt.journal.recorder import open_journal
from backpt.language import speech
from backpt.language.en.advice import decision_words
from backpt.language.en.keys import prompt
from backpt.prescription.model import (
    Category,
    Dose,
    Exercise,
    Library,
    Mode,
    Position,
    Routine,
    ThermalPlan,
    Work,
    prescribe,
)
from backpt.run.loop import BrokenOff
from backpt.safety.days import Leg, Settled
from backpt.session.compile import flatten
from backpt.session.events import Ending
from backpt.session.keymap import Means
from backpt.session.records import ICEPACK
from tests.builders import home_basics, shipped
from tests.journal.test_before import keep
from tests.journal.values import (
    begin,
    done,
    packs,
    packs_since,
    raise_,
    read_sessions,
    record,
    summary,
)
from tests.scripted import (
    ENDED,
    ENTER,
    NOON,
    TODAY,
    WEEK,
    Evening,
    ScriptedConsole,
    all_answered,
)

SHIPPED = shipped()
HOME_BASICS = home_basics()
DROPS = "Does it drop?"
"""The page of U10."""
HEAT = ThermalPlan(Mode.HEAT, 900.0, 900.0, 1, "")


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    return Evening(tmp_path, SHIPPED, all_answered())


def journal_of(evening: Evening) -> Path:
    path = Path(evening.paths.journal)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def reps(routine: Routine) -> dict[str, int]:
    """Return how often each exercise is done that is counted."""
    return {
        item.exercise.id: sum(item.dose.reps)
        for item in routine.items
        if isinstance(item, Work) and item.dose.time_s is None
    }


def lighter(routine: Routine, than: Routine) -> list[tuple[int, int]]:
    """Return the reps of each exercise that both have, of ``routine`` first; some are there."""
    full = reps(than)
    both = [(many, full[id_]) for id_, many in reps(routine).items() if id_ in full]
    assert both
    return both


# --- pain ------------------------------------------------------------------------------


def test_with_pain_2_everything_is_done_in_full_after_three_answers(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "2nn"})
    plan = evening.plan(HOME_BASICS, console)
    assert (plan.routine, plan.pain_before, plan.less) == (HOME_BASICS, 2, None)
    assert console.titles == [TODAY]


def test_with_pain_5_less_is_offered_and_taken(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "5nn", "Less today": "y"})
    plan = evening.plan(HOME_BASICS, console)
    assert all(many < full for many, full in lighter(plan.routine, HOME_BASICS))
    assert "heel-slide" in reps(plan.routine)  # in place of leg lifts, which are of phase 2
    page = console.pages[-1]
    assert "Heel slide instead of Leg lifts today." in page.lines
    assert plan.less is not None
    assert plan.less.rule == "R3"


def test_with_pain_5_less_can_be_declined_and_nothing_is_less(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "5nn", "Less today": "w"})
    plan = evening.plan(HOME_BASICS, console)
    assert (plan.routine, plan.less) == (HOME_BASICS, None)


def test_with_pain_6_the_flare_up_routine_takes_its_place(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "6nn", "Only this today": "y"})
    plan = evening.plan(HOME_BASICS, console)
    assert (plan.routine.id, plan.asked) == ("flare-up-day", "home-basics")


def test_with_pain_8_card_1_comes_nothing_is_done_and_the_day_is_kept(
    evening: Evening,
) -> None:
    console = ScriptedConsole({TODAY: "8nn", "Not today": "n"})
    with pytest.raises(SafetyStop, match="8"):
        evening.plan(HOME_BASICS, console)
    assert console.titles == [TODAY, "Not today"]
    (row,) = read_sessions(evening.paths.journal, now_wall=NOON)
    assert (row.pain_before, row.ending) == (8, Ending.PAIN)


def test_one_key_asks_for_a_quarter_less_and_no_page_asks_about_it(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "-2nn"})
    plan = evening.plan(HOME_BASICS, console)
    assert reps(plan.routine) != reps(HOME_BASICS)
    assert console.titles == [TODAY]
    assert plan.less is not None
    assert decision_words(plan.less) in plan.told


def test_pain_said_on_the_command_line_asks_card_1_and_is_kept_too(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "nn", "Not today": "n"})
    with pytest.raises(SafetyStop, match="Pain 8"):
        evening.plan(HOME_BASICS, console, pain=8)
    assert console.titles == [TODAY, "Not today"]
    (row,) = read_sessions(evening.paths.journal, now_wall=NOON)
    assert row.pain_before == 8


def test_a_rehearsal_asks_nothing_of_today_and_keeps_nothing(evening: Evening) -> None:
    console = ScriptedConsole({"Not today": "n"})
    with pytest.raises(SafetyStop, match="Pain 8"):
        evening.plan(HOME_BASICS, console, pain=8, speed=10.0)
    assert console.titles == ["Not today"]
    assert read_sessions(evening.paths.journal, now_wall=NOON) == ()


def test_after_a_session_of_today_that_ended_at_8_nothing_is_asked_and_nothing_begins(
    evening: Evening,
) -> None:
    keep(journal_of(evening), 0.05, pain=5, after=8, now=NOON)
    console = ScriptedConsole({})
    with pytest.raises(SafetyStop, match="no more today"):
        evening.plan(HOME_BASICS, console)
    assert console.titles == []


@pytest.mark.parametrize(("key", "settled"), [("y", Settled.YES), ("n", Settled.NO)])
def test_a_day_that_ended_higher_is_asked_about_as_the_fourth_question(
    evening: Evening, key: str, settled: Settled
) -> None:
    keep(journal_of(evening), 1, pain=2, after=5, now=NOON)
    script = {TODAY: f"2nn{key}", "Less today": "y"}
    console = ScriptedConsole(script)
    plan = evening.plan(HOME_BASICS, console)
    assert plan.today is not None
    assert plan.today.settled is settled
    assert ("w for the whole" in prompt(console.pages[-1].options)) == (settled is Settled.YES)
    assert "Yesterday: pain 2 before, 5 after." in "".join(console.pages[0].lines)


def test_pain_of_9_for_the_second_day_that_does_not_drop_is_a_sign_once_it_was_meant(
    evening: Evening,
) -> None:
    keep(journal_of(evening), 1, pain=9, ending=Ending.PAIN, active_s=0.0, now=NOON)
    console = ScriptedConsole(
        {TODAY: "9nn", "Not today": "n", DROPS: "n", "Is this true of you?": ENDED}
    )
    with pytest.raises(BrokenOff):
        evening.plan(HOME_BASICS, console)
    left = read_answers(evening.paths.answers).answers
    assert (left.ask_again, left.unseen) == (True, ())
    console = ScriptedConsole(
        {TODAY: "9nn", "Not today": "n", DROPS: "n", "Is this true of you?": "y"}
    )
    with pytest.raises(SafetyStop):
        evening.plan(HOME_BASICS, console)
    kept = read_answers(evening.paths.answers).answers
    assert kept.unseen
    assert not kept.ask_again
    console = ScriptedConsole(
        {TODAY: "9nn", "Not today": "n", DROPS: "ny", "Is this true of you?": "n"}
    )
    with pytest.raises(SafetyStop, match="Pain 9"):
        evening.plan(HOME_BASICS, console)
    kept = read_answers(evening.paths.answers).answers
    assert (kept.ask_again, kept.unseen) == (False, ())


def _two_bad_days(evening: Evening) -> None:
    for ago in (2, 1):
        keep(journal_of(evening), ago, pain=7, now=NOON)


@pytest.mark.parametrize(("key", "has_talked"), [("d", True), (" ", False)])
def test_time_to_talk_comes_on_a_page_and_only_done_says_that_it_was_done(
    evening: Evening, key: str, has_talked: bool
) -> None:
    _two_bad_days(evening)
    console = ScriptedConsole({TODAY: "5nn", "Time to talk": key, "Less today": "y"})
    plan = evening.plan(HOME_BASICS, console)
    assert plan.today is not None
    assert plan.today.has_talked is has_talked
    assert console.titles == [TODAY, "Time to talk", "Less today"]
    assert plan.today.decision.contacts == ()  # said once: not on the next page again
    talk, less = console.pages[1:]
    assert not set(talk.lines) & set(less.lines)


def test_time_to_talk_is_said_once_a_day(evening: Evening) -> None:
    _two_bad_days(evening)
    keep(journal_of(evening), 0.05, pain=5, now=NOON)
    console = ScriptedConsole({TODAY: "5nn", "Less today": "y"})
    evening.plan(HOME_BASICS, console)
    assert console.titles == [TODAY, "Less today"]


# --- the leg, something new, days off --------------------------------------------------


def test_with_pain_further_down_the_leg_only_rest_positions_are_left(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "2nf", "Only this today": "y"})
    plan = evening.plan(HOME_BASICS, console)
    works = [item.exercise for item in plan.routine.items if isinstance(item, Work)]
    assert works
    assert all(one.is_quiet for one in works)


def test_what_the_plan_stops_for_the_leg_stays_out_though_it_is_closer_again(
    evening: Evening,
) -> None:
    sheet = HOME_BASICS._replace(leg_stops=("leg-lifts",))
    keep(journal_of(evening), 1, pain=2, leg=Leg.FURTHER, now=NOON)
    console = ScriptedConsole({TODAY: "2nc", WEEK: ENTER})
    plan = evening.plan(sheet, console)
    assert "leg-lifts" in reps(HOME_BASICS)
    assert "leg-lifts" not in reps(plan.routine)
    said = [line for page in console.pages for line in page.lines]
    assert any(
        line.startswith("Left out for you: Leg lifts. Your plan stops this") for line in said
    )


def test_something_new_asks_the_signs_and_none_of_them_means_half(evening: Evening) -> None:
    console = ScriptedConsole(
        {TODAY: "2yn", "Something new": "n", "Less today": "y", "Time to talk": " "}
    )
    plan = evening.plan(HOME_BASICS, console)
    assert console.titles[:2] == [TODAY, "Something new"]
    assert all(2 * many <= full + 1 for many, full in lighter(plan.routine, HOME_BASICS))


def test_a_sign_that_is_new_stops_is_kept_and_stops_the_next_evening_unasked(
    evening: Evening,
) -> None:
    console = ScriptedConsole({TODAY: "2yn", "Something new": "1", "Is this true of you?": "y"})
    with pytest.raises(SafetyStop):
        evening.plan(HOME_BASICS, console)
    assert read_answers(evening.paths.answers).answers.unseen == ("1",)
    (row,) = read_sessions(evening.paths.journal, now_wall=NOON)
    assert (row.pain_before, row.ending) == (2, Ending.EMERGENCY)
    again = ScriptedConsole({})
    with pytest.raises(SafetyStop):
        evening._replace(answers=None).plan(HOME_BASICS, again)
    assert again.titles == []


def test_a_sign_that_is_legible_in_a_damaged_file_stops_after_three_cards_without_a_sign(
    tmp_path: Path,
) -> None:
    evening = Evening(tmp_path, SHIPPED)
    kept = Path(evening.paths.answers)
    kept.parent.mkdir(parents=True)
    kept.write_text("answered: 2026-11-22\nemergency: 2\nurgent: none\nabout: wrist, zz\n")
    one, two, three = (f"Your safety, card {n} of 3" for n in (1, 2, 3))
    console = ScriptedConsole({one: "n", two: "n", f"{three}: about you": "k"})
    with pytest.raises(SignSaid):
        evening.plan(HOME_BASICS, console)
    assert console.left_over == {}
    assert "'zz' is no answer" in str(console.pages[0])
    answers = read_answers(evening.paths.answers).answers
    assert (answers.unseen, answers.about) == (("2",), ("wrist",))


def test_who_leaves_after_something_new_is_asked_the_cards_the_next_time(
    evening: Evening,
) -> None:
    with pytest.raises(UserLeft):
        evening.plan(HOME_BASICS, ScriptedConsole({TODAY: "2yq"}))
    assert read_answers(evening.paths.answers).answers.ask_again


def test_after_ten_days_off_less_is_offered(evening: Evening) -> None:
    keep(journal_of(evening), 10, pain=2, now=NOON)
    console = ScriptedConsole({TODAY: "2nn", "Less today": "y", WEEK: ENTER})
    plan = evening.plan(HOME_BASICS, console)
    assert plan.less is not None
    assert plan.less.rule == "F9"
    assert console.titles == [TODAY, "Less today", WEEK]


# --- precautions -----------------------------------------------------------------------


def _ladder() -> tuple[Library, Routine]:
    """Return a routine of one exercise that is above its phase, whose easier form lies on the
    back: fine when nothing hurts, and with pain 5 exchanged for what pregnancy forbids."""
    dose = Dose((8,))
    upright = Exercise(
        "squat", "Squat", Category.CORE, Position.STANDING, dose, 2, "Bend.", easier="bridge"
    )
    lying = Exercise(
        "bridge",
        "Bridge",
        Category.CORE,
        Position.SUPINE,
        dose,
        1,
        "Lift.",
        avoid=("PREG_SUPINE",),
    )
    library = SHIPPED._replace(exercises={"squat": upright, "bridge": lying})
    return library, Routine("evening", "Evening", (Work(upright, dose),), phase=1)


def test_what_today_makes_easier_and_precautions_empty_is_not_begun(tmp_path: Path) -> None:
    library, routine = _ladder()
    evening = Evening(tmp_path, library, all_answered(("pregnant",)))
    console = ScriptedConsole({TODAY: "5nn", "Less today": "y"})
    with pytest.raises(SafetyStop, match="Nothing of Evening is left for you now"):
        evening.plan(routine, console)
    assert console.titles == [TODAY, "Less today"]


def test_in_full_it_is_begun_all_the_same_as_with_little_pain(tmp_path: Path) -> None:
    library, routine = _ladder()
    evening = Evening(tmp_path, library, all_answered(("pregnant",)))
    for script in ({TODAY: "5nn", "Less today": "w"}, {TODAY: "2nn"}):
        assert evening.plan(routine, ScriptedConsole(script)).routine == routine


def test_what_precautions_empty_is_refused_before_today_is_asked(tmp_path: Path) -> None:
    evening = Evening(tmp_path, SHIPPED, all_answered(("surgery",)))
    console = ScriptedConsole({})
    with pytest.raises(SafetyStop, match="Nothing of Home basics is left for you now"):
        evening.plan(HOME_BASICS, console)
    assert console.titles == []


@pytest.mark.parametrize(("about", "lies"), [((), True), (("pregnant",), False)])
def test_the_rest_in_between_is_on_the_back_only_for_who_may_lie_there(
    tmp_path: Path, about: tuple[str, ...], lies: bool
) -> None:
    evening = Evening(tmp_path, SHIPPED, all_answered(about))
    console = ScriptedConsole({TODAY: "2nn"})
    assert evening.plan(prescribe(SHIPPED, "desk-posture"), console).lies_on_back is lies


# --- a trial, and what is for later ----------------------------------------------------

TRIAL = prescribe(SHIPPED, "leg-symptom-trial")


def test_a_trial_is_refused_unasked_where_bending_back_makes_it_worse(tmp_path: Path) -> None:
    evening = Evening(tmp_path, SHIPPED, all_answered(("bend-back",)))
    with pytest.raises(SafetyStop, match="bends your back"):
        evening.plan(TRIAL, ScriptedConsole({}))


def test_a_trial_asks_for_a_therapist_and_no_means_rest_positions(evening: Evening) -> None:
    console = ScriptedConsole({"Ask first": "y", TODAY: "2nn"})
    assert evening.plan(TRIAL, console).routine == TRIAL
    console = ScriptedConsole({"Ask first": "n", "Rest and walk instead?": "y", TODAY: "2nn"})
    plan = evening.plan(TRIAL, console)
    assert (plan.routine.id, plan.asked) == ("rest-positions", "leg-symptom-trial")


def test_a_trial_that_is_rehearsed_asks_nothing(evening: Evening) -> None:
    console = ScriptedConsole({})
    assert evening.plan(TRIAL, console, speed=10.0).routine == TRIAL
    assert console.titles == []


STRONG = prescribe(SHIPPED, "strength-builder")


def test_a_routine_for_later_goes_on_if_the_user_wants(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "2nn", "Before you go on": "y"})
    plan = evening.plan(STRONG, console)
    assert (plan.routine, plan.asked) == (STRONG, "")


def test_the_routine_below_is_taken_and_made_lighter_where_today_asks_for_less(
    evening: Evening,
) -> None:
    console = ScriptedConsole(
        {TODAY: "5nn", "Before you go on": Means.INSTEAD, "Less today": "y"}
    )
    plan = evening.plan(STRONG, console)
    below = prescribe(SHIPPED, plan.routine.id)
    assert (below.phase, plan.asked) == (2, "strength-builder")
    assert all(many < full for many, full in lighter(plan.routine, below))
    full = ScriptedConsole({TODAY: "2nn", "Before you go on": Means.INSTEAD})
    assert evening.plan(STRONG, full).routine == below


def test_packs_stay_around_the_routine_below(evening: Evening) -> None:
    with_heat = STRONG._replace(items=(HEAT, *STRONG.items))
    console = ScriptedConsole({TODAY: "2nn", "Before you go on": Means.INSTEAD})
    plan = evening.plan(with_heat, console)
    assert plan.routine.items == (HEAT, *prescribe(SHIPPED, plan.routine.id).items)


# --- cards and packs -------------------------------------------------------------------


def test_the_first_evening_asks_the_cards_then_packs_then_today(tmp_path: Path) -> None:
    with_heat = HOME_BASICS._replace(items=(HEAT, *HOME_BASICS.items))
    one, two, three = (f"Your safety, card {n} of 3" for n in (1, 2, 3))
    ticking = f"{three}: about you"
    packs = "Before your first heat pack"
    console = ScriptedConsole({one: "n", two: "n", ticking: "nnnn", packs: "nn", TODAY: "2nn"})
    plan = Evening(tmp_path, SHIPPED).plan(with_heat, console)
    assert plan.routine == with_heat
    assert console.titles == [one, two, ticking, packs, TODAY]


def test_a_pack_that_is_not_for_the_user_is_left_out_and_said(tmp_path: Path) -> None:
    with_heat = HOME_BASICS._replace(items=(HEAT, *HOME_BASICS.items))
    evening = Evening(tmp_path, SHIPPED, all_answered(("numb-skin",)))
    console = ScriptedConsole({TODAY: "2nn"})
    plan = evening.plan(with_heat, console)
    assert not any(isinstance(item, ThermalPlan) for item in plan.routine.items)
    assert any("No heat pack for you now" in line for line in console.pages[0].lines)


def test_a_clinician_who_allowed_a_pack_is_asked_about_once(tmp_path: Path) -> None:
    with_heat = HOME_BASICS._replace(items=(HEAT, *HOME_BASICS.items))
    evening = Evening(tmp_path, SHIPPED, all_answered(("diabetes",)))
    console = ScriptedConsole({"Ask first about heat": "y", TODAY: "2nn"})
    assert evening.plan(with_heat, console).routine == with_heat
    again = ScriptedConsole({TODAY: "2nn"})
    kept = evening._replace(answers=None)
    assert kept.plan(with_heat, again).routine == with_heat


def test_what_passes_in_a_few_days_stops_a_pack_and_is_asked_again(tmp_path: Path) -> None:
    with_heat = HOME_BASICS._replace(items=(HEAT, *HOME_BASICS.items))
    evening = Evening(tmp_path, SHIPPED, all_answered(packs=None))
    console = ScriptedConsole({"Before your first heat pack": "n5d", TODAY: "2nn"})  # sleepy
    plan = evening.plan(with_heat, console)
    assert not any(isinstance(item, ThermalPlan) for item in plan.routine.items)
    assert read_answers(evening.paths.answers).answers.packs is None


def test_a_clinicians_yes_is_not_kept_while_something_passing_was_ticked(
    tmp_path: Path,
) -> None:
    cold = HEAT._replace(mode=Mode.COLD)
    with_cold = HOME_BASICS._replace(items=(cold, *HOME_BASICS.items))
    evening = Evening(tmp_path, SHIPPED, all_answered(("diabetes",), packs=None))
    card, ask = "Before your first cold pack", "Ask first about cold"
    console = ScriptedConsole({card: "n1d", ask: "y", TODAY: "2nn"})  # a fresh injury
    assert evening.plan(with_cold, console).routine == with_cold
    kept = read_answers(evening.paths.answers).answers
    assert (kept.packs, kept.allowed) == (None, ())


def _heat_was_used(evening: Evening) -> float:
    """Keep a pack that was used at noon; return when it came off."""
    path = str(journal_of(evening))
    journal = open_journal(path, raise_)
    of = packs(Mode.HEAT, cycles=1)
    begin(journal, of, kind=ICEPACK)
    record(journal, done(flatten(of, speech)), flatten(of, speech))
    journal.finish(Ending.DONE, summary(), ended_wall=NOON + 600.0)
    journal.close()
    (pack,) = packs_since(path, Mode.HEAT, NOON)
    return pack.off_wall


def test_a_pack_within_two_hours_of_another_is_asked_about_first(evening: Evening) -> None:
    with_heat = HOME_BASICS._replace(items=(HEAT, *HOME_BASICS.items))
    off = _heat_was_used(evening)
    soon = ScriptedConsole({"So soon again?": "y", TODAY: "2nn"}, off + 7199.0)
    assert evening.plan(with_heat, soon).routine == with_heat
    assert soon.titles == ["So soon again?", TODAY]
    with pytest.raises(UserLeft):
        evening.plan(with_heat, ScriptedConsole({"So soon again?": "q"}, off + 7199.0))
    later = ScriptedConsole({TODAY: "2nn"}, off + 7200.0)
    assert evening.plan(with_heat, later).routine == with_heat


def test_a_pack_that_is_left_out_is_not_asked_about(evening: Evening) -> None:
    with_heat = HOME_BASICS._replace(items=(HEAT, *HOME_BASICS.items))
    off = _heat_was_used(evening)
    console = ScriptedConsole({TODAY: "2nn"}, off + 60.0)
    numb = evening._replace(answers=all_answered(("numb-skin",)))
    assert not any(
        isinstance(item, ThermalPlan) for item in numb.plan(with_heat, console).routine.items
    )


def test_a_rehearsed_pack_is_never_too_soon(evening: Evening) -> None:
    with_heat = HOME_BASICS._replace(items=(HEAT, *HOME_BASICS.items))
    console = ScriptedConsole({}, _heat_was_used(evening) + 60.0)
    assert evening.plan(with_heat, console, speed=10.0).routine == with_heat


# --- all of them -----------------------------------------------------------------------


def test_a_hundred_evenings_with_pain_5_are_asked_in_a_second(evening: Evening) -> None:
    took_s = []
    for number in range(100):
        began = process_time()  # what else the machine does is no matter
        evening = evening._replace(answers=None) if number else evening
        key = "yw"[number % 2]
        console = ScriptedConsole({TODAY: "5nn", "Less today": key})
        plan = evening.plan(HOME_BASICS, console)
        assert (plan.less is None) == (key == "w")
        assert not console.left_over
        took_s.append(process_time() - began)
    assert 100 * median(took_s) < 1.0
