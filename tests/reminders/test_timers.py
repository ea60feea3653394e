"""What is written for each system's timer is read as it was meant."""

from __future__ import annotations

import getpass
import os
import plistlib
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from backpt.progress.plan import DAYS, Plan
from backpt.progress.reminding import timer_times
from backpt.reminders.system_timer import (
    TimerKind,
    due_command,
    needed_environ,
    start_commands,
    stop_commands,
    timer_kind,
    timer_name,
    timer_paths,
)
from backpt.reminders.timers.cron import crontab_lines
from backpt.reminders.timers.launchd import agent_plist
from backpt.reminders.timers.order import TimerOrder
from backpt.reminders.timers.schtasks import task_xml
from backpt.reminders.timers.systemd import service_text, timer_text

ASK = ("-P", "-m", "backpt", "due", "--notify")
FOLDERS = (
    "plain",
    "with blanks",
    "100 %h",
    "$HOME",
    "é 中",
    "it's",
    'a "quote"',
    "back\\slash",
)
SERVICE, TIMER = "backpt-due.service", "backpt-due.timer"
SPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def order(program: str = "/usr/bin/python3", **environ: str) -> TimerOrder:
    return TimerOrder(
        (program, *ASK), (450, 1080, 1170), tuple(environ.items()), about="50 % of it"
    )


def plan(at_min: int | None) -> Plan:
    return Plan("p", 0.0, 0, "core", "Core", DAYS, 1, 56, at_min)


def test_a_timer_asks_at_the_time_of_each_plan_and_twice_more() -> None:
    assert timer_times([plan(18 * 60)]) == (1080, 1170, 1260)
    assert timer_times([plan(None)]) == (1080, 1170, 1260)
    assert timer_times([plan(420), plan(510)]) == (420, 510, 600, 690)
    assert timer_times([plan(23 * 60)]) == (30, 120, 1380), "past midnight it is the same day"
    assert timer_times([plan(60)]) == (60, 150), "at three the next day begins"
    assert timer_times([]) == ()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("folder", FOLDERS)
