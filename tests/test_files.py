"""Files are written whole or not at all, read in bounds, and what stood there is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backpt.errors import BackptError
from backpt.files import (
    PRIVATE,
    ToldToEnd,
    is_own,
    keep_copy,
    last_copy,
    one_writer,
    private_folder,
    read_regular,
    replace_file,
    write_whole,
    written_by_pieces,
)

OLD, NEW = b"old\n", b"new\n"
NOBODY = 65534


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "exercises.yaml"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_a_new_file_comes_with_its_folders_and_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "config" / "backpt" / "exercises.yaml"
    assert replace_file(str(path), NEW, None) is None
    assert path.read_bytes() == NEW
    assert names(path.parent) == ["exercises.yaml"]


def test_what_stood_there_is_kept_under_the_next_number(own: Path) -> None:
    assert replace_file(str(own), NEW, OLD) == f"{own}.backup-1"
    assert replace_file(str(own), b"newer\n", NEW) == f"{own}.backup-2"
    assert Path(f"{own}.backup-1").read_bytes() == OLD
    assert Path(f"{own}.backup-2").read_bytes() == NEW
    assert own.read_bytes() == b"newer\n"
    assert len(names(own.parent)) == 3


def test_no_backup_is_ever_replaced_and_gaps_stay(own: Path) -> None:
    for number in (2, 7):
        Path(f"{own}.backup-{number}").write_bytes(b"%d" % number)
    Path(f"{own}.backup-mine").write_bytes(b"mine")
    assert keep_copy(str(own), OLD) == f"{own}.backup-8"
    assert last_copy(str(own)) == f"{own}.backup-8"
    assert Path(f"{own}.backup-7").read_bytes() == b"7"


def test_the_same_content_is_not_kept_twice(own: Path) -> None:
    assert keep_copy(str(own), OLD) == keep_copy(str(own), OLD)
    assert names(own.parent) == ["exercises.yaml", "exercises.yaml.backup-1"]


def test_a_file_that_changed_meanwhile_is_not_touched(own: Path) -> None:
    with pytest.raises(BackptError, match="changed by another program"):
        replace_file(str(own), NEW, b"older\n")
    with pytest.raises(BackptError, match="changed by another program"):
        replace_file(str(own), NEW, None)
    assert own.read_bytes() == OLD
    assert names(own.parent) == ["exercises.yaml"]


def test_a_link_stays_a_link_and_its_target_is_written(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    link = folder / "exercises.yaml"
    link.symlink_to(own)
    assert replace_file(str(link), NEW, OLD) == f"{own}.backup-1"
    assert link.is_symlink()
    assert own.read_bytes() == NEW
    assert names(folder) == ["exercises.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes")
def test_the_file_keeps_who_may_read_it(own: Path) -> None:
    own.chmod(0o600)
    kept = replace_file(str(own), NEW, OLD)
    assert kept is not None
    assert own.stat().st_mode & 0o777 == 0o600
    assert os.stat(kept).st_mode & 0o777 == 0o600


@pytest.fixture
def locked() -> Iterator[Path]:
    """A file of one who is not root, for whom modes count."""
    if sys.platform == "win32":
        pytest.skip("there are no modes")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exercises.yaml"
        path.write_bytes(OLD)
        me = os.geteuid()
        if me == 0:
            os.chown(folder, NOBODY, -1)
            os.chown(path, NOBODY, -1)
            os.seteuid(NOBODY)
        try:
            yield path
        finally:
            os.seteuid(me)
            os.chmod(folder, 0o700)


@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_may_only_be_read_is_told_and_left(locked: Path, which: str) -> None:
    (locked if which == "file" else locked.parent).chmod(0o500)
    with pytest.raises(BackptError, match=r"cannot be written .*; nothing there was changed"):
        replace_file(str(locked), NEW, OLD)
    assert locked.read_bytes() == OLD
    assert names(locked.parent) == ["exercises.yaml"]


def test_a_folder_that_is_a_file_is_told(own: Path) -> None:
    with pytest.raises(BackptError, match="cannot be written"):
        replace_file(str(own / "exercises.yaml"), NEW, None)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
@pytest.mark.parametrize("room", [0, 1, 40_000])
def test_a_full_disk_leaves_the_file_and_no_pieces(own: Path, room: int) -> None:
    """The largest file this process may write stands for a disk with so much room."""
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(BackptError, match="cannot be written"):
            replace_file(str(own), b"x" * 100_000, OLD)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert own.read_bytes() == OLD
    assert [name for name in names(own.parent) if "part" in name] == []
    assert all(path.read_bytes() == OLD for path in own.parent.iterdir())


posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
KILLED = """
import os, signal
from backpt import files
os.fsync = lambda file: os.kill(os.getpid(), signal.SIGKILL)
files.write_whole("sheet.pdf", b"half")
"""
HELD = """
import os, sys
from backpt import files
os.fsync = lambda file: (print(flush=True), sys.stdin.read())
files.write_whole("sheet.pdf", b"whole")
"""
ROOT = str(Path(__file__).parents[1])


def python(code: str, folder: Path) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": ROOT},
        stdin=pipe,
        stdout=pipe,
    )


@posix
@pytest.mark.terminal
def test_what_a_killed_writer_left_is_removed_by_the_next_one(tmp_path: Path) -> None:
    python(KILLED, tmp_path).communicate()
    (left,) = names(tmp_path)
    assert left.endswith(".part")
    write_whole(str(tmp_path / "other"), NEW)
    assert names(tmp_path) == ["other"]


@posix
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_of_a_large_file_nothing_stays_where_the_program_is_told_to_end(
    tmp_path: Path, told: signal.Signals
) -> None:
    def write() -> None:
        with written_by_pieces(str(tmp_path / "evening.wav")) as file:
            file.write(NEW)
            os.kill(os.getpid(), told)
            file.write(NEW)

    before = signal.getsignal(told)
    with pytest.raises((KeyboardInterrupt, ToldToEnd)) as how:
        write()
    assert names(tmp_path) == []
    assert signal.getsignal(told) is before
    if isinstance(how.value, ToldToEnd):
        assert how.value.code == 128 + told


def test_a_large_file_can_be_written_by_a_thread_that_hears_no_signals(tmp_path: Path) -> None:
    def write() -> None:
        with written_by_pieces(str(tmp_path / "evening.wav")) as file:
            file.write(NEW)

    with ThreadPoolExecutor() as pool:
        pool.submit(write).result()
    assert (tmp_path / "evening.wav").read_bytes() == NEW


@posix
@pytest.mark.terminal
def test_a_writer_at_work_is_left_alone_by_the_next_one(tmp_path: Path) -> None:
    writer = python(HELD, tmp_path)
    assert writer.stdout is not None
    writer.stdout.readline()
    write_whole(str(tmp_path / "other"), NEW)
    writer.communicate(b"")
    assert writer.returncode == 0
    assert (tmp_path / "sheet.pdf").read_bytes() == b"whole"
    assert names(tmp_path) == ["other", "sheet.pdf"]


@posix
def test_only_parts_of_this_user_and_of_this_program_are_removed(tmp_path: Path) -> None:
    theirs = (".backpt-notes.part", "film.part", ".backpt-12345678.old")
    for name in theirs:
        (tmp_path / name).write_bytes(OLD)
    os.symlink(tmp_path / "film.part", tmp_path / ".backpt-12345678.part")
    os.mkfifo(tmp_path / ".backpt-87654321.part")
    write_whole(str(tmp_path / "new"), NEW)
    assert {*theirs, "new"} <= {*names(tmp_path)}
    assert (tmp_path / "film.part").read_bytes() == OLD


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_is_private_is_so_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        private_folder(str(tmp_path / "a" / "b"))
        write_whole(str(tmp_path / "a" / "b" / "file"), NEW, mode=PRIVATE)
        replace_file(str(tmp_path / "c" / "own"), NEW, None)
        replace_file(str(tmp_path / "c" / "own"), OLD, NEW)
        write_whole(str(tmp_path / "sheet"), NEW)
    finally:
        os.umask(before)
    modes = {
        str(path.relative_to(tmp_path)): path.stat().st_mode & 0o777
        for path in tmp_path.rglob("*")
    }
    assert modes == {
        "a": 0o700,
        "a/b": 0o700,
        "a/b/file": 0o600,
        "c": 0o700,
        "c/own": 0o600,
        "c/own.backup-1": 0o600,
        "sheet": 0o666 & ~umask,
    }


@posix
def test_a_pipe_a_device_or_a_folder_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), "/dev/zero", str(tmp_path)):
        with pytest.raises(OSError, match="no ordinary file"):
            read_regular(path, 10)


def test_no_more_than_was_asked_for_is_read(own: Path) -> None:
    assert read_regular(str(own), 2) == OLD[:2]
    assert read_regular(str(own), 100) == OLD


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o666, 0o620])
def test_what_others_may_write_is_not_ones_own(own: Path, mode: int) -> None:
    own.chmod(mode)
    assert is_own(str(own)) == (mode in (0o600, 0o644))


@posix
@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="root gives files away"
)
def test_a_file_of_another_user_is_not_ones_own(own: Path) -> None:
    own.chmod(0o600)
    os.chown(own, NOBODY, -1)
    assert not is_own(str(own))


WRITER = """
import sys
from pathlib import Path
from backpt.files import one_writer
path = Path("count")
for _ in range(50):
    with one_writer(str(path)):
        path.write_text(str(int(path.read_text()) + 1))
"""


@posix
@pytest.mark.terminal
def test_writers_at_the_same_time_take_turns(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    writers = [python(WRITER, tmp_path) for _ in range(4)]
    for writer in writers:
        writer.communicate()
    assert (tmp_path / "count").read_text() == "200"


def test_where_nothing_can_be_locked_one_may_write_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with one_writer(str(tmp_path / "file" / "own")):
        pass
    assert names(tmp_path) == ["file"]
