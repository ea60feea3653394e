"""What the journal costs: an event, the closing commit, and ``log`` over ten years."""

from __future__ import annotations

import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.processes import environment, run
from tests.benchmarks.starts import interleaved
from tests.benchmarks.table import Row, percentile, ratio
from tests.benchmarks.venv import Venv


def rows(venv: Venv, folder: Path, sessions: int, rounds: int) -> Iterator[Row]:
    folder.mkdir()
    yield from _events(venv, folder)
    yield from _syncs(venv, folder)
    yield from _log(venv, folder, sessions, rounds)
    yield from _copies(venv, folder)


def _events(venv: Venv, folder: Path) -> Iterator[Row]:
    said = venv.check("in_journal.py", "events", folder / "events.db", 10, home=folder)
    times = [float(line) for line in said.split()]
    note = f"99 of 100 within {percentile(times, 0.99):.3f} ms"
    yield Row("an event in the journal", statistics.median(times), "ms", 0.1, note)


def _syncs(venv: Venv, folder: Path) -> Iterator[Row]:
    """Count what strace sees between the two marks of ``in_journal.py close``."""
    if shutil.which("strace") is None:
        return
    calls = folder / "calls"
    argv = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(calls)]
    argv += venv.inside("in_journal.py", "close", folder / "close.db")
    if subprocess.run(argv, env=environment(folder), check=False).returncode:
        return
    lines = calls.read_text().splitlines()
    first, last = (at for at, line in enumerate(lines) if "sync(999999)" in line)
    yield Row("syncs of the closing commit", last - first - 1, "", 1)


def _log(venv: Venv, folder: Path, sessions: int, rounds: int) -> Iterator[Row]:
    full, empty = folder / "full", folder / "empty"
    venv.history(full, sessions=sessions)
    venv.history(empty, sessions=0)

    def log(home: Path) -> float:
        ended = run([venv.backpt, "log"], environment(home))
        assert ended.code == 0
        return ended.wall_s

    taken = interleaved({"full": lambda: log(full), "empty": lambda: log(empty)}, rounds)
    times = {name: statistics.median(seconds) * 1000 for name, seconds in taken.items()}
    note = f"{times['full']:.1f} / {times['empty']:.1f} ms"
    what = f"log over {sessions} sessions / over none"
    yield Row(what, ratio(taken["full"], taken["empty"]), "x", 3, note)


def _copies(venv: Venv, folder: Path) -> Iterator[Row]:
    """Time the whole diary of ``_log`` as text, as a backup, and taken in by an empty home."""
    full, other = folder / "full", folder / "other"
    path, rounds = str(folder / "all.zip"), 3
    commands = {
        "log --all --json": (full, ("log", "--all", "--json")),
        "backup": (full, ("backup", path, "--force")),
        "restore": (other, ("restore", path, "--yes")),
    }
    for name, (home, words) in commands.items():
        times = []
        for _ in range(rounds):
            shutil.rmtree(other, ignore_errors=True)
            other.mkdir()
            ended = run([venv.backpt, *words], environment(home))
            assert ended.code == 0
            times.append(ended.cpu_s)
        yield Row(f"{name} of that diary, in processor time", statistics.median(times), "s", 3)
