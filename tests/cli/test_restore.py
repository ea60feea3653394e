"""What a backup has and this computer has not: shown, asked, added; or put in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.journal import schema
from backpt.journal.backup_file import DIARY, EXERCISES, SETTINGS, read_backup, write_backup
from backpt.journal.lock import take_lock
from tests.journal.values import NOON

if TYPE_CHECKING:
    from tests.cli.conftest import Program, Said

MINE = """\
version: 1
exercises:
  towel:
    name: Towel squeeze
    position: supine
    dose: {reps: 5, hold: 5s}
"""
THEIRS = """\
version: 1
exercises:
  towel:
    name: Towel squeeze
    position: supine
    dose: {reps: 9, hold: 5s}
  pillow:  # from the clinic
    name: Pillow squeeze
    position: supine
    dose: {reps: 5, hold: 5s}
"""
NOT_CHANGED = "Nothing was changed."


def entries(program: Program) -> list[int]:
    with sqlite3.connect(program.paths.journal) as db:
        rows = db.execute("SELECT now FROM entry WHERE session = '' ORDER BY id").fetchall()
    db.close()
    return [now for (now,) in rows]


def other_home(program: Program) -> None:
    """Move to another computer: all that is here is gone, but for files in the home folder."""
    for folder in ("config", "data", "cache"):
        shutil.rmtree(program.home / folder, ignore_errors=True)


@pytest.fixture
def stick(program: Program) -> Path:
    """A backup of another computer, on which pain 3 and 4 was said and a session held."""
    for pain in ("3", "4"):
        assert program("pain", pain).code == 0
    assert program("did", "home-basics", "--pain", "2").code == 0
    program.write_own(THEIRS)
    Path(program.paths.settings).write_text("volume: 7\nsound: tones\n")
    assert program("safety", "--answers", "none;none;bones").code == 0
    path = program.home / "stick.zip"
    assert program("backup", str(path)).code == 0
    other_home(program)
    return path


def snapshot(program: Program) -> dict[str, bytes]:
    found = {}
    for path in sorted(program.home.rglob("*")):
        if path.is_file() and not path.name.endswith(("-shm", "-wal", ".lock")):
            found[str(path)] = path.read_bytes()
    return found


def restored(program: Program, stick: Path, *more: str) -> Said:
    done = program("restore", str(stick), "--yes", *more)
    assert done.code == 0, done.err
    return done


def test_both_sides_are_shown_and_yes_adds_what_is_missing(
    program: Program, stick: Path
) -> None:
    assert program("pain", "7").code == 0
    done, questions = program.asked("restore", str(stick), answers=["y"])
    assert done.code == 0, done.err
    assert done.lines[0].startswith("Here: 0 sessions, 1 entry, 20")
    assert done.lines[1].startswith("In the file: 1 session, 2 entries, 20")
    assert done.lines[2] == "Missing here: 1 session, 2 entries."
    assert [question.split("?")[0] for question in questions] == ["Add what is missing"]
    assert entries(program) == [7, 3, 4]
    assert "Home basics" in program("log").out


@pytest.mark.parametrize("answer", ["", "n", None])
@pytest.mark.parametrize("more", [(), ("--replace",)])
def test_silence_and_no_change_nothing(
    program: Program, stick: Path, answer: str | None, more: Sequence[str]
) -> None:
    assert program("pain", "7").code == 0
    before = snapshot(program)
    done, _ = program.asked("restore", str(stick), *more, answers=[answer])
    assert done.lines[-1] == NOT_CHANGED
    assert snapshot(program) == before


def test_without_a_terminal_it_wants_a_written_yes(program: Program, stick: Path) -> None:
    before = snapshot(program)
    done = program("restore", str(stick))
    assert done.code == 2
    assert "--yes" in done.err
    assert snapshot(program) == before


def test_a_second_time_there_is_nothing_to_add_and_nobody_is_asked(
    program: Program, stick: Path
) -> None:
    program.write_own(MINE)
    restored(program, stick)
    before = snapshot(program)
    done = program("restore", str(stick))
    assert (done.code, done.lines[-1]) == (
        0,
        "All of it is here already; nothing was changed.",
    )
    assert snapshot(program) == before


def test_on_a_new_computer_all_of_it_is_there(program: Program, stick: Path) -> None:
    restored(program, stick)
    assert entries(program) == [3, 4]
    assert Path(program.paths.own_library).read_text() == THEIRS
    assert Path(program.paths.settings).read_text() == "volume: 7\nsound: tones\n"
    answers = Path(program.paths.answers).read_text()
    assert "about: bones" in answers
    assert "ask-again: yes" in answers, "what was answered elsewhere is asked again"


def test_what_is_here_stays_and_what_is_otherwise_there_lies_beside(
    program: Program, stick: Path
) -> None:
    own = program.write_own(MINE)
    Path(program.paths.settings).write_text("volume: 2")
    done = restored(program, stick)
    text = own.read_text()
    assert text.startswith(MINE), "not a letter of it is changed"
    assert "pillow:" in text
    assert "reps: 9" not in text
    assert "Kept as here, though the file has it otherwise: towel." in done.lines
    beside = Path(done.lines[-1].strip())
    assert (beside.parent, beside.read_text()) == (own.parent, THEIRS)
    assert Path(program.paths.settings).read_text() == "volume: 2\nsound: tones\n"
    assert program("check").code == 0


def test_own_exercises_that_cannot_be_read_stay_and_the_others_lie_beside(
    program: Program, stick: Path
) -> None:
    own = program.write_own("version: 1\nexercises: [a, b\n")
    done = restored(program, stick)
    assert own.read_text() == "version: 1\nexercises: [a, b\n"
    assert Path(done.lines[-1].strip()).read_text() == THEIRS


def test_the_stricter_answers_count_and_are_asked_again(program: Program, stick: Path) -> None:
    assert program("safety", "--answers", "none;none;wrist").code == 0
    done = restored(program, stick)
    answers = Path(program.paths.answers).read_text()
    assert "about: bones, wrist" in answers
    assert "ask-again: yes" in answers
    assert any("the stricter ones count" in line for line in done.lines)


@pytest.mark.parametrize("damage", ["not an answer\n", ""])
def test_answers_that_are_damaged_here_are_asked_again(
    program: Program, stick: Path, damage: str
) -> None:
    assert program("safety", "--answers", "none;none;wrist").code == 0
    path = Path(program.paths.answers)
    path.write_text(path.read_text().replace("answered:", f"{damage}was:"))
    restored(program, stick)
    answers = path.read_text()
    assert "about: bones, wrist" in answers
    assert "ask-again: yes" in answers


def test_a_correction_and_a_strike_ride_along(program: Program, stick: Path) -> None:
    restored(program, stick)
    (key,) = [one["id"] for one in program("log", "--json").objects if one.get("pain") == 3]
    assert program("log", "--strike", key).code == 0
    later = program.home / "later.zip"
    assert program("backup", str(later)).code == 0
    other_home(program)
    restored(program, stick)
    done = restored(program, later)
    assert "Missing here: 1 other row." in done.lines
    struck = {one["pain"]: one["struck"] for one in program("log", "--json").objects
              if one["kind"] == "pain"}  # fmt: skip
    assert struck == {3: True, 4: False}


def test_what_waits_beside_the_diary_here_is_taken_in_first(
    program: Program, stick: Path
) -> None:
    from backpt.journal.spill import Spill
    from backpt.journal.week_rows import Rows
    from backpt.progress.entry import Entry

    os.makedirs(program.paths.data)
    Spill(program.paths.journal, Rows((Entry("u", NOON, 0, now=8),)), 1).close()
    done = restored(program, stick)
    assert done.lines[0].startswith("Here: 0 sessions, 1 entry")
    assert entries(program) == [8, 3, 4]


# --- in its place ----------------------------------------------------------------------


def test_replacing_keeps_what_was_here_in_a_file_that_brings_it_back(
    program: Program, stick: Path
) -> None:
    assert program("pain", "7").code == 0
    program.write_own(MINE)
    done = restored(program, stick, "--replace")
    assert entries(program) == [3, 4]
    assert Path(program.paths.own_library).read_text() == THEIRS
    kept = Path(done.lines[-1].strip())
    assert kept.parent == Path(program.paths.backups)
    assert read_backup(str(kept)).files[EXERCISES] == MINE.encode()
    restored(program, kept, "--replace")
    assert entries(program) == [7]
    assert len({*Path(program.paths.backups).glob("before-*")}) == 2


def test_replacing_never_loosens_the_answers(program: Program, stick: Path) -> None:
    assert program("safety", "--answers", "none;none;wrist").code == 0
    restored(program, stick, "--replace")
    assert "about: bones, wrist" in Path(program.paths.answers).read_text()


@pytest.mark.parametrize("damage", [b"\xa5" * 3000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_diary_is_kept_as_it_is_and_replaced_by_the_backup(
    program: Program, stick: Path, damage: bytes
) -> None:
    journal = Path(program.paths.journal)
    journal.parent.mkdir(parents=True)
    journal.write_bytes(damage)
    Path(f"{journal}-wal").write_bytes(b"old log")
    refused = program("restore", str(stick), "--yes")
    assert refused.code == 1
    assert "--replace" in refused.err
    assert journal.read_bytes() == damage
    done = restored(program, stick, "--replace")
    assert Path(done.lines[-1].strip()).read_bytes() == damage
    assert Path(f"{journal}-wal.damaged-1").read_bytes() == b"old log"
    assert entries(program) == [3, 4]


# --- refused ---------------------------------------------------------------------------


def test_an_older_program_touches_neither_a_newer_backup_nor_a_newer_diary(
    program: Program, stick: Path
) -> None:
    newer = program.home / "newer.zip"
    whole = read_backup(str(stick))
    with newer.open("w+b") as out:
        later = whole.manifest._replace(schema=schema.VERSION)
        image = bytearray(whole.files[DIARY])
        image[60:64] = (schema.VERSION + 1).to_bytes(4, "big")
        files = {**whole.files, DIARY: bytes(image)}
        write_backup(out, whole._replace(manifest=later, files=files), str(newer))
    assert program("pain", "7").code == 0
    before = snapshot(program)
    for more in ((), ("--replace",)):
        done = program("restore", str(newer), "--yes", *more)
        assert done.code == 1
        assert "made by a newer backpt; update backpt" in done.err
    assert snapshot(program) == before
    with sqlite3.connect(program.paths.journal) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    before = snapshot(program)
    for more in ((), ("--replace",)):
        done = program("restore", str(stick), "--yes", *more)
        assert done.code == 1
        assert "written by a newer backpt; update backpt" in done.err
    assert snapshot(program) == before


def test_while_a_session_runs_it_waits_for_another_time(program: Program, stick: Path) -> None:
    assert program("pain", "7").code == 0
    before = snapshot(program)
    lock = take_lock(program.paths.journal, now_wall=NOON)
    try:
        done = program("restore", str(stick), "--yes")
    finally:
        lock.release()
    assert done.code == 1
    assert "another session is running" in done.err
    assert snapshot(program) == before


def test_a_file_that_is_no_backup_is_said_and_nothing_is_touched(program: Program) -> None:
    assert program("pain", "7").code == 0
    letter = program.home / "letter.txt"
    letter.write_text("Dear Anna")
    before = snapshot(program)
    for name in (str(letter), str(program.home / "none.zip"), str(program.home)):
        done = program("restore", name, "--yes", "--replace")
        assert done.code == 1
        assert done.err.startswith(name)
    assert snapshot(program) == before


def test_a_backup_with_a_view_in_place_of_a_table_is_damaged(
    program: Program, stick: Path
) -> None:
    whole = read_backup(str(stick))
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(whole.files[DIARY])
    db.executescript("DROP TABLE call; CREATE VIEW call AS SELECT 1 AS uid")
    with stick.open("w+b") as out:
        files = {**whole.files, DIARY: db.serialize()}
        write_backup(out, whole._replace(files=files), str(stick))
    db.close()
    done = program("restore", str(stick), "--yes")
    assert done.code == 1
    assert "is damaged" in done.err
    assert not os.path.exists(program.paths.journal)


def test_settings_that_nobody_knows_are_left_out(program: Program, stick: Path) -> None:
    whole = read_backup(str(stick))
    with stick.open("w+b") as out:
        files = {SETTINGS: b"volume: 99\nsound: tones\nprogram: rm\n"}
        write_backup(out, whole._replace(files=files), str(stick))
    Path(program.paths.config).mkdir(parents=True)
    Path(program.paths.settings).write_text("")
    restored(program, stick)
    assert Path(program.paths.settings).read_text() == "sound: tones\n"