def test_systemd_takes_both_units_wherever_the_program_is(tmp_path: Path, folder: str) -> None:
    program = tmp_path / folder / "python3"
    program.parent.mkdir()
    program.symlink_to(sys.executable)
    made = order(str(program), XDG_DATA_HOME=f'/home/{folder} "x" \\ %h')
    for name, text in ((SERVICE, service_text(made)), (TIMER, timer_text(made))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    verify = [
        "systemd-analyze",
        "verify",
        "--user",
        *(str(tmp_path / one) for one in (SERVICE, TIMER)),
    ]
    env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    said = subprocess.run(verify, env=env, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_the_units_say_that_something_due_is_no_failure_and_what_was_missed_is_made_up() -> (
    None
):
    made = order(XDG_DATA_HOME="/d")
    assert service_text(made) == (
        "[Unit]\n"
        "Description=50 %% of it\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        'Environment="XDG_DATA_HOME=/d"\n'
        'ExecStart=":/usr/bin/python3" "-P" "-m" "backpt" "due" "--notify"\n'
        "SuccessExitStatus=1\n"
    )
    assert timer_text(made) == (
        "[Unit]\n"
        "Description=50 %% of it\n"
        "\n"
        "[Timer]\n"
        "OnCalendar=*-*-* 07:30:00\n"
        "OnCalendar=*-*-* 18:00:00\n"
        "OnCalendar=*-*-* 19:30:00\n"
        "Persistent=true\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_agent_of_launchd_reads_back_as_it_was_ordered(folder: str) -> None:
    made = order(f"/Users/{folder}/python3", BACKPT_LANGUAGE="en")
    found = plistlib.loads(agent_plist(made))
    assert found["Label"] == "backpt-due"
    assert found["ProgramArguments"] == list(made.command)
    assert found["EnvironmentVariables"] == {"BACKPT_LANGUAGE": "en"}
    assert found["StartCalendarInterval"] == [
        {"Hour": 7, "Minute": 30}, {"Hour": 18, "Minute": 0}, {"Hour": 19, "Minute": 30},
    ]  # fmt: skip


@pytest.mark.parametrize("folder", [*FOLDERS, "A & B <c>"])
def test_the_task_of_windows_reads_back_as_it_was_ordered(folder: str) -> None:
    made = order(f"C:\\Users\\{folder}\\pythonw.exe")
    data = task_xml(made)
    assert data.startswith((b"\xff\xfe", b"\xfe\xff")), "UTF-16, as Windows wants it"
    task = ET.fromstring(data)
    assert task.findtext(f".//{SPACE}Command") == made.command[0]
    assert task.findtext(f".//{SPACE}Arguments") == "-P -m backpt due --notify"
    assert task.findtext(f".//{SPACE}StartWhenAvailable") == "true"
    starts = [one.text for one in task.iter(f"{SPACE}StartBoundary")]
    assert starts == [f"2026-01-01T{at}:00" for at in ("07:30", "18:00", "19:30")]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no crontab")
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_lines_of_a_crontab_run_the_program_wherever_it_is(
    tmp_path: Path, folder: str
) -> None:
    program = tmp_path / folder / "python3"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$KNOWN" "$@"\n')
    program.chmod(0o700)
    lines = crontab_lines(order(str(program), KNOWN=f"{folder}!"))
    assert [line.split(" ")[:5] for line in lines] == [
        ["30", "7", "*", "*", "*"], ["0", "18", "*", "*", "*"], ["30", "19", "*", "*", "*"],
    ]  # fmt: skip
    command = lines[0].split(" ", 5)[5]
    assert "%" not in command.replace("\\%", ""), "cron would end the command there"
    ran = subprocess.run(
        ["/bin/sh", "-c", command.replace("\\%", "%")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == f"{folder}! {' '.join(ASK)}\n"


def test_the_command_runs_this_backpt_from_anywhere(tmp_path: Path) -> None:
    command = due_command({})
    assert os.path.isabs(command[0])
    (tmp_path / "backpt").mkdir()
    (tmp_path / "backpt" / "__init__.py").write_text("raise SystemExit(9)\n")
    env = {"HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    said = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (0, b"", b"")


def test_each_system_has_its_own_timer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert timer_kind({}, "darwin") is TimerKind.LAUNCHD
    assert timer_kind({}, "win32") is TimerKind.SCHTASKS
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    (tmp_path / "systemctl").write_text("#!/bin/sh\n")
    (tmp_path / "systemctl").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert timer_kind(environ, "linux") is TimerKind.CRON, "systemd is there, and does not run"
    (tmp_path / "systemd").mkdir()
    (tmp_path / "systemd" / "private").touch()
    assert timer_kind(environ, "linux") is TimerKind.SYSTEMD
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert timer_kind(environ, "linux") is TimerKind.CRON


def test_the_files_are_where_each_system_looks(tmp_path: Path) -> None:
    home = {"HOME": "/home/anna"}
    assert timer_paths(TimerKind.SYSTEMD, home, "/d") == (
        "/home/anna/.config/systemd/user/backpt-due.timer",
        "/home/anna/.config/systemd/user/backpt-due.service",
    )
    other = {**home, "XDG_CONFIG_HOME": "/c"}
    assert timer_paths(TimerKind.SYSTEMD, other, "/d")[0] == "/c/systemd/user/backpt-due.timer"
    assert timer_paths(TimerKind.LAUNCHD, home, "/d") == (
        "/home/anna/Library/LaunchAgents/backpt-due.plist",
    )
    assert timer_paths(TimerKind.CRON, home, "/d") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is known to the system")
def test_the_timer_is_told_where_the_diary_is_if_that_is_not_where_it_would_look() -> None:
    environ = {
        "XDG_DATA_HOME": "/d",
        "BACKPT_LANGUAGE": "en",
        "TERM": "dumb",
        "XDG_CACHE_HOME": "",
    }
    assert needed_environ(environ) == (("XDG_DATA_HOME", "/d"), ("BACKPT_LANGUAGE", "en"))
    assert needed_environ({"HOME": "/somewhere/else"}) == (("HOME", "/somewhere/else"),)
    usual = {"HOME": os.path.expanduser(f"~{getpass.getuser()}")}
    assert needed_environ(usual) == ()


def test_a_quote_in_a_line_for_the_shell_is_a_quote() -> None:
    (line, *_) = crontab_lines(order("/it's/python3"))
    assert shlex.split(line)[5] == "/it's/python3"


def test_each_person_of_an_account_has_a_timer_of_their_own() -> None:
    names = [
        timer_name({"BACKPT_WHO": who})
        for who in ("", "anna", "Anna", "a b", "a/../b", "é", "Aa", "К")
    ]
    assert names[:3] == ["backpt-due", "backpt-due-anna", "backpt-due-_41_nna"]
    assert len(set(names)) == len(names)
    assert all(
        one.replace("-", "").replace("_", "").isalnum() and one.isascii() for one in names
    )
    environ = {"HOME": "/home/anna", "BACKPT_WHO": "anna"}
    for kind in (TimerKind.SYSTEMD, TimerKind.LAUNCHD, TimerKind.SCHTASKS):
        for path in timer_paths(kind, environ, "/d"):
            assert os.path.basename(path).startswith("backpt-due-anna.")
        commands = start_commands(kind, timer_paths(kind, environ, "/d"))
        stopped = stop_commands(kind, timer_paths(kind, environ, "/d"))
        assert any("backpt-due-anna" in part for one in commands for part in one)
        assert any("backpt-due-anna" in part for one in stopped for part in one)
    assert ("BACKPT_WHO", "anna") in needed_environ(environ) or sys.platform == "win32"
