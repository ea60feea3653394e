"""How long the commands and the first picture take, in starts of ``python -c pass``."""

# ruff: noqa: TID251 - a benchmark reads clocks: that is what it is for

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from tests.benchmarks.processes import Terminal, answer, environment, run
from tests.benchmarks.table import Row, ratio
from tests.benchmarks.venv import Venv

Shot = Callable[[], float]
"""Does it once and returns the seconds it took."""
Taken = Mapping[str, list[float]]

_GOALS = {"--version": 2, "--help": 8, "list": 12, "list on a terminal": 12}
TEN_YEARS_DAYS = 3_650


def rows(venv: Venv, folder: Path, rounds: int) -> Iterator[Row]:
    yield from _commands(venv, folder / "commands", rounds)
    yield from _weeks(venv, folder / "weeks", rounds)
    yield from _pictures(venv, folder / "pictures", rounds)


def _commands(venv: Venv, home: Path, rounds: int) -> Iterator[Row]:
    venv.history(home, sessions=30)
    env = environment(home)
    names = ("--version", "--help", "list", "check", "log")
    taken = interleaved(
        {
            "pass": _silent([venv.python, "-c", "pass"], env),
            "pass on a terminal": _shown([venv.python, "-c", "pass"], env),
            **{name: _silent([venv.backpt, name], env) for name in names},
            "list on a terminal": _shown([venv.backpt, "list"], env),
        },
        rounds,
    )
    for name in (*names, "list on a terminal"):
        base = "pass on a terminal" if "terminal" in name else "pass"
        yield _row(f"backpt {name} / python -c pass", taken, name, base, _GOALS.get(name))


def _weeks(venv: Venv, folder: Path, rounds: int) -> Iterator[Row]:
    """What is said between sessions, in processor time: a disk that syncs is no part of it."""
    kept, ten_years, empty, asked = (
        folder / name for name in ("kept", "ten-years", "empty", "asked")
    )
    _plan(venv, asked)
    venv.history(kept, sessions=30)
    venv.check("in_journal.py", "say", 30, home=kept)
    venv.history(ten_years, sessions=0)
    venv.check("in_journal.py", "say", TEN_YEARS_DAYS, home=ten_years)
    venv.history(empty, sessions=0)
    advice = (venv.backpt, "advice")
    taken = interleaved(
        {
            "pass": _worked((venv.python, "-c", "pass"), kept),
            "page": _worked((venv.backpt,), kept),
            "pain": _worked((venv.backpt, "pain", "4"), kept),
            "due": _worked((venv.backpt, "due"), asked, code=1),
            "due, first": _worked((venv.backpt, "due", "--notify"), asked, code=1),
            "full": _worked(advice, ten_years),
            "none": _worked(advice, empty),
            "full page": _worked((venv.backpt,), ten_years),
            "bare page": _worked((venv.backpt,), empty),
            "full week": _worked((venv.backpt, "week"), ten_years),
            "bare week": _worked((venv.backpt, "week"), empty),
        },
        rounds,
    )
    yield _row("backpt pain 4 / python -c pass", taken, "pain", "pass", 3)
    yield _row("backpt due, asked again / python -c pass", taken, "due", "pass", 2)
    yield _row(
        "backpt due, worked out anew / python -c pass", taken, "due, first", "pass", None
    )
    yield _row("backpt, the home page / python -c pass", taken, "page", "pass", 5)
    yield _row("backpt advice over ten years / over no diary", taken, "full", "none", 1.3)
    for name in ("page", "week"):
        row = f"backpt, the {name} over ten years / over no diary"
        yield _row(row, taken, f"full {name}", f"bare {name}", 1.3)


def _pictures(venv: Venv, folder: Path, rounds: int) -> Iterator[Row]:
    """The first picture, with a journal of thirty sessions; every time in a fresh home."""
    first, home, broken_off = (folder / name for name in ("first", "home", "broken-off"))
    venv.history(first, sessions=30)
    shutil.copytree(first, home)
    run([venv.backpt, "session", "--plan"], environment(home))  # the library is read once
    shutil.copytree(home, broken_off)
    break_off(venv, broken_off)
    copies = count()

    def picture(original: Path, *argv: str) -> Shot:
        def shot() -> float:
            copy = folder / f"copy-{next(copies)}"
            shutil.copytree(original, copy)
            terminal = Terminal(argv, environment(copy))
            seconds = terminal.first_picture_s()
            terminal.kill()
            shutil.rmtree(copy)
            return seconds

        return shot

    session = (venv.backpt, "session")
    names = {
        "session, its first question": picture(home, *session),
        "session --resume, its screen": picture(broken_off, *session, "--resume"),
        "session --pain 2, its question": picture(home, *session, "--pain", "2"),
        "session --sound tones, its question": picture(home, *session, "--sound", "tones"),
        "session classic-six, its question": picture(home, *session, "classic-six"),
        "session, with the library read anew": picture(first, *session),
    }
    base, peer = "pass", "termdown"
    taken = interleaved(
        {
            base: _shown([venv.python, "-c", "pass"], environment(home)),
            peer: picture(home, venv.termdown, "60"),
            **names,
        },
        rounds,
    )
    for name in names:
        goal = 6 if "question" in name or "resume" in name else None
        yield _row(f"backpt {name} / python -c pass", taken, name, base, goal)
        yield _row(f"backpt {name} / termdown's", taken, name, peer, goal and 1)


def break_off(venv: Venv, home: Path) -> None:
    """Leave a session as a killed program does."""
    terminal = Terminal([venv.backpt, "session", "--pain", "2"], environment(home))
    terminal.first_picture_s()
    answer("nny", terminal)  # nothing new, no leg pain, strength on two days
    time.sleep(0.5)  # a session that ran for a moment
    terminal.kill()


def _plan(venv: Venv, home: Path) -> None:
    """Make a home in which something is due today, and ``due`` was asked since."""
    venv.history(home, sessions=30)
    at_night = ("--at", "2:59")  # so late that no notice is shown
    run([venv.backpt, "plan", "wind-down", "--days", "daily", *at_night], environment(home))
    time.sleep(3)  # what changed a moment ago is read again
    run([venv.backpt, "due"], environment(home))


def _worked(argv: Sequence[str], home: Path, code: int = 0) -> Shot:
    """Return user and system seconds."""

    def shot() -> float:
        ended = run(argv, environment(home))
        assert ended.code == code, argv
        return ended.cpu_s

    return shot


def _silent(argv: list[str], env: Mapping[str, str]) -> Shot:
    def shot() -> float:
        ended = run(argv, env)
        assert ended.code == 0, argv
        return ended.wall_s

    return shot


def _shown(argv: list[str], env: Mapping[str, str]) -> Shot:
    def shot() -> float:
        ended = Terminal(argv, env).wait()
        assert ended.code == 0, ended.output
        return ended.wall_s

    return shot


def interleaved(shots: Mapping[str, Shot], rounds: int) -> dict[str, list[float]]:
    """Take every shot in every round, so that a slow minute is slow for all of them."""
    for shot in shots.values():
        shot()
    taken: dict[str, list[float]] = {name: [] for name in shots}
    for _ in range(rounds):
        for name, shot in shots.items():
            taken[name].append(shot())
    return taken


def _row(what: str, taken: Taken, this: str, that: str, goal: float | None) -> Row:
    note = f"{_ms(taken[this])} / {_ms(taken[that])}"
    return Row(what, ratio(taken[this], taken[that]), "x", goal, note)


def _ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.1f} ms"
