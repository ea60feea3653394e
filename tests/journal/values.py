"""Builders for the tests of the journal: a short evening, and what happens in it."""

from __future__ import annotations

import math
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from backpt.journal import felt
from backpt.journal.broken_off import latest_in
from backpt.journal.codec import routine_from, stored
from backpt.journal.glance import read_glance
from backpt.journal.listing import LISTED, last_in, list_sessions
from backpt.journal.past import read_past
from backpt.journal.query import ask_journal
from backpt.journal.recorder import Journal, open_journal
from backpt.journal.statements import event_rows
from backpt.journal.store import JournalError, reader
from backpt.language import speech
from backpt.prescription.model import (
    Dose,
    Exercise,
    Mode,
    Pace,
    Rest,
    Routine,
    Sides,
    ThermalPlan,
    Work,
)
from backpt.session.compile import COMPILER, flatten
from backpt.session.events import Event, Outcome, StepBegan, StepEnded, Why
from backpt.session.records import (
    SESSION,
    Before,
    EventRow,
    Listed,
    Pack,
    SessionRow,
    StoredEvent,
    Unfinished,
)
from backpt.session.steps import Step
from backpt.session.summary import ItemSummary, Summary
from tests import builders

NOON = 1_795_000_000.0
"""A moment in November 2026, in seconds since 1970."""
ORIGIN = 5000.0
"""What the player's clock showed when the session began."""


def exercise(name: str = "Leg lifts", *, reps: int = 2) -> Exercise:
    dose = Dose((reps,), Pace(2.0, 3.0, 3.0, 1.0), sides=Sides.EACH, rest_s=30.0)
    lift = builders.exercise(name, cue="Lift no higher than the other knee.")
    return lift._replace(dose=dose)


def routine(*names: str, reps: int = 2) -> Routine:
    works = [exercise(name, reps=reps) for name in names or ("Leg lifts",)]
    return builders.routine(*(Work(one, one.dose) for one in works))


def packs(mode: Mode = Mode.COLD, cycles: int = 2) -> Routine:
    return Routine(
        "icepack", "Cold pack", (Rest(5.0), ThermalPlan(mode, 900.0, 900.0, cycles, ""))
    )


def done(steps: tuple[Step, ...], first: int = 0, last: int | None = None) -> list[Event]:
    """Return what is said while steps are done whole, ten seconds each."""
    events: list[Event] = []
    for index in range(first, len(steps) if last is None else last):
        at = ORIGIN + 10.0 * index
        events.append(StepBegan(at, index, 1))
        events.append(StepEnded(at + 10.0, index, 1, Outcome.DONE, Why.NONE, 10.0))
    return events


def summary(ending: str = "done") -> Summary:
    item = ItemSummary(0, "leg-lifts", "Leg lifts", 4, 3, 1, 0, 33.5, 0.0, "paused")
    cold = ItemSummary(1, "cold", "Cold pack", 2, 2, 0, 0, 0.0, 1800.5, "")
    return Summary((item, cold), ending, 33.5, 4)


def begin(
    journal: Journal,
    prescribed: Routine,
    *,
    kind: str = SESSION,
    started_wall: float = NOON,
    rehearsal: bool = False,
    **before: Any,
) -> int:
    """``before``: what was said before it, as ``Journal.begin`` takes it."""
    return journal.begin(
        kind=kind,
        routine=prescribed,
        compiler=COMPILER,
        started_wall=started_wall,
        pain_before=3,
        rehearsal=rehearsal,
        origin=ORIGIN,
        **before,
    )


def record(journal: Journal, events: list[Event], steps: tuple[Step, ...]) -> None:
    for event in events:
        journal.record(event, steps)


def killed_after(
    path: Path, prescribed: Routine, events: list[Event], *, kind: str = SESSION
) -> Journal:
    """Begin a session, say ``events``, and leave it as a killed program does: not closed.

    The journal is returned because a connection is closed when nobody refers to it.
    """
    journal = open_journal(str(path), raise_)
    begin(journal, prescribed, kind=kind)
    record(journal, events, flatten(prescribed, speech))
    return journal


def raise_(said: str) -> None:
    """Be told of a failure where there should be none."""
    raise AssertionError(said)


def packs_since(path: str, mode: Mode, since_wall: float) -> tuple[Pack, ...]:
    """Return the packs of ``mode`` of the day of ``since_wall`` that came off since then."""
    packs = read_past(path, since_wall).packs
    return tuple(pack for pack in packs if pack.mode is mode and pack.off_wall >= since_wall)


def events_of(path: str, number: int) -> tuple[StoredEvent, ...]:
    """Return the events of session ``number`` in the journal's own file, in their order.

    Raises ``ValueError`` for one that is damaged.
    """
    db = reader(path)
    if db is None:
        return ()
    with closing(db):
        return tuple(stored(EventRow(*row)) for row in event_rows(db, number))


def prescription_of(path: str, number: int) -> Routine | None:
    """Return what session ``number`` prescribed, or ``None`` where there is no such session."""
    db = reader(path)
    assert db is not None
    with closing(db):
        row = db.execute(
            "SELECT text FROM session JOIN prescription ON prescription.id = prescription"
            " WHERE session.id = ?",
            (number,),
        ).fetchone()
    return None if row is None else routine_from(row[0])


_SAID_AT = {
    "pain_before": felt.BEFORE,
    "pain_after": felt.AFTER,
    "leg": felt.LEG_BEFORE,
    "settled": felt.SETTLED,
}
"""Columns of a session that stand in entries."""


def columns_of_session(names: str) -> str:
    """Return the SQL for these columns of ``session``, what was said before and after too."""
    return ", ".join(_SAID_AT.get(name, name) for name in names.split(", "))


def read_days_before(path: str, now_wall: float) -> Before:
    """Return what the sessions before ``now_wall`` say about one today."""
    return read_glance(path, now_wall).before


def read_listing(path: str, limit: int | None = LISTED, now_wall: float = math.inf) -> Listed:
    """Return the latest sessions, latest first. Raises ``JournalError``."""
    return ask_journal(path, lambda db: list_sessions(db, limit, now_wall)) or Listed((), 0)


def read_sessions(
    path: str, limit: int | None = LISTED, now_wall: float = math.inf
) -> tuple[SessionRow, ...]:
    """Return the same sessions alone."""
    return read_listing(path, limit, now_wall).rows


def read_last(path: str, now_wall: float) -> SessionRow | None:
    """Return the latest session that counts. Raises ``JournalError``."""
    return ask_journal(path, lambda db: last_in(db, now_wall))


def read_unfinished(
    path: str,
    now_wall: float,
    *,
    rehearsal: bool = False,
    stopped_since_wall: float = math.inf,
) -> Unfinished | None:
    """Return the latest session that may go on. Raises ``JournalError``."""

    def asked(db: Connection) -> tuple[Unfinished | None, str]:
        since = stopped_since_wall
        return latest_in(db, path, now_wall, rehearsal=rehearsal, stopped_since_wall=since)

    found, fault = ask_journal(path, asked, even_without=True) or (None, "")
    if fault:
        raise JournalError(fault)
    return found
