"""Every sentence that a user hears, sees or prints, topic by topic. Pure.

``from backpt.language import words`` is the topic ``words`` of the language in use. A topic is
looked up when something of it is used, not when it is imported: so nothing is loaded that is
not said, and nothing read at import freezes a language. No other room may name ``language.en``.

One process speaks one language, English unless ``cli`` says ``using`` for the whole run. Types
come from English: another language is a package beside it with the same names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from backpt.language.en import advice as advice
    from backpt.language.en import after_session as after_session
    from backpt.language.en import answers as answers
    from backpt.language.en import backup as backup
    from backpt.language.en import calendar_file as calendar_file
    from backpt.language.en import captions as captions
    from backpt.language.en import cards as cards
    from backpt.language.en import clearance as clearance
    from backpt.language.en import disk as disk
    from backpt.language.en import doses as doses
    from backpt.language.en import durations as durations
    from backpt.language.en import easing as easing
    from backpt.language.en import evening as evening
    from backpt.language.en import figure_faults as figure_faults
    from backpt.language.en import figures as figures
    from backpt.language.en import home as home
    from backpt.language.en import how_often as how_often
    from backpt.language.en import keys as keys
    from backpt.language.en import levels as levels
    from backpt.language.en import library_file as library_file
    from backpt.language.en import lint as lint
    from backpt.language.en import log as log
    from backpt.language.en import offers as offers
    from backpt.language.en import own_file as own_file
    from backpt.language.en import packs as packs
    from backpt.language.en import pages as pages
    from backpt.language.en import pain as pain
    from backpt.language.en import people as people
    from backpt.language.en import phases as phases
    from backpt.language.en import places as places
    from backpt.language.en import plan as plan
    from backpt.language.en import prescribing as prescribing
    from backpt.language.en import printing as printing
    from backpt.language.en import recording as recording
    from backpt.language.en import refusals as refusals
    from backpt.language.en import reminders as reminders
    from backpt.language.en import report as report
    from backpt.language.en import resuming as resuming
    from backpt.language.en import review as review
    from backpt.language.en import search as search
    from backpt.language.en import sheet as sheet
    from backpt.language.en import signs as signs
    from backpt.language.en import sound as sound
    from backpt.language.en import speech as speech
    from backpt.language.en import step_rows as step_rows
    from backpt.language.en import summaries as summaries
    from backpt.language.en import today as today
    from backpt.language.en import trends as trends
    from backpt.language.en import trial as trial
    from backpt.language.en import trouble as trouble
    from backpt.language.en import typed_lines as typed_lines
    from backpt.language.en import usage as usage
    from backpt.language.en import voice as voice
    from backpt.language.en import week as week
    from backpt.language.en import weeks as weeks
    from backpt.language.en import words as words
    from backpt.language.en import yaml_text as yaml_text

    Language = Callable[[str], Any]
"""From the name of a topic to something that has its functions and constants."""

LANGUAGES = ("en",)
"""The packages of this one that are languages."""


def named(name: str) -> Language:
    """Return the language of that name. Raises ``LookupError`` where there is none."""
    if name not in LANGUAGES:
        raise LookupError(name)

    @cache
    def topic_of(topic: str) -> Any:
        from importlib import import_module

        return import_module(f"{__name__}.{name}.{topic}")

    return topic_of


_in_use = named("en")


@contextmanager
def using(language: Language) -> Iterator[None]:
    """Speak ``language`` within the block, everywhere in this process."""
    global _in_use  # noqa: PLW0603  # the one place: passed along, it would be an argument of all
    before, _in_use = _in_use, language
    try:
        yield
    finally:
        _in_use = before


class _Topic:
    """A topic of the language in use, whichever that is when something of it is used."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(_in_use(self._name), name)


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return _Topic(name)
