"""What a page shows: the captions of the screen, in order, and the movement of the figures."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from backpt.language import captions, speech, words
from backpt.prescription.model import Work
from backpt.run.film import Film, film
from backpt.session.compile import flatten
from backpt.session.player import Player
from backpt.session.steps import Compiled, total_s
from backpt.session.unattended import timed
from tests.builders import exercise, home_basics, routine, work


@cache
def basics() -> Film:
    return film(Compiled(home_basics(), flatten(home_basics(), speech)))


def test_moments_are_in_order_and_end_with_the_session() -> None:
    seen = basics()
    for track in (seen.words, seen.poses):
        assert all(one[0] < two[0] for one, two in pairwise(track))
        assert track[0][0] == 0.0
        assert track[-1][0] <= seen.seconds
    assert seen.seconds == total_s(timed(flatten(home_basics(), speech)))


def test_each_second_reads_what_the_screen_reads() -> None:
    steps = timed(flatten(home_basics(), speech))
    compiled = Compiled(home_basics(), steps)
    player = Player(steps, speech, keyboard=False)
    player.start(0.0)
    seen = dict(basics().words)
    read = None
    for quarter in range(4 * int(basics().seconds)):
        now = quarter / 4
        player.tick(now)
        read = seen.get(now, read)
        shown = captions.caption(compiled, player.frame(now))
        assert read is not None
        assert (read.action, read.digits, read.side) == (
            shown.action,
            shown.digits,
            shown.side,
        ), now


def test_each_exercise_has_its_figure() -> None:
    works = [item for item in home_basics().items if isinstance(item, Work)]
    drawn = {pose.figure for _, pose in basics().poses if pose is not None}
    assert drawn == {item.exercise.figure for item in works}


def test_sides_are_drawn_as_they_work() -> None:
    assert {pose.mirrored for _, pose in basics().poses if pose is not None} == {True, False}


def test_nothing_is_read_of_keys() -> None:
    banded = routine(work(exercise(needs=("band",), fix="Fix the band."), self_paced=True))
    seen = film(Compiled(banded, flatten(banded, speech)))
    assert not any(one in shown.note for _, shown in seen.words for one in words.ABOUT_KEYS)
    assert any("Put within reach: a band." in shown.note for _, shown in seen.words)
