"""What sound costs, and how soon it is there; beside the same without sound, in the same run.

Two outputs that play to nobody: ``null``, which the program offers and which mixes nothing,
and miniaudio's imitation of a card (``miniaudio-null``), which asks for samples in real time
as a card does.
"""

# ruff: noqa: TID251 - a benchmark reads clocks: that is what it is for

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.processes import (
    READ_S,
    Terminal,
    Usage,
    answer,
    environment,
    read_all,
    run,
    usage,
)
from tests.benchmarks.starts import Shot, interleaved
from tests.benchmarks.table import Row, percentile, ratio
from tests.benchmarks.venv import Venv

OUTPUTS = ("null", "miniaudio-null")
_HEARING = {"sound": ("--audio", "null"), "no sound": ("--sound", "off")}
_EXERCISE = ("session", "knee-tilts", "--pain", "2")
"""100 s of reps, each with its words and counts, behind one press of the space bar."""
SETTLED_S = 5.0
"""From that press to the first reading: get ready is over, the first rep is on."""


def rows(venv: Venv, folder: Path, rounds: int, seconds: float) -> Iterator[Row]:
    home = folder / "home"
    venv.history(home, sessions=3)
    for routine in ((), ("knee-tilts",)):  # the library is read once
        run([venv.backpt, "session", *routine, "--plan"], environment(home))
    yield from _pictures(venv, home, rounds)
    yield from _beginnings(venv, folder, rounds)
    yield from _playing(venv, folder, seconds)
    yield from _beside(venv, home, seconds)


def _pictures(venv: Venv, home: Path, rounds: int) -> Iterator[Row]:
    """The first picture of a pack, which asks nothing before; both read their options."""
    copies = count()

    def picture(*options: str) -> Shot:
        def shot() -> float:
            copy = home.with_name(f"copy-{next(copies)}")
            shutil.copytree(home, copy)
            argv = [venv.backpt, "icepack", *options]
            terminal = Terminal(argv, environment(copy))
            seconds = terminal.first_picture_s()
            terminal.kill()
            shutil.rmtree(copy)
            return seconds

        return shot

    taken = interleaved({name: picture(*how) for name, how in _HEARING.items()}, rounds)
    medians = (1000 * statistics.median(taken[name]) for name in _HEARING)
    note = "{:.1f} / {:.1f} ms".format(*medians)
    what = "first picture: icepack --audio null / --sound off"
    yield Row(what, ratio(taken["sound"], taken["no sound"]), "x", 1.1, note)


def _beginnings(venv: Venv, folder: Path, rounds: int) -> Iterator[Row]:
    """A new session process and a new sound process every time."""
    home = folder / "beginnings"
    home.mkdir()
    taken: dict[str, list[list[float]]] = {output: [] for output in OUTPUTS}
    for number in range(rounds + 1):
        for output in OUTPUTS:
            notes = home / f"{output}-{number}"
            said = venv.check("in_sound.py", "begin", output, notes, home=home)
            if number:  # the first reads files that are in memory afterwards
                taken[output].append([1000 * float(word) for word in said.split()])
    for output in OUTPUTS:
        ready, placed, heard = zip(*taken[output], strict=True)
        yield _after(f"first picture to READY, {output}", ready, None)
        yield _after(f"first picture to first stretch placed, {output}", placed, None)
        yield _after(f"first picture to first sound, {output}", heard, 500)


def _after(what: str, values: tuple[float, ...], goal: float | None) -> Row:
    note = f"{percentile(values, 0.0):.0f} to {max(values):.0f} ms"
    return Row(what, statistics.median(values), "ms", goal, note)


