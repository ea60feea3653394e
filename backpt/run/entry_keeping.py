"""Keeping what is said between sessions, and telling where it waits if it must."""

from __future__ import annotations

import sys

from backpt.journal.keeping import keep_rows
from backpt.journal.store import JournalError
from backpt.journal.week_rows import Rows
from backpt.language import pain as words
from backpt.paths import Paths
from backpt.terminal.lines import say_line


def keep_or_wait(paths: Paths, rows: Rows, now_wall: float) -> bool:
    """Keep ``rows`` and return whether the diary has them; where they wait in a file that is
    said.

    Raises ``JournalError`` where no file takes them.
    """
    try:
        why, waiting = keep_rows(paths.journal, rows, round(now_wall * 1000))
    except JournalError as error:
        raise JournalError(words.not_kept(str(error))) from error
    if waiting:
        say_line(words.waits(why, waiting), sys.stderr)
    return not waiting
