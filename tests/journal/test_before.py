"""What the days before say about a session today, and journals of an older backpt."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from backpt.journal import schema
from backpt.journal.habit import read_habit
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.local_days import local_day, utc_offset_s
from backpt.journal.past import read_past
from backpt.journal.recorder import open_journal
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.prescription.model import Routine
from backpt.progress.entry import Entry, Source
from backpt.safety.days import Earlier, Leg, Settled, read_standing
from backpt.session.commands import Command
from backpt.session.compile import flatten
from backpt.session.events import Ending, PainReported
from backpt.session.player import Player
from backpt.session.records import ICEPACK, SESSION, Before
from backpt.session.summary import Summary
from tests.journal.values import (
    read_days_before,
    read_last,
    read_sessions,
    read_unfinished,
)

from .values import NOON, ORIGIN, done, killed_after, raise_, record, routine

DAY_S = 24 * 3600.0
NOW = 1_800_000_000.0
NOW_DAY = local_day(NOW)
NOTHING = Summary._make(Summary._field_defaults.get(name, ()) for name in Summary._fields)


def keep(
    path: Path,
    days_ago: float,
    *,
    pain: int | None = None,
    leg: str | None = None,
    kind: str = SESSION,
    rehearsal: bool = False,
    active_s: float = 60.0,
    asked: str = "",
    routine: str = "home-basics",
    ending: Ending = Ending.DONE,
    now: float = NOW,
    after: int | None = None,
    settled: str | None = None,
    has_talked: bool = False,
    something_new: bool | None = None,
) -> None:
    """Add a session that was begun and closed so many days before ``now``."""
    journal = open_journal(str(path), print)
    journal.begin(
        kind=kind,
        routine=Routine(routine, "R", ()),
        compiler=1,
        started_wall=now - days_ago * DAY_S,
        pain_before=pain,
        rehearsal=rehearsal,
        origin=0.0,
        leg=leg,
        asked=asked,
        settled=settled,
        has_talked=has_talked,
        something_new=something_new,
    )
    summary = NOTHING._replace(active_s=active_s, pain_high=None, items=())
    ended = now - days_ago * DAY_S + 60
    journal.finish(ending, summary, ended_wall=ended, pain_after=after)
    journal.close()


def week_said(path: Path, now: float = NOW) -> None:
    """Keep a card of the week, so that it does not come on whatever weekday a test runs."""
    said = Entry(new_uid(), now, utc_offset_s(now), Source.WEEKLY, worst=3)
    assert keep_rows(str(path), Rows((said,)), 1) == ("", "")


def further(path: Path) -> int:
    """Return at how many sessions running the leg was further down, as it stands today."""
    before = read_days_before(str(path), NOW)
    return read_standing(before.sessions, before.today).further


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_no_journal_is_nothing_before(path: Path) -> None:
    assert read_days_before(str(path), NOW) == Before(local_day(NOW))


def test_the_first_pain_of_each_day_counts_latest_day_first(path: Path) -> None:
    keep(path, 3, pain=5)
    keep(path, 1, pain=4)
    keep(path, 0.9999, pain=9)
    keep(path, 2, pain=None)
    assert read_days_before(str(path), NOW).entries == ((1, 4), (3, 5))


def test_no_more_days_are_read_than_a_baseline_needs(path: Path) -> None:
    for ago in range(10, 0, -1):
        keep(path, ago, pain=ago)
    assert read_days_before(str(path), NOW).entries == tuple((ago, ago) for ago in range(1, 8))


def test_rehearsals_and_packs_without_a_word_are_no_entries(path: Path) -> None:
    keep(path, 1, pain=4, leg="further", rehearsal=True)
    keep(path, 1, kind=ICEPACK)
    assert read_days_before(str(path), NOW) == Before(local_day(NOW))


def test_pain_said_with_a_pack_is_an_entry_and_the_pack_no_session(path: Path) -> None:
    keep(path, 1, pain=4, kind=ICEPACK)
    before = read_days_before(str(path), NOW)
    assert before.entries == ((1, 4),)
    assert [one.is_held for one in before.sessions] == [False]
    assert before.days_off is None


@pytest.mark.parametrize(
    ("legs", "running"),
    [
        ((), 0),
        (("further",), 1),
        (("further", "same"), 2),
        (("same", "further", "same"), 2),
        (("further", "closer"), 0),
        (("further", "none"), 0),
        (("further", "none", "same"), 0),
        (("same", "further", "further"), 2),
        (("further", None), 1),
    ],
)
def test_sessions_running_with_pain_further_down_are_counted(
    path: Path, legs: tuple[str | None, ...], running: int
) -> None:
    for number, leg in enumerate(legs):
        keep(path, 10 - number, leg=leg)
    assert further(path) == running


def test_days_off_are_counted_from_the_last_day_on_which_something_was_done(path: Path) -> None:
    keep(path, 12, active_s=300.0)
    keep(path, 2, active_s=0.0)
    assert read_days_before(str(path), NOW).days_off == 12
    keep(path, 1, active_s=1.0)
    assert read_days_before(str(path), NOW).days_off == 1


def test_a_day_that_was_refused_counts_with_its_pain_and_leg_but_not_as_done(
    path: Path,
) -> None:
    keep(path, 9, pain=3)
    for ago, ending in ((2, Ending.PAIN), (1, Ending.EMERGENCY)):
        keep(path, ago, pain=9, leg="further", active_s=0.0, ending=ending)
    before = read_days_before(str(path), NOW)
    assert before.entries == ((1, 9), (2, 9), (9, 3))
    assert before.days_off == 9
    assert further(path) == 2
    days = [(NOW_DAY - one.day, one.is_held, one.is_refused) for one in before.sessions]
    assert days == [(1, False, False), (2, False, True), (9, True, False)]
    assert read_habit(str(path), NOW).finished == 1
    latest = read_last(str(path), NOW)
    assert latest is not None
    assert latest.pain_before == 3
    assert len(read_sessions(str(path))) == 3
    assert read_unfinished(str(path), NOW, stopped_since_wall=0.0) is None


def test_what_was_said_of_the_days_before_comes_back_as_it_was_said(path: Path) -> None:
    keep(path, 3, pain=3, after=5, something_new=True)
    keep(path, 2, pain=4, settled="no", has_talked=True, leg="same", routine="flare-up-day")
    later, first = read_days_before(str(path), NOW).sessions
    assert later == Earlier(
        NOW_DAY - 2,
        before=4,
        worst=4,
        leg=Leg.SAME,
        routine="flare-up-day",
        is_held=True,
        settled=Settled.NO,
        has_talked=True,
    )
    assert (first.before, first.after, first.worst) == (3, 5, 5)
    assert (first.something_new, later.something_new) == (True, None)


def test_a_session_that_goes_on_is_none_of_those_before_it(path: Path) -> None:
    keep(path, 8, pain=3, leg="further")
    keep(path, 0, pain=7, leg="further", ending=Ending.STOPPED)
    assert further(path) == 2
    before = read_past(str(path), NOW).before_latest
    assert (before.entries, before.days_off) == (((8, 3),), None)
    assert [one.day for one in before.sessions] == [NOW_DAY - 8]
    assert before.going_on is not None
    assert (before.going_on.before, before.going_on.leg) == (7, "further")


def further_down(path: Path, keys: tuple[Command, ...], leg: str | None = "none") -> None:
    """Keep a session in the first exercise of which ``keys`` are pressed, then stop it."""
    prescribed = routine("Leg lifts", "Knee tilts")
    steps = flatten(prescribed, speech)
    player = Player(steps, speech)
    journal = open_journal(str(path), raise_)
    journal.begin(
        kind=SESSION,
        routine=prescribed,
        compiler=1,
        started_wall=NOW,
        pain_before=2,
        rehearsal=False,
        origin=0.0,
        leg=leg,
    )
    events = player.start(0.0)
    for command in (Command.HURTS, *keys, Command.STOP):
        events += player.command(command, 1.0)
    record(journal, events, steps)
    journal.finish(Ending.STOPPED, Summary((), "stopped", 1.0, None), ended_wall=NOW)
    journal.close()


@pytest.mark.parametrize("leg", [None, "none", "same"])
def test_further_down_the_leg_in_a_session_is_the_leg_of_that_session(
    path: Path, leg: str | None
) -> None:
    further_down(path, (Command.LEG,), leg)
    further_down(path, (Command.LEG,), leg)
    assert further(path) == 2


def test_further_down_the_leg_in_a_session_holds_for_the_rest_of_that_day(path: Path) -> None:
    further_down(path, (Command.LEG,), "none")
    assert read_days_before(str(path), NOW).further_today
    going_on = read_past(str(path), NOW)
    assert going_on.latest is not None
    assert going_on.before_latest.further_today
    assert not read_days_before(str(path), NOW + DAY_S).further_today


def test_what_was_said_of_the_leg_before_a_session_is_asked_anew_that_day(path: Path) -> None:
    keep(path, 0, pain=2, leg="further")
    assert not read_days_before(str(path), NOW).further_today


def test_an_exercise_that_is_ended_without_a_word_says_nothing_of_the_leg(path: Path) -> None:
    further_down(path, (Command.SILENCE,))
    assert further(path) == 0


def test_pain_said_in_a_session_that_was_killed_counts_the_next_day(path: Path) -> None:
    steps = flatten(routine(), speech)
    held = done(steps, last=4)
    killed = killed_after(path, routine(), [*held, PainReported(ORIGIN + 41.0, 4, 8)])
    before = read_days_before(str(path), NOON + DAY_S)
    (earlier,) = before.sessions
    assert (earlier.worst, earlier.is_held, before.days_off) == (8, True, 1)
    killed.close()


def test_a_session_that_was_killed_at_once_was_not_held(path: Path) -> None:
    killed = killed_after(path, routine(), [])
    (earlier,) = read_days_before(str(path), NOON + DAY_S).sessions
    assert (earlier.worst, earlier.is_held) == (3, False)
    killed.close()


def test_what_is_said_before_going_on_is_kept_with_the_session(path: Path) -> None:
    killed_after(path, routine(), [])
    old = read_unfinished(str(path), NOON)
    assert old is not None
    said = old.header._replace(pain_before=4, leg="further", something_new=True)
    journal = open_journal(str(path), raise_)
    journal.resume(old._replace(header=said), origin=0.0)
    again = read_unfinished(str(path), NOON)
    assert again is not None
    assert again.header == said
    journal.close()


def test_the_last_routine_is_the_one_that_was_asked_for(path: Path) -> None:
    keep(path, 1, routine="flare-up-day", asked="core-starter")
    assert read_habit(str(path), NOW).last_routine == "core-starter"
    keep(path, 0, routine="flare-up-day")
    assert read_habit(str(path), NOW).last_routine == "flare-up-day"


def test_a_journal_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    with sqlite3.connect(path) as db:
        schema.migrate(db, schema.MIGRATIONS[:1])
        db.execute("INSERT INTO prescription VALUES (1, 0, '{}')")
        db.execute(
            "INSERT INTO session (day, nth, kind, routine, name, prescription, compiler,"
            " started_ms, rehearsal, pain_before, ended_ms, ending, active_s)"
            " VALUES (739200, 1, 'session', 'mine', 'Mine', 1, 1, 1000, 0, 4, 2000, 'done', 9)"
        )
    db.close()
    assert read_habit(str(path), NOW).last_routine == "mine"
    (kept,) = read_sessions(str(path))
    assert kept.pain_before == 4
    assert read_unfinished(str(path), NOW) is None
    assert read_days_before(str(path), NOW).entries[0][1] == 4


def test_further_down_before_a_session_that_lies_ahead_stands_until_closer_or_none(
    path: Path,
) -> None:
    """The clock ran ahead and was set back: what was said under it is no less true."""
    keep(path, 3, leg="none")
    keep(path, -300, leg="further")
    assert read_days_before(str(path), NOW).further_today
    keep(path, 0.1, leg="same")
    assert read_days_before(str(path), NOW).further_today
    assert read_days_before(str(path), NOW + DAY_S).further_today
    keep(path, 0, leg="closer")
    assert not read_days_before(str(path), NOW).further_today
    assert not read_days_before(str(path), NOW + DAY_S).further_today


def test_further_down_in_a_session_that_lies_ahead_is_lifted_by_none(path: Path) -> None:
    further_down(path, (Command.LEG,))
    assert read_days_before(str(path), NOW - 300 * DAY_S).further_today
    keep(path, 300, leg="none")
    assert not read_days_before(str(path), NOW - 300 * DAY_S).further_today
    assert read_days_before(str(path), NOW).further_today  # of that day itself nothing lifts it
