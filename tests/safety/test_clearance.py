"""A routine fitted to its user: packs left out, and its limits checked before anything runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import backpt
from backpt.errors import UsageError
from backpt.intake.limits import compile_within_limits
from backpt.language import speech
from backpt.language.en.clearance import adapted_lines, beside_pack, limit_lines
from backpt.prescription.model import Item, Mode, Rest, ThermalPlan, single
from backpt.safety.answers import Answers, Profile
from backpt.safety.clearance import (
    PackLimits,
    allowed_routine,
    flagged_rule,
    kept_limits,
    leaves_nothing,
    pack_clearance,
    pack_modes,
)
from backpt.session.compile import Manner, flatten
from tests.builders import MINUTE, NOTHING, cold, exercise, routine, work

HEAT = ThermalPlan(Mode.HEAT, 15 * MINUTE, 15 * MINUTE, 1)
BY_TURNS = HEAT._replace(mode=Mode.ALTERNATE, cycles=3)


def test_a_pack_that_is_never_to_be_used_becomes_a_rest_of_no_length() -> None:
    asked = routine(HEAT, work(), cold(cycles=1))
    allowed = allowed_routine(asked, NOTHING, Profile(), (Mode.COLD,)).routine
    assert allowed.items == (HEAT, work(), Rest(0.0))
    assert allowed_routine(asked, NOTHING, Profile()).routine == asked


def test_what_a_plan_stops_for_the_leg_is_left_out_and_said() -> None:
    asked = routine(work(exercise("Bridge")), work(exercise("Tilt")))._replace(
        leg_stops=("bridge",)
    )
    assert allowed_routine(asked, NOTHING, Profile()).routine == asked
    found = allowed_routine(asked, NOTHING, Profile(leg_went_down=True))
    assert found.routine.items == (Rest(0.0), work(exercise("Tilt")))
    assert found.refused is None
    said, *_ = adapted_lines(found)
    assert said.startswith(
        "Left out for you: Bridge. Your plan stops this once pain moves further"
    )
    alone = routine(work(exercise("Bridge")))._replace(leg_stops=("bridge",))
    assert allowed_routine(alone, NOTHING, Profile(leg_went_down=True)).refused is not None


@pytest.mark.parametrize("mode", [Mode.HEAT, Mode.COLD])
def test_packs_by_turns_go_with_either(mode: Mode) -> None:
    asked = routine(BY_TURNS, work())
    assert allowed_routine(asked, NOTHING, Profile(), (mode,)).routine.items[0] == Rest(0.0)


def test_kept_answers_tell_which_packs_are_not_for_somebody() -> None:
    answers = Answers("2026-11-22", (), (), ("raynaud",), ("over-65",))
    limits = kept_limits(routine(BY_TURNS), answers)
    assert limits.never == (Mode.COLD,)
    assert any("No cold pack for you now" in said for said in limit_lines(limits))
    asked = answers._replace(about=("diabetes",), allowed=("heat",))
    assert kept_limits(routine(BY_TURNS), asked).never == (Mode.COLD,)


def test_what_to_take_care_of_is_said_of_a_pack_that_needs_nobodys_word() -> None:
    answers = Answers("2026-11-22", (), (), ("raynaud",), ("over-65",))
    limits = kept_limits(routine(HEAT), answers)
    assert limits.never == ()
    assert [said.partition(": ")[2] for said in limit_lines(limits)] == [
        "take extra care with heat.",
        "heat only with care.",
    ]


def test_what_to_take_care_of_is_said_after_a_clinician_allowed_it() -> None:
    known = Answers("2026-11-22", (), (), ("diabetes", "raynaud"), ("nerve", "over-65"))
    before = kept_limits(routine(HEAT), known)
    assert before.never == (Mode.HEAT,)
    assert not any("care" in said for said in limit_lines(before))
    after = kept_limits(routine(HEAT), known._replace(allowed=("heat",)))
    assert after.never == ()
    for told in ("Raynaud's", "regrowing", "Over 65"):
        assert any(told in said for said in limit_lines(after))
    assert not any("Diabetes" in said for said in limit_lines(after))


def test_before_the_questions_about_packs_are_answered_there_is_no_pack() -> None:
    answers = Answers("2026-11-22", (), (), ("raynaud",))
    limits = kept_limits(routine(BY_TURNS), answers)
    assert limits.never == (Mode.HEAT, Mode.COLD)
    assert "not been answered yet; answer them first (backpt safety)." in limit_lines(limits)[0]
    assert "Raynaud's" in limit_lines(limits)[1]
    assert kept_limits(routine(work()), answers) == PackLimits()


def test_what_is_not_done_in_earnest_goes_by_what_is_known() -> None:
    answers = Answers("2026-11-22", (), (), ("raynaud",))
    limits = kept_limits(routine(BY_TURNS), answers, must_be_asked=False)
    assert limits.never == (Mode.COLD,)


@pytest.mark.parametrize(
    ("items", "never", "nothing"),
    [
        ((HEAT,), (Mode.HEAT,), True),
        ((HEAT,), (Mode.COLD,), False),
        ((HEAT, cold()), (Mode.COLD,), False),
        ((HEAT, Rest(60.0), cold()), (Mode.HEAT, Mode.COLD), True),
        ((BY_TURNS,), (Mode.COLD,), True),
        ((HEAT, work()), (Mode.HEAT,), False),
        ((Rest(60.0),), (), False),
    ],
)
def test_packs_that_are_left_out_leave_nothing_only_where_nothing_else_was_asked_for(
    items: tuple[Item, ...], never: tuple[Mode, ...], nothing: bool
) -> None:
    assert leaves_nothing(routine(*items), never) is nothing


def test_packs_by_turns_are_both_heat_and_cold() -> None:
    assert pack_modes(routine(BY_TURNS)) == (Mode.HEAT, Mode.COLD)
    assert pack_modes(routine(cold(), work(), HEAT)) == (Mode.HEAT, Mode.COLD)
    assert pack_modes(routine(work())) == ()


def test_what_keeps_to_the_limits_is_compiled() -> None:
    asked = routine(HEAT, work())
    assert compile_within_limits(asked, speech, Manner()) == flatten(asked, speech, Manner())


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ((HEAT._replace(apply_s=30 * MINUTE),), "Evening: "),
        ((HEAT, work(), HEAT), "two heat packs need 15 minutes without one between them"),
        ((work(time_s=3600.0, reps=(1, 1, 1, 1)),), "longer than three hours"),
    ],
)
def test_what_breaks_a_limit_is_said(items: tuple[object, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        compile_within_limits(routine(*items), speech, Manner())  # type: ignore[arg-type]  # rows of a table


def test_an_exercise_that_is_too_long_is_not_told_to_shorten_a_routine() -> None:
    stretch = exercise("Stretch")
    asked = single(stretch._replace(dose=work(time_s=3600.0, reps=(1, 1, 1)).dose))
    said = "^Stretch is longer than three hours; shorten its dose.$"
    with pytest.raises(UsageError, match=said):
        compile_within_limits(asked, speech, Manner())
    with pytest.raises(UsageError, match=said):
        compile_within_limits(asked._replace(items=(HEAT, *asked.items)), speech, Manner())
    with pytest.raises(UsageError, match=r"shorten the routine\.$"):
        compile_within_limits(asked._replace(id="stretches"), speech, Manner())


@pytest.mark.parametrize(
    ("about", "allowed", "may", "is_to_be_asked", "needed_asking"),
    [
        ((), (), True, False, False),
        (("diabetes",), (), False, True, False),
        (("diabetes",), ("heat",), True, False, True),
        (("wound",), ("heat",), False, False, False),
    ],
)
def test_a_pack_that_needs_asking_is_used_only_with_a_clinicians_word(
    about: tuple[str, ...],
    allowed: tuple[str, ...],
    may: bool,
    is_to_be_asked: bool,
    needed_asking: bool,
) -> None:
    answers = Answers("2026-11-22", (), (), about, (), allowed=allowed)
    clearance = pack_clearance(answers, Mode.HEAT)
    assert clearance.may_be_used is may
    assert clearance.is_to_be_asked is is_to_be_asked
    assert clearance.needed_asking is needed_asking


def test_who_allowed_a_pack_stands_before_what_to_take_care_of() -> None:
    said = beside_pack(flagged_rule(frozenset({"diabetes", "raynaud"}), Mode.HEAT))
    assert said[0] == "Diabetes: a clinician allowed it, as you said."
    assert said[1:]
    assert all("Raynaud's" in one for one in said[1:])
    assert beside_pack(flagged_rule(frozenset(), Mode.HEAT)) == ()


LAID_OVER = {
    "apply": "backpt.safety.precautions",
    "may_use": "backpt.safety.packs",
    "pack_rule": "backpt.safety.packs",
}


@pytest.mark.slow
def test_nothing_but_the_clearance_lays_precautions_and_packs_over_a_routine() -> None:
    files = list(Path(backpt.__path__[0]).rglob("*.py"))
    taken = {
        (one.name, file.name)
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for one in node.names
        if LAID_OVER.get(one.name) == node.module
    }
    assert taken == {("may_use", "clearance.py"), ("pack_rule", "clearance.py")}
    whole = [
        file.name
        for file in files
        if re.search(r"\bprecautions\.apply\(", file.read_text(encoding="utf-8"))
    ]
    assert whole == ["clearance.py"]
