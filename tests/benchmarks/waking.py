"""Whether what is due is done in time: cues, the journal, a pack while we are stopped."""

# ruff: noqa: TID251 - a benchmark reads clocks: that is what it is for

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.benchmarks.processes import Terminal, environment
from tests.benchmarks.table import Row, percentile
from tests.benchmarks.venv import Venv

SOONER = 20.0
"""Times as fast as a pack runs here; its shortest period is five minutes."""
_PERIOD_S = 6 * 60.0
_STOPPED_S = 10.0


def rows(venv: Venv, folder: Path, minutes: float) -> Iterator[Row]:
    yield from _cues(venv, folder / "cues", minutes)
    yield from _pack(venv, folder / "pack")


def _cues(venv: Venv, folder: Path, minutes: float) -> Iterator[Row]:
    """A session that is read, one that nobody reads, and bare sleeps, all at once."""
    for name in ("read", "unread", "bare"):
        (folder / name).mkdir(parents=True)
    env = environment(folder)
    seconds = 60 * minutes

    def command(what: str, name: str) -> list[str]:
        return venv.inside("in_cues.py", what, seconds, folder / name)

    bare = subprocess.Popen(command("sleep", "bare"), env=env)
    unread = Terminal(command("session", "unread"), env)
    read = Terminal(command("session", "read"), env)
    assert read.wait().code == 0, read.output
    assert bare.wait() == 0
    time.sleep(2.0)  # half a second is all it may wait for the terminal
    ended, status = os.waitpid(unread.pid, os.WNOHANG)
    assert ended, "a terminal that nobody reads keeps the session from ending"
    assert status == 0
    late = {name: _milliseconds(folder / name / "cues") for name in ("read", "unread", "bare")}
    yield from _lateness(late)
    yield from _drift(late, minutes)
    for name in ("read", "unread"):
        entries = _milliseconds(folder / name / "entries")
        lost = len(entries) - int((folder / name / "kept").read_text())
        note = f"median {statistics.median(entries):.2f} ms late"
        yield Row(f"journal entries that are missing, terminal {name}", lost, "", 0, note)


def _lateness(late: dict[str, list[float]]) -> Iterator[Row]:
    bare = late["bare"]
    for name in ("read", "unread"):
        mine = late[name]
        note = f"{len(mine)} cues; bare sleep {statistics.median(bare):.3f}"
        yield Row(
            f"a cue is late, median, terminal {name}", statistics.median(mine), "ms", 0.3, note
        )
        slow, bare_slow = percentile(mine, 0.99), percentile(bare, 0.99)
        note = f"{slow:.2f} / {bare_slow:.2f} ms"
        yield Row(
            f"p99 / that of bare sleep, terminal {name}", slow / bare_slow, "x", 1.5, note
        )


def _drift(late: dict[str, list[float]], minutes: float) -> Iterator[Row]:
    """How much later the last tenth comes than the first, in wake-ups."""
    read = late["read"]
    tenth = max(1, len(read) // 10)
    drift = statistics.median(read[-tenth:]) - statistics.median(read[:tenth])
    note = f"{drift:+.3f} ms"
    wake_up = statistics.median(read)
    yield Row(f"drift in {minutes:g} min, in wake-ups", abs(drift) / wake_up, "", 1, note)


def _milliseconds(path: Path) -> list[float]:
    return [float(line) * 1000 for line in path.read_text().split()]


def _pack(venv: Venv, home: Path) -> Iterator[Row]:
    """Stop the program for ten seconds within a period: it ends when it would have."""
    venv.history(home, sessions=0)
    argv = [venv.backpt, "icepack", "--plain", "--speed", str(SOONER), "--cycles", "1"]
    argv += ["--on", f"{_PERIOD_S / 60:.0f}m"]
    program = subprocess.Popen(
        argv, env=environment(home), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    on_s = _said(program, b"pack on.")
    time.sleep(3.0)  # well within the period
    program.send_signal(signal.SIGSTOP)
    time.sleep(_STOPPED_S)  # what is measured
    program.send_signal(signal.SIGCONT)
    off_s = _said(program, b"Take the pack off.")
    program.communicate()
    late_ms = (off_s - on_s - _PERIOD_S / SOONER) * 1000
    yield Row("a pack ends late after 10 s of SIGSTOP within", late_ms, "ms", 10)


def _said(program: subprocess.Popen[bytes], words: bytes) -> float:
    """Wait until the program says ``words``; return when that was."""
    assert program.stdout is not None
    heard = b""
    while words not in heard:
        data = os.read(program.stdout.fileno(), 4096)
        assert data, heard
        heard += data
    return perf_counter()
