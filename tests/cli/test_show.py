"""One entry: everything there is to say, by any name, and as an object with known keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from backpt.cli import json_views
from backpt.language.en.doses import dose_explained
from backpt.prescription.model import Category, Dose, Exercise, Pace, Position, Sides

if TYPE_CHECKING:
    from tests.cli.conftest import Program


def test_an_exercise_is_told_whole(program: Program) -> None:
    said = program("show", "knee-tilts")
    assert said.code == 0
    for part in (
        "Knee tilts (knee-tilts)",
        "1 x 5, hold 3 s, each side",
        "Five each side. Alternate left and right. Each rep: out 3 s, hold 3 s, back 3 s",
        "on your back",
        "Let both knees sink to one side.",
        "  1. Lie on your back",
        "What good looks like",
        "Mistakes",
        "Stop if",
        "Osteoporosis or a spinal fracture",
        "easier: Pelvic tilt (pelvic-tilt)",
        "harder: Ball knee rolls (ball-knee-roll)",
        "1-3 times a day",
        "by 1 rep up to 10",
        "Note        Also done as",
    ):
        assert part in said.out


def test_what_to_do_is_told_before_everything_about_it(program: Program) -> None:
    lines = program("show", "bird-dog").lines
    order = ["Dose", "How to do it", "In pictures", "Stop if", "Length", "Easier and harder"]
    found = [next(at for at, line in enumerate(lines) if line.startswith(one)) for one in order]
    assert found == sorted(found)
    assert lines.index("  4. Sweep your hand and knee back in slowly, then change sides.") < 12


def test_addresses_are_told_only_when_they_are_asked_for(program: Program) -> None:
    said = program("show", "knee-tilts")
    assert "://" not in said.out
    assert said.lines[-1] == "Sources: backpt show knee-tilts --sources"
    asked = program("show", "knee-tilts", "--sources").out
    assert "Founding article" in asked
    assert "://" in asked


def test_a_cue_with_a_side_is_told_for_the_left(program: Program) -> None:
    assert "Right knee bent, left leg straight." in program("show", "leg-lifts").out


def test_a_precaution_that_blocks_says_so(program: Program) -> None:
    lines = [line for line in program("show", "knee-tilts").lines if "Hip replacement" in line]
    assert lines[0].endswith("leave this one out.")


def test_a_routine_is_told_with_its_exercises_and_doses(program: Program) -> None:
    said = program("show", "home-basics")
    assert said.code == 0
    assert "Length      8 min" in said.out
    assert "  2. Leg lifts, 1 x 6, hold 3 s, each leg (leg-lifts)" in said.out
    assert said.out.endswith("To start: backpt session home-basics\n")


@pytest.mark.parametrize("name", ["knee-rolls", "Knee Tilts", "lower trunk rotation"])
def test_any_name_of_an_exercise_will_do(program: Program, name: str) -> None:
    assert program("show", name).lines[0] == "Knee tilts (knee-tilts)"


def test_a_near_miss_is_suggested(program: Program) -> None:
    said = program("show", "knee-tlits")
    assert said.code == 2
    assert "did you mean knee-tilts" in said.err


def test_an_empty_name_is_answered(program: Program) -> None:
    assert program("show", "").code == 2


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("name", ["knee-tilts", "classic-six"])
def test_a_page_fits_the_terminal_but_for_addresses(
    program: Program, columns: int, name: str
) -> None:
    said = program("show", name, "--sources", columns=columns)
    assert max(len(line) for line in said.lines if "://" not in line) <= columns


def test_an_address_stays_in_one_piece(program: Program) -> None:
    lines = program("show", "knee-tilts", "--sources", columns=40).lines
    addresses = [line.strip() for line in lines if "://" in line]
    assert addresses
    assert all(address.startswith("http") and " " not in address for address in addresses)


def test_an_exercise_is_told_with_the_routines_that_have_it(program: Program) -> None:
    assert "  - Home basics (home-basics)" in program("show", "knee-tilts").lines


def test_the_positions_of_a_routine_are_told_in_their_order(program: Program) -> None:
    lines = program("show", "classic-six").lines
    assert "Positions   on your back, on a chair, at the wall" in lines
    assert [line for line in lines if line[:2] == "  " and line[2].isupper()] == [
        "  On your back",
        "  On a chair",
        "  At the wall",
    ]


def test_an_exercise_of_name_and_dose_is_shown_as_unchecked(program: Program) -> None:
    program.write_own(
        "version: 1\nexercises:\n  mine:\n    name: Mine\n    dose: {reps: 3, hold: 5s}\n"
    )
    assert "Safety      no safety check for this one" in program("show", "mine").lines
    assert "Safety  " not in program("show", "knee-tilts").out


OURS = """\
version: 1
exercises:
  toe-lift:
    name: Toe lift
    aliases: [lifting of toes]
    category: strength
    area: [front-of-thigh, little-toe]
    position: supine
    needs: [band]
    optional: [mat]
    phase: 2
    dose: {sets: 2, reps: 8, sides: each, out: 2s, hold: 3s, back: 2s, relax: 1s, rest: 45s}
    frequency: {days: 2-4, times: 1-2, apart: 1}
    grow: {hold: 3s..5s by 1s, reps: 8..12 by 1, sets: 2..3}
    note: A thicker band comes later.
    cue: Lift your {side} toes, a little higher than you did the last time round.
    side-words: {left: Left foot, right: Right foot}
    steps: [Lie on your back., "Lift your toes as high as they will go, then a bit more."]
    form: [the heel stays down]
    mistakes: [holding the breath]
    stop-if: [your foot cramps and does not ease when you rest it for a while on the floor]
    avoid: [TOES, SOCKS]
    easier: toe-rest
    sources: [SHEET, BOOK]
  toe-rest:
    name: Toe rest
    category: decompression
    position: half-kneeling
    phase: 1
    dose: {time: 5 min}
    cue: Rest.
    steps: [Rest.]
    avoid: [TOES]
    harder: toe-lift
    sources: [SHEET]
