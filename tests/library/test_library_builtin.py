"""The library that backpt comes with."""

from __future__ import annotations

from pathlib import Path

from backpt.library import read_library


def test_the_built_in_library_has_no_problems() -> None:
    path = Path(__file__).parents[2] / "exercises.yaml"
    library, problems = read_library(str(path))
    assert [str(problem) for problem in problems] == []
    assert library.exercises
    assert library.routines
