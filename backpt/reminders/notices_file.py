"""Which notices were shown today: ``notices.txt`` in the data folder, a line each.

Not in the diary: it says nothing of a person. Written whole or not at all. A line that cannot
be read is left out, and a file that cannot is none: then somebody is reminded once too often.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress

from backpt.files import PRIVATE, private_folder, read_regular, write_whole
from backpt.progress.reminding import Notice

MOST_BYTES = 10_000


def read_notices(path: str) -> tuple[Notice, ...]:
    """Return what is kept at ``path``; nothing where there is no such file."""
    try:
        lines = read_regular(path, MOST_BYTES).decode(errors="replace").splitlines()
    except (OSError, ValueError):
        return ()
    return tuple(_read(lines))


def _read(lines: Iterable[str]) -> Iterator[Notice]:
    for line in lines:
        with suppress(ValueError):
            day, wall, routine = line.split(" ")
            yield Notice(routine, int(day), float(wall))


def keep_notices(path: str, notices: Iterable[Notice]) -> bool:
    """Keep ``notices`` in place of all others; return whether that could be done."""
    text = "".join(f"{one.day} {one.wall:.3f} {one.routine}\n" for one in notices)
    try:
        private_folder(os.path.dirname(path))
        write_whole(path, text.encode(errors="replace"), mode=PRIVATE)
    except (OSError, ValueError):
        return False
    return True
