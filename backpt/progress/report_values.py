"""What stands in the report for a therapist, as values (weeks 9). Only values, and no words but
those of the user, of the library and of the tables.

Days are ordinals, pains 0-10. ``None`` is that it is not known, which never reads as well.
"""

from backpt.prescription.model import Dose, Exercise
from backpt.progress.change import ChangeField
from backpt.progress.due_questions import ActivityChange
from backpt.progress.entry import Spread
from backpt.progress.plan import AwayWhy
from backpt.progress.trend import Direction
from backpt.safety.clearance import LeftOutPack
from backpt.safety.precautions import Note
from backpt.safety.rows import AdviceLevel
from backpt.values import NamedTuple


class Period(NamedTuple):
    """The days that are looked back on."""

    first: int
    last: int
    """Today."""
    began: int | None = None
    """The day on which this pain began."""
    kept_since: int | None = None
    """The first day of the diary; ``None``: there is nothing in it."""
    is_first_visit: bool = False
    """The diary is too short to tell of weeks: what is asked at a first visit comes first."""

    @property
    def days(self) -> int:
        return self.last - self.first + 1


class WeekFigures(NamedTuple):
    """One week, Monday to Sunday, as far as it lies in the period."""

    monday: int
    pain: float | None
    """Mean of its daily values."""
    days: int
    """Days with a value."""
    sessions: int
    """Days on which a session was held."""
    flare_ups: int
    """Of them, days of the routine for a flare-up."""


class PainFigures(NamedTuple):
    """Pain in the period."""

    first: float | None = None
    """Mean of the daily values of the first seven days from the first one with a value on."""
    last: float | None = None
    """Mean of those of the last seven days; ``None`` where the two overlap."""
    counts: bool | None = None
    """Whether the change is one that counts: 2 points, or 30 % and a point (OST08)."""
    trend: Direction = Direction.UNKNOWN
    """As advice has it: against the four weeks before."""
    worst: int | None = None
    worst_day: int | None = None
    days_said: int = 0
    """Days with a value."""
    before: float | None = None
    """Mean before sessions of which pain is known before and after."""
    after: float | None = None
    rated: int = 0
    """How many sessions that is."""
    woken: int = 0
    """Nights in which pain woke the user."""
    limited: int = 0
    """Days on which pain kept from much."""
    values: tuple[tuple[int, float], ...] = ()
    """The daily values."""
    held_days: tuple[int, ...] = ()
    flare_up_days: tuple[int, ...] = ()
    weeks: tuple[WeekFigures, ...] = ()

    @property
    def change(self) -> float | None:
        """Last less first, in points; positive is worse."""
        if self.first is None or self.last is None:
            return None
        return self.last - self.first

    @property
    def percent(self) -> int | None:
        """The same in percent of the first week; ``None`` also where that was without pain."""
        if self.change is None or not self.first:
            return None
        return round(100 * self.change / self.first)


class LegFigures(NamedTuple):
    """Pain in a leg: days on which each was said, and how far it reached last."""

    none: int = 0
    same: int = 0
    closer: int = 0
    further_days: tuple[int, ...] = ()
    spread: Spread | None = None
    spread_day: int | None = None
    tingling_days: int = 0


class SignFigures(NamedTuple):
    """A yes to a question about warning signs."""

    question: str
    day: int | None
    """When it was answered."""
    seen: int | None
    """When a clinician had seen it; ``None``: nobody has."""
    is_emergency: bool


class SessionFigures(NamedTuple):
    """What was done of the routines."""

    held: int = 0
    told: int = 0
    """Of them, done without the program and said afterwards."""
    planned: int | None = None
    """Sessions that the plan asked for; ``None``: there was no plan."""
    done: int | None = None
    """Of these."""
    share: float | None = None
    """Dose included, 0-1."""
    refused_days: tuple[int, ...] = ()
    """Days on which the answers before a session allowed none."""
    ended: tuple[tuple[str, int], ...] = ()
    """How those that were not finished ended, and how many."""


class RoutineLine(NamedTuple):
    """A routine that was planned or done in the period."""

    id: str
    name: str
    held: int
    is_written_down: bool
    """It is the user's own, as a therapist wrote it down: the program offers no steps up."""
    days: tuple[int, ...] = ()
    """Of the week, 0 Monday, on which it is planned now."""


class LessDone(NamedTuple):
    """Why less of an exercise was done, and in how many sessions."""

    why: str
    """A ``Why`` or an ``Ending`` of the session."""
    many: int


