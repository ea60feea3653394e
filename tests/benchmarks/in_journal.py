"""The journal from inside: fills one, times events, and closes a session for strace.

Run by the benchmarks in their own environment, never imported.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from time import perf_counter

from backpt.clock import Clock
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.local_days import milliseconds, utc_offset_s
from backpt.journal.recorder import Journal, open_journal
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.library import load
from backpt.paths import builtin_library, user_paths
from backpt.prescription.model import Routine, prescribe
from backpt.progress.entry import Entry, Source
from backpt.session.compile import COMPILER, flatten
from backpt.session.events import Ending, Event, Outcome, StepBegan, StepEnded, Why
from backpt.session.records import SESSION
from backpt.session.steps import Compiled, Step
from backpt.session.summary import summarise

DAY_S = 86_400.0
EVENTS = 170


def prescription() -> tuple[Routine, tuple[Step, ...], list[Event]]:
    """Return a routine of the library and what is said while it is done."""
    routine = prescribe(load(None, builtin_library(), None), "classic-six")
    steps = flatten(routine, speech)
    events: list[Event] = []
    for index, step in enumerate(steps):
        at = 10.0 * index
        events.append(StepBegan(at, index, 1))
        ended = StepEnded(at + 10.0, index, 1, Outcome.DONE, Why.NONE, step.planned_s)
        events.append(ended)
    return routine, steps, events


def begin(journal: Journal, routine: Routine, started_wall: float) -> None:
    journal.begin(
        kind=SESSION,
        routine=routine,
        compiler=COMPILER,
        started_wall=started_wall,
        pain_before=3,
        rehearsal=False,
        origin=0.0,
    )


def fill(sessions: int) -> None:
    """Write a session a day up to yesterday into the journal of this home, and a card of the
    week, so that no weekday measures another evening."""
    routine, steps, events = prescription()
    summary = summarise(Compiled(routine, steps), speech, events)
    journal = open_journal(user_paths(os.environ).journal, print)
    today = Clock().wall()
    for day in range(sessions, 0, -1):
        started_wall = today - DAY_S * day
        begin(journal, routine, started_wall)
        for event in events[:EVENTS]:
            journal.record(event, steps)
        journal.finish(Ending.DONE, summary, ended_wall=started_wall + 900.0)
    journal.close()
    if sessions:
        card = Entry(new_uid(), today, utc_offset_s(today), Source.WEEKLY, worst=3)
        keep_rows(user_paths(os.environ).journal, Rows((card,)), milliseconds(today))


def say_daily(days: int) -> None:
    """Say how it is, three times a day up to yesterday, into the journal of this home."""
    today = Clock().wall()
    said = []
    for nth in range(3 * days):
        wall = today - DAY_S * days + DAY_S / 3 * nth
        said.append(Entry(new_uid(), wall, utc_offset_s(wall), now=2 + nth % 3))
    keep_rows(user_paths(os.environ).journal, Rows(entries=tuple(said)), milliseconds(today))


def time_events(path: str, rounds: int) -> None:
    """Print the milliseconds that each event took, a line each."""
    routine, steps, events = prescription()
    journal = open_journal(path, print)
    for _ in range(rounds):
        begin(journal, routine, Clock().wall())
        for event in events:
            before = perf_counter()
            journal.record(event, steps)
            print((perf_counter() - before) * 1000)
    journal.close()


def close_one(path: str) -> None:
    """Finish a session between two calls that strace shows as fsync(999999)."""
    routine, steps, events = prescription()
    journal = open_journal(path, print)
    begin(journal, routine, Clock().wall())
    for event in events:
        journal.record(event, steps)
    _mark()
    journal.finish(
        Ending.DONE,
        summarise(Compiled(routine, steps), speech, events),
        ended_wall=Clock().wall(),
    )
    _mark()
    journal.close()


def _mark() -> None:
    with suppress(OSError):  # there is no such file, and strace says so
        os.fsync(999_999)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", sessions]:
            fill(int(sessions))
        case ["say", days]:
            say_daily(int(days))
        case ["events", path, rounds]:
            time_events(path, int(rounds))
        case ["close", path]:
            close_one(path)
        case _:
            sys.exit(__doc__)
