"""The table of keys is the only one, and in it a key has one meaning. Every page that is
asked, every moment of a session and every question in it is read here."""

from __future__ import annotations

from collections import defaultdict

import pytest

from backpt.intake import today_card
from backpt.language import captions, speech
from backpt.language.en.keys import WORDS, numbers, option, which
from backpt.prescription.model import Mode
from backpt.safety.cards import ABOUT_CARD, EMERGENCY_CARD, PACK_CARD, TICKS
from backpt.safety.cards import QUESTIONS as CARDS
from backpt.safety.packs import pack_rule
from backpt.safety.readiness import History, decide
from backpt.session import commands
from backpt.session.commands import Command
from backpt.session.compile import flatten
from backpt.session.events import QUESTIONS, State
from backpt.session.keymap import DIGITS, Means
from backpt.session.player import Player
from backpt.session.steps import Compiled, Gate, StepKind
from backpt.session.views import Page
from tests.builders import routine
from tests.session.test_player import pack, work


def every_page() -> list[Page]:
    about, packs = today_card.about_card(), today_card.pack_card(Mode.HEAT)
    ticks = [
        about, packs, about.known(tuple(TICKS)), packs.known(("over-65",)), about.known(()),
        about._replace(ticked=frozenset(TICKS)),
        packs._replace(ticked=frozenset(row.flag for row in PACK_CARD)),
    ]  # fmt: skip
    today = []
    for pain, is_first in ((None, False), (3, True)):
        asked = today_card.today_card(pain, is_first=is_first)
        today.append(asked)
        while not asked.is_over:
            asked = asked.pressed(asked.keys[len(asked.answers)][0])
            today.append(asked)
    return [
        today_card.emergency_page(),
        today_card.urgent_page(),
        today_card.again_page(),
        today_card.also_page((CARDS["6"],)),
        today_card.not_today_page(decide(History(pain=9))),
        *(today_card.meant_page(question) for question in CARDS.values()),
        *(page for card in ticks for page in card.all_pages()),
        *(card.shown() for card in today),
        today_card.taken_away_page(("wrist",)),
        today_card.follows_page(ABOUT_CARD),
        today_card.allowed_page(Mode.HEAT, pack_rule(frozenset({"diabetes"}), Mode.HEAT)),
        today_card.notes_page(("A note.",)),
        *(today_card.decision_page(decide(History(pain=pain)), ()) for pain in (4, 5, 6, 7)),
        today_card.pain_after_page(),
        today_card.too_small_page(),
    ]


def every_label() -> dict[str, set[str]]:
    """Every key that a person is ever shown, with every word that stands beside it."""
    said: dict[str, set[str]] = defaultdict(set)
    for page in every_page():
        for one in page.options:
            for key in one.keys:
                said[key].add(one.does)
    of = routine(work(), work(self_paced=True), *pack().items)
    steps = flatten(of, speech)
    for index in range(len(steps)):
        frame = Player(steps, speech, first=index).frame(0.0)
        for state in State:
            shown = frame._replace(state=state, step=steps[index], step_index=index, sign=1)
            for key, label in captions.caption(Compiled(of, steps), shown).keys:
                said[{"space": " "}.get(key, key)].add(label)
    return said


def test_no_two_meanings_share_a_key() -> None:
    keys = [means.value for means in Means]
    assert len(set(keys)) == len(keys) == len(Means.__members__)
    assert not set(keys) & set(DIGITS)
    assert set(WORDS) == set(Means)


def test_every_label_of_a_key_says_its_one_meaning() -> None:
    labels = every_label()
    for means in (Means.YES, Means.NO, Means.FURTHER, Means.NEXT, Means.EMERGENCY, Means.KEEP):
        assert labels[means.value], means  # the test has seen it
    for key, said in labels.items():
        if key in DIGITS or key == "0-10 Enter":
            continue
        for label in said:
            assert label.startswith(WORDS[Means(key)]), (key, label)


def test_no_words_stand_for_two_letters() -> None:
    named: dict[str, list[Means]] = defaultdict(list)
    for means, words in WORDS.items():
        if len(means.value) == 1 and means.value.isalpha():
            for word in words:
                named[word].append(means)
    assert [word for word, of in named.items() if len(of) > 1] == []


def test_a_label_of_another_meaning_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="f does not mean 'in full'"):
        option(Means.FURTHER, "in full")


def test_what_a_key_does_in_a_session_is_one_thing_too() -> None:
    done: dict[str, set[Command]] = defaultdict(set)
    steps = flatten(routine(work(), *pack().items), speech)
    for index, step in enumerate(steps):
        frame = Player(steps, speech, first=index).frame(0.0)._replace(step=step)
        for state in State:
            for means in Means:
                command = commands.command_for(means.value, frame._replace(state=state))
                if command is not None and len(means.value) == 1:
                    done[means.value].add(command)
    several = {key: said for key, said in done.items() if len(said) > 1 and key != " "}
    # Down the leg is the answer "not back", too, while that is asked.
    assert several == {
        "p": {Command.PAUSE, Command.RESUME},
        "l": {Command.LEG, Command.NO},
    }
    assert done["n"] == {Command.NO}


def test_a_no_is_nothing_where_nothing_is_asked() -> None:
    steps = flatten(routine(work(), *pack().items), speech)
    for index, step in enumerate(steps):
        frame = Player(steps, speech, first=index).frame(0.0)._replace(step=step)
        for state in set(State) - QUESTIONS - {State.LEG_ASKING, State.LEG_RESTING}:
            said = commands.command_for("n", frame._replace(state=state))
            assert (said is not None) == (step.ask is Gate.SKIN and frame.kind is StepKind.GATE)


def test_every_key_that_a_card_takes_is_on_it() -> None:
    for question in EMERGENCY_CARD:
        assert question.press in today_card.emergency_page().keys
    for page in every_page():
        assert len(set(page.keys)) == len(page.keys)
        assert which(tuple(one.shown for one in page.options)).startswith("Press ")


def test_which_keys_there_are_is_said_as_one_says_it() -> None:
    shown = tuple(one.shown for one in today_card.emergency_page().options)
    assert which(shown) == "Press n, 1 to 5, or q."
    assert which(("+", "-", "q")) == "Press +, -, or q."
    assert which(("y",)) == "Press y."
    assert numbers(3, 3, "that").shown == "3"
