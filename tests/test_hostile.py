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
from tests.homes import answers_file, environment
from tests.pty_run import PROGRAM, Terminal

FAST = ("session", "home-basics", "--plain", "--speed", "9000")


def run(home: Path, *arguments: str, closed: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program without a keyboard; ``closed`` is what a shell would close."""
    line = f"{shlex.join([*PROGRAM, *arguments])} </dev/null {closed}"
    env = {**environment(home), "TMPDIR": str(home), "EDITOR": "true"}
    return subprocess.run(
        ["sh", "-c", line], env=env, capture_output=True, text=True, check=False, cwd=home
    )


def bug_reports(home: Path) -> list[Path]:
    return list(home.glob("backpt-bug-*"))


@pytest.mark.terminal
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        (),
        ("list",),
        ("show", "knee-tilts"),
        ("log",),
        FAST,
        ("icepack", "--speed", "9000"),
    ],
    ids=lambda arguments: " ".join(arguments) or "bare",
)
def test_a_closed_stream_is_no_bug(
    tmp_path: Path, arguments: tuple[str, ...], closed: str
) -> None:
    ran = run(tmp_path, *arguments, closed=closed)
    assert ran.returncode == 0
    assert not bug_reports(tmp_path)


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


@pytest.mark.terminal
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
    ran = run(tmp_path, *FAST)
    assert ran.returncode == 0
    assert "Wall slides: done." in ran.stdout
    assert "This session is kept in" in ran.stdout


@pytest.mark.terminal
def test_answers_cut_off_in_the_middle_are_asked_again(tmp_path: Path) -> None:
    env = environment(tmp_path)
    answers_file(tmp_path).write_text("answered: 2026-11-22\nabout: bon")
    run = Terminal(["session"], env)
    page = run.until("card 1 of 3")
    assert "safety.txt:2:'bon'isnoanswer" in "".join(page.split())
    run.press("q")
    assert run.end() == 0


@pytest.mark.terminal
def test_answers_cut_off_are_no_leave_where_nobody_can_answer(tmp_path: Path) -> None:
    environment(tmp_path)
    command = [*PROGRAM, *FAST]
    env = {**environment(tmp_path), "TMPDIR": str(tmp_path)}
    answers_file(tmp_path).write_text("answered: 2026-11-22\nabout: bon")
    ran = subprocess.run(
        command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 4
    assert f"{answers_file(tmp_path)}:2: 'bon' is no answer" in ran.stderr
    assert "Wall slides" not in ran.stdout


@pytest.mark.terminal
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
    ran = run(tmp_path, *arguments)
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


@pytest.mark.terminal
def test_a_pack_killed_on_the_skin_goes_on_at_once_with_its_alarm(tmp_path: Path) -> None:
    env = environment(tmp_path)
    killed = Terminal(["icepack"], env)
    killed.until("Get into place")
    killed.press(" ")
    killed.until("when the pack is on")
    killed.press(" ")
    killed.until("Stay awake")
    killed.signal(signal.SIGKILL)
    killed.end()
    again = Terminal(["icepack", "--resume"], env)
    again.until("TAKE THE PACK OFF")  # no question stands before it
    again.press("q")
    assert again.end() == 0
    assert b"Take the pack off now." in again.sent


@pytest.mark.terminal
@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130)])
def test_left_at_pack_is_on_it_says_what_to_do_with_the_pack(
    tmp_path: Path, key: str, code: int
) -> None:
    run = Terminal(["icepack"], environment(tmp_path))
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
    started = [
        subprocess.Popen(
            [*PROGRAM, *arguments],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for arguments in _LOOKING
    ]
    for one, arguments in zip(started, _LOOKING, strict=True):
        said, wrong = one.communicate(timeout=60)
        assert one.returncode in (0, 1, 2), (arguments, wrong)
        assert said or wrong, arguments
    assert not bug_reports(tmp_path)


def bare_environment(home: Path) -> dict[str, str]:
    """The environment without what ``environment`` puts into the home."""
    elsewhere = home / "elsewhere"
    return {**environment(elsewhere), "HOME": str(home)}


@pytest.mark.terminal
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin", "."])
def test_what_is_no_session_is_refused_by_import_at_once(tmp_path: Path, device: str) -> None:
    ran = run(tmp_path, "log", "--import", device)
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert device in ran.stderr


@pytest.mark.terminal
def test_a_file_to_import_that_never_ends_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.jsonl"
    with huge.open("wb") as file:
        file.truncate(200 * 2**20)
    ran = run(tmp_path, "log", "--import", str(huge))
    assert ran.returncode == 1
    assert "nothing was added" in ran.stderr


@pytest.mark.terminal
def test_a_home_of_nothing_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    env = {**environment(tmp_path), "HOME": ""}
    for arguments in ((), ("list",), ("safety", "--answers", "none"), ("check",)):
        ran = subprocess.run(
            [*PROGRAM, *arguments], env=env, capture_output=True, text=True, check=False
        )
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
    "closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full", "<."]
)
def test_every_command_that_writes_takes_a_missing_stream(tmp_path: Path, closed: str) -> None:
    """All at once: most of the time is the start of each."""
    homes = [tmp_path / str(number) for number in range(len(_WRITING))]
    started = []
    for home, arguments in zip(homes, _WRITING, strict=True):
        home.mkdir()
        line = f"{shlex.join([*PROGRAM, *arguments])} </dev/null {closed}"
        env = {**environment(home), "TMPDIR": str(home), "EDITOR": "true"}
        pipe = subprocess.PIPE
        started.append(
            subprocess.Popen(
                ["sh", "-c", line], env=env, cwd=home, stdout=pipe, stderr=pipe, text=True
            )
        )
    for one, home, arguments in zip(started, homes, _WRITING, strict=True):
        _, wrong = one.communicate(timeout=120)
        assert one.returncode in (0, 1, 2), (arguments, wrong)
        assert "Traceback" not in wrong, arguments
        assert not bug_reports(home), arguments


@pytest.mark.terminal
def test_a_missing_output_does_not_keep_a_file_from_being_written(tmp_path: Path) -> None:
    for arguments in _WRITING:
        assert run(tmp_path, *arguments, closed=">&- 2>&-").returncode in (0, 2), arguments
    assert (tmp_path / "home-basics.html").read_text().rstrip().endswith("</html>")
    assert (tmp_path / "home-basics.yaml").read_text().startswith("# Home basics")
    assert (tmp_path / "knee-tilts.svg").read_text().startswith("<svg")
    assert (tmp_path / "s.wav").read_bytes().startswith(b"RIFF")
    assert "  my:" in (tmp_path / _PLACES["own"]).read_text()
