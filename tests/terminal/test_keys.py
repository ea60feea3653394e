from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from backpt.clock import Clock
from backpt.terminal.keys import Keyboard, NoKeyboard, open_keys

SOON_S = 0.5


class Typist(NamedTuple):
    """A keyboard on a pty, and the hand on it."""

    keys: Keyboard
    master: int
    slave: int

    def types(self, data: bytes) -> None:
        os.write(self.master, data)
        select.select([self.slave], [], [], 1)


@pytest.fixture
def typist() -> Iterator[Typist]:
    master, slave = os.openpty()
    with Keyboard(slave, Clock()) as keys:
        yield Typist(keys, master, slave)
    for fd in (master, slave):
        with contextlib.suppress(OSError):  # a test closed it
            os.close(fd)


def test_a_key_is_its_name(typist: Typist) -> None:
    typist.types(b"n")
    assert typist.keys.read(SOON_S) == "n"


def test_several_keys_at_once_come_one_by_one(typist: Typist) -> None:
    typist.types("7é \r\x7f".encode())
    got = [typist.keys.read(SOON_S) for _ in range(5)]
    assert got == ["7", "é", " ", "enter", "backspace"]


def test_what_was_typed_until_now_can_be_forgotten_but_no_signal(typist: Typist) -> None:
    typist.types(b"nnn\x1b[")
    os.kill(os.getpid(), signal.SIGWINCH)
    typist.keys.drop()
    typist.types(b"h")
    assert [typist.keys.read(SOON_S) for _ in range(2)] == ["resize", "h"]
    typist.types(b"nn")
    assert typist.keys.read(SOON_S) == "n"
    typist.keys.drop()  # the second was read already
    assert typist.keys.read(0.05) is None


def test_no_key_is_none_when_the_time_is_up(typist: Typist) -> None:
    start = Clock().awake()
    assert typist.keys.read(0.05) is None
    assert Clock().awake() - start >= 0.05
    assert typist.keys.read(0) is None


def test_an_arrow_is_no_key(typist: Typist) -> None:
    typist.types(b"\x1b[Dh")
    assert [typist.keys.read(SOON_S) for _ in range(2)] == ["", "h"]


def test_an_arrow_that_comes_in_two_pieces_is_no_key(typist: Typist) -> None:
    typist.types(b"\x1b")
    assert typist.keys.read(0) is None
    typist.types(b"[Dh")
    assert [typist.keys.read(SOON_S) for _ in range(2)] == ["", "h"]


def test_esc_alone_is_a_key(typist: Typist) -> None:
    typist.types(b"\x1b")
    assert typist.keys.read(SOON_S) == "esc"


def test_esc_alone_is_a_key_for_a_caller_in_a_hurry_too(typist: Typist) -> None:
    typist.types(b"\x1b")
    got = [typist.keys.read(0.005) for _ in range(40)]
    assert got.count("esc") == 1


def test_a_letter_in_two_pieces_is_one_key(typist: Typist) -> None:
    typist.types(b"\xc3")
    assert typist.keys.read(0) is None
    typist.types(b"\xa9")
    assert typist.keys.read(SOON_S) == "é"


class Shell:
    """Says which group of processes has the terminal: ours, or that of a shell."""

    def __init__(self) -> None:
        self.has_it = False

    def group(self, fd: int) -> int:
        return 1 if self.has_it else os.getpgrp()


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    shell = Shell()
    monkeypatch.setattr(os, "tcgetpgrp", shell.group)
    return shell


def test_what_begins_in_the_background_leaves_the_terminal_to_the_shell(shell: Shell) -> None:
    master, slave = os.openpty()
    before = termios.tcgetattr(slave)
    shell.has_it = True
    with Keyboard(slave, Clock()) as keys:
        assert keys.away
        assert termios.tcgetattr(slave) == before
        assert keys.read(SOON_S) == "away"
        os.write(master, b"n\n")
        assert keys.read(0.05) is None, "it read the line of the shell"
        assert signal.getsignal(signal.SIGTTIN) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGTTOU) is signal.SIG_IGN
        shell.has_it = False
        assert keys.read(SOON_S) == "back"
        assert termios.tcgetattr(slave) != before, "it does not read key by key"
        assert keys.read(SOON_S) == "n"
    assert termios.tcgetattr(slave) == before
    for fd in (master, slave):
        os.close(fd)


