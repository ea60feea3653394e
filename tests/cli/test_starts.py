"""What a start costs: the modules it loads, and how the values in them are made."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backpt

if TYPE_CHECKING:
    from tests.cli.conftest import Program

SOURCE = Path(backpt.__file__).parent
POSTPONED = {
    "cli/sound.py",
    "journal/spill_import.py",
    "journal/week_rows.py",
    "paper/html.py",
    "paper/pdf.py",
    "progress/course.py",
    "sound/score/motifs.py",
    "sound/voice/clips.py",
    "sound/voice/synthesis.py",
    "terminal/session_figure.py",
}
"""Files that name what only the type checker knows: late imports, and ``array[int]``."""


OPENED = """
import sys
opened = []
sys.addaudithook(lambda event, _: opened.append(event) if event == "sqlite3.connect" else None)
from backpt.cli import run
run(sys.argv[1:])
print(len(opened), file=sys.stderr)
"""


@pytest.mark.terminal
def test_the_first_page_opens_the_journal_once(program: Program) -> None:
    assert program("did", "home-basics", "--pain", "3").code == 0
    assert program("pain", "4").code == 0
    ended = program.start(OPENED)
    assert ended.returncode == 0, ended.stderr
    assert "Last: Home basics" in ended.stdout
    assert ended.stderr.split() == ["1"]


def test_named_tuples_have_annotations_that_need_no_compiling_at_every_start() -> None:
    """Postponed, each field's text is compiled when what is read is checked against it."""
    late = {name for name, text in _of_named_tuples() if _postpones(ast.parse(text))}
    assert late <= POSTPONED, "remove: from __future__ import annotations"


def test_an_annotation_that_is_read_names_nothing_that_only_the_type_checker_knows() -> None:
    found = {name for name, text in _of_named_tuples() if "TYPE_CHECKING" in text}
    assert found <= POSTPONED, "import it, or postpone the annotations"


@pytest.mark.parametrize("command", ["session", "icepack", "pain"])
def test_options_that_are_read_without_typer_need_no_compiling(command: str) -> None:
    text = (SOURCE / "cli" / f"{command}.py").read_text(encoding="utf-8")
    assert not _postpones(ast.parse(text)), "remove: from __future__ import annotations"


@pytest.mark.parametrize(("name", "room"), [("NamedTuple", "typing"), ("StrEnum", "enum")])
def test_classes_of_values_are_those_that_are_made_cheaply(name: str, room: str) -> None:
    """Those of the standard library take six times as long, and a start makes many."""
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if name in _imported(ast.parse(path.read_text(encoding="utf-8")), room)
    }
    assert found == {"values.py"}, f"write: from backpt.values import {name}"


def _imported(module: ast.Module, room: str) -> set[str]:
    return {
        one.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == room
        for one in node.names
    }


def _of_named_tuples() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "(NamedTuple)" in text:
            yield path.relative_to(SOURCE).as_posix(), text


def _postpones(module: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in module.body
    )
