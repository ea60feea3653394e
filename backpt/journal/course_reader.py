"""The weeks as the rules between sessions take them, from one opening of the journal."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backpt.journal.felt import STRUCK, is_struck
from backpt.journal.local_days import local_day, milliseconds, utc_offset_s
from backpt.journal.plausible import checked
from backpt.journal.query import REFUSED, ask_journal, one
from backpt.journal.week_rows import list_tellings, read_entries, read_strikes
from backpt.progress.course import Course, fold
from backpt.progress.entry import Call, Entry, Kind, Session, Source
from backpt.safety.calendar import READ_DAYS
from backpt.safety.days import Leg
from backpt.safety.tables import EPISODE_QUIET_DAYS

if TYPE_CHECKING:
    import sqlite3

_COUNTS = f"NOT rehearsal AND NOT {STRUCK}"
_SESSIONS = (
    "SELECT id, uid, started_ms, offset_s, kind, routine, name,"  # noqa: S608  # our words
    f" active_s > 0 OR contact_s > 0, {REFUSED}, is_told, something_new, has_talked, ended_ms"
    f" FROM session WHERE day >= ? AND {_COUNTS}"
)
_OF_NONE_OR_ONE_THAT_COUNTS = (
    "day >= ? AND NOT EXISTS (SELECT 1 FROM session WHERE uid <> '' AND uid = entry.session"  # noqa: S608  # our words
    f" AND (rehearsal OR {STRUCK}))"
)
"""The index on uids holds those that are not empty: without a word on it all sessions would be
looked through for each entry."""
_HURT = (
    "SELECT session.uid, event.seq, event.wall_ms, session.offset_s, event.kind,"  # noqa: S608  # our words
    " CASE WHEN json_valid(event.payload) THEN json_extract(event.payload, '$.pain') END"
    " FROM session JOIN event INDEXED BY event_hurt ON event.session = session.id"
    f" WHERE event.kind IN ('pain', 'leg') AND session.day >= ? AND {_COUNTS}"
)
_SINCE = (
    "SELECT day FROM since WHERE day <= ?"
    " ORDER BY wall_ms <= ? DESC, wall_ms DESC, uid DESC LIMIT 1"
)
"""The last word on it. One that a clock said which was ahead counts where there is no other."""
_STEPS = (
    "WITH RECURSIVE step(day) AS (SELECT min(day) FROM {table} WHERE day < :first AND {counts}"
    " UNION ALL SELECT coalesce("
    "(SELECT day FROM {table} WHERE day > step.day AND day <= step.day + :apart"
    " AND day < :first AND {counts} ORDER BY day DESC LIMIT 1),"
    "(SELECT day FROM {table} WHERE day > step.day + :apart AND day < :first AND {counts}"
    " ORDER BY day LIMIT 1))"
    " FROM step WHERE step.day IS NOT NULL) SELECT day FROM step WHERE day IS NOT NULL"
)
"""Days so far apart as two may be without a long quiet between, and either side of each quiet
time: of ten years some forty, which the index alone tells."""
_OLDER_DAYS = _STEPS.format(table="entry", counts=f"NOT {is_struck('entry.uid')}")
_ALL_OLDER_DAYS = _STEPS.format(table="entry", counts="true")
_OLDER_SESSION_DAYS = _STEPS.format(table="session", counts=_COUNTS)

_HAS_A_PLAN = (
    "SELECT EXISTS (SELECT 1 FROM plan) OR EXISTS (SELECT 1 FROM away)"
    " OR EXISTS (SELECT 1 FROM visit) OR EXISTS (SELECT 1 FROM change)"
)


def read_course(
    path: str, now_wall: float, signs: tuple[str, ...] = (), *, even_without: bool = True
) -> Course:
    """Return the weeks at ``now_wall``; ``signs`` are those that no clinician has seen.

    What is damaged is left out. Raises ``JournalError`` for a file that cannot be read;
    ``even_without``: not where something waits beside it, which is read then.
    """

    def question(db: sqlite3.Connection) -> Course:
        return course_in(db, now_wall, signs)

    found = ask_journal(path, question, even_without=even_without)
    return found or fold(now_wall, utc_offset_s(now_wall), signs=signs)


def course_in(db: sqlite3.Connection, now_wall: float, signs: tuple[str, ...] = ()) -> Course:
    """Return what ``read_course`` does, from a journal that is open."""
    first = local_day(now_wall) - READ_DAYS
    entries, _ = read_entries(db, _OF_NONE_OR_ONE_THAT_COUNTS, first)
    since = one(db, _SINCE, local_day(now_wall), milliseconds(now_wall))
    course = fold(
        now_wall,
        utc_offset_s(now_wall),
        entries=[*entries, *_said_during(db, first)],
        sessions=sessions_since(db, first, now_wall),
        strikes=read_strikes(db),
        calls=_calls(db),
        tellings=list_tellings(db, None),
        since=since if isinstance(since, int) else None,
        older_days=_older_days(db, first),
        signs=signs,
        **_plan_rows(db, now_wall),
    )
    return _with_share(course) if course.plans else course


def _older_days(db: sqlite3.Connection, first: int) -> set[int]:
    """Return days before ``first`` on which anything was said or done: as many as tell each
    quiet time of more than EPISODE_QUIET_DAYS."""
    # The index alone tells the days, where no row need be asked whether it is taken back.
    any_struck = one(db, "SELECT EXISTS (SELECT 1 FROM strike)")
    entries = _OLDER_DAYS if any_struck else _ALL_OLDER_DAYS
    values = {"first": first, "apart": EPISODE_QUIET_DAYS}
    rows = (
        row for query in (entries, _OLDER_SESSION_DAYS) for row in db.execute(query, values)
    )
    return {day for (day,) in rows if isinstance(day, int)}


def _plan_rows(db: sqlite3.Connection, now_wall: float) -> dict[str, Any]:
    """Return what was planned, and what the sessions were made of. Most diaries have no plan,
    and load nothing for one."""
    if not one(db, _HAS_A_PLAN):
        return {}
    from backpt.journal.doings import read_doings
    from backpt.journal.planned import read_plan_rows

    return {**read_plan_rows(db)._asdict(), "doings": read_doings(db, now_wall)}


def _with_share(course: Course) -> Course:
    from backpt.progress.adherence import share_for_advice
    from backpt.progress.plan import planned

    plan = planned(course.plans, course.aways, course.visits)
    return course._replace(adherence=share_for_advice(course, plan))


def sessions_since(db: sqlite3.Connection, first: int, now_wall: float) -> list[Session]:
    """Return the sessions and packs from the day ``first`` on that count; what is damaged is
    left out."""
    found = []
    for row in db.execute(_SESSIONS, (first,)).fetchall():
        with suppress(TypeError, ValueError):
            found.append(_session(db, row, now_wall))
    return found


def _session(db: sqlite3.Connection, row: tuple[Any, ...], now_wall: float) -> Session:
    number, uid, started_ms, offset_s, kind, routine, name, is_held, is_refused, *rest = row
    is_told, something_new, has_talked, ended_ms = rest
    wall = started_ms / 1000
    if ended_ms is None:  # the program was killed: what was done stands in its events
        from backpt.journal.broken_off import done_in  # loads all of a session

        done = done_in(db, number, now_wall - wall)
        is_held = bool(done and (done.active_s > 0 or done.contact_s > 0))
    return checked(
        Session(
            uid,
            wall,
            utc_offset_s(wall) if offset_s is None else offset_s,
            Kind(kind),
            routine,
            name,
            is_held=bool(is_held),
            is_refused=bool(is_refused),
            is_told=bool(is_told),
            something_new=None if something_new is None else bool(something_new),
            has_talked=bool(has_talked),
            ended_wall=None if ended_ms is None else ended_ms / 1000,
        )
    )


def _said_during(db: sqlite3.Connection, first: int) -> list[Entry]:
    """Return the pain that was said in sessions, which stands in their events; what is damaged
    is left out."""
    found = []
    for uid, seq, wall_ms, offset_s, kind, pain in db.execute(_HURT, (first,)).fetchall():
        if kind == "pain" and pain is None:  # damaged
            continue
        with suppress(TypeError, ValueError):
            wall = wall_ms / 1000
            said = Entry(
                f"{uid}-{seq}",
                wall,
                utc_offset_s(wall) if offset_s is None else offset_s,
                Source.DURING,
                now=pain if kind == "pain" else None,
                leg=Leg.FURTHER if kind == "leg" else None,
                session=uid,
            )
            found.append(checked(said))
    return found


def _calls(db: sqlite3.Connection) -> list[Call]:
    found = []
    for uid, wall_ms, offset_s, note in db.execute(
        "SELECT uid, wall_ms, offset_s, note FROM call"
    ):
        with suppress(TypeError, ValueError):
            found.append(checked(Call(uid, wall_ms / 1000, offset_s, note)))
    return found
