from __future__ import annotations

import pytest

from backpt.terminal.digits import HEIGHT, large

EVERY = "0123456789:+-"


@pytest.mark.parametrize("character", EVERY)
def test_a_digit_is_five_high_and_five_wide(character: str) -> None:
    rows = large(character, unicode=True)
    assert [len(row) for row in rows] == [3 if character == ":" else 5] * HEIGHT


def test_every_digit_looks_different() -> None:
    assert len({large(character, unicode=True) for character in EVERY}) == len(EVERY)


def test_the_ascii_form_has_the_same_shape() -> None:
    drawn = large("+0:42", unicode=True)
    assert large("+0:42", unicode=False) == tuple(row.replace("█", "#") for row in drawn)
    assert all(row.isascii() for row in large(EVERY, unicode=False))


def test_scale_two_doubles_both_directions() -> None:
    small, double = large("7", unicode=False), large("7", unicode=False, scale=2)
    assert (len(double), len(double[0])) == (2 * len(small), 2 * len(small[0]))
    assert tuple(row[::2] for row in double[::2]) == small


@pytest.mark.parametrize("text", ["", "3x", "½"])
def test_a_text_without_shapes_is_left_to_ordinary_letters(text: str) -> None:
    assert large(text, unicode=True) == ()
