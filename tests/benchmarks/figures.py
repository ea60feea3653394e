"""What a figure costs: a session with one beside the same without, and a figure as a file.

The exercise that is watched moves all the time, rep after rep: no evening is as dear.
"""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

from tests.benchmarks.processes import (
    READ_S,
    Terminal,
    answer,
    environment,
    read_all,
    run,
    usage,
)
from tests.benchmarks.starts import interleaved
from tests.benchmarks.table import Row, ratio
from tests.benchmarks.venv import Venv

_HOW = {"figure": (), "no figure": ("--no-figure",)}
_LIBRARY = """\
version: 1
routines:
  bridges:
    name: Bridges
    exercises:
      - bridge: {{sets: 1, reps: {reps}, out: 2s, hold: 2s, back: 2s, relax: 1s}}
"""
REP_S = 7.0
SETTLED_S = 6.0
"""From "ready" to the first reading: get ready is over, the pictures of a rep are made."""


def rows(venv: Venv, folder: Path, rounds: int, seconds: float) -> Iterator[Row]:
    home = folder / "home"
    venv.history(home, sessions=3)
    library = home / ".config/backpt/exercises.yaml"
    library.parent.mkdir(parents=True)
    library.write_text(_LIBRARY.format(reps=round((seconds + 3 * SETTLED_S) / REP_S) + 1))
    run([venv.backpt, "session", "bridges", "--plan"], environment(home))  # read it once
    yield from _pictures(venv, home, rounds)
    yield from _moving(venv, home, seconds)
    svg_ms, small_ms, large_ms, kib, many = map(
        float, venv.check("in_figures.py", home=home).split()
    )
    note = f"mean of {many:.0f}; the largest {kib:.1f} KiB"
    yield Row("one figure as SVG", svg_ms, "ms", 50, note)
    yield Row("one picture of 40x14, computed", small_ms, "ms")
    yield Row("one picture of 80x24, computed", large_ms, "ms")


def _pictures(venv: Venv, home: Path, rounds: int) -> Iterator[Row]:
    """From the last answer to the first picture of the session itself."""
    copies = count()

    def picture(options: tuple[str, ...]) -> float:
        argv = [venv.backpt, "session", "bridges", "--pain", "2", "--sound", "off", *options]
        copy = home.with_name(f"copy-{next(copies)}")  # nothing is unfinished there
        shutil.copytree(home, copy)
        terminal = Terminal(argv, environment(copy))
        terminal.first_picture_s()
        answer("n", terminal)
        _until(terminal, b"Leg pain")
        read_all({"": terminal}, READ_S)
        answered = perf_counter()
        terminal.press("n")
        _until(terminal, b"Get into place")
        seconds = perf_counter() - answered
        terminal.kill()
        shutil.rmtree(copy)
        return seconds

    shots = {name: partial(picture, how) for name, how in _HOW.items()}
    taken = interleaved(shots, rounds)
    medians = (1000 * statistics.median(taken[name]) for name in _HOW)
    note = "{:.1f} / {:.1f} ms".format(*medians)
    what = "first picture of the session: with / without a figure"
    yield Row(what, ratio(taken["figure"], taken["no figure"]), "x", 1.1, note)


def _until(terminal: Terminal, words: bytes) -> None:
    until = perf_counter() + 10.0
    while words not in terminal.output:
        assert perf_counter() < until, terminal.output[-500:]
        terminal.read(1.0)


def _moving(venv: Venv, home: Path, seconds: float) -> Iterator[Row]:
    """The same reps with a figure and without, at the same time."""
    terminals = {}
    for name, how in _HOW.items():
        argv = [venv.backpt, "session", "bridges", "--pain", "2", "--sound", "off", *how]
        env = {**environment(home), "XDG_DATA_HOME": str(home / name)}
        run([venv.backpt, "safety", "--answers", "none"], env)
        terminals[name] = Terminal(argv, env)
        terminals[name].first_picture_s()
    for terminal in terminals.values():
        answer("nn", terminal, *(one for one in terminals.values() if one is not terminal))
    read_all(terminals, READ_S)
    for terminal in terminals.values():
        terminal.press(" ")
    read_all(terminals, SETTLED_S)
    before = {name: usage(one.pid) for name, one in terminals.items()}
    sent = {name: len(one.output) for name, one in terminals.items()}
    pictures = read_all(terminals, seconds)
    cpu_s, kb = {}, {}
    for name, terminal in terminals.items():
        cpu_s[name] = usage(terminal.pid).cpu_s - before[name].cpu_s
        kb[name] = (len(terminal.output) - sent[name]) / 1000
        terminal.kill()
    ours, plain = (100 * cpu_s[name] / seconds for name in _HOW)
    note = f"{pictures['figure'] / seconds:.1f} pictures/s; without {plain:.2f} % core"
    yield Row("processor of a session whose figure moves", ours, "% core", 0.3, note)
    note = f"without {kb['no figure'] / seconds:.2f}"
    yield Row("kB a second to the terminal", kb["figure"] / seconds, "/s", 3.0, note)
