"""What broke when somebody tried to break it: each once, so that it stays mended."""

from __future__ import annotations

import os
import shlex
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from backpt.errors import UsageError
from backpt.language import speech
from backpt.paths import user_paths
from backpt.prescription.model import Mode, Routine, ThermalPlan
from backpt.run.presenter import SessionPresenter
from backpt.session.compile import Manner, flatten
from backpt.session.player import Player
from backpt.session.steps import Compiled, StepKind
from tests.forked import Line, ran_together
from tests.homes import answers_file, environment
from tests.played import Played, piped
from tests.pty_run import PROGRAM

FAST = ("session", "home-basics", "--plain", "--speed", "9000")


def run(home: Path, *arguments: str, closed: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program without a keyboard; ``closed`` is what a shell would close."""
    line = f"{shlex.join([*PROGRAM, *arguments])} </dev/null {closed}"
    env = environment(home, EDITOR="true")
    return subprocess.run(
        ["sh", "-c", line], env=env, capture_output=True, text=True, check=False, cwd=home
    )


def led(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same in this process."""
    return piped(list(arguments), environment(home))


def bug_reports(home: Path) -> list[Path]:
    return list(home.glob("backpt-bug-*"))


_READING: tuple[tuple[str, ...], ...] = (
    ("--version",),
    (),
    ("list",),
    ("show", "knee-tilts"),
    ("log",),
    FAST,
    ("icepack", "--speed", "9000"),
)


@pytest.mark.terminal
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_bug(tmp_path: Path, closed: str) -> None:
    lines = [at_home(tmp_path / str(n), line) for n, line in enumerate(_READING)]
    ran = ran_together(lines, tmp_path, closed)
    assert ran.codes == [0] * len(lines)
    assert not list(tmp_path.rglob("backpt-bug-*"))


def at_home(home: Path, arguments: tuple[str, ...]) -> Line:
    """Return a command line in a home of its own, where its bug reports go as well."""
    home.mkdir()
    env = environment(home, EDITOR="true")
    return Line(arguments, env, home)


@pytest.mark.terminal
@pytest.mark.parametrize("arguments", [("new", "x"), ("import", "-")])
def test_a_closed_input_is_said_to_be_empty(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = run(tmp_path, *arguments, closed="<&-")
    assert ran.returncode in (1, 2)
    assert len(ran.stderr.splitlines()) == 1
    assert not bug_reports(tmp_path)


@pytest.mark.terminal
def test_lines_for_nobody_go_into_no_file_of_ours(tmp_path: Path) -> None:
    real = ("session", "nothing-such", "--plain")
    run(tmp_path, *real, closed="<&- >&-")
    run(tmp_path, *FAST, closed="<&- >&-")
    data = tmp_path / ".local/share/backpt"
    for file in data.iterdir():
        assert b"Home basics. Four" not in file.read_bytes()


@pytest.mark.parametrize("damage", ["garbage", "newer", "folder"])
def test_a_journal_that_is_refused_stops_no_session(tmp_path: Path, damage: str) -> None:
    path = tmp_path / ".local/share/backpt/journal.db"
    environment(tmp_path)
    if damage == "garbage":
        path.write_bytes(os.urandom(5000))
    elif damage == "folder":
        path.mkdir()
    else:
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE session (id)")
            db.execute("PRAGMA user_version = 99")
    ran = led(tmp_path, *FAST)
    assert ran.returncode == 0
    assert "Wall slides: done." in ran.stdout
    assert "This session is kept in" in ran.stdout


def test_answers_cut_off_in_the_middle_are_asked_again(tmp_path: Path) -> None:
    env = environment(tmp_path)
    answers_file(tmp_path).write_text("answered: 2026-11-22\nabout: bon")
    run = Played(["session"], env)
    page = run.until("card 1 of 3")
    assert "safety.txt:2:'bon'isnoanswer" in "".join(page.split())
    run.press("q")
    assert run.end() == 0


def test_answers_cut_off_are_no_leave_where_nobody_can_answer(tmp_path: Path) -> None:
    env = environment(tmp_path)
    answers_file(tmp_path).write_text("answered: 2026-11-22\nabout: bon")
    ran = piped(list(FAST), env)
    assert ran.returncode == 4
    assert f"{answers_file(tmp_path)}:2: 'bon' is no answer" in ran.stderr
    assert "Wall slides" not in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("icepack", "--cycles", "9" * 25), "1 to 3 cycles"),
        (("session", ""), "exercise ''"),
        (("session", "--resume"), "Nothing is unfinished"),
        (("icepack", "--resume"), "Nothing is unfinished"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = led(tmp_path, *arguments)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert not bug_reports(tmp_path)


def test_no_home_is_said_and_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(UsageError, match="set HOME"):
        user_paths({}, "linux")


@pytest.mark.parametrize(
    "taps",
    [
        pytest.param((5.0, 5.2), id="at pack-is-on"),
        pytest.param((5.0, 306.0, 306.3), id="at the skin check"),
        pytest.param((5.0, *(306.0 + n / 30 for n in range(90))), id="a key held down"),
    ],
)
def test_a_second_tap_is_not_taken_for_the_pack_is_off(taps: tuple[float, ...]) -> None:
    plan = ThermalPlan(Mode.COLD, 900.0, 900.0, 2)
    routine = Routine("icepack-cold", "Ice pack", (plan,))
    steps = flatten(routine, speech, Manner())
    player = Player(steps, speech)
    led = SessionPresenter(player, Compiled(routine, steps))
    led.start(0.0)
    for at in (1.0, *taps):
        led.press(" ", at)
    assert player.frame(taps[-1]).step.kind is StepKind.APPLY
    led.press(" ", taps[-1] + 1.5)
    assert player.frame(taps[-1] + 1.5).step.kind is StepKind.OFF


def test_a_pack_killed_on_the_skin_goes_on_at_once_with_its_alarm(tmp_path: Path) -> None:
    env = environment(tmp_path)
    killed = Played(["icepack"], env)
    killed.until("Get into place")
    killed.press(" ")
    killed.until("when the pack is on")
    killed.press(" ")
    killed.until("Stay awake")
    killed.signal(signal.SIGKILL)
    killed.end()
    again = Played(["icepack", "--resume"], env)
    again.until("TAKE THE PACK OFF")  # no question stands before it
    again.press("q")
    assert again.end() == 0
    assert b"Take the pack off now." in again.sent


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130)])
def test_left_at_pack_is_on_it_says_what_to_do_with_the_pack(
    tmp_path: Path, key: str, code: int
) -> None:
    run = Played(["icepack"], environment(tmp_path))
    run.until("Get into place")
    run.press(" ")
    run.until("when the pack is on")
    run.press(key)
    assert run.end() == code
    assert b"If the pack is on, take it off now." in run.sent


