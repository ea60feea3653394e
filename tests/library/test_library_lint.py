"""What makes a library good: the YAML is what a person wrote, below it every warning.

The sentences are a promise, word for word; ``own.yaml:`` stands before each.
"""

# ruff: noqa: E501  # a sentence stands here as it is said, in one piece

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.library import read_library
from backpt.library.entries import EMPTY
from backpt.library.lint import better_order, dose_faults
from backpt.library.problem import Problem
from backpt.prescription.model import Category, Dose, Exercise, Pace, Position, Sides
from tests.examples import cases

SHIPPED = Path(__file__).parents[2] / "exercises.yaml"
WHOLE = """\
version: 1
exercises:
  bridge:
    name: Bridge
    category: strength
    position: supine
    phase: 2
    dose: {reps: 8, out: 2s, hold: 3s, back: 2s, relax: 1s}
    cue: Lift your hips.
    steps: [Lift your hips.]
    form: [hips high]
    mistakes: [arching]
    stop-if: [it hurts]
    frequency: daily
    sources: [S1]
    strains: [leg]
sources:
  S1: {title: A book, tier: S}
"""
Lint = Callable[[str], tuple[str, ...]]


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """Return every sentence said of a text that is read as a library of its own."""

    def sentences(content: str) -> tuple[str, ...]:
        return tuple(f"{one.line}: {one.message}" for one in _problems(tmp_path, content))

    return sentences


def _problems(folder: Path, content: str) -> tuple[Problem, ...]:
    path = folder / "own.yaml"
    path.write_text(content, encoding="utf-8")
    return read_library(str(path), lint=True)[1]


def test_the_shipped_library_passes_strictly() -> None:
    _, problems = read_library(str(SHIPPED), lint=True)
    assert [str(problem) for problem in problems] == []


def test_a_whole_exercise_has_nothing_against_it(lint: Lint) -> None:
    assert lint(WHOLE) == ()


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        (
            "name: Bridge",
            "name: 90/90 bridge",
            "4: name: '9' is not read aloud as it is meant; write it in words",
        ),
        (
            "name: Bridge",
            "name: Arm/leg bridge",
            "4: name: '/' is not read aloud as it is meant; write it in words",
        ),
        (
            "cue: Lift your hips.",
            f"cue: {'lift ' * 16}now.",
            "9: cue: 17 words are too many to follow by ear; keep 16",
        ),
        (
            "stop-if: [it hurts]",
            "stop-if: []",
            "13: 'bridge' says nothing under 'stop-if'; write it",
        ),
        (
            "    mistakes: [arching]\n",
            "",
            "3: 'bridge' says nothing under 'mistakes'; write it",
        ),
        ("sources: [S1]", "sources: []", "15: 'bridge' says nothing under 'sources'; write it"),
        (
            "    phase: 2\n",
            "    phase: 2\n    needs: [wall]\n",
            "8: needs: wall is a place, not equipment; take it out",
        ),
        (
            "back: 2s",
            "back: 1s",
            "8: back: 1s is hurried; give a part that moves 2s or more",
        ),
        (
            "out: 2s",
            "out: 4s",
            "8: back: lowering in 2s is quicker than lifting; write 'back: 4s' or more",
        ),
        (
            "relax: 1s",
            "relax: 0s",
            "8: relax: 0s leaves no time between two reps; write 'relax: 1s' or more",
        ),
        (
            "reps: 8",
            "sets: 5, reps: 8",
            "8: 5 sets are more than any source asks for; write 4 at most",
        ),
        (
            "reps: 8",
            "reps: 30",
            "8: 30 reps in a set are more than any source asks for; write 20 at most and more sets",
        ),
        (
            "hold: 3s",
            "hold: 2 min",
            "8: hold: 2 min is longer than any source asks for; write 1 min at most, or 'time' instead of reps for a rest position",
        ),
        (
            "sources:\n  S1",
            "precautions:\n  SNORING: {level: warn, why: Noise., do: Turn over.}\nsources:\n  S1",
            "18: no question of the safety screen asks for 'SNORING', so it holds nobody back; use one that is asked for",
        ),
    ],
)
def test_what_could_be_better_is_said_with_its_line_and_what_to_do(
    lint: Lint, written: str, instead: str, sentence: str
) -> None:
    assert written in WHOLE
    assert sentence in lint(WHOLE.replace(written, instead, 1))


def test_lint_warns_and_never_fails(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, WHOLE.replace("name: Bridge", "name: Bridge 2"))
    assert problem.level == "warning"


