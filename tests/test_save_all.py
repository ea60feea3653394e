"""Files of a sheet are saved all together, or everything is as it was before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from backpt.errors import BackptError
from backpt.files import save_all

FILES = ("1.svg", "2.svg", "sheet.md")


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def fail_at(
    which: int, doing: Callable[..., None], error: BaseException
) -> Callable[..., None]:
    """Return ``doing``, which the ``which``-th time raises ``error`` and does nothing."""
    calls: list[object] = []

    def once(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == which:
            raise error
        doing(*arguments)

    return once


def wanted(folder: Path, text: str) -> list[tuple[str, bytes]]:
    return [(str(folder / name), f"{text} {name}".encode()) for name in FILES]


def test_all_of_them_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "2.svg").write_text("old")
    save_all(wanted(tmp_path, "new"))
    assert contents(tmp_path) == {name: f"new {name}" for name in FILES}


@pytest.mark.parametrize("there", [(), ("1.svg", "sheet.md"), FILES])
@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("which", [1, 2, 3])
def test_what_was_there_is_whole_whichever_file_fails(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: tuple[str, ...],
    error: BaseException,
    call: str,
    which: int,
) -> None:
    before = {name: f"old {name}" for name in there}
    for name, text in before.items():
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(os, call, fail_at(which, getattr(os, call), error))
    with pytest.raises((BackptError, KeyboardInterrupt)):
        save_all(wanted(tmp_path, "new"))
    assert contents(tmp_path) == before


@pytest.mark.parametrize("which", [2, 3])
def test_the_last_file_decides_when_there_is_most_to_bring_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    """Two old pictures keep a second name while new ones take their place; then the sheet."""
    save_all(wanted(tmp_path, "old"))
    monkeypatch.setattr(os, "replace", fail_at(which, os.replace, OSError(13, "locked")))
    with pytest.raises(BackptError) as refused:
        save_all(wanted(tmp_path, "new"))
    assert FILES[which - 1] in str(refused.value)
    assert contents(tmp_path) == {name: f"old {name}" for name in FILES}


def test_where_a_disk_has_no_links_what_was_there_is_whole_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_all(wanted(tmp_path, "old"))

    def has_no_links(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", has_no_links)
    monkeypatch.setattr(os, "replace", fail_at(7, os.replace, OSError(13, "locked")))
    with pytest.raises(BackptError):
        save_all([*wanted(tmp_path, "new"), (str(tmp_path / "4"), b"new")])
    assert contents(tmp_path) == {name: f"old {name}" for name in FILES}
