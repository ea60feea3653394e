"""A diary for tests: said and done day by day, at times of day where the user was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from backpt.progress.advice import Advice, advise
from backpt.progress.course import Course, fold
from backpt.progress.entry import (
    Activity,
    Call,
    Entry,
    Kind,
    Session,
    Source,
    Spread,
    Strike,
    Telling,
)
from backpt.progress.rules import Ruling
from backpt.safety.calendar import DAY_S, FIRST_DAY
from backpt.safety.days import Leg, Settled

FIRST = date(2026, 12, 1).toordinal()
"""Day 0 of a test: a Tuesday."""
HOUR_S = 3600.0


def wall(day: int, hour: float, offset_s: int = 0) -> float:
    """Return the moment of a time of day on day ``day`` of the test."""
    return (FIRST + day - FIRST_DAY) * DAY_S + hour * HOUR_S - offset_s


class Diary:
    """Rows as they would be kept; days count from 0."""

    def __init__(self, offset_s: int = 0) -> None:
        self.offset_s, self.rows = offset_s, 0
        self.entries: list[Entry] = []
        self.sessions: list[Session] = []
        self.strikes: list[Strike] = []
        self.calls: list[Call] = []
        self.tellings: list[Telling] = []

    def _uid(self) -> str:
        self.rows += 1
        return f"u{self.rows}"

    def pain(
        self,
        day: int,
        now: int | None = None,
        hour: float = 12.0,
        *,
        source: Source = Source.SAID,
        worst: int | None = None,
        leg: Leg | None = None,
        spread: Spread | None = None,
        tingling: bool | None = None,
        limited: int | None = None,
        woken: bool | None = None,
        activities: tuple[Activity, ...] = (),
        unsure: tuple[str, ...] = (),
        settled: Settled | None = None,
        session: str = "",
        replaces: str = "",
    ) -> Entry:
        """Say something at a time of a day."""
        entry = Entry(
            self._uid(),
            wall(day, hour, self.offset_s),
            self.offset_s,
            source,
            now,
            worst,
            leg,
            spread,
            tingling,
            limited,
            woken,
            activities,
            unsure,
            settled,
            session=session,
            replaces=replaces,
        )
        self.entries.append(entry)
        return entry

    def pains(self, values: Iterable[int | None], first: int = 0) -> Diary:
        """Say one pain a day from day ``first`` on; ``None`` is a day without a word."""
        for day, now in enumerate(values, first):
            if now is not None:
                self.pain(day, now)
        return self

    def held(
        self,
        day: int,
        before: int | None = None,
        after: int | None = None,
        hour: float = 18.0,
        *,
        routine: str = "home-basics",
        kind: Kind = Kind.SESSION,
        leg: Leg | None = None,
        settled: Settled | None = None,
        unsure: tuple[str, ...] = (),
        is_held: bool = True,
        has_talked: bool = False,
    ) -> Session:
        """Hold a session or a pack of a quarter of an hour."""
        uid, at = self._uid(), wall(day, hour, self.offset_s)
        session = Session(
            uid,
            at,
            self.offset_s,
            kind,
            routine,
            is_held=is_held,
            is_refused=not is_held,
            has_talked=has_talked,
            ended_wall=at + HOUR_S / 4,
        )
        self.sessions.append(session)
        if before is not None or leg is not None or settled is not None:
            self.pain(
                day, before, hour, source=Source.BEFORE, leg=leg, settled=settled, session=uid
            )
        if after is not None or unsure:
            self.pain(day, after, hour + 0.3, source=Source.AFTER, session=uid, unsure=unsure)
        return session

    def pack(self, day: int, before: int | None, after: int | None, hour: float = 20.0) -> None:
        self.held(day, before, after, hour, kind=Kind.PACK, routine="icepack")

    def call(self, day: int, note: str = "") -> None:
        self.calls.append(Call(self._uid(), wall(day, 21.0), self.offset_s, note))

    def tell(self, day: int, advice: Advice) -> None:
        """Keep that the headline of ``advice`` was shown."""
        one = advice.headline
        assert one is not None
        row = (
            self._uid(),
            wall(day, 21.5),
            self.offset_s,
            one.rule,
            one.level.name,
            one.number,
        )
        self.tellings.append(Telling(*row))

    def course(
        self,
        day: int,
        *,
        hour: float = 23.0,
        since: int | None = None,
        signs: tuple[str, ...] = (),
        adherence: float | None = None,
        older: Iterable[int] = (),
    ) -> Course:
        """Return the weeks as they are known on ``day`` at ``hour``."""
        return fold(
            wall(day, hour, self.offset_s),
            self.offset_s,
            self.entries,
            self.sessions,
            self.strikes,
            calls=self.calls,
            tellings=self.tellings,
            since=None if since is None else FIRST + since,
            older_days=[FIRST + day for day in older],
            signs=signs,
            adherence=adherence,
        )

    def advice(self, day: int) -> Advice:
        return advise(self.course(day))

    def headline(self, day: int) -> str | None:
        """Return the id of the rule that is the headline on ``day``."""
        one = self.advice(day).headline
        return None if one is None else one.rule

    def finding(self, rule: str, day: int) -> Ruling:
        return finding(self.course(day), rule)

    def holds(self, rule: str, day: int) -> bool | None:
        return self.finding(rule, day).holds


def finding(course: Course, rule: str) -> Ruling:
    """Return what ``rule`` says on the day of ``course``."""
    return next(one for one in advise(course).findings if one.rule == rule)
