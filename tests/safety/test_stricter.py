"""Safety answers of two computers: whatever either forbids is forbidden, and all is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backpt.safety.answers import Answers, profile_of, seen_on
from backpt.safety.cards import ABOUT_CARD, EMERGENCY_CARD, PACK_CARD, URGENT_QUESTIONS
from backpt.safety.stricter import stricter
from tests.examples import cases

dates = st.sampled_from(("", "2026-01-02", "2026-11-30"))


def card(names: list[str]) -> st.SearchStrategy[tuple[str, ...] | None]:
    ticked = st.lists(st.sampled_from(names), unique=True, max_size=3)
    return st.none() | ticked.map(lambda some: tuple(name for name in names if name in some))


@st.composite
def answers(draw: st.DrawFn) -> Answers:
    kept = Answers(
        draw(dates),
        draw(card([one.key for one in EMERGENCY_CARD])),
        draw(card([one.key for one in URGENT_QUESTIONS])),
        draw(card([one.key for one in ABOUT_CARD])),
        draw(card([row.flag for row in PACK_CARD])),
        draw(st.sampled_from(((), ("heat",), ("heat", "cold")))),
        cleared=draw(dates),
        ask_again=draw(st.booleans()),
    )
    return seen_on(kept, "2026-11-01") if draw(st.booleans()) else kept


@cases(200)
@given(answers(), answers(), answers())
def test_the_order_of_computers_does_not_matter(a: Answers, b: Answers, c: Answers) -> None:
    assert stricter(a, b) == stricter(b, a)
    assert stricter(a, stricter(b, c)) == stricter(stricter(a, b), c)
    assert stricter(a, a) == a


@cases(200)
@given(answers(), answers())
def test_nothing_is_allowed_that_either_forbids(a: Answers, b: Answers) -> None:
    both = stricter(a, b)
    for one in (a, b):
        alone, now = profile_of(one), profile_of(both)
        assert alone.codes <= now.codes
        assert alone.flags <= now.flags
        assert {*alone.signs} <= {*now.signs}, "only a clinician who saw it takes one back"
        assert {*both.allowed} <= {*one.allowed}
    assert both.ask_again or a == b


def test_the_same_answers_are_not_asked_again() -> None:
    same = Answers("2026-11-30", (), (), ("bones",))
    assert stricter(same, same) == same


def test_a_sign_that_was_seen_on_one_computer_only_is_unseen() -> None:
    yes = Answers("2026-11-01", (EMERGENCY_CARD[0].key,), (), (), yes_on="2026-11-01")
    both = stricter(seen_on(yes, "2026-11-20"), yes)
    assert both.unseen == yes.unseen != ()
    assert seen_on(yes, "2026-11-20").unseen == ()
