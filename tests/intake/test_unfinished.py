"""What is left of a session that was broken off, and what was said before it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.intake.known import Request
from backpt.intake.unfinished import (
    SessionPlan,
    allowed_remainder,
    broken_off,
    may_go_on,
    with_check_in,
)
from backpt.journal.past import read_past
from backpt.journal.recorder import Journal, open_journal
from backpt.language import speech
from backpt.language.en.easing import eased_lines
from backpt.prescription.model import Library, Routine, Work
from backpt.safety.days import Leg
from backpt.safety.easing import Eased
from backpt.safety.readiness import CheckIn, History, decide
from backpt.session.compile import Manner, flatten
from backpt.session.events import Ending, Event, Outcome, StepBegan, StepEnded, Why
from backpt.session.records import ICEPACK, SESSION, Unfinished
from backpt.session.steps import Compiled, StepKind
from tests.journal.values import (
    NOON,
    ORIGIN,
    begin,
    done,
    killed_after,
    packs,
    raise_,
    read_unfinished,
    record,
    routine,
    summary,
)

TWO = routine("Leg lifts", "Knee tilts", reps=8)
STEPS = flatten(TWO, speech)
FIRST_REP = next(n for n, step in enumerate(STEPS) if step.kind is StepKind.WORK)
SECOND_SETUP = next(n for n, step in enumerate(STEPS) if step.place.item == 1)


def left_off(path: Path, at: int) -> tuple[Unfinished, Journal]:
    events: list[Event] = [*done(STEPS, last=at), StepBegan(ORIGIN + 10.0 * at, at, 1)]
    journal = killed_after(path / "journal.db", TWO, events)
    old = read_unfinished(str(path / "journal.db"), NOON + 1000.0)
    assert old is not None
    return old, journal


def request(kind: str = SESSION, of: Routine = TWO) -> Request:
    return Request(kind, of, Manner(), Library({}, {}, {}, {}))


def remainder(old: Unfinished) -> Eased | None:
    found = broken_off(old, Manner(), 0.0)
    return allowed_remainder(request(), found, decide(History(5)))


@pytest.mark.parametrize(
    ("at", "left"),
    [(0, [4, 4]), (FIRST_REP, [8, 4]), (FIRST_REP + 1, [8, 4]), (SECOND_SETUP, [8, 4])],
)
def test_an_exercise_that_was_begun_keeps_its_dose_and_what_follows_is_lighter(
    tmp_path: Path, at: int, left: list[int]
) -> None:
    old, _ = left_off(tmp_path, at)
    allowed = remainder(old)
    assert allowed is not None
    reps = [sum(item.dose.reps) for item in allowed.routine.items if isinstance(item, Work)]
    assert reps == left
    is_said = "Leg lifts goes on as it was; less from the next one on." in eased_lines(allowed)
    assert is_said == (at in (FIRST_REP, FIRST_REP + 1))


def test_in_the_last_exercise_nothing_is_left_to_be_lighter(tmp_path: Path) -> None:
    old, _ = left_off(tmp_path, len(STEPS) - 1)
    allowed = remainder(old)
    assert allowed is not None
    assert allowed.routine == TWO
    assert eased_lines(allowed) == ()


@pytest.mark.parametrize(
    ("first", "now", "kept"),
    [
        (None, Leg.SAME, "same"),
        ("none", Leg.FURTHER, "further"),
        ("further", Leg.CLOSER, "further"),
        ("same", None, "same"),
    ],
)
def test_the_first_pain_and_further_down_the_leg_stay_said(
    tmp_path: Path, first: str | None, now: Leg | None, kept: str
) -> None:
    old, _ = left_off(tmp_path, 0)
    old = old._replace(header=old.header._replace(leg=first))
    part = SessionPlan(Compiled(TWO, STEPS), old.header.pain_before, old=old)
    said = with_check_in(part, CheckIn(decide(History(5)), 5, now, False))
    assert said.old is not None
    assert (said.old.header.pain_before, said.old.header.leg) == (3, kept)
    assert said.pain_before == 5  # what a rise in the session is measured from


def test_a_pain_that_was_not_said_at_the_start_is_kept_when_it_is(tmp_path: Path) -> None:
    old, _ = left_off(tmp_path, 0)
    old = old._replace(header=old.header._replace(pain_before=None))
    said = with_check_in(
        SessionPlan(Compiled(TWO, STEPS), None, old=old), CheckIn(decide(History(4)), 4)
    )
    assert said.old is not None
    assert said.old.header.pain_before == 4


@pytest.mark.parametrize(("why", "is_found"), [(Why.UNCHECKED, False), (Why.PACK_OFF, True)])
def test_packs_do_not_go_on_after_a_missed_look_at_the_skin(
    tmp_path: Path, why: Why, is_found: bool
) -> None:
    steps = flatten(packs(), speech)
    on = next(at for at, step in enumerate(steps) if step.kind is StepKind.APPLY)
    path = tmp_path / "journal.db"
    journal = open_journal(str(path), raise_)
    begin(journal, packs(), kind=ICEPACK)
    off = ORIGIN + 390.0
    events: list[Event] = [
        StepBegan(ORIGIN + 30.0, on, 1),
        StepEnded(off, on, 1, Outcome.PARTIAL, why, 360.0),
        StepBegan(off, on + 1, 1),
        StepEnded(off + 90.0, on + 1, 1, Outcome.DONE, Why.NONE, 90.0),
    ]
    record(journal, events, steps)
    journal.finish(Ending.STOPPED, summary("stopped"), ended_wall=NOON + 480)
    journal.close()
    past = read_past(str(path), NOON + 600)
    assert (may_go_on(request(ICEPACK, packs()), past, 0.0) is not None) is is_found
