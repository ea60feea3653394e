"""Before a session: R1-R4, R9, the user's own baseline (D5) and days off (F9)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language.en.advice import contact_words, decision_words
from backpt.library.safety_review import read_review
from backpt.safety.days import FLARE_UP_ROUTINE, Earlier, Leg, Settled
from backpt.safety.readiness import Decision, History, Readiness, baseline, decide

STEADY_5 = tuple((day, 5) for day in range(1, 8))


def steady(usual: int) -> tuple[tuple[int, int], ...]:
    return tuple((day, usual) for day in range(1, 8))


BY_PAIN = (
    [Readiness.GO_ON] * 4
    + [Readiness.EASE] * 2
    + [Readiness.FLARE_UP] * 2
    + [Readiness.NOT_TODAY] * 3
)
RULE_BY_PAIN = ["R4"] * 4 + ["R3"] * 2 + ["R2"] * 2 + ["R1"] * 3


@pytest.mark.parametrize("pain", range(11))
def test_pain_now_decides_by_rules_1_to_4(pain: int) -> None:
    decision = decide(History(pain))
    assert (decision.kind, decision.rule) == (BY_PAIN[pain], RULE_BY_PAIN[pain])
    assert f"Pain {pain}" in decision_words(decision)


def test_at_4_three_quarters_at_5_half_and_no_harder_versions() -> None:
    assert [decide(History(pain)).factor for pain in (3, 4, 5)] == [1.0, 0.75, 0.5]
    assert decide(History(4)).phases_back == 0
    assert decide(History(3)).phases_back is None


def test_only_easing_may_be_declined() -> None:
    assert [decide(History(pain)).may_be_declined for pain in (0, 4, 6, 8)] == [
        False,
        True,
        False,
        False,
    ]
    assert decide(History(0, days_off=30)).may_be_declined
    assert decide(History(5, days_off=30)).may_be_declined
    assert not decide(History(0, Leg.FURTHER)).may_be_declined


def test_nothing_known_stops_nothing() -> None:
    assert decide(History()) == Decision(Readiness.GO_ON, "")


# --- the leg ---------------------------------------------------------------------------


@pytest.mark.parametrize("pain", range(8))
def test_further_down_the_leg_leaves_rest_positions_and_walking(pain: int) -> None:
    decision = decide(History(pain, Leg.FURTHER))
    assert (decision.kind, decision.rule) == (Readiness.REST_POSITIONS, "R9")
    assert decision.contacts == ()


def further(*days: int) -> tuple[Earlier, ...]:
    """Sessions with leg pain further down, latest first."""
    return tuple(Earlier(day, leg=Leg.FURTHER, is_held=True) for day in sorted(days)[::-1])


def test_the_second_time_running_it_is_time_to_talk_to_somebody() -> None:
    decision = decide(History(2, Leg.FURTHER, sessions=further(9), today=10))
    assert "talk to a physical therapist" in contact_words(decision.contacts)
    assert "down the leg twice running" in contact_words(decision.contacts)


@pytest.mark.parametrize("leg", [Leg.NONE, Leg.CLOSER])
def test_closer_or_none_lifts_further_down_the_leg(leg: Leg) -> None:
    decision = decide(History(2, leg, sessions=further(9), today=10))
    assert decision == decide(History(2))


@pytest.mark.parametrize("leg", [Leg.SAME, None])
@pytest.mark.parametrize("today", [10, 60])
def test_the_same_as_further_down_lifts_nothing_on_any_day(leg: Leg | None, today: int) -> None:
    decision = decide(History(2, leg, sessions=further(9), today=today))
    assert (decision.kind, decision.rule) == (Readiness.REST_POSITIONS, "R9")
    assert "until it is closer to the back or gone" in decision_words(decision)
    assert bool(decision.contacts) == (leg is Leg.SAME)


@pytest.mark.parametrize("leg", [Leg.NONE, Leg.SAME, Leg.CLOSER])
def test_leg_pain_that_never_went_further_changes_nothing(leg: Leg) -> None:
    before = (Earlier(9, leg=Leg.SAME, is_held=True),)
    assert decide(History(2, leg, sessions=before, today=10)) == decide(History(2))


def test_what_went_further_in_the_session_that_goes_on_is_not_lifted_by_the_same() -> None:
    stopped = Earlier(10, leg=Leg.FURTHER, is_held=True)
    for leg, kind in ((Leg.SAME, Readiness.REST_POSITIONS), (Leg.CLOSER, Readiness.GO_ON)):
        decision = decide(History(2, leg, today=10, going_on=stopped))
        assert (decision.kind, decision.contacts) == (kind, ())


@pytest.mark.parametrize("leg", [None, *Leg])
@pytest.mark.parametrize("pain", range(8))
def test_further_down_in_a_session_of_today_is_lifted_by_no_answer_before_tomorrow(
    leg: Leg | None, pain: int
) -> None:
    decision = decide(History(pain, leg, further_today=True))
    assert (decision.kind, decision.rule) == (Readiness.REST_POSITIONS, "R9")
    assert not decision.may_be_declined
    assert decide(History(9, leg, further_today=True)).kind is Readiness.NOT_TODAY


def test_from_8_on_it_is_not_today_whatever_the_leg_does() -> None:
    assert decide(History(8, Leg.FURTHER)).kind is Readiness.NOT_TODAY


# --- the user's own baseline -----------------------------------------------------------

OWN_LINES = {
    4: ["go on"] * 6 + ["flare-up"] * 2 + ["not today"] * 3,
    5: ["go on"] * 6 + ["flare-up"] * 2 + ["not today"] * 3,
    6: ["go on"] * 6 + ["ease"] * 2 + ["not today"] * 3,
    7: ["go on"] * 6 + ["ease"] * 2 + ["not today"] * 3,
}
"""Baseline -> what pain 0-10 leads to (clinical D5, below the table)."""


@pytest.mark.parametrize("usual", OWN_LINES)
def test_a_steady_baseline_above_3_draws_the_lines(usual: int) -> None:
    kinds = [decide(History(pain, entries=steady(usual))).kind for pain in range(11)]
    assert kinds == OWN_LINES[usual]


@pytest.mark.parametrize(("usual", "pain"), [(6, 6), (6, 7), (7, 6), (7, 7)])
@pytest.mark.parametrize("days_off", [None, 7])
def test_a_high_baseline_makes_no_pain_of_6_or_7_a_day_for_the_full_routine(
    usual: int, pain: int, days_off: int | None
) -> None:
    decision = decide(History(pain, entries=steady(usual), days_off=days_off))
    assert (decision.kind, decision.factor) == (Readiness.EASE, 0.5)
    assert not decision.may_be_declined


@pytest.mark.parametrize("usual", range(4))
def test_a_baseline_up_to_3_changes_no_line(usual: int) -> None:
    for pain in range(11):
        assert decide(History(pain, entries=steady(usual))) == decide(History(pain))


@pytest.mark.parametrize("usual", OWN_LINES)
@pytest.mark.parametrize("pain", range(4))
def test_pain_up_to_3_is_the_good_zone_and_is_not_compared_with_what_was_usual(
    usual: int, pain: int
) -> None:
    assert decide(History(pain, entries=steady(usual))) == decide(History(pain))


def test_six_days_of_entries_are_no_baseline_yet() -> None:
    assert baseline(STEADY_5) == 5
    assert baseline(STEADY_5[:6]) is None
    assert decide(History(5, entries=STEADY_5[:6])).rule == "R3"


def test_the_baseline_is_the_median_of_the_latest_seven_days() -> None:
    latest = ((0, 4), (1, 4), (2, 5), (3, 5), (4, 5), (5, 6), (6, 6))
    assert baseline((*latest, (7, 0), (8, 0))) == 5


@pytest.mark.parametrize(
    ("last", "first", "counts"), [(7, 28, True), (8, 28, False), (7, 29, False)]
)
def test_old_days_are_no_baseline(last: int, first: int, counts: bool) -> None:
    days = [last, 10, 12, 14, 16, 18, first]
    assert (baseline(tuple((day, 5) for day in days)) is not None) == counts


def test_pain_that_goes_up_and_down_is_not_steady() -> None:
    assert baseline((*STEADY_5[:6], (7, 6))) == 5
    assert baseline((*STEADY_5[:6], (7, 7))) is None
    assert baseline((*STEADY_5[:6], (7, 3))) is None


# --- days off --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "kind", "start_dose", "phases_back"),
    [
        (0, Readiness.GO_ON, False, None),
        (6, Readiness.GO_ON, False, None),
        (7, Readiness.EASE, False, None),
        (13, Readiness.EASE, False, None),
        (14, Readiness.EASE, True, None),
        (27, Readiness.EASE, True, None),
        (28, Readiness.EASE, True, 1),
        (400, Readiness.EASE, True, 1),
    ],
)
def test_days_off_lighten_the_dose_at_their_boundaries(
    days: int, kind: Readiness, start_dose: bool, phases_back: int | None
) -> None:
    decision = decide(History(2, days_off=days))
    assert (decision.kind, decision.start_dose, decision.phases_back) == (
        kind,
        start_dose,
        phases_back,
    )
    assert ("Welcome back" in decision_words(decision)) == (days >= 7)
    assert decision.factor == (0.75 if days >= 7 else 1.0)


def test_pain_and_days_off_take_the_lower_dose_and_say_both() -> None:
    decision = decide(History(5, days_off=30))
    assert (decision.rule, decision.factor) == ("R3, F9", 0.5)
    assert (decision.start_dose, decision.phases_back) == (True, 1)
    assert "Pain 5" in decision_words(decision)
    assert "30 days off" in decision_words(decision)


@pytest.mark.parametrize(
    ("pain", "days", "said"),
    [
        (5, 6, "Pain 5: half of the reps today, and no harder versions."),
        (
            5,
            8,
            "Pain 5. 8 days off. Welcome back. Starting lighter today: half of the reps, and no"
            " harder versions.",
        ),
        (2, 8, "8 days off. Welcome back. Starting lighter today: three quarters of the reps."),
        (
            2,
            15,
            "15 days off. Welcome back. Starting lighter today: about three quarters of what"
            " you did.",
        ),
        (
            5,
            15,
            "Pain 5. 15 days off. Welcome back. Starting lighter today: about half of what you"
            " did, and no harder versions.",
        ),
        (
            4,
            30,
            "Pain 4. 30 days off. Welcome back. Starting lighter today: about three quarters of"
            " what you did, and an easier routine or easier exercises.",
        ),
    ],
)
def test_the_sentence_names_only_the_dose_that_acts(pain: int, days: int, said: str) -> None:
    assert decision_words(decide(History(pain, days_off=days))) == said


def test_days_off_loosen_no_stop() -> None:
    assert decide(History(6, days_off=30)).kind is Readiness.FLARE_UP
    assert decide(History(9, days_off=30)).kind is Readiness.NOT_TODAY


STRICTNESS = list(Readiness)
PAIN = st.one_of(st.none(), st.integers(0, 10))
EARLIER = st.builds(
    Earlier,
    day=st.integers(20, 29),
    before=PAIN,
    after=PAIN,
    worst=PAIN,
    leg=st.sampled_from([None, *Leg]),
    routine=st.sampled_from(["home-basics", FLARE_UP_ROUTINE]),
    is_held=st.booleans(),
    is_refused=st.booleans(),
    something_new=st.sampled_from([None, True, False]),
    settled=st.sampled_from([None, *Settled]),
)


@given(
    st.integers(0, 9),
    st.sampled_from([None, *Leg]),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=9).map(
        lambda entries: tuple(sorted(entries))
    ),
    st.lists(EARLIER, max_size=6).map(
        lambda found: tuple(sorted(found, key=lambda one: -one.day))
    ),
    st.one_of(st.none(), st.integers(0, 60)),
)
def test_more_pain_is_never_allowed_more(
    pain: int,
    leg: Leg | None,
    entries: tuple[tuple[int, int], ...],
    sessions: tuple[Earlier, ...],
    days_off: int | None,
) -> None:
    less = decide(History(pain, leg, entries, days_off, sessions=sessions, today=30))
    more = decide(History(pain + 1, leg, entries, days_off, sessions=sessions, today=30))
    assert STRICTNESS.index(more.kind) >= STRICTNESS.index(less.kind)
    for decision in (less, more):
        known = {rule.id for rule in read_review()[0].rules}
        assert set(filter(None, decision.rule.split(", "))) <= known
        assert (decision_words(decision) == "") == (decision.rule == "")
