"""Two versions of one session, or of one row, laid together. Pure.

Both computers may have gone on with what one of them began. What follows is a rule of sets:
every event of either is in the result, and how a session ended is what was kept last. So the
order in which diaries are laid together does not matter, nor how often.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from backpt.journal.codec import STILL_ON
from backpt.session.records import EventRow
from backpt.values import NamedTuple

Value = tuple[Any, ...]
"""Columns of a row of the diary, which may be damaged: of any type that SQLite has."""
_APART = 32
"""Bits below which the numbers of events that were kept by one computer lie."""
BESIDE, MARK_LENGTH = "~", 8
"""In the uid of a row whose name another row has, before what tells the two apart; and how
many characters that is."""


class SessionVersion(NamedTuple):
    """What one diary has of a session."""

    events: tuple[EventRow, ...]
    said: Value
    """What the user or the program said of it, beginning with when it ended, in milliseconds,
    or ``None``: the later version counts whole."""
    summed: Value
    """What was counted from its events."""
    items: tuple[Value, ...]
    """The same, item by item."""


class Joined(NamedTuple):
    version: SessionVersion
    is_to_sum: bool
    """It has events that neither diary has all of, and ended: what was done is to be counted
    from its events."""


def joined_version(here: SessionVersion, there: SessionVersion) -> Joined:
    """Return one session made of two versions of it."""
    mine, theirs = _by_value(here.events), _by_value(there.events)
    both = _of_both(mine, theirs)
    is_mine = _rank(here, mine, both) >= _rank(there, theirs, both)
    later = here if is_mine else there
    if both == mine:
        events = here.events
    elif both == theirs:
        events = there.events
    else:
        events = _laid_out(both)
    is_whole = both == (mine if is_mine else theirs)
    is_to_sum = not is_whole and later.said[0] is not None
    return Joined(later._replace(events=events), is_to_sum)


def _rank(version: SessionVersion, events: "_Events", both: "_Events") -> Any:
    """Return what orders versions: the later is the greater."""
    walls = [row[1] for row in events.values() if isinstance(row[1], int)]
    ended = version.said[0]
    latest = max((*walls, ended if isinstance(ended, int) else -1), default=-1)
    counted = (version.summed, *version.items)
    return (
        latest,
        ended is not None,
        comparable(version.said),
        events == both,
        [comparable(one) for one in counted],
    )


_Moment = tuple[Any, Any, int]
"""``at_s``, ``wall_ms`` and the number that the event had first."""
_Events = dict[Value, _Moment]
"""By what tells an event from the others."""


def _by_value(rows: Iterable[EventRow]) -> _Events:
    found: _Events = {}
    for row in rows:
        first = _first_number(row.seq)
        value, kept = _value(row, first), (row.at_s, row.wall_ms, first)
        found[value] = _later(found[value], kept) if value in found else kept
    return found


def _first_number(seq: object) -> int:
    """Return the number that an event had where it was kept first."""
    if not isinstance(seq, int) or seq < 0:
        return 0  # a damaged one
    return seq if seq < 1 << _APART else (seq >> _APART) - 1


def _value(row: EventRow, first: int) -> Value:
    what = (row.attempt, row.kind, row.mode, row.payload)
    if row.kind == STILL_ON:  # its moment moves on: the later word is the word
        return (*what, first)
    return (*what, row.at_s, row.wall_ms)


def _of_both(mine: _Events, theirs: _Events) -> _Events:
    both = {**theirs, **mine}
    for value in mine.keys() & theirs.keys():
        both[value] = _later(mine[value], theirs[value])
    return both


def _later(one: "_Moment", other: "_Moment") -> "_Moment":
    at_s, wall_ms = (
        max(pair, key=_of_any_type) for pair in zip(one[:2], other[:2], strict=True)
    )
    return at_s, wall_ms, min(one[2], other[2])


def _of_any_type(value: object) -> Any:
    return comparable((value,))


def _laid_out(events: _Events) -> tuple[EventRow, ...]:
    """Return the events with their numbers; where two have one, the later gets another that
    says which it had."""
    of_first: dict[int, list[tuple[Value, _Moment]]] = {}
    for one in events.items():
        of_first.setdefault(one[1][2], []).append(one)
    rows = []
    for first, ones in of_first.items():
        for nth, (value, (at_s, wall_ms, _)) in enumerate(sorted(ones, key=_by_moment)):
            seq = first if nth == 0 else ((first + 1) << _APART) | _print_of(value)
            attempt, kind, mode, payload = value[:4]
            rows.append(EventRow(seq, attempt, at_s, wall_ms, kind, mode, payload))
    return tuple(sorted(rows))


def _by_moment(one: tuple[Value, _Moment]) -> Any:
    value, (at_s, wall_ms, _) = one
    return comparable((at_s, wall_ms, *value))


def _print_of(value: Value) -> int:
    return crc32(repr(value).encode("utf-8", "surrogatepass"))


# --- rows that are only added ------------------------------------------------------------


def told_apart(rows: Iterable[Value], uid: str) -> Mapping[str, Value]:
    """Return different ``rows`` that have one uid, their uids left out, by names that tell
    them apart: the first keeps ``uid``, whoever had it."""
    first, *others = sorted({*rows}, key=comparable)
    return {uid: first} | {
        f"{uid}{BESIDE}{_print_of(row):0{MARK_LENGTH}x}": row for row in others
    }


def begins_as(uid: str) -> str:
    """Return the uid that a row had before it was told from another."""
    first, _, mark = uid.rpartition(BESIDE)
    return first if first and len(mark) == MARK_LENGTH else uid


def comparable(value: Value) -> Any:
    """Return what orders values of whatever types."""
    return [(type(one).__name__, one) if one is not None else ("", 0) for one in value]
