"""``backpt pain``: what is said between sessions is kept, whatever is in the way."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from backpt.clock import Clock
from backpt.journal import sqlite
from backpt.journal.local_days import local_time
from backpt.journal.recorder import open_journal
from backpt.session.events import Ending
from tests.journal import values
from tests.journal.values import (
    begin,
    raise_,
    read_last,
    routine,
    summary,
)

if TYPE_CHECKING:
    from tests.cli.conftest import Program

pytestmark = pytest.mark.usefixtures("midday")

DAY_S = 86_400


def entries(program: Program) -> list[dict[str, Any]]:
    return [one for one in program("log", "--all", "--json").objects if one["kind"] == "pain"]


def date_of(days_ago: float) -> str:
    return local_time(Clock().wall() - days_ago * DAY_S)[:10]


def test_an_entry_keeps_all_that_was_said(program: Program) -> None:
    said = program(
        *("pain", "4", "--worst", "6", "--leg", "further", "--note", "sat all day"),
        *("--activity", "tie my shoes=3", "--activity", "a film = 10"),
    )
    assert said.code == 0
    assert said.out.startswith(
        'In your diary: pain 4, worst 6, pain further down the leg, "tie my shoes" 3 of 10,'
        ' "a film" 10 of 10, '
    )
    (one,) = entries(program)
    assert (one["pain"], one["worst"], one["leg"], one["note"]) == (
        4,
        6,
        "further",
        "sat all day",
    )
    assert one["activities"] == [
        {"name": "tie my shoes", "can": 3},
        {"name": "a film", "can": 10},
    ]
    assert not one["struck"]
    head, note = program("log").lines
    assert head.endswith(', "tie my shoes" 3 of 10, "a film" 10 of 10')
    assert "  Pain 4, worst 6, pain further down the leg, " in head
    assert note == "  Note: sat all day"


def test_an_entry_keeps_how_far_it_reaches_and_what_it_kept_from_and_the_log_shows_it(
    program: Program,
) -> None:
    said = program("pain", "5", "--spread", "below-knee", "--tingling", "--woken", "--limited")
    words = "below the knee, tingling in a leg, woken by it in the night, kept from much"
    assert said.code == 0
    assert f"pain 5, {words} that day, " in said.out
    assert "If the tingling is new, answer the safety questions now: backpt safety." in said.out
    assert program("pain", "--no-tingling", "--spread", "none").code == 0
    now, before = entries(program)
    keys = ("spread", "tingling", "woken", "limited")
    assert [before[key] for key in keys] == ["below-knee", True, True, 2]
    assert [now[key] for key in keys] == ["none", False, None, None]
    shown = " ".join(program("log").out.split())
    assert f"Pain 5, {words} that day" in shown
    assert "In the back only, no tingling" in shown


def test_with_json_nothing_of_the_body_can_be_said(program: Program) -> None:
    for flag in ("--tingling", "--no-tingling", "--woken", "--limited"):
        said = program("pain", flag, "--json")
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("--json shows your diary")


def test_three_entries_of_a_day_are_three_and_none_is_written_over(program: Program) -> None:
    for pain in ("0", "10", "4"):
        assert program("pain", pain).code == 0
    assert [one["pain"] for one in entries(program)] == [4, 10, 0]
    day = date_of(0)
    assert [one["id"] for one in entries(program)] == [f"{day}-p{n}" for n in (3, 2, 1)]


def test_what_was_said_out_of_order_stands_by_its_moment(program: Program) -> None:
    assert program("pain", "3").code == 0
    assert program("pain", "7", "--at", "yesterday 20:00").code == 0
    assert program("pain", "5", "--at", date_of(3)).code == 0
    found = entries(program)
    assert [one["pain"] for one in found] == [3, 7, 5]
    assert [one["at_local"] for one in found[1:]] == [
        f"{date_of(1)} 20:00",
        f"{date_of(3)} 12:00",
    ]


@pytest.mark.parametrize(
    "pain", ["11", "-1", "-3.5", "3.5", "4/10", "four", "", "\u00b2", "1e1"]
)
def test_pain_that_is_none_is_told_in_one_sentence(program: Program, pain: str) -> None:
    said = program("pain", pain)
    assert said.code == 2
    assert said.out == ""
    assert said.err == (
        "Pain is a whole number from 0 (none) to 10 (worst); write: backpt pain 4\n"
    )
    assert not Path(program.paths.journal).exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--at", "last tuesday"], "--at 'last tuesday' is no moment; write --at 20:00,"),
        (["--at", "2026-02-30"], "--at '2026-02-30' is no moment"),
        (["--at", "25:00"], "--at '25:00' is no moment"),
        (["--at", "1999-12-31"], "--at '1999-12-31' is too long ago"),
        (["--at", "1970-01-01 10:00"], "--at '1970-01-01 10:00' is too long ago"),
        (["--since", "1999-12-31"], "--since '1999-12-31' is too long ago"),
        (["--at", ""], "--at '' is no moment"),
        (["--at", "tomorrow"], "--at 'tomorrow' is still to come"),
        (["--at", "9998-01-01 10:00"], "--at '9998-01-01 10:00' is still to come"),
        (["--since", "tomorrow"], "--since 'tomorrow' is still to come"),
        (["--since", "2026-02-30"], "--since '2026-02-30' is no day"),
        (["--worst", "11"], "--worst is a whole number"),
        (["--worst", "3"], "--worst is the worst of the day"),
        (["--leg", "left"], "--leg is one of: none, same, closer, further."),
        (["--activity", "shoes"], "--activity is a thing"),
        (["--activity", "shoes=11"], "--activity is a thing"),
        (["--note", "a\nb"], "--note is a few plain words"),
        (["--note", "a\u202eb"], "--note is a few plain words"),
        (
            ["--activity", "tie=1", "--activity", " tie =2"],
            "The same --activity is there twice",
        ),
        (["--spread", "knee"], "--spread is one of: none, buttock, thigh, below-knee."),
        (["--tingling", "--no-tingling"], "--tingling and --no-tingling say the opposite"),
    ],
)
def test_an_option_that_cannot_be_is_told_in_one_sentence_and_nothing_is_kept(
    program: Program, options: list[str], told: str
) -> None:
    said = program("pain", "4", *options)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(told)
    assert said.err.count("\n") == 1
    assert not Path(program.paths.journal).exists()


@pytest.mark.slow
def test_while_another_program_writes_an_entry_waits_beside_the_diary_and_is_taken_in(
    program: Program,
) -> None:
    assert program("pain", "2").code == 0
    other = sqlite3.connect(program.paths.journal, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = program("pain", "5")
    assert said.code == 0
    assert said.out.startswith("Kept for your diary: pain 5")
    assert "in use by another program" in said.err
    assert "try again" not in said.err
    assert "what you said waits in " in said.err
    assert "Do not say it again." in said.err
    assert [one["pain"] for one in entries(program)] == [5, 2]  # read with the diary
    other.execute("ROLLBACK")
    other.close()
    assert program("pain", "3").err == ""
    db = sqlite3.connect(program.paths.journal)
    assert db.execute("SELECT now FROM entry ORDER BY wall_ms").fetchall() == [(2,), (5,), (3,)]
    db.close()
    assert [one["pain"] for one in entries(program)] == [3, 5, 2]


NEWER = "was written by a newer backpt; update backpt to use it"


def of_version(program: Program, version: int) -> int:
    """Put the diary to a version of its tables; return the one it had."""
    db = sqlite3.connect(program.paths.journal)
    (had,) = db.execute("PRAGMA user_version").fetchone()
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    return int(had)


@pytest.mark.parametrize(
    ("command", "kept"),
    [
        (("pain", "5"), "pain 5, "),
        (("pain", "--since", "yesterday"), "this began on "),
        (("advice", "--done", "called"), "you have talked to somebody."),
        (("show", "bird-dog", "--unsure"), "you are not sure how to do "),
        (("did", "home-basics", "--pain", "3"), "Home basics, "),
    ],
)
def test_a_diary_of_a_newer_backpt_is_left_and_what_was_said_waits_and_comes_into_it(
    program: Program, command: tuple[str, ...], kept: str
) -> None:
    """Nothing is lost, so that it is no failure; what one has to do is said once."""
    assert program("pain", "2").code == 0
    ours = of_version(program, 999)
    before = Path(program.paths.journal).read_bytes()
    said = program(*command)
    assert said.code == 0
    assert said.out.startswith(f"Kept for your diary: {kept}")
    assert said.err.count(NEWER) == said.err.count("\n") == 1
    assert Path(program.paths.journal).read_bytes() == before
    of_version(program, ours)
    (waiting,) = Path(program.paths.data).glob("*.jsonl")
    if command[0] == "did":
        assert f"log --import {waiting}" in program().out
        assert program("log", "--import", str(waiting)).code == 0
    else:
        assert "your next entry adds it" in program().out
        assert "--import" not in program().out
        assert program("pain", "3").err == ""
    assert not waiting.exists()


@pytest.mark.parametrize(
    "command", [("pain",), ("advice",), ("log",), ("log", "--strike", "x")]
)
def test_of_a_diary_that_cannot_be_read_nothing_is_said_from_what_waits_alone(
    program: Program, command: tuple[str, ...]
) -> None:
    assert program("pain", "2").code == 0
    of_version(program, 999)
    program("pain", "5")
    said = program(*command)
    assert (said.code, said.out) == (1, "")
    assert NEWER in said.err
    assert program("pain", "9").out.splitlines()[1].startswith("Pain 9. Not today.")


def test_where_nothing_can_be_written_it_is_said_that_nothing_is_kept(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = program.home / "blocked"
    blocked.write_text("a file where folders are wanted")
    for name in ("XDG_DATA_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(blocked))
    monkeypatch.setattr("backpt.journal.waiting._temporary", lambda: [str(blocked)])
    said = program("pain", "5")
    assert said.code == 1
    assert said.out == ""
    assert "Nothing could be kept: say it again later." in said.err


def test_a_clock_that_was_set_back_loses_no_entry(program: Program) -> None:
    path = program.paths.journal
    assert program("pain", "4").code == 0
    db = sqlite3.connect(path)
    with db:  # said when the clock ran a year ahead
        db.execute("UPDATE entry SET wall_ms = wall_ms + ?", (365 * DAY_S * 1000,))
    db.close()
    assert program("pain", "2").code == 0
    assert [one["pain"] for one in entries(program)] == [4, 2]


def test_a_strike_takes_back_and_a_second_one_brings_back(program: Program) -> None:
    assert program("pain", "9").code == 0
    (one,) = entries(program)
    said = program("log", "--strike", one["id"])
    assert said.code == 0
    assert said.out.startswith("Taken back, it counts no more: ")
    assert entries(program)[0]["struck"]
    assert program("log").lines[0].endswith("Pain 9, taken back: does not count")
    again = program("log", "--strike", one["at_local"])
    assert again.out.startswith("It counts again: ")
    assert not entries(program)[0]["struck"]
    assert program("log", "--strike", one["id"]).out.startswith("Taken back")
    assert entries(program)[0]["struck"]
    db = sqlite3.connect(program.paths.journal)
    assert db.execute("SELECT count(*) FROM strike").fetchone() == (3,)  # rows are only added
    db.close()


def test_a_session_that_is_taken_back_counts_for_nothing_until_it_is_brought_back(
    program: Program,
) -> None:
    from backpt.journal.past import read_past

    journal = open_journal(program.paths.journal, raise_)
    begin(journal, routine(), leg="further")
    journal.finish(Ending.DONE, summary(), ended_wall=values.NOON + 60)
    journal.close()
    now = values.NOON + 120

    def counts() -> tuple[bool, ...]:
        past = read_past(program.paths.journal, now)
        last = read_last(program.paths.journal, now)
        return bool(past.before.sessions), bool(past.practice().held), last is not None

    assert counts() == (True, True, True)
    (one,) = program("log", "--json").objects
    program("log", "--strike", one["id"])
    assert counts() == (False, False, False)
    assert program("log", "--json").objects[0]["struck"]
    program("log", "--strike", one["id"])
    assert counts() == (True, True, True)


def test_a_strike_of_nothing_names_what_to_write(program: Program) -> None:
    program("pain", "4")
    said = program("log", "--strike", "2026-01-01-9")
    assert said.code == 2
    assert said.err.startswith("There is no '2026-01-01-9' in your diary; write the date and")
    program("pain", "5")
    when = entries(program)[0]["at_local"]
    if entries(program)[1]["at_local"] == when:
        both = program("log", "--strike", when)
        assert both.code == 2
        assert "is 2 rows of the diary" in both.err


@pytest.mark.parametrize("where", ["Europe/Berlin", "America/New_York", "Pacific/Auckland"])
def test_yesterday_is_that_of_the_zone_that_is_set(
    program: Program, zone: Callable[[str], None], where: str
) -> None:
    zone(where)
    yesterday = date_of(1)
    assert program("pain", "6", "--at", "yesterday 08:30").code == 0
    (one,) = entries(program)
    assert one["at_local"] == f"{yesterday} 08:30"


def test_a_disk_without_room_keeps_the_entry_in_a_file(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program("pain", "2").code == 0
    connect = sqlite3.connect

    def on_a_full_disk(*arguments: Any, **named: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(*arguments, **named)
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    monkeypatch.setattr(sqlite, "connect", on_a_full_disk)
    long = "x" * 500
    said = [program("pain", "5", "--note", long) for _ in range(40)]
    assert all(one.code == 0 for one in said)
    assert "is full; make room on it." in said[-1].err
    monkeypatch.undo()
    monkeypatch.setenv("XDG_DATA_HOME", os.path.dirname(os.path.dirname(program.paths.journal)))


@pytest.mark.parametrize(
    "note", ["\U0001f468\u200d\U0001f469\u200d\U0001f467", "می\u200cخواهم"]
)
def test_a_note_may_have_letters_and_emoji_that_are_joined(program: Program, note: str) -> None:
    assert program("pain", "4", "--note", note).code == 0
    assert entries(program)[0]["note"] == note
    assert program("log").lines[1].startswith(f"  Note: {note[0]}")
