"""Keeping what is said between sessions, and telling where it waits if it must."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from backpt.journal import keeping
from backpt.journal.sqlite import Connection
from backpt.journal.store import JournalError
from backpt.journal.week_rows import Rows
from backpt.language import pain as words
from backpt.paths import Paths
from backpt.terminal.lines import say_line

_T = TypeVar("_T")


def keep_or_wait(paths: Paths, rows: Rows, now_wall: float) -> bool:
    """Keep ``rows`` and return whether the diary has them; where they wait in a file that is
    said.

    Raises ``JournalError`` where no file takes them.
    """
    return keep_and_read(paths, rows, now_wall, lambda _: None)[0]


def keep_and_read(
    paths: Paths, rows: Rows, now_wall: float, question: Callable[[Connection], _T]
) -> tuple[bool, _T | None]:
    """Do the same, and return what the diary that has them answers, from the same opening;
    ``None`` where it has to be asked with what waits beside it."""
    try:
        why, waiting, answer = keeping.keep_and_ask(
            paths.journal, rows, round(now_wall * 1000), question
        )
    except JournalError as error:
        raise JournalError(words.not_kept(str(error))) from error
    if waiting:
        say_line(words.waits(why, waiting), sys.stderr)
    return not waiting, answer
