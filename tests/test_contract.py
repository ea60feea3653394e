"""The rooms: imports point down, and the pure ones touch nothing outside.

The contract stands in ``pyproject.toml`` and is checked by import-linter; what that cannot see,
calls of built-in functions and clocks, is looked for here. Both are tested by breaking them.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PURE = next(
    contract["source_modules"]
    for contract in PROJECT["tool"]["importlinter"]["contracts"]
    if contract["name"] == "The pure rooms reach nothing outside"
)
CALLS = frozenset({"open", "print", "input", "exec", "eval", "breakpoint", "__import__"})
CLOCKS = frozenset({"today", "now", "utcnow", "localtime", "getenv"})
"""Methods of ``date``, ``datetime``, ``time`` and ``os``; nothing of ours is called so."""


def outside(source: str) -> Iterator[str]:
    """Yield each call by which pure code would reach a file, a terminal or a clock."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id=name) if name in CALLS:
                yield name
            case ast.Attribute(value=ast.Name(id="date" | "datetime"), attr=name) if (
                name in CLOCKS
            ):
                yield name
            case ast.Attribute(value=ast.Attribute(attr="date" | "datetime"), attr=name) if (
                name in CLOCKS
            ):
                yield name
            case _:
                pass


def files(room: str) -> list[Path]:
    return sorted((ROOT / room.replace(".", "/")).rglob("*.py"))


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_opens_prints_and_reads_no_clock(room: str) -> None:
    assert files(room)
    found = {
        str(path.relative_to(ROOT)): calls
        for path in files(room)
        if (calls := list(outside(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "open('diary')",
        "print('Hold')",
        "date.today()",
        "datetime.now()",
        "datetime.date.today()",
        "datetime.datetime.now(tz)",
        "input()",
        "__import__('os')",
    ],
)
def test_a_call_that_reaches_outside_is_found(line: str) -> None:
    assert len(list(outside(f"def rule():\n    return {line}\n"))) == 1


PLANTED = {
    "session/steps.py": ("backpt.terminal.lines", "import backpt.terminal.lines"),
    "session/player.py": ("rich", "import rich"),
    "safety/readiness.py": ("sqlite3", "import sqlite3"),
    "safety/easing.py": ("os", "import os"),
    "safety/precautions.py": ("backpt.run.request", "import backpt.run.request"),
    "language/words.py": ("backpt.run.farewell", "from backpt.run import farewell"),
    "figure/scene.py": ("backpt.run.wakefulness", "from backpt.run import wakefulness"),
    "prescription/model.py": ("backpt.language.words", "from backpt.language import words"),
    "journal/reader.py": ("backpt.run.loop", "import backpt.run.loop"),
    "journal/store.py": ("backpt.terminal.lines", "import backpt.terminal.lines"),
    "terminal/screen.py": ("backpt.journal.store", "import backpt.journal.store"),
    "sound/compose.py": ("backpt.terminal.rows", "import backpt.terminal.rows"),
    "library/load.py": ("backpt.cli", "import backpt.cli"),
}
"""File -> what it must not import, and the line that does, inside a function as well."""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what the contract says of a copy in which every line of ``PLANTED`` stands."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    ignored = shutil.ignore_patterns("__pycache__", "pack", "*.woff2")
    shutil.copytree(ROOT / "backpt", copy / "backpt", ignore=ignored)
    for number, (file, (_, line)) in enumerate(PLANTED.items()):
        with (copy / "backpt" / file).open("a", encoding="utf-8") as module:
            module.write(
                f"\n\ndef planted() -> None:\n    {line}\n" if number % 2 else f"\n{line}\n"
            )
    return contract(copy)


def contract(folder: Path) -> str:
    """Return what the import contract says of the code in ``folder``, blanks folded."""
    run = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    said = subprocess.run(
        [*run, "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return " ".join((said.stdout + said.stderr).split())


@pytest.mark.parametrize("file", PLANTED)
def test_an_import_that_points_up_or_outside_is_found(broken: str, file: str) -> None:
    target, _ = PLANTED[file]
    module = f"backpt.{file.removesuffix('.py').replace('/', '.')}"
    assert f"{module} -> {target}" in broken


def test_a_module_in_no_room_is_found(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__", "pack")
    shutil.copytree(ROOT / "backpt", tmp_path / "backpt", ignore=ignored)
    (tmp_path / "backpt" / "helpers.py").write_text('"""A loose module."""\n')
    assert "helpers" in contract(tmp_path)
