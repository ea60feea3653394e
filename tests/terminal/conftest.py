"""Goldens: pictures as plain text, reviewed as diffs, rewritten with ``--update-goldens``."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    with contextlib.suppress(ValueError):  # another folder's tests have the same flag
        parser.addoption("--update-goldens", action="store_true", help="rewrite golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check of a text against ``golden/NAME.txt``."""

    def check(name: str, text: str) -> None:
        file = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-goldens", default=False):
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file.name} is missing: run with --update-goldens"
        assert text == file.read_text(encoding="utf-8")

    return check
