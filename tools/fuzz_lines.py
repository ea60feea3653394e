"""Lines of sheets with letters swapped, dropped and doubled: none may end the reader.

    python -m tools.fuzz_lines [HOW_MANY] [SEED]

Reads the lines that the tests have, changes each at random places, and reads what comes out.
Prints the first line that raises, or how many were read and how long the slowest took.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from backpt.authoring.sheet import read_sheet

LINES = Path(__file__).parents[1] / "tests" / "authoring" / "lines_of_sheets.jsonl"
_MORE = "x×-–/.,:;()½¾\"'0123456789 hsmrd@&~*#%_٣²é"


def real_lines() -> list[str]:
    """Return the lines that the tests read."""
    rows = LINES.read_text(encoding="utf-8").splitlines()
    return [str(json.loads(row)["line"]) for row in rows]


def mutated(lines: list[str], seed: int) -> Iterator[str]:
    """Yield changed lines without end; the same for the same ``seed``."""
    random_ = random.Random(seed)  # noqa: S311  # no secret
    while True:
        line = random_.choice(lines)
        for _ in range(random_.randint(1, 8)):
            at = random_.randint(0, len(line))
            match random_.randint(0, 4):
                case 0:
                    line = line[:at] + line[at + random_.randint(1, 6) :]
                case 1:
                    line = line[:at] + random_.choice(_MORE) + line[at:]
                case 2:
                    line = line[:at] + line[at : at + 8] * 2 + line[at + 8 :]
                case 3:
                    other = random_.choice(lines)
                    line = line[:at] + other[random_.randint(0, len(other)) :]
                case _:
                    words = line.split()
                    random_.shuffle(words)
                    line = " ".join(words)
        yield line


def main(many: int, seed: int) -> int:
    slowest, slow_line = 0.0, ""
    for _, line in zip(range(many), mutated(real_lines(), seed), strict=False):
        began = time.perf_counter()
        try:
            read_sheet(line)
        except Exception:
            print(f"raises: {line!r}")
            raise
        took = time.perf_counter() - began
        if took > slowest:
            slowest, slow_line = took, line
    print(f"{many} lines were read; the slowest took {slowest * 1000:.1f} ms: {slow_line!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, (sys.argv[1:] + ["100000", "15"][len(sys.argv) - 1 :])[:2])))