class ExerciseLine(NamedTuple):
    """One exercise over the period."""

    exercise: Exercise
    prescribed: Dose | None
    """As the file has it; ``None``: it is in no routine of now."""
    now: Dose | None
    """With the changes that were agreed to."""
    changed: int | None
    """When it was last changed."""
    done: int
    """Days on which it was done."""
    planned: int | None
    """Days on which the plan asked for it; ``None``: it was in no plan."""
    reached: Dose | None
    """The most that was done whole; ``None``: never."""
    pain_high: int | None
    """The highest pain said while doing it."""
    hurt: int
    """In how many sessions it hurt."""
    leg_further: int
    """In how many sessions pain went further down the leg at it."""
    stops: tuple[LessDone, ...]
    """The most frequent one first."""
    unsure: int
    """How often it was marked that it is not clear how it is done."""
    is_ready: bool
    """By the rules for steps up it is ready for more."""


class PackFigures(NamedTuple):
    """Heat and cold."""

    heat: int = 0
    cold: int = 0
    rated: int = 0
    """Of which pain is known before and after, and was more than 0 before."""
    change: float | None = None
    """Mean of these, after less before: negative is relief."""
    helped: int = 0
    """Pain dropped by 2 points or 30 %."""


class AwayFigures(NamedTuple):
    first: int
    last: int
    """Clipped to the period."""
    why: AwayWhy | None


class TalkedTo(NamedTuple):
    """That somebody was talked to."""

    day: int
    note: str = ""


class AdviceFigures(NamedTuple):
    """Advice that was shown in the period, by its rule."""

    rule: str
    level: AdviceLevel
    days: tuple[int, ...]
    """On which it was shown."""
    answer: TalkedTo | None
    """The first time that the user had talked to somebody since; ``None``: not said."""


class LighterFigures(NamedTuple):
    """A rule that made sessions lighter, or another routine of them."""

    rule: str
    reason: str
    """Its sentence, as the user read it last."""
    days: tuple[int, ...]


class DoseChange(NamedTuple):
    """A change of a dose that was agreed to in the period and still counts."""

    day: int
    name: str
    """Of the exercise."""
    field: ChangeField
    was: float | str
    to: float | str
    """The number before and after; names where another exercise takes its place."""


class OwnWords(NamedTuple):
    day: int
    text: str


class PrecautionFigures(NamedTuple):
    """What the user must be careful about, and what that changed."""

    answered: int | None = None
    """When the safety cards were answered; ``None``: never, or they cannot be read."""
    ticks: tuple[str, ...] = ()
    """Lines of card 3 that act."""
    notes: tuple[Note, ...] = ()
    left_out: tuple[LeftOutPack, ...] = ()


class DoneRow(NamedTuple):
    """One exercise in one session: a row of the table for a spreadsheet."""

    day: int
    time: str
    """By the clock on the wall there: "18:02"."""
    session: str
    """Its id in the log."""
    routine: str
    routine_name: str
    is_told: bool
    exercise: str
    name: str
    prescribed: Exercise | None
    """With its dose as it was in that session; ``None``: it cannot be read any more."""
    planned: int
    done: int
    partial: int
    skipped: int
    active_s: float
    why: str
    pains: tuple[int, ...]
    is_leg_further: bool
    is_unsure: bool
    pain_before: int | None
    pain_after: int | None
    ending: str


class WeeksReport(NamedTuple):
    """All of it: every form of the page draws from this."""

    period: Period
    pain: PainFigures = PainFigures()
    leg: LegFigures = LegFigures()
    signs: tuple[SignFigures, ...] = ()
    new_days: tuple[int, ...] = ()
    """Days on which something new was felt that none of the signs names."""
    emergency_days: tuple[int, ...] = ()
    """Days on which a session was ended by signs of an emergency."""
    activities: tuple[ActivityChange, ...] = ()
    sessions: SessionFigures = SessionFigures()
    routines: tuple[RoutineLine, ...] = ()
    exercises: tuple[ExerciseLine, ...] = ()
    packs: PackFigures = PackFigures()
    aways: tuple[AwayFigures, ...] = ()
    visits: tuple[int, ...] = ()
    """Days of appointments in the period, and the next one after it."""
    advice: tuple[AdviceFigures, ...] = ()
    """The strictest first."""
    lighter: tuple[LighterFigures, ...] = ()
    changes: tuple[DoseChange, ...] = ()
    declined: int = 0
    """Steps up that were offered, and not wanted then."""
    words: tuple[OwnWords, ...] = ()
    precautions: PrecautionFigures = PrecautionFigures()
    rows: tuple[DoneRow, ...] = ()
    """The first session first."""
