"""Every sentence of backpt: for a patient, in plain English, and without the ids of rules.

Two nets. All text in the source that may be shown is read, f-strings too; and the sentences
that are put together are made, for every answer before a session and every routine.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import pytest

import backpt
from backpt.intake import today_card
from backpt.language import speech
from backpt.language.en.after_session import rise_words, settled_question
from backpt.language.en.captions import ENDINGS, line
from backpt.language.en.easing import eased_lines
from backpt.language.en.keys import prompt
from backpt.language.en.summaries import closing_lines
from backpt.prescription.model import prescribe
from backpt.safety.days import Earlier, Leg, Settled, entries, rise_of
from backpt.safety.easing import eased
from backpt.safety.readiness import History, decide
from backpt.safety.signs import CONTACT_WORDS
from backpt.session.compile import Manner, flatten
from backpt.session.player import Player
from backpt.session.steps import Compiled
from backpt.session.summary import Summary, summarise
from backpt.session.views import Page
from tests.builders import shipped

pytestmark = pytest.mark.slow

SOURCE = Path(backpt.__file__).parent
LIBRARY = shipped()

RULE_ID = re.compile(r"\b[A-Z]\d{1,2}[a-z]?\b|\(Rule|\bRule \{")
"""R3, T5a, U10, "(Rule F9.)": for ``safety --about``, ``log --json`` and the report alone."""
RULE_TABLES = {
    "safety/tables.py",
    "safety/days.py",
    "progress/offer.py",
    "language/en/advice.py",
}
"""Tables that a clinician reviews: ids and conditions, not sentences. What these modules say
to a patient is made below."""

BANNED = (
    r"whoever",
    r"by turns",
    r"held to",
    r"gone on with",
    r"in earnest",
    r"of the user's",
    r"write over",
    r"broke\b",
    r"what was there",
    r"nothing was done",
    r"nobody has said",
    r"that which",
    r"all the same",
    r"where there are some",
    r"where that is less",
)
"""Turns that no native speaker uses, each with a better one in the sentences that had it."""
CLAUSE = re.compile(
    r"(?:^|[.:!?] )(?:What|Whatever|Whoever) [^.?:]* (?:is|are|was|were) [^.?:]*[.:]"
)
"""A clause as a subject: "What you typed is kept in"; a question has its verb first."""


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what may be shown: every text of more than a word that is no docstring."""
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    pieces = {
        id(piece)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for piece in node.values
    }
    for node in ast.walk(tree):
        if id(node) in notes | pieces:
            continue
        text = _text(node)
        if _is_read(text):
            yield node.lineno, text  # type: ignore[attr-defined]  # an expression


def _text(node: ast.AST) -> str:
    match node:
        case ast.JoinedStr():
            return "".join(map(_shown, node.values))
        case ast.Constant(value=str(text)):
            return text
        case _:
            return ""


def _is_read(text: str) -> bool:
    """Tell a sentence from a name, a pattern and a piece of a picture."""
    return " " in text and "\\b" not in text and not text.startswith("<")


def _shown(piece: ast.expr) -> str:
    """Return a piece of an f-string; what is put in is shown as its name."""
    if isinstance(piece, ast.Constant):
        return str(piece.value)
    return (
        "{" + (ast.unparse(piece.value) if isinstance(piece, ast.FormattedValue) else "") + "}"
    )


