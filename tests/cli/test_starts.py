"""What a start costs: the modules it loads, and how the values in them are made."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backpt
from backpt.clock import Clock
from backpt.journal.keeping import keep_rows
from backpt.journal.week_rows import Rows
from backpt.paths import user_paths
from backpt.progress.change import Change, ChangeField
from tests.homes import environment
from tests.journal.test_before import keep

if TYPE_CHECKING:
    from tests.cli.conftest import Program

SOURCE = Path(backpt.__file__).parent
POSTPONED = {
    "cli/present.py",
    "cli/sound.py",
    "intake/known.py",
    "journal/listing.py",
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
def test_an_entry_is_kept_and_the_weeks_are_read_in_one_opening(program: Program) -> None:
    assert program("pain", "4").code == 0
    ended = program.start(OPENED, "pain", "5")
    assert ended.returncode == 0, ended.stderr
    assert "pain 5" in ended.stdout
    assert ended.stderr.split() == ["1"]


@pytest.mark.terminal
def test_the_first_page_opens_the_journal_once(program: Program) -> None:
    assert program("did", "home-basics", "--pain", "3").code == 0
    assert program("pain", "4").code == 0
    ended = program.start(OPENED)
    assert ended.returncode == 0, ended.stderr
    assert "Last: Home basics" in ended.stdout
    assert ended.stderr.split() == ["1"]


@pytest.mark.slow
def test_named_tuples_have_annotations_that_need_no_compiling_at_every_start() -> None:
    """Postponed, each field's text is compiled when what is read is checked against it."""
    late = {name for name, text in _of_named_tuples() if _postpones(ast.parse(text))}
    assert late <= POSTPONED, "remove: from __future__ import annotations"


def test_an_annotation_that_is_read_names_nothing_that_only_the_type_checker_knows() -> None:
    found = {name for name, text in _of_named_tuples() if "TYPE_CHECKING" in text}
    assert found <= POSTPONED, "import it, or postpone the annotations"


@pytest.mark.parametrize("command", ["session", "icepack", "pain", "due"])
def test_options_that_are_read_without_typer_need_no_compiling(command: str) -> None:
    text = (SOURCE / "cli" / f"{command}.py").read_text(encoding="utf-8")
    assert not _postpones(ast.parse(text)), "remove: from __future__ import annotations"


@pytest.mark.slow
@pytest.mark.parametrize(("name", "room"), [("NamedTuple", "typing"), ("StrEnum", "enum")])
def test_classes_of_values_are_those_that_are_made_cheaply(name: str, room: str) -> None:
    """Those of the standard library take six times as long, and a start makes many."""
    found = {file for file, module in _modules() if name in _imported(module, room)}
    assert found == {"values.py"}, f"write: from backpt.values import {name}"


@cache
def _modules() -> tuple[tuple[str, ast.Module], ...]:
    """Return every file of ours, by its path, parsed."""
    return tuple(
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
    )


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


AT_THE_FIRST_KEY = """
import os, sys
from backpt.cli import run
from backpt.run.place import AtTerminal, meeting_at
from backpt.terminal.keys import Keyboard

class Hand(Keyboard):
    gone = away = False
    def __init__(self): pass
    def __enter__(self): return self
    def __exit__(self, *ended): pass
    def drop(self): pass
    def read(self, timeout_s, **how):
        print(*sys.modules, file=sys.stderr, flush=True)
        os._exit(0)

class Place(AtTerminal):
    def open_keys(self): return Hand()

with meeting_at(Place()):
    run(sys.argv[1:])
"""
NEVER_BEFORE_IT = (
    "datetime",
    "dataclasses",
    "difflib",
    "inspect",
    "json",
    "pathlib",
    "platform",
    "rich",
    "subprocess",
    "tempfile",
    "typer",
    "yaml",
    "backpt.authoring",
    "backpt.figure",
    "backpt.library.reader",
    "backpt.paper",
    "backpt.progress",
    "backpt.safety.review",
)
OF_WHAT_IS_LED = (
    "backpt.journal.recorder",
    "backpt.run.presenter",
    "backpt.run.session.",
    "backpt.session.player",
    "backpt.sound",
)
MOST_MODULES = 120
"""Of ours, before the first question of a session: each costs as much as ten values."""


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("words", "days_ago"),
    [
        (["session"], 1),
        (["session"], 8),  # the card of the week is due
        (["session", "classic-six", "--pain", "2", "--sound", "tones"], 1),
        (["session", "bridge"], 1),  # an exercise: no routine has the name
    ],
)
def test_the_first_question_of_a_session_loads_nothing_that_comes_after_it(
    tmp_path: Path, words: list[str], days_ago: int
) -> None:
    env = environment(tmp_path)
    keep(Path(user_paths(env).journal), days_ago, pain=2, now=Clock().wall())
    plan = [sys.executable, "-m", "backpt", "session", "--plan"]
    subprocess.run(plan, env=env, capture_output=True, check=True)  # the library is read
    ended = subprocess.run(
        [sys.executable, "-c", AT_THE_FIRST_KEY, *words],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "Pain now, 0 none to 10 worst?" in ended.stdout or "--pain" in words
    assert "Before you start" in ended.stdout
    loaded = [f"{name}." for name in ended.stderr.split()]
    never = tuple(f"{name.rstrip('.')}." for name in (*NEVER_BEFORE_IT, *OF_WHAT_IS_LED))
    assert [name for name in loaded if name.startswith(never)] == []
    assert sum(name.startswith("backpt.") for name in loaded) <= MOST_MODULES


OF_A_CHANGE = {
    "backpt.journal.planned",
    "backpt.prescription.growing",
    "backpt.progress",
    "backpt.progress.change",
    "backpt.progress.corrections",
    "backpt.progress.entry",
    "backpt.progress.plan",
    "backpt.safety.agreed",
}
"""What a dose that was changed loads: the row, and what lays it over the routine; 2 ms."""


@pytest.mark.terminal
def test_a_dose_that_was_changed_loads_what_lays_it_over_and_no_rule_of_the_weeks(
    tmp_path: Path,
) -> None:
    env = environment(tmp_path)
    path = user_paths(env).journal
    now = Clock().wall()
    keep(Path(path), 1, pain=2, now=now)
    row = Change("c", now - 60.0, 0, "leg-lifts", ChangeField.REPS, 6, 7, "home-basics")
    first = [sys.executable, "-c", AT_THE_FIRST_KEY, "session"]
    loaded = []
    for changes in ((), (row,)):
        keep_rows(path, Rows(changes=changes), 0)
        ended = subprocess.run(
            first, env=env, capture_output=True, text=True, check=True, timeout=60
        )
        loaded.append({one for one in ended.stderr.split() if one.startswith("backpt.")})
    assert {"backpt.safety.agreed"} <= loaded[1] - loaded[0] <= OF_A_CHANGE
