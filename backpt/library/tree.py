"""YAML bytes -> a light tree of text with line numbers. Strict, iterative and bounded.

It reads the event stream of libyaml (PyYAML's own parser where that is missing) and knows
nothing of exercises or settings. Every scalar stays text: ``off``, ``007`` and ``1:30`` mean
what the field they stand in says. Refused, because no file of ours needs them and others
crash or hang on them: aliases, anchors, tags, merge keys, duplicate and complex keys, several
documents, and sizes beyond the limits below.

A scalar is a plain ``str``; its line is kept by the map or list it stands in. That is what
makes the tree of 1,000 exercises a fifth of what PyYAML's loader needs.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from backpt.language import yaml_text
from backpt.library.characters import check_bytes, unshowable
from backpt.library.problem import Refused, shown
from backpt.library.syntax import explained
from backpt.values import NamedTuple

MOST_DEPTH = 12
"""A figure of a pose, the deepest thing in a library, needs 8."""
MOST_NODES = 800_000
MOST_IN_ONE = 10_000
"""Entries of one map or list."""
_DEPTH_OF_LIBYAML = "maximum nesting depth"
"""libyaml from 0.2.6 on stops at 1,000 levels, before it hands out their first event. PyYAML's
own parser has no such limit, so ours is reached and its sentence given."""


class Map(NamedTuple):
    line: int
    values: dict[str, "Node"]
    lines: list[int]
    """Of the keys, in their order; lines count from 1."""

    def line_of(self, key: str) -> int:
        """Return the line of ``key``, or of the map itself where it has no such key."""
        keys = list(self.values)
        return self.lines[keys.index(key)] if key in self.values else self.line


class Seq(NamedTuple):
    line: int
    values: list["Node"]
    lines: list[int]


Node: TypeAlias = str | Map | Seq


def parse(data: bytes) -> Node | None:
    """Return the tree of one YAML document, or ``None`` if there is nothing in it.

    Raises ``Refused``, and nothing else, for content that it does not accept.
    """
    import yaml

    data = check_bytes(data)
    has_escapes = b"\\" in data or b"\t" in data  # else ``clean`` has seen every character
    has_labels = b"&" in data or b"!" in data
    try:
        try:
            return _tree(_parser(data).get_event, has_escapes, has_labels)
        except yaml.YAMLError as error:
            if _DEPTH_OF_LIBYAML not in str(error):
                raise
            return _tree(
                yaml.SafeLoader(_begun(data, error)).get_event, has_escapes, has_labels
            )
    except (yaml.YAMLError, ValueError) as error:  # the pure parser lets chr() fail
        raise Refused(*explained(error, data.decode("utf-8"))) from None


def _begun(data: bytes, error: Any) -> str:
    """Return the text up to some hundred of its 1,000 levels: PyYAML is slow with all of them.

    All but the first 13 stand within the last 1,024 characters, which libyaml reads ahead;
    before that our own limit would have been reached.
    """
    return data.decode("utf-8")[: error.problem_mark.index - 900]


def _parser(data: bytes) -> Any:
    import yaml

    try:
        from yaml._yaml import CParser
    except ImportError:
        return yaml.SafeLoader(data)  # only its parser is used
    return CParser(data)


def _tree(  # noqa: PLR0912, PLR0915  # one loop, as it says
    next_event: Callable[[], Any], has_escapes: bool, has_labels: bool
) -> Node | None:
    """Build the tree in one loop: it is the hot one, and calls would double its time.

    Text comes first, because nearly all events are text, and a value takes the line of its
    name, so that only names and items are asked for theirs. What a file without a backslash,
    ``&`` or ``!`` cannot have is not looked for in every piece of it.
    """
    from yaml import events as ev

    scalar, map_start, seq_start = ev.ScalarEvent, ev.MappingStartEvent, ev.SequenceStartEvent
    ends, most, make = (ev.MappingEndEvent, ev.SequenceEndEvent), MOST_IN_ONE, tuple.__new__
    documents = Seq(1, [], [])
    values: Any = documents.values
    lines, in_map = documents.lines, False
    stack: list[tuple[Any, list[int], bool]] = []
    names: dict[str, str] = {}  # kept once each: a library has few, and has them often
    key: str | None = None
    key_line = nodes = 0
    node: Map | Seq
    while True:
        event = next_event()
        kind = type(event)
        if kind is scalar:
            text = event.value
            if has_escapes and not text.isprintable() and (reason := unshowable(text)):
                raise Refused(event.start_mark.line + 1, reason)
            if has_labels and (event.anchor is not None or event.tag is not None):
                raise _labelled(event)
            if not in_map:
                values.append(text)
                lines.append(event.start_mark.line + 1)
            elif key is None:
                key_line = event.start_mark.line + 1
                key = names.get(text)
                if key is None:
                    if text == "<<" or not text or "\n" in text:
                        raise _no_key(text, values, lines, key_line)
                    key = names[text] = text
                if key in values:
                    raise _no_key(text, values, lines, key_line)
                continue
            else:
                values[key] = text
                lines.append(key_line)
                key = None
            if len(lines) > most:
                raise _beyond_limits(event, 0, len(lines))
        elif kind in ends:
            nodes += len(lines)
            values, lines, in_map = stack.pop()
            if nodes > MOST_NODES:
                raise _beyond_limits(event, nodes, 0)
        elif kind is map_start or kind is seq_start:
            line = event.start_mark.line + 1
            if has_labels and (event.anchor is not None or event.tag is not None):
                raise _labelled(event)
            node = make(Map, (line, {}, [])) if kind is map_start else make(Seq, (line, [], []))
            if in_map and key is None:
                raise _no_key(node, values, lines, line)
            if in_map:
                values[key] = node
                lines.append(key_line)
                key = None
            else:
                values.append(node)
                lines.append(line)
            stack.append((values, lines, in_map))
            if len(stack) > MOST_DEPTH + 1 or len(lines) > most:
                raise _beyond_limits(event, 0, len(lines))
            values, lines, in_map = node.values, node.lines, kind is map_start
        elif kind is ev.StreamEndEvent:
            return documents.values[0] if documents.values else None
        else:
            _refuse_other(event, kind, documents)


def _no_key(node: Node, values: dict[str, Node], lines: list[int], line: int) -> Refused:
    """Return why ``node`` cannot be a name of this map."""
    if not isinstance(node, str):
        what = "braces" if isinstance(node, Map) else "brackets"
        said = yaml_text.key_is_no_word(what)
        return Refused(line, said)
    if "\n" in node or not node:
        said = yaml_text.KEY_IS_NO_LINE
        return Refused(line, said)
    if node == "<<":
        return Refused(line, yaml_text.NO_MERGE)
    before = lines[list(values).index(node)]
    return Refused(line, yaml_text.key_twice(shown(node), before))


def _refuse_other(event: Any, kind: type, documents: Seq) -> None:
    """Refuse an alias or a second document; all other events mean nothing to us."""
    line = event.start_mark.line + 1
    if kind.__name__ == "AliasEvent":
        raise Refused(
            line,
            yaml_text.no_alias(shown("*" + event.anchor)),
        )
    if kind.__name__ == "DocumentStartEvent" and documents.values:
        raise Refused(line, yaml_text.SECOND_DOCUMENT)


def _labelled(event: Any) -> Refused:
    line = event.start_mark.line + 1
    if event.anchor is not None:
        return Refused(
            line,
            yaml_text.no_anchor(shown("&" + event.anchor)),
        )
    return Refused(
        line,
        yaml_text.NO_TAG,
    )


def _beyond_limits(event: Any, nodes: int, in_one: int) -> Refused:
    line = event.start_mark.line + 1
    if nodes > MOST_NODES:
        return Refused(line, yaml_text.too_many_values(MOST_NODES))
    if in_one > MOST_IN_ONE:
        return Refused(line, yaml_text.too_many_entries(MOST_IN_ONE))
    return Refused(line, yaml_text.too_deep(MOST_DEPTH))
