"""Sentences stand in ``language``: every other room is searched for text that looks like one.

A sentence, here, has two words or more, and begins with a capital or a value, or ends like a
sentence. Docstrings are none, nor is the help of an option, nor a bug's own message.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import backpt

SOURCE = Path(backpt.__file__).parent
ROOMS = (
    "authoring",
    "cli",
    "intake",
    "journal",
    "paper",
    "prescription",
    "progress",
    "run",
    "safety",
    "session",
    "sound",
    "terminal",
)
"""And the modules beside the rooms. What the reader, the checks and the figures say is about a
line of a file, stands beside its rule, and is the same for every language as the file is."""
ABOUT_A_FILE = "what is wrong with a file, told where it is found"
NOT_SAID = {
    "cli/app.py": "help of the command line",
    "paths.py": "the name of a folder",
    "safety/review.py": "made from safety.yaml, which has a language of its own",
    "safety/tables.py": "made from safety.yaml, which has a language of its own",
    "settings.py": ABOUT_A_FILE,
}

HELP = frozenset({"Argument", "Command", "Option", "epilog"})
BUGS = frozenset(
    {
        "AssertionError",
        "IndexError",
        "KeyError",
        "LookupError",
        "NotNow",
        "TypeError",
        "ValueError",
    }
)
SQL = re.compile(
    r"(ALTER|BEGIN|CASE|COMMIT|CREATE|DELETE|DROP|EXISTS|FROM|INSERT|PRAGMA|SELECT|UPDATE|WHERE"
    r"|WITH|typeof)\b|.* (ON CONFLICT|ORDER BY) "
)
PATTERN = re.compile(r"\(\?")
WORD = re.compile(r"[A-Za-z][a-z']+")


def bare(source: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a module and its line; a value put in is shown as {}."""
    tree = ast.parse(source)
    unsaid = {id(node) for part in _unsaid(tree) for node in ast.walk(part)}
    for node in ast.walk(tree):
        text = "" if id(node) in unsaid else _text(node)
        if looks_like_a_sentence(text):
            yield node.lineno, text  # type: ignore[attr-defined]  # an expression


def _unsaid(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield node
            case ast.JoinedStr(values=pieces):
                yield from (piece for piece in pieces if isinstance(piece, ast.Constant))
            case ast.Call(func=ast.Name(id=name)) if name in HELP | BUGS:
                yield node


def _text(node: ast.AST) -> str:
    match node:
        case ast.JoinedStr(values=pieces):
            return "".join(
                str(piece.value) if isinstance(piece, ast.Constant) else "{}"
                for piece in pieces
            )
        case ast.Constant(value=str(text)):
            return text
        case _:
            return ""


def looks_like_a_sentence(text: str) -> bool:
    if len(WORD.findall(text)) < 2 or " " not in text:
        return False
    if SQL.match(text) or PATTERN.search(text):
        return False
    return bool(re.match(r"[A-Z{]", text) or re.search(r"[.?!]\s*$", text))


@cache
def found() -> dict[str, list[str]]:
    """Return the sentences of each module that has some."""
    paths = [
        *SOURCE.glob("*.py"),
        *(path for room in ROOMS for path in (SOURCE / room).rglob("*.py")),
    ]
    return {
        path.relative_to(SOURCE).as_posix(): said
        for path in sorted(paths)
        if (said := [f"{n}: {t}" for n, t in bare(path.read_text(encoding="utf-8"))])
    }


def test_no_room_but_language_has_a_sentence() -> None:
    elsewhere = {module: said for module, said in found().items() if module not in NOT_SAID}
    assert elsewhere == {}


def test_what_is_excused_still_needs_it() -> None:
    assert sorted(NOT_SAID.keys() - found().keys()) == []


@pytest.mark.parametrize(
    "line",
    [
        'say("Nothing is kept yet.")',
        'say(f"{name} is not there; see backpt list")',
        'TITLE = "Before you start"',
        'return f"{many} sessions, none finished."',
        'raise UsageError("There is no such routine.")',
    ],
)
def test_a_sentence_is_found(line: str) -> None:
    assert len(list(bare(f"def f():\n    {line}\n"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        '"""Return the pain of a day."""',
        'kind: Annotated[str, Option(help="Which one it is.")]',
        'raise ValueError("a rest is no exercise.")',
        'rows = db.execute("SELECT uid FROM session WHERE kind = ?")',
        'key = "home-basics"',
        'parts.append("each side")',
    ],
)
def test_what_is_not_said_is_not_found(line: str) -> None:
    assert list(bare(f"def f():\n    {line}\n")) == []
