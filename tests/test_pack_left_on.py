"""A program that is killed with a pack on: the alarm comes first, whatever is started next,
and the contact counts."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.homes import environment
from tests.played import Played, set_clock_back, was_real_until_now
from tests.pty_run import DEAF, PROGRAM, Terminal
from tests.test_safety_runs import (
    kill_with_the_pack_on,
    on_terminal,
    run,
    sessions,
    until_the_pack_is_on,
)


def killed(home: Path, *arguments: str) -> None:
    terminal = on_terminal(home, *(arguments or ("icepack",)))
    if arguments and arguments[0] == "session":
        terminal.until("Pain now")
        terminal.press("2nn")
    kill_with_the_pack_on(terminal)


def until_asked(terminal: Played, asked: str) -> None:
    """See that nothing was asked before the alarm, take the pack off, and see what comes."""
    terminal.until("TAKE THE PACK OFF")
    for question in ("Go on?", "Pain now", "So soon again?", "card 1"):
        assert question.encode() not in terminal.sent
    terminal.press(" ")
    terminal.until(asked)
    terminal.press("\x03")
    assert terminal.end() == 130


@pytest.mark.parametrize(
    ("first", "then", "asked"),
    [
        (("icepack",), ("icepack",), "Go on?"),
        (("icepack",), ("icepack", "--heat"), "Get into place"),
        (("icepack",), ("session",), "Pain now"),
        (("icepack",), ("session", "core-starter"), "Pain now"),
        (("session", "home-basics", "--heat-before", "15m"), ("icepack",), "Get into place"),
        (("session", "home-basics", "--heat-before", "15m"), ("session",), "Go on?"),
    ],
)
def test_whatever_is_started_next_begins_with_the_alarm(
    tmp_path: Path, first: tuple[str, ...], then: tuple[str, ...], asked: str
) -> None:
    killed(tmp_path, *first)
    until_asked(on_terminal(tmp_path, *then), asked)


@pytest.mark.parametrize("then", [("session",), ("icepack", "--resume")], ids=" ".join)
def test_the_alarm_comes_first_though_the_clock_was_set_back(
    tmp_path: Path, then: tuple[str, ...]
) -> None:
    killed(tmp_path)
    set_clock_back(environment(tmp_path)["HOME"], 3600.0)
    terminal = on_terminal(tmp_path, *then)
    terminal.until("TAKE THE PACK OFF")
    terminal.press(" ")
    terminal.press("\x03")
    assert terminal.end() == 130


def test_in_plain_lines_too_and_with_the_bell(tmp_path: Path) -> None:
    killed(tmp_path)
    again = on_terminal(tmp_path, "icepack", "--plain", "--sound", "off")
    again.until("Take the pack off")
    assert b"Go on?" not in again.sent
    again.press(" ")
    again.until("Go on?")
    assert b"\a" in again.sent.partition(b"Go on?")[0]
    again.press("q")
    assert again.end() == 0


def test_nothing_to_go_on_with_is_said_after_the_alarm(tmp_path: Path) -> None:
    killed(tmp_path)
    again = on_terminal(tmp_path, "session", "--resume")
    again.until("TAKE THE PACK OFF")
    again.press(" ")
    assert again.end() == 2
    assert "Nothing is unfinished" in again.words


def test_whoever_leaves_at_the_alarm_hears_to_take_the_pack_off_and_no_more(
    tmp_path: Path,
) -> None:
    killed(tmp_path)
    again = on_terminal(tmp_path, "session")
    again.until("TAKE THE PACK OFF")
    again.press("q")
    assert again.end() == 0
    assert "Take the pack off now." in again.words
    assert sessions(tmp_path, "ending") == [("stopped",)]
    after = on_terminal(tmp_path, "session", "home-basics")
    after.until("Pain now")  # it was said, and is not said again
    after.press("\x03")
    assert after.end() == 130


def test_the_alarm_is_part_of_the_old_sitting_which_can_go_on(tmp_path: Path) -> None:
    killed(tmp_path, "session", "home-basics", "--heat-before", "15m")
    again = on_terminal(tmp_path, "session", "home-basics")
    again.until("TAKE THE PACK OFF")
    again.press(" ")
    again.until("Go on?")
    again.press("y")
    again.until("Pain now")
    again.press("2nn")
    again.until("Knee tilts")
    again.press("q")
    again.until("Pain now")
    again.press("q")
    assert again.end() == 0
    assert [one[0] for one in sessions(tmp_path, "routine")] == ["home-basics"]
    ((contact_s,),) = sessions(tmp_path, "contact_s")
    assert contact_s == pytest.approx(on_skin_s(tmp_path), abs=0.01)


def test_a_rehearsal_has_no_alarm_of_another_sitting(tmp_path: Path) -> None:
    killed(tmp_path)
    rehearsed = run(tmp_path, "session", "home-basics", "--plain", "--speed", "9000")
    assert rehearsed.returncode == 0
    assert "Take the pack off" not in rehearsed.stdout
    assert sessions(tmp_path, "ending")[0] == (None,)


def on_skin_s(home: Path) -> float:
    """Return how long it was from putting the first pack on to answering its alarm."""
    db = sqlite3.connect(home / ".local/share/backpt/journal.db")
    ((passed_s,),) = db.execute(
        "SELECT max(at_s) - min(at_s) FROM event WHERE mode <> '' AND session = 1"
    )
    return float(passed_s)


def test_the_log_counts_a_pack_of_a_killed_program_until_now(tmp_path: Path) -> None:
    killed(tmp_path)
    log = json.loads(run(tmp_path, "log", "--json").stdout)
    assert log[0]["ending"] is None
    assert log[0]["contact_s"] == log[0]["items"][0]["contact_s"] > 0
    assert "Cold pack: on for 0 min" in run(tmp_path, "log").stdout


def assert_its_alarm_is_next(ended: Played, number: signal.Signals, home: Path) -> None:
    """End it from outside: the next start has the alarm, and the contact counts until then."""
    ended.signal(number)
    assert ended.end() == 128 + number
    assert "Take the pack off now." in ended.words
    assert sessions(home, "ending") == [(None,)]
    until_asked(on_terminal(home, "icepack", "--heat"), "Get into place")
    (contact_s,) = sessions(home, "contact_s")[0]
    assert contact_s == pytest.approx(on_skin_s(home), abs=0.01)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_pack_that_was_on_when_backpt_was_ended_from_outside_has_its_alarm_at_the_next_start(
    tmp_path: Path, number: signal.Signals
) -> None:
    ended = on_terminal(tmp_path, "icepack")
    until_the_pack_is_on(ended)
    assert_its_alarm_is_next(ended, number, tmp_path)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_ended_from_outside_at_the_alarm_of_an_older_pack_it_has_that_alarm_at_the_next_start(
    tmp_path: Path, number: signal.Signals
) -> None:
    killed(tmp_path)
    ended = on_terminal(tmp_path, "session")
    ended.until("TAKE THE PACK OFF")
    assert_its_alarm_is_next(ended, number, tmp_path)


@pytest.mark.terminal(starts=1)
@pytest.mark.parametrize("program", [PROGRAM, DEAF], ids=["by a signal", "by no signal"])
def test_a_pack_whose_terminal_vanished_stays_open_for_its_alarm(
    tmp_path: Path, program: tuple[str, ...]
) -> None:
    left = Terminal(["icepack"], environment(tmp_path), program=program)
    until_the_pack_is_on(left)
    os.close(left.fd)
    os.wait4(left.pid, 0)
    assert sessions(tmp_path, "ending") == [(None,)]
    was_real_until_now(str(tmp_path))
    until_asked(on_terminal(tmp_path, "icepack", "--heat"), "Get into place")


@pytest.mark.parametrize("key", ["q", "\x03"])
def test_who_stops_a_pack_with_a_key_is_told_to_take_it_off_and_has_no_alarm_later(
    tmp_path: Path, key: str
) -> None:
    stopped = on_terminal(tmp_path, "icepack")
    until_the_pack_is_on(stopped)
    stopped.press(key)
    stopped.end()
    assert "Take the pack off now." in stopped.words
    assert sessions(tmp_path, "ending") == [("stopped",)]
    after = on_terminal(tmp_path, "icepack")
    after.until("Go on?")
    assert b"TAKE THE PACK OFF" not in after.sent
    after.press("q")
    assert after.end() == 0


def test_an_end_by_a_warning_sign_is_kept_after_the_steps_that_it_stopped(
    tmp_path: Path,
) -> None:
    ended = on_terminal(tmp_path, "icepack")
    until_the_pack_is_on(ended)
    ended.press("he2")
    ended.until("Is this true of you?")
    ended.press("y")
    assert ended.end() == 4
    db = sqlite3.connect(tmp_path / ".local/share/backpt/journal.db")
    kinds = [kind for (kind,) in db.execute("SELECT kind FROM event ORDER BY seq")]
    assert kinds.index("over") == len(kinds) - 1
