"""Simulated patients against the real rules: the bounds of the design, and what always holds.

The command leads 10,000 of them; here are few, so that a share may miss its bound by three
standard errors. The seed is fixed: the same patients each time.
"""

from __future__ import annotations

import math

import pytest

from tools.simulate import BOUNDS, DAYS, Counted, Patient, lead, patients, share, simulate

MANY = 200


@pytest.fixture(scope="module")
def counted() -> Counted:
    return simulate(MANY, seed=12, processes=1)


@pytest.mark.slow
@pytest.mark.parametrize("name", BOUNDS)
def test_a_share_is_within_its_bounds(counted: Counted, name: str) -> None:
    least, most = BOUNDS[name]
    all_of_them = counted.wholes[name]
    assert all_of_them >= 9, "enough to tell"

    def slack(bound: float) -> float:
        return 3.0 * math.sqrt(bound * (1 - bound) / all_of_them)

    assert least - slack(least) <= share(counted, name) <= most + slack(most)


@pytest.mark.slow
def test_what_must_always_hold_does(counted: Counted) -> None:
    """The order of rows, corrections, and reading the diary anew on a day change nothing."""
    assert counted.wrong == ()


@pytest.mark.slow
def test_a_steady_diary_rises_seldom_and_pain_that_comes_back_is_spoken_of(
    counted: Counted,
) -> None:
    assert share(counted, "improving: weeks with a rise") == 0.0
    assert share(counted, "recurring: said to be back within a week") >= 0.9


def test_every_kind_of_patient_is_among_a_hundred() -> None:
    some = list(patients(100, seed=1))
    kinds = {one.kind for one in some}
    assert kinds == {"steady", "up 2", "up 3", "improving", "recurring", "drifting"}
    assert {one.entries for one in some} == {1, 3}
    for habit in ("is_out_of_order", "moves", "corrects", "clock_set_back", "away", "is_eager"):
        assert any(getattr(one, habit) not in (False, (0, 0)) for one in some), habit


def test_a_patient_whose_pain_rises_by_three_is_found_and_was_not_before() -> None:
    led = lead(Patient("up 3", 3, 1.0, 0.3, rise=3.0), seed=5)
    assert not any(led.up[:42])
    assert any(led.up[42:53])
    assert len(led.up) == DAYS
    assert led.wrong == ()
