"""The rows of the safety tables: the shapes that ``safety.yaml`` is read into.

Only values. The rows themselves are in ``tables.py``, made from that file.
"""

from enum import IntEnum

from backpt.values import NamedTuple, StrEnum


class Urgency(StrEnum):
    """How soon a clinician must see it (clinical D2). Both block every session till then."""

    EMERGENCY = "emergency"
    URGENT = "urgent"


class AdviceLevel(IntEnum):
    """How serious advice is (clinical D2), worse ones higher."""

    PROGRESS = 0
    CONTINUE = 1
    EASE = 2
    STOP = 3
    CONTACT = 4
    URGENT = 5
    EMERGENCY = 6


class Sign(NamedTuple):
    """A warning sign; any single one is enough (clinical D3: use ANY)."""

    id: str
    urgency: Urgency
    trigger: str
    sources: tuple[str, ...]
    is_of_nerves: bool = False
    """It can mean the nerves at the base of the back, and has words of its own (D6, E1-E6)."""


class Question(NamedTuple):
    """A question of card 1 or 2: one yes is a warning sign."""

    key: str
    """The number it has in clinical G3, and the name it is kept by."""
    card: str
    """On which card it stands: "emergency", "urgent", or "none"."""
    press: str
    """The key that means yes."""
    text: str
    signs: tuple[str, ...]
    """Ids of the signs that a yes is."""
    codes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    again: bool = False
    """Asked once more when something new is felt before a session (clinical G4, 2)."""


class Tick(NamedTuple):
    """A line of card 3."""

    key: str
    """One word, that it is kept by and that ``--answers`` takes."""
    part: str
    """Which page it stands on."""
    number: int
    """In clinical G3."""
    text: str
    sets: str = ""
    """What follows, in words for the user; whole sentences."""
    group: str = ""
    """What stands before the lines of one number, where there are several."""
    codes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    ask_first: bool = False
    """A doctor, midwife or therapist is to be asked before starting: any yes of that kind is
    "talk to a doctor before increasing activity" (PARQ)."""
    sources: tuple[str, ...] = ()
    """Of the line; what it sets has its own, at the precaution or the condition."""


class Verdict(IntEnum):
    """What a condition means for a pack, worse ones higher."""

    OK = 0
    CARE = 1
    """ "ok with care"."""
    WARN = 2
    ASK = 3
    """Only after asking a clinician."""
    BLOCK = 4


class Row(NamedTuple):
    """A condition of the user, or of the skin where the pack goes."""

    flag: str
    """One word, that it is kept by and that ``--answers`` takes."""
    text: str
    heat: Verdict
    cold: Verdict
    sources: tuple[str, ...]
    part: str = ""
    """On which page it is asked before the first pack; empty where card 3 asks it."""
    lasts: bool = True
    """False for what is over in a few days: it stops today's pack and is asked again."""
    asks: tuple[str, ...] = ()
    """Questions of the safety cards, by number, that follow a tick: "and see D, urgent"."""
    heat_how: str = ""
    """How heat is used where it may be, the end of a sentence; empty where C4 adds nothing."""
    cold_how: str = ""


class Rule(NamedTuple):
    """What is allowed before a session, in words for whoever reviews it."""

    id: str
    when: str
    then: str
    sources: tuple[str, ...]


class WeekRule(NamedTuple):
    """What is advised between sessions, in words for whoever reviews it."""

    id: str
    level: AdviceLevel
    when: str
    then: str
    sources: tuple[str, ...]


class Number(NamedTuple):
    """A number that the rules use, for whoever reviews it; its value is a constant beside."""

    id: str
    written: str
    """As it is written: "8", "75% 85% 100%"."""
    means: str
    sources: tuple[str, ...]
