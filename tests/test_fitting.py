"""A routine fitted to its user: packs left out, and its limits checked before anything runs."""

from __future__ import annotations

import pytest

from backpt.core.answering import Answers
from backpt.core.model import Mode, Rest, ThermalPlan
from backpt.core.profile import Profile
from backpt.core.timeline import Manner, flatten
from backpt.errors import UsageError
from backpt.fitting import allowed_routine, checked, kept_limits, pack_modes
from tests.core.builders import MINUTE, NOTHING, cold, routine, work

HEAT = ThermalPlan(Mode.HEAT, 15 * MINUTE, 15 * MINUTE, 1)
BY_TURNS = HEAT._replace(mode=Mode.ALTERNATE, cycles=3)


def test_a_pack_that_is_never_to_be_used_becomes_a_rest_of_no_length() -> None:
    asked = routine(HEAT, work(), cold(cycles=1))
    allowed = allowed_routine(asked, NOTHING, Profile(), (Mode.COLD,)).routine
    assert allowed.items == (HEAT, work(), Rest(0.0))
    assert allowed_routine(asked, NOTHING, Profile()).routine == asked


@pytest.mark.parametrize("mode", [Mode.HEAT, Mode.COLD])
def test_packs_by_turns_go_with_either(mode: Mode) -> None:
    asked = routine(BY_TURNS, work())
    assert allowed_routine(asked, NOTHING, Profile(), (mode,)).routine.items[0] == Rest(0.0)


def test_kept_answers_tell_which_packs_are_not_for_somebody() -> None:
    answers = Answers("2026-11-22", (), (), ("raynaud",), ("over-65",))
    limits = kept_limits(routine(BY_TURNS), answers)
    assert limits.never == (Mode.COLD,)
    assert any("No cold pack for you now" in said for said in limits.sentences)
    asked = answers._replace(about=("diabetes",), allowed=("heat",))
    assert kept_limits(routine(BY_TURNS), asked).never == (Mode.COLD,)


def test_packs_by_turns_are_both_heat_and_cold() -> None:
    assert pack_modes(routine(BY_TURNS)) == (Mode.HEAT, Mode.COLD)
    assert pack_modes(routine(cold(), work(), HEAT)) == (Mode.HEAT, Mode.COLD)
    assert pack_modes(routine(work())) == ()


def test_what_keeps_to_the_limits_is_compiled() -> None:
    asked = routine(HEAT, work())
    assert checked(asked, Manner()) == flatten(asked, Manner())


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
        checked(routine(*items), Manner())  # type: ignore[arg-type]  # rows of a table
