"""Bare ``backpt``: last, unfinished, next."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli.home import page
from backpt.clock import Clock
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.local_days import local_day
from backpt.journal.lock import take_lock
from backpt.journal.recorder import open_journal, open_spill
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.progress.entry import Entry, Strike
from backpt.progress.plan import DAYS, Away, Plan, Visit
from backpt.session.compile import flatten
from backpt.session.events import Ending, Event, Outcome, StepBegan, StepEnded, Why
from backpt.session.records import ICEPACK
from backpt.session.steps import StepKind
from backpt.terminal.text import wrap
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


# --- today, this week, pain ------------------------------------------------------------


def plan_of(program: Program, *plans: Plan, **others: object) -> None:
    keep_rows(program.paths.journal, Rows(plans=plans, **others), 1)  # type: ignore[arg-type]


def daily(routine: str = "home-basics", name: str = "Home basics", **others: object) -> Plan:
    """Return a plan of every day, made ten days ago, that goes on for a month."""
    day = local_day(values.NOON)
    made = values.NOON - 10 * DAY_S
    one = Plan(f"p-{routine}", made, 0, routine, name, DAYS, day - 10, day + 30)
    return one._replace(**others)  # type: ignore[arg-type]


def test_an_entry_alone_is_no_empty_diary_and_its_pain_is_said(program: Program) -> None:
    for days, now in ((3, 6), (0, 4)):
        entry = Entry(new_uid(), values.NOON - days * DAY_S, 0, now=now)
        keep_rows(program.paths.journal, Rows((entry,)), 1)
    lines = lines_of(program, values.NOON + 60)
    assert "No sessions yet." not in lines
    assert lines[0] == "Pain: 4 today; the last 7 days 5.0."
    assert lines_of(program, values.NOON + DAY_S)[0].startswith("Pain: 4 yesterday")
    assert lines_of(program, values.NOON + 2 * DAY_S)[0].startswith("Pain: 4, 2 days ago")
    assert not any("Pain:" in line for line in lines_of(program, values.NOON + 8 * DAY_S))


def test_today_is_said_as_it_is_planned_with_how_long_it_took_last(program: Program) -> None:
    plan_of(program, daily(at_min=18 * 60, after="coffee"))
    assert lines_of(program)[:2] == [
        "Today: Home basics, at 18:00, after coffee.",
        "This week: 0 of 7.",
    ]
    keep_led(program, days_ago=1, minutes=9)
    assert lines_of(program)[0] == "Today: Home basics, 9 min, at 18:00, after coffee."
    assert "  backpt week       how it goes" in lines_of(program)


def test_a_routine_with_no_day_in_this_week_is_not_counted_in_it(program: Program) -> None:
    friday = local_day(values.NOON) // 7 * 7 + 5  # day 1 was a Monday
    late = daily("core-starter", "Core starter", days=(0, 1), first=friday)
    plan_of(program, daily(), late)
    assert "This week: 0 of 7." in lines_of(program)


def keep_led(program: Program, days_ago: float, minutes: float) -> None:
    """Keep a session of home basics that was led to its end."""
    kept(program, days_ago, ending=Ending.DONE)
    with sqlite3.connect(program.paths.journal) as db:
        db.execute("UPDATE session SET ended_ms = started_ms + ?", (minutes * 60_000,))


def test_what_is_done_today_says_what_is_next(program: Program) -> None:
    plan_of(program, daily())
    kept(program, 0)
    assert lines_of(program, values.NOON + 3600)[0] == (
        "Today: Home basics, done. Next: Home basics tomorrow."
    )


def test_a_day_away_and_a_visit_say_so_and_nothing_is_asked(program: Program) -> None:
    day = local_day(values.NOON)
    made = values.NOON - DAY_S
    plan_of(program, daily(), aways=(Away("a", made, 0, day, day + 2),))
    assert lines_of(program)[0] == (
        "Today: away, until Fri 20 Nov. Next: Home basics on Saturday."
    )
    assert "  backpt session    Home basics" in lines_of(program)
    plan_of(program, visits=(Visit("v", made, 0, day),))
    assert lines_of(program)[0].startswith("Today: a visit to your therapist. Next: ")


def test_a_plan_asks_for_nothing_on_a_day_that_was_refused(program: Program) -> None:
    plan_of(program, daily())
    kept(program, 0, pain=8, active_s=0.0, ending=Ending.PAIN)
    lines = lines_of(program)
    assert lines[0].startswith("Pain 8. Not today.")
    assert not any(line.startswith(("Today:", "Pain:")) for line in lines)


def test_a_plan_asks_for_nothing_while_the_pain_said_last_today_is_too_much(
    program: Program,
) -> None:
    plan_of(program, daily())
    for seconds, pain, asks in ((0, 8, False), (60, 3, True)):
        entry = Entry(new_uid(), values.NOON + seconds, 0, now=pain)
        keep_rows(program.paths.journal, Rows((entry,)), 1)
        lines = lines_of(program, values.NOON + seconds + 1)
        assert any("Not today" in line for line in lines) is not asks
        assert any(line.startswith("Today:") for line in lines) is asks


def test_what_is_unfinished_comes_before_advice_and_a_sign_before_both(
    program: Program,
) -> None:
    for days_ago in (5, 4):
        kept(program, days_ago, pain=8, active_s=0.0, ending=Ending.PAIN)
    journal = values.killed_after(
        Path(program.paths.journal),
        values.routine(),
        values.done(flatten(values.routine(), speech), 0, 3),
    )
    soon = values.NOON + 1200
    lines = lines_of(program, soon)
    journal.close()
    assert lines[0].startswith("Not finished: Evening")
    assert lines[1] == "  backpt session --resume"
    assert lines[2].startswith("Time to talk to a physical therapist")
    answered(program, "emergency: 1", "urgent: none")
    assert lines_of(program, soon)[0].startswith("Stop. These signs")


def test_the_page_is_at_most_twelve_lines_of_eighty_columns_and_says_how_to_begin(
    program: Program,
) -> None:
    """Everything at once: advice, what is unfinished, files that wait, two plans, pain."""
    plan_of(program, daily(), daily("wind-down", "Evening wind-down", after="the dishes"))
    for days_ago in (5, 4):
        kept(program, days_ago, pain=8, active_s=0.0, ending=Ending.PAIN)
    steps = flatten(values.routine(), speech)
    done = values.done(steps, 0, 3)
    journal = values.killed_after(Path(program.paths.journal), values.routine(), done)
    entries = tuple(Entry(new_uid(), values.NOON - at * 3600, 0, now=3) for at in range(9))
    keep_rows(program.paths.journal, Rows(entries), 1)
    spilled = open_spill(program.paths.journal, lambda told: None)
    values.begin(spilled, values.routine(), started_wall=values.NOON - 9 * DAY_S)
    spilled.close()
    lines = lines_of(program, values.NOON + 1200)
    journal.close()
    assert sum(len(wrap(line, 80)) for line in lines) <= 12
    assert any(line.startswith("Time to talk") for line in lines)
    assert "  backpt session --resume" in lines
    assert "  backpt --help     everything" in lines
    assert any(line.startswith("  backpt log --import") for line in lines)


# --- session without a name ------------------------------------------------------------


def test_a_session_without_a_name_is_the_one_that_is_planned_today(program: Program) -> None:
    program("did", "classic-six")
    assert program("session", "--plan").lines[0].startswith("Classic six")
    program("plan", "wind-down", "--days", "daily", "--at", "21:00")
    program("plan", "bridge", "--days", "daily", "--at", "7:00")
    assert program("session", "--plan").lines[0].startswith("Bridge.")
    assert "  backpt session    Bridge" in program().lines
    program("did", "bridge")
    assert program("session", "--plan").lines[0].startswith("Evening wind-down.")
    program("did", "wind-down")
    lines = program("session", "--plan").lines
    assert lines[0].startswith("All that you planned for today is done;")
    assert lines[1].startswith("Evening wind-down.")


def test_a_day_away_a_visit_and_a_rest_are_said_and_lead_through_the_last(
    program: Program,
) -> None:
    program("did", "classic-six")
    day = local_day(Clock().wall())
    tomorrow = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day % 7]
    program("plan", "wind-down", "--days", tomorrow)
    first, second = program("session", "--plan").lines[:2]
    assert first == "Nothing is planned for today; this is the routine you did last."
    assert second.startswith("Classic six.")
    program("plan", "--visit", "today")
    assert program("session", "--plan").lines[0].startswith("Today is your visit")
    program("plan", "--back", "today")
    program("plan", "--away", "today", "tomorrow")
    assert program("session", "--plan").lines[0].startswith("Your plan says that you are away")
    named = program("session", "home-basics", "--plan")
    assert named.lines[0].startswith("Home basics.")


def test_a_planned_routine_that_is_gone_is_said_and_the_last_one_is_done(
    program: Program,
) -> None:
    wall = Clock().wall()
    day = local_day(wall)
    plan_of(program, Plan("p", wall, 0, "my-own", "My own", DAYS, day, day + 9))
    lines = program("session", "--plan").lines
    assert lines[0].startswith("Your plan asks for my-own, which is no longer among")
    assert lines[1].startswith("Home basics.")


def test_pain_of_nine_for_the_second_day_comes_before_a_time_to_talk(program: Program) -> None:
    for days_ago in (1, 0):
        entry = Entry(new_uid(), values.NOON - days_ago * DAY_S - 60, 0, now=9)
        keep_rows(program.paths.journal, Rows((entry,)), 1)
    first, second, *_ = lines_of(program)
    assert first.startswith("Pain of 9 or 10 for the second day.")
    assert second.startswith("Time to talk to a physical therapist or doctor.")
    answered(program, "emergency: 1", "urgent: none")
    assert lines_of(program)[0].startswith("Stop. These signs")
