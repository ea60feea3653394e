"""What the journal keeps, and when it is safe there."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from backpt.journal.broken_off import read_all_unfinished
from backpt.journal.habit import read_habit
from backpt.journal.past import read_past
from backpt.journal.recorder import WORD_EVERY_S, Journal, open_journal
from backpt.language import speech
from backpt.prescription.model import Mode
from backpt.session import events as ev
from backpt.session.compile import flatten
from backpt.session.records import ICEPACK, StillOn
from backpt.session.steps import StepKind
from tests.journal.values import (
    events_of,
    packs_since,
    prescription_of,
    read_last,
    read_sessions,
    read_unfinished,
)

from .values import (
    NOON,
    ORIGIN,
    begin,
    done,
    killed_after,
    packs,
    raise_,
    record,
    routine,
    summary,
)


def test_a_finished_session_is_listed_with_its_items(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    number = begin(journal, routine())
    journal.finish(
        ev.Ending.STOPPED, summary(), ended_wall=NOON + 60, pain_after=2, note="fine"
    )
    journal.close()
    (row,) = read_sessions(str(path))
    assert row.number == number
    assert (row.kind, row.routine_id, row.name) == ("session", "evening", "Evening")
    assert (row.started_wall, row.ended_wall) == (NOON, NOON + 60)
    assert row.ending is ev.Ending.STOPPED
    assert (row.pain_before, row.pain_after, row.pain_high) == (3, 2, 4)
    assert (row.note, row.rehearsal) == ("fine", False)
    assert (row.active_s, row.contact_s) == (33.5, 1800.5)
    assert row.items == summary().items


def test_sessions_of_one_day_are_numbered_and_each_day_starts_anew(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    for started_wall in (NOON, NOON + 60, NOON + 86400):
        begin(journal, routine(), started_wall=started_wall)
    journal.close()
    keys = [row.key for row in read_sessions(str(path))][::-1]
    assert [key[-2:] for key in keys] == ["-1", "-2", "-1"]
    assert keys[0][:-2] == keys[1][:-2] < keys[2][:-2]
    assert len(keys[0]) == len("2026-11-21-1")


def test_every_event_is_on_file_for_another_connection_before_the_next_one(path: Path) -> None:
    steps = flatten(routine(), speech)
    journal = open_journal(str(path), raise_)
    number = begin(journal, routine())
    said = done(steps, last=3)
    for count, event in enumerate(said, 1):
        journal.record(event, steps)
        kept = events_of(str(path), number)
        assert [one.event._replace(at=one.event.at + ORIGIN) for one in kept] == said[:count]
    journal.close()


def test_events_know_their_wall_time_and_their_place(path: Path) -> None:
    steps = flatten(routine(), speech)
    journal = killed_after(path, routine(), done(steps, last=2))
    kept = events_of(str(path), 1)
    assert [one.wall for one in kept] == [NOON, NOON + 10, NOON + 10, NOON + 20]
    marks = [one.mark for one in kept]
    assert [mark and (mark.kind, mark.place) for mark in marks] == [
        (steps[index].kind, steps[index].place) for index in (0, 0, 1, 1)
    ]
    journal.close()


def test_a_killed_program_loses_nothing_that_was_said(path: Path) -> None:
    script = """
import os, signal, sys
from backpt.session.events import StepBegan
from backpt.prescription.model import Pace, Rest, Routine
from backpt.session.compile import flatten
from backpt.language import speech
from backpt.journal.past import read_past
from backpt.journal.recorder import open_journal
routine = Routine("r", "R", tuple(Rest(5.0) for _ in range(50)))
steps = flatten(routine, speech)
journal = open_journal(sys.argv[1], print)
journal.begin(kind="session", routine=routine, compiler=1, started_wall=1.8e9,
    pain_before=None, rehearsal=False, origin=0.0)
for index in range(50):
    journal.record(StepBegan(float(index), index, 1), steps)
