from __future__ import annotations

import os
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from backpt.sound.score.stretch import RATE
from backpt.sound.voice.synthesis import (
    Engine,
    Job,
    WavError,
    installed,
    one_by_one,
    own_name,
    prepare,
    read_wav,
    speakable,
)

SQUEEZE = "Towel squeeze."


class Counter:
    """Seconds that pass by as many at each look."""

    def __init__(self, step_s: float = 0.0) -> None:
        self.at_s, self.step_s = 0.0, step_s

    def __call__(self) -> float:
        self.at_s += self.step_s
        return self.at_s


def write_wav(path: str, *, rate: int = RATE, channels: int = 1, seconds: float = 0.5) -> None:
    with wave.open(path, "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        samples = (12_000 if at // 40 % 2 else -12_000 for at in range(round(rate * seconds)))
        sound = array("h", (one for one in samples for _ in range(channels)))
        file.writeframes(sound.tobytes())


def speaker(said: list[str], name: str = "one", version: str = "1", rate: int = RATE) -> Engine:
    def speak(jobs: list[Job], left_s: Callable[[], float]) -> None:
        for text, path in jobs:
            said.append(text)
            write_wav(path, rate=rate)

    return Engine(name, version, speak)


def make(folder: Path, *engines: Engine, budget_s: float = 5.0) -> dict[str, str]:
    return prepare(
        [SQUEEZE],
        own=str(folder / "voice"),
        cache=str(folder / "cache"),
        budget_s=budget_s,
        now=Counter(),
        engines=engines,
    )


def test_a_sentence_is_made_once_and_then_taken_from_the_cache(tmp_path: Path) -> None:
    said: list[str] = []
    first = make(tmp_path, speaker(said))
    second = make(tmp_path, speaker(said))

    assert first == second
    assert said == [SQUEEZE]
    assert len(read_wav(first[SQUEEZE])) == RATE // 2


def test_a_new_version_of_an_engine_speaks_anew(tmp_path: Path) -> None:
    said: list[str] = []
    make(tmp_path, speaker(said, version="1"))
    make(tmp_path, speaker(said, version="2"))

    assert said == [SQUEEZE, SQUEEZE]


def test_the_users_own_recording_comes_before_every_engine(tmp_path: Path) -> None:
    (tmp_path / "voice").mkdir()
    write_wav(str(tmp_path / "voice" / "towel-squeeze.wav"))
    said: list[str] = []

    assert make(tmp_path, speaker(said))[SQUEEZE].endswith("towel-squeeze.wav")
    assert said == []


def test_a_recording_at_another_rate_is_kept_converted_beside_the_others(
    tmp_path: Path,
) -> None:
    (tmp_path / "voice").mkdir()
    recording = tmp_path / "voice" / "towel-squeeze.wav"
    write_wav(str(recording), rate=44_100, channels=2)
    before = recording.read_bytes()

    path = make(tmp_path)[SQUEEZE]

    assert path.startswith(str(tmp_path / "cache"))
    assert len(read_wav(path)) == RATE // 2
    assert recording.read_bytes() == before


def test_an_engine_that_raises_is_passed_over_for_the_next(tmp_path: Path) -> None:
    def raises(jobs: list[Job], left_s: Callable[[], float]) -> None:
        raise RuntimeError("no voice")

    said: list[str] = []
    assert SQUEEZE in make(tmp_path, Engine("bad", "1", raises), speaker(said, "good"))
    assert said == [SQUEEZE]


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"no sound at all", b"RIFF\x24\0\0\0WAVEfmt " + bytes(400)]
)
def test_an_engine_that_writes_rubbish_is_passed_over(tmp_path: Path, content: bytes) -> None:
    def lies(jobs: list[Job], left_s: Callable[[], float]) -> None:
        for _, path in jobs:
            Path(path).write_bytes(content)

    assert make(tmp_path, Engine("liar", "1", lies)) == {}
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_file_that_is_silent_empty_or_cut_short_is_no_speech(tmp_path: Path) -> None:
    whole, silent, empty, short = (str(tmp_path / f"{name}.wav") for name in "abcd")
    write_wav(whole)
    write_wav(empty, seconds=0)
    with wave.open(silent, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(bytes(RATE))
    Path(short).write_bytes(Path(whole).read_bytes()[:-200])

    for path in (silent, empty, short):
        with pytest.raises(WavError):
            read_wav(path)


def test_what_one_engine_leaves_out_the_next_says(tmp_path: Path) -> None:
    def first_only(jobs: list[Job], left_s: Callable[[], float]) -> None:
        write_wav(jobs[0].path)
        raise RuntimeError("and then it broke")

    said: list[str] = []
    found = prepare(
        ["One thing.", "Another."],
        own=str(tmp_path),
        cache=str(tmp_path / "cache"),
        budget_s=5.0,
        now=Counter(),
        engines=(Engine("half", "1", first_only), speaker(said)),
    )

    assert set(found) == {"One thing.", "Another."}
    assert said == ["Another."]


def test_nothing_is_started_once_the_time_is_used_up(tmp_path: Path) -> None:
    said: list[str] = []

    assert make(tmp_path, speaker(said), budget_s=0.0) == {}
    assert said == []


def test_a_program_gets_what_is_left_of_the_time_and_no_more_sentences_after_it(
    tmp_path: Path,
) -> None:
    started = tmp_path / "started"
    program = f"open({str(started)!r}, 'a').write('x')"
    engine = one_by_one(lambda job: (sys.executable, "-S", "-c", program), "slow")

    engine.speak([Job(SQUEEZE, str(tmp_path / "a.wav"))] * 9, Counter(-0.001))

    assert not started.exists()


def test_a_program_that_hangs_is_killed_and_given_up(tmp_path: Path) -> None:
    engine = one_by_one(
        lambda job: (sys.executable, "-S", "-c", "import threading; threading.Event().wait()"),
        "hangs",
    )
    left = iter([0.2, 0.2])

    engine.speak([Job(SQUEEZE, str(tmp_path / "a.wav"))] * 9, lambda: next(left))

    assert list(left) == []  # after two failures it is not tried again


def test_the_sentence_reaches_a_program_on_its_standard_input_only(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    program = (
        "import sys; text = sys.stdin.buffer.read();"
        " open(sys.argv[1], 'wb').write(text + b'|' + ' '.join(sys.argv[2:]).encode())"
    )
    text = "$(touch x); `id` 'quoted' -w"
    engine = one_by_one(lambda job: (sys.executable, "-S", "-c", program, job.path), "echo")

    engine.speak([Job(text, str(heard))], lambda: 20.0)

    assert heard.read_text() == f"{text}|"


def test_a_text_is_given_without_control_characters_and_orders() -> None:
    assert speakable("Towel\x1b[31m\n squeeze\x07.") == "Towel [31m squeeze ."
    assert speakable("Lift [[slnc 90000]] it.") == "Lift slnc 90000 it."
    assert speakable("...") == ""
    assert speakable("word " * 100) == ""


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (SQUEEZE, "towel-squeeze.wav"),
        ("Ellbogen-Stütz, links!", "ellbogen-stütz-links.wav"),
        ("../../etc/passwd", "etc-passwd.wav"),
        ("...", ""),
        ("a" * 200, ""),
    ],
)
def test_a_recording_is_named_after_its_sentence(sentence: str, name: str) -> None:
    assert own_name(sentence) == name


