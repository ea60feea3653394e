"""Settings: what the file may say, and that a mistake in it is a sentence with a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.errors import LibraryError
from backpt.session.sound_choice import SoundLevel
from backpt.session.views import FigureMode
from backpt.settings import Settings, read_settings


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    assert read_settings(str(tmp_path / "settings.yaml")) == Settings()


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(
        "sound: tones\nvolume: 5\nfigure: no\nheadset: no\nambiguous: wide\nsize: big\n"
    )
    read = read_settings(str(path))
    assert (read.sound, read.volume, read.figure) == (SoundLevel.TONES, 0.5, FigureMode.NO)
    assert not read.headset
    assert read.ambiguous
    assert read.size


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("volume: 11", "volume is one of: 0, 1, 2"),
        ("figure: maybe", "figure is one of: no, yes, ascii"),
        ("headset: bluetooth", "headset is one of: yes, no"),
        ("size: huge", "size is one of: usual, big"),
        ("ambiguous: yes", "ambiguous is one of: narrow, wide"),
        ("figur: no", "figure"),
    ],
)
def test_a_mistake_is_said_with_its_line(tmp_path: Path, written: str, sentence: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(f"sound: voice\n{written}\n")
    with pytest.raises(LibraryError) as refused:
        read_settings(str(path))
    assert f"{path}:2" in str(refused.value)
    assert sentence in str(refused.value)
