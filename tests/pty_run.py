"""The real program on a real pseudo-terminal, read through a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Callable

import pyte

from backpt.clock import Clock
from backpt.session.pressing import HELD_S, STANDS_S
from tests.pseudo_terminals import take_one

PROGRAM = (sys.executable, "-c", "from backpt.cli import main; main()")
DEAF = ("/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *PROGRAM)
"""As under nohup: a terminal that vanishes says so by no signal, only by the end of input."""
CLOCK = Clock()
ANSWERED_S, HEARD_S, QUIET_S, SPARE_S = 3.0, 0.4, 0.03, 0.15
"""How long a key has for its answer to be shown, on a page and in a session, how long an
answer may pause, and how much longer than the rule of ``pressing`` a person takes."""
PATIENCE_S = 20.0
LONGEST_S = 120.0
AGAIN_S = 5.0


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
        self._shown_at = self._pressed_at = CLOCK.awake()
        self._key, self._asked = "", False
        self.code: int | None = None
        take_one()
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
        """Press ``keys`` one after another as a person does who reads first: each when the page
        that it answers has stood long enough to be read, none while it may still be held."""
        for key in keys:
            self._read_all(0.0)
            if key != "\x03":
                self._wait_for_its_turn(key)
            self.send(key)
            self._read_all(ANSWERED_S if self._asked else HEARD_S)
            self._pressed_at = CLOCK.awake()  # it was read before it was answered

    def type(self, line: str) -> None:
        """Press the keys of a line one after the other, then Enter, as a person does: each is
        on the screen before the next one comes."""
        for key in line:
            self.send(key)
            assert self._read()
        self.send("\n")

    def send(self, keys: str) -> None:
        """Send ``keys`` at once, as they come from a key that is held down or from a paste."""
        self._key, self._pressed_at = keys[-1:], CLOCK.awake()
        self._asked = not self._leads
        os.write(self.fd, keys.encode())

    @property
    def _leads(self) -> bool:
        """A session runs on the screen: its keys count at once. Lines that scroll by do not
        tell."""
        return b"\x1b[?1049h" in self.sent and bool(re.search(r"\d left$", self.text, re.M))

    def _wait_for_its_turn(self, key: str) -> None:
        if key == self._key and self._asked:
            self._read_until(self._pressed_at + HELD_S + SPARE_S)
        until = CLOCK.awake() + STANDS_S + SPARE_S
        while not self._leads and (left := min(until, self._shown_at + STANDS_S + SPARE_S)):
            if CLOCK.awake() >= left:
                return
            self._read_until(left)

    def _read_until(self, moment: float) -> None:
        while (left := moment - CLOCK.awake()) > 0:
            if self._has_more(left) and not self._read():
                return

    def _read_all(self, patience_s: float) -> None:
        """Read what was sent, waiting ``patience_s`` for it to begin."""
        while self._has_more(patience_s) and self._read():
            patience_s = QUIET_S

    def _has_more(self, patience_s: float) -> bool:
        return self.code is None and bool(select.select([self.fd], [], [], patience_s)[0])

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
        before = self._title
        # The emulator has one screen only: what follows begins on a line of its own.
        self._stream.feed(data.replace(_LEFT, _LEFT + b"\r\n"))
        if self._title != before or b"\x1b[?1049h" not in self.sent:
            self._shown_at = CLOCK.awake()
        return bool(data)

    @property
    def _title(self) -> str:
        """What tells one page from another: its title, and the part of a card."""
        part = re.search(r"\(\d of \d\): tick", self.text)
        return self.text.partition("\n")[0] + (part[0] if part else "")

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