routines:
  toes:
    name: Toes
    aliases: [little toes]
    goal: The little toes, held high on some days and left to rest on all the others.
    phase: 2
    frequency: {days: 7}
    note: After two weeks every other day.
    exercises: [toe-rest, toe-lift, rest: 60s, toe-lift: {sets: 1}, heat: 15 min, toe-lift]
precautions:
  TOES: {level: block, why: "Sore toes: let them rest."}
  SOCKS: {level: warn, why: Your socks are wet., do: Change them.}
sources:
  SHEET: {title: A sheet of paper}
  BOOK: {title: A book, address: "https://example.org/a/book/with/a/long/address/of/its/own"}
"""


@pytest.mark.parametrize("columns", [None, 40, 80, 200])
@pytest.mark.parametrize("name", ["toe-lift", "toes"])
def test_the_pages_look_like_this(
    program: Program, golden: Callable[[str, str], None], name: str, columns: int | None
) -> None:
    program.write_own(OURS)
    golden(f"show-{name}-{columns or 'piped'}", program("show", name, columns=columns).out)


def test_an_exercise_object_has_the_documented_keys(program: Program) -> None:
    (one,) = program("show", "leg-lifts", "--json").objects
    assert set(one) == documented("Exercise:")
    assert one["dose"] == {
        "sets": 2,
        "reps": [8, 8],
        "sides": "each",
        "out_s": 2.0,
        "hold_s": 3.0,
        "back_s": 3.0,
        "relax_s": 1.0,
        "time_s": None,
        "rest_s": 30.0,
        "self_paced": False,
    }
    assert {"id", "level", "why", "do", "sources"} == set(one["precautions"][0])
    assert one["precautions"][0]["do"] == "Lift only as far as your leg stays calm."
    assert {"id", "title", "address"} == set(one["sources"][0])


def test_a_routine_object_has_the_documented_keys(program: Program) -> None:
    (one,) = program("show", "home-basics", "--json").objects
    assert set(one) == documented("Routine:")
    assert one["length_s"] == 462.0
    assert [item["id"] for item in one["items"]] == [
        "knee-tilts",
        "leg-lifts",
        "posture-hold-standing",
        "wall-slides",
    ]


def test_list_and_show_print_the_same_object(program: Program) -> None:
    (shown,) = program("show", "leg-lifts", "--json").objects
    listed = program("list", "exercises", "--json").objects
    assert shown in listed


def test_rests_and_packs_of_a_routine_are_told(program: Program) -> None:
    program.write_own(
        "version: 1\nroutines:\n  mixed:\n    name: Mixed\n    goal: Both.\n    phase: 1\n"
        "    frequency: daily\n    exercises: [heat: 15 min, leg-lifts, rest: 90s]\n"
    )
    said = program("show", "mixed")
    assert "  1. Heat, 15:00" in said.out
    assert "  3. Rest, 1:30" in said.out
    (one,) = program("show", "mixed", "--json").objects
    assert [item["kind"] for item in one["items"]] == ["pack", "exercise", "rest"]


def test_a_timed_position_has_no_rep_to_explain() -> None:
    dose = Dose((1, 1), Pace(0.0, 0.0, 0.0, 0.0), 120.0, Sides.EACH, 45.0)
    exercise = Exercise("a", "A", Category.CORE, Position.PRONE, dose, 1, "Go.")
    said = dose_explained(exercise, dose)
    assert said == "Two minutes each side, twice. Rest 0:45 between sets."


def documented(heading: str) -> set[str]:
    """Return the keys in the table under ``heading`` of the module's docstring."""
    assert json_views.__doc__ is not None
    table = json_views.__doc__.split(f"{heading}\n")[1].split("==\n")[1]
    rows = [line for line in table.splitlines() if line and line[0].isalpha()]
    return {
        name.strip()
        for row in rows
        for name in row.split("   ")[0].split("  ")[0].split(",")
        if name.strip()
    }
