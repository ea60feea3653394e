"""The one wait of a session: for a key, for a signal, or for time to pass.

Knows terminals' input and signals; knows no session and gives no key a meaning. Keys are
named: printable characters as they are (space is " "), "enter", "esc", "backspace", and from
signals "resize", "interrupt", "terminate", "hangup", "suspend", "continue". "" is something
that is no key, such as an arrow; ``None`` means the time is up.

"away" and "back" come from the shell's job control: after ``bg`` the terminal is the shell's
until ``fg``. From the background nothing is read and no mode is set: the shell's own line
would be eaten or broken, and the system stops a program that does it. ``fg`` sends a program
that runs no signal, so that the terminal is looked at four times a second until it is ours.

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
_FROM_SIGNALS = frozenset(_NAMES.values())
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
            self.gone = self.away = False

        def notice(self) -> None:
            """Do nothing: Windows has no job control."""

        def start(self) -> None:
            self._before = {number: signal.getsignal(number) for number in _SIGNALS}
            for number in _SIGNALS:
                signal.signal(number, self._heard)

        def stop(self) -> None:
            for number, handler in self._before.items():
                signal.signal(number, handler)  # type: ignore[arg-type]  # as it was given

        def _heard(self, number: int, _: FrameType | None) -> None:
            self._queue.append(_SIGNALS[number])

        def release(self) -> None:
            self._keyboard = False

        def suspend(self) -> bool:
            """Do nothing: Windows has no job control."""
            return True

        def drop(self) -> None:
            self._look()
            self._queue = [key for key in self._queue if key in _FROM_SIGNALS]

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

    def _waiter(clock: Clock, fd: int | None, shown: int | None = None) -> _Waiter:
        del shown
        return _Waiter(clock, fd is not None)

else:
    import errno
    import select
    import termios

    _EARLY_S, _EARLY_PART = 0.004, 0.002
    """How long before the deadline ``select`` ends: twice the slack the kernel allows it."""

    _LOOK_S = 0.25
    """So often the terminal is looked at while it is the shell's."""

    def _is_ours(fd: int) -> bool:
        """Tell whether this program may read from the terminal ``fd`` and set its modes.

        While it runs in the background, the terminal is the shell's. One that is nobody's, or
        not the one that controls this program, is ours: there is no shell then that could
        want it.
        """
        try:
            group = os.tcgetpgrp(fd)
        except OSError:  # not our controlling terminal, or closed: a read tells which
            return True
        return group in (os.getpgrp(), 0)

    class _Waiter:
        """Waits for the keyboard ``fd`` (``None``: there is none) and for signals.

        ``tty`` is the terminal whose foreground is watched; ``None``: there is none.
        """

        def __init__(self, clock: Clock, fd: int | None, tty: int | None) -> None:
            self._clock = clock
            self._fd = fd
            self._tty = tty
            self._queue: list[str] = []
            self._rest = b""
            self._rest_until = 0.0
            self._before: dict[int, object] = {}
            self._modes: list[object] | None = None
            self._pipe = (-1, -1)
            self._wakeup = -1
            self.gone = False
            self.away = False
            """In the background: the terminal is the shell's."""

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
            for number in (
                signal.SIGTTIN,
                signal.SIGTTOU,
            ):  # a read fails then: it stops nobody
                self._before[number] = signal.signal(number, signal.SIG_IGN)
            self.notice()
            self._take()

        def stop(self) -> None:
            self._give_back()
            if self.away:  # the last words are to stop nobody either
                self._before.pop(signal.SIGTTOU, None)
            for number, handler in self._before.items():
                signal.signal(number, handler)  # type: ignore[arg-type]  # as it was given
            self._before.clear()
            signal.set_wakeup_fd(self._wakeup)
            for end in self._pipe:
                os.close(end)

        def notice(self) -> None:
            """Notice whose the terminal is, and say so where that changed."""
            away = self._tty is not None and not self.gone and not _is_ours(self._tty)
            if away == self.away:
                return
            self.away = away
            self._queue.append("away" if away else "back")
            self._take()

        def _take(self) -> None:
            """Read key by key, without echo. Ctrl-C, Ctrl-Z stay signals."""
            if self._fd is None or self.gone or self.away:
                return
            try:
                modes = termios.tcgetattr(self._fd)
                if self._modes is None:
                    self._modes = termios.tcgetattr(self._fd)
                modes[3] &= ~(termios.ICANON | termios.ECHO)
                modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
                self._set(modes)
            except termios.error:
                self._lose()

        def _give_back(self) -> None:
            """Put the modes back; never waits for output that is stalled (TCSANOW)."""
            if self._fd is None or self._modes is None or self.away:
                return
            try:
                self._set(self._modes, flush=True)  # keys meant for us, not the shell
            except termios.error:
                self._lose()

        def release(self) -> None:
            """Give the keyboard back, and listen to signals and time alone."""
            self._give_back()
            self._fd = None

        def _set(self, modes: list[object], *, flush: bool = False) -> None:
            """Set the terminal's modes where it is ours. Raises ``termios.error``."""
            assert self._fd is not None
            # Not ignored: from the background the call would then succeed.
            before = signal.signal(signal.SIGTTOU, _wake_only)
            try:
                while _is_ours(self._fd):
                    try:
                        if flush:
                            termios.tcflush(self._fd, termios.TCIFLUSH)
                        termios.tcsetattr(self._fd, termios.TCSANOW, modes)  # type: ignore[arg-type]  # what tcgetattr gave
                    except termios.error as error:
                        if error.args[0] != errno.EINTR:
                            raise
                    else:
                        return
            finally:
                signal.signal(signal.SIGTTOU, before)

        def _lose(self) -> None:
            """The terminal was closed: nobody can press a key any more."""
            if not self.gone:
                self.gone = True
                self._queue.append("hangup")

        def suspend(self) -> bool:
            """Stop until continued; return whether the terminal is ours again.

            Where no shell could continue us nothing stops: the system itself discards
            SIGTSTP there; SIGSTOP would hang for good.
            """
            self._give_back()
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, handler)
            self.notice()
            self._queue = [key for key in self._queue if key not in ("away", "back")]
            self._take()
            return not self.away

        def drop(self) -> None:
            while self._fd is not None and not self.gone and _is_typed(self._fd):
                self._type()
            self._rest = b""
            self._queue = [key for key in self._queue if key in _FROM_SIGNALS]

        def read(self, timeout_s: float, exact: bool = True) -> str | None:
            deadline = self._clock.awake() + timeout_s
            self.notice()
            while not self._queue:
                until = min(deadline, self._rest_until) if self._rest else deadline
                if self.away:
                    until = min(until, self._clock.awake() + _LOOK_S)
                ready = self._wait(until, exact and until == deadline)
                self.notice()
                if self._pipe[0] in ready:
                    self._hear()
                if self._fd in ready:
                    self._type()
                now = self._clock.awake()
                if self._rest and not ready and now >= self._rest_until:
                    keys, self._rest = keys_in(self._rest, final=True)
                    self._queue += keys
                if not self._queue and now >= deadline:
                    return None
            return self._queue.pop(0)

        def _wait(self, until: float, exact: bool) -> list[int]:
            """Return the descriptors that are ready, or none when it is ``until``."""
            watched = [self._pipe[0]]
            if self._fd is not None and not self.gone and not self.away:
                watched.append(self._fd)  # at its end it is always ready
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
            data = self._typed()
            if data is None:
                return
            keys, self._rest = keys_in(self._rest + data, final=not data)
            self._queue += keys
            self._rest_until = self._clock.awake() + _ESCAPE_S
            if not data:
                self._lose()

        def _typed(self) -> bytes | None:
            """Return what was typed, nothing at the end of input, ``None`` where it is not for
            us to read now."""
            assert self._fd is not None
            for _ in range(2):  # it may have been the shell's when it was refused, and be ours
                if self.away or not _is_ours(self._fd):
                    return None
                try:
                    return os.read(self._fd, 1024)
                except BlockingIOError:
                    return None
                except OSError:
                    pass
            return b""

    def _is_typed(fd: int) -> bool:
        return bool(select.select([fd], [], [], 0.0)[0])

    def _wake_only(number: int, frame: FrameType | None) -> None:
        """A signal with a handler of Python's is written to the wake-up pipe: that is all."""

    def _waiter(clock: Clock, fd: int | None, shown: int | None = None) -> _Waiter:
        return _Waiter(clock, fd, shown if fd is None else fd)


