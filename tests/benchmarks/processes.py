"""Starts programs, on a terminal of their own or without one, and watches them from outside.

Linux only: processor time, wake-ups and memory come from /proc. Knows nothing of backpt.
"""

from __future__ import annotations

import os
import re
import select
import signal
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROWS, COLUMNS = 30, 100
_ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b[ -/0-~]"
)
_LONGEST_S = 30.0
READ_S = 1.8
"""What is shown must stand for 1.5 s before a key answers it; an earlier one does not count."""


class Run(NamedTuple):
    """A program that has ended."""

    wall_s: float
    cpu_s: float
    """User and system, its own and that of the children it waited for."""
    peak_mib: float
    code: int
    output: bytes = b""


class Usage(NamedTuple):
    """What a process has used up to now."""

    cpu_s: float
    wakes: int
    peak_mib: float


def environment(home: Path) -> dict[str, str]:
    """Return a plain environment with a home of its own, byte code allowed. The temporary files
    of the machine are not among its own: looking through thousands of them is no start."""
    return {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "TMPDIR": str(home),
    }


def run(argv: Sequence[str], env: Mapping[str, str]) -> Run:
    """Run ``argv`` to its end without a terminal; what it says is dropped."""
    began = perf_counter()
    actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDWR, 0)]
    actions += [(os.POSIX_SPAWN_DUP2, 0, fd) for fd in (1, 2)]  # type: ignore[misc]
    pid = os.posix_spawn(argv[0], list(argv), env, file_actions=actions)
    return _ended(pid, began)


def _ended(pid: int, began: float, output: bytes = b"") -> Run:
    """Wait for the end of a program and return what the system says of it."""
    _, status, used = os.wait4(pid, 0)
    wall_s, cpu_s = perf_counter() - began, used.ru_utime + used.ru_stime
    return Run(wall_s, cpu_s, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), output)


class Terminal:
    """A program on a pseudo-terminal of 100 x 30 that answers no question of the terminal."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        import fcntl
        import pty
        import termios

        self.fd, ours = pty.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        # Opened by its name in a new session it becomes the controlling terminal.
        actions = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(ours), os.O_RDWR, 0)]
        actions += [(os.POSIX_SPAWN_DUP2, 0, fd) for fd in (1, 2)]  # type: ignore[misc]
        self.began = perf_counter()
        self.pid = os.posix_spawn(argv[0], list(argv), env, file_actions=actions, setsid=True)
        os.close(ours)
        self.output = b""

    def read(self, timeout_s: float) -> bytes:
        """Return what it sends within ``timeout_s``; nothing also when it has ended."""
        if not select.select([self.fd], [], [], max(0.0, timeout_s))[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:  # EIO: nobody has the other end open any more
            data = b""
        self.output += data
        return data

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def first_picture_s(self) -> float:
        """Wait for something that can be seen; return when it came, seconds from the start."""
        while perf_counter() - self.began < _LONGEST_S:
            self.read(1.0)
            if _ESCAPES.sub(b"", self.output).strip():
                return perf_counter() - self.began
        raise RuntimeError("nothing was drawn")

    def wait(self) -> Run:
        """Read to the end of the program."""
        while self.read(_LONGEST_S):
            pass
        ended = _ended(self.pid, self.began, self.output)
        os.close(self.fd)
        return ended

    def kill(self) -> Run:
        os.kill(self.pid, signal.SIGKILL)
        ended = _ended(self.pid, self.began, self.output)
        os.close(self.fd)
        return ended


def answer(keys: str, terminal: Terminal, *beside: Terminal) -> None:
    """Press each of ``keys`` when what it answers has stood long enough to be read; what those
    ``beside`` it send is taken meanwhile."""
    for key in keys:
        read_all({str(one.fd): one for one in (terminal, *beside)}, READ_S)
        terminal.press(key)


def read_all(terminals: Mapping[str, Terminal], seconds: float) -> dict[str, int]:
    """Take what they send for ``seconds``; return how often something came from each."""
    names = {terminal.fd: name for name, terminal in terminals.items()}
    came = dict.fromkeys(terminals, 0)
    until = perf_counter() + seconds
    while (left := until - perf_counter()) > 0:
        for fd in select.select(list(names), [], [], left)[0]:
            came[names[fd]] += 1
            terminals[names[fd]].read(0.0)
    return came


def usage(pid: int) -> Usage:
    """Return what the process and its threads have used."""
    nanoseconds = wakes = peak_kib = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        nanoseconds += int((task / "schedstat").read_text().split()[0])
        fields = _status(task / "status")
        wakes += fields["voluntary_ctxt_switches"]
        peak_kib = max(peak_kib, fields["VmHWM"])
    return Usage(nanoseconds / 1e9, wakes, peak_kib / 1024)


def _status(path: Path) -> dict[str, int]:
    lines = (line.split() for line in path.read_text().splitlines())
    return {
        line[0].rstrip(":"): int(line[1]) for line in lines if line[1:] and line[1].isdigit()
    }
