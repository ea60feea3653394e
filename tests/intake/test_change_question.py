"""The question after a session whether a dose changes: what is shown, and what a key means."""

from __future__ import annotations

from typing import Any

import pytest

from backpt.intake.change_question import ask_about, offer_page
from backpt.intake.prompts import KeepOffer, PagePrompt, UserLeft
from backpt.progress.change import ChangeField
from backpt.progress.due_questions import MOST_AFTER
from backpt.progress.offer import Offer, Way
from tests.progress.stepping import exercise

BRIDGE = exercise()
UP = Offer(Way.UP, "core", BRIDGE, ChangeField.REPS, 8, 9, "F7, F2", sessions=2, pain=1)
HARDER = UP._replace(
    way=Way.HARDER,
    field=ChangeField.EXERCISE,
    was="bridge",
    to="",
    choices=(exercise("March"), exercise("Ball bridge")._replace(needs=("ball",))),
)
DOWN = UP._replace(
    way=Way.DOWN,
    field=ChangeField.EXERCISE,
    was="bridge",
    to="tilt",
    choices=(exercise("Tilt"),),
)


def answered(
    offer: Offer, key: str | None, *, keeps: bool = True
) -> tuple[tuple[str, ...], list[KeepOffer]]:
    """Answer with ``key`` as a console would (``None``: the user leaves), and return what is
    said and what was to be kept."""
    kept: list[KeepOffer] = []
    talk = ask_about(offer)
    prompt: Any = next(talk)
    while True:
        try:
            if isinstance(prompt, PagePrompt):
                if key is None:
                    prompt = talk.throw(UserLeft())
                else:
                    assert not key or key in prompt.page.keys
                    prompt = talk.send(key or prompt.unasked)
            else:
                assert isinstance(prompt, KeepOffer)
                kept.append(prompt)
                prompt = talk.send(keeps)
        except StopIteration as done:
            return done.value, kept


def test_the_page_asks_says_what_follows_why_and_how_it_is_taken_back() -> None:
    page = offer_page(UP)
    assert (page.title, page.lines) == (
        "A step up?",
        (
            "Bridge: could you have done two more good ones?",
            "Then 9 each set next time, where it was 8.",
            "",
            "2 full sessions, pain at most 1, settled by the next day.",
            "To take it back: backpt plan --changes",
        ),
    )


@pytest.mark.parametrize(
    ("field", "was", "to", "said"),
    [
        (ChangeField.SETS, 1, 2, "Then 2 sets next time, where it was 1 set."),
        (ChangeField.HOLD, 5, 7, "Then hold for 7 seconds next time, where it was 5 seconds."),
        (
            ChangeField.TIME,
            60,
            90,
            "Then 1 minute 30 seconds next time, where it was 1 minute.",
        ),
    ],
)
def test_each_field_is_said_in_its_own_unit(
    field: ChangeField, was: float, to: float, said: str
) -> None:
    assert offer_page(UP._replace(field=field, was=was, to=to)).lines[1] == said


def test_a_yes_is_kept_and_said() -> None:
    said, kept = answered(UP, "y")
    assert kept == [KeepOffer(is_agreed=True)]
    assert said == ("Bridge, from next time: 9. To take it back: backpt plan --changes",)


def test_not_now_is_kept_and_changes_nothing() -> None:
    said, kept = answered(UP, "n")
    assert kept == [KeepOffer(is_agreed=False)]
    assert said == ("Nothing is changed. I will not ask about it for two weeks.",)


@pytest.mark.parametrize("key", ["enter", "", None], ids=["Enter", "silence", "leaving"])
@pytest.mark.parametrize("offer", [UP, HARDER, DOWN], ids=["up", "harder", "down"])
def test_enter_silence_and_leaving_change_nothing(offer: Offer, key: str | None) -> None:
    said, kept = answered(offer, key)
    assert said == ()
    assert kept == [KeepOffer(is_agreed=None)]


def test_the_end_of_the_program_keeps_nothing_at_all() -> None:
    talk = ask_about(UP)
    next(talk)
    with pytest.raises(KeyboardInterrupt):
        talk.throw(KeyboardInterrupt())


def test_a_yes_that_nothing_takes_is_not_said_to_be_kept() -> None:
    assert answered(UP, "y", keeps=False)[0] == ()


def test_a_harder_one_is_chosen_by_its_number_and_no_key_means_yes() -> None:
    page = offer_page(HARDER)
    assert page.lines[1:4] == (
        "Bridge is at its top. If yes, which of these in its place?",
        "1) March",
        "2) Ball bridge (needs: ball)",
    )
    assert "y" not in page.keys
    said, kept = answered(HARDER, "2")
    assert kept == [KeepOffer(is_agreed=True, to="ball-bridge")]
    assert said[0].startswith("From next time: Ball bridge in place of Bridge.")


def test_less_for_good_says_why_and_what_instead() -> None:
    page = offer_page(DOWN)
    assert page.lines[:2] == (
        "Bridge: it hurt, and ended early, in 2 sessions running.",
        "Tilt in its place, from next time on?",
    )
    said, kept = answered(DOWN, "y")
    assert kept == [KeepOffer(is_agreed=True)]
    assert said[0].startswith("From next time: Tilt in place of Bridge.")
    lower = DOWN._replace(field=ChangeField.REPS, was=9, to=8, choices=())
    assert offer_page(lower).lines[1] == "Back from 9 to 8, from next time on?"


@pytest.mark.parametrize("offer", [UP, HARDER, DOWN], ids=["up", "harder", "down"])
def test_it_costs_one_key_and_waits_no_longer_than_the_question_about_pain(
    offer: Offer,
) -> None:
    """Each key of the page ends it: the budget after a session is one (weeks 3)."""
    assert MOST_AFTER == 1
    for key in offer_page(offer).keys:
        talk = ask_about(offer)
        prompt = next(talk)
        assert isinstance(prompt, PagePrompt)
        assert prompt.give_up_s
        if key != "q":
            assert isinstance(talk.send(key), KeepOffer)


def test_every_way_has_a_page() -> None:
    assert {one.way for one in (UP, HARDER, DOWN)} == set(Way)
