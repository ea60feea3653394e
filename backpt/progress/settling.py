"""Whether a session settled by the next day (R12-R15), at no key: from what was said anyway.

An entry from SETTLE_FROM_H to SETTLE_TO_H hours after a session tells; one after the next
session has begun tells nothing of this one. Where nothing was said it is unknown, which never
counts as well. The one extra question is due only where entries leave it open.
"""

from bisect import bisect_left, bisect_right

from backpt.progress.course import NOT_OF_THE_DAY, Course, held_sessions
from backpt.progress.entry import Entry, Kind, Session, Source
from backpt.safety.days import Earlier, Leg, Settled, Standing, read_standing
from backpt.safety.tables import BAD_FROM, HIGHER_BY, SETTLE_FROM_H, SETTLE_TO_H
from backpt.values import NamedTuple

_HOUR_S = 3600.0


class Settling(NamedTuple):
    """What became of the pain of one session."""

    session: Session
    day: int
    before: int | None
    """Pain before it, 0-10; ``None``: not said."""
    after: int | None
    verdict: Settled
    later: int | None = None
    """The pain that told, 0-10."""
    told_wall: float | None = None
    """When it was said; ``None`` where nothing tells."""
    told_day: int = 0
    """On which day."""
    was_asked: bool = False
    """The user answered the question itself."""


class AtSession(NamedTuple):
    """What was said at one session."""

    before: int | None = None
    after: int | None = None
    worst: int | None = None
    leg: Leg | None = None
    settled: Settled | None = None


def by_session(course: Course) -> dict[str, AtSession]:
    """Return what was said at each session or pack, by its uid."""
    by_session: dict[str, list[Entry]] = {}
    for _, one in course.entries:
        if one.session:
            by_session.setdefault(one.session, []).append(one)
    return {uid: _said(entries) for uid, entries in by_session.items()}


def _said(entries: list[Entry]) -> AtSession:
    before = after = worst = None
    leg: Leg | None = None
    settled: Settled | None = None
    for one in entries:
        if one.source is Source.BEFORE:
            before = before if one.now is None else one.now
            settled = one.settled or settled
        elif one.source is Source.AFTER and one.now is not None:
            after = one.now
        for pain in (one.now, one.worst):
            if pain is not None and (worst is None or pain > worst):
                worst = pain
        leg = _worse(leg, one.leg)
    return AtSession(before, after, worst, leg, settled)


def _worse(was: Leg | None, leg: Leg | None) -> Leg | None:
    if Leg.FURTHER in (was, leg):
        return Leg.FURTHER
    return leg or was


def settlings(course: Course, said: dict[str, AtSession]) -> tuple[Settling, ...]:
    """Return what became of each session that was held, the first one first; ``said`` is
    what was said at them."""
    held = held_sessions(course)
    answers = _answers(course, said, held)
    telling = _Telling(course)
    found = []
    for at, (day, one) in enumerate(held):
        following = held[at + 1][1] if at + 1 < len(held) else None
        words = said.get(one.uid, AtSession())
        settled = Settling(one, day, words.before, words.after, Settled.UNKNOWN)
        if one.uid in answers:
            asker_day, asker, answer = answers[one.uid]
            settled = settled._replace(
                verdict=answer, told_wall=asker.wall, told_day=asker_day, was_asked=True
            )
        elif (told := telling.of(one, following)) is not None and told[1].now is not None:
            settled = settled._replace(
                verdict=_verdict(words.before, told[1].now),
                later=told[1].now,
                # A session begins with the question; it is answered before the session counts.
                told_wall=min(told[1].wall, following.wall) if following else told[1].wall,
                told_day=told[0],
            )
        found.append(settled)
    return tuple(found)


class _Telling:
    """The entries that tell how a day was, to be looked up by their moments."""

    def __init__(self, course: Course) -> None:
        self._rows = [
            row
            for row in course.entries
            if row[1].now is not None and row[1].source not in NOT_OF_THE_DAY
        ]
        self._walls = [one.wall for _, one in self._rows]

    def of(self, one: Session, following: Session | None) -> tuple[int, Entry] | None:
        """Return the last entry that tells of a session, with its day."""
        ended = one.wall if one.ended_wall is None else one.ended_wall
        first = bisect_left(self._walls, ended + SETTLE_FROM_H * _HOUR_S)
        behind = bisect_right(self._walls, ended + SETTLE_TO_H * _HOUR_S)
        for row in reversed(self._rows[first:behind]):
            is_before = following is not None and row[1].session == following.uid
            if following is None or is_before or row[1].wall <= following.wall:
                return row
        return None


def _verdict(before: int | None, later: int) -> Settled:
    """At or below what it was is settled, HIGHER_BY above it is not; between is not known."""
    if before is None or before < later < before + HIGHER_BY:
        return Settled.UNKNOWN
    return Settled.YES if later <= before else Settled.NO


def _answers(
    course: Course, said: dict[str, AtSession], held: list[tuple[int, Session]]
) -> dict[str, tuple[int, Session, Settled]]:
    """Return what was answered about a session that had ended higher, before a later one."""
    found: dict[str, tuple[int, Session, Settled]] = {}
    rose = [one for _, one in held if _ended_higher(said.get(one.uid, AtSession()))]
    for day, asker in course.sessions:
        answer = said.get(asker.uid, AtSession()).settled
        if answer is None:
            continue
        earlier = [one for one in rose if one.wall < asker.wall]
        if earlier and earlier[-1].uid not in found:
            found[earlier[-1].uid] = (day, asker, answer)
    return found


