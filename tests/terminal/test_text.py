from __future__ import annotations

import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.terminal.text import ascii_for, cells, clean, cut, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [("hold", 4), ("été", 3), ("漢字", 4), ("e\u0301", 1), ("🧊", 2), ("█▌", 2), ("", 0)],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, columns: int) -> None:
    assert width(clean(text)) == columns


def test_ambiguous_characters_are_as_wide_as_the_setting_says() -> None:
    assert (width("é█…⠿a"), width("é█…⠿a", wide=True)) == (5, 8)
    assert cut("ééé", 5, unicode=False, wide=True) == "é..."
    assert wrap("éé éé", 5, wide=True) == ("éé", "éé")


def test_a_wide_character_takes_two_cells_and_a_mark_none() -> None:
    assert cells("a漢b\u0331") == ("a", "漢", "", "b\u0331")


@given(st.text())
def test_cleaned_text_holds_nothing_that_moves_the_cursor(text: str) -> None:
    assert not any(
        unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in clean(text)
    )


def test_escapes_from_a_file_come_out_as_harmless_characters() -> None:
    assert clean("\x1b[2Jhi\u202eho\nyou") == "?[2Jhiho you"


@given(st.text())
def test_the_ascii_look_is_ascii_only(text: str) -> None:
    assert clean(text, unicode=False).isascii()


def test_ascii_stands_for_the_same_thing_where_it_can() -> None:
    assert "".join(map(ascii_for, "é…–×½")) == "e...-x1/2"


@given(st.text(), st.integers(0, 40))
def test_cut_text_fits(text: str, columns: int) -> None:
    assert width(cut(clean(text), columns)) <= columns


def test_a_cut_is_seen() -> None:
    assert cut("lift no higher", 8) == "lift no…"
    assert cut("lift no higher", 8, unicode=False) == "lift..."


def test_a_wide_character_is_never_cut_in_two() -> None:
    assert cut("漢字漢字", 4) == "漢…"


@given(st.text(), st.integers(1, 40))
def test_wrapped_lines_fit_and_lose_no_word(text: str, columns: int) -> None:
    cleaned = clean(text)
    lines = wrap(cleaned, columns)
    assert all(width(line) <= columns for line in lines)
    if columns > 1:
        assert "".join("".join(lines).split()) == "".join(cleaned.split())


def test_an_hour_of_moving_rows_is_not_kept() -> None:
    """Each row of blocks holds some kilobytes, and four a second are new."""
    tracemalloc.start()
    try:
        for moment in range(2000):
            cells("█" * (moment % 80) + f"{moment:06}" + "░" * (80 - moment % 80))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        cells.cache_clear()
    assert kept < 1.5 * 2**20
