"""Reading YAML from inside, in a process of its own for each measurement.

    in_yaml.py read|lint|load FILE   milliseconds of processor, MiB that the peak grew by
    in_yaml.py warm FOLDER           milliseconds for the shipped library, compiled in FOLDER
    in_yaml.py hostile FOLDER        for each file milliseconds, its name and the answer

Run by the benchmarks, never imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

TRIES = 5
_SMALL = """\
version: 1
exercises:
  one: {name: One, dose: {reps: 1, hold: 5s}, steps: [Go.], needs: [mat]}
"""


def read(path: str, *, lint: bool = False) -> None:
    """Read and check it as the built-in library, as strictly as can be."""
    from backpt.library import read_library

    _, problems = read_library(path, lint=lint)
    wrong = [one for one in problems if one.level == "error"]
    if wrong and not path.endswith(".small"):
        sys.exit("\n".join(map(str, wrong)))


def lint(path: str) -> None:
    """The same, with every rule of ``backpt check``."""
    read(path, lint=True)


def load(path: str) -> None:
    """Only parse it, as most programs do, and check nothing."""
    import yaml

    with open(path, encoding="utf-8") as file:
        yaml.load(file.read(), Loader=yaml.CSafeLoader)


def measured(call: Callable[[str], None], path: str) -> None:
    small = f"{path}.{os.getpid()}.small"
    Path(small).write_text(_SMALL)
    call(small)  # imports and tables are not what is compared
    os.unlink(small)
    peak_kib, began = _peak_kib(), process_time()  # others on the machine do not count
    call(path)
    print((process_time() - began) * 1000, (_peak_kib() - peak_kib) / 1024)


def warm(folder: str) -> None:
    """Get the library as a session does, which has loaded the values and checksums anyway."""
    import zlib  # noqa: F401  # journal and voice use it too

    import backpt.prescription.model  # noqa: F401
    from backpt.paths import builtin_library

    began = perf_counter()
    from backpt.library.load import load

    load(None, builtin_library(), os.path.join(folder, "library.bin"))
    print((perf_counter() - began) * 1000)


def hostile(folder: str) -> None:
    from backpt.errors import BackptError
    from backpt.library import read_library

    for path in sorted(Path(folder).iterdir()):
        times = []
        for _ in range(TRIES):
            began = perf_counter()
            try:
                problems = read_library(str(path))[1]
                answer = f"{problems[0].line}: {problems[0].message}" if problems else "fine"
            except BackptError as error:
                answer = str(error)
            times.append((perf_counter() - began) * 1000)
        print(median(times), path.name, answer, flush=True)


def _peak_kib() -> int:
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))


if __name__ == "__main__":
    what, where = sys.argv[1:]
    if what in ("hostile", "warm"):
        {"hostile": hostile, "warm": warm}[what](where)
    else:
        measured({"read": read, "lint": lint, "load": load}[what], where)
