"""A clearance put into an exercise of a library file; all else stays as it was typed.

The result is read back and must be exactly the old content and the clearance, or nothing is
returned. Knows no disk.
"""

from __future__ import annotations

from typing import Any

from backpt.language import library_file
from backpt.library.characters import check_bytes
from backpt.library.emit import Plain, as_json, block, without_lines
from backpt.library.insert import (
    BOM,
    Offsets,
    end_of_last,
    index_behind,
    line_below,
    usual_line_end,
)
from backpt.library.problem import Refused
from backpt.library.tree import Map, parse


def with_clearance(data: bytes, id_: str, by: str, on: str) -> bytes:
    """Return the file ``data`` in which ``by`` clears the exercise ``id_`` on the day ``on``.

    Raises ``Refused`` where there is no such entry, where it is cleared already, and where it
    could not be put in for certain.
    """
    before = parse(data)
    section, key = "exercises", "cleared"
    value: dict[str, Plain] = {"by": by, "date": on}
    entries = before.values.get(section) if isinstance(before, Map) else None
    entry = entries.values.get(id_) if isinstance(entries, Map) else None
    if not isinstance(entry, Map):
        raise Refused(1, library_file.ADD_BY_HAND)
    if key in entry.values:
        raise Refused(entry.line_of(key), library_file.cleared_already(id_))
    expected: Any = without_lines(before) if before is not None else {}
    expected[section][id_][key] = value
    bom = BOM if data.startswith(BOM) else b""
    text = _inserted(check_bytes(data).decode("utf-8"), section, id_, key, value)
    after = bom + text.encode("utf-8")
    try:
        root = parse(after)
        found = None if root is None else without_lines(root)
    except Refused:
        found = None
    if found != expected:
        raise Refused(entry.line, library_file.ADD_BY_HAND)
    return after


def _inserted(text: str, section: str, id_: str, key: str, value: Plain) -> str:
    start, *inside = _entry(text, section, id_)
    offset = Offsets(text)
    end = end_of_last(inside[:-1], offset)
    if start.flow_style:
        return f"{text[:end]}, {as_json(key)}: {as_json(value)}{text[end:]}"
    eol, column = usual_line_end(text), inside[0].start_mark.column
    lines = "".join(f"{line}{eol}" for line in block({key: value}, column))
    at = line_below(text, end, column)
    before = text[:at] if text[:at].endswith(("\n", "\r")) else text[:at] + eol
    return before + lines + text[at:]


def _entry(text: str, section: str, id_: str) -> list[Any]:
    """Return the events of the map of an entry, its own two included."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events = [
        event
        for event in yaml.parse(text, Loader=loader)
        if not type(event).__name__.startswith(("Stream", "Document"))
    ]
    return _value_of(_value_of(events, section), id_)


def _value_of(events: list[Any], key: str) -> list[Any]:
    """Return the events of what stands behind ``key`` in a map."""
    at = 1
    while events[at].value != key:
        at = index_behind(events, at + 1)
    return events[at + 1 : index_behind(events, at + 1)]
