"""safety.yaml: the tables that a clinician reviews, and what the program makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from backpt.errors import BackptError
from backpt.library.safety_file import SafetyTables, is_safety_file, read_safety
from backpt.library.safety_review import read_review
from backpt.paths import builtin_library, builtin_safety, safety_schema_path
from backpt.safety import tables
from tests.builders import shipped
from tests.library.test_schema import seen
from tools.build_safety import TABLES, build
from tools.write_schema import safety_as_text

LIBRARY = shipped()
TEXT = Path(builtin_safety()).read_text(encoding="utf-8")


def read(text: str) -> tuple[SafetyTables | None, list[str]]:
    said, problems = read_safety("safety.yaml", text.encode(), LIBRARY)
    return said, [f"{one.line}: {one.message}" for one in problems]


def test_the_program_carries_what_the_file_says() -> None:
    assert build() == TABLES.read_text(encoding="utf-8")


def test_the_shipped_file_has_no_problem_and_every_row_is_read() -> None:
    said, problems = read(TEXT)
    assert problems == []
    assert said is not None
    assert said.signs == tables.SIGNS
    assert said.questions == tables.QUESTIONS
    assert said.ticks == tables.TICKS
    assert said.rows == tables.ROWS
    assert said.weeks == tables.WEEKS
    assert said.words == tables.WORDS
    assert [one.id for one in said.numbers] == list(said.values)
    assert {name: getattr(tables, name) for name in said.values} == said.values


def test_every_row_names_a_source_and_sources_stand_in_one_table() -> None:
    said, _ = read(TEXT)
    assert said is not None
    reviewed, sources = read_review()
    assert reviewed == said
    assert set(said.cited) == sources.keys()
    for code, (_, title, address) in sources.items():
        assert title
        is_seed = code.startswith("S00")
        assert address.startswith("http") or code in ("GK", "D") or is_seed


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("signs: [E1]", "signs: [E99]", "signs: nothing is called 'E99'"),
        ("codes: [OSTEO_FLEX]", "codes: [OSTEO]", "codes: nothing is called 'OSTEO'"),
        ("flags: [diabetes]", "flags: [diabetis]", "did you mean 'diabetes'?"),
        ("sources: [HWMS]", "sources: [HWMX]", "sources: nothing is called 'HWMX'"),
        ('asks: ["6"]', "asks: [six]", "asks: nothing is called 'six'"),
        ("pain now {NOT_TODAY_FROM}-10", "pain now {NOT_TODAY}-10", "no number is called"),
        ("T5c:\n    level: contact", "T5c:\n    level: call", "level: 'call' is not known"),
        ("on {MILD_DAYS} days", "on {MILD} days", "when: no number is called 'MILD'"),
        ("value: 1.35", "value: 1.3.5", "'1.3.5' is no number"),
        ("value: 20s", "value: 20", "'20' is no number; write a time like 20s or 10min"),
        ("value: 20min", "value: 30h", "'30h' cannot be; write a time"),
        ("value: 5min 10min", "value: 5min 0min", "'5min 0min' cannot be; write a time"),
        ("value: 8", "value: 11", "'11' cannot be; write pain like 6, from 0 to 10"),
        ("value: 28", "value: 0", "'0' cannot be; write days like 14, from 1 to 366"),
        ("value: 42", "value: 6min", "'6min' is no number; write days like 14"),
        ("value: 75% 85% 100%", "value: a quarter", "'a quarter' is no number"),
        ("    heat: warn", "    heat: warm", "heat: 'warm' is not known; did you mean 'warn'?"),
        ("level: urgent", "level: soon", "level: 'soon' is not known"),
        ('    press: "2"', '    press: "1"', "the emergency card has the key '1' already"),
        ("    page: Leg\n", "    page: Legs\n", "page: 'Legs' is not among 'about-pages'"),
        ("    page: Leg\n", "    page: Bones and joints\n", "has more than 9 lines"),
        ("  stop-at-once:", "  stop-now:", "words: 'stop-at-once' is missing"),
        ("    sign: Chest", "    sings: Chest", "unknown field 'sings'; did you mean 'sign'?"),
        ("version: 1", "version: 2", "this backpt reads version 1"),
        ("rules:", "ruels:", "unknown section 'ruels'; did you mean 'rules'?"),
    ],
)
def test_a_mistake_is_said_with_its_line_and_makes_no_tables(
    was: str, becomes: str, said: str
) -> None:
    assert was in TEXT
    made, problems = read(TEXT.replace(was, becomes))
    assert made is None
    assert any(said in one for one in problems), problems
    lines = TEXT.splitlines()
    line = int(problems[0].partition(":")[0])
    assert 1 <= line <= len(lines)


def test_a_row_without_a_source_is_a_mistake() -> None:
    first = TEXT.index("    sources: [CES, NHSBP]\n")
    without = TEXT[:first] + TEXT[TEXT.index("\n", first) + 1 :]
    made, problems = read(without)
    assert made is None
    assert "has no 'sources'" in problems[0]


def test_a_library_is_told_from_safety_rules() -> None:
    assert is_safety_file(TEXT.encode())
    assert not is_safety_file(Path(builtin_library()).read_bytes())


def test_the_schema_is_that_of_the_reader_and_accepts_the_file() -> None:
    shipped = Path(safety_schema_path()).read_text(encoding="utf-8")
    assert shipped == safety_as_text()
    validator = jsonschema.Draft202012Validator(json.loads(shipped))
    assert list(validator.iter_errors(seen(TEXT))) == []
    assert list(validator.iter_errors(seen(TEXT.replace("heat: warn", "heat: warm"))))


def test_rules_by_which_the_program_does_not_decide_are_not_shown(tmp_path: Path) -> None:
    other = tmp_path / "safety.yaml"
    other.write_text(TEXT.replace("value: 8\n", "value: 7\n", 1), encoding="utf-8")
    assert other.read_text(encoding="utf-8") != TEXT
    with pytest.raises(BackptError, match="is not the file that backpt decides by"):
        read_review(str(other))
    other.write_text("no rules\n", encoding="utf-8")
    with pytest.raises(BackptError, match="is not the file that backpt decides by"):
        read_review(str(other))
