"""Diaries of two and three computers laid together: in any order, as often as one likes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.journal.adding import ROWS, attach, missing_in, put_in_place
from backpt.journal.plausible import checked
from backpt.journal.statements import events_in
from backpt.journal.versions import SessionVersion, joined_version
from backpt.session.records import EventRow
from tests.examples import cases

from .diaries_apart import Act, OwnDiary, contents, log_names, together

numbers = st.integers(0, 5)
OF_SESSIONS = ("begin", "go on", "end", "break off", "resume", "word", "after")
OF_ROWS = ("strike", "entry", "correct", "call", "telling", "since", "plan", "away", "visit",
           "change")  # fmt: skip
acts = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(OF_SESSIONS), st.sampled_from(OF_ROWS)), numbers, numbers
    ),
    max_size=14,
)
"""What is done on one computer."""


def three(first: list[Act], *later: list[Act]) -> list[OwnDiary]:
    """Return diaries that begin as copies of one, and go on by themselves."""
    before = OwnDiary("o")
    before.do(first)
    made = [OwnDiary("abc"[nth], before) for nth in range(len(later))]
    for diary, its in zip(made, later, strict=True):
        diary.do(its)
    return made


@cases(40)
@given(acts, acts, acts)
def test_two_diaries_together_are_the_same_whichever_was_first(
    first: list[Act], one: list[Act], other: list[Act]
) -> None:
    a, b = three(first, one, other)
    both = contents(together(a, b))
    assert both == contents(together(b, a))
    assert both == contents(together(a, b, b, a)), "once more adds nothing"
    assert contents(together(a, a)) == contents(a)
    assert_nothing_is_lost(both, a)
    assert_nothing_is_lost(both, b)
    names = log_names(together(a, b))
    assert log_names(a).items() <= names.items(), "the log calls what was here as before"
    assert max(Counter(names.values()).values(), default=1) <= 2, "a session and an entry"


@cases(25)
@given(acts, acts, acts, acts)
def test_three_diaries_together_are_the_same_in_any_order(
    first: list[Act], one: list[Act], two: list[Act], three_: list[Act]
) -> None:
    a, b, c = three(first, one, two, three_)
    whole = contents(together(a, together(b, c)))
    assert whole == contents(together(together(a, b), c))
    assert whole == contents(together(c, a, b))
    assert whole == contents(together(together(b, c), together(c, a)))


@cases(15)
@given(acts, acts, acts, acts)
def test_a_diary_that_went_on_after_it_took_the_other_in_is_laid_together_again(
    first: list[Act], one: list[Act], other: list[Act], after: list[Act]
) -> None:
    a, b = three(first, one, other)
    both = together(a, b)
    both.do(after)
    assert contents(together(both, b)) == contents(both)
    assert contents(together(b, both)) == contents(both)


def assert_nothing_is_lost(both: dict[str, Any], diary: OwnDiary) -> None:
    rows = Counter((key.split()[0], row) for key, row in both.items() if key[:8] != "session ")
    for key, kept in contents(diary).items():
        if key.startswith("session "):
            _, _, events, _ = both[key]
            words = {event[5:] for event in events if event[4] == "on"}
            for event in kept[2]:
                is_word = event[4] == "on"
                assert is_word or event[1:] in [one[1:] for one in events]
                assert not is_word or event[5:] in words
        else:
            assert rows[key.split()[0], kept] >= 1


# --- by name ---------------------------------------------------------------------------


def test_what_only_the_other_diary_has_is_counted_and_then_added() -> None:
    a, b = three(
        [("begin", 0, 3), ("go on", 0, 2), ("entry", 1, 4)],
        [("entry", 0, 5)],
        [("go on", 0, 3), ("end", 0, 2), ("begin", 1, 1), ("entry", 0, 6), ("plan", 0, 0),
         ("strike", 0, 0), ("telling", 0, 0)],
    )  # fmt: skip
    attach(a.db, b.image())
    assert missing_in(a.db) == (1, 1, 2, 1)
    a.db.execute("DETACH other")
    both = together(a, b)
    attach(both.db, b.image())
    assert missing_in(both.db) == (0, 0, 0, 0)


def test_a_session_that_went_on_on_both_has_the_steps_of_both_and_is_counted_anew() -> None:
    begun: list[Act] = [("begin", 0, 3), ("go on", 0, 3), ("break off", 0, 1)]
    a, b = three(
        begun,
        [("resume", 0, 2), ("go on", 0, 1), ("break off", 0, 1)],
        [("entry", 0, 0), ("resume", 0, 2), ("go on", 0, 5), ("end", 0, 1)],
    )
    both = together(a, b)
    rows = both.db.execute("SELECT id, ending, active_s FROM session").fetchall()
    assert len(rows) == 1
    kept = {event.wall for event in events_in(both.db, rows[0][0])}
    for diary in (a, b):
        assert {event.wall for event in events_in(diary.db, 1)} <= kept
    assert rows[0][1] == "done"
    (done,) = both.db.execute("SELECT total(done) FROM item").fetchone()
    (alone,) = b.db.execute("SELECT total(done) FROM item").fetchone()
    assert done >= alone or rows[0][2] > 0


def test_a_copy_made_in_the_middle_of_a_session_does_not_open_it_again() -> None:
    here = OwnDiary("a")
    here.do([("begin", 0, 3), ("go on", 0, 2), ("word", 0, 0)])
    copy = OwnDiary("b", here)
    here.do([("word", 0, 0), ("go on", 0, 9), ("end", 0, 2)])
    before = contents(here)
    assert contents(together(here, copy)) == before
    assert contents(together(copy, here)) == before


def test_a_session_that_goes_on_stays_open_where_the_other_broke_it_off_before() -> None:
    begun: list[Act] = [("begin", 0, 3), ("go on", 0, 3), ("break off", 0, 1)]
    a, b = three(begun, [("resume", 0, 2), ("go on", 0, 1)], [])
    for both in (together(a, b), together(b, a)):
        assert contents(both) == contents(a)
        both.do([("end", 0, 1)])
        assert both.db.execute("SELECT ending FROM session").fetchall() == [("done",)]


def test_what_was_held_last_here_may_still_be_gone_on_with() -> None:
    a, b = three([], [("begin", 0, 3), ("break off", 0, 3)], [("begin", 0, 3), ("end", 0, 1)])
    both = together(a, b)
    latest = "SELECT uid FROM session ORDER BY id DESC LIMIT 1"
    assert both.db.execute(latest).fetchall() == a.db.execute(latest).fetchall()
    both.do([("begin", 1, 1)])
    assert both.db.execute("SELECT min(id), max(id) FROM session").fetchone() == (-1, 2)


def test_rows_of_one_uid_that_differ_are_both_kept() -> None:
    begun: list[Act] = [("begin", 0, 3), ("break off", 0, 4)]
    a, b = three(begun, [("resume", 0, 2)], [("entry", 0, 0), ("resume", 0, 9)])
    said = "SELECT now FROM entry WHERE source = 'before' AND replaces <> '' ORDER BY now"
    assert together(a, b).db.execute(said).fetchall() == [(2,), (9,)]


def test_putting_in_place_makes_it_the_other_and_keeps_the_device() -> None:
    a, b = three([], [("begin", 0, 3), ("entry", 0, 1)], [("begin", 1, 3), ("plan", 0, 0)])
    device = a.db.execute("SELECT id FROM device").fetchall()
    attach(a.db, b.image())
    a.db.execute("BEGIN IMMEDIATE")
    put_in_place(a.db)
    a.db.execute("COMMIT")
    assert contents(a) == contents(b)
    assert log_names(a) == log_names(b)
    assert a.db.execute("SELECT id FROM device").fetchall() == device


@pytest.mark.parametrize("table", [*ROWS, "session", "event", "item"])
def test_what_is_damaged_in_the_other_is_added_as_it_is_or_changes_nothing(
    table: str,
) -> None:
    acts: list[Act] = [(act, 1, 2) for act in ("begin", "go on", "end", "entry", "strike",
        "call", "telling", "since", "plan", "away", "visit", "change")]  # fmt: skip
    for column in ("wall_ms", "day", "nth", "seq", "at_s", "ended_ms", "now", "note", "done"):
        for damage in ("'words'", "x'ff00'", "-9e99", "9223372036854775807"):
            a, b = three(acts[:3], acts[3:], acts)
            if column not in [row[1] for row in b.db.execute(f"PRAGMA table_info({table})")]:
                continue
            b.db.execute(f"UPDATE OR IGNORE {table} SET {column} = {damage}")
            before = contents(a)
            try:
                both = contents(together(a, b))
            except sqlite3.Error:
                assert contents(a) == before
            else:
                assert before.keys() <= both.keys()


def test_a_value_that_is_too_long_is_not_added() -> None:
    a, b = three([], [], [("entry", 0, 1)])
    b.db.execute("UPDATE entry SET note = zeroblob(40000000)")
    with pytest.raises(sqlite3.Error):
        together(a, b)


# --- versions, as values ---------------------------------------------------------------


def version(ended_ms: int | None, *events: tuple[int, float], done: int = 1) -> SessionVersion:
    rows = [EventRow(seq, 1, at, round(at * 1000), "k", "", "{}") for seq, at in events]
    return SessionVersion(tuple(rows), (ended_ms, "done"), (None, 5.0, 0.0), ((0, "a", done),))


def test_two_events_of_one_number_both_stay_and_the_later_says_which_it_had() -> None:
    both = joined_version(version(None, (0, 1.0), (1, 2.0)), version(None, (0, 1.0), (1, 3.0)))
    seqs = [row.seq for row in both.version.events]
    assert seqs[:2] == [0, 1]
    assert seqs[2] >> 32 == 2
    assert [row.at_s for row in both.version.events] == [1.0, 2.0, 3.0]
    assert all(checked(row) for row in both.version.events)


def test_the_end_that_was_kept_last_counts_and_what_was_done_is_that_of_all_events() -> None:
    early, late = version(5_000, (0, 1.0), (1, 2.0)), version(9_000, (0, 1.0), done=7)
    both = joined_version(early, late)
    assert both.version.said == (9_000, "done")
    assert both.version.events == early.events
    assert both.is_to_sum
    same = joined_version(late, late)
    assert (same.version, same.is_to_sum) == (late, False)
