"""Figures as files, and a figure that moves below what ``show`` prints."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from backpt.library import open_library
from tests.homes import environment
from tests.played import Played

from .conftest import Program

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of POSIX")


def test_a_figure_is_written_as_svg_under_the_exercises_name(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = program("draw", "bridge")
    assert (said.code, said.out) == (0, "bridge.svg\n")
    root = ElementTree.parse(tmp_path / "bridge.svg").getroot()
    assert root.find("{http://www.w3.org/2000/svg}title") is not None


def test_png_is_a_picture_of_dots(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "bridge.png"
    assert program("draw", "bridge", "-o", str(path)).code == 0
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", data[16:24])
    assert width > height > 100


def test_the_other_side_and_another_theme_are_other_pictures(
    program: Program, tmp_path: Path
) -> None:
    drawn: set[bytes] = set()
    for options in ((), ("--left",), ("--theme", "mono")):
        path = tmp_path / f"{len(drawn)}.svg"
        assert program("draw", "clamshell", "-o", str(path), *options).code == 0
        drawn.add(path.read_bytes())
    assert len(drawn) == 3


def test_nothing_is_written_over_unless_it_is_asked_for(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "bridge.svg"
    path.write_text("mine")
    said = program("draw", "bridge", "-o", str(path))
    assert (said.code, path.read_text()) == (2, "mine")
    assert "--force" in said.err
    assert program("draw", "bridge", "-o", str(path), "--force").code == 0
    assert path.read_text() != "mine"


@pytest.mark.slow
def test_all_figures_go_into_a_folder(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "all of them"
    said = program("draw", "--all", "-o", str(folder))
    assert said.code == 0
    library = open_library()
    drawn = {one.id for one in library.exercises.values() if one.figure}
    assert {path.stem for path in folder.iterdir()} == drawn
    assert said.lines[0] == f"{len(drawn)} figures in {folder}"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("draw",), "Name an exercise, or say --all."),
        (("draw", "bridge", "--all"), "Name an exercise, or say --all."),
        (("draw", "brigde"), "bridge"),
        (("draw", "home-basics"), "home-basics"),
        (("draw", "bridge", "-o", "bridge.jpg"), "is neither"),
        (("draw", "bridge", "--theme", "neon"), "--theme is one of: line, solid, mono."),
        (("draw", "bridge", "-o", "nowhere/bridge.svg"), "no folder nowhere"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(
    program: Program, typed: tuple[str, ...], sentence: str
) -> None:
    said = program(*typed)
    assert said.code == 2
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1


def test_through_a_pipe_the_pictures_are_said(program: Program) -> None:
    said = program("show", "bridge")
    assert "In pictures" in said.lines
    assert not any("\u2801" <= one <= "\u28ff" for one in said.out)


def test_show_moves_until_a_key_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    run = Played(["show", "bridge"], environment(tmp_path), columns=100, lines=40)
    run.until("any key ends")
    first = run.text.count("\u28ff")
    run.until(lambda text: text.count("\u28ff") > first)  # it is drawn again: it moves
    run.press("x")
    assert run.end() == 0
    assert run.sent.rindex(b"\x1b[?25h") > run.sent.rindex(b"\x1b[?25l")


def test_a_moving_figure_is_said_too_and_drawn_anew_in_another_window(tmp_path: Path) -> None:
    run = Played(["show", "bridge"], environment(tmp_path))
    run.until("any key ends")
    assert "4. Hold, then lower slowly" in run.text  # the steps stand above it, in sight
    pictures = run.sent.count(b"any key ends")
    run.resize(60, 30)
    run.until(lambda _: run.sent.count(b"any key ends") > pictures + 2)
    assert "any key ends" in run.text
    assert b"In pictures" not in run.sent
    run.press("x")
    assert run.end() == 0
    assert b"In pictures" in run.sent


@pytest.mark.parametrize(("setting", "dots"), [("no", False), ("ascii", False), ("yes", True)])
def test_a_figure_is_shown_as_the_settings_say(
    tmp_path: Path, setting: str, dots: bool
) -> None:
    settings = tmp_path / ".config/backpt/settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"figure: {setting}\n")
    run = Played(["show", "bridge"], environment(tmp_path), columns=100, lines=40)
    if setting != "no":
        run.until("any key ends")
        run.press("x")
    assert run.end() == 0
    assert any("\u2801" <= one <= "\u28ff" for one in run.sent.decode()) is dots
    assert (b"any key ends" in run.sent) is (setting != "no")


def test_ctrl_c_ends_a_moving_figure_as_it_ends_everything(tmp_path: Path) -> None:
    run = Played(["show", "bridge"], environment(tmp_path), columns=100, lines=40)
    run.until("any key ends")
    run.press("\x03")
    assert run.end() == 130
    assert b"\x1b[?25h" in run.sent


def test_show_without_a_figure_ends_by_itself(tmp_path: Path) -> None:
    run = Played(
        ["show", "bridge", "--no-figure"], environment(tmp_path), columns=100, lines=40
    )
    assert run.end() == 0
    assert b"In pictures" in run.sent
    assert b"any key ends" not in run.sent


@pytest.mark.parametrize("command", [("draw", "bridge"), ("export", "home-basics")])
def test_an_empty_name_is_no_wish_for_the_usual_one(
    program: Program, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = program(*command, "-o", "")
    assert (said.code, said.out) == (2, "")
    assert said.err == "-o is empty; name a file after it, or leave it out.\n"
    assert program("draw", "--all", "-o", "").err.startswith("-o is empty; name a folder")
    assert not list(tmp_path.glob("*.*"))
