"""Ten has a key of its own, and a 0 at once after a 1 is ten, wherever pain is asked."""

from __future__ import annotations

import pytest

from backpt.intake.pages import DrivenCard, DrivenPage
from backpt.intake.today_card import pain_after_page, pain_of, today_card, week_questions
from backpt.language import captions
from backpt.session.commands import Command, NotNow, command_for
from backpt.session.events import StepEnded
from backpt.session.keymap import TEN_WITHIN_S
from backpt.session.steps import Compiled, Gate
from tests.session.test_player import Running, hurting, pack

SOON, LATE = TEN_WITHIN_S - 0.1, TEN_WITHIN_S + 0.1


# --- with the pack ---------------------------------------------------------------------


def gate() -> Running:
    run = Running(pack())
    while run.step.ask is not Gate.PACK_ON:
        run.do(Command.DONE)
    return run


def said_with(run: Running) -> list[str]:
    return [e.answer for e in run.events if isinstance(e, StepEnded) and e.answer]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([("1", 0.0), ("0", SOON)], "10"),
        ([("1", 0.0)], "1"),
        ([("t", 0.0)], "10"),
        ([("1", 0.0), ("3", SOON)], "3"),
        ([("0", 0.0)], "0"),
    ],
)
def test_with_a_pack_a_nought_soon_after_a_one_is_ten(
    keys: list[tuple[str, float]], said: str
) -> None:
    run = gate()
    for key, wait in keys:
        run.wait(wait).do(Command.DIGIT, key)
    if said == "1":
        assert said_with(run) == []
        shown = captions.caption(Compiled(run.routine, run.steps), run.player.frame(run.now))
        assert shown.digits == "1"
        run.wait(LATE)
    assert said_with(run) == [said]
    assert run.step.ask is None, "the pack is on"
    lines = [captions.line(Compiled(run.routine, run.steps), event) for event in run.events]
    assert f"Pain {said} of 10." in lines


def test_a_nought_that_comes_later_means_nothing_on_the_pack() -> None:
    run = gate().do(Command.DIGIT, "1").wait(LATE)
    with pytest.raises(NotNow):
        run.do(Command.DIGIT, "0")
    assert said_with(run) == ["1"]


def test_space_after_a_one_goes_on_with_it_at_once() -> None:
    assert said_with(gate().do(Command.DIGIT, "1").wait(0.3).do(Command.DONE)) == ["1"]


def test_what_hurts_after_a_one_is_asked_and_no_pack_goes_on_behind_it() -> None:
    run = gate().do(Command.DIGIT, "1").wait(0.3).do(Command.HURTS).wait(LATE)
    assert said_with(run) == []


def test_a_closed_lid_is_no_time_to_type_in() -> None:
    run = gate().do(Command.DIGIT, "1")
    run.events += run.player.gap(run.now, run.now + 60.0)
    run.now += 60.0
    assert said_with(run.do(Command.DIGIT, "0")) == ["10"]


# --- in an exercise --------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["10", "t"])
def test_while_it_hurts_both_are_ten(keys: str) -> None:
    run = hurting()
    for key in keys:
        command = command_for(key, run.player.frame(run.now))
        assert command is Command.DIGIT
        run.do(command, key)
    assert run.player.frame(run.now).typed == "10"


# --- on pages --------------------------------------------------------------------------


def week() -> DrivenCard:
    return DrivenCard(week_questions(("tie my shoes",)))


def answered(asked: DrivenCard) -> list[int | None]:
    return [pain_of(key) for key in asked.card.answers]  # type: ignore[attr-defined]


def test_on_the_card_of_the_week_ten_is_one_answer_and_not_two() -> None:
    asked = week()
    asked.press("1", 2.0)
    asked.press("0", 2.0 + SOON)
    assert answered(asked) == [10]
    asked.press("0", 6.0)
    assert answered(asked) == [10, 0]
    assert asked.over


def test_on_the_card_of_the_week_one_and_then_nought_are_two_answers() -> None:
    asked = week()
    asked.press("1", 2.0)
    asked.press("0", 2.0 + LATE)
    assert answered(asked) == [1, 0]


def test_the_last_one_of_a_card_waits_for_its_nought_and_counts_without_it() -> None:
    for key, pain in (("0", 10), ("", 1)):
        asked = week()
        asked.press("5", 2.0)
        asked.press("1", 4.0)
        assert not asked.over
        assert asked.deadline() == 4.0 + TEN_WITHIN_S
        if key:
            asked.press(key, 4.0 + SOON)
        asked.tick(4.0 + LATE)
        assert (asked.over, answered(asked), asked.has_left) == (True, [5, pain], False)
        assert asked.deadline() is None


def test_whoever_leaves_while_the_last_one_waits_has_answered_it() -> None:
    asked = week()
    asked.press("5", 2.0)
    asked.press("1", 4.0)
    asked.press("q", 4.5)
    assert (asked.over, asked.has_left, answered(asked)) == (True, False, [5, 1])


def test_before_a_session_a_nought_makes_ten_of_a_one_however_late() -> None:
    asked = DrivenCard(today_card(None))
    asked.press("1", 2.0)
    asked.press("0", 60.0)
    assert answered(asked)[:1] == [10]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([("1", 2.0), ("0", 2.0 + SOON)], "t"),
        ([("1", 2.0)], "1"),
        ([("t", 2.0)], "t"),
        ([("1", 2.0), ("4", 3.0)], "4"),
        ([("1", 2.0), ("q", 3.0)], "1"),
    ],
)
def test_after_a_session_a_nought_soon_after_a_one_is_ten(
    keys: list[tuple[str, float]], said: str
) -> None:
    asked = DrivenPage(pain_after_page(), give_up_s=120.0, silence="")
    asked.start(0.0)
    for key, at in keys:
        asked.press(key, at)
    if len(keys) == 1 and said == "1":
        assert not asked.over
        assert asked.view(3.0).hint == "One. For ten, press 0 now."
        assert asked.deadline() == 2.0 + TEN_WITHIN_S
        asked.tick(2.0 + LATE)
    assert (asked.over, asked.answer) == (True, said)


def test_the_end_of_the_program_keeps_a_one_that_was_said() -> None:
    asked = DrivenPage(pain_after_page())
    asked.start(0.0)
    asked.press("1", 2.0)
    asked.stop(2.5)
    assert asked.answer == "1"
