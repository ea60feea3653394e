"""Keep the machine awake while a session runs, where that can be done. An edge: best effort.

A helper of the system does it, started in half a millisecond and let go by closing its pipe,
so that it ends with us however we end. The library for this (wakepy) does the same and more,
but its import alone costs as much memory as half a session and 80 ms in the loop.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from backpt.language import evening

_LINUX = (
    "systemd-inhibit",
    "--what=idle:sleep:handle-lid-switch",
    "--who=backpt",
    "--mode=block",
)
"""``cat`` ends when our end of its pipe is closed, and the inhibition with it."""
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001


def keep_awake() -> Callable[[], None] | None:
    """Ask the system not to sleep; return what lets it sleep again.

    ``None`` where there is nobody to ask. Whether the system obeys it does not say: so every
    pack says to keep the lid open and to set a phone timer too.
    """
    if sys.platform == "win32":
        return _on_windows()
    if sys.platform == "darwin":
        return _by_helper(("caffeinate", "-i", "-w", str(os.getpid())))
    return _by_helper((*_LINUX, f"--why={evening.A_SESSION_RUNS}", "cat"))


def _on_windows() -> Callable[[], None] | None:
    if sys.platform != "win32":
        return None
    import ctypes

    state = ctypes.windll.kernel32.SetThreadExecutionState
    if not state(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED):
        return None
    return lambda: state(_ES_CONTINUOUS)


def _by_helper(command: tuple[str, ...]) -> Callable[[], None] | None:
    if sys.platform == "win32":
        return None
    ours, theirs = -1, -1
    try:
        theirs, ours = os.pipe()
        null = os.open(os.devnull, os.O_WRONLY)
        pid = os.posix_spawnp(
            command[0],
            command,
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, theirs, 0),
                (os.POSIX_SPAWN_DUP2, null, 1),
                (os.POSIX_SPAWN_DUP2, null, 2),
            ],
            setsigmask=[],
        )
    except OSError:
        pid = 0
    finally:
        os.close(theirs)
    os.close(null)
    if not pid:
        os.close(ours)
        return None

    def let_sleep() -> None:
        os.close(ours)
        try:
            os.kill(pid, 15)
            os.waitpid(pid, 0)
        except OSError:
            pass

    return let_sleep
