"""The answer of ``backpt due``, kept until the diary, the answers or the day are others.

A prompt may ask at every key: reading the weeks takes four bare starts of Python, this one and
a half. It is a file in the cache folder, with what it follows from in its first line; whatever
cannot be told for certain is worked out anew. So little is loaded here: no room above.
"""

from __future__ import annotations

import os
import sys
from time import localtime

from backpt import __version__
from backpt.clock import Clock
from backpt.files import PRIVATE, read_regular, write_whole
from backpt.journal.waiting import waiting_spills

TYPE_CHECKING = False
if TYPE_CHECKING:
    from backpt.paths import Paths

NAME = "due.txt"
_MOST_BYTES = 10_000
_SETTLED_S = 2.0
"""A file that changed this lately may change again without showing another time."""


def kept_answer(paths: Paths) -> int | None:
    """Print what was answered before and return the exit code; ``None``: ask anew."""
    if sys.stdout.isatty():
        return None  # there a sentence is wrapped
    try:
        head, _, said = read_regular(_place(paths), _MOST_BYTES).decode().partition("\n")
        code, from_wall, until_wall, found = head.split(" ", 3)
        now_wall = Clock().wall()
        if not float(from_wall) <= now_wall < float(until_wall):
            return None
    except (OSError, ValueError):
        return None
    if found != facts(paths, now_wall) or code not in ("0", "1"):
        return None
    sys.stdout.write(said)
    return int(code)


def facts(paths: Paths, now_wall: float) -> str:
    """Return what the answer follows from, in one line; empty: it is not to be kept."""
    if waiting_spills(paths.journal):
        return ""
    found = [
        __version__,
        os.environ.get("BACKPT_LANGUAGE", ""),
        (sys.stdout.encoding or "utf-8").lower(),
    ]
    found.append(str(localtime(now_wall).tm_gmtoff))
    for path in (
        paths.journal,
        f"{paths.journal}-wal",
        f"{paths.journal}-journal",
        paths.answers,
    ):
        try:
            now = os.stat(path)
        except OSError:
            now = None
        if now is None or not now.st_size:  # whoever reads a diary may leave an empty log
            found.append("-")
        elif now.st_mtime > now_wall - _SETTLED_S:
            return ""
        else:
            found.append(f"{now.st_mtime_ns}:{now.st_size}:{now.st_ino}")
    return "|".join(found)


def keep_answer(
    paths: Paths, found: str, code: int, said: str, *, from_wall: float, until_wall: float
) -> None:
    """Keep what was said between two moments, as far as ``found`` holds. Where that cannot be,
    it is worked out each time."""
    if not (found and os.path.isdir(paths.cache)):
        return
    text = f"{code} {from_wall} {until_wall} {found}\n{said}"
    try:
        write_whole(_place(paths), text.encode(), mode=PRIVATE, lasting=False)
    except (OSError, ValueError):
        return


def _place(paths: Paths) -> str:
    return os.path.join(paths.cache, NAME)
