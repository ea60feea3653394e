"""How long ``log`` takes over ten years, and an event while a session runs.

Not a test: ``python -m tests.journal.bench_log`` prints ratios and the numbers behind them.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from backpt.clock import Clock
from backpt.journal.habit import read_habit
from backpt.journal.recorder import open_journal
from backpt.language import speech
from backpt.prescription.model import Mode
from backpt.session.compile import flatten
from backpt.session.events import Ending, Event
from tests.journal.values import (
    packs_since,
    read_last,
    read_sessions,
    read_unfinished,
)

from .values import NOON, begin, done, raise_, record, routine, summary

DAYS = 3650
LATER = 4e9
"""After all of them."""
EVENTS = 170


def ten_years(path: Path) -> None:
    """Write a session a day for ten years, ``EVENTS`` events and eight items each."""
    prescribed = routine(*(f"Exercise {number}" for number in range(8)), reps=5)
    steps = flatten(prescribed, speech)
    events = done(steps)[:EVENTS]
    items = tuple(summary().items[0]._replace(item=number) for number in range(8))
    journal = open_journal(str(path), raise_)
    for day in range(DAYS):
        started_wall = NOON - 86400.0 * (DAYS - day)
        begin(journal, prescribed, started_wall=started_wall)
        record(journal, events, steps)
        whole = summary()._replace(items=items)
        journal.finish(Ending.DONE, whole, ended_wall=started_wall + 900)
    journal.close()


def median_ms(ask: Callable[[], object], rounds: int = 50) -> float:
    clock = Clock()
    times = []
    for _ in range(rounds):
        began = clock.awake()
        ask()
        times.append((clock.awake() - began) * 1000)
    return statistics.median(times)


def events_ms(path: Path) -> tuple[float, float]:
    """Return the median and the 99th percentile of keeping one event."""
    clock = Clock()
    prescribed = routine(reps=50)
    steps = flatten(prescribed, speech)
    journal = open_journal(str(path), raise_)
    begin(journal, prescribed)

    def time(event: Event) -> float:
        began = clock.awake()
        journal.record(event, steps)
        return (clock.awake() - began) * 1000

    times = sorted(time(event) for _ in range(20) for event in done(steps))
    journal.close()
    return statistics.median(times), times[len(times) * 99 // 100]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        full, empty = Path(folder, "full.db"), Path(folder, "empty.db")
        ten_years(full)
        open_journal(str(empty), raise_).close()
        questions: dict[str, Callable[[Path], object]] = {
            "log": lambda path: read_sessions(str(path)),
            "log --all": lambda path: read_sessions(str(path), None),
            "last": lambda path: read_last(str(path), LATER),
            "last_routine_id": lambda path: read_habit(str(path), LATER).last_routine,
            "unfinished": lambda path: read_unfinished(str(path), NOON),
            "packs_since": lambda path: packs_since(str(path), Mode.COLD, NOON - 86400),
            "count_finished": lambda path: read_habit(str(path), NOON).finished,
        }
        print(f"{full.stat().st_size / 2**20:.0f} MiB, {DAYS} sessions of {EVENTS} events")
        for name, ask in questions.items():
            nothing = median_ms(lambda ask=ask: ask(empty))  # type: ignore[misc]
            all_of_it = median_ms(lambda ask=ask: ask(full))  # type: ignore[misc]
            print(f"{name:16} {all_of_it:8.3f} ms  {all_of_it / nothing:6.1f} x empty")
        median, slow = events_ms(Path(folder, "events.db"))
        print(f"one event        {median:8.3f} ms, 99 of 100 within {slow:.3f}")


if __name__ == "__main__":
    main()
