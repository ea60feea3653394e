"""The README says what is true: its commands, options, keys, transcript and YAML."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from backpt.language import captions, speech
from backpt.library import load, read_library
from backpt.paths import builtin_library
from backpt.prescription.model import Routine, prescribe
from backpt.session.commands import command_for
from backpt.session.compile import flatten
from backpt.session.player import Player
from backpt.session.steps import Compiled, Step, StepKind
from tests.homes import environment
from tests.pty_run import PROGRAM

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def run(home: Path, *arguments: str) -> str:
    return subprocess.run(
        [*PROGRAM, *arguments],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    ci = (Path(__file__).parents[1] / ".ci" / "run").read_text(encoding="utf-8")
    (command,) = [block for block in code_blocks("sh") if "pytest" in block]
    assert "pip install -e '.[dev]'" in command
    assert "install --quiet -e '.[dev]'" in ci
    assert "/pytest" in ci


def test_ci_tests_the_newest_versions_and_a_kept_set_that_names_every_dependency() -> None:
    root = Path(__file__).parents[1]
    ci = (root / ".ci" / "run").read_text(encoding="utf-8")
    installs = re.findall(r"/pip\" install --quiet (.*-e '\.\[dev\]')", ci)
    assert installs == ["-e '.[dev]'", "-c .ci/locked.txt -e '.[dev]'"]
    locked = (root / ".ci" / "locked.txt").read_text(encoding="utf-8").lower()
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    packages = [re.split(r"[<>=;\[ ]", line, maxsplit=1)[0].lower() for line in named]
    assert [name for name in packages if not re.search(rf"^{name}==", locked, re.M)] == []


@pytest.mark.terminal
@pytest.mark.parametrize("command", ["session", "icepack"])
def test_every_option_named_for_a_command_is_in_its_help(tmp_path: Path, command: str) -> None:
    (section,) = re.findall(r"## Commands\n(.*?)\n## ", README, flags=re.DOTALL)
    if command == "session":
        (named,) = re.findall(r"`session` also knows (.*?)\. `list`", section, flags=re.DOTALL)
    else:
        (named,) = re.findall(r"`backpt icepack` \|(.*)", section)
    options = re.findall(r"`(--[a-z-]+)", named)
    assert len(options) >= 4
    helped = run(tmp_path, command, "--help")
    assert [option for option in options if option not in helped] == []


def test_every_key_named_means_something() -> None:
    (table,) = re.findall(r"## Keys\n(.*?)\n\n[^|]", README, flags=re.DOTALL)
    keys = re.findall(r"`(.)`", "".join(row.split("|")[1] for row in table.splitlines()[3:]))
    steps = flatten_home()
    frame = Player(steps, speech).frame(0.0)
    assert set(keys) == set("pxbr+-hmuq?")
    assert [key for key in keys if key not in "?m" and command_for(key, frame) is None] == []


def test_the_keys_under_the_picture_are_those_of_a_session() -> None:
    (picture,) = [block for block in code_blocks("text") if "rep 3 of 6" in block]
    shown = re.findall(r"(\S+) (\S.*?)(?=   |$)", picture.partition(" left\n")[2], re.M)
    compiled = Compiled(home_basics(), flatten_home())
    player = Player(compiled.steps, speech)
    player.start(0.0)
    now = 0.0
    while player.frame(now).step.kind is not StepKind.WORK:
        player.tick(now := now + 1.0)
    keys = captions.caption(compiled, player.frame(now)).keys
    assert len(shown) == 7
    assert set(shown) <= set(keys)


def flatten_home() -> tuple[Step, ...]:
    return flatten(home_basics(), speech)


def home_basics() -> Routine:
    return prescribe(load(None, builtin_library(), None), "home-basics")


@pytest.mark.terminal
def test_the_transcript_is_what_the_program_prints(tmp_path: Path) -> None:
    (transcript,) = [block for block in code_blocks("text") if block.startswith("$ backpt")]
    command, *shown = transcript.splitlines()
    said = run(tmp_path, *command.split()[2:], "home-basics", "--speed", "2000").splitlines()
    assert said[: len(shown)] == shown


def test_the_exercises_of_the_readme_are_read_without_a_problem(tmp_path: Path) -> None:
    (text,) = code_blocks("yaml")
    file = tmp_path / "exercises.yaml"
    file.write_text(text, encoding="utf-8")
    library, problems = read_library(str(file), base=load(None, builtin_library(), None))
    assert [str(problem) for problem in problems] == []
    assert list(library.routines) == ["mine"]
