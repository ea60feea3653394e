"""Days off: how long the last break was, and how many sessions there were since.

Pure. After a break the dose comes back over three sessions (clinical D5, "After a break", with
F9); every number stands in ``safety.yaml``, and a clinician has reviewed none of them.
"""

from collections.abc import Sequence
from itertools import pairwise

from backpt.safety.tables import (
    LIGHTER_AFTER_DAYS,
    PHASE_BACK_AFTER_DAYS,
    RAMP,
    START_AFTER_DAYS,
)
from backpt.values import NamedTuple


class Break(NamedTuple):
    """The last break, if its sessions are not over."""

    days: int
    """How long it was."""
    since: int
    """Sessions since then: 0 before the first."""

    @property
    def factor(self) -> float:
        """Times the dose of the session that comes now."""
        return RAMP[self.since]

    @property
    def goes_phase_back(self) -> bool:
        return self.days >= PHASE_BACK_AFTER_DAYS

    @property
    def is_start_dose(self) -> bool:
        return self.days >= START_AFTER_DAYS and self.since == 0

    @property
    def counts(self) -> bool:
        """Whether anything is to be less, or easier, for it."""
        return self.factor < 1 or self.goes_phase_back


def last_break(days_off: int | None, days: Sequence[int]) -> Break | None:
    """Return the break that still counts; ``None``: there is none.

    ``days_off`` is the time since something was last done, and ``days`` are the ordinals of
    the sessions before, latest first.
    """
    if days_off is None:
        return None
    if days_off >= LIGHTER_AFTER_DAYS:
        return Break(days_off, 0)
    for since, (later, earlier) in enumerate(pairwise(days[: len(RAMP)]), 1):
        if later - earlier >= LIGHTER_AFTER_DAYS:
            found = Break(later - earlier, since)
            return found if found.counts else None
    return None
