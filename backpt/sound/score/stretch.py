"""A stretch of sound as pure data: what begins when. Knows no samples and no clock."""

from backpt.values import NamedTuple

RATE = 24_000
"""Samples a second, everywhere: mono, 16 bit (the voice's own rate; every output takes it)."""

MOTIF, SAY = "motif", "say"


class Sound(NamedTuple):
    """One thing to be heard."""

    at_s: float
    """Seconds from the start of the stretch."""
    kind: str
    """``MOTIF`` (``name`` is a motif's) or ``SAY`` (``name`` is a sentence)."""
    name: str
    gain: float = 1.0
    """0 to 1."""
    until_s: float | None = None
    """It is cut (with a short fade) at this moment, if it is not over by then."""


class Stretch(NamedTuple):
    """Sound for a stretch of session without a decision of the user."""

    sounds: tuple[Sound, ...]
    length_s: float