def test_an_unwritable_cache_leaves_a_sentence_unsaid(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")

    assert make(tmp_path, speaker([])) == {}


@pytest.mark.parametrize(
    ("platform", "program", "name"),
    [("darwin", "say", "say"), ("linux", "espeak-ng", "espeak-ng"), ("linux", "say", "")],
)
def test_only_the_programs_of_this_system_are_used(
    tmp_path: Path, platform: str, program: str, name: str
) -> None:
    file = tmp_path / program
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)

    names = [engine.name for engine in installed(platform, {"PATH": str(tmp_path)})]

    assert [one for one in names if one != "hibari"] == ([name] if name else [])


@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (22_050, 1), (48_000, 2)])
def test_every_usual_rate_becomes_24_khz_of_the_same_length(
    tmp_path: Path, rate: int, channels: int
) -> None:
    path = str(tmp_path / "any.wav")
    write_wav(path, rate=rate, channels=channels)

    assert len(read_wav(path)) == pytest.approx(RATE // 2, abs=2)


def test_what_a_real_engine_says_becomes_a_file(tmp_path: Path) -> None:
    engines = installed(sys.platform, os.environ)
    if not engines:
        pytest.skip("no engine on this machine")

    found = prepare(
        [SQUEEZE, "Pull it apart."],
        own=str(tmp_path),
        cache=str(tmp_path / "cache"),
        budget_s=20.0,
        now=Counter(),
    )

    assert len(found) == 2
    assert all(0.3 * RATE < len(read_wav(path)) < 3 * RATE for path in found.values())
