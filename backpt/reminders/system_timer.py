"""The system's own timer: written, started, and taken away whole. A thin edge.

Which program, which times and whether there is a yes is decided above. Nothing is ever left
half: where the system refuses, what was written is removed.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence

from backpt.errors import BackptError
from backpt.files import PRIVATE, private_folder, read_regular, remove, write_all
from backpt.language import reminders as words
from backpt.reminders.timers import launchd, schtasks, systemd
from backpt.reminders.timers.order import TimerOrder
from backpt.values import StrEnum

_PATIENCE_S = 30.0
_MOST_BYTES = 100_000
_NEEDED = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "BACKPT_LANGUAGE",
    "BACKPT_LIBRARY",
    "BACKPT_WHO",
    "PYTHONPATH",
)
"""What a timer, which is started by the system, would not know."""

Command = tuple[str, ...]
TimerFiles = dict[str, bytes]
"""What is written, by its path; the first is the timer."""


class TimerKind(StrEnum):
    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    SCHTASKS = "schtasks"
    CRON = "cron"
    """No timer of the system: lines to be copied."""


class TimerIs(StrEnum):
    """What of a timer is there."""

    NOT = "not there"
    AS_ORDERED = "as ordered"
    OTHER = "other"
    """It is there, and for something else."""


def timer_kind(environ: Mapping[str, str], platform: str = sys.platform) -> TimerKind:
    """Return which timer the system has."""
    if platform == "darwin":
        return TimerKind.LAUNCHD
    if platform == "win32":
        return TimerKind.SCHTASKS
    place = environ.get("XDG_RUNTIME_DIR") or f"/run/user/{_user()}"
    runs = os.path.exists(os.path.join(place, "systemd", "private"))
    return TimerKind.SYSTEMD if runs and shutil.which("systemctl") else TimerKind.CRON


def due_command(environ: Mapping[str, str]) -> Command:
    """Return what runs ``backpt due --notify`` from anywhere, by whole paths."""
    ask: Command = ("due", "--notify")
    if sys.platform == "win32" and (who := environ.get("BACKPT_WHO")):
        ask = ("--who", who, *ask)  # a task is told of no environment
    if sys.executable:
        program = sys.executable
        silent = os.path.join(os.path.dirname(program), "pythonw.exe")
        if sys.platform == "win32" and os.path.exists(silent):
            program = silent  # else a window opens for a moment
        return (os.path.abspath(program), "-P", "-m", "backpt", *ask)
    return (os.path.abspath(shutil.which("backpt") or sys.argv[0]), *ask)


def needed_environ(environ: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the timer has to be told of the environment."""
    found = tuple((name, environ[name]) for name in _NEEDED if environ.get(name))
    if sys.platform == "win32":
        return ()  # there is no way to tell it, and the system does by itself
    import pwd

    home = environ.get("HOME")
    try:
        usual: str | None = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        usual = None
    return (("HOME", home), *found) if home and home != usual else found


def timer_name(environ: Mapping[str, str]) -> str:
    """Return what the system calls the timer: each person of an account has one."""
    who = environ.get("BACKPT_WHO", "")
    plain = "abcdefghijklmnopqrstuvwxyz0123456789"  # some disks know no capitals
    safe = (one if one in plain else f"_{ord(one):x}_" for one in who)
    return f"backpt-due-{''.join(safe)}" if who else "backpt-due"


def timer_paths(kind: TimerKind, environ: Mapping[str, str], data: str) -> tuple[str, ...]:
    """Return the files of a timer, the timer itself first; each is called as the timer is.
    ``data`` is the folder of the diary."""
    name = timer_name(environ)
    home = environ.get("HOME") or os.path.expanduser("~")
    match kind:
        case TimerKind.SYSTEMD:
            units = os.path.join(_units(environ, home), "user")
            return tuple(os.path.join(units, f"{name}.{one}") for one in ("timer", "service"))
        case TimerKind.LAUNCHD:
            agents = os.path.join(home, "Library", "LaunchAgents")
            return (os.path.join(agents, f"{name}.plist"),)
        case TimerKind.SCHTASKS:
            return (os.path.join(data, f"{name}.xml"),)
        case TimerKind.CRON:
            return ()


def _units(environ: Mapping[str, str], home: str) -> str:
    named = environ.get("XDG_CONFIG_HOME", "")
    config = named if os.path.isabs(named) else os.path.join(home, ".config")
    return os.path.join(config, "systemd")


def timer_files(kind: TimerKind, order: TimerOrder, paths: Sequence[str]) -> TimerFiles:
    """Return what is written for ``order``."""
    texts: tuple[bytes, ...] = ()  # of cron, where nothing is written
    match kind:
        case TimerKind.SYSTEMD:
            texts = (systemd.timer_text(order).encode(), systemd.service_text(order).encode())
        case TimerKind.LAUNCHD:
            texts = (launchd.agent_plist(order),)
        case TimerKind.SCHTASKS:
            texts = (schtasks.task_xml(order),)
        case TimerKind.CRON:
            pass
    return dict(zip(paths, texts, strict=True))


