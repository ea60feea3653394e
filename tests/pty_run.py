"""The real program on a real pseudo-terminal, read through a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyte

from backpt.clock import Clock
from backpt.history.days import local_day

PROGRAM = (sys.executable, "-c", "from backpt.cli import main; main()")
PATIENCE_S = 20.0
LONGEST_S = 120.0
AGAIN_S = 5.0


def answers_file(home: Path) -> Path:
    return home / ".local" / "share" / "backpt" / "safety.txt"


def answer(home: Path, about: str = "none", answered: str = "") -> None:
    """Keep answers to the cards, today's unless ``answered`` names a day."""
    answered = answered or date.fromordinal(local_day(Clock().wall())).isoformat()
    answers_file(home).write_text(
        f"answered: {answered}\nemergency: none\nurgent: none\nabout: {about}\npacks: none\n"
    )


def environment(home: Path, *, about: str = "none", **more: str) -> dict[str, str]:
    """An environment whose home is ``home`` and in which the safety cards are answered."""
    data = home / ".local" / "share" / "backpt"
    data.mkdir(parents=True, exist_ok=True)
    answer(home, about)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(Path(__file__).parents[1]),
        **more,
    }


_LEFT = b"\x1b[?1049l"
"""The alternate screen is left: a terminal then puts the cursor back to where it was."""


class Terminal:
    """A child on a terminal of its own. ``until`` waits for a picture, never for a time."""

    def __init__(
        self,
        arguments: list[str],
        env: dict[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
        program: tuple[str, ...] = PROGRAM,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.code: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)  # nohup hands on "ignored"
            os.execve(program[0], [*program, *arguments], env)
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)
        self.screen.resize(lines, columns)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).strip()

    @property
    def words(self) -> str:
        """The picture as one line, however it was wrapped."""
        return " ".join(self.text.split())

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def type(self, line: str) -> None:
        """Press the keys of a line one after the other, then Enter, as a person does: each is
        on the screen before the next one comes."""
        for key in line:
            self.press(key)
            assert self._read()
        self.press("\n")

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def until(self, shown: str | Callable[[str], bool]) -> str:
        """Read until the picture has ``shown``; fails after twenty seconds of silence, and
        after two minutes of anything else."""
        wanted = shown if callable(shown) else lambda text: shown in text
        give_up = Clock().awake() + LONGEST_S
        while not wanted(self.text):
            assert Clock().awake() < give_up, f"no {shown!r} came:\n{self.text}"
            if not self._read():
                raise AssertionError(f"ended ({self.wait()}) before {shown!r}:\n{self.text}")
        return self.text

    def end(self) -> int:
        """Read to the end and return the exit code (negative: killed by that signal)."""
        while self._read():
            pass
        return self.wait()

    def interrupt(self) -> int:
        """Press Ctrl-C, and again after a while if nothing comes of it; return the exit code.

        While a line is asked for, Python's readline does not notice a signal that comes between
        its handling of one key and its waiting for the next; a person presses again.
        """
        for _ in range(int(PATIENCE_S / AGAIN_S)):
            self.press("\x03")
            while select.select([self.fd], [], [], AGAIN_S)[0]:
                if not self._read():
                    return self.wait()
        os.kill(self.pid, signal.SIGKILL)
        raise AssertionError(f"Ctrl-C did not end it:\n{self.text}")

    def wait(self) -> int:
        if self.code is None:
            _, status = os.waitpid(self.pid, 0)
            os.close(self.fd)
            self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def _read(self) -> bool:
        ready, _, _ = select.select([self.fd], [], [], PATIENCE_S)
        if not ready:
            os.kill(self.pid, signal.SIGKILL)
            raise AssertionError(f"nothing for {PATIENCE_S:.0f} s after:\n{self.text}")
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the other side is closed
            return False
        self.sent += data
        # The emulator has one screen only: what follows begins on a line of its own.
        self._stream.feed(data.replace(_LEFT, _LEFT + b"\r\n"))
        return bool(data)

    def say_all_is_well(self) -> None:
        """Answer the screen before a session whose pain was said: nothing new, no leg pain."""
        self.until("n no")
        self.press("nn")

    @property
    def is_given_back(self) -> bool:
        """The cursor shows, the alternate screen is left as often as it was entered."""
        entered, left = self.sent.count(b"\x1b[?1049h"), self.sent.count(b"\x1b[?1049l")
        shown = self.sent.rfind(b"\x1b[?25h") > self.sent.rfind(b"\x1b[?25l")
        return entered == left and (shown or not entered)
