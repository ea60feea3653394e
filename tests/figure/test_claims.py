"""Left and right in the words beside a picture, and how the body lies in it.

Every word of the shipped library is turned round, one at a time: what the linter does not
notice then is a mistake that somebody could make and nobody would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from backpt.figure.claims import Named, unlike
from backpt.figure.parts import Figure
from backpt.figure.slips import lint
from backpt.language.en.figures import side_swapped
from backpt.library.load import load
from backpt.prescription.model import Library, Sides
from tests.figure.drawn import SHIPPED, everything, good, shipped

SIDE = re.compile(r"\b(?:left|right)\b(?! angle| away)", re.IGNORECASE)


def said(figure: Figure, pose: int, says: str) -> list[str]:
    """Return what is found of a figure whose pose says something else."""
    poses = list(figure.poses)
    poses[pose] = poses[pose]._replace(says=says)
    return [one.what for one in lint(figure._replace(poses=tuple(poses)))]


def sided() -> Iterator[tuple[str, Figure, int]]:
    for id_, figure in everything():
        for number, pose in enumerate(figure.poses):
            if SIDE.search(pose.says):
                yield f"{id_} {pose.name}", figure, number


def words() -> Iterator[tuple[str, Figure, int, re.Match[str]]]:
    """Yield every side that is said, where it is not the only one: that is the whole then."""
    for name, figure, pose in sided():
        found = list(SIDE.finditer(figure.poses[pose].says))
        if len(found) > 1:
            for number, one in enumerate(found, 1):
                yield f"{name}: side {number}", figure, pose, one


UNNOTICED = {
    "shipped figure-four-stretch start: side 2": "an ankle across the thigh it hangs on: "
    "nobody can do or draw it, and the ankle that is named is the right one",
    "shipped tandem-stand tandem: side 2": "a heel against its own toes: nobody can do it, "
    "and the foot in front is the right one",
}
"""Words whose turning round is not found, each with the reason that makes it bearable."""


@pytest.mark.parametrize(("figure", "pose"), [pytest.param(*s[1:], id=s[0]) for s in sided()])
def test_every_sentence_with_its_sides_swapped_is_found(figure: Figure, pose: int) -> None:
    assert said(figure, pose, side_swapped(figure.poses[pose].says))


@pytest.mark.parametrize(
    ("name", "figure", "pose", "word"), [pytest.param(*w, id=w[0]) for w in words()]
)
def test_every_single_side_that_is_wrong_is_found(
    name: str, figure: Figure, pose: int, word: re.Match[str]
) -> None:
    says = word.string
    wrong = says[: word.start()] + side_swapped(word[0]) + says[word.end() :]
    assert bool(said(figure, pose, wrong)) != (name in UNNOTICED)


def test_exceptions_are_of_sentences_that_are_there() -> None:
    assert set(UNNOTICED) <= {name for name, *_ in words()}


LYING = {
    "On your back": "On your front",
    "On your front": "On your back",
    "On hands and knees": "On your back",
    "On your left side": "On your back",
    "On your right side": "On your front",
    "Stand": "Sit",
    "Sit": "Kneel",
    "Kneel": "Stand",
}


@pytest.mark.parametrize(
    ("id_", "figure"), [pytest.param(id_, figure, id=id_) for id_, figure in shipped().items()]
)
def test_another_position_in_words_than_in_the_picture_is_found(
    id_: str, figure: Figure
) -> None:
    says = figure.poses[0].says
    other = next((b for a, b in LYING.items() if says.startswith(a)), None)
    if id_ in NO_POSITION:
        assert other is None
    else:
        assert other
        start = next(a for a in LYING if says.startswith(a))
        assert said(figure, 0, says.replace(start, other, 1))


NO_POSITION = frozenset(
    {
        *("wall-slides", "counter-stretch", "calf-stretch", "wall-angels", "plank"),
        *("wall-sit", "hip-hinge", "hinge-pick-up", "step-up", "suitcase-carry"),
        *("band-pull-apart", "band-pallof-press", "band-lateral-walk", "band-leg-press"),
        *("ball-wall-squat", "walking"),
    }
)
"""Figures whose first words say where hands, feet or a thing are, and no position."""

TURNS = [
    ("hip-r: 40, knee-r: 40", "Lift the right ankle.", "Lift the left ankle."),
    ("hip-r: 40, knee-r: 40", "Bring the right toes up.", "Bring the left toes up."),
    ("hip-r: 40, knee-r: 40", "Right knee bent.", "Left knee bent."),
    ("hip-r: 40, knee-r: 40", "Left leg straight.", "Right leg straight."),
    ("hip-r: 40, knee-r: 40", "Weight on your left leg.", "Weight on your right leg."),
    ("hip-r: 40", "Right foot forward.", "Left foot forward."),
    ("hip-l: 30, knee-l: 40", "Right foot back.", "Left foot back."),
    ("low-back: {side: 20}", "Bend to the right.", "Bend to the left."),
]


@pytest.mark.parametrize(("pose", "right", "wrong"), TURNS, ids=[turn[1] for turn in TURNS])
def test_a_turn_of_phrase_is_held_against_the_joints(pose: str, right: str, wrong: str) -> None:
    text = """
