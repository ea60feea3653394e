"""Any order of entries, sessions, strikes, clocks and zones against a diary that is a list."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.journal.course_reader import read_course
from backpt.journal.diary import read_diary, read_strikes_of, row_uid
from backpt.journal.keeping import keep_rows
from backpt.journal.local_days import utc_offset_s
from backpt.journal.recorder import open_journal
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.progress.advice import advise
from backpt.progress.course import fold
from backpt.progress.entry import Call, Entry, Session, Source, Strike, Telling
from backpt.safety.calendar import day_of
from backpt.session.compile import flatten
from backpt.session.events import Ending
from tests.examples import cases
from tests.journal.values import NOON, begin, done, raise_, record, routine, summary

HOUR_S = 3600.0
ZONES = ("UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns")
OF = routine()
STEPS = flatten(OF, speech)

pains = st.integers(0, 10)
acts = st.one_of(
    st.tuples(st.just("pain"), pains, st.integers(0, 90)),
    st.tuples(st.just("session"), pains, pains),
    st.tuples(st.just("killed"), pains, st.just(0)),
    st.tuples(st.just("strike"), st.integers(0, 50), st.just(0)),
    st.tuples(st.just("call"), st.just(0), st.just(0)),
    st.tuples(st.just("wait"), st.integers(-30, 60), st.just(0)),
    st.tuples(st.just("travel"), pains, st.just(0)),
    st.tuples(st.just("zone"), st.integers(0, len(ZONES) - 1), st.just(0)),
)


@pytest.fixture(autouse=True)
def _zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    yield
    monkeypatch.undo()
    time.tzset()


class Remembered:
    """The diary as a list: what was said, done and taken back, and what follows from it."""

    def __init__(self, path: str) -> None:
        self.path, self.now, self.said = path, NOON, 0
        self.entries: list[Entry] = []
        self.sessions: list[Session] = []
        self.strikes: list[Strike] = []
        self.calls: list[Call] = []
        self.struck: set[str] = set()

    def _uid(self) -> str:
        self.said += 1
        return f"r{self.said:03}"

    def _keep(self, rows: Rows) -> None:
        assert keep_rows(self.path, rows, self.said) == ("", "")

    def do(self, act: str, one: int, other: int) -> None:
        match act:
            case "pain":
                wall = self.now - other * HOUR_S
                entry = Entry(self._uid(), wall, utc_offset_s(wall), now=one)
                self._keep(Rows((entry,)))
                self.entries.append(entry)
            case "session" | "killed":
                self._session(one, other, is_killed=act == "killed")
            case "strike":
                self._strike(one)
            case "call":
                call = Call(self._uid(), self.now, utc_offset_s(self.now))
                self._keep(Rows(calls=(call,)))
                self.calls.append(call)
            case "wait":
                self.now += one * HOUR_S
            case "travel":  # said where it is tomorrow already, and on to where it is today
                self.do("zone", 2, 0)
                self.do("pain", one, 0)
                self.do("zone", 3, 0)
            case _:
                os.environ["TZ"] = ZONES[one]
                time.tzset()
        self.now += 60.0

    def _session(self, before: int, after: int, *, is_killed: bool) -> None:
        journal = open_journal(self.path, raise_)
        begin(journal, OF, started_wall=self.now)
        uid = f"{journal._header.uid}"  # type: ignore[union-attr]  # begun just now
        offset_s = utc_offset_s(self.now)
        ended = None if is_killed else self.now + 600.0
        record(journal, done(STEPS), STEPS)
        if ended is not None:
            journal.finish(Ending.DONE, summary(), ended_wall=ended, pain_after=after)
        journal.close()
        self.sessions.append(
            Session(uid, self.now, offset_s, routine=OF.id, name=OF.name, ended_wall=ended)
        )
        # What ``begin`` of the tests says before it: pain 3.
        moments = [(Source.BEFORE, self.now, 3)]
        moments += [] if ended is None else [(Source.AFTER, ended, after)]
        for source, wall, pain in moments:
            self.entries.append(
                Entry(f"{uid}-{source}", wall, offset_s, source, now=pain, session=uid)
            )

    def _strike(self, nth: int) -> None:
        rows = [one.uid for one in self.entries if not one.session]
        rows += [one.uid for one in self.sessions] + [one.uid for one in self.calls]
        if not rows:
            return
        uid = rows[nth % len(rows)]
        of = [one.uid for one in read_strikes_of(self.path, uid)] or [uid]
        made = tuple(Strike(self._uid(), one) for one in of)
        self._keep(Rows(strikes=made))
        self.strikes += made
        self.struck ^= {uid}

    def check(self) -> None:
        self._check_log()
        self._check_days()
        self._check_advice()

    def _check_log(self) -> None:
        """All that was ever said is there, and says whether it counts."""
        listed = {
            row_uid(row): row.is_struck
            for row in read_diary(self.path, None, self.now).rows
            if not isinstance(row, Telling)
        }
        said = [one.uid for one in self.entries if not one.session]
        said += [one.uid for one in self.sessions] + [one.uid for one in self.calls]
        assert listed == {uid: uid in self.struck for uid in said}

    def _check_days(self) -> None:
        """A day is the median of what was said of it; nothing of the future counts."""
        today = day_of(self.now, utc_offset_s(self.now))
        nows: dict[int, list[int]] = {}
        for one in self.entries:
            is_struck = one.uid in self.struck or one.session in self.struck
            if is_struck or one.source is Source.AFTER or one.now is None:
                continue
            day = day_of(one.wall, one.offset_s)
            if day > today and one.wall <= self.now:
                day = today
            if day <= today:
                nows.setdefault(day, []).append(one.now)
        course = read_course(self.path, self.now)
        found = {one.day: one.value for one in course.days if one.value is not None}
        assert found == {day: median(said) for day, said in nows.items()}

    def _check_advice(self) -> None:
        """The journal brings every rule what the same values in another order do."""
        read = advise(read_course(self.path, self.now))
        held = [one for one in self.sessions if one.uid not in self.struck]
        entries = [one for one in self.entries if one.session not in self.struck]
        made = advise(
            fold(
                self.now,
                utc_offset_s(self.now),
                entries[::-1],
                held[::-1],
                self.strikes[::-1],
                calls=self.calls[::-1],
            )
        )
        assert read.findings == made.findings
        assert (read.headline, read.quiet_until) == (made.headline, made.quiet_until)


@pytest.mark.slow
@cases(40)
@given(st.lists(acts, min_size=3, max_size=14))
def test_whatever_is_said_in_whatever_order_nothing_is_lost_and_all_follows_from_it(
    script: list[tuple[str, int, int]],
) -> None:
    with TemporaryDirectory() as folder:
        diary = Remembered(str(Path(folder) / "journal.db"))
        for act in script:
            diary.do(*act)
        diary.check()
