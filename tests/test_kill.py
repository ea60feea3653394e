"""kill -9 at every step, then resume: nothing is lost, nothing doubled."""

from __future__ import annotations

import select
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.homes import environment
from tests.played import Played, piped
from tests.pty_run import PROGRAM

LIBRARY = """\
version: 1
exercises:
  bridge-two:
    name: Bridge two
    position: supine
    dose: {sets: 2, reps: 2, out: 2s, hold: 2s, back: 2s, relax: 1s, rest: 10s}
  leg-each:
    name: Leg each
    position: supine
    dose: {reps: 1, sides: each, out: 2s, hold: 2s, back: 2s, relax: 1s}
routines:
  short:
    name: Short
    exercises: [bridge-two, leg-each]
"""
STEPS = 13
"""Set-up, ready, 2 reps, rest, 2 reps; set-up, ready, rep, switch, rep; and one before."""
SPEED = "60"


def command(home: Path, *more: str) -> list[str]:
    library = home / "library.yaml"
    library.write_text(LIBRARY)
    named = ["--library", str(library)]
    return ["session", "short", "--plain", "--speed", SPEED, *named, *more]


def journal(home: Path) -> sqlite3.Connection:
    path = home / ".local/share/backpt/journal.db"
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def begun(home: Path) -> int:
    try:
        db = journal(home)
        ((count,),) = db.execute("SELECT count(*) FROM event WHERE kind = 'began'")
    except sqlite3.Error:
        return 0
    return int(count)


def credited(home: Path) -> list[tuple[int, str, int, int, int, int]]:
    return (
        journal(home)
        .execute(
            "SELECT session, id, planned, done, partial, skipped FROM item"
            " ORDER BY session, item"
        )
        .fetchall()
    )


def run_whole(home: Path, *more: str) -> None:
    assert piped(command(home, *more), environment(home)).returncode == 0


def kill_at(home: Path, step: int) -> bool:
    """Start a session and kill it when its ``step``-th step has begun; false if it was over."""
    led = Played(command(home), environment(home), terminal=False)
    led.until(lambda _: led.code is not None or begun(home) >= step)
    if led.code is not None:
        return False
    led.kill()
    return True


def really_kill_at(home: Path, step: int, *more: str) -> None:
    """The same with a real process and a real signal."""
    child = subprocess.Popen(
        [*PROGRAM, *command(home, *more)],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    while child.poll() is None and begun(home) < step:
        select.select([], [], [], 0.002)
    assert child.poll() is None
    child.kill()
    child.wait()


@pytest.mark.parametrize(
    "step",
    [1, 4, *(pytest.param(n, marks=pytest.mark.slow) for n in (2, 3, *range(5, STEPS)))],
)
def test_a_session_killed_at_any_step_ends_as_if_it_had_not_been(
    tmp_path: Path, step: int
) -> None:
    assert kill_at(tmp_path, step)
    run_whole(tmp_path, "--resume")
    assert credited(tmp_path) == [
        (1, "bridge-two", 4, 4, 0, 0),
        (1, "leg-each", 2, 2, 0, 0),
    ]
    assert journal(tmp_path).execute("SELECT ending FROM session").fetchall() == [("done",)]


@pytest.mark.terminal
def test_killed_twice_it_is_still_one_session(tmp_path: Path) -> None:
    really_kill_at(tmp_path, 3)
    really_kill_at(tmp_path, 7, "--resume")
    run_whole(tmp_path, "--resume")
    assert [row[3] for row in credited(tmp_path)] == [4, 2]


def test_without_resume_the_killed_one_is_closed_as_partial(tmp_path: Path) -> None:
    assert kill_at(tmp_path, 4)
    run_whole(tmp_path)
    rows = credited(tmp_path)
    assert rows[0][0:2] == (1, "bridge-two")
    assert rows[0][3] < 4
    assert [row[3] for row in rows if row[0] == 2] == [4, 2]
