"""What there is: tables that fit, filters that say what they know, and objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backpt.core.model import Category, Position

if TYPE_CHECKING:
    from tests.cli.conftest import Program


def ids(program: Program, *arguments: str) -> list[str]:
    said = program("list", *arguments, "--json")
    assert said.code == 0, said.err
    return [one["id"] for one in said.objects]


def test_list_alone_has_routines_with_their_length_and_exercises(program: Program) -> None:
    lines = program("list").lines
    assert lines[0].split() == ["routine", "length", "needs", "phase", "goal"]
    assert lines[1].startswith("home-basics")
    assert " 8 min  none " in lines[1]
    assert any(line.startswith("knee-tilts") for line in lines)


@pytest.mark.parametrize("what", ["routines", "routine", "Routines"])
def test_one_kind_alone(program: Program, what: str) -> None:
    said = program("list", what)
    assert "home-basics" in said.out
    assert "\nknee-tilts" not in said.out


def test_every_filter_lets_through_what_it_names(program: Program) -> None:
    assert "wall-slides" in ids(program, "exercises", "--position", "wall")
    assert "wall-slides" in ids(program, "exercises", "--position", "at the wall")
    assert "knee-tilts" not in ids(program, "exercises", "--position", "wall")
    assert "knee-tilts" in ids(program, "exercises", "--category", "Mobility")
    assert "knee-tilts" in ids(program, "exercises", "--area", "low-back")
    assert "leg-lifts" not in ids(program, "exercises", "--phase", "1")


def test_several_values_mean_any_and_several_filters_mean_all(program: Program) -> None:
    supine = ids(program, "exercises", "--position", "supine")
    both = ids(program, "exercises", "--position", "supine", "--position", "wall")
    assert set(both) == {*supine, *ids(program, "exercises", "--position", "wall")}
    narrowed = ids(program, "exercises", "--position", "supine", "--category", "core")
    assert set(narrowed) == {*supine} & {*ids(program, "exercises", "--category", "core")}


def test_equipment_asks_what_can_be_done_with_it(program: Program) -> None:
    everything = program("list", "exercises", "--json").objects
    bare = {one["id"] for one in everything if not one["needs"]}
    assert set(ids(program, "exercises", "--equipment", "none")) == bare
    with_band = {one["id"] for one in everything if set(one["needs"]) <= {"band"}}
    assert with_band > bare
    assert set(ids(program, "exercises", "--equipment", "band")) == with_band
    two = set(ids(program, "exercises", "--equipment", "band", "--equipment", "chair"))
    assert two > with_band
    assert two == set(ids(program, "exercises", "--equipment", "band,chair"))


def test_a_routine_fits_if_all_of_it_can_be_done(program: Program) -> None:
    bare = ids(program, "routines", "--equipment", "none")
    assert "home-basics" in bare
    assert "classic-six" not in bare
    assert ids(program, "routines", "--position", "standing") == []
    assert "core-starter" in ids(program, "routines", "--category", "core")
    assert "home-basics" not in ids(program, "routines", "--phase", "2")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--area", "kne"], "--area knows no 'kne'; did you mean knee?"),
        (["--position", "flying"], "wall (at the wall)"),
        (["--phase", "7"], "--phase knows no '7'; it is one of: 1, 2, 3."),
        (["--category", "xyz"], ", ".join(Category)),
        (["--equipment", "bnad"], "did you mean band?"),
        (["--equipment", ""], "--equipment knows no ''"),
        (["excercises"], "did you mean exercises?"),
        (["--area", "x" * 5000], "..."),
    ],
)
def test_an_unknown_value_is_answered_with_the_known_ones(
    program: Program, arguments: list[str], sentence: str
) -> None:
    said = program("list", *arguments)
    assert said.code == 2
    assert sentence in said.err
    assert len(said.err) < 600


def test_nothing_that_fits_is_said_and_is_no_error(program: Program) -> None:
    said = program("list", "routines", "--position", "prone")
    assert (said.code, said.out) == (
        0,
        "Nothing in the library fits; leave a filter out.\n",
    )
    assert program("list", "routines", "--position", "prone", "--json").objects == []


def test_objects_are_routines_then_exercises_in_the_order_of_the_library(
    program: Program,
) -> None:
    kinds = [one["kind"] for one in program("list", "--json").objects]
    assert kinds == sorted(kinds, reverse=True)
    assert ids(program, "exercises")[:4] == [
        "knee-tilts",
        "leg-lifts",
        "posture-hold-standing",
        "wall-slides",
    ]


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_the_tables_of_a_terminal_fit_it(program: Program, columns: int) -> None:
    said = program("list", columns=columns)
    assert said.code == 0
    assert max(map(len, said.lines)) <= columns
    assert "posture-hold-standing" in said.out
    assert "stability-ball" in said.out or columns < 60


def test_the_tables_of_a_terminal_have_no_boxes(program: Program) -> None:
    assert program("list", columns=80).out.isascii()


def test_a_piped_table_is_a_line_an_entry_however_long(program: Program) -> None:
    lines = program("list", "exercises").lines
    assert len(lines) == 1 + len(ids(program, "exercises"))


def test_a_users_own_exercise_is_listed(program: Program) -> None:
    program.write_own(
        "version: 1\nexercises:\n  breath:\n    name: Breath [bold]of[/bold] air\n"
        "    category: mobility\n    position: supine\n    phase: 1\n"
        "    dose: {reps: 1, out: 3s}\n    cue: Breathe.\n    steps: [Breathe.]\n"
        "    sources: []\n"
    )
    assert "breath" in ids(program, "exercises")
    assert "Breath [bold]of[/bold] air" in program("list", columns=200).out


def test_a_broken_file_of_the_users_is_told_with_its_lines(program: Program) -> None:
    path = program.write_own("version: 1\nexercises:\n  a: {nam: x}\n")
    said = program("list")
    assert said.code == 2
    assert f"{path}:3: " in said.err


def test_every_position_is_known_by_both_its_names(program: Program) -> None:
    for position in Position:
        assert program("list", "exercises", "--position", position).code == 0
