"""Several exercises on one line: a line each, or a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.authoring.prescribe import NotUnderstood, Understood, understand, understand_all
from backpt.authoring.several import split_exercises
from tests.builders import shipped

LIBRARY = shipped()


@pytest.mark.parametrize(
    ("line", "each"),
    [
        ("bridge, clamshell x10 each", ("bridge x10", "clamshell x10")),
        ("bridge and dead bug 2x8 of each", ("bridge 2x8", "dead bug 2x8")),
        ("bridge 2x8, clamshell 2x10", ("bridge 2x8", "clamshell 2x10")),
        ("10 bridges + 12 clams", ("bridges 10", "clams 12")),
        (
            "sit-to-stand x30, SLR x30, bridging x30 (3x/day)",
            (
                "sit-to-stand x30, 3 times a day",
                "SLR x30, 3 times a day",
                "bridging x30 (3x/day)",
            ),
        ),
    ],
)
def test_each_exercise_gets_a_line(line: str, each: tuple[str, ...]) -> None:
    assert split_exercises(line, LIBRARY) == each


@pytest.mark.parametrize(
    "line",
    [
        "bridge, clamshell x10",
        "bridge 3x10, clamshell",
        "bridge, ankle pumps, clamshell x10 each",
        "bridge and clamshell 10 each side",
    ],
)
def test_it_is_asked_where_it_is_not_clear_which_dose_is_whose(line: str) -> None:
    assert split_exercises(line, LIBRARY) == ()
    found = understand(line, LIBRARY)
    assert isinstance(found, NotUnderstood)
    assert "several exercises" in found.reasons[0]


@pytest.mark.parametrize(
    "line",
    [
        "bird dog, left and right 3x10",
        "opposite arm and leg lift 2x8",
        "cat, cow 8x",
        "bridge 3x10, hold 5s, twice a day",
        "hip flexor stretch, half kneeling, 2x30s",
        "Hamstring bridge iso hold x 30s, single leg x 15s",
        "knee to chest and hold 3x20s",
        "half kneeling hip flexor stretch + overhead reach 45 sec each side",
    ],
)
def test_one_exercise_stays_one(line: str) -> None:
    assert split_exercises(line, LIBRARY) == (line,)


def test_several_become_entries_of_the_same_routine() -> None:
    found = understand_all("bridge, clamshell x10 each", LIBRARY)
    assert [one.name for one in found if isinstance(one, Understood)] == ["Bridge", "Clamshell"]


@given(st.text(max_size=80))
def test_no_line_raises_and_none_is_split_into_nothing_twice(line: str) -> None:
    for part in split_exercises(line, LIBRARY):
        assert split_exercises(part, LIBRARY) in ((part,), ()) or part != line
