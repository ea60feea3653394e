"""``backpt safety`` through a pipe: one line in, the state out, every mistake a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.language.en.packs import first_aid
from backpt.library.safety_review import read_review
from backpt.prescription.model import Mode
from backpt.safety.cards import ABOUT_CARD, QUESTIONS
from backpt.safety.tables import ROWS, SIGNS, WEEKS

if TYPE_CHECKING:
    from tests.cli.conftest import Program


def test_before_anything_was_answered_it_says_how(program: Program) -> None:
    said = program("safety")
    assert said.code == 0
    assert said.lines[0].startswith("Not answered yet.")
    assert not Path(program.paths.answers).exists()


def test_one_line_answers_everything(program: Program) -> None:
    said = program("safety", "--answers", "none")
    assert said.code == 0
    assert "Nothing to be careful about." in said.lines
    assert "Heat: nothing speaks against it." in said.lines
    assert said.lines[-1] == f"Kept in {program.paths.answers}"
    assert program("safety", "--show") == said


def test_answers_and_that_they_were_seen_are_two_things(program: Program) -> None:
    said = program("safety", "--answers", "1;none;none", "--seen", "today")
    assert said.code == 2
    assert "by themselves" in said.err
    assert not Path(program.paths.answers).exists()


def test_what_was_ticked_is_said_in_words(program: Program) -> None:
    said = program("safety", "--answers", "none;none;11,16,wrist")
    assert said.code == 0
    assert "Trouble with: wrists: Exercises on your hands carry a warning." in said.lines
    assert "Ask your doctor, midwife or physical therapist before you start." in said.out
    assert "Heat: Heart disease" in said.out


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("1;none;none", "These signs can mean the nerves"),
        ("5;none;none", "These signs need emergency care."),
        ("none;8;none", "Please get medical advice today."),
        ("2;8;none", "Do not drive yourself."),
    ],
)
def test_a_warning_sign_is_exit_code_4_until_it_was_seen(
    program: Program, answers: str, words: str
) -> None:
    said = program("safety", "--answers", answers)
    assert said.code == 4
    assert words in said.err
    assert program("safety").code == 4
    assert program("session", "home-basics", "--plan").code == 4
    seen = program("safety", "--seen", "today")
    assert seen.code == 0
    assert "Warning signs were seen by a clinician on" in seen.out
    assert program("session", "home-basics", "--plan").code == 0


def test_surgery_is_cleared_with_a_date(program: Program) -> None:
    program("safety", "--answers", "none;none;surgery")
    stopped = program("session", "home-basics", "--plan")
    assert stopped.code == 4
    assert "Nothing of Home basics is left" in stopped.err
    assert "Cleared for exercise on" in program("safety", "--cleared", "today").out
    assert program("session", "home-basics", "--plan").code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--answers", ""], "--answers: write none, or the answers to the three cards"),
        (["--answers", "none;none;elbow"], "'elbow' is no answer to the about card"),
        (["--answers", "\x1b[31m;none;none"], "is no answer to the emergency card"),
        (["--seen", "today"], "Nothing was answered yet"),
        (["--cleared", "today"], "Nothing was answered yet"),
    ],
)
def test_a_mistake_is_a_sentence_and_changes_nothing(
    program: Program, arguments: list[str], sentence: str
) -> None:
    said = program("safety", *arguments)
    assert said.code == 2
    assert sentence in said.err
    assert "\x1b" not in said.err
    assert not Path(program.paths.answers).exists()


def test_a_warning_sign_is_not_answered_away(program: Program) -> None:
    assert program("safety", "--answers", "1;none;none").code == 4
    again = program("safety", "--answers", "none")
    assert again.code == 4
    assert "between the legs" in again.err
    assert program("safety", "--seen", "today").code == 0
    assert program("safety", "--answers", "none").code == 0


def test_a_condition_that_forbids_a_pack_is_said_over_an_older_permission(
    program: Program,
) -> None:
    program("safety", "--answers", "none;none;diabetes;none")
    path = Path(program.paths.answers)
    path.write_text(f"{path.read_text()}allowed: heat\n")
    assert "Heat: a clinician allowed it, as you said." in program("safety", "--show").lines
    path.write_text(path.read_text().replace("packs: none", "packs: child"))
    (heat,) = (line for line in program("safety", "--show").lines if line.startswith("Heat: "))
    assert heat.startswith("Heat: A child of 12 or under. Not for you without advice")


def test_how_a_pack_is_used_with_a_condition_is_said(program: Program) -> None:
    said = program("safety", "--answers", "none;none;none;implant,over-65")
    (heat,) = (line for line in said.lines if line.startswith("Heat: "))
    assert "Over 65 years old: take extra care with heat." in heat
    assert "implant: heat on the skin is fine; ask a clinician if you are unsure." in heat
    assert "Cold: Over 65 years old: take extra care with cold." in said.lines


def test_who_was_cleared_is_told_no_more_that_everything_is_left_out(
    program: Program,
) -> None:
    program("safety", "--answers", "none;none;surgery,wrist")
    cleared = program("safety", "--cleared", "today")
    assert "until you are cleared" not in cleared.out
    assert "on your hands" in cleared.out


@pytest.mark.parametrize(
    ("date", "sentence"),
    [
        ("2020-01-01", "is not between the day of your answer"),
        ("2999-01-01", "is not between the day of your answer"),
        ("yesterday", "'yesterday' is no date; write one like 2026-11-22, or: --seen today"),
    ],
)
def test_a_date_lies_between_the_answers_and_today(
    program: Program, date: str, sentence: str
) -> None:
    program("safety", "--answers", "2;none;none")
    said = program("safety", "--seen", date)
    assert said.code == 2
    assert sentence in said.err
    assert program("safety").code == 4


def test_without_a_sign_there_is_nothing_to_be_seen_or_cleared(program: Program) -> None:
    program("safety", "--answers", "none")
    assert "no warning sign" in program("safety", "--seen", "today").err
    assert "Nothing in your answers waits" in program("safety", "--cleared", "today").err


def test_a_file_that_cannot_be_relied_on_is_said_with_its_line(program: Program) -> None:
    program("safety", "--answers", "none")
    path = Path(program.paths.answers)
    path.write_text(path.read_text() + "mood: fine\n")
    for command in (["safety"], ["safety", "--seen", "today"]):
        said = program(*command)
        assert said.code == 2
        assert f"{path}:8: this line is not one of backpt's" in said.err
    plan = program("session", "home-basics", "--plan")
    assert "Your precautions are not known here" in plan.out


def test_about_prints_every_row_of_every_table_and_that_nobody_reviewed_it(
    program: Program,
) -> None:
    review, sources = read_review()
    said = program("safety", "--about")
    assert said.code == 0
    assert said.lines[0].startswith("No clinician has reviewed this yet.")
    for question in QUESTIONS.values():
        assert question.text in said.out
    for tick in ABOUT_CARD:
        assert tick.text in said.out
        assert all(code in said.out for code in tick.codes)
    for sign in SIGNS:
        line = next(line for line in said.lines if line.startswith(f"  {sign.id}  "))
        assert line.startswith(f"  {sign.id}  {sign.trigger}: ")
        assert line.endswith(f" [{', '.join(sign.sources)}]")
    for rule in review.rules:
        assert f"  {rule.id}  {rule.when}: {rule.then}" in said.out
    for one in WEEKS:
        level = one.level.name.lower()
        assert f"  {one.id}  {level}: {one.when}: {one.then} [" in said.out
    for number in review.numbers:
        assert f"  {number.id}  {number.written}. {number.means} [" in said.out
    for row in ROWS:
        assert (
            f"{row.text}: heat {row.heat.name.lower()}, cold {row.cold.name.lower()}"
            in said.out
        )
        assert row.heat_how in said.out
        assert row.cold_how in said.out
    for mode in (Mode.HEAT, Mode.COLD):
        assert all(sentence in said.out for sentence in first_aid(mode))
    for code, (_, title, address) in sources.items():
        assert f"  {code}  {title}" in said.out
        assert address in said.out


def test_about_says_of_each_warning_sign_which_question_asks_for_it(program: Program) -> None:
    """For a clinician, who decides about those of which the cards say nothing (clinical G3)."""
    lines = program("safety", "--about").lines
    first = next(at for at, line in enumerate(lines) if line.startswith("Warning signs: "))
    signs = lines[first + 1 : lines.index("", first)]
    unasked = [line.split()[0] for line in signs if ": no question asks for it [" in line]
    assert unasked == ["E4", "E11", "U4", "U6", "U8", "U9", "U11"]
    asked = [line for line in signs if ": question " in line]
    assert len(asked) + len(unasked) == len(signs) == len(SIGNS)
    assert any(line.startswith("  E5  ") and ": question 3 [" in line for line in asked)


@pytest.mark.parametrize("columns", [40, 80])
def test_about_fits_the_terminal(program: Program, columns: int) -> None:
    lines = program("safety", "--about", columns=columns).lines
    long = [line for line in lines if len(line) > columns and "http" not in line]
    assert long == []


def test_a_home_that_cannot_be_written_is_said(program: Program) -> None:
    data = Path(program.paths.data)
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text("a file where a folder is wanted")
    said = program("safety", "--answers", "none")
    assert said.code == 1
    assert "Your answers cannot be kept in" in said.err


def test_an_emergency_is_said_even_where_it_cannot_be_kept(program: Program) -> None:
    data = Path(program.paths.data)
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text("a file where a folder is wanted")
    said = program("safety", "--answers", "1;none;none")
    assert said.code == 4
    assert said.err.index("Stop.") < said.err.index("Your answers cannot be kept in")
