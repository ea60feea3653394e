"""The tables a clinician could review, held to the fact sheet: D3, D4, G3, C4, F9."""

from __future__ import annotations

import pytest

from backpt.language.en.clearance import care, rule_words
from backpt.prescription.model import Level, Mode
from backpt.safety import signs
from backpt.safety.cards import (
    ABOUT_CARD,
    BY_FLAG,
    EMERGENCY_CARD,
    PACK_CARD,
    PARTS,
    QUESTIONS,
    TICKS,
    URGENT_CARD,
    of_part,
    tick_named,
    what_follows,
)
from backpt.safety.packs import PARTS as PACK_PARTS
from backpt.safety.packs import (
    PackRule,
    may_use,
    pack_rule,
)
from backpt.safety.rows import Urgency, Verdict
from backpt.safety.signs import BY_ID, words_for, worst
from backpt.safety.tables import ROWS, SCREEN_AGAIN_DAYS, SIGNS
from tests.builders import shipped

G3_SIGNS = {
    "1": ("E1",),
    "2": ("E2", "E3"),
    "3": ("E5", "E6"),
    "4": ("E8", "E9"),
    "5": ("E7", "E10"),
    "6": ("U1",),
    "7": ("U2", "U3"),
    "8": ("U5",),
    "9": ("U7",),
    "10": ("DVT",),
}
"""Question of clinical G3 -> what a yes is."""
G3_SETS = {
    11: {"OSTEO_FLEX"},
    12: {"PREG_SUPINE", "PREG_PRONE"},
    13: set(),
    14: {"POSTOP"},
    15: {"HIP_REPL"},
    16: {"BP_ISO", "BP_HEADDOWN"},
    17: {"WRIST", "KNEE_KNEEL", "KNEE_BEND", "SHOULDER", "NECK"},
    18: {"BALANCE"},
    19: {"LATEX"},
    20: {"SCIATICA_ACUTE", "FLEX_INTOL", "EXT_INTOL"},
    21: set(),
    22: set(),
}
"""Number of clinical G3, card 3 -> the codes it sets; 22 is the extra row."""
OK, CARE, WARN, ASK, BLOCK = Verdict
C4 = {
    "numb-skin": (BLOCK, BLOCK),
    "circulation": (BLOCK, BLOCK),
    "raynaud": (CARE, BLOCK),
    "cold-allergy": (OK, BLOCK),
    "diabetes": (ASK, ASK),
    "clot": (BLOCK, ASK),
    "wound": (BLOCK, BLOCK),
    "fresh-injury": (BLOCK, OK),
    "bleeding": (BLOCK, ASK),
    "cancer-there": (BLOCK, ASK),
    "fever": (BLOCK, BLOCK),
    "pregnant": (BLOCK, ASK),
    "heart": (ASK, ASK),
    "heat-sensitive": (ASK, OK),
    "nerve": (CARE, BLOCK),
    "sleepy": (BLOCK, BLOCK),
    "over-65": (WARN, WARN),
    "child": (BLOCK, BLOCK),
    "implant": (OK, OK),
}
"""Row of clinical C4 -> heat, cold."""


# --- warning signs ---------------------------------------------------------------------


def test_the_signs_are_those_of_the_fact_sheet_each_once() -> None:
    expected = [*(f"E{n}" for n in range(1, 12)), *(f"U{n}" for n in range(1, 12)), "DVT"]
    assert [sign.id for sign in SIGNS] == expected


def test_e_is_an_emergency_and_everything_else_urgent() -> None:
    for sign in SIGNS:
        assert (sign.urgency is Urgency.EMERGENCY) == sign.id.startswith("E")


@pytest.mark.parametrize("sign", [f"E{n}" for n in range(1, 7)])
def test_signs_of_the_nerves_get_the_words_for_them(sign: str) -> None:
    assert words_for((sign, "U1")) == signs.EMERGENCY_NERVES


