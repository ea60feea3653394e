"""Mistakes in files: all at once, where they are, with an exit code a script can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backpt.cli import check
from backpt.paths import builtin_library

if TYPE_CHECKING:
    from tests.cli.conftest import Program

WRONG = """\
version: 1
exercises:
  a:
    name: A
    category: mobilty
    position: supine
    phase: 1
    dose: {reps: 3, hold: 5}
    cue: Go.
    steps: [Go.]
"""
WARNED = """\
version: 1
exercises:
  a:
    name: A
    category: mobility
    position: supine
    phase: 1
    dose: {reps: 3, hold: 5s}
    cue: Go.
    steps: [Go.]
    sources: [NOWHERE]
"""


def test_the_shipped_file_has_no_problems(program: Program) -> None:
    said = program("check")
    assert (said.code, said.out, said.err) == (0, "1 file, no problems\n", "")


def test_without_a_name_the_users_own_file_is_checked_too(program: Program) -> None:
    own = program.write_own(WRONG)
    said = program("check")
    assert said.code == 2
    assert said.out == "2 files, 2 problems\n"
    assert f"{own}:5: " in said.err
    assert f"{own}:8: " in said.err


def test_an_own_file_that_is_a_link_to_nothing_is_a_problem_everywhere(
    program: Program,
) -> None:
    own = program.write_own("")
    own.unlink()
    own.symlink_to(program.home / "gone" / "mine.yaml")
    said = program("check")
    nowhere = f"{own} is a link that points nowhere; make the file that it names, or take "
    assert (said.code, said.out) == (2, "2 files, 1 problem\n")
    assert said.err == f"{nowhere}the link away\n"
    for words in (["list"], ["new", "A", "--line", "bridge", "--yes"], ["export", "a"]):
        assert program(*words).err.startswith(nowhere)
    assert not (program.home / "gone").exists()


def test_all_problems_of_all_files_come_at_once(program: Program) -> None:
    first, second = program.home / "first.yaml", program.home / "second.yaml"
    first.write_text(WRONG)
    second.write_text("version: 1\nexcercises: {}\n")
    said = program("check", str(first), str(second), str(program.home / "missing.yaml"))
    assert said.code == 2
    assert said.out == "3 files, 4 problems\n"
    assert [line.split(": ")[0].split("/")[-1] for line in said.err.splitlines()[:3]] == [
        "first.yaml:5",
        "first.yaml:8",
        "second.yaml:2",
    ]
    assert "missing.yaml does not exist" in said.err


def test_warnings_alone_are_no_failure(program: Program) -> None:
    path = program.home / "warned.yaml"
    path.write_text(WARNED)
    said = program("check", str(path))
    assert said.code == 0
    assert ":11: warning: " in said.err
    assert said.out == "1 file, 1 problem, of them 1 warning\n"


def test_strictly_a_warning_is_a_failure(program: Program) -> None:
    path = program.home / "warned.yaml"
    path.write_text(WARNED)
    said = program("check", "--strict", str(path))
    assert said.code == 2
    assert said.out == "1 file, 1 problem, of them 1 warning\n"
    (problem,) = program("check", "--strict", "--json", str(path)).objects
    assert problem["level"] == "warning"


def test_the_shipped_file_passes_strictly(program: Program) -> None:
    said = program("check", "--strict")
    assert (said.code, said.out) == (0, "1 file, no problems\n")


def test_what_could_be_better_is_told_too(program: Program) -> None:
    path = program.home / "hurried.yaml"
    path.write_text(WARNED.replace("hold: 5s", "out: 1s, back: 1s, relax: 1s"))
    assert ":8: warning: out: 1s is hurried; " in program("check", str(path)).err


def test_a_file_may_name_what_is_built_in(program: Program) -> None:
    path = program.home / "routine.yaml"
    path.write_text(
        "version: 1\nroutines:\n  mine:\n    name: Mine\n    goal: Go.\n    phase: 1\n"
        "    frequency: daily\n    exercises: [knee-tilts]\n"
    )
    assert program("check", str(path)).code == 0


def test_the_shipped_file_by_name_is_not_laid_over_itself(program: Program) -> None:
    said = program("check", builtin_library())
    assert (said.code, said.err) == (0, "")


def test_problems_as_objects_have_the_documented_keys(program: Program) -> None:
    path = program.home / "wrong.yaml"
    path.write_text(WRONG)
    said = program("check", str(path), str(program.home), "--json")
    assert said.code == 2
    assert said.err == ""
    first, *_, last = said.objects
    assert list(first) == ["file", "line", "level", "message"]
    assert check.__doc__ is not None
    assert all(f"\n{key} " in check.__doc__ for key in first)
    assert (first["file"], first["line"], first["level"]) == (str(path), 5, "error")
    assert last["line"] is None


def test_no_problems_are_an_empty_list(program: Program) -> None:
    assert program("check", "--json").objects == []


def test_escapes_in_a_file_name_do_not_reach_the_terminal(program: Program) -> None:
    said = program("check", "\x1b[31mred.yaml")
    assert said.code == 2
    assert "\x1b" not in said.err
