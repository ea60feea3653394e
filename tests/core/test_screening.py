"""The pages that ask about safety: laid out around the tables, answered by one key each."""

from __future__ import annotations

import pytest

from backpt.core import screening
from backpt.core.asking import InTurn, Ticks
from backpt.core.days import Leg, words_after
from backpt.core.heat_cold_safety import BY_FLAG, PACK_CARD, pack_rule
from backpt.core.model import Mode
from backpt.core.player import NotNow
from backpt.core.readiness import Decision, Facts, decide
from backpt.core.safety_cards import ABOUT_CARD, EMERGENCY_CARD, QUESTIONS, TICKS, URGENT_CARD
from backpt.core.views import Page
from backpt.terminal.page import page_picture
from backpt.terminal.rows import Look

ALL_ROWS = frozenset(row.flag for row in PACK_CARD)
NOT_TODAY = decide(Facts(pain=9))
PAGES = [
    screening.emergency_page(),
    screening.urgent_page(),
    screening.about_page(),
    screening.again_page(),
    screening.not_today_page(NOT_TODAY),
    screening.follows_page(ABOUT_CARD),
    *(screening.pack_page(mode) for mode in Mode),
    screening.allowed_page(Mode.HEAT, pack_rule(frozenset({"diabetes"}), Mode.HEAT)),
    screening.today_card(None).shown(),
    screening.decision_page(decide(Facts(pain=4)), ()),
    screening.decision_page(decide(Facts(leg=Leg.FURTHER)), ()),
    screening.pain_after_page(),
    screening.notes_page(("Left out for you: Bridge.",)),
]


def whole(page: Page) -> str:
    return " ".join((page.title, *page.lines, page.prompt))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_every_page_can_be_left_with_q(page: Page) -> None:
    assert "q leave" in page.prompt


@pytest.mark.parametrize("page", PAGES[:5], ids=lambda page: page.title)
def test_one_key_answers_a_whole_card_with_none(page: Page) -> None:
    assert page.prompt.startswith("n none of these")


@pytest.mark.parametrize(
    "keys", [screening.PAIN_KEYS, screening.EASE_KEYS, screening.LIMIT_KEYS]
)
def test_neither_enter_nor_space_is_an_answer(keys: tuple[str, ...]) -> None:
    assert not {"enter", " ", "esc"} & set(keys)


@pytest.mark.parametrize(
    "page",
    [*PAGES[:3], *(screening.pack_page(mode, ALL_ROWS) for mode in Mode)],
    ids=lambda page: page.title,
)
def test_a_card_fits_an_ordinary_terminal_whole(page: Page) -> None:
    rows = page_picture(page, 80, 24, Look())
    shown = " ".join("".join(text for text, _ in row) for row in rows)
    assert "make the window larger" not in shown
    assert len(rows) == 24


def test_the_first_card_says_what_this_is_and_that_nobody_reviewed_it() -> None:
    lines = screening.emergency_page().lines
    assert "not a doctor or a physical therapist" in lines[0]
    assert "No clinician has reviewed" in lines[1]
    assert lines[-5:] == tuple(f"{one.press}) {one.text}" for one in EMERGENCY_CARD)


def test_something_new_asks_questions_1_to_3_and_9() -> None:
    assert [line[0] for line in screening.again_page().lines[2:]] == ["1", "2", "3", "9"]


def test_card_3_has_every_line_with_its_key_and_what_is_ticked_in_a_word() -> None:
    page = screening.about_page(frozenset({"wrist", "bones"}))
    text = whole(page)
    for tick in ABOUT_CARD:
        mark = "YES " if tick.key in ("wrist", "bones") else ""
        assert f"{tick.press}) {mark}{tick.text}" in text
    assert page.prompt.startswith("d done")


def test_lines_of_one_number_stand_in_one_row() -> None:
    (row,) = [line for line in screening.about_page().lines if line.startswith("Trouble with:")]
    for word in ("wrists", "kneeling", "deep knee bend", "shoulder", "neck"):
        assert word in row


def test_the_card_of_a_mode_names_it_and_says_when_to_stop() -> None:
    for mode, name in ((Mode.HEAT, "heat"), (Mode.COLD, "cold"), (Mode.ALTERNATE, "heat or")):
        page = screening.pack_page(mode)
        assert page.title.startswith(f"Before your first {name}")
        for sign in ("very red, white, blue", "burns", "numb", "rises by 2", "dizzy"):
            assert sign in page.lines[-1]


def test_what_follows_is_said_for_every_tick() -> None:
    for tick, line in zip(ABOUT_CARD, screening.follows_lines(ABOUT_CARD), strict=True):
        assert tick.text.rstrip(".?") in line
        assert line.endswith(".")
        assert len(line.partition(": ")[2]) > 10


def test_the_cards_are_answered_by_their_own_keys() -> None:
    assert screening.presses(URGENT_CARD)["t"].key == "10"
    assert set(screening.about_card().lines.values()) == set(TICKS)
    assert len(screening.pack_card(Mode.COLD).lines) == len(PACK_CARD)


def answered(card: InTurn | Ticks, *keys: str) -> InTurn | Ticks:
    for key in keys:
        card = card.pressed(key)
    return card