def _ended_higher(said: AtSession) -> bool:
    return Earlier(0, before=said.before, after=said.after).ended_higher


def earlier(
    course: Course, said: dict[str, AtSession], settled: tuple[Settling, ...]
) -> tuple[Earlier, ...]:
    """Return the days before as the rules before a session take them, latest first.

    Sessions come as they were; what was said between them comes as days on which nothing was
    held, so that it counts for the leg, for bad days and for what is usual; and where entries
    tell whether a session settled, that comes as an answer.
    """
    rows = [
        (one.wall, 1, _of_session(day, one, said.get(one.uid, AtSession())))
        for day, one in course.sessions
        if one.kind is Kind.SESSION
    ]
    rows += between_sessions(course, settled)
    rows.sort(key=lambda row: row[:2], reverse=True)
    return tuple(row[2] for row in rows)


def between_sessions(
    course: Course, settled: tuple[Settling, ...]
) -> list[tuple[float, int, Earlier]]:
    """Return what was said between sessions, as ``earlier`` takes it, and what that tells of
    the sessions before: each with its moment, and 0 where it comes before what began then."""
    told = [
        (one.told_wall, 0, Earlier(one.told_day, settled=one.verdict))
        for one in settled
        if one.told_wall is not None
        and not one.was_asked
        and one.verdict is not Settled.UNKNOWN
    ]
    return [*told, *_between(course)]


def calls_between(course: Course) -> list[tuple[float, int, Earlier]]:
    """Return the days on which the user had talked to somebody, said with ``backpt advice
    --done``, as ``between_sessions`` does: before a session that is an answer, too. The rules
    of the weeks know the calls themselves (``advice.py``), and what got worse since."""
    return [(one.wall, 1, Earlier(day, has_talked=True)) for day, one in course.calls]


def _of_session(day: int, one: Session, said: AtSession) -> Earlier:
    return Earlier(
        day,
        before=said.before,
        after=said.after,
        worst=said.worst,
        leg=said.leg,
        routine=one.routine,
        is_held=one.is_held,
        is_refused=one.is_refused,
        something_new=one.something_new,
        settled=said.settled,
    )


def _between(course: Course) -> list[tuple[float, int, Earlier]]:
    """Return what was said between sessions. The same of the leg, said again on one day, is
    said once: three entries a day are no three sessions running. Of pain that was not bad, and
    that no rule looks back to, at most the last is returned: that something was said."""
    first = course.today - LOOK_BACK_DAYS
    long_ago: tuple[int, Entry, int | None] | None = None
    led = {one.uid for _, one in course.sessions if one.kind is Kind.SESSION}
    rows = []
    legs: dict[int, Leg] = {}
    for day, one in course.entries:
        if one.session in led or one.source in NOT_OF_THE_DAY:
            continue
        leg = one.leg if one.leg is not None and legs.get(day) is not one.leg else None
        if one.leg is not None:
            legs[day] = one.leg
        now, worst = one.now, one.worst
        if worst is None or (now is not None and now > worst):
            worst = now
        is_pain_alone = leg is None and (worst is None or worst < BAD_FROM)
        if day <= first and is_pain_alone:
            long_ago = (day, one, worst)
            continue
        row = Earlier(day, before=now, worst=worst, leg=leg)
        rows.append((one.wall, 1, row))
    if long_ago is not None and not rows:
        day, one, worst = long_ago
        rows.append((one.wall, 1, Earlier(day, before=one.now, worst=worst)))
    return rows


class DaysBefore(NamedTuple):
    """The days before today, folded."""

    said: dict[str, AtSession]
    """What was said at each session or pack, by its uid."""
    settled: tuple[Settling, ...]
    sessions: tuple[Earlier, ...]
    """As the rules before a session take them, latest first."""
    standing: Standing

    def question_due(self, today: int) -> Earlier | None:
        """Return the day to ask about before a session: it ended higher, and neither an
        entry nor an answer tells whether it settled. ``None``: nothing is asked."""
        return self.standing.to_ask(today)


def look_back(course: Course) -> DaysBefore:
    """Return the days before, with what they leave standing today (clinical D5)."""
    lately = _lately(course)
    said = by_session(lately)
    settled = settlings(lately, said)
    rows = earlier(lately, said, settled)
    return DaysBefore(said, settled, rows, read_standing(rows, course.today))


LOOK_BACK_DAYS = 35
"""No rule on the days before reaches further back (``safety/days.py``, BASELINE_WITHIN_DAYS,
PACKS_WITHIN_DAYS), but that of a leg that was never lifted."""
_LIFTS = (Leg.CLOSER, Leg.NONE)


def _lately(course: Course) -> Course:
    """Return the course with the rows that still decide something."""
    first = course.today - LOOK_BACK_DAYS
    recent = [row for row in course.entries if row[0] > first]
    legs: list[tuple[int, Entry]] = []
    for row in reversed(course.entries):
        if row[0] > first or row[1].leg is None:
            continue
        if row[1].leg in _LIFTS:
            break
        legs.append(row)
    if not any(one.leg is Leg.FURTHER for _, one in legs):
        legs = []
    kept = {one.session for _, one in legs}
    sessions = (row for row in course.sessions if row[0] > first or row[1].uid in kept)
    return course._replace(entries=(*reversed(legs), *recent), sessions=tuple(sessions))
