"""The safety screen: three cards, what each answer sets, and what it is called in one word.

The rows are those of ``safety.yaml``, clinical G3, for a clinician to review; nobody with a
clinical licence has yet.
"""

from __future__ import annotations

from backpt.safety.rows import Question, Tick
from backpt.safety.tables import QUESTIONS as _QUESTIONS
from backpt.safety.tables import ROWS, WORDS
from backpt.safety.tables import TICKS as _TICKS

QUESTIONS = {question.key: question for question in _QUESTIONS}
ABOUT_CARD = _TICKS
"""Card 3."""
TICKS = {tick.key: tick for tick in ABOUT_CARD}
PACK_CARD = tuple(row for row in ROWS if row.part)
"""Asked before the first pack. ``packs.py`` says what follows, and loads what a pack is."""
BY_FLAG = {row.flag: row for row in ROWS}
"""What speaks against heat or cold, whether it is asked there or set by card 3."""


def _of_card(card: str) -> tuple[Question, ...]:
    return tuple(question for question in _QUESTIONS if question.card == card)


EMERGENCY_CARD = _of_card("emergency")
"""Card 1: any one is an emergency."""
URGENT_CARD = _of_card("urgent")
"""Card 2: any one is for a doctor the same day."""
(WORST_PAIN,) = _of_card("none")
"""On no card: asked on the second day of such pain, and kept with those of card 2."""
URGENT_QUESTIONS = (*URGENT_CARD, WORST_PAIN)
PARTS = WORDS["about-pages"]
"""Pages of card 3, in order."""
(ASK_FIRST,) = WORDS["ask-first"]


def tick_named(word: str) -> Tick | None:
    """Return the line of card 3 that ``word`` means: its key, or its number if it is the only
    one of that number."""
    if word in TICKS:
        return TICKS[word]
    of_number = [tick for tick in ABOUT_CARD if str(tick.number) == word]
    return of_number[0] if len(of_number) == 1 else None


def of_part(part: str) -> tuple[Tick, ...]:
    """Return the lines of card 3 on the page ``part``."""
    return tuple(tick for tick in ABOUT_CARD if tick.part == part)


def told(tick: Tick) -> str:
    """Return the line with what stands before its group: "Trouble with: wrists"."""
    return f"{tick.group} {tick.text}" if tick.group else tick.text


def what_follows(tick: Tick) -> str:
    """Return what ticking it sets, as whole sentences."""
    asked = f"{ASK_FIRST}." if tick.ask_first else ""
    return " ".join(part for part in (tick.sets, asked) if part)
