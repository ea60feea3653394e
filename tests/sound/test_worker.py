"""The sound process: what it is told, what it answers, and that it ends with the session."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.clock import Clock
from backpt.sound.output.base import Null
from backpt.sound.output.placing import Placed
from backpt.sound.process.frames import (
    Beat,
    Decoder,
    Done,
    Failed,
    Frame,
    Play,
    Quit,
    Ready,
    Stop,
    Trying,
    Volume,
    encode,
)
from backpt.sound.process.worker import Inbox, Rendered, Worker
from backpt.sound.score.stretch import MOTIF, SAY, Sound, Stretch
from tests.sound.driving import STUB
from tests.sound.marks import marks, render_marks

moments = st.floats(0, 1e9)
levels = st.floats(0, 1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
sounds = st.builds(
    Sound, moments, st.sampled_from([MOTIF, SAY]), texts, levels, st.none() | moments
)
stretches = st.builds(Stretch, st.lists(sounds, max_size=9).map(tuple), moments)
frames = st.one_of(
    st.builds(Play, st.integers(0, 2**32 - 1), moments, stretches),
    st.builds(Volume, levels),
    st.builds(Trying, texts),
    st.builds(Ready, texts, moments),
    st.builds(Done, st.integers(0, 2**32 - 1)),
    st.builds(Failed, texts),
    st.sampled_from([Stop(), Quit(), Beat()]),
)

pytestmark = pytest.mark.realtime


@given(st.lists(frames, max_size=6), st.integers(1, 40))
def test_frames_arrive_whole_in_whatever_pieces(sent: list[Frame], piece: int) -> None:
    data = b"".join(map(encode, sent))
    decoder = Decoder()
    got = [
        frame
        for at in range(0, len(data), piece)
        for frame in decoder.feed(data[at : at + piece])
    ]
    assert [(type(frame), frame) for frame in got] == [(type(frame), frame) for frame in sent]


@pytest.mark.parametrize(
    "garbage", [b"Traceback (most recent", b"\x01\x00\x00\x00\x00?", b"\x00\x00\x00\x00\xff"]
)
def test_what_is_no_frame_is_refused(garbage: bytes) -> None:
    with pytest.raises(ValueError, match="not a frame"):
        Decoder().feed(garbage)


class Ahead(Clock):
    """A clock that jumps to the next moment whenever it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def awake(self) -> float:
        self.now += 0.1
        return self.now


class Recording(Null):
    """An output that notes what it was told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def place(self, placed: Placed, now: float) -> None:
        self.told.append(("place", placed.id))

    def stop(self, now: float) -> None:
        self.told.append("stop")

    def level(self, level: float, now: float) -> None:
        self.told.append(("level", level))


def serve(*items: Frame | Rendered | None, output: Null | None = None) -> list[Frame]:
    inbox: Inbox = SimpleQueue()
    for item in items:
        inbox.put(item)
    said: list[Frame] = []
    Worker(output or Null(), Ahead(), said.append).run(inbox)
    return said


def play(id: int, start_at: float = 0.0, length_s: float = 1.0) -> Play:
    return Play(id, start_at, marks(0.0, length_s=length_s))


def rendered(play: Play) -> Rendered:
    return Rendered(play, render_marks(play.stretch))


def test_a_stretch_stopped_before_it_was_rendered_is_not_heard() -> None:
    output = Recording()
    serve(play(1), Stop(), rendered(play(1)), play(2), rendered(play(2)), Quit(), output=output)
    assert output.told == ["stop", ("place", 2)]


def test_volume_reaches_the_output() -> None:
    output = Recording()
    serve(Volume(0.0), Volume(0.5), None, output=output)
    assert output.told == [("level", 0.0), ("level", 0.5)]


def test_a_stretch_is_done_when_its_last_sample_was_due() -> None:
    late = play(2, start_at=1e9)
    said = serve(play(1), rendered(play(1)), late, rendered(late), *[Volume(1.0)] * 12, Quit())
    assert [frame for frame in said if isinstance(frame, Done)] == [Done(1)]


def test_it_says_four_times_a_second_that_it_lives() -> None:
    said = serve(*[Volume(1.0)] * 100, Quit())  # ten seconds by that clock
    assert math.isclose(said.count(Beat()), 35, abs_tol=6)


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    def run(data: bytes, *outputs: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*STUB, ",".join(outputs)],
            input=data,
            check=False,
            capture_output=True,
            timeout=20,
            env={**os.environ, "PYTHONMALLOC": "malloc"},
        )

    return run


Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


def said(process: subprocess.CompletedProcess[bytes]) -> list[Frame]:
    frames = Decoder().feed(process.stdout)
    return [frame for frame in frames if not isinstance(frame, Beat)]


def test_it_ends_when_the_session_is_gone(process: Process) -> None:
    ended = process(b"", "null")
    assert ended.returncode == 0
    assert said(ended) == [Trying("null"), Ready("null", 0.0)]


def test_what_is_not_here_is_passed_over(process: Process) -> None:
    ended = process(b"", "winsound", "no-such-output", "null")
    assert [frame for frame in said(ended) if isinstance(frame, Ready)] == [Ready("null", 0.0)]


def test_where_nothing_is_here_it_says_so_and_ends(process: Process) -> None:
    ended = process(b"", "no-such-output")
    assert said(ended) == [
        Trying("no-such-output"),
        Failed("there is no output called no-such-output"),
    ]


def test_garbage_ends_it(process: Process) -> None:
    assert process(b"Traceback (most recent call last)", "null").returncode == 0


def test_miniaudio_is_closed_so_that_its_process_can_end(process: Process) -> None:
    pytest.importorskip("miniaudio")
    ended = process(encode(Quit()), "miniaudio-null")
    assert ended.returncode == 0
    assert isinstance(said(ended)[-1], Ready)


def test_the_real_process_renders_motifs(tmp_path: Path) -> None:
    from backpt.sound.process.child import worker_command

    command = [*worker_command(), "null", "asleep"]
    ended = subprocess.run(
        command,
        input=encode(Quit()),
        capture_output=True,
        cwd=tmp_path,
        timeout=20,
        check=False,
    )
    assert said(ended)[:1] == [Trying("null")], ended.stderr
    assert ended.returncode == 0
    assert sys.executable == command[0]
