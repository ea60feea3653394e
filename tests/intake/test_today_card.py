"""The pages that ask about safety: laid out around the tables, answered by one key each."""

from __future__ import annotations

import pytest

from backpt.intake import today_card
from backpt.intake.pages import Checklist, Questionnaire
from backpt.language.en import cards
from backpt.language.en.advice import decision_words
from backpt.language.en.after_session import rise_words
from backpt.language.en.keys import prompt
from backpt.prescription.model import Mode
from backpt.safety.cards import (
    ABOUT_CARD,
    BY_FLAG,
    EMERGENCY_CARD,
    PACK_CARD,
    QUESTIONS,
    TICKS,
    URGENT_CARD,
    told,
)
from backpt.safety.days import Contact, Leg, rise_of
from backpt.safety.packs import pack_rule
from backpt.safety.readiness import Decision, History, decide
from backpt.session.commands import NotNow
from backpt.session.views import Page
from backpt.terminal.page import page_picture
from backpt.terminal.picture_rows import Look

NOT_TODAY = decide(History(pain=9))
CARDS = [today_card.emergency_page(), today_card.urgent_page(), today_card.again_page(),
         today_card.not_today_page(NOT_TODAY)]  # fmt: skip
TICKED = [
    today_card.about_card().known(tuple(TICKS)),
    today_card.about_card("2026-11-01").known(("surgery",)),
    *(today_card.pack_card(mode).known(tuple(row.flag for row in PACK_CARD)) for mode in Mode),
]
PARTS = [
    page
    for card in (today_card.about_card(), *map(today_card.pack_card, Mode), *TICKED)
    for page in card.all_pages()
]
PAGES = [
    *CARDS,
    *PARTS,
    today_card.follows_page(ABOUT_CARD),
    today_card.taken_away_page(("wrist", "over-65")),
    today_card.allowed_page(Mode.HEAT, pack_rule(frozenset({"diabetes"}), Mode.HEAT)),
    today_card.today_card(None).shown(),
    today_card.today_card(None).pressed("3").shown(),
    today_card.today_card(3, is_first=True).pressed("n").shown(),
    today_card.decision_page(decide(History(pain=4)), ()),
    today_card.decision_page(decide(History(leg=Leg.FURTHER)), ()),
    today_card.pain_after_page(),
    today_card.notes_page(("Left out for you: Bridge.",)),
    today_card.too_small_page(),
]


