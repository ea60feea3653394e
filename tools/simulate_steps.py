"""Simulated people of half a year who step up by consent, led through the real rules.

    python -m tools.simulate_steps                    10,000 people of 182 days
    python -m tools.simulate_steps --people 500       fewer
    python -m tools.simulate_steps --people 500 --first 1000     the 1,001st to the 1,500th
    python -m tools.simulate_steps --seed 3           others

After each session it works out by itself, from what really became of every session, what may
be offered, and compares. No offer while a gate fails, none above what may grow, above a tenth
or one step a week, for two fields or a blocked exercise; a corrected entry corrects the next;
with every change taken back a dose is what the file says, byte for byte. Ends with 1 where
anything of that does not hold.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from os import cpu_count
from random import Random
from typing import Any

from backpt.clock import Clock
from backpt.journal.codec import routine_text
from backpt.prescription.model import (
    Category,
    Dose,
    Exercise,
    Growth,
    Level,
    Library,
    Pace,
    Position,
    Precaution,
    Routine,
    Work,
)
from backpt.progress.advice import advise
from backpt.progress.change import Change, agreed
from backpt.progress.course import Course, fold
from backpt.progress.entry import Entry, Session, Source, Telling
from backpt.progress.left_open import UP_RULE
from backpt.progress.occasions import Occasion
from backpt.progress.offer import Offer, OfferFacts, Way, change_of, offer
from backpt.safety.agreed import laid_over
from backpt.safety.answers import Profile
from backpt.safety.calendar import DAY_S, FIRST_DAY
from backpt.safety.rows import AdviceLevel
from backpt.values import NamedTuple

DAYS = 182
FIRST = 739_950
HOUR_S = 3600.0
QUIET, WEEK, MOST_A_WEEK, MOST_PAIN, RUNNING, TENTH = 14, 7, 3, 3, 2, 1.1
"""The design's own numbers (weeks 7), written down once more: what they are compared with must
not be what the program reads."""


def _exercise(id_: str, dose: Dose, grow: tuple[Growth, ...], **more: Any) -> Exercise:
    made = Exercise(
        id_, id_.title(), Category.CORE, Position.SUPINE, dose, 2, "Lift.", grow=grow
    )
    return made._replace(**more)


_PACE = Pace(2.0, 0.0, 2.0, 1.0)
BRIDGE = _exercise(
    "bridge",
    Dose((8,), _PACE),
    (Growth("reps", 8, 12, 1), Growth("sets", 1, 3, 1)),
    harder="march",
    easier="tilt",
)
DOG = _exercise(
    "dog",
    Dose((4,), _PACE._replace(hold_s=5.0)),
    (Growth("hold", 5.0, 10.0, 2.0), Growth("reps", 4, 6, 1)),
)
BLOCKED = _exercise("curl", Dose((5,), _PACE), (Growth("reps", 5, 10, 1),), avoid=("BAD",))
WALK = _exercise("walk", Dose((1,), time_s=300.0), (Growth("time", 300.0, 600.0, 60.0),))
TILT = _exercise("tilt", Dose((8,), _PACE), (Growth("reps", 8, 10, 1),))
MARCH = _exercise("march", Dose((6,), _PACE), (Growth("reps", 6, 10, 1),), easier="bridge")
LATER = _exercise("later", Dose((6,), _PACE), (), easier="bridge", phase=3)
_ALL = {one.id: one for one in (BRIDGE, DOG, BLOCKED, WALK, TILT, MARCH, LATER)}
LIBRARY = Library(_ALL, {}, {}, {"BAD": Precaution("BAD", Level.BLOCK, "It hurts.")})
PROFILE = Profile(codes=frozenset({"BAD"}))
ASKS = Routine(
    "core",
    "Core",
    tuple(Work(one, one.dose, grow=one.grow) for one in (BRIDGE, DOG, BLOCKED, WALK)),
    phase=2,
    asks_to_grow=True,
)
NEVER = ASKS._replace(id="sheet", asks_to_grow=False)


class Person(NamedTuple):
    """How one simulated person is."""

    mean: float
    """Of the pain at the start; it falls to ``end`` over the half year."""
    end: float
    deviation: float
    sessions: float
    """Share of days with a session."""
    careless: float
    """Share of sessions with something that makes them no success."""
    tells: float
    """Share of days on which it is said how it is."""
    says_yes: float
    says_no: float
    undoes: float
    """Chance at each session to take a change back."""
    corrects: float
    twice: bool = False
    """Two sessions on a day, twelve hours apart."""


class Truth(NamedTuple):
    """What really became of one exercise in one session."""

    wall: float
    day: int
    routine: str
    exercise: str
    dose: Dose
    is_good: bool
    """Whole, in full, by the program, and nothing hurt."""
    is_neutral: bool
    """Told or rehearsed, and else as above."""
    is_ended_by_pain: bool
    session: str


def people(many: int, seed: int) -> Iterator[Person]:
    """Yield ``many`` people of every kind."""
    rng = Random(seed)  # noqa: S311  # nothing is secret
    for at in range(many):
        mean = rng.choice((0.5, 2.0, 3.0, 5.0))
        yield Person(
            mean,
            rng.choice((0.3, 1.0, mean)),
            rng.choice((0.3, 0.7, 1.2)),
            rng.choice((0.2, 0.45, 0.9)),
            rng.choice((0.0, 0.15, 0.5)),
            rng.choice((0.3, 0.8, 1.0)),
            rng.choice((0.3, 0.9)),
            rng.choice((0.05, 0.3)),
            rng.choice((0.0, 0.05)),
            rng.choice((0.0, 0.1)),
            twice=at % 9 == 0,
        )


class Life:
    """Half a year of one person, session by session."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person, self.rng = person, Random(seed)  # noqa: S311  # nothing is secret
        self.entries: list[Entry] = []
        self.sessions: list[Session] = []
        self.tellings: list[Telling] = []
        self.changes: list[Change] = []
        self.occasions: list[Occasion] = []
        self.truths: list[Truth] = []
        self.asked: list[tuple[int, str]] = []
        """Day and exercise of each step up that was asked about."""
        self.refused: list[tuple[int, str]] = []
        self.wrong: list[str] = []
        self.counts: Counter[str] = Counter()
        self.rows = 0

    def uid(self) -> str:
        self.rows += 1
        return f"r{self.rows}"

    # --- what is lived -----------------------------------------------------------------

    def live(self) -> None:
        person, rng = self.person, self.rng
        for day in range(DAYS):
            now = person.mean + (person.end - person.mean) * day / DAYS
            pain = max(0, min(10, round(rng.gauss(now, person.deviation))))
            if rng.random() < person.tells:
                self.say(day, 9.0, pain, Source.SAID)
            if rng.random() >= person.sessions:
                continue
            self.session(day, 18.0, pain)
            if person.twice:
                self.session(day + 1, 6.0 + 2.0, pain)
        self.take_all_back()

    def say(self, day: int, hour: float, pain: int, source: Source, session: str = "") -> Entry:
        one = Entry(self.uid(), _wall(day, hour), 0, source, pain, session=session)
        self.entries.append(one)
        return one

    def session(self, day: int, hour: float, pain: int) -> None:
        rng, wall = self.rng, _wall(day, hour)
        routine = NEVER if rng.random() < 0.1 else ASKS
        laid = laid_over(routine, LIBRARY, agreed(self.changes)).routine
        uid = self.uid()
        is_bad = rng.random() < self.person.careless
        told = is_bad and rng.random() < 0.15
        rehearsal = is_bad and not told and rng.random() < 0.1
        lighter = is_bad and rng.random() < 0.3
        if not rehearsal:
            self.sessions.append(
                Session(uid, wall, 0, routine=routine.id, is_told=told, ended_wall=wall + 900.0)
            )
            self.say(day, hour, pain, Source.BEFORE, uid)
        for item in laid.items:
            assert isinstance(item, Work)
            self.exercise(
                item, (uid, wall, FIRST + day, routine.id), (is_bad, lighter, told, rehearsal)
            )
        if not rehearsal:
            after = max(
                0,
                min(
                    10,
                    pain + rng.choice((0, 0, 0, 1, -1)) + 3 * (is_bad and rng.random() < 0.3),
                ),
            )
            self.say(day, hour + 0.25, after, Source.AFTER, uid)
        if not (told or rehearsal):
            self.at_end(day, hour + 0.3, routine)

    def exercise(
        self,
        work: Work,
        where: tuple[str, float, int, str],
        how: tuple[bool, bool, bool, bool],
    ) -> None:
        rng = self.rng
        is_bad, lighter, told, rehearsal = how
        uid, wall, day, routine = where
        cut = is_bad and rng.random() < 0.3
        hurt = is_bad and rng.random() < 0.4
        ended = hurt and rng.random() < 0.6
        dose = work.dose._replace(reps=work.dose.reps[:1]) if lighter else work.dose
        id_ = work.exercise.id
        self.occasions.append(
            Occasion(
                uid,
                wall,
                day,
                routine,
                id_,
                dose,
                is_whole=not (cut or ended),
                is_lighter=lighter,
                is_told=told,
                is_rehearsal=rehearsal,
                is_hurt=hurt,
                is_ended_by_pain=ended,
            )
        )
        flawless = not (cut or hurt or lighter)
        self.truths.append(
            Truth(
                wall,
                day,
                routine,
                id_,
                dose,
                flawless and not (told or rehearsal),
                flawless and (told or rehearsal),
                ended,
                uid,
            )
        )

    # --- what is offered ---------------------------------------------------------------

    def facts(self, day: int, hour: float, routine: Routine) -> OfferFacts:
        now = _wall(day, hour)
        course = fold(
            now,
            0,
            self.entries,
            self.sessions,
            tellings=self.tellings,
            changes=self.changes,
        )
        return OfferFacts(course, routine, LIBRARY, PROFILE, tuple(self.occasions), now, 2)

    def at_end(self, day: int, hour: float, routine: Routine) -> None:
        facts = self.facts(day, hour, routine)
        made = offer(facts)
        self.counts["sessions"] += 1
        if made is not None:
            self.counts[made.way.value] += 1
            self.wrong += (f"day {day}: {what}" for what in self.against(made, facts))
            if made.way is not Way.DOWN and self.rng.random() < self.person.corrects:
                self.correct(made, day, hour, routine)
                return
            self.answer(made, day, hour)
        elif self.rng.random() < self.person.undoes:
            self.undo(day, hour)

    def answer(self, made: Offer, day: int, hour: float) -> None:
        rng, wall = self.rng, _wall(day, hour)
        if made.way is not Way.DOWN:
            self.tellings.append(Telling(self.uid(), wall, 0, UP_RULE, "progress"))
            self.asked.append((FIRST + day, made.exercise.id))
        said = rng.random()
        if said >= self.person.says_yes + self.person.says_no:
            return  # silence
        is_yes = said < self.person.says_yes
        to = rng.choice(made.choices).id if made.way is Way.HARDER and is_yes else ""
        before = laid_over(ASKS, LIBRARY, agreed(self.changes)).routine
        self.changes.append(
            change_of(made, is_agreed=is_yes, uid=self.uid(), wall=wall, offset_s=0, to=to)
        )
        after = laid_over(ASKS, LIBRARY, agreed(self.changes)).routine
        if not is_yes:
            self.refused.append((FIRST + day, made.exercise.id))
            if after != before:
                self.wrong.append(f"day {day}: a no changed a dose")
        elif made.way is Way.UP:
            self.wrong += (f"day {day}: {what}" for what in _beyond(before, after))

    def undo(self, day: int, hour: float) -> None:
        there = agreed(self.changes)
        if there:
            one = self.rng.choice(there)
            row = one._replace(uid=self.uid(), wall=_wall(day, hour), undoes=one.uid)
            self.changes.append(row)

    def correct(self, made: Offer, day: int, hour: float, routine: Routine) -> None:
        """Correct what was said about the last sessions: then nothing more may be offered for
        that exercise on their account."""
        said = [one for one in self.entries if one.wall > _wall(day - 5, 0.0)]
        known = len(self.entries)
        for one in said:
            row = one._replace(uid=self.uid(), now=9, replaces=one.uid)
            self.entries.append(row)
        anew = offer(self.facts(day, hour, routine))
        if anew is not None and anew.way is not Way.DOWN:
            self.wrong.append(f"day {day}: {made.exercise.id} though all was corrected to 9")
        del self.entries[known:]
        self.rng.shuffle(self.entries)
        if offer(self.facts(day, hour, routine)) != made:
            self.wrong.append(f"day {day}: the order of the rows says something else")

    def take_all_back(self) -> None:
        """Take every change back: each routine is what the file says, byte for byte."""
        for one in agreed(self.changes):
            row = one._replace(uid=self.uid(), wall=_wall(DAYS + 1, 9.0), undoes=one.uid)
            self.changes.append(row)
        for routine in (ASKS, NEVER):
            laid = laid_over(routine, LIBRARY, agreed(self.changes)).routine
            if routine_text(laid) != routine_text(routine):
                self.wrong.append(f"{routine.id} is not what the file says")

    # --- what may be offered, worked out once more ---------------------------------------

    def against(self, made: Offer, facts: OfferFacts) -> Iterator[str]:
        """Yield every gate that should have held ``made`` back."""
        id_, today = made.exercise.id, facts.course.today
        if made.routine != ASKS.id:
            yield "a sheet of a therapist"
        if "BAD" in made.exercise.avoid:
            yield "a blocked exercise"
        if any(day > today - QUIET and one == id_ for day, one in self.refused):
            yield "asked again within two weeks of a no"
        since = max(
            (
                one.wall
                for one in self.changes
                if id_ in (one.exercise, one.to, one.was) and one.is_agreed
            ),
            default=0.0,
        )
        lately = [one for one in self.truths if one.exercise == id_ and one.wall > since]
        if made.way is Way.DOWN:
            done = [one for one in lately if not self._is_passed_over(one)]
            if len(done) < RUNNING or not all(one.is_ended_by_pain for one in done[-RUNNING:]):
                yield "less though pain did not end the last two"
            return
        yield from self._against_up(made, facts, lately)

    def _is_passed_over(self, one: Truth) -> bool:
        made = next(
            row
            for row in self.occasions
            if (row.session, row.exercise) == (one.session, one.exercise)
        )
        return made.is_told or made.is_rehearsal

    def _against_up(self, made: Offer, facts: OfferFacts, lately: list[Truth]) -> Iterator[str]:
        id_, today = made.exercise.id, facts.course.today
        if sum(day > today - WEEK for day, _ in self.asked) >= MOST_A_WEEK:
            yield "a fourth question in a week"
        worst = [one for one in advise(facts.course).findings if one.holds]
        if any(one.level > AdviceLevel.CONTINUE for one in worst):
            yield "the advice asks for less"
        if self._is_mild(facts.course):
            yield "maintenance"
        work = next(
            item
            for item in facts.laid.routine.items
            if isinstance(item, Work) and item.exercise.id == id_
        )
        good = [
            one
            for one in lately
            if one.is_good
            and one.dose == work.dose
            and one.routine == ASKS.id
            and self._is_calm(one)
        ]
        if len(good) < RUNNING:
            yield f"{len(good)} successes of {id_}"
            return
        after = [one for one in lately if one.wall > good[-RUNNING].wall]
        for one in after:
            if not (one.is_good or one.is_neutral):
                yield f"{id_} went badly in between"
        if made.way is Way.HARDER:
            if {"later", "curl"} & {one.id for one in made.choices}:
                yield "a harder one that is not for this user"
            return
        growth = next(one for one in work.grow or () if one.field == made.field)
        if float(made.to) > growth.high or float(made.to) - float(made.was) > growth.step:
            yield "above what may grow, or by more than a step"
        yield from self._too_much(made, facts, id_)

    def _too_much(self, made: Offer, facts: OfferFacts, id_: str) -> Iterator[str]:
        """Yield whether it is above a tenth and above one step on a week ago."""
        then = facts.now_wall - WEEK * DAY_S
        steps = [
            one
            for one in self.changes
            if one.exercise == id_ and one.wall > then and one.is_agreed
        ]
        if not steps:
            return
        now = _work(facts.laid.routine, id_)
        was = _work(
            laid_over(
                ASKS, LIBRARY, agreed(one for one in self.changes if one.wall <= then)
            ).routine,
            id_,
        )
        probe = Change("probe", facts.now_wall, 0, id_, made.field, made.was, made.to, ASKS.id)
        new = _work(laid_over(ASKS, LIBRARY, (*agreed(self.changes), probe)).routine, id_)
        if now != was and (was == 0 or new > was * TENTH + 1e-9):
            yield f"{new / was if was else 0:.2f} of a week ago after another step"

    def _is_calm(self, one: Truth) -> bool:
        """Tell whether pain at its session was low, and back by the next day, as was said."""
        said = [row for row in self.entries if row.session == one.session]
        nows = [row.now for row in said if row.now is not None]
        before = [row.now for row in said if row.source is Source.BEFORE]
        if not nows or max(nows) > MOST_PAIN or not before or before[0] is None:
            return False
        end = one.wall + 900.0
        later = [
            row
            for row in self.entries
            if row.source in (Source.SAID, Source.BEFORE)
            and end + 12 * HOUR_S <= row.wall <= end + 48 * HOUR_S
            and row.now is not None
        ]
        return any(row.now is not None and row.now <= before[0] for row in later)

    def _is_mild(self, course: Course) -> bool:
        first = course.today - 13
        nows = [
            (row.day, row.now)
            for row in self.entries
            if row.source in (Source.SAID, Source.BEFORE)
            and row.day >= first
            and row.now is not None
            and row.day <= course.today
        ]
        return len({day for day, _ in nows}) >= 8 and all(now <= 1 for _, now in nows)


