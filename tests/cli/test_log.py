"""The log: the truth about each session, from the journal alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from backpt.cli import log
from backpt.journal.recorder import open_journal, open_spill
from backpt.language import log as words
from backpt.language import speech
from backpt.session.compile import flatten
from backpt.session.events import (
    CLOSER,
    SAME,
    Ending,
    Event,
    LegPainReported,
    Outcome,
    PainReported,
    StepEnded,
    UnsureReported,
    Why,
)
from backpt.session.records import SessionRow
from backpt.session.steps import StepKind
from backpt.session.summary import ItemSummary, Summary
from tests.journal import values

if TYPE_CHECKING:
    from tests.cli.conftest import Program

ITEMS = (
    ItemSummary(0, "leg-lifts", "Leg lifts", 12, 9, 1, 2, 80.0, 0.0, "hurts"),
    ItemSummary(1, "wall-slides", "Wall slides", 8, 8, 0, 0, 72.0, 0.0, ""),
)


def keep(
    program: Program,
    *,
    days: float = 0.0,
    ending: Ending | None = Ending.DONE,
    rehearsal: bool = False,
    pain_after: int | None = 2,
    said: tuple[Event, ...] = (),
    trial: bool = False,
    **before: Any,
) -> None:
    """Keep a session of eight minutes that began so many days after noon."""
    started = values.NOON + days * 86_400
    journal = open_journal(program.paths.journal, values.raise_)
    of = values.routine()._replace(trial=trial)
    values.begin(journal, of, started_wall=started, rehearsal=rehearsal, **before)
    values.record(journal, list(said), flatten(of, speech))
    if ending is not None:
        done = Summary(ITEMS, ending, 152.0, 4)
        journal.finish(ending, done, ended_wall=started + 480, pain_after=pain_after)
    journal.close()


def test_an_empty_journal_says_what_to_type(program: Program) -> None:
    said = program("log")
    assert (said.code, said.out) == (
        0,
        "No sessions yet. To begin: backpt session\n",
    )
    assert program("log", "--json").objects == []


def test_a_session_is_told_with_minutes_pain_ending_and_what_was_done(program: Program) -> None:
    keep(program)
    head, items = program("log").lines
    assert head.startswith("2026-11-18 ")
    assert head.endswith("  Evening, 8 min, pain 3 -> 2, highest 4, finished")
    assert "Leg lifts: 9 of 12 done, 1 begun (it hurt)." in items
    assert "Wall slides: done." in items


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (Ending.STOPPED, "stopped"),
        (Ending.UNANSWERED, "stopped: no answer for ten minutes"),
        (Ending.PAIN, "stopped: the pain stayed high"),
        (Ending.EMERGENCY, "stopped: signs of an emergency"),
    ],
)
def test_every_ending_has_its_words(program: Program, ending: Ending, told: str) -> None:
    keep(program, ending=ending)
    assert program("log").lines[0].endswith(told)


def test_what_does_not_count_says_so(program: Program) -> None:
    keep(program, rehearsal=True)
    keep(program, days=1, ending=None)
    latest, *_, rehearsed, _ = program("log").lines
    assert latest.endswith("pain 3 before, not finished")
    assert rehearsed.endswith("finished, rehearsal: does not count")


def test_twenty_are_listed_unless_more_are_asked_for(program: Program) -> None:
    for day in range(23):
        keep(program, days=day)
    assert len(program("log", "--json").objects) == 20
    assert len(program("log", "--all", "--json").objects) == 23
    latest = program("log", "--last", "2", "--json").objects
    assert [one["id"] for one in latest] == ["2026-12-10-1", "2026-12-09-1"]


@pytest.mark.parametrize(
    "options", [["--last", "0"], ["--last", "-3"], ["--all", "--last", "3"]]
)
def test_a_number_that_makes_no_sense_is_refused(program: Program, options: list[str]) -> None:
    said = program("log", *options)
    assert said.code == 2
    assert "--last" in said.err


def test_a_session_object_has_the_documented_keys(program: Program) -> None:
    keep(program)
    (one,) = program("log", "--json").objects
    assert log.__doc__ is not None
    assert all(key in log.__doc__ for key in one)
    assert one["id"] == "2026-11-18-1"
    assert one["started"] == "2026-11-18T11:06:40+00:00"
    assert (one["ending"], one["rehearsal"], one["pain_high"]) == ("done", False, 4)
    assert one["items"][0] == {
        "item": 0,
        "id": "leg-lifts",
        "name": "Leg lifts",
        "planned": 12,
        "done": 9,
        "partial": 1,
        "skipped": 2,
        "active_s": 80.0,
        "contact_s": 0.0,
        "why": "hurts",
        "pains": [],
        "leg_further": False,
        "leg_after": None,
        "unsure": False,
    }


STEPS = flatten(values.routine(), speech)
LIFT = next(at for at, step in enumerate(STEPS) if step.kind is StepKind.WORK)


def test_the_log_tells_how_much_it_hurt_and_in_what(program: Program) -> None:
    keep(
        program,
        said=(PainReported(values.ORIGIN, LIFT, 4), PainReported(values.ORIGIN, LIFT, 7)),
    )
    assert "Leg lifts: 9 of 12 done, 1 begun (it hurt 4, then 7)." in program("log").out
    first, second = program("log", "--json").objects[0]["items"]
    assert (first["pains"], second["pains"]) == ([4, 7], [])


def test_the_log_tells_that_pain_went_down_the_leg(program: Program) -> None:
    keep(program, leg="none", said=(LegPainReported(values.ORIGIN, LIFT),))
    said = program("log").out
    assert "pain 3 -> 2, highest 4, pain further down the leg, finished" in said
    assert "Leg lifts: 9 of 12 done, 1 begun (pain further down the leg)." in said
    (one,) = program("log", "--json").objects
    assert one["leg"] == "further"
    assert [item["leg_further"] for item in one["items"]] == [True, False]


def test_the_log_tells_how_the_leg_was_after_each_exercise_of_a_trial(program: Program) -> None:
    gate = len(STEPS)  # it follows the steps of the one exercise
    answered = StepEnded(values.ORIGIN, gate, 1, Outcome.DONE, Why.NONE, 4.0, CLOSER)
    keep(program, said=(answered._replace(answer=SAME), answered), trial=True)
    assert "Leg lifts: 9 of 12 done, 1 begun (it hurt, leg closer" in program("log").out
    first, second = program("log", "--json").objects[0]["items"]
    assert (first["leg_after"], second["leg_after"]) == ("closer", None)


def test_the_log_tells_of_which_exercise_it_was_not_clear_how(program: Program) -> None:
    keep(program, said=(UnsureReported(values.ORIGIN, LIFT, "leg-lifts"),))
    said = program("log").out
    assert "Leg lifts: 9 of 12 done, 1 begun (it hurt, not sure how)." in said
    (one,) = program("log", "--json").objects
    assert [item["unsure"] for item in one["items"]] == [True, False]


def test_the_log_tells_why_a_session_was_lighter(program: Program) -> None:
    why = "Pain 4: three quarters of the reps today."
    keep(program, asked="core-starter", rule="R3", reason=why, something_new=True)
    said = program("log")
    assert said.lines[1] == f"  {why} core-starter was asked for."
    assert "something new was felt" in said.lines[0]
    assert "R3" not in said.out
    (one,) = program("log", "--json").objects
    kept = [one[key] for key in ("rule", "reason", "asked", "something_new", "leg")]
    assert kept == ["R3", why, "core-starter", True, None]


def test_what_hurt_is_found_without_reading_the_other_events(program: Program) -> None:
    keep(program)
    with sqlite3.connect(program.paths.journal) as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT payload FROM event INDEXED BY event_hurt"
            " WHERE kind IN ('pain', 'leg') AND session IN (1, 2)"
        ).fetchall()
    db.close()
    assert "event_hurt (session=?)" in str(plan)


def test_the_log_shows_the_clock_of_the_place_where_a_session_began(
    program: Program, zone: Callable[[str], None]
) -> None:
    zone("XYZ-9")  # nine hours ahead of UTC
    keep(program)
    zone("UTC0")
    (one,) = program("log", "--json").objects
    assert program("log").lines[0].startswith("2026-11-18 20:06")
    assert (one["started"], one["started_local"], one["utc_offset_s"]) == (
        "2026-11-18T11:06:40+00:00",
        "2026-11-18 20:06",
        9 * 3600,
    )


@pytest.mark.parametrize("columns", [40, 80])
def test_the_log_fits_the_terminal(program: Program, columns: int) -> None:
    keep(program)
    assert max(map(len, program("log", columns=columns).lines)) <= columns


def test_a_session_kept_in_a_file_is_imported_once(program: Program) -> None:
    told: list[str] = []
    spilled = open_spill(program.paths.journal, told.append)
    Path(program.paths.data).mkdir(parents=True, exist_ok=True)
    values.begin(spilled, values.routine())
    steps = flatten(values.routine(), speech)
    values.record(spilled, values.done(steps), steps)
    spilled.finish(Ending.DONE, Summary(ITEMS, "done", 152.0, 4), ended_wall=values.NOON + 480)
    spilled.close()
    (file,) = Path(program.paths.data).glob("*.jsonl")
    first = program("log", "--import", str(file))
    assert first.code == 0
    assert first.out.startswith("Added to the journal: ")
    assert not file.exists(), "it is not offered again"
    kept = file.with_name(f"{file.name}.added")
    assert "already" in program("log", "--import", str(kept)).out
    assert len(program("log", "--json").objects) == 1


def test_a_file_that_is_no_session_is_refused(program: Program) -> None:
    path = program.home / "notes.txt"
    path.write_text("shopping\n")
    said = program("log", "--import", str(path))
    assert said.code == 1
    assert "no session kept by backpt" in said.err


def test_a_journal_that_is_none_is_told_and_left(program: Program) -> None:
    path = Path(program.paths.journal)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database, " * 100)
    said = program("log")
    assert said.code == 1
    assert "no journal of backpt" in said.err
    assert path.read_bytes() == b"not a database, " * 100


def test_pain_is_told_as_far_as_it_is_known() -> None:
    assert words.pain(None, None) == ""
    assert words.pain(0, 0) == "pain 0 -> 0"
    assert words.pain(4, None) == "pain 4 before"
    assert words.pain(None, 3) == "pain 3 after"


def test_a_rehearsal_of_seconds_took_under_a_minute(program: Program) -> None:
    keep(program)
    row = rows(program)[0]
    quick = row._replace(ended_wall=row.started_wall + 8)
    assert words.facts(quick)[0] == "under a minute"


def rows(program: Program) -> tuple[SessionRow, ...]:
    from tests.journal.values import read_sessions

    return read_sessions(program.paths.journal)


def damage(program: Program, change: str) -> None:
    with sqlite3.connect(program.paths.journal) as db:
        db.execute(f"UPDATE {change} WHERE id = 1")
    db.close()


@pytest.mark.parametrize(
    "change",
    ["entry SET now = 77", "session SET name = x'ff'", "session SET started_ms = 'noon'"],
)
def test_an_entry_that_is_damaged_is_left_out_and_told(program: Program, change: str) -> None:
    keep(program)
    keep(program, days=1)
    damage(program, change)
    said = program("log")
    assert said.code == 0
    assert said.err == "1 entry is damaged and left out; the rest is whole.\n"
    assert said.out.startswith("2026-11-19 ")
    assert "2026-11-18" not in said.out
    assert len(program("log", "--json").objects) == 1
    assert "Last: Evening" in program().out