@pytest.mark.parametrize("sign", [f"E{n}" for n in range(7, 12)])
def test_other_emergencies_get_theirs(sign: str) -> None:
    assert words_for((sign,)) == signs.EMERGENCY_CARE


def test_urgent_signs_ask_for_advice_today() -> None:
    for number in range(1, 12):
        assert words_for((f"U{number}",))[0] == "Please get medical advice today."
    assert worst(("U1", "DVT")) is Urgency.URGENT
    assert worst(()) is None


def test_a_sign_that_is_not_known_is_an_emergency() -> None:
    assert worst(("U1", "X9")) is Urgency.EMERGENCY


# --- cards -----------------------------------------------------------------------------


def test_a_yes_means_what_the_fact_sheet_says() -> None:
    assert {key: one.signs for key, one in QUESTIONS.items()} == {**G3_SIGNS, "23": ("U10",)}
    assert all(sign in BY_ID for one in QUESTIONS.values() for sign in one.signs)
    assert all(one.signs[0][0] == "E" for one in EMERGENCY_CARD)
    assert not any(sign[0] == "E" for one in URGENT_CARD for sign in one.signs)
    assert QUESTIONS["10"].codes == ("DVT",)


def test_each_tick_sets_what_the_fact_sheet_says() -> None:
    sets: dict[int, set[str]] = {number: set() for number in G3_SETS}
    for tick in ABOUT_CARD:
        sets[tick.number] |= set(tick.codes)
    assert sets == G3_SETS


def test_who_has_to_ask_first_is_told() -> None:
    asks = {tick.number for tick in ABOUT_CARD if tick.ask_first}
    assert asks == {12, 13, 14, 15, 16, 22}


def test_every_tick_has_a_digit_of_its_own_and_says_what_follows() -> None:
    parts = [of_part(part) for part in PARTS]
    assert sorted(tick.key for part in parts for tick in part) == sorted(TICKS)
    assert all(1 <= len(part) <= 9 for part in parts)
    assert all(what_follows(tick) for tick in ABOUT_CARD)


def test_a_line_is_named_by_its_word_or_by_its_number_if_it_is_alone() -> None:
    assert tick_named("11") is TICKS["bones"]
    assert tick_named("wrist") is TICKS["wrist"]
    assert tick_named("17") is None
    assert tick_named("") is None


def test_the_cards_come_again_after_ninety_days() -> None:
    assert SCREEN_AGAIN_DAYS == 90


def test_every_code_of_the_library_is_set_by_a_question_and_every_exercise_knows_its_own() -> (
    None
):
    library = shipped()
    asked = {code for question in QUESTIONS.values() for code in question.codes}
    asked |= {code for tick in ABOUT_CARD for code in tick.codes}
    assert set(library.precautions) == asked
    for exercise in library.exercises.values():
        assert set(exercise.avoid) <= asked, exercise.id


def test_what_a_tick_says_is_left_out_is_what_the_library_blocks() -> None:
    library = shipped()
    for tick in ABOUT_CARD:
        levels = {library.precautions[code].level for code in tick.codes}
        assert (Level.BLOCK in levels) == ("left out" in tick.sets), tick.key
        assert (Level.WARN in levels) == ("warning" in tick.sets), tick.key


# --- heat and cold ---------------------------------------------------------------------


def test_the_table_of_packs_is_that_of_the_fact_sheet() -> None:
    assert {row.flag: (row.heat, row.cold) for row in ROWS} == C4


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.flag)
@pytest.mark.parametrize("mode", Mode)
def test_every_row_decides_about_its_pack(row: object, mode: Mode) -> None:
    assert isinstance(row, type(ROWS[0]))
    heat, cold = C4[row.flag]
    expected = {Mode.HEAT: heat, Mode.COLD: cold, Mode.ALTERNATE: max(heat, cold)}[mode]
    rule = pack_rule(frozenset({row.flag}), mode)
    assert rule.verdict is expected
    assert (row.text in rule_words(rule)) == (expected > OK or care(rule) != ())
    assert may_use(rule, allowed=False) == (expected < ASK)
    assert may_use(rule, allowed=True) == (expected < BLOCK)


