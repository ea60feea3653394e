"""What Tab offers, and that it never says anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backpt.cli import completion

if TYPE_CHECKING:
    from tests.cli.conftest import Program, Said

MAIN = "from backpt.cli import main; main()"


def complete(program: Program, monkeypatch: pytest.MonkeyPatch, words: str) -> Said:
    """Ask as bash does, with the cursor at the end of ``words``."""
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    monkeypatch.setenv("_BACKPT_COMPLETE", "complete_bash")
    return program()


def test_names_begin_with_what_was_typed(program: Program) -> None:
    assert completion.names("knee-ti") == ["knee-tilts"]
    assert "home-basics" in completion.names("home")


def test_without_a_letter_only_ids_are_offered(program: Program) -> None:
    offered = completion.names("")
    assert "knee-tilts" in offered
    assert "knee-rolls" not in offered


def test_an_alias_with_blanks_is_offered_with_hyphens_and_understood(program: Program) -> None:
    assert completion.names("lower-trunk") == ["lower-trunk-rotation"]
    assert program("show", "lower-trunk-rotation").code == 0


@pytest.mark.slow
def test_every_name_offered_needs_no_quotes_and_is_known(program: Program) -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for name in completion.names(letter):
            assert name.replace("-", "").replace("_", "").isalnum()
            assert program("show", name, "--json").objects


@pytest.mark.slow
def test_every_word_offered_to_list_is_understood(program: Program) -> None:
    for word in completion.sought(""):
        assert program("list", word, "--json").objects, word


@pytest.mark.slow
def test_every_value_offered_for_a_filter_is_known(program: Program) -> None:
    for option, offered in (
        ("--area", completion.areas),
        ("--category", completion.categories),
        ("--position", completion.positions),
        ("--equipment", completion.equipment_names),
        ("--phase", completion.phases),
    ):
        values = offered("")
        assert len(values) > 2
        for value in values:
            assert program("list", option, value, "--json").code == 0


def test_a_broken_library_offers_nothing_and_says_nothing(program: Program) -> None:
    program.write_own("version: 1\nexercises: [")
    assert completion.names("knee") == []
    assert completion.sought("ba") == []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("backpt ses", ["session"]),
        ("backpt session home", ["home-basics"]),
        ("backpt show knee-ti", ["knee-tilts"]),
        ("backpt list ro", ["routines"]),
        ("backpt list lying", ["lying-down"]),
        ("backpt list band pha", ["phase-1", "phase-2", "phase-3"]),
        ("backpt list --position sea", ["seated"]),
        ("backpt list --equipment no", ["none"]),
        ("backpt list --area front-of-t", ["front-of-thigh"]),
        ("backpt session --pla", ["--plan", "--plain"]),
    ],
)
def test_bash_is_offered_commands_options_and_names(
    program: Program, monkeypatch: pytest.MonkeyPatch, words: str, offered: list[str]
) -> None:
    said = complete(program, monkeypatch, words)
    assert (said.code, said.err) == (0, "")
    assert said.out.split() == offered


@pytest.mark.parametrize("words", ["", "backpt nonsense x", "backpt show 'open", "backpt \x07"])
def test_nothing_typed_makes_completion_speak(
    program: Program, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    said = complete(program, monkeypatch, words)
    assert said.err == ""
    assert "Traceback" not in said.out


@pytest.mark.terminal
def test_a_shell_that_asks_the_real_program_is_offered_the_same(program: Program) -> None:
    ended = program.start(
        MAIN,
        COMP_WORDS="backpt session home",
        COMP_CWORD="2",
        _BACKPT_COMPLETE="complete_bash",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.split() == ["home-basics"]


@pytest.mark.terminal
def test_the_script_for_the_shell_asks_backpt(program: Program) -> None:
    ended = program.start(MAIN, _BACKPT_COMPLETE="source_bash", PATH="/usr/bin:/bin")
    assert "_BACKPT_COMPLETE=complete_bash" in ended.stdout