def what_is_there(files: TimerFiles) -> TimerIs:
    """Return whether these files are there, and as they should be."""
    found = [_content(path) for path in files]
    if not any(one is not None for one in found):
        return TimerIs.NOT
    return TimerIs.AS_ORDERED if found == list(files.values()) else TimerIs.OTHER


def is_any_there(paths: Sequence[str]) -> bool:
    return any(os.path.lexists(path) for path in paths)


def _content(path: str) -> bytes | None:
    try:
        return read_regular(path, _MOST_BYTES)
    except OSError:
        return b"" if os.path.lexists(path) else None


def start_commands(kind: TimerKind, paths: Sequence[str]) -> tuple[Command, ...]:
    """Return what starts a timer whose files are written."""
    match kind:
        case TimerKind.SYSTEMD:
            control = ("systemctl", "--user")
            # Started anew, it has the times of the file that is there now.
            return (
                (*control, "daemon-reload"),
                (*control, "enable", os.path.basename(paths[0])),
                (*control, "restart", os.path.basename(paths[0])),
            )
        case TimerKind.LAUNCHD:
            return (("launchctl", "bootstrap", _domain(), *paths),)
        case TimerKind.SCHTASKS:
            return (("schtasks", "/Create", "/TN", _called(paths), "/XML", *paths, "/F"),)
        case TimerKind.CRON:
            return ()


def stop_commands(kind: TimerKind, paths: Sequence[str]) -> tuple[Command, ...]:
    """Return what stops a timer before its files are removed."""
    match kind:
        case TimerKind.SYSTEMD:
            return (("systemctl", "--user", "disable", "--now", os.path.basename(paths[0])),)
        case TimerKind.LAUNCHD:
            return (("launchctl", "bootout", f"{_domain()}/{_called(paths)}"),)
        case TimerKind.SCHTASKS:
            return (("schtasks", "/Delete", "/TN", _called(paths), "/F"),)
        case TimerKind.CRON:
            return ()


def _called(paths: Sequence[str]) -> str:
    return os.path.splitext(os.path.basename(paths[0]))[0]


def _domain() -> str:
    return f"gui/{_user()}"


def _user() -> int:
    """Return the number of the user; Windows has none, and nobody asks there."""
    if sys.platform == "win32":
        return 0
    return os.getuid()


def start_timer(kind: TimerKind, files: TimerFiles, environ: Mapping[str, str]) -> None:
    """Write the files and start the timer. Raises ``BackptError`` where the system refuses:
    nothing of it is there then."""
    paths = tuple(files)
    try:
        for folder in {os.path.dirname(path) for path in paths}:
            private_folder(folder)
        if kind is TimerKind.LAUNCHD:  # one that is there already has to go first
            _run_all(stop_commands(kind, paths))
        write_all(tuple(files.items()), mode=PRIVATE)
    except OSError as error:
        why = error.strerror or str(error)
        raise BackptError(words.not_started(f"{error.filename}: {why}")) from None
    if refused := _run_all(start_commands(kind, paths)):
        stop_timer(kind, paths, environ)
        raise BackptError(words.not_started(refused))


def stop_timer(kind: TimerKind, paths: Sequence[str], environ: Mapping[str, str]) -> None:
    """Stop the timer, whether it runs or not, and remove all that it left."""
    _run_all(stop_commands(kind, paths))
    for path in paths:
        remove(path)
    if kind is not TimerKind.SYSTEMD:
        return
    home = environ.get("HOME") or os.path.expanduser("~")
    folder, timer = os.path.split(paths[0])
    wants = os.path.join(folder, "timers.target.wants")
    remove(os.path.join(wants, timer))
    remove(wants)  # if nothing else is in it
    named = environ.get("XDG_DATA_HOME", "")
    shares = (named if os.path.isabs(named) else "", os.path.join(home, ".local", "share"))
    for share in filter(None, shares):  # when it ran last, as systemd keeps it
        remove(os.path.join(share, "systemd", "timers", f"stamp-{timer}"))
    _run_all((("systemctl", "--user", "daemon-reload"),))


def _run_all(commands: Sequence[Command]) -> str:
    """Run programs of the system, one after another; return what the first that failed says,
    empty where none did."""
    return next(filter(None, (_ran(command)[1] for command in commands)), "")


def crontab_has(command: Command) -> bool:
    """Tell whether the user's crontab runs ``backpt due``."""
    table, _ = _ran(("crontab", "-l"))
    asks = " ".join(command[-2:])
    lines = (line for line in table.splitlines() if not line.lstrip().startswith("#"))
    return any("backpt" in line and asks in line for line in lines)


def _ran(command: Command) -> tuple[str, str]:
    """Run a program with nothing to read; return what it printed, and what went wrong."""
    import subprocess

    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return "", str(error)
    if not done.returncode:
        return done.stdout, ""
    said = " ".join((done.stderr or done.stdout).split())
    return done.stdout, said[:200].rstrip(".") or f"{command[0]}: {done.returncode}"