def _playing(venv: Venv, folder: Path, seconds: float) -> Iterator[Row]:
    """Rep after rep, to both outputs at once; the sound process is read from outside."""
    programs = {}
    for output in OUTPUTS:
        argv = venv.inside("in_sound.py", "play", output, folder / f"{output}-placings")
        programs[output] = subprocess.Popen(
            argv, env=environment(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    pids = {output: _said_pid(program) for output, program in programs.items()}
    time.sleep(1.0)  # the first stretch is rendered
    before = {output: usage(pid) for output, pid in pids.items()}
    time.sleep(seconds)  # what is measured
    after = {output: usage(pid) for output, pid in pids.items()}
    for program in programs.values():
        program.communicate()
        assert program.returncode == 0, program.args
    for output in OUTPUTS:
        used = _between(before[output], after[output])
        placings = len((folder / f"{output}-placings").read_text().split())
        note = f"{used.wakes / seconds:.0f} wake-ups/s, {after[output].peak_mib:.1f} MiB; "
        note += f"start {before[output].cpu_s * 1000:.0f} ms; {placings} stretches"
        what = f"processor of the sound process while it plays, {output}"
        yield Row(what, 100 * used.cpu_s / seconds, "% core", 3, note)


def _said_pid(program: subprocess.Popen[bytes]) -> int:
    assert program.stdout is not None
    return int(program.stdout.readline())


class Beside(NamedTuple):
    """What a session used, and what its sound process did; ``None`` where there is none."""

    session: Usage
    child_cpu_s: float | None


def _beside(venv: Venv, home: Path, seconds: float) -> Iterator[Row]:
    """The same reps with sound and without, at the same time."""
    spent = _watch(venv, home, seconds)
    sound, silent = (spent[name].session for name in _HEARING)
    note = f"{100 * sound.cpu_s / seconds:.2f} / {100 * silent.cpu_s / seconds:.2f} % core"
    what = f"processor, {seconds:.0f} s of a session: with sound / without"
    yield Row(what, sound.cpu_s / silent.cpu_s, "x", None, note)
    child_cpu_s = spent["sound"].child_cpu_s
    assert child_cpu_s is not None, "there is no sound process"
    assert spent["no sound"].child_cpu_s is None, "--sound off starts a sound process"
    what = "processor of the session's sound process, --audio null"
    yield Row(what, 100 * child_cpu_s / seconds, "% core", 3)
    note = f"{sound.wakes / seconds:.1f} / {silent.wakes / seconds:.1f} a second"
    what = "wake-ups a second that sound adds to the session"
    yield Row(what, (sound.wakes - silent.wakes) / seconds, "/s", None, note)
    note = f"{sound.peak_mib:.1f} / {silent.peak_mib:.1f} MiB"
    what = "peak memory that sound adds to the session"
    yield Row(what, sound.peak_mib - silent.peak_mib, "MiB", None, note)


def _watch(venv: Venv, home: Path, seconds: float) -> dict[str, Beside]:
    terminals: dict[str, Terminal] = {}
    for number, (name, how) in enumerate(_HEARING.items()):
        copy = home.with_name(f"beside-{number}")
        shutil.copytree(home, copy)
        terminals[name] = Terminal([venv.backpt, *_EXERCISE, *how], environment(copy))
        terminals[name].first_picture_s()
    for terminal in terminals.values():  # nothing new, no leg pain
        answer("nn", terminal, *(one for one in terminals.values() if one is not terminal))
    read_all(terminals, READ_S)
    for terminal in terminals.values():
        terminal.press(" ")  # in place
    read_all(terminals, SETTLED_S)
    children = {name: _sound_process(terminal.pid) for name, terminal in terminals.items()}
    before = {name: _used(terminals[name].pid, children[name]) for name in terminals}
    read_all(terminals, seconds)
    spent = {}
    for name, terminal in terminals.items():
        session, child = _used(terminal.pid, children[name])
        session_before, child_before = before[name]
        child_cpu_s = child.cpu_s - child_before.cpu_s if child and child_before else None
        spent[name] = Beside(_between(session_before, session), child_cpu_s)
        terminal.kill()
    return spent


def _used(session: int, child: int | None) -> tuple[Usage, Usage | None]:
    return usage(session), usage(child) if child is not None else None


def _between(before: Usage, after: Usage) -> Usage:
    cpu_s, wakes = after.cpu_s - before.cpu_s, after.wakes - before.wakes
    return Usage(cpu_s, wakes, after.peak_mib)


def _sound_process(pid: int) -> int | None:
    """Return the child that is a sound process; another keeps the machine awake."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in children:
        if b"backpt.sound" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    return None
