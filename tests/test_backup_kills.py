"""kill -9 while a backup is made or taken in: the old state or the new one, never a third."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backpt.journal.backup_file import BackupError, read_backup
from backpt.journal.keeping import keep_rows
from backpt.journal.week_rows import Rows
from backpt.progress.entry import Entry
from tests.homes import environment
from tests.journal.values import NOON
from tests.pty_run import PROGRAM

ROWS = 4000
"""Enough that writing them takes a while."""
KILLS = 6


def entries(first: int, name: str) -> Rows:
    made = (
        Entry(f"{name}{nth:05}", NOON + 600.0 * nth, 0, now=nth % 11, note="a note " * 20)
        for nth in range(first, first + ROWS)
    )
    return Rows(tuple(made))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a home with a diary and answers, and a backup of another one."""
    here, there = (tmp_path_factory.mktemp(name) for name in ("here", "there"))
    for home, name in ((here, "h"), (there, "t")):
        env = environment(home, about="bones" if name == "t" else "none")
        path = str(home / ".local/share/backpt/journal.db")
        assert keep_rows(path, entries(0, name), 0) == ("", "")
        config = home / ".config/backpt"
        config.mkdir(parents=True)
        (config / "settings.yaml").write_text("volume: 7\n" if name == "t" else "sound: off\n")
        run(env, "backup", str(home / "whole.zip"))
    return here, there / "whole.zip"


def run(env: dict[str, str], *words: str) -> None:
    done = subprocess.run([*PROGRAM, *words], env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def killed(env: dict[str, str], after_s: float, *words: str) -> bool:
    """Kill the program so long after it has begun; false if it was over."""
    child = subprocess.Popen(
        [*PROGRAM, *words],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        child.wait(after_s)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
        return True
    return False


def state(home: Path) -> dict[str, Any]:
    """Return what each file says."""
    path = home / ".local/share/backpt/journal.db"
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    said = db.execute("SELECT uid FROM entry ORDER BY uid").fetchall()
    db.close()
    small = (
        home / ".local/share/backpt/safety.txt",
        home / ".config/backpt/settings.yaml",
    )
    return {"diary": said, **{one.name: one.read_bytes() for one in small}}


def copied(home: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(home, to)
    return to


def moments(length_s: float, kills: int) -> list[float]:
    return [length_s * (nth + 0.5) / kills for nth in range(kills)]


def timed(call: Callable[[], None]) -> float:
    before = time.perf_counter()
    call()
    return time.perf_counter() - before


def kills() -> int:
    return int(os.environ.get("BACKPT_TEST_KILLS", KILLS))


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--replace",)])
def test_a_restore_killed_at_any_moment_leaves_the_old_or_the_new_and_ends_the_same(
    two: tuple[Path, Path], tmp_path: Path, more: tuple[str, ...]
) -> None:
    here, stick = two
    old = state(here)
    words = ("restore", str(stick), "--yes", *more)
    done = copied(here, tmp_path / "done")
    length_s = timed(lambda: run(environment_of(done), *words))
    new = state(done)
    assert new["diary"] != old["diary"]
    were_killed = 0
    for after_s in moments(length_s, kills()):
        home = copied(here, tmp_path / "home")
        were_killed += killed(environment_of(home), after_s, *words)
        found = state(home)
        for name, content in found.items():
            assert content in (old[name], new[name]), (name, after_s)
        if found["diary"] == new["diary"]:
            assert found == new, "the diary comes last"
        run(environment_of(home), *words)
        assert state(home) == new
    assert were_killed


@pytest.mark.slow
def test_a_backup_killed_at_any_moment_leaves_the_old_file_or_the_new(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    here, stick = two
    words = ("backup", str(tmp_path / "mine.zip"), "--force")
    home = copied(here, tmp_path / "home")
    length_s = timed(lambda: run(environment_of(home), *words))
    whole = read_backup(str(tmp_path / "mine.zip")).files
    for after_s in moments(length_s, kills()):
        shutil.copy(stick, tmp_path / "mine.zip")
        killed(environment_of(home), after_s, *words)
        found = read_backup(str(tmp_path / "mine.zip")).files
        assert found in (read_backup(str(stick)).files, whole), after_s
    run(environment_of(home), *words)
    assert read_backup(str(tmp_path / "mine.zip")).files == whole
    left = [one.name for one in tmp_path.iterdir() if one.is_file()]
    assert left == ["mine.zip"], "what a killed one left is swept by the next"


def environment_of(home: Path) -> dict[str, str]:
    """The environment of a home as it is: nothing in it is written."""
    answers = (home / ".local/share/backpt/safety.txt").read_bytes()
    env = environment(home)
    (home / ".local/share/backpt/safety.txt").write_bytes(answers)
    return env


WRITER = """
import sys
from backpt.journal.keeping import keep_rows
from backpt.journal.week_rows import Rows
from backpt.progress.entry import Entry
for nth in range(100000):
    pair = tuple(Entry(f"w{nth:06}{half}", 1795000000.0, 0, now=nth % 11) for half in "ab")
    keep_rows(sys.argv[1], Rows(pair), nth)
    print(nth, flush=True)
"""


@pytest.mark.slow
def test_a_backup_taken_while_another_program_writes_is_whole(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    home = copied(two[0], tmp_path / "home")
    env = environment_of(home)
    journal = home / ".local/share/backpt/journal.db"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(journal)],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    try:
        counts = []
        for nth in range(4):
            writer.stdout.readline()
            path = tmp_path / f"{nth}.zip"
            run(env, "backup", str(path))
            counts.append(read_backup(str(path)).manifest.counts.entries)
    finally:
        writer.kill()
        writer.communicate()
    assert counts == sorted(counts)
    assert counts[-1] > counts[0] >= ROWS
    assert all(count % 2 == ROWS % 2 for count in counts), "two rows together, or none"


def test_a_file_that_is_cut_off_by_a_full_disk_is_no_backup(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    whole = two[1].read_bytes()
    path = tmp_path / "cut.zip"
    for tenth in range(10):
        path.write_bytes(whole[: len(whole) * tenth // 10])
        with pytest.raises(BackupError):
            read_backup(str(path))