# --- strange files where the program's own should be -------------------------------------

_PLACES = {
    "cache": ".cache/backpt/library.bin",
    "answers": ".local/share/backpt/safety.txt",
    "journal": ".local/share/backpt/journal.db",
    "settings": ".config/backpt/settings.yaml",
    "own": ".config/backpt/exercises.yaml",
}
_LOOKING: tuple[tuple[str, ...], ...] = (
    (),
    ("list",),
    ("print", "--to", "terminal"),
    ("session", "home-basics", "--plan"),
    ("safety", "--show"),
    ("check",),
    ("log",),
    ("where",),
)


@pytest.mark.terminal
@pytest.mark.parametrize("device", ["pipe", "/dev/zero"])
@pytest.mark.parametrize("place", _PLACES)
def test_a_pipe_or_a_device_hangs_no_command(tmp_path: Path, place: str, device: str) -> None:
    environment(tmp_path)
    path = tmp_path / _PLACES[place]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if device == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(device)
    env = {**bare_environment(tmp_path), "TMPDIR": str(tmp_path)}
    ran = ran_together([Line(line, env, tmp_path) for line in _LOOKING], tmp_path)
    assert [code for code in ran.codes if code not in (0, 1, 2)] == [], ran.said
    assert all(ran.said), ran.said
    assert not bug_reports(tmp_path)


