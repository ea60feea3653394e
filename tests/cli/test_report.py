"""``backpt report``: what is asked for, where it goes, and who may read it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli import report_object
from backpt.clock import Clock
from backpt.journal.local_days import local_date
from backpt.terminal.text import width

if TYPE_CHECKING:
    from tests.cli.conftest import Program

KINDS = ("html", "md", "csv", "json")


@pytest.fixture
def diary(program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    monkeypatch.chdir(tmp_path)
    program("did", "home-basics", "--on", "yesterday", "--pain", "3")
    program("pain", "4", "--note", "stiff")
    return program


def test_the_figures_are_one_object_with_the_documented_keys(diary: Program) -> None:
    (found,) = diary("report", "--json").objects
    assert report_object.__doc__ is not None
    assert all(f"{key}" in report_object.__doc__ for key in found)
    assert found["first_visit"] is True
    assert [one["text"] for one in found["words"]] == ["stiff"]
    assert {one["name"] for one in found["rows"]} == {one["name"] for one in found["exercises"]}


def test_without_a_name_the_file_is_called_after_its_day(diary: Program) -> None:
    said = diary("report")
    today = local_date(Clock().wall())
    assert (said.code, said.out) == (0, f"report-{today}.pdf\n")
    assert Path(f"report-{today}.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("kind", KINDS)
def test_the_name_of_the_file_says_the_kind_and_nobody_else_may_read_it(
    diary: Program, kind: str
) -> None:
    before = os.umask(0)
    try:
        assert diary("report", "-o", f"mine.{kind}").out == f"mine.{kind}\n"
    finally:
        os.umask(before)
    made = [path for path in Path().rglob("*") if path.is_file() and "mine" in str(path)]
    assert made
    assert {path.stat().st_mode & 0o777 for path in made} == {0o600}


def test_a_file_with_the_figures_is_what_json_prints(diary: Program) -> None:
    diary("report", "--to", "json", "-o", "mine.json")
    written = json.loads(Path("mine.json").read_text(encoding="utf-8"))
    assert written == diary("report", "--json").objects


def test_a_file_that_is_there_is_asked_about(diary: Program) -> None:
    mine = Path("mine.csv")
    mine.write_text("mine")
    said, questions = diary.asked("report", "-o", "mine.csv", answers=["n"])
    assert said.code == 2
    assert len(questions) == 1
    assert mine.read_text() == "mine"
    assert diary("report", "-o", "mine.csv", "--force").code == 0
    assert mine.read_text(encoding="utf-8-sig").startswith("date,time,session")


def test_on_a_terminal_it_is_read_within_its_columns(diary: Program) -> None:
    lines = diary("report", "--to", "terminal", "--plain", columns=80).lines
    assert lines[0] == "For a first visit to a physical therapist"
    assert max(map(width, lines)) <= 80
    assert any("6 times" in line or "stiff" in line for line in lines)


def test_names_are_only_where_they_were_asked_for(diary: Program) -> None:
    named = diary("report", "--to", "terminal", "--plain", "--for", "Zoë", "--by", "J. Okafor")
    assert named.out.count("Zoë") == named.out.count("J. Okafor") == 1
    assert "Zoë" not in diary("report", "--to", "terminal", "--plain").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--weeks", "0"), "--weeks is a whole number from 1 to 52"),
        (("--weeks", "53"), "--weeks is a whole number from 1 to 52"),
        (("--weeks", "2", "--since", "yesterday"), "--weeks or --since, not both"),
        (("--since", "2001-01-01"), "--since is too long ago"),
        (("--since", "tomorrow"), "--since 'tomorrow' is still to come"),
        (("--since", "soon"), "--since 'soon' is no day"),
        (("--to", "doc"), "--to is one of: pdf, html, md, terminal, csv, json"),
        (("--to", "terminal", "-o", "x"), "--to terminal shows the page here"),
        (("--to", "csv", "-o", "x.pdf"), "--to csv and -o x.pdf do not agree"),
        (("-o", "x.doc"), "A report is written as"),
        (("-o", "-"), "-o names a file"),
        (("-o", " "), "-o is empty"),
        (("--json", "-o", "x.json"), "--json prints the figures"),
        (("--paper", "a3"), "--paper is one of"),
        (("--for", "x" * 1001), "--for is a line of text"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence_and_nothing_is_written(
    diary: Program, arguments: tuple[str, ...], told: str
) -> None:
    said = diary("report", *arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(told)
    assert said.err.count("\n") == 1
    assert list(Path().glob("*.*")) == []


def test_a_diary_that_cannot_be_read_makes_no_report(program: Program) -> None:
    journal = Path(program.paths.journal)
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b"no diary" * 200)
    said = program("report", "--to", "terminal")
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1


def test_answers_that_cannot_be_read_are_said_and_not_taken_for_none(diary: Program) -> None:
    answers = Path(diary.paths.answers)
    answers.parent.mkdir(parents=True, exist_ok=True)
    answers.write_text("answered: nonsense\n")
    said = diary("report", "--to", "terminal", "--plain")
    assert "the report knows no precautions and no warning signs" in said.err
    assert "Warning signs: Not known" in said.out


def test_warning_signs_come_first_with_who_has_seen_them(diary: Program) -> None:
    diary("safety", "--answers", "2;none;wrist;none")
    lines = diary("report", "--to", "terminal", "--plain").lines
    at = lines.index("Warning signs")
    assert "bowel control? Yes" in lines[at + 1]
    assert "no clinician has seen it yet" in " ".join(lines[at + 1 : at + 4])
    assert not any(line.startswith("Pain:") for line in lines[:at])


def test_precautions_and_what_they_took_out_are_told(diary: Program) -> None:
    diary("safety", "--answers", "none;none;pregnant;none")
    (found,) = diary("report", "--json").objects
    assert found["precautions"]["ticks"] == ["Pregnant (ask your midwife or doctor first)"]
    told = " ".join(found["precautions"]["changes"])
    assert "Leg lifts" in told or "Knee tilts" in told
    assert "Precautions, and what they changed" in diary("report", "--to", "terminal").out


def test_looking_makes_nothing(program: Program) -> None:
    program("report", "--to", "terminal")
    program("report", "--json")
    assert [path for path in program.home.rglob("*") if path.name == "journal.db"] == []
