"""What is said and kept when a session is over, from what happened in it."""

from __future__ import annotations

import pytest

from backpt.run.farewell import pain_at_end
from backpt.session.events import Ending, Event, PainReported, SessionEnded


@pytest.mark.parametrize("ending", list(Ending))
def test_the_pain_that_ended_a_session_is_the_pain_after_it_and_is_not_asked(
    ending: Ending,
) -> None:
    happened: list[Event] = [PainReported(1.0, 0, 9), PainReported(121.0, 0, 6)]
    happened.append(SessionEnded(121.0, ending))
    assert pain_at_end(happened) == (6 if ending is Ending.PAIN else None)


def test_a_session_that_has_no_end_tells_no_pain_after_it() -> None:
    assert pain_at_end([PainReported(1.0, 0, 9)]) is None
