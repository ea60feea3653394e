"""Nothing in the program is there for nobody: what only tests use is no part of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backpt.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]

FOR_OTHERS = {
    "backpt.cli.app.backpt": "typer calls it where no command is typed",
    "backpt.progress.due_questions.before_session": "counted against the budget of keys",
    **dict.fromkeys(
        (
            f"backpt.progress.due_questions.{name}"
            for name in ("MOST_BEFORE", "MOST_AFTER", "MOST_PACK", "MOST_WEEK")
        ),
        "the budget of keys, held by a test over twelve weeks",
    ),
    "backpt.progress.due_questions.AFTER_SESSION": "counted against the budget of keys",
    "backpt.progress.due_questions.AROUND_PACK": "counted against the budget of keys",
    "backpt.prescription.growing.growth_of": "what of it grows: steps come with it",
    "backpt.run.place.meeting_at": "tests lead the program without a terminal",
    "backpt.terminal.questions.answered_by": "tests answer without a terminal",
    "backpt.terminal.surface.Surface": "what both places promise; a room asks for its own part",
    "backpt.sound.voice.vocabulary.vocabulary": "tools/build_voice.py makes a clip of each",
}
"""Names that no module of the program uses, each with its reason."""

HANDED_WHOLE = "backpt.language.en.speech."
"""Handed to the compiler as a ``Speech``."""


def module(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def defined(tree: ast.Module) -> Iterator[str]:
    """Yield the public names that a module gives to others."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [name for goal in targets for name in _bound(goal)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                continue
        yield from (name for name in names if not name.startswith("_"))


def _bound(goal: ast.expr) -> Iterator[str]:
    for node in ast.walk(goal):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case _:
                pass


def used(tree: ast.Module, here: str) -> Iterator[str]:
    """Yield what a module uses of others and of itself, by its full name. A definition that
    names itself does not use itself; a topic of the language in use is English's."""
    homes: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            room = node.module
            room = "backpt.language.en" if room == "backpt.language" else room
            homes |= {one.asname or one.name: f"{room}.{one.name}" for one in node.names}
    for top in tree.body:
        own = getattr(top, "name", "")
        for node in ast.walk(top):
            match node:
                case ast.Name(id=name, ctx=ast.Load()) if name in homes:
                    yield homes[name]
                case ast.Name(id=name, ctx=ast.Load()) if name != own:
                    yield f"{here}.{name}"
                case ast.Attribute(value=ast.Name(id=name), attr=attr):
                    yield f"{homes.get(name, name)}.{attr}"
                case ast.Attribute(value=ast.Attribute(value=ast.Name("language"), attr=topic)):
                    yield f"backpt.language.en.{topic}.{node.attr}"
                case ast.Call(func=ast.Name("Option" | "Argument")):
                    said = [*node.args, *(one.value for one in node.keywords)]
                    names = [
                        ast.literal_eval(one) for one in said if isinstance(one, ast.Constant)
                    ]
                    yield from (f"backpt.cli.completion.{name!s}" for name in names)
                case ast.Constant(value=str(name)) if here == "backpt.library":
                    yield homes.get(name, name)  # in __all__
                case _:
                    pass


def unused(root: Path) -> list[str]:
    """Return the public names below ``root`` that nothing below it uses."""
    trees = {
        module(path, root): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(root.glob("backpt/**/*.py"))
    }
    uses = {name for here, tree in trees.items() for name in used(tree, here)}
    uses |= {
        f"backpt.language.en.{'sheet' if topic == 'said' else topic}.{name}"
        for page in root.glob("backpt/paper/*.j2")
        for topic, name in re.findall(
            r"\b(said|recording)\.(\w+)", page.read_text(encoding="utf-8")
        )
    }
    given = [f"{here}.{name}" for here, tree in trees.items() for name in defined(tree)]
    return [name for name in given if name not in uses]


@pytest.mark.slow
def test_the_program_uses_all_that_it_has() -> None:
    commands = {f"backpt.cli.{one.file}.{one.function}" for one in COMMANDS.values()}
    found = set(unused(ROOT)) - commands
    found -= {name for name in found if name.startswith(HANDED_WHOLE)}
    assert found - set(FOR_OTHERS) == set()
    assert set(FOR_OTHERS) <= found, "a reason that is needed no more"


def test_a_name_that_nobody_uses_is_found(tmp_path: Path) -> None:
    for name, text in (
        ("one", "NEVER = FREE, TAKEN = (1, 2)\n\ndef again(n):\n    return again(n - 1)\n"),
        ("two", "from backpt.one import TAKEN, FREE as F\n\nclass Dose:\n    reps = TAKEN\n"),
        ("three", "from backpt import two\n\n_OWN = two.Dose()\nSAID: int = 3\n"),
    ):
        (tmp_path / "backpt").mkdir(exist_ok=True)
        (tmp_path / "backpt" / f"{name}.py").write_text(text)
    assert set(unused(tmp_path)) == {
        "backpt.one.NEVER",
        "backpt.one.FREE",
        "backpt.one.again",
        "backpt.three.SAID",
    }
