"""Sentences stand in ``language``: every other room is searched for text that looks like one.

A sentence, or the reason in one, here, has two words or more with a blank between them. No
sentence is a docstring, the help of an option, a bug's own message, the name of a state that is
stored, an address in YAML, SVG or SQL, or a command to type.
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
READS = "what it reads is English, as the file or the typed line is"
MAY_STAND = "what may stand in a file, as its schema says, which is one for all languages"
BUG = "the message of a bug"
UNHEARD = "another is said in its place: the file is none of ours"
STORED = "what is stored, or said to another process"
NOT_SAID = {
    "authoring/grammar.py": READS,
    "authoring/sheet.py": READS,
    "authoring/sheet_tables.py": READS,
    "authoring/tracker_csv.py": READS,
    "cli/app.py": "help of the command line",
    "cli/bug_report.py": "what a developer reads",
    "figure/claims.py": READS,
    "figure/depths.py": READS,
    "figure/facts.py": READS,
    "figure/read_props.py": MAY_STAND,
    "journal/planned.py": UNHEARD,
    "journal/spill_import.py": UNHEARD,
    "journal/week_rows.py": UNHEARD,
    "library/fields.py": MAY_STAND,
    "library/reasons.py": "why the shipped exercises have their codes; said to who edits them",
    "library/safety_file.py": MAY_STAND,
    "library/search.py": READS,
    "library/syntax.py": READS,
    "library/tree.py": READS,
    "paper/look.py": READS,
    "paper/pdf.py": READS,
    "paper/fonts.py": BUG,
    "paths.py": "the name of a folder",
    "reminders/desktop_notice.py": STORED,
    "reminders/timers/systemd.py": STORED,
    "safety/tables.py": "made from safety.yaml, which has a language of its own",
    "session/player.py": BUG,
    "sound/process/frames.py": BUG,
    "sound/voice/adpcm.py": BUG,
    "sound/voice/synthesis.py": STORED,
    "terminal/questions.py": "what readline reads",
    "values.py": BUG,
}

STATES = frozenset({"Enum", "IntEnum", "StrEnum"})
HELP = frozenset({"Argument", "Command", "Option", "epilog"})
BUGS = frozenset(
    {
        "AssertionError",
        "IndexError",
        "KeyError",
        "LookupError",
        "NotNow",
        "TypeError",
    }
)
SQL = re.compile(
    r"(ALTER|ATTACH|BEGIN|CASE|COMMIT|CREATE|DELETE|DROP|EXISTS|FROM|INSERT|PRAGMA|SELECT|UPDATE|WHERE"
    r"|WITH|typeof)\b|.* (ON CONFLICT|ORDER BY) "
)
MARKS = tuple(
    map(
        re.compile,
        (
            r"\(\?",  # a pattern
            r"</?\w+|/>|\w=\"|^(matrix|translate)\(",  # SVG
            r"^(exercise|new|precaution|routine|source) {}$|^{} min$|version: {}",  # as typed
            r"^ *backpt [\w{]|^#set |^PYTHON",  # a command to type, typst
            r"^# yaml-language-server:|^[a-z-]+: (\w+|\{\})$",  # a line of a file of ours
            r"^import |^str \||^\w+\[",  # Python
            r"^uid, |^\(SELECT|^coalesce|^later\.kind|NULL| \?",  # a part of SQL
            r"pain_before, |NOT \{|kind = '",  # another
        ),
    )
)
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
            case ast.Assert(msg=ast.expr() as said):
                yield said
            case ast.ClassDef(bases=bases, body=body) if any(
                isinstance(base, ast.Name) and base.id in STATES for base in bases
            ):
                yield from (line for line in body if isinstance(line, ast.Assign))
            case ast.AnnAssign(annotation=kind):
                yield kind
            case _:
                pass


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
    words = len(WORD.findall(text)) + text.count("{}")
    if words < 2 or not WORD.search(text) or " " not in text.strip():
        return False
    return not (SQL.search(text) or any(one.search(text) for one in MARKS))


@cache
def found() -> dict[str, list[str]]:
    """Return the sentences of each module that has some."""
    return {
        name: said
        for path in sorted(SOURCE.rglob("*.py"))
        if not (name := path.relative_to(SOURCE).as_posix()).startswith("language/")
        and (said := [f"{n}: {t}" for n, t in bare(path.read_text(encoding="utf-8"))])
    }


@pytest.mark.slow
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
        'raise Lost("the stream stands still")',
        'raise ValueError(f"{text} is no date; write one")',
        'report.error(line, f"{key}: is too long; write less")',
        'parts.append("each side")',
        'say(f"Rest: {length}.")',
    ],
)
def test_a_sentence_is_found(line: str) -> None:
    assert len(list(bare(f"def f():\n    {line}\n"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        '"""Return the pain of a day."""',
        'kind: Annotated[str, Option(help="Which one it is.")]',
        'raise AssertionError("a rest is no exercise.")',
        'assert line, "a rest is no exercise"',
        'rows = db.execute("SELECT uid FROM session WHERE kind = ?")',
        'key = "home-basics"',
        'say("  backpt check own.yaml")',
    ],
)
def test_what_is_not_said_is_not_found(line: str) -> None:
    assert list(bare(f"def f():\n    {line}\n")) == []
