"""What stands today, said to who asks without beginning: the strictest first."""

from __future__ import annotations

import pytest

from backpt.language.en.advice import CARDS_FIRST, REASONS, TALKED_HOW, state_lines
from backpt.safety.answers import Answers
from backpt.safety.days import Earlier, Leg, Settled
from backpt.safety.readiness import Cause
from backpt.safety.state import DayState, state_of

CLEAR = Answers("2026-11-18", (), (), ())
TODAY = 1000


def state(
    *sessions: Earlier, answers: Answers = CLEAR, further_today: bool = False
) -> DayState:
    """Return what stands after ``sessions``, latest first."""
    return state_of(answers, sessions, TODAY, further_today=further_today)


def lines(
    *sessions: Earlier, answers: Answers = CLEAR, further_today: bool = False
) -> list[str]:
    """Return the same in words."""
    found = state(*sessions, answers=answers, further_today=further_today)
    return list(state_lines(found, answers))


def done(ago: int, before: int, after: int | None = None) -> Earlier:
    worst = max(before, after or 0)
    return Earlier(TODAY - ago, before, after, worst, is_held=True)


def unsettled(*ago: int) -> tuple[Earlier, ...]:
    """Return two sessions that ended higher, neither of which had settled; latest first."""
    last, second, first = ago
    return (
        Earlier(TODAY - last, 3, worst=3, settled=Settled.NO),
        done(second, 3, 5)._replace(settled=Settled.NO),
        done(first, 3, 5),
    )


def test_after_nothing_nothing_is_said_and_a_session_may_begin() -> None:
    for sessions in ((), (done(0, 3, 3),)):
        assert state(*sessions) == DayState()
        assert lines(*sessions) == []
        assert state(*sessions).may_begin


def test_a_sign_that_no_clinician_has_seen_comes_first_and_stops() -> None:
    signs = CLEAR._replace(emergency=("1",), yes_on="2026-11-18", ask_again=True)
    found = state(done(0, 4, 6), answers=signs)
    assert not found.may_begin
    said = lines(done(0, 4, 6), answers=signs)
    assert len(said) == 2  # the cards would ask for what is said already
    assert CARDS_FIRST not in said
    assert said[1].startswith("Pain 4 before, 6 after")


def test_something_new_means_the_cards_come_first_and_stops_nothing() -> None:
    again = CLEAR._replace(ask_again=True)
    assert lines(answers=again) == [CARDS_FIRST]
    assert state(answers=again).may_begin


def test_pain_of_8_after_a_session_of_today_is_all_for_today() -> None:
    found = state(done(0, 5, 8))
    assert not found.may_begin
    (line,) = lines(done(0, 5, 8))
    assert "no more today" in line
    assert state(done(0, 5, 7)).may_begin


def test_pain_of_8_after_a_session_yesterday_does_not_stop_today() -> None:
    assert state(done(1, 5, 8)).may_begin


def test_the_worst_of_the_day_counts_and_not_the_last() -> None:
    assert not state(done(0, 4, 4), done(0, 5, 8)).may_begin


@pytest.mark.parametrize(
    ("latest", "said"),
    [
        (Earlier(TODAY, 8, worst=8, is_refused=True), True),
        (Earlier(TODAY - 1, 8, worst=8, is_refused=True), False),
        (Earlier(TODAY, None, is_refused=True), False),
        (Earlier(TODAY, 5, worst=5), False),
    ],
)
def test_too_much_pain_to_begin_today_is_said_until_there_is_a_later_answer(
    latest: Earlier, said: bool
) -> None:
    assert any(line.startswith("Pain 8. Not today.") for line in lines(latest)) is said
    assert state(latest).may_begin  # it may have become less
    assert not any("Not today" in line for line in lines(done(0, 3), latest))


def test_further_down_the_leg_today_is_said_otherwise_than_further_before() -> None:
    before = done(1, 3)._replace(leg=Leg.FURTHER)
    (still,) = lines(before)
    (now,) = lines(before, further_today=True)
    assert (still, now) == (REASONS[Cause.FURTHER_STILL], REASONS[Cause.FURTHER_TODAY])
    assert lines(done(0, 3)._replace(leg=Leg.CLOSER), before) == []


def test_two_days_of_rest_are_counted_down_with_time_to_talk() -> None:
    first, *talk = lines(*unsettled(0, 1, 2))
    second, *again = lines(*unsettled(1, 2, 3))
    assert "today and tomorrow" in first
    assert second.startswith("One more day")
    assert talk == again
    assert talk[0].endswith(TALKED_HOW)
    assert lines(*unsettled(2, 3, 4)) == again


def test_a_session_of_today_that_ended_higher_says_again_what_follows() -> None:
    (line,) = lines(done(0, 3, 5))
    assert line.startswith("Pain 3 before, 5 after")
    assert lines(done(1, 3, 5)) == []


@pytest.mark.parametrize(
    "left", [Earlier(TODAY, 7, worst=7), Earlier(TODAY, 3, leg=Leg.FURTHER)]
)
def test_less_that_was_allowed_and_left_is_not_called_not_today(left: Earlier) -> None:
    assert not any("Not today" in line for line in lines(left._replace(is_refused=True)))


def test_what_ended_higher_today_is_not_gone_on_with_and_tomorrow_it_may_be() -> None:
    assert not state(done(0, 3, 5)).may_go_on
    assert state(done(0, 3, 5)).may_begin
    assert state(done(0, 3, 4)).may_go_on
    assert state(done(1, 3, 5)).may_go_on


def test_a_call_ends_time_to_talk_and_hides_no_refusal_of_today() -> None:
    refused = Earlier(TODAY, 8, worst=8, is_refused=True)
    bad = (refused, Earlier(TODAY - 1, 8, worst=8))
    assert state(*bad).contacts
    called = state(Earlier(TODAY, has_talked=True), *bad)
    assert called.contacts == ()
    assert called.refused == 8
