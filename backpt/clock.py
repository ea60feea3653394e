"""The only reader of clocks, and the only sleeper. Knows nothing of sessions.

Two clocks, because a laptop sleeps: ``awake`` stops while it does, ``real`` counts on.
``time.monotonic`` stops on Linux and macOS and counts on Windows; CLOCK_BOOTTIME (Linux) and
CLOCK_MONOTONIC_RAW (macOS, mach_continuous_time) count on. A change of the wall clock moves
neither.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def _real_clock() -> Callable[[], float]:
    if sys.platform == "linux":
        return lambda: time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return lambda: time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic


class Clock:
    """Real time."""

    __slots__ = ("real",)

    def __init__(self) -> None:
        self.real: Callable[[], float] = _real_clock()
        """Seconds that pass on the skin: asleep or awake."""

    def awake(self) -> float:
        """Return seconds that pass while the machine is awake."""
        return time.monotonic()

    def wall(self) -> float:
        """Return seconds since 1970, UTC: for the journal only, never for timing."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Sleep, to the tenth of a millisecond; nothing for zero or less."""
        if seconds > 0:
            time.sleep(seconds)
