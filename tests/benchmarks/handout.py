"""Handouts: one, all of them, and many in one process beside typst alone."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.processes import environment, run
from tests.benchmarks.starts import Shot, interleaved
from tests.benchmarks.table import Row, ratio
from tests.benchmarks.venv import Venv


def rows(venv: Venv, folder: Path, rounds: int, many: int) -> Iterator[Row]:
    folder.mkdir()
    yield from _whole(venv, folder, rounds)
    yield from _many(venv, folder, many)


def _whole(venv: Venv, folder: Path, rounds: int) -> Iterator[Row]:
    """Whole processes, from the shell to the file."""
    env = environment(folder)
    base = "python -c pass"
    out = str(folder / "sheet")
    commands = {
        base: [venv.python, "-c", "pass"],
        "backpt print": [venv.backpt, "print", "home-basics", "--force", "-o", f"{out}.pdf"],
        "backpt print --full": [
            *(venv.backpt, "print", "home-basics", "--full"),
            *("--force", "-o", f"{out}.pdf"),
        ],
        "backpt print --to html": [
            *(venv.backpt, "print", "home-basics", "--force", "-o", f"{out}.html"),
        ],
        "backpt print --all": [
            venv.backpt,
            "print",
            "--all",
            "--force",
            "-o",
            str(folder / "all"),
        ],
    }

    def shot_of(argv: list[str]) -> Shot:
        def shot() -> float:
            ended = run(argv, env)
            assert ended.code == 0, argv
            return ended.wall_s

        return shot

    taken = interleaved({name: shot_of(argv) for name, argv in commands.items()}, rounds)
    for name in commands:
        if name != base:
            ours, theirs = (statistics.median(taken[one]) * 1000 for one in (name, base))
            note = f"{ours:.0f} / {theirs:.1f} ms"
            yield Row(f"{name} / {base}", ratio(taken[name], taken[base]), "x", None, note)


def _many(venv: Venv, folder: Path, many: int) -> Iterator[Row]:
    said = venv.check("in_handout.py", many, home=folder).split()
    ours, theirs, peak_mib = map(float, said)
    note = f"{ours / many * 1000:.1f} / {theirs / many * 1000:.1f} ms a handout"
    yield Row(
        f"{many} full handouts in one process / typst alone", ours / theirs, "x", 1.5, note
    )
    yield Row(f"memory after {2 * many} handouts", peak_mib, "MiB")
