"""What is asked for, and what is known when an evening begins: read once, then handed down."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from backpt.prescription.model import Library, Routine
from backpt.safety.answers import Answers
from backpt.safety.levels import Practice
from backpt.session.compile import Manner
from backpt.session.records import Before, Habit, Pack, Unfinished
from backpt.session.resume import ResumePoint
from backpt.session.steps import Step
from backpt.values import NamedTuple

if TYPE_CHECKING:
    from backpt.progress.change import Change


class Request(NamedTuple):
    """What was asked for on the command line, as far as the conversation needs it."""

    kind: str
    """``SESSION`` or ``ICEPACK``."""
    routine: Routine
    manner: Manner
    library: Library
    """Where easier exercises and other routines are looked up; a pack needs none."""
    pain: int | None = None
    """Pain said on the command line, 0-10: then it is not asked for."""
    resume: bool = False
    rehearsal: bool = False
    """Nothing is done in earnest."""


class Past(NamedTuple):
    """What the journal says before an evening. What cannot be read is left out."""

    before: Before = Before(0)
    """What the sessions before say."""
    before_latest: Before = Before(0)
    """The same where ``latest`` goes on: then it is none of those before."""
    practice: Callable[[], Practice] = Practice
    """Works out what was done lately, which no question before the first asks for."""
    packs: tuple[Pack, ...] = ()
    """Packs of today and of the two hours before it."""
    latest: Unfinished | None = None
    """The latest session that may go on."""
    left_open: tuple[Unfinished, ...] = ()
    """Every session that was begun and never closed, latest first."""
    habit: Habit = Habit()
    week_asks: tuple[str, ...] | None = None
    """The activities on the card of the week, in the user's own words; ``None``: it is not
    due."""
    changes: "tuple[Change, ...]" = ()
    """What was agreed to of the doses, in order (``progress/change.py``)."""
    fault: str = ""
    """Why ``latest`` cannot be read, in one sentence."""
    has_waiting: bool = False
    """Some of it waits in files to be added to the journal."""


class BrokenOffSession(NamedTuple):
    """A session that may go on, compiled, and where it does."""

    old: Unfinished
    steps: tuple[Step, ...]
    """Those of its kept prescription, compiled today."""
    point: ResumePoint
    origin: float
    """When it began, on today's scale of time."""

    @property
    def is_pack_on(self) -> bool:
        """Whether it broke off with a pack on the skin."""
        return self.point.contact_s is not None

    def aged(self, by_s: float) -> "BrokenOffSession":
        """Return it as it is so many seconds after it was read."""
        old = self.old._replace(into_s=self.old.into_s + by_s, age_s=self.old.age_s + by_s)
        on_s = self.point.contact_s
        contact_s = None if on_s is None else on_s + by_s
        return self._replace(old=old, point=self.point._replace(contact_s=contact_s))


class Known(NamedTuple):
    """Every fact that an evening begins with."""

    answers: Answers = Answers()
    trouble: str = ""
    """Why the kept answers cannot be relied on, without a full stop; empty where they can."""
    past: Past = Past()
    broken_off: BrokenOffSession | None = None
    """What may go on, of the kind that was asked for; ``None``: nothing."""
    steps: tuple[Step, ...] = ()
    """Of the routine that was asked for; empty where what was broken off is to go on."""
    legible: Answers = Answers()
    """What can still be read of kept answers that cannot be relied on."""
    today: str = ""
    """ISO date where the user is."""
    now_wall: float = 0.0
    """Seconds since 1970."""
    day_began_wall: float = 0.0
    hour: float = 12.0
    """Time of day where the user is, 0 to 24."""
    has_keyboard: bool = True
