"""What an output and a player promise, and how either fails. Knows none of them.

No pipe and no session: an output is told the moment at which a stretch is to be heard and is
attended to from one loop, with ``now`` as an argument.
"""

from __future__ import annotations

from array import array
from typing import Protocol

from backpt.sound.output.placing import Placed


class Unavailable(Exception):
    """This output does not exist here; nothing was lost."""


class Lost(Exception):
    """This output does not play (any longer): another must take over."""


class Output(Protocol):
    """One output. Everything raises ``Lost`` when it is found not to play."""

    name: str

    @property
    def latency_s(self) -> float:
        """Seconds from handing over a sample until it is heard, as far as is known."""

    def place(self, placed: Placed, now: float) -> None:
        """Let ``placed`` be heard at its moment; at once and from its middle if that is past.

        Stretches never overlap: what is placed later begins later.
        """

    def changed(self, placed: Placed, first: int, now: float) -> None:
        """Samples of ``placed`` from ``first`` on are not what they were."""

    def stop(self, now: float) -> None:
        """Let nothing more be heard of what was placed."""

    def level(self, level: float, now: float) -> None:
        """Let everything be this loud (0 to 1) from now on, also what already sounds."""

    def attend(self, now: float) -> float | None:
        """Do what is due; return the moment at which to be called again, at the latest."""

    def close(self) -> None:
        """Let go of the device."""


class Null:
    """Plays to nobody, in real time."""

    name = "null"
    latency_s = 0.0

    def place(self, placed: Placed, now: float) -> None:
        pass

    def changed(self, placed: Placed, first: int, now: float) -> None:
        pass

    def stop(self, now: float) -> None:
        pass

    def level(self, level: float, now: float) -> None:
        pass

    def attend(self, now: float) -> float | None:
        return None

    def close(self) -> None:
        pass


class BufferPlayer(Protocol):
    """What plays a whole buffer, from now, and can be asked whether it still does."""

    in_place: bool
    """Whether ``rewrite`` changes what sounds; if not, it begins anew at ``first``."""
    lingers: bool
    """Whether the card is busy for a while after ``end``: silence is better than an end."""

    def begin(self, samples: array[int]) -> None:
        """Play ``samples`` in place of what sounds now."""

    def rewrite(self, samples: array[int], first: int) -> None:
        """Play these ``samples``, which are new from ``first`` on."""

    def sounding(self) -> bool | None:
        """Whether it is not over yet; ``None`` where nobody can know.

        Raises ``Lost`` where a failure is reported.
        """

    def taken(self) -> int | None:
        """Return how many samples it has taken so far, or ``None`` where nobody can know."""

    def end(self) -> None:
        """Silence."""
