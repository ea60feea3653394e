"""The grammar: help, mistakes of usage, what a start loads, and the odd environments."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backpt
from backpt import __version__
from backpt.cli.app import COMMANDS as COMMANDS_OF
from backpt.cli.app import function_of
from backpt.cli.options import Option, declared, flags_of

if TYPE_CHECKING:
    from tests.cli.conftest import Program

ROOT = str(Path(backpt.__file__).parents[1])
MAIN = "from backpt.cli import main; main()"
COMMANDS: tuple[str, ...] = ("session", "icepack", "safety", "list", "show", "check")
COMMANDS += (
    "pain",
    "advice",
    "plan",
    "week",
    "log",
    "sound",
    "new",
    "review",
    "edit",
    "import",
    "export",
    "where",
    "schema",
)
LOADED = """
import sys
from backpt.cli import run
run(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
"""
"""Run a command line, then tell what it loaded on standard error."""


def test_help_names_every_command(program: Program) -> None:
    said = program("--help")
    assert said.code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_examples_that_are_understood(
    program: Program, command: str
) -> None:
    said = program(command, "--help")
    assert said.code == 0
    examples = [line.split() for line in said.lines if line.startswith("    backpt ")]
    assert examples
    assert all(example[1] == command for example in examples)


@pytest.mark.parametrize("columns", [40, 80])
def test_the_options_in_help_fit_the_terminal(program: Program, columns: int) -> None:
    lines = program("log", "--help", columns=columns).lines
    assert max(map(len, lines)) <= columns


def test_help_has_no_boxes_and_no_colour(program: Program) -> None:
    said = program("session", "--help", columns=100)
    assert said.out.isascii()
    assert "\x1b" not in said.out


def test_the_version_is_told_before_a_command_too(program: Program) -> None:
    assert program("--version").out == f"backpt {__version__}\n"
    assert program("--version", "list").out == f"backpt {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["sesion"], "No such command 'sesion'. Did you mean 'session'? See: backpt --help"),
        (["session", "--cycles"], "No such option: --cycles. See: backpt session --help"),
        (["show"], "Missing argument 'NAME'. See: backpt show --help"),
        (["log", "--who", "anna"], "Write --who NAME first: backpt --who NAME session"),
        (["session", "--who=anna"], "Write --who NAME first: backpt --who NAME session"),
        (["log", "--strike"], "Option '--strike' requires an argument. See: backpt log --help"),
        (
            ["session", "--pain", "x"],
            "--pain is a whole number, such as --pain 2; 'x' is none.",
        ),
        (["session", "--pain", "11"], "from 0 (none) to 10 (worst)"),
        (["session", "--pain", "-1"], "from 0 (none) to 10 (worst)"),
        (["session", "--speed", "0"], "--speed is a number from 0.1"),
        (["session", "--speed", "nan"], "--speed is a number from 0.1"),
        (["session", "--heat-before", "15"], "15 min for minutes"),
        (["session", "no-such-thing"], "There is no routine or exercise no-such-thing"),
        (
            ["icepack", "--cycles", "x"],
            "--cycles is a whole number, such as --cycles 2; 'x' is none.",
        ),
        (["icepack", "--cycles", "9"], "1 to 3 cycles"),
        (["icepack", "--on", "25m"], "5 to 20 min"),
        (["show", "bridge", "curl-up"], "unexpected extra argument"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(
    program: Program, arguments: list[str], sentence: str
) -> None:
    said = program(*arguments)
    assert said.code == 2
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


NUMBERS = tuple(
    (command, flags_of(name, said)[0])
    for command in COMMANDS_OF
    for name, (kind, said) in declared(function_of(command)).items()
    if isinstance(said, Option) and kind in (int, int | None, float)
)


@pytest.mark.parametrize(("command", "option"), NUMBERS)
def test_every_option_that_takes_a_number_says_which_to_type(
    program: Program, command: str, option: str
) -> None:
    said = program(command, option, "x")
    assert said.code == 2
    assert re.fullmatch(
        rf"{option} is a (whole )?number, such as {option} \d; 'x' is none\.\n", said.err
    )


def test_escapes_in_a_command_line_do_not_reach_the_terminal(program: Program) -> None:
    said = program("\x1b[31mred\x07")
    assert said.code == 2
    assert said.err.rstrip("\n").isprintable()


def test_a_mistake_of_many_pages_is_told_in_a_few_lines(program: Program) -> None:
    assert len(program("x" * 10_000).err) < 400


@pytest.mark.parametrize("minutes", [["--ice-after", "10m"], ["--ice-after=10m"]])
def test_options_of_a_session_are_heeded_at_either_door(
    program: Program, minutes: list[str]
) -> None:
    """A value behind = is left to typer; ``test_front_door`` compares the two."""
    said = program("session", "leg-lifts", "--plan", *minutes, "--self-paced")
    assert said.code == 0
    assert "Cold pack" in said.out
    assert "until you press space" in said.out


DIARY = tuple(
    f"backpt.journal.{path.stem}"
    for path in sorted(Path(ROOT, "backpt", "journal").glob("[a-z]*.py"))
    if path.stem not in ("answers_file", "agreed_doses", "waiting", "local_days")
)
"""All of the journal but the answers to the safety cards, which say what is for the user, and
what looks whether there is a diary at all."""


LED = (
    "backpt.session.player",
    "backpt.run.presenter",
    "backpt.journal.recorder",
    "backpt.journal.spill",
    "backpt.progress",
    "backpt.sound",
)
"""What only a session that is led needs, or one that was kept beside the journal."""


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("arguments", "not_loaded"),
    [
        (
            ["--version"],
            ("typer", "rich", "yaml", "_sqlite3", "json", "dataclasses", "pathlib"),
        ),
        (["--help"], ("rich", "yaml", "_sqlite3", "json", "backpt.library", "backpt.journal")),
        (["list"], ("rich", "yaml", "_sqlite3", "json", "backpt.journal")),
        (["show", "leg-lifts"], ("rich", "yaml", "_sqlite3", *DIARY)),
        (["log"], ("rich", "yaml", "backpt.library")),
        (["session", "--plan"], ("typer", "yaml", "inspect", "dataclasses", *LED)),
        (["icepack", "--plan"], ("typer", "yaml", "inspect", "dataclasses", *LED)),
    ],
)
def test_a_start_loads_only_what_it_uses(
    program: Program, arguments: list[str], not_loaded: tuple[str, ...]
) -> None:
    program.start(LOADED, "list")  # keeps the library compiled
    ended = program.start(LOADED, *arguments)
    assert ended.returncode == 0, ended.stderr
    loaded = ended.stderr.split()
    assert [name for name in loaded if name.startswith(not_loaded)] == []


@pytest.mark.terminal
def test_a_closed_pipe_is_no_error(program: Program) -> None:
    first = "import sys; print(sys.stdin.readline(), end='')"
    listing = subprocess.Popen(
        [sys.executable, "-c", MAIN, "list"],
        env={"HOME": str(program.home), "PYTHONPATH": ROOT},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    head = subprocess.run(
        [sys.executable, "-c", first],
        stdin=listing.stdout,
        capture_output=True,
        text=True,
        check=True,
    )
    assert listing.stdout is not None
    listing.stdout.close()
    _, errors = listing.communicate(timeout=30)
    assert head.stdout.startswith("routine")
    assert errors == ""
    assert listing.returncode == 0


@pytest.mark.terminal
@pytest.mark.parametrize(
    "command", [(), ("list",), ("show", "leg-lifts"), ("log",), ("check",)]
)
def test_a_home_that_is_missing_or_cannot_be_written_is_fine(
    program: Program, command: tuple[str, ...]
) -> None:
    blocked = program.home / "file"
    blocked.write_text("a file where a folder is wanted")
    for home in (str(program.home / "missing"), str(blocked)):
        ended = program.start(MAIN, *command, HOME=home)
        if command == ("log",) and home == str(blocked):  # a diary may be there: it is said
            assert (ended.returncode, ended.stdout) == (1, "")
            assert "cannot be read or written (Not a directory)" in ended.stderr
            continue
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout


@pytest.mark.terminal
def test_an_output_without_unicode_gets_ascii(program: Program) -> None:
    program.write_own(
        "version: 1\nexercises:\n  breath:\n    name: Überatmung\n    category: mobility\n"
        "    position: supine\n    phase: 1\n    dose: {reps: 1, out: 3s}\n"
        "    cue: Breathe.\n    steps: [Breathe “in” and out.]\n    sources: []\n"
    )
    ended = program.start(
        MAIN,
        "show",
        "breath",
        XDG_CONFIG_HOME=str(program.home / "config"),
        PYTHONIOENCODING="ascii",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Uberatmung" in ended.stdout
    assert '"in"' in ended.stdout


@pytest.mark.terminal
def test_json_is_json_in_any_locale(program: Program) -> None:
    ended = program.start(MAIN, "list", "--json", PYTHONIOENCODING="ascii")
    assert {"exercise", "routine"} == {one["kind"] for one in json.loads(ended.stdout)}
