"""The rooms: imports point down and never round, and the pure rooms touch nothing outside.

The contract stands in ``pyproject.toml`` and is checked by import-linter; what that cannot see,
calls of built-in functions and clocks, and circles of modules within a room, is looked for
here. All of it is tested by breaking it.
"""

from __future__ import annotations

import ast
import functools
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
    "language/en/words.py": ("backpt.run.farewell", "from backpt.run import farewell"),
    "figure/scene.py": ("backpt.run.wakefulness", "from backpt.run import wakefulness"),
    "prescription/model.py": ("backpt.language", "from backpt.language import words"),
    "journal/past.py": ("backpt.run.loop", "import backpt.run.loop"),
    "journal/store.py": ("backpt.terminal.lines", "import backpt.terminal.lines"),
    "terminal/screen.py": ("backpt.journal.store", "import backpt.journal.store"),
    "sound/score/compose.py": (
        "backpt.terminal.picture_rows",
        "import backpt.terminal.picture_rows",
    ),
    "sound/score/render.py": ("backpt.sound.voice.clips", "import backpt.sound.voice.clips"),
    "sound/score/motifs.py": ("os", "import os"),
    "sound/voice/clips.py": ("backpt.sound.output.base", "import backpt.sound.output.base"),
    "sound/output/base.py": ("backpt.sound.process.child", "import backpt.sound.process.child"),
    "library/load.py": ("backpt.cli", "import backpt.cli"),
    "reminders/timers/__init__.py": ("os", "import os"),
    "reminders/notices_file.py": ("backpt.journal.store", "import backpt.journal.store"),
    "cli/step_table.py": ("backpt.language.en.words", "from backpt.language.en import words"),
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
    module = f"backpt.{file.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")
    assert f"{module} -> {target}" in broken


