"""``backpt safety --about``: every table of the safety rules, for somebody to review.

Prints what stands in ``safety.yaml``, with its sources; knows no answers and no user.
"""

from __future__ import annotations

from backpt.language import answers as words
from backpt.language import cards as card_words
from backpt.language import packs
from backpt.library.safety_file import SafetyTables
from backpt.library.safety_review import read_review
from backpt.prescription.model import Mode
from backpt.safety import cards
from backpt.safety.packs import STOP_AT_ONCE, advice
from backpt.safety.rows import Row
from backpt.safety.tables import ROWS, SIGNS, WEEKS
from backpt.terminal.layout import say


def say_tables() -> None:
    """Print every table with its sources, for somebody who wants to review them."""
    said, sources = read_review()
    at_once = ", ".join(said.word_sources["stop-at-once"])
    for line in (words.unreviewed(card_words.REVIEWED), *card_words.DISCLAIMER):
        say(line)
    _say_table(
        words.CARDS_1_AND_2,
        [
            (one.key, one.text, ", ".join(dict.fromkeys((*one.signs, *one.codes))))
            for one in cards.QUESTIONS.values()
        ],
    )
    _say_table(
        words.CARD_3,
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
        words.WARNING_SIGNS,
        [
            (one.id, words.sign(one.trigger, _asked_by(one.id)), ", ".join(one.sources))
            for one in SIGNS
        ],
    )
    _say_rules(said)
    _say_table(
        words.HARM,
        [
            (words.STOP, STOP_AT_ONCE, at_once),
            (words.AID, " ".join(packs.first_aid(Mode.ALTERNATE)), at_once),
        ],
    )
    _say_table(words.SOURCES, [(code, one.title, one.address) for code, one in sources.items()])


def _say_rules(said: SafetyTables) -> None:
    """Print the rules before a session and between them, their numbers, and those of packs."""
    _say_table(
        words.BEFORE_EACH,
        [(one.id, f"{one.when}: {one.then}", ", ".join(one.sources)) for one in said.rules],
    )
    _say_table(
        words.BETWEEN,
        [
            (
                one.id,
                words.week_rule(one.level.name.lower(), one.when, one.then),
                ", ".join(one.sources),
            )
            for one in WEEKS
        ],
    )
    _say_table(
        words.NUMBERS,
        [
            (one.id, f"{one.written}. {one.means}", ", ".join(one.sources))
            for one in said.numbers
        ],
    )
    _say_table(
        words.HEAT_AND_COLD,
        [(one.flag, _both_verdicts(one), ", ".join(one.sources)) for one in ROWS],
    )


def _asked_by(sign: str) -> tuple[str, ...]:
    """Return the numbers of the questions that ask for a warning sign."""
    return tuple(one.key for one in cards.QUESTIONS.values() if sign in one.signs)


def _both_verdicts(row: Row) -> str:
    heat, cold = row.heat.name.lower(), row.cold.name.lower()
    return words.verdicts(row.text, heat, cold, advice(row, Mode.ALTERNATE))


def _say_table(title: str, rows: list[tuple[str, str, str]]) -> None:
    print()
    say(title)
    for name, text, sources in rows:
        end = f" [{sources}]" if sources else ""
        say(f"{text}{end}", first=f"  {name}  ", then="      ")
