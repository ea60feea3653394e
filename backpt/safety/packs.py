"""Who should leave heat or cold alone, or ask first: the table of clinical C4.

For a clinician to review; nobody with a clinical licence has yet. Some rows are set by card 3
of the safety screen, the others are asked before the first pack (``PACK_CARD``).
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from backpt.prescription.model import Mode


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


YOU, NOW = PARTS = ("What you have", "Now, and where the pack goes")
"""Pages of the card before the first pack, at most nine lines each."""

_OK, _CARE, _WARN, _ASK, _BLOCK = Verdict

ROWS = (
    Row(
        "numb-skin",
        "Reduced or no feeling in the skin (also from diabetes, spinal cord injury, stroke)",
        _BLOCK,
        _BLOCK,
        ("FDA97", "FDA95", "DEROY", "BARNS", "SFH"),
    ),
    Row(
        "circulation",
        "Poor circulation or artery disease",
        _BLOCK,
        _BLOCK,
        ("DEROY", "BARNS", "PTCOLD"),
    ),
    Row(
        "raynaud",
        "Raynaud's, Buerger's or a like disease of the vessels",
        _CARE,
        _BLOCK,
        ("DEROY", "PTCOLD"),
    ),
    Row(
        "cold-allergy",
        "Cold allergy, cryoglobulinaemia, cold haemoglobinuria",
        _OK,
        _BLOCK,
        ("DEROY", "PTCOLD"),
        YOU,
    ),
    Row("diabetes", "Diabetes", _ASK, _ASK, ("TMM", "DEROY", "FDA97")),
    Row(
        "clot",
        "A clot in a vein, known or suspected, or an inflamed vein",
        _BLOCK,
        _ASK,
        ("EPA10", "PTCOLD"),
        YOU,
    ),
    Row(
        "wound",
        "An open wound, graze, stitches, infected skin or eczema there",
        _BLOCK,
        _BLOCK,
        ("SFH", "EPA10", "DEROY"),
    ),
    Row(
        "fresh-injury",
        "A fresh injury (under 48 hours) with swelling, heat or bruising",
        _BLOCK,
        _OK,
        ("VAHL", "TMM", "DEROY", "EPA10"),
        NOW,
        lasts=False,
    ),
    Row(
        "bleeding",
        "A bleeding disorder, or bleeding now",
        _BLOCK,
        _ASK,
        ("EPA10", "PTCOLD"),
        YOU,
    ),
    Row(
        "cancer-there",
        "Cancer or recent radiotherapy where the pack goes",
        _BLOCK,
        _ASK,
        ("EPA10", "DEROY"),
        NOW,
    ),
    Row(
        "fever",
        "Fever or infection now",
        _BLOCK,
        _BLOCK,
        ("EPA10", "DEROY"),
        NOW,
        lasts=False,
        asks=("6",),
    ),
    Row(
        "pregnant",
        "Pregnant",
        _BLOCK,
        _ASK,
        ("DEROY", "EPA10"),
        cold_how="cold only for a short time, and wrapped",
    ),
    Row(
        "heart",
        "Heart disease, or blood pressure that is not under control",
        _ASK,
        _ASK,
        ("EPA10", "PTCOLD", "BLACKP"),
        heat_how="no heat on a large area",
    ),
    Row(
        "heat-sensitive",
        "Multiple sclerosis, or heat makes you worse",
        _ASK,
        _OK,
        ("HWMS",),
        YOU,
    ),
    Row("nerve", "A nerve there that is regrowing", _CARE, _BLOCK, ("PTCOLD",), NOW),
    Row(
        "sleepy",
        "Sleepy, sedated or confused now, or after alcohol",
        _BLOCK,
        _BLOCK,
        ("FDA97", "FDA95", "DEROY"),
        NOW,
        lasts=False,
    ),
    Row("over-65", "Over 65 years old", _WARN, _WARN, ("FDA95",), YOU),
    Row("child", "A child of 12 or under", _BLOCK, _BLOCK, ("DEROY", "D"), YOU),
    Row(
        "implant",
        "A metal or electronic implant",
        _OK,
        _OK,
        ("GK",),
        YOU,
        heat_how="heat on the skin is fine; ask a clinician if you are unsure",
    ),
)
"""Clinical C4, row by row. Pregnancy is that of a pack on belly, pelvis or low back."""

PACK_CARD = tuple(row for row in ROWS if row.part)
BY_FLAG = {row.flag: row for row in ROWS}

STOP_AT_ONCE = (
    "Stop at once if the skin turns very red, white, blue, blotchy or blistered, if it burns,"
    " stings or goes numb, if pain rises by 2 or more, or if you are dizzy."
)
FIRST_AID_SOURCES = ("VWICE", "BURNAID", "GK")
"""Of that sentence and of ``pack_words.first_aid``: clinical C4, below the table."""
PACK_NO = (
    "Not for you without advice: please ask a doctor, midwife or physical therapist before you"
    " use {name}."
)
WATCH = {
    Verdict.CARE: "{why}: {name} only with care.",
    Verdict.WARN: "{why}: take extra care with {name}.",
}
NAMES = {Mode.HEAT: "heat", Mode.COLD: "cold", Mode.ALTERNATE: "heat or cold"}


def verdict(row: Row, mode: Mode) -> Verdict:
    """Return what ``row`` means for a pack of ``mode``; for heat and cold both, the worse."""
    match mode:
        case Mode.HEAT:
            return row.heat
        case Mode.COLD:
            return row.cold
        case Mode.ALTERNATE:
            return max(row.heat, row.cold)


def advice(row: Row, mode: Mode) -> str:
    """Return how a pack of ``mode`` is used with ``row``, if it may be; empty for as usual."""
    match mode:
        case Mode.HEAT:
            return row.heat_how
        case Mode.COLD:
            return row.cold_how
        case Mode.ALTERNATE:
            return "; ".join(filter(None, (row.heat_how, row.cold_how)))


class PackRule(NamedTuple):
    """What a user's flags mean for packs of one mode."""

    verdict: Verdict
    """The worst of them."""
    reasons: tuple[str, ...]
    """Conditions that make it so."""
    sentence: str
    """What to say where nobody was asked: why not, else ``care``; empty for nothing."""
    care: tuple[str, ...] = ()
    """What to take care of where a pack is used: sentences of the milder conditions too."""