def test_a_module_in_no_room_is_found(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__", "pack")
    shutil.copytree(ROOT / "backpt", tmp_path / "backpt", ignore=ignored)
    (tmp_path / "backpt" / "helpers.py").write_text('"""A loose module."""\n')
    assert "helpers" in contract(tmp_path)


# --- circles of modules ------------------------------------------------------------------

Graph = dict[str, set[str]]


def imports(folder: Path) -> Graph:
    """Return what each module of the package in ``folder`` imports of it, late or not."""
    modules = {}
    for path in sorted((folder / "backpt").rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        modules[".".join(parts).removesuffix(".__init__")] = path
    graph: Graph = {}
    for module, path in modules.items():
        named: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named.update(one.name for one in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{path}: write imports whole"
                inside = {f"{node.module}.{one.name}" for one in node.names}
                named |= inside & modules.keys() or {node.module or ""}
        graph[module] = named & modules.keys() - {module}
    return graph


def reached(graph: Graph, module: str) -> set[str]:
    seen, ahead = set[str](), [module]
    while ahead:
        news = graph[ahead.pop()] - seen
        seen |= news
        ahead += news
    return seen


def circles(graph: Graph) -> list[set[str]]:
    """Return each set of modules that import one another, by whatever way round."""
    beyond = {module: reached(graph, module) for module in graph}
    found: list[set[str]] = []
    for module in graph:
        if module in beyond[module] and not any(module in circle for circle in found):
            found.append({other for other in beyond[module] if module in beyond[other]})
    return found


@pytest.mark.slow
def test_no_modules_import_one_another_in_a_circle_however_late() -> None:
    graph = imports(ROOT)
    assert len(graph) > 100
    assert circles(graph) == []


def test_a_circle_is_found_that_a_late_import_hides(tmp_path: Path) -> None:
    room = tmp_path / "backpt" / "sound"
    room.mkdir(parents=True)
    (room.parent / "__init__.py").touch()
    (room / "__init__.py").touch()
    (room / "base.py").write_text("def f():\n    from backpt.sound import players\n")
    (room / "players.py").write_text("import backpt.sound.opening\n")
    (room / "opening.py").write_text("from backpt.sound.base import f\n")
    (room / "beside.py").write_text("from backpt.sound.base import f\n")
    names = ("base", "players", "opening")
    assert circles(imports(tmp_path)) == [{f"backpt.sound.{name}" for name in names}]


# --- programs for developers ---------------------------------------------------------------


@pytest.mark.slow
def test_no_module_of_the_program_needs_a_program_of_developers() -> None:
    """``tools`` is in no wheel."""
    for path in files("backpt"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    said = [name.name for name in names]
                case ast.ImportFrom(module=module):
                    said = [module or ""]
                case _:
                    continue
            assert not any(one.split(".")[0] in ("tools", "tests") for one in said), path


NAMED_TWICE = {"main": "what a process begins with: the program's, and the one that plays"}
"""Names of two things, each with its reason."""


def public(path: Path) -> Iterator[str]:
    """Yield the classes and functions of a module that others may use. A Protocol is left out:
    it bears the name of what it asks of another room."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef(bases=bases) if any(
                isinstance(base, ast.Name) and base.id == "Protocol" for base in bases
            ):
                continue
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) if name[0] != "_":
                yield name


def homes(folder: Path) -> dict[str, list[str]]:
    """Return in which modules each name stands. A table of sentences is read with its topic
    before it (``trial.question``), so that a language may use a name once a topic."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        if path.parent.parent.name != "language":
            for name in public(path):
                found.setdefault(name, []).append(str(path.relative_to(folder)))
    return found


def test_no_two_classes_or_functions_share_a_name() -> None:
    twice = {name: where for name, where in homes(ROOT / "backpt").items() if len(where) > 1}
    assert {name: where for name, where in twice.items() if name not in NAMED_TWICE} == {}
    assert set(NAMED_TWICE) <= set(twice), "a reason that is needed no more"


def test_a_name_that_stands_twice_is_found(tmp_path: Path) -> None:
    for room, text in (
        ("one", "class Dose:\n    pass\n\n\ndef _own():\n    pass\n"),
        ("two", "def dose():\n    pass\n\n\nclass Dose:\n    pass\n"),
        ("three", "class Dose(Protocol):\n    pass\n\n\ndef _own():\n    pass\n"),
    ):
        (tmp_path / f"{room}.py").write_text(text)
    assert homes(tmp_path) == {"Dose": ["one.py", "two.py"], "dose": ["two.py"]}


# --- one thing, one place --------------------------------------------------------------------

MIRRORS = ("cli", "language")
"""A command is called as it is typed, and a topic of the language as the room it speaks for."""


def modules_of(folder: Path) -> dict[str, list[str]]:
    """Return where a module of each name stands, but in rooms whose names mirror others."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        where = path.relative_to(folder)
        if path.stem != "__init__" and where.parts[0] not in MIRRORS:
            found.setdefault(path.stem, []).append(where.as_posix())
    return found


def test_no_two_modules_share_a_name() -> None:
    assert {n: where for n, where in modules_of(ROOT / "backpt").items() if where[1:]} == {}


def test_a_module_that_has_the_name_of_another_is_found(tmp_path: Path) -> None:
    for name in (
        "safety/packs",
        "intake/packs",
        "cli/packs",
        "language/en/packs",
        "safety/days",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{name}.py").touch()
    assert modules_of(tmp_path)["packs"] == ["intake/packs.py", "safety/packs.py"]
    assert modules_of(tmp_path)["days"] == ["safety/days.py"]


@functools.cache
def named_in(source: str) -> set[str]:
    """Return what a module names of others and calls: "os.replace", "precautions.apply"."""
    tree = ast.parse(source)
    whole = {
        one.asname or one.name: f"{(node.module or '').rpartition('.')[2]}.{one.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }
    dotted = {
        f"{whole.get(of, of).rpartition('.')[2]}.{name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        for of, name in ((node.value.id, node.attr),)
    }
    return dotted | set(whole.values())


ALONE = {
    "a file is replaced": ({"os.replace", "os.link", "shutil.move"}, {"files.py"}),
    "a file is renamed": ({"os.rename", "os.renames"}, {"journal/spill_import.py"}),
    "precautions and packs are laid over a routine": (
        {"precautions.apply", "packs.may_use", "packs.pack_rule"},
        {"safety/clearance.py"},
    ),
    "a typed yes is told from a no": (
        {"keys.YES_TYPED", "keys.NO_TYPED"},
        {"terminal/questions.py"},
    ),
    "the routine is chosen where none is named": ({"wanted.USUAL_ROUTINE"}, set[str]()),
    "a duration is read": (
        {"durations.NotADuration", "durations.parse_duration"},
        {
            "cli/common.py",
            "library/reader.py",
            "library/safety_file.py",
        },
    ),
}
"""What is done -> by which names, and the only modules that use them. One that a killed session
left is renamed once it was added: nothing is in its place."""


@pytest.mark.slow
@pytest.mark.parametrize("what", ALONE)
def test_one_place_alone_does_it(what: str) -> None:
    names, places = ALONE[what]
    found = {
        path.relative_to(ROOT / "backpt").as_posix()
        for path in files("backpt")
        if named_in(path.read_text(encoding="utf-8")) & names
    }
    assert found == places


def test_a_name_is_found_however_it_is_imported() -> None:
    assert "precautions.apply" in named_in("from backpt.safety.precautions import apply as a")
    assert "precautions.apply" in named_in(
        "from backpt.safety import precautions as p\np.apply()"
    )
    assert "os.replace" in named_in("import os\nos.replace(a, b)")
    assert "precautions.apply" not in named_in("from backpt.safety.precautions import Note")


def doses_put_into_words(source: str) -> list[int]:
    """Return the lines in which a field of a dose is put into a text."""
    fields = {"sets", "reps", "hold_s", "time_s", "rest_s"}
    return [
        text.lineno
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        and any(isinstance(one, ast.Attribute) and one.attr in fields for one in ast.walk(text))
    ]


@pytest.mark.slow
def test_only_the_language_puts_a_dose_into_words() -> None:
    """What a file says of a dose is no sentence: ``library`` writes it as it reads it."""
    found = {
        path.relative_to(ROOT / "backpt").as_posix()
        for path in files("backpt")
        if path.parent.parent.name != "language"
        and doses_put_into_words(path.read_text(encoding="utf-8"))
    }
    assert found == set()
    assert doses_put_into_words(
        'def f(dose):\n    return f"{dose.sets} x {dose.reps[0]}"\n'
    ) == [2]