os._exit(9)
"""
    left = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert left.returncode == 9
    found = read_unfinished(str(path), 1.8e9 + 60)
    assert found is not None
    assert [kept.event for kept in found.events] == [
        ev.StepBegan(float(index), index, 1) for index in range(50)
    ]


def test_an_unfinished_session_says_what_it_was_and_how_old_it_is(path: Path) -> None:
    steps = flatten(routine(), speech)
    journal = killed_after(path, routine(), done(steps, last=2))
    found = read_unfinished(str(path), NOON + 620)
    assert found is not None
    assert (found.number, found.routine) == (1, routine())
    assert (found.into_s, found.age_s) == (620.0, 600.0)
    assert (found.started_wall, found.events[-1].wall) == (NOON, NOON + 20)
    journal.close()


def test_a_session_of_far_ahead_is_not_of_just_now_but_its_pack_is(path: Path) -> None:
    far_s = 40 * 24 * 3600.0
    killed = killed_after(path, routine(), done(flatten(routine(), speech), last=4))
    session = read_unfinished(str(path), NOON - far_s)
    assert session is not None
    assert session.age_s == far_s
    killed.close()
    steps = flatten(packs(), speech)
    on = next(index for index, step in enumerate(steps) if step.kind is StepKind.APPLY)
    left = [*done(steps, last=on), ev.StepBegan(ORIGIN + 10.0 * on, on, 1)]
    killed = killed_after(path, packs(), left, kind=ICEPACK)
    pack = read_unfinished(str(path), NOON - far_s)
    assert pack is not None
    assert pack.age_s == 0.0
    killed.close()


def test_a_wall_clock_that_was_set_back_does_not_move_a_session_into_its_past(
    path: Path,
) -> None:
    steps = flatten(routine(), speech)
    journal = killed_after(path, routine(), done(steps, last=2))
    found = read_unfinished(str(path), NOON - 3600)
    assert found is not None
    assert (found.into_s, found.age_s) == (20.0, 0.0)
    journal.close()


def test_a_resumed_session_goes_on_under_its_number(path: Path) -> None:
    steps = flatten(routine(), speech)
    killed = killed_after(path, routine(), done(steps, last=2))
    found = read_unfinished(str(path), NOON + 100)
    assert found is not None
    journal = open_journal(str(path), raise_)
    assert journal.resume(found, origin=ORIGIN) == 1
    record(journal, done(steps, first=2, last=4), steps)
    journal.finish(ev.Ending.DONE, summary(), ended_wall=NOON + 200)
    journal.close()
    killed.close()
    kept = events_of(str(path), 1)
    assert [one.seq for one in kept] == list(range(8))
    assert [one.event.at + ORIGIN for one in kept] == [
        event.at for event in done(steps, last=4)
    ]
    assert read_unfinished(str(path), NOON + 300) is None
    assert len(read_sessions(str(path))) == 1


def test_a_rehearsal_does_not_hide_an_unfinished_session(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine())
    begin(journal, packs(), rehearsal=True, started_wall=NOON + 60)
    real = read_unfinished(str(path), NOON + 90)
    rehearsed = read_unfinished(str(path), NOON + 90, rehearsal=True)
    assert real is not None
    assert rehearsed is not None
    assert (real.number, real.header.rehearsal) == (1, False)
    assert (rehearsed.number, rehearsed.header.rehearsal) == (2, True)
    journal.close()


def test_every_unfinished_session_is_found_but_those_that_cannot_be_read(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    for started_wall in (NOON, NOON + 60, NOON + 120):
        begin(journal, routine(), started_wall=started_wall)
        record(journal, done(flatten(routine(), speech), last=1), flatten(routine(), speech))
    journal.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE event SET payload = 'no' WHERE session = 2")
    db.close()
    found = read_all_unfinished(str(path), NOON + 600)
    assert [one.number for one in found] == [3, 1]
    assert found[0] == read_unfinished(str(path), NOON + 600)
    with pytest.raises(ValueError, match="Expecting value"):
        events_of(str(path), 2)


def test_pain_said_after_the_last_step_joins_the_finished_session(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine())
    journal.finish(ev.Ending.DONE, summary(), ended_wall=NOON + 60)
    (before,) = read_sessions(str(path))
    assert before.pain_after is None
    journal.set_pain_after(0)
    journal.close()
    (after,) = read_sessions(str(path))
    assert after == before._replace(pain_after=0)


def test_a_note_with_bytes_that_are_no_text_is_kept_with_marks_in_their_place(
    path: Path,
) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine())
    journal.finish(ev.Ending.DONE, summary(), ended_wall=NOON + 60, note="gut \udcff \u00e4")
    journal.close()
    assert read_sessions(str(path))[0].note == "gut ? \u00e4"


def test_rehearsals_are_listed_but_count_for_nothing(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine(), rehearsal=True)
    journal.finish(ev.Ending.DONE, summary(), ended_wall=NOON + 60)
    journal.close()
    assert [row.rehearsal for row in read_sessions(str(path))] == [True]
    assert read_habit(str(path), NOON).finished == 0
    assert read_last(str(path), NOON + 9e6) is None
    assert read_habit(str(path), NOON + 9e6).last_routine is None


def test_finished_sessions_are_counted_by_kind(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    for kind in ("session", ICEPACK, ICEPACK):
        begin(journal, routine(), kind=kind)
        journal.finish(ev.Ending.STOPPED, summary(), ended_wall=NOON + 60)
    begin(journal, routine(), kind=ICEPACK)
    journal.close()
    assert read_habit(str(path), NOON).finished == 1


def test_the_latest_session_is_the_one_that_started_last(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    for started_wall in (NOON + 86400, NOON):  # as an import adds them
        begin(journal, routine(), started_wall=started_wall)
        journal.finish(ev.Ending.DONE, summary(), ended_wall=started_wall + 60)
    begin(journal, packs(), kind=ICEPACK, started_wall=NOON + 99999)
    journal.close()
    latest = read_last(str(path), NOON + 9e6)
    assert latest is not None
    assert latest.started_wall == NOON + 86400
    assert read_habit(str(path), NOON + 9e6).last_routine == "evening"
    assert [row.number for row in read_sessions(str(path), limit=2)] == [3, 1]
    assert [row.number for row in read_sessions(str(path), limit=None)] == [3, 1, 2]


def test_a_pack_is_known_by_what_was_on_the_skin_even_if_the_program_was_killed(
    path: Path,
) -> None:
    prescribed = packs(Mode.ALTERNATE)
    steps = flatten(prescribed, speech)
    journal = open_journal(str(path), raise_)
    begin(journal, prescribed, kind=ICEPACK)
    record(journal, done(steps), steps)
    begin(journal, prescribed, kind=ICEPACK, rehearsal=True)
    record(journal, done(steps), steps)
    on_skin = [
        n for n, step in enumerate(steps) if step.kind in (StepKind.APPLY, StepKind.ALARM)
    ]
    first, last = NOON + 10 * on_skin[0], NOON + 10 * on_skin[-1] + 10
    (heat,) = packs_since(str(path), Mode.HEAT, NOON)
    (cold,) = packs_since(str(path), Mode.COLD, NOON)
    assert heat == (1, Mode.HEAT, first, last)
    assert first < cold.on_wall < cold.off_wall < last
    assert read_past(str(path), NOON).packs == (heat, cold)
    assert packs_since(str(path), Mode.HEAT, last + 1) == ()
    journal.close()


def with_a_pack_on(path: Path) -> tuple[Journal, float]:
    """Return a journal in which a pack went on, and when that was on the player's scale."""
    prescribed = packs()
    steps = flatten(prescribed, speech)
    apply = next(n for n, step in enumerate(steps) if step.kind is StepKind.APPLY)
    journal = open_journal(str(path), raise_)
    begin(journal, prescribed, kind=ICEPACK)
    on = ORIGIN + 10.0 * apply
    record(journal, [*done(steps, last=apply), ev.StepBegan(on, apply, 1)], steps)
    return journal, on


