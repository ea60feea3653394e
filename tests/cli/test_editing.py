"""The user's own file in their editor: a starter, a check after, and a way back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli.editing import STARTER
from backpt.library import load, read_library
from backpt.paths import builtin_library
from tests.pty_run import Terminal, environment

if TYPE_CHECKING:
    from tests.cli.conftest import Program

OWN = "version: 1\nroutines:\n  a: {name: A, exercises: [bridge]}\n"
WRONG = "version: 1\nroutines:\n  a: {name: A, exercises: [brigde]}\n"


def editor(folder: Path, code: str) -> str:
    """Return a command that runs Python ``code`` with the file's path as ``path``."""
    script = folder / "editor.py"
    script.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{code}\n")
    return f"'{sys.executable}' '{script}'"


def writes(folder: Path, content: str) -> str:
    return editor(folder, f"path.write_text({content!r})")


@pytest.fixture
def own(program: Program) -> Path:
    return program.write_own(OWN)


@pytest.fixture
def edit(program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return program


def test_a_starter_is_made_that_is_in_order_and_explains_itself(
    edit: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(edit.home, ""))
    said = edit("edit")
    path = Path(edit.paths.own_library)
    assert (said.code, said.lines[-1]) == (0, "Nothing was changed.")
    first, rest = path.read_text().split("\n", 1)
    assert first.startswith("# yaml-language-server: $schema=file:///")
    assert rest == STARTER
    assert edit("check").code == 0


def test_no_file_is_made_where_a_link_points_nowhere(
    edit: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(edit.home, ""))
    path = Path(edit.paths.own_library)
    path.parent.mkdir(parents=True)
    path.symlink_to(edit.home / "gone.yaml")
    said = edit("edit")
    assert said.code == 2
    assert "is a link that points nowhere" in said.err
    assert not (edit.home / "gone.yaml").exists()


def test_what_the_starter_shows_is_right_once_the_marks_are_gone(tmp_path: Path) -> None:
    begin = STARTER.index("# exercises:")
    text = STARTER[:begin] + STARTER[begin:].replace("# ", "", 1).replace("\n# ", "\n")
    path = tmp_path / "own.yaml"
    path.write_text(text.replace("\n#\n", "\n\n"))
    library, problems = read_library(str(path), base=load(None, builtin_library(), None))
    assert [str(one) for one in problems if one.level == "error"] == []
    assert list(library.routines) == ["mine"]


def test_a_change_in_order_is_kept_and_so_is_what_was_before(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = OWN.replace("bridge", "bridge, knee-tilts")
    monkeypatch.setenv("EDITOR", writes(edit.home, changed))
    said = edit("edit")
    assert said.code == 0
    assert own.read_text() == changed
    assert Path(f"{own}.backup-1").read_text() == OWN
    assert said.lines[-1] == f"  {own}.backup-1"


def test_mistakes_are_told_and_without_a_keyboard_the_file_stays(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", writes(edit.home, WRONG))
    said = edit("edit")
    assert said.code == 2
    assert f"{own}:3: no exercise is called 'brigde'; did you mean 'bridge'?" in said.out
    assert own.read_text() == WRONG
    assert Path(f"{own}.backup-1").read_text() == OWN


def test_nothing_changed_leaves_no_copy(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.setenv("VISUAL", editor(edit.home, "sys.exit(3)"))
    said = edit("edit")
    assert said.code == 0
    assert "ended with code 3" in said.out
    assert sorted(path.name for path in own.parent.iterdir()) == ["exercises.yaml"]


def test_a_copy_from_before_is_not_taken_away(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Path(f"{own}.backup-1")
    kept.write_text(OWN)
    monkeypatch.setenv("EDITOR", editor(edit.home, ""))
    edit("edit")
    assert kept.read_text() == OWN


def test_a_file_that_the_editor_takes_away_is_told(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(edit.home, "path.unlink()"))
    said = edit("edit")
    assert said.code == 2
    assert f"{own} does not exist" in said.out
    assert Path(f"{own}.backup-1").read_text() == OWN


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("no-such-editor -w", "EDITOR names no-such-editor, which is not there; set EDITOR"),
        ("'unclosed", "EDITOR is not a command"),
    ],
)
def test_an_editor_that_is_not_there_is_told_with_the_file(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch, named: str, sentence: str
) -> None:
    monkeypatch.setenv("EDITOR", named)
    said = edit("edit")
    assert said.code == 2
    assert sentence in said.err
    assert own.read_text() == OWN


def test_without_any_editor_the_file_is_named(
    edit: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(edit.home))
    said = edit("edit")
    assert said.code == 2
    assert (
        f"No editor was found; set EDITOR, or open the file yourself: {edit.paths.own_library}"
        in said.err
    )


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("key", "code", "left", "kept"),
    [
        ("b", 0, OWN, [OWN, WRONG]),
        ("k", 2, WRONG, [OWN]),
        ("", 2, WRONG, [OWN]),
        ("x\nb", 0, OWN, [OWN, WRONG]),  # a slip is asked again
        ("e", 0, OWN, []),  # the editor here puts it right
    ],
)
def test_after_a_mistake_it_offers_to_edit_again_keep_or_go_back(
    tmp_path: Path, key: str, code: int, left: str, kept: list[str]
) -> None:
    own = tmp_path / ".config/backpt/exercises.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN)
    turns = f"path.write_text({WRONG!r} if path.read_text() == {OWN!r} else {OWN!r})"
    env = environment(tmp_path, EDITOR=editor(tmp_path, turns))
    run = Terminal(["edit"], env, columns=150)
    run.until("go back to what it was:")
    for many, one in enumerate(key.split("\n"), 1):
        run.until(lambda text, many=many: text.count("what it was:") == many)  # type: ignore[misc]
        run.type(one)
    assert run.end() == code
    assert own.read_text() == left
    assert [path.read_text() for path in sorted(own.parent.glob("*.backup-*"))] == kept
