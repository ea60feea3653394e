"""A minute of a session on a terminal, beside termdown and the same screen on rich Live.

All three run at the same time, so that they meet the same machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.processes import (
    READ_S,
    Terminal,
    answer,
    environment,
    read_all,
    run,
    usage,
)
from tests.benchmarks.table import Row
from tests.benchmarks.venv import Venv

REPAINTS = 4
"""A second."""
SETTLED_S = 6.0
"""From the first picture to the first reading: the session is in the one long step by then."""
_PEERS = {"termdown": 0.3, "rich Live": 0.1}
"""How much of their processor time a session may take."""
_LIBRARY = """\
version: 1
exercises:
  long-hold:
    name: Long hold
    position: supine
    cue: Hold still and breathe. Shoulders down, chin level.
    dose: {{time: {seconds}s}}
"""


class Spent(NamedTuple):
    """What a program used while it was watched."""

    all_cpu_s: float
    """From the very start."""
    cpu_s: float
    wakes: int
    peak_mib: float
    sent: int
    """Bytes."""
    writes: int
    """Times that something came; what was written at once comes at once."""


def rows(venv: Venv, folder: Path, seconds: float) -> Iterator[Row]:
    spent = _watch(_programs(venv, folder, seconds), environment(folder), seconds)
    session, termdown, rich = (spent[name] for name in ("session", *_PEERS))
    length = f"{seconds:.0f} s"
    for peer, most in _PEERS.items():
        other = spent[peer]
        ours, theirs = (one.all_cpu_s for one in (session, other))
        note = f"{ours:.3f} / {theirs:.3f} s"
        what = f"processor, start and {length} and a little: session / {peer}"
        yield Row(what, ours / theirs, "x", most, note)
        what = f"processor, {length} without the start: session / {peer}"
        yield Row(what, session.cpu_s / other.cpu_s, "x")
    yield Row("processor of a running session", 100 * session.cpu_s / seconds, "% core")
    totals: tuple[tuple[str, float | None, list[float]], ...] = (
        ("kB a second to the terminal", 2.0, [one.sent / 1000 for one in spent.values()]),
        ("wake-ups a second", REPAINTS + 2.0, [one.wakes for one in spent.values()]),
        ("pictures a second", None, [one.writes for one in spent.values()]),
    )
    for what, goal, values in totals:
        ours, *others = (value / seconds for value in values)
        note = "termdown {:.1f}, rich Live {:.1f}".format(*others)
        yield Row(what, ours, "/s", goal, note)
    note = f"termdown {termdown.peak_mib:.1f}, rich Live {rich.peak_mib:.1f}"
    yield Row("peak memory of a session", session.peak_mib, "MiB", 19.5, note)
    yield Row("peak memory: session / termdown", session.peak_mib / termdown.peak_mib, "x", 1)
    yield Row("peak memory with options, library read anew", _dearest_mib(venv, folder), "MiB")


def _programs(venv: Venv, folder: Path, seconds: float) -> Mapping[str, list[str]]:
    length = round(seconds + 3 * SETTLED_S)
    venv.history(folder, sessions=3)
    library = folder / ".config/backpt/exercises.yaml"
    library.parent.mkdir(parents=True)
    library.write_text(_LIBRARY.format(seconds=length))
    run([venv.backpt, "session", "long-hold", "--plan"], environment(folder))  # read it once
    return {
        "session": [venv.backpt, "session", "long-hold"],
        "termdown": [venv.termdown, str(length)],
        "rich Live": venv.inside("rich_live_peer.py", length, REPAINTS),
    }


def _dearest_mib(venv: Venv, folder: Path) -> float:
    """Return the peak of a session for which typer and the YAML reader are needed."""
    argv = [venv.backpt, "session", "long-hold", "--pain", "2"]
    argv += ["--library", str(folder / ".config/backpt/exercises.yaml")]
    (folder / ".cache/backpt/library.bin").unlink()
    terminal = Terminal(argv, environment(folder))
    terminal.first_picture_s()
    peak_mib = usage(terminal.pid).peak_mib
    terminal.kill()
    return peak_mib


def _watch(
    programs: Mapping[str, list[str]], env: Mapping[str, str], seconds: float
) -> dict[str, Spent]:
    """Run all of them for ``seconds`` after they have settled, and read what they used."""
    terminals: dict[str, Terminal] = {}
    for name, argv in programs.items():
        terminals[name] = Terminal(argv, env)
        terminals[name].first_picture_s()
    answer("2nn", terminals["session"], *terminals.values())  # pain, nothing new, no leg pain
    read_all(terminals, READ_S)
    terminals["session"].press(" ")  # in place: 3-2-1, and the long step begins
    read_all(terminals, SETTLED_S)
    before = {name: usage(one.pid) for name, one in terminals.items()}
    sent = {name: len(one.output) for name, one in terminals.items()}
    writes = read_all(terminals, seconds)
    spent = {}
    for name, terminal in terminals.items():
        after = usage(terminal.pid)
        spent[name] = Spent(
            after.cpu_s,
            after.cpu_s - before[name].cpu_s,
            after.wakes - before[name].wakes,
            after.peak_mib,
            len(terminal.output) - sent[name],
            writes[name],
        )
        terminal.kill()
    return spent