class Keyboard:
    """Keys of the terminal ``fd``; as a context manager, for it changes how that is read."""

    __slots__ = ("_waiter",)

    def __init__(self, fd: int, clock: Clock) -> None:
        self._waiter = _waiter(clock, fd)

    @property
    def gone(self) -> bool:
        """No key will come any more: the terminal was closed."""
        return self._waiter.gone

    @property
    def away(self) -> bool:
        """In the background, as it is now: the terminal is the shell's, and no key comes until
        "back". The next ``read`` says so as well where that has changed."""
        self._waiter.notice()
        return self._waiter.away

    def read(self, timeout_s: float, *, exact: bool = True) -> str | None:
        """Return the next key, or ``None`` after ``timeout_s`` (0-1 s).

        ``exact``: to a tenth of a millisecond; else to one, with one wake-up instead of two.
        A terminal that was closed without a signal hangs up, once: nobody can press a key
        for the alarm of a pack any more.
        """
        return self._waiter.read(timeout_s, exact)

    def release(self) -> None:
        """Give the keyboard back: from now on only signals and time come."""
        self._waiter.release()

    def drop(self) -> None:
        """Forget the keys that were typed until now; signals stay."""
        self._waiter.drop()

    def suspend(self) -> bool:
        """Give the terminal back and stop (Ctrl-Z). When continued, take it again where it is
        ours, and return whether it is; it is not after ``bg``."""
        return self._waiter.suspend()

    def __enter__(self) -> Keyboard:
        self._waiter.start()
        return self

    def __exit__(self, *ended: *_Ended) -> None:
        self._waiter.stop()


