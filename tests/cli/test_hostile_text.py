"""Texts of unknown origin: nothing in them moves a cursor, sets a title or forges a line.

Every value of every command is tried, those that name files with such a file there, too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.cli import guarded
from backpt.cli.app import COMMANDS, typer_command
from backpt.cli.bug_report import command_line, report, stack
from backpt.errors import BackptError
from backpt.terminal.text import visible

if TYPE_CHECKING:
    from tests.cli.conftest import Program, Said

FORGED = "b: forged"
HOSTILE = {
    "marks": f"a\x1b]0;owned\x07b\x9b31m\r\x08\x7f\u202egnp\u2066\n{FORGED}.html",
    "no-text": "a\udcff\udc9b.html",
}
GIVEN = {
    "session": ("--plan",),
    "icepack": ("--plan",),
    "print": ("--to", "html"),
    "export": ("-o", "out.yaml"),
    "draw": (),
    "new": ("--yes",),
}
"""So that nothing is led through, and nothing waits for an answer."""
NEEDED = {
    "show": ("knee-tilts",),
    "draw": ("knee-tilts",),
    "export": ("home-basics",),
    "import": ("no-such-file",),
    "new": ("Mine",),
}
"""What has to stand there while another value is tried."""


def values() -> Iterator[tuple[str, Any]]:
    """Yield every command with each of its arguments and options that take a value."""
    for name in COMMANDS:
        for param in typer_command(name).params:
            if not getattr(param, "is_flag", False) and param.name != "help":
                yield name, param


def line_of(command: str, param: Any, value: str) -> list[str]:
    is_argument = param.param_type_name == "argument"
    asked = [value] if is_argument else [param.opts[-1], value]
    needed = () if is_argument else NEEDED.get(command, ())
    return [command, *needed, *GIVEN.get(command, ()), *asked]


def assert_harmless(said: Said, home: Path) -> None:
    whole = said.out + said.err
    whole.encode()
    raw = {
        character
        for character in whole
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }
    assert raw <= {"\n"}, whole
    assert not any(line.startswith(FORGED) for line in whole.splitlines()), whole
    assert said.code in (0, 1, 2, 4), whole
    assert not list(home.glob("backpt-bug-*"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="such names are not possible everywhere")
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    ("command", "param"), tuple(values()), ids=lambda one: getattr(one, "name", one)
)
def test_no_value_of_any_command_reaches_the_terminal_as_it_is(
    program: Program, here: Path, command: str, param: Any, kind: str
) -> None:
    line = line_of(command, param, HOSTILE[kind])
    assert_harmless(program(*line), program.home)
    Path(HOSTILE[kind]).write_text("version: 1\nx: [")
    assert_harmless(program(*line, columns=60), program.home)


@pytest.mark.skipif(sys.platform != "linux", reason="such names are not possible everywhere")
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("argument", ["command", "option", "bare"])
def test_no_word_that_is_not_understood_does(
    program: Program, kind: str, argument: str
) -> None:
    lines = {
        "command": [HOSTILE[kind]],
        "option": ["list", f"--{HOSTILE[kind]}"],
        "bare": ["log", HOSTILE[kind]],
    }
    assert_harmless(program(*lines[argument]), program.home)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="such names are not possible everywhere")
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    "variable",
    ["BACKPT_LIBRARY", "EDITOR", "VISUAL", "LC_ALL", "LANG", "TERM"]
    + [f"XDG_{name}_HOME" for name in ("CONFIG", "DATA", "CACHE")],
)
def test_no_variable_of_the_environment_does(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch, variable: str, kind: str
) -> None:
    value = HOSTILE[kind]
    if variable.startswith("XDG_"):
        value = str(here / value)
    if variable not in ("EDITOR", "VISUAL"):  # or the editor of this machine waits for somebody
        monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv(variable, value)
    for line in (
        ["where"],
        ["list", "routines"],
        ["check"],
        ["safety", "--answers", "none"],
        ["safety"],
        ["log"],
        ["edit"],
        ["new", "My", "--line", "bridge 3x10", "--yes"],
        ["print", "home-basics", "--to", "html"],
    ):
        assert_harmless(program(*line), program.home)


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind != "no-text"])
def test_nor_do_the_words_of_a_printer_s_program(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    program_ = here / "lp"
    (here / "said").write_text(HOSTILE[kind])
    program_.write_text(f"#!/bin/sh\ncat {here}/said >&2\nexit 1\n")
    program_.chmod(0o755)
    monkeypatch.setenv("PATH", f"{here}:{os.environ['PATH']}")
    said = program("print", "home-basics", "--print")
    assert "The printer did not take the sheet" in said.err
    assert_harmless(said, program.home)


def test_what_would_not_be_seen_is_shown_as_its_escape() -> None:
    assert visible("a\x1b[2J\u202eb\udcff\n") == "a\\x1b[2J\\u202eb\\xff\\n"
    assert visible("Zoë 日本 👩\u200d🦱 a\xa0b") == "Zoë 日本 👩\u200d🦱 a b"
    assert visible("Zoë\x9b", unicode=False) == "Zoe\\x9b"


@given(st.text())
def test_every_text_is_one_line_that_can_be_written(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert shown.splitlines() in ([], [shown])
    assert visible(text, unicode=False).isascii()


def test_lines_of_a_message_are_its_own_and_breaks_in_names_are_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse() -> int:
        raise BackptError("a\nb is no file.", "See: backpt list")

    assert guarded(refuse) == 1
    assert capsys.readouterr().err == "a\\nb is no file.\nSee: backpt list\n"


# --- a bug's report --------------------------------------------------------------------


def fails(message: str) -> Exception:
    try:
        try:
            raise LookupError(message)
        except LookupError as error:
            raise ValueError("then this") from error
    except ValueError as error:
        return error


TYPED = (
    "print",
    "home-basics",
    "--for",
    "Jörg Müller",
    "--by=Dr. Okafor",
    "--phone",
    "0123",
    "-o",
    "/home/joerg/x.pdf",
    "--full",
)


def test_a_report_of_a_bug_has_the_options_and_nothing_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    error = fails("'Jörg M\\xfcller' and Müller, Dr. Okafor, 0123 in /home/joerg/x.pdf")
    said = report(error, TYPED, {"HOME": "/home/joerg", "USER": "joerg"})
    (written,) = tmp_path.iterdir()
    text = written.read_text(encoding="utf-8")
    assert str(written) in said
    assert "command: print ... --for ... --by=... --phone ... -o ... --full" in text
    assert "in fails" in text
    assert text.rstrip().endswith("ValueError: then this")
    for personal in ("Jörg", "ller", "Okafor", "0123", "joerg", "home-basics"):
        assert personal not in text


def test_a_report_names_places_in_the_program_without_the_folders_above() -> None:
    said: list[str] = []

    def broken() -> None:
        raise RuntimeError("no such luck")

    try:
        broken()
    except RuntimeError as error:
        said = list(stack(error, ("x",)))
    assert said[-1] == "RuntimeError: no such luck"
    assert all(line.startswith(("  cli/", "  tests/cli/")) for line in said[:-1]), said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ((), ""),
        (("Anna",), "..."),
        (("safety", "--answers", "none;none;pregnant"), "safety --answers ..."),
        (("session", "--pain", "7", "--plain"), "session --pain ... --plain"),
        (("new", "My back", "--line=knee"), "new ... --line=..."),
    ],
)
def test_the_command_line_of_a_report(typed: tuple[str, ...], shown: str) -> None:
    assert command_line(typed) == shown


@pytest.mark.parametrize(
    "line",
    [
        ("show",),
        ("print",),
        ("draw",),
        ("session",),
        ("export",),
        ("icepack", "--on"),
        ("list", "--area"),
        ("log", "--last"),
        ("log", "--strike"),
        ("session", "--speed"),
        ("check",),
        ("show", "bridge"),
    ],
    ids=" ".join,
)
def test_a_byte_of_an_argument_that_is_no_text_is_shown_in_one_way(
    program: Program, line: tuple[str, ...]
) -> None:
    said = program(*line, "a\udcff")
    assert "\\xff" in said.err  # or an example of what is meant
    assert "udcff" not in said.err + said.out


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform != "linux", reason="arguments are no text elsewhere")
def test_an_argument_that_is_no_text_is_no_traceback(program: Program) -> None:
    main = "from backpt.cli import main; main()"
    for line in (("show",), ("print", "--for"), ("safety", "--answers"), ("draw", "-o")):
        ended = program.start(main, *line, "a\udcff")
        assert ended.returncode in (0, 2)
        assert "Traceback" not in ended.stderr
