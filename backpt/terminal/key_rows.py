"""The keys below a picture as rows. Knows how many fit, and not what they do."""

from __future__ import annotations

from functools import lru_cache

from backpt.terminal.rows import BOLD, PLAIN, Look, Picture, Row, Span, fitted
from backpt.terminal.text import width


def fitting_keys(
    keys: tuple[tuple[str, str], ...], columns: int, look: Look, most: int
) -> Picture:
    """Return the keys in ``most`` rows. Where not all fit, the first ones stay, and the last,
    which tells the others."""
    rows = key_rows(keys, columns, look)
    while len(rows) > most and len(keys) > 2:
        keys = (*keys[:-2], keys[-1])
        rows = key_rows(keys, columns, look)
    return tuple(rows[:most])


@lru_cache(maxsize=64)
def key_rows(keys: tuple[tuple[str, str], ...], columns: int, look: Look) -> list[Row]:
    """Return the keys as rows; a pair is never broken over two of them."""
    rows: list[list[Span]] = [[]]
    left = columns
    for key, does in keys:
        pair = width(key, look.wide) + 1 + width(does, look.wide)
        if rows[-1] and pair + 3 > left:
            rows.append([])
            left = columns
        if rows[-1]:
            rows[-1].append(("   ", PLAIN))
            left -= 3
        rows[-1] += [(key, BOLD), (f" {does}", PLAIN)]
        left -= pair
    return [fitted(tuple(row), columns, look) for row in rows]
