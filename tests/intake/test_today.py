"""What follows from the pain after a session, from values."""

from __future__ import annotations

import pytest

from backpt.intake.today import said_after
from backpt.safety.days import FLARE_UP_ROUTINE, REST_ROUTINE
from backpt.session.records import Before


@pytest.mark.parametrize(
    ("routine", "is_promised"),
    [("home-basics", True), (FLARE_UP_ROUTINE, False), (REST_ROUTINE, False)],
)
def test_a_quarter_less_is_promised_only_after_a_routine_of_which_there_is_one(
    routine: str, is_promised: bool
) -> None:
    (said,) = said_after(Before(0), None, 3, 5, routine=routine)
    assert said.startswith("Pain 3 before, 5 after: higher than before. Rest easy;")
    assert said.endswith("I will ask. Next time a quarter less.") is is_promised
    assert ("quarter" in said) is is_promised
