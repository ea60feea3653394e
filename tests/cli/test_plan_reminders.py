"""``backpt plan --remind``: nothing without a yes, and nothing left behind."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli.due import due_at
from backpt.reminders.system_timer import (
    TimerFiles,
    TimerIs,
    TimerKind,
    start_timer,
    timer_files,
    timer_paths,
    what_is_there,
)
from backpt.reminders.timers.order import TimerOrder
from tests.cli.test_due import daily
from tests.cli.test_home import plan_of
from tests.journal import values

if TYPE_CHECKING:
    from tests.cli.conftest import Program

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="systemd is a part of Linux"
)
CONTROL = """#!/bin/sh
echo "$@" >> "{calls}"
units="{config}/systemd/user"
stamps="{data}/systemd/timers"
case "$*" in
  *refuse*) exit 1;;
  "--user enable "*)
    [ -e "{refuses}" ] && {{ echo "Failed to connect to bus" >&2; exit 1; }}
    mkdir -p "$units/timers.target.wants" "$stamps"
    touch "$units/timers.target.wants/$3" "$stamps/stamp-$3";;
esac
"""
"""A systemd that does with files what the real one does."""


class System:
    """A system with systemd; what it was told."""

    def __init__(self, program: Program) -> None:
        self.home, self.paths = program.home, program.paths
        self.calls_file = self.home / "calls"
        self.refuses = self.home / "refuses"

    @property
    def calls(self) -> list[str]:
        return self.calls_file.read_text().splitlines() if self.calls_file.exists() else []

    @property
    def units(self) -> dict[str, str]:
        folder = self.home / "config" / "systemd" / "user"
        return {one.name: one.read_text() for one in folder.glob("*") if one.is_file()}

    def files(self) -> set[str]:
        """Return every file below the home, but for what the stand-in needs."""
        return {
            str(one.relative_to(self.home))
            for one in self.home.rglob("*")
            if one.is_file() and one.parent.name not in ("bin", "run", "home")
            and "journal" not in one.name
        }  # fmt: skip


@pytest.fixture
def system(program: Program, monkeypatch: pytest.MonkeyPatch) -> System:
    made = System(program)
    runtime = made.home / "run" / "systemd"
    runtime.mkdir(parents=True)
    (runtime / "private").touch()
    folder = made.home / "bin"
    folder.mkdir()
    control = folder / "systemctl"
    control.write_text(
        CONTROL.format(
            calls=made.calls_file,
            config=made.home / "config",
            data=made.home / "data",
            refuses=made.refuses,
        )
    )
    control.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime.parent))
    return made


def test_a_yes_installs_what_was_shown_and_off_leaves_no_file_behind(
    program: Program, system: System
) -> None:
    program("plan", "home-basics", "--days", "daily", "--at", "18:00")
    before = system.files()
    said, questions = program.asked("plan", "--remind", "on", answers=["y"])
    assert said.code == 0
    assert questions[0].startswith("Install it?")
    assert set(system.units) == {"backpt-due.timer", "backpt-due.service"}
    shown = said.out.split("This will be written:")[1].split("And this will be run:")
    for path in (Path(program.paths.config).parent / "systemd" / "user").glob("backpt-due.*"):
        assert f"  {path}\n" in shown[0]
        for line in path.read_text().splitlines():
            assert line in shown[0]
    assert system.calls == [
        "--user daemon-reload",
        "--user enable backpt-due.timer",
        "--user restart backpt-due.timer",
    ]
    for call in system.calls:
        assert f"  systemctl {call}\n" in shown[1]
    assert "Reminders are on, for 18:00 on the days of your plan." in said.out
    program("plan", "--remind", "show")
    off = program("plan", "--remind", "off")
    assert off.out == "Reminders are off now, and nothing of them is left.\n"
    assert system.units == {}
    assert system.files() == before
    assert "--user disable --now backpt-due.timer" in system.calls


@pytest.mark.parametrize("answer", ["n", "", None])
def test_without_a_yes_nothing_is_written(
    program: Program, system: System, answer: str | None
) -> None:
    program("plan", "home-basics", "--days", "daily")
    before = system.files()
    said, _ = program.asked("plan", "--remind", "on", answers=[answer])
    assert "Nothing was installed." in said.out
    assert (system.units, system.calls, system.files()) == ({}, [], before)


def test_where_nobody_can_be_asked_nothing_is_written(program: Program, system: System) -> None:
    program("plan", "home-basics", "--days", "daily")
    said = program("plan", "--remind", "on")
    assert said.code == 1
    assert "nobody to ask" in said.out
    assert (system.units, system.calls) == ({}, [])


def test_without_a_plan_there_is_nothing_to_be_reminded_of(
    program: Program, system: System
) -> None:
    said = program("plan", "--remind", "on")
    assert (said.code, system.calls) == (2, [])
    assert said.err.startswith("You have no plan to be reminded of.")


def test_on_again_says_that_it_is_on_and_after_a_change_that_it_is_out_of_date(
    program: Program, system: System
) -> None:
    program("plan", "home-basics", "--days", "daily", "--at", "18:00")
    program.asked("plan", "--remind", "on", answers=["y"])
    again = program("plan", "--remind", "on")
    assert again.out == "Reminders are on, for 18:00 on the days of your plan.\n"
    moved = program("plan", "home-basics", "--days", "mon", "--at", "7:00")
    assert "Your reminders do not fit any more." in moved.out
    assert program("plan", "--remind", "show").out.startswith("Your reminders do not fit")
    said, _ = program.asked("plan", "--remind", "on", answers=["y"])
    assert said.out.startswith("Your reminders are for other times")
    assert "OnCalendar=*-*-* 07:00:00" in system.units["backpt-due.timer"]
    assert program("plan", "--remind", "show").out.startswith("Reminders are on, for 7:00")
    assert (
        "do not fit" not in program("plan", "home-basics", "--days", "tue", "--at", "7:00").out
    )
    ended = program("plan", "--end")
    assert "To stop the reminders: backpt plan --remind off" in ended.out


def test_a_change_of_the_plan_says_nothing_of_reminders_that_are_off(
    program: Program, system: System
) -> None:
    for days in ("mon", "tue"):
        assert "remind" not in program("plan", "home-basics", "--days", days).out
    assert "remind" not in program("plan", "--end").out
    assert program("plan", "--remind", "show").out.startswith("Reminders are off.")
    assert program("plan", "--remind", "off").out.startswith("Reminders are off.")
    assert system.calls == []


def test_where_the_system_refuses_nothing_is_left(program: Program, system: System) -> None:
    program("plan", "home-basics", "--days", "daily")
    before = system.files()
    system.refuses.touch()
    said, _ = program.asked("plan", "--remind", "on", answers=["y"])
    system.refuses.unlink()
    assert said.code == 1
    assert said.err == (
        "The reminder could not be installed, and nothing of it is left: Failed to connect to"
        " bus.\n"
    )
    assert (system.units, system.files()) == ({}, before)


def test_off_works_without_a_diary_that_can_be_read_and_forgets_what_was_shown(
    program: Program, system: System
) -> None:
    plan_of(program, daily())
    due_at(program.paths, values.NOON + 9 * 3600.0, notify=True)
    assert Path(program.paths.notices).exists()
    program("plan", "home-basics", "--days", "daily")
    program.asked("plan", "--remind", "on", answers=["y"])
    Path(program.paths.journal).write_bytes(b"no diary" * 100)
    assert program("plan", "--remind", "off").code == 0
    assert system.units == {}
    left = [one.name for one in Path(program.paths.data).iterdir()]
    assert not [name for name in left if "notices" in name]


def test_without_a_timer_of_the_system_there_are_lines_to_copy(
    program: Program, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(program.home))
    program("plan", "home-basics", "--days", "daily", "--at", "18:05")
    said = program("plan", "--remind", "on")
    assert said.code == 0
    lines = said.lines[-3:]
    assert [line[:9] for line in lines] == ["5 18 * * ", "35 19 * *", "5 21 * * "]
    assert all(line.endswith(" due --notify") for line in lines)
    assert program("plan", "--remind", "show").out.startswith("Reminders are off.")
    crontab = program.home / "bin" / "crontab"
    crontab.write_text(f"#!/bin/sh\ncat <<'END'\n{lines[0]}\nEND\n")
    crontab.chmod(0o700)
    for how in ("show", "off"):
        assert program("plan", "--remind", how).out.startswith("Your crontab reminds you.")
    crontab.write_text(f"#!/bin/sh\ncat <<'END'\n# {lines[0]}\nEND\n")
    assert program("plan", "--remind", "show").out.startswith("Reminders are off.")


def test_what_is_no_way_to_be_reminded_is_said(program: Program) -> None:
    said = program("plan", "--remind", "maybe")
    assert (said.code, said.err) == (2, "--remind is one of: on, off, show.\n")
    assert program("plan", "--remind", "on", "--end").code == 2


def test_where_says_which_file_it_is(program: Program, system: System) -> None:
    objects = {one["id"]: one for one in program("where", "--json").objects}
    assert objects["reminder"]["path"].endswith("systemd/user/backpt-due.timer")
    assert objects["reminder"]["there"] is False


def test_a_mac_and_windows_are_told_by_a_file_of_theirs_and_keep_none_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for kind, name in ((TimerKind.LAUNCHD, "launchctl"), (TimerKind.SCHTASKS, "schtasks")):
        environ = {"HOME": str(tmp_path)}
        paths = timer_paths(kind, environ, str(tmp_path / "data"))
        files: TimerFiles = timer_files(kind, TimerOrder(("/p", "due"), (60,)), paths)
        with pytest.raises(Exception, match="could not be installed"):
            start_timer(kind, files, environ)
        assert what_is_there(files) is TimerIs.NOT
        tool = tmp_path / name
        tool.write_text("#!/bin/sh\nexit 0\n")
        tool.chmod(0o700)
        start_timer(kind, files, environ)
        assert what_is_there(files) is TimerIs.AS_ORDERED
        Path(paths[0]).write_bytes(b"other")
        assert what_is_there(files) is TimerIs.OTHER
