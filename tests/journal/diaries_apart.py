"""Diaries of several computers, in memory: what is done on each, in any order, and compared.

Everything is written by the program's own statements, as a session and an entry are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from backpt.journal import schema
from backpt.journal.adding import ROWS, add_missing, attach
from backpt.journal.codec import STILL_ON, event_row, routine_text
from backpt.journal.diary_image import without_log
from backpt.journal.statements import (
    add_closing,
    add_event,
    add_header,
    add_pain_after,
    reopen,
)
from backpt.journal.week_rows import Rows, Since, add_rows
from backpt.language import speech
from backpt.progress.change import Change, ChangeField
from backpt.progress.entry import Call, Entry, Strike, Telling
from backpt.progress.plan import Away, Plan, Visit
from backpt.safety.calendar import day_of
from backpt.session.compile import COMPILER, flatten
from backpt.session.records import SESSION, Closing, EventRow, Header, marks
from backpt.session.summary import ItemSummary
from tests.journal.values import NOON, ORIGIN, done, routine

ROUTINES = (routine(), routine("Bridge", "Leg lifts"))
TEXTS = tuple(routine_text(one) for one in ROUTINES)
STEPS = tuple(flatten(one, speech) for one in ROUTINES)
Act = tuple[str, int, int]


def _script(which: int) -> list[EventRow]:
    marked = marks(STEPS[which])
    rows = [
        event_row(event, marked[event.step_index], seq=0, at_s=event.at - ORIGIN, wall=NOON)  # type: ignore[union-attr]
        for event in done(STEPS[which])
    ]
    return [row for row in rows if row is not None]


SCRIPTS = tuple(map(_script, range(len(ROUTINES))))


class OwnDiary:
    """The diary of one computer; each has a clock that never says the same twice."""

    def __init__(self, name: str, copied: OwnDiary | None = None) -> None:
        self.name = name
        self.said: int = 0 if copied is None else copied.said
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        if copied is None:
            schema.migrate(self.db)
        else:
            copied.db.backup(self.db)

    def image(self) -> bytes:
        return without_log(self.db.serialize())

    def uid(self) -> str:
        return f"{self.name}{self.said:04}"

    @property
    def wall(self) -> float:
        return NOON + 60.0 * self.said + ord(self.name) % 7

    def do(self, acts: Sequence[Act]) -> None:
        for act, one, other in acts:
            self.said += 1
            self.db.execute("BEGIN")
            self._do(act, one, other)
            self.db.execute("COMMIT")

    def _do(self, act: str, one: int, other: int) -> None:
        match act:
            case "begin":
                self._begin(one, other)
            case "go on":
                self._go_on(one, other)
            case "end" | "break off":
                self._end(one, other, "done" if act == "end" else "stopped")
            case "resume":
                self._resume(one, other)
            case "word":
                self._word(one)
            case "after":
                if (number := self._session(one, "1")) is not None:
                    add_pain_after(self.db, number, other)
            case "strike":
                self._strike(one)
            case _:
                add_rows(self.db, self._rows(act, one, other))

    def _rows(self, act: str, one: int, other: int) -> Rows:
        uid, wall, day = self.uid(), self.wall, day_of(self.wall, 0)
        match act:
            case "entry":
                return Rows((Entry(uid, wall, 0, now=other, note="n" * one),))
            case "correct":
                of = self._any("entry", one)
                return Rows((Entry(uid, wall, 0, now=other, replaces=of),)) if of else Rows()
            case "call":
                return Rows(calls=(Call(uid, wall, 0),))
            case "telling":
                return Rows(tellings=(Telling(uid, wall, 0, "T2", "note"),))
            case "since":
                return Rows(sinces=(Since(uid, wall, day - one),))
            case "plan":
                of = self._any("plan", other) if one % 2 else ""
                plan = Plan(uid, wall, 0, "r", "R", (0, one % 7), day, day + 42, replaces=of)
                return Rows(plans=(plan,))
            case "away":
                return Rows(aways=(Away(uid, wall, 0, day + one, day + one + other),))
            case "visit":
                return Rows(visits=(Visit(uid, wall, 0, day + one),))
            case _:
                change = Change(uid, wall, 0, "bridge", ChangeField.REPS, one, other)
                return Rows(changes=(change,))

    def _any(self, table: str, nth: int) -> str:
        rows = self.db.execute(f"SELECT uid FROM {table} ORDER BY uid").fetchall()
        return rows[nth % len(rows)][0] if rows else ""

    def _session(self, nth: int, which: str) -> int | None:
        rows = self.db.execute(f"SELECT id FROM session WHERE {which} ORDER BY uid").fetchall()
        return int(rows[nth % len(rows)][0]) if rows else None

    def _begin(self, one: int, pain: int) -> None:
        which = one % len(ROUTINES)
        routine, wall_ms = ROUTINES[which], round(self.wall * 1000)
        day = day_of(self.wall, 0)
        header = Header(SESSION, routine.id, routine.name, TEXTS[which], COMPILER, wall_ms, day,
                        pain, one == 3, offset_s=0, uid=self.uid())  # fmt: skip
        add_header(self.db, header)

    def _go_on(self, nth: int, steps: int) -> None:
        number = self._session(nth, "ended_ms IS NULL")
        if number is None:
            return
        (text,) = self.db.execute(
            "SELECT text FROM prescription JOIN session ON prescription = prescription.id"
            " WHERE session.id = ?",
            (number,),
        ).fetchone()
        script = SCRIPTS[TEXTS.index(text)]
        kept, latest = self.db.execute(
            "SELECT count(*) FILTER (WHERE kind IN ('began', 'ended')),"
            " coalesce(max(seq), -1) FROM event WHERE session = ?",
            (number,),
        ).fetchone()
        for row in script[kept : kept + 1 + steps]:
            latest += 1
            wall_ms = round(self.wall * 1000)
            add_event(self.db, number, row._replace(seq=latest, wall_ms=wall_ms))

    def _word(self, nth: int) -> None:
        number = self._session(nth, "ended_ms IS NULL")
        if number is None:
            return
        latest, kept = self.db.execute(
            "SELECT coalesce(max(seq), -1), max(seq) FILTER (WHERE kind = 'on') FROM event"
            " WHERE session = ?",
            (number,),
        ).fetchone()
        seq = latest + 1 if kept is None else kept
        wall = self.wall
        row = EventRow(seq, 0, wall - NOON, round(wall * 1000), STILL_ON, "cold", "{}")
        add_event(self.db, number, row)

    def _end(self, nth: int, pain: int, ending: str) -> None:
        number = self._session(nth, "ended_ms IS NULL")
        if number is None:
            return
        (events,) = self.db.execute(
            "SELECT count(*) FROM event WHERE session = ?", (number,)
        ).fetchone()
        item = ItemSummary(
            0, "leg-lifts", "Leg lifts", 8, events // 2, 0, 0, 5.0 * events, 0.0, ""
        )
        wall_ms = round(self.wall * 1000)
        closing = Closing(wall_ms, ending, pain, None, "", 5.0 * events, 0.0, (item,))
        add_closing(self.db, number, closing)

    def _resume(self, nth: int, pain: int) -> None:
        number = self._session(nth, "ending = 'stopped' OR ended_ms IS NULL")
        if number is None:
            return
        header = Header(SESSION, "", "", "", 0, round(self.wall * 1000), 0, pain, False)
        reopen(self.db, number, header)
        (latest,) = self.db.execute(
            "SELECT coalesce(max(seq), -1) FROM event WHERE session = ?", (number,)
        ).fetchone()
        wall = self.wall  # as the program does, which says at once where it goes on
        row = EventRow(latest + 1, 0, wall - NOON, round(wall * 1000), "anchor", "", "{}")
        add_event(self.db, number, row)

    def _strike(self, nth: int) -> None:
        every = " UNION ALL ".join(
            f"SELECT uid FROM {table}" for table in ("session", "entry", "call", "strike")
        )
        rows = self.db.execute(f"SELECT uid FROM ({every}) ORDER BY uid").fetchall()
        if rows:
            add_rows(self.db, Rows(strikes=(Strike(self.uid(), rows[nth % len(rows)][0]),)))


def together(one: OwnDiary, *others: OwnDiary) -> OwnDiary:
    """Return a copy of ``one`` with what the ``others`` have, one after the other."""
    made = OwnDiary(one.name, one)
    for other in others:
        made.said = max(made.said, other.said)  # clocks are a second or two apart
        attach(made.db, other.image())
        made.db.execute("BEGIN IMMEDIATE")
        add_missing(made.db)
        made.db.execute("COMMIT")
        made.db.execute("DETACH other")
    return made


def contents(diary: OwnDiary) -> dict[str, Any]:
    """Return all that a diary says; not the numbers by which its own log calls it."""
    db = diary.db
    db.row_factory = None
    found: dict[str, Any] = {}
    names = [row[1] for row in db.execute("PRAGMA table_info(session)")]
    left_out = {"id", "nth", "device", "prescription", "pain_before", "pain_after"}
    columns = ", ".join(name for name in names if name not in left_out)
    for number, uid, text, *said in db.execute(
        f"SELECT session.id, uid, text, {columns} FROM session"
        " LEFT JOIN prescription ON prescription.id = prescription"
    ).fetchall():
        events, items = (
            db.execute(f"SELECT * FROM {part} WHERE session = ?", (number,)).fetchall()
            for part in ("event", "item")
        )
        parts = [sorted((row[1:] for row in rows), key=repr) for rows in (events, items)]
        found[f"session {uid}"] = (text, said, *parts)
    for table in ROWS:
        names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        columns = ", ".join(f'"{one}"' for one in names if one not in ("id", "nth", "device"))
        for row in db.execute(f"SELECT {columns} FROM {table}"):
            found[f"{table} {row[0]}"] = row[1:]
    return found


def log_names(diary: OwnDiary) -> dict[str, tuple[int, int]]:
    """Return by uid how the log of a diary calls its sessions and entries."""
    found = {}
    for table in ("session", "entry WHERE session = ''"):
        for uid, day, nth in diary.db.execute(f"SELECT uid, day, nth FROM {table}"):
            found[uid] = (day, nth)
    return found
