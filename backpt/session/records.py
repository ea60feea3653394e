"""What is kept of a session, as values. Knows no SQL, no file and no clock.

Wall times are float seconds since 1970, UTC, and end in ``_wall``. ``at_s`` is seconds into
the session: from its start, the time between being killed and being resumed included.
"""

from backpt.prescription.model import Mode, Routine
from backpt.safety.days import Earlier
from backpt.session.events import Ending, Event, LegPainReported
from backpt.session.steps import Place, Step, StepKind
from backpt.session.summary import Compared, ItemSummary, Said
from backpt.values import NamedTuple

SESSION = "session"
ICEPACK = "icepack"

RESUME_WITHIN_S = 4 * 3600.0
"""What was broken off longer ago is closed as it is: muscles are cold (DESIGN 10)."""


class Mark(NamedTuple):
    """What a step is called in the journal: it outlives a compiler that counts otherwise."""

    kind: StepKind
    place: Place
    nth: int = 0
    """From 0: the steps of one kind at one place are told apart by their order."""


class StillOn(NamedTuple):
    """Word that a pack is still on the skin: the journal's own, no event of a session."""

    at: float
    step_index: int


class StoredEvent(NamedTuple):
    """An event as it was kept; its ``at`` is ``at_s`` and its index the one it had then."""

    seq: int
    at_s: float
    wall: float
    mark: Mark | None
    """The step it belongs to; ``None`` for the end of the session."""
    event: Event | StillOn


class EventRow(NamedTuple):
    """One row of ``event``, its session left out."""

    seq: int
    attempt: int
    at_s: float
    wall_ms: int
    kind: str
    mode: str
    """ "heat" or "cold" while a pack is on the skin, else empty."""
    payload: str


class Header(NamedTuple):
    """What is known of a session when it begins."""

    kind: str
    """``SESSION`` or ``ICEPACK``."""
    routine_id: str
    name: str
    prescription: str
    """The routine as JSON (``codec.routine_text``)."""
    compiler: int
    started_ms: int
    day: int
    """Ordinal of the day, begun at 03:00, on which it began where the user was."""
    pain_before: int | None
    rehearsal: bool
    leg: str | None = None
    """Leg pain before it, compared with the time before: "none", "same", "closer",
    "further"; ``None`` where it was not asked."""
    something_new: bool | None = None
    """New numbness, weakness or toilet trouble was said before it."""
    asked: str = ""
    """The routine that was asked for, where today allowed only another one."""
    offset_s: int | None = None
    """Local time less UTC when it began, in seconds; ``None`` where an older backpt kept it."""
    rule: str = ""
    """The rule that made it lighter than was asked for: "R3"; empty where nothing did."""
    reason: str = ""
    """Its sentence, as the user read it."""
    settled: str | None = None
    """Whether the last session that ended higher had settled by the next day: "yes", "no",
    "unknown"; ``None`` where it was not asked."""
    has_talked: bool = False
    """The user has talked to a therapist or doctor, as was advised."""
    uid: str = ""
    """Tells it from every session of any computer; empty in a file of an older backpt."""
    is_told: bool = False
    """Done without the program, and said afterwards."""


class Closing(NamedTuple):
    """What the closing commit adds to a session."""

    ended_ms: int
    ending: str
    pain_after: int | None
    pain_high: int | None
    note: str
    active_s: float
    contact_s: float
    items: tuple[ItemSummary, ...]


class SessionRow(NamedTuple):
    """One session as ``log`` lists it."""

    number: int
    key: str
    """Date and number of the session on that day: "2026-11-21-1"."""
    kind: str
    routine_id: str
    name: str
    compiler: int
    started_wall: float
    day: int
    ended_wall: float | None
    """``None``: it runs, or its program ended without a word."""
    ending: Ending | None
    pain_before: int | None
    pain_after: int | None
    pain_high: int | None
    note: str
    rehearsal: bool
    active_s: float
    contact_s: float
    items: tuple[ItemSummary, ...] = ()
    offset_s: int | None = None
    """Local time less UTC when it began, in seconds; ``None``: it was not kept then."""
    leg: str | None = None
    """Leg pain as ``Header.leg``, or further where that was said during it."""
    something_new: bool | None = None
    asked: str = ""
    rule: str = ""
    reason: str = ""
    """These four as in ``Header``."""
    uid: str = ""
    is_told: bool = False
    """These two as well."""
    is_struck: bool = False
    """The user took it back: it counts for nothing."""
    said: tuple[Said, ...] = ()
    """What hurt, in the order in which it was said."""
    legs: tuple[Compared, ...] = ()
    """How the leg was after the exercises of a trial."""
    unsure: tuple[str, ...] = ()
    """Ids of the exercises of which it is not clear how they are done."""


class Listed(NamedTuple):
    """Sessions as they are listed."""

    rows: tuple[SessionRow, ...]
    left_out: int
    """Entries, sessions or parts of one, that are damaged."""


class Unfinished(NamedTuple):
    """A session that was begun and never closed."""

    number: int
    header: Header
    routine: Routine
    events: tuple[StoredEvent, ...]
    into_s: float
    """Seconds from its start until now, never less than its last event."""
    age_s: float
    """Seconds since it was last heard of."""

    @property
    def started_wall(self) -> float:
        return self.header.started_ms / 1000

    @property
    def went_down_the_leg(self) -> bool:
        """Whether pain went further down the leg in it: nothing more of it is for today."""
        return any(isinstance(kept.event, LegPainReported) for kept in self.events)


class Habit(NamedTuple):
    """What was done so far, for whoever names no routine, and may not know the keys."""

    last_routine: str | None = None
    """Id of the one that was asked for in the latest exercise session, closed or not; those
    that lie ahead left out."""
    finished: int = 0
    """Exercise sessions that were closed, however they ended; rehearsals and refused ones
    left out."""
    planned: tuple[str, ...] = ()
    """Ids of what the plan asks for today and is not done, the next one first."""
    today: str = ""
    """What the plan makes of today: "left", "done", "rest", "away", "visit"; empty where
    there is none."""


class Before(NamedTuple):
    """What the days before say about a session today; rehearsals and packs left out."""

    today: int
    """Ordinal of the date."""
    entries: tuple[tuple[int, int], ...] = ()
    """The pain before sessions, latest first, the first one of each day: (days ago, 0-10)."""
    days_off: int | None = None
    """Days since something was last done; ``None``: never."""
    further_today: bool = False
    """Pain went further down the leg in a session of today, one that goes on included."""
    sessions: tuple[Earlier, ...] = ()
    """The latest ones, latest first, refused ones too."""
    going_on: Earlier | None = None
    """The one that goes on, which is none of them."""


class Pack(NamedTuple):
    """One session's use of a pack."""

    number: int
    mode: Mode
    on_wall: float
    """When the first pack of that mode went on."""
    off_wall: float
    """When the last one came off; where nobody knows, at the limit of contact (clinical C2)."""


def marks(steps: tuple[Step, ...]) -> tuple[Mark, ...]:
    """Return what each step is called."""
    seen: dict[tuple[StepKind, Place], int] = {}
    made = []
    for step in steps:
        called = (step.kind, step.place)
        nth = seen.get(called, 0)
        seen[called] = nth + 1
        made.append(Mark(*called, nth))
    return tuple(made)
