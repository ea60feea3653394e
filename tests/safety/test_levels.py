"""Before a routine: its level, a day between, and the early morning (S11, S16)."""

from __future__ import annotations

import pytest

from backpt.intake.today_card import concern_page
from backpt.language.en import levels as words
from backpt.prescription.model import Frequency, prescribe, single
from backpt.safety.days import Earlier
from backpt.safety.easing import routine_below
from backpt.safety.levels import (
    MILESTONES,
    Held,
    Lately,
    concern,
    folding,
    is_early,
    is_strong,
    what_lacks,
)
from tests.builders import shipped

SHIPPED = shipped()
PHASES = {id_: entry.phase for id_, entry in SHIPPED.routines.items()}
TODAY = 1000
NOON = Lately(TODAY, 12.0, pain=2)
READY = frozenset(one.exercise for one in MILESTONES)


def held(many: int, routine: str, *, worst: int = 2, first: int = 2) -> tuple[Held, ...]:
    """Sessions of ``routine``, every second day back from ``first`` days ago."""
    strong = is_strong(prescribe(SHIPPED, routine))
    return tuple(
        Held(TODAY - first - 2 * number, routine, worst, strong) for number in range(many)
    )


def before(*pains: int) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(TODAY - ago, before=pain, worst=pain, is_held=True)
        for ago, pain in enumerate(pains, 1)
    )


def lacks(name: str, lately: Lately) -> tuple[str, ...]:
    return words.lacks(what_lacks(prescribe(SHIPPED, name), PHASES, lately))


# --- the level --------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED.routines)
def test_on_the_first_day_everything_above_phase_1_is_for_later(name: str) -> None:
    assert bool(lacks(name, NOON)) == (PHASES[name] > 1)


def test_the_strength_builder_on_day_one_says_what_comes_first_and_offers_the_one_below() -> (
    None
):
    routine = prescribe(SHIPPED, "strength-builder")
    found = concern(routine, PHASES, NOON)
    assert words.lines(found, routine) == (
        "Strength builder is for later. First: nine sessions of phase 2, none so far; bridge"
        " 20 times, bird dog (both sides counted) 12 times held six seconds, sit-to-stand"
        " 16 times, each in one session with pain of 3 or less.",
    )
    below = routine_below(routine, SHIPPED)
    page = concern_page(found, routine, below)
    assert [one.does for one in page.options] == [
        "yes, go on anyway",
        "instead Core starter",
        "leave",
    ]
    assert page.keys == ("y", "i", "q")


def test_the_gate_to_phase_2_opens_with_five_sessions_and_calm_days() -> None:
    ready = NOON._replace(held=held(5, "home-basics"), sessions=before(2, 3, 4))
    assert lacks("core-starter", ready) == ()
    assert lacks("core-starter", ready._replace(held=held(4, "home-basics"))) == (
        "five sessions of phase 1, four so far",
    )
    assert lacks("core-starter", ready._replace(sessions=before(4, 5, 5), pain=4)) == (
        "a mean pain of 4 or less over a week, 4.5 now",
    )
    high = (Earlier(TODAY - 2, before=1, worst=6, is_held=True),)
    assert lacks("core-starter", ready._replace(sessions=high)) == (
        "three days without pain of 6 or more",
    )
    older = (Earlier(TODAY - 3, before=1, worst=6, is_held=True),)
    assert lacks("core-starter", ready._replace(sessions=older)) == ()


def test_the_gate_to_phase_3_wants_nine_sessions_and_each_milestone() -> None:
    ready = NOON._replace(held=held(9, "core-starter"), reached=READY)
    assert lacks("strength-builder", ready) == ()
    for one in MILESTONES:
        short = ready._replace(reached=READY - {one.exercise})
        assert lacks("strength-builder", short) == words.lacks((one,))
    assert words.lacks(MILESTONES[:1]) == (
        "bridge 20 times, in one session with pain of 3 or less",
    )
    assert lacks("strength-builder", ready._replace(held=held(8, "core-starter")))
    assert lacks("strength-builder", ready._replace(held=held(9, "home-basics")))
    assert lacks("strength-builder", ready._replace(pain=4))


