"""The session's side: it never waits, and numbers stand for time; the processes are real."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from backpt.clock import Clock
from backpt.language.en.sound import NONE_NOW
from backpt.sound.output.registry import NONE
from backpt.sound.process.supervisor import Speaker
from tests.sound.driving import drive, speaker
from tests.sound.marks import marks

pytestmark = pytest.mark.realtime

_WORKER = """
import os, sys, time
from backpt.sound.process.frames import *
say = lambda frame: os.write(1, encode(frame))
names = sys.argv[1].split(",")
"""


class Scripted:
    """A speaker whose process is a few lines, driven with numbers for time."""

    def __init__(self, script: str, *outputs: str) -> None:
        self.told: list[str] = []
        command = (sys.executable, "-c", _WORKER + script)
        self.speaker = Speaker(outputs, self.told.append, command=command)
        self.speaker.start(0.0)

    def poll_until_heard(self, now: float) -> None:
        """Poll at the same moment until something new was taken in."""
        before = (self.speaker.name, self.speaker.pid, self.speaker.busy)
        for _ in range(1000):
            self.speaker.poll(now)
            if (self.speaker.name, self.speaker.pid, self.speaker.busy) != before:
                return
            select.select([], [], [], 0.01)
        raise AssertionError("it says nothing")

    def pass_time(self, since: float, until: float) -> None:
        now = since
        while now < until:
            now += 0.25
            self.speaker.poll(now)


@contextmanager
def scripted(script: str, *outputs: str) -> Iterator[Scripted]:
    made = Scripted(script, *outputs)
    try:
        yield made
    finally:
        made.speaker.close()


SILENT = "say(Trying(names[0])); say(Ready(names[0], 0.05)); sys.stdin.read()"


def test_ready_tells_which_output_it_is_and_how_late() -> None:
    with scripted(SILENT, "one", "two") as run:
        assert run.speaker.name == ""
        run.poll_until_heard(0.1)
        assert (run.speaker.name, run.speaker.latency_s) == ("one", 0.05)
        assert not run.told


def test_a_process_silent_for_a_second_is_replaced_and_the_user_told_once() -> None:
    with scripted(SILENT, "one", "two") as run:
        run.poll_until_heard(0.1)
        first = run.speaker.pid
        run.pass_time(0.1, 1.0)
        assert run.speaker.pid == first
        run.pass_time(1.0, 1.4)
        assert run.speaker.pid != first
        run.poll_until_heard(1.4)
        assert run.told == ["The sound through one failed; now it comes through two."]
        assert [failure.name for failure in run.speaker.failures] == ["one"]


def test_our_own_absence_proves_nothing_about_the_process() -> None:
    with scripted(SILENT, "one", "two") as run:
        run.poll_until_heard(0.1)
        first = run.speaker.pid
        run.speaker.poll(3600.0)
        run.speaker.poll(3600.9)
        assert run.speaker.pid == first


def test_an_output_may_take_three_seconds_to_open_and_no_more() -> None:
    with scripted("say(Trying(names[0])); sys.stdin.read()", "one", "two") as run:
        first = run.speaker.pid
        run.pass_time(0.0, 2.5)
        assert run.speaker.pid == first
        run.pass_time(2.5, 5.0)
        assert run.speaker.pid != first


def test_what_was_passed_over_is_not_tried_again() -> None:
    script = """
for name in names:
    say(Trying(name))
    if name == "two":
        os.abort()
    if name == "three":
        say(Ready(name, 0.0)); sys.stdin.read()
"""
    with scripted(script, "one", "two", "three") as run:
        run.poll_until_heard(0.1)
        run.poll_until_heard(0.2)
        assert run.speaker.name == "three"
        assert [failure.name for failure in run.speaker.failures] == ["two"]


def test_when_all_outputs_are_gone_it_says_so_once() -> None:
    with scripted("say(Failed('no card'))", "one") as run:
        run.poll_until_heard(0.1)
        run.pass_time(0.1, 5.0)
        assert run.speaker.name == NONE
        assert run.speaker.wake_at is None
        assert run.told == [NONE_NOW]
        assert run.speaker.failures[0].why == "no card"


def test_a_process_that_babbles_is_replaced() -> None:
    with scripted("os.write(1, b'hello, I am a library'); sys.stdin.read()", "one") as run:
        run.poll_until_heard(0.1)
        assert run.speaker.name == NONE


def test_a_process_that_cannot_be_started_is_no_output() -> None:
    told: list[str] = []
    missing = Speaker(("one",), told.append, command=("/no/such/python",))
    missing.start(0.0)
    assert (missing.name, told) == (NONE, [NONE_NOW])
    missing.play(marks(0.0, length_s=1.0), 0.0)
    missing.poll(1.0)
    missing.close()


def test_a_full_pipe_never_makes_the_session_wait() -> None:
    with scripted("import time; time.sleep(60)", "one") as run:
        for _ in range(400):  # far more than any pipe holds
            run.speaker.play(marks(*[0.0] * 20, length_s=1.0), 0.0)
        assert run.speaker.busy


def test_what_was_placed_is_over_when_its_time_is_over() -> None:
    with scripted(SILENT, "one") as run:
        run.speaker.play(marks(0.0, length_s=1.0), 5.0)
        run.speaker.poll(0.2)
        assert run.speaker.busy
        run.pass_time(0.2, 6.1)
        assert not run.speaker.busy


def test_done_and_stop_end_what_was_placed() -> None:
    with scripted("sys.stdin.buffer.read(20); say(Done(1)); sys.stdin.read()", "one") as run:
        run.speaker.play(marks(0.0, length_s=1.0), 5.0)
        run.poll_until_heard(0.1)
        run.speaker.play(marks(0.0, length_s=1.0), 5.0)
        assert run.speaker.busy
        run.speaker.stop()
        assert not run.speaker.busy


def test_it_asks_to_be_polled_four_times_a_second() -> None:
    with scripted(SILENT, "one") as run:
        run.speaker.poll(7.0)
        assert run.speaker.wake_at == 7.25


@pytest.mark.skipif(sys.platform == "win32", reason="groups are a thing of POSIX")
def test_ctrl_c_in_the_terminal_is_not_for_the_sound_process() -> None:
    with scripted(SILENT, "one") as run:
        assert run.speaker.pid is not None
        assert os.getpgid(run.speaker.pid) == run.speaker.pid != os.getpgid(0)


def test_closing_ends_the_process() -> None:
    made = speaker("null")
    drive(made, lambda: made.name == "null")
    pid = made.pid
    assert pid is not None
    made.close()
    _is_gone(pid)
    made.close()


def test_closing_ends_a_process_that_hangs_within_a_second() -> None:
    clock = Clock()
    with scripted("import time; time.sleep(60)", "one") as run:
        pid = run.speaker.pid
        assert pid is not None
        before = clock.awake()
        run.speaker.close()
        assert clock.awake() - before < 1.0
        _is_gone(pid)


def _is_gone(pid: int) -> None:
    for _ in range(200):
        try:
            os.waitpid(pid, os.WNOHANG)
            os.kill(pid, 0)
        except (ChildProcessError, ProcessLookupError):
            return
        select.select([], [], [], 0.01)
    raise AssertionError("it is still there")
