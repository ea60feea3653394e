"""What was agreed to of a dose, or declined: rows that are laid over the exercises.

Only values. Rows are only added: what is taken back is so by a row that names it, and the
exercises' own file is never edited (weeks 7).
"""

from collections.abc import Iterable

from backpt.progress.corrections import struck
from backpt.progress.entry import Strike
from backpt.safety.calendar import day_of
from backpt.values import NamedTuple, StrEnum


class ChangeField(StrEnum):
    """What of an exercise was changed, or offered."""

    REPS = "reps"
    """Of each set, per side."""
    SETS = "sets"
    HOLD = "hold"
    """Of each rep, in seconds."""
    TIME = "time"
    """Of one long position or walk, in seconds."""
    EXERCISE = "exercise"
    """Another one, easier or harder, is done in its place: ``was`` and ``to`` are ids."""
    PHASE = "phase"
    """Of the whole course, clinical F: the exercise is empty."""


class Change(NamedTuple):
    """One number of one dose, raised or lowered by consent, or not now; or one taken back."""

    uid: str
    wall: float
    """When it was said, in seconds since 1970."""
    offset_s: int
    """Local time less UTC then, in seconds."""
    exercise: str
    """Id of the exercise."""
    field: ChangeField
    was: float | str
    to: float | str
    """The number before and after; ids where another exercise takes its place."""
    routine: str = ""
    """Id of the routine for which it counts; empty: for all."""
    rule: str = ""
    """By which rules it was offered: "F7, F2"; empty where nobody offered it."""
    by: str = ""
    """Who wanted it, where that was not the user: a therapist's name."""
    is_agreed: bool = True
    """False: "not now". It changes nothing, and is not offered again too soon."""
    undoes: str = ""
    """Uid of the change that it takes back; the other fields repeat that one's."""

    @property
    def day(self) -> int:
        """The ordinal of the day on which it was said, begun at 03:00."""
        return day_of(self.wall, self.offset_s)


def agreed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that count, each once, in the order in which they were said.

    One that takes another back is itself none; where it is taken back, the other counts again.
    """
    rows = {one.uid: one for one in changes}
    out = struck(Strike(one.uid, one.undoes) for one in rows.values() if one.undoes)
    counted = (
        one for one in rows.values() if one.is_agreed and not one.undoes and one.uid not in out
    )
    return tuple(sorted(counted, key=lambda one: (one.wall, one.uid)))