def bare_environment(home: Path) -> dict[str, str]:
    """The environment without what ``environment`` puts into the home."""
    elsewhere = home / "elsewhere"
    return {**environment(elsewhere), "HOME": str(home)}


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin", "."])
def test_what_is_no_session_is_refused_by_import_at_once(tmp_path: Path, device: str) -> None:
    ran = led(tmp_path, "log", "--import", device)
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert device in ran.stderr


def test_a_file_to_import_that_never_ends_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.jsonl"
    with huge.open("wb") as file:
        file.truncate(200 * 2**20)
    ran = led(tmp_path, "log", "--import", str(huge))
    assert ran.returncode == 1
    assert "nothing was added" in ran.stderr


def test_a_home_of_nothing_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    env = {**environment(tmp_path), "HOME": ""}
    for arguments in ((), ("list",), ("safety", "--answers", "none"), ("check",)):
        ran = piped(list(arguments), env)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert ran.stderr == "There is no home folder; set HOME to a folder of yours.\n"


@pytest.mark.terminal
def test_folders_and_files_of_the_program_are_private_whatever_the_umask(
    tmp_path: Path,
) -> None:
    env = shlex.join(f"{name}={value}" for name, value in bare_environment(tmp_path).items())
    for command in (
        f"{shlex.join(FAST)} || true",  # the first that needs a folder for the diary
        "list",
        "safety --answers none",
        "new My --line 'bridge 3x10' --yes",
    ):
        line = f"umask 000; env -i {env} {shlex.join(PROGRAM)} {command}"
        subprocess.run(["sh", "-c", line], check=True, capture_output=True)
    made = [path for path in tmp_path.rglob("*") if "elsewhere" not in path.parts]
    assert {".cache", ".config", ".local", "journal.db"} <= {path.name for path in made}
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == []


# --- missing streams ---------------------------------------------------------------------

_WRITING: tuple[tuple[str, ...], ...] = (
    ("new",),
    ("new", "My", "--line", "bridge 3x10", "--yes"),
    ("safety",),
    ("safety", "--answers", "none"),
    ("import", "-"),
    ("import", "-", "--yes"),
    ("print", "--to", "terminal"),
    ("print", "--to", "html", "--force"),
    ("check",),
    ("edit",),
    ("export", "home-basics", "-o", "-"),
    ("export", "home-basics", "--force"),
    ("draw", "knee-tilts", "--force"),
    ("sound", "--audio", "wav:s.wav", "go"),
    ("where",),
    ("schema",),
)


@pytest.mark.terminal
@pytest.mark.parametrize(
    "closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full"]
)
def test_every_command_that_writes_takes_a_missing_stream(tmp_path: Path, closed: str) -> None:
    lines = [at_home(tmp_path / str(n), line) for n, line in enumerate(_WRITING)]
    ran = ran_together(lines, tmp_path, closed)
    assert [code for code in ran.codes if code not in (0, 1, 2)] == [], ran.err
    assert "Traceback" not in ran.err
    assert not list(tmp_path.rglob("backpt-bug-*"))


@pytest.mark.terminal
def test_a_folder_as_input_is_no_bug(tmp_path: Path) -> None:
    ran = run(tmp_path, "check", closed="<.")
    assert ran.returncode in (0, 1, 2)  # Python itself refuses it
    assert "Traceback" not in ran.stderr
    assert not bug_reports(tmp_path)


@pytest.mark.terminal
def test_a_missing_output_does_not_keep_a_file_from_being_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = at_home(home, ()).env
    lines = [Line(line, env, home) for line in _WRITING]
    ran = ran_together(lines, tmp_path, ">&- 2>&-", at_once=False)
    assert set(ran.codes) <= {0, 2}
    assert (home / "home-basics.html").read_text().rstrip().endswith("</html>")
    assert (home / "home-basics.yaml").read_text().startswith("# Home basics")
    assert (home / "knee-tilts.svg").read_text().startswith("<svg")
    assert (home / "s.wav").read_bytes().startswith(b"RIFF")
    assert "  my:" in (home / _PLACES["own"]).read_text()
