"""The page of a new sheet says what the program says."""

from __future__ import annotations

import pytest

from tools.new_sheet import PAGE, page


def test_the_page_of_a_new_sheet_is_what_the_program_says(
    request: pytest.FixtureRequest,
) -> None:
    said = page()
    if request.config.getoption("--update-goldens"):
        PAGE.write_text(said, encoding="utf-8")
    assert said == PAGE.read_text(encoding="utf-8")
