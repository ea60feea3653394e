"""Everything of the user's own in one file, and a copy of it once a day."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.journal.backup_file import ANSWERS, DIARY, EXERCISES, SETTINGS, read_backup
from backpt.journal.copies import DAILY, WEEKLY
from backpt.journal.diary_image import open_image
from backpt.run.daily_copy import copies_in, copy_name, copy_today
from tests.journal.values import NOON

if TYPE_CHECKING:
    from tests.cli.conftest import Program

OWN = "version: 1\n"
DAY_S = 86_400.0


def said(program: Program, *pains: int) -> None:
    for pain in pains:
        assert program("pain", str(pain)).code == 0


def days_in(program: Program) -> list[int]:
    return sorted(copies_in(program.paths.backups))


def test_all_that_is_the_users_own_is_in_it_and_is_said(program: Program) -> None:
    said(program, 4, 5)
    program.write_own(OWN)
    Path(program.paths.settings).write_text("volume: 7\n")
    assert program("safety", "--answers", "none").code == 0
    path = program.home / "back.zip"
    done = program("backup", str(path))
    assert done.code == 0, done.err
    kept = read_backup(str(path))
    assert kept.files[EXERCISES] == OWN.encode()
    assert kept.files[SETTINGS] == b"volume: 7\n"
    assert kept.files[ANSWERS] == Path(program.paths.answers).read_bytes()
    rows = open_image(kept.files[DIARY]).execute("SELECT now FROM entry").fetchall()
    assert rows == [(4,), (5,)]
    assert done.lines[1] == f"  {path}"
    assert done.lines[2] == (
        "In it: your diary, your safety answers, your exercises and your settings."
    )
    assert done.lines[3].startswith("0 sessions, 2 entries, 20")


def test_without_a_name_it_is_put_here_under_one_that_is_free(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(program, 4)
    monkeypatch.chdir(program.home)
    names = [program("backup").lines[1].strip() for _ in range(2)]
    assert names[0].startswith("backpt-20")
    assert names[1] == f"{names[0][:-4]}-2.zip"
    folder = program.home / "stick"
    folder.mkdir()
    assert program("backup", str(folder)).code == 0
    assert [one.name for one in folder.iterdir()] == [names[0]]


def test_a_file_that_is_there_is_replaced_only_by_force(program: Program) -> None:
    said(program, 4)
    path = program.home / "back.zip"
    path.write_text("a letter")
    refused = program("backup", str(path))
    assert refused.code == 2
    assert path.read_text() == "a letter"
    assert program("backup", str(path), "--force").code == 0
    assert DIARY in read_backup(str(path)).files


def test_with_nothing_there_nothing_is_made(program: Program) -> None:
    done = program("backup", str(program.home / "back.zip"))
    assert (done.code, done.out) == (1, "")
    assert "nothing to back up yet" in done.err
    assert list(program.home.iterdir()) == []


@pytest.mark.parametrize("damage", [b"\xa5" * 5000, b""])
def test_of_a_damaged_diary_no_backup_is_made_and_the_copies_stay(
    program: Program, damage: bytes
) -> None:
    said(program, 4)
    journal = Path(program.paths.journal)
    journal.write_bytes(journal.read_bytes()[:8192] + damage)
    path = program.home / "back.zip"
    done = program("backup", str(path))
    assert done.code == 1
    assert "damaged" in done.err
    assert not path.exists()
    copy_today(program.paths, NOON)
    assert len(days_in(program)) == 1


def test_a_diary_of_a_newer_program_is_left_alone(program: Program) -> None:
    said(program, 4)
    with sqlite3.connect(program.paths.journal) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    done = program("backup", str(program.home / "back.zip"))
    assert done.code == 1
    assert "update backpt" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(program: Program) -> None:
    said(program, 4)
    folder = program.home / "closed"
    folder.mkdir(0o500)
    done = program("backup", str(folder / "back.zip"))
    assert done.code == 1
    assert "cannot be written" in done.err


def test_a_place_that_is_none_is_said(program: Program) -> None:
    said(program, 4)
    none = f"{program.home}/none/back.zip"
    for path in ("/dev/null", "/dev/null/back.zip", none, f"{program.home}/{'x' * 300}.zip"):
        done = program("backup", path, "--force")
        assert done.code in (1, 2)
        assert f"{path} cannot be written" in done.err
        assert "name another place" in done.err
    assert not Path(none).parent.exists()


def test_a_name_that_is_empty_is_said(program: Program) -> None:
    said(program, 4)
    assert program("backup", "").err.startswith("'' cannot be written")
    assert program("restore", "").err == "'' does not exist; check its name.\n"
    assert program("import", "").err.startswith("'' does not exist")


def test_what_to_do_about_a_file_that_is_there_is_what_the_command_can_do(
    program: Program,
) -> None:
    said(program, 4)
    path = str(program.home / "back.zip")
    assert program("backup", path).code == 0
    again = program("backup", path)
    assert again.code == 2
    assert again.err.endswith("Add --force to overwrite it, or name another.\n")


# --- once a day, by itself -------------------------------------------------------------


def test_what_is_said_first_on_a_day_makes_the_copy_of_that_day(program: Program) -> None:
    said(program, 4)
    (day,) = days_in(program)
    path = Path(program.paths.backups, copy_name(day))
    first = path.read_bytes()
    assert DIARY in read_backup(str(path)).files
    said(program, 5)
    assert path.read_bytes() == first, "once a day"


def test_a_session_held_without_the_program_makes_one_too(program: Program) -> None:
    assert program("did", "home-basics").code == 0
    assert len(days_in(program)) == 1


def test_looking_makes_none(program: Program) -> None:
    said(program, 4)
    for path in copies_in(program.paths.backups).values():
        os.unlink(path)
    for words in ((), ("log",), ("week",), ("pain",), ("where",)):
        assert program(*words).code == 0
    assert days_in(program) == []


def test_old_copies_go_and_no_other_file_does(program: Program) -> None:
    said(program, 4)
    for path in copies_in(program.paths.backups).values():
        os.unlink(path)
    other = Path(program.paths.backups, "backpt-2026-01-01-2.zip")
    other.write_text("mine")
    for day in range(80):
        copy_today(program.paths, NOON + day * DAY_S)
    assert len(days_in(program)) == DAILY + WEEKLY
    assert other.read_text() == "mine"


def test_where_no_copy_can_be_made_one_line_says_so_and_nothing_fails(
    program: Program,
) -> None:
    Path(program.paths.data).mkdir(parents=True)
    Path(program.paths.backups).write_text("a file in its place")
    done = program("pain", "4")
    assert done.code == 0
    assert "pain 4" in done.out
    (line,) = done.err.splitlines()
    assert line.startswith("Today's copy of your diary was not made: ")


def test_copies_are_the_users_alone_whatever_the_umask(program: Program) -> None:
    before = os.umask(0)
    try:
        said(program, 4)
        path = program.home / "back.zip"
        assert program("backup", str(path)).code == 0
    finally:
        os.umask(before)
    for one in (path, *Path(program.paths.backups).iterdir()):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert stat.S_IMODE(os.stat(program.paths.backups).st_mode) == 0o700
