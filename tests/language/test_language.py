"""The language in use: chosen in one place, looked up late, and the same names in every one."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

import backpt
from backpt import language
from backpt.cli import guarded, run
from backpt.language import words
from backpt.session.steps import Signal
from tests.homes import environment

ROOM = Path(language.__file__).parent
TOPICS = sorted(path.stem for path in (ROOM / "en").glob("*.py") if path.stem != "__init__")


def loud(topic: str) -> SimpleNamespace:
    """A language of one constant and one function."""
    assert topic == "words"
    return SimpleNamespace(HALFWAY=("HALF!",), text="".join)


def test_a_topic_is_that_of_the_language_in_use_when_it_is_used() -> None:
    assert words.text(words.HALFWAY) == "Halfway."
    with language.using(loud):
        assert words.text(words.HALFWAY) == "HALF!"
    assert words.text(words.HALFWAY) == "Halfway."


def test_english_is_back_after_a_session_that_crashed() -> None:
    with pytest.raises(ZeroDivisionError), language.using(loud):
        _ = 1 / 0
    assert words.HALFWAY == ("Halfway.",)


def test_types_know_every_topic_that_there_is() -> None:
    tree = ast.parse((ROOM / "__init__.py").read_text(encoding="utf-8"))
    typed = [
        one.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "backpt.language.en"
        for one in node.names
    ]
    assert typed == TOPICS


def test_a_language_that_is_not_spoken_is_refused_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKPT_LANGUAGE", "xx")
    assert guarded(lambda: run(["where"])) == 2
    assert "'xx', and backpt does not speak it. It speaks: en." in " ".join(
        capsys.readouterr().err.split()
    )


def test_a_language_that_is_spoken_is_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKPT_LANGUAGE", "en")
    assert guarded(lambda: run(["session", "home-basics", "--plan"])) == 0
    assert "Total" in capsys.readouterr().out


LOADED = """
import sys
from backpt.cli import run
run(sys.argv[1:])
topics = [name for name in sys.modules if name.startswith("backpt.language.en.")]
print(*topics, file=sys.stderr)
"""
PLAN = {"clearance", "durations", "packs", "speech", "step_rows", "words"}


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("words", "topics"),
    [(["session", "home-basics", "--plan"], PLAN), (["icepack", "--plan"], PLAN)],
    ids=["session", "icepack"],
)
def test_a_start_loads_no_topic_of_which_nothing_is_said(
    tmp_path: Path, words: list[str], topics: set[str]
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert {name.rpartition(".")[2] for name in ended.stderr.split()} <= topics


# --- every language has the same names ------------------------------------------------------


def differences(english: object, other: object) -> list[str]:
    """Return the public names that ``other`` lacks or that take other arguments there."""
    found = []
    for name, value in vars(english).items():
        if name.startswith("_") or inspect.ismodule(value) or inspect.isclass(value):
            continue
        if not hasattr(other, name):
            found.append(f"{name} is missing")
        elif inspect.isfunction(value) and inspect.signature(value) != inspect.signature(
            getattr(other, name)
        ):
            found.append(f"{name} takes other arguments")
    return found


@pytest.mark.parametrize("name", language.LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_language_has_the_names_of_english(name: str, topic: str) -> None:
    english = import_module(f"backpt.language.en.{topic}")
    assert differences(english, language.named(name)(topic)) == []


def test_a_name_that_a_language_lacks_is_found() -> None:
    def ago(day: int) -> str:
        return str(day)

    def days_ago(day: int, today: int) -> str:
        return str(today - day)

    english = SimpleNamespace(ago=ago, HEARD="Heard.", Signal=Signal, _own=1)
    assert differences(english, english) == []
    other = SimpleNamespace(ago=days_ago)
    assert differences(english, other) == ["ago takes other arguments", "HEARD is missing"]


# --- nothing is kept from when a module was imported ----------------------------------------


def kept_at_import(source: str) -> Iterator[int]:
    """Yield each line outside all functions that uses a topic."""
    tree = ast.parse(source)
    topics = {
        one.asname or one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "backpt.language"
        for one in node.names
    }
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            late = {id(one) for one in node.body}
            waiting += [one for one in ast.iter_child_nodes(node) if id(one) not in late]
            continue
        if isinstance(node, ast.Lambda):
            continue
        match node:
            case ast.Attribute(value=ast.Name(id=name)) if name in topics:
                yield node.lineno
        waiting += ast.iter_child_nodes(node)


@pytest.mark.slow
def test_no_module_keeps_a_sentence_from_when_it_was_imported() -> None:
    source = Path(backpt.__file__).parent
    found = {
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if not path.is_relative_to(ROOM)
        if list(kept_at_import(path.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize(
    "line",
    ["X = log.NONE", "X = {1: log.NONE}", "class C:\n    x = log.NONE", "def f(x=log.NONE): 0"],
)
def test_a_sentence_kept_at_import_is_found(line: str) -> None:
    assert list(kept_at_import(f"from backpt.language import log\n{line}\n"))
    assert not list(kept_at_import("from backpt.language import log\ndef f(): return log.X\n"))
