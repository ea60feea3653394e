"""One session at a time, and no lock that outlives its process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backpt.journal.lock import SessionRunningError, running, take_lock

from .values import NOON

HOLD = """
import sys
from backpt.journal.lock import take_lock
lock = take_lock(sys.argv[1], now_wall=float(sys.argv[2]))
print("held" if lock.is_held else "not held", flush=True)
sys.stdin.read()
"""


def other_process(path: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), str(NOON)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_session_is_told_which_process_runs_the_first_and_since_when(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.db"
    with other_process(path) as running:
        with pytest.raises(
            SessionRunningError, match=rf"\(process {running.pid}, since \d\d:\d\d\)"
        ):
            take_lock(str(path), now_wall=NOON + 60)
        running.communicate()
    lock = take_lock(str(path), now_wall=NOON + 120)
    assert lock.is_held
    lock.release()


def test_who_runs_a_session_is_told_to_whoever_only_looks(tmp_path: Path) -> None:
    path = str(tmp_path / "journal.db")
    assert running(path) == ""
    assert list(tmp_path.iterdir()) == []
    lock = take_lock(path, now_wall=NOON)
    assert running(path).startswith(f"process {os.getpid()}, since ")
    lock.release()
    assert running(path) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not asked there")
def test_whoever_looks_when_none_runs_does_not_try_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    path = str(tmp_path / "journal.db")
    take_lock(path, now_wall=NOON).release()
    with other_process(Path(path)) as held:
        held.kill()
        held.wait()
        killed = (tmp_path / "session.lock").read_bytes()

    def refuse(*_: object) -> None:
        raise AssertionError("a session that begins now would be refused")

    monkeypatch.setattr(fcntl, "flock", refuse)
    for content in (killed, b"", b"no number", b"99999999999999999999 0"):
        (tmp_path / "session.lock").write_bytes(content)
        assert running(path) == ""


def test_a_killed_session_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with other_process(path) as running:
        running.kill()
        running.wait()
        lock = take_lock(str(path), now_wall=NOON)
        assert lock.is_held
        lock.release()


def test_a_lock_that_was_let_go_can_be_taken_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "journal.db"
    first = take_lock(str(path), now_wall=NOON)
    with pytest.raises(SessionRunningError):
        take_lock(str(path), now_wall=NOON)
    first.release()
    first.release()
    assert not first.is_held
    second = take_lock(str(path), now_wall=NOON)
    assert second.is_held
    second.release()


def test_a_strange_lock_file_still_gives_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    lock = take_lock(str(path), now_wall=NOON)
    (tmp_path / "session.lock").write_text("who knows")
    with pytest.raises(SessionRunningError, match="another session is running; finish"):
        take_lock(str(path), now_wall=NOON)
    lock.release()


def test_where_no_lock_file_can_be_made_the_session_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    lock = take_lock(str(tmp_path / "data" / "journal.db"), now_wall=NOON)
    assert not lock.is_held
