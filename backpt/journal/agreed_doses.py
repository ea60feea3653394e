"""What was agreed to of the doses, for who asks no more of the diary.

Where there is no diary it is not looked for in one: nothing that reads a diary is loaded.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from backpt.journal.waiting import waiting_spills

if TYPE_CHECKING:
    from backpt.progress.change import Change


def read_agreed(path: str, now_wall: float) -> tuple[Change, ...]:
    """Return the changes of doses that count at ``now_wall``, in their order. Raises
    ``JournalError`` for a diary that cannot be read."""
    spills = waiting_spills(path)
    if not (spills or os.path.lexists(path)):
        return ()
    from backpt.journal.past import agreed_in
    from backpt.journal.query import ask_journal

    found = ask_journal(
        path, lambda db: agreed_in(db, now_wall), even_without=True, spills=spills
    )
    return found or ()
