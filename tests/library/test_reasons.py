"""Which precaution matters at which exercise, why, and what it asks for there.

The golden table is for a clinician to read: every exercise under every precaution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backpt.library import read_library
from backpt.library.reasons import LONG_HOLD_S, NAMED, longest_holds, reasons
from backpt.paths import builtin_library
from backpt.prescription.model import Category, Level, Position
from backpt.safety.precautions import care_on
from tests.builders import exercise
from tests.builders import shipped as library
from tests.figure.drawn import shipped as figures

LIBRARY = library()
HELD_S = longest_holds(LIBRARY)
ASKED = {
    id_: reasons(one, figures()[id_], HELD_S[id_]) for id_, one in LIBRARY.exercises.items()
}


@pytest.mark.parametrize("id_", LIBRARY.exercises)
def test_an_exercise_has_every_code_that_a_feature_asks_for_and_no_other(id_: str) -> None:
    assert set(LIBRARY.exercises[id_].avoid) == set(ASKED[id_])


def test_the_table_for_a_clinician(golden: Callable[[str, str], None]) -> None:
    golden("precautions", "".join(f"{line}\n" for line in table()))


def table() -> Iterator[str]:
    for code, known in LIBRARY.precautions.items():
        yield f"{code} ({known.level}): {known.why}"
        for id_, asked in ASKED.items():
            if code in asked:
                one = LIBRARY.exercises[id_]
                (do,) = care_on(one, LIBRARY, {code}) or ("Not done.",)
                yield f"  {one.name}: {asked[code]}. {do}"
        yield ""


def test_every_feature_that_is_named_is_of_an_exercise_and_a_code_that_are_there() -> None:
    for code, named in NAMED.items():
        assert code in LIBRARY.precautions
        assert set(named) <= set(LIBRARY.exercises)


def test_a_long_hard_hold_asks_for_care_with_the_blood_pressure() -> None:
    brace = exercise()._replace(category=Category.CORE)
    assert "BP_ISO" in reasons(brace, None, LONG_HOLD_S)
    assert "BP_ISO" not in reasons(brace, None, LONG_HOLD_S - 1)
    stretch = brace._replace(category=Category.MOBILITY)
    assert "BP_ISO" not in reasons(stretch, None, 30.0)


def test_a_hold_that_a_routine_makes_longer_counts() -> None:
    assert LIBRARY.exercises["bird-dog"].dose.pace.hold_s < LONG_HOLD_S
    assert "BP_ISO" in ASKED["bird-dog"]


def test_on_the_feet_with_nothing_fixed_in_the_hands_one_may_fall() -> None:
    standing = exercise(position=Position.STANDING)
    assert "BALANCE" in reasons(standing, None, 0.0)
    assert "BALANCE" not in reasons(exercise(position=Position.SUPINE), None, 0.0)


@pytest.mark.parametrize(
    ("drawn", "instead", "said"),
    [
        ("avoid: [SHOULDER, BP_ISO]", "avoid: [SHOULDER]", "BP_ISO is missing"),
        ("avoid: [SHOULDER, BP_ISO]", "avoid: [SHOULDER, BP_ISO, DVT]", "asks for DVT"),
    ],
)
def test_check_says_which_code_is_missing_or_has_no_reason(
    tmp_path: Path, drawn: str, instead: str, said: str
) -> None:
    text = Path(builtin_library()).read_text(encoding="utf-8")
    assert drawn in text
    path = tmp_path / "exercises.yaml"
    path.write_text(text.replace(drawn, instead, 1), encoding="utf-8")
    _, problems = read_library(str(path), lint=True)
    assert any(said in one.message for one in problems)


def test_what_blocks_asks_for_nothing_and_what_warns_always_does() -> None:
    for id_, one in LIBRARY.exercises.items():
        for code in ASKED[id_]:
            warns = LIBRARY.precautions[code].level is Level.WARN
            assert bool(care_on(one, LIBRARY, {code})) == warns
