"""Compile safety.yaml into backpt/safety/tables.py.

    python -m tools.build_safety     writes the module anew

The pure rooms read no file and a start parses nothing, so the rows are checked in as the
Python that they mean. A test holds the two together.
"""

from __future__ import annotations

import json
import sys
from enum import Enum
from pathlib import Path

from backpt.library import read_library
from backpt.library.safety_file import SafetyTables, read_safety
from backpt.paths import builtin_library, builtin_safety
from backpt.values import StrEnum

SAFETY = Path(__file__).parents[1] / "backpt" / "safety"
TABLES = SAFETY / "tables.py"

_TABLES_HEAD = '''"""The rows of ``safety.yaml``. Do not edit: see ``tools/build_safety.py``."""

from __future__ import annotations

from backpt.safety.rows import (
    AdviceLevel,
    Question,
    Row,
    Sign,
    Tick,
    Urgency,
    Verdict,
    WeekRule,
)

# fmt: off
'''


def as_module(tables: SafetyTables) -> str:
    """Return the module that says what ``tables`` do."""
    decided = (
        f"SIGNS = {_literal(tables.signs)}",
        f"QUESTIONS = {_literal(tables.questions)}",
        f"TICKS = {_literal(tables.ticks)}",
        f"ROWS = {_literal(tables.rows)}",
        f"WEEKS = {_literal(tables.weeks)}",
        *(f"{name} = {_literal(value)}" for name, value in tables.values.items()),
        f"WORDS: dict[str, tuple[str, ...]] = {_literal(tables.words)}",
    )
    return "\n".join((_TABLES_HEAD, *decided, ""))


def _literal(value: object, indent: int = 0) -> str:
    inner, end = " " * (indent + 4), " " * indent
    match value:
        case bool() | int() | float() if not isinstance(value, (Enum, StrEnum)):
            return repr(value)
        case Enum() | StrEnum():
            return f"{type(value).__name__}.{value.name}"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case dict():
            lines = [f"{inner}{_literal(k)}: {_literal(v)},\n" for k, v in value.items()]
            return f"{{\n{''.join(lines)}{end}}}"
        case tuple() if hasattr(value, "_field_defaults"):
            defaults: dict[str, object] = value._field_defaults
            fields = zip(type(value)._fields, value, strict=True)  # type: ignore[attr-defined]
            said = [
                f"{inner}{name}={_literal(one)},\n"
                for name, one in fields
                if name not in defaults or defaults[name] != one
            ]
            return f"{type(value).__name__}(\n{''.join(said)}{end})"
        case tuple() if value and hasattr(value[0], "_fields"):
            rows = [f"{inner}{_literal(one, indent + 4)},\n" for one in value]
            return f"(\n{''.join(rows)}{end})"
        case tuple():
            one = "," if len(value) == 1 else ""
            return f"({', '.join(map(_literal, value))}{one})"
        case _:
            raise TypeError(f"{value!r} has no place in the tables")


def build() -> str:
    """Return the module that the shipped files make; raises ``ValueError`` for a mistake."""
    library, problems = read_library(builtin_library())
    path = builtin_safety()
    tables, found = read_safety(path, Path(path).read_bytes(), library)
    wrong = [str(one) for one in (*problems, *found) if one.level == "error"]
    if tables is None or wrong:
        raise ValueError("\n".join(wrong))
    return as_module(tables)


if __name__ == "__main__":
    try:
        TABLES.write_text(build(), encoding="utf-8", newline="\n")
    except ValueError as _error:
        sys.exit(str(_error))
