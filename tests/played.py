"""The whole program in this process, at a keyboard and a glass without a terminal.

The clock is the test's: time passes only where the program waits, and takes none. Every wait
hands over to the test, which looks at what is shown, presses a key or lets the wait be over.
It reads like ``pty_run``, which starts the real program, for what only a terminal can break.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from backpt.cli import guarded
from backpt.cli import run as run_program
from backpt.clock import Clock
from backpt.run.place import meeting_at
from backpt.session.pressing import STANDS_S
from backpt.session.views import FigureMode
from backpt.terminal.decode import keys_in
from backpt.terminal.keys import Keyboard, NoKeyboard
from backpt.terminal.plain import PlainLines
from backpt.terminal.session_figure import Figures
from backpt.terminal.surface import Plain, Screen
from backpt.terminal.writer import Writer, can_draw, detect_look

READ_S, HEARD_S = STANDS_S + 0.15, 0.4
"""How long a person looks before a key, at a page and in a session."""
NEXT_S = 1.0
"""How long the next command takes to be typed."""
BEHIND_S = 40.0
"""An evening begins so long ago: what leads nobody tells the real time, which is later."""
LONGEST_S = 1800.0
"""What does not come in this time does not come."""
STUCK_S = 60.0
"""Real time: a program that computes so long without a wait is lost."""
_SIGNALS = {
    signal.SIGINT: "interrupt",
    signal.SIGTERM: "terminate",
    signal.SIGHUP: "hangup",
    signal.SIGWINCH: "resize",
}
_TAKEN, _LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
_ESCAPE = re.compile(rb"\x1b\[[?0-9;]*[a-zA-Z]|\a")
_IN_SIGHT = 16_000
"""Bytes of lines that may still be on the screen."""
_LATEST: dict[str, float] = {}
"""The wall time until which somebody at this home was led: it never goes back."""


class Killed(BaseException):
    """The process ends at once. Not an ``Exception``: nothing in the program answers it."""


class HeldClock(Clock):
    """Time that passes only where somebody waits."""

    def __init__(self, wall: float) -> None:
        self.now = 1000.0
        self.real = self.awake
        self._began = wall

    def awake(self) -> float:
        return self.now

    def wall(self) -> float:
        return self._began + self.now - 1000.0

    def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0.0)

    def sleep_until(self, moment: float) -> None:
        self.now = max(moment, self.now)


class _Hand:
    """What a keyboard does, without a terminal: the keys of the test, or time that passes."""

    gone = away = False

    def __init__(self, clock: HeldClock, hand_over: Callable[[], None]) -> None:
        self.queue: list[str] = []
        self._clock, self._hand_over = clock, hand_over

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *ended: object) -> None:
        """There is no mode to be given back."""

    def release(self) -> None:
        self.drop()

    def drop(self) -> None:
        self.queue = [key for key in self.queue if key in _SIGNALS.values()]

    def suspend(self) -> bool:
        self._clock.sleep(1.0)
        return True

    def read(self, timeout_s: float, *, exact: bool = True) -> str | None:
        del exact
        if not self.queue:
            self._hand_over()
        if self.queue:
            return self.queue.pop(0)
        self._clock.sleep(max(timeout_s, 1e-9))
        return None


class _Keys(_Hand, Keyboard):
    """A keyboard at which the test sits."""


class _NoKeys(_Hand, NoKeyboard):
    """No keyboard: time passes, and nothing else comes."""

    gone = True


class _Glass(Writer):
    """Pictures that are kept; ``sent`` is every byte that a terminal would get."""

    def __init__(self, sent: bytearray, clock: Clock) -> None:
        super().__init__(-1, clock)
        self._sent = sent

    @property
    def rows(self) -> list[str]:
        return ["".join(text for text, _ in row).rstrip() for row in self._glass]

    def _send(self, data: bytes) -> int:
        self._sent += data
        self._open = self._open or (self._begun and bool(data))
        return len(data)

    def close(self) -> None:
        self.gone = True


class _Lines(PlainLines):
    def __init__(self, sent: bytearray, encoding: str, clock: Clock) -> None:
        super().__init__(-1, encoding, clock)
        self._sent = sent

    def _flush(self) -> None:
        self._sent += self._queue
        self._queue = b""

    def close(self) -> None:
        self.finish()


class _Stream(io.StringIO):
    """Standard input or output; what is written comes between the lines of the session."""

    encoding = "utf-8"

    def __init__(self, sent: bytearray | None, *, terminal: bool) -> None:
        super().__init__()
        self._sent, self._terminal = sent, terminal

    def isatty(self) -> bool:
        return self._terminal

    def write(self, text: str) -> int:
        if self._sent is not None:
            self._sent += text.encode()
        return super().write(text)


class Somewhere:
    """A place with a clock that is held: with a keyboard and a glass, or with neither."""

    def __init__(
        self,
        wall: float,
        hand_over: Callable[[], None] = lambda: None,
        size: Callable[[], tuple[int, int]] = lambda: (80, 24),
        *,
        terminal: bool = False,
    ) -> None:
        self.clock = HeldClock(wall)
        self.sent = bytearray()
        self.has_terminal = terminal
        kind = _Keys if terminal else _NoKeys
        self.hand = kind(self.clock, hand_over)
        self.glass: _Glass | None = None
        self._size = size

    def open_keys(self) -> Keyboard | NoKeyboard:
        return self.hand

    def open_surface(
        self,
        environ: Mapping[str, str],
        encoding: str,
        *,
        plain: bool = False,
        figures: FigureMode = FigureMode.NO,
        shapes: bool = True,
        wide: bool = False,
        big: bool = False,
    ) -> Screen | Plain:
        if plain or not can_draw(environ, stdout_isatty=self.has_terminal):
            lines = _Lines(self.sent, encoding, self.clock)
            return Plain(lines, rings=self.has_terminal)
        look = detect_look(environ, encoding)._replace(
            shapes=shapes and figures is not FigureMode.ASCII, wide=wide, big=big
        )
        drawn = None if big or figures is FigureMode.NO else Figures(look)
        self.glass = _Glass(self.sent, self.clock)
        return Screen(self.glass, look, self._size, environ, drawn)

    def open_lines(self, encoding: str) -> PlainLines | None:
        return _Lines(self.sent, encoding, self.clock) if self.has_terminal else None


@contextmanager
def _inside(env: Mapping[str, str], *streams: _Stream) -> Iterator[None]:
    """Have ``env`` and the streams be those of this process as long as this lasts."""
    before = dict(os.environ), (sys.stdin, sys.stdout, sys.stderr)
    os.environ.clear()
    os.environ.update(env)
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        sys.stdin, sys.stdout, sys.stderr = before[1]


def _wall(home: str) -> float:
    """Return when somebody at ``home`` starts the program: later than the last one ended."""
    latest = _LATEST.get(home)
    return Clock().wall() - BEHIND_S if latest is None else latest + NEXT_S


def set_clock_back(home: str, by_s: float) -> None:
    """Have the next program at ``home`` start so long before the last one ended."""
    _LATEST[home] -= by_s


def was_real_until_now(home: str) -> None:
    """Have the next program at ``home`` start after a real one that has just ended."""
    _LATEST[home] = Clock().wall()


def _silent(arguments: list[str]) -> list[str]:
    """Return the command line with the sound off, which would start a process of its own."""
    leads = bool(arguments) and arguments[0] in ("session", "icepack")
    return [*arguments, "--sound", "off"] if leads and "--sound" not in arguments else arguments


def piped(
    arguments: list[str], env: Mapping[str, str], typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end without a terminal."""
    place = Somewhere(_wall(env["HOME"]))
    inp = _Stream(None, terminal=False)
    inp.write(typed)
    inp.seek(0)
    out, err = _Stream(place.sent, terminal=False), _Stream(None, terminal=False)
    with _inside({**env, "COLUMNS": "80"}, inp, out, err), meeting_at(place):
        code = guarded(lambda: run_program(_silent(arguments)))
    _LATEST[env["HOME"]] = place.clock.wall()
    return subprocess.CompletedProcess(
        arguments, code, place.sent.decode("utf-8", "replace"), err.getvalue()
    )