class NoKeyboard:
    """The same where there is no keyboard: only signals and time."""

    __slots__ = ("_waiter",)

    def __init__(self, clock: Clock, shown: int | None = None) -> None:
        """``shown``: the terminal on which something is shown, if it is one."""
        self._waiter = _waiter(clock, None, shown)

    @property
    def gone(self) -> bool:
        """Always: no key will come."""
        return True

    @property
    def away(self) -> bool:
        """In the background, as it is now: the terminal is the shell's until "back"."""
        self._waiter.notice()
        return self._waiter.away

    def read(self, timeout_s: float, *, exact: bool = True) -> str | None:
        """Return the next signal's name, or ``None`` after ``timeout_s`` (0-1 s)."""
        return self._waiter.read(timeout_s, exact)

    def release(self) -> None:
        """Give the keyboard back: from now on only signals and time come."""
        self._waiter.release()

    def drop(self) -> None:
        """Do nothing: no key was typed."""

    def suspend(self) -> bool:
        """Stop (Ctrl-Z) until continued; return whether the terminal is ours then."""
        return self._waiter.suspend()

    def __enter__(self) -> NoKeyboard:
        self._waiter.start()
        return self

    def __exit__(self, *ended: *_Ended) -> None:
        self._waiter.stop()


def open_keys(clock: Clock, fd: int = 0, shown: int = 1) -> Keyboard | NoKeyboard:
    """Return the keyboard where ``fd`` is a terminal; no other place is asked for keys.

    ``shown`` is where the session is shown, which may be a terminal though ``fd`` is none.
    """
    if os.isatty(fd):
        return Keyboard(fd, clock)
    return NoKeyboard(clock, shown if os.isatty(shown) else None)
