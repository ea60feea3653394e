"""What the diary holds of the weeks: entries, sessions and packs, and what takes them back.

Only values. Rows are never changed: a correction is another row that names the one it
replaces, and a strike names the one that it takes back (``corrections``).
"""

from backpt.safety.calendar import day_of
from backpt.safety.days import Leg, Settled
from backpt.values import NamedTuple, StrEnum


class Source(StrEnum):
    """When an entry was said."""

    SAID = "said"
    """Between sessions: ``backpt pain 4``."""
    BEFORE = "before"
    """Asked before a session or a pack."""
    DURING = "during"
    """Said during an exercise."""
    AFTER = "after"
    """Asked after a session or a pack, or told with one that was done without the program."""
    WEEKLY = "weekly"
    """The card of the week: activities, and the worst pain of the week."""


class Spread(StrEnum):
    """How far pain or tingling reaches (clinical D1). Both legs are a sign of the cards."""

    NONE = "none"
    BUTTOCK = "buttock"
    THIGH = "thigh"
    BELOW_KNEE = "below-knee"


class Activity(NamedTuple):
    """How well one thing could be done that the user wants to do again."""

    name: str
    """In the user's own words: "tie my shoes"."""
    can: int
    """0 cannot, 10 as before: the method of the Patient-Specific Functional Scale."""


class Entry(NamedTuple):
    """One thing said about a moment. ``None`` and empty: not said, and never read as well."""

    uid: str
    wall: float
    """The moment it is about, in seconds since 1970."""
    offset_s: int
    """Local time less UTC at that moment, in seconds."""
    source: Source = Source.SAID
    now: int | None = None
    """Pain at the moment, 0-10 NRS."""
    worst: int | None = None
    """The worst pain of the day so far, 0-10; of the week on the card of the week."""
    leg: Leg | None = None
    """Leg pain compared with the time before."""
    spread: Spread | None = None
    tingling: bool | None = None
    """Tingling in a leg, known and looked at; what is new belongs to the cards."""
    limited: int | None = None
    """How much pain kept the user from doing that day: 0 not at all, 3 nearly everything."""
    woken: bool | None = None
    """Pain woke the user in the night before."""
    activities: tuple[Activity, ...] = ()
    unsure: tuple[str, ...] = ()
    """Ids of exercises of which the user is not sure how to do them (A4, T4)."""
    settled: Settled | None = None
    """Whether the pain that an earlier session raised was back by the next day (R12-R15)."""
    note: str = ""
    session: str = ""
    """Uid of the session or pack that it belongs to; empty where it belongs to none."""
    replaces: str = ""
    """Uid of the entry that it corrects."""

    @property
    def day(self) -> int:
        """The ordinal of its day, begun at 03:00 where the user was."""
        return day_of(self.wall, self.offset_s)


class Kind(StrEnum):
    """What was done; the words of the journal."""

    SESSION = "session"
    PACK = "icepack"


class Session(NamedTuple):
    """A session or a pack, as the weeks see it. Pain said at it is in the entries."""

    uid: str
    wall: float
    """When it began, in seconds since 1970."""
    offset_s: int
    """Local time less UTC then, in seconds."""
    kind: Kind = Kind.SESSION
    routine: str = ""
    """Id of the routine that was done."""
    name: str = ""
    is_held: bool = True
    """Something of it was done."""
    is_refused: bool = False
    """Its answers allowed nothing."""
    is_told: bool = False
    """Done without the program, said afterwards."""
    something_new: bool | None = None
    """Something new was felt, and none of the signs of the cards; ``None``: not asked."""
    has_talked: bool = False
    """Said before it: the user has talked to a therapist or doctor."""
    ended_wall: float | None = None
    """When it ended; ``None`` where that is not known."""

    @property
    def day(self) -> int:
        """The ordinal of its day, begun at 03:00 where the user was."""
        return day_of(self.wall, self.offset_s)


class Strike(NamedTuple):
    """Takes back an entry, a session or another strike, which brings it back."""

    uid: str
    of: str
    """Uid of what it takes back."""


class Call(NamedTuple):
    """The user has talked to somebody, or has made an appointment: ``advice --done``."""

    uid: str
    wall: float
    offset_s: int
    note: str = ""

    @property
    def day(self) -> int:
        """The ordinal of its day, begun at 03:00 where the user was."""
        return day_of(self.wall, self.offset_s)


class Telling(NamedTuple):
    """Advice that was shown: kept so that it is not said again too soon."""

    uid: str
    wall: float
    offset_s: int
    rule: str
    """Id of the rule that was the headline: "T2"."""
    level: str
    """Its level, by name."""
    number: float = 0.0
    """What it counted; a rise of it is news."""

    @property
    def day(self) -> int:
        """The ordinal of its day, begun at 03:00 where the user was."""
        return day_of(self.wall, self.offset_s)
