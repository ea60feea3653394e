"""Tree -> values, field by field, by the tables of ``fields.py``. Every mistake is reported.

Knows how a kind of field is read and refuses to know which fields there are. A reader
returns ``None`` for what it has reported, and the caller leaves the field out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from backpt.language import durations, library_file
from backpt.library import fields as f
from backpt.library.figure_data import figure_json
from backpt.library.problem import Report, shown
from backpt.library.tree import Map, Node, Seq
from backpt.prescription.durations import NotADuration, parse_duration, written
from backpt.prescription.model import Frequency, Growth

Reader = Callable[[Any, Node, int, str, Report], object]


def read_record(
    node: Node,
    line: int,
    table: dict[str, f.Field],
    what: str,
    report: Report,
    *,
    named: Callable[[str], str] = str,
) -> dict[str, Any]:
    """Return the fields of a map that could be read, by the names of the value.

    ``what`` names the entry in sentences, as ``named`` puts it. Required fields that are
    missing are reported.
    """
    if type(node) is not Map:
        report.error(line, library_file.no_fields(named(what)))
        return {}
    values = {}
    for (key, value), at in zip(node.values.items(), node.lines, strict=True):
        field = table.get(key)
        if field is None:
            near = report.did_you_mean(key, table) or library_file.TAKE_IT_OUT
            report.error(at, library_file.unknown_field(named(what), shown(key), near))
            continue
        kind = field.kind
        got = READERS[type(kind)](kind, value, at, key, report)
        if got is not None:
            values[field.name] = got
    if not _required(table, builtin=report.builtin) <= node.values.keys():
        for key, field in table.items():
            if (field.builtin if report.builtin else field.required) and key not in node.values:
                report.error(line, library_file.missing_field(named(what), key, field.doc))
    return values


_REQUIRED: dict[tuple[int, bool], tuple[dict[str, f.Field], frozenset[str]]] = {}
"""What a table requires, by its identity; with the table, so that nothing else gets that."""


def _required(table: dict[str, f.Field], *, builtin: bool) -> frozenset[str]:
    """Return the keys that must be there; worked out once a table."""
    known = _REQUIRED.get((id(table), builtin))
    if known is None:
        fields = table.items()
        keys = {key for key, field in fields if (field.builtin if builtin else field.required)}
        known = _REQUIRED[id(table), builtin] = table, frozenset(keys)
    return known[1]


def _scalar(node: Node, line: int, key: str, report: Report) -> str | None:
    """Return the text of a field that has one value, or ``None`` once reported."""
    if type(node) is str:
        if node:
            return node
        report.error(line, library_file.nothing_written(key))
    elif type(node) is Map:
        report.error(
            line,
            library_file.braces_here(key),
        )
    else:
        report.error(line, library_file.list_here(key))
    return None


def _text(kind: f.Text, node: Node, line: int, key: str, report: Report) -> str | None:
    if (
        type(node) is str
        and 0 < len(node) <= kind.most
        and _is_one_line(node)
        and not kind.words
        and not kind.cue
    ):
        return node  # as it nearly always is
    if node == "" and kind.may_be_empty:
        return ""
    text = _scalar(node, line, key, report)
    if text is None or (text := _one_line(text, kind.most, line, key, report)) is None:
        return None
    if kind.words and len(text.split()) > kind.words:
        report.error(line, library_file.too_many_words(key, shown(text), kind.words))
        return None
    if kind.cue and ("{" in text or "}" in text) and _unknown_braces(text):
        report.error(
            line,
            library_file.other_braces(key),
        )
        return None
    return text


def _unknown_braces(text: str) -> bool:
    for known in ("{side}", "{other}", "{Side}", "{Other}"):
        text = text.replace(known, "")
    return "{" in text or "}" in text


def _is_one_line(text: str) -> bool:
    return text[0] != " " and text[-1] != " " and "\n" not in text


def _one_line(text: str, most: int, line: int, key: str, report: Report) -> str | None:
    if not _is_one_line(text):
        text = " ".join(text.split())
    if not text:
        report.error(line, library_file.nothing_written(key))
        return None
    if len(text) > most:
        report.error(line, library_file.too_many_characters(key, len(text), most))
        return None
    return text


def _list(node: Node, line: int, key: str, report: Report) -> tuple[list[Node], list[int]]:
    if type(node) is Seq:
        return node.values, node.lines
    if type(node) is str and node:
        report.error(line, library_file.list_of(key, shown(node)[1:-1]))
    else:
        report.error(line, library_file.is_list(key))
    return [], []


def _texts(kind: f.Texts, node: Node, line: int, key: str, report: Report) -> tuple[str, ...]:
    read = []
    most = kind.most
    for value, at in zip(*_list(node, line, key, report), strict=True):
        if type(value) is str and 0 < len(value) <= most and _is_one_line(value):
            read.append(value)  # as it nearly always is
            continue
        if type(value) is Map:
            report.error(at, library_file.needs_quotes(key))
            continue
        text = _scalar(value, at, key, report)
        if text is not None and (text := _one_line(text, kind.most, at, key, report)):
            read.append(text)
    return tuple(read)


def _codes(_: f.Codes, node: Node, line: int, key: str, report: Report) -> tuple[str, ...]:
    read = []
    for value, at in zip(*_list(node, line, key, report), strict=True):
        if type(value) is str and 0 < len(value) <= 40 and is_code(value):
            read.append(value)  # as it nearly always is
            continue
        code = _scalar(value, at, key, report)
        if code is None:
            continue
        if len(code) > 40 or not is_code(code):
            report.error(at, library_file.no_code_like_back(key, shown(code)))
            continue
        read.append(code)
    return tuple(read)


def _sayings(
    kind: f.Sayings, node: Node, line: int, key: str, report: Report
) -> tuple[tuple[str, str], ...]:
    if type(node) is not Map:
        report.error(line, library_file.is_map_of_codes(key))
        return ()
    read = []
    for (code, value), at in zip(node.values.items(), node.lines, strict=True):
        if len(code) > 40 or not is_code(code):
            report.error(at, library_file.no_code_like_knee(key, shown(code)))
        elif text := _text(f.Text(kind.most), value, at, key, report):
            read.append((code, text))
    return tuple(read)


@lru_cache(maxsize=1024)
def is_code(text: str) -> bool:
    """Return whether ``text`` is one word of letters, digits and ``- _ . +``."""
    return text.isascii() and text.translate(_INNER).isalnum()


_INNER = dict.fromkeys(map(ord, "-_.+"), "x")


def is_id(text: str) -> bool:
    """Return whether ``text`` may name an exercise or a routine."""
    return (
        0 < len(text) <= 40
        and "a" <= text[0] <= "z"
        and text.isascii()
        and text.replace("-", "x").isalnum()
        and text.islower()
    )


def _choice(kind: f.Choice, node: Node, line: int, key: str, report: Report) -> object:
    text = _scalar(node, line, key, report)
    if text is None or text in kind.options:
        return None if text is None else kind.options[text]
    near = report.did_you_mean(text, kind.options)
    if not near:
        near = library_file.write_one_of(tuple(kind.options))
    report.error(line, library_file.not_known(key, shown(text), near))
    return None


def _whole(
    kind: f.Whole | f.Reps, node: Node, line: int, key: str, report: Report
) -> int | None:
    text = _scalar(node, line, key, report)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        report.error(
            line,
            library_file.no_whole_number(key, shown(text), min(kind.high, 3)),
        )
    elif text[0] == "0" and text != "0":
        plain = text.lstrip("0")[:20] or "0"
        report.error(line, library_file.begins_with_zero(key, shown(text), plain))
    elif len(text) > 9 or not kind.low <= int(text) <= kind.high:
        report.error(
            line,
            library_file.out_of_range(key, text[:20], kind.low, kind.high),
        )
    else:
        return int(text)
    return None


def _reps(
    kind: f.Reps, node: Node, line: int, key: str, report: Report
) -> int | tuple[int, ...] | None:
    if type(node) is not Seq:
        return _whole(kind, node, line, key, report)
    read = [
        _whole(kind, value, at, key, report)
        for value, at in zip(node.values, node.lines, strict=True)
    ]
    if not 1 <= len(read) <= f.MOST_SETS:
        report.error(line, library_file.too_many_sets(key, len(read), f.MOST_SETS))
        return None
    whole = tuple(number for number in read if number is not None)
    return whole if len(whole) == len(read) else None


def _duration(
    kind: f.Duration, node: Node, line: int, key: str, report: Report
) -> float | None:
    text = _scalar(node, line, key, report)
    if text is None:
        return None
    try:
        seconds = _seconds(text)
    except NotADuration as error:
        report.error(line, f"{key}: {durations.not_one(error.text)}")
        return None
    if seconds < kind.low_s:
        report.error(line, library_file.too_short(key, shown(text), written(kind.low_s)))
    elif seconds > kind.high_s:
        report.error(line, library_file.too_long(key, shown(text), written(kind.high_s)))
    else:
        return seconds
    return None


_seconds = lru_cache(maxsize=512)(parse_duration)
"""A library says the same few lengths again and again."""


def _span(
    kind: f.FromTo, node: Node, line: int, key: str, report: Report
) -> tuple[int, int] | None:
    text = _scalar(node, line, key, report)
    if text is None:
        return None
    low, hyphen, high = text.partition("-")
    ends = [low.strip(), high.strip()] if hyphen else [low]
    if not all(one.isascii() and one.isdigit() and len(one) < 4 for one in ends):
        report.error(line, library_file.no_span(key, shown(text), kind.low, min(kind.high, 3)))
    elif not kind.low <= int(ends[0]) <= int(ends[-1]) <= kind.high:
        report.error(line, library_file.span_out_of_range(key, text, kind.low, kind.high))
    else:
        return int(ends[0]), int(ends[-1])
    return None


def _often(kind: f.Often, node: Node, line: int, key: str, report: Report) -> object:
    """Return a ``Frequency``; words that say more than that, as they stand."""
    if type(node) is not Map:
        text = _text(f.Text(), node, line, key, report)
        if text is None:
            return None
        from backpt.language import how_often

        return how_often.from_words(text) or text
    values = read_record(node, line, kind.fields, f"'{key}'", report)
    if "days" not in values or len(values) < len(node.values):
        return None  # what is missing was reported
    days, times = values["days"], values.get("times", (1, 1))
    apart, when = values.get("apart", 0), values.get("when", "")
    return Frequency(days[0], days[1], times[0], times[1], apart, when)


def _growths(
    kind: f.Growths, node: Node, line: int, key: str, report: Report
) -> tuple[Growth, ...] | None:
    if type(node) is not Map:
        report.error(line, library_file.is_map_of_growths(key))
        return None
    read = []
    for (name, value), at in zip(node.values.items(), node.lines, strict=True):
        field = kind.fields.get(name)
        if field is None:
            near = report.did_you_mean(name, kind.fields)
            near = near or library_file.one_of(", ".join(kind.fields))
            report.error(at, library_file.grows_not(key, shown(name), near))
        elif (growth := _growth(field, value, at, f"{key}, {name}", report)) is not None:
            read.append(growth)
    return tuple(read) or None


def _growth(field: f.Field, node: Node, line: int, key: str, report: Report) -> Growth | None:
    """Read ``8..12 by 1``; the step may be left out of what is counted, and is then 1."""
    text = _scalar(node, line, key, report)
    if text is None:
        return None
    low, dots, rest = text.partition("..")
    high, by, step = rest.partition(" by ")
    is_counted = isinstance(field.kind, f.Whole)
    if not dots or not (by or is_counted):
        like = field.doc.partition(" like ")[2]
        report.error(line, library_file.no_growth(key, shown(text), like))
        return None
    values = []
    for one in (low, high, step if by else "1"):
        got = READERS[type(field.kind)](field.kind, one.strip(), line, key, report)
        if not isinstance(got, int | float):
            return None  # what is wrong was reported
        values.append(float(got))
    if problem := _not_upwards(*values):
        report.error(line, library_file.not_upwards(key, shown(text), problem))
        return None
    return Growth(field.key, *(int(one) if is_counted else one for one in values))


def _not_upwards(low: float, high: float, step: float) -> str:
    if high < low:
        return library_file.GOES_DOWN
    if high == low:
        return library_file.STAYS
    return library_file.STEP_TOO_LONG if step > high - low else ""


def read_duration(kind: f.Duration, node: Node, line: int, key: str, report: Report) -> float:
    """Return seconds, or the shortest allowed once a mistake is reported."""
    seconds = _duration(kind, node, line, key, report)
    return kind.low_s if seconds is None else seconds


def _id(_: f.Id, node: Node, line: int, key: str, report: Report) -> str | None:
    text = _scalar(node, line, key, report)
    if text in ("null", "~", "none", "None"):
        report.error(line, library_file.names_nothing(key, shown(text)))
        return None
    return text


def _record(
    kind: f.Record, node: Node, line: int, key: str, report: Report
) -> dict[str, Any] | None:
    values = read_record(node, line, kind.fields, f"'{key}'", report)
    return values if type(node) is Map else None


def _as_it_is(_: f.Items, node: Node, line: int, key: str, report: Report) -> Node:
    return node


def _drawing(_: f.Drawing, node: Node, line: int, key: str, report: Report) -> str | None:
    if type(node) is not Map:
        report.error(line, library_file.is_map(key))
        return None
    return figure_json(node)


READERS: dict[type, Reader] = {
    f.Text: _text,
    f.Texts: _texts,
    f.Choice: _choice,
    f.Whole: _whole,
    f.Reps: _reps,
    f.Duration: _duration,
    f.FromTo: _span,
    f.Often: _often,
    f.Growths: _growths,
    f.Id: _id,
    f.Codes: _codes,
    f.Sayings: _sayings,
    f.Record: _record,
    f.Items: _as_it_is,
    f.Drawing: _drawing,
}
