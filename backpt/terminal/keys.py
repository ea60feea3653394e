"""The one wait of a session: for a key, for a signal, or for time to pass.

Knows terminals' input and signals; knows no session and gives no key a meaning. Keys are
named: printable characters as they are (space is " "), "enter", "esc", "backspace", and from
signals "resize", "interrupt", "terminate", "hangup", "suspend", "continue". "" is something
that is no key, such as an arrow; ``None`` means the time is up.

The wait has two steps, because ``select`` alone is 1 ms late after a second: it ends a little
early and the clock sleeps the rest. Signals come through a pipe that ``select`` watches.

Longer than the house's 300 lines, because it holds the same wait for two kinds of system,
each whole.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType, TracebackType

from backpt.clock import Clock
from backpt.terminal.decode import keys_in

_ESCAPE_S = 0.025
"""An ESC after which nothing comes for so long is the key, not the start of a sequence."""
_NAMES = {
    "SIGINT": "interrupt",
    "SIGBREAK": "interrupt",
    "SIGQUIT": "terminate",
    "SIGTERM": "terminate",
    "SIGHUP": "hangup",
    "SIGTSTP": "suspend",
    "SIGCONT": "continue",
    "SIGWINCH": "resize",
}
_SIGNALS = {
    int(getattr(signal, name)): meaning
    for name, meaning in _NAMES.items()
    if hasattr(signal, name)
}
_Ended = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


if sys.platform == "win32":
    import msvcrt

    _POLL_S = 0.01
    _SPECIAL = ("\x00", "\xe0")
    """First half of an arrow or a function key."""

    class _Waiter:
        """Waits by looking every 10 ms: the Windows console has nothing to select on."""

        def __init__(self, clock: Clock, keyboard: bool) -> None:
            self._clock = clock
            self._keyboard = keyboard
            self._queue: list[str] = []
            self._size = _window()
            self._before: dict[int, object] = {}
            self.gone = False

        def start(self) -> None:
            self._before = {number: signal.getsignal(number) for number in _SIGNALS}
            for number in _SIGNALS:
                signal.signal(number, self._heard)

        def stop(self) -> None:
            for number, handler in self._before.items():
                signal.signal(number, handler)  # type: ignore[arg-type]  # as it was given

        def _heard(self, number: int, _: FrameType | None) -> None:
            self._queue.append(_SIGNALS[number])

        def suspend(self) -> None:
            """Do nothing: Windows has no job control."""

        def read(self, timeout_s: float, exact: bool = True) -> str | None:
            until = self._clock.awake() + timeout_s
            while True:
                self._look()
                left = until - self._clock.awake()
                if self._queue or left <= 0:
                    return self._queue.pop(0) if self._queue else None
                self._clock.sleep(min(left, _POLL_S))

        def _look(self) -> None:
            if _window() != self._size:
                self._size = _window()
                self._queue.append("resize")
            while self._keyboard and msvcrt.kbhit():
                key = msvcrt.getwch()
                if key in _SPECIAL:
                    msvcrt.getwch()
                    self._queue.append("")
                else:
                    self._queue += keys_in(key.encode("utf-8", "replace"), final=True)[0]

    def _window() -> os.terminal_size | None:
        try:
            return os.get_terminal_size()
        except OSError:
            return None

    def _waiter(clock: Clock, fd: int | None) -> _Waiter:
        return _Waiter(clock, fd is not None)

else:
    import select
    import termios

    _EARLY_S, _EARLY_PART = 0.004, 0.002
    """How long before the deadline ``select`` ends: twice the slack the kernel allows it."""

    class _Waiter:
        """Waits for the keyboard ``fd`` (``None``: there is none) and for signals."""

        def __init__(self, clock: Clock, fd: int | None) -> None:
            self._clock = clock
            self._fd = fd
            self._queue: list[str] = []
            self._rest = b""
            self._rest_until = 0.0
            self._before: dict[int, object] = {}
            self._modes: list[object] | None = None
            self._pipe = (-1, -1)
            self._wakeup = -1
            self.gone = False

        def start(self) -> None:
            self._pipe = os.pipe()
            for end in self._pipe:
                os.set_blocking(end, False)
            self._wakeup = signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
            for number in _SIGNALS:
                handler = signal.getsignal(number)
                if handler not in (signal.SIG_IGN, None):  # nohup and "&" mean it
                    self._before[number] = handler
                    signal.signal(number, _wake_only)
            self._take()

        def stop(self) -> None:
            self._give_back()
            for number, handler in self._before.items():
                signal.signal(number, handler)  # type: ignore[arg-type]  # as it was given
            self._before.clear()
            signal.set_wakeup_fd(self._wakeup)
            for end in self._pipe:
                os.close(end)

        def _take(self) -> None:
            """Read key by key, without echo. Ctrl-C, Ctrl-Z stay signals."""
            if self._fd is None or self.gone:
                return
            try:
                modes = termios.tcgetattr(self._fd)
                if self._modes is None:
                    self._modes = termios.tcgetattr(self._fd)
                modes[3] &= ~(termios.ICANON | termios.ECHO)
                modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
                termios.tcsetattr(self._fd, termios.TCSANOW, modes)
            except termios.error:
                self.gone = True

        def _give_back(self) -> None:
            """Put the modes back; never waits for output that is stalled (TCSANOW)."""
            if self._fd is None or self._modes is None:
                return
            try:
                termios.tcflush(self._fd, termios.TCIFLUSH)  # keys meant for us, not the shell
                termios.tcsetattr(self._fd, termios.TCSANOW, self._modes)  # type: ignore[arg-type]  # what tcgetattr gave
            except termios.error:
                self.gone = True

        def suspend(self) -> None:
            """Stop until continued. Where no shell could continue us nothing stops.

            The system itself discards SIGTSTP there; SIGSTOP would hang for good.
            """
            self._give_back()
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, handler)
            self._take()

        def read(self, timeout_s: float, exact: bool = True) -> str | None:
            deadline = self._clock.awake() + timeout_s
            while not self._queue:
                until = min(deadline, self._rest_until) if self._rest else deadline
                ready = self._wait(until, exact)
                if self._pipe[0] in ready:
                    self._hear()
                if self._fd in ready:
                    self._type()
                now = self._clock.awake()
                if self._rest and not ready and now >= self._rest_until:
                    self._queue, self._rest = keys_in(self._rest, final=True)
                if not self._queue and now >= deadline:
                    return None
            return self._queue.pop(0)

        def _wait(self, until: float, exact: bool) -> list[int]:
            """Return the descriptors that are ready, or none when it is ``until``."""
            watched = [self._pipe[0]]
            if self._fd is not None and not self.gone:  # at its end it is always ready
                watched.append(self._fd)
            left = max(0.0, until - self._clock.awake())
            early = max(_EARLY_S, _EARLY_PART * left) if exact else 0.0
            ready, _, _ = select.select(watched, [], [], max(0.0, left - early))
            if not ready:
                if exact:
                    self._clock.sleep_until(until)
                else:
                    self._clock.sleep(until - self._clock.awake())
            return ready

        def _hear(self) -> None:
            numbers = os.read(self._pipe[0], 4096)
            if signal.SIGCONT in numbers:  # a shell may have changed the modes meanwhile
                self._take()
            self._queue += [_SIGNALS[number] for number in numbers if number in _SIGNALS]

        def _type(self) -> None:
            assert self._fd is not None
            try:
                data = os.read(self._fd, 1024)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            self.gone = not data
            keys, self._rest = keys_in(self._rest + data, final=not data)
            self._queue += keys
            self._rest_until = self._clock.awake() + _ESCAPE_S

    def _wake_only(number: int, frame: FrameType | None) -> None:
        """A signal with a handler of Python's is written to the wake-up pipe: that is all."""

    def _waiter(clock: Clock, fd: int | None) -> _Waiter:
        return _Waiter(clock, fd)


