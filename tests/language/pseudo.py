"""A language that nobody speaks, made of English: in accents, two fifths longer, bracketed.

A sentence that is plain where this language is in use is not in ``language``; one that lost a
bracket was cut; a line that no longer fits was measured by its English. Names of exercises and
routines stay as the library has them, and so does what is typed: commands and options.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from types import ModuleType
from typing import Any

from backpt import language
from backpt.session.keymap import Means, PageKey
from backpt.session.views import Movement
from backpt.values import StrEnum

LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçðéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÁɃÇÐÉƑĜĤÍĴĶĻⱮÑÓÞɊŔŠŢÚṼŴẊÝŽ",
)
LONGER = 0.4
OPEN, CLOSE, FILLER = "[", "]", "~"
TYPED = (
    r"(?<![\w-])"
    r"(?:backpt(?: [a-z][\w-]*)?|--?[a-z][\w-]*(?: \w+:FILE)?|\S*/\S+|BACKPT_LANGUAGE)"
)
"""What is typed, and where files are."""
KEYS = {means.value for means in Means} | {"Enter"}
"""What is written on a key."""
SIGNS = {"L", "R"}
"""What is drawn beside the left and the right hand of a figure: a sign, as an arrow is."""
_PLAIN = re.compile(r"[A-Za-z]+")


class Pseudo:
    """The language. ``names`` of the library stay as they are."""

    def __init__(self, names: Iterable[str]) -> None:
        self.english: dict[str, str] = {}
        """What was said -> as English says it."""
        self._said: dict[str, str] = {}
        longest = sorted(filter(None, set(names)), key=len, reverse=True)
        self.kept = re.compile("|".join((rf"(?:{TYPED})", *map(_name, longest))))

    def __call__(self, topic: str) -> Any:
        return _Topic(self, language.named("en")(topic))

    def said(self, text: str) -> str:
        """Return ``text`` in this language; what is in it already stays, and so does a key."""
        if text not in self._said:
            self._said[text] = text if text in KEYS else self._in_brackets(text)
            self.english.setdefault(self._said[text], text)
        return self._said[text]

    def _in_brackets(self, text: str) -> str:
        made, at = [], 0
        for kept in self.kept.finditer(text):
            made += [_accented(text[at : kept.start()]), kept.group()]
            at = kept.end()
        whole = "".join((*made, _accented(text[at:])))
        return f"{OPEN}{whole}{CLOSE}" if whole != text else text

    def bare(self, shown: str, data: Iterable[str] = ()) -> list[str]:
        """Return the words in plain letters in ``shown``, besides names, keys, what is typed
        and the sentences of ``data``."""
        folded = " ".join(shown.split())
        for text in data:
            folded = folded.replace(text, "")
        words = _PLAIN.findall(self.kept.sub("", folded))
        return [word for word in words if word not in KEYS | SIGNS]


class _Topic:
    def __init__(self, pseudo: Pseudo, english: ModuleType) -> None:
        self._pseudo, self._english = pseudo, english

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._english, name)
        if not inspect.isfunction(found):
            return self._translated(found)

        def told(*values: Any, **named: Any) -> Any:
            """What this language said before is given to English as English said it."""
            english = {key: self._in_english(one) for key, one in named.items()}
            return self._translated(found(*map(self._in_english, values), **english))

        return told

    def _translated(self, value: Any) -> Any:
        return _each(self._pseudo.said, value)

    def _in_english(self, value: Any) -> Any:
        """Return an argument as English gave it: only texts and keys are given on."""
        match value:
            case PageKey():
                return value._replace(does=self._in_english(value.does))
            case str() if not isinstance(value, (Enum, StrEnum)):
                return self._pseudo.english.get(value, value)
            case tuple() if not hasattr(value, "_fields"):
                return tuple(map(self._in_english, value))
            case _:
                return value


def _each(change: Callable[[str], str], value: Any) -> Any:
    """Return ``value`` with every text in it changed."""
    match value:
        case Enum() | StrEnum() | Movement():  # a figure is drawn, not said
            return value
        case str():
            return change(value)
        case tuple():
            parts = [_each(change, one) for one in value]
            return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
        case list():
            return [_each(change, one) for one in value]
        case dict():
            return {key: _each(change, one) for key, one in value.items()}
        case Iterator():
            return (_each(change, one) for one in value)
        case _:
            return value


def _name(name: str) -> str:
    """Return the pattern of a name wherever it was wrapped, and with any capital."""
    first, rest = re.escape(name[0]), re.escape(name[1:]).replace(r"\ ", r"\s+")
    return rf"(?<![^\W\d_])(?:{first}|{first.swapcase()}){rest}(?![^\W\d_])"


def _accented(text: str) -> str:
    return _PLAIN.sub(lambda word: _longer(word.group()), text)


def _longer(word: str) -> str:
    return word.translate(LETTERS) + FILLER * math.ceil(len(word) * LONGER)
