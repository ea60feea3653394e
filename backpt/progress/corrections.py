"""What still stands of the rows of a diary, after what replaces them and takes them back.

The order of the rows decides nothing, nor does a clock: two copies of a diary that hold the
same rows say the same.
"""

from collections.abc import Iterable
from typing import TypeVar

from backpt.progress.entry import Entry, Session, Strike

Row = TypeVar("Row", bound=Entry | Session)


def struck(strikes: Iterable[Strike]) -> frozenset[str]:
    """Return the uids of the rows that are taken back.

    A strike counts where every strike of it is taken back itself. Strikes that name one
    another in a circle, which no program of ours writes, count for nothing.
    """
    rows = {one.uid: one.of for one in strikes}
    counts, taken_back = set[str](), set[str]()
    undecided = dict(rows)
    while undecided:
        open_ones = {of for uid, of in rows.items() if uid not in taken_back}
        news = {uid for uid in undecided if uid not in open_ones}
        if not news:
            break
        counts |= news
        taken_back |= {rows[uid] for uid in news} & rows.keys()
        undecided = {u: of for u, of in undecided.items() if u not in counts | taken_back}
    return frozenset(rows[uid] for uid in counts)


def to_strike(uid: str, counting: Iterable[Strike]) -> tuple[str, ...]:
    """Return what to take back so that the row ``uid``, which the strikes in ``counting`` take
    back, becomes the other: those strikes, or without one the row."""
    return tuple(one.uid for one in counting) or (uid,)


def standing(rows: Iterable[Row], strikes: Iterable[Strike]) -> tuple[Row, ...]:
    """Return the rows that count, each once, in the order of the moments they are about.

    A row that another one replaces counts where that one is taken back.
    """
    out = struck(strikes)
    kept = {row.uid: row for row in rows if row.uid not in out}
    replaced = {
        row.replaces for row in kept.values() if isinstance(row, Entry) and row.replaces
    }
    counted = (row for row in kept.values() if row.uid not in replaced)
    return tuple(sorted(counted, key=lambda row: (row.wall, row.uid)))
