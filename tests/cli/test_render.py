"""A session as a file to take along: what is in it, what is said of it, what is refused."""

from __future__ import annotations

import builtins
import gc
import sys
import wave
from pathlib import Path
from typing import Any

import pytest

from backpt.language import recording as said
from backpt.sound.score.stretch import RATE

from .conftest import Program

SHORT = """
version: 1
routines:
  short:
    name: Short one
    exercises:
      - bridge: {reps: 2}
      - {cold: 15 min}
  banded:
    name: Banded
    exercises:
      - band-row: {sets: 1, reps: 2}
"""


@pytest.fixture
def own(program: Program) -> Program:
    program.write_own(SHORT)
    return program


def seconds(path: Path) -> float:
    with wave.open(str(path)) as read:
        return float(read.getnframes() / RATE)


def total_s(lines: list[str]) -> int:
    """The last line of a plan: "  7:42  Total"."""
    minutes, rest = lines[-1].split()[0].split(":")
    return 60 * int(minutes) + int(rest)


def test_a_wav_is_written_and_what_it_says_first_is_told(own: Program, tmp_path: Path) -> None:
    path = tmp_path / "evening.wav"
    told = own("render", "short", "-o", str(path))
    assert told.code == 0
    assert "It says first: Made for you." in told.out
    assert "Pain of six or more: stop." in told.out
    assert "Left out: Cold pack." in told.out
    assert f"{path}: " in told.out
    assert seconds(path) > 30


def test_it_lasts_as_long_as_its_plan_and_the_words_around_it(
    own: Program, tmp_path: Path
) -> None:
    path = tmp_path / "evening.wav"
    plan = own("render", "short", "--plan").lines
    assert own("render", "short", "--sound", "tones", "-o", str(path)).code == 0
    assert 0 <= seconds(path) - 1.0 - total_s(plan) < 2  # a second of silence, the last motif


def test_without_gates_the_plan_is_that_of_a_session(program: Program) -> None:
    mine, usual = (program(name, "home-basics", "--plan") for name in ("render", "session"))
    assert mine.lines[-1] == usual.lines[-1]


def test_gates_have_their_timed_lengths_in_the_plan(own: Program) -> None:
    mine, usual = (own(name, "banded", "--plan") for name in ("render", "session"))
    assert (total_s(mine.lines) - total_s(usual.lines)) % 30 == 0
    assert total_s(mine.lines) > total_s(usual.lines)


def test_an_mp3_by_its_ending(own: Program, tmp_path: Path) -> None:
    path = tmp_path / "evening.MP3"
    assert own("render", "short", "--sound", "tones", "-o", str(path)).code == 0
    assert path.read_bytes().startswith(b"ID3")


@pytest.mark.slow
def test_a_page_for_the_phone_by_its_ending(own: Program, tmp_path: Path) -> None:
    path = tmp_path / "evening.html"
    told = own("render", "short", "-o", str(path))
    assert told.code == 0
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Without. Cold pack. Pain of six or more: stop." in page
    assert "backpt did short" in page


def test_without_the_encoder_it_says_how_to_get_it_and_writes_nothing(
    own: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = builtins.__import__

    def without(name: str, *more: Any, **also: Any) -> object:
        if name == "lameenc":
            raise ImportError(name)
        return usual(name, *more, **also)

    monkeypatch.setattr(builtins, "__import__", without)
    told = own("render", "short", "--sound", "tones", "-o", str(tmp_path / "evening.mp3"))
    assert (told.code, told.err.strip()) == (1, said.NO_MP3)
    assert list(tmp_path.glob("*evening*")) == []


def test_a_file_that_is_there_is_asked_about(own: Program, tmp_path: Path) -> None:
    path = tmp_path / "evening.wav"
    path.write_text("mine")
    order = ("render", "short", "--sound", "tones", "-o", str(path))
    told, questions = own.asked(*order, answers=["n"])
    assert told.code == 2
    assert path.read_text() == "mine"
    assert len(questions) == 1
    assert own(*order, "--force").code == 0
    assert path.read_bytes().startswith(b"RIFF")


def test_precautions_are_applied_and_spoken_first(program: Program, tmp_path: Path) -> None:
    program("safety", "--answers", "none;none;bones")
    program.write_own(
        "version: 1\nroutines:\n  two:\n    name: Two\n    exercises:\n"
        "      - ball-knee-roll\n      - pelvic-tilt: {reps: 2}\n"
    )
    told = program("render", "two", "-o", str(tmp_path / "two.wav"))
    assert any(line.startswith("Left out for you: Ball knee rolls") for line in told.lines)
    assert "Without. Ball knee rolls. Pain of six or more: stop." in told.out.replace("\n", " ")
    plan = "\n".join(program("render", "two", "--plan").lines[1:])
    assert "Pelvic tilt" in plan
    assert "rep 1 of 2" in plan
    assert "Ball knee" not in plan


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to set there")
@pytest.mark.parametrize("ending", ["wav", "mp3"])
def test_a_disk_that_takes_no_more_is_one_sentence_and_leaves_nothing(
    own: Program, tmp_path: Path, ending: str
) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        told = own("render", "short", "-o", str(tmp_path / f"evening.{ending}"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    gc.collect()  # what is wrong while something is thrown away is said beside the sentence
    assert (told.code, len(told.err.strip().splitlines())) == (2, 1)
    assert f"evening.{ending} cannot be written (File too large)" in told.err
    assert list(tmp_path.glob("*evening*")) == []


def test_a_warning_sign_that_is_open_stops_it(own: Program, tmp_path: Path) -> None:
    own("safety", "--answers", "2;none;none")
    path = tmp_path / "evening.wav"
    told = own("render", "short", "-o", str(path))
    assert told.code == 4
    assert told.err == own("safety").err  # one wording, wherever it is said
    assert not path.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("short", "-o", "evening.ogg"), "is none of these"),
        (("short", "--sound", "off"), said.NO_SOUND),
        (("leg-symptom-trial",), said.TRIAL),
        (("short", "-o", "-"), "is none of these"),
        (("short", "-o", ""), "is none of these"),
        (("short", "-o", "no/such/folder.wav"), "There is no folder no/such"),
        (("nosuchthing",), "There is no routine or exercise nosuchthing"),
    ],
)
def test_what_cannot_be_is_a_sentence(
    own: Program, words: tuple[str, ...], sentence: str
) -> None:
    told = own("render", *words)
    assert told.code == 2
    assert sentence in told.err


def test_packs_alone_are_not_taken_along(program: Program) -> None:
    program.write_own(
        "version: 1\nroutines:\n  ice:\n    name: Ice\n    exercises:\n      - {cold: 15 min}\n"
    )
    told = program("render", "ice")
    assert (told.code, told.err.strip()) == (2, said.NOTHING_TO_DO)