def test_without_lint_nothing_of_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(WHOLE.replace("name: Bridge", "name: Bridge 2"), encoding="utf-8")
    assert read_library(str(path))[1] == ()


def test_a_file_with_an_error_is_not_linted(lint: Lint) -> None:
    wrong = WHOLE.replace("name: Bridge", "name: Bridge 2").replace("phase: 2", "phase: 9")
    assert [sentence.split(":")[0] for sentence in lint(wrong)] == ["7"]


@pytest.mark.parametrize("name", ["Child's pose", "Sit-to-stand", "Étirement", "Brücke", "橋"])
def test_names_of_any_language_are_spoken(lint: Lint, name: str) -> None:
    assert lint(WHOLE.replace("name: Bridge", f'name: "{name}"')) == ()


def test_a_users_own_exercise_of_name_and_dose_is_complete(tmp_path: Path) -> None:
    shipped, _ = read_library(str(SHIPPED))
    path = tmp_path / "own.yaml"
    path.write_text(
        "version: 1\nexercises:\n  mine:\n    name: Mine\n"
        "    dose: {reps: 8, out: 3s, back: 2s, relax: 1s}\n"
        "routines:\n  ours:\n    name: Ours\n    exercises: [bridge, mine, bridge]\n",
        encoding="utf-8",
    )
    assert read_library(str(path), base=shipped, lint=True)[1] == ()


# --- ladders ---------------------------------------------------------------------------

LADDER = """\
version: 1
exercises:
  low: {name: Low, dose: {time: 1 min}, phase: 1}
  middle: {name: Middle, dose: {time: 1 min}, phase: 2}
  high: {name: High, dose: {time: 1 min}, phase: 3}
"""


@pytest.fixture
def climbed(tmp_path: Path) -> Lint:
    """Return what is said of the three rungs with ``text`` put into some of them."""
    shipped, _ = read_library(str(SHIPPED))

    def sentences(text: str) -> tuple[str, ...]:
        content = LADDER
        for line in text.splitlines():
            id_, step = line.split(": ", 1)
            content = content.replace(f"  {id_}: {{", f"  {id_}: {{{step}, ")
        path = tmp_path / "own.yaml"
        path.write_text(content, encoding="utf-8")
        said = read_library(str(path), base=shipped, lint=True)[1]
        return tuple(f"{one.line}: {one.message}" for one in said)

    return sentences


def test_several_may_be_made_easier_by_the_same_one(climbed: Lint) -> None:
    assert climbed("low: harder: high\nmiddle: easier: low\nhigh: easier: middle") == ()


def test_the_easier_one_is_not_of_a_higher_phase(climbed: Lint) -> None:
    assert climbed("middle: easier: high") == (
        "4: easier: high is of phase 3, higher than this one's 2; name another",
    )
    assert climbed("middle: harder: low") == (
        "4: harder: low is of phase 1, lower than this one's 2; name another",
    )


def test_a_stretch_is_no_easier_form_of_a_strength_exercise(climbed: Lint) -> None:
    said = "category: strength, easier: low"
    assert climbed(f"low: category: mobility\nmiddle: {said}") == (
        "4: easier: low is for mobility, which is no easier form of strength; name another",
    )
    assert climbed(f"low: category: core\nmiddle: {said}") == ()
    assert climbed(f"middle: {said}") == ()  # nobody has said what it is for


def test_easier_and_harder_make_no_circle_together(climbed: Lint) -> None:
    said = climbed("low: easier: high\nmiddle: easier: low, harder: high")
    assert said[-1] == (
        "4: harder: it leads round in a circle, middle < high < low < middle; change one of them"
    )


def test_a_ladder_of_a_thousand_rungs_is_walked_once(tmp_path: Path) -> None:
    rungs = "".join(
        f"  m{n}: {{name: M, dose: {{time: 1 min}}, easier: m{n + 1}, harder: m{n + 2}}}\n"
        for n in range(1_000)
    )
    ends = "".join(f"  m{n}: {{name: M, dose: {{time: 1 min}}}}\n" for n in (1000, 1001))
    path = tmp_path / "own.yaml"
    path.write_text(f"version: 1\nexercises:\n{rungs}{ends}", encoding="utf-8")
    shipped, _ = read_library(str(SHIPPED))
    (said,) = read_library(str(path), base=shipped, lint=True)[1]
    assert "leads round in a circle" in said.message


# --- routines --------------------------------------------------------------------------


def _exercise(position: Position, category: Category = Category.CORE) -> Exercise:
    dose = Dose((1,), Pace(0.0, 0.0, 0.0, 0.0), 60.0)
    return Exercise(position.value, position.value, category, position, dose, 1, "Go.")


