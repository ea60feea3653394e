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


_EARLY_S = 0.0002


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
        if sys.platform == "win32":
            return time.time()
        return time.clock_gettime(time.CLOCK_REALTIME)  # time.time() ends in 2262

    def sleep_until(self, moment: float) -> None:
        """Sleep until ``awake`` is ``moment``, to a hundredth of a millisecond.

        The system wakes us a tenth or two late; so it is asked a little early, and the rest is
        waited out: once a cue, that costs nothing that could be measured.
        """
        self.sleep(moment - self.awake() - _EARLY_S)
        while self.awake() < moment:
            pass

    def sleep(self, seconds: float) -> None:
        """Sleep, to the tenth of a millisecond; nothing for zero or less."""
        if seconds > 0:
            time.sleep(seconds)
