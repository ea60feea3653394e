"""What the journal says of the level of a routine: sessions that count, and milestones."""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.journal.local_days import local_day
from backpt.journal.past import read_past
from backpt.journal.recorder import open_journal
from backpt.prescription.model import Pace, Routine, Work, prescribe
from backpt.safety.levels import MILESTONES, Held, Practice
from backpt.session.events import Ending
from backpt.session.records import ICEPACK, SESSION
from backpt.session.summary import ItemSummary, Summary
from tests.builders import shipped

NOW = 1_800_000_000.0
DAY_S = 86_400.0
SHIPPED = shipped()


def keep(
    path: Path,
    days_ago: float,
    routine: Routine,
    *,
    share: float = 1.0,
    pain: int = 2,
    after: int | None = None,
    kind: str = SESSION,
    rehearsal: bool = False,
) -> None:
    """Keep a session in which the first ``share`` of the exercises was done whole."""
    works = [
        (number, item) for number, item in enumerate(routine.items) if isinstance(item, Work)
    ]
    items = []
    for nth, (number, work) in enumerate(works):
        sides = 1 if work.dose.sides == "both" else 2
        planned = sum(work.dose.reps) * sides
        done = planned if nth < share * len(works) else 0
        left = planned - done
        one = work.exercise
        items.append(
            ItemSummary(number, one.id, one.name, planned, done, 0, left, 60.0, 0.0, "")
        )
    journal = open_journal(str(path), print)
    journal.begin(
        kind=kind,
        routine=routine,
        compiler=1,
        started_wall=NOW - days_ago * DAY_S,
        pain_before=pain,
        rehearsal=rehearsal,
        origin=0.0,
    )
    summary = Summary(tuple(items), "done", 60.0, None)
    ended = NOW - days_ago * DAY_S + 600.0
    journal.finish(Ending.DONE, summary, ended_wall=ended, pain_after=after)
    journal.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def with_dose(name: str, reps: tuple[int, ...], hold_s: float | None = None) -> Routine:
    exercise = SHIPPED.exercises[name]
    pace = exercise.dose.pace
    pace = pace if hold_s is None else Pace(pace.out_s, hold_s, pace.back_s, pace.relax_s)
    return Routine(
        "own", "Own", (Work(exercise, exercise.dose._replace(reps=reps, pace=pace)),)
    )


def test_no_journal_is_no_practice(path: Path) -> None:
    assert read_past(str(path), NOW).practice() == Practice()


def test_a_session_counts_where_half_of_its_exercises_were_done(path: Path) -> None:
    home, big = prescribe(SHIPPED, "home-basics"), prescribe(SHIPPED, "big-three")
    keep(path, 3, home, share=0.5)
    keep(path, 2, home, share=0.25)
    keep(path, 1, big, pain=3, after=5)
    keep(path, 1, big, rehearsal=True)
    keep(path, 1, big, kind=ICEPACK)
    keep(path, -1, big)  # a clock that was set back
    today = local_day(NOW)
    assert read_past(str(path), NOW).practice().held == (
        Held(today - 1, "big-three", 5, is_strong=True),
        Held(today - 3, "home-basics", 2),
    )


@pytest.mark.parametrize(
    ("name", "reps", "hold_s", "pain", "is_reached"),
    [
        ("bridge", (10, 10), None, 3, True),
        ("bridge", (10, 9), None, 3, False),
        ("bridge", (10, 10), None, 4, False),
        ("bird-dog", (6,), 6.0, 2, True),
        ("bird-dog", (6,), 5.0, 2, False),
        ("sit-to-stand", (8, 8), None, 2, True),
        ("sit-to-stand", (8,), None, 2, False),
    ],
)
def test_a_milestone_is_reached_in_one_session_with_little_pain(
    path: Path,
    name: str,
    reps: tuple[int, ...],
    hold_s: float | None,
    pain: int,
    is_reached: bool,
) -> None:
    assert name in {one.exercise for one in MILESTONES}
    keep(path, 2, with_dose(name, reps, hold_s), pain=pain)
    assert read_past(str(path), NOW).practice().reached == (
        frozenset({name}) if is_reached else frozenset()
    )


def test_the_first_key_of_the_day_is_that_of_any_sitting_of_today(path: Path) -> None:
    home = prescribe(SHIPPED, "home-basics")
    keep(path, 1, home)
    assert read_past(str(path), NOW).practice().first_key_wall is None
    keep(path, 0.05, home, kind=ICEPACK)
    keep(path, 0.01, home)
    assert read_past(str(path), NOW).practice().first_key_wall == pytest.approx(
        NOW - 0.05 * DAY_S
    )
