"""``backpt print``: the right file, whole or not at all, and a sentence for what is wrong."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import select
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.terminal.text import width
from tests.homes import environment
from tests.pty_run import Terminal

if TYPE_CHECKING:
    from tests.cli.conftest import Program

OWN = """\
version: 1
exercises:
  lift:
    name: Hip lift
    position: supine
    dose: {reps: 5, out: 2s, hold: 5s, back: 2s, relax: 1s}
    figure:
      view: side
      props: [floor]
      anchor: shoulders
      plant: [feet]
      active: [torso]
      poses:
        start: {base: hook-lying, says: "On your back, knees bent"}
        up: {lean: -26, neck: 26, says: "Hips up"}
routines:
  mine:
    name: Mine
    exercises: [leg-lifts, knee-tilts]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the program is started in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


# --- what is made ----------------------------------------------------------------------


def test_a_pdf_is_named_after_the_routine_and_its_path_is_printed(
    program: Program, here: Path
) -> None:
    said = program("print", "home-basics")
    assert (said.code, said.out, said.err) == (0, "home-basics.pdf\n", "")
    assert names(here) == ["home-basics.pdf"]
    assert (here / "home-basics.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_name_it_is_the_usual_routine(program: Program, here: Path) -> None:
    assert program("print").out == "home-basics.pdf\n"
    assert names(here) == ["home-basics.pdf"]


def test_an_exercise_by_any_of_its_names_is_a_sheet_too(program: Program, here: Path) -> None:
    assert program("print", "Knee rolls", "--to", "html").out == "knee-tilts.html\n"
    assert "Knee tilts" in (here / "knee-tilts.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", b"<!doctype html>"), ("a.md", b"# Home"), ("a", b"%PDF")]
)
def test_the_name_of_the_file_says_the_kind(
    program: Program, here: Path, name: str, begins: bytes
) -> None:
    assert program("print", "home-basics", "-o", name).code == 0
    assert (here / name).read_bytes().lstrip().startswith(begins)


def test_markdown_has_its_pictures_beside_it(program: Program, here: Path) -> None:
    program.write_own(OWN)
    assert program("print", "lift", "--to", "md", "--full").out == "lift.md\n"
    assert names(here) == [
        "lift.assets",
        "lift.assets/1-1.svg",
        "lift.assets/1-2.svg",
        "lift.md",
    ]
    text = (here / "lift.md").read_text(encoding="utf-8")
    assert "](lift.assets/1-1.svg)" in text
    assert "](lift.assets/1-2.svg)" in text


def test_into_a_pipe_the_sheet_is_lines_without_escapes(program: Program, here: Path) -> None:
    said = program("print", "home-basics", "--to", "terminal", "--full")
    assert said.code == 0
    assert "\x1b" not in said.out
    assert "1. Knee tilts" in said.lines
    assert "  5 times, hold 3 seconds, each side, alternating." in said.lines
    assert names(here) == []


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_on_a_terminal_no_line_is_too_long(program: Program, here: Path, columns: int) -> None:
    said = program("print", "home-basics", "--to", "terminal", columns=columns)
    assert said.code == 0
    assert max(map(len, said.lines)) <= columns
    assert "Get medical help at once" in " ".join(said.out.split())


def test_a_planned_routine_has_boxes_on_its_days_only(program: Program, here: Path) -> None:
    program("plan", "home-basics", "--days", "mon,wed,fri")
    said = program("print", "home-basics", "--to", "terminal")
    assert "Planned: Mon, Wed, Fri." in " ".join(said.out.split())
    (row,) = [line for line in said.lines if "Week 1" in line]
    assert row.count("☐") == 3
    other = program("print", "wind-down", "--to", "terminal")
    (row,) = [line for line in other.lines if "Week 1" in line]
    assert row.count("☐") == 7


def test_a_diary_that_cannot_be_read_costs_no_sheet(program: Program, here: Path) -> None:
    Path(program.paths.journal).parent.mkdir(parents=True, exist_ok=True)
    Path(program.paths.journal).write_bytes(b"This is no diary." * 100)
    said = program("print", "home-basics", "--to", "terminal")
    assert said.code == 0
    assert "The plan cannot be read" in said.err
    (row,) = [line for line in said.lines if "Week 1" in line]
    assert row.count("☐") == 7


