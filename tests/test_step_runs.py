"""A step up in the whole program: asked after a session, taken by a key, done the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.clock import Clock
from backpt.journal.agreed_doses import read_agreed
from backpt.journal.keeping import keep_rows
from backpt.journal.local_days import utc_offset_s
from backpt.journal.recorder import open_journal
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.library import read_library
from backpt.prescription.model import Routine, prescribe
from backpt.progress.change import Change, ChangeField
from backpt.progress.entry import Entry
from backpt.session.compile import COMPILER, flatten
from backpt.session.events import Ending
from backpt.session.records import SESSION
from backpt.session.steps import Compiled
from backpt.session.summary import summarise
from tests.builders import shipped
from tests.homes import environment
from tests.journal.test_before import week_said
from tests.journal.values import done
from tests.played import Played, piped

LIBRARY = """\
version: 1
exercises:
  rise:
    name: Rise
    position: supine
    phase: 1
    category: core
    dose: {sets: 1, reps: 3, out: 1s, back: 1s, relax: 1s}
    grow: {reps: 3..5 by 1}
routines:
  short: {name: Short, phase: 1, progress: PROGRESS, exercises: [rise]}
"""
DAY_S = 86_400.0


def with_two_full_sessions(home: Path, progress: str = "ask") -> tuple[Path, dict[str, str]]:
    """Return somebody's diary with two full sessions that settled, and their environment."""
    env = environment(home)
    own = home / "own.yaml"
    own.write_text(LIBRARY.replace("PROGRESS", progress))
    path = home / ".local/share/backpt/journal.db"
    library, _ = read_library(str(own), base=shipped())
    now = Clock().wall()
    for ago in (4, 2):
        keep_full(path, prescribe(library, "short"), now - ago * DAY_S)
        said = now - (ago - 0.8) * DAY_S
        entry = Entry(f"said-{ago}", said, utc_offset_s(said), now=1)
        keep_rows(str(path), Rows((entry,)), 0)
    week_said(path, now)
    return path, env | {"BACKPT_LIBRARY": str(own)}


def keep_full(path: Path, routine: Routine, started_wall: float) -> None:
    steps = flatten(routine, speech)
    events = done(steps)
    journal = open_journal(str(path), print)
    journal.begin(
        kind=SESSION,
        routine=routine,
        compiler=COMPILER,
        started_wall=started_wall,
        pain_before=1,
        rehearsal=False,
        origin=5000.0,
    )
    for event in events:
        journal.record(event, steps)
    summary = summarise(Compiled(routine, steps), speech, events)
    ended = started_wall + 600.0
    journal.finish(Ending.DONE, summary, ended_wall=ended, pain_after=1)
    journal.close()


def until_asked(env: dict[str, str], shown: str = "A step up?") -> Played:
    """Do a full session with little pain, up to the page after it."""
    run = Played(["session", "short"], env)
    run.until("Pain now")
    run.press("1nn")
    run.until("Finished")
    run.press("1")
    if shown:
        run.until(shown)
    return run


def changes(path: Path) -> tuple[Change, ...]:
    return read_agreed(str(path), Clock().wall() + DAY_S)


def rows(path: Path) -> int:
    import sqlite3

    with sqlite3.connect(path) as db:
        return int(db.execute("SELECT count(*) FROM change").fetchone()[0])


def test_a_yes_is_done_the_next_time(tmp_path: Path) -> None:
    path, env = with_two_full_sessions(tmp_path)
    run = until_asked(env)
    assert "Rise: could you have done two more good ones?" in run.words
    assert "Then 4 each set next time, where it was 3." in run.words
    run.press("y")
    assert run.end() == 0
    assert "Rise, from next time: 4." in run.words
    (one,) = changes(path)
    assert (one.exercise, one.field, one.was, one.to) == ("rise", ChangeField.REPS, 3, 4)
    again = Played(["session", "short"], env)
    again.until("Pain now")
    again.press("1nn")
    again.until("rep 1 of 4")
    again.press("q")
    again.until("Before you leave")
    again.press("q")
    assert again.end() == 0


@pytest.mark.parametrize("how", ["enter", "leave", "killed", "silence"])
def test_what_is_no_answer_changes_nothing(tmp_path: Path, how: str) -> None:
    path, env = with_two_full_sessions(tmp_path)
    run = until_asked(env)
    if how == "killed":
        run.kill()
    elif how != "silence":
        run.press({"enter": "\r", "leave": "q"}[how])
    if how != "killed":
        assert run.end() == 0
    assert rows(path) == 0


def test_without_a_keyboard_nothing_is_asked_and_nothing_changes(tmp_path: Path) -> None:
    path, env = with_two_full_sessions(tmp_path)
    assert piped(["session", "short"], env).returncode == 0
    assert rows(path) == 0


def test_pain_of_8_after_it_asks_for_nothing_more(tmp_path: Path) -> None:
    path, env = with_two_full_sessions(tmp_path)
    run = Played(["session", "short"], env)
    run.until("Pain now")
    run.press("1nn")
    run.until("Finished")
    run.press("8")
    run.until("No more today")
    run.press("n")
    assert run.end() == 0
    assert rows(path) == 0


def test_a_sheet_that_says_never_asks_nothing_and_costs_no_key(tmp_path: Path) -> None:
    path, env = with_two_full_sessions(tmp_path, "never")
    run = until_asked(env, "")
    assert run.end() == 0
    assert rows(path) == 0
