"""Lines of real sheets, read as their gold readings say: most right, none misread."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.authoring.judging import Row, Verdict, doses_of, judge
from tests.builders import shipped

HERE = Path(__file__).parent
GIVEN, OURS = "lines_of_sheets.jsonl", "lines_of_ours.jsonl"
LEAST_RIGHT = {GIVEN: 0.95, OURS: 0.9}


@cache
def verdicts(name: str) -> tuple[tuple[Row, Verdict], ...]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    library = shipped()
    doses = doses_of(library)
    return tuple((gold, judge(gold, library, doses)) for gold in map(json.loads, lines))


@pytest.mark.parametrize("name", [GIVEN, OURS])
def test_lines_of_real_sheets_are_read_right(name: str) -> None:
    judged = verdicts(name)
    many = Counter(verdict.kind for _, verdict in judged)
    missed = [f"{gold['line']}: {told}" for gold, told in judged if told.kind != "right"]
    assert many["right"] >= LEAST_RIGHT[name] * len(judged), "\n".join(missed)


@pytest.mark.parametrize("name", [GIVEN, OURS])
def test_no_line_of_a_real_sheet_is_misread_in_silence(name: str) -> None:
    wrong = [(gold["line"], told.why) for gold, told in verdicts(name) if told.kind == "wrong"]
    assert wrong == []
