"""Cards with more than one answer, driven as the loop drives them."""

from __future__ import annotations

import pytest

from backpt.intake.pages import ALL_PARTS, CardPart, Checklist, DrivenCard, Questionnaire
from backpt.language.en.keys import numbers, option
from backpt.session.commands import NotNow
from backpt.session.keymap import Means
from backpt.session.views import Page


def ticks(*more: CardPart) -> Checklist:
    parts = (CardPart("Bones", ("bones", "wrist", "knee")), *more)
    options = (option(Means.NO), option(Means.LEAVE))
    return Checklist(parts, lambda card: Page("Tick", (str(card.at), *card.names), options))


SKIN = CardPart("Skin", ("numb", "wound"))


def in_turn() -> Questionnaire:
    asked = ((numbers(1, 2, "so much"),), (option(Means.YES), option(Means.NO)))
    options = (*asked[0], *asked[1], option(Means.BACK), option(Means.LEAVE))
    return Questionnaire(asked, lambda answers, _: Page("Two", answers, options))


def led(card: Checklist | Questionnaire, *keys: str) -> DrivenCard:
    asked = DrivenCard(card)
    assert asked.start(0.0) == asked.tick(1.0) == asked.gap(1.0, 9.0) == []
    for key in keys:
        assert asked.press(key, 2.0) == []
    return asked


def names(asked: DrivenCard) -> tuple[str, ...]:
    assert isinstance(asked.card, Checklist)
    return asked.card.names


def answers(asked: DrivenCard) -> tuple[str, ...]:
    assert isinstance(asked.card, Questionnaire)
    return asked.card.answers


def test_none_is_one_key() -> None:
    asked = led(ticks(), "n")
    assert asked.over
    assert names(asked) == ()
    assert not asked.has_left


def test_ticks_come_in_the_order_of_the_card_and_done_ends_it() -> None:
    asked = led(ticks(), "3", "1")
    assert asked.view(0.0).lines == ("0", "bones", "knee")
    assert not asked.over
    assert led(ticks(), "3", "1", "D").over
    assert names(asked) == ("bones", "knee")


def test_the_same_key_takes_a_tick_back() -> None:
    assert names(led(ticks(), "1", "2", "1", "d")) == ("wrist",)


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ((), "d"),
        (("1",), "n"),
        ((), "enter"),
        ((), " "),
        ((), "esc"),
        ((), "x"),
        ((), "4"),
        ((), "0"),
        ((), "b"),
        ((), "k"),
    ],
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
def test_q_leaves_and_so_does_the_end_of_the_program(card: Checklist | Questionnaire) -> None:
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


# --- part by part ----------------------------------------------------------------------


def test_each_part_is_a_question_and_the_last_one_ends_the_card() -> None:
    asked = led(ticks(SKIN), "1", "d")
    assert not asked.over
    assert asked.view(0.0).lines == ("1", "bones")
    assert led(ticks(SKIN), "1", "d", "n").over
    assert names(led(ticks(SKIN), "1", "d", "2", "d")) == ("bones", "wound")


def test_none_of_a_part_leaves_what_is_ticked_in_another() -> None:
    assert names(led(ticks(SKIN), "2", "d", "n")) == ("wrist",)


def test_back_is_the_part_before_as_it_was_ticked() -> None:
    asked = led(ticks(SKIN), "2", "d", "b")
    assert asked.view(0.0).lines == ("0", "wrist")


def test_every_part_is_a_page_of_its_own_to_be_read() -> None:
    asked = led(ticks(SKIN))
    pages = [asked.asks]
    asked.press("n", 3.0)
    pages.append(asked.asks)
    assert len(set(pages)) == 2
    two = led(in_turn())
    before = two.asks
    two.press("1", 3.0)
    assert two.asks == before  # all of its questions are there from the beginning


def known(*names: str) -> Checklist:
    return ticks(SKIN).known(names)


def test_a_card_that_was_answered_shows_its_ticks_and_one_key_keeps_them() -> None:
    card = known("wrist", "numb")
    assert card.at == ALL_PARTS
    assert card.shown().lines[1:] == ("wrist", "numb")
    asked = led(card, "k")
    assert asked.over
    assert names(asked) == ("wrist", "numb")


@pytest.mark.parametrize("key", ["n", "d", "y", "b", "enter", " ", "3", "0"])
def test_no_other_key_keeps_them_or_takes_them_away(key: str) -> None:
    with pytest.raises(NotNow):
        led(known("wrist", "numb"), key)


def test_a_part_is_opened_changed_and_the_rest_kept() -> None:
    asked = led(known("wrist", "numb"), "1", "1", "d")
    assert not asked.over
    assert asked.view(0.0).lines == (str(ALL_PARTS), "bones", "wrist", "numb")
    asked.press("k", 3.0)
    assert names(asked) == ("bones", "wrist", "numb")
    assert names(led(known("wrist", "numb"), "1", "2", "n", "k")) == ("numb",)


def test_every_page_of_a_card_is_known_before_it_is_shown() -> None:
    assert [page.lines[0] for page in ticks(SKIN).all_pages()] == ["0", "1"]
    assert [page.lines[0] for page in known().all_pages()] == ["-1", "0", "1"]


def test_who_presses_something_else_is_told_which_keys_there_are_until_one_of_them_comes() -> (
    None
):
    asked = led(in_turn())
    with pytest.raises(NotNow):
        asked.press("x", 3.0)
    assert asked.view(3.0).hint == "Press 1 to 2, y, n, b, or q."
    asked.press("1", 4.0)
    assert asked.view(4.0).hint == ""
