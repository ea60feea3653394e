"""``backpt did`` and ``show --unsure``: what happened away from the program is in the diary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backpt.clock import Clock
from backpt.journal.broken_off import read_all_unfinished
from backpt.journal.past import read_past
from backpt.journal.recorder import open_journal
from backpt.safety.levels import Practice
from tests.cli.test_changes import agreed, keep
from tests.cli.test_pain import date_of, entries
from tests.journal import values

if TYPE_CHECKING:
    from tests.cli.conftest import Program

pytestmark = pytest.mark.usefixtures("midday")


def test_a_routine_that_was_done_is_a_told_session_of_its_day(program: Program) -> None:
    said = program("did", "home-basics", "--on", "yesterday", "--pain", "3")
    assert said.code == 0
    assert said.out.startswith(
        f"In your diary: Home basics, {date_of(1)}, done without backpt."
    )
    (one,) = program("log", "--json").objects
    assert one["told"]
    assert one["started_local"].startswith(date_of(1))
    assert (one["ending"], one["pain_before"], one["pain_after"]) == ("done", None, 3)
    assert all(item["done"] == item["planned"] > 0 for item in one["items"])
    assert one["active_s"] > 0
    assert (
        program("log")
        .lines[0]
        .endswith("  Home basics, pain 3 after, finished, done without backpt")
    )


def test_what_was_done_is_the_dose_that_was_agreed_to_until_then(program: Program) -> None:
    keep(program, agreed())
    program("did", "core-starter", "--on", "yesterday")
    program("did", "core-starter")
    by_day = [
        next(item["planned"] for item in one["items"] if item["id"] == "bridge")
        for one in program("log", "--json").objects
    ]
    assert sorted(by_day) == [8, 9]


def test_it_counts_as_a_day_that_was_held_and_as_no_practice(program: Program) -> None:
    program("did", "home-basics")
    past = read_past(program.paths.journal, Clock().wall())
    assert past.before.days_off == 0
    assert [one.is_held for one in past.before.sessions] == [True]
    assert past.practice().held == Practice().held


def test_an_exercise_that_was_left_out_is_not_done(program: Program) -> None:
    said = program("did", "home-basics", "--without", "leg-lifts", "--without", "wall-slide")
    assert said.code == 0
    (one,) = program("log", "--json").objects
    done = {item["id"]: item["done"] for item in one["items"]}
    assert done["leg-lifts"] == done["wall-slides"] == 0
    assert done["knee-tilts"] > 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("home-basics", "--on", "tomorrow"), "--on 'tomorrow' is still to come"),
        (("home-basics", "--on", "2026-02-30"), "--on '2026-02-30' is no day"),
        (("home-basics", "--pain", "11"), "--pain is a whole number"),
        (("home-basics", "--without", "plank"), "--without 'plank' is no exercise of"),
        (("no-such-thing",), "There is no routine or exercise no-such-thing"),
        (("leg-lifts", "--without", "leg-lifts"), "Nothing of it is left"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence_and_nothing_is_kept(
    program: Program, arguments: tuple[str, ...], told: str
) -> None:
    said = program("did", *arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(told)
    assert said.err.count("\n") == 1
    assert program("log", "--json").objects == []


def test_where_no_file_takes_it_that_is_said_and_it_is_a_failure(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = program.home / "blocked"
    blocked.write_text("a file where folders are wanted")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    monkeypatch.setattr("backpt.journal.waiting._temporary", lambda: [str(blocked)])
    said = program("did", "home-basics")
    assert (said.code, said.out) == (1, "")
    assert said.err.endswith("Nothing could be kept: say it again later.\n")
    assert said.err.count("\n") == 1


def test_killed_before_it_was_kept_whole_it_is_nothing_to_go_on_with(program: Program) -> None:
    path = program.paths.journal
    journal = open_journal(path, values.raise_)
    values.begin(journal, values.routine(), started_wall=Clock().wall(), is_told=True)
    journal.close()  # never finished: the program was killed between the two
    assert read_all_unfinished(path, Clock().wall()) == ()
    assert "--resume" not in program().out
    assert read_past(path, Clock().wall()).before.days_off is None


def test_it_can_be_taken_back(program: Program) -> None:
    program("did", "home-basics")
    (one,) = program("log", "--json").objects
    program("log", "--strike", one["id"])
    assert read_past(program.paths.journal, Clock().wall()).before.days_off is None


def test_not_sure_how_twice_is_for_a_therapist_to_show(program: Program) -> None:
    said = program("show", "bird-dog", "--unsure")
    assert said.code == 0
    assert said.out.startswith("In your diary: you are not sure how to do ")
    assert entries(program)[0]["unsure"] == ["bird-dog"]
    program("pain", "2")
    rules = program("advice", "--json").objects[0]["rules"]
    (unsure,) = [one for one in rules if one["rule"] == "T4"]
    assert "bird-dog" in str(unsure["inputs"])


def test_a_routine_is_no_exercise_to_be_unsure_of(program: Program) -> None:
    said = program("show", "home-basics", "--unsure")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("--unsure is for one exercise")
