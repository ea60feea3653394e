"""What a correct file means, and files that are no YAML of ours at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backpt.errors import UsageError
from backpt.library import read_library
from backpt.library.overlay import lay_over
from backpt.library.problem import MOST_PROBLEMS, Problem, Refused
from backpt.library.tree import Map, Seq, parse
from backpt.prescription.model import (
    Category,
    Dose,
    Frequency,
    Growth,
    Library,
    Mode,
    Pace,
    Position,
    Rest,
    Sides,
    ThermalPlan,
    prescribe,
)
from tests.examples import cases

Read = Callable[[str | bytes], tuple[Library, tuple[Problem, ...]]]


def test_an_exercise_is_read_field_by_field(read_own: Read) -> None:
    library, problems = read_own(
        """\
version: 1
exercises:
  clam:
    name: Clam
    aliases: [hip opener]
    category: strength
    area: [hips]
    position: side-lying
    needs: [band]
    optional: [mat]
    phase: 2
    dose: {sets: 2, reps: 8, sides: each, out: 2s, hold: 1.5s, back: 2s, relax: 1s, rest: 1m}
    range: 8-12
    frequency: {days: 3-4, times: 1-2, apart: 1}
    grow: {hold: 1.5s..3.5s by 1s, reps: 8..12, sets: 2..3 by 1}
    note: Slowly.
    cue: "{Side} knee up."
    side-words: {left: Left knee, right: Right knee}
    words: {out: Up, back: Slowly down}
    place: Roll onto your {side} side
    fix: Tie the band.
    steps:
      - Lie on your side.
      - >
        Lift your knee,
        then lower it.
    form: [hips still]
    mistakes: [rolling back]
    stop-if: [your hip catches]
    avoid: [WRIST]
    easier: Walk
    figure: {any: [thing]}
    cleared: {by: Dr. Who, date: 2026-11-01}
"""
    )
    assert problems == ()
    clam = library.exercises["clam"]
    assert clam.dose == Dose((8, 8), Pace(2.0, 1.5, 2.0, 1.0), None, Sides.EACH, 60.0, False)
    assert clam.frequency == Frequency(3, 4, 1, 2, 1)
    assert clam.grow == (
        Growth("hold", 1.5, 3.5, 1.0),
        Growth("reps", 8, 12, 1),
        Growth("sets", 2, 3, 1),
    )
    assert clam.note == "8-12. Slowly."
    assert (clam.category, clam.position) == (Category.STRENGTH, Position.SIDE_LYING)
    assert clam.phase == 2
    assert clam.side_words == ("Left knee", "Right knee")
    assert (clam.out_word, clam.back_word) == ("Up", "Slowly down")
    assert clam.steps == ("Lie on your side.", "Lift your knee, then lower it.")
    assert clam.easier == "walk"
    assert (clam.needs, clam.optional, clam.avoid) == (("band",), ("mat",), ("WRIST",))


def test_a_users_exercise_needs_a_name_and_a_dose_only(read_own: Read) -> None:
    library, problems = read_own(
        "version: 1\nexercises:\n  a: {name: A, dose: {reps: 3, pace: self}}\n"
    )
    assert problems == ()
    exercise = library.exercises["a"]
    assert (exercise.category, exercise.position) == (Category.MOVEMENT, Position.STANDING)
    assert (exercise.phase, exercise.cue) == (1, "")
    assert exercise.dose == Dose(reps=(3,), self_paced=True)


def test_the_built_in_library_is_held_to_more(tmp_path: Path) -> None:
    path = tmp_path / "builtin.yaml"
    path.write_text("version: 1\nexercises:\n  a: {name: A, dose: {reps: 3, hold: 5s}}\n")
    _, problems = read_library(str(path))
    missing = [problem.message.split("'")[3] for problem in problems]
    assert missing == ["category", "strains", "position", "phase", "cue", "steps", "sources"]


@pytest.mark.parametrize(
    ("dose", "reps", "time_s"),
    [
        ("{reps: 5, hold: 5s}", (5,), None),
        ("{sets: 3, reps: 5, hold: 5s}", (5, 5, 5), None),
        ("{reps: [3, 2, 1], hold: 5s}", (3, 2, 1), None),
        ("{sets: 3, reps: [3, 2, 1], hold: 5s}", (3, 2, 1), None),
        ("{sets: 2, time: 1 min}", (1, 1), 60.0),
    ],
)
def test_a_dose_has_one_number_of_reps_a_set(
    read_own: Read, dose: str, reps: tuple[int, ...], time_s: float | None
) -> None:
    library, problems = read_own(f"version: 1\nexercises:\n  a: {{name: A, dose: {dose}}}\n")
    assert problems == ()
    assert library.exercises["a"].dose.reps == reps
    assert library.exercises["a"].dose.time_s == time_s


def test_a_routine_holds_exercises_rests_and_packs_with_the_doses_it_prescribes(
    read_own: Read, builtin: Library
) -> None:
    library, problems = read_own(
        """\
