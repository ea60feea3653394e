"""Whose a terminal is: ours, or the shell's while this program runs in the background.

Only asks. A terminal that is nobody's, or not the one that controls this program, is ours:
there is no shell then that could want it.
"""

from __future__ import annotations

import os
import sys


def is_ours(fd: int) -> bool:
    """Tell whether this program may read from the terminal ``fd`` and set its modes."""
    if sys.platform == "win32":  # it has no job control
        return True
    try:
        group = os.tcgetpgrp(fd)
    except OSError:  # not our controlling terminal, or closed: a read tells which
        return True
    return group in (os.getpgrp(), 0)
