"""Which fields an exercises.yaml may have: one table a kind of entry, as data.

The reader walks these tables; a JSON Schema and the manual can be made from them. Knows the
limits (clinical C2 for packs, the rest common sense) and refuses to know how YAML is read.
"""

from backpt.prescription.model import Category, Level, Position, Sides
from backpt.values import NamedTuple


class Text(NamedTuple):
    most: int = 2_000
    """Characters."""
    words: int = 0
    """The most words; 0 for any number."""
    may_be_empty: bool = False
    cue: bool = False
    """``{side}`` and ``{other}`` are filled in; no other braces."""


class Texts(NamedTuple):
    most: int = 2_000


class Choice(NamedTuple):
    options: dict[str, object]
    """What may be written -> what it means."""


class Whole(NamedTuple):
    low: int
    high: int


class Reps(NamedTuple):
    """A whole number, or a list of them, one a set."""

    low: int
    high: int


class Duration(NamedTuple):
    low_s: float
    high_s: float


class FromTo(NamedTuple):
    """A whole number, or two with a hyphen between: ``3`` or ``3-5``."""

    low: int
    high: int


class Often(NamedTuple):
    """How often: fields of its own, or words ("every other day")."""

    fields: dict[str, "Field"]


class Growths(NamedTuple):
    """How fields of a dose grow, in their order: ``{hold: 5s..10s by 1s, sets: 1..3}``."""

    fields: dict[str, "Field"]


class Id(NamedTuple):
    """The name of another entry, by id or alias."""


class Codes(NamedTuple):
    """A list of short words without spaces: ids, codes, equipment."""


class Sayings(NamedTuple):
    """Codes, each with a text."""

    most: int = 200


class Record(NamedTuple):
    """Fields of their own, indented below."""

    fields: dict[str, "Field"]


class Items(NamedTuple):
    """The exercises of a routine: ids, ids with a dose, rests and packs."""


class Drawing(NamedTuple):
    """The poses of a figure; ``backpt.figure.read`` knows what may stand in it."""


Kind = (
    Text
    | Texts
    | Choice
    | Whole
    | Reps
    | Duration
    | FromTo
    | Often
    | Growths
    | Id
    | Codes
    | Sayings
    | Record
    | Items
    | Drawing
)


class Field(NamedTuple):
    key: str
    kind: Kind
    doc: str
    """What to write there, as a phrase."""
    name: str
    """Of the value's field; usually the key."""
    required: bool
    builtin: bool
    """Required in the built-in library."""


def field(
    key: str,
    kind: Kind,
    doc: str,
    *,
    name: str = "",
    required: bool = False,
    builtin: bool = False,
) -> tuple[str, Field]:
    name = name or key.replace("-", "_")
    return key, Field(key, kind, doc, name, required, required or builtin)


MOST_SETS = 10

_ANY_TEXT, _NAME, _PART = Text(), Text(60), Duration(0, 60)

DOSE = dict(
    (
        field("sets", Whole(1, MOST_SETS), "how many sets, 1 if left out"),
        field("reps", Reps(1, 100), "how many a side, or a list: one number a set"),
        field("time", Duration(5, 3600), "the length of one long step", name="time_s"),
        field("sides", Choice({side.value: side for side in Sides}), "how sides share it"),
        field("out", _PART, "the way out of one rep", name="out_s"),
        field("hold", Duration(0, 600), "the still part of one rep", name="hold_s"),
        field("back", _PART, "the way back of one rep", name="back_s"),
        field("relax", _PART, "the pause after one rep", name="relax_s"),
        field("rest", Duration(0, 600), "the rest between sets", name="rest_s"),
        field("pace", Choice({"self": True}), "self: the user counts", name="self_paced"),
    )
)

_FREQUENCY = dict(
    (
        field("days", FromTo(1, 7), "days a week, like 3 or 3-5", required=True),
        field("times", FromTo(1, 12), "times on such a day, 1 if left out"),
        field("apart", Whole(0, 6), "days of rest between two such days, 0 if left out"),
        field("when", Text(60), "when on such a day, like every 2 hours or in the morning"),
    )
)
OFTEN = Often(_FREQUENCY)

GROW = dict(
    (
        field("hold", Duration(1, 600), "the hold of a rep, like 5s..10s by 1s"),
        field("reps", Whole(1, 100), "reps a side, like 8..12 by 1"),
        field("sets", Whole(1, MOST_SETS), "sets, like 1..3"),
        field("time", Duration(5, 3600), "one long step, like 5 min..30 min by 1 min"),
    )
)
GROWTHS = Growths(GROW)

ITEM = DOSE | dict((field("grow", GROWTHS, "how the dose grows in this routine"),))
"""What a routine may say of an exercise."""

_SIDE_WORDS = dict(
    (
        field("left", _NAME, "what is said for the left", required=True),
        field("right", _NAME, "what is said for the right", required=True),
    )
)

