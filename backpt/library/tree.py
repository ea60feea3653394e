"""YAML bytes -> a light tree of text with line numbers. Strict, iterative and bounded.

It reads the event stream of libyaml (PyYAML's own parser where that is missing) and knows
nothing of exercises or settings. Every scalar stays text: ``off``, ``007`` and ``1:30`` mean
what the field they stand in says. Refused, because no file of ours needs them and others
crash or hang on them: aliases, anchors, tags, merge keys, duplicate and complex keys, several
documents, and sizes beyond the limits below.

A scalar is a plain ``str``; its line is kept by the map or list it stands in. That is what
makes the tree of 1,000 exercises a fifth of what PyYAML's loader needs.
"""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import Any, NamedTuple, TypeAlias

from backpt.library.characters import clean, unshowable
from backpt.library.problem import Refused, shown
from backpt.library.syntax import explained

MOST_DEPTH = 12
"""A figure of a pose, the deepest thing in a library, needs 8."""
MOST_NODES = 300_000
MOST_IN_ONE = 5_000
"""Entries of one map or list."""


class Map(NamedTuple):
    line: int
    values: dict[str, Node]
    lines: list[int]
    """Of the keys, in their order; lines count from 1."""

    def line_of(self, key: str) -> int:
        """Return the line of ``key``, or of the map itself where it has no such key."""
        keys = list(self.values)
        return self.lines[keys.index(key)] if key in self.values else self.line


class Seq(NamedTuple):
    line: int
    values: list[Node]
    lines: list[int]


Node: TypeAlias = str | Map | Seq


def parse(data: bytes) -> Node | None:
    """Return the tree of one YAML document, or ``None`` if there is nothing in it.

    Raises ``Refused``, and nothing else, for content that it does not accept.
    """
    import yaml

    data = clean(data)
    try:
        return _tree(_parser(data).get_event)
    except (yaml.YAMLError, ValueError) as error:  # the pure parser lets chr() fail
        raise Refused(*explained(error, data.decode("utf-8"))) from None


def _parser(data: bytes) -> Any:
    import yaml

    try:
        from yaml._yaml import CParser
    except ImportError:
        return yaml.SafeLoader(data)  # only its parser is used
    return CParser(data)


def _tree(next_event: Callable[[], Any]) -> Node | None:  # noqa: PLR0912  # see below
    """Build the tree in one loop: it is the hot one, and calls would double its time."""
    from yaml import events as ev

    scalar, map_start, seq_start = ev.ScalarEvent, ev.MappingStartEvent, ev.SequenceStartEvent
    ends = (ev.MappingEndEvent, ev.SequenceEndEvent)
    documents = Seq(1, [], [])
    values: Any = documents.values
    lines, in_map = documents.lines, False
    stack: list[tuple[Any, list[int], bool]] = []
    key: str | None = None
    key_line = nodes = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind in ends:
            values, lines, in_map = stack.pop()
            continue
        line = event.start_mark.line + 1
        node: Any
        if kind is scalar:
            node = event.value
            if not node.isprintable() and (reason := unshowable(node)):
                raise Refused(line, reason)
        elif kind is map_start:
            node = Map(line, {}, [])
        elif kind is seq_start:
            node = Seq(line, [], [])
        elif kind is ev.StreamEndEvent:
            return documents.values[0] if documents.values else None
        else:
            _refuse_other(event, kind, documents)
            continue
        if event.anchor is not None or event.tag is not None:
            raise _labelled(event)
        if in_map and key is None:
            key, key_line = _key(node, values, lines, line), line
            continue
        nodes += 1
        if nodes > MOST_NODES or len(lines) >= MOST_IN_ONE or len(stack) > MOST_DEPTH:
            raise _beyond_limits(line, nodes, len(lines))
        if in_map:
            values[key] = node
            lines.append(key_line)
            key = None
        else:
            values.append(node)
            lines.append(line)
        if kind is not scalar:
            stack.append((values, lines, in_map))
            values, lines, in_map = node.values, node.lines, kind is map_start


def _key(node: Node, values: dict[str, Node], lines: list[int], line: int) -> str:
    if not isinstance(node, str):
        what = "braces" if isinstance(node, Map) else "brackets"
        raise Refused(line, f"a name cannot be a list or map; put text in {what} in quotes")
    if "\n" in node or not node:
        raise Refused(line, "a name before ':' is empty or has several lines; write one word")
    if node == "<<":
        raise Refused(line, "'<<' (a merge) is not allowed; write the lines out")
    if node in values:
        before = lines[list(values).index(node)]
        raise Refused(
            line, f"{shown(node)} is here twice, first on line {before}; take one out"
        )
    return intern(node)


def _refuse_other(event: Any, kind: type, documents: Seq) -> None:
    """Refuse an alias or a second document; all other events mean nothing to us."""
    line = event.start_mark.line + 1
    if kind.__name__ == "AliasEvent":
        raise Refused(
            line,
            f"{shown('*' + event.anchor)} (an alias) is not allowed; write the text out, "
            "or put text that begins with * in quotes",
        )
    if kind.__name__ == "DocumentStartEvent" and documents.values:
        raise Refused(line, "a second document begins here; take the line '---' out")


def _labelled(event: Any) -> Refused:
    line = event.start_mark.line + 1
    if event.anchor is not None:
        return Refused(
            line,
            f"{shown('&' + event.anchor)} (an anchor) is not allowed; take it out, "
            "or put text that begins with & in quotes",
        )
    return Refused(
        line,
        "a tag (a word that begins with !) is not allowed; take it out, "
        "or put text that begins with ! in quotes",
    )


def _beyond_limits(line: int, nodes: int, in_one: int) -> Refused:
    if nodes > MOST_NODES:
        return Refused(line, f"more than {MOST_NODES:,} values; take something out")
    if in_one >= MOST_IN_ONE:
        return Refused(line, f"more than {MOST_IN_ONE:,} entries in one place; take some out")
    return Refused(line, f"nested deeper than {MOST_DEPTH} levels; take out brackets or spaces")
