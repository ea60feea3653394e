"""The first questions, held to the fact sheet: G1, G3 card 1, C4, D6."""

from __future__ import annotations

import pytest

from backpt.core import screening, words
from backpt.core.model import Mode
from backpt.core.views import Page

C4_BLOCKS = {
    "reduced skin feeling": (True, True),
    "poor circulation": (True, True),
    "Raynaud's or Buerger's": (False, True),
    "cold allergy": (False, True),
    "cryoglobulinaemia": (False, True),
    "cold haemoglobinuria": (False, True),
    "a clot in a vein": (True, False),
    "open wound, graze, stitches, infected skin or eczema": (True, True),
    "fresh injury (under 48 h)": (True, False),
    "a bleeding disorder": (True, False),
    "cancer or recent radiotherapy there": (True, False),
    "fever or infection": (True, True),
    "pregnant (belly, pelvis or low back)": (True, False),
    "a nerve there that is regrowing": (False, True),
    "sleepy, sedated, or after alcohol": (True, True),
    "a child of 12 or under": (True, True),
}
"""Condition -> whether it blocks heat, cold (clinical C4)."""
C4_ASKS = {
    "diabetes": (True, True),
    "a clot, a bleeding disorder, cancer there, pregnant": (False, True),
    "heart disease": (True, True),
    "high blood pressure not under control": (True, True),
    "multiple sclerosis": (True, False),
    "over 65": (True, True),
}
"""Condition -> whether a clinician is to be asked before heat, cold (clinical C4)."""


def blocks(mode: Mode) -> str:
    return screening.pack_page(mode).lines[1]


def asks(mode: Mode) -> str:
    return screening.pack_page(mode).lines[2]


@pytest.mark.parametrize(("condition", "blocked"), C4_BLOCKS.items())
def test_who_must_not_use_heat_or_cold_is_listed_for_each(
    condition: str, blocked: tuple[bool, bool]
) -> None:
    assert (condition in blocks(Mode.HEAT), condition in blocks(Mode.COLD)) == blocked
    assert condition in blocks(Mode.ALTERNATE)


@pytest.mark.parametrize(("condition", "asked"), C4_ASKS.items())
def test_who_must_ask_first_is_listed_for_each(
    condition: str, asked: tuple[bool, bool]
) -> None:
    assert (condition in asks(Mode.HEAT), condition in asks(Mode.COLD)) == asked
    assert condition in asks(Mode.ALTERNATE)


@pytest.mark.parametrize("mode", Mode)
def test_every_pack_page_says_when_to_stop(mode: Mode) -> None:
    stop = screening.pack_page(mode).lines[3]
    signs = ("very red, white, blue, blotchy or blistered", "burns", "stings", "numb")
    for sign in (*signs, "pain rises", "dizzy"):
        assert sign in stop


def test_a_page_names_what_the_pack_is() -> None:
    titles = [
        screening.pack_page(mode).title for mode in (Mode.HEAT, Mode.COLD, Mode.ALTERNATE)
    ]
    assert titles == [
        "Before your first heat pack",
        "Before your first cold pack",
        "Before your first heat or cold pack",
    ]


def test_the_disclaimer_is_three_lines_and_the_emergency_questions_are_five() -> None:
    assert len(screening.DISCLAIMER) == 3
    assert "not a doctor or a physical therapist" in screening.DISCLAIMER[0]
    assert [question[0] for question in screening.QUESTIONS] == list("12345")
    assert screening.EMERGENCY_PAGE.lines == (*screening.DISCLAIMER, "", *screening.QUESTIONS)


@pytest.mark.parametrize("answer", ["1", "2", "3"])
def test_signs_of_the_nerves_get_the_words_for_them(answer: str) -> None:
    assert screening.emergency_words(answer) == words.text(words.EMERGENCY_NERVES)


@pytest.mark.parametrize("answer", ["4", "5"])
def test_other_emergencies_get_theirs(answer: str) -> None:
    assert screening.emergency_words(answer) == words.text(words.EMERGENCY_CARE)


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        (screening.EMERGENCY_PAGE, screening.EMERGENCY_KEYS),
        (screening.pack_page(Mode.COLD), screening.PACK_KEYS),
        (screening.pain_page("before"), screening.PAIN_KEYS),
    ],
)
def test_no_question_is_answered_by_enter_or_space_and_each_can_be_left(
    page: Page, keys: tuple[str, ...]
) -> None:
    assert not {"enter", " ", "esc"} & set(keys)
    assert "q leave" in page.prompt
    assert "q" in keys


def test_pain_is_a_key_from_none_to_ten() -> None:
    pains = [screening.pain_of(key) for key in screening.PAIN_KEYS]
    assert pains == [*range(11), None]
    assert screening.pain_of("") is None


def test_pain_is_asked_before_and_after_in_other_words() -> None:
    assert screening.pain_page("before").title == "Before you start"
    assert screening.pain_page("after").title == "Finished. Well done."
    assert screening.NOT_TODAY_FROM == 8, "clinical D5 R1"
