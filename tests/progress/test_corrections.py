"""What still stands of a diary's rows."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backpt.progress.corrections import standing, struck
from backpt.progress.entry import Entry, Session, Strike

UTC = 0


def entry(uid: str, *, now: int = 4, wall: float = 0.0, replaces: str = "") -> Entry:
    return Entry(uid, wall, UTC, now=now, replaces=replaces)


def test_a_strike_takes_back_an_entry_and_a_strike_of_it_brings_it_back() -> None:
    rows = (entry("a"), entry("b"))
    once = (Strike("1", "a"),)
    assert [one.uid for one in standing(rows, once)] == ["b"]
    twice = (*once, Strike("2", "1"))
    assert [one.uid for one in standing(rows, twice)] == ["a", "b"]
    thrice = (*twice, Strike("3", "2"))
    assert [one.uid for one in standing(rows, thrice)] == ["b"]


def test_two_strikes_of_one_entry_are_no_way_back() -> None:
    """Each of two computers may have taken it back."""
    assert standing((entry("a"),), (Strike("1", "a"), Strike("2", "a"))) == ()
    one_undone = (Strike("1", "a"), Strike("2", "a"), Strike("3", "1"))
    assert standing((entry("a"),), one_undone) == ()


def test_a_session_is_taken_back_like_an_entry() -> None:
    assert standing((Session("s", 0.0, UTC),), (Strike("1", "s"),)) == ()


def test_a_correction_counts_in_the_place_of_what_it_replaces() -> None:
    rows = (entry("a", now=9), entry("b", now=4, replaces="a"), entry("c", now=3, replaces="b"))
    assert [one.now for one in standing(rows, ())] == [3]
    assert [one.now for one in standing(rows, (Strike("1", "c"),))] == [4]
    assert [one.now for one in standing(rows, (Strike("1", "c"), Strike("2", "b")))] == [9]


def test_strikes_in_a_circle_count_for_nothing() -> None:
    circle = (Strike("1", "2"), Strike("2", "1"), Strike("3", "a"))
    assert struck(circle) == {"a"}
    assert standing((entry("a"), entry("b")), (Strike("1", "1"),)) == (entry("a"), entry("b"))


names = st.sampled_from(["a", "b", "c", "1", "2", "3", "4"])


@given(st.lists(st.tuples(names, names), max_size=8), st.randoms())
def test_the_order_of_rows_and_a_row_read_twice_change_nothing(
    pairs: list[tuple[str, str]], chance: Random
) -> None:
    strikes = list({uid: Strike(uid, of) for uid, of in pairs}.values())
    rows = [entry("a", wall=2.0), entry("b", wall=1.0), entry("c", wall=1.0, replaces="b")]
    told = standing(rows, strikes)
    mixed, again = [*strikes, *strikes], [*rows, *rows]
    chance.shuffle(mixed)
    chance.shuffle(again)
    assert standing(again, mixed) == told
