"""A few real runs on pseudo-terminals: keys, signals, sizes, and the terminal given back."""

from __future__ import annotations

import math
import os
import re
import select
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from backpt.clock import Clock
from backpt.run.loop import GAP_S
from tests.homes import answers_file, environment
from tests.journal.values import columns_of_session
from tests.played import Played, piped
from tests.pty_run import DEAF, PROGRAM, Terminal


def journal(home: Path) -> sqlite3.Connection:
    return sqlite3.connect(home / ".local" / "share" / "backpt" / "journal.db")


def endings(home: Path) -> list[str | None]:
    return [row[0] for row in journal(home).execute("SELECT ending FROM session ORDER BY id")]


def start(home: Path, *arguments: str, columns: int = 80, lines: int = 24) -> Terminal:
    return Terminal(list(arguments), environment(home), columns=columns, lines=lines)


def played(home: Path, *arguments: str, columns: int = 80, lines: int = 24) -> Played:
    return Played(list(arguments), environment(home), columns=columns, lines=lines)


def test_digits_for_across_the_room_take_the_place_of_the_picture(tmp_path: Path) -> None:
    run = played(tmp_path, "session", "home-basics", "--pain", "2", "--big")
    run.say_all_is_well()
    run.until("Get into place")
    run.press(" ")
    shown = run.until("Get ready")
    ink = [row for row in shown.splitlines() if "██" in row and "░" not in row]
    assert len(ink) == 10
    assert not re.search("[\u2801-\u28ff]", shown)  # no dots of a figure
    run.press("q")
    run.until("y")
    run.press("y")


def test_an_evening_from_the_first_question_to_the_pain_after(tmp_path: Path) -> None:
    env = environment(tmp_path)
    answers_file(tmp_path).unlink()
    run = Played(["session", "home-basics"], env)
    run.until("card 1 of 3")
    run.press("\rn")  # Enter never answers
    run.until("card 2 of 3")
    run.press("\r n")
    for part in range(1, 5):
        run.until(f"({part} of 4)")
        run.press("\r n")
    run.until("Pain now")
    run.press("\r3")
    run.until("n no")
    run.press("\rn")
    run.until("further down")
    run.press("\rn")
    run.until("Get into place")
    run.press(" ")
    run.until("Get ready")
    for _ in range(12):
        run.press("x")
    run.until("Finished. Well done.")
    run.press("2")
    assert run.end() == 0
    assert run.is_given_back
    assert "Knee tilts: not done" in run.words
    (row,) = journal(tmp_path).execute(
        f"SELECT ending, {columns_of_session('pain_before, pain_after, leg')},"
        " something_new, asked FROM session"
    )
    assert row == ("done", 3, 2, "none", 0, "")
    assert "about: none" in answers_file(tmp_path).read_text()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
