"""What is said between sessions counts before the next one: settling, bad days, the leg."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from backpt.journal.course_reader import course_in, read_course
from backpt.journal.days_before import days_in
from backpt.journal.glance import read_glance
from backpt.journal.habit import habit_in
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.past import read_past
from backpt.journal.query import ask_journal
from backpt.journal.spill import Spill
from backpt.journal.week_rows import Rows, Since
from backpt.progress.course import Course
from backpt.progress.entry import Entry, Strike
from backpt.safety.calendar import READ_DAYS, day_of
from backpt.safety.days import Leg, asks_whether_it_drops, read_standing
from backpt.safety.tables import EPISODE_QUIET_DAYS
from backpt.session.records import Before
from tests.journal.values import read_days_before

from .test_before import DAY_S, NOW, NOW_DAY, keep

HOUR_S = 3600.0


def say(path: Path, hours_ago: float, now: int, leg: Leg | None = None) -> None:
    entry = Entry(new_uid(), NOW - hours_ago * HOUR_S, 0, now=now, leg=leg)
    assert keep_rows(str(path), Rows((entry,)), 1) == ("", "")


def asked_about(path: Path) -> bool:
    before = read_days_before(str(path), NOW)
    return read_standing(before.sessions, NOW_DAY).to_ask(NOW_DAY) is not None


def test_an_entry_a_day_after_a_session_that_ended_higher_answers_for_its_key(
    path: Path,
) -> None:
    keep(path, 1.5, pain=3, after=6)
    assert asked_about(path)
    say(path, 12, 3)
    assert not asked_about(path)
    assert read_standing(read_days_before(str(path), NOW).sessions, NOW_DAY).unsettled == 0


def test_an_entry_that_is_well_above_says_not_settled(path: Path) -> None:
    keep(path, 1.5, pain=3, after=6)
    say(path, 12, 5)
    assert not asked_about(path)
    assert read_standing(read_days_before(str(path), NOW).sessions, NOW_DAY).unsettled == 1


def test_an_entry_between_or_too_early_leaves_the_question(path: Path) -> None:
    keep(path, 1.5, pain=3, after=6)
    say(path, 12, 4)
    assert asked_about(path)
    say(path, 30, 3)  # six hours after it
    assert asked_about(path)


def test_pain_of_nine_between_sessions_is_a_worst_day(path: Path) -> None:
    keep(path, 3, pain=3)
    say(path, 24, 9)
    sessions = read_days_before(str(path), NOW).sessions
    assert asks_whether_it_drops(9, sessions, NOW_DAY)
    say(path, 48, 8)
    contacts = read_standing(read_days_before(str(path), NOW).sessions, NOW_DAY).contacts
    assert [one.rule for one in contacts] == ["T5a"]


def test_further_down_the_leg_between_sessions_stands_until_closer(path: Path) -> None:
    say(path, 30, 2, Leg.FURTHER)
    assert read_standing(read_days_before(str(path), NOW).sessions, NOW_DAY).is_further
    say(path, 5, 2, Leg.CLOSER)
    assert not read_standing(read_days_before(str(path), NOW).sessions, NOW_DAY).is_further


def test_what_was_said_between_sessions_holds_no_session_and_ends_no_days_off(
    path: Path,
) -> None:
    keep(path, 12, pain=2)
    say(path, 24, 2)
    past = read_past(str(path), NOW)
    assert past.before.days_off == 12
    assert past.practice().held == () or len(past.practice().held) <= 1
    assert [one.is_held for one in past.before.sessions] == [False, True]
    assert DAY_S == 24 * HOUR_S


def test_the_last_word_on_the_start_counts_and_none_of_a_clock_that_was_ahead(
    path: Path,
) -> None:
    def start() -> int | None:
        return read_course(str(path), NOW).since

    def told(hours_ago: float, days_ago: int) -> None:
        one = Since(new_uid(), NOW - hours_ago * HOUR_S, NOW_DAY - days_ago)
        assert keep_rows(str(path), Rows(sinces=(one,)), 1) == ("", "")

    told(-200, -5)
    assert start() is None, "a day that is still to come"
    told(-200, 3)
    assert start() == NOW_DAY - 3, "there is no other"
    told(20, 10)
    told(1, 7)
    assert start() == NOW_DAY - 7


def test_what_waits_among_the_temporary_files_is_added_by_the_next_entry(
    path: Path, temporary: Path
) -> None:
    say(path, 2, 3)
    waiting = Spill(str(path), Rows((Entry(new_uid(), NOW - HOUR_S, 0, now=7),)), 5)
    waiting.close()
    assert waiting.path is not None
    # As where the folder of the journal could not be written then.
    moved = Path(waiting.path).rename(temporary / Path(waiting.path).name)
    say(path, 0.5, 2)
    assert not moved.exists()
    assert moved.with_name(f"{moved.name}.added").exists()
    with sqlite3.connect(path) as db:
        assert [one for (one,) in db.execute("SELECT now FROM entry ORDER BY id")] == [3, 2, 7]


def test_one_reading_says_of_the_days_and_of_the_weeks_what_two_do(path: Path) -> None:
    def both() -> tuple[Before, Course]:
        glance = read_glance(str(path), NOW)
        assert glance.course is not None
        found = glance.before, glance.course
        alone = read_past(str(path), NOW).before, read_course(str(path), NOW)
        assert found == alone
        return found

    keep(path, 1.5, pain=3, after=6)
    before, course = both()
    assert [one.after for one in before.sessions] == [6]
    say(path, 12, 9)
    say(path, 5, 2, Leg.FURTHER)
    before, course = both()
    assert read_standing(before.sessions, NOW_DAY).is_further
    assert [one.leg for _, one in course.entries][-1] is Leg.FURTHER


def test_no_question_of_an_evening_looks_through_all_sessions_for_each_entry(
    path: Path,
) -> None:
    """Ten years of a diary made the first page six times slower than none."""
    keep(path, 1.5, pain=3, after=6)
    say(path, 12, 4)
    asked: list[str] = []

    def traced(db: sqlite3.Connection) -> None:
        db.set_trace_callback(asked.append)
        course_in(db, NOW)
        days_in(db, NOW)
        habit_in(db, NOW)

    ask_journal(str(path), traced)
    with sqlite3.connect(path) as db:
        for statement in asked:
            steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
            inner = [at for at, step in enumerate(steps) if "CORRELATED" in step]
            scans = [at for at, step in enumerate(steps) if step == "SCAN session"]
            assert not [at for at in scans if inner and at > inner[0]], statement
    assert len(asked) > 5


# --- a year of it ----------------------------------------------------------------------


def test_of_entries_that_say_the_same_a_damaged_moment_costs_that_entry_and_no_more(
    path: Path,
) -> None:
    for hours in (1, 2, 3):
        say(path, hours, 4)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE entry SET offset_s = 1e9 WHERE id = 2")
    db.close()
    kept = [one for _, one in read_course(str(path), NOW).entries]
    assert [(one.now, NOW - one.wall) for one in kept] == [(4, 3 * HOUR_S), (4, HOUR_S)]
    assert len({one.uid for one in kept}) == 2


def test_entries_of_which_one_alone_says_more_are_not_read_as_one(path: Path) -> None:
    say(path, 3, 4)
    say(path, 2, 4, Leg.FURTHER)
    say(path, 1, 5)
    said = [(one.now, one.leg) for _, one in read_course(str(path), NOW).entries]
    assert said == [(4, None), (4, Leg.FURTHER), (5, None)]


def test_a_day_long_ago_on_which_all_was_taken_back_is_none_on_which_anything_was_said(
    path: Path,
) -> None:
    for days in (700, 600):
        say(path, days * 24, 3)
    assert read_course(str(path), NOW).older_days == (NOW_DAY - 700, NOW_DAY - 600)
    with sqlite3.connect(path) as db:
        uid = db.execute("SELECT uid FROM entry WHERE day = ?", (NOW_DAY - 600,)).fetchone()[0]
    db.close()
    keep_rows(str(path), Rows(strikes=(Strike(new_uid(), uid),)), 1)
    assert read_course(str(path), NOW).older_days == (NOW_DAY - 700,)


@pytest.mark.parametrize("seed", range(12))
def test_the_older_days_that_are_read_tell_every_long_quiet(path: Path, seed: int) -> None:
    """Of ten years some forty days are read, and either side of each quiet time is one."""
    rng = Random(seed)  # nothing is secret
    ago, days = 1500, list[int]()
    while ago > READ_DAYS:
        days.append(ago)
        ago -= rng.choice((1, 1, 2, 30, EPISODE_QUIET_DAYS, EPISODE_QUIET_DAYS + 1, 200))
    said = [Entry(new_uid(), NOW - one * DAY_S, 0, now=3) for one in days]
    keep_rows(str(path), Rows(tuple(said)), 1)
    read = read_course(str(path), NOW).older_days
    everything = sorted({day_of(one.wall, 0) for one in said})
    assert set(read) <= set(everything)
    assert (read[0], read[-1]) == (everything[0], everything[-1])
    assert _quiets(read) == _quiets(everything)


def _quiets(days: Sequence[int]) -> list[tuple[int, int]]:
    return [pair for pair in pairwise(days) if pair[1] - pair[0] > EPISODE_QUIET_DAYS]


def test_of_pain_that_no_rule_looks_back_to_only_what_is_bad_or_of_the_leg_is_a_day_before(
    path: Path,
) -> None:
    say(path, 60 * 24, 7)
    say(path, 50 * 24, 3, Leg.FURTHER)
    for days in (45, 40, 3):
        say(path, days * 24, 3)
    left = [one.day - NOW_DAY for one in read_days_before(str(path), NOW).sessions]
    assert left == [-3, -50, -60]


def test_who_said_something_long_ago_and_nothing_since_is_not_new(path: Path) -> None:
    for days in (60, 50):
        say(path, days * 24, 3)
    (row,) = read_days_before(str(path), NOW).sessions
    assert (row.day, row.before) == (NOW_DAY - 50, 3)