def test_the_terminal_is_looked_at_while_it_is_the_shell_s(
    typist: Typist, shell: Shell
) -> None:
    shell.has_it = True
    assert typist.keys.read(SOON_S) == "away"
    before = signal.signal(signal.SIGALRM, lambda *_: setattr(shell, "has_it", False))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    start = Clock().awake()
    assert typist.keys.read(1.0) == "back"
    assert Clock().awake() - start < 0.9
    signal.signal(signal.SIGALRM, before)


def test_a_terminal_that_is_nobody_s_is_ours(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: 0)
    typist.types(b"n")
    assert typist.keys.read(SOON_S) == "n"


def test_stopped_and_sent_to_the_background_it_is_told_that_once(
    typist: Typist, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "kill", lambda *_: setattr(shell, "has_it", True))
    assert not typist.keys.suspend()
    assert typist.keys.read(0.02) is None, "who suspends it knows that already"
    shell.has_it = False
    assert typist.keys.read(SOON_S) == "back"
    monkeypatch.setattr(os, "kill", lambda *_: None)
    assert typist.keys.suspend()
    assert typist.keys.read(0.02) is None


def test_last_words_from_the_background_stop_nobody(shell: Shell) -> None:
    before = signal.getsignal(signal.SIGTTOU)
    master, slave = os.openpty()
    try:
        with Keyboard(slave, Clock()):
            shell.has_it = True
        assert signal.getsignal(signal.SIGTTOU) is before, "it was not noticed"
        shell.has_it = False
        with Keyboard(slave, Clock()) as keys:
            shell.has_it = True
            assert keys.away
        assert signal.getsignal(signal.SIGTTOU) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTTOU, before)
        for fd in (master, slave):
            os.close(fd)


def test_continued_it_takes_the_modes_again_that_a_shell_may_have_set(typist: Typist) -> None:
    taken = termios.tcgetattr(typist.slave)
    others = termios.tcgetattr(typist.slave)
    others[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(typist.slave, termios.TCSANOW, others)
    os.kill(os.getpid(), signal.SIGCONT)
    assert typist.keys.read(SOON_S) == "continue"
    assert termios.tcgetattr(typist.slave) == taken


def test_keys_that_were_meant_for_it_are_not_left_to_the_shell() -> None:
    master, slave = os.openpty()
    with Keyboard(slave, Clock()):
        os.write(master, b"nq\n")
        assert select.select([slave], [], [], SOON_S)[0]
    assert not select.select([slave], [], [], 0)[0]
    for fd in (master, slave):
        os.close(fd)


def test_typing_is_not_echoed_and_the_modes_come_back() -> None:
    master, slave = os.openpty()
    before = termios.tcgetattr(slave)
    with Keyboard(slave, Clock()) as keys:
        os.write(master, b"n")
        assert keys.read(SOON_S) == "n"
        assert not select.select([master], [], [], 0)[0]
        assert termios.tcgetattr(slave) != before
    assert termios.tcgetattr(slave) == before
    os.close(master)
    os.close(slave)


def test_the_modes_and_signals_come_back_after_an_exception() -> None:
    master, slave = os.openpty()
    before = termios.tcgetattr(slave), signal.getsignal(signal.SIGTERM)
    with pytest.raises(ZeroDivisionError), Keyboard(slave, Clock()):
        raise ZeroDivisionError
    assert (termios.tcgetattr(slave), signal.getsignal(signal.SIGTERM)) == before
    assert signal.set_wakeup_fd(-1) == -1
    os.close(master)
    os.close(slave)


class CountingClock(Clock):
    """Counts how often somebody asks for the time: a loop that spins asks all the time."""

    __slots__ = ("asked",)

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def awake(self) -> float:
        self.asked += 1
        return super().awake()

    def sleep_until(self, moment: float) -> None:
        """Counted once: waiting out the last fifth of a millisecond is no spinning."""
        before = self.asked
        super().sleep_until(moment)
        self.asked = before + 1


def test_waiting_sleeps() -> None:
    master, slave = os.openpty()
    clock = CountingClock()
    with Keyboard(slave, clock) as keys:
        assert keys.read(0.05) is None
    assert clock.asked < 20
    os.close(master)
    os.close(slave)


def test_the_end_of_input_does_not_spin() -> None:
    master, slave = os.openpty()
    clock = CountingClock()
    with Keyboard(slave, clock) as keys:
        os.close(master)
        start = Clock().awake()
        assert keys.read(0.05) == "hangup"
        assert keys.gone
        assert [keys.read(0.05) for _ in range(2)] == [None, None]
        assert Clock().awake() - start >= 0.1
    assert clock.asked < 40
    os.close(slave)


def test_signals_still_come_after_the_end_of_input(typist: Typist) -> None:
    os.close(typist.master)
    assert typist.keys.read(0) == "hangup"
    os.kill(os.getpid(), signal.SIGTERM)
    assert typist.keys.read(SOON_S) == "terminate"


SIGNALS = {
    signal.SIGWINCH: "resize",
    signal.SIGINT: "interrupt",
    signal.SIGTERM: "terminate",
    signal.SIGHUP: "hangup",
    signal.SIGTSTP: "suspend",
    signal.SIGCONT: "continue",
}


@pytest.fixture
def heeded() -> Iterator[None]:
    """Signals as a program in the foreground gets them: nohup hands on "ignored"."""
    ignored = [one for one in SIGNALS if signal.getsignal(one) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_is_a_key(typist: Typist, number: signal.Signals) -> None:
    os.kill(os.getpid(), number)
    assert typist.keys.read(SOON_S) == SIGNALS[number]


def test_a_signal_ends_the_wait(typist: Typist) -> None:
    start = Clock().awake()
    before = signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGWINCH))
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    assert typist.keys.read(30) == "resize"
    assert Clock().awake() - start < 10
    signal.signal(signal.SIGALRM, before)