_WORDS = dict(
    (
        field("out", _NAME, "what is said on the first way out"),
        field("back", _NAME, "what is said on the first way back"),
        field("rest", _NAME, "what is put down in the rest between sets"),
        field("half", _NAME, "what to change half-way through the reps of a set"),
        field("each", Choice({"yes": True}), "yes: both ways are said in every rep"),
    )
)

_CLEARED = dict(
    (
        field("by", _NAME, "who cleared it", required=True),
        field("date", _NAME, "when it was cleared", required=True),
    )
)

_CATEGORY = Choice({category.value: category for category in Category})
_POSITION = Choice({position.value: position for position in Position})

EXERCISE = dict(
    (
        field("name", Text(60, words=4), "as it is spoken", required=True),
        field("aliases", Texts(60), "other names for it"),
        field("category", _CATEGORY, "what it is for", builtin=True),
        field("strains", Codes(), "leg, bend, fold: what it asks of them", builtin=True),
        field("area", Codes(), "the parts of the body"),
        field("position", _POSITION, "how you lie, sit or stand", builtin=True),
        field("needs", Codes(), "equipment it cannot be done without"),
        field("optional", Codes(), "equipment that makes it easier"),
        field("phase", Whole(1, 3), "1 calm and move, 2 strengthen, 3 patterns", builtin=True),
        field("dose", Record(DOSE), "how much of it to do", required=True),
        field("frequency", OFTEN, "how often, like {days: 3-5, times: 1-2, apart: 1}"),
        field("grow", GROWTHS, "how the dose grows, field by field in this order"),
        field("note", _ANY_TEXT, "what else is to be known of how much and how often"),
        field("range", _ANY_TEXT, "what older files say instead of grow and note"),
        field("cue", Text(may_be_empty=True, cue=True), "said while it is done", builtin=True),
        field("side-words", Record(_SIDE_WORDS), "what is said for left and right"),
        field("words", Record(_WORDS), "what is said in the first rep"),
        field("place", _ANY_TEXT, "said on the way there"),
        field("fix", _ANY_TEXT, "what must be fixed to something before"),
        field("steps", Texts(), "how to do it, one sentence each", builtin=True),
        field("form", Texts(), "what good looks like"),
        field("mistakes", Texts(), "what to look out for"),
        field("stop-if", Texts(), "when to stop"),
        field("avoid", Codes(), "codes of the precautions that matter"),
        field("careful", Sayings(), "what a precaution that warns means here, by its code"),
        field("easier", Id(), "the next easier exercise"),
        field("harder", Id(), "the next harder exercise"),
        field("sources", Codes(), "where this comes from", builtin=True),
        field("figure", Drawing(), "its picture"),
        field("cleared", Record(_CLEARED), "who allowed it in spite of a precaution"),
    )
)

ROUTINE = dict(
    (
        field("name", _NAME, "as it is spoken", required=True),
        field("aliases", Texts(60), "other names for it"),
        field("goal", _ANY_TEXT, "what it is for", builtin=True),
        field("phase", Whole(1, 3), "1 calm and move, 2 strengthen, 3 patterns", builtin=True),
        field(
            "frequency", OFTEN, "how often, like {days: 3, times: 1, apart: 1}", builtin=True
        ),
        field("note", _ANY_TEXT, "what else is to be known of how often"),
        field(
            "progress",
            Choice({"ask": True, "never": False}),
            "ask: steps up are offered; never, and if left out: they are not",
            name="asks_to_grow",
            builtin=True,
        ),
        field(
            "if-leg-further",
            Codes(),
            "exercises to stop once pain moves further down the leg",
            name="leg_stops",
        ),
        field("first", Text(120), "a rule for all of it, said before the first exercise"),
        field("trial", Choice({"leg": True}), "leg: it tries bending back for leg symptoms"),
        field("exercises", Items(), "the list of what to do", name="items", required=True),
    )
)

SOURCE = dict(
    (
        field("title", _ANY_TEXT, "what it is called", required=True),
        field("address", Text(may_be_empty=True), "where it is found"),
        field(
            "tier", Choice(dict.fromkeys("SGOCKD", True)), "S, G, O, C, K or D", builtin=True
        ),
    )
)

PRECAUTION = dict(
    (
        field(
            "level",
            Choice({level.value: level for level in Level}),
            "block or warn",
            required=True,
        ),
        field("why", _ANY_TEXT, "the reason, as it is shown", required=True),
        field("do", Text(200), "what to do at an exercise that it warns of"),
        field("sources", Codes(), "where this comes from"),
    )
)

SECTIONS = {
    "exercises": EXERCISE,
    "routines": ROUTINE,
    "sources": SOURCE,
    "precautions": PRECAUTION,
}

VERSION = 1
"""Of the format."""

BETWEEN = {
    "rest": Duration(0, 600),
    "heat": Duration(300, 1200),
    "cold": Duration(300, 1200),
}
"""Lines of a routine that are no exercise; these words cannot be ids. Packs: clinical C2."""
