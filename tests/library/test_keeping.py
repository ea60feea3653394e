"""Writing a file of the user's: whole or not at all, and what stood there is kept."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from backpt.errors import BackptError
from backpt.library.keeping import keep_copy, last_copy, replace_file

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