def _work(routine: Routine, id_: str) -> float:
    for item in routine.items:
        if isinstance(item, Work) and item.exercise.id == id_:
            dose = item.dose
            if dose.time_s is not None:
                return dose.time_s * len(dose.reps)
            return sum(dose.reps) * (dose.pace.hold_s or 1.0)
    return 0.0


def _beyond(before: Routine, after: Routine) -> Iterator[str]:
    """Yield whether a step changed more than one field of one exercise."""
    pairs = [
        (was, now)
        for was, now in zip(before.items, after.items, strict=True)
        if was != now and isinstance(was, Work) and isinstance(now, Work)
    ]
    if len(pairs) != 1:
        yield f"{len(pairs)} exercises changed"
        return
    was, now = (one.dose for one in pairs[0])
    fields = (
        was.reps[0] != now.reps[0],
        len(was.reps) != len(now.reps),
        was.time_s != now.time_s,
        was.pace != now.pace,
    )
    if sum(fields) != 1:
        yield f"{sum(fields)} fields changed"


def _wall(day: int, hour: float) -> float:
    return (FIRST + day - FIRST_DAY) * DAY_S + hour * HOUR_S


# --- all of them -----------------------------------------------------------------------


class Outcome(NamedTuple):
    """What became of some people."""

    counts: Counter[str]
    wrong: tuple[str, ...]


