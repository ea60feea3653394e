"""What became of each exercise in the latest sessions, as a step up or down looks at it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backpt.journal.codec import routine_from
from backpt.journal.felt import STRUCK
from backpt.journal.json_lines import from_json
from backpt.journal.local_days import milliseconds
from backpt.journal.plausible import checked
from backpt.prescription.model import Routine, Work
from backpt.progress.occasions import Occasion
from backpt.safety.days import FLARE_UP_ROUTINE
from backpt.session.events import Ending, Outcome, Why
from backpt.session.records import SESSION
from backpt.session.steps import StepKind

if TYPE_CHECKING:
    import sqlite3

_SESSIONS_READ = 40
"""Enough for two successes running at six sessions a day, of three routines by turns."""
_ITEM_SESSIONS = (
    "SELECT session.id, uid, started_ms, day, routine, rule, is_told, rehearsal, ending, text"  # noqa: S608  # our words
    " FROM session JOIN prescription ON prescription.id = prescription"
    f" WHERE kind = ? AND NOT {STRUCK} AND ended_ms IS NOT NULL AND started_ms <= ?"
    " AND EXISTS (SELECT 1 FROM item WHERE item.session = session.id)"
    " ORDER BY started_ms DESC, session.id DESC LIMIT ?"
)
_ITEMS = "SELECT item, planned, done FROM item WHERE session = ? AND contact_s = 0"
_AGAINST = (
    "SELECT kind, payload FROM event WHERE session = ? AND (kind IN ('pain', 'leg')"
    " OR (kind = 'key' AND payload LIKE '%\"longer_s\":-%')"
    " OR (kind IN ('halted', 'ended') AND payload LIKE '%\"why\":%'))"
)
_BY_PAIN = frozenset({Why.HURTS, Why.EASED, Why.LEG})
"""Reasons that "it hurts" gives a step for not being done, or for standing still."""
_ENDED_BY_PAIN = frozenset({Ending.PAIN, Ending.LEG, Ending.EMERGENCY})
_EVERY = frozenset(range(1000))
"""More items than a routine may have."""


def read_occasions(
    db: sqlite3.Connection, now_wall: float, sessions: int = _SESSIONS_READ
) -> tuple[Occasion, ...]:
    """Return the exercises of the latest ``sessions`` that were closed, latest first; those
    that were taken back, that lie ahead or are damaged are left out."""
    values = (SESSION, milliseconds(now_wall), max(sessions, _SESSIONS_READ))
    routines: dict[str, Routine] = {}
    found: list[Occasion] = []
    for row in db.execute(_ITEM_SESSIONS, values).fetchall():
        with suppress(TypeError, ValueError, LookupError, AttributeError):
            text = row[-1]
            if text not in routines:
                routines[text] = routine_from(text)
            found += _occasions(db, row, routines[text])
    return tuple(found)


def _occasions(
    db: sqlite3.Connection, row: tuple[Any, ...], routine: Routine
) -> list[Occasion]:
    number, uid, started_ms, day, routine_id, rule, is_told, rehearsal, ending, _ = row
    hurt, ended, shortened = _against(db, number)
    ended |= hurt if ending in _ENDED_BY_PAIN else frozenset()
    found = []
    for at, planned, done in db.execute(_ITEMS, (number,)).fetchall():
        item = routine.items[at]
        if not isinstance(item, Work):
            continue
        one = Occasion(
            uid,
            started_ms / 1000,
            day,
            routine_id,
            item.exercise.id,
            item.dose,
            is_whole=planned > 0 and done == planned and at not in shortened,
            is_lighter=bool(rule) or routine_id == FLARE_UP_ROUTINE,
            is_told=bool(is_told),
            is_rehearsal=bool(rehearsal),
            is_hurt=at in hurt,
            is_ended_by_pain=at in ended and done < planned,
        )
        found.append(checked(one))
    return found


def _against(
    db: sqlite3.Connection, number: int
) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Return the items of a session in which something hurt, those that were left early for
    it, and those of which a step was made shorter. Where an event cannot be read every one may
    have hurt."""
    hurt, ended, shortened = set[int](), set[int](), set[int]()
    for kind, payload in db.execute(_AGAINST, (number,)).fetchall():
        try:
            raw = from_json(payload)
            at, step, why = int(raw["place"][0]), str(raw["kind"]), raw.get("why")
        except (TypeError, ValueError, LookupError, AttributeError):
            return _EVERY, frozenset(), _EVERY
        if kind == "key":
            shortened |= {at} if step == StepKind.WORK else set()
        elif kind in ("pain", "leg") or why in _BY_PAIN:
            hurt.add(at)
            # Of what was only eased the other half was done, and left out for that reason.
            is_left = raw.get("outcome") == Outcome.SKIPPED and why != Why.EASED
            ended |= {at} if is_left else set()
    return frozenset(hurt), frozenset(ended), frozenset(shortened)
