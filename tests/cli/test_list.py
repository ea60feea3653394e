"""What there is: tables that fit, filters that say what they know, and objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from backpt.language import how_often
from backpt.prescription.model import Category, Frequency, Position

if TYPE_CHECKING:
    from tests.cli.conftest import Program


def ids(program: Program, *arguments: str) -> list[str]:
    said = program("list", *arguments, "--json")
    assert said.code == 0, said.err
    return [one["id"] for one in said.objects]


def test_list_alone_has_routines_with_their_length_and_exercises(program: Program) -> None:
    lines = program("list").lines
    assert lines[0].split() == ["routine", "length", "needs", "phase", "exercises", "goal"]
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
        "There is no routine on your front.\nSee all there is: backpt list\n",
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
    assert "stability" in said.out or columns < 60


def test_at_80_columns_the_dose_and_the_whole_goal_are_there(program: Program) -> None:
    routines = program("list", "routines", columns=80).lines
    goal = routines[
        routines.index(next(x for x in routines if x.startswith("big-three"))) + 1 :
    ]
    assert " ".join(line.strip() for line in goal[:2]).endswith("when the form goes.")
    exercises = program("list", "exercises", columns=80).lines
    assert exercises[0].split() == ["exercise", "position", "needs", "dose"]
    assert any(line.endswith("1 x 5, hold 3 s, each side") for line in exercises)


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


@pytest.mark.parametrize(
    "words",
    [
        ["band", "lying-down", "phase", "2"],
        ["what can I do with a band, lying down, in phase 2?"],
        ["phase 2", "lying", "bands"],
        ["elastic", "laying", "down", "phase2"],
    ],
)
def test_roughly_typed_it_answers_what_can_be_done_with_a_band_lying_down(
    program: Program, words: list[str]
) -> None:
    first, _, only = program("list", *words).lines
    assert first.startswith("Exercises ")
    assert all(part in first for part in ("with a band", "lying down", "phase 2"))
    assert first.endswith(": 1")
    assert only.startswith("band-leg-press  on your back")


def test_words_may_stand_beside_filters(program: Program) -> None:
    assert ids(program, "band", "--phase", "3") == ids(program, "band", "phase", "3")
    narrowed = ids(program, "exercises", "band", "--area", "knee")
    assert set(narrowed) < set(ids(program, "exercises", "band"))


def test_a_kind_among_the_words_leaves_the_other_out(program: Program) -> None:
    assert {one["kind"] for one in program("list", "routines", "chair", "--json").objects} == {
        "routine"
    }
    assert {one["kind"] for one in program("list", "chair", "--json").objects} == {
        "routine",
        "exercise",
    }


def test_a_word_is_looked_for_in_names_before_all_other_text(program: Program) -> None:
    named = program("list", "bridge").lines
    assert named[0] == "Exercises about 'bridge': 6"
    assert program("list", "ceiling").lines[0] == "Exercises mentioning 'ceiling': 1"


def test_a_text_is_searched_for_as_it_is(program: Program) -> None:
    found = ids(program, "--search", "Lie on your back with both knees bent")
    assert "single-knee-to-chest" in found
    assert ids(program, "--search", "knees both") == []


def test_a_routine_that_has_an_exercise_is_found_by_its_name(program: Program) -> None:
    assert "core-starter" in ids(program, "routines", "bridge")


def test_where_nothing_fits_it_says_what_is_in_the_way(program: Program) -> None:
    said = program("list", "exercises", "band", "lying", "phase", "3")
    assert said.code == 0
    assert said.lines[0] == "There is no exercise with a band, lying down, phase 3."
    assert 'Without "phase 3": band-leg-press.' in said.lines
    assert any(
        line.startswith('Without "with a band": side-plank') and line.endswith(" more.")
        for line in said.lines
    )


def test_a_misspelled_word_is_answered_with_the_nearest(program: Program) -> None:
    assert program("list", "brigde").lines == [
        "There is no exercise or routine mentioning 'brigde'.",
        "Nothing has the word 'brigde'; did you mean bridge?",
    ]
    assert "did you mean exercises?" in program("list", "excercises").out


@pytest.mark.parametrize("word", ["xyzzy", "\x1b[31m", "x" * 5_000, "--", "?", "٣"])
def test_words_that_mean_nothing_are_no_failure(program: Program, word: str) -> None:
    said = program("list", "--", word)
    assert said.code == 0
    assert "\x1b" not in said.out


OURS = """\
version: 1
exercises:
  toe-bridge:
    name: Toe bridge
    category: strength
    area: [little-toe]
    position: supine
    needs: [band]
    phase: 2
    dose: {sets: 2, reps: 8, out: 2s, hold: 3s, back: 2s, relax: 1s, rest: 30s}
    cue: Lift your hips.
    sources: [OURS]
    avoid: [LATEX]
  toe-rest:
    name: Toe rest
    category: decompression
    area: [little-toe]
    position: half-kneeling
    needs: [stability-ball, chair]
    phase: 1
    dose: {time: 5 min}
    cue: Rest.
    sources: [OURS]
    avoid: [LATEX]
routines:
  toes:
    name: Toes
    goal: The little toes, held high on some days and left to rest on all the others.
    phase: 2
    frequency: daily
    exercises: [toe-bridge, toe-rest]
sources:
  OURS: {title: A sheet}
"""


@pytest.mark.parametrize("columns", [None, 40, 80, 200])
def test_the_tables_look_like_this(
    program: Program, golden: Callable[[str, str], None], columns: int | None
) -> None:
    program.write_own(OURS)
    said = program("list", "--area", "little-toe", columns=columns)
    golden(f"list-{columns or 'piped'}", said.out)


def test_every_position_is_known_by_both_its_names(program: Program) -> None:
    for position in Position:
        assert program("list", "exercises", "--position", position).code == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("{days: 7, times: 3}", "3 times a day"),
        ("{days: 3-4, apart: 1}", "every other day"),
        ("{days: 2-3}", "2-3 days a week"),
        ("3x/week", "3 days a week"),
    ],
)
def test_how_often_is_text_for_a_script_with_the_numbers_beside_it(
    program: Program, said: str, words: str
) -> None:
    program.write_own(
        "version: 1\nroutines:\n  mine:\n    name: Mine\n"
        f"    frequency: {said}\n    exercises: [bridge]\n"
    )
    for command in (("list", "routines", "--json"), ("show", "mine", "--json")):
        (one,) = (one for one in program(*command).objects if one["id"] == "mine")
        assert one["frequency"] == words
        assert Frequency(**one["how_often"]) == how_often.from_words(words)
    (bridge,) = program("show", "bridge", "--json").objects
    assert isinstance(bridge["frequency"], str)
