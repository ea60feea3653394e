"""The format of exercises.yaml as a JSON Schema, made from the tables that the reader walks.

Editors use it to complete and to underline while one types. It says what a schema can say;
names that lead nowhere, ladders and lengths are for ``backpt check``. An editor sees ``3`` as
a number and ``yes`` as true where the reader sees text, so text may be either.

    python -m tools.write_schema     writes the shipped files anew

``safety.yaml`` has one of its own, made in the same way.
"""

from __future__ import annotations

from typing import Any

from backpt.library import fields as f
from backpt.paths import safety_schema_path, schema_path
from backpt.prescription.durations import UNITS, written

Schema = dict[str, Any]

_ID = "^[a-z][a-z0-9-]{0,39}$"
_CODE = r"^[A-Za-z0-9_.+-]{1,40}$"
_NOT_BLANK = r"\S"
_BRACES = r"^([^{}]|\{[sS]ide\}|\{[oO]ther\})*$"


def safety_as_text() -> str:
    """Return the schema of ``safety.yaml`` as it is shipped."""
    import json

    from backpt.library.safety_file import SECTIONS

    whole = schema()
    sections = {name: _section(name, table, builtin=True) for name, table in SECTIONS.items()}
    safety = {
        "$schema": whole["$schema"],
        "$id": f"urn:backpt:safety:{f.VERSION}",
        "title": "Safety rules of backpt",
        "type": "object",
        "properties": {"version": whole["properties"]["version"], **sections},
        "required": ["version", *SECTIONS],
        "additionalProperties": False,
    }
    return json.dumps(safety, indent=2, ensure_ascii=False) + "\n"


def as_text(*, builtin: bool = False) -> str:
    """Return the schema as it is shipped; ``builtin`` asks for all the shipped library has."""
    import json

    return json.dumps(schema(builtin=builtin), indent=2, ensure_ascii=False) + "\n"


def schema(*, builtin: bool = False) -> Schema:
    """Return the schema of a whole file (JSON Schema, draft 2020-12)."""
    sections = {
        name: _section(name, table, builtin=builtin) for name, table in f.SECTIONS.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:backpt:exercises:{f.VERSION}",
        "title": "Exercises and routines of backpt",
        "type": "object",
        "properties": {
            "version": {"description": "the version of the format", "const": f.VERSION},
            **sections,
        },
        "required": ["version"],
        "additionalProperties": False,
        "$defs": {"duration": {"type": "string", "pattern": _duration()}},
    }


def _section(name: str, table: dict[str, f.Field], *, builtin: bool) -> Schema:
    has_ids = name in ("exercises", "routines")
    names: Schema = {"pattern": _ID if has_ids else _CODE}
    if has_ids:
        names["not"] = {"enum": list(f.BETWEEN)}
    return {
        "description": f"{name}, each by its {'id' if has_ids else 'code'}",
        "type": "object",
        "propertyNames": names,
        "additionalProperties": _record(table, builtin=builtin),
    }


def _record(table: dict[str, f.Field], *, builtin: bool = False, dose: bool = False) -> Schema:
    required = [
        key for key, field in table.items() if (field.builtin if builtin else field.required)
    ]
    record: Schema = {
        "type": "object",
        "properties": {key: _field(field) for key, field in table.items()},
        "additionalProperties": False,
    }
    if required:
        record["required"] = required
    if table is f.PRECAUTION:
        record["if"] = {"properties": {"level": {"const": "warn"}}, "required": ["level"]}
        record["then"] = {"required": ["do"]}
    if table is f.DOSE or table is f.ITEM:
        alone = ("reps", "out", "hold", "back", "relax", "pace")
        record["dependentSchemas"] = {"time": {"properties": dict.fromkeys(alone, False)}}
        if dose:
            record["anyOf"] = [{"required": ["reps"]}, {"required": ["time"]}]
    return record


def _field(field: f.Field) -> Schema:
    return {"description": _described(field), **_kind(field.kind)}


def _described(field: f.Field) -> str:
    match field.kind:
        case f.Duration(low_s, high_s):
            least = written(low_s) if low_s else "0s"
            return f"{field.doc}; from {least} to {written(high_s)}"
        case f.Text(words=words) if words:
            return f"{field.doc}; at most {words} words"
        case _:
            return field.doc


