"""Writing a session into the journal as it happens. It reads no clock and never waits.

Events go out one by one, each its own commit without a sync: they survive any crash of ours.
While another program holds the file they queue, in order, and go out with the next event.
The closing commit is one transaction with one sync. Where the journal fails for good, the
user is told once and the session goes on into a file (``spill.py``).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from backpt.journal.codec import event_row, routine_text
from backpt.journal.local_days import local_day, milliseconds, utc_offset_s
from backpt.journal.sqlite import Connection
from backpt.journal.statements import (
    add_closing,
    add_event,
    add_header,
    add_pain_after,
    event_rows,
    number_of,
    reopen,
)
from backpt.journal.store import (
    FAULTS,
    OTHER_SYNC,
    WAL_SYNC,
    JournalError,
    connect,
    explain,
    is_busy,
)
from backpt.language import trouble
from backpt.prescription.model import Mode, Routine, ThermalPlan
from backpt.session.events import CueDue, SessionEnded, StepBegan, StepEnded
from backpt.session.records import (
    Closing,
    EventRow,
    Header,
    Mark,
    StillOn,
    Unfinished,
    marks,
)
from backpt.session.steps import StepKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from backpt.journal.spill import Spill
    from backpt.session.events import Ending, Event
    from backpt.session.steps import Step
    from backpt.session.summary import Summary

PATIENCE_S = 2.0
"""How long begin and finish wait for another program; nothing is timed there."""

WORD_EVERY_S = 10.0
"""While a pack is on, the journal knows so at most this long ago [D]: a program that is killed
leaves behind how long the pack was on at least."""

_ON_SKIN = frozenset({StepKind.APPLY, StepKind.ALARM})


def open_journal(path: str, tell: Callable[[str], None]) -> Journal:
    """Open the journal at ``path``, made where there is none (its folder for the user only).

    ``tell`` is called with a sentence for the user when the journal fails during a session:
    once for the failure, and once more for each file that fails after it. Raises
    ``JournalError``; the session may then still be kept with ``open_spill``.
    """
    db, logged = connect(path)
    return Journal(path, tell, db, logged)


def open_spill(path: str, tell: Callable[[str], None]) -> Journal:
    """Return a journal that keeps its session in a file beside ``path`` only.

    For a journal that ``open_journal`` refused; ``tell`` is told where, when it begins.
    """
    return Journal(path, tell, None, False)


def open_or_spill(path: str, tell: Callable[[str], None]) -> Journal:
    """Open the journal at ``path``; where it is refused ``tell`` why, and keep the session in
    a file."""
    try:
        return open_journal(path, tell)
    except JournalError as error:
        tell(str(error))
        return open_spill(path, tell)


class SessionScale(Protocol):
    """The player's scale of time."""

    def now(self) -> float: ...
    def unscaled(self, seconds: float) -> float:
        """Return so many seconds of the scale as they pass for the user."""


