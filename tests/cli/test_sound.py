"""``backpt sound``: what is played, what is said of it, and the test of an output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backpt
from backpt.clock import Clock
from backpt.sound import selftest
from backpt.sound.output.base import Unavailable
from backpt.sound.output.streaming import open_miniaudio
from backpt.sound.output.wav_file import WavFile
from backpt.sound.score.motifs import FAMILIES
from backpt.sound.score.stretch import RATE

if TYPE_CHECKING:
    from tests.cli.conftest import Program

ROOT = str(Path(backpt.__file__).parents[1])
DEFAULT_INTERRUPT = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from backpt.cli import main
main()
"""
"""As in a foreground shell: a test runner in the background would hand on "ignored"."""


def loudest(path: Path) -> int:
    with wave.open(str(path)) as file:
        data = memoryview(file.readframes(file.getnframes())).cast("h")
        return max(map(abs, data), default=0)


def test_every_sound_is_written_with_its_family_and_the_voice_last(program: Program) -> None:
    path = program.home / "all.wav"
    said = program("sound", "--audio", f"wav:{path}")
    assert said.code == 0
    assert said.lines[0].startswith(f"The sound is written to {path}. Voice: shipped, ")
    motifs = [f"{family} {name}" for family, names in FAMILIES.items() for name in names]
    assert [" ".join(line.split()) for line in said.lines[1:-1]] == motifs
    assert said.lines[-1].startswith("voice ")
    assert loudest(path) > 10_000


def test_a_name_plays_one_sound_and_the_name_of_a_family_all_of_it(program: Program) -> None:
    to = ("--audio", f"wav:{program.home / 'some.wav'}")
    assert [line.split()[1] for line in program("sound", "move", *to).lines[1:]] == [
        "out",
        "back",
    ]
    assert program("sound", "release", *to).lines[1:] == ["hold    release"]


def test_with_tones_no_words_are_said(program: Program) -> None:
    said = program("sound", "--sound", "tones", "--audio", f"wav:{program.home / 'a.wav'}")
    assert "Voice: off, only tones." in said.lines[0]
    assert said.lines[-1].startswith("alarm ")


def test_the_volume_of_the_settings_is_heeded_by_all_but_the_alarm(program: Program) -> None:
    settings = Path(program.paths.settings)
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("volume: 0\n", encoding="utf-8")
    path = program.home / "quiet.wav"
    said = program("sound", "go", "--audio", f"wav:{path}")
    assert loudest(path) == 0
    assert "The volume in your settings is 0" in said.lines[-1]
    program("sound", "pack-off", "--audio", f"wav:{path}")
    assert loudest(path) > 10_000


@pytest.mark.slow
def test_it_plays_in_real_time_and_names_the_output(program: Program) -> None:
    said = program("sound", "move", "--audio", "null")
    assert said.code == 0
    assert said.lines[0].startswith("Sound comes through null. Voice: shipped, ")
    assert said.lines[1:] == ["move    out", "move    back"]


@pytest.mark.slow
def test_the_test_of_an_output_claims_no_more_than_was_measured(program: Program) -> None:
    said = program("sound", "--test", "--audio", "null")
    assert said.code == 0
    assert "took the sound in real time (1.0 s), and nobody hears it" in said.out


@pytest.mark.parametrize("arguments", [(), ("--test",)])
@pytest.mark.skipif(sys.platform == "win32", reason="winsound is there")
def test_without_an_output_it_says_why_and_fails(
    program: Program, arguments: tuple[str, ...]
) -> None:
    said = program("sound", *arguments, "--audio", "winsound")
    assert said.code == 1
    assert "No sound comes out of this computer" in said.out
    assert "winsound is a part of Windows" in said.out


def test_a_test_that_failed_names_another_output(program: Program) -> None:
    absent = "aplay" if sys.platform == "win32" else "winsound"
    said = program("sound", "--test", "--audio", absent)
    assert said.lines[-1].startswith("  backpt sound --test --audio ")
    assert absent not in said.lines[-1]


def test_a_file_that_cannot_be_written_is_one_sentence(program: Program) -> None:
    said = program("sound", "hold", "--audio", f"wav:{program.home}/no/such/folder.wav")
    assert said.code == 1
    assert len(said.lines) == 1
    assert "cannot be written" in said.out


def test_a_file_that_is_no_sound_is_not_written_over(program: Program) -> None:
    path = program.home / "diary.txt"
    path.write_text("mine")
    for command in (("sound", "hold"), ("session", "home-basics", "--speed", "50")):
        said = program(*command, "--audio", f"wav:{path}")
        assert said.code == 2
        assert "is there already and is no sound" in said.err
    assert path.read_text() == "mine"