def words_of_the_pack(path: Path) -> list[float]:
    return [
        kept.at_s + ORIGIN
        for kept in events_of(str(path), 1)
        if isinstance(kept.event, StillOn)
    ]


def test_while_a_pack_is_on_the_journal_knows_it_at_most_ten_seconds_ago(path: Path) -> None:
    journal, on = with_a_pack_on(path)
    for second in range(900):
        journal.attend(on + second)
        latest = max([on, *words_of_the_pack(path)]) if second % 50 == 49 else on + second
        assert on + second - latest < WORD_EVERY_S
    assert len(words_of_the_pack(path)) == 1  # one row, however long it is on
    journal.close()


def test_words_of_a_pack_end_with_it(path: Path) -> None:
    journal, on = with_a_pack_on(path)
    steps = flatten(packs(), speech)
    apply = next(n for n, step in enumerate(steps) if step.kind is StepKind.APPLY)
    journal.attend(on + 10)
    off = ev.StepEnded(on + 15, apply, 1, ev.Outcome.PARTIAL, ev.Why.PACK_OFF, 15.0)
    record(journal, [off], steps)
    journal.attend(on + 30)
    begin(journal, routine(), started_wall=NOON + 60)
    journal.attend(on + 90)
    assert words_of_the_pack(path) == [on + 10]
    journal.close()