def test_every_row_is_asked_somewhere() -> None:
    by_cards = {flag for question in QUESTIONS.values() for flag in question.flags}
    by_cards |= {flag for tick in ABOUT_CARD for flag in tick.flags}
    by_packs = {row.flag for row in PACK_CARD}
    assert by_cards <= set(BY_FLAG)
    assert by_cards | by_packs == set(BY_FLAG)
    parts = [[row for row in PACK_CARD if row.part == part] for part in PACK_PARTS]
    assert sum(map(len, parts)) == len(PACK_CARD)
    assert all(1 <= len(part) <= 9 for part in parts)


@pytest.mark.parametrize(
    "named",
    [
        "numb", "circulation", "artery disease", "Raynaud", "Buerger", "Cold allergy",
        "cryoglobulinaemia", "haemoglobinuria", "diabetes", "clot", "inflamed vein", "wound",
        "graze", "stitches", "infected skin", "eczema", "fresh injury", "bleeding", "Cancer",
        "radiotherapy", "Fever", "Pregnant", "Heart disease", "uncontrolled blood pressure",
        "Multiple sclerosis", "regrowing", "sedated", "alcohol", "confused", "Over 65", "child",
        "implant",
    ],
)  # fmt: skip
def test_what_the_table_of_packs_names_is_asked_in_so_many_words(named: str) -> None:
    asked = [tick.text for tick in ABOUT_CARD] + [row.text for row in PACK_CARD]
    assert any(named in text for text in asked)


def test_the_worst_condition_decides_and_is_the_one_that_is_named() -> None:
    rule = pack_rule(frozenset({"over-65", "diabetes", "raynaud"}), Mode.COLD)
    assert rule.verdict is BLOCK
    assert rule.reasons == (BY_FLAG["raynaud"].text,)
    assert "65" not in rule_words(rule)


def test_milder_conditions_are_told_beside_one_that_a_clinician_has_to_allow() -> None:
    flags = frozenset({"diabetes", "raynaud", "nerve", "over-65"})
    rule = pack_rule(flags, Mode.HEAT)
    assert rule.verdict is ASK
    assert care(rule) == (
        "Over 65 years old: take extra care with heat.",
        f"{BY_FLAG['raynaud'].text}; {BY_FLAG['nerve'].text}: heat only with care.",
    )
    milder = pack_rule(flags - {"diabetes"}, Mode.HEAT)
    assert rule_words(milder) == " ".join(care(rule))


@pytest.mark.parametrize(
    ("flag", "mode", "how"),
    [
        ("pregnant", Mode.COLD, "only for a short time, and wrapped"),
        ("heart", Mode.HEAT, "no heat on a large area"),
        ("implant", Mode.HEAT, "ask a clinician if you are unsure"),
    ],
)
def test_how_a_pack_that_may_be_used_is_to_be_used_is_told(
    flag: str, mode: Mode, how: str
) -> None:
    rule = pack_rule(frozenset({flag}), mode)
    assert may_use(rule, allowed=True)
    assert any(BY_FLAG[flag].text in said and how in said for said in care(rule))
    other = Mode.COLD if mode is Mode.HEAT else Mode.HEAT
    assert care(pack_rule(frozenset({flag}), other)) == ()


def test_nothing_ticked_says_nothing() -> None:
    rule = pack_rule(frozenset(), Mode.HEAT)
    assert rule == PackRule(Mode.HEAT, OK)
    assert (rule_words(rule), care(rule)) == ("", ())


def test_a_condition_that_is_not_known_blocks() -> None:
    assert pack_rule(frozenset({"from-a-newer-backpt"}), Mode.HEAT).verdict is BLOCK


# --- sources ---------------------------------------------------------------------------