STAND, WALL, SIT = map(_exercise, (Position.STANDING, Position.WALL, Position.SEATED))
BACK, SIDE, FOURS = map(_exercise, (Position.SUPINE, Position.SIDE_LYING, Position.QUADRUPED))
MARCH = _exercise(Position.STANDING, Category.AEROBIC)
CAT = _exercise(Position.QUADRUPED, Category.MOBILITY)


@pytest.mark.parametrize(
    "order",
    [
        (),
        (BACK,),
        (BACK, BACK, STAND, WALL),
        (STAND, BACK, SIDE, FOURS, SIT, STAND),
        (MARCH, BACK, SIT, MARCH),
        (CAT, BACK, SIDE, FOURS),
    ],
)
def test_a_good_order_is_left_alone(order: tuple[Exercise, ...]) -> None:
    assert better_order(order) is None


@pytest.mark.parametrize(
    ("order", "fault", "better"),
    [
        ((BACK, STAND, BACK), "one lies down 2 times", (BACK, BACK, STAND)),
        ((STAND, BACK, SIT, SIDE), "one lies down 2 times", (STAND, BACK, SIDE, SIT)),
        (
            (BACK, SIDE, BACK),
            "the position changes 2 times and 1 would do",
            (BACK, BACK, SIDE),
        ),
        (
            (BACK, STAND, WALL, STAND),
            "the position changes 3 times and 2 would do",
            (BACK, STAND, STAND, WALL),
        ),
        ((CAT, STAND, BACK), "one lies down 2 times", (CAT, BACK, STAND)),
    ],
)
def test_a_better_order_lies_down_once_and_keeps_positions_together(
    order: tuple[Exercise, ...], fault: str, better: tuple[Exercise, ...]
) -> None:
    assert better_order(order) == (fault, better)
    assert better_order(better) is None


def _routine(items: str) -> str:
    return (
        f"version: 1\nroutines:\n  ours:\n    name: Ours\n    goal: Go.\n"
        f"    exercises: [{items}]\n"
    )


@pytest.fixture
def of_routine(tmp_path: Path) -> Lint:
    shipped, _ = read_library(str(SHIPPED))

    def sentences(items: str) -> tuple[str, ...]:
        path = tmp_path / "own.yaml"
        path.write_text(_routine(items), encoding="utf-8")
        said = read_library(str(path), base=shipped, lint=True)[1]
        return tuple(f"{one.line}: {one.level}: {one.message}" for one in said)

    return sentences


def test_the_better_order_of_a_routine_is_written_out(of_routine: Lint) -> None:
    assert of_routine("bridge, mini-squat, curl-up") == (
        "6: warning: in 'ours' one lies down 2 times; write them as bridge, curl-up, mini-squat",
    )


def test_a_pack_begins_a_stretch_of_its_own(of_routine: Lint) -> None:
    assert of_routine("bridge, mini-squat, heat: 15 min, curl-up") == ()


def test_a_routine_has_eight_exercises_at_most(of_routine: Lint) -> None:
    assert of_routine(", ".join(["bridge"] * 8)) == ()
    assert of_routine(", ".join(["bridge"] * 9)) == (
        "6: warning: 'ours' has 9 exercises; 8 are the most that people keep up, share them between two routines",
    )


def test_a_changed_dose_answers_for_what_it_changed(of_routine: Lint) -> None:
    assert of_routine("bridge: {reps: 30}") == (
        "6: warning: 30 reps in a set are more than any source asks for; write 20 at most and more sets",
    )


def test_two_packs_of_a_kind_need_their_time_between(of_routine: Lint) -> None:
    assert of_routine("heat: 10 min, bridge, heat: 10 min") == (
        "3: error: 'ours' cannot be done: two heat packs need 15 minutes without one between them; put exercises or a rest between, or take one out",
    )
    assert of_routine("heat: 10 min, rest: 10 min, rest: 5 min, heat: 10 min") == ()
    assert of_routine("heat: 10 min, cold: 10 min") == ()


_PARTS = st.sampled_from(("0s", "1s", "2s", "5s", "30s"))
_DOSES = st.builds(
    "{{reps: {}, sets: {}, out: {}, hold: {}, back: {}, relax: {}}}".format,
    st.integers(1, 40),
    st.integers(1, 6),
    _PARTS,
    st.sampled_from(("1s", "5s", "90s")),
    _PARTS,
    _PARTS,
)
_ENTRIES = st.builds(
    "{{name: {}, category: {}, position: {}, phase: {}, dose: {}{}}}".format,
    st.sampled_from(("Bridge", "Arm/leg", "No 5")),
    st.sampled_from([*Category]),
    st.sampled_from([*Position]),
    st.integers(1, 3),
    _DOSES,
    st.sampled_from(
        (", easier: a", ", harder: b", ", easier: c, harder: a", ", needs: [wall]", "")
    ),
)


