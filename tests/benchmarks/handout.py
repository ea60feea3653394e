"""Handouts: one, all of them, and many in one process beside typst alone."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.processes import environment, run
from tests.benchmarks.starts import Shot, interleaved
from tests.benchmarks.table import Row, ratio
from tests.benchmarks.venv import Venv

REPORT_GOAL = 40
"""Bare starts, as a full handout may take."""


def rows(venv: Venv, folder: Path, rounds: int, many: int) -> Iterator[Row]:
    folder.mkdir()
    yield from _whole(venv, folder, rounds)
    yield from _report(venv, folder / "diary", rounds)
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


def _report(venv: Venv, home: Path, rounds: int) -> Iterator[Row]:
    """The page for a therapist, from a diary of twelve weeks with a session a day."""
    venv.history(home, sessions=84)
    env, base = environment(home), "python -c pass"
    page = ("report", "--weeks", "12", "--force", "-o", str(home / "report.pdf"))
    commands = {base: [venv.python, "-c", "pass"], "backpt report": [venv.backpt, *page]}

    def shot_of(argv: list[str]) -> Shot:
        def shot() -> float:
            ended = run(argv, env)
            assert ended.code == 0, argv
            return ended.wall_s

        return shot

    taken = interleaved({name: shot_of(argv) for name, argv in commands.items()}, rounds)
    ours, theirs = (statistics.median(taken[one]) * 1000 for one in ("backpt report", base))
    note = f"{ours:.0f} / {theirs:.1f} ms"
    yield Row(
        f"backpt report / {base}",
        ratio(taken["backpt report"], taken[base]),
        "x",
        REPORT_GOAL,
        note,
    )


def _many(venv: Venv, folder: Path, many: int) -> Iterator[Row]:
    said = venv.check("in_handout.py", many, home=folder).split()
    ours, theirs, peak_mib = map(float, said)
    note = f"{ours / many * 1000:.1f} / {theirs / many * 1000:.1f} ms a handout"
    yield Row(
        f"{many} full handouts in one process / typst alone", ours / theirs, "x", 1.5, note
    )
    yield Row(f"memory after {2 * many} handouts", peak_mib, "MiB")
