"""Builders for values, and strategies for whatever may be prescribed.

The limits of the strategies are those of the library's reader: what it takes must compile.
"""

from __future__ import annotations

import os
import tempfile
import textwrap
from functools import cache

from hypothesis import strategies as st

from backpt.library import read_library
from backpt.paths import builtin_library
from backpt.prescription.model import (
    Category,
    Dose,
    Exercise,
    Item,
    Library,
    Mode,
    Pace,
    Position,
    Rest,
    Routine,
    Sides,
    ThermalPlan,
    Work,
    prescribe,
)
from backpt.session.compile import HoldCount, Manner, SetupBy

MINUTE = 60.0
NOTHING = Library({}, {}, {}, {})


@cache
def shipped() -> Library:
    """Return the library that backpt comes with, read once."""
    return read_library(builtin_library())[0]


@cache
def home_basics() -> Routine:
    """Return the routine that is led where none is named, as the library has it."""
    return prescribe(shipped(), "home-basics")


def exercise(
    name: str = "Bridge",
    position: Position = Position.SUPINE,
    cue: str = "Lift.",
    side_words: tuple[str, str] | None = None,
    fix: str = "",
    needs: tuple[str, ...] = (),
    place: str = "",
) -> Exercise:
    return Exercise(
        id=name.lower().replace(" ", "-"),
        name=name,
        category=Category.CORE,
        position=position,
        dose=Dose(),
        phase=1,
        cue=cue,
        side_words=side_words,
        fix=fix,
        needs=needs,
        place=place,
    )


def work(
    of: Exercise | None = None,
    *,
    reps: tuple[int, ...] = (2,),
    pace: Pace = Pace(2.0, 3.0, 2.0, 1.0),
    time_s: float | None = None,
    sides: Sides = Sides.BOTH,
    rest_s: float = 0.0,
    self_paced: bool = False,
) -> Work:
    return Work(of or exercise(), Dose(reps, pace, time_s, sides, rest_s, self_paced))


def routine(*items: Item, name: str = "Evening") -> Routine:
    return Routine(name.lower(), name, items)


def cold(
    apply_s: float = 15 * MINUTE, off_s: float = 15 * MINUTE, cycles: int = 2
) -> ThermalPlan:
    return ThermalPlan(Mode.COLD, apply_s, off_s, cycles)


