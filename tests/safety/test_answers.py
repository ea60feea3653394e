"""What answers mean, when they are due, and how they are written in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language.en.cards import unread
from backpt.language.en.signs import blocked
from backpt.safety.answers import (
    CARDS,
    Answers,
    Profile,
    UnreadAnswer,
    asked_anew,
    is_due,
    lasting,
    profile_of,
    read_card,
    read_line,
    seen_on,
    with_about,
    with_packs,
    with_signs,
    with_unseen_of,
    write_card,
)
from backpt.safety.cards import ABOUT_CARD, PACK_CARD, QUESTIONS, TICKS

TODAY = "2026-11-22"
NONE = Answers(TODAY, (), (), ())


def test_none_of_it_is_an_empty_profile_that_was_screened() -> None:
    assert profile_of(NONE) == Profile(screened=True)
    assert profile_of(Answers()) == Profile()


@pytest.mark.parametrize("tick", ABOUT_CARD, ids=lambda tick: tick.key)
def test_every_tick_sets_its_codes_and_flags(tick: object) -> None:
    assert isinstance(tick, type(ABOUT_CARD[0]))
    profile = profile_of(NONE._replace(about=(tick.key,)))
    assert profile.codes == frozenset(tick.codes)
    assert profile.flags == frozenset(tick.flags)
    assert not profile.is_blocked


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_yes_of_card_1_and_2_blocks_until_it_was_seen(key: str) -> None:
    answers = with_signs(NONE, (key,), TODAY)
    profile = profile_of(answers)
    assert profile.signs == QUESTIONS[key].signs
    assert profile.codes == frozenset(QUESTIONS[key].codes)
    seen = seen_on(answers, TODAY)
    assert not profile_of(seen).is_blocked
    assert profile_of(seen).codes == profile.codes


def test_a_new_sign_blocks_again_and_only_it_is_unseen() -> None:
    answers = with_signs(seen_on(with_signs(NONE, ("2",), TODAY), TODAY), ("9",), TODAY)
    assert answers.unseen == ("9",)
    assert answers.yes == ("2", "9")
    again = with_signs(seen_on(answers, TODAY), ("2",), TODAY)
    assert again.unseen == ("2",)


def test_the_words_come_first_then_which_yes_it_was_and_when_and_how_it_is_lifted() -> None:
    said = blocked(with_signs(NONE._replace(answered="2026-11-01"), ("9",), TODAY))
    assert said == (
        "Please get medical advice today. This tool will not start a session until you have"
        " been checked. (Your yes of 2026-11-22: New numbness or weakness in one leg, not"
        " already checked?) When a clinician has seen it, say so: backpt safety --seen today"
    )


def test_surgery_blocks_until_cleared() -> None:
    surgery = NONE._replace(about=("surgery", "wrist"))
    assert profile_of(surgery).codes == {"POSTOP", "WRIST"}
    assert profile_of(surgery._replace(cleared=TODAY)).codes == {"WRIST"}


def test_flags_of_the_pack_card_act_beside_those_of_card_3() -> None:
    answers = NONE._replace(about=("diabetes",), packs=("over-65",))
    assert profile_of(answers).flags == {"diabetes", "over-65"}


@pytest.mark.parametrize(
    ("answered", "due"),
    [
        ("", True),
        ("2026-11-22", False),
        ("2026-08-25", False),
        ("2026-08-24", True),
        ("2020-01-01", True),
        ("2026-11-23", True),
    ],
)
def test_cards_are_due_after_ninety_days_and_when_a_clock_was_wrong(
    answered: str, due: bool
) -> None:
    assert is_due(NONE._replace(answered=answered), TODAY, 90) == due


def test_a_first_card_without_an_answer_is_due_whatever_the_others_say() -> None:
    assert is_due(NONE._replace(emergency=None), TODAY, 90)


def test_answering_anew_takes_back_no_sign_that_nobody_has_seen() -> None:
    before = with_signs(NONE, ("2", "9"), "2026-11-01")
    again = with_unseen_of(Answers(TODAY, (), (), ("wrist",)), before)
    assert again.unseen == ("2", "9")
    assert (again.yes_on, again.about) == ("2026-11-01", ("wrist",))
    worse = with_unseen_of(with_signs(NONE, ("4",), TODAY), before)
    assert (worse.unseen, worse.yes_on) == (("2", "4", "9"), TODAY)
    seen = seen_on(before, TODAY)
    assert with_unseen_of(NONE, seen) == NONE


def test_something_new_makes_them_due() -> None:
    assert is_due(NONE._replace(ask_again=True), TODAY, 90)


# --- answered anew ---------------------------------------------------------------------

KEPT = Answers(
    "2026-08-01",
    (),
    (),
    ("surgery", "diabetes"),
    ("over-65",),
    allowed=("heat",),
    cleared="2026-08-20",
)


def test_answering_card_1_anew_loses_nothing_that_was_ticked() -> None:
    anew = asked_anew(KEPT, TODAY)
    assert (anew.answered, anew.emergency, anew.urgent) == (TODAY, (), None)
    for name in ("about", "packs", "allowed", "cleared"):
        assert getattr(anew, name) == getattr(KEPT, name)


def test_a_sign_on_card_1_keeps_every_tick_beside_it() -> None:
    sign = with_signs(asked_anew(KEPT, TODAY), ("2",), TODAY)
    assert sign.unseen == ("2",)
    assert profile_of(sign).flags >= profile_of(KEPT).flags
    assert sign.about == KEPT.about


def test_ticks_that_are_kept_keep_what_hangs_on_them_and_packs_are_asked_again() -> None:
    kept = with_about(KEPT, ("diabetes", "surgery"))
    assert kept == KEPT._replace(packs_again=True)
    assert (kept.packs_due, with_packs(kept, ("over-65",)).packs_due) == (True, False)
    assert not with_about(KEPT._replace(packs=None), KEPT.about or ()).packs_again


def test_other_ticks_end_a_clearance_and_what_was_allowed_if_packs_are_spoken_against() -> None:
    assert with_about(KEPT, ("surgery", "diabetes", "wrist")).cleared == ""
    assert with_about(KEPT, ("surgery", "diabetes", "wrist")).allowed == ("heat",)
    assert with_about(KEPT, ("surgery", "diabetes", "heart")).allowed == ()
    assert with_about(KEPT, ("surgery",)).allowed == ("heat",)
    assert with_packs(KEPT, ("over-65", "clot")).allowed == ()
    assert with_packs(KEPT, ()).allowed == ("heat",)


# --- one line --------------------------------------------------------------------------


def test_none_answers_every_card() -> None:
    assert read_line(" None ", TODAY) == Answers(TODAY, (), (), (), ())


def test_cards_stand_in_their_order_between_semicolons() -> None:
    assert read_line("none;none;11, 16,wrist", TODAY) == Answers(
        TODAY, (), (), ("bones", "heart", "wrist")
    )
    assert read_line("2;10;none;over-65", TODAY) == Answers(
        TODAY, ("2",), ("10",), (), ("over-65",), yes_on=TODAY
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "three cards"),
        ("none;none", "three cards"),
        ("none;none;none;none;none", "three cards"),
        ("none;none;", "nothing is no answer to the about card"),
        ("6;none;none", "'6' is no answer to the emergency card; write none, or some of: 1, 2"),
        ("none;none;17", "'17' is no answer to the about card"),
        ("none;none;none,wrist", "'none' is no answer"),
        ("none;none;none;fire", "'fire' is no answer to the packs card"),
        ("yes", "three cards"),
    ],
)
def test_a_line_that_cannot_be_understood_says_what_may_stand_there(
    line: str, said: str
) -> None:
    with pytest.raises(UnreadAnswer) as wrong:
        read_line(line, TODAY)
    assert said in unread(wrong.value)


NAMES = {
    "emergency": [key for key in QUESTIONS if int(key) < 6],
    "urgent": [key for key in QUESTIONS if int(key) >= 6],
    "about": list(TICKS),
    "packs": [row.flag for row in PACK_CARD],
}


@given(
    st.sampled_from(CARDS).flatmap(
        lambda card: st.tuples(st.just(card), st.sets(st.sampled_from(NAMES[card])))
    )
)
def test_what_is_written_of_a_card_is_read_back(answered: tuple[str, set[str]]) -> None:
    card, names = answered
    kept = tuple(name for name in NAMES[card] if name in names)
    assert read_card(card, write_card(names)) == kept


def test_what_passes_in_a_few_days_is_not_lasting() -> None:
    assert lasting(["fever", "over-65", "sleepy", "fresh-injury"]) == ("over-65",)
