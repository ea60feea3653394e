"""Bare ``backpt``: last, unfinished, next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli.home import page
from backpt.core.events import Ending
from backpt.core.timeline import flatten
from backpt.history.journal import open_journal, open_spill
from tests.history import values

if TYPE_CHECKING:
    from tests.cli.conftest import Program

DAY_S = 86_400.0


def finished(program: Program, ending: Ending = Ending.DONE) -> None:
    journal = open_journal(program.paths.journal, values.raise_)
    values.begin(journal, values.routine())
    journal.finish(ending, values.summary(), ended_wall=values.NOON + 480, pain_after=2)
    journal.close()


def told(program: Program, now_wall: float = values.NOON) -> str:
    return "\n".join(page(program.paths, now_wall))


def test_the_first_time_it_says_what_it_is_for_and_what_to_type(program: Program) -> None:
    said = program()
    assert said.code == 0
    assert "painful back" in said.lines[0]
    assert "No sessions yet." in said.lines
    assert "  backpt session    Home basics" in said.lines


@pytest.mark.parametrize(
    ("days", "when"),
    [
        (0.01, "today"),
        (1, "yesterday"),
        (3, "3 days ago (2026-11-18)"),
    ],
)
def test_the_last_session_is_told_with_how_long_ago(
    program: Program, days: float, when: str
) -> None:
    finished(program)
    said = told(program, values.NOON + days * DAY_S)
    assert f"Last: Evening, {when}, 8 min, pain 3 -> 2, finished." in said


def test_a_session_that_is_still_to_come_is_not_the_last_one(program: Program) -> None:
    finished(program)
    said = told(program, values.NOON - 2 * DAY_S)
    assert "Last:" not in said
    assert "No sessions yet." not in said
    assert "an entry of 2026-11-18, which is still to come. Check the date" in said


def test_a_broken_off_session_is_offered_for_four_hours(program: Program) -> None:
    steps = flatten(values.routine())
    Path(program.paths.data).mkdir(parents=True)
    journal = values.killed_after(
        Path(program.paths.journal), values.routine(), values.done(steps, 0, 3)
    )
    soon = told(program, values.NOON + 30 + 20 * 60)
    assert "Not finished: Evening, 20 minutes ago. To go on:" in soon
    assert "  backpt session --resume" in soon
    assert "--resume" not in told(program, values.NOON + 30 + 4 * 3600 + 60)
    journal.close()


@pytest.mark.parametrize(("ending", "offered"), [(Ending.STOPPED, True), (Ending.DONE, False)])
def test_a_stopped_session_is_offered_and_a_finished_one_is_not(
    program: Program, ending: Ending, offered: bool
) -> None:
    finished(program, ending)
    said = told(program, values.NOON + 480 + 3600)
    assert ("backpt session --resume" in said) is offered


def test_a_session_kept_in_a_file_is_waiting_to_be_imported(program: Program) -> None:
    Path(program.paths.data).mkdir(parents=True)
    told_where: list[str] = []
    spilled = open_spill(program.paths.journal, told_where.append)
    values.begin(spilled, values.routine())
    spilled.close()
    (file,) = Path(program.paths.data).glob("*.jsonl")
    assert f"  backpt log --import {file}" in told(program).splitlines()


def test_a_damaged_journal_is_told_and_the_rest_too(program: Program) -> None:
    path = Path(program.paths.journal)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database, " * 100)
    said = program()
    assert said.code == 0
    assert "The journal: " in said.out
    assert "  backpt session    Home basics" in said.lines


def test_mistakes_in_the_users_file_are_told(program: Program) -> None:
    program.write_own("version: 1\nexercises: [")
    said = program()
    assert said.code == 0
    assert "  backpt check" in said.lines


def test_next_is_the_routine_done_last(program: Program) -> None:
    journal = open_journal(program.paths.journal, values.raise_)
    values.begin(journal, values.routine()._replace(id="classic-six", name="Classic six"))
    journal.close()
    assert "  backpt session    Classic six" in told(program).splitlines()


def test_the_page_fits_a_narrow_terminal(program: Program) -> None:
    finished(program)
    assert max(map(len, program(columns=40).lines)) <= 40
