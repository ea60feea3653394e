"""Measures what was promised, as ratios taken in one run on one machine, and prints a table.

    python tests/benchmarks/run.py [--quick] [--venv FOLDER] [--only PART ...]

Makes a clean virtual environment with backpt and its peer termdown, and compares with
``python -c pass`` there. Absolute times differ by a factor of two between two runs of this on
the same machine; the ratios hold. Needs Linux, for /proc; it exits 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import figures, handout, journal, library, minute, sound, starts, waking
from tests.benchmarks.table import Row, heading, printed
from tests.benchmarks.venv import Venv, clean_venv, existing_venv

Part = Callable[[Venv, Path, bool], Iterator[Row]]

PARTS: dict[str, tuple[str, Part]] = {
    "starts": (
        "Starting, and the first picture",
        lambda venv, folder, quick: starts.rows(venv, folder, 7 if quick else 30),
    ),
    "minute": (
        "A session on a terminal",
        lambda venv, folder, quick: minute.rows(venv, folder, 10.0 if quick else 60.0),
    ),
    "sound": (
        "Sound",
        lambda venv, folder, quick: sound.rows(
            venv, folder, 7 if quick else 30, 10.0 if quick else 60.0
        ),
    ),
    "figures": (
        "Figures",
        lambda venv, folder, quick: figures.rows(
            venv, folder, 7 if quick else 30, 14.0 if quick else 70.0
        ),
    ),
    "waking": (
        "On time",
        lambda venv, folder, quick: waking.rows(venv, folder, 0.5 if quick else 30.0),
    ),
    "library": (
        "Reading the library",
        lambda venv, folder, quick: library.rows(venv, folder, 3 if quick else 9),
    ),
    "handout": (
        "The handout",
        lambda venv, folder, quick: handout.rows(
            venv, folder, 5 if quick else 15, 100 if quick else 1_000
        ),
    ),
    "journal": (
        "The journal",
        lambda venv, folder, quick: journal.rows(
            venv, folder, 100 if quick else 3_650, 7 if quick else 30
        ),
    ),
}


def main() -> int:
    asked = _arguments()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="backpt-benchmarks-") as name:
        folder = Path(name)
        venv = existing_venv(asked.venv) if asked.venv else clean_venv(folder / "venv")
        for part in asked.only or PARTS:
            title, measure = PARTS[part]
            print(heading(title), flush=True)
            for row in measure(venv, folder / part, asked.quick):
                print(printed(row), flush=True)
                rows.append(row)
    over = [row for row in rows if row.verdict == "over"]
    promised = [row for row in rows if row.verdict]
    print(f"\n{len(promised) - len(over)} of {len(promised)} goals met.")
    return 1 if over else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="shorter, and less exact")
    parser.add_argument("--venv", type=Path, help="one that has backpt and termdown already")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="only these parts")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
