"""How late cues are, from inside: the real loop, clock, keys, screen and journal.

    in_cues.py session SECONDS FOLDER     a session on the terminal it is started in
    in_cues.py sleep SECONDS FOLDER       bare time.sleep to the same deadlines

Both write what they saw into FOLDER. Run by the benchmarks, never imported.
"""

# ruff: noqa: TID251 - a benchmark reads clocks: that is what it is for

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

from backpt.clock import Clock
from backpt.journal.recorder import open_journal
from backpt.language import speech
from backpt.prescription.model import Category, Dose, Exercise, Pace, Position, Routine, single
from backpt.run.loop import SessionTime, lead
from backpt.run.presenter import SessionPresenter
from backpt.session.compile import COMPILER
from backpt.session.events import CueDue, Event
from backpt.session.player import Player
from backpt.session.records import SESSION
from backpt.session.steps import Compiled, Cue, Place, Signal, Step, StepKind
from backpt.terminal.keys import open_keys
from backpt.terminal.surface import open_surface
from tests.journal.values import events_of

REP_S = 2.0
CUES_S = (0.0, 0.6, 1.1, 1.7)
"""Within a rep; no two waits in a row are of the same length."""


def routine(reps: int) -> Routine:
    dose = Dose((reps,), Pace(1.0, 0.0, 1.0, 0.0))
    cue = "Only as far as is easy."
    return single(Exercise("tilt", "Tilt", Category.CORE, Position.SUPINE, dose, 1, cue))


def reps(many: int) -> tuple[Step, ...]:
    cues = tuple(Cue(at_s, Signal.OUT, 1) for at_s in CUES_S)
    return tuple(
        Step(StepKind.WORK, REP_S, Place(0, 1, number), cues, REP_S)
        for number in range(1, many + 1)
    )


def session(many: int, folder: Path) -> None:
    """Lead through ``many`` reps; note how late each cue was, and each entry of the journal."""
    clock = Clock()
    time = SessionTime(clock)
    steps, prescribed = reps(many), routine(many)
    path = str(folder / "journal.db")
    journal = open_journal(path, print)
    cues: list[float] = []
    entries: list[float] = []

    def note(event: Event) -> None:
        (cues if isinstance(event, CueDue) else entries).append(time.now() - event.at)

    number = journal.begin(
        kind=SESSION,
        routine=prescribed,
        compiler=COMPILER,
        started_wall=clock.wall(),
        pain_before=None,
        rehearsal=False,
        origin=time.now(),
    )
    with open_keys(clock) as keys, open_surface(os.environ, "utf-8", clock) as surface:
        lead(
            SessionPresenter(Player(steps, speech), Compiled(prescribed, steps)),
            clock=clock,
            time=time,
            keys=keys,
            surface=surface,
            sinks=(note, lambda event: journal.record(event, steps)),
        )
    journal.close()
    _write(folder / "cues", cues)
    _write(folder / "entries", entries)
    (folder / "kept").write_text(str(len(events_of(path, number))))


def bare(many: int, folder: Path) -> None:
    start = monotonic()
    late = []
    for deadline in _deadlines(many):
        sleep(max(0.0, start + deadline - monotonic()))
        late.append(monotonic() - start - deadline)
    _write(folder / "cues", late)


def _deadlines(many: int) -> Iterator[float]:
    for number in range(many):
        for at_s in CUES_S:
            yield REP_S * number + at_s


def _write(path: Path, values: list[float]) -> None:
    path.write_text("".join(f"{value:.6f}\n" for value in values))


if __name__ == "__main__":
    what, length_s, where = sys.argv[1:]
    {"session": session, "sleep": bare}[what](round(float(length_s) / REP_S), Path(where))
