"""How a library brings figures: read as they are, kept through cache and journal, checked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from backpt.figure.read import figure_of
from backpt.library.cache import cache_key, restore, store
from backpt.library.check import check_library
from backpt.library.entries import read_exercise_file
from backpt.library.problem import Report
from backpt.library.tree import Map, parse
from backpt.prescription.model import Exercise, Library

FILE = """\
version: 1
exercises:
  lift:
    name: Lift
    position: supine
    needs: [band]
    dose: {{reps: 3, hold: 2s, sides: each}}
    figure:
      active: [leg-r]
      poses:
        start: {{base: hook-lying, says: On your back.}}
        up:
          hip-r: {angle}
          says: Lift the {side} leg.
    side-words: {{left: {other} leg, right: {named} leg}}
"""


def checked(
    angle: str = "60", side: str = "right", named: str = "Right"
) -> tuple[Library, list[str]]:
    other = "Left" if named == "Right" else "Right"
    root = parse(FILE.format(angle=angle, side=side, named=named, other=other).encode())
    assert isinstance(root, Map)
    report = Report("x.yaml")
    library = read_exercise_file(root, report)
    library = check_library(library, None, root, report, lint=True)
    return library, [str(one) for one in report.problems() if "figure" in one.message]


def lift() -> Exercise:
    return checked()[0].exercises["lift"]


def test_an_exercise_keeps_its_figure_as_text_that_can_be_drawn() -> None:
    figure = figure_of(lift().figure)
    assert figure is not None
    assert figure.poses[1].says == "Lift the right leg."


def test_a_figure_comes_back_from_the_cache(tmp_path: Path) -> None:
    library, _ = checked()
    path = str(tmp_path / "cache")
    store(path, cache_key(b"x"), library)
    restored = restore(path, cache_key(b"x"))
    assert restored is not None
    assert restored.exercises["lift"] == lift()


def test_check_says_what_is_wrong_with_a_figure_with_file_and_line() -> None:
    assert checked(angle="much")[1] == [
        "x.yaml:13: figure poses up hip_r: a number belongs here; "
        "write digits, like 45 or -12.5"
    ]


def test_check_warns_of_what_a_body_cannot_do_and_words_do_not_say() -> None:
    assert checked(angle="150", side="left")[1] == [
        "x.yaml:8: warning: figure: the exercise needs band and it is not drawn; "
        "add band to props",
        "x.yaml:12: warning: figure up: hip_r flex 150 is more than a joint does; "
        "keep it from -30 to 140",
        "x.yaml:12: warning: figure up: it says left and the other leg moves; "
        "say or show the other side",
    ]


def test_check_warns_where_the_spoken_side_is_not_the_one_that_is_drawn() -> None:
    assert not any("side-words" in one for one in checked(named="Right")[1])
    found = [one for one in checked(named="Left")[1] if "side-words" in one]
    assert found
    assert all(one.startswith("x.yaml:8: warning") for one in found)


def test_nothing_that_draws_is_loaded_before_something_is_drawn() -> None:
    code = (
        "import sys, backpt.library.load, backpt.library.check, backpt.run.session;"
        "print([m for m in sys.modules if m.startswith('backpt.figure')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
