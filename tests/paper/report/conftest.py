"""The diaries here are kept by UTC, wherever the tests run."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture(autouse=True)
def kept_by_utc(zone: Callable[[str], None]) -> None:
    zone("UTC")