def test_a_signal_that_was_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with NoKeyboard(Clock()) as keys:
            os.kill(os.getpid(), signal.SIGHUP)
            assert keys.read(0.02) is None
    finally:
        signal.signal(signal.SIGHUP, before)


def test_without_a_keyboard_time_and_signals_are_the_same() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"q")
    with open_keys(Clock(), reader) as keys:
        assert keys.gone
        assert keys.read(0.02) is None
        os.kill(os.getpid(), signal.SIGINT)
        assert keys.read(SOON_S) == "interrupt"
    os.close(reader)
    os.close(writer)


SUSPENDS = """
import os, sys
from backpt.clock import Clock
from backpt.terminal.keys import Keyboard
with Keyboard(int(sys.argv[1]), Clock()) as keys:
    os.write(1, b"ready\\n")
    while keys.read(1.0) != "suspend":
        pass
    keys.suspend()
    os.write(1, b"back\\n")
    while keys.read(1.0) != "q":
        pass
"""


def test_ctrl_z_gives_the_terminal_back_stops_and_takes_it_again() -> None:
    master, slave = os.openpty()
    before = termios.tcgetattr(slave)
    out, child_out = os.pipe()
    os.set_inheritable(slave, True)
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", SUSPENDS, str(slave)],
        {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        file_actions=[(os.POSIX_SPAWN_DUP2, child_out, 1)],
        setpgroup=0,
    )
    try:
        assert os.read(out, 64) == b"ready\n"
        taken = termios.tcgetattr(slave)
        os.kill(child, signal.SIGTSTP)
        _, status = os.waitpid(child, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert termios.tcgetattr(slave) == before
        os.kill(child, signal.SIGCONT)
        assert os.read(out, 64) == b"back\n"
        assert termios.tcgetattr(slave) == taken
        os.kill(child, signal.SIGTSTP)  # is a key again, and stops it no more by itself
        os.write(master, b"q")
        _, status = os.waitpid(child, os.WUNTRACED)
        assert not os.WIFSTOPPED(status)
        assert os.waitstatus_to_exitcode(status) == 0
        assert termios.tcgetattr(slave) == before
        child = 0
    finally:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        for fd in (master, slave, out, child_out):
            os.close(fd)