def may_use(rule: PackRule, *, allowed: bool) -> bool:
    """Tell whether a pack may be used; ``allowed``: a clinician was asked and said yes."""
    return rule.verdict < Verdict.ASK or (rule.verdict is Verdict.ASK and allowed)


def pack_rule(flags: frozenset[str], mode: Mode) -> PackRule:
    """Return what ``flags`` mean for a pack of ``mode``. A flag that is not known blocks."""
    rows = [row for row in ROWS if row.flag in flags]
    found = [(verdict(row, mode), row.text) for row in rows]
    found += [(Verdict.BLOCK, flag) for flag in sorted(flags - BY_FLAG.keys())]
    worst = max((level for level, _ in found), default=Verdict.OK)
    reasons = _of(worst, found) if worst > Verdict.OK else ()
    care = _care(rows, found, mode)
    if worst < Verdict.ASK:
        return PackRule(worst, reasons, " ".join(care), care)
    sentence = f"{'; '.join(reasons)}. {PACK_NO.format(name=NAMES[mode])}"
    return PackRule(worst, reasons, sentence, care)


def _of(level: Verdict, found: list[tuple[Verdict, str]]) -> tuple[str, ...]:
    return tuple(text for of, text in found if of is level)


def _care(rows: list[Row], found: list[tuple[Verdict, str]], mode: Mode) -> tuple[str, ...]:
    watched = ((WATCH[level], _of(level, found)) for level in sorted(WATCH, reverse=True))
    return (
        *(
            said.format(why="; ".join(texts), name=NAMES[mode])
            for said, texts in watched
            if texts
        ),
        *(f"{row.text}: {how}." for row in rows if (how := advice(row, mode))),
    )
