"""How long the words of a session take: what ``session.speech.Speech`` asks of a language."""

from __future__ import annotations

from backpt.language.en import words
from backpt.language.en.packs import pack_set_up
from backpt.language.en.words import item_name, speech_s
from backpt.prescription.model import Exercise, Routine, Side, ThermalPlan, Work
from backpt.session.steps import Signal

__all__ = [
    "intro_s",
    "item_name",
    "moving_s",
    "pack_set_up_s",
    "rest_s",
    "switch_s",
    "told_s",
    "welcome_s",
    "which_sign_s",
]

USUAL_S = 600.0
"""A length whose words stand for any other's: a session is welcomed with its length, which is
known only when its steps are."""


def welcome_s(routine: Routine, into: Exercise | None) -> float:
    said = (*words.welcome(routine, USUAL_S), *words.stop_rule(routine))
    return speech_s((*said, *(words.move(None, into) if into else ())))


def moving_s(before: Exercise | None, after: Exercise, *, down: bool) -> float:
    return speech_s((*(words.get_down(after) if down else ()), *words.move(before, after)))


def intro_s(work: Work, side: Side | None) -> float:
    return speech_s(words.intro(work, side))


def switch_s(work: Work, side: Side | None) -> float:
    return speech_s(words.switch(work, side))


def rest_s(work: Work) -> float:
    between = words.rest_between(work, work.dose.rest_s)
    return speech_s((*between, *words.back_to_first_side(work)))


def pack_set_up_s(plan: ThermalPlan, welcomed: Routine | None) -> float:
    welcome = words.welcome(welcomed, USUAL_S) if welcomed else ()
    return speech_s((*welcome, *pack_set_up(plan)))


def told_s(signal: Signal) -> float:
    told = {Signal.EASED: words.EASED_WORDS, Signal.GOOD_ZONE: words.GOOD_ZONE_WORDS}
    return speech_s(told.get(signal, words.STOP_WORDS))


def which_sign_s() -> float:
    return speech_s(words.WHICH_SIGN)
