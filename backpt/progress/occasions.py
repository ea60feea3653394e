"""What became of one exercise in one session, and why it is no success (weeks 7).

A step up is earned by honest successes only. Each fault here is one that other programs counted
as a success: half a set, a day that was eased, a rehearsal, pain that nobody asked about.
"""

from backpt.prescription.model import Dose
from backpt.safety.days import Settled
from backpt.safety.tables import STEP_PAIN_MOST
from backpt.values import NamedTuple, StrEnum


class Occasion(NamedTuple):
    """One exercise in one session that was closed."""

    session: str
    """Uid of the session."""
    wall: float
    """When it began, in seconds since 1970."""
    day: int
    """Ordinal of its day."""
    routine: str
    """Id of the routine that was done."""
    exercise: str
    dose: Dose
    """As it was prescribed for that session."""
    is_whole: bool = True
    """Every rep, hold or minute was done, and none was made shorter."""
    is_lighter: bool = False
    """A rule, or the user's wish, made the session less than the routine, when it began or when
    it went on; a flare-up routine in its place is less, too."""
    is_told: bool = False
    """Done without the program, and said afterwards."""
    is_rehearsal: bool = False
    is_hurt: bool = False
    """ "It hurts" was pressed in it, whatever was answered."""
    is_ended_by_pain: bool = False
    """Its end came early by "it hurts"."""


class Shortfall(StrEnum):
    """Why an occasion is no success."""

    NOT_WHOLE = "not whole"
    LIGHTER = "lighter"
    TOLD = "told"
    REHEARSAL = "rehearsal"
    HURT = "hurt"
    PAINFUL = "painful"
    """Pain above STEP_PAIN_MOST was said at the session, or none at all."""
    NOT_SETTLED = "not settled"
    NOT_KNOWN = "settling not known"
    OTHER_DOSE = "other dose"


PASSED_OVER = frozenset({Shortfall.TOLD, Shortfall.REHEARSAL, Shortfall.OTHER_DOSE})
"""Of an occasion with no other fault nothing is known against a step: it is neither a success
nor the end of a run."""


def shortfalls(
    one: Occasion, present: Dose, pain: int | None, settled: Settled
) -> frozenset[Shortfall]:
    """Return why ``one`` is no success at the dose ``present``; empty: it is one (F7).

    ``pain``: the highest that was said at its session, 0-10; ``None``: none was. ``settled``:
    whether that was back by the next day.
    """
    found = {
        Shortfall.NOT_WHOLE: not one.is_whole,
        Shortfall.LIGHTER: one.is_lighter,
        Shortfall.TOLD: one.is_told,
        Shortfall.REHEARSAL: one.is_rehearsal,
        Shortfall.HURT: one.is_hurt or one.is_ended_by_pain,
        Shortfall.PAINFUL: pain is None or pain > STEP_PAIN_MOST,
        Shortfall.NOT_SETTLED: settled is Settled.NO,
        Shortfall.NOT_KNOWN: settled is Settled.UNKNOWN,
        Shortfall.OTHER_DOSE: one.dose != present,
    }
    return frozenset(fault for fault, holds in found.items() if holds)
