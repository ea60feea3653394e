"""A whole sheet: which lines are exercises, which go on, and which are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.authoring.prescribe import NotUnderstood, understand
from backpt.authoring.whole_sheet import WholeSheet, is_to_heed, read_whole_sheet
from tests.builders import shipped

LIBRARY = shipped()


def read(text: str) -> WholeSheet:
    return read_whole_sheet(text.splitlines(), LIBRARY)


def test_headings_and_what_a_clinic_writes_around_are_no_exercises() -> None:
    whole = read("""\
Home Exercise Program
Riverside Physical Therapy, 12 Mill Road
Tel. 0123 456 7890
Name: Anna Example        Date: 3 May
www.example.org

STRETCHES:
1. Single knee to chest 2x10
   - Bridge 3x10

Strengthening
2) Clamshells 2 x 15 each side
Page 1 of 2
""")
    assert whole.lines == (
        "Single knee to chest 2x10",
        "Bridge 3x10",
        "Clamshells 2 x 15 each side",
    )
    assert whole.asides == (
        "Home Exercise Program",
        "Riverside Physical Therapy, 12 Mill Road",
        "Tel. 0123 456 7890",
        "Name: Anna Example        Date: 3 May",
        "www.example.org",
        "STRETCHES:",
        "Strengthening",
        "Page 1 of 2",
    )


def test_a_name_and_its_dose_on_several_lines_are_one_exercise() -> None:
    whole = read("""\
Bridge
3 sets of 10
hold 5 seconds
twice a day

Clamshells
Sets: 2 Reps: 15
""")
    assert whole.lines == (
        "Bridge, 3 sets of 10 hold 5 seconds twice a day",
        "Clamshells, Sets: 2 Reps: 15",
    )
    assert whole.asides == ()


def test_a_sentence_goes_on_on_the_next_line() -> None:
    whole = read("Bridge 3 sets of 10,\nhold 5 seconds\nCat-cow 8x\n")
    assert whole.lines == ("Bridge 3 sets of 10 hold 5 seconds", "Cat-cow 8x")


def test_how_to_do_it_is_no_exercise_and_its_dose_is_kept() -> None:
    whole = read("""\
Bridge
Lie on your back with your knees bent and feet flat. Hold 5 seconds. Repeat 10 times.

Clamshells 2x15
Keep your feet together and lift the top knee slowly towards the ceiling.
""")
    assert whole.lines == ("Bridge. Hold 5 seconds. Repeat 10 times.", "Clamshells 2x15")
    assert whole.asides == (
        "Keep your feet together and lift the top knee slowly towards the ceiling.",
    )


def test_a_print_out_with_a_picture_between_name_and_dose_is_read() -> None:
    whole = read("""\
LOWER TRUNK ROTATIONS - LTR
Lying on your back with your knees bent, gently rotate your knees side-to-side.

Repeat 10 times
Hold 5 seconds

BRIDGING
Roll your hips up slowly.
Repeat 10 times
""")
    assert whole.lines == (
        "LOWER TRUNK ROTATIONS - LTR, Repeat 10 times, Hold 5 seconds",
        "BRIDGING, Repeat 10 times",
    )
    assert len(whole.asides) == 2


def test_a_paragraph_that_is_too_long_is_its_name_and_its_dose() -> None:
    how = "Keep your knees together and roll them slowly from side to side. " * 4
    assert read(f"Knee rolls - {how}Repeat 10 times.").lines == (
        "Knee rolls. Repeat 10 times.",
    )


def test_dots_that_lead_to_a_dose_are_none_of_it() -> None:
    assert read("Bridge ........ 3x10").lines == ("Bridge   3x10",)


def test_a_column_that_nobody_knows_is_not_lost() -> None:
    whole = read("Exercise | Sets x Reps | Notes\nBridge | 3x10 | squeeze\n")
    assert whole.lines == ("Bridge, 3x10, squeeze",)


def test_what_is_for_one_week_is_asked() -> None:
    whole = read("Week 1\nBridge 2x8\nWeeks 2-3:\nBridge 3x8\n")
    assert whole.lines == ("Week 1", "Bridge 2x8", "Weeks 2-3:", "Bridge 3x8")
    for line in ("Week 1", "Weeks 2-3:", "Phase 2"):
        found = understand(line, LIBRARY)
        assert isinstance(found, NotUnderstood)
        assert "only for some weeks" in found.reasons[0]


@pytest.mark.parametrize(
    "sent", ["[10:12, 3/5/2024] Physio Kate: ", "03/05/2024, 10:12 - Kate: ", "- "]
)
def test_when_a_message_was_sent_is_no_part_of_it(sent: str) -> None:
    assert read(f"{sent}bridges 3x10").lines == ("bridges 3x10",)


def test_a_number_alone_is_no_part_of_an_exercise() -> None:
    assert read("bridge 3x10\n1\nwalking 10 min\n").lines[:2] == ("bridge 3x10", "1")


def test_a_rest_and_a_pack_are_lines_of_their_own() -> None:
    whole = read("Bridge 3x10\nRest 1 min\nIce 10 min\nRest 2 min\nHeat 15 min\n")
    assert len(whole.lines) == 5
    assert read("Bridge 3x10\nrest 30 seconds between sets\n").lines == (
        "Bridge 3x10 rest 30 seconds between sets",
    )


def test_days_without_a_colon_are_a_heading_too() -> None:
    whole = read("Monday\nBridge 2x10\nTue Thu\nWalk 20 min\nDaily\n")
    assert whole.lines == ("Monday: Bridge 2x10", "Tue Thu: Walk 20 min", "Daily")


def test_numbers_without_a_dot_count_no_reps() -> None:
    assert read("1 Bridge 3x10\n2 Bird dog 2x8\n").lines == ("Bridge 3x10", "Bird dog 2x8")
    assert read("10 bridges\n12 clams\n").lines == ("10 bridges", "12 clams")


def test_a_letter_has_a_beginning_and_an_end() -> None:
    whole = read("Hi Anna,\n\nGood to see you today, please do:\n- cat cow x10\n\nBest,\nJo\n")
    assert whole.lines == ("cat cow x10", "Jo")
    assert whole.asides == ("Hi Anna,", "Good to see you today, please do:", "Best,")


def test_two_exercises_in_small_letters_are_two() -> None:
    whole = read("bridge 3x10\nankle pumps 3x10\nwalk 10 min\ntowel squeeze 2x8\n")
    assert len(whole.lines) == 4


def test_how_often_at_the_end_is_of_everything() -> None:
    assert read("bridge 3x10\n\nTwice a day\n").lines == ("bridge 3x10", "Twice a day")
    assert read("bridge 3x10\n\nDo these exercises twice a day\n").lines[-1] == "twice a day"


@pytest.mark.parametrize("mark", ["|", "\t", ";", ","])
def test_the_rows_of_a_table_are_lines(mark: str) -> None:
    rows = (
        ("Exercise", "Sets", "Reps", "Hold (sec)", "Per week"),
        ("Bridge", "3", "10", "5", "3"),
        ("Clamshell", "2", "12-15", "-", ""),
        ("Walking", "", "", "", "5"),
    )
    whole = read("\n".join(mark.join(row) for row in rows))
    assert whole.lines == (
        "Bridge, 3 sets, 10 reps, hold 5s, 3 times a week",
        "Clamshell, 2 sets, 12-15 reps",
        "Walking, 5 times a week",
    )


def test_a_table_of_a_web_page_has_rules_and_outer_lines() -> None:
    whole = read("""\
