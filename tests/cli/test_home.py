"""Bare ``backpt``: last, unfinished, next."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli.home import page
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.lock import take_lock
from backpt.journal.recorder import open_journal, open_spill
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.progress.entry import Entry, Strike
from backpt.session.compile import flatten
from backpt.session.events import Ending, Event, Outcome, StepBegan, StepEnded, Why
from backpt.session.records import ICEPACK
from backpt.session.steps import StepKind
from tests.journal import values
from tests.journal.test_before import keep

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
    assert f"Last: Evening, {when}, 8 min, pain 3 -> 2, highest 4, finished." in said


def test_a_session_that_is_still_to_come_is_not_the_last_one(program: Program) -> None:
    finished(program)
    said = told(program, values.NOON - 2 * DAY_S)
    assert "Last:" not in said
    assert "No sessions yet." not in said
    assert "an entry of 2026-11-18, which is still to come. Check the date" in said


def test_an_entry_that_is_still_to_come_is_told_until_it_is_taken_back(
    program: Program,
) -> None:
    entry = Entry(new_uid(), values.NOON, 0, now=8)
    keep_rows(program.paths.journal, Rows((entry,)), 1)
    said = told(program, values.NOON - 2 * DAY_S)
    assert "an entry of 2026-11-18, which is still to come. Check the date" in said
    assert "still to come" not in told(program, values.NOON)
    keep_rows(program.paths.journal, Rows(strikes=(Strike(new_uid(), entry.uid),)), 1)
    assert "still to come" not in told(program, values.NOON - 2 * DAY_S)


def test_a_broken_off_session_is_offered_for_four_hours(program: Program) -> None:
    steps = flatten(values.routine(), speech)
    Path(program.paths.data).mkdir(parents=True)
    journal = values.killed_after(
        Path(program.paths.journal), values.routine(), values.done(steps, 0, 3)
    )
    soon = told(program, values.NOON + 30 + 20 * 60)
    assert "Not finished: Evening, 20 minutes ago. To go on:" in soon
    assert "  backpt session --resume" in soon
    assert "--resume" not in told(program, values.NOON + 30 + 4 * 3600 + 60)
    journal.close()


def test_a_session_that_runs_is_told_and_neither_it_nor_its_file_is_offered(
    program: Program,
) -> None:
    Path(program.paths.data).mkdir(parents=True)
    lock = take_lock(program.paths.journal, now_wall=values.NOON)
    journal = open_spill(program.paths.journal, print)
    values.begin(journal, values.routine())
    said = told(program, values.NOON + 60)
    assert said.startswith(f"A session is running (process {os.getpid()}, since ")
    assert "Not finished" not in said
    assert "--import" not in said
    lock.release()
    journal.close()
    assert "Not finished: Evening" in told(program, values.NOON + 60)


def test_a_home_without_a_lock_is_looked_at_without_making_one(program: Program) -> None:
    told(program)
    assert not Path(program.paths.data).exists()


@pytest.mark.parametrize(("ending", "offered"), [(Ending.STOPPED, True), (Ending.DONE, False)])
def test_a_stopped_session_is_offered_and_a_finished_one_is_not(
    program: Program, ending: Ending, offered: bool
) -> None:
    finished(program, ending)
    said = told(program, values.NOON + 480 + 3600)
    assert ("backpt session --resume" in said) is offered


@pytest.mark.parametrize(("why", "offered"), [(Why.UNCHECKED, False), (Why.PACK_OFF, True)])
def test_packs_are_not_offered_again_after_a_missed_look_at_the_skin(
    program: Program, why: Why, offered: bool
) -> None:
    steps = flatten(values.packs(), speech)
    on = next(at for at, step in enumerate(steps) if step.kind is StepKind.APPLY)
    at = values.ORIGIN + 390.0
    journal = open_journal(program.paths.journal, values.raise_)
    values.begin(journal, values.packs(), kind=ICEPACK)
    events: list[Event] = [
        StepBegan(values.ORIGIN + 30.0, on, 1),
        StepEnded(at, on, 1, Outcome.PARTIAL, why, 360.0),
        StepBegan(at, on + 1, 1),
        StepEnded(at + 90.0, on + 1, 1, Outcome.DONE, Why.NONE, 90.0),
    ]
    values.record(journal, events, steps)
    journal.finish(Ending.STOPPED, values.summary("stopped"), ended_wall=values.NOON + 480)
    journal.close()
    said = told(program, values.NOON + 600)
    assert ("backpt icepack --resume" in said) is offered
    assert ("No more packs now. Look at your skin." in said) is not offered


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


# --- what stands today comes first -----------------------------------------------------


def lines_of(program: Program, now_wall: float = values.NOON) -> list[str]:
    return list(page(program.paths, now_wall))


def kept(program: Program, days_ago: float, **said: object) -> None:
    Path(program.paths.data).mkdir(parents=True, exist_ok=True)
    keep(Path(program.paths.journal), days_ago, now=values.NOON, **said)  # type: ignore[arg-type]


def answered(program: Program, *lines: str) -> None:
    Path(program.paths.data).mkdir(parents=True, exist_ok=True)
    text = "\n".join(("answered: 2026-11-18", "about: none", *lines))
    Path(program.paths.answers).write_text(f"{text}\n")


def test_a_sign_that_nobody_saw_is_said_first_and_no_session_is_offered(
    program: Program,
) -> None:
    finished(program)
    answered(program, "emergency: 1", "urgent: none")
    lines = lines_of(program)
    assert lines[0].startswith("Stop. These signs can mean the nerves")
    assert "backpt safety --seen today" in lines[0]
    assert not any(line.startswith("  backpt session") for line in lines)


def test_cards_that_are_due_after_something_new_are_said_first(program: Program) -> None:
    answered(program, "emergency: none", "urgent: none", "ask-again: yes")
    said = lines_of(program)[0]
    assert said.startswith("You felt something new, so the safety questions come again")


def test_answers_that_cannot_be_read_are_said_first(program: Program) -> None:
    answered(program, "emergency: none", "urgent: 99")
    assert "safety.txt:4: " in lines_of(program)[0]


def test_a_day_that_was_refused_is_said_before_the_session_done_last(program: Program) -> None:
    kept(program, 1, pain=3)
    kept(program, 0, pain=8, active_s=0.0, ending=Ending.PAIN)
    lines = lines_of(program)
    assert lines[0] == ("Pain 8. Not today. Rest as is easiest; move a little when you can.")
    assert lines[2].startswith("Last: R, yesterday")
    assert lines_of(program, values.NOON + DAY_S)[0].startswith("Last: R")


def test_nine_after_a_session_is_said_first_and_nothing_more_is_offered_today(
    program: Program,
) -> None:
    kept(program, 0, pain=2, after=9, ending=Ending.STOPPED)
    lines = lines_of(program)
    assert lines[0].startswith("Pain 9 after the session earlier today: no more today.")
    assert not any("backpt session" in line for line in lines)
    assert sum(line.startswith("Pain") for line in lines) == 1
    assert "  backpt icepack    cold, 15 min, twice" in lines
    assert "  backpt session    Home basics" in lines_of(program, values.NOON + DAY_S)


def test_what_a_session_raised_is_said_for_the_rest_of_the_day(program: Program) -> None:
    kept(program, 0, pain=3, after=5)
    assert lines_of(program)[0].startswith("Pain 3 before, 5 after: higher than before.")
    next_day = lines_of(program, values.NOON + DAY_S)
    assert next_day[0] == "Yesterday: pain 3 before, 5 after. Do a quarter less next time."
    assert next_day[2].startswith("Last: R")


@pytest.mark.parametrize(
    ("legs", "first"),
    [
        (("further",), "Pain still further down the leg: only rest positions and walking"),
        (("further", "same"), "Pain still further down the leg"),
        (("further", "closer"), "Last: R"),
    ],
)
def test_further_down_the_leg_stays_until_closer_or_none(
    program: Program, legs: tuple[str, ...], first: str
) -> None:
    for number, leg in enumerate(legs):
        kept(program, len(legs) - number, leg=leg)
    assert lines_of(program)[0].startswith(first)


def test_time_to_talk_stays_until_the_user_has_talked(program: Program) -> None:
    for days_ago in (5, 4):
        kept(program, days_ago, pain=8, active_s=0.0, ending=Ending.PAIN)
    assert lines_of(program)[0] == (
        "Time to talk to a physical therapist or doctor. Pain was 7 or more on 2 days, the last"
        " 4 days ago. When you have, say so before the next session."
    )
    kept(program, 0, pain=3, has_talked=True)
    assert lines_of(program)[0].startswith("Last: R")


def test_a_pack_that_was_on_comes_before_everything(program: Program) -> None:
    answered(program, "emergency: 1", "urgent: none")
    prescribed = values.packs()
    steps = flatten(prescribed, speech)
    apply = next(number for number, step in enumerate(steps) if step.kind is StepKind.APPLY)
    begun = [*values.done(steps, 0, apply), StepBegan(values.ORIGIN + 60.0, apply, 1)]
    journal = values.killed_after(Path(program.paths.journal), prescribed, begun, kind=ICEPACK)
    lines = lines_of(program, values.NOON + 600)
    journal.close()
    assert lines[0].startswith("A pack was on. Take it off now")
    assert lines[1].startswith("Stop. These signs")
    assert "If a pack is on, take it off now." not in lines