def whole(page: Page) -> str:
    return " ".join((page.title, *page.lines, prompt(page.options)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_every_page_can_be_left_with_q(page: Page) -> None:
    assert "q to leave" in prompt(page.options)


@pytest.mark.parametrize("page", [*CARDS, *today_card.about_card().all_pages()])
def test_one_key_answers_a_whole_card_with_none(page: Page) -> None:
    assert prompt(page.options).startswith("Press n for none of these")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_neither_enter_nor_space_is_an_answer_but_to_go_on_reading(page: Page) -> None:
    only_notes = page == today_card.notes_page(page.lines)
    assert not {"enter", "esc", *([] if only_notes else [" "])} & set(page.keys)


@pytest.mark.parametrize("page", [*CARDS, *PARTS], ids=lambda page: page.title)
def test_a_card_fits_an_ordinary_terminal_whole(page: Page) -> None:
    rows = page_picture(page, 80, 24, Look())
    shown = " ".join("".join(text for text, _ in row) for row in rows)
    assert "make the window larger" not in shown
    assert len(rows) == 24


@pytest.mark.parametrize("page", PARTS, ids=lambda page: page.title)
def test_a_part_has_air_and_a_row_for_each_of_its_lines(page: Page) -> None:
    rows = [
        "".join(text for text, _ in row).strip() for row in page_picture(page, 80, 24, Look())
    ]
    for line in page.lines:
        if line[:2] in {f"{number})" for number in range(1, 10)}:
            assert any(row.startswith(line[:30]) for row in rows)


def test_the_first_card_says_what_this_is_and_that_nobody_reviewed_it() -> None:
    lines = today_card.emergency_page().lines
    assert "not a doctor or a physical therapist" in lines[0]
    assert "No clinician has reviewed" in lines[1]
    assert lines[-5:] == tuple(f"{one.press}) {one.text}" for one in EMERGENCY_CARD)


def test_something_new_asks_questions_1_to_3_and_9() -> None:
    assert [line[0] for line in today_card.again_page().lines[2:]] == ["1", "2", "3", "9"]


def test_card_3_has_every_line_with_its_digit_and_what_is_ticked_in_a_word() -> None:
    card = today_card.about_card()._replace(ticked=frozenset({"wrist", "bones"}))
    lines = [line for page in card.all_pages() for line in page.lines]
    for tick in ABOUT_CARD:
        mark = "YES " if tick.key in ("wrist", "bones") else ""
        assert any(line.endswith(f") {mark}{told(tick)}") for line in lines)
    assert prompt(card.shown().options).startswith("Press 1 to 9 for a tick")
    assert "d for done" in prompt(card.shown().options)


def test_a_card_that_comes_again_shows_all_ticks_and_names_what_is_taken_away() -> None:
    page = today_card.about_card("2026-09-01").known(("bones", "surgery", "wrist")).shown()
    text = whole(page)
    for said in ("YES Osteoporosis", "YES Trouble with: wrists", "Leg: nothing ticked"):
        assert said in text
    assert "weeks (cleared on 2026-09-01)" in text
    assert prompt(page.options).startswith("Press k to keep it as it is, 1 to 4")
    away = today_card.taken_away_page(("bones", "over-65"))
    assert away.lines == (
        "No longer true: Osteoporosis, a spinal fracture, or long-term steroid tablets.",
        "No longer true: Over 65 years old.",
    )
    assert away.keys == ("y", "n", "q")


def test_the_card_of_a_mode_names_it_and_says_when_to_stop() -> None:
    for mode, name in ((Mode.HEAT, "heat"), (Mode.COLD, "cold"), (Mode.ALTERNATE, "heat or")):
        pages = today_card.pack_card(mode).all_pages()
        assert all(page.title.startswith(f"Before your first {name}") for page in pages)
        for sign in ("very red, white, blue", "burns", "numb", "rises by 2", "dizzy"):
            assert sign in pages[-1].lines[-1]


def test_what_follows_is_said_for_every_tick() -> None:
    for tick, line in zip(ABOUT_CARD, cards.follows(ABOUT_CARD), strict=True):
        assert tick.text.rstrip(".?") in line
        assert line.endswith(".")
        assert len(line.partition(": ")[2]) > 10


def test_the_cards_are_answered_by_their_own_keys() -> None:
    assert today_card.presses(URGENT_CARD)["t"].key == "10"
    for card, names in (
        (today_card.about_card(), set(TICKS)),
        (today_card.pack_card(Mode.COLD), {row.flag for row in PACK_CARD}),
    ):
        assert {name for part in card.parts for name in part.names} == names


def answered(card: Questionnaire | Checklist, *keys: str) -> Questionnaire | Checklist:
    for key in keys:
        card = card.pressed(key)
    return card


def test_the_screen_before_a_session_asks_three_things_on_one_page() -> None:
    card = today_card.today_card(None)
    assert [line[0] for line in card.shown().lines] == ["1", "2", "3", "-"]
    said = "Press 0 to 9 for that much, t for ten, - for a quarter less, q to leave."
    assert prompt(card.shown().options) == said
    page = answered(card, "3", "n").shown()
    assert page.lines[0].endswith("worst? 3")
    assert page.lines[1].endswith("before)? no")
    assert "closer" in prompt(page.options)
    assert answered(card, "t", "n", "f").is_over


def test_on_the_first_evening_there_is_no_last_time_to_compare_a_leg_with() -> None:
    first, later = (
        today_card.today_card(None, is_first=is_first).shown().lines[2]
        for is_first in (True, False)
    )
    assert "last time" not in first
    assert "compared with last time" in later


def test_a_pain_that_was_said_is_shown_and_not_asked() -> None:
    card = today_card.today_card(10)
    assert card.shown().lines[0].endswith("worst? 10")
    assert prompt(card.shown().options).startswith("Press y for yes")
    assert answered(card, "n", "s").is_over


def test_one_and_zero_is_ten_and_never_one() -> None:
    card = today_card.today_card(None).pressed("1").pressed("0")
    assert card.answers == ("t",)
    with pytest.raises(NotNow):
        card.pressed("0")
    with pytest.raises(NotNow):
        today_card.today_card(None).pressed("2").pressed("0")
    with pytest.raises(NotNow):
        today_card.today_card(1).pressed("0")


def test_fever_before_a_pack_asks_question_6() -> None:
    (also,) = (QUESTIONS[key] for key in BY_FLAG["fever"].asks)
    assert also.text in today_card.also_page((also,)).lines[0]
    assert also.signs == ("U1",)


def test_precautions_are_read_on_the_same_page() -> None:
    lines = today_card.today_card(None, ("Left out for you: Bridge.",)).shown().lines
    assert lines[0] == "Left out for you: Bridge."


def test_only_easing_offers_a_no() -> None:
    assert "w for the whole" in prompt(
        today_card.decision_page(decide(History(pain=5)), ()).options
    )
    for history in (History(pain=6), History(leg=Leg.FURTHER)):
        assert today_card.decision_page(decide(history), ()).keys == ("y", "q")


def test_easing_from_a_pain_of_6_on_offers_no_no() -> None:
    usual_6 = tuple((day, 6) for day in range(1, 8))
    page = today_card.decision_page(decide(History(pain=7, entries=usual_6)), ())
    assert page.title == "Less today"
    assert page.keys == ("y", "q")


def test_a_patient_reads_why_and_not_which_rule() -> None:
    decision: Decision = decide(History(pain=5))
    assert decision.rule == "R3"
    assert today_card.decision_page(decision, ()).lines == (decision_words(decision),)


def test_pain_is_a_key_from_none_to_ten() -> None:
    pains = [today_card.pain_of(key) for key in today_card.PAIN_KEYS]
    assert pains == [*range(11)]
    assert today_card.pain_of("") is None
    assert [today_card.pain_of(today_card.key_of(pain)) for pain in range(11)] == [*range(11)]


def test_a_quarter_less_is_one_key_at_any_question_and_is_taken_back_by_it() -> None:
    card = answered(today_card.today_card(None), "-", "2", "-", "n", "-")
    assert isinstance(card, Questionnaire)
    assert card.shown().lines[-1] == "-) A quarter less today? yes"
    said = today_card.said_today(None, card.pressed("s"))
    assert said == today_card.SaidBefore(2, False, Leg.SAME, None, True)
    assert "- for a quarter less" in prompt(today_card.today_card(None).shown().options)
    assert not card.is_over


def test_the_fourth_question_comes_only_where_it_is_due() -> None:
    question = "Monday: pain 3 before, 5 after. Was it back to 3 by the next day?"
    card = answered(today_card.today_card(None, settled=question), "3", "n", "n")
    assert isinstance(card, Questionnaire)
    assert not card.is_over
    assert f"4) {question}" in card.shown().lines
    assert prompt(card.shown().options).startswith("Press y for yes, n for no, u for unsure")
    for key, settled in (("y", "yes"), ("n", "no"), ("u", "unknown")):
        assert today_card.said_today(None, card.pressed(key)).settled == settled
    assert answered(today_card.today_card(None), "3", "n", "n").is_over


def test_what_was_new_the_last_time_is_asked_about_once_more() -> None:
    page = today_card.today_card(None, still_new=True).shown()
    assert page.lines[1].startswith("2) Last time you felt something new")
    assert page.lines[1].endswith("or is anything NEW?")


@pytest.mark.parametrize(
    "page",
    [
        today_card.today_card(
            None,
            still_new=True,
            settled="Wednesday: pain 3 before, 10 after. Was it back to 3 by the next day?",
        ).shown(),
        today_card.no_more_page(rise_words(rise_of(2, 10))),
        today_card.drops_page(10),
        today_card.contact_page((Contact("R15", 1),)),
    ],
    ids=lambda page: page.title,
)
def test_what_is_asked_about_the_days_fits_an_ordinary_terminal(page: Page) -> None:
    rows = page_picture(page, 80, 24, Look())
    shown = " ".join("".join(text for text, _ in row) for row in rows)
    assert "make the window larger" not in shown
    assert all(f"{one.shown} {one.does}" in shown for one in page.options)


@pytest.mark.parametrize(
    "page", [today_card.contact_page((Contact("R15", 1),)), today_card.drops_page(9)]
)
def test_enter_never_answers_what_is_asked_about_the_days(page: Page) -> None:
    assert "enter" not in page.keys