class Keyboard:
    """Keys of the terminal ``fd``; as a context manager, for it changes how that is read."""

    __slots__ = ("_hung_up", "_waiter")

    def __init__(self, fd: int, clock: Clock) -> None:
        self._waiter = _waiter(clock, fd)
        self._hung_up = False

    @property
    def gone(self) -> bool:
        """No key will come any more: the terminal was closed."""
        return self._waiter.gone

    def read(self, timeout_s: float, *, exact: bool = True) -> str | None:
        """Return the next key, or ``None`` after ``timeout_s`` (0-1 s).

        ``exact``: to a tenth of a millisecond; else to one, with one wake-up instead of two.
        A terminal that was closed without a signal hangs up, once: nobody can press a key
        for the alarm of a pack any more.
        """
        key = self._waiter.read(timeout_s, exact)
        if key is None and self.gone and not self._hung_up:
            self._hung_up = True
            return "hangup"
        return key

    def suspend(self) -> None:
        """Give the terminal back, stop (Ctrl-Z), and take it again when continued."""
        self._waiter.suspend()

    def __enter__(self) -> Keyboard:
        self._waiter.start()
        return self

    def __exit__(self, *ended: *_Ended) -> None:
        self._waiter.stop()


class NoKeyboard:
    """The same where there is no keyboard: only signals and time."""

    __slots__ = ("_waiter",)

    def __init__(self, clock: Clock) -> None:
        self._waiter = _waiter(clock, None)

    @property
    def gone(self) -> bool:
        """Always: no key will come."""
        return True

    def read(self, timeout_s: float, *, exact: bool = True) -> str | None:
        """Return the next signal's name, or ``None`` after ``timeout_s`` (0-1 s)."""
        return self._waiter.read(timeout_s, exact)

    def suspend(self) -> None:
        """Stop (Ctrl-Z) until continued."""
        self._waiter.suspend()

    def __enter__(self) -> NoKeyboard:
        self._waiter.start()
        return self

    def __exit__(self, *ended: *_Ended) -> None:
        self._waiter.stop()


def open_keys(clock: Clock, fd: int = 0) -> Keyboard | NoKeyboard:
    """Return the keyboard where ``fd`` is a terminal; no other place is asked for keys."""
    return Keyboard(fd, clock) if os.isatty(fd) else NoKeyboard(clock)
