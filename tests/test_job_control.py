"""The real program under a real shell with job control: Ctrl-Z, ``bg``, ``fg``, ``kill``."""

from __future__ import annotations

import re
import shlex
import signal
import sqlite3
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.homes import environment
from tests.pty_run import PROGRAM, Terminal

BASH = "/bin/bash"
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no job control"),
    pytest.mark.skipif(not Path(BASH).exists(), reason="needs a shell with job control"),
]
PROMPT = "ready>"
UNTIL_IT_ENDED = (
    "for n in {1..200}; do jobs >$TMPDIR/jobs;"
    " grep -q 'Running\\|Stopped' $TMPDIR/jobs || break; sleep .05; done; cat $TMPDIR/jobs"
)
"""Ten seconds at most. That it exited is said by ``jobs``, or by the shell before it."""
TAKES_THE_SCREEN, GIVES_IT_BACK = b"\x1b[?1049h", b"\x1b[?1049l"


class Shell(Terminal):
    """A shell on a terminal of its own, whose screen is empty whenever it is given back."""

    def __init__(self, home: Path) -> None:
        env = environment(home, PS1=f"{PROMPT} ")
        program = home / "backpt"
        program.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n')
        program.chmod(0o755)
        env["PATH"] = f"{home}:{env['PATH']}"
        super().__init__(["--norc", "--noprofile", "-i"], env, program=(BASH,))
        self.until(PROMPT)

    def types(self, line: str) -> None:
        self.send(f"{line}\n")

    def until_sent(self, wanted: bytes, since: int) -> None:
        self.until(lambda _: wanted in self.sent[since:])

    def suspended(self) -> None:
        since = len(self.sent)
        self.send("\x1a")
        self.until_sent(PROMPT.encode(), since)
        assert b"Stopped" in self.sent[since:]
        self.screen.reset()

    def says(self, line: str) -> str:
        """Type a command and return what it prints, and whatever else comes."""
        since = len(self.sent)
        self.types(f"{line}; echo en''d")
        self.until_sent(b"end", since)
        return self.sent[since:].decode()

    def called_back(self) -> None:
        since = len(self.sent)
        self.types("fg")
        self.until_sent(TAKES_THE_SCREEN, since)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    run = Shell(tmp_path)
    yield run
    run.signal(signal.SIGHUP)  # and the shell hangs up on its jobs
    run.end()


def journal(home: Path) -> Path:
    return home / ".local" / "share" / "backpt" / "journal.db"


def endings(home: Path) -> list[str | None]:
    db = sqlite3.connect(journal(home))
    return [row[0] for row in db.execute("SELECT ending FROM session ORDER BY id")]


def begin_exercise(shell: Shell) -> None:
    shell.types("backpt session home-basics --pain 2")
    shell.say_all_is_well()
    shell.until("Get into place")
    shell.send(" ")
    shell.until("rep 1 of 5")


def begin_pack(shell: Shell, speed: int) -> None:
    """Put a pack of five minutes on, ``speed`` times as fast."""
    shell.types(f"backpt icepack --on 5m --off 15m --cycles 1 --speed {speed} --sound off")
    shell.until("Ready?")
    shell.send(" ")
    shell.until("Pack on")


@pytest.mark.terminal(starts=1)
def test_an_exercise_that_is_stopped_waits_for_its_user_and_leaves_the_terminal_to_the_shell(
    shell: Shell, tmp_path: Path
) -> None:
    begins = len(shell.sent)
    shell.types("backpt session home-basics &")
    assert "Running" in shell.says("sleep 1; jobs"), "started with &, it waits"
    assert TAKES_THE_SCREEN not in shell.sent[begins:], "it took the screen of the shell"
    shell.called_back()
    shell.until("Pain now")
    shell.press("2nn")
    shell.until("Get into place")
    shell.send(" ")
    shell.until("rep 1 of 5")

    shell.suspended()
    since = len(shell.sent)
    shell.says("bg")
    said = shell.says("sleep 2; stty -a")
    assert "-icanon" not in said, "in the background it left the shell its keys one by one"
    assert "-echo " not in said, "in the background it left the shell without echo"
    assert "Running" in shell.says("jobs"), "it did not live on in the background"
    assert TAKES_THE_SCREEN not in shell.sent[since:], "it drew from the background"
    shell.called_back()
    shell.until("you were away")
    shell.send(" ")
    shell.until(lambda text: "away" not in text and "rep 1 of 5" in text)

    shell.suspended()  # only stopped, and at once called back
    shell.called_back()
    shell.until("you were away")
    shell.send(" ")
    shell.until(lambda text: "away" not in text and "rep 1 of 5" in text)

    shell.press("q")
    shell.until("Pain now")
    shell.press("2")
    shell.until("--resume")
    assert endings(tmp_path) == ["stopped"]
    assert "-icanon" not in shell.says("stty -a"), "the terminal is not as it was before"


@pytest.mark.terminal(starts=1)
def test_the_alarm_of_a_pack_comes_in_the_background_and_after_it_was_stopped(
    shell: Shell,
) -> None:
    begin_pack(shell, speed=60)
    shell.suspended()
    since = len(shell.sent)
    shell.types("bg")
    shell.until_sent(b"To come back: fg", since)
    shell.until_sent(b"Take the pack off.", since)
    shell.until_sent(b"\a\a\a", since)
    assert TAKES_THE_SCREEN not in shell.sent[since:], "it drew from the background"
    assert shell.sent[since:].count(b"Take the pack off.") == 1
    assert "-icanon" not in shell.says("stty -a"), "it took the keys of the shell"
    shell.called_back()
    shell.until("TAKE THE PACK OFF")  # and is answered in front
    shell.send(" ")
    shell.until("Cold pack: on for")

    shell.screen.reset()
    begin_pack(shell, speed=60)
    since = len(shell.sent)
    shell.suspended()
    assert b"The pack is still on" in shell.sent[since:]
    shell.says("sleep 6")
    shell.called_back()
    shell.until("TAKE THE PACK OFF")  # at once, with its overtime
    shell.send(" ")
    shell.until("in all.")
    minutes = re.search(r"Cold pack: on for (\d+) min", shell.words)
    assert minutes
    assert int(minutes[1]) >= 6, "the time while it was stopped is time on the skin"

    shell.screen.reset()
    begin_pack(shell, speed=5)
    shell.suspended()
    shell.says("bg")
    assert "Take the pack off now." in shell.says("kill %1; wait %1")


@pytest.mark.terminal(starts=1)
def test_kill_ends_it_at_once_and_saves_stopped_or_in_the_background(
    shell: Shell, tmp_path: Path
) -> None:
    for modes, goes_on in product(("-tostop", "tostop"), ("", "bg")):
        case = f"stty {modes}; ^Z {goes_on}"
        begin_exercise(shell)
        shell.suspended()
        shell.says(f"stty {modes}")
        if goes_on:
            shell.says(goes_on)
            assert "Running" in shell.says("jobs"), case
        said = shell.says(f"kill %1; {UNTIL_IT_ENDED}")
        assert "Exit 143" in said, case
        assert "Your session is saved." in said, case
        assert TAKES_THE_SCREEN not in said.encode(), case
        assert endings(tmp_path) == ["stopped"], case
        journal(tmp_path).unlink()  # else it would ask whether to go on with it
        shell.screen.reset()
