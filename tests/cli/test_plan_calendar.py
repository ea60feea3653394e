"""``backpt plan --calendar``: the plan goes to a file that calendars read."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from backpt.cli import run
from backpt.cli.common import usual_manner
from backpt.cli.plan_calendar import STDOUT
from backpt.language import speech
from backpt.prescription.model import prescribe
from backpt.session.compile import flatten
from backpt.session.steps import total_s
from tests.builders import shipped
from tests.cli.test_plan import iso

if TYPE_CHECKING:
    from tests.cli.conftest import Program

icalendar = pytest.importorskip("icalendar", reason="pip install '.[dev]'")


def events(text: str | bytes) -> list[Any]:
    found: list[Any] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return found


def test_the_plan_is_written_with_how_long_each_routine_takes(program: Program) -> None:
    program("plan", "core-starter", "--days", "mon,wed,fri", "--at", "7:05")
    program("plan", "home-basics", "--days", "daily", "--after", "coffee")
    program("plan", "--visit", iso(9))
    path = program.home / "plan.ics"
    said = program("plan", "--calendar", str(path))
    assert said.code == 0
    assert f"Your plan is in {path}: " in " ".join(said.out.split())
    core, basics, visit = sorted(events(path.read_bytes()), key=lambda one: one["SUMMARY"])
    length_s = total_s(flatten(prescribe(shipped(), "core-starter"), speech, usual_manner()))
    assert (
        timedelta(0) <= core["DURATION"].dt - timedelta(seconds=length_s) < timedelta(minutes=1)
    )
    assert (core["DTSTART"].dt.hour, core["DTSTART"].dt.minute) == (7, 5)
    assert "To begin: backpt session core-starter" in core["DESCRIPTION"]
    assert basics["SUMMARY"] == "Home basics, after coffee"
    assert "DURATION" not in basics
    assert "min." in basics["DESCRIPTION"]
    assert basics["DTSTART"].dt.isoformat() == iso(0)
    assert (visit["SUMMARY"], visit["DTSTART"].dt.isoformat()) == (
        "Visit to your therapist",
        iso(9),
    )


def test_what_the_precautions_leave_out_takes_no_time(program: Program) -> None:
    program("plan", "core-starter", "--days", "daily", "--at", "18:00")
    (whole,) = events(program("plan", "--calendar", STDOUT).out)
    program("safety", "--answers", "none;none;bones,wrist")
    (less,) = events(program("plan", "--calendar", STDOUT).out)
    assert less["DURATION"].dt < whole["DURATION"].dt


def test_a_hyphen_prints_the_file_and_nothing_else_the_same_each_time(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily")
    said = program("plan", "--calendar", STDOUT)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("BEGIN:VCALENDAR\r\n")
    assert said.out.endswith("END:VCALENDAR\r\n")
    assert program("plan", "--calendar", STDOUT).out == said.out
    assert not list(program.home.glob("*.ics"))


def test_a_file_that_is_there_is_written_over_only_after_a_yes(program: Program) -> None:
    program("plan", "home-basics", "--days", "daily")
    path = program.home / "plan.ics"
    path.write_text("mine")
    for answers in (["n"], [""], [None]):
        said, questions = program.asked("plan", "--calendar", str(path), answers=answers)
        assert questions[0].startswith(f"{path} is there already. Overwrite?")
        assert said.code == 2
        assert "Nothing was written" in said.err
        assert path.read_text() == "mine"
    assert program("plan", "--calendar", str(path)).code == 2
    assert path.read_text() == "mine"
    assert program.asked("plan", "--calendar", str(path), answers=["y"])[0].code == 0
    assert len(events(path.read_bytes())) == 1


def test_a_disk_that_takes_no_more_is_one_sentence_about_what_can_be_done(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str, data: bytes, *, mode: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", path)

    program("plan", "home-basics", "--days", "daily")
    path = program.home / "plan.ics"
    monkeypatch.setattr("backpt.cli.plan_calendar.write_whole", full)
    said = program("plan", "--calendar", str(path))
    assert said.code == 2
    ends = "cannot be written (No space left on device); make room, or name another place.\n"
    assert said.err == f"{path} {ends}"


def test_without_a_plan_no_file_is_made(program: Program) -> None:
    said = program("plan", "--calendar", str(program.home / "plan.ics"))
    assert said.code == 2
    assert said.err.startswith("You have no plan, so there is nothing for a calendar.")
    assert list(program.home.glob("*.ics")) == []


@pytest.mark.parametrize("where", ["", " ", ".", "nowhere/plan.ics", os.devnull])
def test_where_no_file_can_be_it_says_so(
    program: Program, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(program.home)
    program("plan", "home-basics", "--days", "daily")
    said = program("plan", "--calendar", where)
    assert said.code == 2
    assert said.err.endswith("write: backpt plan --calendar plan.ics\n")


def test_a_plan_of_a_routine_that_is_gone_is_written_all_the_same(program: Program) -> None:
    program.write_own(
        "version: 1\nroutines:\n  mine:\n    name: Mine 👨‍👩‍👧‍👦\n"
        "    exercises:\n      - knee-tilts\n"
    )
    program("plan", "mine", "--days", "daily", "--at", "18:00")
    Path(program.paths.own_library).unlink()
    (event,) = events(program("plan", "--calendar", STDOUT).out)
    assert event["SUMMARY"] == "Mine 👨‍👩‍👧‍👦"
    assert "DURATION" not in event
    program.write_own("version: [")
    assert program("plan", "--calendar", STDOUT).code == 0


def test_it_is_one_wish_of_several(program: Program) -> None:
    said = program("plan", "--calendar", STDOUT, "--end")
    assert said.code == 2


def test_a_pipe_gets_the_bytes_of_the_file(
    program: Program, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    program("plan", "home-basics", "--days", "daily", "--after", "café")
    assert run(["plan", "--calendar", STDOUT]) == 0
    assert "Home basics\\, after café\r\n".encode() in capfdbinary.readouterr().out
