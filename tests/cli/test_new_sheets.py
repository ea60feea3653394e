"""A whole sheet in a file, through a pipe or pasted: said back, asked, written; never lost."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.typist import Typist

if TYPE_CHECKING:
    from tests.cli.conftest import Program

SHEET = """\
Home Exercise Program
Name: Anna Example
Tel. 0123 456 7890

1. Bridging
   3 sets of 10
2. Supine lower trunk rotation x10
3. Banded clamshell 2x15

Exercise | Sets | Reps
Bird dog | 2    | 8
Precautions: no twisting for 6 weeks
"""


def written(program: Program) -> str:
    return Path(program.paths.own_library).read_text(encoding="utf-8")


def sheet_file(program: Program, content: str | bytes, name: str = "sheet.txt") -> str:
    path = program.home / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_a_sheet_in_a_file_is_told_apart_said_back_and_written(program: Program) -> None:
    file = sheet_file(program, SHEET.replace("Banded ", ""))
    said = program("new", "My back", "--file", file, "--yes")
    assert (said.code, said.err) == (0, "")
    for aside in ("Home Exercise Program", "Name: Anna Example", "Tel. 0123 456 7890"):
        assert f"No exercise, left out: {aside}\n" in said.out
    assert "Bridge: 3 sets of 10" in said.out
    assert "Precautions: no twisting for 6 weeks." in said.out
    own = written(program)
    assert 'note: "Precautions: no twisting for 6 weeks."' in own
    for id_ in ("bridge", "knee-tilts", "clamshell", "bird-dog"):
        assert f"- {id_}: {{" in own
    assert program("check").code == 0


def test_a_line_that_may_mean_two_is_told_with_its_choices(program: Program) -> None:
    said = program("new", "My back", "--file", sheet_file(program, SHEET), "--yes")
    assert said.code == 2
    assert "write clamshell if it is that, or 'new banded clamshell'" in said.err
    assert not Path(program.paths.own_library).exists()


def test_a_line_that_is_not_understood_is_told_by_its_number_and_words(
    program: Program,
) -> None:
    file = sheet_file(program, "Program\n\nbridge 3x10\nwobble thing\n")
    said = program("new", "My back", "--file", file, "--yes")
    assert said.code == 2
    assert said.err.startswith("Line 4, 'wobble thing', not understood: ")


def test_a_sheet_without_a_name_has_its_title_as_one(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Back exercises\nbridge 3x10\n"))
    assert program("new", "--yes").code == 0
    assert "name: Back exercises" in written(program)
    monkeypatch.setattr(sys, "stdin", io.StringIO("bridge 3x10\n"))
    assert program("new", "--yes").code == 0
    assert "name: My sheet" in written(program)


def test_at_a_terminal_a_file_is_talked_over_as_a_paste_is(program: Program) -> None:
    file = sheet_file(program, SHEET)
    typist = Typist("1", "", "y")
    said = program.typed("My back", typist, file=file)
    assert said.code == 0
    assert "Is it one of these?" in said.out
    assert "No exercise, left out: Home Exercise Program" in said.out
    assert "- clamshell: {sets: 2, reps: 15}" in written(program)


def test_what_is_pasted_is_told_apart_too(program: Program) -> None:
    typist = Typist(tuple(SHEET.splitlines()), "1", "", "n")
    said = program.typed("My back", typist)
    assert "No exercise, left out: Name: Anna Example" in said.out
    assert "1. Bridging, 3 sets of 10\n   Bridge: 3 sets of 10" in said.out
    assert "Bird dog: 2 sets of 8" in said.out


def test_several_exercises_on_one_line_are_several(program: Program) -> None:
    said = program("new", "A", "--line", "bridge, clamshell x10 each", "--yes")
    assert said.code == 0
    assert "  2. Clamshell: " in said.out


LOG = """\
Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time
2025-03-01,Bridge,Legs,,10,,,
2025-03-02,Bridge,Legs,,12,,,
2025-03-02,Bridge,Legs,,12,,,
"""


def test_the_log_of_a_workout_app_gives_its_last_workout(program: Program) -> None:
    said = program("new", "A", "--file", sheet_file(program, LOG, "log.csv"), "--yes")
    assert said.code == 0
    assert "A log of 3 sets: the exercises of its last day are taken, 2025-03-02." in said.out
    assert "Bridge: 2 sets of 12" in said.out
    empty = sheet_file(program, LOG.splitlines()[0], "empty.csv")
    assert "no exercise that was done" in program("new", "B", "--file", empty, "--yes").err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x7fELF\x02\x01\x00\x00" * 100, "no text"),
        (b"bridge 3x10\0\n", "no text"),
        ("br\u00fccke 3x10".encode("latin-1"), "save the sheet as plain text in UTF-8"),
        (b"x" * 100_000, "letters at most"),
        (b"bridge 3x10\n" * 5_000, "More than 200 lines"),
        (b"", "No exercise was written"),
        (b"\xff\xfe", "No exercise was written"),
    ],
)
def test_a_file_that_is_no_sheet_is_a_sentence(
    program: Program, content: bytes, sentence: str
) -> None:
    said = program("new", "A", "--file", sheet_file(program, content), "--yes")
    assert said.code == 2
    assert sentence in said.err
    assert not Path(program.paths.own_library).exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sheet_is_read_however_an_editor_writes_it(program: Program, encoding: str) -> None:
    file = sheet_file(program, "Br\u00fccke 3x10\r\nbridge 2x8\r\n".encode(encoding))
    assert program("new", "A", "--file", file, "--yes").code == 0


def test_a_file_that_is_not_there_and_two_sources_are_sentences(program: Program) -> None:
    assert program("new", "A", "--file", str(program.home / "none.txt"), "--yes").code == 2
    if sys.platform != "win32":
        assert "is not a file" in program("new", "A", "--file", os.devnull, "--yes").err
    both = program("new", "A", "--file", "x", "--line", "bridge 3x10")
    assert both.err == "The lines come from --file or from --line; give one of them.\n"


def test_what_came_through_a_pipe_and_was_not_written_is_kept(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = os.pipe()
    os.write(ends[1], b"bridge 3x10\nwobble thing\n")
    os.close(ends[1])
    with os.fdopen(ends[0], "r", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        said = program("new", "My back", "--yes")
    assert said.code == 2
    (kept,) = program.home.rglob("my-back.sheet.txt")
    assert kept.read_text() == "bridge 3x10\nwobble thing\n"
    assert str(kept) in said.out.replace("\n", "")


def test_what_was_pasted_and_broken_off_is_kept_with_what_is_no_exercise(
    program: Program,
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    pasted = ("Name: Anna Example", "bridge 3x10", "hamstring stretch 2x8", "walking 10 min")
    said = program.typed("My back", Typist(pasted, interrupted))
    assert said.code == 130
    (kept,) = program.home.rglob("*.sheet.txt")
    assert kept.read_text().splitlines() == [f"# {pasted[0]}", *pasted[1:]]


def test_a_plan_in_a_file_tells_what_is_no_exercise(program: Program) -> None:
    file = sheet_file(program, "Anna's plan\nMon Wed Fri:\nbridge 2x8\nTue: walking 10 min\n")
    said = program("new", "Anna", "--file", file, "--yes")
    assert (said.code, said.err) == (0, "")
    assert "No exercise, left out: Anna's plan" in said.out
    (planned,) = program("plan", "--json").objects
    assert [one["days"] for one in planned["plans"]] == [[1, 3, 5], [2]]


def test_nothing_is_kept_of_a_pipe_that_was_empty(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = os.pipe()
    os.close(ends[1])
    with os.fdopen(ends[0], "r", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert program("new", "My back", "--yes").code == 2
    assert not [*program.home.rglob("*.sheet*")]
