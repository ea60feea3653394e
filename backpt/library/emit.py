"""Plain data -> YAML text as a person would write it. Everything is text, as it is read.

Knows how YAML quotes and indents; knows nothing of exercises. What it writes, ``tree.parse``
reads back as the same data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from backpt.library.tree import Map, Node, Seq

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

WIDTH = 92
"""Columns a line may have before a map or list is written line by line."""
_STEP = 2

_BARE = re.compile(r"[^\W_][\w ._/+()%'&;!?-]*(?:, [\w ._/+()%'&;!?-]+)*")
"""What needs no quotes in any place but, where it has a comma, in brackets."""
_MEANT_OTHERWISE = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none")
)
"""Words that other YAML readers take for something else."""


def without_lines(node: Node) -> Plain:
    """Return a tree without its lines."""
    match node:
        case Map():
            return {key: without_lines(value) for key, value in node.values.items()}
        case Seq():
            return [without_lines(value) for value in node.values]
        case _:
            return node


def block(data: dict[str, Plain], indent: int = 0) -> Iterator[str]:
    """Yield the lines of a map, a line a key; what is short stands in brackets."""
    for key, value in data.items():
        start = f"{' ' * indent}{scalar(key)}:"
        yield from _after(start, value, indent)


def _after(start: str, value: Plain, indent: int) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{start} {scalar(value)}"
        return
    short = f"{start} {flow(value)}"
    if not value or (len(short) <= WIDTH and _is_short(value)):
        yield short
        return
    yield start
    if isinstance(value, dict):
        yield from block(value, indent + _STEP)
    else:
        for one in value:
            yield from _item(one, indent + _STEP)


def _item(value: Plain, indent: int) -> Iterator[str]:
    """An item of a list: text, or the map of one name that routines have."""
    mark = f"{' ' * indent}-"
    if isinstance(value, dict) and len(value) == 1:
        ((key, inner),) = value.items()
        yield from _after(f"{mark} {scalar(key)}:", inner, indent + _STEP)
    else:
        yield f"{mark} {scalar(value) if isinstance(value, str) else flow(value)}"


def _is_short(value: Plain) -> bool:
    """Whether brackets read well: words and numbers in them, not sentences or deep maps."""
    if isinstance(value, dict):
        return all(isinstance(one, str) or _is_short_list(one) for one in value.values())
    return _is_short_list(value)


def _is_short_list(value: Plain) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, str) and len(one) <= 30 and one.count(" ") <= 2 for one in value
    )


def flow(value: Plain) -> str:
    """Return data on one line, in brackets."""
    match value:
        case dict():
            pairs = (f"{scalar(key, True)}: {flow(one)}" for key, one in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(flow, value))}]"
        case _:
            return scalar(value, in_brackets=True)


def as_json(value: Plain) -> str:
    """Return data as it may stand in a file that is JSON; that is YAML too."""
    import json

    return json.dumps(value, ensure_ascii=False)


def scalar(text: str, in_brackets: bool = False) -> str:
    """Return text as one scalar, in double quotes where it could be taken for another thing."""
    if (
        _BARE.fullmatch(text)
        and not text.endswith(" ")
        and text.lower() not in _MEANT_OTHERWISE
        and not (in_brackets and "," in text)
    ):
        return text
    return as_json(text)
