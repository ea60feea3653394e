"""An exercise that was marked in a session is an entry, at once, however the session ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.journal.course_reader import read_course
from backpt.journal.keeping import keep_rows
from backpt.journal.recorder import Journal, open_journal, open_spill
from backpt.journal.spill_import import import_spill
from backpt.journal.waiting import waiting_spills
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.progress.advice import advise
from backpt.progress.entry import Entry, Source
from backpt.session.compile import flatten
from backpt.session.events import Ending, Event, UnsureReported
from backpt.session.resume import resume_point
from backpt.session.steps import Compiled
from backpt.session.summary import summarise
from tests.journal.values import read_sessions

from .values import (
    NOON,
    ORIGIN,
    begin,
    done,
    killed_after,
    raise_,
    read_unfinished,
    record,
    routine,
    summary,
)

pytestmark = pytest.mark.usefixtures("temporary")

OF = routine("Leg lifts", "Bird dog")
STEPS = flatten(OF, speech)
LAST = len(STEPS) - 1
MARKED = UnsureReported(ORIGIN + 10.0 * LAST + 1, LAST, "bird-dog")
EVENTS: list[Event] = [*done(STEPS, last=LAST), MARKED]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def unsure(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the weeks know of it: when it was said, and of which exercises."""
    entries = read_course(str(path), NOON + 3600).entries
    return [(one.source, one.unsure) for _, one in entries if one.unsure]


def finish(journal: Journal) -> None:
    journal.finish(Ending.DONE, summary(), ended_wall=NOON + 600, pain_after=2)
    journal.close()


ONCE = [(Source.DURING, ("bird-dog",))]


def test_it_is_an_entry_as_soon_as_it_is_said_though_the_program_is_killed(path: Path) -> None:
    journal = killed_after(path, OF, EVENTS)
    assert unsure(path) == ONCE
    (row,) = read_sessions(str(path))
    assert row.unsure == ("bird-dog",)
    journal.close()


def test_it_comes_back_with_the_session_that_goes_on(path: Path) -> None:
    killed_after(path, OF, EVENTS).close()
    left = read_unfinished(str(path), NOON + 900)
    assert left is not None
    point = resume_point(left.events, STEPS, into_s=left.into_s)
    assert summarise(Compiled(OF, STEPS), speech, point.events).unsure == ("bird-dog",)


def test_said_again_after_going_on_it_is_one_entry(path: Path) -> None:
    killed_after(path, OF, EVENTS).close()
    left = read_unfinished(str(path), NOON + 900)
    assert left is not None
    journal = open_journal(str(path), raise_)
    journal.resume(left, origin=ORIGIN)
    record(journal, [MARKED._replace(at=MARKED.at + 900)], STEPS)
    finish(journal)
    assert unsure(path) == ONCE


def test_a_session_kept_in_a_file_has_it_before_and_after_it_is_added(path: Path) -> None:
    open_journal(str(path), raise_).close()
    journal = open_spill(str(path), lambda _: None)
    begin(journal, OF)
    record(journal, EVENTS, STEPS)
    finish(journal)
    assert unsure(path) == ONCE
    (waiting,) = waiting_spills(str(path))
    import_spill(waiting, str(path))
    import_spill(waiting, str(path))
    assert unsure(path) == ONCE


def test_in_a_rehearsal_it_counts_for_nothing(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, OF, rehearsal=True)
    record(journal, EVENTS, STEPS)
    finish(journal)
    assert unsure(path) == []


@pytest.mark.parametrize("how", ["two sessions", "a session and another day"])
def test_twice_in_four_weeks_is_for_a_therapist_to_show_and_once_is_not(
    path: Path, how: str
) -> None:
    def holds() -> bool | None:
        found = {
            one.rule: one.holds for one in advise(read_course(str(path), NOON + 99)).findings
        }
        return found["T4"]

    def held(days_ago: int) -> None:
        journal = open_journal(str(path), raise_)
        begin(journal, OF, started_wall=NOON - days_ago * 86_400)
        record(journal, EVENTS, STEPS)
        finish(journal)

    held(0)
    assert holds() is False
    if how == "two sessions":
        held(3)
    else:
        said = Entry("e", NOON - 3 * 86_400, 0, unsure=("bird-dog",))
        keep_rows(str(path), Rows((said,)), 1)
    assert holds() is True
