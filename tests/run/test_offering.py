"""What is offered once a session is over: at most one question, and a phase once a week."""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.journal.course_reader import read_course
from backpt.journal.keeping import keep_rows
from backpt.journal.recorder import open_journal
from backpt.journal.week_rows import Rows
from backpt.prescription.model import prescribe
from backpt.progress.change import Change, ChangeField
from backpt.progress.entry import Entry, Source, Telling
from backpt.progress.left_open import PHASE_RULE
from backpt.run.offering import offer_at_end, standing_now
from backpt.run.request import SessionRequest
from backpt.safety.days import Leg
from tests.builders import shipped
from tests.journal.test_before import keep
from tests.scripted import NOON, Evening, ScriptedConsole

DAY_S = 86_400.0


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    made = Evening(tmp_path, shipped())
    Path(made.paths.journal).parent.mkdir(parents=True)
    open_journal(made.paths.journal, print).close()
    return made


def at_end(evening: Evening, **script: str) -> tuple[list[str], ScriptedConsole]:
    """End a session of home-basics at noon, and return the last words."""
    order: SessionRequest = evening.order(prescribe(evening.library, "home-basics"))
    asked = {f"{name.replace('_', ' ')}?": keys for name, keys in script.items()}
    console = ScriptedConsole(asked)
    words = ["done"]
    offer_at_end(order, console, order.routine.id, words)
    return words, console


def say(evening: Evening, *entries: Entry, changes: tuple[Change, ...] = ()) -> None:
    keep_rows(evening.paths.journal, Rows(entries, changes=changes), 0)


def chosen(to: str | float) -> Change:
    return Change("phase", NOON - 60 * DAY_S, 0, "", ChangeField.PHASE, 1, to)


def test_nothing_is_said_of_an_empty_diary(evening: Evening) -> None:
    words, console = at_end(evening)
    assert (words, console.titles) == (["done"], [])


def test_a_phase_that_is_offered_is_said_once_a_week(evening: Evening) -> None:
    flares = [Entry(f"f{ago}", NOON - ago * DAY_S, 0, now=6) for ago in (1, 3)]
    say(evening, *flares, changes=(chosen(2),))
    words, _ = at_end(evening)
    assert words == [
        "2 days of 6 or more in 7 days: better phase 1 (calm pain and move) again for a while."
        " The whole card: backpt plan --phase",
        "done",
    ]
    assert at_end(evening)[0] == ["done"]


def test_a_phase_is_said_in_three_weeks_of_twelve_and_then_no_more(evening: Evening) -> None:
    """Who left it three times has chosen; another phase is news."""
    flares = [Entry(f"f{ago}", NOON - ago * DAY_S, 0, now=6) for ago in (1, 3)]
    said = [
        Telling(f"t{ago}", NOON - ago * DAY_S, 0, PHASE_RULE, "progress", 1.0)
        for ago in (7, 14, 21)
    ]
    say(evening, *flares, changes=(chosen(2),))
    keep_rows(evening.paths.journal, Rows(tellings=tuple(said)), 0)
    assert at_end(evening)[0] == ["done"]


def test_an_old_one_and_one_of_another_phase_leave_it_to_be_said(evening: Evening) -> None:
    flares = [Entry(f"f{ago}", NOON - ago * DAY_S, 0, now=6) for ago in (1, 3)]
    said = [
        Telling(f"t{ago}", NOON - ago * DAY_S, 0, PHASE_RULE, "progress", number)
        for ago, number in ((7, 3.0), (14, 1.0), (21, 1.0), (84, 1.0))
    ]
    say(evening, *flares, changes=(chosen(2),))
    keep_rows(evening.paths.journal, Rows(tellings=tuple(said)), 0)
    assert at_end(evening)[0][0].startswith("2 days of 6 or more in 7 days")


def test_in_maintenance_it_is_asked_once_a_month_if_all_is_still_well(
    evening: Evening,
) -> None:
    keep(Path(evening.paths.journal), 40, pain=0, now=NOON)
    say(evening, changes=(chosen("maintenance"),))
    words, console = at_end(evening, Still_well="2")
    assert console.titles == ["Still well?"]
    assert words == ["done"]
    weekly = [
        one
        for _, one in read_course(evening.paths.journal, NOON).entries
        if one.source is Source.WEEKLY
    ]
    assert [one.worst for one in weekly] == [2]
    assert at_end(evening)[1].titles == []


def test_still_well_may_be_left_out(evening: Evening) -> None:
    keep(Path(evening.paths.journal), 40, pain=0, now=NOON)
    say(evening, changes=(chosen("maintenance"),))
    assert at_end(evening, Still_well="\r")[1].titles == ["Still well?"]
    assert not any(
        one.source is Source.WEEKLY
        for _, one in read_course(evening.paths.journal, NOON).entries
    )


def test_what_is_read_for_an_offer_is_what_the_card_of_the_phases_is_made_of(
    evening: Evening,
) -> None:
    say(evening, Entry("leg", NOON - DAY_S, 0, now=2, leg=Leg.NONE))
    now = standing_now(evening.paths, NOON)
    assert now.card(evening.library).phase == 1
    assert now.occasions == ()
