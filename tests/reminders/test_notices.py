"""What was shown is kept whole or not at all; the notice itself says nothing private."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from backpt.language import reminders as words
from backpt.progress.reminding import Notice
from backpt.reminders.desktop_notice import notice_command, show_notice
from backpt.reminders.notices_file import keep_notices, read_notices

KEPT = (Notice("home-basics", 739950, 1796075054.25), Notice("wind-down", 739950, 1.0))


def test_what_was_shown_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "notices.txt"
    assert read_notices(str(path)) == ()
    assert keep_notices(str(path), KEPT)
    assert read_notices(str(path)) == KEPT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage", [b"", b"\xff\xfe\x00", b"739950 x home-basics\n", b"739950\n\n", b"a" * 99_999]
)
def test_a_damaged_file_costs_what_is_damaged_and_no_more(
    tmp_path: Path, damage: bytes
) -> None:
    path = tmp_path / "notices.txt"
    keep_notices(str(path), KEPT)
    path.write_bytes(path.read_bytes() + damage)
    assert read_notices(str(path)) == KEPT
    path.write_bytes(damage)
    assert read_notices(str(path)) == ()


def test_where_nothing_can_be_kept_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not keep_notices(str(tmp_path / "file" / "notices.txt"), KEPT)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32", "freebsd14"])
def test_each_system_shows_it_by_its_own_means_and_no_text_is_code(platform: str) -> None:
    text = "\"; $(touch x) 'y' `z`"
    command = notice_command(platform, text)
    assert command[0] == {"darwin": "osascript", "win32": "powershell"}.get(
        platform, "notify-send"
    )
    assert all(text not in part or part == text for part in command)
    assert platform == "win32" or text in command


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there it is another program")
def test_the_program_of_the_desktop_gets_the_text_and_may_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not show_notice("Time", os.environ), "there is none"
    program = tmp_path / "notify-send"
    program.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/said"\nexit 0\n')
    program.chmod(0o700)
    assert show_notice("Time for it", os.environ)
    assert (tmp_path / "said").read_text() == "--app-name backpt -- backpt Time for it\n"
    program.write_text("#!/bin/sh\nexit 1\n")
    assert not show_notice("Time", os.environ), "nobody listens"


def test_others_who_see_the_screen_learn_no_more_than_how_long_it_takes() -> None:
    assert words.notice(12) == "Time for your exercises (about 12 min)"
    assert words.notice(None) == "Time for your exercises"