active: [torso]
second: front
poses: {{start: {{base: standing, says: Stand.}}, there: {{{pose}, says: "{says}"}}}}
"""
    assert lint(good(text.format(pose=pose, says=right))) == ()
    assert lint(good(text.format(pose=pose, says=wrong)))


@pytest.mark.parametrize(
    "says",
    [
        "Left hand on the wall.",
        "Hold the chair with your left hand.",
        "Left foot flat, left heel still.",
        "Your knees are at right angles.",
    ],
)
def test_what_only_rests_may_be_on_the_side_that_does_not_move(says: str) -> None:
    text = """
active: [arm-r, leg-r]
poses: {{start: {{base: standing, says: "{says}"}}, up: {{shoulder-r: 40, says: Lift.}}}}
"""
    found = [one for one in lint(good(text.format(says=says))) if one.pose == "start"]
    assert bool(found) is ("flat" in says)  # nothing tells that this one rests


def test_the_first_picture_is_checked_too() -> None:
    text = 'poses: {{start: {{base: {base}, says: "{says}"}}}}'
    right = text.format(base="half-kneeling", says="Kneel on your left knee.")
    assert lint(good(right)) == ()
    assert lint(good(side_swapped(right)))
    on_side = text.format(base="side-lying", says="On your left side.")
    assert lint(good(on_side)) == ()
    assert lint(good(side_swapped(on_side)))


@cache
def library() -> Library:
    return load(None, str(SHIPPED), None)


def one_sided() -> Iterator[tuple[str, Figure, Named]]:
    """Yield the exercises that are done with one side, and then the other."""
    for id_, figure in shipped().items():
        exercise = library().exercises[id_]
        if exercise.dose.sides is not Sides.BOTH:
            yield id_, figure, Named(exercise.cue, exercise.side_words)


one_sides = pytest.mark.parametrize(
    ("figure", "named"), [pytest.param(*one[1:], id=one[0]) for one in one_sided()]
)


@one_sides
def test_what_is_called_out_for_the_right_is_the_right_in_the_picture(
    figure: Figure, named: Named
) -> None:
    assert list(unlike(figure, named)) == []


@one_sides
def test_side_words_and_cues_that_are_swapped_are_found(figure: Figure, named: Named) -> None:
    if named.side_words:
        left, right = named.side_words
        assert list(unlike(figure, named._replace(side_words=(right, left))))
    if "{" in named.cue:
        filled = named.cue.replace("{side}", "left").replace("{other}", "right")
        filled = filled.replace("{Side}", "Left").replace("{Other}", "Right")
        assert list(unlike(figure, named._replace(cue=filled)))


def test_the_limb_that_is_called_out_must_be_active() -> None:
    bridge = shipped()["single-leg-bridge"]._replace(active=("torso",))
    named = Named("Push.", ("Left leg", "Right leg"))
    assert list(unlike(bridge, named)) == [
        ("'Right leg' is called and not active", "add leg-r to active")
    ]


def test_where_no_limb_is_named_the_right_one_must_move() -> None:
    text = """
active: [arms]
poses: {start: {base: all-fours, says: Kneel.}, reach: {shoulder-l: 160, says: Reach.}}
"""
    named = Named("Reach one arm forward.", None)
    assert list(unlike(good(text), named)) == [
        ("'Right' is said and the left arm moves", "say or show the other side")
    ]
    assert list(unlike(good(text.replace("shoulder-l", "shoulder-r")), named)) == []
