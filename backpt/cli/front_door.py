"""The quick way in: a command line read from a command's signature, before typer is there.

Reads what is written plainly, and leaves all else to typer: ``--name=value``, help, a value
that begins with a hyphen, what is given twice, and every mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backpt.cli.options import Argument, declared, flags_of

COMPLETING = "_BACKPT_COMPLETE"
"""Set by the shell's completion script, in the form that typer gives it: all is typer's."""


def values(command: Callable[..., int], words: list[str]) -> dict[str, Any] | None:
    """Return what ``words`` say, as the arguments of ``command``; ``None`` if typer must read
    them."""
    options: dict[str, tuple[str, Any]] = {}
    places: list[str] = []
    for name, (kind, said) in declared(command).items():
        if isinstance(said, Argument):
            places.append(name)
        else:
            options |= dict.fromkeys(flags_of(name, said), (name, kind))
    given: dict[str, Any] = {}
    left = iter(words)
    for word in left:
        if word in options:
            name, kind = options[word]
            value = True if kind is bool else _value(kind, next(left, ""))
        elif places and word and not word.startswith("-"):
            name, value = places.pop(0), word
        else:
            return None
        if value is None or name in given:
            return None
        given[name] = value
    return given


def _value(kind: object, word: str) -> str | int | float | None:
    """Return what ``word`` says to an option of that ``kind``; ``None`` if typer must say."""
    if not word or word.startswith("-"):
        return None
    if kind in (str, str | None):
        return word
    if not (word.isascii() and word.replace(".", "", 1).isdigit()):
        return None
    if kind is float:
        return float(word)
    return int(word) if kind in (int, int | None) and word.isdigit() else None