| Exercise | Sets | Reps | Side |
|----------|------|------|------|
| Bird dog | 2    | 8    | each |
|          | 1    |      |      |

Everything twice a day
""")
    assert whole.lines == ("Bird dog, 2 sets, 8 reps, each side", "twice a day")
    assert len(whole.asides) == 2


def test_a_row_without_a_header_is_a_line_as_it_stands() -> None:
    line = "Bridge REPS: 10 | SETS: 3 | HOLD: 5S"
    assert read(line).lines == (line,)


def test_what_must_be_heeded_is_kept() -> None:
    whole = read("Bridge 3x10\nPrecautions: no twisting for 6 weeks\n")
    assert whole.lines[1] == "Precautions: no twisting for 6 weeks"
    assert is_to_heed(whole.lines[1])
    assert not is_to_heed("Name: Anna")
    assert not is_to_heed("Precautions:")


def test_what_is_not_understood_stays_a_line_so_that_it_is_asked() -> None:
    assert read("bridge 3x10\nwobble thing\n").lines == ("bridge 3x10", "wobble thing")


def test_a_heading_of_days_stands_before_the_next_line() -> None:
    whole = read("Mon Wed Fri:\nbridge 2x8\nclamshell 2x10\nTue:\n\nWalking 10 min\nSat:\n")
    assert whole.lines == (
        "Mon Wed Fri: bridge 2x8",
        "clamshell 2x10",
        "Tue: Walking 10 min",
    )
    assert whole.asides == ("Sat:",)


def test_notes_and_blank_lines_are_left_out() -> None:
    assert read("# mine\n\nbridge 3x10\n---\n***\n").pieces == read("\n\nbridge 3x10").pieces


LINES = st.lists(
    st.sampled_from(
        [
            "Bridge", "bridge 3x10", "Name: A", "hold 5 seconds", "3 sets of 10", "twice a day",
            "Exercise | Sets | Reps", "Bridge | 3 | 10", "Lie on your back with bent knees.",
            "Exercise,Sets", "Home program", "# note", "", "---", "ankle pumps x 10", "1.", "x",
            "Precautions: none", "Mon:", "12 Mill Road", "and walk", "\ufeff", "a\x00b",
        ]
    )
    | st.text(max_size=40),
    max_size=12,
)  # fmt: skip


@given(LINES)
def test_no_text_raises_and_no_line_is_lost(lines: list[str]) -> None:
    whole = read_whole_sheet(lines, LIBRARY)
    held = [number for piece in whole.pieces for number in piece.numbers]
    assert len(held) == len({*held})
    for number, line in enumerate(lines):
        says = any(one.isalnum() for one in line) and not line.lstrip().startswith("#")
        if says:
            assert number in held, line
    assert len(whole.lines) + len(whole.asides) == len(whole.pieces)


@given(LINES)
def test_each_word_of_a_sheet_stands_in_one_of_its_pieces(lines: list[str]) -> None:
    whole = read_whole_sheet(lines, LIBRARY)
    for piece in whole.pieces:
        if piece.is_aside and len(piece.numbers) == 1:
            words = piece.text.split()
            assert all(word in lines[piece.numbers[0]] for word in words)