class Played:
    """The program at a terminal that is none. ``until`` lets time pass until it has shown."""

    def __init__(
        self,
        arguments: list[str],
        env: Mapping[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
        terminal: bool = True,
    ) -> None:
        """``terminal``: else it is led as through a pipe, where no key can come."""
        self._size = (columns, lines)
        self._home = env["HOME"]
        self._env = {**env, "COLUMNS": str(columns), "LINES": str(lines)}
        self._mine, self._its = threading.Semaphore(0), threading.Semaphore(0)
        self._at = Somewhere(
            _wall(self._home), self._hand_over, lambda: self._size, terminal=terminal
        )
        stream = _Stream(self._at.sent, terminal=terminal)
        self._streams = (_Stream(None, terminal=terminal), stream, stream)
        self._seen = (-1, "")
        self._is_killed = False
        self._failed: BaseException | None = None
        self.code: int | None = None
        self._thread = threading.Thread(
            target=self._lead, args=(_silent(arguments),), daemon=True
        )
        self._thread.start()
        self._go_on()

    # --- turns -----------------------------------------------------------------------------

    def _lead(self, arguments: list[str]) -> None:
        self._its.acquire()
        code = -int(signal.SIGKILL)
        try:
            with meeting_at(self._at):
                code = guarded(lambda: run_program(arguments))
        except Killed:
            pass
        except BaseException as failed:  # noqa: BLE001  # raised where the test waits
            self._failed = failed
        self.code = code
        self._mine.release()

    def _hand_over(self) -> None:
        self._mine.release()
        self._its.acquire()
        if self._is_killed:
            raise Killed

    def _go_on(self, goes_on: Callable[[], bool] = lambda: False) -> None:
        """Let the program run until it waits, or is over; and again while ``goes_on``."""
        if self.code is not None:
            return
        with _inside(self._env, *self._streams):
            while True:
                self._its.release()
                taken = self._mine.acquire(timeout=STUCK_S)
                assert taken, f"it does not wait after:\n{self.text}"
                _LATEST[self._home] = self._at.clock.wall()
                if self._failed is not None:
                    raise self._failed
                if not goes_on() or self.code is not None:
                    return

    def _pass(self, seconds: float) -> None:
        until = self._at.clock.now + seconds
        if seconds > 0:
            self._go_on(lambda: self._at.clock.now < until)

    # --- what a person does ----------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Press ``keys`` one after another, each when what it answers has been read."""
        for key in keys:
            if key != "\x03":
                self._pass(HEARD_S if self._leads else READ_S)
            self.send(key)

    def send(self, keys: str) -> None:
        """Send ``keys`` at once, as they come from a key that is held down or from a paste."""
        self._at.hand.queue += keys_in(keys.encode(), final=True)[0]
        self._go_on()

    def signal(self, number: signal.Signals) -> None:
        if number is signal.SIGKILL:
            self.kill()
        else:
            self._at.hand.queue.append(_SIGNALS[number])
            self._go_on()

    def kill(self) -> None:
        """End at once: the disk is as it was in the middle of the wait."""
        with tempfile.TemporaryDirectory() as folder:
            kept = os.path.join(folder, "home")
            shutil.copytree(self._home, kept, symlinks=True)
            self._is_killed = True
            self._go_on()
            shutil.rmtree(self._home)
            shutil.copytree(kept, self._home, symlinks=True)

    def resize(self, columns: int, lines: int) -> None:
        self._size = (columns, lines)
        self._env |= {"COLUMNS": str(columns), "LINES": str(lines)}
        self.signal(signal.SIGWINCH)

    def until(self, shown: str | Callable[[str], bool]) -> str:
        """Let time pass until the picture has ``shown``."""
        wanted = shown if callable(shown) else lambda text: shown in text
        give_up = self._at.clock.now + LONGEST_S

        def is_to_come() -> bool:
            if wanted(self.text):
                return False
            assert self.code is None, f"ended ({self.code}) before {shown!r}:\n{self.text}"
            assert self._at.clock.now < give_up, f"no {shown!r} came:\n{self.text}"
            return True

        if is_to_come():
            self._go_on(is_to_come)
        return self.text

    def let_pass(self, goes_on: Callable[[], bool] = lambda: False) -> None:
        """Let the program's next wait be over, and those after it while ``goes_on``."""
        self._go_on(goes_on)

    def end(self) -> int:
        """Let it come to its end and return the exit code (negative: killed)."""
        give_up = self._at.clock.now + LONGEST_S

        def goes_on() -> bool:
            assert self._at.clock.now < give_up, f"it does not end:\n{self.text}"
            return True

        self._go_on(goes_on)
        self._thread.join()
        assert self.code is not None
        return self.code

    def interrupt(self) -> int:
        self.press("\x03")
        return self.end()

    def say_all_is_well(self) -> None:
        """Answer the screen before a session whose pain was said: nothing new, no leg pain."""
        self.until("n no")
        self.press("nn")

    # --- what is shown ---------------------------------------------------------------------

    @property
    def sent(self) -> bytes:
        return bytes(self._at.sent)

    @property
    def text(self) -> str:
        """What a person sees: the picture, or the last lines where there is none."""
        if self._seen[0] != len(self._at.sent):
            self._seen = (len(self._at.sent), self._looked_at())
        return self._seen[1]

    def _looked_at(self) -> str:
        glass = self._at.glass
        sent = self._at.sent
        if glass is not None and sent.rfind(_TAKEN) > sent.rfind(_LEFT):
            return "\n".join(glass.rows).strip()
        begins = max(0, sent.rfind(_LEFT), len(sent) - _IN_SIGHT)
        said = _ESCAPE.sub(b"", bytes(sent[begins:])).decode("utf-8", "replace")
        columns, lines = self._size
        rows: list[str] = []
        for line in said.replace("\r", "").split("\n"):
            parts = range(0, max(1, len(line)), columns)
            rows += [line[at : at + columns].rstrip() for at in parts]
        while rows and not rows[-1]:
            rows.pop()
        return "\n".join(rows[-lines:]).strip()

    @property
    def words(self) -> str:
        """The picture as one line, however it was wrapped."""
        return " ".join(self.text.split())

    @property
    def _leads(self) -> bool:
        """A session runs on the screen: its keys count at once."""
        glass = self._at.glass
        return glass is not None and any(re.search(r"\d left$", row) for row in glass.rows)

    @property
    def is_given_back(self) -> bool:
        """The cursor shows, the alternate screen is left as often as it was entered."""
        entered, left = self.sent.count(_TAKEN), self.sent.count(_LEFT)
        shown = self.sent.rfind(b"\x1b[?25h") > self.sent.rfind(b"\x1b[?25l")
        return entered == left and (shown or not entered)
