"""Which presses count: typed ahead, held down, repeated, and meant. Time is a number here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language.en.keys import refused
from backpt.session.layouts import LAYOUTS, US
from backpt.session.pressing import HELD_S, STANDS_S, Pressing, Refusal, Uncounted

LONGEST_DELAY_S = 1.0
"""Of any keyboard before a held key repeats: kbdrate(8), Windows."""
SLOWEST_REPEAT_S = 0.5 * 1.2
"""Two a second, and a fifth slower."""


def on_a_page(at: float = 0.0, asks: bool = True) -> Pressing:
    pressing = Pressing()
    pressing.begin(at, asks=asks)
    return pressing


def test_the_rule_is_longer_than_any_keyboard_takes_to_repeat() -> None:
    assert STANDS_S >= HELD_S > LONGEST_DELAY_S
    assert HELD_S > SLOWEST_REPEAT_S


@pytest.mark.parametrize("at", [0.0, 0.02, 1.0, STANDS_S - 0.01])
def test_what_was_typed_before_a_page_could_be_read_does_not_answer_it(at: float) -> None:
    heard = on_a_page().heard("n", at)
    assert (heard.key, heard.refused) == ("", Uncounted(Refusal.TOO_SOON))


def test_a_key_that_is_meant_answers() -> None:
    pressing = on_a_page()
    assert pressing.heard("n", STANDS_S).key == "n"
    pressing.begin(STANDS_S, asks=True)
    assert pressing.heard("n", 2 * STANDS_S).key == "n"


@given(
    delay_s=st.floats(0.15, LONGEST_DELAY_S),
    repeat_s=st.floats(0.01, SLOWEST_REPEAT_S),
    first_s=st.floats(0.0, 5.0),
    key=st.sampled_from("ny1 "),
)
def test_a_key_held_down_answers_one_page_at_most(
    delay_s: float, repeat_s: float, first_s: float, key: str
) -> None:
    pressing, answered, at = on_a_page(), 0, first_s
    pause_s = delay_s
    while at < first_s + 20.0:
        if pressing.heard(key, at).key:
            answered += 1
            pressing.begin(at, asks=True)
        at += pause_s
        pause_s = repeat_s
    assert answered == (1 if first_s >= STANDS_S else 0)


def test_three_keys_in_a_row_pass_one_card() -> None:
    for gap_s in (0.0, 0.1, 0.4, 1.0):
        pressing, answered = on_a_page(), 0
        for nth in range(3):
            at = 10.0 + nth * gap_s
            if pressing.heard("n", at).key:
                answered += 1
                pressing.begin(at, asks=True)
        assert answered == 1


def test_a_key_let_go_of_for_a_moment_counts_again_and_a_different_one_at_once() -> None:
    pressing = on_a_page()
    assert pressing.heard("2", 10.0).key == "2"
    assert pressing.heard("n", 10.1).key == "n"  # the next question of the same page
    assert pressing.heard("n", 10.2).refused == Uncounted(Refusal.HELD)
    assert pressing.heard("n", 10.2 + HELD_S + 0.01).key == "n"


def test_in_a_session_a_key_counts_at_once_unless_it_was_held_before() -> None:
    pressing = on_a_page()
    assert pressing.heard("n", 10.0).key == "n"
    pressing.begin(10.1, asks=False)
    assert [pressing.heard("n", 10.2 + nth / 30).key for nth in range(60)] == [""] * 60
    assert pressing.heard("h", 12.3).key == "h"
    assert [pressing.heard("+", at).key for at in (12.4, 12.5, 12.6)] == ["+"] * 3


def test_the_first_key_of_an_alarm_counts() -> None:
    assert on_a_page(5.0, asks=False).heard(" ", 5.01).key == " "


def test_a_key_that_does_not_count_rings_now_and_then_and_says_so_once() -> None:
    pressing = on_a_page(asks=False)
    rang = [at for at in range(90) if pressing.rings(at / 30)]
    assert len(rang) == 6
    said = [at for at in range(20) if pressing.says("Press h, or q.", float(at))]
    assert said == [0, 15]
    assert not pressing.says("", 40.0)


# --- layouts ---------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_key_of_another_layout_consents_before_it_was_said_what_it_means(
    layout: tuple[str, str],
) -> None:
    name, types = layout
    for typed, key in zip(types, US, strict=True):
        pressing = on_a_page()
        heard = pressing.heard(typed, 10.0)
        assert heard.key != "y"
        if key == "y":
            assert (
                name in refused(heard.refused) or name == "Ukrainian"
            )  # the same key as Russian
            assert f"{typed} is y" in refused(heard.refused)
            assert pressing.heard(typed, 12.0).key == "y"


def test_a_hurry_does_not_make_an_explanation_a_yes() -> None:
    pressing = on_a_page()
    assert [pressing.heard("н", 10.0 + nth * 0.1).key for nth in range(20)] == [""] * 20


def test_it_hurts_is_heard_at_once_in_any_layout() -> None:
    for typed in ("р", "Р", "η", "י", "ا", "ｈ", "H"):
        assert on_a_page(asks=False).heard(typed, 0.5).key == "h"


def test_a_mark_that_other_layouts_type_is_a_key_only_where_its_layout_was_heard() -> None:
    assert on_a_page().heard("/", 10.0).key == ""
    pressing = on_a_page()
    assert pressing.heard("מ", 10.0).key == "n"
    assert pressing.heard("/", 11.0).key == "q"
    latin = on_a_page()
    latin.heard("n", 10.0)
    assert "Hebrew" in refused(latin.heard("/", 11.0).refused)
