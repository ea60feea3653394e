"""Two doors, one result: what is read before typer is imported means what typer reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from backpt.cli.app import COMMANDS, function_of, typer_command
from backpt.cli.front_door import values
from backpt.cli.options import Argument, declared, flags_of

if TYPE_CHECKING:
    from tests.cli.conftest import Program

HOT = ("session", "icepack")
WORDS = ("2", "07", "1.5", "15m", "tones", "lower back", "x", "", "-1", "-", "--", "1e3", "²")
"""What is written after an option that takes a value, or alone."""
LOADED = """
import sys
from backpt.cli import run
run(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
"""


_command = cache(typer_command)


def by_typer(name: str, words: list[str]) -> dict[str, Any] | None:
    """Return every argument as typer reads it; ``None`` for a mistake."""
    try:
        with _command(name).make_context(name, list(words)) as context:
            return dict(context.params)
    except (typer.TyperException, typer.Exit):
        return None


def at_the_door(name: str, words: list[str]) -> dict[str, Any] | None:
    """Return every argument as the front door reads it; ``None`` where it does not."""
    function: Any = function_of(name)
    said = values(function, words)
    return None if said is None else {**function.__kwdefaults__, **said}


def typed(name: str) -> list[list[str]]:
    """Return each argument and option of a command as somebody may type it."""
    samples: dict[object, str] = {int: "2", int | None: "2", float: "1.5"}
    found = []
    for parameter, (kind, said) in declared(function_of(name)).items():
        value = samples.get(kind, "tones")
        if isinstance(said, Argument):
            found.append([value])
        else:
            for flag in flags_of(parameter, said):
                found.append([flag] if kind is bool else [flag, value])
    return found


@pytest.mark.parametrize("name", HOT)
def test_both_doors_read_every_combination_of_options_alike(name: str) -> None:
    every = typed(name)
    assert len(every) >= 12
    groups = [group for many in range(4) for group in combinations(every, many)]
    for group in (*groups, every, every[::-1]):
        words = [word for one in group for word in one]
        read = at_the_door(name, words)
        assert read is not None, words
        assert read == by_typer(name, words), words


@pytest.mark.parametrize("name", HOT)
@given(data=st.data())
def test_whatever_the_front_door_reads_typer_reads_alike(
    name: str, data: st.DataObject
) -> None:
    flags = [one[0] for one in typed(name)]
    word = st.sampled_from([*flags, *WORDS, "--no-such", f"{flags[-1]}=x", "--help"])
    words = data.draw(st.lists(word, max_size=6))
    read = at_the_door(name, words)
    if read is not None:
        assert read == by_typer(name, words)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--no-such"],
        ["--pain"],
        ["--pain", "x"],
        ["--pain", "-1"],
        ["--pain", "2", "--pain", "3"],
        ["--pain=2"],
        ["--sound", "--plain"],
        ["home-basics", "classic-six"],
        ["--", "home-basics"],
    ],
)
def test_the_front_door_leaves_all_that_is_not_plain_to_typer(words: list[str]) -> None:
    assert values(function_of("session"), words) is None


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_in_the_file_and_of_the_help_that_the_list_says(name: str) -> None:
    function: Callable[..., int] = function_of(name)
    assert function.__module__ == f"backpt.cli.{COMMANDS[name].file}"
    assert typer_command(name).help == COMMANDS[name].help


@pytest.mark.terminal
@pytest.mark.parametrize(
    "words",
    [
        ["session", "home-basics", "--pain", "2", "--sound", "tones", "--plan"],
        ["icepack", "--on", "10m", "--area", "lower back", "--plan"],
    ],
)
def test_options_written_plainly_do_not_load_typer(program: Program, words: list[str]) -> None:
    ended = program.start(LOADED, *words)
    assert ended.returncode == 0, ended.stderr
    assert "typer" not in ended.stderr.split()
    assert "Total" in ended.stdout


OF_A_SESSION = {
    "backpt.journal.codec",
    "backpt.prescription.model",
    "backpt.session.events",
    "backpt.session.records",
    "backpt.session.steps",
}
FOR_REVIEWERS = "backpt.library.safety_review"
SLOW = {"datetime", "html", "shlex", "sqlite3", "textwrap", "shutil"}
"""What took a tenth of a bare start each, and is needed for nothing that is said every day."""
MOST_OF_PAIN, MOST_OF_THE_PAGE = 55, 86
"""Modules of ours: the fixed cost of one is a hundredth of a bare start."""
OF_A_PLAN = {"backpt.settings", "backpt.session.compile", "backpt.session.resume"}


@pytest.mark.terminal
def test_pain_loads_neither_typer_nor_a_session(program: Program) -> None:
    assert program("session", "--plan").code == 0
    assert program("pain", "4").code == 0  # the first of a day makes the copy of it, at the end
    ended = program.start(LOADED, "pain", "4")
    assert ended.returncode == 0, ended.stderr
    assert "pain 4" in ended.stdout
    loaded = set(ended.stderr.split())
    assert not loaded & {"typer", "json", "subprocess", "backpt.library", FOR_REVIEWERS}
    assert not loaded & SLOW
    assert not loaded & OF_A_SESSION
    assert sum(name.startswith("backpt.") for name in loaded) <= MOST_OF_PAIN


@pytest.mark.terminal
def test_the_home_page_loads_neither_typer_nor_how_a_session_is_compiled(
    program: Program,
) -> None:
    assert program("pain", "9").code == 0  # the page says something of it
    program.start(LOADED)  # reads the library, and keeps it compiled
    ended = program.start(LOADED)
    assert ended.returncode == 0, ended.stderr
    assert "backpt session" in ended.stdout
    loaded = set(ended.stderr.split())
    assert "backpt.language.en.weeks" in loaded
    assert not loaded & {"typer", FOR_REVIEWERS, *OF_A_PLAN, *SLOW}
    assert sum(name.startswith("backpt.") for name in loaded) <= MOST_OF_THE_PAGE


@pytest.mark.terminal
def test_a_command_loads_no_file_of_another(program: Program) -> None:
    ended = program.start(LOADED, "where")
    others = {f"backpt.cli.{one.file}" for one in COMMANDS.values()} - {"backpt.cli.where"}
    assert not others & set(ended.stderr.split())


def test_the_door_of_pain_reads_as_typer_does_and_leaves_activities_to_it() -> None:
    every = [one for one in typed("pain") if "--activity" not in one]
    for group in (group for many in range(4) for group in combinations(every, many)):
        words = [word for one in group for word in one]
        read, typers = at_the_door("pain", words), by_typer("pain", words)
        assert read is not None
        assert typers is not None
        assert read == typers | {"activity": typers["activity"] or None}, words
    assert at_the_door("pain", ["4", "--activity", "shoes=3"]) is None