def test_who_went_on_twice_without_harm_is_asked_no_more() -> None:
    twice = NOON._replace(held=held(2, "strength-builder", first=3))
    assert lacks("strength-builder", twice) == ()
    assert lacks("strength-builder", twice._replace(held=twice.held[:1]))
    assert lacks(
        "strength-builder", NOON._replace(held=held(2, "strength-builder", worst=6, first=3))
    )
    long_ago = held(2, "strength-builder", first=28)
    assert lacks("strength-builder", NOON._replace(held=long_ago))


def test_after_a_break_the_level_is_not_asked_twice() -> None:
    routine = prescribe(SHIPPED, "core-starter")
    assert concern(routine, PHASES, NOON)
    assert not concern(routine, PHASES, NOON, level_was_said=True)


# --- a day between ----------------------------------------------------------------------


STRONG = {
    "classic-six",
    "core-starter",
    "big-three",
    "strength-builder",
    "ball-and-bands",
    "knee-helper",
}


@pytest.mark.parametrize("name", SHIPPED.routines)
def test_strength_is_what_strengthens_and_no_daily_routine(name: str) -> None:
    routine = prescribe(SHIPPED, name)
    assert is_strong(routine) == (name in STRONG)
    assert not is_strong(routine) or routine.frequency == Frequency(3, 3, apart=1)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (0, "You did strength today. Muscles need a day between."),
        (1, "You did strength yesterday. Muscles need a day between."),
        (2, ""),
    ],
)
def test_strength_two_days_running_is_asked_about(ago: int, said: str) -> None:
    lately = NOON._replace(held=held(9, "core-starter", first=ago))
    routine = prescribe(SHIPPED, "big-three")
    assert words.lines(concern(routine, PHASES, lately), routine) == ((said,) if said else ())
    assert not concern(prescribe(SHIPPED, "home-basics"), PHASES, lately)


def test_what_is_not_strength_may_come_before_it() -> None:
    lately = NOON._replace(held=(*held(1, "wind-down", first=1), *held(9, "core-starter")))
    assert not concern(prescribe(SHIPPED, "big-three"), PHASES, lately)


# --- the early morning ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "first_key_h", "early"),
    [
        (2.9, 0.0, False),
        (6.5, 0.0, True),
        (7.99, 0.0, True),
        (7.5, 3.0, True),
        (9.0, 0.0, True),
        (9.0, 1.5, True),
        (9.0, 2.0, False),
        (10.0, 0.0, False),
        (11.5, 1.9, True),
        (20.0, 0.0, False),
        (20.0, 1.0, False),
    ],
)
def test_it_is_early_for_two_hours_after_the_first_key_and_before_eight(
    hour: float, first_key_h: float, early: bool
) -> None:
    assert is_early(hour, first_key_h) == early


FOLDS = {"childs-pose", "double-knee-to-chest", "seated-forward-fold", "sciatic-slider-seated"}


@pytest.mark.parametrize("id_", SHIPPED.exercises)
def test_only_the_strong_forward_bends_are_kept_out_of_the_morning(id_: str) -> None:
    exercise = SHIPPED.exercises[id_]
    found = concern(single(exercise), PHASES, NOON._replace(hour=6.5))
    assert bool(found) == (id_ in FOLDS)
    assert not concern(single(exercise), PHASES, NOON)


def test_no_morning_routine_of_ours_folds() -> None:
    assert folding(prescribe(SHIPPED, "morning-mobility")) == ()


def test_the_morning_says_one_line_with_the_names() -> None:
    routine = prescribe(SHIPPED, "wind-down")
    found = concern(routine, PHASES, NOON._replace(hour=7.0))
    assert words.lines(found, routine) == (
        "No strong forward bend in the first two hours after getting up: Bottom to heels.",
    )
    assert concern_page(found, routine, None).keys == ("y", "q")


def test_everything_that_is_due_stands_on_one_page() -> None:
    fold = SHIPPED.exercises["seated-forward-fold"]
    routine = prescribe(SHIPPED, "core-starter")
    routine = routine._replace(items=(*routine.items, single(fold).items[0]))
    lately = NOON._replace(hour=6.0, held=held(1, "big-three", first=1))
    assert len(words.lines(concern(routine, PHASES, lately), routine)) == 3
