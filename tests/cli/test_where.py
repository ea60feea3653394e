"""Where everything is, and the schema for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli import where
from backpt.paths import builtin_library, builtin_safety

if TYPE_CHECKING:
    from tests.cli.conftest import Program


def test_every_file_and_folder_is_named_and_whether_it_is_there(program: Program) -> None:
    own = program.write_own("version: 1\n")
    lines = program("where").lines
    assert f"Your exercises       {own}" in lines
    assert any(line.startswith("Your diary ") and "(not there yet)" in line for line in lines)
    assert any(line.endswith(builtin_library()) for line in lines)


def test_the_same_as_objects_with_the_documented_keys(program: Program) -> None:
    objects = program("where", "--json").objects
    assert where.__doc__ is not None
    assert all(f"\n{key} " in where.__doc__ for key in objects[0])
    places = {one["id"]: one for one in objects}
    assert places["library"]["there"] is True
    assert places["safety"]["path"] == builtin_safety()
    assert places["safety"]["there"] is places["safety-schema"]["there"] is True
    for name in ("own_library", "settings", "journal", "answers", "library_cache"):
        place = places[name.replace("_", "-")]
        assert (place["path"], place["there"]) == (getattr(program.paths, name), False)


def test_the_file_named_in_the_environment_is_the_one_in_use(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKPT_LIBRARY", str(program.home / "other.yaml"))
    assert "other.yaml" in program("where").lines[0]


def test_a_session_that_waits_outside_the_diary_is_named(program: Program) -> None:
    waiting = Path(program.paths.data) / "backpt-session-2026-11-21.jsonl"
    waiting.parent.mkdir(parents=True)
    waiting.write_text("{}\n")
    objects = program("where", "--json").objects
    assert [one["path"] for one in objects if one["id"] == "session"] == [str(waiting)]


def test_looking_makes_nothing(program: Program) -> None:
    program("where")
    assert list(program.home.iterdir()) == []


def test_the_schema_is_printed_as_it_is_shipped(program: Program) -> None:
    said = program("schema")
    assert said.code == 0
    assert json.loads(said.out)["title"] == "Exercises and routines of backpt"


@pytest.mark.parametrize("columns", [40, 80])
def test_a_path_stays_in_one_piece_to_be_copied(program: Program, columns: int) -> None:
    assert any(
        program.paths.journal in line for line in program("where", columns=columns).lines
    )


def test_the_three_files_of_the_diary_are_named_and_that_they_belong_together(
    program: Program,
) -> None:
    said = program("where")
    journal = program.paths.journal
    for ending in ("", "-wal", "-shm"):
        assert any(f"{journal}{ending}" in line.split() for line in said.lines)
    assert "journal.db, journal.db-wal and journal.db-shm are one diary" in said.lines[-1]


def test_the_copies_and_the_latest_of_them_are_named(program: Program) -> None:
    assert "latest-copy" not in [one["id"] for one in program("where", "--json").objects]
    assert program("pain", "4").code == 0
    places = {one["id"]: one for one in program("where", "--json").objects}
    assert places["backups"]["path"] == program.paths.backups
    assert places["latest-copy"]["path"].startswith(program.paths.backups)
    assert places["latest-copy"]["there"] is True


def test_a_folder_that_is_kept_in_step_with_other_computers_is_told_of(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(program.home / "Nextcloud"))
    assert "in a folder of Nextcloud" in program("where").lines[-1]