def _kind(kind: f.Kind) -> Schema:
    match kind:
        case f.Text():
            return _text(kind)
        case f.Texts(most):
            return {"type": "array", "items": _text(f.Text(most))}
        case f.Choice(options):
            return {"enum": list(options)}
        case f.Whole() | f.Reps() | f.FromTo():
            return _number(kind)
        case f.Duration():
            return {"$ref": "#/$defs/duration"}
        case f.Often() | f.Growths():
            return _how_much(kind)
        case f.Id():
            return {"type": "string", "pattern": _NOT_BLANK, "not": {"enum": ["none", "None"]}}
        case f.Codes():
            code = {"type": ["string", "number"], "pattern": _CODE}
            return {"type": "array", "items": code}
        case f.Sayings(most):
            return {
                "type": "object",
                "propertyNames": {"pattern": _CODE},
                "additionalProperties": _text(f.Text(most)),
            }
        case f.Record(fields):
            return _record(fields, dose=True)
        case f.Items():
            return {"type": "array", "minItems": 1, "items": _item()}
        case f.Drawing():
            from tools.figure_schema import figure_schema

            return figure_schema()


def _number(kind: f.Whole | f.Reps | f.FromTo) -> Schema:
    number: Schema = {"type": "integer", "minimum": kind.low, "maximum": kind.high}
    if isinstance(kind, f.FromTo):
        spanned = {"type": "string", "pattern": r"^\s*\d{1,3}\s*(-\s*\d{1,3}\s*)?$"}
        return {"oneOf": [number, spanned]}
    if isinstance(kind, f.Whole):
        return number
    many = {"type": "array", "items": number, "minItems": 1, "maxItems": f.MOST_SETS}
    return {"oneOf": [number, many]}


def _how_much(kind: f.Often | f.Growths) -> Schema:
    if isinstance(kind, f.Often):
        return {"oneOf": [_record(kind.fields), _text(f.Text())]}
    return _growths(kind.fields)


def _growths(fields: dict[str, f.Field]) -> Schema:
    """Which fields grow: ``5s..10s by 1s``, ``8..12``."""
    number = r"\d{1,9}"
    counted = {"type": "string", "pattern": rf"^{number}\s*\.\.\s*{number}( by\s+{number})?$"}
    timed = {"type": "string", "pattern": r"^\s*\d.*\.\..* by .*\d"}
    properties = {
        key: {
            "description": field.doc,
            **(counted if isinstance(field.kind, f.Whole) else timed),
        }
        for key, field in fields.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
    }


def _text(kind: f.Text) -> Schema:
    """Text that may also look like a number or a yes to an editor: ``frequency: 2``."""
    text: Schema = {"type": ["string", "number", "boolean"], "maxLength": kind.most}
    if kind.words:
        text["pattern"] = rf"^\s*\S+(\s+\S+){{0,{kind.words - 1}}}\s*$"
    elif kind.cue:
        text["pattern"] = _BRACES
    elif not kind.may_be_empty:
        text["pattern"] = _NOT_BLANK
    if kind.may_be_empty:
        text["type"].append("null")
    return text


def _item() -> Schema:
    """A line of a routine: an exercise, one with another dose, a rest or a pack."""
    between = {
        name: _field(f.Field(name, kind, f"a {name}", name, False, False))
        for name, kind in f.BETWEEN.items()
    }
    return {
        "oneOf": [
            {"type": "string", "pattern": _NOT_BLANK, "not": {"enum": list(f.BETWEEN)}},
            {
                "type": "object",
                "properties": between,
                "additionalProperties": _record(f.ITEM),
                "minProperties": 1,
                "maxProperties": 1,
            },
        ]
    }


def _duration() -> str:
    """Return the pattern of a length: hours, minutes, seconds, in this order, one at least."""
    number = r"\d{1,6}(\.\d{1,3})?\s*"
    parts = []
    for _, names in UNITS:
        in_any_case = sorted((_any_case(name) for name in names), key=len, reverse=True)
        parts.append(rf"({number}({'|'.join(in_any_case)})\s*)?")
    return rf"^\s*(?=\d){''.join(parts)}$"


def _any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


if __name__ == "__main__":
    for _path, _content in (
        (schema_path(), as_text()),
        (safety_schema_path(), safety_as_text()),
    ):
        with open(_path, "w", encoding="utf-8", newline="\n") as _file:
            _file.write(_content)
