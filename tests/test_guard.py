"""The guard itself: no test comes near the real home."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable

import pytest

from backpt.paths import user_paths

from .conftest import REAL_FOLDERS, RealHome


def _journal(folder: str) -> str:
    return os.path.join(folder, "journal.db")


def _read(path: str) -> object:
    with open(path, "rb") as file:
        return file.read()


@pytest.mark.parametrize("folder", REAL_FOLDERS)
@pytest.mark.parametrize("touch", [_read, sqlite3.connect, os.mkdir, os.remove])
def test_a_test_that_touches_the_real_folders_fails(
    folder: str, touch: Callable[[str], object]
) -> None:
    with pytest.raises(RealHome, match="use the folders of the test"):
        touch(_journal(folder))


def test_the_folders_of_a_test_are_its_own(home: str) -> None:
    paths = user_paths(os.environ)
    folders = (paths.config, paths.data, paths.cache)
    assert all(folder.startswith(home) for folder in folders)
    assert not any(folder.startswith(REAL_FOLDERS) for folder in folders)
    assert os.listdir(home) == []


def test_a_program_that_a_test_starts_knows_no_other_home(home: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import os; print(os.path.expanduser('~'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == home