def in_source() -> Iterator[tuple[str, str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        for number, text in texts(ast.parse(path.read_text(encoding="utf-8"))):
            yield name, f"{name}:{number}", text


@cache
def source() -> tuple[tuple[str, str, str], ...]:
    return tuple(in_source())


TODAY = 739_000


def diaries() -> Iterator[tuple[Earlier, ...]]:
    """Yield days before today as they may have been, the same ones in every run."""
    chance = Random(10)
    yield ()
    for usual in (4, 6):
        yield tuple(Earlier(TODAY - ago, usual, usual, is_held=True) for ago in range(1, 8))
    for _ in range(40):
        last = TODAY - chance.choice((1, 1, 1, 2, 8, 15, 30))
        yield tuple(
            Earlier(
                last - ago,
                before := chance.choice((None, *range(11))),
                after := chance.choice((None, *range(11))),
                max((pain for pain in (before, after) if pain is not None), default=None),
                chance.choice((None, *Leg)),
                chance.choice(("home-basics", "flare-up-day")),
                is_held=bool(chance.random() < 0.7),
                is_refused=bool(chance.random() < 0.3),
                something_new=chance.choice((None, True, False)),
                settled=chance.choice((None, *Settled)),
            )
            for ago in range(chance.randint(1, 9))
        )


def histories_before_a_session() -> Iterator[History]:
    """Yield every answer of today, after many days."""
    for sessions in diaries():
        days_off = TODAY - sessions[0].day if sessions else None
        for pain, leg, less, new in product(
            (None, *range(11)), (None, *Leg), (False, True), (False, True)
        ):
            yield History(
                pain=pain,
                leg=leg,
                entries=entries(sessions, TODAY),
                days_off=days_off,
                sessions=sessions,
                today=TODAY,
                something_new=new,
                wants_less=less,
            )


def pages() -> Iterator[Page]:
    """Yield what is asked before a session, and what is told for each decision."""
    for decision in dict.fromkeys(map(decide, histories_before_a_session())):
        yield today_card.decision_page(decision, ())
        yield today_card.not_today_page(decision)
        if decision.contacts:
            yield today_card.contact_page(decision.contacts)
    for pain in range(11):
        yield today_card.drops_page(pain)
    for before, after in product((None, *range(11)), range(11)):
        yield today_card.no_more_page(rise_words(rise_of(before, after)))
        yield settled_page(before, after)
    yield from (today_card.emergency_page(), today_card.urgent_page(), today_card.again_page())
    yield today_card.pain_after_page()
    yield today_card.pain_after_page(finished=False)


def settled_page(before: int | None, after: int) -> Page:
    asked = settled_question(Earlier(TODAY - 1, before, after), TODAY)
    return today_card.today_card(3, settled=asked, still_new=True).shown()


def made() -> Iterator[str]:
    """Yield sentences as they are put together."""
    yield from ENDINGS.values()
    yield from CONTACT_WORDS
    for page in pages():
        yield from (page.title, *page.lines, prompt(page.options))
    for decision in {
        one.kind: one for one in map(decide, histories_before_a_session())
    }.values():
        for id_ in ("home-basics", "strength-builder"):
            yield from eased_lines(eased(prescribe(LIBRARY, id_), LIBRARY, decision))
    for id_ in LIBRARY.routines:
        of = prescribe(LIBRARY, id_)
        steps = flatten(of, speech, Manner(keys_hint=True))
        player = Player(steps, speech, keyboard=False)
        events = player.start(0.0)
        while (due := player.deadline()) is not None:
            events += player.tick(due)
        yield from (line(Compiled(of, steps), event) for event in events)
        summary = summarise(Compiled(of, steps), speech, events)
        yield from closing_lines(Summary(summary.items, "", 0.0, None))


@cache
def sentences() -> tuple[str, ...]:
    return tuple(dict.fromkeys(made()))


def test_the_nets_hold_what_they_are_to_hold() -> None:
    assert len(source()) > 1000
    assert any("Hold. Breathe." in one for one in sentences())
    assert any("Welcome back" in one for one in sentences())
    assert any("flare-up" in one for one in sentences())
    assert not RULE_ID.search("Press H if it hurts. Type 0 to 10.")
    assert RULE_ID.search("go on as usual. (Rule R3.)")
    assert RULE_ID.search("(Rule {decision.rule}.)")
    assert CLAUSE.search("Stopped. What you did is saved.")
    assert not CLAUSE.search("What is the routine called?")


def test_no_sentence_that_is_made_names_a_rule() -> None:
    assert [text for text in sentences() if RULE_ID.search(text)] == []


def test_no_text_in_the_source_names_a_rule() -> None:
    found = [
        f"{where}: {text[:70]}"
        for module, where, text in source()
        if RULE_ID.search(text) and module not in RULE_TABLES
    ]
    assert found == []


def test_only_the_journal_and_the_tables_put_the_id_of_a_rule_in_a_text() -> None:
    named = re.compile(r"\{[^}]*\brule(?:\.id)?\}")
    found = {module for module, _, text in source() if named.search(text)}
    assert found <= {"safety/readiness.py", "cli/safety_tables.py"}


@pytest.mark.parametrize("turn", BANNED)
def test_no_sentence_has_a_banned_turn(turn: str) -> None:
    banned = re.compile(rf"\b{turn}", re.IGNORECASE)
    shown = [f"{where}: {text[:80]}" for _, where, text in source() if banned.search(text)]
    spoken = [text for text in sentences() if banned.search(text)]
    library = SOURCE.parent / "exercises.yaml"
    written = banned.search(library.read_text(encoding="utf-8")) if library.exists() else None
    assert (shown, spoken, written) == ([], [], None)


def test_no_sentence_begins_with_a_clause_for_a_subject() -> None:
    found = [f"{where}: {text[:80]}" for _, where, text in source() if CLAUSE.search(text)]
    assert (found, [text for text in sentences() if CLAUSE.search(text)]) == ([], [])
