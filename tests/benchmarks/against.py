"""Compares the processor time of every command with that of another version of backpt.

    python tests/benchmarks/against.py CHECKOUT [--rounds N] [--venvs OURS THEIRS]

CHECKOUT is a folder with the other version (``git worktree add CHECKOUT COMMIT``). Both are
installed into clean environments and run in turn, ours and theirs, theirs and ours; a row is
the median of the ratios taken pair by pair, of user and system seconds together, which a busy
machine disturbs less than the clock. ``python -c pass`` in both says how large noise is: a row
is worse where it exceeds 1 by more than that. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.processes import Run, Terminal, environment, run
from tests.benchmarks.starts import break_off
from tests.benchmarks.table import Row, heading, printed, ratio
from tests.benchmarks.venv import HERE, Venv, clean_venv, existing_venv

SESSIONS = 30
"""In the journal of either."""
COMMANDS = (
    "--version",
    "--help",
    "",
    "list",
    "show leg-lifts",
    "log",
    "pain 4",
    "advice",
    "check",
    "where",
    "session --plan",
    "session home-basics --pain 2 --sound tones --plan",
    "icepack --plan",
)
ON_A_TERMINAL = ("", "list", "log")
PICTURES = (
    "session",
    "session --pain 2",
    "session classic-six --sound tones",
    "icepack",
    "icepack --sound off",
)

Shot = Callable[[], Run]
Shots = Mapping[str, Shot]


def shots(venv: Venv, folder: Path, scripts: Path) -> dict[str, Shot]:
    """Return what is measured in an environment, by its name in the table."""
    home, broken_off = folder / "home", folder / "broken-off"
    venv.history(home, sessions=SESSIONS, scripts=scripts)
    anew = shutil.copytree(home, folder / "anew")
    run([venv.backpt, "session", "--plan"], environment(home))  # the library is read once
    break_off(venv, Path(shutil.copytree(home, broken_off)))
    env, copies = environment(home), count()

    def silent(argv: list[str]) -> Shot:
        return lambda: run(argv, env)

    def shown(argv: list[str]) -> Shot:
        return lambda: Terminal(argv, env).wait()

    def picture(original: Path, argv: list[str]) -> Shot:
        def shot() -> Run:
            copy = folder / f"copy-{next(copies)}"
            shutil.copytree(original, copy)
            terminal = Terminal(argv, environment(copy))
            terminal.first_picture_s()
            ended = terminal.kill()
            shutil.rmtree(copy)
            return ended

        return shot

    def backpt(words: str) -> list[str]:
        return [venv.backpt, *words.split()]

    return {
        "python -c pass": silent([venv.python, "-c", "pass"]),
        **{f"backpt {words}": silent(backpt(words)) for words in COMMANDS},
        **{f"backpt {words}, on a terminal": shown(backpt(words)) for words in ON_A_TERMINAL},
        **{
            f"backpt {words}, first picture": picture(home, backpt(words)) for words in PICTURES
        },
        "backpt session --resume, first picture": picture(
            broken_off, backpt("session --resume")
        ),
        "backpt session, library read anew": picture(anew, backpt("session")),
    }


def compare(ours: Shots, theirs: Shots, rounds: int) -> Iterator[Row]:
    """Yield a row a name: processor time, ours in theirs, and the peaks of memory."""
    for name, mine in ours.items():
        other = theirs[name]
        mine(), other()
        pairs = []
        for number in range(rounds):
            first, second = (mine, other) if number % 2 else (other, mine)
            pair = first(), second()
            pairs.append(pair if number % 2 else pair[::-1])
        here, there = zip(*pairs, strict=True)
        cpu = [[one.cpu_s for one in side] for side in (here, there)]
        ms = "{:.1f} / {:.1f} ms".format(*(1000 * statistics.median(side) for side in cpu))
        peaks = (statistics.median(one.peak_mib for one in side) for side in (here, there))
        mib = "{:.1f} / {:.1f} MiB".format(*peaks)
        yield Row(name, ratio(*cpu), "x", None, f"{ms}; peak {mib}")


def main() -> int:
    asked = _arguments()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="backpt-against-") as name:
        folder = Path(name)
        if asked.venvs:
            ours, theirs = map(existing_venv, asked.venvs)
        else:
            ours, theirs = (
                clean_venv(folder / f"venv-{number}", root)
                for number, root in enumerate((HERE.parent.parent, asked.checkout))
            )
        mine = shots(ours, folder / "ours", HERE)
        other = shots(theirs, folder / "theirs", asked.checkout / "tests/benchmarks")
        print(heading("Processor time to the end, or to the first picture: ours / theirs"))
        if asked.only:
            mine = {name: one for name, one in mine.items() if asked.only in name}
        for row in compare(mine, other, asked.rounds):
            print(printed(row), flush=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkout", type=Path, help="a folder with the other version")
    parser.add_argument("--rounds", type=int, default=15, help="pairs for each row")
    parser.add_argument("--venvs", nargs=2, type=Path, help="environments that are there")
    parser.add_argument("--only", help="only rows that have this in their name")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