version: 1
exercises:
  twice: {name: Twice, dose: {sets: 2, reps: 8, hold: 5s}}
routines:
  evening:
    name: Evening
    aliases: [night]
    exercises:
      - heat: 15 min
      - Cat Stretch: {sets: 2, hold: 3s, sides: alternate}
      - rest: 60s
      - cat-cow: {reps: [5, 3]}
      - cat-cow: {sets: 3, reps: 4}
      - twice: {reps: [6]}
      - walk: {time: 2 min}
      - cat-cow
"""
    )
    assert problems == ()
    whole = lay_over(builtin, library)
    items = prescribe(whole, "evening").items
    assert items[0] == ThermalPlan(Mode.HEAT, 900.0, 0.0, 1)
    assert items[2] == Rest(60.0)
    doses = [getattr(item, "dose", None) for item in items]
    pace = Pace(2.0, 0.0, 2.0, 0.0)
    assert doses[1] == Dose((8, 8), pace._replace(hold_s=3.0), sides=Sides.ALTERNATE)
    assert doses[3:6] == [
        Dose((5, 3), pace),
        Dose((4, 4, 4), pace),
        Dose((6,), Pace(0.0, 5.0, 0.0, 0.0)),
    ]
    assert doses[6:] == [Dose(time_s=120.0), Dose((8,), pace)]
    assert [item.line for item in library.routines["evening"].items] == list(range(9, 17))


def test_text_that_yaml_takes_for_something_else_stays_text(read_own: Read) -> None:
    library, _ = read_own(
        "version: 1\nexercises:\n  on: {name: no, aliases: [off, 007, 1:30, ~], "
        "dose: {reps: 1, hold: 5s}}\n"
    )
    assert library.exercises["on"].name == "no"
    assert library.exercises["on"].aliases == ("off", "007", "1:30", "~")


@pytest.mark.parametrize("encode", ["{}", "\ufeff{}"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_files_of_other_editors_are_read_the_same(
    read_own: Read, encode: str, end: str
) -> None:
    text = "version: 1\nexercises:\n  a:\n    name: Über 🧘 עברית\n    dose: {reps: x}\n"
    library, problems = read_own(encode.format(text.replace("\n", end)))
    assert [problem.line for problem in problems] == [5]
    assert library.exercises["a"].name == "Über 🧘 עברית"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(read_own: Read, encoding: str) -> None:
    _, problems = read_own("version: 1\n".encode(encoding))
    assert problems == (Problem("own.yaml", 1, "this file is UTF-16; save it as UTF-8"),)


def test_bytes_that_are_no_text_are_reported_on_their_line(read_own: Read) -> None:
    _, problems = read_own(b"version: 1\nexercises:\n  # caf\xe9\n")
    assert [str(problem) for problem in problems] == [
        "own.yaml:3: this is not UTF-8 text; save the file as UTF-8"
    ]


HOSTILE = {
    "brackets": ("[" * 100_000, "nested deeper than 12"),
    "closed brackets": ("[" * 100_000 + "]" * 100_000, "nested deeper than 12"),
    "braces": ("{" * 100_000, "cannot be a list or map"),
    "dashes": ("- " * 50_000, "nested deeper than 12"),
    "question marks": ("? " * 50_000, "cannot be a list or map"),
    "deep map": ("".join(" " * deep + "a:\n" for deep in range(3_000)), "nested deeper"),
    "wide map": (
        "{" + ",".join(f"k{number}: 1" for number in range(60_000)) + "}",
        "more than 10,000 entries",
    ),
    "wide list": ("[" + "a," * 200_000 + "]", "more than 10,000 entries"),
    "many values": (("- [" + "a," * 9_000 + "]\n") * 90, "more than 800,000 values"),
    "alias bomb": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "an anchor"),
    "merge bomb": ("a: &a {x: 1}\nb: &b {<<: [*a, *a]}\n", "an anchor"),
    "cycle": ("a: &a [*a]\n", "an anchor"),
    "long anchor": ("a: &" + "a" * 100_000 + " x\n", "an anchor"),
    "percent signs": ("%" * 100_000, "begins with %"),
    "unclosed quote": ('a: "' + "x\n" * 100_000, "quotation mark here is not closed"),
    "colons": ("a: b: " * 10_000, "a second ': ' on one line"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_one_short_sentence(read_own: Read, name: str) -> None:
    content, sentence = HOSTILE[name]
    _, problems = read_own(content)
    assert [problem.level for problem in problems] == ["error"]
    assert sentence in problems[0].message
    assert len(str(problems[0])) < 160


@pytest.mark.parametrize(
    "name", sorted(HOSTILE.keys() - {"wide map", "wide list", "many values"})
)
def test_the_pure_parser_refuses_the_same_files(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    content, sentence = HOSTILE[name]
    with pytest.raises(Refused, match=sentence):
        parse(content[:5_000].encode() + b"\n")


def test_both_parsers_give_the_same_tree(
    builtin_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(builtin_path).read_bytes()
    fast = parse(data)
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert parse(data) == fast


def test_the_tree_keeps_the_lines_of_keys_and_items() -> None:
    assert parse(b"a: 1\nb:\n  - x\n\n  - y\nc: {d: e}\n") == Map(
        1,
        {"a": "1", "b": Seq(3, ["x", "y"], [3, 5]), "c": Map(6, {"d": "e"}, [6])},
        [1, 2, 6],
    )


def test_numerals_of_any_length_are_answered(read_own: Read) -> None:
    _, problems = read_own(
        "version: 1\nexercises:\n  a: {name: A, dose: {reps: " + "9" * 20_000 + ", hold: 5s}}\n"
    )
    assert [problem.message for problem in problems] == [
        f"reps: {'9' * 20} is out of range; write a number from 1 to 100"
    ]


def test_beyond_fifty_problems_are_counted(read_own: Read) -> None:
    fields = "".join(f"    key{number}: x\n" for number in range(80))
    _, problems = read_own(f"version: 1\nexercises:\n  a:\n{fields}")
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].message == "and 32 more; correct these first"
    assert problems[-1].level == "error"


def test_an_error_beyond_fifty_warnings_is_still_an_error(read_own: Read) -> None:
    sources = ", ".join(f"S-{number}" for number in range(60))
    _, problems = read_own(
        "version: 1\nexercises:\n"
        f"  a: {{name: A, dose: {{reps: 1, hold: 5s}}, sources: [{sources}]}}\n"
        "  b: {name: B, dose: {reps: 1}}\n"
    )
    assert {problem.level for problem in problems[:-1]} == {"warning"}
    assert problems[-1].level == "error"


def test_a_big_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 10**9)  # more than there is memory
    with pytest.raises(UsageError, match=r"is 47683\.7 MB; the most is 16 MB"):
        read_library(str(path))


def test_folders_pipes_and_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder; name the file in it"):
        read_library(str(tmp_path))
    with pytest.raises(UsageError, match="does not exist; check its name"):
        read_library(str(tmp_path / "none.yaml"))
    with pytest.raises(UsageError, match="cannot be read"):
        read_library("a\0b")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UsageError, match="is not a file; name a YAML file"):
            read_library(str(tmp_path / "pipe"))


_FRAGMENTS = st.sampled_from(
    [
        "version: 1\n", "exercises:\n", "routines:\n", "  a:\n", "    name: A\n",
        "    dose: {reps: 1, hold: 5s}\n", "    dose:\n", "    exercises:\n", "      - a\n",
        "      - a: {sets: 2}\n", "      - rest: 5s\n", "    avoid: [X]\n", "precautions: {}\n",
        "    easier: a\n", "{", "}", "[", "]", ": ", "- ", "\t", '"', "'", "&a ", "*a", "!t ",
        "<<: ", "|\n", ">\n", "? ", "#", "%", "@", "\\", "\ud7ff", "\u202e", "\x1b", "\x00",
        "null", "~", "1e9", "0x1", "---\n", "...\n", " ", "\n", "\r", "\ufeff", "é",
    ]
)  # fmt: skip


@cases(300)
@given(content=st.one_of(st.binary(), st.lists(_FRAGMENTS, max_size=30).map("".join)))
@example(content="version: 1\n\ud7ffversion: 1\n")
def test_any_content_gives_a_library_or_problems_on_lines_of_the_file(
    read_own: Read, content: str | bytes
) -> None:
    library, problems = read_own(content)
    assert isinstance(library, Library)
    data = content if isinstance(content, bytes) else content.encode()
    lines = len(data.decode("utf-8", "replace").replace("\r\n", "\n").splitlines()) + 1
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert problem.message.isprintable()


@cases(150)
@given(content=st.one_of(st.text(), st.lists(_FRAGMENTS, max_size=30).map("".join)))
def test_any_text_is_a_tree_or_is_refused_by_the_pure_parser(content: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "yaml._yaml", None)
        try:
            tree = parse(content.encode("utf-8", "surrogatepass"))
        except Refused:
            return
    assert tree is None or isinstance(tree, str | Map | Seq)
