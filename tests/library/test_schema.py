"""The published schema: made from the reader's tables, and of one mind with the reader.

Validated by an independent validator on what an editor sees: YAML 1.2, in which ``3`` is a
number, ``5s`` text and ``no`` text too.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from backpt.library import read_library
from backpt.library.fields import EXERCISE, ROUTINE
from backpt.paths import builtin_library, schema_path
from backpt.prescription.durations import parse_duration
from tests.library.conftest import Read
from tools.write_schema import as_text, schema


class Editor(yaml.SafeLoader):
    """YAML 1.2 as yaml-language-server reads it."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Editor.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first
    )


def seen(text: str) -> Any:
    return yaml.load(text, Editor)


def faults(text: str, *, builtin: bool = False) -> list[str]:
    """Return the places that the validator underlines."""
    validator = jsonschema.Draft202012Validator(schema(builtin=builtin))
    return ["/".join(map(str, one.path)) for one in validator.iter_errors(seen(text))]


def exercise(**fields: str) -> str:
    dose = fields.pop("dose", "{reps: 3, hold: 5s}")
    lines = {"name": "Towel squeeze", "dose": dose, **fields}
    entry = "".join(f"    {key.replace('_', '-')}: {text}\n" for key, text in lines.items())
    return f"version: 1\nexercises:\n  towel:\n{entry}"


def test_the_shipped_schema_is_what_the_tables_make() -> None:
    assert Path(schema_path()).read_text(encoding="utf-8") == as_text()


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator.check_schema(schema(builtin=True))


@pytest.mark.slow
def test_the_shipped_library_is_valid_with_all_that_it_must_have() -> None:
    text = Path(builtin_library()).read_text(encoding="utf-8")
    assert faults(text, builtin=True) == []
    assert faults(text) == []


def test_every_field_is_explained_to_the_editor() -> None:
    made = schema()["properties"]
    for section, table in (("exercises", EXERCISE), ("routines", ROUTINE)):
        known = made[section]["additionalProperties"]["properties"]
        assert list(known) == list(table)
        assert all(field["description"] for field in known.values())


VALID = (
    exercise(),
    exercise(dose="{time: 15 min, sets: 2, rest: 1m30s}"),
    exercise(dose="{reps: [3, 2, 1], out: 2s, sides: each, pace: self}"),
    exercise(frequency="2", aliases="[no, 1e3, 1:30, true]", needs="[band]"),
    exercise(
        cue="'{Side} knee up, {other} down.'",
        side_words="{left: L, right: R}",
        dose="{reps: 3, hold: 5s, sides: each}",
    ),
    exercise(frequency="{days: 3}", grow="{hold: 5s..10s by 1s, reps: 3..8}"),
    exercise(frequency="{days: 3-5, times: 1-2, apart: 0}", note="Slowly."),
    exercise(frequency="every other day", grow="{reps: 3..8 by 1}"),
    "version: 1\nroutines:\n  mine:\n    name: Mine\n    progress: ask\n    note: Slowly.\n"
    "    frequency: {days: 7}\n    exercises: [cat-cow: {reps: 6, grow: {reps: 6..8 by 1}}]\n",
    exercise(category="nerve-glide", phase="3", easier="cat-cow"),
    "version: 1\nroutines:\n  mine:\n    name: Mine\n"
    "    exercises: [cat-cow, rest: 60s, heat: 15 min, cat-cow: {reps: 6}]\n",
    "version: 1\nprecautions:\n  MINE: {level: warn, why: Slowly., do: Go slowly.}\n",
    "version: 1\nprecautions:\n  MINE: {level: block, why: Slowly.}\n",
    exercise(avoid="[WRIST]", careful="{WRIST: Use your fists.}"),
)
INVALID = (
    ("exercises/towel/dose/hold", exercise(dose="{reps: 3, hold: 5}")),
    ("exercises/towel/dose/rest", exercise(dose="{reps: 3, hold: 5s, rest: 1:30}")),
    ("exercises/towel/dose/reps", exercise(dose="{reps: 101, hold: 5s}")),
    ("exercises/towel/dose", exercise(dose="{time: 1 min, reps: 3}")),
    ("exercises/towel/dose/sides", exercise(dose="{reps: 3, hold: 5s, sides: left}")),
    ("exercises/towel/dose", exercise(dose="{reps: 3, hold: 5s, speed: fast}")),
    ("exercises/towel/dose", exercise(dose="{sets: 3}")),
    ("exercises/towel/frequency", exercise(frequency="{days: 8}")),
    ("exercises/towel/frequency", exercise(frequency="{times: 2}")),
    ("exercises/towel/frequency", exercise(frequency="{days: often}")),
    ("exercises/towel/grow/reps", exercise(grow="{reps: 3-8}")),
    ("exercises/towel/grow/hold", exercise(grow="{hold: 5s..10s}")),
    ("exercises/towel/grow", exercise(grow="{rep: 3..8}")),
    (
        "routines/a/progress",
        "version: 1\nroutines:\n  a: {name: A, progress: yes, exercises: [b]}\n",
    ),
    ("exercises/towel/name", exercise(name="One two three four five")),
    ("exercises/towel/cue", exercise(cue="'{knee} up'")),
    ("exercises/towel/phase", exercise(phase="4")),
    ("exercises/towel/steps", exercise(steps="Lie down.")),
    ("exercises/towel/position", exercise(position="lying")),
    ("exercises/towel", exercise(colour="red")),
    ("exercises", "version: 1\nexercises:\n  ../up: {name: Up, dose: {time: 1 min}}\n"),
    ("exercises", "version: 1\nexercises:\n  rest: {name: Rest, dose: {time: 1 min}}\n"),
    ("routines/a/exercises/0", "version: 1\nroutines:\n  a: {name: A, exercises: [rest]}\n"),
    ("routines/a", "version: 1\nroutines:\n  a: {name: A}\n"),
    ("", "version: 1\nexcercises: {}\n"),
    ("", "exercises: {}\n"),
    ("version", "version: 2\n"),
    ("precautions/MINE", "version: 1\nprecautions:\n  MINE: {level: warn, why: Slowly.}\n"),
    ("exercises/towel/careful", exercise(careful="[WRIST]")),
)


@pytest.mark.parametrize("text", VALID)
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(("place", "text"), INVALID)
def test_what_the_reader_refuses_is_underlined_in_its_place(
    place: str, text: str, tmp_path: Path
) -> None:
    assert place in faults(text)
    file = tmp_path / "own.yaml"
    file.write_text(text)
    library, _ = read_library(builtin_library())
    assert [one for one in read_library(str(file), base=library)[1] if one.level == "error"]


def test_what_the_schema_takes_the_reader_takes(read_own: Read) -> None:
    for text in VALID:
        assert [str(one) for one in read_own(text)[1] if one.level == "error"] == []


@given(
    st.from_regex(r"[0-9.]{0,4} ?(h|hr|Hours|m|min|s|SEC|seconds|x)?( ?[0-9]{1,2} ?(s|m|h))?")
)
def test_the_pattern_of_a_length_takes_what_is_read(text: str) -> None:
    pattern = schema()["$defs"]["duration"]["pattern"]
    try:
        parse_duration(text)
    except ValueError:
        assert not re.search(pattern, text)
    else:
        assert re.search(pattern, text)


def test_the_schema_is_ascii_json_with_one_object() -> None:
    assert isinstance(json.loads(as_text()), dict)
    assert as_text().isascii()
