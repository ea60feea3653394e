"""``backpt draw`` where there is nothing to draw, and where there is no room for it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from backpt.cli import guarded, run
from backpt.paths import user_paths

MISTAKEN = """\
version: 1
exercises:
  lift:
    name: Lift
    category: strength
    position: supine
    phase: 1
    dose: {reps: 3, hold: 2s}
    cue: Lift.
    figure: {poses: {start: {base: supine, knees: much, says: On your back.}}}
"""
DRAWN_FIRST = 3


def drawing(*arguments: str) -> int:
    return guarded(lambda: run(["draw", *arguments]))


@pytest.fixture
def own_file() -> Path:
    path = Path(user_paths(os.environ).own_library)
    path.parent.mkdir(parents=True)
    path.write_text(MISTAKEN, encoding="utf-8")
    return path


def test_a_figure_with_mistakes_says_how_to_find_them(
    own_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert drawing("lift") == 2
    said = capsys.readouterr().err
    assert f"The figure of Lift has mistakes; see: backpt check {own_file}" in said
    assert guarded(lambda: run(["check", str(own_file)])) == 2
    assert f"{own_file}:10: figure poses start knees" in capsys.readouterr().err


@pytest.mark.slow
def test_of_all_figures_the_one_with_mistakes_is_named(
    own_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert drawing("--all", "-o", str(tmp_path / "figures")) == 0
    assert "The figure of Lift has mistakes; see: backpt check" in capsys.readouterr().out


def test_an_exercise_without_a_figure_has_none(
    own_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *before, _figure = MISTAKEN.splitlines(keepends=True)
    own_file.write_text("".join(before), encoding="utf-8")
    assert drawing("lift") == 2
    assert "Lift has no figure." in capsys.readouterr().err


@pytest.mark.slow
def test_a_full_disk_holds_all_figures_or_none_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, written, sync = tmp_path / "figures", [], os.fsync

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) > DRAWN_FIRST:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert drawing("--all", "-o", str(folder)) == 1
    assert len(written) == DRAWN_FIRST + 1
    said = capsys.readouterr().err
    assert "There is no space left" in said
    assert "None of the " in said
    assert not folder.exists()
    assert drawing("--all", "-o", str(folder)) == 0  # and nothing has to be forced
