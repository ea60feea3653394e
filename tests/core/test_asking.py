"""Cards with more than one answer, driven as the loop drives them."""

from __future__ import annotations

import pytest

from backpt.core.asking import AskedCard, InTurn, Ticks
from backpt.core.player import NotNow
from backpt.core.views import Page


def ticks() -> Ticks:
    lines = {"a": "bones", "b": "wrist", "c": "knee"}
    return Ticks(lines, lambda ticked: Page("Tick", tuple(sorted(ticked)), ""))


def in_turn() -> InTurn:
    return InTurn((("1", "2"), ("y", "n")), lambda answers, _: Page("Two", answers, ""))


def led(card: Ticks | InTurn, *keys: str) -> AskedCard:
    asked = AskedCard(card)
    assert asked.start(0.0) == asked.tick(1.0) == asked.gap(1.0, 9.0) == []
    for key in keys:
        assert asked.press(key, 2.0) == []
    return asked


def names(asked: AskedCard) -> tuple[str, ...]:
    assert isinstance(asked.card, Ticks)
    return asked.card.names


def answers(asked: AskedCard) -> tuple[str, ...]:
    assert isinstance(asked.card, InTurn)
    return asked.card.answers


def test_none_is_one_key() -> None:
    asked = led(ticks(), "n")
    assert asked.over
    assert names(asked) == ()
    assert not asked.has_left


def test_ticks_come_in_the_order_of_the_card_and_done_ends_it() -> None:
    asked = led(ticks(), "c", "A")
    assert asked.view(0.0).lines == ("bones", "knee")
    assert not asked.over
    assert led(ticks(), "c", "a", "d").over
    assert names(asked) == ("bones", "knee")


def test_the_same_key_takes_a_tick_back() -> None:
    assert names(led(ticks(), "a", "b", "a", "d")) == ("wrist",)


@pytest.mark.parametrize(
    ("before", "key"),
    [((), "d"), (("a",), "n"), ((), "enter"), ((), " "), ((), "esc"), ((), "x")],
)
def test_what_is_no_answer_changes_nothing(before: tuple[str, ...], key: str) -> None:
    asked = led(ticks(), *before)
    card = asked.card
    with pytest.raises(NotNow):
        asked.press(key, 3.0)
    assert asked.card == card
    assert not asked.over


def test_questions_are_answered_one_after_the_other() -> None:
    asked = led(in_turn(), "2")
    assert asked.view(0.0).lines == ("2",)
    assert not asked.over
    asked.press("y", 3.0)
    assert asked.over
    assert answers(asked) == ("2", "y")


def test_back_takes_the_last_answer_back_but_not_what_is_not_there() -> None:
    assert answers(led(in_turn(), "2", "b", "1", "n")) == ("1", "n")
    with pytest.raises(NotNow):
        led(in_turn(), "b")


@pytest.mark.parametrize("key", ["y", "enter", " ", "3"])
def test_an_answer_to_another_question_is_none(key: str) -> None:
    with pytest.raises(NotNow):
        led(in_turn(), key)


def test_a_key_too_many_is_dropped() -> None:
    asked = led(in_turn(), "1", "n", "n", "2")
    assert answers(asked) == ("1", "n")


@pytest.mark.parametrize("card", [ticks(), in_turn()])
def test_q_leaves_and_so_does_the_end_of_the_program(card: Ticks | InTurn) -> None:
    assert led(card, "q").has_left
    asked = led(card)
    assert asked.stop(1.0) == []
    assert asked.has_left
    assert asked.over


def test_nothing_is_waited_for_but_keys() -> None:
    asked = led(ticks())
    assert asked.deadline() is None
    assert asked.repaint(5.0) > 5.0
    assert asked.farewell(0.0) == ""
