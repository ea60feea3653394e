"""The page of eight weeks says what the program says."""

from __future__ import annotations

import sys

import pytest

from tools.eight_weeks import PAGE, page


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the system's clock is another there")
def test_the_page_of_eight_weeks_is_what_the_program_says(
    request: pytest.FixtureRequest,
) -> None:
    said = page()
    if request.config.getoption("--update-goldens"):
        PAGE.write_text(said, encoding="utf-8")
    assert said == PAGE.read_text(encoding="utf-8")
