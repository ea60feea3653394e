"""Whatever a hand-written file can hold: each case by name, through ``backpt check``.

The answer is a sentence with the file and the line, never a traceback, or the file is right
as it is. That nothing is overwritten without a copy beside it is in ``tests/test_files.py``.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import NamedTuple

import pytest

from backpt.cli import guarded, run
from backpt.library import load, read_library
from backpt.paths import builtin_library

ROUTINE = "version: 1\nroutines:\n  a: {name: A, exercises: [bridge]}\n"
DOSE = "dose: {reps: 3, hold: 5s}"


class Said(NamedTuple):
    code: int
    lines: list[str]
    """Of standard error, the file's name cut to its last part."""


def checked(content: str | bytes, folder: Path) -> Said:
    """Run ``backpt check`` on a file with this content."""
    path = folder / "own.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
        code = guarded(lambda: run(["check", str(path)]))
    return Said(code, errors.getvalue().replace(f"{folder}/", "").splitlines())


def exercise(fields: str, id_: str = "a") -> str:
    return f"version: 1\nexercises:\n  {id_}: {{name: A, {fields}}}\n"


WRONG = (
    pytest.param(
        "version: 1\nexercises:\n  a: {name: A}\n  b: {name: B}\n  a: {name: C}\n",
        "own.yaml:5: 'a' is here twice, first on line 3; take one out",
        id="two exercises with one id",
    ),
    pytest.param(
        ROUTINE.replace("bridge", "bridge, brigde"),
        "own.yaml:3: no exercise is called 'brigde'; did you mean 'bridge'?",
        id="a routine naming what is not there",
    ),
    pytest.param(
        "version: 1\nexercises:\n"
        f"  a: {{name: A, {DOSE}, easier: b}}\n  b: {{name: B, {DOSE}, easier: a}}\n",
        "own.yaml:3: easier: a -> b -> a is a circle; take one 'easier' out",
        id="a ladder loop",
    ),
    pytest.param(
        exercise("dose: {sets: 10, reps: 100, hold: 10 min}", "e")
        + ROUTINE.removeprefix("version: 1\n").replace("bridge", "e"),
        "own.yaml:3: 'e' takes 166.7 hours; make it 3 hours at most",
        id="a dose that never ends",
    ),
    pytest.param(
        exercise("dose: {reps: 0, hold: 5s}"),
        "own.yaml:3: reps: 0 is out of range; write a number from 1 to 100",
        id="a dose of nothing",
    ),
    pytest.param(
        "version: 1\nexercises:\n\ta: {}\n",
        "own.yaml:3: a tab stands where only spaces may; indent with spaces",
        id="tabs",
    ),
    pytest.param(
        "version: 1\n".encode("utf-16"),
        "own.yaml:1: this file is UTF-16; save it as UTF-8",
        id="UTF-16",
    ),
    pytest.param(
        "version: 1\nexercises:\n  a: {name: Br\xfccke}\n".encode("latin-1"),
        "own.yaml:3: this is not UTF-8 text; save the file as UTF-8",
        id="Latin-1",
    ),
    pytest.param(
        exercise(DOSE).replace("name: A", 'name: "\\e[2J"'),
        "own.yaml:3: this line holds a control character (U+001B); delete it",
        id="a name with escapes",
    ),
    pytest.param(
        exercise(DOSE).replace("name: A", "name: A\u202eB"),
        "own.yaml:3: this line holds a character that reorders text (U+202E); delete it",
        id="text that shows itself in another order",
    ),
    *(
        pytest.param(
            exercise(DOSE, id_),
            f"own.yaml:3: '{id_.strip(chr(34))}' cannot be an id; use up to 40 lower-case "
            "letters, digits and hyphens, a letter first",
            id=f"a path-like id: {id_}",
        )
        for id_ in ("../../etc/passwd", "/etc", "..", '"c:/x"', "a/b", "~")
    ),
    pytest.param(
        exercise("dose: {reps: 007, hold: 5s}"),
        "own.yaml:3: reps: '007' begins with a zero; write 7",
        id="YAML 1.1: 007 for reps",
    ),
    pytest.param(
        exercise("dose: {reps: 1e3, hold: 5s}"),
        "own.yaml:3: reps: '1e3' is not a whole number; write digits, like 3",
        id="YAML 1.1: 1e3 for reps",
    ),
    pytest.param(
        exercise("dose: {time: 1:30}"),
        "own.yaml:3: time: '1:30' is not a duration; write 1m30s",
        id="YAML 1.1: 1:30 for a time",
    ),
    pytest.param(
        exercise(f"{DOSE}, phase: no"),
        "own.yaml:3: phase: 'no' is not a whole number; write digits, like 3",
        id="YAML 1.1: no for a number",
    ),
    pytest.param(
        ROUTINE.replace("[bridge]", "[bridge, cold: off]"),
        "own.yaml:3: cold: 'off' is not a duration; write one like 45s, 1m30s or 15 min",
        id="YAML 1.1: off for a time",
    ),
    pytest.param(
        b"- a\n" * (10 * 2**20 // 4),
        "own.yaml:10001: more than 10,000 entries in one place; take some out",
        id="10 MB of a list",
    ),
    pytest.param(
        b"version: 1\n# " + b"x" * (10 * 2**20),
        "own.yaml:2: this line is longer than a megabyte; break it",
        id="10 MB in one line",
    ),
    pytest.param(
        "version: 1\nexercises: {a: {name: [\n",
        "own.yaml:3: the file ends inside brackets or braces; close them with ] or }",
        id="a file that ends in the middle",
    ),
)


@pytest.mark.parametrize(("content", "sentence"), WRONG)
def test_the_answer_is_one_sentence_with_its_line(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    assert checked(content, tmp_path) == Said(2, [sentence])


NAMED = f"version: 1\nexercises:\n  e: {{name: %s, {DOSE}}}\n{ROUTINE[11:]}".replace(
    "bridge", "e"
)
RIGHT = (
    pytest.param(ROUTINE.replace("\n", "\r\n"), id="Windows line ends"),
    pytest.param(ROUTINE.replace("\n", "\r"), id="line ends of an old Macintosh"),
    pytest.param(b"\xef\xbb\xbf" + ROUTINE.encode(), id="a byte order mark"),
    pytest.param(ROUTINE.rstrip("\n"), id="no line end at the end"),
    pytest.param(NAMED % "🙂 smile 👩‍🦽", id="emoji"),
    pytest.param(NAMED % "תרגיל גב", id="right-to-left text"),
    pytest.param(NAMED % "تمرين", id="right-to-left text that is joined"),
    pytest.param(NAMED % "B\u0308ru\u0308cke", id="letters put together of two"),
    *(pytest.param(NAMED % name, id=f"YAML 1.1: {name} for a name")
      for name in ("no", "on", "1:30", "007", "1e3", "0x1F", "null", "~", "1_000")),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("content", RIGHT)
def test_what_only_looks_odd_is_read(tmp_path: Path, content: str | bytes) -> None:
    assert checked(content, tmp_path).code == 0
    library, problems = read_library(
        str(tmp_path / "own.yaml"), base=load(None, builtin_library(), None)
    )
    assert [one for one in problems if one.level == "error"] == []
    assert list(library.routines) == ["a"]


@pytest.mark.parametrize("name", ["no", "1:30", "007", "1e3", "~"])
def test_a_name_stays_as_it_was_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(NAMED % name)
    library, _ = read_library(str(path), base=load(None, builtin_library(), None))
    assert library.exercises["e"].name == name


@pytest.mark.slow
def test_five_thousand_exercises_are_read(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    lines = (
        f"  e{number}: {{name: E, {DOSE}, easier: e{number + 1}}}" for number in range(4_999)
    )
    path.write_text(
        "\n".join(("version: 1\nexercises:", *lines, f"  e4999: {{name: E, {DOSE}}}\n"))
    )
    library, problems = read_library(str(path), base=load(None, builtin_library(), None))
    assert problems == ()
    assert len(library.exercises) == 5_000


@pytest.mark.slow
def test_ten_megabytes_of_exercises_are_read_to_their_last_line(tmp_path: Path) -> None:
    text = "x" * 1_900
    entries = "".join(
        f"  e{number}: {{name: E, {DOSE}, range: {text}}}\n" for number in range(5_400)
    )
    said = checked(f"version: 1\nexercises:\n{entries}  last: {{name: Last}}\n", tmp_path)
    assert (tmp_path / "own.yaml").stat().st_size > 10 * 2**20
    assert said == Said(
        2,
        ["own.yaml:5403: exercise 'last' has no 'dose'; add it (how much of it to do)"],
    )


def test_a_file_beyond_every_use_is_refused_before_it_is_read(tmp_path: Path) -> None:
    said = checked(b"#\n" * (9 * 2**20), tmp_path)
    assert said == Said(2, ["own.yaml is 18.0 MB; the most is 16 MB, take something out of it"])
