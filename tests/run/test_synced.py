"""Folders that are kept in step with other computers are known by their names and contents."""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.paths import Paths
from backpt.run.daily_copy import copy_today
from backpt.run.synced import synced_by
from tests.journal.values import NOON


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/home/anna/Dropbox/data", "Dropbox"),
        ("/home/anna/Dropbox (Personal)/data", "Dropbox"),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        (
            "/Users/anna/Library/CloudStorage/GoogleDrive-anna@x.org/My Drive",
            "GoogleDrive",
        ),
        ("/Users/anna/Library/CloudStorage/Whatever-anna/x", "Whatever"),
        ("C:\\Users\\Anna\\OneDrive - Clinic\\x", "OneDrive"),
        ("/home/anna/OneDrive", "OneDrive"),
        ("/home/anna/Google Drive/x", "GoogleDrive"),
        ("/home/anna/Nextcloud2/x", "Nextcloud"),
        ("/home/anna/Sync/x", "Syncthing"),
        ("/home/anna/.local/share/backpt", ""),
        ("/home/anna/boxes/syncopation", ""),
        ("/home/anna/my-dropbox-notes", ""),
    ],
)
def test_a_folder_is_known_by_its_name(path: str, program: str) -> None:
    assert synced_by(path) == program


def test_a_folder_of_any_name_is_known_by_what_lies_at_its_top(tmp_path: Path) -> None:
    inside = tmp_path / "work" / "data"
    inside.mkdir(parents=True)
    assert synced_by(str(inside)) == ""
    (tmp_path / "work" / ".stfolder").mkdir()
    assert synced_by(str(inside)) == "Syncthing"


def test_a_link_into_such_a_folder_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "backpt").mkdir(parents=True)
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox" / "backpt")
    assert synced_by(str(tmp_path / "data")) == "Dropbox"


def test_it_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Dropbox" / "backpt"
    folder.mkdir(parents=True)
    paths = Paths(str(tmp_path / "config"), str(folder), str(tmp_path / "cache"))
    Path(paths.journal).touch()
    for day in range(3):
        copy_today(paths, NOON + 86_400.0 * day)
    assert capsys.readouterr().err.count("Your diary is in a folder of Dropbox") == 1
