"""Where a figure is at a moment of a rep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.figure.motion import TICKS, Moment, in_rep, in_time, moments, progress
from backpt.prescription.model import Pace, Part
from tests.figure.drawn import examples

PACE = Pace(3.0, 5.0, 3.0, 1.0)


def test_a_rep_goes_out_holds_comes_back_and_rests() -> None:
    bridge = examples()["bridge"]
    at = {s: in_rep(bridge, PACE, s) for s in (0.0, 1.5, 3.0, 7.9, 9.5, 11.0, 11.9, 12.0)}
    assert at[0.0] == Moment(0, 0)
    assert at[1.5] == Moment(0, 1, TICKS // 2)
    assert at[3.0] == at[7.9] == Moment(1, 1)
    assert at[9.5] == Moment(0, 1, TICKS // 2)  # half-way back is half-way out
    assert at[11.0] == at[11.9] == at[12.0] == Moment(0, 0)


def test_the_way_back_shows_the_pictures_of_the_way_out() -> None:
    bridge = examples()["bridge"]
    shares = [tick / TICKS for tick in range(TICKS + 1)]
    out = [progress(bridge, Part.OUT, share) for share in shares]
    back = [progress(bridge, Part.BACK, share) for share in shares]
    assert back == out[::-1]
    assert len(set(out)) == len(moments(bridge)) == TICKS + 1


def test_a_part_without_time_is_left_out() -> None:
    bridge = examples()["bridge"]
    assert in_rep(bridge, Pace(0.0, 5.0, 0.0, 0.0), 0.0) == Moment(1, 1)


def test_the_way_out_goes_through_every_pose_and_back_through_the_same() -> None:
    stand = examples()["sit-to-stand"]
    assert progress(stand, Part.OUT, 0.25) == Moment(0, 1, TICKS // 2)
    assert progress(stand, Part.OUT, 0.5) == Moment(1, 1)
    assert progress(stand, Part.OUT, 0.75) == Moment(1, 2, TICKS // 2)
    assert progress(stand, Part.BACK, 0.25) == Moment(1, 2, TICKS // 2)
    assert progress(stand, Part.BACK, 1.0) == Moment(0, 0)


def test_after_a_held_pose_back_goes_on_and_home() -> None:
    cat = examples()["cat-cow"]
    assert progress(cat, Part.HOLD, 0.5) == Moment(1, 1)
    assert progress(cat, Part.BACK, 0.25) == Moment(1, 2, TICKS // 2)
    assert progress(cat, Part.BACK, 0.75) == Moment(0, 2, TICKS // 2)


def test_a_timed_position_is_taken_and_kept() -> None:
    plank = examples()["plank"]
    assert in_time(plank, 1.0) == Moment(0, 1, TICKS // 2)
    assert in_time(plank, 2.0) == in_time(plank, 19.0) == Moment(1, 1)


def test_a_figure_that_repeats_goes_on_and_on() -> None:
    march = examples()["march-in-place"]
    seen = {in_time(march, tenth / 10).start for tenth in range(200)}
    assert seen == {0, 1, 2, 3}
    assert in_time(examples()["plank"], 3.5, repeats=True) != Moment(1, 1)


def test_a_single_pose_never_moves() -> None:
    rest = examples()["ninety-ninety-rest"]
    assert {progress(rest, part, 0.5) for part in Part} == {Moment()}
    assert in_time(rest, 3.0, repeats=True) == Moment()


@given(st.floats(0, 12), st.sampled_from(sorted(examples())))
def test_a_rep_has_few_pictures_and_starts_and_ends_in_the_first(
    elapsed_s: float, id_: str
) -> None:
    figure = examples()[id_]
    moment = in_rep(figure, PACE, elapsed_s)
    assert 0 <= moment.tick < TICKS
    assert {moment.start, moment.end} <= set(range(len(figure.poses)))
    if not moment.tick:
        assert moment.start == moment.end
    first = next(at for at, pose in enumerate(figure.poses) if not pose.aside)
    assert in_rep(figure, PACE, 0.0) == in_rep(figure, PACE, 12.0) == Moment(first, first)


@pytest.mark.parametrize("id_", sorted(examples()))
def test_a_whole_rep_is_drawn_from_at_most_a_few_dozen_pictures(id_: str) -> None:
    figure = examples()[id_]
    moments = {in_rep(figure, PACE, step / 100) for step in range(1200)}
    assert len(moments) <= 5 * 2 * TICKS


@pytest.mark.slow
@pytest.mark.parametrize("id_", sorted(examples()))
def test_the_moments_of_a_figure_are_all_at_which_it_can_be(id_: str) -> None:
    figure = examples()[id_]
    reached = {in_rep(figure, PACE, step / 100) for step in range(1300)}
    for repeats in (None, True, False):
        reached |= {in_time(figure, step / 50, repeats=repeats) for step in range(1300)}
    reached |= {in_rep(figure, Pace(0.0, 5.0, 0.0, 0.0), elapsed) for elapsed in (0.0, 9.0)}
    assert reached <= set(moments(figure))