class Journal:
    """One writer of the journal: begin or resume a session, record, finish, close."""

    def __init__(
        self,
        path: str,
        tell: Callable[[str], None],
        db: Connection | None,
        logged: bool,
    ) -> None:
        """Take a connection made by ``store.connect``; ``None``: there is only the file."""
        self._path = path
        self._tell = tell
        self._db = db
        self._logged = logged
        self._header: Header | None = None
        self._number = 0
        self._seq = 0
        self._origin = 0.0
        self._modes: dict[int, tuple[Mode, ...]] = {}
        self._steps: tuple[Step, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._rows: dict[int, EventRow] = {}
        """Everything that was kept of this session, by its number."""
        self._queue: list[EventRow] = []
        self._aside: Spill | None = None
        """What waits, on the disk: a program may be killed while it does."""
        self._file = _file_at(path) if db is not None else None
        self._on: StillOn | None = None
        """The latest word of the pack that is on the skin; its row has the number below."""
        self._on_seq: int | None = None
        self._closing: Closing | None = None
        self._pain_after: int | None = None
        self._spill: Spill | None = None

    @property
    def keeps(self) -> bool:
        """Whether the session goes into the journal; false once it goes into a file."""
        return self._db is not None and self._spill is None

    def ended_wall(self, time: SessionScale) -> float:
        """Return when the session ends, if it does now, by the clock that it began with: a
        wall clock that was set meanwhile changes no length."""
        assert self._header is not None, "a session is begun or resumed first"
        return self._header.started_ms / 1000 + time.unscaled(time.now() - self._origin)

    @property
    def forgets(self) -> bool:
        """Whether the session is lost with the program: no file takes it."""
        return self._spill is not None and self._spill.path is None

    def begin(
        self,
        *,
        kind: str,
        routine: Routine,
        compiler: int,
        started_wall: float,
        pain_before: int | None,
        rehearsal: bool,
        origin: float,
        leg: str | None = None,
        something_new: bool | None = None,
        asked: str = "",
        rule: str = "",
        reason: str = "",
        settled: str | None = None,
        has_talked: bool = False,
        is_told: bool = False,
    ) -> int:
        """Begin a session and return its number; 0 where only a file keeps it.

        ``kind`` is ``rows.SESSION`` or ``rows.ICEPACK``; ``routine`` is kept as it was
        prescribed; ``origin`` is the moment of the start on the player's scale. Those
        from ``leg`` on are fields of ``rows.Header``.
        """
        offset_s = utc_offset_s(started_wall)
        header = Header(
            kind,
            routine.id,
            routine.name,
            routine_text(routine),
            compiler,
            milliseconds(started_wall),
            local_day(started_wall, offset_s),
            pain_before,
            rehearsal,
            leg,
            something_new,
            asked,
            offset_s,
            rule,
            reason,
            settled,
            has_talked,
            os.urandom(16).hex(),
            is_told,
        )
        self._take_up(header, routine, origin)
        self._number, self._seq = 0, 0
        if self._db is None:
            self._go_on_in_file(None)
        else:
            self._number = self._transact(lambda db: add_header(db, header))
        return self._number

    def resume(self, unfinished: Unfinished, *, origin: float) -> int:
        """Go on with a session under its number, and return that. What its header says of
        pain, leg and anything new is kept.

        ``origin`` is the moment of its start on the player's scale, which is now less
        ``unfinished.into_s``. To close an old one, finish it without recording anything.
        """
        self._take_up(unfinished.header, unfinished.routine, origin)
        self._number = 0
        self._seq = 1 + max((kept.seq for kept in unfinished.events), default=-1)
        if self._db is None:
            self._go_on_in_file(None)
        else:
            self._number = self._transact(lambda db: self._take_again(db, unfinished.header))
        return self._number

    def _take_again(self, db: Connection, header: Header) -> int:
        """Reopen the session of ``header``, or add it: it may have been in a file only."""
        number = number_of(db, header)
        reopen(db, number, header)
        rows = event_rows(db, number)
        self._rows = {row[0]: EventRow(*row) for row in rows}
        # One that is damaged is none of ``Unfinished.events``, and has its number all the same.
        taken = (row[0] for row in rows if isinstance(row[0], int))
        self._seq = max(self._seq, 1 + max(taken, default=-1))
        return number

    def record(self, event: Event, steps: tuple[Step, ...]) -> None:
        """Keep ``event``, which belongs to ``steps``; cues are not kept.

        Never waits and never raises: what cannot be written now is written later, or in a
        file.
        """
        if isinstance(event, CueDue):
            return
        if steps is not self._steps:
            self._steps, self._marks = steps, marks(steps)
        row = self._row(event, self._seq)
        if row is None:
            return
        self._seq += 1
        self._keep(row)
        if isinstance(event, StepBegan) and row.mode:
            self._on, self._on_seq = StillOn(event.at, event.step_index), None
        elif isinstance(event, (StepBegan, StepEnded, SessionEnded)):
            self._on = None

    def attend(self, now: float) -> None:
        """Keep word of a pack that is on the skin, one row a step: it mostly does nothing.

        Called at every wake-up. Never waits and never raises, as ``record``.
        """
        if self._on is None or now - self._on.at < WORD_EVERY_S:
            return
        self._on = self._on._replace(at=now)
        if self._on_seq is None:
            self._on_seq = self._seq
            self._seq += 1
        row = self._row(self._on, self._on_seq)
        assert row is not None
        self._keep(row)

    def _row(self, event: Event | StillOn, seq: int) -> EventRow | None:
        assert self._header is not None, "a session is begun or resumed first"
        mark = None if isinstance(event, SessionEnded) else self._marks[event.step_index]
        at_s = event.at - self._origin
        wall = self._header.started_ms / 1000 + at_s
        return event_row(event, mark, seq=seq, at_s=at_s, wall=wall, mode=self._mode(mark))

    def _keep(self, row: EventRow) -> None:
        self._rows[row.seq] = row
        if self._spill is not None:
            self._kept(self._spill.event(row))
            return
        if self._is_gone():
            self._go_on_in_file(None)
            return
        self._queue.append(row)
        try:
            self._flush()
        except FAULTS as error:
            if is_busy(error):
                self._put_aside()
            else:
                self._go_on_in_file(error)

    def _put_aside(self) -> None:
        """Keep what waits in a file too, as long as it waits: nobody need be told of it."""
        from backpt.journal.spill import Spill

        if self._aside is not None:
            self._aside.event(self._queue[-1])
            return
        assert self._header is not None
        self._aside = Spill(self._path, self._header)
        for row in self._queue:
            self._aside.event(row)

    def _is_gone(self) -> bool:
        """Tell whether the file in the journal's place is not the one that is open."""
        return self._file is not None and _file_at(self._path) != self._file

    def finish(
        self,
        ending: Ending,
        summary: Summary,
        *,
        ended_wall: float,
        pain_after: int | None = None,
        note: str = "",
    ) -> None:
        """Close the session in one transaction; after this it is on the disk."""
        self._closing = Closing(
            milliseconds(ended_wall),
            ending,
            pain_after,
            summary.pain_high,
            note.encode(errors="replace").decode(),  # what a terminal sends may be no text
            summary.active_s,
            summary.contact_s,
            summary.items,
        )
        if self._spill is not None:
            self._kept(self._spill.closing(self._closing))
        else:
            number, closing = self._number, self._closing
            self._transact(lambda db: add_closing(db, number, closing))
            if self.keeps and self._is_gone():
                self._go_on_in_file(None)

    def set_pain_after(self, pain: int) -> None:
        """Keep the pain, 0-10, that was asked for after the session was finished."""
        self._pain_after = pain
        if self._spill is not None:
            self._kept(self._spill.pain_after(pain))
        else:
            self._transact(lambda db: add_pain_after(db, self._number, pain))

    def close(self) -> None:
        """Write what still waits, bring the log into the file and let it go."""
        if self._db is not None:
            if self._queue:
                self._transact(lambda db: 0)
            # Only here, between sessions: this syncs twice and copies pages.
            _quietly(self._db, "PRAGMA wal_checkpoint(TRUNCATE)")
            self._db.close()
        if self._spill is not None:
            self._spill.close()

    def _take_up(self, header: Header, routine: Routine, origin: float) -> None:
        """Turn to a session; one before it may have ended up in a file, this one need not."""
        if self._queue:
            self._transact(lambda db: 0)  # of a session that was left without an end
        if self._spill is not None:
            self._spill.close()
        self._spill, self._closing, self._pain_after = None, None, None
        self._on = self._on_seq = None
        self._rows = {}
        self._header, self._modes, self._origin = header, _modes(routine), origin

    def _transact(self, work: Callable[[Connection], int]) -> int:
        """Do ``work`` and all that waits in one transaction with one sync.

        Returns what ``work`` does, or 0 where it failed and the session went on in a file.
        """
        assert self._db is not None
        db = self._db
        if self._is_gone():
            self._go_on_in_file(None)
            return 0
        try:
            db.execute(f"PRAGMA busy_timeout = {round(PATIENCE_S * 1000)}")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("BEGIN IMMEDIATE")
            for row in self._queue:
                add_event(db, self._number, row)
            answer = work(db)
            db.execute("COMMIT")
            self._queue.clear()
            self._need_no_more_aside()
            db.execute(f"PRAGMA synchronous = {WAL_SYNC if self._logged else OTHER_SYNC}")
            db.execute("PRAGMA busy_timeout = 0")
        except FAULTS as error:
            self._go_on_in_file(error)
            return 0
        return answer

    def _need_no_more_aside(self) -> None:
        if self._aside is not None:
            self._aside.discard()
            self._aside = None

    def _flush(self) -> None:
        assert self._db is not None
        while self._queue:
            add_event(self._db, self._number, self._queue[0])
            del self._queue[0]
        self._need_no_more_aside()

    def _go_on_in_file(self, error: Exception | None) -> None:
        """Keep the session in a file from here on, with all that is known of it, and say so.

        The journal may be lost altogether: what is in both is added once.
        """
        from backpt.journal.spill import Spill

        if self._db is not None and self._db.in_transaction:
            _quietly(self._db, "ROLLBACK")
        assert self._header is not None
        self._spill = Spill(self._path, self._header)
        for row in self._rows.values():
            self._spill.event(row)
        self._queue.clear()
        self._need_no_more_aside()
        if self._closing is not None:
            self._spill.closing(self._closing)
        if self._pain_after is not None:
            self._spill.pain_after(self._pain_after)
        why = "" if error is None else explain(error, self._path)
        if error is None and self._is_gone():
            why = trouble.journal_gone(str(self._path))
        self._tell(trouble.journal_failed(why, self._spill.where()))

    def _kept(self, in_its_place: bool) -> None:
        if not in_its_place and self._spill is not None:
            self._tell(self._spill.where())

    def _mode(self, mark: Mark | None) -> str:
        """Return what is on the skin: "heat", "cold", or nothing."""
        if mark is None or mark.kind not in _ON_SKIN:
            return ""
        return self._modes[mark.place.item][mark.place.set_no - 1]


def _modes(routine: Routine) -> dict[int, tuple[Mode, ...]]:
    from backpt.prescription.model import periods

    packs = enumerate(routine.items)
    return {number: periods(item) for number, item in packs if isinstance(item, ThermalPlan)}


def _file_at(path: str) -> tuple[int, int] | None:
    """Return what tells the file at ``path`` from any other; ``None`` where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _quietly(db: Connection, statement: str) -> None:
    """Do what helps and need not succeed."""
    from contextlib import suppress

    with suppress(*FAULTS):
        db.execute(statement)