def test_a_word_of_a_pack_and_the_events_after_it_have_numbers_of_their_own(path: Path) -> None:
    journal, on = with_a_pack_on(path)
    steps = flatten(packs(), speech)
    apply = next(n for n, step in enumerate(steps) if step.kind is StepKind.APPLY)
    journal.attend(on + 10)
    record(journal, [ev.KeyAcknowledged(on + 301, apply)], steps)
    journal.attend(on + 320)
    found = read_unfinished(str(path), NOON + 400)
    assert found is not None
    assert [kept.at_s + ORIGIN - on for kept in found.events[-2:]] == [301, 320]
    again = open_journal(str(path), raise_)
    again.resume(found, origin=ORIGIN)
    record(again, [ev.StepBegan(on + 400, apply + 1, 1)], steps)
    numbers = [kept.seq for kept in events_of(str(path), 1)]
    assert numbers == list(range(len(numbers)))
    again.close()
    journal.close()


@pytest.mark.parametrize(("heard_s", "off_s"), [(40.0, 1200.0), (1300.0, 1300.0)])
def test_a_pack_that_nobody_took_off_comes_off_at_the_limit_for_the_rules(
    path: Path, heard_s: float, off_s: float
) -> None:
    journal, on = with_a_pack_on(path)
    journal.attend(on + heard_s)
    (pack,) = packs_since(str(path), Mode.COLD, NOON)
    assert pack.on_wall == NOON + on - ORIGIN
    assert pack.off_wall == pytest.approx(pack.on_wall + off_s)
    journal.close()


def test_a_session_that_was_never_closed_is_listed_with_what_was_done(path: Path) -> None:
    journal, on = with_a_pack_on(path)
    journal.attend(on + 100)
    (row,) = read_sessions(str(path), now_wall=NOON + on - ORIGIN + 300)
    assert row.ended_wall is None
    assert row.contact_s == pytest.approx(300.0)
    assert row.items[0].contact_s == row.contact_s
    (row,) = read_sessions(str(path))
    assert row.contact_s == pytest.approx(1200.0)
    journal.close()


