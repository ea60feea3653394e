"""Several people on one account: each has a diary, answers and settings of their own."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.errors import UsageError
from backpt.paths import WHO, person_folder, user_paths
from backpt.run.daily_copy import copies_in
from tests.homes import environment
from tests.played import Played

if TYPE_CHECKING:
    from tests.cli.conftest import Program

ANNA = ("--who", "anna")


def test_a_second_person_has_everything_of_their_own(program: Program) -> None:
    assert program("pain", "3").code == 0
    assert program(*ANNA, "pain", "7").code == 0
    assert program(*ANNA, "safety", "--answers", "none;none;bones").code == 0
    assert [one["pain"] for one in program("log", "--json").objects] == [3]
    assert [one["pain"] for one in program(*ANNA, "log", "--json").objects] == [7]
    assert not os.path.exists(program.paths.answers)
    hers = user_paths({**os.environ, WHO: "anna"})
    assert "about: bones" in Path(hers.answers).read_text()
    assert len(copies_in(hers.backups)) == 1
    assert WHO not in os.environ


@pytest.mark.parametrize(
    "words", [("--who", "Anna"), ("--who=Anna",), ("--who", "x", "--who", "anna")]
)
def test_the_name_is_on_the_first_page_in_the_log_and_with_what_is_kept(
    program: Program, words: tuple[str, ...]
) -> None:
    name = words[-1].removeprefix("--who=")
    assert program(*words, "pain", "4").lines[0] == f"For {name}."
    assert program(*words, "log").lines[0] == f"For {name}."
    first = program(*words).lines
    assert first[0] == f"For {name}."
    assert f"  backpt --who {name} session    Home basics" in first
    assert all("--who" in line for line in first if line.startswith("  backpt"))


def test_without_a_name_nothing_says_one(program: Program) -> None:
    assert program(*ANNA, "pain", "4").code == 0
    for words in ((), ("log",), ("pain", "3"), ("did", "home-basics")):
        assert "For " not in program(*words).out


def test_the_environment_names_somebody_too(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WHO, "Zoë")
    assert program("pain", "4").lines[0] == "For Zoë."
    assert program(*ANNA, "log").lines[0] == "For anna."
    assert os.environ[WHO] == "Zoë"
    monkeypatch.setenv(WHO, "../x")
    assert program("pain", "4").code == 2
    monkeypatch.setenv(WHO, "")
    assert "For" not in program("pain", "4").out


def test_who_has_nothing_yet_is_said_with_those_who_have(program: Program) -> None:
    assert "Nothing is kept for anna yet" in program(*ANNA, "pain", "4").err
    said = program("--who", "ana", "log")
    assert said.err == "Nothing is kept for ana yet: a diary is begun. There are: anna.\n"
    assert program(*ANNA, "log").err == ""


@pytest.mark.parametrize("words", [("session", "home-basics", "--plan"), ("week",), ("list",)])
def test_it_comes_before_every_command(program: Program, words: tuple[str, ...]) -> None:
    assert program(*ANNA, *words).code == 0


def test_behind_the_command_it_is_no_option(program: Program) -> None:
    said = program("pain", "4", "--who", "anna")
    assert said.code == 2
    assert not os.path.exists(program.paths.journal)


def test_where_lists_everybody(program: Program) -> None:
    for name in ("anna", "Zoë"):
        assert program("--who", name, "pain", "4").code == 0
    objects = program("where", "--json").objects
    folders = [Path(one["path"]).parent.name for one in objects if one["id"] == "person"]
    assert folders == ["anna", "zoë"]
    hers = program(*ANNA, "where", "--json").objects
    assert [Path(one["path"]).parent.name for one in hers if one["id"] == "person"] == ["zoë"]


def test_a_backup_says_whose_it_is_before_it_goes_to_somebody_else(program: Program) -> None:
    path = str(program.home / "anna.zip")
    assert program(*ANNA, "pain", "7").code == 0
    assert program(*ANNA, "backup", path).code == 0
    assert program("pain", "3").code == 0
    said, _ = program.asked("restore", path, answers=["n"])
    assert said.lines[0].startswith("Look twice: this is a backup of anna")
    back, _ = program.asked(*ANNA, "restore", path, answers=[])
    assert "Look twice" not in back.out


# --- names -----------------------------------------------------------------------------

NO_NAMES = (
    "", " ", ".", "..", "../x", "a/b", "a\\b", "/etc", "C:x", "a\0b", "a\nb", "a\x1b[31mb",
    "x" * 61, "-rf", ".hidden", "anna.", "con", "NUL", "com1.txt", "lpt9", "a:b", "a*", "a|b",
    "\udcff", "\u202eanna", "a\u200bb", "🙂", "'", "~", "$HOME",
)  # fmt: skip


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_no_folder_can_be_called_is_refused_and_makes_nothing(
    program: Program, name: str
) -> None:
    said = program("--who", name, "pain", "4")
    assert said.code == 2
    assert "A name has letters and digits" in said.err
    assert list(program.home.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Anna", "anna"),
        ("  Anna   Maria ", "anna maria"),
        ("Zoe\u0308", "zo\u00eb"),
        ("O'Brien", "o'brien"),
        ("O\u2019Brien", "o\u2019brien"),
        ("Dr. No", "dr. no"),
        ("STRASSE", "strasse"),
        ("Stra\u00dfe", "strasse"),
        ("\uff21nna", "anna"),
        ("\u0391\u03bd\u03bd\u03b1", "\u03b1\u03bd\u03bd\u03b1"),
        ("\u0905\u0928\u094d\u0928\u093e", "\u0905\u0928\u094d\u0928\u093e"),
        ("4", "4"),
        ("conny", "conny"),
    ],
)
def test_names_that_a_file_system_takes_for_one_are_one_person(name: str, folder: str) -> None:
    assert person_folder(name) == folder


@given(st.text(max_size=12))
def test_a_folder_is_its_own_name_in_any_case_and_form(name: str) -> None:
    try:
        folder = person_folder(name)
    except UsageError:
        return
    assert person_folder(folder) == folder
    assert len(folder.encode()) <= 255
    assert not set(folder) & set('/\\:*?"<>|\0')
    for form in ("NFC", "NFD"):
        assert person_folder(unicodedata.normalize(form, folder)) == folder
    if folder.upper().casefold() == folder:
        assert person_folder(folder.upper()) == folder


@pytest.mark.terminal
def test_a_name_loads_little_more_and_goes_to_the_front_door(program: Program) -> None:
    code = "import sys; from backpt.cli import run; run(sys.argv[1:]); print(*sys.modules)"
    loaded = {}
    for words in ((), ANNA):
        said = [program.start(code, *words, "pain", "4").stdout for _ in range(2)]
        loaded[words] = {*said[1].split("\n")[-2].split()}
    assert "typer" not in loaded[ANNA]
    more = {"backpt.cli.people", "backpt.language.en.people"}
    assert loaded[ANNA] - loaded[()] <= more
    assert "backpt.cli.people" not in loaded[()]


@pytest.mark.parametrize("more", [(), ("--plain",)])
def test_the_name_is_on_the_screen_of_a_session(tmp_path: Path, more: tuple[str, ...]) -> None:
    env = environment(tmp_path)
    hers = user_paths({**env, WHO: "anna"})
    Path(hers.data).mkdir(parents=True)
    shutil.copy(user_paths(env).answers, hers.answers)
    run = Played(
        [*ANNA, "session", "home-basics", "--pain", "2", *more], env, columns=100, lines=40
    )
    run.until(lambda shown: "anna" in shown and "Before you start" in shown)
    assert ("For anna." if more else "anna: ") in run.text
    run.interrupt()
    assert not os.path.exists(user_paths(env).journal)
