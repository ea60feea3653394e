"""Diaries of made-up people, as the program itself would have kept them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from backpt.journal.keeping import keep_rows
from backpt.journal.recorder import Journal, open_journal
from backpt.journal.week_rows import Rows, Since
from backpt.language import speech
from backpt.prescription.model import Mode, Rest, Routine, ThermalPlan, Work, prescribe
from backpt.progress.change import Change, ChangeField
from backpt.progress.entry import Activity, Call, Entry, Source, Telling
from backpt.progress.plan import Away, AwayWhy, Plan, Visit
from backpt.safety.calendar import day_of
from backpt.safety.days import Leg
from backpt.session.compile import COMPILER, flatten
from backpt.session.events import (
    Ending,
    Event,
    LegPainReported,
    Outcome,
    PainReported,
    StepBegan,
    StepEnded,
    UnsureReported,
    Why,
)
from backpt.session.records import ICEPACK, SESSION
from backpt.session.steps import Compiled, StepKind
from backpt.session.summary import summarise
from tests.builders import shipped

DAY_S = 86_400.0
NOW = datetime(2026, 12, 20, 20, 0, tzinfo=UTC).timestamp()
"""A Sunday evening."""
TODAY = date(2026, 12, 20).toordinal()
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4


class Evening(NamedTuple):
    """What happens in one session."""

    before: int | None = 3
    after: int | None = 2
    hurts: Mapping[str, int] = {}
    """Exercises, and the pain said at them."""
    leg_at: str = ""
    """The exercise at which pain went further down the leg."""
    skipped: Sequence[str] = ()
    unsure: Sequence[str] = ()
    ends_at: str = ""
    """The exercise at which it ended; what comes later was not reached."""
    ending: Ending = Ending.DONE
    leg: str | None = None
    note: str = ""
    rule: str = ""
    reason: str = ""
    something_new: bool | None = False
    is_told: bool = False


class Person:
    """Somebody with a diary at ``path``, by a clock of their own."""

    def __init__(self, path: Path, now: float = NOW) -> None:
        self.path, self.now = str(path), now
        self.today = day_of(now, 0)
        self.rows = 0
        self.kept = Rows()

    def uid(self) -> str:
        self.rows += 1
        return f"made-{self.rows}"

    def wall(self, day: int, hour: float) -> float:
        """Return the moment of an hour of a day, counted back from today: 0 is today."""
        midnight = self.now - self.now % DAY_S
        return midnight - DAY_S * day + 3600.0 * hour

    def evening(
        self, ago: int, told: Evening = Evening(), routine: Routine | None = None
    ) -> None:
        """Hold a session so many days ago."""
        routine = routine or prescribe(shipped(), "home-basics")
        steps = flatten(routine, speech)
        events = list(_events(routine, told))
        started = self.wall(ago, 18.0)
        journal = open_journal(self.path, _raise)
        _begin(journal, SESSION, routine, started, told)
        for event in events:
            journal.record(event, steps)
        journal.finish(
            told.ending,
            summarise(Compiled(routine, steps), speech, events),
            ended_wall=started + 900.0,
            pain_after=told.after,
            note=told.note,
        )
        journal.close()

    def pack(self, ago: int, before: int, after: int, mode: Mode = Mode.COLD) -> None:
        routine = Routine(
            "icepack", "Cold pack", (Rest(5.0), ThermalPlan(mode, 900.0, 900.0, 1, ""))
        )
        steps = flatten(routine, speech)
        events: list[Event] = []
        for at, step in enumerate(steps):
            events.append(StepBegan(60.0 * at, at, 1))
            long_s = 900.0 if step.kind is StepKind.APPLY else 5.0
            events.append(StepEnded(60.0 * at + long_s, at, 1, Outcome.DONE, Why.NONE, long_s))
        started = self.wall(ago, 17.0)
        journal = open_journal(self.path, _raise)
        _begin(journal, ICEPACK, routine, started, Evening(before=before))
        for event in events:
            journal.record(event, steps)
        journal.finish(
            Ending.DONE,
            summarise(Compiled(routine, steps), speech, events),
            ended_wall=started + 1000.0,
            pain_after=after,
        )
        journal.close()

    def says(self, *entries: Entry) -> None:
        self.keep(Rows(entries=entries))

    def keep(self, rows: Rows) -> None:
        keep_rows(self.path, rows, round(self.now * 1000))

    def entry(self, ago: int, now: int | None = None, **said: object) -> Entry:
        values = {"source": Source.SAID, **said}
        return Entry(self.uid(), self.wall(ago, 9.0), 0, now=now, **values)  # type: ignore[arg-type]


def _raise(said: str) -> None:
    raise AssertionError(said)


def _begin(
    journal: Journal, kind: str, routine: Routine, started: float, told: Evening
) -> None:
    journal.begin(
        kind=kind,
        routine=routine,
        compiler=COMPILER,
        started_wall=started,
        pain_before=told.before,
        rehearsal=False,
        origin=0.0,
        leg=told.leg,
        something_new=told.something_new,
        rule=told.rule,
        reason=told.reason,
        is_told=told.is_told,
    )


def _events(routine: Routine, told: Evening) -> list[Event]:
    events: list[Event] = []
    begun: set[int] = set()
    for at, step in enumerate(flatten(routine, speech)):
        when, item = 10.0 * at, routine.items[step.place.item]
        id_ = item.exercise.id if isinstance(item, Work) else ""
        if told.ends_at and id_ == told.ends_at:
            break
        outcome, why = Outcome.DONE, Why.NONE
        if id_ in told.skipped:
            outcome, why = Outcome.SKIPPED, Why.NEXT
        events.append(StepBegan(when, at, 1))
        if step.kind is StepKind.WORK and step.place.item not in begun:
            begun.add(step.place.item)
            events += _said(told, id_, when, at)
        if told.hurts.get(id_, 0) >= 6:
            outcome, why = Outcome.SKIPPED, Why.HURTS
        if id_ == told.leg_at:
            outcome, why = Outcome.SKIPPED, Why.LEG
        active = step.planned_s if outcome is Outcome.DONE else 0.0
        events.append(StepEnded(when + 9, at, 1, outcome, why, active))
    return events


def _said(told: Evening, id_: str, when: float, at: int) -> list[Event]:
    said: list[Event] = []
    if id_ in told.hurts:
        said.append(PainReported(when + 1, at, told.hurts[id_], told.hurts[id_] <= 3))
    if id_ == told.leg_at:
        said.append(LegPainReported(when + 1, at))
    if id_ in told.unsure:
        said.append(UnsureReported(when + 2, at, id_))
    return said


def twelve_weeks(path: Path, now: float = NOW) -> Person:
    """Keep the diary of somebody who gets better over twelve weeks, with a bad one amid."""
    me, chance = Person(path, now), random.Random(7)  # nothing is secret
    monday = 83
    first = me.today - monday
    for ago in range(monday, -1, -1):
        week = (monday - ago) // 7
        mean = 5.5 - 0.35 * week + (2.2 if week in (6, 7) else 0.0)
        pain = max(0, min(9, round(mean + chance.gauss(0, 0.8))))
        weekday = (me.today - ago - 1) % 7
        is_away = week == 9
        if weekday in (MONDAY, WEDNESDAY, FRIDAY) and not is_away and chance.random() < 0.85:
            me.evening(ago, _evening(week, weekday, pain))
        elif chance.random() < 0.7:
            me.says(me.entry(ago, pain, worst=min(10, pain + 2), woken=pain >= 6 or None))
        if weekday == 5 and week % 2 == 0:
            me.pack(ago, max(1, pain), max(0, pain - 2), Mode.COLD if week % 4 else Mode.HEAT)
    me.keep(_rows(me, first, monday))
    return me


def _evening(week: int, weekday: int, pain: int) -> Evening:
    after = max(0, pain - 1)
    plain = Evening(pain, after, leg="none" if week > 3 else "same")
    match week, weekday:
        case (1, 2):
            return plain._replace(unsure=("leg-lifts",), hurts={"leg-lifts": 3})
        case (2, 0) | (4, 0):
            return plain._replace(hurts={"bridge": 5, "leg-lifts": 4})
        case (2, 4):
            return plain._replace(unsure=("leg-lifts",))
        case (3, 4):
            return plain._replace(skipped=("wall-slides",), note="wall was cold")
        case (6, 0):
            said = "Pain 6 before: half the reps, and no holds."
            return plain._replace(
                rule="R2",
                reason=said,
                hurts={"leg-lifts": 7},
                leg="further",
                ends_at="posture-reset",
                ending=Ending.PAIN,
                note="lifted the boxes on Sunday",
            )
        case (6, 2):
            return plain._replace(leg_at="leg-lifts", leg="further", rule="R3", reason="Less.")
        case (7, 0):
            return plain._replace(
                skipped=("wall-slides",), ends_at="posture-reset", ending=Ending.STOPPED
            )
        case _:
            return plain


def _rows(me: Person, first: int, monday: int) -> Rows:
    wall = me.wall
    plan = Plan(
        me.uid(), wall(monday, 8), 0, "home-basics", "Home basics", (0, 2, 4), first,
        first + 7 * 12 - 1, after="coffee",
    )  # fmt: skip
    away = Away(me.uid(), wall(24, 8), 0, first + 63, first + 69, AwayWhy.TRAVEL)
    can = [
        me.entry(
            ago, source=Source.WEEKLY, worst=worst,
            activities=(Activity("tie my shoes", shoes), Activity("sit through a film", film)),
        )
        for ago, worst, shoes, film in ((monday, 7, 3, 2), (42, 6, 5, 3), (3, 2, 8, 7))
    ]  # fmt: skip
    notes = [
        me.entry(75, 5, note="stiff in the morning, better after walking"),
        me.entry(40, 7, note="worst after sitting at the desk all day"),
        me.entry(2, 1, note="I can put my socks on without sitting down"),
    ]
    tellings = [
        Telling(me.uid(), wall(ago, 18.5), 0, rule, level, number)
        for ago, rule, level, number in (
            (80, "R13", "continue", 0.0), (60, "T4", "contact", 1.0),
            (38, "T2", "contact", 6.0), (31, "T2", "contact", 6.0), (40, "R9", "contact", 2.0),
            (2, "T9", "progress", 1.0), (20, "F4", "progress", 0.0),
        )
    ]  # fmt: skip
    changes = [
        Change(
            me.uid(), wall(10, 18.6), 0, "knee-tilts", ChangeField.REPS, 8.0, 9.0,
            "home-basics", "F7, F2",
        ),
        Change(
            me.uid(), wall(5, 18.6), 0, "wall-slides", ChangeField.REPS, 8.0, 9.0,
            "home-basics", "F7, F2", is_agreed=False,
        ),
    ]  # fmt: skip
    return Rows(
        (*can, *notes),
        calls=(Call(me.uid(), wall(30, 12), 0, "called my therapist; fewer leg lifts"),),
        tellings=tuple(tellings),
        sinces=(Since(me.uid(), wall(monday, 9), first - 20),),
        plans=(plan,),
        aways=(away,),
        visits=(
            Visit(me.uid(), wall(50, 9), 0, me.today - 29),
            Visit(me.uid(), wall(3, 9), 0, me.today + 9),
        ),
        changes=tuple(changes),
    )


def leg_further(me: Person, ago: int) -> Entry:
    return me.entry(ago, 4, leg=Leg.FURTHER)


def one_day(path: Path, now: float = NOW) -> Person:
    """Keep a diary of today alone: one entry and one session."""
    me = Person(path, now)
    me.says(me.entry(0, 6, worst=8, note="since I lifted a box"))
    me.evening(0, Evening(6, 5, hurts={"leg-lifts": 4}))
    return me


def forty_exercises(path: Path, now: float = NOW, name: str = "") -> Person:
    """Keep six weeks of a routine of 40 exercises, of which every third hurts, and all else
    that may stand on the page, more than there is room for."""
    me = twelve_weeks(path, now)
    every = list(shipped().exercises.values())[:40]
    if name:
        every = [one._replace(name=f"{name} {one.name}") for one in every]
    made = Routine("forty", "Forty at once", tuple(Work(one, one.dose) for one in every))
    for ago in range(38, 0, -6):
        hurts = {one.id: 3 + at % 4 for at, one in enumerate(every) if at % 3 == ago % 3}
        reason = f"Rule {ago}: less of it today, as you said, and only what does not hurt."
        note = f"day {ago}: " + "long and tiring, and I was not sure of all of it; " * 4
        told = Evening(
            6, 5, hurts, unsure=tuple(hurts)[:5], note=note, rule=f"R{ago}", reason=reason
        )
        me.evening(ago, told, made)
    rules = ("U10", "T5a", "R15", "R2", "T6", "T3c", "T7", "T5b", "T5c", "T1", "R1", "T8")
    tellings = [
        Telling(me.uid(), me.wall(30 - at, 20), 0, rule, "contact", 1.0)
        for at, rule in enumerate(rules)
    ]
    me.keep(Rows(tellings=tuple(tellings)))
    return me


def five_years(path: Path, now: float = NOW) -> Person:
    """Keep an entry nearly every day for five years, and a session every fourth."""
    me = twelve_weeks(path, now)
    entries = [me.entry(ago, 2 + ago % 5) for ago in range(84, 5 * 365) if ago % 7]
    me.keep(Rows(entries=tuple(entries)))
    for ago in range(84, 5 * 365, 40):
        me.evening(ago)
    return me
