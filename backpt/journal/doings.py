"""What the sessions of the last weeks were made of, as the plan counts them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from backpt.journal.json_lines import from_json
from backpt.journal.local_days import local_day
from backpt.journal.plausible import checked
from backpt.progress.doing import Doing, ItemDone
from backpt.safety.tables import ADHERENCE_DAYS
from backpt.session.records import SESSION
from backpt.session.summary import ItemSummary

if TYPE_CHECKING:
    import sqlite3

DOINGS_DAYS = 3 * ADHERENCE_DAYS + 7
"""Twelve weeks, and the one that goes on."""
_HALF = 0.5
"""Of a rep or set that was begun and not done whole: how far it went nobody knows [D]."""
_HELD = "session.day >= ? AND kind = ? AND NOT rehearsal"
_SESSIONS = f"SELECT id, uid, asked, ending, started_ms, ended_ms FROM session WHERE {_HELD}"  # noqa: S608  # our words
_ITEMS = (
    "SELECT item.session, item.item, item.id, item.name, planned, done, partial, skipped,"  # noqa: S608  # our words
    " item.active_s, item.contact_s, why, CASE WHEN partial THEN text END"
    " FROM session CROSS JOIN item ON item.session = session.id"
    " JOIN prescription ON prescription.id = prescription"
    f" WHERE {_HELD} AND item.contact_s = 0 AND planned > 0 ORDER BY item.session, item.item"
)


def read_doings(
    db: sqlite3.Connection, now_wall: float, days: int = DOINGS_DAYS
) -> tuple[Doing, ...]:
    """Return the sessions of today and so many days before; what is damaged is left out."""
    since = (local_day(now_wall) - days, SESSION)
    items: dict[int, list[ItemDone]] = {}
    for number, *fields, text in db.execute(_ITEMS, since):
        with suppress(TypeError, ValueError):
            items.setdefault(number, []).append(_item(checked(ItemSummary(*fields)), text))
    found = []
    for number, uid, asked, ending, started_ms, ended_ms in db.execute(_SESSIONS, since):
        with suppress(TypeError, ValueError):
            if ended_ms is None:
                items[number] = _left(db, number, now_wall - started_ms / 1000)
            done = Doing(uid, asked, ending or "", tuple(items.get(number, ())))
            found.append(checked(done))
    return tuple(found)


def _left(db: sqlite3.Connection, number: int, into_s: float) -> list[ItemDone]:
    """Return what was done of a session that was never closed: it stands in its events."""
    from backpt.journal.broken_off import done_in

    left = done_in(db, number, into_s)
    parts = left.items if left else ()
    return [_item(one, None) for one in parts if one.planned > 0 and not one.contact_s]


def _item(one: ItemSummary, text: str | None) -> ItemDone:
    done: float = one.done
    if one.partial:
        time_s = None if text is None else _time_s(text, one.item)
        done += _partly(one, time_s) if time_s else _HALF * one.partial
    return ItemDone(one.id, one.planned, done, one.why)


def _partly(one: ItemSummary, time_s: float) -> float:
    """Return how many positions of ``time_s`` seconds were held in those that were begun."""
    return min(max((one.active_s - one.done * time_s) / time_s, 0.0), one.partial)


def _time_s(text: str, item: int) -> Any:
    """Return how long the position of an item is held; ``None`` where its reps are counted, or
    its prescription cannot be read."""
    with suppress(TypeError, ValueError, LookupError):
        found = from_json(text)["items"][item]["dose"]["time_s"]
        return found if isinstance(found, (int, float)) and found > 0 else None
    return None
