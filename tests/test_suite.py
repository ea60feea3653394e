"""What holds for the tests themselves: few terminals, a folder a room, and no deadlines."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

from tests.pseudo_terminals import COUNTED, MOST, MOST_IN_REAL_TIME, allow
from tests.pty_run import Terminal

TESTS = Path(__file__).parent
STARTS_ONE = ("fork", "spawn", "forkpty")
"""What begins a program on a terminal of its own: of ``pty``, and of ``os``."""
MAY = {"pty_run.py"}


def test_at_most_a_dozen_are_started_and_no_more_for_real_time(
    request: pytest.FixtureRequest,
) -> None:
    usual, in_real_time = request.config.stash[COUNTED]
    assert usual <= MOST, "lead it in this process, as tests/played.py does, or join evenings"
    assert in_real_time <= MOST_IN_REAL_TIME


def test_a_test_starts_as_many_as_its_mark_says_and_no_more() -> None:
    for marked in (0, 1):
        allow(marked)
        for _ in range(marked):
            assert Terminal([], {}, program=("/bin/true",)).end() == 0
        with pytest.raises(AssertionError, match="allows no more"):
            Terminal([], {}, program=("/bin/true",))


def starts(source: str) -> list[str]:
    """Return what ``source`` calls or imports that begins a program on a terminal."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(ast.Name("pty"), name) if name in STARTS_ONE:
                found.append(f"pty.{name}")
            case ast.Attribute(ast.Name("os"), "forkpty"):
                found.append("os.forkpty")
            case ast.ImportFrom("pty") | ast.ImportFrom("pexpect"):
                found.append(f"from {node.module}")
            case ast.Import(names) if any(one.name == "pexpect" for one in names):
                found.append("pexpect")
    return found


@pytest.mark.parametrize(
    "source",
    [
        "import pty\npty.fork()",
        "import os\nos.forkpty()",
        "from pty import fork",
        "import pexpect",
        "from pexpect import spawn",
        "import pty\npty.spawn('x')",
    ],
)
def test_another_way_to_start_one_is_found(source: str) -> None:
    assert starts(source)


@pytest.mark.slow
def test_nobody_else_starts_one() -> None:
    read = {path: path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py")}
    found = {path.name for path, source in read.items() if starts(source)}
    assert found == MAY


AT_THE_TOP = {
    ".ci", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "README.md", "SECURITY.md", "backpt", "docs", "exercises.yaml",
    "pyproject.toml", "safety.yaml", "tests", "tools",
}  # fmt: skip


def test_nothing_that_the_program_made_is_kept_beside_its_sources() -> None:
    listed = ["git", "-C", str(TESTS.parent), "ls-files"]
    try:
        kept = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git here")
    top = {name.split("/")[0] for name in kept.splitlines()}
    assert top <= AT_THE_TOP, "take it out, or name it here and say in the README what it is"


def test_a_test_that_writes_beside_the_sources_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(TESTS.parent)
    with pytest.raises(BaseException, match=r"writes .*sheet\.pdf"):
        open("sheet.pdf", "xb").close()
    assert not (TESTS.parent / "sheet.pdf").exists()


def test_every_room_has_a_folder_of_tests_and_every_folder_a_room() -> None:
    rooms = {path.parent.name for path in (TESTS.parent / "backpt").glob("*/__init__.py")}
    assert {path.parent.name for path in TESTS.glob("*/test_*.py")} == rooms


def test_no_case_of_a_property_has_a_deadline() -> None:
    """On a busy machine it would measure the machine: speed is held by the benchmarks."""
    assert settings().deadline is None
