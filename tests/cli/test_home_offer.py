"""Bare ``backpt`` says that an offer waits: one that was asked about and not answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.cli.home import page
from backpt.journal.glance import read_glance
from backpt.journal.keeping import keep_rows
from backpt.journal.week_rows import Rows
from backpt.library import read_library
from backpt.prescription.model import prescribe
from backpt.progress.change import Change, ChangeField
from backpt.progress.entry import Entry, Telling
from backpt.progress.left_open import PHASE_RULE, UP_RULE
from tests.builders import shipped
from tests.journal import values
from tests.test_step_runs import LIBRARY, keep_full

if TYPE_CHECKING:
    from tests.cli.conftest import Program

DAY_S = 86_400.0
ASKED = values.NOON - 1.9 * DAY_S
WAITS = "After your next session: Rise, from 3 to 4?"


def after_two_full_sessions(program: Program, progress: str = "ask") -> None:
    """Two sessions that settled; the question about a step up was left without an answer."""
    own = program.write_own(LIBRARY.replace("PROGRESS", progress))
    library, _ = read_library(str(own), base=shipped())
    journal = Path(program.paths.journal)
    journal.parent.mkdir(parents=True, exist_ok=True)
    for ago in (4, 2):
        keep_full(journal, prescribe(library, "short"), values.NOON - ago * DAY_S)
        said = Entry(f"said-{ago}", values.NOON - (ago - 0.8) * DAY_S, 0, now=1)
        keep_rows(str(journal), Rows((said,)), 0)


def left_open(program: Program, wall: float = ASKED) -> None:
    telling = Telling(f"asked-{wall}", wall, 0, UP_RULE, "progress")
    keep_rows(program.paths.journal, Rows(tellings=(telling,)), 0)


def lines_of(program: Program) -> list[str]:
    return list(page(program.paths, values.NOON))


def test_an_offer_that_was_left_without_an_answer_waits_below_the_pain(
    program: Program,
) -> None:
    after_two_full_sessions(program)
    assert WAITS not in lines_of(program)
    left_open(program)
    lines = lines_of(program)
    assert lines[lines.index(WAITS) - 1].startswith("Pain: 1 ")
    assert lines.index(WAITS) < lines.index("What to type:")


@pytest.mark.parametrize("is_agreed", [True, False])
def test_an_offer_that_was_answered_waits_no_more(program: Program, is_agreed: bool) -> None:
    after_two_full_sessions(program)
    left_open(program)
    change = Change("c", ASKED, 0, "rise", ChangeField.REPS, 3, 4, "short", is_agreed=is_agreed)
    keep_rows(program.paths.journal, Rows(changes=(change,)), 0)
    assert not any(line.startswith("After your next") for line in lines_of(program))


def test_of_a_sheet_that_never_grows_no_offer_waits(program: Program) -> None:
    after_two_full_sessions(program, "never")
    left_open(program)
    assert not any(line.startswith("After your next") for line in lines_of(program))


def test_an_offer_of_last_week_waits_no_more_and_nothing_is_read_for_it(
    program: Program,
) -> None:
    after_two_full_sessions(program)
    left_open(program, values.NOON - 7 * DAY_S)
    assert read_glance(program.paths.journal, values.NOON).for_offer is None
    left_open(program)
    assert read_glance(program.paths.journal, values.NOON).for_offer is not None


def test_on_a_day_that_was_refused_no_offer_is_said(program: Program) -> None:
    after_two_full_sessions(program)
    left_open(program)
    entry = Entry("bad", values.NOON - 60, 0, now=9)
    keep_rows(program.paths.journal, Rows((entry,)), 0)
    assert WAITS not in lines_of(program)


# --- a phase ---------------------------------------------------------------------------

IS_OPEN = (
    "2 days of 6 or more in 7 days: better phase 1 (calm pain and move) again for a while."
    " The whole card: backpt plan --phase"
)


def phase_was_said(program: Program, ago: float) -> None:
    """Two days with much pain in phase 2, and the phase before was offered after a session."""
    flares = [
        Entry(f"f{days}", values.NOON - days * DAY_S, 0, now=6, worst=6) for days in (3, 5)
    ]
    wall = values.NOON - 30 * DAY_S
    chosen = Change("phase", wall, 0, "", ChangeField.PHASE, 1, 2)
    telling = Telling("said", values.NOON - ago * DAY_S, 0, PHASE_RULE, "progress", 1.0)
    Path(program.paths.journal).parent.mkdir(parents=True, exist_ok=True)
    rows = Rows(tuple(flares), changes=(chosen,), tellings=(telling,))
    keep_rows(program.paths.journal, rows, 0)


def test_a_phase_that_was_offered_stands_there_until_it_is_chosen(program: Program) -> None:
    phase_was_said(program, 2.0)
    assert IS_OPEN in lines_of(program)
    taken = Change("back", values.NOON - DAY_S, 0, "", ChangeField.PHASE, 2, 1)
    keep_rows(program.paths.journal, Rows(changes=(taken,)), 0)
    assert IS_OPEN not in lines_of(program)


def test_a_phase_that_was_offered_a_week_ago_is_said_after_a_session_first(
    program: Program,
) -> None:
    phase_was_said(program, 7.0)
    assert IS_OPEN not in lines_of(program)
