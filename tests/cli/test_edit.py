"""The user's own file in their editor: a starter, a check after, and a way back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.language.en.own_file import STARTER
from backpt.library import load, read_library
from backpt.paths import builtin_library
from backpt.run.place import meeting_at
from backpt.terminal.editor import AT_ONCE_S
from tests.played import HeldClock, Somewhere

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


class Busy(HeldClock):
    """A clock that is so much further at every look: somebody looks at the file meanwhile."""

    step_s = 0.0

    def awake(self) -> float:
        self.now += self.step_s
        return self.now


@pytest.fixture
def clock() -> Iterator[Busy]:
    """The clock of the program: an editor takes no time, however busy the machine is."""
    place = Somewhere(0.0)
    place.clock = clock = Busy(0.0)
    with meeting_at(place):
        yield clock


@pytest.fixture
def edit(program: Program, clock: Busy, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return program


@pytest.fixture
def looks(edit: Program, clock: Busy, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor in which somebody looks and changes nothing."""
    clock.step_s = AT_ONCE_S
    monkeypatch.setenv("EDITOR", editor(edit.home, ""))


@pytest.mark.usefixtures("looks")
def test_a_starter_is_made_that_is_in_order_and_explains_itself(edit: Program) -> None:
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


@pytest.mark.usefixtures("looks")
def test_a_copy_from_before_is_not_taken_away(edit: Program, own: Path) -> None:
    kept = Path(f"{own}.backup-1")
    kept.write_text(OWN)
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
    edit: Program,
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    code: int,
    left: str,
    kept: list[str],
) -> None:
    turns = f"path.write_text({WRONG!r} if path.read_text() == {OWN!r} else {OWN!r})"
    monkeypatch.setenv("EDITOR", editor(edit.home, turns))
    said, questions = edit.asked("edit", answers=key.split("\n"))
    assert all(question.endswith("go back to what it was:") for question in questions)
    assert said.code == code
    assert own.read_text() == left
    assert [path.read_text() for path in sorted(own.parent.glob("*.backup-*"))] == kept


# --- editors with a window of their own ---------------------------------------------------


def test_an_editor_that_comes_back_at_once_is_not_told_to_have_changed_nothing(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(edit.home, ""))
    said = edit("edit")
    assert said.code == 0
    assert "Nothing was changed." not in said.out
    assert "it may have a window of its own" in said.out
    assert "backpt checks the file at its next start." in said.out
    assert Path(f"{own}.backup-1").read_text() == OWN
    assert said.lines[-1] == f"  {own}.backup-1"


def test_what_such_an_editor_saves_later_is_told_by_every_start_with_the_way_back(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(edit.home, ""))
    assert edit("edit").code == 0
    own.write_text(WRONG)
    for command in (["list"], ["session", "--plan"], ["new", "B", "--line", "plank", "--yes"]):
        said = edit(*command)
        assert said.code == 2
        assert "no exercise is called 'brigde'" in said.err
        assert f"It is kept as it was in {own}.backup-1" in said.err
        assert said.err.endswith("To go back: backpt edit\n")
    own.write_text(OWN)
    assert edit("list").code == 0


def test_without_a_copy_no_way_back_is_named(edit: Program, own: Path) -> None:
    own.write_text(WRONG)
    assert "backpt edit" not in edit("list").err


def test_on_a_terminal_it_waits_for_such_an_editor_and_checks(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(edit.home, ""))
    meanwhile = lambda: own.write_text(WRONG)  # noqa: E731  # what is saved in its window
    said, questions = edit.asked("edit", answers=[meanwhile, "", "b"])
    assert questions[0].endswith("then press Enter here:")
    assert questions[1].endswith("go back to what it was:")
    assert said.code == 0
    assert own.read_text() == OWN


@pytest.mark.parametrize(("key", "left"), [("b", OWN), ("k", WRONG), ("e", OWN)])
def test_the_next_edit_offers_the_way_back_before_it_opens(
    edit: Program, own: Path, monkeypatch: pytest.MonkeyPatch, key: str, left: str
) -> None:
    own.write_text(WRONG)
    Path(f"{own}.backup-1").write_text(OWN)
    monkeypatch.setenv("EDITOR", writes(edit.home, OWN))
    said, (question,) = edit.asked("edit", answers=[key])
    assert "has mistakes since it was saved last" in " ".join((said.out + said.err).split())
    assert question.endswith("go back to what it was:")
    assert said.code == (2 if key == "k" else 0)
    assert own.read_text() == left
    kept = {path.read_text() for path in own.parent.glob("*.backup-*")}
    assert kept == ({OWN} if key == "k" else {OWN, WRONG})


# --- editors with blanks in their path ----------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the editor is a shell script")
@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
@pytest.mark.parametrize(
    "named",
    ["{path}", "'{path}'", "{path} -w", "'{path}' -w --new 'a b'", '"{path}"', "{path} -w 'x"],
)
@pytest.mark.parametrize("name", ["My Editor", "O Brien's  ed", "plain"])
def test_an_editor_may_have_blanks_in_its_path_quoted_or_not(
    edit: Program,
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    named: str,
    name: str,
) -> None:
    if "'" in name and "'" in named:
        named = named.replace("'", '"')
    program = edit.home / "Programs of mine" / name
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nfor last; do :; done\nprintf "# %s" "$#" >> "$last"\n')
    program.chmod(0o755)
    monkeypatch.setenv(variable, named.format(path=program))
    said = edit("edit")
    if named.endswith("'x") or named.endswith('"x'):
        assert said.code == 2
        assert f"{variable} " in said.err
        return
    assert said.code == 0, said.err
    given = 1 + named.count("-w") + 2 * named.count("--new")
    assert own.read_text() == f"{OWN}# {given}"
