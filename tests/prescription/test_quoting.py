"""What a user typed, in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.prescription.quoting import quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bridge", "'bridge'"),
        ("a\udcff\udc9b", r"'a\xff\x9b'"),
        ("\x1b[2J\n", r"'\x1b[2J\n'"),
        (r"\udcff", r"'\\udcff'"),
        ("\\\udcff", r"'\\\xff'"),
    ],
)
def test_a_byte_that_is_no_text_is_shown_as_check_shows_it(text: str, shown: str) -> None:
    assert quoted(text) == shown


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_anything_else_is_shown_as_python_does(text: str) -> None:
    assert quoted(text) == repr(text)