def lead(person: Person, seed: int) -> Outcome:
    """Lead one person through half a year."""
    life = Life(person, seed)
    life.live()
    return Outcome(life.counts, tuple(f"{person}: {what}" for what in life.wrong))


def _lead(one: tuple[int, Person]) -> Outcome:
    return lead(one[1], one[0])


def simulate(many: int, seed: int, processes: int, first: int = 0) -> Outcome:
    """Lead ``many`` people, from the one with the number ``first`` on.

    A number stands for the same person whoever else is led, so that parts add up to the whole.
    """
    numbered = enumerate(people(first + many, seed))
    everybody = [(seed * 1_000_003 + at, one) for at, one in islice(numbered, first, None)]
    counts, wrong = Counter[str](), list[str]()
    if processes == 1:
        led = list(map(_lead, everybody))
    else:
        with ProcessPoolExecutor(processes) as pool:
            led = list(pool.map(_lead, everybody, chunksize=20))
    for one in led:
        counts += one.counts
        wrong += one.wrong
    return Outcome(counts, tuple(wrong))


def main() -> int:
    """Run from the command line; return 1 where something that must hold does not."""
    parser = ArgumentParser(description="Simulated people who step up by consent.")
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--processes", type=int, default=cpu_count() or 1)
    asked = parser.parse_args()
    clock = Clock()
    began = clock.awake()
    found = simulate(asked.people, asked.seed, asked.processes, asked.first)
    for name, many in sorted(found.counts.items()):
        print(f"{many:9}  {name}")
    for wrong in found.wrong[:20]:
        print(f"WRONG: {wrong}")
    print(f"{asked.people} people of {DAYS} days in {clock.awake() - began:.0f} s")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
