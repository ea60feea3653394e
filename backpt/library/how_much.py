"""What is wrong with how a dose grows and how often it comes; each fault says what to write.

Knows how far the sources let a dose grow, and refuses to know where it stands in a file. A
field grows from the dose, or holds it; the reader has seen that it grows upwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from backpt.language import library_file
from backpt.prescription.durations import written
from backpt.prescription.growing import amount
from backpt.prescription.model import Dose, Frequency, Grow, Growth

MOST_REPS = 20
"""Clinical F11 (ACSM): 15-20 for endurance, fewer for all else."""
MOST_HOLD_S = 60.0
"""Clinical F3 (side plank up to 60 s) and F12 (stretches up to 60 s)."""
MOST_TIME_S = 30 * 60.0
"""Clinical F15: a walk builds up to 30 minutes."""
MOST_SETS_GROWN = 3
"""Clinical F2 (MSD 3 x 10): one set more, three at most, then something harder."""

_TOPS = {
    "hold": MOST_HOLD_S,
    "reps": MOST_REPS,
    "sets": MOST_SETS_GROWN,
    "time": MOST_TIME_S,
}
"""How far a field may grow."""


def grow_faults(dose: Dose, grow: Grow | None) -> Iterator[str]:
    """Yield what is wrong with ``grow`` for an exercise that is done in ``dose``."""
    for growth in grow or ():
        now, most = amount(dose, growth.field), _TOPS[growth.field]
        if now is None:
            yield _not_there(growth.field, dose)
            continue
        if not growth.low <= now <= growth.high:
            yield library_file.grows_elsewhere(
                growth.field, _written(growth, now), _from_dose(growth, now)
            )
        if growth.high > most:
            high, top = _written(growth, growth.high), _written(growth, most)
            yield library_file.grows_too_far(growth.field, high, top)


def _not_there(field: str, dose: Dose) -> str:
    if field == "sets":
        return library_file.PYRAMID_GROWS_IN_REPS
    if dose.time_s is not None:
        return library_file.grows_in_time(field)
    return library_file.dose_has_none(field)


def _from_dose(growth: Growth, now: float) -> str:
    """Return the growth as it may be written: from the dose on, or up to it."""
    low, high = min(growth.low, now), max(growth.high, now)
    return library_file.growth(*(_written(growth, one) for one in (low, high, growth.step)))


def _written(growth: Growth, value: float) -> str:
    return written(value) if growth.field in ("hold", "time") else f"{value:g}"


WEEK = 7


def frequency_fault(frequency: Frequency | None) -> str:
    """Return why the days of a frequency do not fit into a week, or nothing."""
    if frequency is None:
        return ""
    most = -(-WEEK // (frequency.apart + 1))
    if frequency.days_high <= most:
        return ""
    return library_file.no_room_between(frequency.days_high, frequency.apart, most)