def test_the_screen_before_a_session_asks_three_things_on_one_page() -> None:
    card = screening.today_card(None)
    assert [line[0] for line in card.shown().lines] == ["1", "2", "3", "-"]
    assert "0-9, t for ten" in card.shown().prompt
    page = answered(card, "3", "n").shown()
    assert page.lines[0].endswith("worst? 3")
    assert page.lines[1].endswith("before)? no")
    assert "closer" in page.prompt
    assert answered(card, "t", "n", "f").is_over


def test_a_pain_that_was_said_is_shown_and_not_asked() -> None:
    card = screening.today_card(10)
    assert card.shown().lines[0].endswith("worst? 10")
    assert card.shown().prompt.startswith("y yes")
    assert answered(card, "n", "s").is_over


def test_one_and_zero_is_ten_and_never_one() -> None:
    card = screening.today_card(None).pressed("1").pressed("0")
    assert card.answers == ("t",)
    with pytest.raises(NotNow):
        card.pressed("0")
    with pytest.raises(NotNow):
        screening.today_card(None).pressed("2").pressed("0")
    with pytest.raises(NotNow):
        screening.today_card(1).pressed("0")


def test_fever_before_a_pack_asks_question_6() -> None:
    (also,) = (QUESTIONS[key] for key in BY_FLAG["fever"].asks)
    assert also.text in screening.also_page((also,)).lines[0]
    assert also.signs == ("U1",)


def test_precautions_are_read_on_the_same_page() -> None:
    lines = screening.today_card(None, ("Left out for you: Bridge.",)).shown().lines
    assert lines[0] == "Left out for you: Bridge."


def test_only_easing_offers_a_no() -> None:
    assert "f no, in full" in screening.decision_page(decide(Facts(pain=5)), ()).prompt
    for facts in (Facts(pain=6), Facts(leg=Leg.FURTHER)):
        assert screening.decision_page(decide(facts), ()).prompt == "y go on    q leave"


def test_easing_from_a_pain_of_6_on_offers_no_no() -> None:
    usual_6 = tuple((day, 6) for day in range(1, 8))
    page = screening.decision_page(decide(Facts(pain=7, entries=usual_6)), ())
    assert page.title == "Less today"
    assert page.prompt == "y go on    q leave"


def test_a_patient_reads_why_and_not_which_rule() -> None:
    decision: Decision = decide(Facts(pain=5))
    assert decision.rule == "R3"
    assert screening.decision_page(decision, ()).lines == (decision.sentence,)


def test_pain_is_a_key_from_none_to_ten() -> None:
    pains = [screening.pain_of(key) for key in screening.PAIN_KEYS]
    assert pains == [*range(11), None]
    assert screening.pain_of("") is None
    assert [screening.pain_of(screening.key_of(pain)) for pain in range(11)] == [*range(11)]


def test_a_quarter_less_is_one_key_at_any_question_and_is_taken_back_by_it() -> None:
    card = answered(screening.today_card(None), "-", "2", "-", "n", "-")
    assert isinstance(card, InTurn)
    assert card.shown().lines[-1] == "-) A quarter less today? yes"
    said = screening.said_today(None, card.pressed("s"))
    assert said == screening.Said(2, False, Leg.SAME, None, True)
    assert "- a quarter less" in screening.today_card(None).shown().prompt
    assert not card.is_over


def test_the_fourth_question_comes_only_where_it_is_due() -> None:
    question = "Monday: pain 3 before, 5 after. Was it back to 3 by the next day?"
    card = answered(screening.today_card(None, settled=question), "3", "n", "n")
    assert isinstance(card, InTurn)
    assert not card.is_over
    assert f"4) {question}" in card.shown().lines
    assert card.shown().prompt.startswith("y yes    n no    d do not know")
    for key, settled in (("y", "yes"), ("n", "no"), ("d", "unknown")):
        assert screening.said_today(None, card.pressed(key)).settled == settled
    assert answered(screening.today_card(None), "3", "n", "n").is_over


def test_what_was_new_the_last_time_is_asked_about_once_more() -> None:
    page = screening.today_card(None, still_new=True).shown()
    assert page.lines[1].startswith("2) Last time you felt something new")
    assert page.lines[1].endswith("or is anything NEW?")


@pytest.mark.parametrize(
    "page",
    [
        screening.today_card(
            None,
            still_new=True,
            settled="Wednesday: pain 3 before, 10 after. Was it back to 3 by the next day?",
        ).shown(),
        screening.no_more_page(words_after(2, 10)),
        screening.drops_page(10),
        screening.contact_page("Time to talk to a physical therapist or doctor."),
    ],
    ids=lambda page: page.title,
)
def test_what_is_asked_about_the_days_fits_an_ordinary_terminal(page: Page) -> None:
    rows = page_picture(page, 80, 24, Look())
    shown = " ".join("".join(text for text, _ in row) for row in rows)
    assert "make the window larger" not in shown
    assert page.prompt.split()[-1] in shown


@pytest.mark.parametrize("keys", [screening.CONTACT_KEYS, screening.DROPS_KEYS])
def test_enter_never_answers_what_is_asked_about_the_days(keys: tuple[str, ...]) -> None:
    assert "enter" not in keys