def test_a_recording_is_written_over_and_a_tilde_is_ones_home(program: Program) -> None:
    for _ in range(2):
        assert program("sound", "hold", "--audio", "wav:~/hold.wav").code == 0
    assert loudest(program.home / "hold.wav") > 1000


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
def test_what_fits_on_a_full_disk_can_still_be_heard(tmp_path: Path) -> None:
    import resource

    path, told = tmp_path / "cut.wav", list[str]()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        file = WavFile(str(path), told.append, lambda stretch: b"")
        file.start(0.0)
        for second in range(1, 5):
            file.poll(float(second))
        file.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert len(told) == 1
    assert "cannot be written" in told[0]
    with wave.open(str(path)) as written:
        assert written.getnframes() == 2 * RATE


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nope",), "There is no sound nope; name one of: ready, move,"),
        (("--audio", "tin-can"), "--audio is one of: auto, "),
        (("--audio", "wav:"), "--audio wav: needs a file"),
        (("--sound", "loud"), "--sound is one of: voice, tones, off."),
        (("--sound", "off"), "there is nothing to hear"),
        (("voice", "--sound", "tones"), "There is no voice"),
        (("--test", "--audio", "wav:a.wav"), "wav:FILE is only written"),
        (("--test", "hold"), "leave out hold"),
    ],
)
def test_what_cannot_be_played_is_a_mistake_of_usage(
    program: Program, arguments: tuple[str, ...], sentence: str
) -> None:
    said = program("sound", *arguments)
    assert said.code == 2
    assert sentence in said.err
    assert said.out == ""


def paced_player(folder: Path) -> None:
    """Put a player in ``folder`` that takes sound as fast as a card does."""
    player = folder / "aplay"
    paced = Path(ROOT) / "tests" / "sound" / "paced.py"
    sound = folder / "card"
    sound.mkdir(parents=True)
    player.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{paced}" - "{sound}" 24000 44\n')
    player.chmod(0o755)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the player is a shell script")
@pytest.mark.parametrize(
    ("typed", "code", "verdict"),
    [
        (["y"], 0, "Sound comes out, through aplay."),
        (["what", "", "N"], 1, "aplay took the sound, but it was not heard"),
        ([None], 0, "whether it was heard you did not say"),
        ([], 0, "Check yourself that a loudspeaker is on."),
    ],
)
def test_who_sits_at_a_terminal_is_asked_and_nobody_else(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    typed: list[str | None],
    code: int,
    verdict: str,
) -> None:
    monkeypatch.setattr(selftest, "SETTLE_S", 0.0)  # this player does not hang at the end
    paced_player(program.home / "bin")
    monkeypatch.setenv("PATH", f"{program.home / 'bin'}:{os.environ['PATH']}")
    line = ("sound", "--test", "--audio", "aplay")
    said, questions = program.asked(*line, answers=typed) if typed else (program(*line), [])
    assert said.code == code, said.out
    assert verdict in said.out
    assert questions == ["Did you hear three notes? y yes, n no:"] * len(typed)


@pytest.mark.skipif(sys.platform == "win32", reason="the player is a shell script")
def test_a_player_that_only_pretends_is_found_out(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = program.home / "bin"
    folder.mkdir()
    (folder / "aplay").write_text("#!/bin/sh\nexit 0\n")
    (folder / "aplay").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    said = program("sound", "--test", "--audio", "aplay")
    assert said.code == 1
    assert "aplay: it ended after" in said.out


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_stops_it_cleanly(program: Program) -> None:
    playing = subprocess.Popen(
        [sys.executable, "-c", DEFAULT_INTERRUPT, "sound", "--audio", "null"],
        env={**os.environ, "HOME": str(program.home), "PYTHONPATH": ROOT},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert playing.stdout is not None
    assert playing.stdout.readline().startswith("Sound comes through null.")
    playing.stdout.readline()
    playing.send_signal(signal.SIGINT)
    _, trouble = playing.communicate(timeout=20)
    assert (playing.returncode, trouble) == (130, "")


def test_why_a_device_is_refused_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    miniaudio = pytest.importorskip("miniaudio")
    for name in ("numpy", "urllib.request"):  # what opening it leaves out stays here for others
        monkeypatch.setitem(sys.modules, name, sys.modules.get(name))

    def refused(**asked: object) -> None:
        raise miniaudio.MiniaudioError("failed to init device", -401)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", refused)
    with pytest.raises(Unavailable, match=r"^miniaudio: failed to init device, -401$"):
        open_miniaudio(Clock())