def test_every_way_out_gives_the_terminal_back_and_saves(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    run = played(tmp_path, "session", "home-basics", "--pain", "2")
    run.say_all_is_well()
    run.until("Get into place")
    run.signal(number)
    assert run.end() == code
    assert run.is_given_back
    assert endings(tmp_path) == ["stopped"]


@pytest.mark.terminal(starts=2)
def test_at_a_real_terminal_keys_sizes_stops_and_ends_arrive_and_it_is_given_back(
    tmp_path: Path,
) -> None:
    run = start(tmp_path, "session", "home-basics")
    run.until("Pain now")
    run.press("2")  # a key counts without Enter
    run.say_all_is_well()
    run.until("Knee tilts")

    run.screen.reset()
    run.resize(40, 10)  # a window that changes its size is drawn anew
    run.until("Get into place")
    run.resize(80, 24)
    run.until("Knee tilts")

    run.signal(signal.SIGSTOP)  # as when the lid closes: nobody is told
    os.waitid(os.P_PID, run.pid, os.WSTOPPED | os.WNOWAIT)
    # Real seconds: the only way to make a real process find a real gap.
    subprocess.run(["sleep", str(GAP_S + 1.2)], check=True)
    run.signal(signal.SIGCONT)
    run.until("you were away")
    run.press(" ")
    run.until("Get into place")
    run.press(" ")
    run.until("rep 1 of 5")
    run.signal(signal.SIGKILL)
    assert run.end() == -signal.SIGKILL
    assert endings(tmp_path) == [None], "what is killed is kept as unfinished"

    again = start(tmp_path, "session", "home-basics")
    again.until("Go on?")
    again.press("y")
    again.until("Pain now")
    again.press("2nn")
    again.until("away")
    again.press(" ")
    again.until("rep 1 of 5")
    again.press("\x03")
    assert again.end() == 130
    assert "Your session is saved" in again.words
    assert again.is_given_back
    assert endings(tmp_path) == ["stopped"], "the two are one in the log"


def test_q_saves_and_stops(tmp_path: Path) -> None:
    run = played(tmp_path, "session", "home-basics", "--pain", "2")
    run.say_all_is_well()
    run.until("Get into place")
    run.press("q")
    run.until("Pain now")
    run.press("q")
    assert run.end() == 0
    assert "--resume" in run.words


def test_pause_and_help_and_resume(tmp_path: Path) -> None:
    run = played(tmp_path, "session", "home-basics", "--pain", "2")
    run.say_all_is_well()
    run.until("Get into place")
    run.press(" ")
    run.until("Get ready")
    run.until("Left")
    run.press("p")
    run.until("Paused")
    run.press("?")
    run.until("it hurts")
    run.press("?")
    run.press(" ")
    run.until(lambda text: "Paused" not in text)
    run.signal(signal.SIGTERM)
    assert run.end() == 143


@pytest.mark.parametrize(("columns", "lines"), [(100, 30), (40, 10), (30, 5), (20, 1)])
def test_it_can_be_followed_at_any_size(tmp_path: Path, columns: int, lines: int) -> None:
    run = played(tmp_path, "session", "home-basics", "--pain", "2")
    run.say_all_is_well()
    run.until("Knee tilts")
    run.resize(columns, lines)
    run.until("Get into place")
    run.resize(80, 24)
    run.until("Knee tilts")
    run.signal(signal.SIGTERM)
    assert run.end() == 143
    assert run.is_given_back


@pytest.mark.slow
@pytest.mark.parametrize("more", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"}])
def test_poor_terminals_are_told_all_the_same(tmp_path: Path, more: dict[str, str]) -> None:
    run = Played(
        ["session", "home-basics", "--pain", "2", "--speed", "300"],
        environment(tmp_path, **more),
    )
    assert run.end() == 0
    assert "Wall slides: done." in run.words


@pytest.mark.terminal(starts=1)
def test_a_terminal_that_nobody_reads_delays_nothing(tmp_path: Path) -> None:
    run = start(tmp_path, "session", "home-basics", "--pain", "2", "--speed", "100")
    run.until("Get into place")
    db, ending = journal(tmp_path), None
    for _ in range(200):  # at most ten seconds; all the while nobody reads
        select.select([], [], [], 0.05)
        ((ended_ms, started_ms, ending),) = db.execute(
            "SELECT ended_ms, started_ms, ending FROM session"
        )
        if ending:
            break
    assert ending == "done"
    # 462 s at a hundred times the speed; half a second is for giving the terminal back.
    assert (ended_ms - started_ms) / 1000 < 4.62 + 0.5
    assert run.end() == 0


@pytest.mark.terminal
def test_plain_follows_a_whole_session_through_a_pipe(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "session", "home-basics", "--speed", "2000", "--plain"],
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Home basics. Four exercises, about eight minutes.")
    assert "Last. Left." in lines
    assert lines.count("Finished. Well done.") == 1
    after = lines[lines.index("Finished. Well done.") + 1 :]
    assert after[0].startswith("That was a rehearsal")
    assert after[-1] == "Wall slides: done."
    assert "\x1b" not in done.stdout
    assert "\a" not in done.stdout


def test_a_rehearsal_does_not_count_as_done(tmp_path: Path) -> None:
    env = environment(tmp_path)
    done = piped(["session", "home-basics", "--speed", "2000", "--plain"], env)
    assert done.returncode == 0
    assert journal(tmp_path).execute("SELECT rehearsal FROM session").fetchall() == [(1,)]
    home = piped([], env).stdout.lower()
    assert "rehearsal" not in home or "nothing" in home


@pytest.mark.parametrize("plan", [[], ["--heat", "--cycles", "3"], ["--alternate"]])
def test_every_pack_plan_runs_to_its_end_without_a_keyboard(
    tmp_path: Path, plan: list[str]
) -> None:
    done = piped(["icepack", *plan, "--speed", "2000", "--plain"], environment(tmp_path))
    assert done.returncode == 0
    assert "Take the pack off." in done.stdout
    assert "on for 16 min 0 s in all" in done.stdout


def test_two_sessions_at_once_are_refused(tmp_path: Path) -> None:
    run = played(tmp_path, "session", "home-basics", "--pain", "2")
    run.say_all_is_well()
    run.until("Get into place")
    second = piped(["session", "--plain"], environment(tmp_path))
    assert second.returncode != 0
    assert "running" in second.stderr or "runs" in second.stderr
    run.signal(signal.SIGTERM)
    assert run.end() == 143


def go_on_to_the_end(again: Played) -> None:
    again.press("2nn")
    again.until("away")
    again.press(" ")
    again.until("rep 1 of 5")
    for _ in range(14):
        again.press("x")
    again.until("Finished. Well done.")
    again.press("3")
    assert again.end() == 0


def test_a_killed_session_goes_on_and_is_one_in_the_log(tmp_path: Path) -> None:
    run = played(tmp_path, "session", "home-basics", "--pain", "2")
    run.say_all_is_well()
    run.until("Get into place")
    run.press(" ")
    run.until("rep 1 of 5")
    run.signal(signal.SIGKILL)
    assert run.end() == -signal.SIGKILL
    again = played(tmp_path, "session", "home-basics")
    again.until("Go on?")
    again.press("y")
    again.until("Pain now")
    go_on_to_the_end(again)
    assert endings(tmp_path) == ["done"]


def test_a_session_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    run = played(tmp_path, "session", "home-basics", "--pain", "2")
    run.say_all_is_well()
    run.until("Get into place")
    run.press(" ")
    run.until("rep 1 of 5")
    run.press("q")
    run.until("Pain now")
    run.press("4")
    assert run.end() == 0
    again = played(tmp_path, "session", "--resume")
    again.until("Pain now")
    go_on_to_the_end(again)
    assert endings(tmp_path) == ["done"]


ENDS_S = 1.0
"""How long ending may take where nothing else runs."""
BUSY_S = 0.25
"""Ending takes some work, once; a loop that spins takes the whole second."""


def busy_s(pid: int) -> float:
    """Return how long a process has computed."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.terminal(starts=3)
@pytest.mark.realtime
@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("way", ["SIGTERM", "hang-up", "end of input"])
def test_a_session_without_a_terminal_ends_within_a_second_and_is_saved(
    tmp_path: Path, way: str
) -> None:
    # What else the machine does only adds; a loop that spins takes the whole second each time.
    took_s = spent_s = math.inf
    for home in (tmp_path / str(n) for n in range(3)):
        took_s, spent_s = map(min, (took_s, spent_s), ended(home, way))
        if took_s < ENDS_S and spent_s < BUSY_S:
            break
    print(f"{way}: {took_s:.2f} s, {spent_s:.2f} s of the processor")
    assert took_s < ENDS_S
    assert spent_s < BUSY_S


def ended(home: Path, way: str) -> tuple[float, float]:
    """End a session from outside; return how long that took, and how long it computed."""
    home.mkdir()
    program = DEAF if way == "end of input" else PROGRAM
    typed = ["session", "home-basics", "--pain", "2"]
    run = Terminal(typed, environment(home), program=program)
    run.say_all_is_well()
    run.until("Get into place")
    before = busy_s(run.pid)
    if way == "SIGTERM":
        run.signal(signal.SIGTERM)
    else:
        os.close(run.fd)
    start = Clock().awake()
    _, _, used = os.wait4(run.pid, 0)
    took_s = Clock().awake() - start
    assert endings(home) == ["stopped"]
    return took_s, used.ru_utime + used.ru_stime - before


def test_plain_lines_say_the_end_once_and_the_advice_before_what_was_done(
    tmp_path: Path,
) -> None:
    run = played(tmp_path, "session", "home-basics", "--plain", "--pain", "2")
    run.say_all_is_well()
    run.until("Lie on your back")
    run.press("q")
    run.until("Before you leave")
    run.press("6")
    assert run.end() == 0
    lines = run.sent.decode().splitlines()
    assert lines.count("Stopped.") == 1
    advice = next(at for at, line in enumerate(lines) if line.startswith("Pain 2 before, 6"))
    assert advice < lines.index("Knee tilts: not done (stopped).")
    assert lines[-1] == "Wall slides: not done (stopped)."  # it rose: nothing to go on with


def test_plain_lines_say_last_how_to_go_on(tmp_path: Path) -> None:
    run = played(tmp_path, "session", "home-basics", "--plain", "--pain", "2")
    run.say_all_is_well()
    run.until("Lie on your back")
    run.press("q")
    run.until("Before you leave")
    run.press("3")
    assert run.end() == 0
    lines = run.sent.decode().splitlines()
    assert lines[-1] == "To go on: backpt session --resume"