def written_routine(text: str) -> Routine:
    """Return the routine ``evening`` of a user's file with these exercises and items.

    ``text`` is what stands under ``exercises:``; a line ``---`` and the items may follow.
    """
    exercises, _, items = textwrap.dedent(text).strip().partition("---")
    ids = [line.partition(":")[0] for line in exercises.splitlines() if line[:1].strip()]
    items = items.strip() or "\n".join(f"- {id_}" for id_ in ids)
    content = (
        f"version: 1\nexercises:\n{textwrap.indent(exercises, '  ')}\n"
        f"routines:\n  evening:\n    name: Evening\n    exercises:\n"
        f"{textwrap.indent(items, '      ')}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "own.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        library, problems = read_library(path, base=shipped())
    errors = [str(problem) for problem in problems if problem.level == "error"]
    assert not errors, errors
    return prescribe(library, "evening")


# --- strategies ------------------------------------------------------------------------


def durations(low_s: float, high_s: float) -> st.SearchStrategy[float]:
    """Whole and half seconds, the likely ones first."""
    return st.integers(round(low_s * 2), round(high_s * 2)).map(lambda halves: halves / 2)


def parts() -> st.SearchStrategy[float]:
    return st.one_of(st.sampled_from([0.0, 1.0, 2.0, 3.0]), durations(0, 60))


def paces() -> st.SearchStrategy[Pace]:
    holds = st.one_of(st.sampled_from([0.0, 2.0, 5.0, 10.0, 20.0, 30.0]), durations(0, 600))
    moving = st.builds(Pace, parts(), holds, parts(), parts())
    return moving.filter(lambda pace: pace.rep_s > 0)


def doses() -> st.SearchStrategy[Dose]:
    """Counted, timed and self-paced doses, with every way of sharing sides."""
    sides = st.sampled_from([*Sides])
    rests = st.one_of(st.sampled_from([0.0, 5.0, 30.0]), durations(0, 600))
    sets = st.lists(st.integers(1, 6), min_size=1, max_size=4).map(tuple)
    once_each = st.integers(1, 4).map(lambda many: (1,) * many)
    still = Pace(0.0, 0.0, 0.0, 0.0)

    def dose(
        reps: st.SearchStrategy[tuple[int, ...]],
        pace: st.SearchStrategy[Pace],
        time_s: st.SearchStrategy[float | None] = st.none(),
        *,
        own: bool = False,
    ) -> st.SearchStrategy[Dose]:
        return st.builds(Dose, reps, pace, time_s, sides, rests, st.just(own))

    counted = dose(sets, paces())
    timed = dose(once_each, st.just(still), durations(5, 3600))
    own = dose(sets, st.one_of(paces(), st.just(still)), own=True)
    return st.one_of(counted, timed, own)


def exercises() -> st.SearchStrategy[Exercise]:
    """Exercises of few words in every position, some with equipment or side words."""
    side_words = st.sampled_from(
        [
            None,
            ("Left leg", "Right leg"),
            ("Lie on your right side, left leg on top", "Lie on your left side, right leg up"),
        ]
    )
    return st.builds(
        exercise,
        name=st.sampled_from(["Bridge", "Leg lifts", "Side plank on knees"]),
        position=st.sampled_from([*Position]),
        cue=st.sampled_from(["", "Lift.", "{Other} knee bent, {side} leg straight. Slowly."]),
        side_words=side_words,
        fix=st.sampled_from(["", "", "Fix the band at waist height."]),
        needs=st.sampled_from([(), (), ("band",), ("chair", "towel")]),
        place=st.sampled_from(["", "", "Stand behind a chair. Hold on to it."]),
    )


def thermal_plans() -> st.SearchStrategy[ThermalPlan]:
    """Plans within the limits of clinical C2."""
    return st.integers(5, 20).flatmap(
        lambda on: st.builds(
            ThermalPlan,
            st.sampled_from([*Mode]),
            st.just(on * MINUTE),
            st.integers(max(15, on), 60).map(lambda off: off * MINUTE),
            st.integers(1, 3),
            st.sampled_from(["", "your low back"]),
        )
    )


def works(of: st.SearchStrategy[Exercise] = exercises()) -> st.SearchStrategy[Work]:
    def both_named(made: Work) -> bool:
        """A cue that names sides needs sides: the reader says so."""
        return made.dose.sides is not Sides.BOTH or "{" not in made.exercise.cue

    cares = st.sampled_from([(), (), ("Bend less than 45 degrees.",)])
    notes = st.sampled_from(
        ["", "", "red band", "slow and controlled, if you can today, else not"]
    )
    return st.builds(Work, of, doses(), cares, note=notes).filter(both_named)


def routines() -> st.SearchStrategy[Routine]:
    """Every kind of item in any order, with the time off that the skin needs between packs."""
    rests = st.builds(Rest, durations(0, 600))
    items = st.one_of(works(), works(), works(), rests, thermal_plans())

    def with_time_off(made: list[Item]) -> Routine:
        kept: list[Item] = []
        for item in made:
            if isinstance(item, ThermalPlan) and any(isinstance(k, ThermalPlan) for k in kept):
                kept.append(Rest(15 * MINUTE))
            kept.append(item)
        return routine(*kept)

    return st.lists(items, min_size=1, max_size=4).map(with_time_off)


def manners() -> st.SearchStrategy[Manner]:
    return st.builds(
        Manner,
        st.sampled_from([*SetupBy]),
        st.sampled_from([*HoldCount]),
        st.booleans(),
        st.booleans(),
    )
