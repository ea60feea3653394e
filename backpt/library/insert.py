"""New entries put into the text of a library file; everything else stays as it was typed.

Text goes in at the end of the right section: comments, blank lines, line ends, quotes and
order survive because they are never touched. The result is read back and must be exactly the
old content and the new entries, or nothing is returned. Knows no disk (``backpt/files.py``).
"""

import re
from collections.abc import Mapping
from typing import Any

from backpt.language import library_file
from backpt.library.characters import check_bytes
from backpt.library.emit import Plain, as_json, block, without_lines
from backpt.library.fields import SECTIONS, VERSION
from backpt.library.problem import Refused
from backpt.library.tree import Map, parse
from backpt.values import NamedTuple

Additions = Mapping[str, Mapping[str, Plain]]
"""New entries by section and id."""

BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\n|\r")


def with_added(data: bytes, additions: Additions) -> bytes:
    """Return the file ``data`` with ``additions``; nothing there is changed or replaced.

    An empty file, or one of comments only, becomes a whole one. Raises ``Refused`` for a file
    that is no library, for an id that is there already, and where the entries could not be
    put in for certain.
    """
    before = parse(data)
    if before is not None and not isinstance(before, Map):
        raise Refused(1, library_file.begin_map_with_version(VERSION))
    if before is not None:
        _refuse_known(before, additions)
    bom = BOM if data.startswith(BOM) else b""
    text = check_bytes(data).decode("utf-8")
    eol = usual_line_end(text)
    if before is None:
        text = f"{_closed(text, eol)}version: {VERSION}{eol}"
    for section in SECTIONS:
        if entries := additions.get(section):
            text = _inserted(text, section, dict(entries), eol)
    after = bom + text.encode("utf-8")
    _prove(before, after, additions)
    return after


def _refuse_known(root: Map, additions: Additions) -> None:
    for section, entries in additions.items():
        there = root.values.get(section)
        if there is None:
            continue
        if not isinstance(there, Map):
            said = library_file.write_entries(section)
            raise Refused(root.line_of(section), said)
        for id_ in entries:
            if id_ in there.values:
                raise Refused(there.line_of(id_), library_file.is_here_already(id_))


def _prove(before: Map | None, after: bytes, additions: Additions) -> None:
    """Hold the result to be the old content and the new, and nothing else."""
    expected: Any = {"version": str(VERSION)} if before is None else without_lines(before)
    for section in SECTIONS:
        if entries := additions.get(section):
            expected[section] = {**expected.get(section, {}), **entries}
    try:
        root = parse(after)
        found = None if root is None else without_lines(root)
    except Refused:
        found = None
    if found != expected or _orders(found) != _orders(expected):
        raise Refused(1, library_file.ADD_BY_HAND)  # fmt: skip


def _orders(data: Any) -> list[list[str]]:
    """Return the order of the ids, which dictionaries compare without."""
    return [list(entries) for entries in data.values() if isinstance(entries, dict)]


def usual_line_end(text: str) -> str:
    """Return the line end that the file has most of."""
    found = _LINE_END.findall(text)
    return max(sorted(set(found)), key=found.count, default="\n")


def _closed(text: str, eol: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + eol


# --- where it goes ---------------------------------------------------------------------


class _Section(NamedTuple):
    """What stands behind the name of a section, as offsets into the text."""

    in_braces: bool
    start: int
    end: int
    """Behind its last text or bracket."""
    column: int
    """Of its ids; 0 where it has none."""
    is_empty: bool


class _Outline(NamedTuple):
    in_braces: bool
    column: int
    end: int
    """Behind the last text or bracket inside the file's own braces, or at its end."""
    sections: dict[str, _Section]


def _inserted(text: str, section: str, entries: dict[str, Plain], eol: str) -> str:
    outline = _outline(text)
    there = outline.sections.get(section)
    if there is None and outline.in_braces:
        return _put(text, outline.end, f", {as_json(section)}: {as_json(entries)}")
    if there is None:
        lines = (f"{' ' * outline.column}{section}:", *block(entries, outline.column + 2))
        at = line_below(text, outline.end, 0, to_the_end=True)
        return _put_lines(text, at, ("", *lines), eol)
    bare = text[there.start : there.end].replace(" ", "") == "{}" and not outline.in_braces
    if there.in_braces and not bare:
        pairs = as_json(entries)[1:-1]
        if there.is_empty:
            return _put(text, there.start + 1, pairs)
        return _put(text, there.end, f", {pairs}")
    if there.in_braces:  # the braces go, and lines come below
        kept, after = text[: there.start].rstrip(" "), text[there.end :]
        at = line_below(kept + after, len(kept), outline.column + 1)
        return _put_lines(kept + after, at, tuple(block(entries, outline.column + 2)), eol)
    at = line_below(text, there.end, there.column)
    return _put_lines(text, at, tuple(block(entries, there.column)), eol)


def _put(text: str, at: int, new: str) -> str:
    return text[:at] + new + text[at:]


def _put_lines(text: str, at: int, lines: tuple[str, ...], eol: str) -> str:
    before = _closed(text[:at], eol)
    return before + "".join(f"{line}{eol}" for line in lines) + text[at:]


def line_below(text: str, at: int, column: int, *, to_the_end: bool = False) -> int:
    """Return where the next line begins, behind comments indented by ``column`` or more.

    ``to_the_end``: behind all comments and blank lines of the document.
    """
    if at and text[at - 1] not in "\r\n":
        at = _next_line(text, at)
    here = at
    while here < len(text):
        end = _next_line(text, here)
        line = text[here:end].strip()
        indent = len(text[here:end]) - len(text[here:end].lstrip(" "))
        is_comment = line.startswith("#") and (to_the_end or indent >= max(1, column))
        if line and not is_comment:
            break
        here = end
        if is_comment:
            at = here
    return at


def _next_line(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def _outline(text: str) -> _Outline:
    """Note where the file's sections begin and end, from the events of the parser."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: list[Any] = [
        event
        for event in yaml.parse(text, Loader=loader)
        if not type(event).__name__.startswith(("Stream", "Document"))
    ]
    start, *inside = events[:-1]  # the last one ends the map
    offset = Offsets(text)
    sections: dict[str, _Section] = {}
    at = 0
    while at < len(inside):
        behind = index_behind(inside, at + 1)
        sections[inside[at].value] = _section(inside[at + 1 : behind], offset)
        at = behind
    column = inside[0].start_mark.column
    return _Outline(bool(start.flow_style), column, end_of_last(inside, offset), sections)


def index_behind(events: list[Any], at: int) -> int:
    """Return the index behind the value that begins at ``at``."""
    depth = 0
    while True:
        kind = type(events[at]).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        at += 1
        if not depth:
            return at


def _section(events: list[Any], offset: "Offsets") -> _Section:
    start, *inside = events
    is_map = type(start).__name__ == "MappingStartEvent"
    inside = inside[:-1]
    return _Section(
        is_map and bool(start.flow_style),
        offset(start.start_mark),
        end_of_last(inside or events, offset),
        inside[0].start_mark.column if inside else 0,
        not inside,
    )


def end_of_last(events: list[Any], offset: "Offsets") -> int:
    """Return the end of the last text or closing bracket; where lines merely stop, the parser
    notices it only at what follows."""
    for event in reversed(events):
        is_text = type(event).__name__ == "ScalarEvent"
        if is_text or event.end_mark.index > event.start_mark.index:
            return offset(event.end_mark)
    return 0


class Offsets:
    """From a mark of the parser to an offset into the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def __call__(self, mark: Any) -> int:
        return min(len(self._text), self._lines[int(mark.line)] + int(mark.column))