def test_what_was_prescribed_is_kept_and_one_prescription_is_kept_once(path: Path) -> None:
    journal = open_journal(str(path), raise_)
    for prescribed in (routine(), packs(), routine()):
        begin(journal, prescribed)
    journal.close()
    kept = [prescription_of(str(path), number) for number in (1, 2, 3, 4)]
    assert kept == [routine(), packs(), routine(), None]
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM prescription").fetchone() == (2,)
    db.close()


class SetClock:
    """The player's scale; it knows nothing of the clock on the wall."""

    def __init__(self, speed: float) -> None:
        self.at, self._speed = ORIGIN, speed

    def now(self) -> float:
        return self.at

    def unscaled(self, seconds: float) -> float:
        return seconds / self._speed


@pytest.mark.parametrize(("speed", "length_s"), [(1.0, 600.0), (60.0, 10.0)])
def test_the_length_of_a_session_is_that_of_the_steady_clock(
    path: Path, speed: float, length_s: float
) -> None:
    journal = open_journal(str(path), raise_)
    begin(journal, routine(), rehearsal=speed != 1.0)
    time = SetClock(speed)
    time.at += 600.0
    assert journal.ended_wall(time) == NOON + length_s
    journal.close()


def test_no_journal_yet_is_an_empty_history_and_reading_makes_no_file(path: Path) -> None:
    assert read_sessions(str(path)) == ()
    assert read_last(str(path), NOON + 9e6) is None
    assert read_unfinished(str(path), NOON) is None
    assert read_habit(str(path), NOON).finished == 0
    assert packs_since(str(path), Mode.COLD, NOON) == ()
    assert read_habit(str(path), NOON + 9e6).last_routine is None
    assert not path.parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_nobody_else_can_read_the_journal(path: Path) -> None:
    journal = killed_after(path, routine(), done(flatten(routine(), speech), last=1))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert "journal.db-wal" in modes
    journal.close()


def test_after_closing_all_is_in_the_one_file(path: Path) -> None:
    killed_after(path, routine(), done(flatten(routine(), speech), last=2)).close()
    assert [file.name for file in path.parent.iterdir()] == ["journal.db"]


def test_a_path_with_signs_that_mean_something_in_an_address_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%41 d" / "journal.db"
    killed_after(path, routine(), []).close()
    assert len(read_sessions(str(path))) == 1


@pytest.mark.skipif(shutil.which("strace") is None, reason="syncs are counted with strace")
def test_the_closing_commit_syncs_once_and_an_event_never(tmp_path: Path) -> None:
    script = """
import os, sys
from backpt.session.events import Ending, StepBegan
from backpt.prescription.model import Rest, Routine
from backpt.session.summary import ItemSummary, Summary
from backpt.session.compile import flatten
from backpt.language import speech
from backpt.journal.past import read_past
from backpt.journal.recorder import open_journal
from tests.journal.values import read_sessions
routine = Routine("r", "R", tuple(Rest(5.0) for _ in range(200)))
steps = flatten(routine, speech)
items = tuple(ItemSummary(n, "rest", "Rest", 1, 1, 0, 0, 0.0, 0.0, "") for n in range(200))
journal = open_journal(sys.argv[1], print)
journal.begin(kind="session", routine=routine, compiler=1, started_wall=1.8e9,
    pain_before=None, rehearsal=False, origin=0.0)
os.path.exists("/events")
for index in range(200):
    journal.record(StepBegan(float(index), index, 1), steps)
os.path.exists("/finish")
journal.finish(Ending.DONE, Summary(items, "done", 0.0, None), ended_wall=1.8e9 + 9)
os.path.exists("/finished")
journal.close()
"""
    traced = subprocess.run(
        [
            *("strace", "-f", "-e", "trace=fsync,fdatasync,stat,newfstatat,statx"),
            *(sys.executable, "-c", script, str(tmp_path / "journal.db")),
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stderr
    events = traced[traced.index('"/events"') : traced.index('"/finish"')]
    closing = traced[traced.index('"/finish"') : traced.index('"/finished"')]
    assert events.count("sync(") == 0
    assert closing.count("sync(") == 1