def test_the_options_are_on_the_sheet(program: Program, here: Path) -> None:
    options = ("--for", "Zoë", "--by", "J. Okafor", "--phone", "0123", "--from", "2026-11-30")
    said = program("print", "home-basics", "--to", "terminal", "--weeks", "1", *options)
    assert said.lines[:3] == [
        "Home basics",
        "For Zoë, by J. Okafor, from 30 November 2026",
        "Questions? Call 0123",
    ]
    assert "From Mon 30 Nov" in said.out
    assert "Mon 7 Dec" not in said.out


def test_names_are_not_in_the_name_of_the_file(program: Program, here: Path) -> None:
    program("print", "home-basics", "--for", "Secret", "--to", "html")
    assert names(here) == ["home-basics.html"]


def test_control_characters_and_turned_writing_are_left_out(
    program: Program, here: Path
) -> None:
    said = program("print", "--to", "terminal", "--for", "A\x1b[31m\u202eB\tC\nD")
    assert said.lines[1].startswith("For A")
    assert {"\x1b", "\u202e", "\t"}.isdisjoint(said.out)


def test_the_paper_is_that_of_the_locale_or_the_one_asked_for(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    program("print", "--to", "html", "-o", "us.html")
    program("print", "--to", "html", "-o", "a4.html", "--paper", "A4")
    assert "size: letter;" in (here / "us.html").read_text(encoding="utf-8")
    assert "size: A4;" in (here / "a4.html").read_text(encoding="utf-8")


def test_a_font_that_lacks_characters_is_said(program: Program, here: Path) -> None:
    said = program("print", "home-basics", "--for", "Яна")
    assert said.code == 0
    assert said.err.startswith("The font of the sheet lacks Я (U+042F)")


def test_without_a_pdf_maker_it_is_a_web_page_and_that_is_said(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said = program("print", "home-basics")
    assert (said.code, said.out) == (0, "home-basics.html\n")
    assert "There is no PDF maker for this machine" in said.err
    for name in ("sheet.pdf", "Sheet.PDF"):
        assert program("print", "home-basics", "-o", name).out == f"{name[:-4]}.html\n"
    assert names(here) == ["Sheet.html", "home-basics.html", "sheet.html"]
    assert program("print", "home-basics", "--print").code == 1


@pytest.mark.slow
def test_every_routine_goes_into_a_folder(program: Program, here: Path) -> None:
    said = program("print", "--all", "-o", "sheets", "--to", "html")
    assert said.code == 0
    ids = [one["id"] for one in program("list", "routines", "--json").objects]
    assert names(here) == sorted(["sheets", *(f"sheets/{id_}.html" for id_ in ids)])
    assert said.out == f"{len(ids)} sheets in sheets\n"


# --- precautions -----------------------------------------------------------------------


def test_a_sheet_says_what_a_precaution_left_out(program: Program, here: Path) -> None:
    assert program("safety", "--answers", "none;none;12").code == 0
    said = program("print", "home-basics", "--to", "terminal")
    assert "Left out for you: " in said.out
    assert "Pregnant" in said.out
    assert "2. Leg lifts" not in said.out


PACKED = """\
version: 1
routines:
  warm:
    name: Warm
    exercises: [knee-tilts, {heat: 10 min}, {cold: 10 min}]
"""


@pytest.mark.slow
@pytest.mark.parametrize("allowed", ["none", "heat", "cold", "heat, cold"])
@pytest.mark.parametrize("packs", ["none", "child", "heat-sensitive", "clot"])
@pytest.mark.parametrize("about", ["none", "diabetes", "heart"])
def test_the_packs_on_the_sheet_are_those_of_the_plan(
    program: Program, here: Path, about: str, packs: str, allowed: str
) -> None:
    program("safety", "--answers", f"none;none;{about};{packs}")
    answers = Path(program.paths.answers)
    answers.write_text(f"{answers.read_text()}allowed: {allowed}\n")
    program.write_own(PACKED)
    plan = program("session", "warm", "--plan").out
    sheet = program("print", "warm", "--to", "terminal")
    for pack in ("Heat", "Cold pack"):
        is_led = any(pack in map(str.strip, line.split("  ")) for line in plan.splitlines())
        is_left_out = f"Left out for you: {pack}." in sheet.out
        is_printed = pack in sheet.lines
        assert (is_led, is_left_out) == (is_printed, not is_printed), f"{plan}\n{sheet.out}"


def test_a_sheet_says_itself_that_the_safety_answers_are_damaged(
    program: Program, here: Path
) -> None:
    program("safety", "--answers", "none;none;pregnant")
    Path(program.paths.answers).write_text("answered: never\n")
    for more in ((), ("--full",)):
        said = program("print", "home-basics", "--to", "terminal", *more)
        assert said.code == 0
        assert "the file with your safety answers is damaged" in said.out
        assert "is no date" in said.err
    Path(program.paths.answers).unlink()
    assert "damaged" not in program("print", "home-basics", "--to", "terminal").out


def test_a_routine_of_which_nothing_is_left_is_one_sentence(
    program: Program, here: Path
) -> None:
    program("safety", "--answers", "none;none;12")
    program.write_own(OWN)
    said = program("print", "mine")
    assert said.code == 2
    assert said.err.startswith("Nothing of Mine is left for you now.")
    assert names(here) == []


@pytest.mark.parametrize("more", [("home-basics",), ("--all", "-o", "sheets")])
def test_a_warning_sign_that_nobody_has_seen_prints_nothing(
    program: Program, here: Path, more: tuple[str, ...]
) -> None:
    program("safety", "--answers", "2;none;none")
    said = program("print", *more)
    assert said.code == 4
    assert "Call your emergency number" in said.err
    assert said.err == program("safety").err  # one wording, wherever it is said
    assert "backpt safety --seen" in said.err
    assert names(here) == []


# --- what is wrong ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nothing-like-it",), "There is no routine or exercise nothing-like-it"),
        (("--paper", "a3"), "--paper is one of: a4, letter."),
        (("--to", "doc"), "--to is one of: pdf, html, md, terminal."),
        (("--weeks", "0"), "--weeks is a whole number from 1 to 12."),
        (("--weeks", "99"), "--weeks is a whole number from 1 to 12."),
        (("--from", "30.11.2026"), "--from is a day as year-month-day"),
        (("--from", "0001-01-01"), "--from is a day of our time"),
        (("--for", "x" * 1001), "--for is a line of text"),
        (("home-basics", "--all"), "A routine or --all, not both."),
        (("--to", "terminal", "-o", "x"), "--to terminal shows one sheet here"),
        (("--to", "html", "-o", "a.pdf"), "--to html and -o a.pdf do not agree"),
        (("-o", "a.doc"), "A sheet is written as .pdf, .html or .md; a.doc is none"),
        (("-o", "-"), "-o names a file"),
        (("-o", ""), "-o is empty; name a file after it, or leave it out."),
        (("--all", "-o", " "), "-o is empty; name a folder after it, or leave it out."),
        (("--printer", ""), "--printer is empty; name one after it, or say --print"),
        (("-o", os.devnull, "--force"), f"{os.devnull} is no ordinary file"),
        (("--to", "html", "--print"), "--print sends the PDF of one routine"),
        (("-o", "no/such/folder.pdf"), "There is no folder no/such"),
        (("-o", "."), ". is a folder"),
        (("-o", "nul\0.pdf"), "nul"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    program: Program, here: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    said = program("print", *arguments)
    assert said.code == 2
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1
    assert names(here) == []


def test_a_file_that_is_there_is_kept_unless_forced(program: Program, here: Path) -> None:
    file = here / "home-basics.pdf"
    file.write_text("mine")
    said = program("print", "home-basics")
    assert said.code == 2
    assert "home-basics.pdf is there already" in said.err
    assert "--force" in said.err
    assert file.read_text() == "mine"
    assert program("print", "home-basics", "--force").code == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_pictures_that_are_there_are_kept_unless_forced(program: Program, here: Path) -> None:
    program.write_own(OWN)
    picture = here / "lift.assets" / "1-1.svg"
    picture.parent.mkdir()
    picture.write_text("mine")
    said = program("print", "lift", "--to", "md")
    assert said.code == 2
    assert said.err.startswith(f"{os.path.join('lift.assets', '1-1.svg')} is there already")
    assert names(here) == ["lift.assets", "lift.assets/1-1.svg"]
    assert picture.read_text() == "mine"
    assert program("print", "lift", "--to", "md", "--force").code == 0
    assert picture.read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("more", "left"), [((), ["1-1.svg", "1-2.svg"]), (("--no-figures",), [])]
)
def test_old_pictures_go_with_the_sheet_that_named_them(
    program: Program, here: Path, more: tuple[str, ...], left: list[str]
) -> None:
    program.write_own(OWN)
    folder = here / "lift.assets"
    folder.mkdir()
    others = ["01-1.svg", "1-1.png", "1-1.svg.bak", "a1-1.svg", "notes.txt"]
    for name in (*others, "1-3.svg", "12-1.svg"):
        (folder / name).write_text("old")
    (folder / "9-9.svg").mkdir()
    assert program("print", "lift", "--to", "md", "--force", *more).code == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted([*others, "9-9.svg", *left])
    assert (folder / "notes.txt").read_text() == "old"


def test_a_folder_of_pictures_in_which_none_is_left_goes_too(
    program: Program, here: Path
) -> None:
    program.write_own(OWN)
    assert program("print", "lift", "--to", "md").code == 0
    assert program("print", "lift", "--to", "md", "--no-figures", "--force").code == 0
    assert names(here) == ["lift.md"]


def test_a_file_where_the_pictures_belong_is_said(program: Program, here: Path) -> None:
    program.write_own(OWN)
    (here / "lift.assets").write_text("mine")
    said = program("print", "lift", "--to", "md")
    assert (said.code, names(here)) == (2, ["lift.assets"])
    assert said.err == (
        "lift.assets is a file, and the pictures belong in a folder of that name; name another"
        " file with -o.\n"
    )


def test_a_link_where_the_pictures_belong_is_not_followed(program: Program, here: Path) -> None:
    album = here.parent / "album"
    album.mkdir()
    (album / "9-9.svg").write_text("a picture of somebody else")
    (here / "lift.assets").symlink_to(album)
    program.write_own(OWN)
    said = program("print", "lift", "--to", "md", "--force")
    assert said.code == 2
    assert "lift.assets is a link" in said.err
    assert names(here) == ["lift.assets"]
    assert names(album) == ["9-9.svg"]


def test_all_asks_for_pictures_that_are_there_too(program: Program, here: Path) -> None:
    picture = here / "sheets" / "home-basics.assets" / "1-1.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text("mine")
    said = program("print", "--all", "--to", "md", "-o", "sheets")
    assert said.code == 2
    assert said.err.startswith(f"{picture.relative_to(here)} is there already")
    assert picture.read_text() == "mine"


@pytest.mark.slow
@pytest.mark.parametrize("done", [0, 1, 2])
@pytest.mark.parametrize(
    ("stop", "code", "why"),
    [
        (OSError(errno.ENOSPC, "no space"), 1, "There is no space left for "),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_a_batch_that_stops_says_how_far_it_came(
    program: Program,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    done: int,
    stop: BaseException,
    code: int,
    why: str,
) -> None:
    many = len(program("list", "routines", "--json").objects)
    written: list[int] = []

    def refuse(handle: int) -> None:
        written.append(handle)
        if len(written) > done:
            raise stop

    monkeypatch.setattr(os, "fsync", refuse)
    said = program("print", "--all", "--to", "html", "-o", "sheets")
    assert said.code == code
    be = "is" if done == 1 else "are"
    told = [f"{done} of {many} sheets {be} in sheets."] if done else []
    *first, last = [*said.err.splitlines(), ""] if not why else said.err.splitlines()
    assert first == told
    assert last.startswith(why)
    assert len([name for name in names(here) if name.endswith(".html")]) == done
    assert (here / "sheets").is_dir() is bool(done)


@pytest.mark.parametrize(
    ("number", "code", "sentence"),
    [
        (errno.ENOSPC, 1, "There is no space left for lift"),
        (errno.EACCES, 2, "may not be written; name another place"),
        (errno.EIO, 2, "cannot be written (Input/output error)"),
    ],
)
@pytest.mark.parametrize("which", [1, 2, 3])
def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    program: Program,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: int,
    sentence: str,
    which: int,
) -> None:
    """Two pictures and a text: whichever of them is refused, nothing of them is left."""
    written: list[int] = []

    def refuse(handle: int) -> None:
        written.append(handle)
        if len(written) == which:
            raise OSError(number, os.strerror(number))

    program.write_own(OWN)
    monkeypatch.setattr(os, "fsync", refuse)
    said = program("print", "lift", "--to", "md")
    assert said.code == code
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert names(here) == []


@pytest.mark.parametrize("which", [1, 2, 3])
def test_what_is_broken_off_leaves_nothing_behind(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    written: list[int] = []

    def break_off(handle: int) -> None:
        written.append(handle)
        if len(written) == which:
            raise KeyboardInterrupt

    program.write_own(OWN)
    monkeypatch.setattr(os, "fsync", break_off)
    with contextlib.suppress(KeyboardInterrupt):
        assert program("print", "lift", "--to", "md").code == 130
    assert len(written) == which
    assert names(here) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
@pytest.mark.parametrize(
    "command", [("print", "home-basics", "--to", "md"), ("draw", "bridge")]
)
def test_a_pipe_is_not_replaced_by_a_file(
    program: Program, here: Path, command: tuple[str, ...]
) -> None:
    pipe = here / ("bridge.svg" if command[0] == "draw" else "sheet.md")
    os.mkfifo(pipe)
    said = program(*command, "-o", pipe.name, "--force")
    assert said.code == 2
    assert said.err.startswith(f"{pipe.name} is no ordinary file")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_for_all_that_is_a_file_is_said(program: Program, here: Path) -> None:
    (here / "sheets").write_text("mine")
    said = program("print", "--all", "-o", "sheets")
    assert (said.code, said.err) == (2, "sheets is a file; name a folder with -o FOLDER.\n")


def test_an_old_file_is_as_it_was_when_the_new_one_fails(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "home-basics.pdf").write_text("old")

    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", refuse)
    assert program("print", "home-basics", "--force").code == 1
    assert names(here) == ["home-basics.pdf"]
    assert (here / "home-basics.pdf").read_text() == "old"


# --- printers --------------------------------------------------------------------------


def put_program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows prints by itself")
@pytest.mark.parametrize(("name", "option"), [("lp", "-d"), ("lpr", "-P")])
def test_it_is_sent_to_a_printer_and_no_file_is_left(
    program: Program,
    here: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    option: str,
) -> None:
    spool = tmp_path / "spool"
    script = f'for file; do :; done\necho "$@" > {spool}.said\n/bin/cp "$file" {spool}'
    put_program(tmp_path / "bin", name, script)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    said = program("print", "home-basics", "--printer", "Kitchen")
    assert (said.code, said.out, said.err) == (0, "Sent to the printer.\n", "")
    assert spool.read_bytes().startswith(b"%PDF")
    assert Path(f"{spool}.said").read_text().startswith(f"{option} Kitchen ")
    assert names(here) == []
    assert not [path for path in program.home.iterdir() if path.name.startswith("backpt-")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows prints by itself")
def test_no_printer_is_a_sentence(
    program: Program, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = program("print", "home-basics", "--print")
    assert said.code == 1
    assert said.err.startswith("There is no printer here: neither lp nor lpr is installed.")
    put_program(
        tmp_path / "bin", "lp", "echo 'lp: Error - no default destination.' >&2; exit 1"
    )
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    said = program("print", "home-basics", "--print")
    assert said.code == 1
    assert said.err == (
        "The printer did not take the sheet: lp: Error - no default destination.\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows prints by itself")
def test_what_the_font_lacks_is_said_before_it_is_printed(
    program: Program, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(tmp_path / "bin", "lp", "echo 'lp: out of paper' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    said = program("print", "home-basics", "--print", "--for", "Яна")
    assert said.code == 1
    lacks, refused = said.err.splitlines()
    assert lacks.startswith("The font of the sheet lacks Я (U+042F)")
    assert refused == "The printer did not take the sheet: lp: out of paper."


# --- on a terminal ---------------------------------------------------------------------

DRAWS = "xterm-256color"
"""A terminal on which there may be pictures and a bar."""


def has_dots(text: str) -> bool:
    return any("\u2801" <= character <= "\u28ff" for character in text)


def without_escapes(text: str) -> str:
    return re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", text)


def test_on_a_terminal_it_asks_before_it_writes_over(here: Path, program: Program) -> None:
    (here / "home-basics.md").write_text("mine")
    line = ("print", "home-basics", "--to", "md", "--no-figures")
    for answer, code, begins in (("", 2, "mine"), ("y", 0, "# Home basics")):
        said, (question,) = program.asked(*line, answers=[answer])
        assert question == "home-basics.md is there already. Overwrite? y yes, n no:"
        assert said.code == code
        assert (here / "home-basics.md").read_text().startswith(begins)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the viewer has another name")
# Nobody waits for a viewer: it may be open all day.
@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
def test_on_a_terminal_with_a_screen_it_offers_to_open_the_file(
    here: Path, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    os.mkfifo(opened)
    heard = os.open(opened, os.O_RDONLY | os.O_NONBLOCK)
    put_program(tmp_path / "bin", "xdg-open", f'echo "$1" >> {opened}')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    line = ("print", "home-basics", "--to", "html", "--no-figures", "--force")
    for answer in ("n", "", "y"):
        said, (question,) = program.asked(*line, answers=[answer])
        assert (said.code, said.out) == (0, "home-basics.html\n")
        assert question == "Open it now? y yes, n no:"
    assert select.select([heard], [], [], 20.0)[0], "no viewer was started"
    assert os.read(heard, 1000) == b"home-basics.html\n"  # once: for the y
    os.close(heard)


def test_without_a_screen_or_somebody_to_ask_it_offers_nothing(
    here: Path, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(tmp_path / "bin", "xdg-open", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    line = ("print", "home-basics", "--to", "html", "--no-figures", "--force")
    said, questions = program.asked(*line, answers=[])
    assert (said.code, questions) == (0, [])
    monkeypatch.setenv("DISPLAY", ":0")
    assert program(*line).code == 0  # through a pipe nobody could answer


def test_on_a_terminal_the_sheet_has_small_pictures(program: Program, here: Path) -> None:
    program.write_own(OWN)
    said = program("print", "lift", "--to", "terminal", columns=90, term=DRAWS)
    assert said.code == 0
    assert without_escapes(said.out).startswith("Hip lift")
    assert sum("\u2801" <= character <= "\u28ff" for character in said.out) > 50
    assert "On your back, knees bent" in said.out


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_no_line_of_a_sheet_with_pictures_is_too_long(
    program: Program, here: Path, columns: int
) -> None:
    line = ("print", "home-basics", "--full", "--to", "terminal")
    said = program(*line, columns=columns, term=DRAWS)
    assert said.code == 0
    lines = without_escapes(said.out).splitlines()
    assert has_dots(said.out)
    assert max(map(width, lines)) <= columns
    assert "Get medical help at once" in " ".join(" ".join(lines).split())


@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize(("term", "more"), [("dumb", ()), (DRAWS, ("--plain",))])
def test_what_cannot_or_should_not_be_drawn_is_told_in_words_that_fit(
    program: Program, here: Path, term: str, more: tuple[str, ...], columns: int
) -> None:
    program.write_own(OWN)
    line = ("print", "lift", "--to", "terminal", "--full", *more)
    said = program(*line, columns=columns, term=term)
    assert said.code == 0
    assert "\x1b" not in said.out
    assert not has_dots(said.out)
    assert "On your back, knees bent" in " ".join(said.out.split())
    assert max(map(width, said.lines)) <= columns


@pytest.mark.terminal(starts=1)
def test_on_a_terminal_the_sheet_goes_through_the_pager_in_colour(
    here: Path, tmp_path: Path
) -> None:
    put_program(tmp_path / "bin", "pages", 'echo "less: $LESS"; /bin/cat; echo "paged"')
    env = environment(tmp_path, PAGER=str(tmp_path / "bin" / "pages"))
    run = Terminal(["print", "home-basics", "--to", "terminal"], env, columns=90, lines=200)
    assert run.end() == 0
    assert run.text.startswith("less: FRX\nHome basics")  # colours; one screen is not paged
    assert run.text.endswith("paged")
    assert b"\x1b[1m" in run.sent
    assert has_dots(run.text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("term", "more", "has_bar"),
    [(DRAWS, (), True), (DRAWS, ("--plain",), False), ("dumb", (), False)],
)
def test_a_batch_on_a_terminal_shows_how_far_it_is_unless_it_is_plain(
    program: Program, here: Path, term: str, more: tuple[str, ...], has_bar: bool
) -> None:
    line = ("print", "--all", "--to", "html", "--no-figures", "-o", "sheets", *more)
    said = program(*line, columns=80, term=term)
    assert said.code == 0
    assert re.fullmatch(r"\d+ sheets in sheets", without_escapes(said.lines[-1]))
    assert bool(re.search(r"m(\d+)/\1\x1b", said.out)) is has_bar
    if not has_bar:
        assert re.fullmatch(r"\d+ sheets in sheets\n", said.out)
