"""``backpt review``: what precautions take out of a file, and a clearance put into it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.library import read_library
from backpt.library.insert_field import with_clearance
from backpt.library.problem import Refused
from backpt.library.tree import parse
from backpt.paths import builtin_library

if TYPE_CHECKING:
    from tests.cli.conftest import Program

ANNA = """\
# Anna. Please leave as it is.
version: 1
exercises:
  towel:   # hers
    name: Towel squeeze
    dose: {reps: 3, hold: 5s}
    avoid: [WRIST, OSTEO_FLEX]   # wrists

  last: {name: Last, dose: {reps: 3, hold: 5s}, avoid: [OSTEO_FLEX]}
routines:
  evening:
    name: Evening
    exercises: [ towel, double-knee-to-chest, bridge ]
"""


@pytest.fixture
def anna(tmp_path: Path) -> Path:
    path = tmp_path / "anna.yaml"
    path.write_text(ANNA)
    return path


def test_what_a_patient_s_precautions_take_out_is_shown(program: Program, anna: Path) -> None:
    said = program("review", str(anna), "--with", "osteo_flex, wrist")
    flat = " ".join(said.out.split())
    assert said.code == 0
    assert "Precautions: Osteoporosis or a spinal fracture" in flat
    assert "Evening" in said.out
    assert "Left out for you: Towel squeeze." in flat
    assert anna.read_text() == ANNA


def test_without_precautions_nothing_changes(program: Program, anna: Path) -> None:
    said = program("review", str(anna))
    assert "No precautions are set. To name some: --with CODE,CODE" in said.out
    assert "Left out" not in said.out


def test_a_code_that_is_none_is_refused_with_the_nearest(program: Program, anna: Path) -> None:
    said = program("review", str(anna), "--with", "OSTEOFLEX")
    assert (said.code, said.out) == (2, "")
    assert "--with: there is no precaution OSTEOFLEX; did you mean 'OSTEO_FLEX'?" in said.err


def test_a_code_that_is_like_none_is_refused_with_where_all_of_them_stand(
    program: Program, anna: Path
) -> None:
    said = program("review", str(anna), "--with", "xyzzy")
    assert said.code == 2
    assert "the codes are in brackets in: backpt safety --about" in said.err
    assert "[OSTEO_FLEX]" in program("safety", "--about").out


def cleared(program: Program, anna: Path, exercise: str) -> str:
    said = program(
        *("review", str(anna), "--with", "OSTEO_FLEX"),
        *("--clear", exercise, "--by", "Dr  Ng", "--yes"),
    )
    assert (said.code, said.err) == (0, "")
    return anna.read_text()


def test_a_clearance_is_written_with_name_and_date_and_all_else_stays(
    program: Program, anna: Path
) -> None:
    after = cleared(program, anna, "Towel squeeze")
    line = re.search(r"    cleared: \{by: Dr Ng, date: (\d{4}-\d\d-\d\d)\}\n", after)
    assert line is not None
    assert after.replace(line[0], "") == ANNA
    assert Path(f"{anna}.backup-1").read_text() == ANNA
    said = program("review", str(anna), "--with", "OSTEO_FLEX")
    assert f"Towel squeeze is cleared by Dr Ng, {line[1]}." in said.out
    assert "Kept for you: Towel squeeze" in said.out


def test_an_exercise_on_one_line_is_cleared_on_it(program: Program, anna: Path) -> None:
    after = cleared(program, anna, "last")
    assert '"cleared": {"by": "Dr Ng", "date": "' in after
    assert after.count("\n") == ANNA.count("\n")


def test_the_library_s_own_exercise_is_cleared_in_a_copy_with_all_its_safety(
    program: Program, anna: Path
) -> None:
    cleared(program, anna, "double-knee-to-chest")
    shipped, _ = read_library(builtin_library())
    own, problems = read_library(str(anna), base=shipped)
    assert [one for one in problems if one.level == "error"] == []
    made = own.exercises["double-knee-to-chest"]
    assert made.cleared is not None
    assert made._replace(cleared=None) == shipped.exercises["double-knee-to-chest"]
    assert "Please leave as it is." in anna.read_text()


def test_a_second_clearance_of_one_exercise_is_refused(program: Program, anna: Path) -> None:
    after = cleared(program, anna, "towel")
    said = program(
        *("review", str(anna), "--clear", "towel", "--by", "Dr Oh", "--yes"),
    )
    assert said.code == 2
    assert "towel is cleared already" in said.err
    assert anna.read_text() == after


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--clear", "towel", "--yes"), "A clearance has a name"),
        (("--clear", "towel", "--by", "  ", "--yes"), "A clearance has a name"),
        (("--clear", "towel", "--by", "x" * 61, "--yes"), "A clearance has a name"),
        (("--by", "Dr Ng"), "--by says who clears"),
        (("--clear", "towel", "--by", "Dr Ng"), "Nothing was written; to write it, add --yes"),
        (("--clear", "nothing-like-it", "--by", "Dr Ng", "--yes"), "nothing-like-it"),
    ],
)
def test_nothing_is_cleared_without_a_name_and_a_yes(
    program: Program, anna: Path, options: tuple[str, ...], said: str
) -> None:
    answer = program("review", str(anna), *options)
    assert answer.code == 2
    assert said in answer.err
    assert anna.read_text() == ANNA


def test_after_surgery_one_cleared_exercise_is_said_not_to_count(
    program: Program, anna: Path
) -> None:
    said = program(
        *("review", str(anna), "--with", "POSTOP", "--clear", "towel", "--by", "Dr Ng"),
        "--yes",
    )
    assert "a clearance of one exercise does not count" in " ".join(said.out.split())


def test_a_file_with_mistakes_is_told_line_by_line(program: Program, anna: Path) -> None:
    anna.write_text(ANNA.replace("hold: 5s}\n    avoid", "hold: 5}\n    avoid"))
    said = program("review", str(anna))
    assert said.code == 2
    assert "anna.yaml:6: hold: '5' has no unit" in said.err


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "\n# the end\n", "    # more\n"])
def test_a_clearance_goes_where_its_exercise_ends(end: str, tail: str) -> None:
    text = f"version: 1\nexercises:\n  a:\n    name: A\n    dose: {{time: 1 min}}{tail}"
    data = text.replace("\n", end).encode()
    after = with_clearance(data, "a", "Dr Ng", "2026-11-30")
    assert after.replace(
        f"    cleared: {{by: Dr Ng, date: 2026-11-30}}{end}".encode(), b""
    ) in (
        data,
        data + end.encode(),
    )
    parse(after)


def test_an_exercise_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused):
        with_clearance(b"version: 1\nexercises: {}\n", "a", "Dr Ng", "2026-11-30")
