"""``backpt safety --about``: every table of the safety rules, for somebody to review.

Prints what stands in ``safety.yaml``, with its sources; knows no answers and no user.
"""

from __future__ import annotations

from backpt.language import cards as card_words
from backpt.language import packs
from backpt.prescription.model import Mode
from backpt.safety import cards
from backpt.safety.packs import FIRST_AID_SOURCES, STOP_AT_ONCE, advice
from backpt.safety.rows import Row
from backpt.safety.tables import NUMBERS, ROWS, RULES, SIGNS
from backpt.safety.tables import SOURCES as SAFETY_SOURCES
from backpt.terminal.tables import say


def say_tables() -> None:
    """Print every table with its sources, for somebody who wants to review them."""
    for line in (f"{cards.REVIEWED} It should be.", *card_words.DISCLAIMER):
        say(line)
    _say_table(
        "Cards 1 and 2: one yes stops every session until a clinician has seen it",
        [
            (one.key, one.text, ", ".join((*one.signs, *one.codes)))
            for one in cards.QUESTIONS.values()
        ],
    )
    _say_table(
        "Card 3: what each tick sets (PARQ, GK, and the sources of each precaution)",
        [
            (
                one.key,
                f"{cards.told(one)}. {cards.what_follows(one)}",
                ", ".join((*one.codes, *one.flags)),
            )
            for one in cards.ABOUT_CARD
        ],
    )
    _say_table(
        "Warning signs: E emergency, U urgent",
        [(one.id, one.trigger, ", ".join(one.sources)) for one in SIGNS],
    )
    _say_table(
        "Before each session",
        [(one.id, f"{one.when}: {one.then}", ", ".join(one.sources)) for one in RULES],
    )
    _say_table(
        "Numbers of these rules; D marks a choice of ours",
        [(one.id, f"{one.written}. {one.means}", ", ".join(one.sources)) for one in NUMBERS],
    )
    _say_table(
        "Heat and cold: ok, care, warn, ask a clinician first, or block",
        [(one.flag, _both_verdicts(one), ", ".join(one.sources)) for one in ROWS],
    )
    _say_table(
        "When a pack did harm to the skin",
        [
            ("stop", STOP_AT_ONCE, ", ".join(FIRST_AID_SOURCES)),
            ("aid", " ".join(packs.first_aid(Mode.ALTERNATE)), ", ".join(FIRST_AID_SOURCES)),
        ],
    )
    _say_table("Sources", [(code, *about) for code, about in SAFETY_SOURCES.items()])


def _both_verdicts(row: Row) -> str:
    said = f"{row.text}: heat {row.heat.name.lower()}, cold {row.cold.name.lower()}"
    how = advice(row, Mode.ALTERNATE)
    return f"{said}; {how}" if how else said


def _say_table(title: str, rows: list[tuple[str, str, str]]) -> None:
    print()
    say(title)
    for name, text, sources in rows:
        end = f" [{sources}]" if sources else ""
        say(f"{text}{end}", first=f"  {name}  ", then="      ")
