"""A sound card that keeps what it is given, and the outputs that play through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sound.alsa_rig import Rig, plugged_in


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    card = tmp_path / "card"
    card.mkdir()
    with plugged_in(card, monkeypatch) as made:
        yield made


@pytest.fixture(params=["miniaudio", "simpleaudio"])
def output(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    pytest.importorskip(name, reason=f"{name} is not installed here")
    return name