@cases(150)
@given(
    entries=st.tuples(_ENTRIES, _ENTRIES, _ENTRIES),
    order=st.lists(st.sampled_from(("a", "b", "c", "heat: 15 min", "rest: 60s")), min_size=1),
)
def test_whatever_the_library_lint_warns_on_lines_of_the_file_and_says_it_twice_alike(
    tmp_path_factory: pytest.TempPathFactory, entries: tuple[str, ...], order: list[str]
) -> None:
    written = [f"  {id_}: {entry}" for id_, entry in zip("abc", entries, strict=True)]
    listed = [f"      - {item}" for item in order]
    routine = ["routines:", "  r:", "    name: R", "    exercises:", *listed]
    content = "\n".join(["version: 1", "exercises:", *written, *routine])
    path = tmp_path_factory.mktemp("own") / "own.yaml"
    path.write_text(content, encoding="utf-8")
    first, second = (read_library(str(path), base=EMPTY, lint=True)[1] for _ in range(2))
    assert first == second
    assert all(1 <= problem.line <= content.count("\n") + 1 for problem in first)
    assert all("; " in problem.message for problem in first)


@given(st.lists(st.sampled_from((STAND, WALL, SIT, BACK, SIDE, FOURS, MARCH, CAT))))
def test_the_better_order_has_the_same_exercises_and_nothing_against_it(
    order: list[Exercise],
) -> None:
    found = better_order(order)
    if found is not None:
        _, better = found
        assert sorted(one.id for one in better) == sorted(one.id for one in order)
        assert better_order(better) is None


# --- doses that are as they should be --------------------------------------------------


@pytest.mark.parametrize(
    ("category", "name", "out_word", "pace"),
    [
        (Category.STRENGTH, "Wall slides", "Down", Pace(3.0, 3.0, 2.0, 1.0)),
        (Category.STRENGTH, "Buttock squeeze", "Squeeze", Pace(2.0, 5.0, 0.0, 2.0)),
        (Category.KNEE, "Thigh squeeze", "", Pace(2.0, 5.0, 0.0, 0.0)),
        (Category.NERVE_GLIDE, "Slider", "", Pace(2.0, 0.0, 2.0, 0.0)),
        (Category.MOBILITY, "Belly breathing", "Breathe in", Pace(3.0, 0.0, 5.0, 0.0)),
        (Category.MOBILITY, "Twist", "", Pace(3.0, 0.0, 2.0, 1.0)),
    ],
)
def test_squeezes_sliders_and_breathing_have_a_pace_of_their_own(
    category: Category, name: str, out_word: str, pace: Pace
) -> None:
    dose = Dose((8, 8), pace, None, Sides.BOTH, 30.0)
    exercise = Exercise("a", name, category, Position.SUPINE, dose, 1, "Go.", out_word=out_word)
    assert list(dose_faults(exercise, dose)) == []


def test_a_way_down_on_the_way_out_is_the_one_that_is_slow() -> None:
    dose = Dose((8,), Pace(2.0, 0.0, 3.0, 1.0))
    exercise = Exercise(
        "a", "A", Category.STRENGTH, Position.WALL, dose, 1, "Go.", out_word="Down"
    )
    assert list(dose_faults(exercise, dose)) == [
        "out: lowering in 2s is quicker than lifting; write 'out: 3s' or more"
    ]


def test_one_rep_needs_no_pause_after_it_and_own_pace_no_pace() -> None:
    exercise = Exercise("a", "A", Category.CORE, Position.PRONE, Dose(), 1, "Go.")
    assert list(dose_faults(exercise, Dose((1,), Pace(2.0, 5.0, 2.0, 0.0)))) == []
    assert (
        list(dose_faults(exercise, Dose((9,), Pace(1.0, 0.0, 1.0, 0.0), self_paced=True))) == []
    )


def test_a_walk_builds_up_to_half_an_hour() -> None:
    exercise = Exercise("a", "A", Category.AEROBIC, Position.STANDING, Dose(), 1, "Go.")
    assert list(dose_faults(exercise, Dose(time_s=1800.0))) == []
    assert list(dose_faults(exercise, Dose(time_s=1860.0))) == [
        "time: 31 min is longer than any source asks for; write 30 min at most"
    ]
