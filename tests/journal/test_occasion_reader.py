"""What a step up reads of a session: of each exercise, and of the session as a whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from backpt.journal.broken_off import read_all_unfinished
from backpt.journal.keeping import keep_rows
from backpt.journal.occasion_reader import read_occasions
from backpt.journal.query import ask_journal
from backpt.journal.recorder import open_journal
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.prescription.model import Routine, Work
from backpt.progress.entry import Strike
from backpt.progress.occasions import Occasion
from backpt.session.compile import flatten
from backpt.session.events import (
    Ending,
    Event,
    Halted,
    KeyAcknowledged,
    LegPainReported,
    Outcome,
    PainReported,
    StepEnded,
    Why,
)
from backpt.session.records import ICEPACK
from backpt.session.steps import Compiled, StepKind
from backpt.session.summary import summarise

from .values import NOON, begin, done, raise_, read_sessions, record, routine

TWO = routine("Leg lifts", "Bridge")
STEPS = flatten(TWO, speech)
LATER = NOON + 3600.0
FIRST_WORK = next(at for at, step in enumerate(STEPS) if step.kind is StepKind.WORK)


def keep(
    path: Path,
    *more: Event,
    last: int | None = None,
    of: Routine = TWO,
    ending: Ending = Ending.DONE,
    **header: Any,
) -> None:
    """Keep a session of two exercises, done up to step ``last``, in which ``more`` happened."""
    steps = flatten(of, speech)
    events = [*done(steps, 0, last), *more]
    journal = open_journal(str(path), raise_)
    begin(journal, of, **header)
    record(journal, events, steps)
    summary = summarise(Compiled(of, steps), speech, events)
    journal.finish(ending, summary, ended_wall=NOON + 900.0, pain_after=2)
    journal.close()


def read(path: Path, now_wall: float = LATER) -> tuple[Occasion, ...]:
    found = ask_journal(str(path), lambda db: read_occasions(db, now_wall))
    assert found is not None
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_a_full_session_is_an_occasion_of_each_exercise_at_its_dose(path: Path) -> None:
    keep(path)
    first, second = read(path)
    work = TWO.items[0]
    assert isinstance(work, Work)
    assert first == Occasion(
        read_sessions(str(path))[0].uid, NOON, first.day, TWO.id, "leg-lifts", work.dose
    )
    assert second == first._replace(exercise="bridge")


def test_what_was_not_reached_is_not_whole(path: Path) -> None:
    keep(path, last=len(STEPS) - 2)
    assert [one.is_whole for one in read(path)] == [True, False]


@pytest.mark.parametrize(
    "event",
    [
        PainReported(1.0, FIRST_WORK, 1, goes_on=True),
        LegPainReported(1.0, FIRST_WORK),
        Halted(1.0, FIRST_WORK, Why.HURTS),
    ],
    ids=["a number", "down the leg", "no answer"],
)
def test_it_hurts_is_of_its_exercise_whatever_was_answered(path: Path, event: Event) -> None:
    keep(path, event)
    assert [(one.is_hurt, one.is_ended_by_pain) for one in read(path)] == [
        (True, False),
        (False, False),
    ]


def left(why: Why) -> tuple[Event, ...]:
    """Return what is said where pain, in the first exercise, leaves out the reps after one."""
    works = [at for at, step in enumerate(STEPS) if step.place.item == 0 and step.place.rep_no]
    return (
        PainReported(1.0, works[0], 5),
        StepEnded(1.0, works[0], 1, Outcome.PARTIAL, Why.HURTS, 3.0),
        *(StepEnded(1.0, at, 0, Outcome.SKIPPED, why, 0.0) for at in works[1:]),
    )


@pytest.mark.parametrize(("why", "is_ended"), [(Why.HURTS, True), (Why.EASED, False)])
def test_pain_ends_an_exercise_where_the_rest_is_left_out_for_it_not_where_it_is_eased(
    path: Path, why: Why, is_ended: bool
) -> None:
    keep(path, *left(why), last=0)
    assert [one.is_ended_by_pain for one in read(path)] == [is_ended, False]


def test_pain_that_ends_the_session_ends_the_exercise_in_which_it_was_said(path: Path) -> None:
    keep(path, PainReported(1.0, FIRST_WORK, 7), last=FIRST_WORK, ending=Ending.PAIN)
    assert [one.is_ended_by_pain for one in read(path)] == [True, False]


def test_a_pause_is_no_pain(path: Path) -> None:
    keep(path, Halted(1.0, FIRST_WORK, Why.PAUSED))
    assert not any(one.is_hurt for one in read(path))


def test_a_hold_made_shorter_is_not_whole_and_a_rest_made_shorter_is(path: Path) -> None:
    keep(path, KeyAcknowledged(1.0, FIRST_WORK, -10.0))
    assert [one.is_whole for one in read(path)] == [False, True]


def test_a_rest_made_shorter_or_a_hold_made_longer_leaves_it_whole(path: Path) -> None:
    setup = next(at for at, step in enumerate(STEPS) if step.kind is StepKind.SETUP)
    keep(path, KeyAcknowledged(1.0, setup, -10.0), KeyAcknowledged(2.0, FIRST_WORK, 10.0))
    assert all(one.is_whole for one in read(path))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ({"rule": "R3"}, "is_lighter"),
        ({"is_told": True}, "is_told"),
        ({"rehearsal": True}, "is_rehearsal"),
    ],
    ids=str,
)
def test_a_session_says_what_makes_it_no_success(
    path: Path, header: dict[str, Any], field: str
) -> None:
    keep(path, **header)
    assert [getattr(one, field) for one in read(path)] == [True, True]


def test_a_session_resumed_lighter_is_lighter_though_it_began_in_full(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, TWO)
    record(journal, done(STEPS, 0, 4), STEPS)
    journal.close()
    (old,) = read_all_unfinished(str(path), LATER)
    journal = open_journal(str(path), raise_)
    header = old.header._replace(rule="R14", reason="less")
    journal.resume(old._replace(header=header), origin=0.0)
    events = done(STEPS)
    summary = summarise(Compiled(TWO, STEPS), speech, events)
    journal.finish(Ending.DONE, summary, ended_wall=NOON + 900.0)
    journal.close()
    assert [one.is_lighter for one in read(path)] == [True, True]


def test_packs_struck_sessions_and_those_ahead_are_left_out(path: Path) -> None:
    keep(path, kind=ICEPACK)
    keep(path, started_wall=NOON + 60.0)
    keep(path, started_wall=LATER + 60.0)
    assert len(read(path)) == 2
    uid = read_sessions(str(path))[1].uid
    keep_rows(str(path), Rows(strikes=(Strike("s", uid),)), 0)
    assert read(path) == ()


def test_the_flare_up_routine_is_never_a_success(path: Path) -> None:
    keep(path, of=TWO._replace(id="flare-up-day"))
    assert all(one.is_lighter for one in read(path))


def test_an_event_that_is_damaged_may_have_been_pain(path: Path) -> None:
    keep(path, PainReported(1.0, FIRST_WORK, 1))
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE event SET payload = '{' WHERE kind = 'pain'")
        db.commit()
    assert all(one.is_hurt and not one.is_whole for one in read(path))
