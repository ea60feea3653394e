"""Simulated patients of many weeks, led through the real rules with a clock of their own.

    python -m tools.simulate                    10,000 patients of 84 days, on every processor
    python -m tools.simulate --patients 500     fewer
    python -m tools.simulate --seed 3           others

Prints how often the trend speaks falsely on steady diaries, how fast it finds a rise, when pain
that does not improve is spoken of, and whether what must always hold did; ends with 1 where a
bound of ``BOUNDS`` does not hold. A pain is clip(round(mean + rise + e), 0, 10) with e
autoregressive from day to day; nobody has fitted it to real diaries.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count
from random import Random
from typing import NamedTuple

from backpt.clock import Clock
from backpt.progress.advice import Advice, advise
from backpt.progress.course import Course, fold
from backpt.progress.entry import Entry, Kind, Session, Source, Strike
from backpt.progress.trend import Direction
from backpt.safety.calendar import DAY_S, FIRST_DAY
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import HIGHER_BY, MILD_MOST, T3B_DAYS

DAYS = 84
RISE_ON = 42
"""The day on which a worsening patient gets worse."""
FIRST = 739_950
"""Ordinal of day 0: it ends before and after a change of the clocks."""
HOUR_S = 3600.0
FOUND_WITHIN = 10
"""Days after a rise by which it is to be found."""
CHECKED_EVERY = 21
"""Days between two on which a diary is read anew, as the program would on that day."""


class Patient(NamedTuple):
    """How one simulated person is, and how they keep a diary."""

    kind: str
    mean: float
    deviation: float
    empty: float
    """Share of days without an entry."""
    rise: float = 0.0
    """Added from day RISE_ON on."""
    slope: float = 0.0
    """Added each day."""
    lag: float = 0.3
    """Correlation of a day with the next."""
    entries: int = 1
    """Entries on a day that has one."""
    does_sessions: bool = False
    is_eager: bool = False
    """Does two sessions on every day with an entry; each ends two points higher."""
    is_out_of_order: bool = False
    moves: bool = False
    """Travels through time zones and a change of the clocks."""
    corrects: bool = False
    """Says something wrong now and then, and corrects or strikes it."""
    clock_set_back: bool = False
    """Left rows of the future behind."""
    quiet: tuple[int, int] = (0, 0)
    """Days almost without pain, from and to."""
    away: tuple[int, int] = (0, 0)
    """Days without a word, from and to."""


def patients(many: int, seed: int) -> Iterator[Patient]:
    """Yield ``many`` people: half of them steady, who keep a diary in every way
    that there is, a quarter worse from day 42 on, the rest improving, drifting, recurring."""
    rng = Random(seed)  # noqa: S311  # nothing is secret
    for at in range(many):
        deviation = rng.choice((1.0, 1.25, 1.5))
        empty = rng.choice((0.3, 0.45, 0.6))
        match at % 8:
            case 0 | 1 | 2 | 3:
                steady = Patient("steady", rng.choice((2, 3, 4, 5, 6)), deviation, empty)
                yield _keeps(steady, at // 8)
            case 4:
                yield Patient("up 3", rng.choice((2, 3, 4)), rng.choice((1, 1.5)), 0.3, 3.0)
            case 5:
                yield Patient("up 2", rng.choice((2, 3, 4)), 1.0, 0.3, 2.0)
            case 6:
                yield Patient("improving", 6, 1.0, 0.3, slope=-6 / DAYS, does_sessions=True)
            case _ if at // 8 % 2:
                yield Patient("recurring", 5, 1.0, 0.3, quiet=(14, 56))
            case _:
                yield Patient("drifting", 4, 1.5, 0.3, lag=0.6)


def _keeps(steady: Patient, nth: int) -> Patient:
    match nth % 8:
        case 0:
            return steady._replace(entries=3)
        case 1:
            return steady._replace(is_out_of_order=True)
        case 2:
            return steady._replace(moves=True)
        case 3:
            return steady._replace(corrects=True)
        case 4:
            return steady._replace(clock_set_back=True)
        case 5:
            return steady._replace(away=(30, 45))
        case 6:
            return steady._replace(does_sessions=True)
        case _ if nth // 8 % 2:
            return steady
        case _:
            return steady._replace(is_eager=True)


class Rows(NamedTuple):
    """A diary as it is kept."""

    entries: list[Entry]
    sessions: list[Session]
    strikes: list[Strike]


def keep(patient: Patient, rng: Random) -> Rows:
    """Return the diary that ``patient`` keeps over DAYS days."""
    rows = Rows([], [], [])
    wander = rng.gauss(0, patient.deviation)
    for day in range(DAYS):
        fresh = (1 - patient.lag**2) ** 0.5 * rng.gauss(0, patient.deviation)
        wander = patient.lag * wander + fresh
        rise = (patient.rise if day >= RISE_ON else 0.0) + patient.slope * day
        is_quiet = patient.quiet[0] <= day < patient.quiet[1]
        pain = max(0, min(10, round(wander / 3 if is_quiet else patient.mean + rise + wander)))
        is_empty = rng.random() < patient.empty
        if not is_empty and not patient.away[0] <= day < patient.away[1]:
            _say(rows, patient, day, pain, rng)
    if patient.clock_set_back:
        rows.entries.append(Entry("ahead", _wall(DAYS + 400, 12.0, 0), 0, now=10))
    if patient.is_out_of_order:
        rng.shuffle(rows.entries)
    return rows


def _say(rows: Rows, patient: Patient, day: int, pain: int, rng: Random) -> None:
    offset_s = _offset_s(patient, day)
    for nth in range(patient.entries):
        uid, wall = f"{day}-{nth}", _wall(day, 8.0 + 4 * nth, offset_s)
        rows.entries.append(Entry(uid, wall, offset_s, now=pain))
        if patient.corrects and rng.random() < 0.2:
            slip = Entry(f"{uid}-slip", wall + 1, offset_s, now=10)
            rows.entries.append(slip)
            if rng.random() < 0.5:
                rows.strikes.append(Strike(f"{uid}-strike", slip.uid))
            else:
                right = Entry(f"{uid}-right", wall + 1, offset_s, now=pain, replaces=slip.uid)
                rows.entries.append(right)
    hours = (11.0, 18.0) if patient.is_eager else (18.0,) if patient.does_sessions else ()
    for hour in hours if patient.is_eager or day % 2 else ():
        uid, wall = f"{day}-session-{hour:g}", _wall(day, hour, offset_s)
        ended = wall + HOUR_S / 4
        rows.sessions.append(
            Session(uid, wall, offset_s, Kind.SESSION, "home-basics", ended_wall=ended)
        )
        after = min(10, pain + HIGHER_BY) if patient.is_eager else pain
        for source, moment, felt in ((Source.BEFORE, wall, pain), (Source.AFTER, ended, after)):
            rows.entries.append(
                Entry(f"{uid}-{source}", moment, offset_s, source, felt, session=uid)
            )


def _offset_s(patient: Patient, day: int) -> int:
    """Return local time less UTC: a journey every ten days, and the clocks in between."""
    if not patient.moves:
        return 0
    return (0, 9, 5, -8, 1)[day // 10 % 5] * 3600 + (3600 if day % 20 > 13 else 0)


def _wall(day: int, hour: float, offset_s: int) -> float:
    return (FIRST + day - FIRST_DAY) * DAY_S + hour * HOUR_S - offset_s


# --- what became of them ---------------------------------------------------------------


class Led(NamedTuple):
    """What the rules said to one patient, day by day from 0."""

    patient: Patient
    up: tuple[bool, ...]
    """Days on which the trend said that pain is up."""
    contact: tuple[bool, ...]
    """Days on which a rule told to talk to somebody."""
    no_change: tuple[bool, ...]
    """Days on which that was for no change (T3b, T3c)."""
    two_weeks: int
    """The day on which two weeks had passed since the first entry."""
    is_unchanged: bool | None
    """What T3b says on it: ``None`` where there are not the entries that it asks for, false
    where the diary itself was better by what counts, by chance or not."""
    is_back: tuple[bool, ...]
    """Days on which pain was said to be back (T5c)."""
    raised: tuple[bool, ...]
    """For each day with a session: whether it was said that one had ended higher (R14)."""
    wrong: tuple[str, ...]
    """Whatever must always hold, and did not."""


def lead(patient: Patient, seed: int) -> Led:
    """Lead one patient through DAYS days."""
    rng = Random(seed)  # noqa: S311  # nothing is secret
    rows = keep(patient, rng)
    whole = _read(rows, patient, DAYS - 1)
    days = [advise(whole.until(FIRST + day)) for day in range(DAYS)]
    no_change = tuple(_holds(one, "T3b") or _holds(one, "T3c") for one in days)
    start = whole.days[0].day - FIRST
    two_weeks = min(start + T3B_DAYS, DAYS - 1)
    no_change_then = {one.rule: one.holds for one in days[two_weeks].findings}["T3b"]
    return Led(
        patient,
        up=tuple(one.facts.trend.direction is Direction.UP for one in days),
        contact=tuple(
            one.headline is not None and one.headline.level >= AdviceLevel.CONTACT
            for one in days
        ),
        no_change=no_change,
        two_weeks=two_weeks,
        is_unchanged=no_change_then,
        is_back=tuple(_holds(one, "T5c") for one in days),
        raised=tuple(_holds(days[day], "R14") for day in sorted(_days_led(whole))),
        wrong=tuple(_wrong(patient, rows, days, rng)),
    )


def _days_led(whole: Course) -> set[int]:
    return {day - FIRST for day, _ in whole.sessions}


def _read(rows: Rows, patient: Patient, day: int) -> Course:
    """Return the course as the program folds it on the evening of ``day``."""
    offset_s = _offset_s(patient, day)
    now = _wall(day, 23.0, offset_s)
    known = (one for one in rows.entries if one.wall <= now or one.uid == "ahead")
    held = (one for one in rows.sessions if one.wall <= now)
    return fold(now, offset_s, known, held, rows.strikes)


def _holds(advice: Advice, rule: str) -> bool:
    return any(one.rule == rule and one.holds is True for one in advice.findings)


def _wrong(patient: Patient, rows: Rows, days: list[Advice], rng: Random) -> Iterator[str]:
    """Yield what must always hold and does not."""
    for day in range(0, DAYS, CHECKED_EVERY):
        anew = advise(_read(rows, patient, day))
        if anew.findings != days[day].findings:
            yield f"day {day}: what was known then says something else"
    mixed = Rows([*rows.entries], [*rows.sessions], [*rows.strikes])
    for some in mixed:
        rng.shuffle(some)
    last = days[-1]
    if advise(_read(mixed, patient, DAYS - 1)).findings != last.findings:
        yield "the order of the rows says something else"
    right = [one for one in rows.entries if not one.uid.endswith("-slip")]
    clean = advise(_read(Rows(right, rows.sessions, []), patient, DAYS - 1))
    if clean.findings != last.findings:
        yield "what was corrected is not forgotten"


class Counted(NamedTuple):
    """What all of them come to; a share is (those of it, all)."""

    shares: Counter[str]
    wholes: Counter[str]
    wrong: tuple[str, ...]


def count(led: Iterable[Led]) -> Counted:
    """Return what became of all patients."""
    shares, wholes, wrong = Counter[str](), Counter[str](), list[str]()
    for one in led:
        wrong += [f"{one.patient}: {what}" for what in one.wrong]
        for name, of_it, of_all in _counted(one):
            shares[name] += of_it
            wholes[name] += of_all
    return Counted(shares, wholes, tuple(wrong))


def _counted(one: Led) -> Iterator[tuple[str, int, int]]:
    who = one.patient
    if who.kind in ("steady", "drifting"):
        weeks = range(14, DAYS, 7)
        false = sum(any(one.up[day : day + 7]) for day in weeks)
        yield f"{who.kind}: weeks with a false rise", false, len(weeks)
        yield f"{who.kind}, SD {who.deviation:g}: weeks with a false rise", false, len(weeks)
        yield f"{who.kind}, mean {who.mean:g}: weeks with a false rise", false, len(weeks)
        yield f"{who.kind}, {who.empty:.0%} empty: weeks with a false rise", false, len(weeks)
        if who.kind == "steady":
            yield _cell(who), false, len(weeks)
    if who.is_eager:
        yield (
            "over-eager: told on the day what sessions raise",
            sum(one.raised),
            len(one.raised),
        )
    if who.kind == "steady" and who.mean > MILD_MOST and one.is_unchanged is not None:
        by = one.two_weeks
        yield "steady: spoken of on day 14", int(one.contact[by]), 1
        yield "steady: spoken of by day 21", int(any(one.contact[by : by + 8])), 1
        if one.is_unchanged:
            yield (
                "steady, not better by chance: spoken of on day 14",
                int(one.contact[by]),
                1,
            )
    if who.kind.startswith("up"):
        found = any(one.up[RISE_ON : RISE_ON + FOUND_WITHIN + 1])
        yield f"{who.kind}, SD {who.deviation:g}: found within 10 days", int(found), 1
    if who.kind == "recurring":
        back = any(one.is_back[who.quiet[1] : who.quiet[1] + 7])
        yield "recurring: said to be back within a week", int(back), 1
    if who.kind == "improving":
        yield "improving: weeks with a rise", *_weeks_up(one)


_CELL = "steady, one kind: "


def _cell(who: Patient) -> str:
    return f"{_CELL}mean {who.mean:g}, SD {who.deviation:g}, {who.empty:.0%} empty"


def _weeks_up(one: Led) -> tuple[int, int]:
    weeks = range(14, DAYS, 7)
    return sum(any(one.up[day : day + 7]) for day in weeks), len(weeks)


BOUNDS = {
    "steady: weeks with a false rise": (0.0, 0.07),
    "up 3, SD 1: found within 10 days": (0.94, 1.0),
    "up 3, SD 1.5: found within 10 days": (0.80, 1.0),
    "up 2, SD 1: found within 10 days": (0.80, 1.0),
    "steady, not better by chance: spoken of on day 14": (1.0, 1.0),
    "over-eager: told on the day what sessions raise": (1.0, 1.0),
}
"""What must hold: the least and the most share."""


def beyond(counted: Counted) -> list[str]:
    """Return the bounds that do not hold."""
    return [
        f"{name}: {share(counted, name):.1%}, not {least:.0%} to {most:.0%}"
        for name, (least, most) in BOUNDS.items()
        if not least <= share(counted, name) <= most
    ]


def share(counted: Counted, name: str) -> float:
    """Return one share, 0-1. Raises ``ZeroDivisionError`` where nobody was counted for it."""
    return counted.shares[name] / counted.wholes[name]


def _lead(one: tuple[int, Patient]) -> Led:
    return lead(one[1], one[0])


def simulate(many: int, seed: int, processes: int) -> Counted:
    """Lead ``many`` patients through DAYS days each."""
    all_of_them = [(seed * 1_000_003 + at, one) for at, one in enumerate(patients(many, seed))]
    if processes == 1:
        return count(map(_lead, all_of_them))
    with ProcessPoolExecutor(processes) as pool:
        return count(pool.map(_lead, all_of_them, chunksize=20))


def main() -> int:
    """Run from the command line; return 1 where something that must hold does not."""
    parser = ArgumentParser(description="Simulated patients against the rules of the weeks.")
    parser.add_argument("--patients", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--processes", type=int, default=cpu_count() or 1)
    asked = parser.parse_args()
    clock = Clock()
    began = clock.awake()
    counted = simulate(asked.patients, asked.seed, asked.processes)
    cells = [name for name in counted.wholes if name.startswith(_CELL)]
    worst = max(cells, key=lambda name: share(counted, name))
    for name in sorted({*counted.wholes} - {*cells} | {worst}):
        print(f"{share(counted, name):7.1%}  {name} ({counted.wholes[name]})")
    faults = [*counted.wrong[:20], *beyond(counted)]
    for fault in faults:
        print(f"WRONG: {fault}")
    print(f"{asked.patients} patients of {DAYS} days in {clock.awake() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
