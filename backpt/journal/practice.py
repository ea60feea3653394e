"""What the journal says for the level of a routine: what was done of which, and how well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from backpt.journal.felt import MOST, STRUCK
from backpt.journal.local_days import local_day, milliseconds
from backpt.journal.plausible import checked
from backpt.journal.sqlite import Connection
from backpt.prescription.model import Item, Routine, Work
from backpt.safety.levels import MILESTONES, Held, Milestone, Practice, is_strong
from backpt.safety.tables import GATE_HELD_SHARE, GATE_PAIN
from backpt.session.records import SESSION

_SESSIONS_READ = 60
"""Enough for the nine that a gate wants, six a day for ten days."""
_HELD = (
    f"SELECT day, routine, max(ifnull({MOST}, 0), ifnull(pain_high, 0)), prescription.id"  # noqa: S608  # our words
    " FROM session"
    " JOIN prescription ON prescription.id = prescription"
    f" WHERE kind = ? AND NOT rehearsal AND NOT is_told AND NOT {STRUCK} AND started_ms <= ?"
    " AND (SELECT sum(done > 0 AND done * 2 >= planned) >= ? * count(*) FROM item"
    "  WHERE item.session = session.id AND contact_s = 0 AND planned > 0)"
    " ORDER BY started_ms DESC LIMIT ?"
)
_REACHED = (
    "SELECT prescription.id, item.item FROM item JOIN session ON session.id = item.session"  # noqa: S608  # our words
    " JOIN prescription ON prescription.id = prescription"
    f" WHERE item.id = ? AND item.done >= ? AND NOT rehearsal AND NOT is_told AND NOT {STRUCK}"
    f" AND started_ms <= ? AND max(ifnull({MOST}, 0), ifnull(pain_high, 0)) <= ?"
    " ORDER BY started_ms DESC LIMIT 20"
)


def read_practice(db: Connection, now_wall: float) -> Callable[[], Practice]:
    """Read what was done up to ``now_wall``, and return what works it out.

    That takes the prescriptions apart, and no question before the first asks for it.
    Rehearsals, and what is damaged, are left out.
    """
    now_ms, today = milliseconds(now_wall), local_day(now_wall)
    held = db.execute(_HELD, (SESSION, now_ms, GATE_HELD_SHARE, _SESSIONS_READ)).fetchall()
    first = db.execute(
        "SELECT min(started_ms) FROM session WHERE day = ? AND started_ms <= ?", (today, now_ms)
    ).fetchone()[0]
    reached = [
        (one, db.execute(_REACHED, (one.exercise, one.reps, now_ms, GATE_PAIN)).fetchall())
        for one in MILESTONES
    ]
    ids = {row[-1] for row in held} | {id_ for _, rows in reached for id_, _ in rows}
    each = ", ".join("?" * len(ids))
    query = f"SELECT id, text FROM prescription WHERE id IN ({each})"  # noqa: S608  # our words
    texts: dict[int, str] = dict(db.execute(query, (*ids,)))  # many sessions have the same
    return lambda: Practice(
        tuple(_held(held, texts, today)),
        frozenset(one.exercise for one, rows in reached if _is_reached(one, rows, texts)),
        first / 1000 if isinstance(first, int) else None,
    )


def _held(rows: list[Any], texts: dict[int, str], today: int) -> Iterator[Held]:
    strong = {id_: _holds(texts[id_], is_strong) for id_ in {row[-1] for row in rows}}
    for day, routine_id, worst, id_ in rows:
        with suppress(TypeError, ValueError):  # damaged
            yield checked(Held(min(day, today), routine_id, worst, strong[id_]))


def _is_reached(one: Milestone, rows: list[Any], texts: dict[int, str]) -> bool:
    return any(
        _holds(texts[id_], partial(_holds_for, at=at, hold_s=one.hold_s)) for id_, at in rows
    )


def _holds_for(routine: Routine, at: int, hold_s: float) -> bool:
    item: Item = routine.items[at]
    return isinstance(item, Work) and item.dose.pace.hold_s >= hold_s


def _holds(text: str, rule: Callable[[Routine], bool]) -> bool:
    """Tell whether ``rule`` holds of a kept routine; of one that cannot be read it does not."""
    from backpt.journal.codec import routine_from  # not before it is asked for

    try:
        return rule(routine_from(text))
    except (TypeError, ValueError, IndexError):
        return False
